#include "write/pdf/info.h"

#include "base/arena.h"
#include "base/buf.h"
#include "layout/page.h"
#include "write/pdf/object.h"
#include "write/pdf/token.h"
#include "write/writer.h"

static const char LANGUAGE[] = "zh-CN";

static void add_entry(struct buf *out, const char *key, const char *text)
{
	if (!text || !*text)
		return;
	buf_add_text(out, key);
	pdf_add_text_string(out, str_of(text));
}

void pdf_info_set(struct arena *arena, struct pdf_file *file, const struct writer_input *input)
{
	struct buf out = BUF_INIT;
	add_entry(&out, "/Title", input->title);
	add_entry(&out, "/Author", input->author);
	add_entry(&out, "/Keywords", input->keywords);
	add_entry(&out, "/Creator", input->producer);
	add_entry(&out, "/Producer", input->producer);
	if (pdf_date_is_valid(input->created)) {
		buf_add_text(&out, "/CreationDate");
		pdf_add_date(&out, input->created);
		buf_add_text(&out, "/ModDate");
		pdf_add_date(&out, input->created);
	}
	struct str entries = { NULL, out.len };
	entries.data = buf_move_to(&out, arena);
	pdf_object_set_entries(pdf_file_info(file), entries);
}

/* <name>prefix text suffix</name> where there is a text. */
static void add_element(struct buf *out, const char *before, const char *text, const char *after)
{
	if (!text || !*text)
		return;
	buf_add_text(out, before);
	buf_add_xml(out, str_of(text));
	buf_add_text(out, after);
}

static void add_date(struct buf *out, const char *name, long long created)
{
	buf_printf(out, "<%s>", name);
	pdf_add_iso_date(out, created);
	buf_printf(out, "</%s>\n", name);
}

/* The XMP packet (ISO 16684-1), with what the information dictionary says. */
static void add_xmp(struct buf *out, const struct writer_input *input)
{
	buf_add_text(out, "<?xpacket begin=\"\xEF\xBB\xBF\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\n"
			  "<x:xmpmeta xmlns:x=\"adobe:ns:meta/\">\n"
			  "<rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\">\n"
			  "<rdf:Description rdf:about=\"\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\""
			  " xmlns:pdf=\"http://ns.adobe.com/pdf/1.3/\" xmlns:xmp=\"http://ns.adobe.com/xap/1.0/\">\n"
			  "<dc:format>application/pdf</dc:format>\n");
	buf_printf(out, "<dc:language><rdf:Bag><rdf:li>%s</rdf:li></rdf:Bag></dc:language>\n", LANGUAGE);
	add_element(out, "<dc:title><rdf:Alt><rdf:li xml:lang=\"x-default\">", input->title,
		    "</rdf:li></rdf:Alt></dc:title>\n");
	add_element(out, "<dc:creator><rdf:Seq><rdf:li>", input->author, "</rdf:li></rdf:Seq></dc:creator>\n");
	add_element(out, "<pdf:Keywords>", input->keywords, "</pdf:Keywords>\n");
	add_element(out, "<pdf:Producer>", input->producer, "</pdf:Producer>\n");
	add_element(out, "<xmp:CreatorTool>", input->producer, "</xmp:CreatorTool>\n");
	if (pdf_date_is_valid(input->created)) {
		add_date(out, "xmp:CreateDate", input->created);
		add_date(out, "xmp:ModifyDate", input->created);
		add_date(out, "xmp:MetadataDate", input->created);
	}
	buf_add_text(out, "</rdf:Description>\n</rdf:RDF>\n</x:xmpmeta>\n<?xpacket end=\"r\"?>");
}

void pdf_info_add_catalog(struct arena *arena, struct buf *out, struct pdf_file *file,
			  const struct writer_input *input)
{
	struct buf xmp = BUF_INIT;
	add_xmp(&xmp, input);
	struct str packet = { NULL, xmp.len };
	packet.data = buf_move_to(&xmp, arena);
	/* never compressed: programs look for it without reading PDF */
	struct pdf_object *metadata = pdf_stream_new(file, STR("/Type/Metadata/Subtype/XML"), packet);
	buf_add_text(out, "/Metadata ");
	pdf_add_reference(out, pdf_object_number(metadata));
	buf_printf(out, "/Lang(%s)", LANGUAGE);
	if (input->title && *input->title)
		buf_add_text(out, "/ViewerPreferences<</DisplayDocTitle true>>");
	if (input->pages->outline_count)
		buf_add_text(out, "/PageMode/UseOutlines");
}
