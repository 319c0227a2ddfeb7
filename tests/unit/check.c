#include <criterion/criterion.h>
#include <string.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/diag.h"
#include "base/limits.h"
#include "base/utf8.h"
#include "catalogue/catalogue.h"
#include "check/check.h"
#include "check/lattice.h"
#include "check/model.h"

#define CONTENT "tests/data/check"
#define SCHEMAS "templates/schema"
#define SEED "../shared/seed/compendium-2018.txt"

static struct arena *arena;
static struct diag_list findings, faults;
static const struct catalogue *catalogue;
static struct check *check;

static void start_with(const char *content)
{
	arena = arena_new();
	diag_init(&findings, arena);
	diag_init(&faults, arena);
	catalogue = catalogue_load(arena, content, SCHEMAS, NULL, &faults);
	cr_assert(catalogue && !diag_errors(&faults));
	check = check_new(arena, catalogue, &findings);
}

static void start(void)
{
	start_with(CONTENT);
}

static void stop(void)
{
	arena_free(arena);
}

TestSuite(check, .init = start, .fini = stop);

static unsigned line_of(const struct diag *diag)
{
	unsigned line, column;
	source_position(diag->place, &line, &column);
	return line;
}

static bool found(enum diag_code code, unsigned line)
{
	for (const struct diag *d = findings.first; d; d = d->next)
		if (d->code == code && line_of(d) == line)
			return true;
	return false;
}

static size_t count_of(enum diag_code code)
{
	size_t count = 0;
	for (const struct diag *d = findings.first; d; d = d->next)
		count += d->code == code;
	return count;
}

/* ---- every example of the seed, by its line */

static const struct {
	enum diag_code code;
	unsigned line;
} examples[] = {
	{ DIAG_CHECK_FOREIGN, 40 },	   { DIAG_CHECK_FOREIGN, 44 },	      { DIAG_CHECK_FOREIGN, 47 },
	{ DIAG_CHECK_FOREIGN, 48 },	   { DIAG_CHECK_FOREIGN, 113 },	      { DIAG_CHECK_ANY_FIGURE, 50 },
	{ DIAG_CHECK_BODY, 43 },	   { DIAG_CHECK_PLACEHOLDER, 4 },     { DIAG_CHECK_PLACEHOLDER, 24 },
	{ DIAG_CHECK_PLACEHOLDER, 31 },	   { DIAG_CHECK_PLACEHOLDER, 40 },    { DIAG_CHECK_PLACEHOLDER, 104 },
	{ DIAG_CHECK_HEADING_NUMBER, 63 }, { DIAG_CHECK_HEADING_NUMBER, 78 }, { DIAG_CHECK_HEADING_MARK, 61 },
	{ DIAG_CHECK_HEADING_END, 66 },	   { DIAG_CHECK_PAIRS, 44 },	      { DIAG_CHECK_PAIRS, 69 },
	{ DIAG_CHECK_HALF_WIDTH, 74 },	   { DIAG_CHECK_SPACE, 77 },	      { DIAG_CHECK_SPACE, 102 },
	{ DIAG_CHECK_BETWEEN_ITEMS, 38 },  { DIAG_CHECK_BETWEEN_ITEMS, 40 },  { DIAG_CHECK_DANGLING, 48 },
	{ DIAG_CHECK_MISSING_UNIT, 38 },   { DIAG_CHECK_DUPLICATE, 79 },      { DIAG_CHECK_DUPLICATE, 74 },
	{ DIAG_CHECK_NAMING, 38 },	   { DIAG_CHECK_SAME_TITLE, 8 },      { DIAG_CHECK_NO_BODY, 5 },
	{ DIAG_CHECK_LONG, 40 },
};

/* Findings on the seed that are wrong: words that are not only the other type's. */
enum { SEED_FALSE = 3 };

Test(check_seed, every_example_is_found)
{
	if (access(SEED, R_OK) != 0)
		cr_skip_test("no seed beside the repository");
	start_with("content");
	struct source *source = source_load(arena, SEED, LIMIT_SOURCE_BYTES, &faults);
	check_add_lines(check, source, CHECK_PLAIN, &(struct check_context){ 0 });
	check_run(check);
	for (size_t i = 0; i < sizeof examples / sizeof *examples; i++)
		cr_expect(found(examples[i].code, examples[i].line), "%s is not found in line %u",
			  diag_id(examples[i].code), examples[i].line);
	/* nothing wrong is said of the sums that are right, nor of the fourth and fifth section's numbers */
	cr_expect_eq(count_of(DIAG_CHECK_COUNT), 0);
	cr_expect_eq(count_of(DIAG_CHECK_HEADING_ORDER), 0);
	cr_expect_eq(count_of(DIAG_CHECK_DATE), 0);
	cr_expect_eq(count_of(DIAG_CHECK_STALE_WORD), 0);
	cr_expect(found(DIAG_CHECK_FOREIGN, 46) + found(DIAG_CHECK_FOREIGN, 77) + found(DIAG_CHECK_FOREIGN, 93) <=
		  SEED_FALSE);
	cr_expect(SEED_FALSE * 1000 <= utf8_count(source->text.data, source->text.len));
	stop();
}

/* ---- each rule: texts it speaks of, and texts it does not */

static const struct sample {
	enum diag_code code;
	const char *text; /* a plan's line */
	bool wrong;
} samples[] = {
	{ DIAG_CHECK_PLACEHOLDER, "报X县委备案。", true },
	{ DIAG_CHECK_PLACEHOLDER, "李××同志负责。", true },
	{ DIAG_CHECK_PLACEHOLDER, "联系人待填。", true },
	{ DIAG_CHECK_PLACEHOLDER, "检修X光机一台。", false },
	{ DIAG_CHECK_PLACEHOLDER, "版心为22×28个字。", false },
	{ DIAG_CHECK_PLACEHOLDER, "资金___万元。", true },
	{ DIAG_CHECK_PLACEHOLDER, "负责人【待定】。", true },
	{ DIAG_CHECK_PLACEHOLDER, "经费待补充。", true },
	{ DIAG_CHECK_PLACEHOLDER, "电话138XXXX1234。", true },
	{ DIAG_CHECK_PLACEHOLDER, "电话138****1234。", true },
	{ DIAG_CHECK_PLACEHOLDER, "由○○○负责。", true },
	{ DIAG_CHECK_PLACEHOLDER, "二○○八年起实施，长3xx4米。", false },
	{ DIAG_CHECK_PLACEHOLDER, "制度有待补充完善，名单有待补充。", false },
	{ DIAG_CHECK_PLACEHOLDER, "（　　）人参加学习。", true },
	{ DIAG_CHECK_PLACEHOLDER, "召开第  届代表大会。", true },
	{ DIAG_CHECK_PLACEHOLDER, "定于2026年　月　日召开。", true },
	{ DIAG_CHECK_PLACEHOLDER, "召开第 三届代表大会，2026年 3月起。", false },
	{ DIAG_CHECK_SPACE, "（　　）人参加第  届代表大会，定于2026年　月　日召开。", false },
	{ DIAG_CHECK_STALE_YEAR, "做好2024年安全工作。", true },
	{ DIAG_CHECK_STALE_YEAR, "落实《条例（2019年修订）》和2023年以来的要求。", false },
	{ DIAG_CHECK_STALE_YEAR, "对照2025年考核结果整改。", false },
	{ DIAG_CHECK_STALE_WORD, "推进精准扶贫。", true },
	{ DIAG_CHECK_PAIRS, "坚持“三会一课制度。", true },
	{ DIAG_CHECK_PAIRS, "坚持三会一课”制度。", true },
	{ DIAG_CHECK_PAIRS, "坚持”三会一课“制度。", true },
	{ DIAG_CHECK_PAIRS, "按第1）项办；a)甲；b)乙，二）丙。", false },
	{ DIAG_CHECK_PAIRS, "12）甲，（见附件）乙。", false },
	{ DIAG_CHECK_PAIRS, "完成95户）和附件1）。", true },
	{ DIAG_CHECK_PAIRS, "学习《章程（节选）》和“两个‘必须’”。", false },
	{ DIAG_CHECK_HALF_WIDTH, "抓学习,抓整改。", true },
	{ DIAG_CHECK_HALF_WIDTH, "抓学习(含自学)。", true },
	{ DIAG_CHECK_HALF_WIDTH, "坚持\"三会一课\"制度。", true },
	{ DIAG_CHECK_HALF_WIDTH, "比例为1:3，共1,200元，每次不少于1.5小时。", false },
	{ DIAG_CHECK_HALF_WIDTH, "速度(x,y)坐标，乘积(a+2)之和。", false },
	{ DIAG_CHECK_HALF_WIDTH, "投影(PPT)展示。", true },
	{ DIAG_CHECK_SPACE, "抓学习， 抓整改，落实到人。", true },
	{ DIAG_CHECK_SPACE, "填表人：　　　　审核人：　　　　，每  年 届，抓学习，　抓整改。", false },
	{ DIAG_CHECK_PLACEHOLDER, "姓名：      ，年龄若干。", true },
	{ DIAG_CHECK_HALF_WIDTH, "屏幕24\"显示器。", false },
	{ DIAG_CHECK_SPACE, "用好 PDF 文件和 Word 文件。", false },
	{ DIAG_CHECK_BETWEEN_ITEMS, "学习《章程》、《准则》。", true },
	{ DIAG_CHECK_BETWEEN_ITEMS, "学习《章程》（节选）、《准则》。", false },
	{ DIAG_CHECK_DOUBLED, "抓学习，。抓整改。", true },
	{ DIAG_CHECK_DOUBLED, "抓学习……抓整改。", false },
	{ DIAG_CHECK_DANGLING, "抓好学习和；抓好整改。", true },
	{ DIAG_CHECK_DANGLING, "积极参与，推动普及，促进共和。", false },
	{ DIAG_CHECK_COUNT, "按照“七有”要求（有场所、有标识、有制度、有资料、有台账、有设备）建设。", true },
	{ DIAG_CHECK_COUNT, "按照“三有”要求（有场所、有标识、有制度）建设。", false },
	{ DIAG_CHECK_COUNT, "开展“讲党课、当先锋”三大活动。", true },
	{ DIAG_CHECK_COUNT, "抓好三项工作：一是学习；二是整改。", true },
	{ DIAG_CHECK_COUNT, "一是学习；三是整改。", true },
	{ DIAG_CHECK_COUNT, "抓好两项工作：一是学习；二是整改。", false },
	{ DIAG_CHECK_COUNT, "做好学习、整改四项工作。", true },
	{ DIAG_CHECK_COUNT, "落实“七有”：有阵地、有队伍、有制度、有经费、有活动、有成效。", true },
	{ DIAG_CHECK_COUNT, "实现“七有”目标，即有阵地，有队伍，有制度，有经费，有活动，有成效。", true },
	{ DIAG_CHECK_COUNT, "做到“两个到位”：责任、措施、经费到位。", true },
	{ DIAG_CHECK_COUNT, "落实“三有”：有阵地、有队伍、有制度。", false },
	{ DIAG_CHECK_COUNT, "落实“三会一课”：支委会、党课。", false },
	{ DIAG_CHECK_COUNT, "推进“三个到位”：各支部要抓好学习，抓好落实。", false },
	{ DIAG_CHECK_COUNT, "落实“七有”：有阵地、有队伍等。", false },
	{ DIAG_CHECK_COUNT, "共计5个：甲、乙、丙、丁。", true },
	{ DIAG_CHECK_COUNT, "下设支部，共有三个支部：甲、乙、丙、丁。", true },
	{ DIAG_CHECK_COUNT, "共计4个：甲、乙、丙和丁。", false },
	{ DIAG_CHECK_COUNT, "共计3项：落实经费，由办公室、财务科、人事科、宣传科负责。", false },
	{ DIAG_CHECK_MISSING_UNIT, "制定2026党建要点。", true },
	{ DIAG_CHECK_MISSING_UNIT, "全年集中学习不少于12，由支部登记。", true },
	{ DIAG_CHECK_MISSING_UNIT, "投入2026万元，覆盖1998户。", false },
	{ DIAG_CHECK_DATE, "2月30日前报送。", true },
	{ DIAG_CHECK_DATE, "2026年2月29日前报送。", true },
	{ DIAG_CHECK_DATE, "第五季度考核。", true },
	{ DIAG_CHECK_DATE, "13月完成。", true },
	{ DIAG_CHECK_DATE, "2月28日、12月31日前报送，用时15个月。", false },
	{ DIAG_CHECK_FOREIGN, "抓好公路养护。", true },
	{ DIAG_CHECK_FOREIGN, "邀请松鹤二中参加。", true },
	{ DIAG_CHECK_FOREIGN, "在松鹤县召开。", true },
	{ DIAG_CHECK_FOREIGN, "抓好集体备课，在青石县召开。", false },
	{ DIAG_CHECK_BODY, "由局党委研究。", true },
	{ DIAG_CHECK_BODY, "由校党委研究，报上级党委。", false },
	{ DIAG_CHECK_ABSOLUTE, "确保万无一失。", true },
	{ DIAG_CHECK_LONG, "抓学习。", false },
	{ DIAG_CHECK_NAMING, "制定工作要点如下。", true },
	{ DIAG_CHECK_NAMING, "制定本要点。", false },
};

static const char plan_title[] = "2026年党建工作计划要点（青石一中）\n";

Test(check, samples)
{
	for (size_t i = 0; i < sizeof samples / sizeof *samples; i++) {
		diag_init(&findings, arena);
		check = check_new(arena, catalogue, &findings);
		const char *text = arena_printf(arena, "%s%s\n", plan_title, samples[i].text);
		struct check_context context = { .unit = catalogue_find_unit(catalogue, STR("青石一中"), &faults) };
		check_add_lines(check, source_of_text(arena, "plan.txt", str_of(text)), CHECK_PLAIN, &context);
		check_run(check);
		cr_expect_eq(found(samples[i].code, 2), samples[i].wrong, "%s: %s", diag_id(samples[i].code),
			     samples[i].text);
	}
}

static void check_text(const char *text)
{
	check_add_lines(check, source_of_text(arena, "plan.txt", str_of(text)), CHECK_PLAIN,
			&(struct check_context){ 0 });
	check_run(check);
}

/* 一是 …: over the paragraphs of a section, and within one of those. */
Test(check, series_over_paragraphs)
{
	static const struct {
		const char *text;
		unsigned line; /* of the finding, 0: none */
	} texts[] = {
		{ "一是提高认识。\n二是抓好落实。\n三是加强督查。\n", 0 },
		{ "要抓好三个方面：\n　　一是学习。一要细；\n说明一句。\n　　二是落实。\n　　三是督查。\n", 0 },
		{ "要抓好两个方面：\n一是抓两项：一是甲；二是乙。\n二是抓三项：一是甲；二是乙；三是丙。\n", 0 },
		{ "抓好三项工作：一是学习。\n二是落实。\n三是督查。\n", 0 },
		{ "做好第三项工作：一是学习；二是落实。\n", 0 },
		{ "一是提高认识。\n三是加强督查。\n", 2 },
		{ "要抓好三个方面：\n一是提高认识。\n二是抓好落实。\n", 1 },
		{ "抓好三项工作：一是学习。\n二是落实。\n", 1 },
		{ "一、学习\n一是提高认识。\n二、落实\n二是抓好落实。\n", 4 },
	};
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
		stop();
		start();
		check_text(texts[i].text);
		cr_expect_eq(count_of(DIAG_CHECK_COUNT), texts[i].line != 0, "%s", texts[i].text);
		cr_expect(!texts[i].line || found(DIAG_CHECK_COUNT, texts[i].line), "%s", texts[i].text);
	}
}

/* Each paragraph of a quotation begins with “, the last one ends in ”. */
Test(check, quotation_of_several_paragraphs)
{
	check_text("会议指出：\n“第一段话。\n　　“第二段（话）。\n“第三段话。”\n“第四段话。\n第五段话。\n“第六段（话。\n“第七段话。”\n");
	cr_expect_eq(count_of(DIAG_CHECK_PAIRS), 2);
	cr_expect(found(DIAG_CHECK_PAIRS, 5));
	cr_expect(found(DIAG_CHECK_PAIRS, 7));
}

/* In Markdown, marks that belong to entities, code, targets, names of notes, or stand behind a backslash, are none of the text. */
Test(check, markup_is_no_mark)
{
	static const char text[] = "甲\\;乙，`代,码`，见[甲](http://甲,乙)，甲&lt;乙&gt;丙&#x41;丁，抓学习,抓整改。\n\n[^1]:注,注。\n";
	const struct source *source = source_of_text(arena, "plan.md", str_of(text));
	check_add_lines(check, source, CHECK_MARKDOWN, &(struct check_context){ 0 });
	check_run(check);
	const struct check_edit *edits;
	size_t count = check_edits(check, &edits);
	for (size_t i = 0; i < count; i++)
		cr_expect(str_starts(str_from(source->text, edits[i].offset), i ? ",注。" : ",抓整改。"), "%s", text + edits[i].offset);
	cr_assert_eq(count, 2);
	cr_expect_eq(count_of(DIAG_CHECK_HALF_WIDTH), 2);
}

Test(check, numbers_of_headings)
{
	check_text("2026年工作计划要点\n一、总体要求\n抓好工作落实。\n（一）学习\n抓好学习安排。\n（三）整改\n抓好整改"
		   "落实。\n三、保障\n抓好保障。\n");
	cr_expect(found(DIAG_CHECK_HEADING_ORDER, 6));
	cr_expect(found(DIAG_CHECK_HEADING_ORDER, 8));
	cr_expect_eq(count_of(DIAG_CHECK_HEADING_ORDER), 2);
}

Test(check, running_numbers)
{
	check_text("2026年工作计划要点\n一、学习\n1.自学\n抓好自学。\n2.讨论\n抓好讨论。\n二、整改\n3."
		   "查找\n抓好查找。\n三、保障\n1.经费\n抓好经费。\n");
	cr_expect_eq(count_of(DIAG_CHECK_HEADING_ORDER), 0);
	check_text("2026年工作计划要点\n一、学习\n（一）自学\n抓好自学。\n（二）讨论\n抓好讨论。\n二、整改\n（三）查找\n抓好查找。\n三、保障\n（四）经费\n抓好经费。\n");
	cr_expect_eq(count_of(DIAG_CHECK_HEADING_ORDER), 0);
	check_text("2026年工作计划要点\n一、学习\n（一）自学\n抓好自学。\n（二）讨论\n抓好讨论。\n二、整改\n（三）查找\n抓好查找。\n三、保障\n（一）经费\n抓好经费。\n");
	cr_expect_eq(count_of(DIAG_CHECK_HEADING_ORDER), 1);
}

Test(check, contents)
{
	check_text("目录\n2026年甲工作计划要点\t1\n2026年乙工作计划要点\t2\n2026年乙工作计划要点\t3\n2026年甲工作计划要"
		   "点\n抓好工作。\n");
	cr_expect(found(DIAG_CHECK_NO_BODY, 3));
	cr_expect(found(DIAG_CHECK_SAME_TITLE, 4));
	cr_expect_not(found(DIAG_CHECK_NO_BODY, 2));
}

Test(check, quotes_of_a_placeholder_its_kind_only)
{
	static const char *const quoted[] = { "XX", "X县", "×", "XXX" };
	check_text("2026年工作计划要点\n由XX同志负责。\n报X县委备案。\n李×同志负责。\n设XXX委员会。\n");
	size_t count = 0;
	for (const struct diag *d = findings.first; d; d = d->next)
		if (d->code == DIAG_CHECK_PLACEHOLDER && count++ < 4)
			cr_expect_str_eq(d->arguments[0], quoted[count - 1]);
	cr_expect_eq(count, 4);
}

Test(check, nearly_the_same)
{
	check_text("2026年工作计划要点\n"
		   "支部每月组织一次集中学习，由宣传委员提前三天发出篇目，讨论须有不同党员发言，记录写明发言要点，不以"
		   "照念文件代替讨论。\n"
		   "每季度开展一次走访，了解困难党员的生活和就医情况，能够当场解决的当场解决，不能解决的列入台账逐件销"
		   "号。\n"
		   "支部每月组织一次集中学习，由组织委员提前五天发出篇目，讨论须有不同党员发言，记录写明发言要点，不以"
		   "照念文件代替讨论。\n");
	cr_expect(found(DIAG_CHECK_DUPLICATE, 4));
	cr_expect_eq(count_of(DIAG_CHECK_DUPLICATE), 1);
}

Test(check, switched_off)
{
	const char *text = "{{! check-off K010: 原文如此 }}\n抓学习,抓整改。\n\n抓学习,抓落实。\n{{! check-off K999: "
			   "无 }}\n{{! check-off K010 }}\n";
	const struct source *source = source_of_text(arena, "plan.md", str_of(text));
	check_add_source(check, source);
	check_add_lines(check, source, CHECK_MARKDOWN, &(struct check_context){ 0 });
	check_run(check);
	cr_expect_not(found(DIAG_CHECK_HALF_WIDTH, 2));
	cr_expect(found(DIAG_CHECK_HALF_WIDTH, 4));
	cr_expect(found(DIAG_CHECK_SWITCH_RULE, 5));
	cr_expect(found(DIAG_CHECK_SWITCH_REASON, 6));
}

Test(check, mended)
{
	const char *text = "2026年工作计划要点\n坚持 “三会一课”制度,抓学习(含自学)。\n每月1,200元，\"双向\"考核。\n";
	const struct source *source = source_of_text(arena, "plan.txt", str_of(text));
	check_add_lines(check, source, CHECK_PLAIN, &(struct check_context){ 0 });
	check_run(check);
	const struct check_edit *edits;
	size_t count = check_edits(check, &edits);
	struct buf out = BUF_INIT;
	check_apply_edits(source, edits, count, &out);
	cr_expect_str_eq(out.data,
			 "2026年工作计划要点\n坚持“三会一课”制度，抓学习（含自学）。\n每月1,200元，“双向”考核。\n");
	buf_free(&out);
}

/* Blanks that something is to be written into are no fault that anybody may take out. */
Test(check, room_is_never_mended)
{
	const char *text = "（　　）人都要参加学习，（ ）年一次。召开第  届、第 三届大会，2026年　月　日起，（ 甲 ）负责， 都来。\n";
	const struct source *source = source_of_text(arena, "plan.txt", str_of(text));
	check_add_lines(check, source, CHECK_PLAIN, &(struct check_context){ 0 });
	check_run(check);
	const struct check_edit *edits;
	size_t count = check_edits(check, &edits), findings_before = findings.counts[DIAG_WARNING];
	cr_assert_eq(count, 1);
	cr_expect_eq(edits[0].offset, (size_t)(strstr(text, " 都来") - text));
	cr_assert(edits[0].finding && edits[0].finding->code == DIAG_CHECK_SPACE);
	check_forget(check, edits, count);
	cr_expect_eq(findings.counts[DIAG_WARNING], findings_before - 1);
	for (const struct diag *d = findings.first; d; d = d->next)
		cr_expect_neq(d->place.offset, edits[0].offset);
}

Test(check, tags_are_never_mended)
{
	const char *text = "学习{{主题|默认:\"抓学习,抓整改\"}}和`代码,代码`,抓落实。\n";
	const struct source *source = source_of_text(arena, "plan.md", str_of(text));
	check_add_lines(check, source, CHECK_MARKDOWN, &(struct check_context){ 0 });
	check_run(check);
	const struct check_edit *edits;
	size_t count = check_edits(check, &edits);
	cr_expect_eq(count, 1);
	cr_expect(count && edits[0].offset == (size_t)(strstr(text, "`,") + 1 - text));
}

/* One run mends all that is sure, and nothing else: quotes that are a pair, in Chinese text, with what stands beside them. */
Test(check, one_run_mends_what_is_sure)
{
	static const char *const texts[][2] = {
		{ "加强, 管理; 提高。\n", "加强，管理；提高。\n" },
		{ "\"甲方\",乙方都要到会。\n", "“甲方”，乙方都要到会。\n" },
		{ "He said \"hello, world\", and 他说\"好\"。\n", "He said \"hello, world\", and 他说“好”。\n" },
		{ "屏幕24\"显示器和27\"显示器。\n", "屏幕24\"显示器和27\"显示器。\n" },
		{ "\"甲\"和\"乙\"、\"丙，都要到会。\n", "\"甲\"和\"乙\"、\"丙，都要到会。\n" },
		{ "填表人：　　　　审核人：      ，  年  月。\n", "填表人：　　　　审核人：      ，  年  月。\n" },
	};
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
		stop();
		start_with(CONTENT);
		const struct source *source = source_of_text(arena, "plan.txt", str_of(texts[i][0]));
		check_add_lines(check, source, CHECK_PLAIN, &(struct check_context){ 0 });
		check_run(check);
		const struct check_edit *edits;
		size_t count = check_edits(check, &edits);
		struct buf out = BUF_INIT;
		check_apply_edits(source, edits, count, &out);
		cr_expect(str_is(buf_str(&out), texts[i][1]), "%s → %s", texts[i][0], out.data);
		buf_free(&out);
	}
}

/* Composing reports the fault of a shared block with every plan that has it. */
Test(check, a_finding_is_given_once)
{
	const struct source *source = source_of_text(arena, "block.md", STR("{{无}}{{此}}\n"));
	static const char *const names[] = { "无", "此", "无", "无" };
	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		diag_add(&findings, DIAG_NAME_UNKNOWN, ((struct place){ source, 2 }), names[i]);
	diag_add(&findings, DIAG_NAME_UNKNOWN, NO_PLACE, "无");
	diag_add(&findings, DIAG_YEAR_MISSING, NO_PLACE, "无");
	check_run(check);
	cr_assert_eq(diag_errors(&findings), 3);
	cr_assert_eq(count_of(DIAG_NAME_UNKNOWN), 3);
	cr_assert_eq(count_of(DIAG_YEAR_MISSING), 1);
}

Test(check, rules_have_ids_and_explanations)
{
	for (size_t i = 0; i < check_rule_count; i++) {
		const struct check_rule *rule = &check_rules[i];
		cr_expect(*rule->explanation);
		cr_expect_eq(check_find_rule(diag_id(rule->code)), rule);
		cr_expect_eq(check_find_rule(rule->name), rule);
	}
}

Test(check, model_of_words)
{
	struct arena *own = arena_new();
	cr_assert_null(check_model_open(own, "tests/unit")); /* no such files: lists only */
	const struct check_model *model = check_model_open_system(own);
	cr_assert_not_null(model, "sunpinyin-data is not installed: .ci/setup plans");
	static const uint32_t word[] = { 0x68B3, 0x7406 } /* 梳理 */, none[] = { 0x758F, 0x7406 } /* 疏理 */;
	cr_assert(check_model_word(model, word, 2) && !check_model_word(model, none, 2));
	bool found = false;
	uint32_t sound;
	for (size_t i = 0; (sound = check_model_sound(model, none[0], &i));)
		found = found || sound == word[0];
	cr_assert(found);
	struct check_lattice *lattice = check_lattice_new(own, model);
	struct check_lattice_word meant;
	check_lattice_set(lattice, none, 2);
	cr_assert_gt(check_lattice_gain(lattice, 0, word[0], &meant), 0);
	cr_assert(meant.start == 0 && meant.end == 2);
	check_lattice_set(lattice, word, 2);
	cr_assert_leq(check_lattice_gain(lattice, 0, none[0], &meant), 0);
	arena_free(own);
}
