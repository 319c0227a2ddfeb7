/* One page as SVG 1.1. */
#ifndef WRITE_SVG_PAGE_H
#define WRITE_SVG_PAGE_H

struct arena;
struct buf;
struct page;
struct svg_fonts;
struct writer_input;

/* Appends the page. Its fonts' rules are of input->fonts, or hold the fonts; `arena`: for what is needed meanwhile. */
void svg_page_add(struct arena *arena, const struct writer_input *input, const struct page *page, const struct svg_fonts *fonts,
		  struct buf *out);

#endif
