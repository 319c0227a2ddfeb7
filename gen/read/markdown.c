/* Markdown made elsewhere: with tables of bars, and with numbers typed before headings and paragraphs. What plain Markdown would run
 * together is parted first, then gen/parse reads it. */
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "doc/doc.h"
#include "merge/merge.h"
#include "parse/parse.h"
#include "read/internal.h"
#include "table/drawn.h"

/* A text while its lines are parted. */
struct parting {
	struct arena *arena;
	const struct source *source;
	struct buf out;
	struct merge_span *spans;
	size_t count, capacity;
	bool fenced;        /* within a block of code or one of ours */
	bool table;         /* within a table of bars */
	struct str before;  /* the line before, "" at a blank one */
	struct diag_list *findings;
};

static void add_span(struct parting *p, struct str text, size_t offset, bool verbatim)
{
	if (!text.len)
		return;
	*ARENA_PUSH(p->arena, p->spans, p->count, p->capacity) =
		(struct merge_span){ p->out.len, text.len, verbatim, { p->source, offset }, NULL };
	buf_add_str(&p->out, text);
}

static size_t offset_of(const struct parting *p, struct str line)
{
	return (size_t)(line.data - p->source->text.data);
}

static bool is_fence(struct str line)
{
	return str_starts(line, "```") || str_starts(line, "~~~");
}

/* |---|:---:| */
static bool is_rule(struct str line)
{
	bool dash = false, bar = false;
	for (size_t i = 0; i < line.len; i++) {
		if (!strchr("|-: \t", line.data[i]))
			return false;
		dash = dash || line.data[i] == '-';
		bar = bar || line.data[i] == '|';
	}
	return dash && bar;
}

/* Whether Markdown itself begins something with the line, so that it needs no blank line before it. */
static bool begins_block(struct str text)
{
	size_t digits = strspn(text.data, "0123456789");
	if (!text.len || strchr("#>|", text.data[0]) || is_fence(text))
		return true;
	if (strchr("-*+", text.data[0]) && text.len > 1 && text.data[1] == ' ')
		return true;
	return digits && digits + 1 < text.len && strchr(".)", text.data[digits]) && text.data[digits + 1] == ' ';
}

/* Whether the line is a paragraph of its own although no blank line stands before it. */
static bool is_parted(const struct parting *p, struct str line)
{
	static const char *const ends[] = { "。", "：", "；", "！", "？", "。”", "！”", "？”", NULL };
	struct str text = str_trim(line), before = str_trim(p->before);
	if (p->fenced || !before.len || !text.len || begins_block(text) || strchr("#>|-*+ \t", p->before.data[0]))
		return false;
	return str_starts(line, "　") || read_number_of(text).shape || read_number_of(before).shape || str_ends_any(before, ends);
}

static void add_parted(struct parting *p, struct str line, struct str rest)
{
	struct str text = str_trim(line), next = rest.data ? str_trim(str_cut(&rest, "\n")) : STR("");
	bool row = str_find(text, "|") != (size_t)-1;
	if (!p->fenced && !p->table && row && is_rule(next)) {
		add_span(p, STR("\n```表格\n"), offset_of(p, line), false);
		p->table = true;
	} else if (p->table && !row) {
		add_span(p, STR("```\n\n"), offset_of(p, line), false);
		p->table = false;
	}
	if (!p->table && is_fence(text))
		p->fenced = !p->fenced;
	else if (!p->table && is_parted(p, line))
		add_span(p, STR("\n"), offset_of(p, line), false);
	add_span(p, line, offset_of(p, line), true);
	add_span(p, STR("\n"), offset_of(p, line), false);
	p->before = line;
}

/* ---- tables drawn with signs */

/* A cell as one of ours: bars are signs of its text, its lines are parted by <br>. */
static void add_cell(struct parting *p, const struct drawn_cell *cell, size_t at)
{
	if (cell->left || cell->above) {
		add_span(p, cell->left ? STR("{同左}") : STR("{同上}"), at, false);
		return;
	}
	struct buf text = BUF_INIT;
	for (struct str rest = cell->text; rest.len;) {
		struct str line = str_trim(str_cut(&rest, "\n"));
		buf_add_text(&text, text.len && line.len ? "<br>" : "");
		for (size_t i = 0; i < line.len; i++) {
			bool bar = line.data[i] == '|' && (!i || line.data[i - 1] != '\\');
			buf_add_text(&text, bar ? "\\" : "");
			buf_add_char(&text, line.data[i]);
		}
	}
	add_span(p, buf_str(&text), at + cell->offset, false);
	buf_free(&text);
}

/* The lines of the text, which begins with `line`, each as a paragraph; *rest goes behind them. */
static void add_plain(struct parting *p, struct str line, struct str text, struct str *rest)
{
	for (bool more = true; more; line = more ? read_next_line(rest) : line) {
		line = str_trim(line);
		add_span(p, strchr("+|=-", *line.data) ? STR("\n\\") : STR("\n"), offset_of(p, line), false);
		add_span(p, line, offset_of(p, line), true);
		add_span(p, STR("\n\n"), offset_of(p, line), false);
		more = rest->data && rest->data < text.data + text.len;
	}
	p->before = STR("");
}

/* The table that is drawn from the line on as one of ours; false where there is none, or one that cannot be read, which is told. */
static bool add_drawn(struct parting *p, struct str line, struct str *rest)
{
	struct drawn drawn;
	size_t at = offset_of(p, line);
	if (p->fenced || p->table || !drawn_read(p->arena, str_from(p->source->text, at), &drawn))
		return false;
	if (!drawn.readable) {
		diag_add(p->findings, DIAG_READ_DRAWN, ((struct place){ p->source, at }));
		add_plain(p, line, (struct str){ line.data, drawn.len }, rest);
		return true;
	}
	struct str start = str_of(arena_printf(p->arena, "\n```表格 表头=\"%zu\"\n", drawn.heads < 9 ? drawn.heads : 9));
	add_span(p, start, at, false);
	for (size_t i = 0; i < drawn.rows; i++) {
		for (size_t j = 0; j < drawn.columns; j++) {
			add_span(p, STR("| "), at, false);
			add_cell(p, &drawn.cells[i * drawn.columns + j], at);
			add_span(p, STR(" "), at, false);
		}
		add_span(p, STR("|\n"), at, false);
	}
	add_span(p, STR("```\n\n"), at, false);
	p->before = STR("");
	*rest = str_from(p->source->text, at + drawn.len);
	if (rest->len)
		read_next_line(rest);
	return true;
}

/* Behind the front matter, if there is some. */
static size_t front_end(struct str text)
{
	struct str rest = text, line = str_trim(str_cut(&rest, "\n"));
	if (!str_is(line, "---"))
		return 0;
	while (rest.data) {
		line = str_trim(str_cut(&rest, "\n"));
		if (str_is(line, "---"))
			return rest.data ? (size_t)(rest.data - text.data) : text.len;
	}
	return 0;
}

static struct merged part(struct arena *arena, const struct source *source, struct diag_list *findings)
{
	struct parting p = { .arena = arena, .source = source, .before = STR(""), .findings = findings };
	struct str rest = source->text;
	size_t front = front_end(rest);
	add_span(&p, (struct str){ rest.data, front }, 0, true);
	rest = str_from(rest, front);
	while (rest.data && rest.len) {
		struct str line = read_next_line(&rest);
		if (!str_trim(line).len || !add_drawn(&p, line, &rest))
			add_parted(&p, line, rest);
	}
	if (p.table)
		add_span(&p, STR("```\n"), source->text.len, false);
	struct merged merged = { .text = buf_move_str(&p.out, arena), .spans = p.spans, .span_count = p.count };
	return merged;
}

/* Whether it is written as our sources are: with a title in front matter or with one of our blocks. */
static bool is_own(const struct doc *doc)
{
	for (const struct doc_node *n = doc->root->first; n; n = n->next)
		if (n->kind == DOC_TITLE || n->kind == DOC_SIGNATURE || n->kind == DOC_ATTACHMENT || n->kind == DOC_ATTACHMENT_NOTE || n->kind == DOC_NOTE)
			return true;
	return false;
}

/* Whether it has what the program itself sets, typed numbers of headings: then its front matter is that of another program. */
static bool has_typed_numbers(struct arena *arena, const struct doc *doc)
{
	bool typed = false;
	for (const struct doc_node *n = doc->root->first; n; n = n->next) {
		if (n->kind == DOC_SIGNATURE || n->kind == DOC_ATTACHMENT || n->kind == DOC_ATTACHMENT_NOTE || n->kind == DOC_NOTE)
			return false;
		typed = typed || (n->kind == DOC_HEADING && !n->numbered && !n->unnumbered && doc_heading_number(read_text_of(arena, n)));
	}
	return typed;
}

/* A list of one item between paragraphs is a heading, or a paragraph, with its number. */
static bool is_numbered_line(const struct doc_node *list)
{
	const struct doc_node *item = list->first;
	return list->ordered && item && !item->next && item->first && item->first->kind == DOC_PARAGRAPH && !item->first->next;
}

static void add_block(struct read_file *file, struct doc_node *node)
{
	struct read_block *block;
	doc_unlink(node);
	if (node->kind == DOC_TITLE) {
		node->kind = DOC_PARAGRAPH;
		block = read_add_block(file, node, READ_TITLE);
	} else if (node->kind == DOC_HEADING) {
		node->kind = DOC_PARAGRAPH;
		block = read_add_block(file, node, READ_HEADING);
		block->level = node->level;
	} else if (node->kind == DOC_LIST && is_numbered_line(node)) {
		struct doc_node *text = node->first->first;
		doc_unlink(text);
		block = read_add_block(file, text, READ_TEXT);
		block->set = (struct read_number){ SHAPE_DOT, node->ordinal ? node->ordinal : 1, 0 };
		block->number = arena_printf(file->doc->arena, "%d.", block->set.ordinal);
	} else if (node->kind == DOC_PARAGRAPH) {
		block = read_add_block(file, node, READ_TEXT);
	} else {
		block = read_add_block(file, node, READ_WHOLE);
	}
	block->apart = true;
}

bool read_markdown(struct arena *arena, const struct source *source, struct read_file *file, struct diag_list *findings)
{
	struct merged merged = part(arena, source, findings);
	*file = (struct read_file){ .text = source };
	struct diag_list said;
	diag_init(&said, arena);
	file->doc = parse_document(arena, source, &merged, PARSE_MARKDOWN, &said);
	file->composed = file->doc && is_own(file->doc) && !has_typed_numbers(arena, file->doc);
	if (file->doc && !file->composed) {
		diag_take_out(&said, DIAG_DATE_AS_TEXT); /* the signature that it is a part of is made of it here */
		diag_take_out(&said, DIAG_SIGN_ALONE);   /* what is written of it is the sign itself */
	}
	diag_append(findings, &said);
	if (!file->doc)
		return false;
	if (file->composed) {
		doc_number(file->doc, findings);
		doc_check(file->doc, findings);
		return true;
	}
	for (struct doc_node *n = file->doc->root->first, *next; n; n = next) {
		next = n->next;
		if (n->kind != DOC_FOOTNOTES)
			add_block(file, n);
	}
	return true;
}
