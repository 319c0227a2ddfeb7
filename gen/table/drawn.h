/* Tables that are drawn with signs in a text: grids of + - |, as pandoc and reStructuredText have them, or of box-drawing characters; and columns below rulers
 * of dashes or =, as in their simple and multiline tables. */
#ifndef TABLE_DRAWN_H
#define TABLE_DRAWN_H

#include <stdbool.h>
#include <stddef.h>

#include "base/str.h"

struct arena;

struct drawn_cell {
	struct str text;   /* its lines, run together; '\n' parts paragraphs and items */
	size_t offset;     /* of its first line in the text */
	bool left, above;  /* it belongs to the cell at its left, or above it: a rectangle */
};

struct drawn {
	size_t len;            /* bytes of its lines */
	bool readable;         /* what follows holds; else its cells are not certain */
	size_t rows, columns, heads;
	struct drawn_cell *cells; /* row by row */
};

/* Whether a drawn table begins with the text, which is the start of a line behind a blank one; it is read, in the arena. */
bool drawn_read(struct arena *arena, struct str text, struct drawn *drawn);

/* How many columns and rows the cell covers. */
void drawn_span(const struct drawn *drawn, size_t row, size_t column, size_t *columns, size_t *rows);

#endif
