/* Paragraphs with their properties. */
#include "write/docx/internal.h"

#include <math.h>

static void add_indents(struct docx *docx, const struct docx_paragraph *paragraph)
{
	const struct page_template *template = docx->look.template;
	const char *first = paragraph->first < 0 ? "hanging" : "firstLine";
	buf_add_text(&docx->body, "<w:ind");
	if (paragraph->indents == DOCX_IN_CHARS) {
		docx_add_measure(&docx->body, template, "left", paragraph->left, true);
		docx_add_measure(&docx->body, template, "right", paragraph->right, true);
		docx_add_measure(&docx->body, template, first, fabs(paragraph->first), true);
	} else {
		docx_add_points(&docx->body, "left", paragraph->left);
		docx_add_points(&docx->body, "right", paragraph->right);
		docx_add_points(&docx->body, first, fabs(paragraph->first));
	}
	buf_add_text(&docx->body, "/>");
}

static void add_number(struct buf *out, int level, size_t num)
{
	docx_add_number(out, "<w:numPr><w:ilvl w:val=\"", level);
	docx_add_number(out, "<w:numId w:val=\"", (int)num);
	buf_add_text(out, "</w:numPr>");
}

/* Space above a paragraph: its own, and below a table what the table lacks to whole lines of the grid. */
static void add_space(struct docx *docx, const struct docx_paragraph *paragraph)
{
	double lines = paragraph->before;
	if (docx->below_table > 0 && lines == 0)
		lines = docx_style_before(&docx->look, paragraph->style);
	double space = lines * docx->look.template->line_pitch + docx->below_table;
	if (paragraph->line_height > 0)
		buf_printf(&docx->body, "<w:spacing w:line=\"%d\" w:lineRule=\"exact\"/>", docx_twips(paragraph->line_height));
	else if (space > 0 && (paragraph->before > 0 || docx->below_table > 0))
		docx_add_number(&docx->body, "<w:spacing w:before=\"", docx_twips(space));
	docx->below_table = 0;
}

void docx_open_paragraph(struct docx *docx, const struct docx_paragraph *paragraph)
{
	struct buf *out = &docx->body;
	docx_add_value(out, "<w:p><w:pPr><w:pStyle w:val=\"", paragraph->style);
	if (paragraph->keep_with_next)
		buf_add_text(out, "<w:keepNext/>");
	if (docx->page_break) {
		buf_add_text(out, "<w:pageBreakBefore/>");
		docx->below_table = 0;
	}
	docx->page_break = false;
	if (paragraph->num == DOCX_NO_NUMBER)
		add_number(out, 0, 0);
	else if (paragraph->num)
		add_number(out, paragraph->num_level, paragraph->num);
	if (paragraph->stop_count)
		docx_add_stops(out, paragraph->stops, paragraph->stop_count);
	add_space(docx, paragraph);
	if (paragraph->indents != DOCX_AS_STYLE)
		add_indents(docx, paragraph);
	if (paragraph->justification)
		docx_add_value(out, "<w:jc w:val=\"", paragraph->justification);
	docx->properties_end = out->len;
	buf_add_text(out, "</w:pPr>");
}

void docx_close_paragraph(struct docx *docx)
{
	buf_add_text(&docx->body, "</w:p>");
	docx->paragraph_end = docx->body.len;
}

void docx_write_tab(struct docx *docx)
{
	buf_add_text(&docx->body, "<w:r><w:tab/></w:r>");
}

void docx_add_stops(struct buf *out, const double *stops, size_t count)
{
	buf_add_text(out, "<w:tabs>");
	for (size_t i = 0; i < count; i++)
		buf_printf(out, "<w:tab w:val=\"left\" w:pos=\"%d\"/>", docx_twips(stops[i]));
	buf_add_text(out, "</w:tabs>");
}

void docx_write_paragraph(struct docx *docx, const struct doc_node *node, const struct docx_paragraph *paragraph)
{
	docx_open_paragraph(docx, paragraph);
	docx_write_lines(docx, node);
	docx_close_paragraph(docx);
}

void docx_flush_page_break(struct docx *docx)
{
	if (!docx->page_break)
		return;
	docx->page_break = false;
	buf_add_text(&docx->body, "<w:p><w:pPr><w:pStyle w:val=\"Normal\"/></w:pPr><w:r><w:br w:type=\"page\"/></w:r></w:p>");
}

void docx_write_low_paragraph(struct docx *docx)
{
	buf_add_text(&docx->body, "<w:p><w:pPr><w:pStyle w:val=\"Normal\"/><w:spacing w:line=\"14\" w:lineRule=\"exact\"/>");
	docx->properties_end = docx->body.len;
	buf_add_text(&docx->body, "</w:pPr></w:p>");
	docx->paragraph_end = docx->body.len;
}
