#include "check/quantity.h"

#include <string.h>

#include "check/scan.h"

bool quantity_is_figure(char byte)
{
	return scan_is_digit((unsigned char)byte) || byte == '.';
}

size_t quantity_figure_end(struct str text, size_t at)
{
	while (at < text.len && quantity_is_figure(text.data[at]))
		at++;
	return at;
}

long long quantity_number(struct str text, size_t at, size_t *end)
{
	long long value = 0, scale = 0;
	for (*end = at; *end < text.len && quantity_is_figure(text.data[*end]) && value < (1LL << 40); ++*end) {
		if (text.data[*end] == '.') {
			if (scale)
				return -1;
			scale = QUANTITY_ONE;
		} else if (!scale) {
			value = value * 10 + (text.data[*end] - '0') * (long long)QUANTITY_ONE;
		} else {
			scale /= 10;
			value += (text.data[*end] - '0') * scale;
		}
	}
	return *end > at ? value : -1;
}

/* Bytes of the unit behind a number. Longer ones first. */
static size_t unit_length(struct str text, size_t at)
{
	static const char *const units[] = { "个百分点", "万平方米", "平方公里", "平方千米", "平方米", "立方米", "万人次", "万亩", "万元", "亿元", "万人", "万吨", "万户",
					     "公里",	 "千米",     "人次",	 "场次",     "车次",	 "台次",     "批次",   "公顷",     "千瓦",   "公斤",	 "学时",   "万份", "万册", "万件", "万条", "亩",   "元",
					     "人",	 "名",	     "个",	 "处",	     "户",     "家",	 "项",	   "件",   "次",   "场",   "台",   "辆",   "棵",
					     "米",	 "吨",	     "份",	 "张",	     "所",     "座",	 "期",	   "条",   "套",   "位",   "支",   "起",   "宗",
					     "册",	 "间",	     "类",	 "门",	     "篇",     "盏",	 "分",	   "天",   "课时", "株",   "头",   "只",   "%",   NULL };
	return at < text.len ? str_starts_any(str_from(text, at), units) : 0;
}

bool quantity_next_figure(struct str text, size_t stop, size_t *start, size_t *end)
{
	stop = stop < text.len ? stop : text.len;
	while (*start < stop && !scan_is_digit((unsigned char)text.data[*start]))
		++*start;
	if (*start >= stop)
		return false;
	*end = quantity_figure_end(text, *start);
	return true;
}

bool quantity_next(struct str text, size_t from, size_t stop, struct quantity *quantity)
{
	size_t end, unit, read;
	if (!quantity_next_figure(text, stop, &from, &end))
		return false;
	long long value = quantity_number(text, from, &read);
	unit = unit_length(text, end);
	*quantity = (struct quantity){ from, end, end + unit, value, scan_slice(text, end, end + unit) };
	return true;
}

long long quantity_scale(struct str unit)
{
	return str_starts(unit, "万") ? 10000 : str_starts(unit, "亿") ? 100000000 : 1;
}

struct str quantity_base(struct str unit)
{
	return quantity_scale(unit) > 1 ? scan_slice(unit, strlen("万"), unit.len) : unit;
}

int day_count(int month, int year)
{
	static const int days[] = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 };
	bool leap = year == 0 || (year % 4 == 0 && (year % 100 != 0 || year % 400 == 0));
	return days[month - 1] + (month == 2 && leap);
}

bool day_at(struct str text, size_t at, struct day *day)
{
	size_t end, stop;
	*day = (struct day){ .start = at };
	int number = scan_is_digit(scan_at(text, at, NULL)) ? scan_numeral(text, at, &end) : -1;
	if (number > 1900 && number < 2200 && scan_is(text, end, "年") && scan_is_digit(scan_at(text, end + strlen("年"), NULL))) {
		day->year = number;
		number = scan_numeral(text, end + strlen("年"), &end);
	}
	if (number < 1 || number > 12 || !scan_is(text, end, "月"))
		return false;
	day->month = number;
	day->end = end + strlen("月");
	if (scan_is(text, day->end, "底") || scan_is(text, day->end, "末")) {
		day->late = true;
		day->day = day_count(number, day->year);
		day->end += strlen("底");
		return true;
	}
	number = scan_is_digit(scan_at(text, day->end, NULL)) ? scan_numeral(text, day->end, &stop) : -1;
	if (number < 1 || number > 31 || !scan_is(text, stop, "日"))
		return true;
	day->day = number;
	day->end = stop + strlen("日");
	return true;
}

bool day_is(struct str line, struct day *day)
{
	return day_at(line, 0, day) && day->end == line.len && day->year && day->day;
}

bool day_next(struct str text, size_t from, size_t stop, struct day *day)
{
	stop = stop < text.len ? stop : text.len;
	for (size_t at = from; at < stop; at++)
		if (scan_is_digit((unsigned char)text.data[at]) && (!at || !quantity_is_figure(text.data[at - 1])) && day_at(text, at, day))
			return true;
	return false;
}

long day_number(const struct day *day, int year)
{
	year = day->year ? day->year : year;
	long y = day->month < 3 ? year - 1 : year, m = (day->month + 9) % 12;
	return 365 * y + y / 4 - y / 100 + y / 400 + (m * 306 + 5) / 10 + (day->day ? day->day : 1);
}
