/* A document made by hand and laid out with the fonts installed here. */
#ifndef UNIT_LAYOUT_SUPPORT_H
#define UNIT_LAYOUT_SUPPORT_H

#include "base/diag.h"
#include "doc/doc.h"
#include "layout/layout.h"
#include "layout/template.h"

struct set {
	struct arena *arena;
	struct diag_list diags;
	struct doc *doc;
	struct page_template *template; /* a copy that a test may change */
	struct font_library *fonts;
	struct page_list pages;
	bool ok;
};

const struct page_template *load_template(struct arena *arena);

struct set set_new(void);
void set_free(struct set *set);

/* Lays the document out; skips the test where the fonts are not installed. */
void lay_out(struct set *set);

/* A node below `parent` (NULL: the root), with a copy of the text. */
struct doc_node *add_node(struct set *set, struct doc_node *parent, enum doc_kind kind, const char *text);

/* `count` Han characters. */
char *han(struct set *set, size_t count);

/* A reference at the end of the block, with a note of so many characters. */
void refer(struct set *set, struct doc_node *block, size_t length);

/* Lines of a page or of all pages (-1), page numbers and marks apart, each ended by '/'. */
const char *lines(struct set *set, int page);

/* Lines of text on the page. */
size_t count_lines(const struct page *page);

const struct page_line *line_at(const struct set *set, size_t page, size_t line);

/* x of the line's glyph `index`, counted through its runs. */
double glyph_x(const struct page_line *line, size_t index);

#endif
