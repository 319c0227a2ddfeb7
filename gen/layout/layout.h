/* Layout: document tree + page template + fonts → pages. */
#ifndef LAYOUT_LAYOUT_H
#define LAYOUT_LAYOUT_H

#include <stdbool.h>

#include "base/diag.h"
#include "layout/page.h"
#include "layout/template.h"

struct arena;
struct buf;
struct doc;

/* Lays the document out. Everything lives in `arena`. False with errors in `diags` (glyph in no font, overfull cell, page limit). */
bool layout_document(struct arena *arena, const struct doc *doc, const struct page_template *template,
		     struct font_library *fonts, struct page_list *out, struct diag_list *diags);

/* The same, with as many threads for the plans of a book. Their number changes nothing that comes out. */
bool layout_document_by(struct arena *arena, const struct doc *doc, const struct page_template *template, struct font_library *fonts,
			unsigned threads, struct page_list *out, struct diag_list *diags);

/* --format pages: JSON, every line with page, baseline, left and right edge (mm), text, source file and line. */
void layout_dump(const struct page_list *pages, struct buf *out);

#endif
