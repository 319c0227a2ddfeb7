#include <criterion/criterion.h>
#include <stdio.h>
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/diag.h"
#include "base/xml.h"
#include "doc/doc.h"
#include "merge/merge.h"
#include "parse/parse.h"
#include "parse/piece.h"

#define V(n) "\uFDD0" #n "\uFDD1"

/* A source whose merged text is its own text, with four values and a gap to refer to as V(0) … V(4). */
struct run {
	struct arena *arena;
	struct diag_list diags;
	struct merged merged;
	struct merge_span span;
	struct merge_slot slots[5];
	struct doc *doc;
};

static void start(struct run *run, const char *text, enum parse_format format)
{
	run->arena = arena_new();
	diag_init(&run->diags, run->arena);
	struct source *source = source_of_text(run->arena, "plan", str_of(text));
	run->span = (struct merge_span){ .len = strlen(text), .place = { source, 0 }, .verbatim = true };
	run->slots[0] = (struct merge_slot){ SLOT_VALUE, "名称", STR("**局**|<b>`#"), NULL, { source, 0 }, NULL };
	run->slots[1] = (struct merge_slot){ SLOT_GAP, "党员总数", STR("党员总数"), "41", { source, 0 }, NULL };
	run->slots[2] = (struct merge_slot){ SLOT_MARKDOWN, "附件表", STR("第一段\n\n- 项"), NULL, { source, 0 }, NULL };
	run->slots[3] = (struct merge_slot){ SLOT_VALUE, "地址", STR("甲\n乙\t丙"), NULL, { source, 0 }, NULL };
	run->slots[4] = (struct merge_slot){ SLOT_MARKDOWN, "附文", STR("```附件 标题=\"甲\"\n```\n\n附件文。"), NULL, { source, 0 }, NULL };
	run->merged = (struct merged){ str_of(text), &run->span, 1, run->slots, 5 };
	run->doc = parse_document(run->arena, source, &run->merged, format, &run->diags);
	if (run->doc) {
		doc_number(run->doc, &run->diags);
		doc_check(run->doc, &run->diags);
	}
}

/* Tree as "kind(children)" with texts in quotes, without places: short enough to read in a test. */
static void outline(const struct doc_node *node, struct buf *out)
{
	buf_add_text(out, doc_kind_name(node->kind));
	if (node->level)
		buf_printf(out, "%d", node->level);
	if (node->run_in)
		buf_add_char(out, '+');
	if (node->ordered)
		buf_add_char(out, '#');
	if (node->head)
		buf_add_char(out, '^');
	if (node->number)
		buf_printf(out, "[%s]", node->number);
	if (node->target)
		buf_printf(out, "<%s>", node->target);
	if (node->text.len)
		buf_printf(out, "'%s'", node->text.data);
	if (node->kind == DOC_CELL && (node->rows || node->columns))
		buf_printf(out, "=%dx%d", doc_cell_rows(node), doc_cell_columns(node));
	for (int i = 0; node->widths && i < node->columns; i++)
		buf_printf(out, "/%d", node->widths[i]);
	if (node->first)
		buf_add_char(out, '(');
	for (const struct doc_node *n = node->first; n; n = n->next) {
		outline(n, out);
		if (n->next)
			buf_add_char(out, ' ');
	}
	if (node->first)
		buf_add_char(out, ')');
}

static void expect(const char *text, enum parse_format format, const char *tree)
{
	struct run run;
	start(&run, text, format);
	struct buf out = BUF_INIT, message = BUF_INIT;
	if (run.diags.first)
		diag_format(run.diags.first, diag_template(run.diags.first->code), &message);
	cr_assert_null(run.diags.first, "%s\n→ %s", text, message.data);
	for (const struct doc_node *n = run.doc->root->first; n; n = n->next) {
		outline(n, &out);
		if (n->next)
			buf_add_char(&out, ' ');
	}
	cr_expect_str_eq(buf_str(&out).data, tree, "%s\n→ %s", text, buf_str(&out).data);
	buf_free(&out);
	buf_free(&message);
	arena_free(run.arena);
}

/* The first diagnostic of the text, as "id line:column". */
static void expect_error(const char *text, enum parse_format format, const char *expected)
{
	struct run run;
	char found[64] = "none";
	start(&run, text, format);
	if (run.diags.first) {
		unsigned line, column;
		source_position(run.diags.first->place, &line, &column);
		snprintf(found, sizeof found, "%s %u:%u", diag_id(run.diags.first->code), line, column);
	}
	cr_expect_str_eq(found, expected, "%s\n→ %s", text, found);
	arena_free(run.arena);
}

struct example {
	const char *text, *expected;
};

static void expect_all(const struct example *cases, size_t count, enum parse_format format)
{
	for (size_t i = 0; i < count; i++)
		expect(cases[i].text, format, cases[i].expected);
}

static void expect_errors(const struct example *cases, size_t count, enum parse_format format)
{
	for (size_t i = 0; i < count; i++)
		expect_error(cases[i].text, format, cases[i].expected);
}

Test(parse_markdown, blocks_and_inlines)
{
	static const struct example cases[] = {
		{ "# 思想\n\n正文\n", "heading1[一、](text'思想') paragraph(text'正文')" },
		{ "# 甲\n## 提高认识。\n突出政治。", "heading1[一、](text'甲') heading2+[（一）](text'提高认识。') paragraph(text'突出政治。')" },
		{ "- 甲\n- 乙\n", "list(item(paragraph(text'甲')) item(paragraph(text'乙')))" },
		{ "3. 甲\n4. 乙\n", "list#(item[3.](paragraph(text'甲')) item[4.](paragraph(text'乙')))" },
		{ "> 引\n", "quote(paragraph(text'引'))" },
		{ "甲\n\n---\n\n乙", "paragraph(text'甲') page-break paragraph(text'乙')" },
		{ "甲`a*b`[乙](http://x/a)\\*", "paragraph(text'甲' code'a*b' link<http://x/a>(text'乙') text'*')" },
		{ "甲\\\n乙", "paragraph(text'甲' line-break text'乙')" },
		{ "　　正文", "paragraph(text'正文')" },
		{ "", "" },
	};
	expect_all(cases, sizeof cases / sizeof *cases, PARSE_MARKDOWN);
}

Test(parse_markdown, line_ends_between_full_width_characters_vanish)
{
	expect("坚持\n全面", PARSE_MARKDOWN, "paragraph(text'坚持' text'全面')");
	expect("work\nplan", PARSE_MARKDOWN, "paragraph(text'work' text' ' text'plan')");
	expect("在\n2026\n年", PARSE_MARKDOWN, "paragraph(text'在' text'2026' text'年')");
	expect("共" V(1) "\n名", PARSE_MARKDOWN, "paragraph(text'共' gap'〔待填：党员总数〕' text'名')");
	expect("甲\r\n乙\r\n\r\n丙", PARSE_MARKDOWN, "paragraph(text'甲' text'乙') paragraph(text'丙')");
}

Test(parse_markdown, emphasis_beside_chinese)
{
	static const struct example cases[] = {
		{ "坚持**“两学一做”**学习", "paragraph(text'坚持' strong(text'“两学一做”') text'学习')" },
		{ "**提高认识。**突出", "paragraph(strong(text'提高认识。') text'突出')" },
		{ "学习*《条例》*和**（试行）**办法", "paragraph(text'学习' emphasis(text'《条例》') text'和' strong(text'（试行）') text'办法')" },
		{ "**提高认识**，**抓好落实。**", "paragraph(strong(text'提高认识') text'，' strong(text'抓好落实。'))" },
		{ "“甲”**乙**“丙”", "paragraph(text'“甲”' strong(text'乙') text'“丙”')" },
		{ "由**" V(0) "**负责", "paragraph(text'由' strong(value'**局**|<b>`#') text'负责')" },
		{ V(1) "**“甲”**" V(1), "paragraph(gap'〔待填：党员总数〕' strong(text'“甲”') gap'〔待填：党员总数〕')" },
		{ "中`**“甲”**`文", "paragraph(text'中' code'**“甲”**' text'文')" },
		{ "2 * 3 *4，5", "paragraph(text'2 * 3 *4，5')" },
		{ "a*“b”*c", "paragraph(text'a' emphasis(text'“b”') text'c')" },
		{ "a*\"b\"*c", "paragraph(text'a*\"b\"*c')" },
		{ "中**[（甲）](http://u)**文", "paragraph(text'中' strong(link<http://u>(text'（甲）')) text'文')" },
	};
	expect_all(cases, sizeof cases / sizeof *cases, PARSE_MARKDOWN);
}

/* Stars and underscores that are signs of the text stay, see parse/emphasis.h; each line is what must come out. */
Test(parse_markdown, stars_that_are_no_emphasis_stay)
{
	static const char *const texts[] = {
		"规格2*3*4米，3*5=15，A4*2份，100m*50m*2层。", "张**、李**同志负责。", "张*、李*、王*。", "*注：标*的为必填。", "（**）、“**”、X**年",
		"5米*3米*2米", "138****1234，3701**1990**12", "姓名：__，性别：__。", "姓名：____（签字）____。", "共__人，__元，（__）", "x*y*z=x*y*z",
		"有*号的，*号为必填",
	};
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
		char want[300];
		snprintf(want, sizeof want, "paragraph(text'%s')", texts[i]);
		expect(texts[i], PARSE_MARKDOWN, want);
	}
	expect("2*" V(1) "*3", PARSE_MARKDOWN, "paragraph(text'2*' gap'〔待填：党员总数〕' text'*3')");
}

/* Names left out and products in characters are printed with a warning; what is emphasis beside such signs stays so. */
Test(parse_markdown, doubtful_stars_are_printed_and_reported)
{
	static const struct example doubtful[] = {
		{ "李**同志、王**同志", "P061 1:2" }, { "长*宽*高", "P061 1:2" }, { "张*和李*同志", "P061 1:2" },
		{ "李*、赵*三人，*张三*获奖。", "P061 1:5" },
		{ "**重点**：李**同志，2026年**月", "P061 1:9" },
		{ "**加粗**第**号文件", "P061 1:1" },
		{ "**李**同志**", "P061 1:1" },
		{ "**加粗**，李**同志到会，**", "P061 1:9" }, { "**责任人：**王**同志，**落实**。", "P061 1:10" },
		{ "甲\\**乙**和*丙*，李**同志、**局", "P061 1:4" },
	};
	static const struct example clear[] = {
		{ "规格2*3，*强调*的", "paragraph(text'规格2*3，' emphasis(text'强调') text'的')" },
		{ "带**号的为选填，**加粗**。", "paragraph(text'带**号的为选填，' strong(text'加粗') text'。')" },
		{ "我们**坚持原则，**不变。", "paragraph(text'我们' strong(text'坚持原则，') text'不变。')" },
		{ "张**、李**，**重点**和*强调*", "paragraph(text'张**、李**，' strong(text'重点') text'和' emphasis(text'强调'))" },
		{ "使用**WPS**2019版", "paragraph(text'使用' strong(text'WPS') text'2019版')" },
		{ "2026年**3月**底前，共**5**项", "paragraph(text'2026年' strong(text'3月') text'底前，共' strong(text'5') text'项')" },
		{ "**加粗**内容，规格2*3，见`a**b`和[甲](http://u/a**b)", "paragraph(strong(text'加粗') text'内容，规格2*3，见' code'a**b' text'和' link<http://u/a**b>(text'甲'))" },
		{ "长\\*宽\\*\\*高，**加粗**，\\*", "paragraph(text'长*宽**高，' strong(text'加粗') text'，*')" },
		{ "***重要***和**a *b* c**", "paragraph(emphasis(strong(text'重要')) text'和' strong(text'a ' emphasis(text'b') text' c'))" },
		{ "由县（_x=y_）", "paragraph(text'由县（' emphasis(text'x=y') text'）')" },
		{ "坚持**严**字当头，提高**责任**意识", "paragraph(text'坚持' strong(text'严') text'字当头，提高' strong(text'责任') text'意识')" },
	};
	expect_all(clear, sizeof clear / sizeof *clear, PARSE_MARKDOWN);
	expect_errors(doubtful, sizeof doubtful / sizeof *doubtful, PARSE_MARKDOWN);
}

/* Stars that hide a part of a name or a number, or multiply: each text stays whole, and says so. */
Test(parse_markdown, no_star_is_lost_without_a_word)
{
	static const char *const texts[] = {
		"2026年**月**日", "住**路**号", "第**次会议、第**号令", "由李**负责审核，由王**负责校对", "由李**负责，王**配合", "李**同志负责，X**年底前完成",
		"王**为组长，张三、**李四**为成员", "单价*数量=金额，面积*容积率", "当事人李**诉王**一案", "X**局和Y**局", "金额**万元，**%",
		"本案由**人民法院审理，**检察院起诉", "县委*书记、县政府*县长", "李***负责，王***配合", "单价*数量*系数", "李**同志和`王`**同志",
		"李**同志，2026年**月**日，**加粗**", "**县**镇**村，**加粗**", "2026年**月，**加粗**", "尾号**12，**加粗**", "某**同志任**县委书记，甲乙",
		"李*同志，2026年*月*日，*强调*", "李**同志和王**同志要坚持**严**的基调", "**同志，**加粗**",
		"“**行动”、“**工程”，**重点**。", "《**条例》、《**办法》和**重点**制度。", "**局、**委要抓好落实。", "*局、*委", "“**行动”和**重点**", "「**项」、「**目」和**重点**",
		"李**、**王**名单**表", "由**镇**村**牵头", "报**局和**公司", "和X**局及李**（党员）提出意见", "市**公司**同志",
		"***同志完成，刘**局长到会", "共**项和**部审核", "请**学校负责，对市**公司提出意见", "村民程**和原告阎**列席", "国道G**的**开发区", "由*同志和*科审核",
		"李**负责，**重点**和**难点**由王**盯办", "金额**元及其李**医师", "《关于**的通知》由**局核稿", "责任人：**单位抓好落实，由刘**牵头", "经与**银行**支行协商", "《**县2026年**工作方案》", "根据《中共**县委关于**的决定》",
		"患者王**，女，**岁，因**入院", "甲方：**公司　乙方：**公司", "**负责前期，**负责后期", "家住**小区**栋", "案号（2025）云**刑初**号",
	};
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
		struct run run;
		struct buf plain = BUF_INIT;
		start(&run, texts[i], PARSE_MARKDOWN);
		doc_add_plain_text(run.doc->root, &plain);
		size_t tick = 0;
		for (const char *at = texts[i]; *at; at++)
			if (*at != '`')
				cr_expect(tick < plain.len && plain.data[tick++] == *at, "%s → %s", texts[i], plain.data);
		cr_expect(run.diags.first && run.diags.first->code == DIAG_STARS_KEPT, "%s", texts[i]);
		buf_free(&plain);
		arena_free(run.arena);
	}
}

Test(parse_markdown, what_is_surely_meant_is_emphasis)
{
	static const char *const texts[] = {
		"共**12**项，2026年**3月**底前", "坚持**党要管党、从严治党**方针", "**首先，**我们要", "增长**5**%，增长**五**%", "做到**分工明确，**责任到人；注意**安全：**不出事故",
		"提高**为民服务**能力，以**个人**名义，**年度**项目，**质量提升**年", "**一是加强领导，二是落实责任。**各单位", "第**3**次会议", "由**县科技局**负责",
		"**一、**总体要求", "**1、**加强领导", "**核清底数。**核实后报送", "**责任单位：**责任科室", "《**条例**》", "第**3**号", "由**企业**负责人签字", "按**周**调度", "由**企业**承担，**镇村**两级联动", "**李某某**一案", "**各单位**要",
		"**同志们：**今年", "坚持**问题导向**和**目标导向**", "对**李强、王芳**予以表彰", "**责任单位：**县科技局、**县应急局**", "全市**学校**放假", "力求**和谐**、**及时**",
		"**“一网通办”和《条例》**要落实", "“**两学一做**”学习，“**一**”、“**二**”", "**“《条例》”**",
	};
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
		struct run run;
		struct buf plain = BUF_INIT;
		start(&run, texts[i], PARSE_MARKDOWN);
		doc_add_plain_text(run.doc->root, &plain);
		cr_expect(!run.diags.first && !memchr(plain.data, '*', plain.len), "%s → %s", texts[i], plain.data);
		buf_free(&plain);
		arena_free(run.arena);
	}
}

/* Without a full-width character beside a run of stars the text given to cmark is the source, byte for byte. */
Test(parse_markdown, other_emphasis_is_untouched)
{
	static const char *const sources[] = { "a*\"foo\"*", "foo**bar**baz", "**foo, *bar*, abc**", "*(**foo**)*", "***a** b*",
					       "* * *", "*a* b (c) *d*", "\\*中", "中 * 文", "\\*“中" };
	struct arena *arena = arena_new();
	for (size_t i = 0; i < sizeof sources / sizeof *sources; i++) {
		struct piece piece = piece_of_blocks(arena, str_of(sources[i]), (struct spot){ 0, NULL });
		cr_expect(str_is(piece.text, sources[i]), "%s", sources[i]);
	}
	arena_free(arena);
}

Test(parse_markdown, values_never_become_markup)
{
	expect(V(0), PARSE_MARKDOWN, "paragraph(value'**局**|<b>`#')");
	expect("# " V(0), PARSE_MARKDOWN, "heading1[一、](value'**局**|<b>`#')");
	expect("`x" V(0) "`", PARSE_MARKDOWN, "paragraph(code'x' value'**局**|<b>`#')");
	expect("[甲](http://x/" V(0) ")", PARSE_MARKDOWN, "paragraph(link<http://x/**局**|<b>`#>(text'甲'))");
	expect("[甲](http://x/" V(1) ")", PARSE_MARKDOWN,
	       "paragraph(link<http://x/〔待填：党员总数〕>(text'甲' gap'〔待填：党员总数〕'))");
	expect(V(3), PARSE_MARKDOWN, "paragraph(value'甲' line-break value'乙 丙')");
	expect("甲\n" V(2) "\n乙", PARSE_MARKDOWN,
	       "paragraph(text'甲') paragraph(text'第一段') list(item(paragraph(text'项'))) paragraph(text'乙')");
}

Test(parse_markdown, front_matter)
{
	expect("---\n主送： 各党支部:\n标题: 计划（" V(0) "）\n编号: 两级\n三级编号: 续编\n密级: 秘密\n---\n# 甲\n## 乙\n# 丙\n## 丁\n", PARSE_MARKDOWN,
	       "title(text'计划（' value'**局**|<b>`#' text'）') recipient(text'各党支部：') heading1[一、](text'甲') "
	       "heading2[1.](text'乙') heading1[二、](text'丙') heading2[2.](text'丁')");
	struct run run;
	start(&run, "---\n发文字号: 〔2026〕" V(1) "号\n---\n", PARSE_MARKDOWN);
	cr_assert(str_is(doc_meta_value(run.doc, "发文字号"), "〔2026〕〔待填：党员总数〕号"));
	cr_assert_eq(doc_meta_value(run.doc, "密级").len, 0);
	arena_free(run.arena);
	static const struct example faults[] = {
		{ "---\n标题: 甲\n", "P002 1:1" },       { "---\n标题\n---\n", "P003 2:1" },
		{ "---\n标提: 甲\n---\n", "P112 2:1" }, { "---\nlayout: 甲\n---\n", "P004 2:1" }, { "---\n密级: 甲\n密级: 乙\n---\n", "P005 3:1" },
		{ "---\n编号:  三级\n---\n", "P006 2:6" }, { "---\n标题: a\n标题: b\n---\n", "P005 3:1" },
		{ "---\n标题: [甲, 乙]\n---\n", "P110 2:1" }, { "---\n密级:\n- 甲\n- 乙\n---\n", "P110 2:1" },
		{ "---\n标题: |\n  甲\n---\n", "P111 3:3" }, { "---\n标题: 甲\n- 乙\n---\n", "P111 3:1" },
		{ "---\n主送机关: 甲\n---\n", "P112 2:1" }, { "---\n文 号: 甲\n---\n", "P112 2:1" },
	};
	expect_errors(faults, sizeof faults / sizeof *faults, PARSE_MARKDOWN);
}

/* Lists as YAML writes them, where an element takes several names; quotes; keys as wide as others. */
Test(parse_markdown, front_matter_lists)
{
	static const char *const lists[] = { "[甲, 乙]", "['甲' , \"乙\"]", "\n- 甲\n  - 乙", "\n- \"甲\"\n- 乙", "[甲,\t乙,]", "'甲，乙'" };
	for (size_t i = 0; i < sizeof lists / sizeof *lists; i++) {
		char text[128];
		snprintf(text, sizeof text, "---\n主　送: %s\n抄 送：%s\n---\n", lists[i], lists[i]);
		expect(text, PARSE_MARKDOWN, "recipient(text'甲，乙：')");
		struct run run;
		start(&run, text, PARSE_MARKDOWN);
		cr_expect(str_is(doc_meta_value(run.doc, "抄送"), "甲，乙"), "%s", lists[i]);
		arena_free(run.arena);
	}
	expect("---\n标题: [" V(0) "]\n主送: [\"甲, 乙\", 丙]\n---\n", PARSE_MARKDOWN, "title(value'**局**|<b>`#') recipient(text'甲, 乙，丙：')");
	expect("---\n标题: [甲][乙]\n---\n", PARSE_MARKDOWN, "title(text'[甲][乙]')");
}

Test(parse_markdown, tables)
{
	expect("```表格 标题=\"分工（" V(0) "）\" 列宽=“5 2”\n任务 | 部门\n---|---\n修订**《制度》**| " V(0) " \n| a\\|b | `c` |\n```\n", PARSE_MARKDOWN,
	       "table/5/2(caption(text'分工（' value'**局**|<b>`#' text'）') row^(cell(text'任务') cell(text'部门')) "
	       "row(cell(text'修订' strong(text'《制度》')) cell(value'**局**|<b>`#')) row(cell(text'a|b') cell(code'c')))");
	expect("```表格\n- 甲 | # 乙\n1. | **（丙）**丁\n```\n", PARSE_MARKDOWN,
	       "table(row^(cell(text'- 甲') cell(text'# 乙')) row(cell(text'1.') cell(strong(text'（丙）') text'丁')))");
	static const struct example faults[] = {
		{ "正文\n\n```表格\n甲|乙\n丙\n```\n", "P023 5:1" },
		{ "```表格 列宽=\"5 0\"\n甲|乙\n```\n", "P022 1:11" },
		{ "```表格 列宽=5\n甲|乙\n```\n", "P020 1:7" },
		{ "```表格 标题=\"甲 列宽\n甲|乙\n```\n", "P020 1:7" },
		{ "```表格 宽=\"5\"\n甲|乙\n```\n", "P021 1:7" },
		{ "```表格 标题=\"a\" 标题=\"b\"\n甲|乙\n```\n", "P005 1:14" },
		{ "```表格\n```\n", "D004 1:1" },
		{ "- 甲\n\n  ```表格\n  甲|乙\n  ```\n", "P017 3:3" },
		{ "```表格\n甲\n<b>乙</b>\n```\n", "P010 3:1" },
		{ "```表格\n甲|乙\n**（丙）**丁|![a](b)\n```\n", "P011 3:10" },
	};
	expect_errors(faults, sizeof faults / sizeof *faults, PARSE_MARKDOWN);
}

Test(parse_markdown, bars_at_one_end_of_a_row)
{
	static const struct example tables[] = {
		{ "```表格\n甲 |\n乙 | 丙\n```\n", "table(row^(cell(text'甲') cell) row(cell(text'乙') cell(text'丙')))" },
		{ "```表格\n甲 |\n| 丙\n丁 |\n乙 | 丙\n```\n",
		  "table(row^(cell(text'甲') cell) row(cell cell(text'丙')) row(cell(text'丁') cell) row(cell(text'乙') cell(text'丙')))" },
		{ "```表格\n甲 |\n--- | ---\n乙 |\n```\n", "table(row^(cell(text'甲') cell) row(cell(text'乙') cell))" },
		{ "```表格 列宽=\"5 2\"\n甲 |\n乙 |\n```\n", "table/5/2(row^(cell(text'甲') cell) row(cell(text'乙') cell))" },
		{ "```表格 列宽=\"5\"\n甲 |\n乙 |\n```\n", "table/5(row^(cell(text'甲')) row(cell(text'乙')))" },
		{ "```表格\n甲 |\n| 乙 |\n```\n", "table(row^(cell(text'甲')) row(cell(text'乙')))" },
		{ "```表格\n甲 | 乙 |\n| 丙 |\n```\n", "table(row^(cell(text'甲') cell(text'乙') cell) row(cell cell(text'丙') cell))" },
		{ "```表格\n单\n列\\\n```\n", "table(row^(cell(text'单')) row(cell(text'列\\')))" },
	};
	expect_all(tables, sizeof tables / sizeof *tables, PARSE_MARKDOWN);
	expect_error("```表格\n| 甲 | 乙\n| 丙 | 丁\n```\n", PARSE_MARKDOWN, "P060 2:1");
	expect_error("```表格\n甲 |\n乙 |\n```\n", PARSE_MARKDOWN, "P060 2:1");
}

Test(parse_markdown, every_cell_between_tabs_counts)
{
	static const struct example tables[] = {
		{ "```表格\n\t男\n甲\t\n```\n", "table(row^(cell cell(text'男')) row(cell(text'甲') cell))" },
		{ "```表格\n甲\t乙\n\t\n\t\t\n丙\t丁\n```\n",
		  "table(row^(cell(text'甲') cell(text'乙')) row(cell cell) row(cell(text'丙') cell(text'丁')))" },
		{ "```表格\n\t甲 | 乙\n丙 | 丁\t\n```\n", "table(row^(cell(text'甲') cell(text'乙')) row(cell(text'丙') cell(text'丁')))" },
		{ "```表格\n甲｜\t乙\n丙 ｜丁\n```\n", "table(row^(cell(text'甲') cell(text'乙')) row(cell(text'丙') cell(text'丁')))" },
	};
	static const struct example faults[] = {
		{ "```表格\n甲\t乙\t丙\n\t丁\t1\t2\n```\n", "P081 3:1" }, { "```表格\n甲\t乙\n丙\t丁\t\n```\n", "P081 3:1" },
		{ "```表格\n甲   乙\n1   2\n```\n", "P083 2:1" },	      { "```表格\n甲,乙\n1,2\n```\n", "P083 2:1" },
		{ "```表格\n| 甲 | 乙 |\n| --- | :-: |\n| 1 | 2 |\n```\n", "none" }, { "甲<br />乙\n", "none" },
		{ "```表格\n张　三\n李　四\n```\n", "none" },	      { "```表格\n1,200\n3,400\n```\n", "none" },
	};
	expect_all(tables, sizeof tables / sizeof *tables, PARSE_MARKDOWN);
	expect_errors(faults, sizeof faults / sizeof *faults, PARSE_MARKDOWN);
}

Test(parse_markdown, signs_that_markdown_takes_for_its_own)
{
	static const struct example faults[] = {
		{ ">90分为优秀\n", "P084 1:1" }, { "甲\n\n- >90分为优秀\n", "P084 3:3" }, { "> 甲\n>乙\n", "P084 2:1" }, { "> 90分为优秀\n", "P085 1:1" },
		{ "> 2026年\n", "none" }, { "> 1\\.1分\n", "none" }, { "> 甲\n>> 乙\n>\n> 丙\n", "none" }, { "\\>90分\n", "none" }, { "甲\n\n______\n", "P086 3:1" },
		{ "*****\n", "P086 1:1" }, { "甲\n\n- - -\n", "P086 3:1" }, { "甲\n\n----\n", "P086 3:1" }, { "甲\n\n\\______\n", "none" }, { "\\* * *\n", "none" },
		{ "2026. 3. 1召开\n", "P087 1:1" }, { "2026. 甲\n", "P087 1:1" }, { "1. - 甲\n", "P092 1:1" }, { "甲\\\\b\\c\n", "P095 1:2" },
		{ "C:\\Program Files\\(x86)\n", "P095 1:17" }, { "C:\\\\a\\\\(x)，甲\\*乙\n", "none" }, { "甲 \\\\n\\\\t C:\\\\e\n", "none" }, { "甲 \\\\n C:\\\\e\n", "none" }, { "\\\\\\\\srv\\\\a\n", "none" },
		{ "据[1]。\n\n[1]: 统计局\n", "P094 3:1" }, { "据[1]。\n\n[1]: http://u\n", "P094 3:1" }, { "据[甲]。\n\n[甲]: http://u\n", "none" },
	};
	expect_errors(faults, sizeof faults / sizeof *faults, PARSE_MARKDOWN);
}

Test(parse_markdown, lines_are_not_joined_without_a_word)
{
	static const struct example faults[] = {
		{ "- 甲\n正文\n", "P090 2:1" }, { "> 引\n正文\n", "P090 2:1" }, { "- 甲\n  续\n", "none" }, { "姓名  职务\n张三  科长\n", "P091 2:1" },
		{ "一是甲\n二是乙\n", "P091 2:1" }, { "a. 甲\nb. 乙\n", "P056 2:1" }, { "√ 甲\n√ 乙\n", "P091 2:1" }, { "1 甲\n2 乙\n", "P091 2:1" },
		{ "*甲\n*乙\n", "P091 2:1" }, { "\uF06C甲\n\uF06C乙\n", "P091 2:1" }, { "— 甲\n— 乙\n", "P091 2:1" }, { "*甲乙*的\n*丙丁*的\n", "none" },
		{ "**（一）项**<br>*总体要求*\n", "none" },
		{ "一是甲\n工作\n", "none" }, { "甲：\n乙\n县局\n2026年3月1日\n", "P065 2:1" }, { "文。\n\n甲局\n\n2026年3月1日\n\n抄送：乙。\n", "P066 5:1" },
		{ "1. 1、甲\n", "P092 1:1" }, { "- •甲\n", "P092 1:1" }, { "1. （1）甲\n", "P092 1:1" }, { "1. 1.5亿元\n", "none" }, { "-\n", "D004 1:1" },
	};
	expect_errors(faults, sizeof faults / sizeof *faults, PARSE_MARKDOWN);
	struct run run;
	start(&run, "甲：\n乙\n县局\n2026年3月1日\n", PARSE_MARKDOWN);
	cr_expect_eq(diag_errors(&run.diags), 1, "the date is an error beside what is said of other lines");
	arena_free(run.arena);
}

/* Underscores and stars of addresses and names of files are printed; emphasis beside and around them stays. */
Test(parse_markdown, signs_of_addresses_and_files_stay)
{
	static const char *const texts[] = {
		"网址http://www.x.gov.cn/_upload_/a.html，", "https://x.cn/a_b_?c=_d_&e=*f*g", "“_最终版_.docx”", "见_a_@b.cn", "www.x.cn/_a_b", "D:/_甲_/乙", "“2026_计划_（一）.docx”",
		"http://x.cn/**a**b", "变量名__init__，",
	};
	static const struct example clear[] = {
		{ "见http://x.cn/a，_强调_，**重点**", "paragraph(text'见http://x.cn/a，' emphasis(text'强调') text'，' strong(text'重点'))" },
		{ "**http://x.cn/a**", "paragraph(strong(text'http://x.cn/a'))" }, { "见**http://x.cn/a**。", "paragraph(text'见' strong(text'http://x.cn/a') text'。')" },
		{ "_强调_.\n", "paragraph(emphasis(text'强调') text'.')" }, { "<http://x.cn/_a_/b>", "paragraph(link<http://x.cn/_a_/b>(text'http://x.cn/_a_/b'))" },
		{ "[甲](http://x.cn/_a_/b)", "paragraph(link<http://x.cn/_a_/b>(text'甲'))" },
	};
	static const struct example doubtful[] = { { "_甲_/乙，/_丙_", "P061 1:1" }, { "“_最终版_.docx”和“2026_计划_（一）.docx”", "P061 1:2" }, { "“_甲”和“乙_”", "P061 1:2" } };
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
		char want[300];
		snprintf(want, sizeof want, "paragraph(text'%s')", texts[i]);
		expect(texts[i], PARSE_MARKDOWN, want);
	}
	expect_errors(doubtful, sizeof doubtful / sizeof *doubtful, PARSE_MARKDOWN);
	expect_all(clear, sizeof clear / sizeof *clear, PARSE_MARKDOWN);
}

/* What is printed in the order of its source although a document has another: each with its place. */
Test(parse_markdown, what_ends_a_document_stands_at_its_end)
{
	static const struct example faults[] = {
		{ "甲\n\n```落款\n县局\n2026年3月1日\n```\n\n# 乙\n\n丙\n", "P128 3:1" }, { "甲\n\n```落款\n县局\n2026年3月1日\n```\n\n```附件说明\n表\n```\n", "P129 8:1" },
		{ "甲\n\n```附件说明\n表\n```\n\n```附件 标题=\"表\"\n```\n\n乙\n\n```附件说明\n表\n```\n", "P129 12:1" }, { V(4) "\n\n后文\n", "V204 3:1" }, { V(4) "后文\n", "V204 1:4" },
		{ V(4) "\n\n```落款\n县局\n2026年3月1日\n```\n", "V204 3:1" },
		{ "甲\n\n```附件说明\n表\n```\n\n```落款\n县局\n2026年3月1日\n```\n\n（此件公开）\n\n```附件 标题=\"表\"\n```\n\n乙\n\n```落款\n县局\n2026年3月1日\n```\n\n---\n\n丙\n", "none" },
		{ "文。\n\n```附件说明\n甲\n乙\n```\n\n" V(4) "\n\n---\n\n```附件 标题=\"乙\"\n```\n\n乙文\n", "none" },
	};
	expect_errors(faults, sizeof faults / sizeof *faults, PARSE_MARKDOWN);
}

/* What begins a blank short of an item's text is beside the item, and told. */
Test(parse_markdown, indents_between_two_levels_are_told)
{
	static const struct example faults[] = {
		{ "1. 甲\n  - 乙\n  - 丙\n2. 丁\n", "P127 2:3" }, { "- 甲\n - 乙\n", "P127 2:2" }, { "- 甲\n\n - 乙\n", "P127 3:2" }, { "1. 甲\n\n  续段\n", "P127 3:3" },
		{ "- 甲\n    - 乙\n  - 丙\n", "P127 3:3" }, { "  - 甲\n- 乙\n", "P127 2:1" }, { "1. 甲\n 2. 乙\n", "P127 2:2" }, { "> 1. 甲\n>   - 乙\n", "P127 2:5" },
		{ "1. 甲\n  1) 乙\n", "P127 2:3" }, { "> - 甲\n> 乙\n", "P090 2:3" }, { "> > - 甲\n> > 乙\n", "P090 2:5" }, { "> - 甲\n>   乙\n", "none" },
		{ "- 甲\n  - 乙\n    - 丙\n- 丁\n\n  续段\n\n正文\n\n 正文\n", "none" }, { "-\t甲\n\t- 乙\n    - 丙\n", "none" }, { "9. 甲\n10. 乙\n11. 丙\n", "none" },
		{ " 9. 甲\n10. 乙\n", "none" }, { "1. 甲\n   - 乙\n   - 丙\n2. 丁\n", "none" }, { "- 甲\n\n　　正文\n", "none" }, { "- 甲\n* 乙\n\n1. 丙\n", "none" },
		{ "10. 甲\n    - 乙\n\n    续\n", "none" },
	};
	expect_errors(faults, sizeof faults / sizeof *faults, PARSE_MARKDOWN);
}

Test(parse_markdown, marks_of_other_markdowns_are_told)
{
	static const struct example faults[] = {
		{ "每月~~二~~三次\n", "P123 1:3" }, { "甲==重点==乙\n", "P123 1:2" }, { "H~2~O\n", "P123 1:2" }, { "面积m^2^，\n", "P123 1:4" },
		{ "甲++重点++\n", "P123 1:2" }, { "文^[脚注]。\n", "P123 1:2" }, { "# 甲~~乙~~\n\n丙\n", "P123 1:4" }, { "~~甲\n乙~~\n", "P123 1:1" },
		{ "```表格\n甲 | ~~乙~~\n```\n", "P123 2:5" }, { "~~**甲**~~\n", "P123 1:1" }, { "`a` ~~甲~~\n", "P123 1:5" },
		{ "甲\n\n- [x] 乙\n", "P124 3:3" }, { "1. [ ] 乙\n", "P124 1:4" }, { "甲\n\n[TOC]\n", "P125 3:1" }, { "::: note\n乙\n:::\n", "P125 1:1" },
		{ "> [!NOTE]\n> 甲\n", "P125 1:3" }, { "甲\n\n\\newpage\n", "P125 3:1" }, { "!!! note\n\n甲\n", "P125 1:1" },
		{ "3~5月、6~8人，7~~9月、8~~10月，a==b、c==d，\\~\\~甲\\~\\~，`~~甲~~`，x^2，A~B、C~D，2^3、4^5，C++、Java、D++。\n", "none" },
		{ "- \\[x] 甲\n- [张三]来\n\n甲[x]乙\n\n====\n\n\\[TOC]\n\n::\n", "none" }, { "甲`乙\n丙~~丁~~`，&#126;&#126;戊~~\n", "none" },
	};
	expect_errors(faults, sizeof faults / sizeof *faults, PARSE_MARKDOWN);
}

Test(parse_markdown, signs_without_a_partner_are_told)
{
	static const struct example faults[] = {
		{ "**未闭合。\n", "P126 1:1" }, { "领导和** 检查** 。\n", "P126 1:4" }, { "** 前空格**\n", "P126 1:1" }, { "__重点__工作\n", "P126 1:1" },
		{ "甲`乙\n", "P126 1:2" }, { "`甲\n\n乙`\n", "P126 1:1" }, { "甲``乙`\n", "P126 1:2" }, { "# 甲**乙\n\n丙\n", "P126 1:4" },
		{ "- 甲\n  乙**丙\n", "P126 2:4" }, { "> 甲\n> 乙**丙\n", "P126 2:4" }, { "   甲\n 乙\\*\\*丙**丁\n", "P126 2:8" }, { "甲&amp;乙**丙\n", "P126 1:8" },
		{ "```表格\n甲 | 乙**\n```\n", "P126 2:6" }, { "文[^1]。\n\n[^1]: 注**甲\n", "P126 3:8" }, { "a**_b_ c\n", "P126 1:2" },
		{ "\\*\\*甲\n\n\\`乙\n\n&#42;&#42;丙，`**`，`` ` ``\n\n**丁**、__戊__\n", "none" },
		{ "姓名：__，年龄：__。2026年__月__日\n\n5*3、长*宽，*注：甲\n\n带**号的为选填\n\n" V(0) "\n", "none" },
		{ "**甲**乙**丙\n", "P061 1:1" }, { "``表格\n甲 | 乙\n``\n", "P122 1:1" }, { "由李**负责\n\n张**、陈**\n\n市**公司\n", "none" }, { "[甲](http://a/**b)\n", "none" },
	};
	expect_errors(faults, sizeof faults / sizeof *faults, PARSE_MARKDOWN);
}

Test(parse_markdown, names_and_numbers_that_are_typed_twice)
{
	static const struct example faults[] = {
		{ "# （A）甲\n", "D002 1:1" }, { "# (i) 甲\n", "D002 1:1" }, { "# 廿一、甲\n", "D002 1:1" }, { "# 一丶甲\n", "D002 1:1" }, { "# 1﹒甲\n", "D002 1:1" },
		{ "# 一﹑甲\n", "D002 1:1" }, { "# 1-1 甲\n", "D002 1:1" }, { "# （A）类企业\n", "none" }, { "# 1-6月工作\n", "none" }, { "# 己｛不编号｝\n", "P096 1:1" }, { "# ｛不编号｝\n", "P096 1:1" },
		{ "# 庚{{辛}}\n\n文\n\n# 庚{{辛\\}}\n\n文\n\n# 庚\\{{不编号}}\n\n文\n", "none" }, { "# 庚{辛}\n", "P067 1:1" },
		{ "---\n主送: 甲|乙\n---\n文\n", "P097 2:5" }, { "```落款\n甲局|乙局\n2026年3月1日\n```\n", "P097 2:1" },
	};
	expect_errors(faults, sizeof faults / sizeof *faults, PARSE_MARKDOWN);
	expect("```附注\n(此件公开)\n```\n", PARSE_MARKDOWN, "note(text'（' text'此件公开' text'）')");
}

Test(parse_markdown, front_matter_that_is_none)
{
	static const struct example faults[] = {
		{ "———\n标题: 甲\n———\n文\n", "P088 1:1" }, { "－－－\n主送：甲\n－－－\n文\n", "P088 1:1" }, { "标题：甲\n主送：乙\n\n文\n", "P089 1:1" },
		{ "主送：甲\n文\n", "none" }, { "---\n标题: \"甲\"和\"乙\"\n---\n文\n", "none" },
	};
	expect_errors(faults, sizeof faults / sizeof *faults, PARSE_MARKDOWN);
	expect("---\n标题: \"甲\"和\"乙\"\n主送: \"丙\"\n---\n", PARSE_MARKDOWN, "title(text'\"甲\"和\"乙\"') recipient(text'丙：')");
	expect("---\n标题: \"\"甲\"和\"乙\"\"\n---\n", PARSE_MARKDOWN, "title(text'\"甲\"和\"乙\"')");
}

Test(parse_markdown, special_blocks)
{
	expect("正文\n\n```附件说明\n分工表\n名册\n```\n\n```落款\n" V(0) "\n  2026年3月1日\n```\n\n```附注\n此件公开发布\n```\n\n"
	       "```附件 标题=\"分工表\"\n```\n\n# 甲\n\n```附件 标题=\"名册\"\n```\n# 乙\n", PARSE_MARKDOWN,
	       "paragraph(text'正文') attachment-note(paragraph[1. ](text'分工表') paragraph[2. ](text'名册')) "
	       "signature(authority(value'**局**|<b>`#') date(text'2026年3月1日')) note(text'（' text'此件公开发布' text'）') "
	       "attachment[附件1](title(text'分工表') heading1[一、](text'甲')) "
	       "attachment[附件2](title(text'名册') heading1[一、](text'乙'))");
	static const struct example faults[] = {
		{ "```落款\n2026年3月1日\n```\n", "D010 1:1" },
		{ "```附件\n```\n", "D011 1:1" },
		{ "```附件 标题=\"甲\"\n\n  正文\n```\n", "P025 3:3" },
		{ "```附件说明\n1. 甲\n```\n", "D002 2:1" },
		{ "```附表\n甲\n```\n", "P014 1:1" },
		{ "```\n甲\n```\n", "P014 1:1" },
		{ "甲\n\n｀｀｀落款\n乙\n｀｀｀\n", "P122 3:1" },
		{ "- ``表格 标题=\"甲\"\n  乙|丙\n  ``\n", "P122 1:3" },
	};
	expect_errors(faults, sizeof faults / sizeof *faults, PARSE_MARKDOWN);
}

Test(parse_markdown, refuses_what_a_plan_cannot_have)
{
	static const struct example faults[] = {
		{ "甲\n\n<div>乙</div>\n", "P010 3:1" },
		{ "坚持**“两学一做”**学习<u>", "P010 1:15" },
		{ "甲\n乙![丙](d)", "P011 2:2" },
		{ "[甲](http://u \"题\")", "P012 1:1" },
		{ "甲\n\n    乙\n", "P013 3:5" },
		{ "##### 甲", "P015 1:1" },
		{ "甲\n---\n", "P016 1:1" },
		{ "# 甲\n\n### 乙", "D001 3:1" },
		{ "## 甲\n\n# 乙", "D014 1:1" },
		{ "甲\n\n| 乙 | 丙 |\n|:---|---|\n| 丁 | 戊 |\n", "P026 3:1" },
		{ "乙 | 丙\n-- | --\n", "P026 1:1" },
		{ "# 一、甲", "D002 1:1" },
		{ "- # 甲", "D003 1:3" },
		{ "#\n", "D004 1:1" },
		{ "# 甲：\n", "D005 1:1" },
		{ "# 甲。\n", "D006 1:1" },
		{ "# 甲。乙。\n丙", "D008 1:1" },
		{ "- 甲\n\n  ---\n", "P017 3:3" },
		{ "甲&#1;乙", "B007 1:2" },
		{ "甲\uFDD09\uFDD1乙", "B007 1:2" },
		{ "# " V(2), "P018 1:3" },
	};
	expect_errors(faults, sizeof faults / sizeof *faults, PARSE_MARKDOWN);
}

Test(parse_markdown, what_nobody_means_to_print_is_refused)
{
	static const struct example faults[] = {
		{ "甲\u202E乙\n", "B007 1:2" },	       { "甲\n\n- 乙&#x2067;丙\n", "B007 3:4" },
		{ "# 甲\n\n`a\u3164`\n", "B007 3:3" },    { "```表格\n甲|乙\U000E0041\n```\n", "B007 2:4" },
		{ "---\n标题: 甲\uFFFD\n---\n乙\n", "B007 2:6" },
	};
	expect_errors(faults, sizeof faults / sizeof *faults, PARSE_MARKDOWN);
}

#define NOTES(...) " footnotes(" __VA_ARGS__ ")"
#define NOTE(text) "footnote(paragraph(text'" text "'))"

Test(parse_markdown, footnotes)
{
	static const struct example cases[] = {
		{ "甲[^1]乙。\n\n[^1]: 注一\n", "paragraph(text'甲' reference text'乙。')" NOTES(NOTE("注一")) },
		/* in the order of the references; names of any script, a full-width colon, no blank line before */
		{ "甲[^乙-2.a]乙[^_b_]\n[^_b_]：注二\n[^乙-2.a]:注一\n", "paragraph(text'甲' reference text'乙' reference)" NOTES(NOTE("注一") " " NOTE("注二")) },
		/* lines go on, indented paragraphs too; what is not indented is text */
		{ "甲[^1]\n\n[^1]: 一\n二\n\n    三\n  四\n\n\tthree\n\n丙\n",
		  "paragraph(text'甲' reference) paragraph(text'丙')"
		  NOTES("footnote(paragraph(text'一' text'二') paragraph(text'三' text'四') paragraph(text'three'))") },
		{ "甲[^1]\n\n[^1]:\n    一\n# 丙\n", "paragraph(text'甲' reference) heading1[一、](text'丙')" NOTES(NOTE("一")) },
		{ "甲[^1]\r\n\r\n[^1]: 一\r\n二\r\n", "paragraph(text'甲' reference)" NOTES("footnote(paragraph(text'一' text'二'))") },
		{ "甲[^1]\n\n[^1]: 1\\. **重点**" V(0) "\n", "paragraph(text'甲' reference)" NOTES("footnote(paragraph(text'1. ' strong(text'重点') value'**局**|<b>`#'))") },
		/* wherever text stands */
		{ "# 甲[^1]\n\n- 乙[^2]\n\n> **丙[^3]**[丁[^4]](http://a/b)\n\n[^1]: 一\n[^2]: 二\n[^3]: 三\n[^4]: 四\n",
		  "heading1[一、](text'甲' reference) list(item(paragraph(text'乙' reference))) "
		  "quote(paragraph(strong(text'丙' reference) link<http://a/b>(text'丁' reference)))" NOTES(NOTE("一") " " NOTE("二") " " NOTE("三") " " NOTE("四")) },
		{ "```表格 标题=\"表[^1]\"\n甲[^2]|乙\n丙|丁[^3]\n```\n[^1]: 一\n[^2]: 二\n[^3]: 三\n",
		  "table(caption(text'表' reference) row^(cell(text'甲' reference) cell(text'乙')) row(cell(text'丙') cell(text'丁' reference)))"
		  NOTES(NOTE("一") " " NOTE("二") " " NOTE("三")) },
		{ "**“两学”**[^1]**一做**\n\n[^1]: 一\n", "paragraph(strong(text'“两学”') reference strong(text'一做'))" NOTES(NOTE("一")) },
		/* a run-in heading ends in 。 before its number */
		{ "# 甲。[^1]\n乙\n\n[^1]: 一\n", "heading1+[一、](text'甲。' reference) paragraph(text'乙')" NOTES(NOTE("一")) },
		/* what is none */
		{ "甲\\[^1]`[^2]`[\\[^3\\]](http://a/b[^1])\n", "paragraph(text'甲[^1]' code'[^2]' link<http://a/b[^1]>(text'[^3]'))" },
		{ "```表格\n甲`[^1]`|乙\n\\[^1]: 丙|丁\n```\n", "table(row^(cell(text'甲' code'[^1]') cell(text'乙')) row(cell(text'[^1]: 丙') cell(text'丁')))" },
	};
	expect_all(cases, sizeof cases / sizeof *cases, PARSE_MARKDOWN);
}

Test(parse_markdown, footnotes_that_would_be_lost_are_refused)
{
	static const struct example faults[] = {
		{ "甲[^1]乙[^2]\n\n[^1]: 一\n", "P070 1:7" },
		{ "甲\n\n[^1]: 一\n", "P071 3:1" },
		{ "甲[^1]\n\n[^1]: 一\n\n[^1]: 二\n", "P072 5:1" },
		{ "甲[^1]乙[^1]\n\n[^1]: 一\n", "P073 1:7" },
		{ "---\n标题: 甲[^1]\n---\n乙\n", "P074 2:6" },
		{ "甲\n\n```附件说明\n名单[^1]\n```\n\n[^1]: 一\n", "P074 4:3" },
		{ "甲\n\n```落款\n局[^1]\n2026年3月1日\n```\n\n[^1]: 一\n", "P074 4:2" },
		{ "[^1]甲\n\n[^1]: 一\n", "P075 1:1" },
		{ "甲  \n[^1]乙\n\n[^1]: 一\n", "P075 2:1" },
		{ "甲[^1]\n\n> [^1]: 一\n", "P070 1:2" },
		{ "甲[^1]\n\n[^1]: 一[^2]\n[^2]: 二\n", "P076 3:8" },
		{ "甲[^1]\n\n[^1]: - 一\n", "P077 3:7" },
		{ "甲[^1]\n\n[^1]: 一\n\n    - 二\n", "P077 5:5" },
		{ "甲[^1]\n\n[^1]: " V(2) "\n", "P077 1:1" },
		{ "甲[^1]\n\n[^1]:\n\n乙\n", "D004 3:1" },
		{ "甲[^ 1]\n", "P078 1:2" },
		{ "甲[^]\n", "P078 1:2" },
	};
	expect_errors(faults, sizeof faults / sizeof *faults, PARSE_MARKDOWN);
}

Test(parse_markdown, depth_is_limited)
{
	struct buf text = BUF_INIT;
	for (int i = 0; i < 100; i++)
		buf_add_text(&text, "> ");
	buf_add_text(&text, "甲");
	expect_error(text.data, PARSE_MARKDOWN, "P001 1:127");
	buf_free(&text);
}

Test(parse_markdown, brackets_are_limited)
{
	struct buf text = BUF_INIT;
	for (int i = 0; i <= 10000; i++)
		buf_add_text(&text, "![[]()");
	expect_error(text.data, PARSE_MARKDOWN, "P019 1:1");
	buf_free(&text);
}

Test(parse_markdown, merged_cells)
{
	static const struct example tables[] = {
		{ "```表格\n甲 | {同左}\n乙 | 丙\n{同上} | 丁\n```\n",
		  "table(row^(cell=1x2(text'甲')) row(cell=2x1(text'乙') cell(text'丙')) row(cell(text'丁')))" },
		{ "```表格\n甲|乙|丙\n丁|{同左}|戊\n{同上}|{同左}|{同上}\n己|{同左}|{同左}\n```\n",
		  "table(row^(cell(text'甲') cell(text'乙') cell(text'丙')) row(cell=2x2(text'丁') cell=2x1(text'戊')) row row(cell=1x3(text'己')))" },
		{ "```表格\n甲|乙\n\\{同左}|{{同上}}\n```\n", "table(row^(cell(text'甲') cell(text'乙')) row(cell(text'{同左}') cell(text'{{同上}}')))" },
		{ "```表格\n甲|乙\n| {同左}\n```\n", "table(row^(cell(text'甲') cell(text'乙')) row(cell=1x2))" },
	};
	static const struct example faults[] = {
		{ "```表格\n{同左}|乙\n```\n", "P099 2:1" },	       { "```表格\n甲|{同上}\n```\n", "P099 2:3" },
		{ "```表格\n甲|乙\n{同上}|丁\n```\n", "P099 3:1" }, { "```表格\n甲|乙\n丙|丁\n{同上}|{同左}\n```\n", "P099 4:6" },
		{ "```表格\n甲|乙\n丙|{同左}\n戊|{同上}\n```\n", "P099 4:3" }, { "```表格\n甲|乙\n丙|｛同左｝\n```\n", "P096 3:3" },
		{ "```表格\n甲|{同左}\n乙\n```\n", "P023 3:1" },
	};
	expect_all(tables, sizeof tables / sizeof *tables, PARSE_MARKDOWN);
	expect_errors(faults, sizeof faults / sizeof *faults, PARSE_MARKDOWN);
}

Test(parse_xml, merged_cells)
{
	static const struct example tables[] = {
		{ "<plan><table><row><cell colspan=\"2\">甲</cell></row><row><cell rowspan=\"2\">乙</cell><cell>丙</cell></row><row><cell>丁</cell></row></table></plan>",
		  "table(row(cell=1x2(text'甲')) row(cell=2x1(text'乙') cell(text'丙')) row(cell(text'丁')))" },
		{ "<plan><table><row><cell rowspan=\"2\" colspan=\"1\">甲</cell></row><row/></table></plan>", "table(row(cell=2x1(text'甲')) row)" },
	};
	static const struct example faults[] = {
		{ "<plan><table>\n<row>\n<cell rowspan=\"2\">甲</cell></row></table></plan>", "P098 3:1" },
		{ "<plan><table>\n<row head=\"true\">\n<cell rowspan=\"2\">甲</cell></row><row/></table></plan>", "P098 3:1" },
		{ "<plan><table><row><cell>甲</cell><cell rowspan=\"2\">乙</cell></row>\n<row>\n<cell colspan=\"2\">丙</cell></row></table></plan>", "P098 3:1" },
		{ "<plan><table><row>\n<cell colspan=\"0\">甲</cell></row></table></plan>", "P006 2:1" },
		{ "<plan><table><row>\n<cell colspan=\"99999999999\">甲</cell></row></table></plan>", "P006 2:1" },
		{ "<plan>\n<table><row><cell colspan=\"33\">甲</cell></row></table></plan>", "P024 2:1" },
		{ "<plan><table><row><cell colspan=\"2\">甲</cell></row>\n<row><cell>乙</cell></row></table></plan>", "P082 2:1" },
	};
	expect_all(tables, sizeof tables / sizeof *tables, PARSE_XML);
	expect_errors(faults, sizeof faults / sizeof *faults, PARSE_XML);
}

Test(parse_xml, the_same_tree_as_markdown)
{
	expect("<plan numbering=\"两级\" level3=\"续编\">\n<title>计划\n（" V(0) "）</title>\n<recipient>各支部</recipient>\n"
	       "<meta name=\"密级\">秘密</meta>\n<p>坚持\n   <strong>“两学<em>一</em>做”</strong>\n  学习<br/>\n乙 丙</p>\n"
	       "<section><heading>甲</heading><section><heading run-in=\"true\">乙。</heading><p>丙</p></section></section>\n"
	       "<section><heading numbered=\"false\">丁</heading><section><heading>戊</heading></section></section></plan>\n", PARSE_XML,
	       "title(text'计划' text'（' value'**局**|<b>`#' text'）') recipient(text'各支部：') "
	       "paragraph(text'坚持' strong(text'“两学' emphasis(text'一') text'做”') text'学习' line-break text'乙 丙') "
	       "heading1[一、](text'甲') heading2+[1.](text'乙。') paragraph(text'丙') heading1(text'丁') heading2[2.](text'戊')");
	expect("<plan><list ordered=\"true\"><item><p>甲</p></item></list>"
	       "<table widths=\"2 1\"><caption>表</caption><row head=\"true\"><cell>甲</cell><cell>乙</cell></row><row><cell/><cell>丁</cell></row></table>"
	       "<attachment-note><item>名册</item></attachment-note>"
	       "<signature><authority>局</authority><date>2026年</date></signature><note>（公开）</note><page-break/>" V(2)
	       "<attachment><title>名册</title><p>戊</p></attachment></plan>", PARSE_XML,
	       "list#(item[1.](paragraph(text'甲'))) table/2/1(caption(text'表') row^(cell(text'甲') cell(text'乙')) row(cell cell(text'丁'))) "
	       "attachment-note(paragraph(text'名册')) signature(authority(text'局') date(text'2026年')) note(text'（公开）') page-break "
	       "paragraph(text'第一段') list(item(paragraph(text'项'))) attachment[附件](title(text'名册') paragraph(text'戊'))");
}

Test(parse_xml, footnotes)
{
	static const struct example cases[] = {
		{ "<plan><p>甲<footnote>一<em>二</em></footnote>乙<footnote>\n<p>三</p>\n<p>四</p></footnote></p></plan>",
		  "paragraph(text'甲' reference text'乙' reference)"
		  NOTES("footnote(paragraph(text'一' emphasis(text'二'))) footnote(paragraph(text'三') paragraph(text'四'))") },
		{ "<plan><section><heading>甲。<footnote>一</footnote></heading><p>乙</p></section></plan>",
		  "heading1+[一、](text'甲。' reference) paragraph(text'乙')" NOTES(NOTE("一")) },
		{ "<plan><p>甲[^1]</p></plan>", "paragraph(text'甲[^1]')" },
	};
	static const struct example faults[] = {
		{ "<plan><p><footnote>一</footnote>甲</p></plan>", "P075 1:10" },
		{ "<plan><p>甲<footnote>一<footnote>二</footnote></footnote></p></plan>", "P076 1:11" },
		{ "<plan><title>甲<footnote>一</footnote></title></plan>", "P074 1:15" },
		{ "<plan><p>甲<footnote/></p></plan>", "D004 1:11" },
		{ "<plan><p>甲<footnote><p>一</p>二</footnote></p></plan>", "P032 1:29" },
	};
	expect_all(cases, sizeof cases / sizeof *cases, PARSE_XML);
	expect_errors(faults, sizeof faults / sizeof *faults, PARSE_XML);
}

/* The grammar in templates/schema says the same of a plan as the reader. */
Test(parse_xml, grammar_agrees)
{
	static const struct example cases[] = {
		{ "<plan numbering=\"两级\"><title>甲<br/></title><meta name=\"密级\">乙</meta><section><heading run-in=\"true\">丙。</heading>"
		  "<p>丁</p><table widths=\"5 2\"><caption>戊</caption><row head=\"true\"><cell/><cell><em>己</em></cell></row></table></section>"
		  "<list><item><p>庚</p><list ordered=\"true\"><item><p>子</p></item></list></item></list><signature><authority>辛</authority><date>壬</date>"
		  "</signature><attachment><title>癸</title></attachment></plan>", "" },
		{ "<plan><list><item/></list></plan>", "no" },
		{ "<plan><p>甲<footnote>一<em>二</em></footnote>乙<footnote><p>三</p><p>四</p></footnote></p></plan>", "" },
		{ "<plan><footnote>一</footnote></plan>", "no" },
		{ "<plan><p>甲<footnote><list/></footnote></p></plan>", "no" },
		{ "<plan><cell/></plan>", "no" },
		{ "<plan><p class=\"x\"/></plan>", "no" },
		{ "<plan>甲</plan>", "no" },
		{ "<plan><section><p>甲</p></section></plan>", "no" },
		{ "<plan><attachment><title>甲</title></attachment><p/></plan>", "no" },
	};
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct arena *arena = arena_new();
		struct diag_list diags;
		diag_init(&diags, arena);
		struct source *source = source_of_text(arena, "plan.xml", str_of(cases[i].text));
		bool valid = xml_load(arena, source, "templates/schema/plan.rng", NULL, &diags) != NULL;
		cr_expect_eq(valid, !*cases[i].expected, "%s", cases[i].text);
		cr_expect_eq(diags.counts[DIAG_SYSTEM], 0, "the grammar itself is in order");
		arena_free(arena);
		struct run run;
		start(&run, cases[i].text, PARSE_XML);
		cr_expect_eq(diag_errors(&run.diags) == 0, valid, "%s", cases[i].text);
		arena_free(run.arena);
	}
}

Test(parse_xml, refuses_what_the_format_does_not_have)
{
	static const struct example faults[] = {
		{ "<plan>\n <p>甲</q>\n</plan>", "B020 2:2" },
		{ "<article/>", "P033 1:1" },
		{ "<plan>\n<div/></plan>", "P030 2:1" },
		{ "<plan>\n<cell/></plan>", "P030 2:1" },
		{ "<plan>\n<p class=\"x\">甲</p></plan>", "P031 2:1" },
		{ "<plan level=\"x\"/>", "P031 1:1" },
		{ "<plan>甲</plan>", "P032 1:7" },
		{ "<plan>\n<p>甲<strong>甲</strong></p>\n<list><item>甲</item></list></plan>", "P032 3:13" },
		{ "<plan>\n<section><p>甲</p></section></plan>", "P034 2:1" },
		{ "<plan>\n<list ordered=\"yes\"><item><p>甲</p></item></list></plan>", "P006 2:1" },
		{ "<plan><attachment><title>甲</title></attachment>\n<p>乙</p></plan>", "P035 2:1" },
		{ "<plan>\n<table><row><cell>甲</cell></row>\n<row><cell>乙</cell><cell>丙</cell></row></table></plan>", "P082 3:1" },
		{ "<!DOCTYPE plan [<!ENTITY a \"b\">]><plan/>", "B021 1:1" },
		{ "<p:plan xmlns:p=\"urn:x\">\n<p:p>甲</p:p></p:plan>", "B046 1:1" },
		{ "<plan>\n<p xmlns=\"urn:x\">甲</p></plan>", "B046 2:1" },
		{ "<plan>\n<list xml:ordered=\"true\"><item><p>甲</p></item></list></plan>", "P031 2:1" },
		{ "<plan>\n<p>甲&#x202e;乙</p></plan>", "B007 2:4" },
		{ "<plan>\n<section><heading>甲。</heading></section><p>乙</p></plan>", "D006 2:10" },
		{ "<plan>\n<section><heading>甲</heading><section>\n<heading run-in=\"true\">乙。</heading></section><p>丙</p></section></plan>", "D006 3:1" },
	};
	expect_errors(faults, sizeof faults / sizeof *faults, PARSE_XML);
}

Test(parse, title_of_the_catalogue_stands_first_unless_there_is_one)
{
	struct run run, title;
	start(&run, "正文", PARSE_MARKDOWN);
	start(&title, "计划（" V(0) "）", PARSE_MARKDOWN);
	parse_title(run.doc, &title.merged, &run.diags);
	cr_assert_str_eq(doc_title(run.doc), "计划（**局**|<b>`#）");
	cr_assert(run.doc->root->first->kind == DOC_TITLE && run.doc->root->last->kind == DOC_PARAGRAPH);
	parse_title(run.doc, &run.merged, &run.diags);
	cr_assert_str_eq(doc_title(run.doc), "计划（**局**|<b>`#）");
	arena_free(run.arena);
	arena_free(title.arena);
}

Test(parse, formats_by_ending)
{
	cr_assert_eq(parse_format_of("content/plans/26-乡镇.xml"), PARSE_XML);
	cr_assert_eq(parse_format_of("content/plans/10-学校.md"), PARSE_MARKDOWN);
}
