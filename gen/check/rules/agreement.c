/* Parts of one text that do not agree: who does a thing, until when, what the document is; sentences without subject or end; sentences
 * that say the same in other words. */
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "check/internal.h"
#include "check/quantity.h"
#include "check/rules.h"

/* ---- one thing, two who do it or two days: sayings of a text with the same key */

struct saying {
	const struct check_block *block;
	size_t at;
	struct str key, value;
};

struct sayings {
	struct saying *items;
	size_t count, capacity;
};

static int by_key(const void *a, const void *b)
{
	const struct saying *x = a, *y = b;
	int order = str_compare(x->key, y->key);
	if (order)
		return order;
	return x->block != y->block ? (x->block > y->block) - (x->block < y->block) : (x->at > y->at) - (x->at < y->at);
}

static void report_sayings(struct check *check, struct sayings *sayings, enum diag_code code)
{
	if (sayings->count > 1)
		qsort(sayings->items, sayings->count, sizeof *sayings->items, by_key);
	for (size_t i = 1; i < sayings->count; i++) {
		const struct saying *a = &sayings->items[i - 1], *b = &sayings->items[i];
		if (str_equal(a->key, b->key) && !str_equal(a->value, b->value))
			check_report(check, code, b->block, b->at, check_words_of(check, b->key), check_words_of(check, b->value), check_words_of(check, a->value));
	}
}

/* 由A负责B, B由A牵头: the thing is what stands behind the verb or before 由, four characters or more. */
static void take_lead(struct check *check, struct sayings *sayings, const struct check_block *block, size_t by)
{
	static const char *const verbs[] = { "牵头负责", "负责组织", "负责", "牵头", "承担", "承办", "具体负责", "组织实施", NULL };
	enum { LEAST = 4, MOST = 20 };
	struct str text = block->text;
	size_t from = by + strlen("由"), stop = scan_until(text, from, "，。；：！？（"), size, verb = 0;
	size_t at = from;
	for (; at < stop && !(verb = str_starts_any(str_from(text, at), verbs)); at += size)
		scan_at(text, at, &size);
	struct str who = scan_slice(text, from, at);
	if (!verb || who.len < strlen("甲乙") || utf8_count(who.data, who.len) > MOST)
		return;
	struct str behind = scan_slice(text, at + verb, stop), before = scan_slice(text, scan_back(text, by, "，。；：！？、"), by);
	struct str key = utf8_count(behind.data, behind.len) >= LEAST ? behind : before;
	if (utf8_count(key.data, key.len) >= LEAST && utf8_count(key.data, key.len) <= MOST + LEAST)
		*ARENA_PUSH(check->arena, sayings->items, sayings->count, sayings->capacity) = (struct saying){ block, from, key, who };
}

/* 6月底前完成甲工程: the thing is the verb with its object. */
static void take_deadline(struct check *check, struct sayings *sayings, const struct check_block *block, const struct day *day)
{
	static const char *const verbs[] = { "完成", "报送", "上报", "提交", "建成", "印发", "开工", "交付", "制定", "出台", "将", NULL };
	static const char *const dues[] = { "前", "之前", "以前", NULL };
	enum { LEAST = 6, MOST = 30 };
	struct str text = block->text;
	size_t due = day->end < text.len ? str_starts_any(str_from(text, day->end), dues) : 0, at = day->end + due;
	if (!due || at >= text.len)
		return;
	size_t stop = scan_until(text, at, "，。；：！？（");
	struct str key = scan_slice(text, at, stop);
	size_t count = utf8_count(key.data, key.len);
	if (str_starts_any(key, verbs) && count >= LEAST && count <= MOST)
		*ARENA_PUSH(check->arena, sayings->items, sayings->count, sayings->capacity) =
			(struct saying){ block, day->start, key, scan_slice(text, day->start, day->end) };
}

void check_rule_agreement(struct check *check, const struct check_text *text)
{
	struct sayings leads = { 0 }, deadlines = { 0 };
	struct day day;
	for (size_t i = 0; !text->shared && i < text->count; i++) {
		const struct check_block *block = &text->blocks[i];
		for (size_t at = 0; check_is_prose(block) && (at = check_find(block, at, "由")) != (size_t)-1;
		     at += strlen("由"))
			take_lead(check, &leads, block, at);
		for (size_t at = 0; check_is_prose(block) && day_next(block->text, at, block->text.len, &day); at = day.end)
			take_deadline(check, &deadlines, block, &day);
	}
	report_sayings(check, &leads, DIAG_CHECK_TWO_LEADS);
	report_sayings(check, &deadlines, DIAG_CHECK_TWO_DAYS);
	check_rule_held_on(check, text);
}

/* ---- 定于6月5日举行, 会议时间：6月8日 */

/* The day at the offset, and the last one of the range that it begins. */
static bool held_on(struct str text, size_t at, struct day *first, struct day *last)
{
	static const char *const links[] = { "为", "：", "是", NULL };
	at += at < text.len ? str_starts_any(str_from(text, at), links) : 0;
	if (!day_at(text, at, first) || !first->day || first->late)
		return false;
	*last = *first;
	size_t size, end;
	int number;
	if (scan_in(scan_at(text, first->end, &size), "至—～") && !day_at(text, first->end + size, last)) {
		*last = *first;
		number = scan_numeral(text, first->end + size, &end);
		last->day = number > 0 && number < 32 && scan_is(text, end, "日") ? number : first->day;
	}
	return true;
}

void check_rule_held_on(struct check *check, const struct check_text *text)
{
	static const char *const heads[] = { "会议时间", "活动时间", "培训时间", "比赛时间", "考试时间", "检查时间", "开会时间", "举办时间", "评审时间", "测试时间" };
	struct day first, last, other, end;
	const struct check_block *block = NULL;
	size_t at = 0, events = 0;
	for (size_t i = 0; !text->composed && i < text->count; i++)
		for (size_t k = 0; (k = check_find(&text->blocks[i], k, "定于")) != (size_t)-1;
		     k += strlen("定于"), events++)
			if (!block && held_on(text->blocks[i].text, k + strlen("定于"), &first, &last))
				block = &text->blocks[i];
	for (size_t i = 0; block && events == 1 && i < text->count; i++)
		for (size_t k = 0; k < sizeof heads / sizeof *heads; k++) {
			struct str words = text->blocks[i].text;
			at = check_find(&text->blocks[i], 0, heads[k]);
			size_t behind = at == (size_t)-1 ? 0 : at + strlen(heads[k]);
			if (!behind || (!scan_is(words, behind, "：") && !scan_is(words, behind, "为") && !scan_is(words, behind, "。")))
				continue;
			behind += scan_is(words, behind, "。") ? strlen("。") : 0;
			if (held_on(words, behind, &other, &end) &&
			    (day_number(&other, 2026) < day_number(&first, 2026) || day_number(&other, 2026) > day_number(&last, 2026)) && (!other.year || !first.year || other.year == first.year))
				check_report(check, DIAG_CHECK_TWO_DAYS, &text->blocks[i], other.start, heads[k], check_words_of(check, scan_slice(words, other.start, other.end)),
					     check_words_of(check, scan_slice(block->text, first.start, first.end)));
		}
}

/* ---- 由负责落实, 责任单位：。: nobody is named */

/* 主持：, 记录： alone on a line of a record, with another such line below. */
static void check_label_alone(struct check *check, const struct check_text *text, size_t index)
{
	static const char *const labels[] = { "主持：", "主持人：", "记录：", "记录人：", "时间：", "地点：", "出席：", "参加：", "列席：", "会议时间：", "会议地点：", NULL };
	const struct check_block *block = &text->blocks[index], *next = index + 1 < text->count ? block + 1 : NULL;
	struct str line = str_trim(block->text);
	if (next && line.len && str_starts_any(line, labels) == line.len && str_starts_any(next->text, labels))
		check_report(check, DIAG_CHECK_NOBODY, block, 0, check_words_of(check, line));
}

static void find_nobody(struct check *check, const struct check_block *block)
{
	struct str words = block->text;
	for (size_t at = 0, size; scan_at(words, at, &size); at += size) {
		size_t len = check_listed_at(&check->tables->unfilled, words, at);
		if (!len || (scan_is(words, at, "由") && scan_in(scan_before(words, at, NULL), "理自缘经事")))
			continue;
		check_report(check, DIAG_CHECK_NOBODY, block, at, check_words_of(check, scan_slice(words, at, at + len)));
		size = len;
	}
}

void check_rule_nobody(struct check *check, const struct check_text *text)
{
	for (size_t i = 0; !text->composed && i < text->count; i++)
		check_label_alone(check, text, i);
	for (size_t i = 0; !text->composed && i < text->count; i++)
		find_nobody(check, &text->blocks[i]);
}

/* ---- sentences without an end */

/* Whether most paragraphs with such a number have a mark at their end. */
static bool others_end(const struct check_text *text, const struct check_block *block)
{
	size_t with = 0, without = 0;
	for (size_t i = 0; i < text->count; i++) {
		const struct check_block *other = &text->blocks[i];
		if (other == block || !check_is_prose(other) || other->number != block->number || other->kind != block->kind)
			continue;
		bool ends = scan_in(scan_before(other->text, other->text.len, NULL), "。！？；：”）…");
		with += ends;
		without += !ends;
	}
	return with > without;
}

/* A paragraph of clauses that ends in no mark, or in ， or 、 with no list below. */
void check_rule_no_end(struct check *check, const struct check_text *text)
{
	enum { LEAST_CHARS = 12, BYTES_OF_LABEL = 30 };
	for (size_t i = 0; !text->composed && i < text->count; i++) {
		const struct check_block *block = &text->blocks[i];
		struct str line = str_trim(block->text);
		if ((block->kind != CHECK_PARAGRAPH && block->kind != CHECK_ITEM && !(block->kind == CHECK_HEADING && !block->marked)) || !line.len)
			continue;
		size_t size, colon = str_find(line, "：");
		uint32_t last = scan_before(line, line.len, &size);
		bool comma = scan_in(last, "，、"), open = utf8_is_han(last) || scan_is_digit(last);
		bool clauses = scan_until(line, block->number_len, "，。；") < line.len && utf8_count(line.data, line.len) >= LEAST_CHARS;
		bool label = colon != (size_t)-1 && colon <= BYTES_OF_LABEL;
		bool listed = i + 1 < text->count && (text->blocks[i + 1].number || text->blocks[i + 1].kind == CHECK_ITEM);
		if (comma && !label && utf8_count(line.data, line.len) >= LEAST_CHARS / 2 && !listed)
			check_report(check, DIAG_CHECK_NO_END, block, line.len - size, check_words_of(check, scan_slice(line, line.len - size, line.len)));
		else if (open && clauses && !label && scan_until(line, block->number_len, "，。；") > block->number_len && (!block->number || others_end(text, block)) && !str_starts(line, "附件") && str_find(line, "〔") != 0)
			check_report(check, DIAG_CHECK_NO_END, block, line.len - size, check_words_of(check, scan_slice(line, line.len - size, line.len)));
	}
}

/* ---- what the document is called */

/* 现将…报告如下 in a notice. */
static void check_lead_in(struct check *check, const struct check_block *block, struct str title)
{
	static const char *const known[] = { "通知", "请示", "报告", "批复", "函", "通报", "公告", "通告", "纪要", "答复", "决定", "意见", NULL };
	size_t kind = str_ends_any(title, known);
	for (size_t k = 0; kind && k < check->tables->leads.count; k++) {
		const struct check_formula *lead = &check->tables->leads.items[k];
		size_t at = check_find(block, 0, lead->words.data);
		if (at != (size_t)-1 && !check_holds_any(title, lead->kinds))
			check_report(check, DIAG_CHECK_LEAD_IN, block, at, check_words_of(check, lead->words),
				     check_words_of(check, scan_slice(title, title.len - kind, title.len)));
	}
}

/* 本细则 in a text that is a 办法. */
static void check_self(struct check *check, const struct check_block *block, struct str title)
{
	static const char *const kinds[] = { "办法", "细则", "规定", "制度", "方案", "规则", "预案", "规程", "章程", "条例", "守则", "公约", "要点", "规划", NULL };
	struct str body = title;
	body.len -= str_ends(title, "）") ? title.len - scan_back(title, title.len, "（") + strlen("（") : 0;
	size_t kind = str_ends_any(body, kinds);
	struct str own = scan_slice(body, body.len - kind, body.len);
	for (size_t at = 0; kind && (at = check_find(block, at, "本")) != (size_t)-1; at += strlen("本")) {
		size_t named = str_starts_any(str_from(block->text, at + strlen("本")), kinds), end = at + strlen("本") + named;
		struct str word = scan_slice(block->text, at + strlen("本"), end);
		static const char *const verbs[] = { "自", "由", "所称", "适用", "未", "下发", "印发", "施行", "规定", "实施", "，", "。", "的", NULL };
		if (named && !str_equal(word, own) && end < block->text.len && str_starts_any(str_from(block->text, end), verbs) && !scan_in(scan_before(block->text, at, NULL), "基根成版样文剧脚") &&
		    str_find(title, check_words_of(check, word)) == (size_t)-1)
			check_report(check, DIAG_CHECK_NAMING, block, at, check_words_of(check, word), check_words_of(check, own));
	}
}

/* A notice that brings 《甲方案》 says 现将《甲方案》印发. */
static void check_brought(struct check *check, const struct check_block *block, struct str title)
{
	size_t open = str_find(title, "《"), from = check_find(block, 0, "现将《");
	if (open == (size_t)-1 || from == (size_t)-1 || (str_find(title, "印发") == (size_t)-1 && str_find(title, "转发") == (size_t)-1))
		return;
	struct str named = scan_slice(title, open, scan_until(title, open, "》")), brought = scan_slice(block->text, from + strlen("现将"), scan_until(block->text, from, "》"));
	if (!str_equal(named, brought) && !memmem(named.data, named.len, brought.data + strlen("《"), brought.len - strlen("《")) &&
	    !memmem(brought.data, brought.len, named.data + strlen("《"), named.len - strlen("《")))
		check_report(check, DIAG_CHECK_LEAD_IN, block, from, check_words_of(check, scan_slice(brought, strlen("《"), brought.len)), check_words_of(check, scan_slice(named, strlen("《"), named.len)));
}

void check_rule_self(struct check *check, const struct check_text *text)
{
	const struct check_block *title = check_title(text);
	for (size_t i = 0; title && !text->composed && i < text->count; i++) {
		if (!check_is_prose(&text->blocks[i]))
			continue;
		check_lead_in(check, &text->blocks[i], title->text);
		check_self(check, &text->blocks[i], title->text);
		check_brought(check, &text->blocks[i], title->text);
	}
}

/* ---- sentences that say the same in other words */

enum { PAIRS_BITS = 512, LEAST_SENTENCE = 16, LIKE = 45 /* per cent of the pairs of characters */, BACK = 40 /* sentences before it */ };

struct likeness {
	const struct check_block *block;
	size_t at, len;
	uint64_t pairs[PAIRS_BITS / 64];
	unsigned count;
};

/* The pairs of neighbouring characters as a set of bits; figures are not counted. */
static void read_pairs(struct likeness *one)
{
	struct str text = scan_slice(one->block->text, one->at, one->at + one->len);
	uint32_t before = 0;
	size_t at = 0, size;
	for (uint32_t c; (c = scan_at(text, at, &size)); at += size) {
		if (!utf8_is_han(c))
			continue;
		uint32_t bit = (before * 2654435761u ^ c * 40503u) % PAIRS_BITS;
		one->pairs[bit / 64] |= before ? (uint64_t)1 << bit % 64 : 0;
		before = c;
	}
	for (size_t i = 0; i < PAIRS_BITS / 64; i++)
		one->count += (unsigned)__builtin_popcountll(one->pairs[i]);
}

static unsigned likeness_of(const struct likeness *a, const struct likeness *b)
{
	unsigned common = 0;
	for (size_t i = 0; i < PAIRS_BITS / 64; i++)
		common += (unsigned)__builtin_popcountll(a->pairs[i] & b->pairs[i]);
	return a->count + b->count ? common * 200 / (a->count + b->count) : 0;
}

static bool have_figures(const struct likeness *one)
{
	struct str text = scan_slice(one->block->text, one->at, one->at + one->len);
	return scan_until(text, 0, "0123456789%") < text.len;
}

/* Whether the words are a field of a list, 责任单位：…, which is alike in all its items. */
static bool is_field(struct str words)
{
	enum { LABEL_BYTES = 24 };
	size_t colon = str_find(words, "：");
	return colon != (size_t)-1 && colon <= LABEL_BYTES;
}

/* Whether the sentence asks for something by a day: its figures are no news when it is said again. */
static bool is_request(const struct likeness *one)
{
	struct str text = scan_slice(one->block->text, one->at, one->at + one->len);
	return check_holds_any(text, STR("请|报送|上报|前将|报县|报市|报镇|报局")) && check_holds_any(text, STR("日前|日以前|底前"));
}

/* Each sentence with those shortly before it. Sentences with figures may be alike: they say different ones. */
void check_rule_said_again(struct check *check, const struct check_text *text)
{
	struct likeness *last = ARENA_ARRAY(check->arena, struct likeness, BACK);
	size_t count = 0;
	for (size_t i = 0; !text->composed && i < text->count; i++) {
		const struct check_block *block = &text->blocks[i];
		for (size_t at = block->number_len, end; check_is_prose(block) && at < block->text.len; at = end + strlen("。")) {
			end = scan_until(block->text, at, "。；！？");
			struct likeness one = { .block = block, .at = at, .len = end - at };
			bool article = scan_is(block->text, at, "第") && scan_find(scan_slice(block->text, 0, end), at, "条") != (size_t)-1;
			bool whole = end < block->text.len; /* headings and names are no sentences */
			if (article || !whole || is_field(scan_slice(block->text, at, end)) || utf8_count(block->text.data + at, one.len) < LEAST_SENTENCE || (have_figures(&one) && !is_request(&one)))
				continue;
			read_pairs(&one);
			for (size_t k = count > BACK ? count - BACK : 0; k < count; k++) {
				const struct likeness *other = &last[k % BACK];
				unsigned like = likeness_of(other, &one);
				struct str head = { other->block->text.data + other->at, utf8_prefix(other->block->text.data + other->at, other->len, 12) };
				bool parallel = other->block == block && other->at + other->len + strlen("；") == at && scan_ends(block->text, at, "；");
				if (like >= LIKE && !parallel && !(other->len == one.len && memcmp(other->block->text.data + other->at, block->text.data + at, one.len) == 0)) {
					check_report(check, DIAG_CHECK_SAID_AGAIN, block, at, check_words_of(check, head), check_number(check, like));
					break;
				}
			}
			last[count++ % BACK] = one;
		}
	}
}
