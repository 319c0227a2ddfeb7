#include "write/docx/internal.h"

#include "base/arena.h"
#include "base/utf8.h"

/* Widths by content: a column's weight is its longest cell, in half cells, within these. */
enum { NARROWEST = 8, WIDEST = 48 };

static int cell_weight(const struct doc_node *cell)
{
	struct buf text = BUF_INIT;
	doc_add_plain_text(cell, &text);
	int weight = 0;
	uint32_t c = 0;
	for (size_t i = 0, step; weight < WIDEST && i < text.len &&
	     (step = utf8_decode(text.data + i, text.len - i, &c)); i += step)
		weight += utf8_is_cjk(c) ? 2 : 1;
	buf_free(&text);
	return weight;
}

static const struct doc_node *next_row(const struct doc_node *node)
{
	while (node && node->kind != DOC_ROW)
		node = node->next;
	return node;
}

static int count_columns(const struct doc_node *table)
{
	int most = table->columns > 0 ? table->columns : 1;
	for (const struct doc_node *row = next_row(table->first); row; row = next_row(row->next)) {
		int cells = 0;
		for (const struct doc_node *cell = row->first; cell; cell = cell->next)
			cells++;
		most = cells > most ? cells : most;
	}
	return most;
}

/* Relative widths: the author's, else by content. */
static void find_weights(const struct doc_node *table, int columns, int *weights)
{
	for (int i = 0; i < columns; i++)
		weights[i] = table->widths && i < table->columns && table->widths[i] > 0 ? table->widths[i] : table->widths ? 1 : NARROWEST;
	if (table->widths)
		return;
	for (const struct doc_node *row = next_row(table->first); row; row = next_row(row->next)) {
		int column = 0;
		for (const struct doc_node *cell = row->first; cell; cell = cell->next, column++) {
			int weight = cell_weight(cell);
			weights[column] = weight > weights[column] ? weight : weights[column];
		}
	}
}

/* Shares `total` twips out by the weights, without loss by rounding. */
static const int *find_widths(struct docx *docx, const struct doc_node *table, int columns, int total)
{
	int *widths = ARENA_ARRAY(docx->arena, int, (size_t)columns);
	find_weights(table, columns, widths);
	long long sum = 0, before = 0;
	for (int i = 0; i < columns; i++)
		sum += widths[i];
	for (int i = 0; i < columns; i++) {
		long long after = before + widths[i];
		widths[i] = (int)(total * after / sum - total * before / sum);
		before = after;
	}
	return widths;
}

static void write_cell(struct docx *docx, const struct doc_node *cell, int width, bool head)
{
	struct docx_paragraph paragraph = { .style = head ? "TableHead" : "TableText" };
	buf_printf(docx->body, "<w:tc><w:tcPr><w:tcW w:w=\"%d\" w:type=\"dxa\"/><w:vAlign w:val=\"center\"/></w:tcPr>", width);
	docx_open_paragraph(docx, &paragraph);
	if (cell)
		docx_write_inlines(docx, cell, NULL);
	docx_close_paragraph(docx);
	buf_add_text(docx->body, "</w:tc>");
}

/* A row is at least one line of the grid high; it is not split between pages. */
static void write_row(struct docx *docx, const struct doc_node *row, int columns, const int *widths)
{
	buf_printf(docx->body, "<w:tr><w:trPr><w:cantSplit/><w:trHeight w:val=\"%d\" w:hRule=\"atLeast\"/>%s</w:trPr>",
		   docx_twips(docx->template->line_pitch), row->head ? "<w:tblHeader/>" : "");
	const struct doc_node *cell = row->first;
	for (int i = 0; i < columns; i++) {
		write_cell(docx, cell, widths[i], row->head);
		cell = cell ? cell->next : NULL;
	}
	buf_add_text(docx->body, "</w:tr>");
}

static void write_caption(struct docx *docx, const struct doc_node *caption)
{
	struct docx_paragraph paragraph = { .style = "Caption", .keep_with_next = true };
	docx_open_paragraph(docx, &paragraph);
	docx_write_inlines(docx, caption, NULL);
	docx_close_paragraph(docx);
}

void docx_write_table(struct docx *docx, const struct doc_node *table)
{
	if (table->first && table->first->kind == DOC_CAPTION)
		write_caption(docx, table->first);
	const struct doc_node *row = next_row(table->first);
	if (!row)
		return;
	int total = docx_chars(docx->template, docx->template->chars), columns = count_columns(table);
	const int *widths = find_widths(docx, table, columns, total);
	buf_printf(docx->body, "<w:tbl><w:tblPr><w:tblStyle w:val=\"TableGrid\"/><w:tblW w:w=\"%d\" w:type=\"dxa\"/>"
			       "<w:jc w:val=\"center\"/><w:tblLayout w:type=\"fixed\"/></w:tblPr><w:tblGrid>", total);
	for (int i = 0; i < columns; i++)
		buf_printf(docx->body, "<w:gridCol w:w=\"%d\"/>", widths[i]);
	buf_add_text(docx->body, "</w:tblGrid>");
	for (; row; row = next_row(row->next))
		write_row(docx, row, columns, widths);
	buf_add_text(docx->body, "</w:tbl>");
}
