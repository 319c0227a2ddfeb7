/* Fonts of a PDF: which glyphs the pages use, their subsets and their codes (ISO 32000-1, 9.7).
 *
 * A font is a Type 0 font with Identity-H: two bytes a glyph. First every glyph of the pages is noted
 * (pdf_fonts_collect), then each face is subset once and written, then the content asks for codes. */
#ifndef WRITE_PDF_FONT_H
#define WRITE_PDF_FONT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/str.h"

struct arena;
struct buf;
struct diag_list;
struct font_face;
struct page_list;
struct page_run;
struct pdf_deflate;
struct pdf_file;

struct pdf_glyph {
	uint32_t id;       /* in the face */
	uint16_t code;     /* in page content */
	double width;      /* as in the font's /W array, em */
	struct str text;   /* what /ToUnicode says; empty: nothing */
};

struct pdf_fonts;
struct pdf_font;

/* Glyphs [first, first + count) of a run that together stand for `text`: a cluster. */
struct pdf_cluster {
	size_t first, count;
	struct str text;
};

/* The cluster that starts at glyph `first`. */
struct pdf_cluster pdf_cluster_at(const struct page_run *run, size_t first);

/* Notes the glyphs of all pages. In the arena; texts are borrowed from the pages. */
struct pdf_fonts *pdf_fonts_collect(struct arena *arena, const struct page_list *pages);

/* Subsets every face and adds the font objects to the file. False with an error in `diags`. */
bool pdf_fonts_write(struct pdf_fonts *fonts, struct pdf_file *file, struct pdf_deflate *deflate,
		     struct diag_list *diags);

/* The /Font entry of the resource dictionary: "/Font<</F0 7 0 R …>>". */
void pdf_fonts_add_resources(const struct pdf_fonts *fonts, struct buf *out);

/* The font of a face that was collected, its number in the resources (/F0 …) and one of its glyphs. */
const struct pdf_font *pdf_fonts_lookup(const struct pdf_fonts *fonts, const struct font_face *face);
size_t pdf_font_number(const struct pdf_font *font);
const struct pdf_glyph *pdf_font_glyph(const struct pdf_font *font, uint32_t id);

#endif
