/* The smaller parts: settings, header and footers, document properties. */
#include "write/docx/internal.h"

#include <stdio.h>
#include <time.h>

#include "base/arena.h"
#include "doc/drafted.h"
#include "layout/break.h"

static void add_element(struct buf *out, const char *name, const char *text)
{
	buf_printf(out, "<%s>", name);
	buf_add_xml(out, str_of(text));
	buf_printf(out, "</%s>", name);
}

/* What may not stand at the end and at the start of a line is what Word's Chinese edition forbids itself. */
void docx_write_settings(const struct docx_look *look, struct buf *out)
{
	buf_add_text(out, "<w:settings xmlns:w=\"" DOCX_NS_WORD "\"><w:zoom w:percent=\"100\"/>"
			  "<w:bordersDoNotSurroundHeader/><w:bordersDoNotSurroundFooter/>"
			  "<w:defaultTabStop w:val=\"420\"/><w:evenAndOddHeaders/>"
			  "<w:drawingGridVerticalSpacing w:val=\"156\"/>"
			  "<w:characterSpacingControl w:val=\"doNotCompress\"/>"
			  "<w:noLineBreaksAfter w:lang=\"zh-CN\" w:val=\"");
	buf_add_xml(out, str_of(break_office_not_last));
	buf_add_text(out, "\"/><w:noLineBreaksBefore w:lang=\"zh-CN\" w:val=\"");
	buf_add_xml(out, str_of(break_office_not_first));
	buf_add_text(out, "\"/>");
	if (look->notes)
		docx_add_footnote_properties(out, true);
	buf_add_text(out, "<w:compat><w:spaceForUL/><w:balanceSingleByteDoubleByteWidth/><w:doNotLeaveBackslashAlone/>"
			  "<w:ulTrailSpace/><w:doNotExpandShiftReturn/><w:adjustLineHeightInTable/><w:useFELayout/>"
			  "<w:compatSetting w:name=\"compatibilityMode\" w:uri=\"http://schemas.microsoft.com/office/word\" "
			  "w:val=\"15\"/></w:compat><w:themeFontLang w:val=\"en-US\" w:eastAsia=\"zh-CN\"/>"
			  "<w:decimalSymbol w:val=\".\"/><w:listSeparator w:val=\",\"/></w:settings>");
}

/* Puts a line of the margin of turned pages where it stands on the upright sheet, its top `top` pt below the sheet's: a frame over the
 * type area's height at the side of the landscape page that is the sheet's head or foot. */
static void add_frame(struct buf *out, const struct page_template *t, double top, double size)
{
	double width = t->page_width - t->margin_left - t->margin_right;
	buf_printf(out, "<w:framePr w:w=\"%d\" w:h=\"%d\" w:hRule=\"exact\" w:wrap=\"around\" w:vAnchor=\"page\" w:hAnchor=\"page\" "
			"w:x=\"%d\" w:y=\"%d\"/>",
		   docx_twips(size), docx_twips(width), docx_twips(t->page_height - top - size), docx_twips(t->margin_left));
}

/* The lines of a frame go down the landscape page, which the reader of the sheet sees from its side. */
static const char frame_direction[] = "<w:textDirection w:val=\"tbRl\"/>";

static void write_header(const struct docx_look *look, bool turned, struct buf *out)
{
	const struct page_template *t = look->template;
	const struct template_style *style = template_style(t, "draft-mark");
	buf_add_text(out, "<w:hdr xmlns:w=\"" DOCX_NS_WORD "\"><w:p><w:pPr><w:pStyle w:val=\"Header\"/>");
	if (turned)
		add_frame(out, t, t->margin_top - t->draft_gap - style->size, style->size);
	buf_printf(out, "%s</w:pPr><w:r><w:t xml:space=\"preserve\">", turned ? frame_direction : "");
	buf_add_xml(out, str_of(t->draft_mark));
	buf_printf(out, "</w:t></w:r></w:p>%s</w:hdr>", turned ? "<w:p><w:pPr><w:pStyle w:val=\"Header\"/></w:pPr></w:p>" : "");
}

void docx_write_header(const struct docx_look *look, struct buf *out)
{
	write_header(look, false, out);
}

void docx_write_turned_header(const struct docx_look *look, struct buf *out)
{
	write_header(look, true, out);
}

static void add_footer_text(struct buf *out, struct str text)
{
	buf_add_text(out, "<w:r><w:rPr><w:rFonts w:hint=\"eastAsia\"/></w:rPr><w:t xml:space=\"preserve\">");
	buf_add_xml(out, text);
	buf_add_text(out, "</w:t></w:r>");
}

/* GB/T 9704-2012, 7.5: odd numbers right, even numbers left, one character from the edge. */
static void write_footer(const struct docx_look *look, bool even, bool turned, struct buf *out)
{
	const struct page_template *t = look->template;
	struct str rest = str_of(t->number_format);
	struct str before = str_cut(&rest, "%d");
	double size = template_style(t, "page-number")->size;
	buf_add_text(out, "<w:ftr xmlns:w=\"" DOCX_NS_WORD "\"><w:p><w:pPr><w:pStyle w:val=\"Footer\"/>");
	if (turned)
		add_frame(out, t, t->page_height - t->margin_bottom + t->number_gap - size / 2, size);
	buf_add_text(out, "<w:ind");
	docx_add_measure(out, t, even ? "left" : "right", t->number_indent, true);
	buf_printf(out, "/><w:jc w:val=\"%s\"/>%s</w:pPr>", even ? "left" : "right", turned ? frame_direction : "");
	add_footer_text(out, before);
	buf_add_text(out, "<w:r><w:fldChar w:fldCharType=\"begin\"/></w:r>"
			  "<w:r><w:instrText xml:space=\"preserve\"> PAGE </w:instrText></w:r>"
			  "<w:r><w:fldChar w:fldCharType=\"separate\"/></w:r>");
	buf_printf(out, "<w:r><w:t>%d</w:t></w:r><w:r><w:fldChar w:fldCharType=\"end\"/></w:r>", even ? 2 : 1);
	add_footer_text(out, rest);
	buf_printf(out, "</w:p>%s</w:ftr>", turned ? "<w:p><w:pPr><w:pStyle w:val=\"Footer\"/></w:pPr></w:p>" : "");
}

void docx_write_odd_footer(const struct docx_look *look, struct buf *out)
{
	write_footer(look, false, false, out);
}

void docx_write_even_footer(const struct docx_look *look, struct buf *out)
{
	write_footer(look, true, false, out);
}

void docx_write_turned_odd_footer(const struct docx_look *look, struct buf *out)
{
	write_footer(look, false, true, out);
}

void docx_write_turned_even_footer(const struct docx_look *look, struct buf *out)
{
	write_footer(look, true, true, out);
}

/* The lines are the upper and the lower border of a paragraph without text. */
void docx_add_double_rule(const struct page_template *t, double y, bool thick_first, struct buf *out)
{
	const struct template_letter *letter = &t->letter;
	uint32_t color = template_style(t, "head-mark")->color;
	int between = docx_twips(letter->between);
	buf_printf(out, "<w:p><w:pPr><w:pStyle w:val=\"Header\"/><w:framePr w:w=\"%d\" w:h=\"%d\" w:hRule=\"exact\" w:wrap=\"around\" w:vAnchor=\"page\" "
			"w:hAnchor=\"page\" w:x=\"%d\" w:y=\"%d\"/><w:pBdr>",
		   docx_twips(letter->rule_length), between, docx_twips((t->page_width - letter->rule_length) / 2), docx_twips(y));
	docx_add_border(out, "top", thick_first ? letter->thick : letter->thin, color);
	docx_add_border(out, "bottom", thick_first ? letter->thin : letter->thick, color);
	buf_printf(out, "</w:pBdr><w:spacing w:line=\"%d\" w:lineRule=\"exact\"/></w:pPr></w:p>", between);
}

/* GB/T 9704-2012, 10.1: the first page of a letter has no number, but a double rule. */
void docx_write_letter_footer(const struct docx_look *look, struct buf *out)
{
	const struct page_template *t = look->template;
	buf_add_text(out, "<w:ftr xmlns:w=\"" DOCX_NS_WORD "\">");
	docx_add_double_rule(t, t->page_height - t->letter.foot - t->head.rule_width, false, out);
	buf_add_text(out, "<w:p><w:pPr><w:pStyle w:val=\"Footer\"/></w:pPr></w:p></w:ftr>");
}

/* Seconds since 1970 as W3CDTF; nothing for a year that it cannot write. */
static void add_time(struct buf *out, const char *element, long long seconds)
{
	time_t time = (time_t)seconds;
	struct tm utc;
	if (!gmtime_r(&time, &utc) || utc.tm_year < -1900 || utc.tm_year > 8099)
		return;
	buf_printf(out, "<%s xsi:type=\"dcterms:W3CDTF\">%04d-%02d-%02dT%02d:%02d:%02dZ</%s>", element, utc.tm_year + 1900,
		   utc.tm_mon + 1, utc.tm_mday, utc.tm_hour, utc.tm_min, utc.tm_sec, element);
}

void docx_write_core(const struct docx *docx, struct buf *out)
{
	const struct writer_input *input = docx->input;
	buf_add_text(out, "<cp:coreProperties xmlns:cp=\"http://schemas.openxmlformats.org/package/2006/metadata/core-properties\" "
			  "xmlns:dc=\"http://purl.org/dc/elements/1.1/\" xmlns:dcterms=\"http://purl.org/dc/terms/\" "
			  "xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\">");
	add_element(out, "dc:title", input->title);
	add_element(out, "dc:creator", input->author);
	if (input->keywords && *input->keywords)
		add_element(out, "cp:keywords", input->keywords);
	add_element(out, "cp:lastModifiedBy", input->author);
	add_time(out, "dcterms:created", input->created);
	add_time(out, "dcterms:modified", input->created);
	add_element(out, "dc:language", "zh-CN");
	if (docx->look.draft)
		add_element(out, "cp:contentStatus", docx->look.template->draft_mark);
	buf_add_text(out, "</cp:coreProperties>");
}

void docx_write_app(const struct docx *docx, struct buf *out)
{
	buf_add_text(out, "<Properties xmlns=\"http://schemas.openxmlformats.org/officeDocument/2006/extended-properties\">");
	add_element(out, "Application", docx->input->producer);
	add_element(out, "Company", docx->input->author);
	buf_add_text(out, "</Properties>");
}

/* One custom property (ECMA-376 part 1, 22.3.2). */
static void add_property(struct buf *out, int id, const char *name, const char *text)
{
	buf_printf(out, "<property fmtid=\"{D5CDD505-2E9C-101B-9397-08002B2CF9AE}\" pid=\"%d\" name=\"%s\"><vt:lpwstr>", id, name);
	buf_add_xml(out, str_of(text));
	buf_add_text(out, "</vt:lpwstr></property>");
}

/* The marks of the values, some in each property: programs cut texts of more than 255 characters. Whoever reads them sees by the number whether all are there. */
static void add_drafted(const struct docx *docx, int id, struct buf *out)
{
	enum { EACH = 30 };
	char(*marks)[DRAFTED_MARK];
	size_t count = drafted_marks(docx->arena, docx->input->doc, &marks);
	add_property(out, id++, DRAFTED_PROPERTY, arena_printf(docx->arena, "%zu", count));
	for (size_t from = 0; from < count; from += EACH) {
		struct buf text = BUF_INIT;
		for (size_t i = from; i < count && i < from + EACH; i++)
			buf_printf(&text, "%s%s", i > from ? " " : "", marks[i]);
		add_property(out, id++, arena_printf(docx->arena, DRAFTED_PROPERTY "%zu", from / EACH + 1), text.data);
		buf_free(&text);
	}
}

void docx_write_origin(const struct docx *docx, struct buf *out)
{
	const struct writer_input *input = docx->input;
	char year[16];
	snprintf(year, sizeof year, "%u", input->year);
	buf_add_text(out, "<Properties xmlns=\"http://schemas.openxmlformats.org/officeDocument/2006/custom-properties\" "
			  "xmlns:vt=\"http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes\">");
	add_property(out, 2, "Variant", input->variant);
	add_property(out, 3, "Unit", input->unit ? input->unit : "");
	add_property(out, 4, "Year", year);
	add_property(out, 5, "Template", input->template->name);
	add_property(out, 6, "Program", input->producer);
	if (input->issued)
		add_property(out, 7, "Issued", "true");
	add_drafted(docx, 8, out);
	buf_add_text(out, "</Properties>");
}
