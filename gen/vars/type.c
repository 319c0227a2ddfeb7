#include "vars/type_internal.h"

#include <stdio.h>
#include <string.h>
#include <strings.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/limits.h"
#include "base/utf8.h"
#include "vars/input.h"
#include "vars/number.h"
#include "vars/term.h"
#include "vars/tidy.h"

typedef const struct value *parse_function(const struct type_parsing *parsing, struct str text);

static const struct value *finish_text(const struct type_parsing *parsing, struct str text)
{
	return type_finish(parsing, value_string(parsing->arena, text));
}

/* ---- texts */

/* A spreadsheet drops the zeros a code starts with; the example shows how long the code is. */
static bool lost_zeros(const struct value_type *type, struct str text)
{
	struct str example = str_of(type->example);
	return number_is_digits(example) && example.data[0] == '0' && number_is_digits(text) && text.len < example.len;
}

/* Whether a telephone number, as the example is one (0899-5512036), is that of an area code without its 0: 8995512036, 899-5512036. Mobile
 * numbers have eleven digits and begin with 1; 400 and 800 have no code of an area. */
static bool lost_area_zero(const struct value_type *type, struct str text)
{
	enum { LEAST = 10, MOST = 11 }; /* digits of code and number without the 0 */
	static const char *const others[] = { "400", "800", NULL };
	struct str example = str_of(type->example), number = example, code = str_cut(&number, "-");
	size_t digits = 0;
	if (!str_starts(example, "0") || !number_is_digits(code) || !number_is_digits(number))
		return false;
	for (size_t i = 0; i < text.len; i++) {
		bool digit = text.data[i] >= '0' && text.data[i] <= '9';
		if (!digit && text.data[i] != '-')
			return false;
		digits += digit;
	}
	return digits >= LEAST && digits <= MOST && text.data[0] != '0' && !str_starts_any(text, others) &&
	       !(digits == MOST && text.data[0] == '1');
}

/* 13800138000.0 is a number that a program made of digits: only their own sign tells them from 2.0, a text of its own. */
static struct str without_decimals(const struct value_type *type, struct str text)
{
	enum { CODE_DIGITS = 7 };
	struct str example = str_of(type->example), digits = input_whole(text);
	bool code = digits.len >= CODE_DIGITS || number_is_digits(example);
	return code && str_find(example, ".") == (size_t)-1 ? digits : text;
}

/* The same as workbooks come in; in a list or table it may be a cell's own word. */
static bool is_answer(struct str text)
{
	return type_is_truth(text) || str_is(text, "是") || str_is(text, "否");
}

/* The words with 、 between them. */
static const char *names_of(struct arena *arena, const struct str *words, size_t count)
{
	struct buf names = BUF_INIT;
	for (size_t i = 0; i < count; i++) {
		buf_add_text(&names, i ? "、" : "");
		buf_add_str(&names, words[i]);
	}
	return buf_move_to(&names, arena);
}

static const struct value *parse_text(const struct type_parsing *parsing, struct str text)
{
	if (is_answer(text))
		return type_fault(parsing, DIAG_VALUE_NO_VALUE, text);
	return type_count_within(parsing, utf8_count(text.data, text.len)) ? finish_text(parsing, text) : NULL;
}

static const struct value *parse_string(const struct type_parsing *parsing, struct str text)
{
	if (memchr(text.data, '\n', text.len) || memchr(text.data, '\r', text.len))
		return type_fault(parsing, DIAG_VALUE_LINES, text);
	text = without_decimals(parsing->type, text);
	if (lost_zeros(parsing->type, text)) {
		diag_add(parsing->diags, DIAG_VALUE_LOST_ZEROS, parsing->place, parsing->name,
			 type_shown(parsing, text), parsing->type->example);
		return NULL;
	}
	if (lost_area_zero(parsing->type, text)) {
		diag_add(parsing->diags, DIAG_VALUE_AREA_ZERO, parsing->place, parsing->name, type_shown(parsing, text), parsing->type->example);
		return NULL;
	}
	if (parsing->type->ending_count && type_find_ending(parsing->type, text) == parsing->type->ending_count) {
		diag_add(parsing->diags, DIAG_VALUE_ENDS, parsing->place, parsing->name, type_shown(parsing, text),
			 names_of(parsing->arena, parsing->type->endings, parsing->type->ending_count));
		return NULL;
	}
	tidy_check_name(parsing->arena, parsing->name, text, str_of(parsing->type->example), parsing->place, parsing->diags);
	return parse_text(parsing, text);
}

static const struct value *parse_enum(const struct type_parsing *parsing, struct str text)
{
	if (type_find_choice(parsing->type, text) < parsing->type->choice_count)
		return finish_text(parsing, text);
	diag_add(parsing->diags, DIAG_VALUE_NOT_A_CHOICE, parsing->place, parsing->name, type_shown(parsing, text),
		 names_of(parsing->arena, parsing->type->choices, parsing->type->choice_count));
	return NULL;
}

static const struct value *parse_boolean(const struct type_parsing *parsing, struct str text)
{
	static const char *const words[] = { "否", "是", "false", "true", "no", "yes", "0", "1" };
	struct str word = input_narrow(parsing->arena, text);
	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		if (type_is_word(word, words[i]))
			return type_finish(parsing, value_bool(parsing->arena, i % 2));
	return type_fault(parsing, DIAG_VALUE_NOT_BOOLEAN, text);
}

/* ---- dates */

static const struct value *parse_date(const struct type_parsing *parsing, struct str text)
{
	struct number_date date;
	struct str narrowed = input_narrow(parsing->arena, text);
	const struct source *source = parsing->place.source;
	bool serial = input_read_serial(narrowed, source && source->from_1904, &date);
	if (!serial && !input_read_date(parsing->arena, narrowed, &date))
		return type_fault(parsing, DIAG_VALUE_NOT_DATE, text);
	if (date.year < 100) {
		const char *days = input_possible_days(parsing->arena, &date, str_find(narrowed, "年") != (size_t)-1);
		if (!*days)
			return type_fault(parsing, DIAG_VALUE_NO_SUCH_DAY, text);
		diag_add(parsing->diags, DIAG_VALUE_CENTURY, parsing->place, parsing->name, type_shown(parsing, text), days);
		return NULL;
	}
	char iso[48];
	snprintf(iso, sizeof iso, "%04d-%02d-%02d", date.year, date.month, date.day);
	if (date.year < 1000 || !number_read_date(str_of(iso), &date))
		return type_fault(parsing, DIAG_VALUE_NO_SUCH_DAY, text);
	if (serial)
		diag_add(parsing->diags, DIAG_VALUE_READ_AS, parsing->place, parsing->name, type_shown(parsing, text), iso);
	return type_within(parsing, str_of(iso)) ? finish_text(parsing, str_of(iso)) : NULL;
}

static const struct value *parse_year(const struct type_parsing *parsing, struct str text)
{
	int year = input_read_year(input_whole(input_narrow(parsing->arena, text)));
	if (year < 1000)
		return type_fault(parsing, DIAG_VALUE_NOT_YEAR, text);
	char digits[16];
	snprintf(digits, sizeof digits, "%d", year);
	return type_within(parsing, str_of(digits)) ? finish_text(parsing, str_of(digits)) : NULL;
}

static const struct value *parse_term(const struct type_parsing *parsing, struct str text)
{
	const struct source *source = parsing->place.source;
	return parse_string(parsing, term_normal(parsing->arena, text, source && source->from_1904));
}

/* ---- the table of types */

static const struct {
	const char *name;
	parse_function *parse;
} types[TYPE_KINDS] = {
	[TYPE_STRING] = { "string", parse_string },    [TYPE_TEXT] = { "text", parse_text },
	[TYPE_INTEGER] = { "integer", type_parse_integer }, [TYPE_DECIMAL] = { "decimal", type_parse_decimal },
	[TYPE_PERCENT] = { "percent", type_parse_percent }, [TYPE_DATE] = { "date", parse_date },
	[TYPE_YEAR] = { "year", parse_year },	       [TYPE_BOOLEAN] = { "boolean", parse_boolean },
	[TYPE_ENUM] = { "enum", parse_enum },	       [TYPE_LIST] = { "list", type_parse_list },
	[TYPE_TABLE] = { "table", type_parse_table },       [TYPE_MARKDOWN] = { "markdown", parse_text },
	[TYPE_TERM] = { "term", parse_term },
};

const char *type_name(enum type_kind kind)
{
	return types[kind].name;
}

bool type_of_name(struct str name, enum type_kind *kind)
{
	for (int i = 0; i < TYPE_KINDS; i++)
		if (str_is(name, types[i].name)) {
			*kind = (enum type_kind)i;
			return true;
		}
	return false;
}

bool type_is_words(enum type_kind kind)
{
	switch (kind) {
	case TYPE_INTEGER:
	case TYPE_DECIMAL:
	case TYPE_PERCENT:
	case TYPE_DATE:
	case TYPE_YEAR:
	case TYPE_BOOLEAN:
		return false;
	case TYPE_STRING:
	case TYPE_TEXT:
	case TYPE_ENUM:
	case TYPE_LIST:
	case TYPE_TABLE:
	case TYPE_MARKDOWN:
	case TYPE_TERM:
	case TYPE_KINDS:
		break;
	}
	return true;
}

size_t type_find_choice(const struct value_type *type, struct str name)
{
	size_t at = 0;
	while (at < type->choice_count && !str_equal(type->choices[at], name))
		at++;
	return at;
}

size_t type_find_ending(const struct value_type *type, struct str text)
{
	size_t best = type->ending_count, longest = 0;
	for (size_t i = 0; i < type->ending_count; i++) {
		struct str ending = type->endings[i];
		if (ending.len <= longest || ending.len > text.len || !str_equal(str_from(text, text.len - ending.len), ending))
			continue;
		best = i;
		longest = ending.len;
	}
	return best;
}

const char *const *type_choices(struct arena *arena, const struct value_type *type)
{
	const char **all = ARENA_ARRAY(arena, const char *, type->choice_count + 1);
	for (size_t i = 0; i < type->choice_count; i++)
		all[i] = arena_copy(arena, type->choices[i].data, type->choices[i].len);
	return all;
}

const struct value *type_parse(struct arena *arena, const struct value_type *type, const char *name, struct str text,
			       struct place place, struct diag_list *diags)
{
	struct type_parsing parsing = { arena, type, name, place, diags, type_parse };
	if (text.len > LIMIT_VALUE_BYTES) {
		diag_add(diags, DIAG_VALUE_TOO_LONG, place, name, arena_printf(arena, "%d", LIMIT_VALUE_BYTES));
		return NULL;
	}
	bool single = !type->names_any && type->kind != TYPE_LIST; /* of lists each item is looked at */
	if (!tidy_value(arena, name, &text, place, diags) || (single && !tidy_known(arena, name, text, place, diags)))
		return NULL;
	return types[type->kind].parse(&parsing, text.data ? text : STR(""));
}
