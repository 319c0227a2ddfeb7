/* Font programs: subsets of a face, finished and compressed as they stand in the file (ISO 32000-1, 9.6.4, 9.9).
 *
 * A program depends on its glyphs alone, so documents of a batch that show the same ones share it. */
#ifndef WRITE_PDF_PROGRAM_H
#define WRITE_PDF_PROGRAM_H

#include <stddef.h>
#include <stdint.h>

#include "base/str.h"

struct arena;
struct cache;
struct diag_list;
struct font_face;
struct pdf_deflate;

/* A glyph to have in the program. */
struct pdf_program_glyph {
	uint32_t id;       /* in the face; see FONT_WIDER */
	struct str text;   /* what /ToUnicode says; empty: nothing */
};

/* A stream: its data and its entries but /Length. */
struct pdf_program_stream {
	struct str entries, data;
};

struct pdf_program {
	const char *name;          /* tagged PostScript name */
	const uint16_t *codes;     /* of each glyph in page content, ascending */
	size_t code_count;
	size_t glyph_count;        /* all codes below are of glyphs in it; 0: only those of `codes`, and 0 */
	const double *widths;      /* of each glyph, em, as in /W */
	struct str width_entries;  /* "/DW 1000/W[…]" */
	struct pdf_program_stream font, unicode; /* /FontFile2 or /FontFile3; /ToUnicode */
};

/* The program of these glyphs (sorted by id, unique). It lives in the cache, where it is looked up first, or, when that is
 * NULL, in the arena. NULL with an error in `diags` on failure. */
const struct pdf_program *pdf_program_make(struct arena *arena, struct cache *cache, const struct font_face *face,
					   const struct pdf_program_glyph *glyphs, size_t count,
					   struct pdf_deflate *deflate, struct diag_list *diags);

#endif
