/* Tables of a DOCX (17.4). */
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/limits.h"
#include "base/xml.h"
#include "doc/doc.h"
#include "read/docx.h"

/* A table being read. */
struct grid {
	struct docx_reader *reader;
	struct doc_node *table;
	int columns;
	struct doc_node *above[LIMIT_TABLE_COLUMNS]; /* of each column, the cell that may go on in the row below */
	size_t parted; /* cells that were joined across others */
	size_t nested; /* tables within cells */
	const xmlNode *unfilled; /* the control that holds the cells or rows at work and shows what is to be filled in, or NULL */
	int depth;
	bool frame; /* it has one column: what it frames is text and tables as outside */
	size_t framed; /* its cells that hold something */
	docx_block_reader *blocks, *unfilled_control;
};

/* The blocks that were read since `from` become the inlines of the cell, a line each. */
static void take_blocks(struct grid *g, struct doc_node *cell, size_t from)
{
	struct read_file *file = g->reader->file;
	for (size_t i = from; i < file->block_count; i++) {
		struct read_block *block = &file->blocks[i];
		if (cell->first)
			doc_add(file->doc, cell, DOC_LINE_BREAK, block->node->place);
		read_trim(file->doc, block->node);
		if (block->number)
			read_put_number(file->doc, block->node, block->number);
		read_append(cell, block->node);
	}
	file->block_count = from;
}

/* Leaves out the blocks that were read since `from`, which nobody sees: their cell is merged with that above (17.4.85). */
static void leave_covered(struct grid *g, size_t from)
{
	struct docx_reader *r = g->reader;
	struct buf text = BUF_INIT;
	for (size_t i = from; i < r->file->block_count; i++)
		read_add_text(r->file->blocks[i].node, &text);
	if (str_trim(buf_str(&text)).len)
		docx_tell(r, DIAG_READ_COVERED, docx_extract(r, str_trim(buf_str(&text))), NULL);
	buf_free(&text);
	r->file->block_count = from;
}

static size_t count_tables(const xmlNode *node, int depth)
{
	size_t count = 0;
	for (const xmlNode *n = xml_first(node); n && depth < DOCX_DEPTH; n = xml_next(n))
		count += docx_element_of(n) == ELEMENT_TABLE ? 1 : docx_element_of(n) == ELEMENT_PARAGRAPH ? 0 : count_tables(n, depth + 1);
	return count;
}

/* The blocks of a cell; of a table in it, the cells become lines. */
static void read_inner(struct grid *g, const xmlNode *node)
{
	struct docx_reader *r = g->reader;
	bool outer = r->cell;
	r->cell = outer || !g->frame;
	r->open = NULL;
	g->nested += r->cell ? count_tables(node, g->depth) : 0;
	r->asking = g->unfilled && docx_is_prompt(g->unfilled, node) ? node : NULL;
	if (r->asking)
		g->unfilled_control(r, g->unfilled, g->depth + 1);
	else
		g->blocks(r, node, g->depth + 1);
	r->asking = NULL;
	r->open = NULL;
	r->cell = outer;
}

/* NULL when there is no room for more. */
static struct doc_node *add_cell(struct grid *g, struct doc_node *row)
{
	return docx_is_full(g->reader) ? NULL : doc_add(g->reader->file->doc, row, DOC_CELL, docx_place(g->reader));
}

static int number_of(struct docx_reader *r, const xmlNode *node, const char *child, int otherwise)
{
	const char *value = docx_value_of(r->scratch, node, child);
	int number = value ? atoi(value) : otherwise;
	return number > 0 && number <= LIMIT_TABLE_COLUMNS ? number : otherwise;
}

/* The cell of the row above that goes on in the column, when it covers as many; NULL: none. */
static struct doc_node *cell_above(const struct grid *g, int column, int span)
{
	struct doc_node *above = column < LIMIT_TABLE_COLUMNS ? g->above[column] : NULL;
	return above && doc_cell_columns(above) == span ? above : NULL;
}

/* The cell of a frame; what is hidden under that above it goes. */
static void read_framed(struct grid *g, const xmlNode *node)
{
	struct docx_reader *r = g->reader;
	const char *merge = docx_value_of(r->scratch, docx_child(node, "tcPr"), "vMerge");
	size_t from = r->file->block_count;
	read_inner(g, node);
	if (merge && strcmp(merge, "restart") != 0 && g->framed)
		leave_covered(g, from);
	g->framed += r->file->block_count > from;
}

/* A cell, or what goes on of one from above; returns the column behind it. */
static int read_cell(struct grid *g, struct doc_node *row, const xmlNode *node, int column)
{
	struct docx_reader *r = g->reader;
	const xmlNode *properties = docx_child(node, "tcPr");
	const char *merge = docx_value_of(r->scratch, properties, "vMerge");
	int span = number_of(r, properties, "gridSpan", 1);
	size_t from = r->file->block_count;
	struct doc_node *above = merge && strcmp(merge, "restart") != 0 ? cell_above(g, column, span) : NULL;
	struct doc_node *cell = above ? above : add_cell(g, row);
	if (!cell)
		return column;
	if (above)
		above->rows = doc_cell_rows(above) + 1;
	cell->columns = span > 1 ? span : 0;
	read_inner(g, node);
	if (above)
		leave_covered(g, from);
	else
		take_blocks(g, cell, from);
	for (; span > 0; span--, column++)
		if (column < LIMIT_TABLE_COLUMNS)
			g->above[column] = merge ? cell : NULL;
	return column;
}

/* Notes whether what is read from now on is in an unfilled control, which a control within it settles anew; returns what was known. */
static const xmlNode *enter_control(struct grid *g, const xmlNode *node)
{
	const xmlNode *outer = g->unfilled;
	if (docx_element_of(node) == ELEMENT_CONTROL)
		g->unfilled = docx_is_unfilled(node) ? node : NULL;
	return outer;
}

/* Cells, which controls and other elements may hold; a deleted one goes, and what is no cell is told. Returns the column behind them. */
static int read_cells(struct grid *g, struct doc_node *row, const xmlNode *node, int column, int depth)
{
	docx_tell_stray(g->reader, node);
	for (const xmlNode *n = xml_first(node); n && depth < DOCX_DEPTH; n = xml_next(n)) {
		enum docx_element kind = docx_element_of(n);
		const xmlNode *outer = enter_control(g, n);
		bool deleted = kind == ELEMENT_CELL && docx_child(docx_child(n, "tcPr"), "cellDel");
		if (docx_is_hidden(g->reader, n) || deleted)
			g->reader->left[LEFT_DELETED] += deleted;
		else if (kind == ELEMENT_CELL && g->frame)
			read_framed(g, n);
		else if (kind == ELEMENT_CELL)
			column = read_cell(g, row, n, column);
		else if (kind == ELEMENT_OTHER || kind == ELEMENT_CHOICE || kind == ELEMENT_CONTROL)
			column = read_cells(g, row, docx_inside(n), column, depth + 1);
		else
			docx_tell_lost(g->reader, n);
		g->unfilled = outer;
	}
	return column;
}

/* No cell goes on below these columns of the row, which it leaves out. */
static void end_above(struct grid *g, int first, int end)
{
	for (int column = first; column < end && column < LIMIT_TABLE_COLUMNS; column++)
		g->above[column] = NULL;
}

static void read_row(struct grid *g, const xmlNode *node, int depth)
{
	struct docx_reader *r = g->reader;
	struct doc_node *row = doc_add(r->file->doc, g->table, DOC_ROW, docx_place(r));
	const xmlNode *properties = docx_child(node, "trPr");
	int column = 0;
	for (int i = number_of(r, properties, "gridBefore", 0); i > 0; i--, column++)
		add_cell(g, row);
	end_above(g, 0, column);
	column = read_cells(g, row, node, column, depth + 1);
	end_above(g, column, LIMIT_TABLE_COLUMNS);
	if (!column) {
		doc_unlink(row);
		return;
	}
	row->head = docx_is_on(properties, "tblHeader", false) && (!row->previous || row->previous->head);
	g->columns = column > g->columns ? column : g->columns;
}

/* Whether the row is left out: deleted, or hidden. */
static bool is_left(struct docx_reader *r, const xmlNode *row)
{
	const xmlNode *properties = docx_child(row, "trPr");
	bool deleted = docx_child(properties, "del") != NULL, hidden = docx_is_on(properties, "hidden", false);
	r->left[LEFT_DELETED] += deleted;
	r->left[LEFT_HIDDEN] += hidden && !deleted;
	return deleted || hidden;
}

static void read_rows(struct grid *g, const xmlNode *node, int depth)
{
	docx_tell_stray(g->reader, node);
	for (const xmlNode *n = xml_first(node); n && depth < DOCX_DEPTH; n = xml_next(n)) {
		enum docx_element kind = docx_element_of(n);
		if (docx_is_hidden(g->reader, n) || (kind == ELEMENT_ROW && is_left(g->reader, n)))
			continue;
		const xmlNode *outer = enter_control(g, n);
		if (kind == ELEMENT_ROW)
			read_row(g, n, depth);
		else if (kind == ELEMENT_OTHER || kind == ELEMENT_CHOICE || kind == ELEMENT_CONTROL)
			read_rows(g, docx_inside(n), depth + 1);
		else
			docx_tell_lost(g->reader, n);
		g->unfilled = outer;
	}
}

/* Head rows: those that the file names, else the first, and those that a cell of the head reaches into. A table of nothing else has none. */
static void set_heads(struct grid *g)
{
	struct doc_node *row = g->table->first, *first = row;
	bool named = row->head;
	for (; row && ((row == first && (!named || row->head)) || row->head || row->tied); row = row->next)
		row->head = true;
	for (row = row || named || first == g->table->last ? NULL : first; row; row = row->next)
		row->head = false;
}

/* Puts cells into their places; those that lie across each other are parted. Rows are as long as the longest. */
static void place_cells(struct grid *g)
{
	enum { MOST = 64 };
	struct doc_node *wrong = doc_place_cells(g->table);
	set_heads(g);
	for (; (wrong = doc_place_cells(g->table)) && g->parted < MOST; g->parted++)
		wrong->rows = wrong->columns = 0;
	for (struct doc_node *row = g->table->first; row; row = row->next)
		for (int filled = row->filled; filled < g->table->columns; filled++)
			add_cell(g, row);
	g->columns = g->table->columns;
}

/* Cells of a row, with those that are left out before it. */
static int count_cells(struct docx_reader *r, const xmlNode *node, int depth)
{
	int count = number_of(r, docx_child(node, "trPr"), "gridBefore", 0);
	for (const xmlNode *n = xml_first(node); n && depth < DOCX_DEPTH; n = xml_next(n)) {
		enum docx_element kind = docx_element_of(n);
		bool inner = kind == ELEMENT_OTHER || kind == ELEMENT_CHOICE || kind == ELEMENT_CONTROL;
		count += kind == ELEMENT_CELL ? number_of(r, docx_child(n, "tcPr"), "gridSpan", 1) : inner ? count_cells(r, docx_inside(n), depth + 1) : 0;
	}
	return count;
}

/* Whether no row of the table has more than one cell. */
static bool is_frame(struct docx_reader *r, const xmlNode *node, int depth)
{
	bool frame = true;
	for (const xmlNode *n = xml_first(node); n && frame && depth < DOCX_DEPTH; n = xml_next(n)) {
		enum docx_element kind = docx_element_of(n);
		if (kind == ELEMENT_ROW)
			frame = count_cells(r, n, depth + 1) <= 1;
		else if (kind == ELEMENT_OTHER || kind == ELEMENT_CHOICE || kind == ELEMENT_CONTROL)
			frame = is_frame(r, docx_inside(n), depth + 1);
	}
	return frame;
}

/* Relative widths of the columns, as many parts as a line has characters; NULL where the file gives none, or all alike. */
static const int *find_widths(struct grid *g, const xmlNode *table)
{
	enum { PARTS = 28 };
	struct docx_reader *r = g->reader;
	int *widths = ARENA_ARRAY(r->arena, int, (size_t)g->columns), count = 0;
	long own[LIMIT_TABLE_COLUMNS], all = 0;
	for (const xmlNode *n = xml_first(docx_child(table, "tblGrid")); n && count < g->columns; n = xml_next(n)) {
		const char *width = xml_is(n, "gridCol") ? docx_attribute(r->scratch, n, "w") : NULL;
		own[count] = width ? strtol(width, NULL, 10) : 0;
		if (own[count] <= 0 || own[count] > 1 << 20)
			return NULL;
		all += own[count++];
	}
	bool alike = true;
	for (int i = 0; i < count; i++) {
		widths[i] = (int)((own[i] * PARTS + all / 2) / all);
		widths[i] += !widths[i];
		alike = alike && widths[i] == widths[0];
	}
	return count == g->columns && !alike ? widths : NULL;
}

static void tell(struct grid *g)
{
	struct docx_reader *r = g->reader;
	if (g->parted && r->findings)
		diag_add(r->findings, DIAG_READ_JOINED_CELLS, g->table->place);
	if (g->nested && r->findings)
		diag_add(r->findings, DIAG_READ_NESTED_TABLE, g->table->place);
}

static void keep(struct grid *g, const xmlNode *node)
{
	struct docx_reader *r = g->reader;
	place_cells(g);
	g->table->widths = find_widths(g, node);
	struct read_block *block = read_add_block(r->file, g->table, READ_WHOLE);
	block->page_break = r->page_break;
	r->page_break = false;
	tell(g);
}

void docx_read_table(struct docx_reader *r, const xmlNode *node, int depth, docx_block_reader *blocks, docx_block_reader *unfilled)
{
	struct grid g = { .reader = r, .table = read_new(r->file->doc, DOC_TABLE, docx_place(r)), .depth = depth, .blocks = blocks,
			  .unfilled_control = unfilled, .frame = is_frame(r, node, depth) };
	read_rows(&g, node, depth);
	if (g.columns > LIMIT_TABLE_COLUMNS)
		diag_add(r->diags, DIAG_READ_COLUMNS, g.table->place, arena_printf(r->arena, "%d", LIMIT_TABLE_COLUMNS));
	else if (g.framed > 1 && r->findings)
		diag_add(r->findings, DIAG_READ_FRAME, g.table->place);
	else if (!g.frame && g.table->first && !read_is_empty(g.table))
		keep(&g, node);
}
