/* The smaller parts: settings, header and footers, document properties. */
#include "write/docx/internal.h"

#include <stdio.h>
#include <time.h>

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
			  "<w:noLineBreaksAfter w:lang=\"zh-CN\" w:val=\"$([{£¥·‘“〈《「『【〔〖〝﹙﹛﹝＄（．［｛￡￥\"/>"
			  "<w:noLineBreaksBefore w:lang=\"zh-CN\" w:val=\"!%),.:;&gt;?]}¢¨°·ˇˉ―‖’”…‰′″›℃∶、。〃〉》」』】〕〗〞︶︺︾﹀﹄﹚﹜﹞"
			  "！＂％＇），．：；？］｀｜｝～￠\"/>");
	if (look->notes)
		docx_add_footnote_properties(out, true);
	buf_add_text(out, "<w:compat><w:spaceForUL/><w:balanceSingleByteDoubleByteWidth/><w:doNotLeaveBackslashAlone/>"
			  "<w:ulTrailSpace/><w:doNotExpandShiftReturn/><w:adjustLineHeightInTable/><w:useFELayout/>"
			  "<w:compatSetting w:name=\"compatibilityMode\" w:uri=\"http://schemas.microsoft.com/office/word\" "
			  "w:val=\"15\"/></w:compat><w:themeFontLang w:val=\"en-US\" w:eastAsia=\"zh-CN\"/>"
			  "<w:decimalSymbol w:val=\".\"/><w:listSeparator w:val=\",\"/></w:settings>");
}

void docx_write_header(const struct docx_look *look, struct buf *out)
{
	buf_add_text(out, "<w:hdr xmlns:w=\"" DOCX_NS_WORD "\"><w:p><w:pPr><w:pStyle w:val=\"Header\"/></w:pPr>"
			  "<w:r><w:t xml:space=\"preserve\">");
	buf_add_xml(out, str_of(look->template->draft_mark));
	buf_add_text(out, "</w:t></w:r></w:p></w:hdr>");
}

static void add_footer_text(struct buf *out, struct str text)
{
	buf_add_text(out, "<w:r><w:rPr><w:rFonts w:hint=\"eastAsia\"/></w:rPr><w:t xml:space=\"preserve\">");
	buf_add_xml(out, text);
	buf_add_text(out, "</w:t></w:r>");
}

/* GB/T 9704-2012, 7.5: odd numbers right, even numbers left, one character from the edge. */
static void write_footer(const struct docx_look *look, bool even, struct buf *out)
{
	struct str rest = str_of(look->template->number_format);
	struct str before = str_cut(&rest, "%d");
	buf_add_text(out, "<w:ftr xmlns:w=\"" DOCX_NS_WORD "\"><w:p><w:pPr><w:pStyle w:val=\"Footer\"/><w:ind");
	docx_add_measure(out, look->template, even ? "left" : "right", look->template->number_indent, true);
	buf_printf(out, "/><w:jc w:val=\"%s\"/></w:pPr>", even ? "left" : "right");
	add_footer_text(out, before);
	buf_add_text(out, "<w:r><w:fldChar w:fldCharType=\"begin\"/></w:r>"
			  "<w:r><w:instrText xml:space=\"preserve\"> PAGE </w:instrText></w:r>"
			  "<w:r><w:fldChar w:fldCharType=\"separate\"/></w:r>");
	buf_printf(out, "<w:r><w:t>%d</w:t></w:r><w:r><w:fldChar w:fldCharType=\"end\"/></w:r>", even ? 2 : 1);
	add_footer_text(out, rest);
	buf_add_text(out, "</w:p></w:ftr>");
}

void docx_write_odd_footer(const struct docx_look *look, struct buf *out)
{
	write_footer(look, false, out);
}

void docx_write_even_footer(const struct docx_look *look, struct buf *out)
{
	write_footer(look, true, out);
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
	buf_add_text(out, "</Properties>");
}
