/* Inline text in Markdown as CommonMark and our own reader take it. */
#ifndef WRITE_MARKDOWN_INLINE_H
#define WRITE_MARKDOWN_INLINE_H

#include "base/str.h"

struct buf;
struct doc_node;

/* Where inlines are written, which decides how a line break is, and what else is a sign there. */
enum markdown_place { IN_PARAGRAPH, IN_HEADING, IN_CELL, IN_LINE, IN_FRONT, IN_QUOTES };

/* Appends text that means nothing but itself. */
void markdown_add_escaped(struct buf *out, struct str text, enum markdown_place place);

/* Appends the name of a footnote, "[^1]", for it or its reference; in a book plans have their own: "[^2.1]". */
void markdown_add_footnote(struct buf *out, const struct doc_node *node);

/* Appends text in which Markdown has no escapes; the template engine takes \\{{ for the braces themselves. */
void markdown_add_literal(struct buf *out, struct str text);

/* Appends the inlines of the node as a text of its own; a blank at its end, which would be lost, becomes an entity. */
void markdown_add_text(const struct doc_node *node, struct buf *out, enum markdown_place place);

#endif
