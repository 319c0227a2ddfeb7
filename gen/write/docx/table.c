#include "write/docx/internal.h"

#include <math.h>

#include "base/arena.h"

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

/* Shares `total` out by the weights, without loss by rounding. */
static void share(int total, const double *weights, int columns, int *widths)
{
	double sum = 0, before = 0;
	for (int i = 0; i < columns; i++)
		sum += weights[i];
	for (int i = 0; i < columns; i++) {
		double after = before + weights[i];
		widths[i] = (int)(total * (after / sum)) - (int)(total * (before / sum));
		before = after;
	}
}

/* Width in pt that a column wants: its longest cell on one line, at least four characters. */
static double want(const struct docx *docx, const struct doc_node *table, int column)
{
	const struct page_template *template = docx->look.template;
	double widest = 4 * template_style(template, "table-cell")->size;
	for (const struct doc_node *row = next_row(table->first); row; row = next_row(row->next)) {
		const struct doc_node *cell = row->first;
		for (int i = 0; cell && i < column; i++)
			cell = cell->next;
		double size = template_style(template, row->head ? "table-head" : "table-cell")->size;
		widest = cell ? fmax(widest, docx_text_width(template, cell, size)) : widest;
	}
	return widest + 2 * template->cell_padding;
}

/* Widths by content, as layout finds them. When the columns want more than there is room for, those that want no more
 * than an even share get it, and the others share the rest as they want. */
static void weigh_by_content(const struct docx *docx, const struct doc_node *table, int columns, double *weights)
{
	double room = docx->look.template->chars * docx->look.template->char_pitch, total = 0, fixed = 0;
	for (int i = 0; i < columns; i++) {
		weights[i] = fmin(want(docx, table, i), room * 3 / 5);
		total += weights[i];
	}
	if (total <= room)
		return;
	double even = room / columns;
	for (int i = 0; i < columns; i++)
		fixed += weights[i] <= even ? weights[i] : 0;
	for (int i = 0; i < columns; i++)
		if (weights[i] > even)
			weights[i] *= (room - fixed) / (total - fixed);
}

/* Widths of the columns in twips; together they fill `total`. */
static const int *find_widths(struct docx *docx, const struct doc_node *table, int columns, int total)
{
	int *widths = ARENA_ARRAY(docx->arena, int, (size_t)columns);
	double *weights = ARENA_ARRAY(docx->arena, double, (size_t)columns);
	if (!table->widths)
		weigh_by_content(docx, table, columns, weights);
	else
		for (int i = 0; i < columns; i++)
			weights[i] = i < table->columns && table->widths[i] > 0 ? table->widths[i] : 1;
	share(total, weights, columns, widths);
	return widths;
}

static void write_cell(struct docx *docx, const struct doc_node *cell, int width, bool head)
{
	struct docx_paragraph paragraph = { .style = head ? "TableHead" : "TableText" };
	buf_add_text(&docx->body, "<w:tc><w:tcPr><w:tcW w:w=\"");
	buf_add_number(&docx->body, width, 0);
	buf_add_text(&docx->body, "\" w:type=\"dxa\"/><w:vAlign w:val=\"center\"/></w:tcPr>");
	docx_open_paragraph(docx, &paragraph);
	if (cell)
		docx_write_inlines(docx, cell, NULL);
	docx_close_paragraph(docx);
	buf_add_text(&docx->body, "</w:tc>");
}

/* A row is at least one line of the grid high, the first one less by the rule that the table has more than rows, so that
 * text after the table is on the grid again. A row is not split between pages. */
static void write_row(struct docx *docx, const struct doc_node *row, bool first, int columns, const int *widths)
{
	double rule = first ? docx->look.template->rule_width : 0;
	buf_printf(&docx->body, "<w:tr><w:trPr><w:cantSplit/><w:trHeight w:val=\"%d\" w:hRule=\"atLeast\"/>%s</w:trPr>",
		   docx_twips(docx->look.template->line_pitch - rule), row->head ? "<w:tblHeader/>" : "");
	const struct doc_node *cell = row->first;
	for (int i = 0; i < columns; i++) {
		write_cell(docx, cell, widths[i], row->head);
		cell = cell ? cell->next : NULL;
	}
	buf_add_text(&docx->body, "</w:tr>");
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
	int total = docx_chars(docx->look.template, docx->look.template->chars), columns = count_columns(table);
	const int *widths = find_widths(docx, table, columns, total);
	buf_printf(&docx->body, "<w:tbl><w:tblPr><w:tblStyle w:val=\"TableGrid\"/><w:tblW w:w=\"%d\" w:type=\"dxa\"/>"
			       "<w:jc w:val=\"center\"/><w:tblLayout w:type=\"fixed\"/></w:tblPr><w:tblGrid>", total);
	for (int i = 0; i < columns; i++)
		docx_add_number(&docx->body, "<w:gridCol w:w=\"", widths[i]);
	buf_add_text(&docx->body, "</w:tblGrid>");
	for (bool first = true; row; row = next_row(row->next), first = false)
		write_row(docx, row, first, columns, widths);
	buf_add_text(&docx->body, "</w:tbl>");
}
