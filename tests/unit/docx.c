#include <criterion/criterion.h>
#include <libdeflate.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/cache.h"
#include "base/diag.h"
#include "base/file.h"
#include "doc/doc.h"
#include "layout/template.h"
#include "write/docx/docx.h"

#define FOLDER "out/tests/docx"
#define VALIDATOR "../shared/ooxml/validate-docx"

/* One document under test and what it is written with. */
struct fixture {
	struct arena *arena;
	struct diag_list diags;
	struct doc *doc;
	struct writer_input input;
};

static void set_up(struct fixture *f)
{
	f->arena = arena_new();
	diag_init(&f->diags, f->arena);
	f->doc = doc_new(f->arena, NULL);
	f->input = (struct writer_input){ .doc = f->doc, .title = "党建工作计划要点 <&>", .author = "青石县科技局",
					  .producer = "plangen 1.0.0", .created = 1772323200 };
	f->input.template = template_load(f->arena, "templates", "gbt9704", &f->diags);
	cr_assert_not_null(f->input.template);
}

static void tear_down(struct fixture *f)
{
	arena_free(f->arena);
}

static struct doc_node *add(struct fixture *f, struct doc_node *parent, enum doc_kind kind, const char *text)
{
	struct doc_node *node = doc_add(f->doc, parent ? parent : f->doc->root, kind, NO_PLACE);
	if (text)
		doc_add_text(f->doc, node, DOC_TEXT, str_of(text), NO_PLACE);
	return node;
}

static struct doc_node *add_heading(struct fixture *f, struct doc_node *parent, int level, const char *text)
{
	struct doc_node *node = add(f, parent, DOC_HEADING, text);
	node->level = level;
	return node;
}

static struct doc_node *add_run_in(struct fixture *f, int level, const char *text, const char *body)
{
	struct doc_node *node = add_heading(f, NULL, level, text);
	node->run_in = true;
	add(f, NULL, DOC_PARAGRAPH, body);
	return node;
}

static void add_value(struct fixture *f, struct doc_node *parent, const char *name, const char *text)
{
	doc_add_text(f->doc, parent, DOC_VALUE, str_of(text), NO_PLACE)->name = name;
}

static void add_gap(struct fixture *f, struct doc_node *parent, const char *name, const char *label)
{
	const char *text = arena_printf(f->arena, "〔待填：%s〕", label);
	struct doc_node *gap = doc_add_text(f->doc, parent, DOC_GAP, str_of(text), NO_PLACE);
	gap->name = name;
	gap->label = label;
}

static struct doc_node *add_table(struct fixture *f, struct doc_node *parent, const char *caption, int rows)
{
	struct doc_node *table = doc_add(f->doc, parent ? parent : f->doc->root, DOC_TABLE, NO_PLACE);
	table->columns = 3;
	if (caption)
		add(f, table, DOC_CAPTION, caption);
	for (int i = 0; i <= rows; i++) {
		struct doc_node *row = add(f, table, DOC_ROW, NULL);
		row->head = i == 0;
		add(f, row, DOC_CELL, i ? "修订完善“三会一课”制度，规范党内政治生活" : "任务");
		add(f, row, DOC_CELL, i ? "办公室" : "责任部门");
		add(f, row, DOC_CELL, i ? "2026年3月" : "完成时限");
	}
	return table;
}

static void add_list(struct fixture *f, struct doc_node *parent, bool ordered, int items, int depth)
{
	struct doc_node *list = add(f, parent, DOC_LIST, NULL);
	list->ordered = ordered;
	for (int i = 0; i < items; i++) {
		struct doc_node *item = add(f, list, DOC_ITEM, NULL);
		add(f, item, DOC_PARAGRAPH, ordered ? "抓好学习教育，每月集中学习一次" : "落实谈心谈话制度");
		if (depth && i == 0) {
			add_list(f, item, ordered, 2, depth - 1);
			add(f, item, DOC_PARAGRAPH, "条目的第二段。");
		}
	}
}

static struct doc_node *add_signature(struct fixture *f, const char *name, const char *date)
{
	struct doc_node *signature = add(f, NULL, DOC_SIGNATURE, NULL);
	add_value(f, add(f, signature, DOC_AUTHORITY, NULL), "单位.名称", name);
	add_value(f, add(f, signature, DOC_DATE, NULL), "日期", date);
	return signature;
}

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

/* ---- reading back */

static unsigned get(const char *at, int bytes)
{
	unsigned value = 0;
	for (int i = bytes; i-- > 0;)
		value = value << 8 | (unsigned char)at[i];
	return value;
}

/* Text of the entry `name` of the package; walks the local headers. NULL when there is none. */
static const char *unpack(struct arena *arena, const struct buf *zip, const char *name)
{
	struct libdeflate_decompressor *inflate = libdeflate_alloc_decompressor();
	const char *found = NULL, *at = zip->data;
	while (!found && get(at, 4) == 0x04034b50) {
		size_t packed = get(at + 18, 4), full = get(at + 22, 4), name_len = get(at + 26, 2);
		const char *data = at + 30 + name_len + get(at + 28, 2);
		if (strlen(name) == name_len && memcmp(at + 30, name, name_len) == 0) {
			char *text = arena_alloc(arena, full + 1);
			cr_assert_eq(libdeflate_deflate_decompress(inflate, data, packed, text, full, NULL), LIBDEFLATE_SUCCESS);
			cr_assert_eq(libdeflate_crc32(0, text, full), get(at + 14, 4));
			found = text;
		}
		at = data + packed;
	}
	libdeflate_free_decompressor(inflate);
	return found;
}

/* Writes the document; the package's bytes. The plans of a book have their numbers. */
static struct buf write_with(struct fixture *f, const struct writer *writer)
{
	struct buf out = BUF_INIT;
	if (!f->doc->root->first || f->doc->root->first->kind != DOC_COVER)
		doc_number(f->doc, &f->diags);
	cr_assert(writer->write(&f->input, &out, &f->diags));
	return out;
}

static const char *part(struct fixture *f, const char *name)
{
	struct buf out = write_with(f, &writer_docx);
	const char *text = unpack(f->arena, &out, name);
	buf_free(&out);
	return text;
}

static size_t count(const char *text, const char *needle)
{
	size_t found = 0;
	for (const char *at = text; (at = strstr(at, needle)); at += strlen(needle))
		found++;
	return found;
}

/* Saves both forms and has them checked against the schemas, where the checker is at hand. */
static void check_valid(struct fixture *f, const char *name)
{
	const struct writer *const writers[] = { &writer_docx, &writer_flat };
	for (size_t i = 0; i < 2; i++) {
		struct buf out = write_with(f, writers[i]);
		const char *path = arena_printf(f->arena, FOLDER "/%s%s", name, writers[i]->extension);
		cr_assert(file_make_folder(FOLDER, &f->diags));
		cr_assert(file_write(path, buf_str(&out), &f->diags));
		buf_free(&out);
		if (access(VALIDATOR, X_OK) == 0)
			cr_expect_eq(system(arena_printf(f->arena, VALIDATOR " -q %s", path)), 0, "%s", path);
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

/* Levels 1 and 3 in turn: 一、1. 2. 二、1. 2. … with one restart in the last section. */
static void add_sections(struct fixture *f)
{
	for (int i = 0; i < 3; i++) {
		add_heading(f, NULL, 1, "标题");
		add_heading(f, NULL, 2, "标题");
		for (int k = 0; k < 3; k++)
			add_heading(f, NULL, 3, "标题")->restart = i == 2 && k == 2;
	}
	add_heading(f, NULL, 4, "标题");
}

Test(docx, numbers_run_on_or_start_again)
{
	struct fixture f;
	set_up(&f);
	add_sections(&f);
	const char *numbering = part(&f, "word/numbering.xml");
	cr_assert_eq(count(numbering, "<w:startOverride w:val=\"1\"/>"), 1);
	cr_assert_eq(count(numbering, "<w:lvlRestart"), 0);
	check_valid(&f, "restart");
	tear_down(&f);
	set_up(&f);
	add_sections(&f);
	f.doc->continue_level3 = true;
	numbering = part(&f, "word/numbering.xml");
	cr_assert_eq(count(numbering, "<w:startOverride"), 1);
	cr_assert_eq(count(numbering, "<w:lvlRestart w:val=\"0\"/>"), 1);
	check_valid(&f, "continue");
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

Test(docx, signature_follows_the_form_of_the_template)
{
	struct fixture f;
	set_up(&f);
	add_signature(&f, "青石县科技局", "2026年3月1日");
	struct page_template template = *f.input.template;
	f.input.template = &template;
	template.signature = TEMPLATE_SEAL;
	const char *text = part(&f, "word/document.xml");
	int date = indent_of(text, "IssueDate", "w:right=\""), name = indent_of(text, "IssuingAuthority", "w:right=\"");
	cr_assert_eq(date, 1263, "4 characters: %d", date);
	cr_assert_gt(name, date, "the shorter name is centred on the date");
	template.signature = TEMPLATE_NO_SEAL;
	text = part(&f, "word/document.xml");
	date = indent_of(text, "IssueDate", "w:right=\"");
	name = indent_of(text, "IssuingAuthority", "w:right=\"");
	cr_assert_eq(date, 632, "the longer date is indented 2 characters: %d", date);
	cr_assert_gt(name, date);
	template.signature = TEMPLATE_STAMP;
	text = part(&f, "word/document.xml");
	cr_assert_eq(indent_of(text, "IssuingAuthority", "w:right=\""), 1263);
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

/* The text that Word would show, numbers counted by its rules (tests/tools/docx-text). */
static char *shown_text(struct fixture *f, const char *name)
{
	struct buf text = BUF_INIT;
	char chunk[4096];
	check_valid(f, name);
	FILE *tool = popen(arena_printf(f->arena, "tests/tools/docx-text " FOLDER "/%s.docx", name), "r");
	cr_assert_not_null(tool);
	for (size_t got; (got = fread(chunk, 1, sizeof chunk, tool)) > 0;)
		buf_add(&text, chunk, got);
	cr_assert_eq(pclose(tool), 0);
	return buf_move_to(&text, f->arena);
}

/* Each heading's number by the tree, then its text. */
static char *numbered_headings(struct fixture *f)
{
	struct buf text = BUF_INIT;
	for (const struct doc_node *n = f->doc->root; n; n = doc_next(n, f->doc->root)) {
		if (n->kind != DOC_HEADING)
			continue;
		buf_add_text(&text, n->number ? n->number : "");
		doc_add_plain_text(n, &text);
		buf_add_char(&text, '\n');
	}
	return buf_move_to(&text, f->arena);
}

/* Headings of all levels with and without restarts, unnumbered ones between them: Word counts as the tree does. */
Test(docx, word_counts_as_the_tree_does)
{
	static const int levels[] = { 1, 2, 3, 4, 4, 3, 4, 2, 3, 3, 4, 1, 1, 2, 3, 3, 3, 4, 2, 3, 1, 2, 3, 4 };
	for (int way = 0; way < 6; way++) {
		struct fixture f;
		set_up(&f);
		f.doc->numbering = (enum doc_numbering)(way / 2);
		f.doc->continue_level3 = way % 2;
		for (size_t i = 0; i < sizeof levels / sizeof *levels; i++) {
			struct doc_node *heading = add_heading(&f, NULL, levels[i], "标题");
			heading->restart = i == 5 || i == 16 || i == 22;
			heading->unnumbered = i == 9 || i == 12;
		}
		cr_assert_str_eq(shown_text(&f, arena_printf(f.arena, "count-%d", way)), numbered_headings(&f));
		tear_down(&f);
	}
}

Test(docx, attachments_count_anew)
{
	struct fixture f;
	set_up(&f);
	add_heading(&f, NULL, 1, "正文");
	for (int i = 0; i < 2; i++) {
		struct doc_node *attachment = add(&f, NULL, DOC_ATTACHMENT, NULL);
		add(&f, attachment, DOC_TITLE, "题");
		add_heading(&f, attachment, 1, "甲");
		add_heading(&f, attachment, 1, "乙");
	}
	cr_assert_str_eq(shown_text(&f, "attachments"), "一、正文\n⏏\n附件1\n题\n一、甲\n二、乙\n⏏\n附件2\n题\n一、甲\n二、乙\n");
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

Test(docx, lists_count_by_themselves)
{
	struct fixture f;
	set_up(&f);
	add_list(&f, NULL, true, 2, 1);
	add_list(&f, NULL, true, 1, 0);
	f.doc->root->last->ordinal = 7;
	cr_assert_str_eq(shown_text(&f, "lists"),
			 "1.抓好学习教育，每月集中学习一次\n（1）抓好学习教育，每月集中学习一次\n"
			 "（2）抓好学习教育，每月集中学习一次\n条目的第二段。\n2.抓好学习教育，每月集中学习一次\n"
			 "7.抓好学习教育，每月集中学习一次\n");
	tear_down(&f);
}

/* A single attachment has no number (GB/T 9704-2012, 7.3.4). */
Test(docx, attachment_note_counts_from_the_second_attachment)
{
	struct fixture f;
	set_up(&f);
	struct doc_node *note = add(&f, NULL, DOC_ATTACHMENT_NOTE, NULL);
	add(&f, note, DOC_PARAGRAPH, "名册");
	cr_assert_str_eq(shown_text(&f, "note-one"), "附件：名册\n");
	add(&f, note, DOC_PARAGRAPH, "安排");
	add(&f, note, DOC_PARAGRAPH, "说明");
	cr_assert_str_eq(shown_text(&f, "note-three"), "附件：1. 名册\n2. 安排\n3. 说明\n");
	tear_down(&f);
}

/* ---- books */

static struct doc_node *add_plan(struct fixture *f, const char *name, enum doc_numbering numbering, bool continued)
{
	struct doc *plan = doc_new(f->arena, NULL), *book = f->doc;
	f->doc = plan;
	plan->numbering = numbering;
	plan->continue_level3 = continued;
	add(f, NULL, DOC_TITLE, name);
	for (int i = 0; i < 2; i++) {
		add_heading(f, NULL, 1, "甲");
		add_heading(f, NULL, 2, "乙");
		add_heading(f, NULL, 3, "丙");
	}
	add_run_in(f, 2, "丁。", "正文");
	add_value(f, add(f, NULL, DOC_PARAGRAPH, "党员"), "党员总数", "41");
	doc_number(plan, &f->diags);
	f->doc = book;
	return doc_add_plan(book, plan, name);
}

static void add_entry(struct fixture *f, struct doc_node *contents, const struct doc_node *target, int level, const char *page)
{
	struct buf text = BUF_INIT;
	doc_add_entry_text(target, &text);
	struct doc_node *entry = add(f, contents, DOC_ENTRY, buf_move_to(&text, f->arena));
	entry->entry_target = target;
	entry->level = level;
	entry->page = page;
}

/* Cover, contents, a plan of each way of numbering and once more the first. */
static void add_book(struct fixture *f)
{
	struct doc_node *cover = add(f, NULL, DOC_COVER, NULL), *contents = add(f, NULL, DOC_CONTENTS, NULL);
	add(f, cover, DOC_TITLE, "工作计划要点汇编");
	add(f, cover, DOC_PARAGRAPH, "2026年");
	add(f, contents, DOC_TITLE, "目录");
	const struct doc_node *plans[] = {
		add_plan(f, "一号", DOC_NUMBER_STANDARD, false), add_plan(f, "二号", DOC_NUMBER_STANDARD, true),
		add_plan(f, "三号", DOC_NUMBER_TWO_LEVEL, false), add_plan(f, "四号", DOC_NUMBER_TWO_LEVEL, true),
		add_plan(f, "五号", DOC_NUMBER_NONE, false), add_plan(f, "六号", DOC_NUMBER_STANDARD, false),
	};
	for (size_t i = 0; i < sizeof plans / sizeof *plans; i++) {
		add_entry(f, contents, plans[i]->first, 1, arena_printf(f->arena, "%zu", i + 2));
		add_entry(f, contents, plans[i]->first->next, 2, arena_printf(f->arena, "%zu", i + 2));
	}
}

Test(docx, a_book_counts_each_plan_by_its_own_scheme)
{
	static const char standard[] = "一、甲\n（一）乙\n1.丙\n二、甲\n（一）乙\n%s.丙\n（二）丁。正文\n党员41\n";
	static const char two_level[] = "一、甲\n1.乙\n（1）丙\n二、甲\n%s.乙\n（1）丙\n%s.丁。正文\n党员41\n";
	struct fixture f;
	struct buf want = BUF_INIT;
	set_up(&f);
	add_book(&f);
	buf_add_text(&want, "工作计划要点汇编\n2026年\n§\n目录\n一号\t2\n一、甲\t2\n二号\t3\n一、甲\t3\n三号\t4\n一、甲\t4\n四号\t5\n一、甲\t5\n"
			    "五号\t6\n甲\t6\n六号\t7\n一、甲\t7\n⏏\n一号\n");
	buf_printf(&want, standard, "1");
	buf_add_text(&want, "⏏\n二号\n");
	buf_printf(&want, standard, "2");
	buf_add_text(&want, "⏏\n三号\n");
	buf_printf(&want, two_level, "1", "2");
	buf_add_text(&want, "⏏\n四号\n");
	buf_printf(&want, two_level, "2", "3");
	buf_add_text(&want, "⏏\n五号\n甲\n乙\n丙\n甲\n乙\n丙\n丁。正文\n党员41\n⏏\n六号\n");
	buf_printf(&want, standard, "1");
	cr_assert_str_eq(shown_text(&f, "book"), buf_str(&want).data);
	buf_free(&want);
	tear_down(&f);
}

Test(docx, contents_are_a_field_with_the_entries_in_it)
{
	struct fixture f;
	set_up(&f);
	add_book(&f);
	const char *text = part(&f, "word/document.xml");
	cr_assert_eq(count(text, "<w:docPartGallery w:val=\"Table of Contents\"/>"), 1);
	cr_assert_eq(count(text, " TOC \\o \"1-2\" \\h \\z \\u "), 1);
	cr_assert_eq(count(text, " PAGEREF _Toc"), 12);
	cr_assert_eq(count(text, "<w:hyperlink w:anchor=\"_Toc"), 12);
	cr_assert_eq(count(text, "<w:bookmarkStart "), 12);
	cr_assert_eq(count(text, "<w:bookmarkEnd "), 12);
	cr_assert_eq(count(text, "w:fldCharType=\"begin\""), 13);
	cr_assert_eq(count(text, "w:fldCharType=\"end\""), 13);
	cr_assert_eq(count(part(&f, "word/settings.xml"), "updateFields"), 0);
	cr_assert_eq(count(text, "<w:pStyle w:val=\"TOC1\"/><w:keepNext/>"), 6, "kept with the entry of the section below");
	cr_assert_eq(count(text, "<w:pStyle w:val=\"TOC2\"/><w:keepNext/>"), 0);
	const char *styles = part(&f, "word/styles.xml");
	cr_assert_eq(count(styles, "<w:tab w:val=\"right\" w:leader=\"dot\" w:pos=\"8844\"/>"), 4);
	cr_assert_eq(count(styles, "<w:name w:val=\"heading 5\"/>"), 1);
	tear_down(&f);
}

/* The cover has no number and is not counted. */
Test(docx, a_book_has_its_cover_in_a_section_of_its_own)
{
	struct fixture f;
	set_up(&f);
	add_book(&f);
	f.doc->root->last->odd_page = true;
	const char *text = part(&f, "word/document.xml");
	cr_assert_eq(count(text, "<w:sectPr>"), 3);
	cr_assert_eq(count(text, "<w:sectPr><w:pgSz"), 1, "no page number on the cover");
	cr_assert_eq(count(text, "<w:pgNumType w:start=\"1\"/>"), 1);
	cr_assert_eq(count(text, "<w:type w:val=\"oddPage\"/>"), 1);
	check_valid(&f, "book-odd");
	tear_down(&f);
}

Test(docx, plans_of_a_book_have_their_values_apart)
{
	struct fixture f;
	set_up(&f);
	add_book(&f);
	const char *text = part(&f, "word/document.xml");
	cr_assert_eq(count(text, "/v:values[1]/v:plan[@name='二号'][1]/v:value[@name='党员总数'][1]\""), 1);
	text = part(&f, "customXml/item1.xml");
	cr_assert_eq(count(text, "<plan "), 6);
	cr_assert_eq(count(text, "</plan>"), 6);
	tear_down(&f);
}

/* Contents without the plans they name: no field that Word would find nothing for. */
Test(docx, contents_alone_point_nowhere)
{
	struct fixture f;
	set_up(&f);
	struct doc *book = f.doc, *other = doc_new(f.arena, NULL);
	f.doc = other;
	const struct doc_node *plan = add_plan(&f, "一号", DOC_NUMBER_STANDARD, false);
	f.doc = book;
	struct doc_node *contents = add(&f, NULL, DOC_CONTENTS, NULL);
	add(&f, contents, DOC_TITLE, "目录");
	add_entry(&f, contents, plan->first, 1, "2");
	cr_assert_str_eq(shown_text(&f, "contents"), "目录\n一号\t2\n");
	cr_assert_eq(count(part(&f, "word/document.xml"), "w:instrText"), 0);
	tear_down(&f);
}
