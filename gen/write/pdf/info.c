#include "write/pdf/info.h"

#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/hash.h"
#include "layout/page.h"
#include "write/pdf/deflate.h"
#include "write/pdf/icc.h"
#include "write/pdf/object.h"
#include "write/pdf/token.h"
#include "write/profile.h"
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
	if (input->profile && input->profile->printed)
		buf_add_text(&out, "/Trapped/False");
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

/* Which standards the file keeps. Of PDF/UA's schema, which PDF/A does not know, a description comes along (ISO 19005-2, 6.6.2.3). */
static void add_claims(struct buf *out, const struct profile *profile, const char *id)
{
	if (profile->part)
		buf_printf(out, "<rdf:Description rdf:about=\"\" xmlns:pdfaid=\"http://www.aiim.org/pdfa/ns/id/\">\n"
				"<pdfaid:part>%d</pdfaid:part>\n<pdfaid:conformance>%c</pdfaid:conformance>\n</rdf:Description>\n",
			   profile->part, profile->conformance);
	if (profile->printed) /* ISO 15930-7, 6.7 and 6.8; a document is its own first version */
		buf_printf(out, "<rdf:Description rdf:about=\"\" xmlns:pdfxid=\"http://www.npes.org/pdfx/ns/id/\""
				" xmlns:xmpMM=\"http://ns.adobe.com/xap/1.0/mm/\" xmlns:pdf=\"http://ns.adobe.com/pdf/1.3/\">\n"
				"<pdfxid:GTS_PDFXVersion>PDF/X-4</pdfxid:GTS_PDFXVersion>\n<pdf:Trapped>False</pdf:Trapped>\n"
				"<xmpMM:DocumentID>uuid:%s</xmpMM:DocumentID>\n<xmpMM:VersionID>1</xmpMM:VersionID>\n"
				"<xmpMM:RenditionClass>default</xmpMM:RenditionClass>\n</rdf:Description>\n", id);
	if (profile->tagged)
		buf_add_text(out, "<rdf:Description rdf:about=\"\" xmlns:pdfuaid=\"http://www.aiim.org/pdfua/ns/id/\">\n"
				  "<pdfuaid:part>1</pdfuaid:part>\n</rdf:Description>\n"
				  "<rdf:Description rdf:about=\"\" xmlns:pdfaExtension=\"http://www.aiim.org/pdfa/ns/extension/\""
				  " xmlns:pdfaSchema=\"http://www.aiim.org/pdfa/ns/schema#\""
				  " xmlns:pdfaProperty=\"http://www.aiim.org/pdfa/ns/property#\">\n"
				  "<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType=\"Resource\">\n"
				  "<pdfaSchema:schema>PDF/UA identification schema</pdfaSchema:schema>\n"
				  "<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>\n"
				  "<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>\n"
				  "<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType=\"Resource\">\n"
				  "<pdfaProperty:name>part</pdfaProperty:name>\n"
				  "<pdfaProperty:valueType>Integer</pdfaProperty:valueType>\n"
				  "<pdfaProperty:category>internal</pdfaProperty:category>\n"
				  "<pdfaProperty:description>Part of ISO 14289</pdfaProperty:description>\n"
				  "</rdf:li></rdf:Seq></pdfaSchema:property>\n"
				  "</rdf:li></rdf:Bag></pdfaExtension:schemas>\n</rdf:Description>\n");
}

/* The XMP packet (ISO 16684-1), with what the information dictionary says. */
static void add_xmp(struct buf *out, const struct writer_input *input, const struct profile *profile)
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
	buf_add_text(out, "</rdf:Description>\n");
	char id[HASH_HEX];
	hash_write(hash_text(str_of(out->data)), id);
	add_claims(out, profile, id);
	buf_add_text(out, "</rdf:RDF>\n</x:xmpmeta>\n<?xpacket end=\"r\"?>");
}

/* sRGB, for all colours of the file (ISO 19005-2, 6.2.3). */
static void add_output_intent(struct arena *arena, struct buf *out, struct pdf_file *file, struct pdf_deflate *deflate)
{
	struct buf profile = BUF_INIT;
	icc_add_srgb(&profile);
	const char *filter;
	struct str packed = pdf_deflate_run(deflate, buf_move_str(&profile, arena), &filter);
	struct pdf_object *stream = pdf_stream_new(file, str_of(arena_printf(arena, "/N 3%s", filter)), packed);
	buf_add_text(out, "/OutputIntents[<</Type/OutputIntent/S/GTS_PDFA1/OutputConditionIdentifier(sRGB IEC61966-2.1)"
			  "/RegistryName(http://www.color.org)/Info(sRGB IEC61966-2.1)/DestOutputProfile ");
	pdf_add_reference(out, pdf_object_number(stream));
	buf_add_text(out, ">>]");
}

/* The printing condition that the colours are of (ISO 15930-7, 6.2.2). */
static void add_print_intent(struct arena *arena, struct buf *out, struct pdf_file *file, struct str intent, struct pdf_deflate *deflate)
{
	const char *filter, *name = icc_name(arena, intent);
	struct str packed = pdf_deflate_run(deflate, intent, &filter);
	struct pdf_object *stream = pdf_stream_new(file, str_of(arena_printf(arena, "/N 4%s", filter)), packed);
	buf_add_text(out, "/OutputIntents[<</Type/OutputIntent/S/GTS_PDFX/OutputConditionIdentifier");
	pdf_add_literal(out, name, strlen(name));
	buf_add_text(out, "/Info");
	pdf_add_literal(out, name, strlen(name));
	buf_add_text(out, "/DestOutputProfile ");
	pdf_add_reference(out, pdf_object_number(stream));
	buf_add_text(out, ">>]");
}

void pdf_info_add_catalog(struct arena *arena, struct buf *out, struct pdf_file *file, const struct writer_input *input,
			  const struct profile *profile, struct pdf_deflate *deflate)
{
	struct buf xmp = BUF_INIT;
	add_xmp(&xmp, input, profile);
	/* never compressed: programs look for it without reading PDF */
	struct pdf_object *metadata = pdf_stream_new(file, STR("/Type/Metadata/Subtype/XML"), buf_move_str(&xmp, arena));
	buf_add_text(out, "/Metadata ");
	pdf_add_reference(out, pdf_object_number(metadata));
	buf_printf(out, "/Lang(%s)", LANGUAGE);
	if (profile->tagged || (input->title && *input->title))
		buf_add_text(out, "/ViewerPreferences<</DisplayDocTitle true>>");
	if (input->pages->outline_count)
		buf_add_text(out, "/PageMode/UseOutlines");
	if (profile->part)
		add_output_intent(arena, out, file, deflate);
	if (profile->printed)
		add_print_intent(arena, out, file, input->output_intent, deflate);
}
