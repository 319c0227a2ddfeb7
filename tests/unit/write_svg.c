#include <criterion/criterion.h>
#include <hb.h>
#include <libxml/parser.h>
#include <libxml/xpath.h>
#include <libxml/xpathInternals.h>
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/cache.h"
#include "font/font.h"
#include "layout_support.h"
#include "write/svg/svg.h"

/* ---- a document and its pages */

struct written {
	struct buf pages[8];
	size_t count;
	struct writer_fonts fonts;
	xmlDocPtr xml; /* of the page that was read last */
};

static void write_pages(struct set *set, struct written *written, const char *prefix, struct cache *cache,
			const struct writer_passage *passages, size_t passage_count)
{
	*written = (struct written){ .count = set->pages.page_count, .fonts = { .arena = set->arena, .prefix = prefix } };
	struct writer_input input = { .doc = set->doc, .pages = &set->pages, .title = "计划 <&>", .passages = passages,
				      .passage_count = passage_count, .fonts = prefix ? &written->fonts : NULL, .cache = cache };
	cr_assert(written->count <= sizeof written->pages / sizeof *written->pages);
	cr_assert(writer_svg.write(&input, written->pages, &set->diags));
}

static void free_pages(struct written *written)
{
	for (size_t i = 0; i < written->count; i++)
		buf_free(&written->pages[i]);
	xmlFreeDoc(written->xml);
}

/* What XPath gives for the page as a string: "svg" is the namespace. */
static const char *ask(struct set *set, struct written *written, size_t page, const char *path)
{
	xmlFreeDoc(written->xml);
	written->xml = xmlReadMemory(written->pages[page].data, (int)written->pages[page].len, NULL, NULL, XML_PARSE_NONET | XML_PARSE_HUGE);
	cr_assert_not_null(written->xml, "not well-formed: %s", written->pages[page].data);
	xmlXPathContextPtr context = xmlXPathNewContext(written->xml);
	xmlXPathRegisterNs(context, BAD_CAST "s", BAD_CAST "http://www.w3.org/2000/svg");
	xmlXPathObjectPtr found = xmlXPathEvalExpression(BAD_CAST path, context);
	cr_assert_not_null(found, "%s", path);
	xmlChar *text = xmlXPathCastToString(found);
	const char *copy = arena_strdup(set->arena, (const char *)text);
	xmlFree(text);
	xmlXPathFreeObject(found);
	xmlXPathFreeContext(context);
	return copy;
}

static struct doc_node *add_value(struct set *set, struct doc_node *block, enum doc_kind kind, const char *name, const char *text)
{
	struct doc_node *value = doc_add_text(set->doc, block, kind, str_of(text), (struct place){ set->doc->source, 0 });
	value->name = name;
	return value;
}

static struct page_run *find_run(struct set *set, const char *text)
{
	const struct page *page = &set->pages.pages[0];
	for (size_t l = 0; l < page->line_count; l++)
		for (size_t r = 0; r < page->lines[l].run_count; r++)
			if (str_find(page->lines[l].runs[r].text, text) != (size_t)-1)
				return (struct page_run *)&page->lines[l].runs[r];
	cr_assert_fail("no run holds %s", text);
	return NULL;
}

/* The glyph that a font file gives for the character; 0: none. */
static uint32_t glyph_of(struct str file, uint32_t codepoint)
{
	hb_blob_t *blob = hb_blob_create(file.data, (unsigned)file.len, HB_MEMORY_MODE_READONLY, NULL, NULL);
	hb_face_t *face = hb_face_create(blob, 0);
	hb_font_t *font = hb_font_create(face);
	hb_codepoint_t glyph = 0;
	hb_font_get_nominal_glyph(font, codepoint, &glyph);
	hb_font_destroy(font);
	hb_face_destroy(face);
	hb_blob_destroy(blob);
	return glyph;
}

/* The fonts that have the character. */
static size_t count_fonts_of(const struct writer_fonts *fonts, uint32_t codepoint)
{
	size_t count = 0;
	for (size_t i = 0; i < fonts->count; i++)
		count += glyph_of(fonts->items[i].file, codepoint) != 0;
	return count;
}

/* ---- text */

Test(write_svg, text_stands_in_order_where_the_pages_have_it)
{
	struct set set = set_new();
	struct written written;
	add_node(&set, NULL, DOC_TITLE, "2026年“工作”计划<&>");
	add_node(&set, NULL, DOC_PARAGRAPH, "根据县委要求，认真落实Plan A and more words to fill the whole of one line，再到下一行去。");
	lay_out(&set);
	write_pages(&set, &written, NULL, NULL, NULL, 0);
	cr_assert_str_eq(ask(&set, &written, 0, "string(//s:text[1])"), "2026年“工作”计划<&>");
	cr_assert_str_eq(ask(&set, &written, 0, "string(//s:text[2])"),
			 "根据县委要求，认真落实Plan A and more words to fill the whole of one line，再到下一行去。");
	const struct page_line *line = line_at(&set, 0, 0);
	struct buf x = BUF_INIT;
	buf_add_number(&x, line->runs[0].x + (double)line->runs[0].glyphs[1].x, 3);
	const char *places = ask(&set, &written, 0, "string(//s:text[1]/s:tspan[1]/@x)");
	cr_assert_not_null(strstr(places, x.data), "%s, not %s", places, x.data);
	buf_reset(&x);
	buf_add_number(&x, line->baseline, 3);
	cr_assert_str_eq(ask(&set, &written, 0, "string(//s:text[1]/s:tspan[1]/@y)"), x.data);
	cr_assert_str_eq(ask(&set, &written, 0, "string(//s:text[last()]/@aria-hidden)"), "true", "a page number");
	buf_free(&x);
	free_pages(&written);
	set_free(&set);
}

Test(write_svg, pieces_name_what_they_come_from)
{
	struct set set = set_new();
	struct written written;
	struct doc_node *paragraph = add_node(&set, NULL, DOC_PARAGRAPH, "现有党员");
	add_value(&set, paragraph, DOC_VALUE, "党员总数", "41");
	doc_add_text(set.doc, paragraph, DOC_TEXT, STR("名，联系人"), NO_PLACE);
	add_value(&set, paragraph, DOC_GAP, "联系人", "〔待填：联系人〕");
	struct doc_node *list = add_node(&set, NULL, DOC_LIST, NULL);
	add_node(&set, add_node(&set, list, DOC_ITEM, NULL), DOC_PARAGRAPH, "第一项");
	struct writer_passage passages[] = { { paragraph, "开头#1", true }, { list, "开头#2\"", false } };
	if ((uintptr_t)paragraph > (uintptr_t)list) {
		struct writer_passage first = passages[0];
		passages[0] = passages[1];
		passages[1] = first;
	}
	lay_out(&set);
	write_pages(&set, &written, NULL, NULL, passages, 2);
	cr_assert_str_eq(ask(&set, &written, 0, "string(//s:tspan[@data-value='党员总数'])"), "41");
	cr_assert_str_eq(ask(&set, &written, 0, "string(//s:tspan[@data-value='联系人' and @class='gap'])"), "〔待填：联系人〕");
	cr_assert_str_eq(ask(&set, &written, 0, "string(//s:text[1]/@data-passage)"), "开头#1");
	cr_assert_str_eq(ask(&set, &written, 0, "string(count(//*[@data-own]))"), "1");
	cr_assert_str_eq(ask(&set, &written, 0, "string(//s:text[contains(., '第一项')]/@data-passage)"), "开头#2\"");
	free_pages(&written);
	set_free(&set);
}

Test(write_svg, links_lead_to_the_web_and_to_letters_only)
{
	static const char *const targets[] = { "HTTPS://example.cn/?a=1&b=2", "mailto:a@example.cn", "javascript:alert(1)" };
	struct set set = set_new();
	struct written written;
	struct doc_node *paragraph = add_node(&set, NULL, DOC_PARAGRAPH, "见");
	for (size_t i = 0; i < sizeof targets / sizeof *targets; i++)
		add_node(&set, paragraph, DOC_LINK, "工作要求")->target = targets[i];
	lay_out(&set);
	write_pages(&set, &written, NULL, NULL, NULL, 0);
	cr_assert_str_eq(ask(&set, &written, 0, "string(count(//s:a))"), "2");
	cr_assert_str_eq(ask(&set, &written, 0, "string(//s:a[1]/@href)"), targets[0]);
	cr_assert_str_eq(ask(&set, &written, 0, "string(//s:a[2]/@href)"), targets[1]);
	free_pages(&written);
	set_free(&set);
}

/* ---- fonts */

Test(write_svg, what_values_bring_is_in_fonts_of_its_own)
{
	const char *hashes[2] = { NULL, NULL };
	struct cache *cache = cache_new(1 << 20);
	for (int i = 0; i < 2; i++) {
		struct set set = set_new();
		struct written written;
		struct doc_node *paragraph = add_node(&set, NULL, DOC_PARAGRAPH, "根据县委要求");
		add_value(&set, paragraph, DOC_VALUE, "自称", i ? "馆" : "科县");
		lay_out(&set);
		write_pages(&set, &written, "/fonts/", i ? NULL : cache, NULL, 0);
		const struct writer_font *own = &written.fonts.items[0];
		cr_assert(glyph_of(own->file, 0x6839) && !glyph_of(own->file, 0x9986) && !glyph_of(own->file, 0x79D1));
		cr_assert_eq(count_fonts_of(&written.fonts, i ? 0x9986 : 0x79D1), 1);
		cr_assert_eq(count_fonts_of(&written.fonts, 0x53BF), 1, "one that the source shows, too");
		struct buf address = BUF_INIT;
		buf_printf(&address, "url(\"/fonts/%s.otf\")", own->hash);
		cr_assert_not_null(strstr(ask(&set, &written, 0, "string(//s:style)"), address.data));
		cr_assert_null(strstr(written.pages[0].data, "base64"));
		buf_free(&address);
		hashes[i] = strdup(own->hash);
		free_pages(&written);
		set_free(&set);
	}
	cr_assert_str_eq(hashes[0], hashes[1], "the font of the source's own text is the same in both");
	free((char *)hashes[0]);
	free((char *)hashes[1]);
	cache_free(cache);
}

Test(write_svg, a_character_with_two_glyphs_has_two_fonts)
{
	struct set set = set_new();
	struct written written;
	add_node(&set, NULL, DOC_PARAGRAPH, "要求要点甲");
	lay_out(&set);
	struct page_run *run = find_run(&set, "要求要点甲");
	struct page_glyph *glyphs = (struct page_glyph *)run->glyphs;
	glyphs[2].id = glyphs[4].id; /* as a font's substitution would */
	write_pages(&set, &written, "", NULL, NULL, 0);
	cr_assert_str_eq(ask(&set, &written, 0, "string(//s:text[1])"), "要求要点甲");
	cr_assert_eq(count_fonts_of(&written.fonts, 0x8981), 2);
	cr_assert_eq(count_fonts_of(&written.fonts, 0x6C42), 1);
	cr_assert_str_neq(ask(&set, &written, 0, "string(//s:text[1]/s:tspan[2]/@font-family)"), "");
	cr_assert_str_eq(ask(&set, &written, 0, "string(count(//s:style))"), "0", "fonts without an address are declared by the program");
	free_pages(&written);
	set_free(&set);
}

Test(write_svg, what_no_character_shows_is_drawn_over_its_text)
{
	struct set set = set_new();
	struct written written;
	add_node(&set, NULL, DOC_PARAGRAPH, "要求要点甲");
	lay_out(&set);
	struct page_run *run = find_run(&set, "要求要点甲");
	struct page_glyph *glyphs = (struct page_glyph *)run->glyphs;
	glyphs[1].len += glyphs[2].len; /* one glyph for two characters, and one that is a part of it */
	glyphs[2].len = 0;
	write_pages(&set, &written, NULL, NULL, NULL, 0);
	cr_assert_str_eq(ask(&set, &written, 0, "string(//s:text[1])"), "要求要点甲");
	cr_assert_str_eq(ask(&set, &written, 0, "string(//s:tspan[@fill-opacity='0'])"), "求要");
	cr_assert_str_eq(ask(&set, &written, 0, "string(count(//s:g[@aria-hidden='true']/s:path))"), "2");
	free_pages(&written);
	set_free(&set);
}

Test(write_svg, rules_and_turned_pages_have_their_places)
{
	struct set set = set_new();
	struct written written;
	add_node(&set, NULL, DOC_PARAGRAPH, "要求");
	lay_out(&set);
	struct page *page = (struct page *)set.pages.pages;
	struct page_rule rules[] = { { 10, 20, 30, 0.5, 0xFF0000, 0 }, { 10, 40, 30, 0.5, 0xFF0000, 0 }, { 1, 2, 3, 4, 0, 1 } };
	page->rules = rules;
	page->rule_count = 3;
	page->turned = true;
	write_pages(&set, &written, NULL, NULL, NULL, 0);
	cr_assert_str_eq(ask(&set, &written, 0, "string(//s:path[1]/@d)"), "M10 20h30v0.5h-30zM10 40h30v0.5h-30z");
	cr_assert_str_eq(ask(&set, &written, 0, "string(//s:path[1]/@fill)"), "#ff0000");
	cr_assert_str_eq(ask(&set, &written, 0, "string(//s:g/@transform)"), "matrix(0 -1 1 0 0 841.89)");
	cr_assert_str_eq(ask(&set, &written, 0, "string(count(//s:g//s:text[@aria-hidden]))"), "0", "the page number is upright");
	free_pages(&written);
	set_free(&set);
}
