#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/cache.h"
#include "docx_support.h"
#include "layout/template.h"

static const char *const body_text =
	"坚持以习近平新时代中国特色社会主义思想为指导，深入贯彻党的二十大精神，全面落实新时代党的建设总要求，以政治建设为统领，"
	"扎实推进“两学一做”学习教育常态化制度化——不断提高机关党的建设质量……为全县科技事业发展提供坚强的政治保证。";

/* All kinds of nodes. */
static void add_everything(struct fixture *f)
{
	add(f, NULL, DOC_TITLE, "2026年党建工作计划要点（青石县科技局）");
	add(f, NULL, DOC_RECIPIENT, "各党支部、机关各科室：");
	add(f, NULL, DOC_PARAGRAPH, body_text);
	add_heading(f, NULL, 1, "指导思想");
	struct doc_node *p = add(f, NULL, DOC_PARAGRAPH, "现有党员");
	add_value(f, p, "党员总数", "41");
	add(f, p, DOC_STRONG, "名。加粗“引用”");
	add_gap(f, add(f, p, DOC_STRONG, NULL), "支部数", "支部数");
	add(f, p, DOC_EMPHASIS, "强调");
	doc_add_text(f->doc, p, DOC_CODE, STR("code don’t <b> & ]]>"), NO_PLACE);
	add(f, p, DOC_LINK, "链接")->target = "https://例.cn/a b?x=1&y=\"2\"";
	doc_add(f->doc, p, DOC_LINE_BREAK, NO_PLACE);
	doc_add_text(f->doc, p, DOC_TEXT, STR("𠮷字，English “quoted” text"), NO_PLACE);
	add_heading(f, NULL, 1, "主要工作");
	add_heading(f, NULL, 2, "加强学习");
	add_heading(f, NULL, 3, "集中学习");
	add_heading(f, NULL, 4, "专题研讨");
	add(f, NULL, DOC_PARAGRAPH, body_text);
	add_run_in(f, 2, "提高思想认识。", body_text);
	add_heading(f, NULL, 1, "结束语")->unnumbered = true;
	add_list(f, NULL, true, 3, 2);
	add_list(f, NULL, false, 2, 1);
	add(f, add(f, NULL, DOC_QUOTE, NULL), DOC_PARAGRAPH, "引文");
	add_table(f, NULL, "任务分工表", 3);
	add_table(f, NULL, NULL, 1);
	doc_add(f->doc, f->doc->root, DOC_PAGE_BREAK, NO_PLACE);
	add(f, NULL, DOC_PARAGRAPH, "新的一页。");
	struct doc_node *note = add(f, NULL, DOC_ATTACHMENT_NOTE, NULL);
	add(f, note, DOC_PARAGRAPH, "重点任务分工表以及责任部门完成时限一览表和有关工作的说明材料");
	add(f, note, DOC_PARAGRAPH, "党员名册");
	add_signature(f, "中共青石县科技局机关委员会", "2026年3月1日");
	add(f, NULL, DOC_NOTE, "（此件公开发布）");
	for (int i = 0; i < 2; i++) {
		struct doc_node *attachment = add(f, NULL, DOC_ATTACHMENT, NULL);
		add(f, attachment, DOC_TITLE, i ? "党员名册" : "重点任务分工表");
		add_heading(f, attachment, 1, "附件的一级标题");
		add_table(f, attachment, NULL, 30);
	}
}

Test(docx, every_kind_of_node_is_valid)
{
	for (int scheme = DOC_NUMBER_STANDARD; scheme <= DOC_NUMBER_NONE; scheme++) {
		struct fixture f;
		set_up(&f);
		add_everything(&f);
		f.doc->numbering = (enum doc_numbering)scheme;
		f.input.draft = scheme == DOC_NUMBER_STANDARD;
		check_valid(&f, arena_printf(f.arena, "everything-%d", scheme));
		tear_down(&f);
	}
}

Test(docx, an_empty_document_is_valid)
{
	struct fixture f;
	set_up(&f);
	check_valid(&f, "empty");
	tear_down(&f);
}

Test(docx, same_input_gives_same_bytes)
{
	struct fixture f;
	set_up(&f);
	add_everything(&f);
	struct buf first = write_with(&f, &writer_docx), second = write_with(&f, &writer_docx);
	cr_assert(str_equal(buf_str(&first), buf_str(&second)));
	cr_assert_eq(memcmp(first.data + 30, "[Content_Types].xml", 19), 0, "content types come first");
	buf_free(&first);
	buf_free(&second);
	tear_down(&f);
}

Test(docx, what_is_kept_changes_no_byte)
{
	struct fixture f;
	set_up(&f);
	struct cache *cache = cache_new(1 << 20);
	for (int round = 0; round < 4; round++) {
		f.input.draft = round % 2;
		if (round == 2) /* values, lists, links */
			add_everything(&f);
		f.input.cache = NULL;
		struct buf alone = write_with(&f, &writer_docx);
		f.input.cache = cache;
		struct buf first = write_with(&f, &writer_docx), second = write_with(&f, &writer_docx);
		cr_expect(str_equal(buf_str(&alone), buf_str(&first)), "round %d", round);
		cr_expect(str_equal(buf_str(&alone), buf_str(&second)), "round %d", round);
		buf_free(&alone);
		buf_free(&first);
		buf_free(&second);
	}
	cache_free(cache);
	tear_down(&f);
}

Test(docx, escapes_text_and_keeps_astral_characters)
{
	struct fixture f;
	set_up(&f);
	add_everything(&f);
	const char *text = part(&f, "word/document.xml");
	cr_assert(strstr(text, "&lt;b&gt; &amp; ]]&gt;"));
	cr_assert(strstr(text, "𠮷字"));
	cr_assert(strstr(part(&f, "word/_rels/document.xml.rels"), "https://%E4%BE%8B.cn/a%20b?x=1&amp;y=%222%22"));
	tear_down(&f);
}

Test(docx, quotes_take_the_font_of_the_text_around_them)
{
	struct fixture f;
	set_up(&f);
	add(&f, NULL, DOC_PARAGRAPH, "“三会”don’t");
	const char *text = part(&f, "word/document.xml");
	cr_assert(strstr(text, "<w:rFonts w:hint=\"eastAsia\"/></w:rPr><w:t xml:space=\"preserve\">“三会”don</w:t>"));
	cr_assert(strstr(text, "<w:r><w:t xml:space=\"preserve\">’t</w:t>"));
	tear_down(&f);
}

Test(docx, refuses_characters_that_xml_has_not)
{
	struct fixture f;
	struct buf out = BUF_INIT;
	set_up(&f);
	add(&f, NULL, DOC_PARAGRAPH, "甲\x01乙\uFFFF");
	cr_assert_not(writer_docx.write(&f.input, &out, &f.diags));
	cr_assert_eq(diag_errors(&f.diags), 2);
	buf_free(&out);
	tear_down(&f);
}

Test(docx, values_are_bound_by_name_and_text)
{
	struct fixture f;
	set_up(&f);
	struct doc_node *p = add(&f, NULL, DOC_PARAGRAPH, NULL);
	add_value(&f, p, "成文日期", "2026年3月1日");
	add_value(&f, p, "成文日期", "3月");
	add_value(&f, p, "成文日期", "2026年3月1日");
	add_value(&f, p, "a'b", "甲");
	add_gap(&f, p, "党员总数", "党员总数");
	const char *text = part(&f, "word/document.xml");
	cr_assert_eq(count(text, "v:value[@name='成文日期'][1]"), 2);
	cr_assert_eq(count(text, "v:value[@name='成文日期'][2]"), 1);
	cr_assert_eq(count(text, "v:value[@name=&quot;a'b&quot;][1]"), 1);
	cr_assert_eq(count(text, "<w:showingPlcHdr/>"), 1);
	cr_assert(strstr(part(&f, "customXml/item1.xml"),
			 "<value name=\"成文日期\">2026年3月1日</value><value name=\"成文日期\">3月</value>"));
	check_valid(&f, "values");
	tear_down(&f);
}

/* More names than the first hash table holds: each is found again. */
Test(docx, binds_many_values)
{
	enum { VALUES = 300 };
	struct fixture f;
	set_up(&f);
	struct doc_node *p = add(&f, NULL, DOC_PARAGRAPH, NULL);
	for (int i = 0; i < 2 * VALUES; i++)
		add_value(&f, p, arena_printf(f.arena, "变量%d", i % VALUES), arena_printf(f.arena, "%d", i % VALUES));
	cr_assert_eq(count(part(&f, "word/document.xml"), "][1]\""), 2 * VALUES);
	cr_assert_eq(count(part(&f, "customXml/item1.xml"), "<value "), VALUES);
	tear_down(&f);
}

/* The value of `attribute` of the first w:ind after the style's name. */
static int indent_of(const char *text, const char *style, const char *attribute)
{
	const char *at = strstr(text, style);
	at = at ? strstr(at, attribute) : NULL;
	cr_assert_not_null(at, "%s %s", style, attribute);
	return atoi(at + strlen(attribute));
}

/* Left edges are those of the pages, twips: 8844 is the text area's width, 315.85 a character. */
Test(docx, signature_follows_the_form_of_the_template)
{
	struct fixture f;
	set_up(&f);
	add_signature(&f, "青石县科技局", "2026年3月1日");
	struct page_template template = *f.input.template;
	f.input.template = &template;
	template.signature = TEMPLATE_SEAL;
	const char *text = part(&f, "word/document.xml");
	int date = indent_of(text, "IssueDate", "w:left=\""), name = indent_of(text, "IssuingAuthority", "w:left=\"");
	int width = 8844 - 1263 - date;
	cr_assert_gt(width, 6 * 316, "the date is 3 Chinese characters, 6 figures and gaps wide: %d", width);
	cr_assert_float_eq(name + 6 * 315.85 / 2, date + width / 2.0, 2, "the name is centred on the date");
	template.signature = TEMPLATE_NO_SEAL;
	text = part(&f, "word/document.xml");
	cr_assert_float_eq(indent_of(text, "IssueDate", "w:left=\""), date + 632, 2, "the longer date is indented 2 characters");
	cr_assert_float_eq(indent_of(text, "IssuingAuthority", "w:left=\""), date, 2, "and begins 2 behind the name");
	template.signature = TEMPLATE_STAMP;
	text = part(&f, "word/document.xml");
	cr_assert_float_eq(indent_of(text, "IssueDate", "w:left=\""), date, 2, "4 characters");
	cr_assert_eq(count(text, "w:rightChars=\"0\" w:right=\"0\""), 2);
	tear_down(&f);
}

Test(docx, table_columns_fill_the_text_area)
{
	struct fixture f;
	set_up(&f);
	static const int widths[] = { 5, 2, 2 };
	add_table(&f, NULL, NULL, 2)->widths = widths;
	const char *text = part(&f, "word/document.xml");
	int sum = 0;
	for (const char *at = text; (at = strstr(at, "<w:gridCol w:w=\"")); at++)
		sum += atoi(at + strlen("<w:gridCol w:w=\""));
	cr_assert_eq(sum, 8844);
	cr_assert(strstr(text, "<w:gridCol w:w=\"4913\"/>"));
	cr_assert_eq(count(text, "<w:tblHeader/>"), 1);
	tear_down(&f);
}

/* Bit i: the paragraphs of row i stay with the next. */
static unsigned rows_kept(const char *text)
{
	unsigned kept = 0, row = 0;
	for (const char *at = strstr(text, "<w:tr>"); at; row++) {
		const char *keep = strstr(at, "<w:keepNext/>"), *next = strstr(at + 1, "<w:tr>");
		kept |= (keep && keep < strstr(at, "</w:tr>") ? 1U : 0U) << row;
		at = next;
	}
	return kept;
}

/* Behind its head: of up to three rows none is parted; of more two stand on each side of a break, as on the pages of the PDF. */
Test(docx, rows_of_a_table_stay_together_as_in_the_layout)
{
	static const unsigned kept[] = { 0, 1, 3, 7, 3 | 1 << 3, 3 | 1 << 4, 3 | 1 << 5 };
	for (int rows = 1; rows < (int)(sizeof kept / sizeof *kept); rows++) {
		struct fixture f;
		set_up(&f);
		add_table(&f, NULL, NULL, rows);
		cr_expect_eq(rows_kept(part(&f, "word/document.xml")), kept[rows], "%d rows", rows);
		tear_down(&f);
	}
}

Test(docx, page_is_a4_with_28_characters_in_22_lines)
{
	struct fixture f;
	set_up(&f);
	const char *text = part(&f, "word/document.xml");
	cr_assert(strstr(text, "<w:pgSz w:w=\"11906\" w:h=\"16838\"/>"));
	cr_assert(strstr(text, "w:top=\"2098\" w:right=\"1474\" w:bottom=\"1984\" w:left=\"1588\""));
	cr_assert(strstr(text, "<w:docGrid w:type=\"linesAndChars\" w:linePitch=\"579\" w:charSpace=\"-849\"/>"));
	cr_assert(strstr(part(&f, "word/styles.xml"), "w:firstLineChars=\"200\" w:firstLine=\"632\""));
	tear_down(&f);
}

Test(docx, flat_form_holds_the_same_parts)
{
	struct fixture f;
	set_up(&f);
	add_everything(&f);
	struct buf flat = write_with(&f, &writer_flat);
	static const char *const names[] = { "word/document.xml", "word/styles.xml", "word/numbering.xml", "customXml/item1.xml" };
	for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
		const char *xml = strchr(part(&f, names[i]), '\n') + 1;
		cr_assert(strstr(flat.data, xml), "%s", names[i]);
	}
	buf_free(&flat);
	tear_down(&f);
}

Test(docx, footnotes_are_word_s_own)
{
	struct fixture f;
	set_up(&f);
	struct doc_node *block = add(&f, NULL, DOC_PARAGRAPH, "甲");
	struct doc_node *note = doc_add_reference(f.doc, block, NO_PLACE);
	add(&f, note, DOC_PARAGRAPH, "第一条");
	add_value(&f, add(&f, note, DOC_PARAGRAPH, "第二段"), "党员总数", "41");
	doc_add_text(f.doc, block, DOC_TEXT, STR("乙"), NO_PLACE);
	struct doc_node *table = add_table(&f, NULL, "表", 2);
	note = doc_add_reference(f.doc, table->last->last, NO_PLACE);
	struct doc_node *link = add(&f, add(&f, note, DOC_PARAGRAPH, NULL), DOC_LINK, "站");
	link->target = "http://a/b";
	doc_set_footnotes(f.doc);
	write_with(&f, &writer_docx);
	check_valid(&f, "footnotes");
	const char *notes = part(&f, "word/footnotes.xml"), *text = part(&f, "word/document.xml");
	cr_assert_not_null(notes);
	cr_expect(strstr(text, "甲</w:t></w:r><w:r><w:rPr><w:rStyle w:val=\"FootnoteReference\"/></w:rPr><w:footnoteReference w:id=\"1\"/></w:r>"));
	cr_expect_eq(count(text, "<w:footnoteReference "), 2);
	cr_expect(strstr(text, "<w:footnotePr><w:pos w:val=\"pageBottom\"/><w:numFmt w:val=\"decimalEnclosedCircleChinese\"/><w:numRestart w:val=\"eachPage\"/>"));
	cr_expect(!strstr(text, "第一条"), "a note stands in its own part");
	cr_expect_eq(count(notes, "<w:footnoteRef/>"), 2, "one number for each note");
	cr_expect_eq(count(notes, "<w:pStyle w:val=\"FootnoteText\"/>"), 3);
	cr_expect(strstr(notes, "41") && strstr(notes, "w:dataBinding"));
	cr_expect(strstr(part(&f, "word/_rels/footnotes.xml.rels"), "http://a/b"));
	cr_expect(!strstr(part(&f, "word/_rels/document.xml.rels"), "http://a/b"));
	cr_expect(strstr(part(&f, "word/_rels/document.xml.rels"), "footnotes.xml"));
	cr_expect(strstr(part(&f, "word/styles.xml"), "w:styleId=\"FootnoteText\""));
	tear_down(&f);
	set_up(&f);
	add(&f, NULL, DOC_PARAGRAPH, "甲");
	cr_expect_null(part(&f, "word/footnotes.xml"), "a document without notes has no part for them");
	tear_down(&f);
}

Test(docx, page_breaks_are_carried_by_what_follows)
{
	struct fixture f;
	set_up(&f);
	add(&f, NULL, DOC_PARAGRAPH, "甲");
	doc_add(f.doc, f.doc->root, DOC_PAGE_BREAK, NO_PLACE);
	add(&f, NULL, DOC_PARAGRAPH, "乙");
	doc_add(f.doc, f.doc->root, DOC_PAGE_BREAK, NO_PLACE);
	doc_add(f.doc, f.doc->root, DOC_PAGE_BREAK, NO_PLACE);
	add_heading(&f, NULL, 1, "丙");
	doc_add(f.doc, f.doc->root, DOC_PAGE_BREAK, NO_PLACE);
	add_table(&f, NULL, NULL, 0);
	doc_add(f.doc, f.doc->root, DOC_PAGE_BREAK, NO_PLACE);
	cr_assert_str_eq(shown_text(&f, "breaks"), "甲\n⏏\n乙\n⏏\n⏏\n一、丙\n⏏\n任务\t责任部门\t完成时限\n⏏\n");
	tear_down(&f);
}
