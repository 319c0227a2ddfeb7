#include <criterion/criterion.h>

#include "base/arena.h"
#include "base/diag.h"
#include "catalogue/catalogue.h"
#include "check/check.h"

/* Rules over whole documents of offices, with the project's own tables of words: each with a text that it speaks of and one near it
 * that is right. The text's line that is meant is the third; the title comes first. */

static const struct sample {
	enum diag_code code;
	const char *title, *line;
	bool wrong;
} samples[] = {
	/* what another kind of organisation says */
	{ DIAG_CHECK_FOREIGN_KIND, "安河县第二小学工作计划", "组织全局公务员学习。", true },
	{ DIAG_CHECK_FOREIGN_KIND, "安河县第二小学工作计划", "报县教育局党组批准。", false },
	{ DIAG_CHECK_FOREIGN_KIND, "安河县第二小学工作计划", "报局党组批准。", true },
	{ DIAG_CHECK_FOREIGN_KIND, "恒昌机械有限公司工作计划", "各股室要抓好落实。", true },
	{ DIAG_CHECK_FOREIGN_KIND, "恒昌机械有限公司工作计划", "各车间班组长要抓好落实。", false },
	{ DIAG_CHECK_FOREIGN_KIND, "平岭县人民医院工作计划", "各车间主任要抓好落实。", true },
	{ DIAG_CHECK_FOREIGN_KIND, "政协安河县委员会学习计划", "县人大常委会党组集中学习。", true },
	{ DIAG_CHECK_FOREIGN_KIND, "柳溪镇中心小学安全制度", "镇党委、镇政府支持学校，教研组每周活动。", false },
	{ DIAG_CHECK_FOREIGN_KIND, "安河县教育局关于放假的通知", "学校要组织全校师生，学习《院党委议事规则》。", false },
	{ DIAG_CHECK_REGION_RANK, "安河县科技局工作要点", "落实区委、区政府要求。", true },
	{ DIAG_CHECK_REGION_RANK, "安河县科技局工作要点", "支持开发区委托第三方，落实县委要求。", false },
	{ DIAG_CHECK_REGION_RANK, "望川区科技局工作要点", "动员全县力量。", true },
	{ DIAG_CHECK_OTHER_BODY, "安河县科技局工作要点", "5月，安河县教育局组织免费开放。", true },
	{ DIAG_CHECK_OTHER_BODY, "安河县科技局工作要点", "5月，会同安河县教育局组织免费开放。", false },
	{ DIAG_CHECK_OTHER_REGION, "安河县科技局工作要点", "平岭县人民政府高度重视。", true },
	{ DIAG_CHECK_OTHER_REGION, "安河县科技局工作要点", "赴平岭县学习，与平岭县科技局交流。", false },
	{ DIAG_CHECK_TRADITIONAL, "安河县科技局工作要点", "積极推进。", true },
	{ DIAG_CHECK_TRADITIONAL, "安河县科技局工作要点", "发挥瞭望塔作用，乾坤朗朗。", false },
	/* figures of one sentence */
	{ DIAG_CHECK_PRODUCT, "计划", "储备8000吨，费用为每吨100元，共需90万元。", true },
	{ DIAG_CHECK_PRODUCT, "计划", "储备8000吨，费用为每吨100元，共需80万元。", false },
	{ DIAG_CHECK_PRODUCT, "计划", "60户，每户每年100元，共需90万元。", false },
	{ DIAG_CHECK_RATE, "总结", "排查724件，化解708件，化解率87.8%。", true },
	{ DIAG_CHECK_RATE, "总结", "排查724件，化解708件，化解率97.8%。", false },
	{ DIAG_CHECK_RATE, "总结", "党员168名，占职工672名的35%。", true },
	{ DIAG_CHECK_RATE, "总结", "党员168名，占职工672名的25%。", false },
	{ DIAG_CHECK_RATE, "总结", "整治1260起，比去年同期的1050起增长10%。", true },
	{ DIAG_CHECK_RATE, "总结", "由1050起增加到1260起，增长20%。", false },
	{ DIAG_CHECK_RATE, "总结", "由1050起增加到1260起，下降20%。", true },
	{ DIAG_CHECK_POINTS, "总结", "由86%提高到92%，提高6%。", true },
	{ DIAG_CHECK_POINTS, "总结", "由86%提高到92%，提高6个百分点。", false },
	{ DIAG_CHECK_OVER_ALL, "总结", "抽检合格率102%。", true },
	{ DIAG_CHECK_OVER_ALL, "总结", "完成年度计划的102%，增长120%。", false },
	{ DIAG_CHECK_OVER_ALL, "方案", "三项分别占40%、30%、20%。", true },
	{ DIAG_CHECK_OVER_ALL, "方案", "三项分别占40%、30%、30%。", false },
	{ DIAG_CHECK_PARTS, "总结", "新建12个、改建8个，共24个。", true },
	{ DIAG_CHECK_PARTS, "总结", "新建12个、改建8个，共20个。", false },
	{ DIAG_CHECK_PARTS, "总结", "覆盖12个村社（10个村、1个社区）。", true },
	{ DIAG_CHECK_PARTS, "总结", "党员46名，其中女党员52名。", true },
	{ DIAG_CHECK_PARTS, "总结", "党员46名，其中女党员11名。", false },
	/* days */
	{ DIAG_CHECK_SPAN, "方案", "5月11日至15日举办培训班，共6天。", true },
	{ DIAG_CHECK_SPAN, "方案", "5月11日至15日举办培训班，共5天。", false },
	{ DIAG_CHECK_SPAN, "方案", "6月至8月，历时4个月。", true },
	{ DIAG_CHECK_BACKWARDS, "方案", "6月10日至6月1日。", true },
	{ DIAG_CHECK_BACKWARDS, "方案", "11月1日至3月15日供暖。", false },
	{ DIAG_CHECK_OVERDUE, "安河县水利局关于报送材料的通知", "请于3月5日前报送。", true },
	{ DIAG_CHECK_OVERDUE, "安河县水利局关于报送材料的通知", "请于4月5日前报送，3月5日前已报送的不再报送。", false },
	{ DIAG_CHECK_IN_FORCE, "安河县管理办法", "第四条 本办法自2024年6月1日起施行。", true },
	{ DIAG_CHECK_IN_FORCE, "安河县管理办法", "《安河县条例》自2024年6月1日起施行。", false },
	{ DIAG_CHECK_QUARTER, "方案", "上半年（8月底前）完成。", true },
	{ DIAG_CHECK_QUARTER, "方案", "下半年（8月底前）完成，一季度（3月）开展。", false },
	{ DIAG_CHECK_YEARS, "方案", "“十四五”时期（2020—2025年）成效明显。", true },
	{ DIAG_CHECK_YEARS, "方案", "“十四五”时期（2021—2025年）成效明显。", false },
};

static bool found(const struct diag_list *findings, enum diag_code code)
{
	for (const struct diag *d = findings->first; d; d = d->next)
		if (d->code == code)
			return true;
	return false;
}

Test(check_office, samples)
{
	struct arena *arena = arena_new();
	struct diag_list findings, faults;
	diag_init(&faults, arena);
	const struct catalogue *catalogue = catalogue_load(arena, "content", "templates/schema", NULL, &faults);
	cr_assert(catalogue && !diag_errors(&faults));
	for (size_t i = 0; i < sizeof samples / sizeof *samples; i++) {
		const struct sample *s = &samples[i];
		const char *text = arena_printf(arena, "# %s\n\n%s\n\n安河县水利局\n\n2026年3月20日\n", s->title, s->line);
		diag_init(&findings, arena);
		struct check *check = check_new(arena, catalogue, &findings);
		check_add_lines(check, source_of_text(arena, "text.md", str_of(text)), CHECK_MARKDOWN, &(struct check_context){ .year = 2026 });
		check_run(check);
		cr_expect_eq(found(&findings, s->code), s->wrong, "%s, %s: %s", diag_id(s->code), s->title, s->line);
	}
	arena_free(arena);
}
