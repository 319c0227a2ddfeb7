/* Page content streams (ISO 32000-1, 8 and 9): rules and text in reading order. */
#ifndef WRITE_PDF_CONTENT_H
#define WRITE_PDF_CONTENT_H

struct arena;
struct buf;
struct page;
struct pdf_content;
struct pdf_fonts;

/* What writes the content of all pages of a file; owned by the arena. The fonts must be written before. */
struct pdf_content *pdf_content_new(struct arena *arena, const struct pdf_fonts *fonts);

/* Appends the content of one page to `out`. Glyph positions are exact to 0.01 pt. Lines of one block stand in one text
 * object, so that marked content can be put around a block; rules and running heads are artifacts. The text that other
 * programs read is exactly that of the lines: where glyphs or gaps would tell another one, /ActualText tells it. */
void pdf_content_add(struct pdf_content *content, const struct page *page, struct buf *out);

#endif
