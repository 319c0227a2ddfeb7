/* The law of conservation: what is in the tree is on the pages, once, in order, inside the type area. */
#ifndef LAYOUT_CONSERVE_H
#define LAYOUT_CONSERVE_H

#include <stdbool.h>

#include "base/diag.h"
#include "layout/page.h"
#include "layout/template.h"

struct arena;
struct doc;

/* Compares the tree's text, whatever node it hangs on, with the glyphs of the pages' lines; spaces, line breaks and characters that
 * show nothing apart. Lines that are artifacts are not the tree's. Works in `scratch`. False with an error (an internal one: layout
 * never breaks this) that names the first text which is missing, stands twice, in another order or outside the type area or, of a cell, its column. */
bool conserve_check(struct arena *scratch, const struct doc *doc, const struct page_template *template,
		    const struct page_list *pages, struct diag_list *diags);

#endif
