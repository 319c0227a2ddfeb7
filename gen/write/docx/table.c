#include "write/docx/internal.h"

#include <math.h>

#include "base/arena.h"

static const struct doc_node *next_row(const struct doc_node *node)
{
	while (node && node->kind != DOC_ROW)
		node = node->next;
	return node;
}

/* Widths of the columns in twips, so that each begins where layout has it; even ones where it measured nothing. */
static const int *find_widths(struct docx *docx, const struct measure *measure, int columns)
{
	const struct page_template *template = docx->look.template;
	int *widths = ARENA_ARRAY(docx->arena, int, (size_t)columns), begun = 0;
	double even = template->chars * template->char_pitch / columns, right = 0;
	for (int i = 0; i < columns; i++) {
		right += measure ? measure->widths[i] : even;
		widths[i] = docx_twips(right) - begun;
		begun += widths[i];
	}
	return widths;
}

/* A cell of a row: one of the tree, or the place of one from above that goes on here, or none. */
struct covered {
	const struct doc_node *cell;     /* or NULL */
	int columns;                     /* that it covers */
	const char *merge;               /* w:vMerge, or "" */
};

/* A table on its way out: what layout measured of it, or NULL, and which of its rows is written. */
struct writing {
	const struct doc_node *table;
	const struct measure *measure;
	size_t row, row_count;
	double heads;                    /* height of the rows that each page repeats, pt */
};

/* How the paragraph of a cell differs from its style. */
static void align_cell(const struct writing *writing, const struct doc_node *cell, struct docx_paragraph *paragraph)
{
	static const char *const words[] = { NULL, "left", "center", "right", "center" };
	const struct doc_node *table = writing->table;
	const struct measure *measure = writing->measure;
	size_t at = writing->row * (size_t)table->columns + (size_t)cell->column;
	if (cell->parent->head || doc_cell_columns(cell) > 1)
		return;
	if (!table->aligns) {
		paragraph->justification = measure && measure->centered && measure->centered[cell->column] ? "center" : NULL;
		return;
	}
	paragraph->justification = words[table->aligns[cell->column]];
	if (!measure || !measure->insets || measure->insets[at] < 0)
		return;
	paragraph->justification = "right";
	paragraph->indents = DOCX_IN_POINTS;
	paragraph->right = measure->insets[at];
}

/* Type of a table that layout sets smaller. */
static void lessen_type(struct docx *docx, const struct writing *writing, const struct doc_node *row, struct docx_paragraph *paragraph)
{
	const struct template_style *style = template_style(docx->look.template, row->head || row->total ? "table-head" : "table-cell");
	docx->half_points = 0;
	if (!writing->measure || writing->measure->scale == 1)
		return;
	docx->half_points = (int)round(2 * style->size * writing->measure->scale);
	paragraph->line_height = (style->line_height > 0 ? style->line_height : docx->look.template->line_pitch) * writing->measure->scale;
}

/* Whether the row takes so much of a page, below the heads, that a word processor might find no page for all of it: what is below the foot of one would
 * be lost. */
static bool is_split(const struct docx *docx, const struct writing *writing, const struct doc_node *row)
{
	static const double SURE = 0.85; /* of a page: room for lines that a word processor breaks otherwise */
	const struct page_template *t = docx->look.template;
	return !row->head && writing->measure && writing->heads + writing->measure->heights[writing->row] > SURE * t->lines * t->line_pitch;
}

/* Whether the row stays on a page with the next, as in the layout. */
static bool stays_with_next(const struct docx *docx, const struct writing *writing, const struct doc_node *row)
{
	const struct measure *measure = writing->measure;
	return measure && !is_split(docx, writing, row) && (writing->row + 1 < measure->first_rows || (measure->lasts_together && writing->row + 2 == writing->row_count));
}

static void write_cell(struct docx *docx, const struct writing *writing, const struct doc_node *row, const struct covered *place, int width)
{
	struct docx_paragraph paragraph = { .style = row->head || row->total ? "TableHead" : "TableText",
					     .keep_with_next = stays_with_next(docx, writing, row) };
	lessen_type(docx, writing, row, &paragraph);
	if (place->cell)
		align_cell(writing, place->cell, &paragraph);
	buf_add_text(&docx->body, "<w:tc><w:tcPr><w:tcW w:w=\"");
	buf_add_number(&docx->body, width, 0);
	buf_add_text(&docx->body, "\" w:type=\"dxa\"/>");
	if (place->columns > 1)
		docx_add_number(&docx->body, "<w:gridSpan w:val=\"", place->columns);
	buf_add_text(&docx->body, place->merge);
	buf_add_text(&docx->body, "<w:vAlign w:val=\"center\"/></w:tcPr>");
	docx_open_paragraph(docx, &paragraph);
	if (place->cell)
		docx_write_inlines(docx, place->cell, NULL);
	docx_close_paragraph(docx);
	docx->half_points = 0;
	buf_add_text(&docx->body, "</w:tc>");
}

/* What stands in `column` of the row, which belongs to the cell `owner` or to none. */
static struct covered place_at(const struct doc_node *row, const struct doc_node *owner, int column)
{
	if (!owner)
		return (struct covered){ NULL, 1, "" };
	int covers = doc_cell_columns(owner), left = row->parent->columns - column;
	bool begins = owner->parent == row;
	const char *merge = !begins ? "<w:vMerge/>" : doc_cell_rows(owner) > 1 ? "<w:vMerge w:val=\"restart\"/>" : "";
	return (struct covered){ begins ? owner : NULL, covers < left ? covers : left, merge };
}

/* A row is as high as layout has it, or higher where a word processor needs more lines; the first one less by the rule that the
 * table has more than rows, so that text after the table is on the grid again, and by a twip for rounding. A row is not split between pages where one can hold it. */
static void write_row(struct docx *docx, const struct writing *writing, const struct doc_node *row, double height, const int *widths,
		      const struct doc_node *const owners[])
{
	if (is_split(docx, writing, row))
		buf_add_text(&docx->body, "<w:tr>");
	else
		buf_printf(&docx->body, "<w:tr><w:trPr><w:cantSplit/><w:trHeight w:val=\"%d\" w:hRule=\"atLeast\"/>%s</w:trPr>",
			   docx_twips(height) - 1, row->head ? "<w:tblHeader/>" : "");
	for (int column = 0; column < writing->table->columns;) {
		struct covered place = place_at(row, owners[column], column);
		int width = 0;
		for (int i = 0; i < place.columns; i++)
			width += widths[column++];
		write_cell(docx, writing, row, &place, width);
	}
	buf_add_text(&docx->body, "</w:tr>");
}

/* Less of the space below a table, pt: word processors round its rows to other units, and the last line of a page would be too low by a hair. */
static const double SPARE = 0.25;

/* The rows; what they lack to whole lines of the grid is space above what follows. */
static void write_rows(struct docx *docx, const struct doc_node *row, const struct measure *measure, const int *widths)
{
	struct writing writing = { row->parent, measure, 0, 0, 0 };
	for (const struct doc_node *r = row; r; r = next_row(r->next), writing.row_count++)
		writing.heads += r->head && measure ? measure->heights[writing.row_count] : 0;
	const struct page_template *template = docx->look.template;
	const struct doc_node **owners = ARENA_ARRAY(docx->arena, const struct doc_node *, (size_t)row->parent->columns);
	double rule = template->rule_width, all = 0, height;
	for (; row; row = next_row(row->next), writing.row++, rule = 0, all += height) {
		height = measure ? measure->heights[writing.row] : template->line_pitch;
		doc_find_owners(row, owners);
		write_row(docx, &writing, row, height - rule, widths, owners);
	}
	docx->below_table = fmax(0, ceil(all / template->line_pitch - 1e-6) * template->line_pitch - all - SPARE);
}

static void write_caption(struct docx *docx, const struct doc_node *caption)
{
	struct docx_paragraph paragraph = { .style = "Caption", .keep_with_next = true };
	docx_write_paragraph(docx, caption, &paragraph);
}

void docx_write_table(struct docx *docx, const struct doc_node *table)
{
	docx->below_table = table->first && table->first->kind == DOC_CAPTION ? docx->below_table : 0;
	if (table->first && table->first->kind == DOC_CAPTION)
		write_caption(docx, table->first);
	const struct doc_node *row = next_row(table->first);
	if (!row)
		return;
	const struct measure *measure = measure_find(docx->input->measures, table);
	int total = docx_chars(docx->look.template, docx->look.template->chars), columns = table->columns > 1 ? table->columns : 1;
	const int *widths = find_widths(docx, measure, columns);
	buf_printf(&docx->body, "<w:tbl><w:tblPr><w:tblStyle w:val=\"TableGrid\"/><w:tblW w:w=\"%d\" w:type=\"dxa\"/>"
			       "<w:jc w:val=\"center\"/><w:tblLayout w:type=\"fixed\"/></w:tblPr><w:tblGrid>", total);
	for (int i = 0; i < columns; i++)
		docx_add_number(&docx->body, "<w:gridCol w:w=\"", widths[i]);
	buf_add_text(&docx->body, "</w:tblGrid>");
	write_rows(docx, row, measure, widths);
	buf_add_text(&docx->body, "</w:tbl>");
}
