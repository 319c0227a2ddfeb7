/* Page content streams (ISO 32000-1, 8 and 9): rules and text in reading order. */
#ifndef WRITE_PDF_CONTENT_H
#define WRITE_PDF_CONTENT_H

struct buf;
struct page;
struct pdf_fonts;

/* Appends the content of one page. Glyph positions are exact to 0.01 pt. Lines of one block stand in one text
 * object, so that marked content can be put around a block; rules and running heads are artifacts. */
void pdf_content_add(struct buf *out, const struct page *page, const struct pdf_fonts *fonts);

#endif
