/* Word counts headings, lists and attachments as the tree does. */
#include <criterion/criterion.h>

#include "base/arena.h"
#include "docx_support.h"

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

/* The number that follows the at-th `w:numId w:val="` of the text, from 0; -1: there are not so many. */
static int num_of(const char *text, size_t at)
{
	static const char sign[] = "<w:numId w:val=\"";
	const char *found = strstr(text, sign);
	for (; found && at; at--)
		found = strstr(found + 1, sign);
	return found ? atoi(found + strlen(sign)) : -1;
}

/* LibreOffice counts each w:num by itself: what stands below a heading that counts anew is of the same. */
Test(docx, levels_below_go_on_in_the_same_numbering)
{
	struct fixture f;
	set_up(&f);
	static const int levels[] = { 1, 2, 3, 2, 3 };
	for (size_t i = 0; i < sizeof levels / sizeof *levels; i++)
		add_heading(&f, NULL, levels[i], "标题")->restart = i == 3;
	const char *document = part(&f, "word/document.xml");
	int anew = num_of(document, 0), below = num_of(document, 1);
	for (size_t i = 2; num_of(document, i) > 0; i++) {
		anew = below;
		below = num_of(document, i);
	}
	cr_expect(anew > 0 && anew == below, "%d, then %d:\n%s", anew, below, document);
	tear_down(&f);
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
