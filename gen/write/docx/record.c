/* The record block (版记) as a table at the foot of the page: GB/T 9704-2012, 7.4. It floats, so that it stays there when text
 * above it is edited. */
#include "write/docx/internal.h"

#include <math.h>

#include "layout/page.h"

static void add_rule(struct buf *out, const char *side, double width)
{
	if (width > 0)
		docx_add_border(out, side, width, 0);
	else /* of a letter */
		buf_printf(out, "<w:%s w:val=\"nil\"/>", side);
}

/* Left and right of the text, twips. They are the paragraphs', not the cells': programs differ in whether a table's place counts
 * from its cells or from their text. */
static int indent_of(const struct docx *docx)
{
	const struct page_template *t = docx->look.template;
	return docx_twips(t->record.indent * template_style(t, "record")->size);
}

/* The table stands on the text area's bottom. Its place across is counted from the page's edge: LibreOffice floats tables as
 * wide as the text area only so. */
static void open_table(struct docx *docx)
{
	const struct page_template *t = docx->look.template;
	struct buf *out = &docx->body;
	int width = docx_chars(t, t->chars), left = docx_twips(t->page_width) - docx_twips(t->margin_right) - width;
	buf_printf(out, "<w:tbl><w:tblPr><w:tblpPr w:leftFromText=\"0\" w:rightFromText=\"0\" w:vertAnchor=\"margin\" "
			"w:horzAnchor=\"page\" w:tblpX=\"%d\" w:tblpYSpec=\"bottom\"/><w:tblW w:w=\"%d\" w:type=\"dxa\"/><w:tblBorders>",
		   left, width);
	add_rule(out, "top", t->record.outer_rule);
	add_rule(out, "bottom", t->record.outer_rule);
	add_rule(out, "insideH", t->record.inner_rule);
	buf_printf(out, "</w:tblBorders><w:tblLayout w:type=\"fixed\"/><w:tblCellMar><w:left w:w=\"0\" w:type=\"dxa\"/>"
			"<w:right w:w=\"0\" w:type=\"dxa\"/></w:tblCellMar></w:tblPr><w:tblGrid><w:gridCol w:w=\"%d\"/></w:tblGrid>",
		   width);
}

static void open_row(struct docx *docx)
{
	const struct page_template *t = docx->look.template;
	buf_printf(&docx->body, "<w:tr><w:trPr><w:cantSplit/></w:trPr><w:tc><w:tcPr><w:tcW w:w=\"%d\" w:type=\"dxa\"/></w:tcPr>",
		   docx_chars(t, t->chars));
	docx_add_value(&docx->body, "<w:p><w:pPr><w:pStyle w:val=\"", "Record");
}

static void close_row(struct docx *docx)
{
	docx_close_paragraph(docx);
	buf_add_text(&docx->body, "</w:tc></w:tr>");
}

/* 7.4.2: further lines hang under the first name, behind 抄送 and its colon. */
static void write_copies(struct docx *docx, const struct doc_node *field)
{
	const struct measure *measure = measure_find(docx->input->measures, field);
	int indent = indent_of(docx), hang = measure ? docx_twips(measure->left - measure->first) : 0;
	open_row(docx);
	buf_printf(&docx->body, "<w:ind w:left=\"%d\" w:right=\"%d\" w:hanging=\"%d\"/></w:pPr>", indent + hang, indent, hang);
	docx_write_lines(docx, field);
	close_row(docx);
}

/* 7.4.3: 印发机关 at the left, 印发日期 at the right. */
static void write_printing(struct docx *docx, const struct doc_node *office, const struct doc_node *date)
{
	const struct page_template *t = docx->look.template;
	int indent = indent_of(docx);
	open_row(docx);
	buf_printf(&docx->body, "<w:tabs><w:tab w:val=\"right\" w:pos=\"%d\"/></w:tabs>%s<w:ind w:left=\"%d\"/></w:pPr>",
		   docx_chars(t, t->chars) - indent, docx_tight, indent);
	if (office)
		docx_write_inlines(docx, office, NULL);
	if (date) {
		docx_write_tab(docx);
		docx_write_inlines(docx, date, NULL);
	}
	close_row(docx);
}

/* A blank page and the block's page, neither with a number (7.5): sections of one page each. */
static void start_page_after_blank(struct docx *docx)
{
	docx_start_section(docx, (struct docx_section){ .numbered = true, .single = true, .start = -1 });
	docx_write_low_paragraph(docx);
	docx_start_section(docx, (struct docx_section){ .numbered = true, .single = true, .start = -1 });
	docx_write_low_paragraph(docx);
}

static void start_page(struct docx *docx)
{
	struct docx_paragraph paragraph = { .style = "Record" };
	docx->page_break = !docx_turn_pages(docx, false);
	docx_open_paragraph(docx, &paragraph);
	docx_close_paragraph(docx);
}

void docx_write_record(struct docx *docx, const struct doc_node *record)
{
	const struct page_list *pages = docx->input->pages;
	const struct doc_node *copies = doc_field(record, "抄送"), *office = doc_field(record, "印发机关");
	const struct doc_node *date = doc_field(record, "印发日期");
	int begun = pages ? pages->record_pages : 0;
	if (begun > 1)
		start_page_after_blank(docx);
	else if (begun)
		start_page(docx);
	else
		docx_turn_pages(docx, false);
	open_table(docx);
	if (copies)
		write_copies(docx, copies);
	if (office || date)
		write_printing(docx, office, date);
	buf_add_text(&docx->body, "</w:tbl>");
	docx_write_low_paragraph(docx);
	if (begun > 1 && record->next)
		docx_start_section(docx, (struct docx_section){ .numbered = true, .start = -1 });
}
