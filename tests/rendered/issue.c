/* Forms of issue, read back from PDF: clauses of GB/T 9704-2012 and what was measured. What DOCX has is in geometry.c. */
#include <criterion/criterion.h>
#include <math.h>
#include <string.h>

#include "base/arena.h"
#include "base/diag.h"
#include "base/file.h"
#include "base/utf8.h"
#include "rendered.h"

static const double left = MM(28), width = MM(156), pitch = 28.95, char_pitch = MM(156) / 28, seal = MM(42);
enum { MOST_NAMES = 6, BODY = 16 };

/* Renders the source; returns the folder. */
static const char *render(struct arena *arena, const char *source, const char *options)
{
	const char *folder = rendered_folder(arena), *path = file_join(arena, folder, "source.md");
	struct diag_list diags;
	diag_init(&diags, arena);
	cr_assert(file_write(path, str_of(source), &diags));
	cr_assert_eq(rendered_run(NULL, "%s render -q %s -o '%s' '%s' 2>&1", rendered_plangen(), options, folder, path), 0);
	return folder;
}

/* A text on a page. */
struct found {
	size_t page;
	double left, right, y; /* pt, baseline */
	double size;
};

/* The n-th place where the document shows the text, which stands on one line. */
static struct found find(const struct rendered_pdf *pdf, const char *text, size_t nth)
{
	for (size_t p = 0; p < pdf->count; p++)
		for (size_t i = 0; i < pdf->pages[p].count; i++) {
			const struct rendered_char *c = &pdf->pages[p].chars[i];
			size_t end = i;
			const char *at = text;
			uint32_t cp;
			for (size_t n; *at && end < pdf->pages[p].count; at += n, end++) {
				n = utf8_decode(at, strlen(at), &cp);
				while (end < pdf->pages[p].count && pdf->pages[p].chars[end].codepoint == ' ')
					end++;
				if (end == pdf->pages[p].count || pdf->pages[p].chars[end].codepoint != cp)
					break;
			}
			if (!*at && c->codepoint != ' ' && !nth--)
				return (struct found){ p, c->x, pdf->pages[p].chars[end - 1].right, c->y, c->size };
		}
	cr_assert_fail("the document does not show ‘%s’", text);
	return (struct found){ 0 };
}

static double middle_of(struct found found)
{
	return (found.left + found.right) / 2;
}

/* ---- 7.2.4: joint marks */

static const struct joint {
	const char *names[MOST_NAMES + 1];
	const char *mark;
} joints[] = {
	{ { "中共青山县委组织部", "青山县民政局", NULL }, "中共青山县委组织部、青山县民政局" },
	{ { "县委组织部", "县民政局", "青山县人力资源和社会保障局", NULL }, "县委组织部、县民政局、青山县人力资源和社会保障局" },
	{ { "县委办公室", "县教育局", "县财政局", "县农业农村局", "县科技局", NULL }, "县委办公室|县教育局|县财政局|县农业农村局|县科技局文件" },
};

static void expect_joint(const struct rendered_pdf *pdf, const struct joint *joint)
{
	struct found first = find(pdf, joint->names[0], 0), suffix = find(pdf, "文件", 0), last = first, own = first;
	for (size_t i = 0; joint->names[i]; i++, last = own) {
		own = find(pdf, joint->names[i], 0);
		cr_expect_float_eq(own.left, first.left, MM(0.1), "7.2.4: names spread to one width");
		cr_expect_float_eq(own.right, first.right, MM(0.1), "7.2.4: names spread to one width");
		cr_expect(!i || own.y > last.y + own.size, "7.2.4: one below the other, the leading one first");
	}
	cr_expect_float_eq(first.y - 0.88 * first.size, MM(37 + 35), MM(0.3), "7.2.4: 35 mm below the type area's top");
	cr_expect_float_eq(suffix.y, (first.y + last.y) / 2, MM(0.1), "7.2.4: 文件 centred on the names");
	cr_expect(suffix.left > first.right, "7.2.4: 文件 at the right");
	cr_expect_float_eq(first.left - left, left + width - suffix.right, MM(0.2), "7.2.4: centred");
	cr_expect_eq(find(pdf, "正文中国", 0).page, 0, "7.3: page 1 shows text");
	struct found number = find(pdf, "青组发", 0);
	cr_expect_float_eq(number.y - 0.88 * 16 - (last.y + 0.12 * last.size), 2 * pitch, MM(0.3), "7.2.5: two blank lines to 发文字号");
}

Test(issue, joint_marks_are_of_one_width)
{
	for (size_t i = 0; i < sizeof joints / sizeof *joints; i++) {
		struct arena *arena = arena_new();
		const char *source = arena_printf(arena, "---\n标题: 关于做好2026年全县党员教育培训工作的通知\n主送: 各乡镇\n发文机关: %s\n发文字号: 青组发〔2026〕3号\n---\n\n"
							 "正文中国正文中国。\n", joints[i].mark);
		struct rendered_pdf pdf = rendered_read(arena, rendered_find(arena, render(arena, source, "-f pdf --template gbt9704-head"), ".pdf"));
		expect_joint(&pdf, &joints[i]);
		arena_free(arena);
	}
}

/* ---- 7.3.5: seals */

struct sealed {
	const char *names[MOST_NAMES + 1];
	size_t rows;
};

static const char *sealed_source(struct arena *arena, const struct sealed *sealed, const char *kind)
{
	struct buf text = BUF_INIT;
	buf_printf(&text, "---\n标题: 关于值班工作的通知\n印章: %s\n---\n\n正文中国正文中国。\n\n```落款\n", kind);
	for (size_t i = 0; sealed->names[i]; i++)
		buf_printf(&text, "%s\n", sealed->names[i]);
	buf_add_text(&text, "2026年3月11日\n```\n");
	return buf_move_to(&text, arena);
}

/* The circles of 42 mm around the names: inside the type area's width, apart from each other, the first within a line of the text. */
static void expect_seals(const struct rendered_pdf *pdf, const struct sealed *sealed, double near)
{
	struct found date = find(pdf, "2026年3月11日", 0), text = find(pdf, "正文中国", 0), places[MOST_NAMES];
	size_t count = 0, rows = 0;
	for (; sealed->names[count]; count++) {
		struct found *own = &places[count];
		*own = find(pdf, sealed->names[count], 0);
		cr_expect_eq(own->page, text.page, "7.3.5.5: the seals' page shows text");
		cr_expect(middle_of(*own) - seal / 2 > left - near && middle_of(*own) + seal / 2 < left + width + near,
			  "7.3.5.1: %s's seal ends inside the type area", sealed->names[count]);
		rows += !count || own->y > places[count - 1].y + 1;
		for (size_t k = 0; k < count; k++) {
			double apart = hypot(middle_of(*own) - middle_of(places[k]), own->y - places[k].y);
			cr_expect(apart > seal + near, "7.3.5.1: seals %zu and %zu do not touch: %g mm apart", k, count, apart * 25.4 / 72);
			cr_expect(own->y > places[k].y + pitch || own->left > places[k].right + BODY / 2.0, "names %zu and %zu are apart", k, count);
		}
	}
	double seal_top = places[0].y - 0.38 * BODY - seal / 2, text_bottom = text.y + 0.12 * BODY;
	cr_expect_eq(rows, sealed->rows, "%zu rows", rows);
	cr_expect(seal_top > text_bottom - near && seal_top < text_bottom + pitch + near, "7.3.5.1: the seal's top is within a line of the text");
	cr_expect_float_eq(middle_of(places[count - 1]), middle_of(date), near, "7.3.5.1: the last name is centred on the date");
	cr_expect_float_eq(date.y, places[count - 1].y + pitch, near, "the date is below it");
	cr_expect_float_eq(date.right, left + width - 4 * char_pitch, near, "7.3.5.1: four characters from the right");
}

static const struct sealed seals[] = {
	{ { "县科技局", NULL }, 1 },
	{ { "县科技局", "县财政局", NULL }, 1 },
	{ { "中共青石县委组织部", "青石县人力资源和社会保障局", NULL }, 1 },
	{ { "中共青石县委宣传思想文化工作领导小组办公室", "青石县人力资源和社会保障局", NULL }, 2 },
	{ { "县科技局", "县财政局", "县教育局", NULL }, 1 },
	{ { "青石县科技局", "青石县财政局", "青石县教育局", "青石县农业农村局", NULL }, 2 },
	{ { "县科技局", "县财政局", "县教育局", "县水利局", "县司法局", NULL }, 2 },
	{ { "县科技局", "县财政局", "县教育局", "县水利局", "县司法局", "县民政局", NULL }, 2 },
	{ { "中共青石县委组织部", "青石县财政局", "青石县教育局", "青石县水利局", "青石县农业农村局", NULL }, 3 },
};

Test(issue, seals_stand_over_the_names_and_do_not_touch)
{
	for (size_t i = 0; i < sizeof seals / sizeof *seals; i++) {
		struct arena *arena = arena_new();
		const char *folder = render(arena, sealed_source(arena, &seals[i], "印章"), "-f pdf");
		struct rendered_pdf pdf = rendered_read(arena, rendered_find(arena, folder, ".pdf"));
		expect_seals(&pdf, &seals[i], MM(0.1));
		arena_free(arena);
	}
}

/* Rows of seals take more than half a page, and the text ends where they do not fit below it. */
Test(issue, the_page_of_the_seals_shows_text)
{
	struct arena *arena = arena_new();
	const struct sealed *many = &seals[sizeof seals / sizeof *seals - 1];
	struct buf text = BUF_INIT;
	const char *source = sealed_source(arena, many, "印章"), *body = strstr(source, "正文中国");
	buf_add(&text, source, (size_t)(body - source));
	for (size_t i = 0; i < 14; i++)
		buf_add_text(&text, "前文前文。\n\n");
	buf_printf(&text, "%s\n```附注\n联系人：王立新\n```\n", body);
	struct rendered_pdf pdf = rendered_read(arena, rendered_find(arena, render(arena, text.data, "-f pdf"), ".pdf"));
	cr_expect_eq(find(&pdf, "正文中国", 0).page, 1);
	expect_seals(&pdf, many, MM(0.1));
	buf_free(&text);
	arena_free(arena);
}

Test(issue, stamps_stand_beside_the_offices)
{
	struct arena *arena = arena_new();
	static const struct sealed two = { { "中共青石县委书记", "青石县人民政府县长", NULL }, 2 };
	struct rendered_pdf pdf = rendered_read(arena, rendered_find(arena, render(arena, sealed_source(arena, &two, "签名章"), "-f pdf"), ".pdf"));
	struct found text = find(&pdf, "正文中国", 0), first = find(&pdf, two.names[0], 0), second = find(&pdf, two.names[1], 0);
	struct found date = find(&pdf, "2026年3月11日", 0);
	double stamp = MM(20), right = left + width - 4 * char_pitch;
	cr_expect_float_eq(first.right, right - MM(40) - 2 * char_pitch, MM(0.1), "7.3.5.3: two characters from the stamp");
	cr_expect_float_eq(second.right, first.right, MM(0.1), "7.3.5.3: below each other");
	cr_expect_float_eq(date.right, right, MM(0.1), "7.3.5.3: four characters from the right");
	cr_expect(first.y - 0.38 * BODY - stamp / 2 > text.y + 0.12 * BODY + 2 * pitch - BODY, "7.3.5.3: two blank lines above the stamp");
	cr_expect(second.y - first.y > stamp + MM(1), "stamps do not touch");
	cr_expect(date.y - 0.88 * BODY > second.y - 0.38 * BODY + stamp / 2 + pitch / 2, "7.3.5.3: a blank line above the date");
	arena_free(arena);
}

/* ---- what a notice issues (印发通知), and minutes */

static const char *with_lines(struct arena *arena, const char *begin, size_t lines, const char *end)
{
	struct buf text = BUF_INIT;
	buf_add_text(&text, begin);
	for (size_t i = 0; i < lines; i++)
		buf_add_text(&text, "正文中国正文中国。\n\n");
	buf_add_text(&text, end);
	return buf_move_to(&text, arena);
}

/* A notice with a plan of so many lines behind it. */
static const char *issuing(struct arena *arena, size_t lines)
{
	return with_lines(arena, "---\n标题: 关于印发《2026年工作要点》的通知\n主送: 各科室\n发文机关: 县科技局\n发文字号: 青科〔2026〕3号\n印章: 印章\n"
				 "抄送: 县委办公室\n---\n\n现将工作要点印发给你们。\n\n```落款\n县科技局\n2026年3月11日\n```\n\n"
				 "```附件 标题=\"工作要点总览\" 序号=\"无\"\n```\n\n# 总体要求\n\n", lines, "");
}

/* A plan of so many lines, which --issue puts behind the notice of the shared block. */
static const char *issued(struct arena *arena, size_t lines)
{
	return with_lines(arena, "---\n标题: 工作要点总览\n主送: 各科室\n发文机关: 县科技局\n发文字号: 青科〔2026〕3号\n印章: 印章\n抄送: 县委办公室\n---\n\n"
				 "# 总体要求\n\n", lines, "```落款\n县科技局\n2026年3月11日\n```\n");
}

/* A document of a notice on its first page, and so many pages of the plan. */
static void expect_issued(struct arena *arena, const char *source, const char *options, size_t pages)
{
	struct rendered_pdf pdf = rendered_read(arena, rendered_find(arena, render(arena, source, options), ".pdf"));
	struct found heading = find(&pdf, "一、总体", 0), record = find(&pdf, "抄送：", 0), title = find(&pdf, "工作要点总览", 0);
	for (size_t i = 1; title.page == 0; i++) /* the notice names it */
		title = find(&pdf, "工作要点总览", i);
	cr_expect_eq(find(&pdf, "县科技局", 1).page, 0, "the notice is signed on its page");
	cr_expect_eq(find(&pdf, "2026年3月11日", 0).page, 0);
	cr_expect_eq(title.page, 1, "the plan begins on a new page");
	cr_expect_float_eq(title.y - 0.88 * 22, MM(37), MM(1), "its title where the type area begins, without 附件 above it");
	cr_expect_float_eq(title.size, 22, 0.01);
	cr_expect_float_eq(heading.y - title.y, 2 * pitch, MM(2), "a blank line below it");
	cr_expect_eq(pdf.count % 2, 0, "7.4: the record block is on an even page");
	cr_expect_eq(record.page, pdf.count - 1);
	for (size_t i = 1; i < pages + 1; i++)
		cr_expect_eq(find(&pdf, arena_printf(arena, "—%zu—", i + 1), 0).page, i, "7.5: page numbers run on");
}

Test(issue, a_notice_issues_plans_of_any_length)
{
	for (size_t pages = 1; pages <= 13; pages += 2) {
		struct arena *arena = arena_new();
		size_t lines = 20 + 22 * (pages - 1);
		expect_issued(arena, issuing(arena, lines), "-f pdf --template gbt9704-head", pages);
		expect_issued(arena, issued(arena, lines), "-f pdf --template gbt9704-head --issue", pages);
		arena_free(arena);
	}
}

Test(issue, minutes_have_their_mark)
{
	struct arena *arena = arena_new();
	const char *source = "---\n标题: 研究科技工作\n发文机关: 青石县人民政府常务会议\n发文字号: 青政纪〔2026〕3号\n---\n\n正文中国正文中国。\n";
	struct rendered_pdf pdf = rendered_read(arena, rendered_find(arena, render(arena, source, "-f pdf --template gbt9704-minutes"), ".pdf"));
	struct found mark = find(&pdf, "青石县人民政府常务会议纪要", 0);
	cr_expect_float_eq(mark.y - 0.88 * mark.size, MM(37 + 35), MM(0.3), "10.3: 35 mm below the type area's top");
	cr_expect_float_eq(mark.left - left, left + width - mark.right, MM(0.3), "10.3: centred");
	arena_free(arena);
}

/* Word processors round the width of each character: a mark that just fits here has two lines there. */
Test(issue, marks_of_any_length_have_one_line_in_word_processors, .timeout = 600)
{
	if (!rendered_has("soffice") || !rendered_has("mutool"))
		cr_skip_test("LibreOffice or mutool is not installed");
	struct arena *arena = arena_new();
	static const char *const bodies[] = { "青石县政府常务会议", "青石县政府全体常务会议", "青石县人民政府常务会议", "青石县人民政府主任办公会议" };
	for (size_t i = 0; i < sizeof bodies / sizeof *bodies; i++) {
		const char *source = arena_printf(arena, "---\n标题: 研究科技工作\n发文机关: %s\n---\n\n正文中国正文中国。\n", bodies[i]);
		struct rendered_pdf pdf = rendered_office(arena, render(arena, source, "-f docx --template gbt9704-minutes"));
		struct found first = find(&pdf, bodies[i], 0), last = find(&pdf, "要", 0);
		cr_expect_float_eq(last.y, first.y, 1, "%s纪要 has two lines", bodies[i]);
	}
	arena_free(arena);
}

/* 10.3: who was there, below the text and a blank line, two characters in, 出席 in 黑体; lines below stand under the first name; each list on a line of its own. */
Test(issue, minutes_say_who_was_there)
{
	static const char source[] = "---\n标题: 研究科技工作\n发文机关: 青石县人民政府常务会议\n发文字号: 第 3 期\n出席: 王立新、李志强、赵永刚、何静、秦文、周明、吴晓岚、郑海、孙立、陈晨\n"
				     "列席: 县水利局张伟\n请假: 杨光（出差）\n---\n\n会议研究工作。\n\n```附件说明\n名单\n```\n\n```附注\n此件公开发布\n```\n";
	struct arena *arena = arena_new();
	const char *folder = render(arena, source, "-f pdf,txt --template gbt9704-minutes");
	struct rendered_pdf pdf = rendered_read(arena, rendered_find(arena, folder, ".pdf"));
	struct buf text = BUF_INIT;
	const double cell = char_pitch;
	struct found number = find(&pdf, "第3期", 0), note = find(&pdf, "附件：", 0), present = find(&pdf, "出席：", 0), first = find(&pdf, "王立新", 0);
	struct found excused = find(&pdf, "请假：杨光（出差）", 0), others = find(&pdf, "列席：县水利局张伟", 0), last = find(&pdf, "陈晨", 0);
	cr_expect_float_eq(number.left - left, left + width - number.right, MM(0.5), "the number of the issue is centred");
	cr_expect_float_eq(present.y - note.y, 2 * pitch, 0.2, "a blank line below the attachment note");
	cr_expect_float_eq(present.left, left + 2 * cell, 1, "two characters in: %.1f", (present.left - left) / cell);
	cr_expect_float_eq(first.left, left + 5 * cell, 1, "names behind the colon: %.1f", (first.left - left) / cell);
	cr_expect_float_eq(last.y - present.y, pitch, 0.2, "the names take two lines");
	cr_expect_float_eq(excused.y - last.y, pitch, 0.2);
	cr_expect_float_eq(others.y - excused.y, pitch, 0.2);
	const struct rendered_page *page = &pdf.pages[first.page];
	const char *label = "", *name = "";
	double leftmost = 1e9;
	for (size_t i = 0; i < page->count; i++) {
		const struct rendered_char *c = &page->chars[i];
		label = fabs(c->y - present.y) < 1 && fabs(c->x - present.left) < 1 ? c->font : label;
		name = fabs(c->y - first.y) < 1 && fabs(c->x - first.left) < 1 ? c->font : name;
		if (fabs(c->y - last.y) < 1)
			leftmost = fmin(leftmost, c->x);
	}
	cr_expect_float_eq(leftmost, left + 5 * cell, 1, "the second line is under the first name: %.1f", (leftmost - left) / cell);
	cr_expect_neq(strcmp(label, name), 0, "the label is in another face: %s", label);
	cr_assert_eq(rendered_run(&text, "cat '%s'", rendered_find(arena, folder, ".txt")), 0);
	cr_expect_not_null(strstr(text.data, "出席：王立新"));
	buf_free(&text);
	arena_free(arena);
}

/* ---- 10.1: letters */

/* The upper double rule, thick above thin, and the lower one, both 170 mm, centred. */
static void expect_rules(const struct rendered_rule *rules, size_t count, double mark_bottom)
{
	cr_assert_eq(count, 4, "two double rules on page 1, none elsewhere: %zu", count);
	for (size_t i = 0; i < count; i++) {
		cr_expect(rules[i].red, "10.1: red");
		cr_expect_float_eq(rules[i].width, MM(170), MM(0.05), "10.1: 170 mm long");
		cr_expect_float_eq(rules[i].x, MM(20), MM(0.05), "10.1: centred");
	}
	cr_expect(rules[0].y < mark_bottom + MM(3.9) && rules[0].y > mark_bottom + MM(2.5),
		  "10.1: 4 mm below the mark's ink, which ends above its box (measure-forms measures it)");
	cr_expect(rules[0].height > 2 * rules[1].height && rules[1].y > rules[0].y + rules[0].height, "10.1: thick above thin");
	cr_expect(rules[3].height > 2 * rules[2].height && rules[3].y > rules[2].y + rules[2].height, "10.1: thin above thick");
	cr_expect_float_eq(rules[3].y + rules[3].height, MM(297 - 20), MM(0.05), "10.1: 20 mm from the bottom edge");
}

static const char *letter(struct arena *arena, const char *labels, size_t lines)
{
	return with_lines(arena, arena_printf(arena, "---\n标题: 关于商请支持的函\n主送: 县委组织部\n发文机关: 青石县科技局、青石县财政局\n发文字号: 青科函〔2026〕3号\n"
						     "印发机关: 县科技局办公室\n抄送: 县委办公室\n%s---\n\n", labels), lines,
			  "```落款\n青石县科技局\n2026年3月11日\n```\n");
}

static void expect_letter(struct arena *arena, const char *labels, size_t rows, size_t lines)
{
	struct rendered_rule *rules;
	const char *path = rendered_find(arena, render(arena, letter(arena, labels, lines), "-f pdf --template gbt9704-letter"), ".pdf");
	struct rendered_pdf pdf = rendered_read(arena, path);
	size_t count = rendered_rules(arena, path, &rules);
	struct found mark = find(&pdf, "青石县科技局", 0), number = find(&pdf, "青科函〔2026〕3号", 0), title = find(&pdf, "关于商请支持的函", 0);
	double first = rules[1].y + rules[1].height + 16 * 7 / 8.0, gap = MM(0.1);
	expect_rules(rules, count, mark.y + 0.12 * mark.size);
	cr_expect_float_eq(mark.y - 0.88 * mark.size, MM(30), MM(0.3), "10.1: 30 mm from the paper's top");
	cr_expect_float_eq(middle_of(mark), left + width / 2, MM(0.3), "10.1: centred; the leading authority's mark alone");
	cr_expect_float_eq(number.y - 0.88 * 16, first, gap, "10.1: 7/8 of the type's height below the rule");
	cr_expect_float_eq(number.right, left + width, gap, "10.1: at the type area's right edge");
	if (rows) {
		struct found label = find(&pdf, "000001", 0), last = find(&pdf, "特急", 0);
		cr_expect_float_eq(label.y, number.y, gap, "10.1: beside 份号");
		cr_expect_float_eq(label.left, left, gap, "10.1: at the type area's left edge");
		cr_expect_float_eq(last.y - label.y, (double)(rows - 1) * pitch, gap, "10.1: below each other");
	}
	double last = first + (rows ? (double)(rows - 1) * pitch : 0) + 16;
	cr_expect_float_eq(title.y - 0.88 * 22, last + 2 * pitch, MM(0.3), "10.1: two blank lines above the title");
	struct found copies = find(&pdf, "抄送：县委办公室。", 0);
	cr_expect_eq(copies.page, pdf.count - 1, "10.1: on the last page, whether odd or even");
	cr_expect_float_eq(copies.y + 0.12 * 14 + 5, MM(297 - 35), MM(0.1), "10.1: at the bottom of its type area");
	for (size_t i = 0; i < pdf.pages[0].count; i++)
		cr_expect_neq(pdf.pages[0].chars[i].codepoint, 0x2014, "10.1: no page number on page 1");
	for (size_t i = 1; i < pdf.count; i++)
		cr_expect_eq(find(&pdf, arena_printf(arena, "—%zu—", i + 1), 0).page, i, "7.5: page numbers run on");
}

Test(issue, letters_have_their_rules)
{
	for (size_t lines = 1; lines < 80; lines += 26) {
		struct arena *arena = arena_new();
		expect_letter(arena, "", 0, lines);
		expect_letter(arena, "份号: 1\n密级: 秘密\n保密期限: 1年\n紧急程度: 特急\n", 3, lines);
		arena_free(arena);
	}
}
