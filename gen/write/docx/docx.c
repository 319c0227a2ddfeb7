#include "write/docx/docx.h"

#include "base/arena.h"
#include "write/docx/internal.h"
#include "write/docx/package.h"

#define TYPE_WORD "application/vnd.openxmlformats-officedocument.wordprocessingml."
#define TYPE_RELATIONSHIPS "application/vnd.openxmlformats-package.relationships+xml"
#define TYPE_OFFICE "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"

enum { MOST_PARTS = 16 };

struct package {
	struct docx_part parts[MOST_PARTS];
	size_t count;
};

static struct buf *add_part(struct package *package, const char *name, const char *type)
{
	struct docx_part *part = &package->parts[package->count++];
	*part = (struct docx_part){ .name = name, .type = type };
	return &part->data;
}

static void add_relationship(struct buf *out, const char *id, const char *type, const char *target)
{
	buf_printf(out, "<Relationship Id=\"%s\" Type=\"%s\" Target=\"%s\"/>", id, type, target);
}

static void open_relationships(struct buf *out)
{
	buf_add_text(out, "<Relationships xmlns=\"" DOCX_NS_PACKAGE "\">");
}

static void write_package_relationships(struct buf *out)
{
	open_relationships(out);
	add_relationship(out, "rId1", TYPE_OFFICE "officeDocument", "word/document.xml");
	add_relationship(out, "rId2", DOCX_NS_PACKAGE "/metadata/core-properties", "docProps/core.xml");
	add_relationship(out, "rId3", TYPE_OFFICE "extended-properties", "docProps/app.xml");
	buf_add_text(out, "</Relationships>");
}

static void write_document_relationships(const struct docx *docx, struct buf *out)
{
	open_relationships(out);
	add_relationship(out, "rIdStyles", TYPE_OFFICE "styles", "styles.xml");
	add_relationship(out, "rIdNumbering", TYPE_OFFICE "numbering", "numbering.xml");
	add_relationship(out, "rIdSettings", TYPE_OFFICE "settings", "settings.xml");
	add_relationship(out, "rIdFonts", TYPE_OFFICE "fontTable", "fontTable.xml");
	add_relationship(out, "rIdFooter1", TYPE_OFFICE "footer", "footer1.xml");
	add_relationship(out, "rIdFooter2", TYPE_OFFICE "footer", "footer2.xml");
	if (docx->input->draft) {
		add_relationship(out, "rIdHeader1", TYPE_OFFICE "header", "header1.xml");
		add_relationship(out, "rIdHeader2", TYPE_OFFICE "header", "header2.xml");
	}
	if (docx->value_count)
		add_relationship(out, "rIdValues", TYPE_OFFICE "customXml", "../customXml/item1.xml");
	buf_add_str(out, buf_str(&docx->links));
	buf_add_text(out, "</Relationships>");
}

/* The values of the variables: the data store, its id, and the relationship between them. */
static void write_store(const struct docx *docx, struct package *package)
{
	docx_write_values(docx, add_part(package, "customXml/item1.xml", "application/xml"));
	struct buf *links = add_part(package, "customXml/_rels/item1.xml.rels", TYPE_RELATIONSHIPS);
	open_relationships(links);
	add_relationship(links, "rId1", TYPE_OFFICE "customXmlProps", "itemProps1.xml");
	buf_add_text(links, "</Relationships>");
	buf_add_text(add_part(package, "customXml/itemProps1.xml",
			      "application/vnd.openxmlformats-officedocument.customXmlProperties+xml"),
		     "<ds:datastoreItem xmlns:ds=\"http://schemas.openxmlformats.org/officeDocument/2006/customXml\" "
		     "ds:itemID=\"" DOCX_STORE_ID "\"><ds:schemaRefs><ds:schemaRef ds:uri=\"" DOCX_NS_VALUES "\"/>"
		     "</ds:schemaRefs></ds:datastoreItem>");
}

/* The document first (it finds the lists, links and values), the parts that depend on it after. */
static void write_parts(struct docx *docx, struct package *package)
{
	write_package_relationships(add_part(package, "_rels/.rels", TYPE_RELATIONSHIPS));
	docx_write_core(docx, add_part(package, "docProps/core.xml",
				       "application/vnd.openxmlformats-package.core-properties+xml"));
	docx_write_app(docx, add_part(package, "docProps/app.xml",
				      "application/vnd.openxmlformats-officedocument.extended-properties+xml"));
	docx->body = add_part(package, "word/document.xml", TYPE_WORD "document.main+xml");
	docx_write_document(docx);
	write_document_relationships(docx, add_part(package, "word/_rels/document.xml.rels", TYPE_RELATIONSHIPS));
	docx_write_styles(docx, add_part(package, "word/styles.xml", TYPE_WORD "styles+xml"));
	docx_write_numbering(docx, add_part(package, "word/numbering.xml", TYPE_WORD "numbering+xml"));
	docx_write_settings(add_part(package, "word/settings.xml", TYPE_WORD "settings+xml"));
	docx_write_fonts(docx, add_part(package, "word/fontTable.xml", TYPE_WORD "fontTable+xml"));
	docx_write_footer(docx, false, add_part(package, "word/footer1.xml", TYPE_WORD "footer+xml"));
	docx_write_footer(docx, true, add_part(package, "word/footer2.xml", TYPE_WORD "footer+xml"));
	if (docx->input->draft) {
		docx_write_header(docx, add_part(package, "word/header1.xml", TYPE_WORD "header+xml"));
		docx_write_header(docx, add_part(package, "word/header2.xml", TYPE_WORD "header+xml"));
	}
	if (docx->value_count)
		write_store(docx, package);
}

static bool write_document(const struct writer_input *input, bool flat, struct buf *out, struct diag_list *diags)
{
	size_t errors = diag_errors(diags);
	struct arena *arena = arena_new();
	struct docx docx = { .input = input, .template = input->template, .arena = arena, .diags = diags };
	struct package package = { .count = 0 };
	write_parts(&docx, &package);
	if (flat)
		docx_pack_flat(package.parts, package.count, out);
	else
		docx_pack_zip(package.parts, package.count, input->compression, out);
	for (size_t i = 0; i < package.count; i++)
		buf_free(&package.parts[i].data);
	buf_free(&docx.links);
	arena_free(arena);
	return diag_errors(diags) == errors;
}

static bool write_docx(const struct writer_input *input, struct buf *out, struct diag_list *diags)
{
	return write_document(input, false, out, diags);
}

static bool write_flat(const struct writer_input *input, struct buf *out, struct diag_list *diags)
{
	return write_document(input, true, out, diags);
}

const struct writer writer_docx = {
	.name = "docx",
	.extension = ".docx",
	.help = "Word document to go on editing",
	.write = write_docx,
};

const struct writer writer_flat = {
	.name = "xml",
	.extension = ".xml",
	.help = "Word document in one XML file (Flat OPC)",
	.write = write_flat,
};
