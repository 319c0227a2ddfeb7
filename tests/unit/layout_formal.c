/* Formal documents: head (版头) and record block (版记), GB/T 9704-2012, 7.2 and 7.4. */
#include <criterion/criterion.h>
#include <math.h>
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "layout/fixed.h"
#include "layout_support.h"

#define MM(mm) ((mm) * 72.0 / 25.4)

static const double top = MM(37), left = MM(28), width = MM(156), bottom = MM(297 - 35), pitch = 28.95;
static const double em_top = 0.88; /* of the free fonts */

static struct set formal_new(void)
{
	struct set set = set_new();
	const struct page_template *template = template_load(set.arena, "templates", "gbt9704-head", NULL, &set.diags);
	cr_assert_not_null(template);
	*set.template = *template;
	return set;
}

static void add_meta(struct set *set, const char *key, const char *value)
{
	struct doc_meta *meta = ARENA_ARRAY(set->arena, struct doc_meta, set->doc->meta_count + 1);
	for (size_t i = 0; i < set->doc->meta_count; i++)
		meta[i] = set->doc->meta[i];
	meta[set->doc->meta_count++] = (struct doc_meta){ key, str_of(value), set->doc->root->place, NULL };
	set->doc->meta = meta;
}

/* `paragraphs` of one line below a title, with all that the meta data give. */
static void fill(struct set *set, size_t paragraphs)
{
	add_node(set, NULL, DOC_TITLE, "关于值班工作的通知");
	for (size_t i = 0; i < paragraphs; i++)
		add_node(set, NULL, DOC_PARAGRAPH, han(set, 20));
	doc_add_head(set->doc, STR("甲县科技局"), "文件");
	doc_add_record(set->doc, true);
}

/* Fields of the block, each with '/' behind it; line breaks are '|'. */
static const char *fields(struct set *set, const struct doc_node *block)
{
	struct buf out = BUF_INIT;
	for (const struct doc_node *n = block; n; n = doc_next(n, block)) {
		if (n->kind == DOC_FIELD && n->previous)
			buf_add_char(&out, '/');
		if (n->kind == DOC_LINE_BREAK)
			buf_add_char(&out, '|');
		buf_add_str(&out, n->text);
	}
	return buf_move_to(&out, set->arena);
}

Test(layout_formal, fields_are_as_printed)
{
	struct set set = formal_new();
	add_meta(&set, "份号", "12");
	add_meta(&set, "密级", "机密");
	add_meta(&set, "保密期限", "1年");
	add_meta(&set, "紧急程度", "特急");
	add_meta(&set, "发文字号", "甲科〔2026〕3号");
	add_meta(&set, "签发人", "张三、李四，王五 ");
	add_meta(&set, "抄送", "县委办公室");
	add_meta(&set, "印发机关", "甲县科技局办公室");
	add_meta(&set, "印发日期", "2026年1月6日");
	fill(&set, 1);
	cr_assert_eq(set.doc->root->first->kind, DOC_HEAD);
	cr_assert_eq(set.doc->root->last->kind, DOC_RECORD);
	cr_assert_str_eq(fields(&set, set.doc->root->first),
			 "000012/机密★1年/特急/甲县科技局文件/甲科〔2026〕3号/签发人：张三　李四|王五");
	cr_assert_str_eq(fields(&set, set.doc->root->last), "抄送：县委办公室。/甲县科技局办公室/2026年1月6日印发");
	set_free(&set);
}

Test(layout_formal, marks_that_stand_in_the_values_are_not_added_again)
{
	struct set set = formal_new();
	add_meta(&set, "份号", "第1号");
	add_meta(&set, "密级", "秘密★");
	add_meta(&set, "保密期限", "长期");
	add_meta(&set, "发文机关", "甲县科技局文件");
	add_meta(&set, "抄送", "抄送：县委办公室。");
	add_meta(&set, "印发日期", "2026年1月6日印发");
	fill(&set, 0);
	cr_assert_str_eq(fields(&set, set.doc->root->first), "第1号/秘密★长期/甲县科技局文件");
	cr_assert_str_eq(fields(&set, set.doc->root->last), "抄送：县委办公室。/2026年1月6日印发");
	set_free(&set);
}

Test(layout_formal, missing_values_are_gaps)
{
	struct set set = formal_new();
	add_meta(&set, "发文字号", "〔待填：代字〕〔2026〕〔待填：顺序号〕号");
	add_meta(&set, "抄送", "〔待填：没有完");
	fill(&set, 0);
	const struct doc_node *number = doc_field(set.doc->root->first, "发文字号");
	cr_assert_eq(set.doc->gaps, 2);
	cr_assert_eq(number->first->kind, DOC_GAP);
	cr_assert_str_eq(number->first->label, "代字");
	cr_assert_str_eq(fields(&set, set.doc->root->first), "甲县科技局文件/〔待填：代字〕〔2026〕〔待填：顺序号〕号");
	set_free(&set);
}

Test(layout_formal, nothing_to_show_adds_nothing)
{
	struct set set = formal_new();
	doc_add_head(set.doc, STR(""), "文件");
	doc_add_record(set.doc, true);
	cr_assert_null(set.doc->root->first);
	set_free(&set);
}

/* The line of the first page with this text. */
static const struct page_line *find(const struct set *set, size_t page, const char *text)
{
	for (size_t i = 0; i < set->pages.pages[page].line_count; i++)
		if (str_is(set->pages.pages[page].lines[i].text, text))
			return &set->pages.pages[page].lines[i];
	cr_assert_fail("no line ‘%s’", text);
	return NULL;
}

Test(layout_formal, the_head_stands_where_the_standard_wants_it)
{
	struct set set = formal_new();
	add_meta(&set, "密级", "机密");
	add_meta(&set, "紧急程度", "特急");
	add_meta(&set, "发文字号", "甲科〔2026〕3号");
	fill(&set, 1);
	lay_out(&set);
	const struct page_line *security = find(&set, 0, "机密"), *mark = find(&set, 0, "甲县科技局文件");
	const struct page_line *number = find(&set, 0, "甲科〔2026〕3号"), *title = find(&set, 0, "关于值班工作的通知");
	cr_assert_float_eq(security->baseline, top + em_top * 16, 0.1);
	cr_assert_float_eq(security->left, left, 0.01);
	cr_assert_float_eq(find(&set, 0, "特急")->baseline, top + em_top * 16 + pitch, 0.1);
	cr_assert_float_eq(mark->size, 48, 0.01);
	cr_assert_eq(mark->runs[0].color, 0xFF0000);
	double mark_top = mark->baseline - em_top * 48, number_top = number->baseline - em_top * 16;
	cr_assert_float_eq(mark_top, top + MM(35), 0.1, "7.2.4");
	cr_assert_float_eq((mark->left + mark->right) / 2, left + width / 2, 0.1);
	cr_assert_float_eq(number_top, mark_top + 48 + 2 * pitch, 0.2, "7.2.5");
	cr_assert_float_eq((number->left + number->right) / 2, left + width / 2, 0.1);
	cr_assert_eq(set.pages.pages[0].rule_count, 1);
	const struct page_rule *rule = &set.pages.pages[0].rules[0];
	cr_assert_float_eq(rule->y, number_top + 16 + MM(4), 0.2, "7.2.7");
	cr_assert_float_eq(rule->x, left, 0.01);
	cr_assert_float_eq(rule->width, width, 0.01);
	cr_assert_eq(rule->color, 0xFF0000);
	cr_assert_float_eq(title->baseline - em_top * 22, rule->y + rule->height + 2 * pitch, 0.2, "7.3.1");
	set_free(&set);
}

Test(layout_formal, signers_stand_at_the_right_and_the_number_on_their_last_row)
{
	struct set set = formal_new();
	double cell = width / 28;
	add_meta(&set, "发文字号", "甲科〔2026〕3号");
	add_meta(&set, "签发人", "张三、李四、王五");
	fill(&set, 1);
	lay_out(&set);
	const struct page_line *first = find(&set, 0, "签发人：张三　李四"), *second = find(&set, 0, "王五");
	const struct page_line *number = find(&set, 0, "甲科〔2026〕3号");
	cr_assert_float_eq(first->right, left + width - cell, 0.1);
	cr_assert_float_eq(second->left, first->left + 4 * cell, 0.1);
	cr_assert_float_eq(second->baseline, first->baseline + pitch, 0.01);
	cr_assert_float_eq(number->baseline, second->baseline, 0.01);
	cr_assert_float_eq(number->left, left + cell, 0.1);
	set_free(&set);
}

Test(layout_formal, a_number_with_no_room_beside_the_signers_stands_below_them)
{
	static const char *const numbers[] = { "中共青石县科学技术局党组字〔2026〕第13号", "青石县科学技术局办公函〔2026〕3号",
					       "中共青石县科学技术局党组和中共青石县农业农村局党组联合字〔2026〕第1234号" };
	static const struct {
		const char *names, *last;
		size_t rows[3]; /* below the first of the signers' rows, on which the numbers begin */
	} cases[] = {
		{ "张三", "签发人：张三", { 1, 0, 1 } },
		{ "张三、李四", "签发人：张三　李四", { 1, 1, 1 } },
		{ "张三、李四、王五", "王五", { 2, 1, 2 } },
		{ "阿卜杜热合曼·麦麦提艾力、古丽巴哈尔·阿不都热依木", "古丽巴哈尔·阿不都热依木", { 2, 2, 2 } },
	};
	double cell = width / 28;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
		for (size_t k = 0; k < sizeof numbers / sizeof *numbers; k++) {
			struct set set = formal_new();
			add_meta(&set, "发文字号", numbers[k]);
			add_meta(&set, "签发人", cases[i].names);
			fill(&set, 1);
			lay_out(&set);
			const struct page_line *first = NULL, *number = NULL, *last = find(&set, 0, cases[i].last);
			const struct page *page = &set.pages.pages[0];
			for (size_t n = 0; n < page->line_count; n++) {
				const struct page_line *line = &page->lines[n];
				cr_expect_leq(line->right, left + width + 0.01, "%.*s", (int)line->text.len, line->text.data);
				cr_expect_geq(line->left, left - 0.01);
				first = !first && str_starts(line->text, "签发人：") ? line : first;
				number = !number && str_starts(str_of(numbers[k]), arena_copy(set.arena, line->text.data, line->text.len)) ? line : number;
			}
			cr_assert(first && number);
			cr_expect_float_eq(number->baseline, first->baseline + (double)cases[i].rows[k] * pitch, 0.01, "%s, %s: %g rows",
					   numbers[k], cases[i].names, (number->baseline - first->baseline) / pitch);
			cr_expect_float_eq(number->left, left + cell, 0.1);
			cr_expect(number->baseline > last->baseline + 1 || number->right + cell <= last->left + 0.01);
			const struct page_rule *rule = &page->rules[0];
			cr_expect_gt(rule->y, number->baseline);
			cr_expect_gt(rule->y, last->baseline);
			set_free(&set);
		}
}

Test(layout_formal, long_marks_get_smaller_then_have_two_lines)
{
	struct set set = formal_new();
	cr_assert_float_eq(head_mark_size(set.template, STR("甲县科技局文件")), 48, 0.01);
	cr_assert_float_eq(head_mark_size(set.template, STR("中共甲县科学技术局党组文件")), 33.5, 0.01, "a point of the line is left, as word processors round");
	cr_assert_float_eq(head_mark_size(set.template, STR("中共望川市西陵区市场监督管理局机关纪律检查委员会文件")), 26, 0.01);
	add_meta(&set, "发文机关", "中共望川市西陵区市场监督管理局机关纪律检查委员会");
	fill(&set, 1);
	lay_out(&set);
	const struct page_line *lines = set.pages.pages[0].lines;
	cr_assert_float_eq(lines[0].size, 26, 0.01);
	cr_assert_float_eq(lines[1].size, 26, 0.01);
	cr_assert_leq(lines[0].right, left + width + 0.01);
	set_free(&set);
}

static void add_record_meta(struct set *set)
{
	add_meta(set, "抄送", "县委办公室，县人大常委会办公室，县政府办公室，县政协办公室，县纪委监委机关，县委组织部");
	add_meta(set, "印发机关", "甲县科技局办公室");
	add_meta(set, "印发日期", "2026年1月6日");
}

Test(layout_formal, the_record_block_ends_at_the_text_areas_bottom)
{
	struct set set = formal_new();
	add_record_meta(&set);
	fill(&set, 1);
	lay_out(&set);
	cr_assert_eq(set.pages.page_count, 2);
	const struct page *page = &set.pages.pages[1];
	cr_assert_eq(page->rule_count, 3);
	const double heights[] = { 0.35, 0.25, 0.35 };
	for (size_t i = 0; i < 3; i++) {
		cr_assert_float_eq(page->rules[i].height, MM(heights[i]), 0.01, "7.4.1");
		cr_assert_float_eq(page->rules[i].x, left, 0.01);
		cr_assert_float_eq(page->rules[i].width, width, 0.01);
	}
	cr_assert_float_eq(page->rules[2].y + page->rules[2].height, bottom, 0.01);
	const struct page_line *office = find(&set, 1, "甲县科技局办公室"), *date = find(&set, 1, "2026年1月6日印发");
	cr_assert_float_eq(office->left, left + 14, 0.01);
	cr_assert_float_eq(date->right, left + width - 14, 0.01);
	cr_assert_float_eq(office->baseline, date->baseline, 0.01);
	cr_assert_float_eq(page->lines[0].left, left + 14, 0.01);
	cr_assert_float_eq(page->lines[1].left, left + 4 * 14, 0.01, "7.4.2: behind the colon");
	set_free(&set);
}

/* Pages and what the last one shows, for so many lines of text. */
static void expect_record(size_t paragraphs, size_t pages, int begun, bool numbered)
{
	struct set set = formal_new();
	add_record_meta(&set);
	fill(&set, paragraphs);
	lay_out(&set);
	cr_expect_eq(set.pages.page_count, pages, "%zu paragraphs: %zu pages", paragraphs, set.pages.page_count);
	cr_expect_eq(set.pages.record_pages, begun, "%zu paragraphs: %d", paragraphs, set.pages.record_pages);
	const struct page *last = &set.pages.pages[set.pages.page_count - 1];
	cr_expect_eq(last->label != NULL, numbered);
	cr_expect_eq(last->rule_count, 3);
	if (begun == 2) {
		cr_expect_null(last[-1].label, "7.5: no number on the blank page");
		cr_expect_eq(last[-1].line_count, 0);
	}
	set_free(&set);
}

Test(layout_formal, the_record_block_is_on_an_even_page)
{
	enum { FIRST = 10, FULL = 22, ROOM = 19 }; /* lines of text on page 1 below head and title; on a page; above the block */
	expect_record(FIRST, 2, 1, true);
	expect_record(FIRST + 2, 2, 0, true);
	expect_record(FIRST + ROOM, 2, 0, true);
	expect_record(FIRST + ROOM + 1, 4, 2, false);
	expect_record(FIRST + FULL + 2, 4, 1, true);
}

/* A short text that would be kept together below a lower head. */
/* 5.2.3: lines below a head stand between those of the grid; as many stand on the page as the type area has room for their characters. */
Test(layout_formal, the_first_page_is_full_whatever_the_height_of_its_head)
{
	static const char *const signers[] = { NULL, "张三", "张三、李四、王五", "张三、李四、王五、赵六、钱七" };
	size_t below = 0;
	for (size_t i = 0; i < 8; i++) {
		struct set set = formal_new();
		if (signers[i / 2])
			add_meta(&set, "签发人", signers[i / 2]);
		add_meta(&set, "发文字号", "甲科〔2026〕3号");
		set.template->head.number_lines += i % 2 * 0.8;
		fill(&set, 30);
		lay_out(&set);
		cr_assert_geq(set.pages.page_count, 2);
		const struct page_part *text = &set.pages.pages[0].regions[PAGE_TEXT];
		double ends = text->lines[text->line_count - 1].baseline + (1 - em_top) * 16;
		cr_expect_leq(ends, text->bottom + 0.01, "head %zu", i);
		cr_expect_gt(ends + 28.95, text->bottom, "head %zu: one more line has room", i);
		below += ends - 16 + 28.95 > text->bottom + 0.01;
		set_free(&set);
	}
	cr_assert_gt(below, 0);
}

Test(layout_formal, the_first_page_shows_text)
{
	struct set set = formal_new();
	add_meta(&set, "签发人", "张三、李四、王五、赵六、孙七、周八");
	add_node(&set, NULL, DOC_TITLE, "关于值班工作的通知");
	add_node(&set, NULL, DOC_RECIPIENT, "各科室：");
	add_node(&set, NULL, DOC_HEADING, "总体要求")->level = 1;
	add_node(&set, NULL, DOC_PARAGRAPH, han(&set, 20));
	struct doc_node *signature = add_node(&set, NULL, DOC_SIGNATURE, NULL);
	add_node(&set, signature, DOC_AUTHORITY, "甲县科技局");
	add_node(&set, signature, DOC_DATE, "2026年1月5日");
	doc_add_head(set.doc, STR("甲县科技局"), "文件");
	lay_out(&set);
	cr_assert_eq(set.pages.page_count, 1);
	set_free(&set);
}

/* Han characters are a cell wide and digits as their face has them: nothing stands between them. */
static void expect_tight(struct set *set, size_t page, const char *text)
{
	const struct page_line *line = find(set, page, text);
	double natural = 0;
	for (size_t r = 0; r < line->run_count; r++)
		for (size_t i = 0; i < line->runs[r].glyph_count; i++) {
			const struct page_run *run = &line->runs[r];
			bool full = font_face_advance(run->face, run->glyphs[i].id) > 0.9;
			double cell = fabs(run->size - 16) < 0.01 ? set->template->char_pitch : run->size;
			natural += full ? cell : font_face_advance(run->face, run->glyphs[i].id) * run->size;
		}
	cr_expect_float_eq(line->right - line->left, natural, 0.01, "%s: %.2f, %.2f", text, line->right - line->left, natural);
}

/* 机密★1年, 附件1, 2026年1月5日 are written without spaces, and so they are set where text is not. */
Test(layout_formal, formulas_have_no_gaps)
{
	struct set set = formal_new();
	set.template->latin_gap = 0.25;
	add_meta(&set, "密级", "机密");
	add_meta(&set, "保密期限", "1年");
	fill(&set, 1);
	struct doc_node *signature = add_node(&set, NULL, DOC_SIGNATURE, NULL);
	add_node(&set, signature, DOC_AUTHORITY, "甲县科技局");
	add_node(&set, signature, DOC_DATE, "2026年1月5日");
	add_node(&set, NULL, DOC_ATTACHMENT, NULL)->number = "附件1";
	lay_out(&set);
	expect_tight(&set, 0, "机密★1年");
	expect_tight(&set, 0, "2026年1月5日");
	expect_tight(&set, 1, "附件1");
	set_free(&set);
}

/* GB/T 9704-2012, 7.3.5.4: a date is written without spaces, and so it stands everywhere. */
Test(layout_formal, dates_look_alike_wherever_they_stand)
{
	static const enum doc_kind kinds[] = { DOC_TITLE, DOC_RECIPIENT, DOC_PARAGRAPH, DOC_DATE };
	for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
		struct set set = formal_new();
		struct doc_node *parent = kinds[i] == DOC_DATE ? add_node(&set, NULL, DOC_SIGNATURE, NULL) : NULL;
		add_node(&set, parent, kinds[i], "2026年1月5日");
		lay_out(&set);
		expect_tight(&set, 0, "2026年1月5日");
		set_free(&set);
	}
}

Test(layout_formal, what_follows_the_record_block_is_on_a_new_page)
{
	struct set set = formal_new();
	add_record_meta(&set);
	fill(&set, 12);
	add_node(&set, NULL, DOC_PARAGRAPH, "待填项目");
	lay_out(&set);
	cr_assert_eq(set.pages.page_count, 3);
	cr_assert_float_eq(find(&set, 2, "待填项目")->baseline, top + em_top * 16, 0.1);
	set_free(&set);
}

Test(layout_formal, other_templates_have_no_head)
{
	struct set set = set_new();
	cr_assert_not(set.template->head.shown);
	cr_assert_not(set.template->record.shown);
	set_free(&set);
}
