/* Plain text, a paragraph a line. */
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/limits.h"
#include "base/utf8.h"
#include "doc/doc.h"
#include "read/internal.h"
#include "read/tabs.h"
#include "table/drawn.h"

enum { RIGHT_BLANKS = 8 }; /* full-width blanks before a line at the right */

/* A file while it is read. */
struct reading {
	struct read_file *file;
	const struct source *source;
	bool apart, page_break; /* before the next line */
	size_t dropped;
	struct place first_dropped;
};

/* The text without characters that nobody can print; a tab stays. */
static struct str clean(struct reading *r, struct str line)
{
	struct buf out = BUF_INIT;
	uint32_t cp;
	size_t plain = utf8_plain(line.data, line.len);
	if (plain == line.len)
		return line;
	for (size_t at = 0, n; at < line.len && (n = utf8_decode(line.data + at, line.len - at, &cp)); at += n) {
		if (cp == '\t' || !utf8_is_unwanted(cp)) {
			buf_add(&out, line.data + at, n);
			continue;
		}
		if (!r->dropped++)
			r->first_dropped = (struct place){ r->source, (size_t)(line.data - r->source->text.data) + at };
	}
	return buf_move_str(&out, r->file->doc->arena);
}

/* Cells of half the width of a character in the blanks at the start. */
static size_t blanks_of(struct str line)
{
	size_t cells = 0;
	for (size_t at = 0; at < line.len;) {
		bool wide = str_starts(str_from(line, at), "　");
		if (!wide && !strchr(" \t", line.data[at]))
			break;
		cells += wide ? 2 : line.data[at] == '\t' ? 4 : 1;
		at += wide ? strlen("　") : 1;
	}
	return cells;
}

/* Adds a block; what stands before it is said. */
static struct read_block *add_block(struct reading *r, struct doc_node *node, enum read_role role)
{
	struct read_block *block = read_add_block(r->file, node, role);
	block->apart = r->apart;
	block->page_break = r->page_break;
	r->apart = r->page_break = false;
	return block;
}

/* Whether the line before the rest of the text ended with its page. */
static bool ends_page(struct str rest)
{
	return rest.data && rest.data[-1] == '\f';
}

/* ---- tables: rows of cells that tabs part */

/* A row of `columns` cells; those that the line does not have are empty. */
static void add_row(struct reading *r, struct doc_node *table, struct str line)
{
	struct doc *doc = r->file->doc;
	struct place place = { r->source, (size_t)(line.data - r->source->text.data) };
	struct doc_node *row = doc_add(doc, table, DOC_ROW, place);
	struct str cells[LIMIT_TABLE_COLUMNS];
	row->head = !row->previous;
	read_cut_row(line, cells, (size_t)table->columns);
	for (int i = 0; i < table->columns; i++) {
		struct doc_node *node = doc_add(doc, row, DOC_CELL, place);
		struct str text = clean(r, cells[i]);
		if (text.len)
			doc_add_text(doc, node, DOC_TEXT, text, place);
	}
}

/* The table that begins with the line `first`, which *rest is behind; false, and nothing, where there is none. */
static bool add_table(struct reading *r, struct str first, struct str *rest)
{
	size_t at = (size_t)(first.data - r->source->text.data), columns, len = read_find_tabbed(str_from(r->source->text, at), &columns);
	if (!len)
		return false;
	struct doc_node *table = read_new(r->file->doc, DOC_TABLE, (struct place){ r->source, at });
	struct str text = { first.data, len };
	table->columns = (int)columns;
	while (text.data && text.len)
		add_row(r, table, read_next_line(&text));
	add_block(r, table, READ_WHOLE);
	*rest = at + len < r->source->text.len ? str_from(r->source->text, at + len) : (struct str){ 0 };
	return true;
}

/* ---- paragraphs */

static void add_line(struct reading *r, struct str line)
{
	struct doc *doc = r->file->doc;
	struct str text = str_trim(line);
	struct place place = { r->source, (size_t)(text.data - r->source->text.data) };
	struct doc_node *node = read_new(doc, DOC_PARAGRAPH, place);
	text = clean(r, text);
	if (!text.len)
		return;
	doc_add_text(doc, node, DOC_TEXT, text, place);
	add_block(r, node, READ_TEXT)->align = blanks_of(line) >= 2 * RIGHT_BLANKS ? READ_RIGHT : READ_LEFT;
}

/* ---- tables drawn with signs */

/* The lines of a cell. */
static void add_cell_text(struct reading *r, struct doc_node *cell, struct str text, struct place place)
{
	while (text.len) {
		struct str line = clean(r, str_trim(str_cut(&text, "\n")));
		if (line.len && cell->first)
			doc_add(r->file->doc, cell, DOC_LINE_BREAK, place);
		if (line.len)
			doc_add_text(r->file->doc, cell, DOC_TEXT, line, place);
	}
}

/* The lines of the text, which begins with the line `first`, each as a paragraph; *rest goes behind them. */
static void add_plain(struct reading *r, struct str first, struct str text, struct str *rest)
{
	add_line(r, first);
	while (rest->data && rest->data < text.data + text.len)
		add_line(r, read_next_line(rest));
}

/* The table that is drawn from `first` on, which *rest is behind; false where there is none, or one that cannot be read, which is told. */
static bool add_drawn(struct reading *r, struct str first, struct str *rest, struct diag_list *findings)
{
	struct doc *doc = r->file->doc;
	size_t at = (size_t)(first.data - r->source->text.data);
	struct place place = { r->source, at };
	struct drawn drawn;
	if (!drawn_read(doc->arena, str_from(r->source->text, at), &drawn))
		return false;
	if (!drawn.readable) {
		diag_add(findings, DIAG_READ_DRAWN, place);
		add_plain(r, first, (struct str){ first.data, drawn.len }, rest);
		return true;
	}
	struct doc_node *table = read_new(doc, DOC_TABLE, place);
	table->columns = (int)drawn.columns;
	for (size_t i = 0; i < drawn.rows; i++) {
		struct doc_node *row = doc_add(doc, table, DOC_ROW, place);
		row->head = i < drawn.heads;
		for (size_t j = 0; j < drawn.columns; j++) {
			const struct drawn_cell *cell = &drawn.cells[i * drawn.columns + j];
			size_t columns, rows;
			if (cell->left || cell->above)
				continue;
			drawn_span(&drawn, i, j, &columns, &rows);
			struct doc_node *node = doc_add(doc, row, DOC_CELL, (struct place){ r->source, at + cell->offset });
			node->columns = columns > 1 ? (int)columns : 0;
			node->rows = rows > 1 ? (int)rows : 0;
			add_cell_text(r, node, cell->text, node->place);
		}
	}
	doc_place_cells(table);
	add_block(r, table, READ_WHOLE);
	*rest = str_from(r->source->text, at + drawn.len);
	if (rest->len)
		read_next_line(rest);
	return true;
}

bool read_lines(struct arena *arena, const struct source *source, struct read_file *file, struct diag_list *findings)
{
	*file = (struct read_file){ .text = source, .plain = true, .doc = doc_new(arena, source) };
	struct reading r = { .file = file, .source = source, .apart = true };
	struct str rest = source->text;
	while (rest.data && file->block_count < LIMIT_PARAGRAPHS) {
		struct str line = read_next_line(&rest);
		bool page_ends = ends_page(rest);
		if (!str_trim(line).len)
			r.apart = true;
		else if (page_ends || !(add_drawn(&r, line, &rest, findings) || add_table(&r, line, &rest)))
			add_line(&r, line);
		r.page_break = r.page_break || ends_page(rest);
	}
	if (r.dropped)
		diag_add(findings, DIAG_READ_CHARACTERS, r.first_dropped, arena_printf(arena, "%zu", r.dropped));
	return true;
}
