/* What a text says of one thing: in a measure that it has (发电量 in 千瓦时, not 千瓦), and the same each time (one telephone number, one number of a letter, one
 * amount in 万元 and not in 元, too). */
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/utf8.h"
#include "check/internal.h"
#include "check/quantity.h"
#include "check/rules.h"

/* ---- 年发电量126万千瓦 */

/* The longest of the row's or the table's measures that stands at the offset, with 万 or 亿 before it; 0: none. */
static size_t measure_at(struct str text, size_t at, struct str measures)
{
	static const char *const scales[] = { "万", "亿", "千", "百", NULL };
	size_t longest = 0;
	for (int scaled = 0; scaled < 2; scaled++) {
		size_t scale = scaled && at < text.len ? str_starts_any(str_from(text, at), scales) : 0;
		for (struct str rest = measures; rest.data && rest.len && (scale || !scaled);) {
			struct str one = str_cut(&rest, "|");
			if (scan_stands(text, at + scale, one) && scale + one.len > longest)
				longest = scale + one.len;
		}
	}
	return longest;
}

/* The figure that tells how much of the thing there is, whose name ends at the offset: 发电量约126万千瓦; its end, 0: none. */
static size_t figure_of_thing(struct str text, size_t at, size_t *start)
{
	static const char *const links[] = { "达到了", "达到", "共计", "合计", "总计", "约为", "超过", "不少于", "不低于", "不超过", "达", "为", "约", "共", "近", "超", "：", NULL };
	for (size_t len; at < text.len && (len = str_starts_any(str_from(text, at), links)) > 0;)
		at += len;
	*start = at;
	return quantity_figure_end(text, at) > at ? quantity_figure_end(text, at) : 0;
}

/* Whether some row of the table knows the measure, so that the thing's own row should. */
static size_t known_measure(const struct check_tables *tables, struct str text, size_t at)
{
	size_t longest = 0;
	for (size_t i = 0; i < tables->dimensions.count; i++) {
		size_t len = measure_at(text, at, tables->dimensions.items[i].kinds);
		longest = len > longest ? len : longest;
	}
	return longest;
}

static void check_dimension(struct check *check, const struct check_block *block)
{
	const struct check_tables *tables = check->tables;
	struct str text = block->text;
	for (size_t k = 0; k < tables->dimensions.count; k++) {
		const struct check_formula *row = &tables->dimensions.items[k];
		for (struct str rest = row->words; rest.data && rest.len;) {
			struct str thing = str_cut(&rest, "|");
			for (size_t at = 0, start; (at = check_find_view(block, at, thing)) != (size_t)-1;
			     at += thing.len) {
				size_t end = figure_of_thing(text, at + thing.len, &start), known = end ? known_measure(tables, text, end) : 0;
				if (known > measure_at(text, end, row->kinds))
					check_report(check, DIAG_CHECK_DIMENSION, block, start, check_words_of(check, thing), check_words_of(check, scan_slice(text, start, end + known)),
						     arena_printf(check->arena, "%.*s", (int)(str_find(row->kinds, "|") == (size_t)-1 ? row->kinds.len : str_find(row->kinds, "|")), row->kinds.data));
			}
		}
	}
}

/* ---- 电话6025511, 6025151; 〔2026〕17号, 〔2026〕71号 */

/* A row of digits that names something, with what stands before it as its kind. */
struct number {
	const struct check_block *block;
	size_t start, end;
	struct str kind; /* 汶交函〔2026〕; empty: a telephone number */
};

enum { MOST_NUMBERS = 200, LEAST_PHONE = 7, ISSUER_CHARS = 3 /* of the word that stands for the issuer, before the year */ };

/* Whether two rows of as many digits have the same ones, but two neighbours are exchanged. */
static bool are_exchanged(struct str a, struct str b)
{
	size_t differ = 0, first = 0;
	for (size_t i = 0; a.len == b.len && i < a.len; i++)
		if (a.data[i] != b.data[i] && !differ++)
			first = i;
	return a.len == b.len && differ == 2 && first + 1 < a.len && a.data[first] == b.data[first + 1] && a.data[first + 1] == b.data[first];
}

static struct str digits_of(const struct number *one)
{
	return scan_slice(one->block->text, one->start, one->end);
}

/* The number at the offset, which begins a row of digits; its end. */
static size_t number_at(const struct check_block *block, size_t at, struct number *number)
{
	struct str text = block->text;
	size_t end = at;
	while (end < text.len && scan_is_digit((unsigned char)text.data[end]))
		end++;
	*number = (struct number){ .block = block, .start = at, .end = end };
	if (scan_ends(text, at, "〕") && scan_is(text, end, "号")) {
		size_t open = scan_back(text, at, "〔"), size;
		open -= open ? strlen("〔") : 0;
		for (int i = 0; i < ISSUER_CHARS && utf8_is_han(scan_before(text, open, &size)); i++)
			open -= size;
		number->kind = scan_slice(text, open, at);
		return end;
	}
	bool phone = end - at >= LEAST_PHONE && end - at <= 12 && check_holds_any(scan_near(text, at, 60, 0), STR("电话|手机|传真|热线|联系|邮箱"));
	number->end = phone ? end : at;
	return end;
}

/* Two that differ only by two digits that are exchanged: one was typed wrong. */
static void check_numbers(struct check *check, const struct check_text *text)
{
	struct number *all = ARENA_ARRAY(check->arena, struct number, MOST_NUMBERS);
	size_t count = 0;
	for (size_t i = 0; i < text->count; i++) {
		struct str words = text->blocks[i].text;
		for (size_t at = 0, end; at < words.len && count < MOST_NUMBERS; at = end) {
			for (; at < words.len && !scan_is_digit((unsigned char)words.data[at]); at++)
				;
			end = number_at(&text->blocks[i], at, &all[count]);
			end = end > at ? end : at + 1;
			struct str own = all[count].end > all[count].start ? digits_of(&all[count]) : (struct str){ "", 0 };
			bool known = !own.len;
			for (size_t k = 0; k < count && !known; k++)
				known = str_equal(digits_of(&all[k]), own) && str_equal(all[k].kind, all[count].kind);
			for (size_t k = 0; k < count && !known; k++)
				if (str_equal(all[k].kind, all[count].kind) && are_exchanged(digits_of(&all[k]), own))
					check_report(check, DIAG_CHECK_TWO_NUMBERS, &text->blocks[i], all[count].start, check_words_of(check, own), check_words_of(check, digits_of(&all[k])));
			count += !known;
		}
	}
}

/* ---- 《甲的函》（汶交函〔2026〕17号）, 《甲的函》（汶交函〔2026〕19号） */

static void check_cited(struct check *check, const struct check_text *text)
{
	struct cited {
		struct str title, number;
	} cited[MOST_NUMBERS];
	size_t count = 0;
	for (size_t i = 0; i < text->count; i++) {
		struct str words = text->blocks[i].text;
		for (size_t at = 0; (at = check_find(&text->blocks[i], at, "》（")) != (size_t)-1;
		     at += strlen("》（")) {
			size_t open = scan_back(words, at, "《"), from = at + strlen("》（"), end = scan_until_near(words, from, 60, "）");
			struct cited own = { scan_slice(words, open, at), scan_slice(words, from, end) };
			if (!open || !scan_is(words, end, "）") || !str_ends(own.number, "号") || str_find(own.number, "〔") == (size_t)-1)
				continue;
			for (size_t k = 0; k < count; k++)
				if (str_equal(cited[k].title, own.title) && !str_equal(cited[k].number, own.number))
					check_report(check, DIAG_CHECK_TWO_NUMBERS, &text->blocks[i], from, check_words_of(check, own.number), check_words_of(check, cited[k].number));
			if (count < MOST_NUMBERS)
				cited[count++] = own;
		}
	}
}

/* ---- 总投资1280万元, 总投资1280亿元 */

/* An amount with what it is of: the characters before it in its clause. */
struct amount {
	const struct check_block *block;
	struct quantity q;
	struct str noun;
};

enum { MOST_AMOUNTS = 300, NOUN_CHARS = 3, LEAST_FIGURES = 2 };

/* The last characters before the amount, without what links them. */
static struct str noun_before(struct str text, size_t at)
{
	static const char *const links[] = { "共计", "合计", "达到", "约为", "达", "为", "约", "共", "近", "：", NULL };
	size_t start, size;
	for (size_t len; (len = str_ends_any(scan_slice(text, 0, at), links)) > 0;)
		at -= len;
	start = at;
	for (int i = 0; i < NOUN_CHARS && utf8_is_han(scan_before(text, start, &size)); i++)
		start -= size;
	return scan_slice(text, start, at);
}

/* One figure of one thing in two measures that differ by ten thousand or more, or in 亩 and 公顷. */
static bool are_scaled(const struct amount *a, const struct amount *b)
{
	bool land = (str_ends(a->q.unit, "亩") && str_is(b->q.unit, "公顷")) || (str_is(a->q.unit, "公顷") && str_ends(b->q.unit, "亩"));
	bool scaled = str_equal(quantity_base(a->q.unit), quantity_base(b->q.unit)) && quantity_scale(a->q.unit) != quantity_scale(b->q.unit);
	return a->q.value == b->q.value && a->q.end - a->q.start >= LEAST_FIGURES && (land || scaled);
}

static void check_scales(struct check *check, const struct check_text *text)
{
	struct amount *all = ARENA_ARRAY(check->arena, struct amount, MOST_AMOUNTS);
	size_t count = 0;
	for (size_t i = 0; i < text->count; i++) {
		struct str words = text->blocks[i].text;
		struct quantity q;
		for (size_t at = 0; count < MOST_AMOUNTS && check_is_prose(&text->blocks[i]) && quantity_next(words, at, words.len, &q); at = q.end) {
			struct amount own = { &text->blocks[i], q, noun_before(words, q.start) };
			if (!q.unit.len || own.noun.len < NOUN_CHARS * strlen("甲"))
				continue;
			for (size_t k = 0; k < count; k++)
				if (are_scaled(&all[k], &own) && str_equal(all[k].noun, own.noun))
					check_report(check, DIAG_CHECK_SCALE, own.block, q.start, check_words_of(check, scan_slice(words, q.start, q.unit_end)),
						     check_words_of(check, scan_slice(all[k].block->text, all[k].q.start, all[k].q.unit_end)));
			all[count++] = own;
		}
	}
}

/* 面积1936公顷，其中：自然恢复412亩、辅助再生668亩、重建856亩: the parts make the figure, in another measure. */
static void check_parts_scale(struct check *check, const struct check_block *block)
{
	struct str text = block->text;
	for (size_t at = 0; (at = check_find(block, at, "其中")) != (size_t)-1; at += strlen("其中")) {
		struct quantity q, whole = { 0 };
		size_t start = scan_back(text, at, "。"), stop = scan_until_near(text, at, 400, "。");
		for (size_t i = start; quantity_next(text, i, at, &q); i = q.end)
			whole = q;
		for (int land = 0; whole.unit.len && land < 2; land++) {
			struct str base = quantity_base(whole.unit);
			struct str wanted = !land ? base : str_is(base, "公顷") ? STR("亩") : str_is(base, "亩") ? STR("公顷") : (struct str){ "", 0 };
			long long sum = 0, scale = 0;
			size_t parts = 0;
			for (size_t i = at; wanted.len && quantity_next(text, i, stop, &q); i = q.end)
				if (str_equal(quantity_base(q.unit), wanted)) {
					sum += q.value;
					parts++;
					scale = !scale || scale == quantity_scale(q.unit) ? quantity_scale(q.unit) : -1;
				}
			if (parts > 1 && sum == whole.value && scale > 0 && (land || scale != quantity_scale(whole.unit)))
				check_report(check, DIAG_CHECK_SCALE, block, whole.start, check_words_of(check, scan_slice(text, whole.start, whole.unit_end)),
					     arena_printf(check->arena, "%g%s%s", (double)sum / QUANTITY_ONE, scale == 10000 ? "万" : scale > 1 ? "亿" : "", check_words_of(check, wanted)));
		}
	}
}

void check_rule_values(struct check *check, const struct check_text *text)
{
	if (text->shared)
		return;
	for (size_t i = 0; i < text->count; i++) {
		if (!check_is_prose(&text->blocks[i]))
			continue;
		check_dimension(check, &text->blocks[i]);
		check_parts_scale(check, &text->blocks[i]);
	}
	check_numbers(check, text);
	check_cited(check, text);
	check_scales(check, text);
}
