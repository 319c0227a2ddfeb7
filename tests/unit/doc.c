#include <criterion/criterion.h>
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/diag.h"
#include "doc/doc.h"

/* A document whose tree is filled in by hand. */
static struct doc *new_doc(struct arena **arena)
{
	*arena = arena_new();
	return doc_new(*arena, NULL);
}

static struct doc_node *add(struct doc *doc, struct doc_node *parent, enum doc_kind kind, const char *text)
{
	struct doc_node *node = doc_add(doc, parent, kind, NO_PLACE);
	if (*text)
		doc_add_text(doc, node, DOC_TEXT, str_of(text), NO_PLACE);
	return node;
}

Test(doc_tree, insert_and_unlink_keep_the_links)
{
	struct arena *arena;
	struct doc *doc = new_doc(&arena);
	struct doc_node *a = add(doc, doc->root, DOC_PARAGRAPH, "a");
	struct doc_node *b = add(doc, doc->root, DOC_PARAGRAPH, "b");
	doc_unlink(b);
	cr_assert(doc->root->last == a && !a->next && !b->parent);
	doc_insert_before(a, b);
	cr_assert(doc->root->first == b && b->next == a && a->previous == b && b->parent == doc->root);
	doc_unlink(b);
	cr_assert(doc->root->first == a && !a->previous);
	arena_free(arena);
}

Test(doc_tree, walk_is_in_document_order_and_stays_below_the_top)
{
	struct arena *arena;
	struct doc *doc = new_doc(&arena);
	struct doc_node *list = add(doc, doc->root, DOC_LIST, "");
	struct doc_node *item = add(doc, list, DOC_ITEM, "");
	struct doc_node *text = add(doc, item, DOC_PARAGRAPH, "");
	struct doc_node *last = add(doc, doc->root, DOC_PARAGRAPH, "");
	cr_assert(doc_next(doc->root, doc->root) == list && doc_next(list, doc->root) == item);
	cr_assert(doc_next(item, doc->root) == text && doc_next(text, doc->root) == last);
	cr_assert(!doc_next(last, doc->root) && !doc_next(text, list));
	arena_free(arena);
}

Test(doc_tree, title_is_one_line)
{
	struct arena *arena;
	struct doc *doc = new_doc(&arena);
	cr_assert_str_eq(doc_title(doc), "");
	struct doc_node *title = add(doc, doc->root, DOC_TITLE, "县科技局2026年");
	add(doc, title, DOC_LINE_BREAK, "");
	doc_add_text(doc, doc_add(doc, title, DOC_STRONG, NO_PLACE), DOC_VALUE, STR("党建"), NO_PLACE);
	cr_assert_str_eq(doc_title(doc), "县科技局2026年党建");
	add(doc, title, DOC_LINE_BREAK, "");
	doc_add_text(doc, title, DOC_TEXT, STR("Plan"), NO_PLACE);
	add(doc, title, DOC_LINE_BREAK, "");
	doc_add_text(doc, title, DOC_TEXT, STR("B"), NO_PLACE);
	cr_assert_str_eq(doc_title(doc), "县科技局2026年党建Plan B");
	arena_free(arena);
}

Test(doc_tree, dump_shows_depth_attributes_and_gaps)
{
	struct arena *arena;
	struct doc *doc = new_doc(&arena);
	struct doc_node *item = add(doc, add(doc, doc->root, DOC_LIST, ""), DOC_ITEM, "");
	struct doc_node *gap = doc_add_text(doc, item, DOC_GAP, STR("〔待填：党员总数〕"), NO_PLACE);
	gap->name = "党员总数";
	add(doc, doc->root, DOC_HEADING, "")->level = 2;
	struct buf out = BUF_INIT;
	doc_dump(doc, &out);
	cr_assert_str_eq(out.data, "root @0:0\n  list @0:0\n    item @0:0\n"
				   "      gap name=党员总数 \"〔待填：党员总数〕\" @0:0\n  heading level=2 @0:0\n");
	cr_assert_eq(doc->gaps, 1);
	buf_free(&out);
	arena_free(arena);
}

static struct doc_node *heading(struct doc *doc, int level, const char *text)
{
	struct doc_node *node = add(doc, doc->root, DOC_HEADING, text);
	node->level = level;
	return node;
}

/* Numbers of all numbered nodes, in order, separated by spaces. */
static char *numbers(struct doc *doc, struct arena *arena, struct diag_list *diags)
{
	diag_init(diags, arena);
	doc_number(doc, diags);
	struct buf out = BUF_INIT;
	for (struct doc_node *n = doc->root; n; n = doc_next(n, doc->root))
		if (n->number)
			buf_printf(&out, "%s ", n->number);
	return buf_move_to(&out, arena);
}

Test(doc_number, schemes_and_level_three)
{
	static const int levels[] = { 1, 2, 3, 4, 4, 3, 2, 3, 1, 2, 3 };
	static const struct {
		enum doc_numbering numbering;
		bool continued;
		const char *expected;
	} cases[] = {
		{ DOC_NUMBER_STANDARD, false, "一、 （一） 1. （1） （2） 2. （二） 1. 二、 （一） 1. " },
		{ DOC_NUMBER_STANDARD, true, "一、 （一） 1. （1） （2） 2. （二） 3. 二、 （一） 4. " },
		{ DOC_NUMBER_TWO_LEVEL, false, "一、 1. （1） ① ② （2） 2. （1） 二、 1. （1） " },
		{ DOC_NUMBER_TWO_LEVEL, true, "一、 1. （1） ① ② （2） 2. （1） 二、 3. （1） " },
		{ DOC_NUMBER_NONE, false, "" },
	};
	for (size_t c = 0; c < sizeof cases / sizeof *cases; c++) {
		struct arena *arena;
		struct diag_list diags;
		struct doc *doc = new_doc(&arena);
		doc->numbering = cases[c].numbering;
		doc->continue_level3 = cases[c].continued;
		for (size_t i = 0; i < sizeof levels / sizeof *levels; i++)
			heading(doc, levels[i], "思想");
		cr_assert_str_eq(numbers(doc, arena, &diags), cases[c].expected);
		cr_assert_null(diags.first);
		arena_free(arena);
	}
}

Test(doc_number, restart_unnumbered_and_skipped)
{
	struct arena *arena;
	struct diag_list diags;
	struct doc *doc = new_doc(&arena);
	heading(doc, 1, "甲");
	heading(doc, 1, "前言")->unnumbered = true;
	heading(doc, 1, "乙");
	heading(doc, 1, "丙")->restart = true;
	heading(doc, 3, "丁");
	cr_assert_str_eq(numbers(doc, arena, &diags), "一、 二、 一、 1. ");
	cr_assert(diags.first && diags.first == diags.last && diags.first->code == DIAG_SKIPPED_LEVEL);
	arena_free(arena);
}

Test(doc_number, chinese_counting)
{
	static const struct {
		int ordinal;
		const char *number;
	} cases[] = { { 10, "十、" }, { 11, "十一、" }, { 20, "二十、" }, { 99, "九十九、" }, { 100, "一百、" },
		      { 101, "一百零一、" }, { 110, "一百一十、" }, { 1000, "一千、" }, { 1001, "一千零一、" },
		      { 1010, "一千零一十、" }, { 1100, "一千一百、" }, { 9999, "九千九百九十九、" }, { 10000, "一万、" } };
	struct arena *arena;
	struct diag_list diags;
	struct doc *doc = new_doc(&arena);
	for (int i = 0; i < 10000; i++)
		heading(doc, 1, "甲");
	numbers(doc, arena, &diags);
	size_t c = 0;
	for (struct doc_node *n = doc->root->first; n; n = n->next)
		if (n->ordinal == cases[c].ordinal)
			cr_assert_str_eq(n->number, cases[c++].number);
	cr_assert_eq(c, sizeof cases / sizeof *cases);
	arena_free(arena);
}

Test(doc_number, numbers_typed_by_hand)
{
	static const struct {
		const char *text, *number;
	} cases[] = { { "一、思想", "一、" }, { "（一）思想", "（一）" }, { "(十二)思想", "(十二)" }, { "1.思想", "1." },
		      { "1、思想", "1、" }, { "12．思想", "12．" }, { "第一，思想", "第一，" }, { "③思想", "③" }, { "3)思想", "3)" },
		      { "2026年思想", NULL }, { "1.5万元", NULL }, { "第一季度", NULL }, { "一是思想", NULL }, { "（试行）", NULL },
		      { "三会一课", NULL }, { "", NULL } };
	for (size_t c = 0; c < sizeof cases / sizeof *cases; c++) {
		struct arena *arena;
		struct diag_list diags;
		struct doc *doc = new_doc(&arena);
		heading(doc, 1, cases[c].text);
		numbers(doc, arena, &diags);
		cr_assert_eq(diags.first != NULL, cases[c].number != NULL, "%s", cases[c].text);
		if (diags.first)
			cr_assert_str_eq(diags.first->arguments[0], cases[c].number);
		arena_free(arena);
	}
}

Test(doc_number, items_notes_and_attachments)
{
	struct arena *arena;
	struct diag_list diags;
	struct doc *doc = new_doc(&arena);
	struct doc_node *outer = add(doc, doc->root, DOC_LIST, "");
	outer->ordered = true;
	outer->ordinal = 3;
	struct doc_node *inner = add(doc, add(doc, outer, DOC_ITEM, ""), DOC_LIST, "");
	inner->ordered = true;
	add(doc, inner, DOC_ITEM, "");
	add(doc, outer, DOC_ITEM, "");
	struct doc_node *note = add(doc, doc->root, DOC_ATTACHMENT_NOTE, "");
	add(doc, note, DOC_PARAGRAPH, "名册");
	struct doc_node *attachment = add(doc, doc->root, DOC_ATTACHMENT, "");
	cr_assert_str_eq(numbers(doc, arena, &diags), "3. （1） 4. 附件 ");
	add(doc, note, DOC_PARAGRAPH, "计划");
	add(doc, attachment, DOC_HEADING, "甲")->level = 1;
	add(doc, doc->root, DOC_ATTACHMENT, "");
	cr_assert_str_eq(numbers(doc, arena, &diags), "3. （1） 4. 1.  2.  附件1 一、 附件2 ");
	cr_assert_null(diags.first);
	arena_free(arena);
}

Test(doc_check, structure)
{
	struct arena *arena;
	struct diag_list diags;
	struct doc *doc = new_doc(&arena);
	diag_init(&diags, arena);
	add(doc, doc->root, DOC_TITLE, "标题");
	heading(doc, 2, "提高认识。")->run_in = true;
	add(doc, doc->root, DOC_PARAGRAPH, "突出政治。");
	struct doc_node *signature = add(doc, doc->root, DOC_SIGNATURE, "");
	add(doc, signature, DOC_AUTHORITY, "县科技局");
	add(doc, signature, DOC_DATE, "2026年3月1日");
	cr_assert(doc_check(doc, &diags) && !diags.first);

	struct doc_node *alone = heading(doc, 2, "提高认识。");
	alone->run_in = true;
	heading(doc, 2, "思想：");
	heading(doc, 1, "");
	add(doc, add(doc, doc->root, DOC_QUOTE, ""), DOC_HEADING, "甲")->level = 1;
	add(doc, doc->root, DOC_TITLE, "标题");
	add(doc, doc->root, DOC_SIGNATURE, "");
	add(doc, add(doc, doc->root, DOC_ATTACHMENT_NOTE, ""), DOC_PARAGRAPH, "甲");
	add(doc, doc->root, DOC_ATTACHMENT, "");
	add(doc, add(doc, doc->root, DOC_ATTACHMENT, ""), DOC_TITLE, "乙");
	cr_assert_not(doc_check(doc, &diags));
	static const enum diag_code expected[] = { DIAG_RUN_IN_ALONE, DIAG_HEADING_END_MARK, DIAG_NODE_EMPTY, DIAG_HEADING_PLACE,
						   DIAG_TITLE_TWICE, DIAG_SIGNATURE_PARTS, DIAG_ATTACHMENT_TITLE, DIAG_ATTACHMENT_COUNT, DIAG_SIGNATURE_AMID,
						   DIAG_ATTACHMENT_NOTE_PLACE };
	const struct diag *d = diags.first;
	for (size_t i = 0; i < sizeof expected / sizeof *expected; i++, d = d->next)
		cr_assert(d && d->code == expected[i], "%zu: %s", i, d ? diag_id(d->code) : "none");
	cr_assert(!d && !alone->run_in);
	arena_free(arena);
}

/* What is attached is named below the text; not so what a notice issues, which has no mark. */
Test(doc_check, attachments_are_announced)
{
	struct arena *arena;
	struct diag_list diags;
	struct doc *doc = new_doc(&arena);
	diag_init(&diags, arena);
	add(doc, doc->root, DOC_PARAGRAPH, "文。");
	struct doc_node *issued = add(doc, doc->root, DOC_ATTACHMENT, "");
	add(doc, issued, DOC_TITLE, "计划");
	add(doc, issued, DOC_PARAGRAPH, "文。");
	issued->unmarked = true;
	cr_expect(doc_check(doc, &diags) && !diags.first);
	struct doc_node *attachment = add(doc, doc->root, DOC_ATTACHMENT, "");
	add(doc, attachment, DOC_TITLE, "分工表");
	add(doc, attachment, DOC_PARAGRAPH, "文。");
	cr_expect(doc_check(doc, &diags), "a warning");
	cr_assert(diags.first && diags.first->code == DIAG_ATTACHMENT_UNNAMED && !diags.first->next);
	cr_expect_str_eq(diags.first->arguments[0], "分工表");
	arena_free(arena);
}

/* ---- books */

Test(doc, plans_are_moved_into_a_book)
{
	struct arena *arena = arena_new();
	struct doc *book = doc_new(arena, NULL), *plan = doc_new(arena, NULL);
	struct doc_node *cover = doc_add(book, book->root, DOC_COVER, NO_PLACE);
	doc_add_text(book, doc_add(book, cover, DOC_TITLE, NO_PLACE), DOC_TEXT, STR("汇编"), NO_PLACE);
	plan->numbering = DOC_NUMBER_TWO_LEVEL;
	plan->continue_level3 = true;
	doc_add(plan, doc_add(plan, plan->root, DOC_PARAGRAPH, NO_PLACE), DOC_GAP, NO_PLACE);
	struct doc_node *first = plan->root->first;
	struct doc_node *node = doc_add_plan(book, plan, "11-县科技局");
	cr_expect_eq(node->first, first);
	cr_expect_eq(first->parent, node);
	cr_expect_null(plan->root->first);
	cr_expect_eq(book->gaps, 1);
	cr_expect_eq(plan->gaps, 0);
	cr_expect_eq(node->numbering, DOC_NUMBER_TWO_LEVEL);
	cr_expect(node->continue_level3);
	cr_expect_str_eq(doc_title(book), "汇编");
	arena_free(arena);
}

Test(doc, entries_show_numbers_without_the_mark_of_a_run_in_heading)
{
	struct arena *arena = arena_new();
	struct doc *doc = doc_new(arena, NULL);
	struct doc_node *heading = doc_add(doc, doc->root, DOC_HEADING, NO_PLACE);
	heading->number = "（一）";
	heading->run_in = true;
	doc_add_text(doc, heading, DOC_TEXT, STR("提高认识。"), NO_PLACE);
	struct doc_node *attachment = doc_add(doc, doc->root, DOC_ATTACHMENT, NO_PLACE);
	attachment->number = "附件1";
	doc_add_text(doc, doc_add(doc, attachment, DOC_TITLE, NO_PLACE), DOC_TEXT, STR("分工表"), NO_PLACE);
	struct buf out = BUF_INIT;
	doc_add_entry_text(heading, &out);
	buf_add_char(&out, '|');
	doc_add_entry_text(attachment, &out);
	cr_expect_str_eq(out.data, "（一）提高认识|附件1 分工表");
	buf_free(&out);
	arena_free(arena);
}
