/* Numbers and texts under their formats. */
#include "table/xlsx_cell.h"

#include <stdlib.h>
#include <string.h>

#include "vars/number.h"

/* How a section for numbers is built. */
struct shape {
	size_t first, last;  /* tokens of digits, when `digits` */
	int digits, whole, fraction, zeros; /* signs for digits: all, before and behind the point, zeros before it */
	size_t point, slash; /* tokens; (size_t)-1: none */
	int thousands, hundreds; /* commas that divide by 1000, signs of percent */
	bool grouped, broken;    /* by thousands; by a literal between the digits */
	bool exponent, general;
};

static void count_digit(struct shape *shape, const struct xlsx_token *token, size_t at)
{
	bool behind = shape->point != (size_t)-1;
	shape->first = shape->digits++ ? shape->first : at;
	shape->last = at;
	shape->whole += !behind;
	shape->fraction += behind;
	shape->zeros += !behind && token->sign == '0';
}

/* The commas behind digits: those with digits behind them group, others divide. */
static void count_commas(const struct xlsx_section *section, struct shape *shape)
{
	size_t end = shape->point != (size_t)-1 && shape->point > shape->first ? shape->point : shape->last + 1;
	for (size_t i = shape->first; shape->digits && i < section->count; i++) {
		if (section->tokens[i].kind == XLSX_LITERAL && i < shape->last)
			shape->broken = true;
		if (section->tokens[i].kind != XLSX_COMMA)
			continue;
		bool digits_behind = false;
		for (size_t j = i + 1; j < end; j++)
			digits_behind |= section->tokens[j].kind == XLSX_DIGIT;
		shape->grouped |= digits_behind;
		shape->thousands += !digits_behind;
	}
}

static struct shape shape_of(const struct xlsx_section *section)
{
	struct shape shape = { .point = (size_t)-1, .slash = (size_t)-1 };
	for (size_t i = 0; i < section->count; i++) {
		const struct xlsx_token *token = &section->tokens[i];
		if (token->kind == XLSX_DIGIT && !shape.exponent)
			count_digit(&shape, token, i);
		else if (token->kind == XLSX_POINT && shape.point == (size_t)-1)
			shape.point = i;
		else if (token->kind == XLSX_SLASH)
			shape.slash = i;
		shape.hundreds += token->kind == XLSX_PERCENT;
		shape.exponent |= token->kind == XLSX_EXPONENT;
		shape.general |= token->kind == XLSX_GENERAL;
	}
	count_commas(section, &shape);
	return shape;
}

/* ---- what is seen */

/* What the sign for the digit of 10^power shows; the first one shows the digits before it, too. */
static void add_whole(struct buf *out, const struct shape *shape, const struct xlsx_number *n, const struct xlsx_token *token, int power, bool first)
{
	for (int p = first && n->exponent - 1 > power ? n->exponent - 1 : power; p >= power; p--) {
		if (p < n->exponent || token->sign == '0')
			buf_add_char(out, xlsx_number_digit(n, p));
		else if (token->sign == '?')
			buf_add_char(out, ' ');
		if (shape->grouped && p > 0 && p % 3 == 0 && (p < n->exponent || token->sign == '0'))
			buf_add_char(out, ',');
	}
}

/* Digits behind the point that the format has no signs for. */
static void add_rest(struct buf *out, const struct xlsx_number *n, int places)
{
	for (int power = -1 - places; power >= n->exponent - n->count; power--)
		buf_add_char(out, xlsx_number_digit(n, power));
}

/* The point; all digits before it where the format has no sign for one (.00). */
static void add_point(struct buf *out, const struct xlsx_section *section, const struct shape *shape, const struct xlsx_number *n)
{
	for (int power = n->exponent - 1; !shape->whole && power >= 0; power--)
		buf_add_char(out, xlsx_number_digit(n, power));
	buf_add_text(out, shape->fraction && (n->exponent < n->count || section->tokens[shape->point + 1].sign == '0') ? "." : "");
}

/* Appends the number, whose digits are as they shall be, under the section; its sign is somebody else's. */
static void show_number(const struct xlsx_section *section, const struct shape *shape, const struct xlsx_number *n, struct buf *out)
{
	int whole = 0, fraction = 0, least = n->exponent - n->count; /* its last digit's power */
	for (size_t i = 0; i < section->count; i++) {
		const struct xlsx_token *token = &section->tokens[i];
		if (token->kind == XLSX_LITERAL || token->kind == XLSX_PERCENT)
			buf_add_str(out, token->text);
		else if (token->kind == XLSX_GENERAL)
			xlsx_number_write(n, out);
		else if (token->kind == XLSX_POINT && i == shape->point)
			add_point(out, section, shape, n);
		else if (token->kind == XLSX_DIGIT && (shape->point == (size_t)-1 || i < shape->point))
			add_whole(out, shape, n, token, shape->whole - 1 - whole, whole == 0), whole++;
		else if (token->kind == XLSX_DIGIT && (++fraction <= -least || token->sign == '0'))
			buf_add_char(out, xlsx_number_digit(n, -fraction));
		if (i != shape->last || !shape->digits || least >= -shape->fraction)
			continue;
		buf_add_text(out, shape->fraction ? "" : ".");
		add_rest(out, n, shape->fraction);
	}
}

/* The fraction next to `part` / 10^XLSX_DIGITS with a denominator up to `most`, or with that one. */
static void nearest_fraction(long long part, long long most, bool fixed, long long *numerator, long long *denominator)
{
	long long one = 1000000000000000, best = 0;
	*denominator = 0;
	for (long long q = fixed ? most : 1; q <= most; q++) {
		long long p = (part * q + one / 2) / one, wrong = llabs(part * q - p * one);
		if (*denominator && wrong * *denominator >= best * q)
			continue;
		*numerator = p;
		*denominator = q;
		best = wrong;
	}
}

/* 8 1/2; false for a section or number that this is not made for. */
static bool show_fraction(const struct xlsx_section *section, const struct shape *shape, const struct xlsx_number *n, struct buf *out)
{
	enum { MOST = 999 };
	const struct xlsx_token *tokens = section->tokens;
	size_t at = shape->slash;
	long long most = tokens[at].count, part = 0, whole = 0, numerator, denominator;
	while (at > 0 && tokens[at - 1].kind == XLSX_DIGIT)
		at--;
	bool mixed = shape->first < at, fixed = most > 0;
	for (size_t i = shape->slash + 1; !fixed && i < section->count && tokens[i].kind == XLSX_DIGIT; i++)
		most = most * 10 + 9;
	if (most < 1 || most > MOST || n->exponent > 9)
		return false;
	for (int power = n->exponent - 1; power >= 0; power--)
		whole = whole * 10 + xlsx_number_digit(n, power) - '0';
	for (int power = -1; power >= -XLSX_DIGITS; power--)
		part = part * 10 + xlsx_number_digit(n, power) - '0';
	nearest_fraction(part, most, fixed, &numerator, &denominator);
	if (!mixed)
		numerator += whole * denominator;
	else if (numerator == denominator)
		whole++, numerator = 0;
	if (mixed && (whole || !numerator))
		buf_printf(out, "%lld", whole);
	if (!mixed || numerator)
		buf_printf(out, "%s%lld/%lld", mixed && whole ? " " : "", numerator, denominator);
	return true;
}

/* Han numerals, for whole numbers without a form of their own. */
static bool show_chinese(const struct xlsx_section *section, const struct shape *shape, const struct xlsx_number *n, struct buf *out)
{
	struct buf numeral = BUF_INIT;
	xlsx_number_write(n, &numeral);
	bool good = shape->general && section->count == 1 &&
		    (section->digits == 1 ? number_write_chinese : number_write_formal)(buf_str(&numeral), out);
	buf_free(&numeral);
	return good;
}

static bool show(const struct xlsx_section *section, const struct shape *shape, const struct xlsx_number *n, struct buf *out)
{
	if (section->digits)
		return show_chinese(section, shape, n, out);
	if (shape->slash != (size_t)-1)
		return show_fraction(section, shape, n, out);
	show_number(section, shape, n, out);
	return true;
}

/* ---- what is meant */

/* Whether what is seen is a code: digits with signs between them, 0571-8234567, or as many as it has zeros, 001234. */
static bool is_code(const struct shape *shape)
{
	return shape->slash == (size_t)-1 && !shape->exponent && shape->digits && (shape->broken || shape->zeros > 1);
}

/* Appends the literals behind the number that make it another one: 5%, 3‰, 41万. */
static void add_measure(const struct xlsx_section *section, const struct shape *shape, struct buf *out)
{
	static const char *const words[] = { "%", "％", "‰", "十", "百", "千", "万", "亿", "萬", "億", NULL };
	struct buf behind = BUF_INIT;
	for (size_t i = shape->digits ? shape->last + 1 : 0; i < section->count; i++)
		if (section->tokens[i].kind == XLSX_LITERAL)
			buf_add_str(&behind, section->tokens[i].text);
	struct str text = str_trim(buf_str(&behind));
	for (size_t len; (len = str_starts_any(text, words)) > 0; text = str_from(text, len))
		buf_add(out, text.data, len);
	buf_free(&behind);
}

/* Keeps what is seen apart where it is not the text itself. */
static void settle(struct xlsx_meaning *meaning)
{
	struct str shown = str_trim(buf_str(&meaning->shown));
	if (str_equal(shown, buf_str(&meaning->text)))
		buf_reset(&meaning->shown);
}

/* It is seen as nothing: so it is nothing. */
static void hide(struct xlsx_meaning *meaning)
{
	struct buf hidden = meaning->text;
	meaning->text = meaning->shown;
	buf_reset(&meaning->text);
	meaning->shown = hidden;
	meaning->doubt = XLSX_SHOWS_NOTHING;
}

static void take_shown(struct xlsx_meaning *meaning)
{
	struct str shown = str_trim(buf_str(&meaning->shown));
	buf_reset(&meaning->text);
	buf_add_str(&meaning->text, shown);
	buf_reset(&meaning->shown);
}

static void read_measure(const struct xlsx_section *section, const struct xlsx_number *given, bool absolute, bool computed,
			 struct xlsx_meaning *meaning)
{
	enum { TYPED_DIGITS = 11 }; /* more of them nobody types who counts or measures */
	struct shape shape = shape_of(section);
	struct xlsx_number n = *given, rounded, value;
	bool code = is_code(&shape), whole = shape.digits && shape.slash == (size_t)-1 && !shape.exponent;
	if (n.count)
		n.exponent += 2 * shape.hundreds - 3 * shape.thousands;
	rounded = n;
	xlsx_number_round(&rounded, shape.fraction);
	bool less = whole && xlsx_number_compare(&n, &rounded) != 0;
	bool as_shown = whole && (code || computed || n.count > TYPED_DIGITS);
	n = as_shown ? rounded : n;
	value = n;
	n.negative = false;
	if (value.negative && !absolute)
		buf_add_char(&meaning->shown, '-');
	if (!show(section, &shape, &n, &meaning->shown))
		meaning->doubt = XLSX_FORMAT_UNKNOWN;
	xlsx_number_write(&value, &meaning->text);
	for (int i = 0; i < shape.hundreds; i++)
		buf_add_char(&meaning->text, '%');
	add_measure(section, &shape, &meaning->text);
	if (less && !as_shown && meaning->doubt == XLSX_CERTAIN)
		meaning->doubt = XLSX_SHOWS_LESS;
	if (shape.exponent || meaning->doubt == XLSX_FORMAT_UNKNOWN)
		buf_reset(&meaning->shown);
	else if (!str_trim(buf_str(&meaning->shown)).len)
		hide(meaning);
	else if (code)
		take_shown(meaning);
	else
		settle(meaning);
}

void xlsx_read_number(const struct xlsx_format *format, struct str numeral, bool computed, bool from_1904, struct xlsx_meaning *meaning)
{
	struct xlsx_number number;
	bool absolute;
	if (!xlsx_number_read(numeral, &number)) {
		buf_add_str(&meaning->text, numeral);
		return;
	}
	const struct xlsx_section *section = format ? xlsx_section_for(format, &number, &absolute) : NULL;
	if (!section || xlsx_number_is_cut(&number) || !section->known || xlsx_section_has(section, XLSX_TEXT, XLSX_TEXT)) {
		xlsx_number_write(&number, &meaning->text);
		meaning->doubt = section && !section->known ? XLSX_FORMAT_UNKNOWN : XLSX_CERTAIN;
		return;
	}
	if (xlsx_section_has(section, XLSX_YEAR, XLSX_HALF))
		xlsx_read_moment(section, &number, from_1904, meaning);
	else
		read_measure(section, &number, absolute, computed, meaning);
}

void xlsx_read_text(const struct xlsx_format *format, struct str text, struct xlsx_meaning *meaning)
{
	const struct xlsx_section *section = format ? xlsx_section_for_text(format) : NULL;
	buf_add_str(&meaning->text, text);
	for (size_t i = 0; section && i < section->count; i++)
		buf_add_str(&meaning->shown, section->tokens[i].kind == XLSX_TEXT ? text : section->tokens[i].text);
	if (!section)
		return;
	if (str_trim(text).len && !str_trim(buf_str(&meaning->shown)).len)
		hide(meaning);
	else
		settle(meaning);
}
