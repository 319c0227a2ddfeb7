/* The parts of the Markdown reader. Private to gen/parse. */
#ifndef PARSE_MARKDOWN_H
#define PARSE_MARKDOWN_H

#include <cmark.h>

#include "parse/context.h"
#include "parse/piece.h"

/* Reads the front matter; returns the offset of the text behind it. */
size_t markdown_read_front(struct parse *parse);

/* The text as cmark has it, text nodes joined; the caller frees it. */
cmark_node *markdown_parse_text(struct str text);

/* Adds the inlines below a cmark node to `parent`, which is `depth` deep. */
void markdown_add_inlines(struct parse *parse, const struct piece *piece, cmark_node *from, struct doc_node *parent,
			  int depth);

/* Adds one inline below a cmark node; returns the node behind what was added: an HTML element ends further on. */
cmark_node *markdown_add_inline(struct parse *parse, const struct piece *piece, cmark_node *node, struct doc_node *parent,
				int depth);

/* Adds one line of inline Markdown (a cell, an item of a fenced block). */
void markdown_add_line(struct parse *parse, struct str line, struct spot spot, struct doc_node *parent, int depth);

/* A new block `kind` below `parent`, which is `depth` - 1 deep, with a line of inline Markdown; none when nothing came of it. */
void markdown_add_text_block(struct parse *parse, struct doc_node *parent, enum doc_kind kind, struct str line,
			     struct spot spot, int depth);

/* The footnotes that a text defines: "[^1]: …" at the start of a line, lines that go on with it, and, behind blank lines, paragraphs that are
 * indented by four blanks. They replace those that could be referred to before: `outer`. Returns the text with blanks in their place. */
struct str markdown_open_footnotes(struct parse *parse, struct str raw, struct spot spot, struct footnotes **outer);

/* Ends the text: reports those that nothing refers to. */
void markdown_close_footnotes(struct parse *parse, struct footnotes *outer);

/* Adds a paragraph that cmark has read. */
void markdown_add_paragraph(struct parse *parse, const struct piece *piece, cmark_node *node, struct doc_node *parent, int depth);

/* Reports constructs of other dialects of Markdown that CommonMark takes for text or drops: brackets that look like footnotes,
 * definitions of links that nothing uses. */
void markdown_check_dialect(struct parse *parse, const struct piece *piece, cmark_node *document);

/* Reports lines of the paragraph that look like a heading, an item or a table's row, but are text to CommonMark, for want of
 * a blank or a blank line. */
void markdown_check_lines(struct parse *parse, const struct piece *piece, cmark_node *paragraph);

/* Reports marks of other Markdowns that the block, a paragraph or heading, prints (~~…~~), and stars, underscores and backquotes that mark nothing
 * there: the first of each. */
void markdown_check_signs(struct parse *parse, const struct piece *piece, cmark_node *block);

/* The same, and lines of the paragraph that begin a block elsewhere, or would with other signs: ｀｀｀表格, [TOC], - [x]. */
void markdown_check_foreign(struct parse *parse, const struct piece *piece, cmark_node *paragraph);

/* The name of the fenced block (表格, 落款 …) that the text begins with, to which nothing is joined; NULL: none. */
const char *markdown_block_name(struct str text);

/* Reports a quote whose > has no blank behind it, or that holds one line that begins with a figure: >90分为优秀 compares. */
void markdown_check_quote(struct parse *parse, const struct piece *piece, cmark_node *quote);

/* Whether a thematic break (CommonMark 0.30, section 4.1) is written as a page break is, ---; others, such as a line to be filled in, are
 * an error. */
bool markdown_is_page_break(struct parse *parse, const struct piece *piece, cmark_node *rule);

/* Reports an item of the list, or a list or paragraph behind one, that is indented as if it belonged to an item above it and does not. */
void markdown_check_indent(struct parse *parse, const struct piece *piece, cmark_node *block);

/* Reports ordered lists that are a date with blanks in it: 2026. 3. 1. */
void markdown_check_date_list(struct parse *parse, const struct piece *piece, cmark_node *list);

/* Reports a bar between names that it does not part: recipients and authorities that sign. */
void markdown_check_bar(struct parse *parse, struct str names, struct spot spot);

/* Whether the text begins with the number of a note, [1], and not with a link of another form. */
bool markdown_is_note_label(struct str text);

/* Whether the text is a date and nothing else: 2026年3月1日, 二〇二六年三月一日. */
bool markdown_is_date(struct str text);

/* Takes options in braces off the end of the node's text, where they also end its source `raw`, and sets them: {编号} {不编号}
 * {重新编号} {单独成行}, several in a row, too; \\{ is a brace, {{…}} are some. Other words in braces there are an error. */
void markdown_set_options(struct parse *parse, struct doc_node *node, struct str raw);

/* Adds what a fenced block stands for (表格, 落款 …) to `parent`. `top`: not within a list or quote. */
void markdown_add_fence(struct parse *parse, const struct piece *piece, cmark_node *node, struct doc_node *parent,
			int depth, bool top);

/* The mark that is all of a table's cell, {同左} or {同上}: that place belongs to the cell on its left, or above; NULL: it is none. For
 * markdown_merge_cells() it is the `label` of a cell without text. */
const char *markdown_merge_mark(struct parse *parse, struct str cell, struct spot spot);

/* Joins the places of marks to their cells and takes the marks out of the tree. */
void markdown_merge_cells(struct parse *parse, struct doc_node *table);

/* Adds the blocks of a markdown value. */
void markdown_add_value(struct parse *parse, const struct merge_slot *slot, struct doc_node *parent, int depth);

/* Position where a cmark node starts. */
struct spot markdown_spot(const struct piece *piece, cmark_node *node);

#endif
