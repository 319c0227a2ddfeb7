/* Indents of paragraphs by what surrounds them: lists and quotes. */
#ifndef LAYOUT_INDENT_H
#define LAYOUT_INDENT_H

struct doc_node;
struct page_template;
struct template_style;

/* What surrounds a block. */
struct indent_around {
	const char *style;        /* of paragraphs there, in the template: "body", "list", "quote" … */
	double left, right;       /* chars, added to the style's indents */
};

/* Indents of one paragraph, pt from the text area's edges; `first` is added to `left`. */
struct indents {
	double first, left, right;
};

/* Inside a list that stands there: it looks like the quote around it, if any, and steps in below an item. */
struct indent_around indent_in_list(struct indent_around around, const struct doc_node *list);

/* Inside a quote that stands there: the style indents a quote; one in a quote is indented by as much again. */
struct indent_around indent_in_quote(struct indent_around around, const struct page_template *template);

/* Of a paragraph in the style. */
struct indents indent_of(const struct page_template *template, const struct template_style *style, struct indent_around around);

#endif
