#include "write/docx/docx.h"

#include <string.h>

#include "base/arena.h"
#include "layout/turn.h"
#include "write/docx/common.h"
#include "write/docx/internal.h"
#include "write/docx/package.h"

#define WORD "application/vnd.openxmlformats-officedocument.wordprocessingml."
#define LINKS "application/vnd.openxmlformats-package.relationships+xml"

static void write_types(const struct docx_look *look, struct buf *out);

static void write_document_links(const struct docx_look *look, struct buf *out)
{
	docx_write_document_links(look, (struct str){ "", 0 }, out);
}

static void write_own_links(const struct docx *docx, struct buf *out)
{
	docx_write_document_links(&docx->look, buf_str(&docx->links), out);
}

static void write_numbering(const struct docx_look *look, struct buf *out)
{
	docx_write_numbering(look, &(struct docx_nums){ NULL, 0, 0 }, out);
}

static void write_own_numbering(const struct docx *docx, struct buf *out)
{
	docx_write_numbering(&docx->look, &docx->nums, out);
}

static void write_values_properties(const struct docx_look *look, struct buf *out)
{
	(void)look;
	buf_add_text(out, "<ds:datastoreItem xmlns:ds=\"http://schemas.openxmlformats.org/officeDocument/2006/customXml\" "
			  "ds:itemID=\"" DOCX_STORE_ID "\"><ds:schemaRefs><ds:schemaRef ds:uri=\"" DOCX_NS_VALUES "\"/>"
			  "</ds:schemaRefs></ds:datastoreItem>");
}

enum part_need { ALWAYS, ZIP_ONLY, IN_DRAFTS, TURNED, TURNED_DRAFTS, IN_LETTERS, WITH_VALUES, WITH_GAPS, WITH_NOTES, WITH_ORIGIN };
enum part_own { COMMON, OWN, OWN_WITH_LISTS, OWN_WITH_LINKS };

/* A part of the package. */
struct part {
	const char *name, *type; /* in the package; content type */
	enum part_need need;
	enum part_own own;       /* when it is written for the document, else it is common to all of its look */
	docx_write_common *write;
	void (*write_own)(const struct docx *docx, struct buf *out); /* NULL: docx->body, which is written first */
};

/* In the order of the package. */
static const struct part parts[] = {
	{ "[Content_Types].xml", NULL, ZIP_ONLY, COMMON, write_types, NULL },
	{ "_rels/.rels", LINKS, ALWAYS, COMMON, docx_write_package_links, NULL },
	{ "docProps/core.xml", "application/vnd.openxmlformats-package.core-properties+xml", ALWAYS, OWN, NULL,
	  docx_write_core },
	{ "docProps/app.xml", "application/vnd.openxmlformats-officedocument.extended-properties+xml", ALWAYS, OWN, NULL,
	  docx_write_app },
	{ "docProps/custom.xml", "application/vnd.openxmlformats-officedocument.custom-properties+xml", WITH_ORIGIN, OWN, NULL,
	  docx_write_origin },
	{ "word/document.xml", WORD "document.main+xml", ALWAYS, OWN, NULL, NULL },
	{ "word/_rels/document.xml.rels", LINKS, ALWAYS, OWN_WITH_LINKS, write_document_links, write_own_links },
	{ "word/styles.xml", WORD "styles+xml", ALWAYS, COMMON, docx_write_styles, NULL },
	{ "word/numbering.xml", WORD "numbering+xml", ALWAYS, OWN_WITH_LISTS, write_numbering, write_own_numbering },
	{ "word/settings.xml", WORD "settings+xml", ALWAYS, COMMON, docx_write_settings, NULL },
	{ "word/fontTable.xml", WORD "fontTable+xml", ALWAYS, COMMON, docx_write_fonts, NULL },
	{ "word/footer1.xml", WORD "footer+xml", ALWAYS, COMMON, docx_write_odd_footer, NULL },
	{ "word/footer2.xml", WORD "footer+xml", ALWAYS, COMMON, docx_write_even_footer, NULL },
	{ "word/header1.xml", WORD "header+xml", IN_DRAFTS, COMMON, docx_write_header, NULL },
	{ "word/header2.xml", WORD "header+xml", IN_DRAFTS, COMMON, docx_write_header, NULL },
	{ "word/footer3.xml", WORD "footer+xml", TURNED, COMMON, docx_write_turned_odd_footer, NULL },
	{ "word/footer4.xml", WORD "footer+xml", TURNED, COMMON, docx_write_turned_even_footer, NULL },
	{ "word/header3.xml", WORD "header+xml", TURNED_DRAFTS, COMMON, docx_write_turned_header, NULL },
	{ "word/header4.xml", WORD "header+xml", TURNED_DRAFTS, COMMON, docx_write_turned_header, NULL },
	{ "word/footer5.xml", WORD "footer+xml", IN_LETTERS, COMMON, docx_write_letter_footer, NULL },
	{ "word/footnotes.xml", WORD "footnotes+xml", WITH_NOTES, OWN, NULL, docx_write_footnotes },
	{ "word/_rels/footnotes.xml.rels", LINKS, WITH_NOTES, OWN, NULL, docx_write_footnote_links },
	{ "word/glossary/document.xml", WORD "document.glossary+xml", WITH_GAPS, OWN, NULL, docx_write_glossary },
	{ "customXml/item1.xml", "application/xml", WITH_VALUES, OWN, NULL, docx_write_values },
	{ "customXml/_rels/item1.xml.rels", LINKS, WITH_VALUES, COMMON, docx_write_values_links, NULL },
	{ "customXml/itemProps1.xml", "application/vnd.openxmlformats-officedocument.customXmlProperties+xml", WITH_VALUES,
	  COMMON, write_values_properties, NULL },
};

enum { USUAL_BODY = 64 * 1024 }; /* bytes of word/document.xml */
enum { PART_COUNT = sizeof parts / sizeof *parts };

_Static_assert((int)PART_COUNT <= (int)DOCX_MOST_PARTS, "room for all parts");

static bool is_needed(const struct docx_look *look, const struct part *part)
{
	switch (part->need) {
	case IN_DRAFTS:
		return look->draft;
	case TURNED:
		return look->turned;
	case TURNED_DRAFTS:
		return look->turned && look->draft;
	case IN_LETTERS:
		return look->template->letter.shown;
	case WITH_VALUES:
		return look->values;
	case WITH_GAPS:
		return look->gaps;
	case WITH_NOTES:
		return look->notes;
	case WITH_ORIGIN:
		return look->origin;
	case ALWAYS: case ZIP_ONLY:
		break;
	}
	return true;
}

/* Defaults by extension, then one line for each part that differs. */
static void write_types(const struct docx_look *look, struct buf *out)
{
	buf_add_text(out, "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">"
			  "<Default Extension=\"rels\" ContentType=\"" LINKS "\"/>"
			  "<Default Extension=\"xml\" ContentType=\"application/xml\"/>");
	for (const struct part *part = parts; part < parts + PART_COUNT; part++)
		if (part->type && is_needed(look, part) && strcmp(part->type, "application/xml") != 0 &&
		    strcmp(part->type, LINKS) != 0)
			buf_printf(out, "<Override PartName=\"/%s\" ContentType=\"%s\"/>", part->name, part->type);
	buf_add_text(out, "</Types>");
}

static bool is_own(const struct docx *docx, const struct part *part)
{
	return part->own == OWN || (part->own == OWN_WITH_LISTS && docx->nums.count) ||
	       (part->own == OWN_WITH_LINKS && docx->links.len);
}

static void pack_zip(const struct docx *docx, struct buf *out)
{
	struct docx_kept *kept = docx_kept_open(docx);
	struct docx_zip *zip = docx_zip_open(out);
	struct buf text = BUF_INIT, data = BUF_INIT;
	for (size_t i = 0; i < PART_COUNT; i++) {
		const struct part *part = &parts[i];
		if (!is_needed(&docx->look, part))
			continue;
		if (!is_own(docx, part)) {
			docx_zip_add(zip, part->name, docx_kept_part(kept, docx, i, part->write));
			continue;
		}
		if (part->write_own) {
			buf_reset(&text);
			buf_add_text(&text, docx_declaration);
			part->write_own(docx, &text);
		}
		const struct buf *own = part->write_own ? &text : &docx->body;
		struct docx_packed packed = docx_pack(docx_kept_compressor(kept), buf_str(own), &data);
		docx_zip_add(zip, part->name, &packed);
	}
	docx_zip_close(zip);
	buf_free(&text);
	buf_free(&data);
}

/* Flat OPC: the parts of ECMA-376 part 2 inside pkg:package. */
static void pack_flat(const struct docx *docx, struct buf *out)
{
	buf_add_text(out, docx_declaration);
	buf_add_text(out, "<?mso-application progid=\"Word.Document\"?>\n"
			  "<pkg:package xmlns:pkg=\"http://schemas.microsoft.com/office/2006/xmlPackage\">");
	for (const struct part *part = parts; part < parts + PART_COUNT; part++) {
		if (part->need == ZIP_ONLY || !is_needed(&docx->look, part))
			continue;
		buf_printf(out, "<pkg:part pkg:name=\"/%s\" pkg:contentType=\"%s\"><pkg:xmlData>", part->name, part->type);
		if (!is_own(docx, part))
			part->write(&docx->look, out);
		else if (part->write_own)
			part->write_own(docx, out);
		else
			buf_add_str(out, buf_str(&docx->body));
		buf_add_text(out, "</pkg:xmlData></pkg:part>");
	}
	buf_add_text(out, "</pkg:package>\n");
}

/* The document comes first: it finds the lists, links and values that other parts depend on. */
static bool write_document(const struct writer_input *input, struct buf *out, struct diag_list *diags,
			   const char *declaration, void (*pack)(const struct docx *docx, struct buf *out))
{
	size_t errors = diag_errors(diags);
	struct docx docx = { .input = input, .arena = arena_new(), .diags = diags, .turned = template_turned(input->template) };
	docx.look = (struct docx_look){ .template = input->template, .draft = input->draft, .origin = input->variant != NULL };
	buf_reserve(&docx.body, USUAL_BODY);
	buf_add_text(&docx.body, declaration);
	docx_write_document(&docx);
	docx.look.values = docx.value_count > 0;
	pack(&docx, out);
	buf_free(&docx.body);
	buf_free(&docx.links);
	buf_free(&docx.notes);
	buf_free(&docx.note_links);
	arena_free(docx.arena);
	return diag_errors(diags) == errors;
}

static bool write_docx(const struct writer_input *input, struct buf *out, struct diag_list *diags)
{
	return write_document(input, out, diags, docx_declaration, pack_zip);
}

static bool write_flat(const struct writer_input *input, struct buf *out, struct diag_list *diags)
{
	return write_document(input, out, diags, "", pack_flat);
}

const struct writer writer_docx = {
	.name = "docx",
	.extension = ".docx",
	.help = "Word document to go on editing",
	.write = write_docx,
	.is_untouched = docx_is_untouched,
	.has_docx_form = true,
	.needs_measures = true,
	.record_needs_pages = true,
};

const struct writer writer_flat = {
	.name = "xml",
	.extension = ".xml",
	.help = "Word document in one XML file (Flat OPC)",
	.write = write_flat,
	.needs_measures = true,
	.record_needs_pages = true,
	.has_docx_form = true,
};
