/* Numbers that are seen as dates and times. */
#include <string.h>

#include "table/xlsx_cell.h"
#include "vars/number.h"

enum { LAST_DAY = 2958465, LAST_DIGITS = 7, SECONDS = 86400 }; /* 9999-12-31 */

/* A moment as calendar and clock have it. */
struct moment {
	long days, seconds; /* since the workbook's first day; of the day */
	long year, month, day, weekday; /* 0: Sunday */
};

/* The whole days of a number, and the seconds of the day; false for one that is no date. */
static bool read_days(const struct xlsx_number *n, struct moment *m)
{
	long long fraction = 0, scale = 1;
	m->days = 0;
	if (n->negative || n->exponent > LAST_DIGITS)
		return false;
	for (int power = n->exponent - 1; power >= 0; power--)
		m->days = m->days * 10 + xlsx_number_digit(n, power) - '0';
	for (int power = -1; power >= -9; power--, scale *= 10)
		fraction = fraction * 10 + xlsx_number_digit(n, power) - '0';
	m->seconds = (long)((fraction * SECONDS + scale / 2) / scale);
	m->days += m->seconds / SECONDS;
	m->seconds %= SECONDS;
	return m->days <= LAST_DAY;
}

/* The date of the days since 0000-03-01 in the Gregorian calendar. */
static void set_date(struct moment *m, long days)
{
	long era = days / 146097, of_era = days % 146097;
	long year = (of_era - of_era / 1460 + of_era / 36524 - of_era / 146096) / 365;
	long of_year = of_era - (365 * year + year / 4 - year / 100), month = (5 * of_year + 2) / 153;
	m->day = of_year - (153 * month + 2) / 5 + 1;
	m->month = month + (month < 10 ? 3 : -9);
	m->year = year + era * 400 + (m->month <= 2);
	m->weekday = (days + 3) % 7; /* 0000-03-01 was a Wednesday */
}

/* Day 60 of 1900 is a 29 February that there never was; what comes before is a day off (18.17.4.1). Day 0 is what an empty cell gives, and no day:
 * some programs show 1900-01-00, others 1899-12-30. False for these, unless only the `clock` is asked for. */
static bool read_moment(const struct xlsx_number *n, bool from_1904, bool clock, struct moment *m)
{
	enum { DAYS_TO_1900 = 693899, DAYS_TO_1904 = 695361, LEAP_DAY = 60 }; /* 1899-12-30 and 1904-01-01, from 0000-03-01 */
	if (!read_days(n, m))
		return false;
	set_date(m, m->days + (from_1904 ? DAYS_TO_1904 : DAYS_TO_1900 + (m->days < LEAP_DAY)));
	return clock || from_1904 || (m->days && m->days != LEAP_DAY);
}

/* ---- tokens */

/* A number with at least `least` digits, in Han numerals where the section has them. */
static void add_number(const struct xlsx_section *section, long value, int least, struct buf *out)
{
	char digits[24];
	struct buf numeral = BUF_INIT;
	buf_printf(&numeral, "%0*ld", least, value);
	struct str text = buf_str(&numeral);
	if (!section->digits)
		buf_add_str(out, text);
	else if (least >= 4)
		number_write_digits(text, out);
	else
		number_write_chinese(str_of(memcpy(digits, text.data, text.len + 1)), out);
	buf_free(&numeral);
}

static void add_month(const struct xlsx_section *section, long month, int letters, struct buf *out)
{
	static const char *const names[] = { "January", "February", "March",	 "April",   "May",	"June",
					     "July",	"August",   "September", "October", "November", "December" };
	static const char *const chinese[] = { "一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "十一", "十二" };
	if (letters < 3)
		add_number(section, month, section->digits ? 1 : letters, out);
	else if (section->chinese && letters == 3)
		buf_printf(out, "%ld月", month);
	else if (section->chinese)
		buf_printf(out, "%s月", chinese[month - 1]);
	else
		buf_printf(out, "%.*s", letters == 3 ? 3 : letters == 5 ? 1 : 9, names[month - 1]);
}

static void add_weekday(const struct xlsx_section *section, const struct xlsx_token *token, long weekday, struct buf *out)
{
	static const char *const names[] = { "Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday" };
	static const char *const chinese[] = { "日", "一", "二", "三", "四", "五", "六" };
	bool day = token->kind == XLSX_DAY;
	if (day && !section->chinese)
		buf_printf(out, "%.*s", token->count == 3 ? 3 : 9, names[weekday]);
	else
		buf_printf(out, "%s%s", token->count > 3 ? "星期" : day ? "周" : "", chinese[weekday]);
}

static void add_clock(const struct xlsx_section *section, const struct xlsx_token *token, const struct moment *m, struct buf *out)
{
	bool halves = xlsx_section_has(section, XLSX_HALF, XLSX_HALF);
	long all = m->days * SECONDS + m->seconds, hour = m->seconds / 3600;
	int least = section->digits ? 1 : token->count;
	if (token->kind == XLSX_HOUR)
		add_number(section, token->elapsed ? all / 3600 : halves ? (hour + 11) % 12 + 1 : hour, least, out);
	else if (token->kind == XLSX_MINUTE)
		add_number(section, token->elapsed ? all / 60 : m->seconds / 60 % 60, least, out);
	else if (token->kind == XLSX_SECOND)
		add_number(section, token->elapsed ? all : m->seconds % 60, least, out);
	else if (str_starts(token->text, "上"))
		buf_add_text(out, hour < 12 ? "上午" : "下午");
	else
		buf_printf(out, "%s%s", hour < 12 ? "A" : "P", token->text.len > 3 ? "M" : "");
}

static void show_moment(const struct xlsx_section *section, const struct moment *m, struct buf *out)
{
	for (size_t i = 0; i < section->count; i++) {
		const struct xlsx_token *token = &section->tokens[i];
		if (token->kind == XLSX_LITERAL)
			buf_add_str(out, token->text);
		else if (token->kind == XLSX_YEAR)
			add_number(section, token->count > 2 ? m->year : m->year % 100, token->count > 2 ? 4 : 2, out);
		else if (token->kind == XLSX_MONTH)
			add_month(section, m->month, token->count, out);
		else if (token->kind == XLSX_DAY && token->count < 3)
			add_number(section, m->day, section->digits ? 1 : token->count, out);
		else if (token->kind == XLSX_DAY || token->kind == XLSX_WEEKDAY)
			add_weekday(section, token, m->weekday, out);
		else
			add_clock(section, token, m, out);
	}
}

/* ---- what is meant */

static void add_time(struct buf *out, long seconds)
{
	buf_printf(out, "%02ld:%02ld", seconds / 3600, seconds / 60 % 60);
	if (seconds % 60)
		buf_printf(out, ":%02ld", seconds % 60);
}

static bool shows_day(const struct xlsx_section *section)
{
	for (size_t i = 0; i < section->count; i++)
		if (section->tokens[i].kind == XLSX_DAY && section->tokens[i].count < 3)
			return true;
	return false;
}

/* Whether what is seen is worth more than the text for one who reads Chinese: words, or a date that begins with its year. */
static bool is_telling(const struct xlsx_section *section)
{
	const struct xlsx_token *first = NULL;
	for (size_t i = 0; i < section->count; i++) {
		struct str text = section->tokens[i].text;
		if (text.len && (unsigned char)text.data[0] >= 0x80)
			return true;
		first = !first && section->tokens[i].kind >= XLSX_YEAR ? &section->tokens[i] : first;
	}
	return first->kind == XLSX_YEAR;
}

void xlsx_read_moment(const struct xlsx_section *section, const struct xlsx_number *number, bool from_1904, struct xlsx_meaning *meaning)
{
	struct moment m;
	bool elapsed = false, some_day = xlsx_section_has(section, XLSX_DAY, XLSX_WEEKDAY), clock = xlsx_section_has(section, XLSX_HOUR, XLSX_SECOND);
	bool year = xlsx_section_has(section, XLSX_YEAR, XLSX_YEAR), month = xlsx_section_has(section, XLSX_MONTH, XLSX_MONTH);
	if (!read_moment(number, from_1904, !year && !month && !some_day, &m)) {
		xlsx_number_write(number, &meaning->text);
		meaning->doubt = XLSX_NO_MOMENT;
		return;
	}
	for (size_t i = 0; i < section->count; i++)
		elapsed |= section->tokens[i].elapsed;
	bool date = year && month && shows_day(section), time = clock && !elapsed && !year && !month && !some_day;
	if (section->digits == 2)
		meaning->doubt = XLSX_FORMAT_UNKNOWN;
	if (date)
		buf_printf(&meaning->text, "%04ld-%02ld-%02ld", m.year, m.month, m.day);
	if (date && clock && m.seconds)
		buf_add_char(&meaning->text, ' ');
	if (time || (date && clock && m.seconds))
		add_time(&meaning->text, m.seconds);
	if (!date && !time)
		show_moment(section, &m, &meaning->text);
	else if (is_telling(section))
		show_moment(section, &m, &meaning->shown);
	if (str_equal(buf_str(&meaning->shown), buf_str(&meaning->text)))
		buf_reset(&meaning->shown);
}
