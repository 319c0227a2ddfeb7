/* One thing that a text names in two ways: places that are read alike, a short form with another character, a body that nobody set up, one project that is
 * finished on two days. */
#include <string.h>

#include "base/arena.h"
#include "base/utf8.h"
#include "check/internal.h"
#include "check/quantity.h"
#include "check/rules.h"
#include "check/segment.h"

/* A name with the place where it stands. */
struct named {
	const struct check_block *block;
	size_t at;
	struct str name;
	struct day day; /* of a project */
	struct str verb;
};

struct names {
	struct named *items;
	size_t count, capacity;
};

enum { MOST_NAMES = 400 /* those that are compared with each other */ };

static void add_name(struct check *check, struct names *names, struct named name)
{
	if (names->count < MOST_NAMES)
		*ARENA_PUSH(check->arena, names->items, names->count, names->capacity) = name;
}

/* ---- 青禾水库, 青河水库 */

/* The names of two characters with that ending. */
static void gather_places(struct check *check, const struct check_text *text, const char *ending, struct names *names)
{
	for (size_t i = 0; i < text->count; i++) {
		struct str content = text->blocks[i].text;
		for (size_t at = 0, one, two; (at = check_find(&text->blocks[i], at, ending)) != (size_t)-1;
		     at += strlen(ending))
			if (utf8_is_han(scan_before(content, at, &one)) && utf8_is_han(scan_before(content, at - one, &two)))
				add_name(check, names, (struct named){ .block = &text->blocks[i], .at = at - one - two, .name = scan_slice(content, at - one - two, at + strlen(ending)) });
	}
}

static size_t count_of(const struct names *names, struct str name)
{
	size_t count = 0;
	for (size_t i = 0; i < names->count; i++)
		count += str_equal(names->items[i].name, name);
	return count;
}

/* Whether two names differ in one of their first two characters, which is read or written like the other's. */
static bool sound_alike(const struct check_tables *tables, struct str a, struct str b)
{
	size_t at = 0, size, differ = 0, where = 0;
	if (a.len != b.len)
		return false;
	for (int i = 0; i < 2; i++, at += size) {
		scan_at(a, at, &size);
		if (!scan_stands(b, at, scan_slice(a, at, at + size))) {
			differ++;
			where = at;
		}
	}
	uint32_t other = scan_at(b, where, NULL);
	bool names = check_may_be_part(other) && check_may_be_part(scan_at(a, where, NULL)); /* not 各乡镇, 个乡镇 */
	return differ == 1 && names && (check_sound_alike(tables, a, where, other) || check_are_alike(tables, a, where, other));
}

static void check_places(struct check *check, const struct check_text *text)
{
	static const char *const endings[] = { "水库", "大桥", "公园", "广场", "小区", "社区", "园区", "泵站", "水厂", "电站", "隧道", "景区", "林场", "农场", "茶场", "灌区", "水闸", "村", "镇", "乡", "小学", "中学" };
	for (size_t k = 0; k < sizeof endings / sizeof *endings; k++) {
		struct names names = { 0 };
		gather_places(check, text, endings[k], &names);
		for (size_t i = 1; i < names.count; i++)
			for (size_t n = 0; n < i; n++) {
				struct named *a = &names.items[n], *b = &names.items[i];
				if (!sound_alike(check->tables, a->name, b->name))
					continue;
				if (count_of(&names, a->name) < count_of(&names, b->name)) {
					struct named *swap = a;
					a = b;
					b = swap;
				}
				check_report(check, DIAG_CHECK_NEAR_PLACE, b->block, b->at, check_words_of(check, b->name), check_words_of(check, a->name));
				break;
			}
	}
}

/* ---- （以下简称“县融媒中心”）, 县传媒中心 */

/* Whether `text` has, from the offset on, the short form with one other character between its first and its last. */
static bool has_other(struct str text, size_t at, struct str form)
{
	size_t differ = 0, size;
	if (form.len > text.len - at)
		return false;
	for (size_t i = 0; scan_at(form, i, &size); i += size)
		if (!scan_stands(text, at + i, scan_slice(form, i, i + size))) {
			if (!i || i + size == form.len || !utf8_is_han(scan_at(text, at + i, NULL)) || ++differ > 1)
				return false;
		}
	return differ == 1;
}

static void check_form(struct check *check, const struct check_text *text, struct str form)
{
	size_t size;
	scan_at(form, 0, &size);
	struct str first = scan_slice(form, 0, size);
	for (size_t i = 0; i < text->count; i++) {
		struct str content = text->blocks[i].text;
		for (size_t at = 0; (at = check_find_view(&text->blocks[i], at, first)) != (size_t)-1; at += first.len)
			if (has_other(content, at, form))
				check_report(check, DIAG_CHECK_SHORT_FORM, &text->blocks[i], at, check_words_of(check, scan_slice(content, at, at + form.len)), check_words_of(check, form));
	}
}

static void check_forms(struct check *check, const struct check_text *text)
{
	enum { LEAST_FORM = 4, MOST_FORM = 12 };
	static const char lead[] = "简称“";
	for (size_t i = 0; i < text->count; i++) {
		struct str content = text->blocks[i].text;
		for (size_t at = 0; (at = check_find(&text->blocks[i], at, lead)) != (size_t)-1; at += strlen(lead)) {
			size_t end = scan_until_near(content, at + strlen(lead), 60, "”");
			struct str form = scan_slice(content, at + strlen(lead), end);
			size_t count = utf8_count(form.data, form.len);
			if (scan_is(content, end, "”") && count >= LEAST_FORM && count <= MOST_FORM)
				check_form(check, text, form);
		}
	}
}

/* ---- 领导小组 was set up, 指挥部办公室 collects */

static const char *const bodies[] = { "领导小组", "指挥部", "工作专班", "筹备组", "筹委会", "协调小组", "推进小组", "联席会议" };
enum { BODIES = sizeof bodies / sizeof *bodies };

/* Whether the body at the offset is called so alone: 由指挥部办公室, not 县防汛指挥部. */
static bool is_bare(struct str text, size_t at, const char *body)
{
	static const char *const before[] = { "由", "报", "向", "经", "到", "与", "和", "在", "送", "至", NULL };
	static const char *const behind[] = { "办公室", "成员", "负责", "要", "应", "统一", "汇总", "审定", "研究", NULL };
	size_t end = at + strlen(body);
	bool begins = !utf8_is_han(scan_before(text, at, NULL)) || str_ends_any(scan_slice(text, 0, at), before);
	return begins && end < text.len && str_starts_any(str_from(text, end), behind);
}

/* A body that is only ever called by its kind, while the text set up one of another kind: the kinds are mixed up. */
static void check_bodies(struct check *check, const struct check_text *text)
{
	size_t set_up = BODIES, full[BODIES] = { 0 };
	struct named bare[BODIES] = { { 0 } };
	for (size_t i = 0; i < text->count; i++) {
		struct str content = text->blocks[i].text;
		for (size_t k = 0; k < BODIES; k++)
			for (size_t at = 0; (at = check_find(&text->blocks[i], at, bodies[k])) != (size_t)-1;
			     at += strlen(bodies[k])) {
				size_t clause = scan_back(content, at, "，。；：");
				bool made = scan_is(content, clause, "成立") || scan_is(content, clause, "设立") || scan_is(content, clause, "组建");
				set_up = made && set_up == BODIES ? k : set_up;
				if (!is_bare(content, at, bodies[k]))
					full[k]++;
				else if (!bare[k].block)
					bare[k] = (struct named){ .block = &text->blocks[i], .at = at, .name = scan_slice(content, at, at + strlen(bodies[k])) };
			}
	}
	for (size_t k = 0; k < BODIES && set_up < BODIES; k++)
		if (k != set_up && bare[k].block && !full[k])
			check_report(check, DIAG_CHECK_NOT_SET_UP, bare[k].block, bare[k].at, check_words_of(check, bare[k].name), bodies[set_up]);
}

/* ---- 白石水库除险加固工程9月底前全部完工, …10月底前全部完工 */

/* Bytes of the project's name that ends at the offset, up to a mark or a word that leads in to it. */
static size_t project_before(struct str text, size_t end)
{
	enum { MOST = 14 };
	size_t start = end, size;
	for (int i = 0; i < MOST && utf8_is_han(scan_before(text, start, &size)) && !scan_in(scan_before(text, start, NULL), "的对在将使让由和与及保成"); i++)
		start -= size;
	return end - start;
}

/* The day before which the project is finished, in the sentence from the offset on: 9月底前全部完工. */
static bool finished_by(struct str text, size_t at, struct named *project)
{
	static const char *const verbs[] = { "全部完工", "完工", "竣工", "全部建成", "建成投用", "建成", "投入使用", "通车", NULL };
	size_t stop = scan_until_near(text, at, 90, "。；");
	struct day day;
	for (size_t from = at; day_next(text, from, stop, &day); from = day.end) {
		size_t behind = day.end + (scan_is(text, day.end, "前") ? strlen("前") : 0);
		size_t verb = behind < stop && behind > day.end ? str_starts_any(str_from(text, behind), verbs) : 0;
		if (!verb)
			continue;
		project->day = day;
		project->verb = scan_slice(text, behind, behind + verb);
		return true;
	}
	return false;
}

static void check_projects(struct check *check, const struct check_text *text)
{
	enum { LEAST_NAME = 7 };
	struct names names = { 0 };
	for (size_t i = 0; i < text->count; i++) {
		struct str content = text->blocks[i].text;
		for (size_t at = 0;
		     check_is_prose(&text->blocks[i]) && (at = check_find(&text->blocks[i], at, "工程")) != (size_t)-1;
		     at += strlen("工程")) {
			size_t end = at + strlen("工程"), len = project_before(content, end);
			struct named project = { .block = &text->blocks[i], .at = at, .name = scan_slice(content, end - len, end) };
			if (len >= LEAST_NAME * strlen("甲") && finished_by(content, end, &project))
				add_name(check, &names, project);
		}
	}
	for (size_t i = 1; i < names.count; i++)
		for (size_t n = 0; n < i; n++) {
			const struct named *a = &names.items[n], *b = &names.items[i];
			bool one = str_ends(a->name, check_words_of(check, b->name)) || str_ends(b->name, check_words_of(check, a->name));
			bool years = a->day.year && b->day.year && a->day.year != b->day.year;
			if (one && str_equal(a->verb, b->verb) && (a->day.month != b->day.month || years)) {
				check_report(check, DIAG_CHECK_TWO_DAYS, b->block, b->day.start, check_words_of(check, b->name), check_words_of(check, scan_slice(b->block->text, b->day.start, b->day.end)),
					     check_words_of(check, scan_slice(a->block->text, a->day.start, a->day.end)));
				break;
			}
		}
}

/* ---- 为栎安县高质量发展多作贡献 in a text of 平湾县商务局 */

/* The name that ends in `level`, of two characters or three before it, behind `start`; empty: another, or none. */
static struct str place_from(struct str text, size_t start, const char *level)
{
	size_t end = start, size, count = 0;
	for (; count < 4 && utf8_is_han(scan_at(text, end, &size)) && !(count >= 2 && scan_is(text, end, level)); count++)
		end += size;
	bool whole = count >= 2 && count <= 3 && scan_is(text, end, level);
	return scan_slice(text, start, whole ? end + strlen(level) : start);
}

/* The name of that level in the issuer's: 平湾县 of 平湾县商务局; empty: none, or more. */
static struct str home_of(struct str issuer, const char *level)
{
	size_t at = str_find(issuer, level), start = 0;
	size_t count = at == (size_t)-1 ? 0 : utf8_count(issuer.data, at);
	for (size_t size; count > 3 && start < at; count--) { /* 鹿坪县石埠镇: what stands behind the higher level */
		scan_at(issuer, start, &size);
		start += size;
		if (scan_ends(issuer, start, "县") || scan_ends(issuer, start, "市") || scan_ends(issuer, start, "区"))
			count = utf8_count(issuer.data + start, at - start) + 1;
	}
	return scan_slice(issuer, start, count >= 2 && count <= 3 ? at + strlen(level) : start);
}

/* What only one's own place is promised: 为…高质量发展, 建设美丽…. */
static void check_home(struct check *check, const struct check_text *text, const struct check_block *block)
{
	static const char *const levels[] = { "县", "镇", "乡", "区", "市", "街道", "村", "社区" };
	static const char *const leads[] = { "为", "推动", "谱写", "建设美丽", "建设幸福", "建设富裕", "建设平安", "建设和谐", "建设宜居", "建设文明", "建设法治", "建设清廉", "建设现代化", "建设富美", "共建美丽", "共建", "奋力谱写", "美丽", "幸福", "平安" };
	static const char *const ends[] = { "高质量发展", "经济社会发展", "发展", "振兴", "改革发展", "各项事业", "建设", "现代化建设", "而努力", "而奋斗", "而不懈", "的明天", "新篇章", "作出", "做出", "贡献力量", "繁荣", "和谐稳定", "人民", NULL };
	struct str words = block->text;
	for (size_t k = 0; k < sizeof leads / sizeof *leads; k++)
		for (size_t at = 0; (at = check_find(block, at, leads[k])) != (size_t)-1; at += strlen(leads[k]))
			for (size_t l = 0; l < sizeof levels / sizeof *levels; l++) {
				struct str place = place_from(words, at + strlen(leads[k]), levels[l]), home = place.len ? home_of(text->issuer, levels[l]) : place;
				size_t behind = (size_t)(place.data - words.data) + place.len;
				if (home.len && !str_equal(home, place) && behind < words.len && str_starts_any(str_from(words, behind), ends) && scan_find_view(text->issuer, 0, scan_slice(place, 0, place.len - strlen(levels[l]))) == (size_t)-1 &&
				    !check_holds_any(place, STR("全|各|本|我|该|两|这|新|农|乡镇|城|社|山|老")))
					check_report(check, DIAG_CHECK_OTHER_HOME, block, behind - place.len, check_words_of(check, place), check_words_of(check, home));
			}
}

void check_rule_named(struct check *check, const struct check_text *text)
{
	if (text->shared)
		return;
	for (size_t i = 0; text->issuer.len && i < text->count; i++)
		if (check_is_prose(&text->blocks[i]))
			check_home(check, text, &text->blocks[i]);
	check_places(check, text);
	check_forms(check, text);
	check_bodies(check, text);
	check_projects(check, text);
}
