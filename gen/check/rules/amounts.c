/* Amounts: ranges, rough numbers, money, totals; and sentences that a text says twice. */
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "check/internal.h"
#include "check/quantity.h"
#include "check/rules.h"

/* ---- one number */

/* 10～20%: the first number without its sign (GB/T 15835-2011, 5.1.3). */
static void check_range(struct check *check, const struct check_block *block, size_t at, size_t end)
{
	struct str text = block->text;
	size_t size, stop;
	if (!scan_in(scan_at(text, end, &size), "～~—"))
		return;
	stop = quantity_figure_end(text, end + size);
	if (stop > end + size && scan_is(text, stop, "%"))
		check_report(check, DIAG_CHECK_RANGE, block, at, check_words_of(check, scan_slice(text, at, stop + 1)),
			     check_words_of(check, scan_slice(text, at, end)));
}

/* 近300余人, 约500多户: either word, not both. */
static void check_rough(struct check *check, const struct check_block *block, size_t at, size_t end)
{
	struct str text = block->text;
	size_t unit = end + (scan_is(text, end, "万") ? strlen("万") : 0), size;
	if ((scan_ends(text, at, "近") || scan_ends(text, at, "约") || scan_ends(text, at, "大约")) && scan_in(scan_at(text, unit, &size), "余多") &&
	    !scan_ends(text, at, "附近") && !scan_ends(text, at, "最近"))
		check_report(check, DIAG_CHECK_ROUGH, block, at - strlen("近"), check_words_of(check, scan_slice(text, at - strlen("近"), unit + size)));
}

/* 约300人左右, 不少于6次以上, 不超过10人以内: both say the same. */
static void check_rough_twice(struct check *check, const struct check_block *block, size_t at, size_t end)
{
	static const struct {
		const char *lead, *tails;
	} pairs[] = {
		{ "约", "左右|上下|以上" }, { "大约", "左右|上下" }, { "近", "左右|以上" }, { "将近", "左右|以上" }, { "超过", "以上|左右" }, { "不少于", "以上|左右" }, { "不低于", "以上|左右" }, { "至少", "以上|左右" },
		{ "不超过", "以内|以下|之内" }, { "不高于", "以下|以内" }, { "至多", "以内|以下" }, { "最多", "以内|以下|左右" }, { "最少", "以上" }, { "大概", "左右" },
	};
	struct str text = block->text;
	size_t stop = scan_until(text, end, "，。；、（）：0123456789"), most = end + 4 * strlen("甲");
	struct str behind = scan_slice(text, end, stop < most ? stop : most < text.len ? most : text.len);
	for (size_t k = 0; k < sizeof pairs / sizeof *pairs; k++)
		if (scan_ends(text, at, pairs[k].lead) && !scan_ends(text, at, "附近") && check_holds_any(behind, str_of(pairs[k].tails))) {
			size_t start = at - strlen(pairs[k].lead);
			check_report(check, DIAG_CHECK_ROUGH, block, start, check_words_of(check, scan_slice(text, start, end + behind.len)));
			return;
		}
	if (scan_is(text, end, "多余") || scan_is(text, end, "余多"))
		check_report(check, DIAG_CHECK_ROUGH, block, at, check_words_of(check, scan_slice(text, at, end + strlen("多余"))));
}

/* 3千, 5百余: Arabic digits stand with 万 and 亿 only (GB/T 15835-2011, 5.1). 3千米, 5千克 are units. */
static void check_digits(struct check *check, const struct check_block *block, size_t at, size_t end)
{
	struct str text = block->text;
	size_t size;
	if (scan_in(scan_at(text, end, &size), "千百十") && !scan_in(scan_at(text, end + size, NULL), "米克瓦伏帕焦卡赫分字乏安升斯吨") && text.data[end - 1] != '.')
		check_report(check, DIAG_CHECK_MIXED_DIGITS, block, at, check_words_of(check, scan_slice(text, at, end + size)));
}

/* 12.5名: what is counted comes whole, but for averages. */
static void check_fraction(struct check *check, const struct check_block *block, size_t at, size_t end)
{
	struct str text = block->text;
	size_t size;
	bool point = memchr(text.data + at, '.', end - at) != NULL && text.data[end - 1] != '.';
	static const char *const behind[] = { "人左右", "个百分点", "个月", "个标准", "个单位", "个工作日", "个学时", "个小时", "次方", "个点", "个G", "人/", "个/", "次/", NULL };
	if (!point || !scan_in(scan_at(text, end, &size), "名人个户家台辆所场件位") || str_starts_any(str_from(text, end), behind))
		return;
	if (!check_holds_any(scan_slice(text, scan_back(text, at, "。；"), end), STR("平均|人均|户均|每|均|折合|折算|标准|倍")))
		check_report(check, DIAG_CHECK_FRACTION, block, at, check_words_of(check, scan_slice(text, at, end + size)));
}

/* 补助资金850万， */
static void check_money(struct check *check, const struct check_block *block, size_t at, size_t end)
{
	static const char *const things[] = { "资金", "投资", "投入", "补助", "经费", "预算", "奖金", "金额", "贷款", "拨付", "补贴", "收入", "产值", NULL };
	struct str text = block->text;
	size_t size, mark = end + strlen("万");
	bool money = false;
	mark = scan_is(text, end, "万") || scan_is(text, end, "亿") ? mark : 0;
	if (!mark || !(scan_in(scan_at(text, mark, &size), "，。；、）") || mark == text.len))
		return;
	struct str before = scan_slice(text, 0, at);
	static const char *const verbs[] = { "约", "共", "达", "为", "近", "超过", NULL };
	before.len -= str_ends_any(before, verbs);
	size_t clause = scan_back(before, before.len, "，。；：（");
	size_t near = before.len > 36 ? before.len - 36 : 0;
	struct str words = scan_slice(before, clause > near ? clause : near, before.len);
	money = str_ends_any(before, things) || (!check_holds_any(words, STR("人|户|亩|株|只|头|字|册|吨|次|面积|粮|游客|培训|栽|种|产量|用户|群众")) &&
						 check_holds_any(words, STR("资金|投资|补助|经费|预算|奖金|贷款|补贴|产值|税收|收入|拨付|筹集|争取到位|专款")));
	if (money)
		check_report(check, DIAG_CHECK_MONEY, block, at, check_words_of(check, scan_slice(text, at, mark)));
}

/* 产业项目占52%，基础设施占31%，社会事业占20%，其他占2%: shares of one whole, of which 其他 is the last, are 100 % together. */
static void check_shares(struct check *check, const struct check_block *block)
{
	enum { LEAST = 3 };
	struct str text = block->text;
	for (size_t from = 0, stop; from < text.len; from = stop + strlen("。")) {
		long long sum = 0;
		size_t count = 0, first = 0;
		bool rest = false;
		stop = scan_until(text, from, "。；");
		for (size_t at = from; (at = scan_find(scan_slice(text, 0, stop), at, "占")) != (size_t)-1; at += strlen("占")) {
			struct quantity share;
			size_t number = at + (scan_is(text, at, "占比") ? strlen("占比") : strlen("占")), clause = scan_back(text, at, "，、：。；");
			if (!quantity_next(text, number, stop, &share) || share.start != number || !str_is(share.unit, "%"))
				continue;
			first = count++ ? first : clause;
			sum += share.value;
			rest = rest || check_holds_any(scan_slice(text, clause, at), STR("其他|其余|其它"));
		}
		long long off = sum - 100 * (long long)QUANTITY_ONE;
		if (count >= LEAST && rest && (off > QUANTITY_ONE || off < -QUANTITY_ONE))
			check_report(check, DIAG_CHECK_SHARES, block, first, check_words_of(check, scan_slice(text, first, stop)), check_number(check, sum / QUANTITY_ONE));
	}
}

/* 下降2倍, 减少了一倍: what goes down is said in parts of what it was. */
static void check_times_less(struct check *check, const struct check_block *block)
{
	static const char *const downs[] = { "减少了", "减少", "下降了", "下降", "降低了", "降低", "缩短了", "缩短", "缩小了", "缩小", "压缩了", "压缩", "回落了", "回落", "减轻了", "减轻", NULL };
	struct str text = block->text;
	for (size_t at = 0, end; (at = check_find(block, at, "倍")) != (size_t)-1; at += strlen("倍")) {
		size_t start = at, size;
		while (scan_in(scan_before(text, start, &size), "0123456789.一二三四五六七八九十两几数近约多"))
			start -= size;
		size_t down = start < at ? str_ends_any(scan_slice(text, 0, start), downs) : 0;
		end = at + strlen("倍");
		if (down && !scan_is(text, end, "于") && !scan_is(text, end, "率"))
			check_report(check, DIAG_CHECK_HALF, block, start - down, check_words_of(check, scan_slice(text, start - down, end)));
	}
}

void check_rule_amounts(struct check *check, const struct check_text *text)
{
	for (size_t i = 0; i < text->count; i++) {
		const struct check_block *block = &text->blocks[i];
		for (size_t at = block->number_len, end; quantity_next_figure(block->text, block->text.len, &at, &end); at = end + 1) {
			check_range(check, block, at, end);
			check_rough(check, block, at, end);
			check_rough_twice(check, block, at, end);
			check_digits(check, block, at, end);
			check_fraction(check, block, at, end);
			check_money(check, block, at, end);
		}
		check_times_less(check, block);
		if (!text->composed)
			check_shares(check, block);
	}
}

/* ---- totals: 4个项目…其中A 1.2万亩、B 1.3万亩 */

enum { MOST_PARTS = 20 };

/* Bytes of the unit behind a number: the characters up to a mark, a blank, a digit or a bracket. */
static struct str unit_at(struct str text, size_t at)
{
	static const char *const units[] = { "万亩", "万元", "亿元", "万人", "公里", "千米", "万吨", "亩", "元", "人", "名", "个", "处", "户", "家", "项", "件", "次", "场", "台", "辆", "棵", "米", "吨", "份", "张", "所", "座", "期", NULL };
	size_t len = str_starts_any(str_from(text, at), units);
	return scan_slice(text, at, at + len);
}

/* “2.6万亩，其中人工造林1.2万亩、封山育林1.3万亩。”: parts that are all of the whole's unit and joined by 、 and 和, to the end of the sentence. */
static void check_parts(struct check *check, const struct check_block *block, size_t at)
{
	struct str text = block->text;
	size_t start, before = at - (scan_ends(text, at, "，") || scan_ends(text, at, "（") ? strlen("，") : 0), end, stop;
	size_t unit_start = before, size;
	while (unit_start && utf8_is_han(scan_before(text, unit_start, &size)) && before - unit_start < 60)
		unit_start -= size;
	struct str unit = unit_at(text, unit_start);
	if (before == at || !unit.len || unit_start + unit.len != before || !scan_is_digit((unsigned char)text.data[unit_start ? unit_start - 1 : 0]))
		return;
	for (start = unit_start; start && quantity_is_figure(text.data[start - 1]); start--)
		;
	long long whole = quantity_number(text, start, &end), sum = 0;
	size_t parts = 0;
	stop = scan_until(text, at, "。；）");
	if (whole <= 0 || stop - at > 600)
		return;
	for (size_t i = at; i < stop; i = end) {
		size_t digit = i, figure_end;
		if (!quantity_next_figure(text, stop, &digit, &figure_end))
			break;
		long long part = quantity_number(text, digit, &end);
		uint32_t after;
		if (!scan_stands(text, end, unit))
			return; /* another unit, a percentage, a year: no plain list of parts */
		after = scan_at(text, end + unit.len, NULL);
		bool last = end + unit.len == stop;
		if (!last && after != 0x3001 && after != 0xFF0C && after != 0x548C) /* 、，和 */
			return;
		sum += part;
		parts++;
	}
	if (parts > 1 && sum != whole)
		check_report(check, DIAG_CHECK_PARTS, block, start, check_words_of(check, scan_slice(text, start, before)),
			     arena_printf(check->arena, "%g", (double)sum / QUANTITY_ONE));
}

void check_rule_parts(struct check *check, const struct check_text *text)
{
	check_rule_plainly(check, text);
	for (size_t i = 0; i < text->count; i++)
		for (size_t at = 0; (at = check_find(&text->blocks[i], at, "其中")) != (size_t)-1; at += strlen("其中"))
			check_parts(check, &text->blocks[i], at);
}

/* ---- 总投资268万元…筹措48万元，尚缺220万元 */

/* The last amount of money behind one of the words, parted by |, up to the offset, in yuan/10000 steps; -1: none. */
static long long money_behind(struct str text, struct str words, size_t stop)
{
	enum { NEAR_BYTES = 45 };
	long long found = -1;
	while (words.data && words.len) {
		struct str word = str_trim(str_cut(&words, "|"));
		struct quantity q;
		for (size_t at = 0; (at = scan_find_view(scan_slice(text, 0, stop), at, word)) != (size_t)-1; at += word.len)
			if (quantity_next(text, at + word.len, stop, &q) && q.start - at - word.len <= NEAR_BYTES && str_ends(q.unit, "元"))
				found = q.value * quantity_scale(q.unit);
	}
	return found;
}

void check_rule_shortfall(struct check *check, const struct check_text *text)
{
	enum { PARAGRAPH_BYTES = 900 };
	static const char *const lacks[] = { "尚缺", "缺口", "还缺", "尚需", "资金缺口" };
	for (size_t i = 0; i < text->count; i++)
		for (size_t k = 0; k < sizeof lacks / sizeof *lacks; k++)
			for (size_t at = 0; (at = check_find(&text->blocks[i], at, lacks[k])) != (size_t)-1;
			     at += strlen(lacks[k])) {
				struct str words = text->blocks[i].text;
				struct quantity lack;
				struct str near = scan_near(words, at, PARAGRAPH_BYTES, 0);
				long long total = money_behind(near, STR("总投资|概算投资|估算投资|所需资金|共需资金|需资金"), near.len), raised = money_behind(near, STR("筹措|自筹|已落实|已到位|已争取|筹集"), near.len);
				if (total < 0 || raised < 0 || !quantity_next(words, at, words.len, &lack) || lack.start - at > 30 || !str_ends(lack.unit, "元"))
					continue;
				long long left = (total - raised) / quantity_scale(lack.unit);
				if (left != lack.value)
					check_report(check, DIAG_CHECK_SHORTFALL, &text->blocks[i], lack.start, check_words_of(check, scan_slice(words, lack.start, lack.unit_end)),
						     arena_printf(check->arena, "%g%s", (double)left / QUANTITY_ONE, check_words_of(check, lack.unit)));
			}
}

/* A table whose last row begins with 合计: each column of numbers against it. */
struct column {
	long long sum;
	bool numbers; /* all that stands in it */
};

/* The number that the cell is; -1: it is something else. */
static long long number_in(const struct check_block *cell)
{
	size_t end;
	long long value = quantity_number(cell->text, 0, &end);
	return end == cell->text.len ? value : -1;
}

static bool begins_with(const struct check_block *cell, const char *first, const char *second)
{
	return cell->column == 0 && (str_starts(cell->text, first) || str_starts(cell->text, second));
}

/* The row that a table begins with, which is its head: where there are numbers in it, nobody knows. */
static void begin_columns(struct column columns[static MOST_PARTS], const struct check_block *cells, size_t count)
{
	for (size_t k = 0; k < MOST_PARTS; k++)
		columns[k] = (struct column){ 0, true };
	for (size_t i = 0; i < count; i++)
		if (cells[i].column < MOST_PARTS && number_in(&cells[i]) >= 0)
			columns[cells[i].column].numbers = false;
}

static void add_figures(struct column columns[static MOST_PARTS], const struct check_block *cells, size_t count)
{
	bool again = begins_with(&cells[0], "小计", "其中"); /* of rows that are counted */
	for (size_t i = 0; i < count; i++) {
		long long value = number_in(&cells[i]);
		if (cells[i].column >= MOST_PARTS)
			continue;
		struct column *column = &columns[cells[i].column];
		column->numbers = column->numbers && !again && value >= 0;
		column->sum += value > 0 ? value : 0;
	}
}

static void check_totals(struct check *check, const struct check_block *total, size_t count, const struct column *columns)
{
	for (size_t i = 1; i < count; i++) {
		const struct column *column = total[i].column < MOST_PARTS ? &columns[total[i].column] : NULL;
		long long value = number_in(&total[i]);
		if (value >= 0 && column && column->numbers && column->sum != value)
			check_report(check, DIAG_CHECK_TOTAL, &total[i], 0, check_words_of(check, total[i].text),
				     arena_printf(check->arena, "%g", (double)column->sum / QUANTITY_ONE));
	}
}

void check_rule_totals(struct check *check, const struct check_text *text)
{
	enum { HEAD_AND_PARTS = 3 };
	struct column columns[MOST_PARTS];
	size_t rows = 0;
	for (size_t i = 0, end; i < text->count; i = end) {
		const struct check_block *cells = &text->blocks[i];
		bool next = rows && cells->row == cells[-1].row + 1;
		for (end = i + 1; end < text->count && cells->row && text->blocks[end].row == cells->row;)
			end++;
		rows = !cells->row ? 0 : next ? rows + 1 : 1;
		if (rows == 1)
			begin_columns(columns, cells, end - i);
		if (rows > HEAD_AND_PARTS && (str_is(cells->text, "合计") || str_is(cells->text, "总计")))
			check_totals(check, cells, end - i, columns);
		if (rows > 1)
			add_figures(columns, cells, end - i);
	}
}

/* ---- sentences said twice */

enum { SENTENCE_CHARS = 12 };

struct sentence {
	uint64_t hash;
	const struct check_block *block;
	size_t at, len;
};

static int by_sentence(const void *a, const void *b)
{
	const struct sentence *x = a, *y = b;
	if (x->hash != y->hash)
		return x->hash < y->hash ? -1 : 1;
	if (x->block != y->block)
		return x->block < y->block ? -1 : 1;
	return (x->at > y->at) - (x->at < y->at);
}

/* Sentences that stand in a finished text a second time, word for word. Tables, headings and labels may. */
void check_rule_sentence_twice(struct check *check, const struct check_text *text)
{
	struct sentence *sentences = NULL;
	size_t count = 0, capacity = 0;
	for (size_t i = 0; !text->shared && i < text->count; i++) {
		const struct check_block *block = &text->blocks[i];
		for (size_t at = block->number_len, end; (block->kind == CHECK_PARAGRAPH || block->kind == CHECK_ITEM) && at < block->text.len;
		     at = end + strlen("。")) {
			end = scan_until(block->text, at, "。！？");
			if (end >= block->text.len || utf8_count(block->text.data + at, end - at) < SENTENCE_CHARS)
				continue;
			uint64_t hash = 14695981039346656037u;
			for (size_t k = at; k < end; k++)
				hash = (hash ^ (unsigned char)block->text.data[k]) * 1099511628211u;
			*ARENA_PUSH(check->arena, sentences, count, capacity) = (struct sentence){ hash, block, at, end - at };
		}
	}
	if (count)
		qsort(sentences, count, sizeof *sentences, by_sentence);
	for (size_t i = 1; i < count; i++) {
		const struct sentence *a = &sentences[i - 1], *b = &sentences[i];
		struct str head = { b->block->text.data + b->at, b->len };
		if (a->hash != b->hash || a->len != b->len || memcmp(a->block->text.data + a->at, head.data, a->len) != 0)
			continue;
		head.len = utf8_prefix(head.data, head.len, SENTENCE_CHARS);
		check_report(check, DIAG_CHECK_SENTENCE_TWICE, b->block, b->at, check_words_of(check, head));
	}
}
