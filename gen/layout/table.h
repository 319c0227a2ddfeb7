/* Tables while they are set: which columns hold little (table_short.c), how wide their columns are (table_columns.c), then their rows (table.c). */
#ifndef LAYOUT_TABLE_H
#define LAYOUT_TABLE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/buf.h"
#include "layout/template.h"

struct doc_node;
struct flow_cell;
struct layout;
struct template_style;
struct text;

/* A table while it is set. Its cells have their columns (doc_place_cells()). */
struct measuring {
	struct layout *layout;
	const struct doc_node *node;
	struct text **texts;       /* rows × columns: each cell's at its first place, NULL elsewhere */
	size_t rows;
	int columns;
	double *widths;            /* pt, of the columns */
	double scale;              /* of the type, where smaller type makes the columns wide enough */
	bool merged;               /* a cell covers several columns */
	bool *centered;            /* columns of short cells, which stand in the middle under their heads; NULL: none does */
	double *insets;            /* rows × columns: pt that a number is kept from its column's right edge; NULL: none is */
	bool overfull;             /* has been reported */
	bool *cuts;                /* columns that cut a date or a number; NULL: none yet */
	struct buf cut;            /* the first such text of each, as a list */
	const struct doc_node *cut_node;
};

/* Style of the row's cells. */
const struct template_style *table_style(const struct layout *layout, const struct doc_node *row);

/* Shapes the texts of the cells. */
void table_shape(struct measuring *m);

/* Finds the columns whose cells are all short, where the source does not say how they stand: 单位, 时限 and 序号 stand under the middle of their heads. */
void table_find_short(struct measuring *m);

/* Whether the table's first column numbers its rows (序号): below the head, one to four figures in each cell. */
bool table_is_numbered(const struct measuring *m);

/* Finds the widths of the columns, which together take `room` pt, in smaller type where their longest words ask for it. */
void table_find_widths(struct measuring *m, double room);

/* Keeps numbers from the right edges of their columns so that decimal points stand below each other, the widest in the middle. */
void table_align_points(struct measuring *m);

/* How a cell of the row is aligned. */
enum template_align table_align(const struct measuring *m, const struct doc_node *row, const struct doc_node *cell);

/* Its inset, or -1. */
double table_inset(const struct measuring *m, size_t row, int column);

#endif
