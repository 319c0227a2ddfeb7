/* Paragraphs with their properties. */
#include "write/docx/internal.h"

#include <math.h>

static void add_indents(struct docx *docx, const struct docx_paragraph *paragraph)
{
	double first = paragraph->first;
	buf_add_text(&docx->body, "<w:ind");
	docx_add_measure(&docx->body, docx->look.template, "left", paragraph->left, true);
	docx_add_measure(&docx->body, docx->look.template, "right", paragraph->right, true);
	docx_add_measure(&docx->body, docx->look.template, first < 0 ? "hanging" : "firstLine", fabs(first), true);
	buf_add_text(&docx->body, "/>");
}

static void add_number(struct buf *out, int level, size_t num)
{
	docx_add_number(out, "<w:numPr><w:ilvl w:val=\"", level);
	docx_add_number(out, "<w:numId w:val=\"", (int)num);
	buf_add_text(out, "</w:numPr>");
}

void docx_open_paragraph(struct docx *docx, const struct docx_paragraph *paragraph)
{
	struct buf *out = &docx->body;
	docx_add_value(out, "<w:p><w:pPr><w:pStyle w:val=\"", paragraph->style);
	if (paragraph->keep_with_next)
		buf_add_text(out, "<w:keepNext/>");
	if (docx->page_break)
		buf_add_text(out, "<w:pageBreakBefore/>");
	docx->page_break = false;
	if (paragraph->num == DOCX_NO_NUMBER)
		add_number(out, 0, 0);
	else if (paragraph->num)
		add_number(out, paragraph->num_level, paragraph->num);
	if (paragraph->before > 0)
		docx_add_number(out, "<w:spacing w:before=\"",
				docx_twips(paragraph->before * docx->look.template->line_pitch));
	if (paragraph->indented)
		add_indents(docx, paragraph);
	docx->properties_end = out->len;
	buf_add_text(out, "</w:pPr>");
}

void docx_close_paragraph(struct docx *docx)
{
	buf_add_text(&docx->body, "</w:p>");
	docx->paragraph_end = docx->body.len;
}

void docx_write_paragraph(struct docx *docx, const struct doc_node *node, const struct docx_paragraph *paragraph)
{
	docx_open_paragraph(docx, paragraph);
	docx_write_inlines(docx, node, NULL);
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
