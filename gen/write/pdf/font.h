/* Fonts of a PDF: which glyphs the pages use, their subsets and their codes (ISO 32000-1, 9.7).
 *
 * A font is a Type 0 font with Identity-H: two bytes a glyph. First every glyph of the pages is noted (pdf_fonts_collect),
 * then the faces are subset and written, then the content asks for codes.
 *
 * A face makes a font of the glyphs that the source's own text shows, and one of those that only values of variables bring. The
 * first is the same in all documents of a source and is made once in a batch. A glyph that stands for two characters (a hyphen, a
 * soft hyphen) is in one more font under the second, as a code has one text; a third character has /ActualText only.
 *
 * A digit or letter before the gap to a Chinese character is a glyph of its own, as wide as the gap needs: readers that go by widths alone (MuPDF, pdf.js)
 * set a blank into the text where they see a gap, and who searches 2026年 does not find it. */
#ifndef WRITE_PDF_FONT_H
#define WRITE_PDF_FONT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/str.h"

struct arena;
struct buf;
struct cache;
struct diag_list;
struct font_face;
struct page_list;
struct pdf_deflate;
struct pdf_file;
struct profile;

struct pdf_font;

struct pdf_glyph {
	uint32_t id;       /* in the face */
	bool variable;     /* shown by values of variables only */
	bool other;        /* under the second of its texts */
	uint8_t wide;      /* steps that it is wider than the face has it, see FONT_WIDER */
	const struct pdf_font *font;
	uint16_t code;     /* in page content */
	double width;      /* as in the font's /W array, em */
	struct str text;   /* what /ToUnicode says; empty: nothing */
};

struct pdf_fonts;
struct pdf_face;

/* Notes the glyphs of all pages. In the arena; texts are borrowed from the pages. */
struct pdf_fonts *pdf_fonts_collect(struct arena *arena, const struct page_list *pages);

/* Subsets every face and adds the font objects to the file, as the profile wants them. `cache` keeps font programs for later documents; NULL: none.
 * What is written lives in the arena or the cache. False with an error in `diags`. */
bool pdf_fonts_write(struct pdf_fonts *fonts, struct cache *cache, struct pdf_file *file, const struct profile *profile,
		     struct pdf_deflate *deflate, struct diag_list *diags);

/* The /Font entry of the resource dictionary: "/Font<</F1 7 0 R …>>". */
void pdf_fonts_add_resources(const struct pdf_fonts *fonts, struct buf *out);

/* A face that was collected (NULL: it shows no glyph), one of its glyphs (that under the text, where it has two), and the number of that glyph's font in the resources (/F1 …). */
const struct pdf_face *pdf_fonts_lookup(const struct pdf_fonts *fonts, const struct font_face *face);
const struct pdf_glyph *pdf_face_glyph(const struct pdf_face *face, uint32_t id, struct str text);
size_t pdf_font_number(const struct pdf_font *font);


/* The glyph with the room behind it that suits a gap of so many em; NULL: the pages have none such. */
const struct pdf_glyph *pdf_face_wide_glyph(const struct pdf_face *face, uint32_t id, double gap);

#endif
