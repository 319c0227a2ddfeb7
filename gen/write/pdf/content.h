/* Page content streams (ISO 32000-1, 8 and 9): rules and text in reading order. */
#ifndef WRITE_PDF_CONTENT_H
#define WRITE_PDF_CONTENT_H

struct arena;
struct buf;
struct page;
struct pdf_content;
struct pdf_fonts;
struct pdf_tags;

/* What writes the content of all pages of a file, with marks for `tags` (NULL: none); owned by the arena. The fonts must be written before. */
struct pdf_content *pdf_content_new(struct arena *arena, const struct pdf_fonts *fonts, struct pdf_tags *tags);

/* Pages for print (ISO 15930-7): colours are those of four inks, greys black alone, and marks show where the sheet is cut. */
enum { PDF_BLEED_MM = 3, PDF_SLUG_MM = 10 }; /* beyond the trimmed page: what is printed over its edge; what the file's pages have in all */
void pdf_content_for_print(struct pdf_content *content);

/* Appends the content of one page to `out`. Glyph positions are exact to 0.01 pt. Lines of one block stand in one text
 * object, in which each element of the structure is marked content; rules, running heads and what is repeated are artifacts. The text that other
 * programs read is exactly that of the lines: where glyphs or gaps would tell another one, /ActualText tells it. */
void pdf_content_add(struct pdf_content *content, const struct page *page, struct buf *out);

#endif
