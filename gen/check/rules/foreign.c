/* What was left in: words of others, placeholders, years and words out of date, absolute words. */
#include <string.h>

#include "base/utf8.h"
#include "check/genre.h"
#include "check/internal.h"
#include "check/rules.h"
#include "check/unfilled.h"

/* ---- words of other organisations */

static bool is_own_type(const struct check *check, const struct check_text *text, const struct check_word *word)
{
	for (size_t i = 0; i < check->catalogue->type_count; i++)
		if (word->types[i] && text->own_types[i])
			return true;
	return false;
}

static bool in_own_words(const struct check_text *text, struct str word)
{
	return memmem(text->own_words.data, text->own_words.len, word.data, word.len) != NULL;
}

/* Whether a region, as a path, is the other or lies in it. */
static bool lies_in(struct str region, struct str other)
{
	return other.len && scan_stands(region, 0, other) && (region.len == other.len || region.data[other.len] == '/');
}

/* Whether the region is one of those the unit lies in, or lies in the unit's own. */
static bool is_own_region(const struct check_text *text, struct str region)
{
	const struct catalogue_unit *unit = text->context.unit;
	return unit && (lies_in(unit->region, region) || lies_in(region, unit->region));
}

/* Whether the unit is one that offices around it name every day: a body of the unit's own region, above or below it,
 * that is no neighbour of the same kind. A school's text does not speak of the next school; bureaus, committees and
 * governments have to do with each other. */
static bool is_known_neighbour(const struct check_text *text, const struct catalogue_unit *other)
{
	static const char *const bodies[] = {"局",     "委", "办",   "办公室", "部", "法院",
					     "检察院", "会", "政府", "中心",   "馆", NULL};
	const struct catalogue_unit *unit = text->context.unit;
	return unit && is_own_region(text, other->region) &&
	       (!str_equal(unit->type, other->type) || str_ends_any(other->name, bodies));
}

/* Merged text keeps values apart, so a name that stands in it literally is in the source, which is for many units. */
static bool is_foreign(const struct check *check, const struct check_text *text, const struct check_word *word)
{
	switch (word->kind) {
	case WORD_OF_TYPES:
		return text->own_types && !is_own_type(check, text, word) && !in_own_words(text, word->text);
	case WORD_OF_REGION:
		return text->shared || (text->own_types && !is_own_region(text, str_of(word->region->name)) &&
					!in_own_words(text, word->text));
	case WORD_OF_UNIT:
		return text->shared || (text->context.unit && word->unit != text->context.unit &&
					!is_known_neighbour(text, word->unit) && !in_own_words(text, word->text));
	case WORD_OF_BODY:
		break;
	}
	return false;
}

/* Words that are known to stand in a block, those of last time first. */
struct standing {
	const struct check_word **words;
	size_t count, capacity;
};

/* Each word once in a block: whether it stands before the offset. The block is looked through once for each word. */
static bool stands_before(struct check *check, struct standing *known, struct str text, size_t offset, const struct check_word *word)
{
	for (size_t i = known->count; i--;)
		if (known->words[i] == word)
			return true;
	*ARENA_PUSH(check->arena, known->words, known->count, known->capacity) = word;
	return memmem(text.data, offset, word->text.data, word->text.len) != NULL;
}

static void check_words_in(struct check *check, const struct check_text *text, const struct check_block *block,
			   bool bodies)
{
	size_t size;
	struct standing known = { 0 };
	for (size_t at = 0; scan_at(block->text, at, &size); at += size) {
		const struct check_word *word = check_word_at(check->words, block->text, at);
		while (word && (word->kind == WORD_OF_BODY) != bodies)
			word = check_shorter_word(check->words, word, block->text, at);
		if (!word || check_piece_at(block, at)->name)
			continue;
		bool foreign = bodies ? !is_own_type(check, text, word) && !in_own_words(text, word->text)
				      : is_foreign(check, text, word);
		if (foreign && !stands_before(check, &known, block->text, at, word))
			check_report(check, bodies ? DIAG_CHECK_BODY : DIAG_CHECK_FOREIGN, block, at,
				     check_words_of(check, word->text), word->owner);
		size = word->text.len;
	}
}

void check_rule_foreign(struct check *check, const struct check_text *text)
{
	for (size_t i = 0; i < text->count; i++)
		if (text->blocks[i].kind != CHECK_ENTRY)
			check_words_in(check, text, &text->blocks[i], false);
}

void check_rule_body(struct check *check, const struct check_text *text)
{
	for (size_t i = 0; text->own_types && i < text->count; i++)
		if (text->blocks[i].kind != CHECK_ENTRY)
			check_words_in(check, text, &text->blocks[i], true);
}

/* ---- placeholders */

/* Bytes of what stands for words: signs and words of placeholders.csv. */
static size_t word_length(const struct check *check, struct str text, size_t at)
{
	enum unfilled_kind kind;
	size_t len = unfilled_at(text, at, &kind);
	return len && kind != UNFILLED_SAID ? len : check_listed_at(&check->tables->placeholders, text, at);
}

/* What a placeholder in brackets says of what belongs there. */
static const char *const fields[] = { "名称", "姓名", "日期", "时间", "地点", "金额", "电话", "编号", "职务", "数量", "数字", "内容", "事由", "单位", "标题", "地址", "账号", "填写", "补充", "待定", NULL };

/* 【服务机构名称】, [金额], ［日期］, （姓名）, {{课程}}: a pattern's field with its brackets. */
static size_t field_length(const struct check_text *text, struct str words, size_t at)
{
	enum { MOST_CHARS = 10, MOST_BYTES = 60 };
	static const struct {
		const char *open, *close;
		bool any; /* whatever stands within */
	} brackets[] = {{"【", "】", false}, {"[", "]", false},	 {"［", "］", false},
			{"（", "）", false}, {"{{", "}}", true}, {"{", "}", true}};
	for (size_t i = 0; i < sizeof brackets / sizeof *brackets; i++) {
		size_t from = at + strlen(brackets[i].open), near = from + MOST_BYTES < words.len ? from + MOST_BYTES : words.len;
		size_t close = scan_is(words, at, brackets[i].open) ? scan_find(scan_slice(words, 0, near), from, brackets[i].close) : (size_t)-1;
		if (close == (size_t)-1 || utf8_count(words.data + from, close - from) > MOST_CHARS || close == from)
			continue;
		struct str inside = scan_slice(words, from, close);
		bool round = *brackets[i].open != '[' && scan_is(words, at, "（"); /* also an explanation: only for a name at the start of a clause */
		static const char *const names[] = { "姓名", "名称", "日期", "金额", "电话", "职务", "数字", "数量", NULL };
		static const char *const roles[] = { "为", "任", "担任", "同志", "负责", "牵头", NULL };
		size_t behind = close + strlen(brackets[i].close);
		bool begins = !at || scan_in(scan_before(words, at, NULL), "，。；：、由请向为") || (behind < words.len && str_starts_any(str_from(words, behind), roles));
		bool field = round ? begins && ((str_ends_any(inside, names) && (at == 0 || scan_is(words, behind, "："))) || str_is(inside, "姓名") || str_is(inside, "单位名称") || str_is(inside, "日期") || str_is(inside, "金额") || str_is(inside, "职务")) :
				     str_ends_any(inside, fields) > 0;
		if (brackets[i].any ? !text->composed : field)
			return close + strlen(brackets[i].close) - at;
	}
	return 0;
}

/* N月, N日, N个; ＿＿; a gap of blanks in a sentence. */
static size_t blank_length(const struct check_block *block, size_t at)
{
	enum { LEAST_LINE = 2, LEAST_GAP = 3, NEAR_BYTES = 150 };
	struct str text = block->text;
	size_t end = at, size;
	uint32_t before = scan_before(text, at, NULL);
	bool alone = !before || before >= 0x80 || before == ' ';
	if (scan_is(text, at, "N") && alone && scan_in(scan_at(text, at + 1, NULL), "年月日个名项次户家人万元亿处"))
		return 1 + strlen("月");
	while (scan_is(text, end, "＿"))
		end += strlen("＿");
	if ((end - at) / strlen("＿") >= LEAST_LINE)
		return end - at;
	if (!scan_is_blank(scan_at(text, at, NULL)) || !utf8_is_han(before) || !check_holds_any(scan_near(text, at, NEAR_BYTES, NEAR_BYTES), STR("，|。|；")))
		return 0;
	size_t count = 0; /* of half-width ones */
	for (end = at; scan_in(scan_at(text, end, &size), " \u3000\u00A0"); end += size)
		count += scan_is(text, end, "\u3000") ? 2 : 1;
	bool open = utf8_is_han(scan_at(text, end, NULL)) || scan_is(text, end, "%");
	return count >= LEAST_GAP && open && end - at > strlen("\u3000") ? end - at : 0;
}

/* Bytes of the blanks that begin here and are left open, with the character behind them; *start is that of the one before. */
static size_t room_at(struct str text, size_t at, size_t *start)
{
	size_t end = at, size, before;
	if (!scan_is_blank(scan_at(text, at, NULL)) || scan_is_blank(scan_before(text, at, &before)) || !scan_room(text, at))
		return 0;
	for (; scan_is_blank(scan_at(text, end, &size)); end += size)
		;
	*start = at - before;
	return end + size - at;
}

/* 走访某镇种植大户 in a plan or a letter, which speak of places by name; not 如某村, 某某. */
static size_t unnamed_place(const struct check_text *text, struct str words, size_t at)
{
	static const char *const places[] = {"镇", "村",   "县",   "乡",   "街道", "社区",
					     "局", "公司", "学校", "医院", NULL},
				 *const examples[] = {"如", "若", "当", "比", "像", "某", "说", "因", "在", "以", NULL};
	size_t from = at + strlen("某"),
	       place = scan_is(words, at, "某") ? str_starts_any(str_from(words, from), places) : 0;
	bool named = check_genre_is(text->genre, GENRE_PLANS | GENRE_LETTER) && !check_genre_named(text->genre, "通报");
	return place && named && !str_ends_any(scan_slice(words, 0, at), examples) ? strlen("某") + place : 0;
}

void check_rule_placeholder(struct check *check, const struct check_text *text)
{
	for (size_t i = 0; i < text->count; i++) {
		const struct check_block *block = &text->blocks[i];
		size_t size;
		for (size_t at = 0; scan_at(block->text, at, &size); at += size) {
			size_t start = at, len = word_length(check, block->text, at);
			bool mark = !utf8_is_ideograph(scan_at(block->text, at, NULL));
			len = len || !mark ? len : field_length(text, block->text, at);
			len = len || !mark ? len : blank_length(block, at);
			len = len || !mark ? len : room_at(block->text, at, &start);
			len = len || mark ? len : unnamed_place(text, block->text, at);
			if (!len)
				continue;
			check_report(check, DIAG_CHECK_PLACEHOLDER, block, start,
				     check_words_of(check, scan_slice(block->text, start, at + len)));
			size = len;
		}
	}
}

/* ---- out of date */

/* Within 《》 or 〔〕, as part of a period, or as the time of something past. */
static bool is_dated(struct str text, size_t at, size_t end, struct scan_last *last)
{
	size_t open = scan_back_on(text, at, "《》〔〕", last);
	if (scan_ends(text, open, "《") || scan_ends(text, open, "〔"))
		return true;
	uint32_t before = scan_before(text, at, NULL), after = scan_at(text, end, NULL);
	static const char *const behind[] = { "以来", "版", "修订", "印发", "起", "底", "末", "出台", "公布", "施行" };
	for (size_t i = 0; i < sizeof behind / sizeof *behind; i++)
		if (scan_is(text, end + strlen("年"), behind[i]))
			return true;
	return scan_in(before, "—至自从-～到于") || scan_in(after, "—至-～");
}

/* Whether the text says what is going to be done; reports and rules speak of past years. */
static bool is_plan(const struct check_text *text)
{
	return !text->genre || check_genre_is(text->genre, GENRE_PLANS);
}

/* Reports and summaries are of the year before. */
static bool looks_back(const struct check_text *text)
{
	const struct check_block *title = check_title(text);
	return check_genre_is(text->genre, GENRE_BACK) || (title && str_find(title->text, "年度") != (size_t)-1);
}

/* What is asked about a year that is over: 报送2025年工作总结, 2025年度考核. */
static bool is_looked_back_on(struct str text, size_t end)
{
	enum { MOST_BYTES = 60 };
	struct str near = scan_near(text, end, MOST_BYTES, MOST_BYTES),
		   around = scan_around(near, (size_t)(text.data + end - near.data), "，。；《》");
	return check_holds_any(
		around,
		STR("总结|情况|报告|考核|决算|评议|述职|成果|统计|年报|台账|先进|成绩|表彰|通报|收支|档案|考评"));
}

void check_rule_stale_year(struct check *check, const struct check_text *text)
{
	int year = (int)text->context.year;
	for (size_t i = 0; year && i < text->count; i++) {
		const struct check_block *block = &text->blocks[i];
		struct scan_last last = { 0 };
		for (size_t at = 0; (at = check_find(block, at, "20")) != (size_t)-1; at++) {
			size_t end = at;
			bool first = !scan_is_digit(scan_before(block->text, at, NULL));
			int other = first ? scan_numeral(block->text, at, &end) : 0;
			bool named = first && scan_is(block->text, end, "年");
			bool plan = block->kind == CHECK_TITLE || scan_is(block->text, end, "年党建") ||
				    scan_is(block->text, end, "年工作") || scan_is(block->text, end, "年度工作");
			if (end - at != 4 || !named || other == year || check_piece_at(block, at)->name ||
			    is_dated(block->text, at, end, &last))
				continue;
			if ((other < year - 1 && is_plan(text)) ||
			    (plan && other < year - (looks_back(text) || is_looked_back_on(block->text, end))))
				check_report(check, DIAG_CHECK_STALE_YEAR, block, at, check_number(check, other),
					     check_number(check, year));
		}
	}
}

/* 县十九届人大六次会议, 区第十九届党代会: sessions of the place are numbered by themselves. */
static bool is_local_session(struct str text, size_t at, struct str word)
{
	static const char *const bodies[] = { "人大", "人民代表大会", "人民政府", "政府", "政协", "县委", "区委", "市委", "党委", "党代会", "委员会", "理事会", NULL };
	size_t start = at - (scan_ends(text, at, "第") ? strlen("第") : 0);
	return str_ends(word, "届") && (scan_in(scan_before(text, start, NULL), "省市县区州旗乡镇校院会") || str_starts_any(str_from(text, at + word.len), bodies));
}

/* Reports each place of each word of a list variable. */
static void report_list(struct check *check, const struct check_text *text, const struct value *list,
			enum diag_code code, const char *more)
{
	for (size_t n = 0; list && n < list->count; n++) {
		const char *word = list->items[n]->text.data;
		for (size_t i = 0; i < text->count; i++)
			for (size_t at = 0; (at = check_find(&text->blocks[i], at, word)) != (size_t)-1;
			     at += strlen(word))
				if (!is_local_session(text->blocks[i].text, at, str_of(word)))
					check_report(check, code, &text->blocks[i], at, word, more);
	}
}

void check_rule_stale_word(struct check *check, const struct check_text *text)
{
	for (size_t i = 0; text->profile && i < text->profile->count; i++)
		if (strcmp(text->profile->sets[i].variable->name, "全年.过时词") == 0)
			report_list(check, text, text->profile->sets[i].value, DIAG_CHECK_STALE_WORD,
				    check_number(check, text->context.year));
}

void check_rule_absolute(struct check *check, const struct check_text *text)
{
	const struct catalogue_variable *words = catalogue_variable(check->catalogue, STR("检查.绝对词"));
	if (words)
		report_list(check, text, words->preset, DIAG_CHECK_ABSOLUTE, NULL);
}
