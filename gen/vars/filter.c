#include "vars/filter.h"

#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/suggest.h"
#include "vars/number.h"
#include "vars/type.h"
#include "vars/value.h"

enum argument { ARGUMENT_NONE, ARGUMENT_OPTIONAL, ARGUMENT_NEEDED, ARGUMENT_STYLE };

/* What a filter does with lists. */
enum on_list { EACH_ITEM, WHOLE };

struct filter {
	const char *name, *usage, *takes;
	enum argument argument;
	enum on_list on_list;
	/* Appends the result to `out`; false when it does not take the value. `argument` is "" when not given. */
	bool (*write)(const struct value *in, struct str argument, struct buf *out);
};

/* The text of a single value; false for lists and maps. */
static bool single(const struct value *in, struct str *text)
{
	*text = in->text;
	return in->kind == VALUE_STRING || in->kind == VALUE_NUMBER;
}

static bool counting(const struct value *in, struct str argument, struct buf *out)
{
	(void)argument;
	struct str text;
	return single(in, &text) && number_write_chinese(text, out);
}

static bool formal(const struct value *in, struct str argument, struct buf *out)
{
	(void)argument;
	struct str text;
	return single(in, &text) && number_write_formal(text, out);
}

static bool year(const struct value *in, struct str argument, struct buf *out)
{
	(void)argument;
	struct str text;
	if (!single(in, &text))
		return false;
	struct number_date date;
	if (number_read_date(text, &date))
		text.len = 4;
	return text.len == 4 && number_write_digits(text, out);
}

static bool date_arabic(const struct value *in, struct str argument, struct buf *out)
{
	(void)argument;
	struct str text;
	struct number_date date;
	if (!single(in, &text) || !number_read_date(text, &date))
		return false;
	buf_printf(out, "%d年%d月%d日", date.year, date.month, date.day);
	return true;
}

static void add_chinese(int number, struct buf *out)
{
	struct buf digits = BUF_INIT;
	buf_printf(&digits, "%d", number);
	number_write_chinese(buf_str(&digits), out);
	buf_free(&digits);
}

static bool date_chinese(const struct value *in, struct str argument, struct buf *out)
{
	(void)argument;
	struct str text;
	struct number_date date;
	if (!single(in, &text) || !number_read_date(text, &date))
		return false;
	number_write_digits((struct str){ text.data, 4 }, out);
	buf_add_text(out, "年");
	add_chinese(date.month, out);
	buf_add_text(out, "月");
	add_chinese(date.day, out);
	buf_add_text(out, "日");
	return true;
}

/* The styles of 序号, by the way they write 1: GB/T 9704—2012, 7.3.3 and its enclosed numbers. */
static const struct {
	const char *sample, *before, *after;
	bool chinese, circled;
} styles[] = {
	{ "一、", "", "、", true, false },  { "（一）", "（", "）", true, false }, { "1.", "", ".", false, false },
	{ "（1）", "（", "）", false, false }, { "①", "", "", false, true },
};

enum { STYLE_COUNT = sizeof styles / sizeof *styles, ORDINAL_DIGITS = 4 };

static size_t find_style(struct str sample)
{
	size_t style = 0;
	while (style < STYLE_COUNT && !str_is(sample, styles[style].sample))
		style++;
	return style;
}

static bool ordinal(const struct value *in, struct str argument, struct buf *out)
{
	struct str text;
	struct numeral numeral;
	if (!single(in, &text) || !number_read(text, &numeral) || numeral.negative || numeral.fraction.len ||
	    numeral.whole.len > ORDINAL_DIGITS || str_is(numeral.whole, "0"))
		return false;
	size_t style = argument.len ? find_style(argument) : 0;
	if (styles[style].circled)
		return number_write_circled(numeral.whole, out);
	buf_add_text(out, styles[style].before);
	if (styles[style].chinese)
		number_write_chinese(numeral.whole, out);
	else
		buf_add_str(out, numeral.whole);
	buf_add_text(out, styles[style].after);
	return true;
}

/* GB/T 15834—2011, 4.5.3.5: no 、 between adjacent items in 《》 or “”. */
static bool stands_apart(struct str before, struct str after)
{
	return (str_ends(before, "》") && str_starts(after, "《")) || (str_ends(before, "”") && str_starts(after, "“"));
}

/* Items with 、 between them, `last` before the last one. */
static bool join(const struct value *in, struct str last, struct buf *out)
{
	struct str text, before = { NULL, 0 };
	if (in->kind != VALUE_LIST) {
		bool is_single = single(in, &text);
		buf_add_str(out, text);
		return is_single;
	}
	for (size_t i = 0; i < in->count; i++) {
		if (!single(in->items[i], &text))
			return false;
		struct str mark = i + 1 == in->count ? last : STR("、");
		if (i && !(str_is(mark, "、") && stands_apart(before, text)))
			buf_add_str(out, mark);
		buf_add_str(out, text);
		before = text;
	}
	return true;
}

static bool enumerate(const struct value *in, struct str argument, struct buf *out)
{
	(void)argument;
	return join(in, STR("、"), out);
}

static bool enumerate_with(const struct value *in, struct str argument, struct buf *out)
{
	return join(in, argument.len ? argument : STR("和"), out);
}

static bool prefix(const struct value *in, struct str argument, struct buf *out)
{
	struct str text;
	buf_add_str(out, argument);
	bool is_single = single(in, &text);
	buf_add_str(out, text);
	return is_single;
}

static bool suffix(const struct value *in, struct str argument, struct buf *out)
{
	struct str text;
	bool is_single = single(in, &text);
	buf_add_str(out, text);
	buf_add_str(out, argument);
	return is_single;
}

static bool thousands(const struct value *in, struct str argument, struct buf *out)
{
	(void)argument;
	struct str text;
	return single(in, &text) && number_write_grouped(text, out);
}

static bool percent(const struct value *in, struct str argument, struct buf *out)
{
	(void)argument;
	struct str text;
	struct numeral numeral;
	if (!single(in, &text) || !number_read(text, &numeral))
		return false;
	number_write(&numeral, out);
	buf_add_char(out, '%');
	return true;
}

enum { WAN_PLACES = 4 };

static bool ten_thousands(const struct value *in, struct str argument, struct buf *out)
{
	(void)argument;
	struct str text;
	if (!single(in, &text) || !number_write_shifted(text, WAN_PLACES, out))
		return false;
	buf_add_text(out, "万元");
	return true;
}

/* An amount with its unit as official texts write it, in the largest of 亿, 万 and ones in which it is one at least and has four decimals at most:
 * 48000万元 → 4.8亿元, 168500吨 → 16.85万吨, 0.5万元 → 5000元. */
static bool amount(const struct value *in, struct str argument, struct buf *out)
{
	static const struct {
		const char *name;
		size_t places;
	} scales[] = { { "亿", 8 }, { "万", 4 }, { "", 0 } };
	enum { SCALES = sizeof scales / sizeof *scales, DECIMALS = 4 };
	struct str text, unit = argument.len ? argument : str_of(in->type ? in->type->unit : NULL);
	struct numeral numeral;
	size_t own = 0;
	if (!single(in, &text) || !number_read(text, &numeral) || !unit.len)
		return false;
	while (own + 1 < SCALES && !str_starts(unit, scales[own].name))
		own++;
	unit = str_from(unit, strlen(scales[own].name));
	for (size_t i = 0; i < SCALES; i++) {
		struct buf number = BUF_INIT;
		bool larger = scales[i].places >= scales[own].places;
		size_t places = larger ? scales[i].places - scales[own].places : scales[own].places - scales[i].places;
		bool good = (larger ? number_write_shifted(text, places, &number) : number_write_multiplied(text, places, &number)) &&
			    number_read(buf_str(&number), &numeral);
		bool fits = good && numeral.fraction.len <= DECIMALS && !str_is(numeral.whole, "0");
		if (fits)
			buf_printf(out, "%s%s%.*s", number.data, scales[i].name, (int)unit.len, unit.data);
		buf_free(&number);
		if (fits)
			return true;
	}
	number_read(text, &numeral);
	number_write(&numeral, out);
	buf_printf(out, "%s%.*s", scales[own].name, (int)unit.len, unit.data);
	return true;
}

/* Marks within the title become single (GB/T 15834—2011, 4.15.3.5); a title that has its marks keeps them. */
static bool book_title(const struct value *in, struct str argument, struct buf *out)
{
	(void)argument;
	struct str text;
	if (!single(in, &text))
		return false;
	if (str_starts(text, "《") && str_ends(text, "》")) {
		buf_add_str(out, text);
		return true;
	}
	buf_add_text(out, "《");
	for (size_t at = 0; at < text.len; at++) {
		struct str rest = str_from(text, at);
		const char *inner = str_starts(rest, "《") ? "〈" : str_starts(rest, "》") ? "〉" : NULL;
		if (inner) {
			buf_add_text(out, inner);
			at += strlen(inner) - 1;
		} else {
			buf_add_char(out, text.data[at]);
		}
	}
	buf_add_text(out, "》");
	return true;
}

#define WHOLE_NUMBER "a whole number of at most 16 digits, such as 110"
#define NUMBER "a decimal number, such as 12345.6"
#define MEASURED "a number, such as 168500, of a variable with a unit of measure, or with one in the tag"
#define DATE "a date, such as 2026-03-01"
#define LIST "a list of single values"
#define SINGLE "a single value, not a table"

static const struct filter filters[] = {
	{ "小写", "小写", WHOLE_NUMBER, ARGUMENT_NONE, EACH_ITEM, counting },
	{ "大写", "大写", WHOLE_NUMBER, ARGUMENT_NONE, EACH_ITEM, formal },
	{ "年份", "年份", "a year of four digits or a date", ARGUMENT_NONE, EACH_ITEM, year },
	{ "日期", "日期", DATE, ARGUMENT_NONE, EACH_ITEM, date_arabic },
	{ "中文日期", "中文日期", DATE, ARGUMENT_NONE, EACH_ITEM, date_chinese },
	{ "序号", "序号:\"一、\", \"（一）\", \"1.\", \"（1）\" or \"①\"", "a whole number from 1 to 9999 (① to 50)",
	  ARGUMENT_STYLE, EACH_ITEM, ordinal },
	{ "顿号", "顿号", LIST, ARGUMENT_NONE, WHOLE, enumerate },
	{ "并列", "并列:\"和\"", LIST, ARGUMENT_OPTIONAL, WHOLE, enumerate_with },
	{ "前缀", "前缀:\"…\"", SINGLE, ARGUMENT_NEEDED, EACH_ITEM, prefix },
	{ "后缀", "后缀:\"…\"", SINGLE, ARGUMENT_NEEDED, EACH_ITEM, suffix },
	{ "千分", "千分", NUMBER, ARGUMENT_NONE, EACH_ITEM, thousands },
	{ "百分", "百分", NUMBER, ARGUMENT_NONE, EACH_ITEM, percent },
	{ "万元", "万元", NUMBER, ARGUMENT_NONE, EACH_ITEM, ten_thousands },
	{ "计量", "计量:\"吨\"", MEASURED, ARGUMENT_OPTIONAL, EACH_ITEM, amount },
	{ "书名号", "书名号", SINGLE, ARGUMENT_NONE, EACH_ITEM, book_title },
	{ "默认", "默认:\"…\"", "any value", ARGUMENT_NEEDED, WHOLE, NULL },
};

enum { FILTER_COUNT = sizeof filters / sizeof *filters };

const struct filter *filter_find(struct str name)
{
	for (size_t i = 0; i < FILTER_COUNT; i++)
		if (str_is(name, filters[i].name))
			return &filters[i];
	return NULL;
}

const char *filter_suggest(struct str name)
{
	struct suggestion suggestion = { .wanted = name };
	for (size_t i = 0; i < FILTER_COUNT; i++)
		suggest_offer(&suggestion, filters[i].name);
	return suggestion.best;
}

const char *filter_name(const struct filter *filter)
{
	return filter->name;
}

const char *filter_usage(const struct filter *filter)
{
	return filter->usage;
}

const char *filter_takes(const struct filter *filter)
{
	return filter->takes;
}

bool filter_accepts(const struct filter *filter, const struct str *argument)
{
	switch (filter->argument) {
	case ARGUMENT_NONE:
		return !argument;
	case ARGUMENT_OPTIONAL:
		break;
	case ARGUMENT_NEEDED:
		return argument && argument->len;
	case ARGUMENT_STYLE:
		return !argument || find_style(*argument) < STYLE_COUNT;
	}
	return true;
}

bool filter_missing(const struct value *value)
{
	return !value || value->kind == VALUE_NULL || (value->kind == VALUE_STRING && !value->text.len) ||
	       (value->kind == VALUE_LIST && !value->count);
}

static const struct value *apply_each(struct arena *arena, const struct filter *filter, const struct str *argument,
				      const struct value *list)
{
	struct value_builder builder = { .arena = arena };
	for (size_t i = 0; i < list->count; i++) {
		const struct value *item = list->items[i];
		if (item->kind != VALUE_LIST)
			item = filter_apply(arena, filter, argument, item);
		else
			item = NULL;
		if (!item)
			return NULL;
		value_list_add(&builder, item);
	}
	return value_list_finish(&builder);
}

const struct value *filter_apply(struct arena *arena, const struct filter *filter, const struct str *argument,
				 const struct value *in)
{
	if (!filter->write) /* the filter that gives missing values a text */
		return filter_missing(in) ? value_string(arena, *argument) : in;
	if (filter_missing(in))
		return in ? in : value_null();
	if (in->kind == VALUE_LIST && filter->on_list == EACH_ITEM)
		return apply_each(arena, filter, argument, in);
	struct buf out = BUF_INIT;
	const struct value *result = NULL;
	if (filter->write(in, argument ? *argument : STR(""), &out))
		result = value_string(arena, buf_str(&out));
	buf_free(&out);
	return result;
}
