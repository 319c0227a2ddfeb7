/* What the reader of plain XML takes, libxml2 takes, and both make the same of it. */
#include <criterion/criterion.h>
#include <string.h>

#include "base/buf.h"
#include "base/limits.h"
#include "base/xml.h"
#include "base/xml_plain.h"
#include "random.h"
#include "support.h"

TestSuite(base_xml_plain, .init = start, .fini = stop);

static void expect_same_attributes(const xmlNode *a, const xmlNode *b, const char *text)
{
	const xmlAttr *x = a->properties, *y = b->properties;
	for (; x && y; x = x->next, y = y->next) {
		cr_assert_str_eq((const char *)x->name, (const char *)y->name, "%s", text);
		const char *value = xml_attribute(arena, a, (const char *)x->name);
		cr_assert_str_eq(value, xml_attribute(arena, b, (const char *)x->name), "%s", text);
	}
	cr_assert(!x && !y, "%s", text);
}

static const xmlNode *without_comments(const xmlNode *node)
{
	while (node && node->type == XML_COMMENT_NODE)
		node = node->next;
	return node;
}

static void expect_same(const xmlNode *plain, const xmlNode *whole, const char *text)
{
	for (; plain && whole; plain = plain->next, whole = without_comments(whole->next)) {
		cr_assert_eq(plain->type, whole->type, "%s", text);
		cr_assert_str_eq((const char *)plain->name, (const char *)whole->name, "%s", text);
		if (plain->type == XML_TEXT_NODE) {
			cr_assert_str_eq((const char *)plain->content, (const char *)whole->content, "%s", text);
			continue;
		}
		cr_assert_eq(xmlGetLineNo(plain), xmlGetLineNo(whole), "%s: %ld, not %ld", text, xmlGetLineNo(plain), xmlGetLineNo(whole));
		cr_assert_eq(xml_text(arena, plain).len, xml_text(arena, whole).len, "%s", text);
		expect_same_attributes(plain, whole, text);
		cr_assert(!plain->children || plain->children->parent == plain);
		expect_same(plain->children, without_comments(whole->children), text);
	}
	cr_assert(!plain && !whole, "%s", text);
}

/* Whether the text is plain. Then it is the same as libxml2 reads it. */
static bool is_plain(struct str text)
{
	const struct source *source = source_of_text(arena, "a.xml", text);
	xmlDocPtr plain = xml_plain_read(arena, source);
	if (!plain)
		return false;
	xmlDocPtr whole = xml_load(arena, source, NULL, NULL, &diags);
	cr_assert(whole, "not well-formed: %s", text.data);
	expect_same(plain->children, without_comments(whole->children), text.data);
	return true;
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
		"<a b='] ]>' c=']]'/>",
	};
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
		cr_expect(is_plain(str_of(texts[i])), "%s", texts[i]);
}

Test(base_xml_plain, what_is_wrong_or_unusual_is_left_to_libxml2)
{
	static const char *const texts[] = {
		"", " ", "a", "<a>", "</a>", "<a></b>", "<a></ab>", "<ab></a>", "<a/><a/>", "<a/>b", "b<a/>", "<a b/>", "<a b=c/>", "<a b='c'd='e'/>", "<a b='1' b='2'/>",
		"<a b='<'/>", "<a>&b;</a>", "<a>&#65;</a>", "<a>&</a>", "<a b='&'/>", "<a>]]></a>", "<a><![CDATA[b]]></a>", "<?b?><a/>", "<a><?b?></a>", "<!DOCTYPE a><a/>",
		"<a:b/>", "<a xmlns='b'/>", "<a b:c='d'/>", "<党/>", "<a 党='1'/>", "<1/>", "<a>\001</a>", "<a>\r\n</a>", "<a>\xEF\xBF\xBF</a>", "<a>\xEF\xBF\xBE</a>", "<a/ >",
		"<!-- -- --><a/>", "<a><!-- a --- ></a>", "<a><!-- </a>", "<!-->", "<a", "<a b", "<a b=", "<a b='", "<", "<a b='c'", "<a/", "</", "<!", "<!-", "<!--", "<a>&am", "<a>&amp</a>",
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
					      "&amp;", "&lt;", "党", "\xEF\xBF\xBE", "?", "<?", "a='1'", "b=\"&gt;\"", ":", "<b/>", "\r" };
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
		diag_init(&diags, arena);
	}
	cr_assert(plain > 3000 && plain < 27000, "%u", plain);
}
