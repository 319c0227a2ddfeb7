/* Relationships: which part refers to which, under the ids that the document uses. */
#include "write/docx/internal.h"

#define TYPE_OFFICE DOCX_NS_RELATIONSHIPS "/"

static void open_links(struct buf *out)
{
	buf_add_text(out, "<Relationships xmlns=\"" DOCX_NS_PACKAGE "\">");
}

static void add_link(struct buf *out, const char *id, const char *type, const char *target)
{
	buf_printf(out, "<Relationship Id=\"%s\" Type=\"%s\" Target=\"%s\"/>", id, type, target);
}

static void close_links(struct buf *out)
{
	buf_add_text(out, "</Relationships>");
}

void docx_write_package_links(const struct docx_look *look, struct buf *out)
{
	open_links(out);
	add_link(out, "rId1", TYPE_OFFICE "officeDocument", "word/document.xml");
	add_link(out, "rId2", DOCX_NS_PACKAGE "/metadata/core-properties", "docProps/core.xml");
	add_link(out, "rId3", TYPE_OFFICE "extended-properties", "docProps/app.xml");
	if (look->origin)
		add_link(out, "rId4", TYPE_OFFICE "custom-properties", "docProps/custom.xml");
	close_links(out);
}

void docx_write_document_links(const struct docx_look *look, struct str links, struct buf *out)
{
	open_links(out);
	add_link(out, "rIdStyles", TYPE_OFFICE "styles", "styles.xml");
	add_link(out, "rIdNumbering", TYPE_OFFICE "numbering", "numbering.xml");
	add_link(out, "rIdSettings", TYPE_OFFICE "settings", "settings.xml");
	add_link(out, "rIdFonts", TYPE_OFFICE "fontTable", "fontTable.xml");
	add_link(out, "rIdFooter1", TYPE_OFFICE "footer", "footer1.xml");
	add_link(out, "rIdFooter2", TYPE_OFFICE "footer", "footer2.xml");
	if (look->draft) {
		add_link(out, "rIdHeader1", TYPE_OFFICE "header", "header1.xml");
		add_link(out, "rIdHeader2", TYPE_OFFICE "header", "header2.xml");
	}
	if (look->turned) {
		add_link(out, "rIdFooter3", TYPE_OFFICE "footer", "footer3.xml");
		add_link(out, "rIdFooter4", TYPE_OFFICE "footer", "footer4.xml");
	}
	if (look->turned && look->draft) {
		add_link(out, "rIdHeader3", TYPE_OFFICE "header", "header3.xml");
		add_link(out, "rIdHeader4", TYPE_OFFICE "header", "header4.xml");
	}
	if (look->template->letter.shown)
		add_link(out, "rIdFooter5", TYPE_OFFICE "footer", "footer5.xml");
	if (look->notes)
		add_link(out, "rIdFootnotes", TYPE_OFFICE "footnotes", "footnotes.xml");
	if (look->gaps)
		add_link(out, "rIdGlossary", TYPE_OFFICE "glossaryDocument", "glossary/document.xml");
	if (look->values)
		add_link(out, "rIdValues", TYPE_OFFICE "customXml", "../customXml/item1.xml");
	buf_add_str(out, links);
	close_links(out);
}

void docx_write_footnote_links(const struct docx *docx, struct buf *out)
{
	open_links(out);
	buf_add_str(out, buf_str(&docx->note_links));
	close_links(out);
}

void docx_write_values_links(const struct docx_look *look, struct buf *out)
{
	(void)look;
	open_links(out);
	add_link(out, "rId1", TYPE_OFFICE "customXmlProps", "itemProps1.xml");
	close_links(out);
}
