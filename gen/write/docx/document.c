/* word/document.xml: the blocks of the tree as paragraphs and tables. */
#include "write/docx/internal.h"

#include <string.h>

#include "base/arena.h"
#include "base/diag.h"
#include "layout/indent.h"

/* Where blocks stand. */
struct place_in {
	const char *style;   /* of plain paragraphs */
	struct indent_around around;
	int depth;           /* lists around them */
	unsigned nest;       /* lists and quotes (docx_nest_style()) */
};

static const struct place_in in_text = { .style = "BodyText", .around = { "body", 0, 0 }, .nest = DOCX_NEST_NONE };

static void write_blocks(struct docx *docx, const struct doc_node *parent, struct place_in in);

/* Within a list or quote that stands there. */
static struct place_in nest_in(struct docx *docx, struct place_in in, bool quote)
{
	in.nest = in.nest < DOCX_NEST_MOST ? in.nest << 1 | quote : DOCX_NEST_MOST | quote;
	in.style = docx_nest_style(docx, in.nest);
	return in;
}

static bool is_quote(struct place_in in)
{
	return strcmp(in.around.style, "quote") == 0;
}

/* Indents of a paragraph of a list or quote, those of the blocks around it added. */
static void set_indents(const struct docx *docx, struct docx_paragraph *paragraph, struct place_in in)
{
	const struct page_template *template = docx->look.template;
	struct indents indents = indent_of(template, template_style(template, in.around.style), in.around);
	paragraph->indents = DOCX_IN_CHARS;
	paragraph->left = indents.left / template->char_pitch;
	paragraph->first = indents.first / template->char_pitch;
	paragraph->right = indents.right / template->char_pitch;
}

/* The lines before a signature or an attachment note stay on its page: it never stands there alone. */
static bool leads_to_signature(const struct doc_node *node)
{
	return node->next && (node->next->kind == DOC_SIGNATURE || node->next->kind == DOC_ATTACHMENT_NOTE);
}

/* The paragraph that a run-in heading is set in one with, or NULL. */
static const struct doc_node *run_in_body(const struct doc_node *node)
{
	bool run_in = node->kind == DOC_HEADING && node->run_in && node->next && node->next->kind == DOC_PARAGRAPH;
	return run_in ? node->next : NULL;
}

/* Word ignores the level of a numbering in a style unless the list names that style: run-in headings, which share
 * their level with the headings on lines of their own, carry list and level themselves. */
static void write_heading(struct docx *docx, const struct doc_node *node)
{
	int level = node->level - 1;
	const struct doc_node *body = run_in_body(node);
	struct docx_scheme scheme = docx->look.styled;
	struct docx_paragraph paragraph = {
		.style = docx_heading_style(&docx->look, node->level, body ? DOCX_RUN_IN : DOCX_OWN_LINE),
		.num_level = level,
	};
	if (node->number) {
		size_t num = docx_number_heading(docx, node);
		bool styled = scheme.numbering != DOC_NUMBER_NONE && num == docx_heading_list(scheme, level);
		paragraph.num = styled && !body ? 0 : num;
	} else if (scheme.numbering != DOC_NUMBER_NONE && !body) {
		const struct template_style *style = template_style(docx->look.template, "body");
		paragraph.num = DOCX_NO_NUMBER;
		paragraph.indents = DOCX_IN_CHARS;
		paragraph.left = style->indent_left;
		paragraph.first = style->indent_first;
	}
	paragraph.keep_with_next = body && leads_to_signature(body);
	docx_open_paragraph(docx, &paragraph);
	docx_open_bookmark(docx, node);
	docx_write_inlines(docx, node, body ? docx_heading_style(&docx->look, node->level, DOCX_RUN_IN_TEXT) : NULL);
	docx_close_bookmark(docx, node);
	if (body)
		docx_write_inlines(docx, body, NULL);
	docx_close_paragraph(docx);
}

/* ---- lists */

static void write_item(struct docx *docx, const struct doc_node *item, size_t num, int level, struct place_in in)
{
	struct docx_paragraph paragraph = { .style = in.style, .num = num, .num_level = level };
	const struct doc_node *child = item->first;
	if (in.around.left > 0 || is_quote(in)) /* else the list's level has them */
		set_indents(docx, &paragraph, in);
	if (child && doc_is_inline(child->kind)) {
		docx_write_paragraph(docx, item, &paragraph);
		return;
	}
	docx_open_paragraph(docx, &paragraph);
	if (child && child->kind == DOC_PARAGRAPH) {
		docx_write_inlines(docx, child, NULL);
		child = child->next;
	}
	docx_close_paragraph(docx);
	struct doc_node rest = { .kind = DOC_ITEM, .first = (struct doc_node *)child };
	in.depth++;
	write_blocks(docx, &rest, in);
}

/* A list in a quote looks like the quote. */
static void write_list(struct docx *docx, const struct doc_node *list, struct place_in in)
{
	enum { LAST_LEVEL = 8 };
	int level = in.depth > LAST_LEVEL ? LAST_LEVEL : in.depth;
	size_t num = list->ordered ? docx_number_list(docx, list, level) : DOCX_NUM_BULLETS;
	in = nest_in(docx, in, false);
	in.around = indent_in_list(in.around, list);
	for (const struct doc_node *item = list->first; item; item = item->next)
		write_item(docx, item, num, level, in);
}

static void write_quote(struct docx *docx, const struct doc_node *quote, struct place_in in)
{
	in = nest_in(docx, in, true);
	in.around = indent_in_quote(in.around, docx->look.template);
	write_blocks(docx, quote, in);
}

/* ---- attachment note and signature (GB/T 9704-2012, 7.3.4 and 7.3.5) */

/* Puts a paragraph where layout put the lines of its block. */
static void set_place(const struct docx *docx, struct docx_paragraph *paragraph, const struct doc_node *node)
{
	const struct measure *measure = measure_find(docx->input->measures, node);
	if (!measure)
		return;
	paragraph->indents = DOCX_IN_POINTS;
	paragraph->left = measure->left;
	paragraph->first = measure->first - measure->left;
}

/* 附件：1. …, 2. …: the first line carries 附件： in its number's level; wrapped lines hang under the text. */
static void write_note_line(struct docx *docx, const struct doc_node *line, bool first, bool last)
{
	struct docx_paragraph paragraph = { .style = "AttachmentNote",
					    .keep_with_next = !last || leads_to_signature(line->parent) };
	set_place(docx, &paragraph, line);
	if (line->number) {
		paragraph.num = DOCX_NUM_NOTE;
		paragraph.num_level = first ? 0 : 1;
	}
	docx_open_paragraph(docx, &paragraph);
	if (!line->number)
		docx_write_run(docx, str_of("附件："), NULL, line->place);
	docx_write_inlines(docx, line, NULL);
	docx_close_paragraph(docx);
}

static void write_note(struct docx *docx, const struct doc_node *note)
{
	for (const struct doc_node *line = note->first; line; line = line->next)
		write_note_line(docx, line, line == note->first, !line->next);
}

/* Whether the authority stands on the line of the one before it. */
static bool is_beside(const struct docx *docx, const struct doc_node *authority)
{
	const struct measure *measure = authority ? measure_find(docx->input->measures, authority) : NULL;
	return measure && measure->beside;
}

/* Where those stand that share the line of this authority: tabs, as no paragraph stands beside another. */
static size_t find_stops(const struct docx *docx, const struct doc_node *authority, const double **stops)
{
	size_t count = 0;
	for (const struct doc_node *n = authority->next; is_beside(docx, n); n = n->next)
		count++;
	double *places = ARENA_ARRAY(docx->arena, double, count + 1);
	for (size_t i = 0; i < count; i++, authority = authority->next)
		places[i] = measure_find(docx->input->measures, authority->next)->left;
	*stops = places;
	return count;
}

static void write_signature(struct docx *docx, const struct doc_node *node)
{
	for (const struct doc_node *n = node->first, *next; n; n = next) {
		const struct measure *measure = measure_find(docx->input->measures, n);
		struct docx_paragraph paragraph = { .style = n->kind == DOC_DATE ? "IssueDate" : "IssuingAuthority", .justification = "left",
						    .before = measure ? measure->before : 0 };
		paragraph.stop_count = find_stops(docx, n, &paragraph.stops);
		next = n->next;
		for (size_t i = 0; i < paragraph.stop_count; i++)
			next = next->next;
		paragraph.keep_with_next = next || (node->next && node->next->kind == DOC_NOTE);
		set_place(docx, &paragraph, n);
		docx_open_paragraph(docx, &paragraph);
		docx_write_lines(docx, n);
		for (n = n->next; n != next; n = n->next) {
			docx_write_tab(docx);
			docx_write_lines(docx, n);
		}
		docx_close_paragraph(docx);
	}
}

/* ---- blocks */

static void write_attachment(struct docx *docx, const struct doc_node *node)
{
	struct docx_paragraph mark = { .style = "AttachmentMark" };
	docx_flush_page_break(docx);
	docx->page_break = !docx_turn_pages(docx, node->turned);
	if (!node->unmarked) {
		docx_open_paragraph(docx, &mark);
		docx_open_bookmark(docx, node);
		docx_write_run(docx, str_of(node->number), NULL, node->place);
		docx_close_bookmark(docx, node);
		docx_close_paragraph(docx);
	}
	write_blocks(docx, node, in_text);
}

/* Word joins tables that follow each other (a blank line parts them) and wants a paragraph after the last one. */
static void write_table_block(struct docx *docx, const struct doc_node *node)
{
	bool captioned = node->first && node->first->kind == DOC_CAPTION;
	if (!captioned)
		docx_flush_page_break(docx);
	docx_write_table(docx, node);
	if (!node->next || node->next->kind == DOC_FOOTNOTES) {
		docx_write_low_paragraph(docx);
	} else if (node->next->kind == DOC_TABLE && !(node->next->first && node->next->first->kind == DOC_CAPTION)) {
		docx_open_paragraph(docx, &(struct docx_paragraph){ .style = "Normal" });
		docx_close_paragraph(docx);
	}
}

static void write_plain(struct docx *docx, const struct doc_node *node, struct place_in in)
{
	struct docx_paragraph paragraph = { .style = in.style, .keep_with_next = leads_to_signature(node) };
	if (in.around.left > 0 || in.around.right > 0)
		set_indents(docx, &paragraph, in);
	docx_write_paragraph(docx, node, &paragraph);
}

static void write_title(struct docx *docx, const struct doc_node *node)
{
	bool attachment = node->parent && node->parent->kind == DOC_ATTACHMENT;
	struct docx_paragraph paragraph = {
		.style = attachment ? "AttachmentTitle"
			 : docx->look.book ? docx_heading_style(&docx->look, 0, DOCX_OWN_LINE) : "Title",
	};
	docx_open_paragraph(docx, &paragraph);
	docx_open_bookmark(docx, node);
	docx_write_lines(docx, node);
	docx_close_bookmark(docx, node);
	docx_close_paragraph(docx);
}

static void write_block(struct docx *docx, const struct doc_node *node, struct place_in in)
{
	switch (node->kind) {
	case DOC_TITLE:
		write_title(docx, node);
		break;
	case DOC_RECIPIENT: write_plain(docx, node, (struct place_in){ .style = "Recipient" }); break;
	case DOC_HEADING: write_heading(docx, node); break;
	case DOC_PARAGRAPH:
		if (doc_is_attendance(node))
			docx_write_paragraph(docx, node, &(struct docx_paragraph){ .style = "Attendance", .before = doc_begins_attendance(node) });
		else
			write_plain(docx, node, in);
		break;
	case DOC_LIST: write_list(docx, node, in); break;
	case DOC_QUOTE: write_quote(docx, node, in); break;
	case DOC_TABLE: write_table_block(docx, node); break;
	case DOC_ATTACHMENT_NOTE: write_note(docx, node); break;
	case DOC_SIGNATURE: write_signature(docx, node); break;
	case DOC_NOTE: write_plain(docx, node, (struct place_in){ .style = "ClosingNote" }); break;
	case DOC_ATTACHMENT: write_attachment(docx, node); break;
	case DOC_HEAD: docx_write_head(docx, node); break;
	case DOC_RECORD:
		docx_flush_page_break(docx);
		docx_write_record(docx, node);
		break;
	case DOC_PAGE_BREAK:
		docx_flush_page_break(docx);
		docx->page_break = true;
		break;
	case DOC_FOOTNOTES: break; /* written with their references */
	case DOC_ROOT: /* these stand in the blocks above, or in a book, never here */
	DOC_CASE_BLOCK_PARTS:
	DOC_CASE_BOOK_PARTS:
	DOC_CASE_INLINES:
	case DOC_KIND_COUNT:
		diag_add(docx->diags, DIAG_KIND_UNWRITTEN, node->place, doc_kind_name(node->kind), "docx");
		break;
	}
}

/* Whether the block is the first one behind attachments; the record block finds its page itself. */
static bool is_behind_attachment(const struct doc_node *node)
{
	bool behind = node->previous && node->previous->kind == DOC_ATTACHMENT;
	return behind && node->kind != DOC_ATTACHMENT && node->kind != DOC_RECORD && node->kind != DOC_FOOTNOTES;
}

static void write_blocks(struct docx *docx, const struct doc_node *parent, struct place_in in)
{
	for (const struct doc_node *n = parent->first; n; n = n->next) {
		if (is_behind_attachment(n) && docx_turn_pages(docx, false) && n->kind == DOC_PAGE_BREAK)
			continue; /* the section breaks the page */
		write_block(docx, n, in);
		if (run_in_body(n))
			n = n->next;
	}
}

/* ---- the document, a plan or a book */

/* A plan of a book: on a page of its own, numbered anew. */
static void write_plan(struct docx *docx, const struct doc_node *plan)
{
	bool first = !plan->previous || plan->previous->kind == DOC_COVER;
	docx_flush_page_break(docx);
	if (!first && plan->odd_page)
		docx_start_section(docx, (struct docx_section){ .numbered = true, .odd = true, .start = -1 });
	else
		docx->page_break = !docx_turn_pages(docx, false) && !first;
	docx_start_numbering(docx, (struct docx_scheme){ plan->numbering, plan->continue_level3 });
	docx->plan = plan->name;
	write_blocks(docx, plan, in_text);
	docx->plan = NULL;
}

static void write_book(struct docx *docx)
{
	const struct doc_node *part = docx->input->doc->root->first;
	for (; part; part = part->next)
		switch (part->kind) {
		case DOC_COVER: docx_write_cover(docx, part); break;
		case DOC_CONTENTS: docx_write_contents(docx, part); break;
		case DOC_PLAN: write_plan(docx, part); break;
		case DOC_FOOTNOTES: break;
		case DOC_ROOT: /* never beside the parts of a book */
		DOC_CASE_BLOCKS:
		DOC_CASE_BLOCK_PARTS:
		case DOC_ENTRY:
		DOC_CASE_INLINES:
		case DOC_KIND_COUNT:
			diag_add(docx->diags, DIAG_KIND_UNWRITTEN, part->place, doc_kind_name(part->kind), "docx");
			break;
		}
}

void docx_write_document(struct docx *docx)
{
	buf_add_text(&docx->body, "<w:document xmlns:w=\"" DOCX_NS_WORD "\" xmlns:r=\"" DOCX_NS_RELATIONSHIPS "\"><w:body>");
	docx->section = (struct docx_section){ .numbered = true, .start = -1 };
	docx_open_book(docx);
	if (docx->look.book) {
		write_book(docx);
	} else {
		const struct doc_node *first = docx->input->doc->root->first;
		docx->section.letter = first && first->kind == DOC_HEAD && docx->look.template->letter.shown;
		docx_start_numbering(docx, docx->look.styled);
		write_blocks(docx, docx->input->doc->root, in_text);
	}
	docx_flush_page_break(docx);
	docx_write_section(docx);
	buf_add_text(&docx->body, "</w:body></w:document>");
	docx_write_notes(docx);
}
