/* What the reader of plain XML takes, libxml2 takes, and both make the same of it. */
#include <criterion/criterion.h>

#include "../fuzz/xml_same.h"
#include "base/buf.h"
#include "base/limits.h"
#include "random.h"
#include "support.h"

TestSuite(base_xml_plain, .init = start, .fini = stop);

/* Whether the text is plain. Then it is the same as libxml2 reads it. */
static bool is_plain(struct str text)
{
	enum plainness plainness = read_both(arena, text);
	cr_assert(plainness != OTHERWISE, "%s", text.data);
	return plainness == SAME;
}

Test(base_xml_plain, our_files_of_data_are_plain)
{
	static const char *const files[] = { "content/catalogue.xml", "content/compendium.xml", "content/variables.xml", "content/years/2018.xml",
					     "content/years/2026.xml", "templates/gbt9704/template.xml", "templates/gbt9704-head/template.xml" };
	for (size_t i = 0; i < sizeof files / sizeof *files; i++) {
		const struct source *source = source_load(arena, files[i], LIMIT_DATA_BYTES, &diags);
		cr_assert(source && is_plain(source->text), "%s", files[i]);
	}
}

Test(base_xml_plain, all_that_is_plain)
{
	static const char *const texts[] = {
		"<a/>", "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<!-- b -->\n<a/>", "\n <a >1</a >\n<!---->\n", "<a b=''\n c = \"d\n\te'\">\n</a>",
		"<a>&amp;&lt;&gt;&quot;&apos;</a>", "<a b=\"&amp;&quot;>\" c='党'/>", "<_A-1.b>党<b/>员<!-- <c> -->建<b></b>\n</_A-1.b>", "<a><a>\n<b\n/></a></a>",
		"<a b='] ]>' c=']]'/>", "<a b='&#10;&#x4E2D;\n&#9;'>&#65;&#xD;]]</a>", "<a b='&#x26;lt;'>&amp;lt;</a>",
	};
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
		cr_expect(is_plain(str_of(texts[i])), "%s", texts[i]);
}

Test(base_xml_plain, what_is_wrong_or_unusual_is_left_to_libxml2)
{
	static const char *const texts[] = {
		"", " ", "a", "<a>", "</a>", "<a></b>", "<a></ab>", "<ab></a>", "<a/><a/>", "<a/>b", "b<a/>", "<a b/>", "<a b=c/>", "<a b='c'd='e'/>", "<a b='1' b='2'/>",
		"<a b='<'/>", "<a>&b;</a>", "<a>&#0;</a>", "<a>&#xFFFE;</a>", "<a>&#xD800;</a>", "<a>&#x110000;</a>", "<a>&#;</a>", "<a>&#65</a>", "<a>&</a>", "<a b='&'/>", "<a>]]></a>", "<a><![CDATA[b]]></a>", "<?b?><a/>", "<a><?b?></a>", "<!DOCTYPE a><a/>",
		"<a:b/>", "<a xmlns='b'/>", "<a b:c='d'/>", "<党/>", "<a 党='1'/>", "<1/>", "<a>\001</a>", "<a>\r\n</a>", "<a>\xEF\xBF\xBF</a>", "<a>\xEF\xBF\xBE</a>", "<a/ >",
		"<!-- -- --><a/>", "<!-- \001 --><a/>", "<a><!-- a --- ></a>", "<a><!-- </a>", "<!-->", "<a", "<a b", "<a b=", "<a b='", "<", "<a b='c'", "<a/", "</", "<!", "<!-", "<!--", "<a>&am", "<a>&amp</a>",
	};
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
		cr_expect_null(xml_plain_read(arena, source_of_text(arena, "a.xml", str_of(texts[i]))), "%s", texts[i]);
}

Test(base_xml_plain, limits)
{
	struct buf deep = BUF_INIT, wide = BUF_INIT;
	for (int i = 0; i < 300; i++)
		buf_add_text(&deep, "<a>");
	for (int i = 0; i < 300; i++)
		buf_add_text(&deep, "</a>");
	buf_add_text(&wide, "<a");
	for (int i = 0; i <= LIMIT_XML_ATTRIBUTES; i++)
		buf_printf(&wide, " a%d=''", i);
	buf_add_text(&wide, "/>");
	cr_expect_not(is_plain(buf_str(&deep)));
	cr_expect_not(is_plain(buf_str(&wide)));
	buf_free(&deep);
	buf_free(&wide);
}

/* The text with some of it overwritten, or put in, or taken out. */
static struct str spoil(struct str text, unsigned *state)
{
	static const char *const pieces[] = { "<", ">", "/", "=", "\"", "'", "&", ";", "!", "-", "--", " ", "\n", "\t", "a", "b", "]]>", "<!--", "-->", "</a>", "<a>",
					      "&amp;", "&lt;", "&#65;", "&#x4E2D;", "&#10;", "&#1;", "党", "\xEF\xBF\xBE", "?", "<?", "a='1'", "b=\"&gt;\"", ":", "<b/>", "\r" };
	struct buf out = BUF_INIT;
	size_t at = next_random(state) % (text.len + 1), cut = next_random(state) % 4;
	while (at < text.len && (text.data[at] & 0xC0) == 0x80)
		at++;
	while (at + cut < text.len && (text.data[at + cut] & 0xC0) == 0x80)
		cut++;
	buf_add(&out, text.data, at);
	buf_add_text(&out, next_random(state) % 3 ? pieces[next_random(state) % (sizeof pieces / sizeof *pieces)] : "");
	buf_add_str(&out, str_from(text, at + cut < text.len ? at + cut : text.len));
	return buf_move_str(&out, arena);
}

Test(base_xml_plain, spoilt_texts)
{
	static const char *const seeds[] = { "<a b='1' c=\"党 建\"><b>甲&amp;乙</b>\n<!-- 丙 --><c d=''/>\n</a>\n", "<!-- a -->\n<a>\n <b/>1 <b>2</b></a>" };
	unsigned state = 1, plain = 0;
	for (int i = 0; i < 30000; i++) {
		struct str text = str_of(seeds[i % 2]);
		for (unsigned changes = 1 + next_random(&state) % 3; changes--;)
			text = spoil(text, &state);
		plain += is_plain(text);
	}
	cr_assert(plain > 3000 && plain < 27000, "%u", plain);
}
