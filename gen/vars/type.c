#include "vars/type.h"

#include <stdio.h>
#include <string.h>
#include <strings.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/diag.h"
#include "base/limits.h"
#include "base/utf8.h"
#include "vars/input.h"
#include "vars/number.h"
#include "vars/part.h"
#include "vars/term.h"
#include "vars/tidy.h"

/* One value on its way: what the parse functions share. */
struct parsing {
	struct arena *arena;
	const struct value_type *type;
	const char *name;
	struct place place;
	struct diag_list *diags;
};

typedef const struct value *parse_function(const struct parsing *parsing, struct str text);

static const char *terminated(const struct parsing *parsing, struct str text)
{
	/* Long values are cut in messages. */
	return diag_excerpt(parsing->arena, text, 60);
}

static const struct value *fault(const struct parsing *parsing, enum diag_code code, struct str text)
{
	diag_add(parsing->diags, code, parsing->place, parsing->name, terminated(parsing, text));
	return NULL;
}

static const struct value *finish(const struct parsing *parsing, const struct value *made)
{
	struct value *value = ARENA_NEW(parsing->arena, struct value);
	*value = *made;
	value->type = parsing->type;
	value->place = parsing->place;
	return value;
}

static const struct value *finish_text(const struct parsing *parsing, struct str text)
{
	return finish(parsing, value_string(parsing->arena, text));
}

/* ---- bounds */

static int compare(const struct value_type *type, struct str measure, const char *bound)
{
	bool text = type->kind == TYPE_DATE || type->kind == TYPE_YEAR;
	return text ? str_compare(measure, str_of(bound)) : number_compare(measure, str_of(bound));
}

/* Checks what `measure` (the value itself, or its number of characters or entries) may be. */
static bool within(const struct parsing *parsing, struct str measure)
{
	const struct value_type *type = parsing->type;
	if (type->min && compare(type, measure, type->min) < 0) {
		diag_add(parsing->diags, DIAG_VALUE_BELOW, parsing->place, parsing->name,
			 terminated(parsing, measure), type->min);
		return false;
	}
	if (type->max && compare(type, measure, type->max) > 0) {
		diag_add(parsing->diags, DIAG_VALUE_ABOVE, parsing->place, parsing->name,
			 terminated(parsing, measure), type->max);
		return false;
	}
	return true;
}

static bool count_within(const struct parsing *parsing, size_t count)
{
	char number[32];
	if (!parsing->type->min && !parsing->type->max)
		return true;
	snprintf(number, sizeof number, "%zu", count);
	return within(parsing, str_of(number));
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

/* Whether the text is the word, in capitals or not. */
static bool is_word(struct str text, const char *word)
{
	return text.len == strlen(word) && strncasecmp(text.data, word, text.len) == 0;
}

/* What spreadsheets and programs write for yes and no, which is no text. */
static bool is_truth(struct str text)
{
	return is_word(text, "true") || is_word(text, "false");
}

/* The same as workbooks come in; in a list or table it may be a cell's own word. */
static bool is_answer(struct str text)
{
	return is_truth(text) || str_is(text, "是") || str_is(text, "否");
}

static const struct value *parse_text(const struct parsing *parsing, struct str text)
{
	if (is_answer(text))
		return fault(parsing, DIAG_VALUE_NO_VALUE, text);
	return count_within(parsing, utf8_count(text.data, text.len)) ? finish_text(parsing, text) : NULL;
}

static const struct value *parse_string(const struct parsing *parsing, struct str text)
{
	if (memchr(text.data, '\n', text.len) || memchr(text.data, '\r', text.len))
		return fault(parsing, DIAG_VALUE_LINES, text);
	text = without_decimals(parsing->type, text);
	if (lost_zeros(parsing->type, text)) {
		diag_add(parsing->diags, DIAG_VALUE_LOST_ZEROS, parsing->place, parsing->name,
			 terminated(parsing, text), parsing->type->example);
		return NULL;
	}
	if (lost_area_zero(parsing->type, text)) {
		diag_add(parsing->diags, DIAG_VALUE_AREA_ZERO, parsing->place, parsing->name, terminated(parsing, text), parsing->type->example);
		return NULL;
	}
	tidy_check_name(parsing->arena, parsing->name, text, str_of(parsing->type->example), parsing->place, parsing->diags);
	return parse_text(parsing, text);
}

static const struct value *parse_enum(const struct parsing *parsing, struct str text)
{
	if (type_find_choice(parsing->type, text) < parsing->type->choice_count)
		return finish_text(parsing, text);
	struct buf choices = BUF_INIT;
	for (size_t i = 0; i < parsing->type->choice_count; i++) {
		buf_add_text(&choices, i ? "、" : "");
		buf_add_str(&choices, parsing->type->choices[i]);
	}
	diag_add(parsing->diags, DIAG_VALUE_NOT_A_CHOICE, parsing->place, parsing->name, terminated(parsing, text),
		 buf_str(&choices).data);
	buf_free(&choices);
	return NULL;
}

static const struct value *parse_boolean(const struct parsing *parsing, struct str text)
{
	static const char *const words[] = { "否", "是", "false", "true", "no", "yes", "0", "1" };
	struct str word = input_narrow(parsing->arena, text);
	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		if (is_word(word, words[i]))
			return finish(parsing, value_bool(parsing->arena, i % 2));
	return fault(parsing, DIAG_VALUE_NOT_BOOLEAN, text);
}

/* ---- numbers */

/* Takes off decimals that are nothing but zeros, which a spreadsheet shows and no text does: 8.0 is 8. Others say how exact the number is. */
static void cut_zeros(struct buf *numeral)
{
	size_t point = str_find(buf_str(numeral), ".");
	if (point != (size_t)-1 && strspn(numeral->data + point + 1, "0") == numeral->len - point - 1)
		buf_cut(numeral, point);
}

/* The numeral of the text: 12,345.60 as 12345.60, 41.0 as 41. False after an error. */
static bool read_numeral(const struct parsing *parsing, struct str text, bool decimals_allowed, enum diag_code code,
			 struct buf *numeral)
{
	struct str narrowed = input_narrow(parsing->arena, text);
	if (!decimals_allowed)
		narrowed = input_whole(narrowed);
	if (input_is_scientific(narrowed))
		return fault(parsing, DIAG_VALUE_SCIENTIFIC, text) != NULL;
	if (!input_add_numeral(narrowed, decimals_allowed, numeral))
		return fault(parsing, code, text) != NULL;
	cut_zeros(numeral);
	return true;
}

static const struct value *parse_number(const struct parsing *parsing, struct str text, bool decimals_allowed,
					enum diag_code code)
{
	struct buf numeral = BUF_INIT;
	const struct value *value = NULL;
	if (read_numeral(parsing, text, decimals_allowed, code, &numeral) && within(parsing, buf_str(&numeral)))
		value = finish(parsing, value_number(parsing->arena, buf_str(&numeral)));
	buf_free(&numeral);
	return value;
}

static const struct value *parse_integer(const struct parsing *parsing, struct str text)
{
	return parse_number(parsing, text, false, DIAG_VALUE_NOT_INTEGER);
}

static const struct value *parse_decimal(const struct parsing *parsing, struct str text)
{
	return parse_number(parsing, text, true, DIAG_VALUE_NOT_NUMBER);
}

static bool in_bounds(const struct value_type *type, struct str numeral)
{
	return (!type->min || compare(type, numeral, type->min) >= 0) && (!type->max || compare(type, numeral, type->max) <= 0);
}

enum { HUNDREDFOLD = 2 }; /* places that the point of a share moves where it becomes a percentage */

/* A number without a sign that may be a share: 0.85 may mean 85 %, as a spreadsheet keeps it, or 0.85 %. The bounds may tell. */
static const struct value *parse_fraction(const struct parsing *parsing, struct str text, struct str numeral)
{
	struct buf hundredfold = BUF_INIT;
	number_write_multiplied(numeral, HUNDREDFOLD, &hundredfold);
	struct str shares = buf_str(&hundredfold);
	bool small = in_bounds(parsing->type, numeral), large = in_bounds(parsing->type, shares);
	const struct value *value = NULL;
	const char *shown = arena_copy(parsing->arena, shares.data, shares.len);
	const char *written = arena_copy(parsing->arena, numeral.data, numeral.len);
	if (!small && !large)
		(void)within(parsing, numeral);
	else if (small == large)
		diag_add(parsing->diags, DIAG_VALUE_FRACTION, parsing->place, parsing->name, terminated(parsing, text), shown, written);
	else
		value = finish(parsing, value_number(parsing->arena, small ? numeral : shares));
	if (value && large)
		diag_add(parsing->diags, DIAG_VALUE_READ_AS, parsing->place, parsing->name, terminated(parsing, text),
			 arena_printf(parsing->arena, "%s%%", shown));
	buf_free(&hundredfold);
	return value;
}

/* Whether a number without a sign may be a share as a spreadsheet keeps it: 0.85 for 85 %; 1.02 for 102 % where more than 100 % is usual. */
static bool may_be_fraction(const struct value_type *type, struct str numeral)
{
	struct str size = { numeral.data + str_starts(numeral, "-"), numeral.len - str_starts(numeral, "-") };
	if (number_compare(size, STR("1")) <= 0)
		return number_compare(size, STR("0")) != 0;
	struct buf hundredfold = BUF_INIT;
	number_write_multiplied(numeral, HUNDREDFOLD, &hundredfold);
	bool usual = type->max && compare(type, STR("100"), type->max) < 0 && compare(type, buf_str(&hundredfold), type->max) <= 0;
	buf_free(&hundredfold);
	return usual && str_find(numeral, ".") != (size_t)-1;
}

static const struct value *parse_percent(const struct parsing *parsing, struct str text)
{
	struct str narrowed = input_narrow(parsing->arena, text);
	struct buf numeral = BUF_INIT;
	const struct value *value = NULL;
	bool sign = str_ends(narrowed, "%");
	if (sign)
		narrowed = str_trim((struct str){ narrowed.data, narrowed.len - 1 });
	if (read_numeral(parsing, narrowed, true, DIAG_VALUE_NOT_NUMBER, &numeral)) {
		struct str read = buf_str(&numeral);
		if (!sign && may_be_fraction(parsing->type, read))
			value = parse_fraction(parsing, text, read);
		else if (within(parsing, read))
			value = finish(parsing, value_number(parsing->arena, read));
	}
	buf_free(&numeral);
	return value;
}

/* ---- dates */

static const struct value *parse_date(const struct parsing *parsing, struct str text)
{
	struct number_date date;
	struct str narrowed = input_narrow(parsing->arena, text);
	const struct source *source = parsing->place.source;
	bool serial = input_read_serial(narrowed, source && source->from_1904, &date);
	if (!serial && !input_read_date(parsing->arena, narrowed, &date))
		return fault(parsing, DIAG_VALUE_NOT_DATE, text);
	if (date.year < 100) {
		const char *days = input_possible_days(parsing->arena, &date, str_find(narrowed, "年") != (size_t)-1);
		if (!*days)
			return fault(parsing, DIAG_VALUE_NO_SUCH_DAY, text);
		diag_add(parsing->diags, DIAG_VALUE_CENTURY, parsing->place, parsing->name, terminated(parsing, text), days);
		return NULL;
	}
	char iso[48];
	snprintf(iso, sizeof iso, "%04d-%02d-%02d", date.year, date.month, date.day);
	if (date.year < 1000 || !number_read_date(str_of(iso), &date))
		return fault(parsing, DIAG_VALUE_NO_SUCH_DAY, text);
	if (serial)
		diag_add(parsing->diags, DIAG_VALUE_READ_AS, parsing->place, parsing->name, terminated(parsing, text), iso);
	return within(parsing, str_of(iso)) ? finish_text(parsing, str_of(iso)) : NULL;
}

static const struct value *parse_year(const struct parsing *parsing, struct str text)
{
	int year = input_read_year(input_whole(input_narrow(parsing->arena, text)));
	if (year < 1000)
		return fault(parsing, DIAG_VALUE_NOT_YEAR, text);
	char digits[16];
	snprintf(digits, sizeof digits, "%d", year);
	return within(parsing, str_of(digits)) ? finish_text(parsing, str_of(digits)) : NULL;
}

static const struct value *parse_term(const struct parsing *parsing, struct str text)
{
	const struct source *source = parsing->place.source;
	return parse_string(parsing, term_normal(parsing->arena, text, source && source->from_1904));
}

/* ---- lists and tables */

size_t type_split(struct arena *arena, struct str text, const char *separator, const struct str **parts)
{
	struct str *found = NULL;
	size_t count = 0, capacity = 0;
	while (text.data) {
		struct str part = str_trim(str_cut(&text, separator));
		if (part.len)
			*ARENA_PUSH(arena, found, count, capacity) = part;
	}
	*parts = found;
	return count;
}

/* An item or cell as it is printed; NULL after an error. */
static const struct value *part_value(const struct parsing *parsing, struct str part)
{
	if (!tidy_part(parsing->arena, parsing->name, part, parsing->place, parsing->diags))
		return NULL;
	part = part_unescape(parsing->arena, part);
	return is_truth(part) ? fault(parsing, DIAG_VALUE_NO_VALUE, part) : value_string(parsing->arena, part);
}

/* The item without the number typed before it. */
static const struct value *without_number(const struct parsing *parsing, const struct value *item, size_t len)
{
	struct value *copy = ARENA_NEW(parsing->arena, struct value);
	*copy = *item;
	copy->text = str_from(item->text, len);
	return copy;
}

/* Takes the numbers 1, 2, 3 … that are typed before each of several items away, as lists number themselves; with a note. False with an error
 * where some are numbered otherwise. */
static bool cut_numbers(const struct parsing *parsing, const struct value **items, size_t count)
{
	size_t numbered = 0, wrong = count;
	int value;
	for (size_t i = 0; i < count; i++) {
		bool found = part_number(items[i]->text, &value) > 0;
		numbered += found;
		if (wrong == count && (!found || value != (int)i + 1))
			wrong = i;
	}
	if (count < 2 || (wrong < count && numbered < 2))
		return true;
	if (wrong < count) {
		diag_add(parsing->diags, DIAG_VALUE_ITEM_NUMBER, parsing->place, parsing->name, arena_printf(parsing->arena, "%zu", wrong + 1),
			 terminated(parsing, items[wrong]->text));
		return false;
	}
	const char *written = terminated(parsing, items[0]->text);
	for (size_t i = 0; i < count; i++)
		items[i] = without_number(parsing, items[i], part_number(items[i]->text, &value));
	diag_add(parsing->diags, DIAG_VALUE_READ_AS, parsing->place, parsing->name, written, terminated(parsing, items[0]->text));
	return true;
}

/* Whether each item is a value, and no word or sign for one that is not there. */
static bool are_known(const struct parsing *parsing, const struct value *const *items, size_t count)
{
	bool known = true;
	for (size_t i = 0; i < count && !parsing->type->names_any; i++) {
		struct place place = items[i]->place.source ? items[i]->place : parsing->place;
		known = tidy_known(parsing->arena, parsing->name, items[i]->text, place, parsing->diags) && known;
	}
	return known;
}

static const struct value *finish_list(const struct parsing *parsing, const struct value **items, size_t count)
{
	struct value_builder list = { .arena = parsing->arena };
	if (!are_known(parsing, items, count) || !cut_numbers(parsing, items, count))
		return NULL;
	for (size_t i = 0; i < count; i++)
		value_list_add(&list, items[i]);
	return count_within(parsing, count) ? finish(parsing, value_list_finish(&list)) : NULL;
}

static const struct value *parse_list(const struct parsing *parsing, struct str text)
{
	const struct value **items = NULL;
	size_t count = 0, capacity = 0;
	const char *bars = part_of_array(parsing->arena, text);
	bool parted = bars;
	if (bars) {
		diag_add(parsing->diags, DIAG_VALUE_READ_AS, parsing->place, parsing->name, terminated(parsing, text), bars);
		text = str_of(bars);
	}
	while (text.data) {
		struct str part = part_cut(&text, PART_ITEM);
		parted = parted || text.data;
		const struct value *item = part.len ? part_value(parsing, part) : NULL;
		if (item)
			*ARENA_PUSH(parsing->arena, items, count, capacity) = item;
		else if (part.len)
			return NULL;
	}
	if (count == 1 && !parted && part_is_several(items[0]->text))
		fault(parsing, DIAG_VALUE_SEVERAL, items[0]->text);
	return finish_list(parsing, items, count);
}

/* Puts the cell into the row, as a value of its column's type unless it is empty. False with an error. */
static bool set_cell(const struct parsing *parsing, struct value_builder *row, size_t column, const struct value *cell)
{
	struct str name = parsing->type->choices[column];
	const struct value_type *type = type_of_column(parsing->type, column);
	struct place place = cell->place.source ? cell->place : parsing->place;
	if (type && type->kind != TYPE_STRING && cell->text.len)
		cell = type_parse(parsing->arena, type, type_column_name(parsing->arena, parsing->name, name), cell->text, place, parsing->diags);
	else if (!parsing->type->names_any)
		tidy_check_cell(parsing->arena, parsing->name, cell->text, place, parsing->diags);
	if (cell)
		value_map_set(row, arena_copy(parsing->arena, name.data, name.len), cell);
	return cell != NULL;
}

static const struct value *wrong_columns(const struct parsing *parsing, size_t row, size_t cells)
{
	struct arena *arena = parsing->arena;
	diag_add(parsing->diags, DIAG_VALUE_COLUMNS, parsing->place, parsing->name, arena_printf(arena, "%zu", row),
		 arena_printf(arena, "%zu", cells), arena_printf(arena, "%zu", parsing->type->choice_count));
	return NULL;
}

/* One row a|b|c; cells may be empty, so the parts are counted as they stand. */
static const struct value *parse_row(const struct parsing *parsing, struct str text, size_t number)
{
	struct value_builder row = { .arena = parsing->arena };
	size_t column = 0;
	while (text.data) {
		const struct value *value = part_value(parsing, part_cut(&text, PART_CELL));
		if (!value)
			return NULL;
		if (column < parsing->type->choice_count && !set_cell(parsing, &row, column, value))
			return NULL;
		column++;
	}
	if (column != parsing->type->choice_count)
		return wrong_columns(parsing, number, column);
	return value_map_finish(&row);
}

static const struct value *parse_table(const struct parsing *parsing, struct str text)
{
	struct value_builder table = { .arena = parsing->arena };
	size_t count = 0;
	while (text.data) {
		struct str part = part_cut(&text, PART_ROW);
		if (!part.len || (!count && part_row_is(part, parsing->type->choices, parsing->type->choice_count)))
			continue;
		const struct value *row = parse_row(parsing, part, ++count);
		if (!row)
			return NULL;
		value_list_add(&table, row);
	}
	return count_within(parsing, count) ? finish(parsing, value_list_finish(&table)) : NULL;
}

/* ---- the table of types */

static const struct {
	const char *name;
	parse_function *parse;
} types[TYPE_KINDS] = {
	[TYPE_STRING] = { "string", parse_string },    [TYPE_TEXT] = { "text", parse_text },
	[TYPE_INTEGER] = { "integer", parse_integer }, [TYPE_DECIMAL] = { "decimal", parse_decimal },
	[TYPE_PERCENT] = { "percent", parse_percent }, [TYPE_DATE] = { "date", parse_date },
	[TYPE_YEAR] = { "year", parse_year },	       [TYPE_BOOLEAN] = { "boolean", parse_boolean },
	[TYPE_ENUM] = { "enum", parse_enum },	       [TYPE_LIST] = { "list", parse_list },
	[TYPE_TABLE] = { "table", parse_table },       [TYPE_MARKDOWN] = { "markdown", parse_text },
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

const struct value_type *type_of_column(const struct value_type *table, size_t column)
{
	return table->columns ? &table->columns[column] : NULL;
}

const char *type_column_name(struct arena *arena, const char *table, struct str column)
{
	return arena_printf(arena, "%s.%.*s", table, (int)column.len, column.data);
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
	struct parsing parsing = { arena, type, name, place, diags };
	if (text.len > LIMIT_VALUE_BYTES) {
		diag_add(diags, DIAG_VALUE_TOO_LONG, place, name, arena_printf(arena, "%d", LIMIT_VALUE_BYTES));
		return NULL;
	}
	bool single = !type->names_any && type->kind != TYPE_LIST; /* of lists each item is looked at */
	if (!tidy_value(arena, name, &text, place, diags) || (single && !tidy_known(arena, name, text, place, diags)))
		return NULL;
	return types[type->kind].parse(&parsing, text.data ? text : STR(""));
}

/* ---- values from JSON */

static const struct value *wrong_kind(const struct parsing *parsing)
{
	diag_add(parsing->diags, DIAG_VALUE_WRONG_KIND, parsing->place, parsing->name, type_name(parsing->type->kind));
	return NULL;
}

static bool is_scalar(const struct value *value)
{
	return value->kind == VALUE_STRING || value->kind == VALUE_NUMBER;
}

/* The same for a part of the value, which may know its own place. */
static struct parsing parsing_of(const struct parsing *parsing, const struct value *part)
{
	struct parsing own = *parsing;
	if (part->place.source)
		own.place = part->place;
	return own;
}

/* A value that is no scalar as JSON writes it. */
static const char *written_kind(const struct value *value)
{
	switch (value->kind) {
	case VALUE_NULL: return "null";
	case VALUE_BOOL: return value->truth ? "true" : "false";
	case VALUE_LIST: return "[…]";
	case VALUE_MAP: return "{…}";
	case VALUE_STRING:
	case VALUE_NUMBER: break;
	}
	return "";
}

/* A scalar within a list or table, tidied as a value on its own is; NULL after an error. */
static const struct value *check_scalar(const struct parsing *parsing, const struct value *value)
{
	struct parsing own = parsing_of(parsing, value);
	if (!is_scalar(value)) {
		diag_add(own.diags, DIAG_VALUE_PART_KIND, own.place, own.name, written_kind(value));
		return NULL;
	}
	struct str text = value->text;
	if (!tidy_value(own.arena, own.name, &text, own.place, own.diags))
		return NULL;
	return text.len == value->text.len ? value : value_placed(own.arena, value_string(own.arena, text), value->place);
}

static const struct value *check_list(const struct parsing *parsing, const struct value *value)
{
	const struct value **items = NULL;
	size_t count = 0, capacity = 0;
	for (size_t i = 0; i < value->count; i++) {
		const struct value *item = check_scalar(parsing, value->items[i]);
		struct parsing own = parsing_of(parsing, value->items[i]);
		if (!item)
			return NULL;
		if (item->text.len && memchr(item->text.data, '\n', item->text.len))
			return fault(&own, DIAG_VALUE_LINES, item->text);
		if (item->text.len)
			*ARENA_PUSH(parsing->arena, items, count, capacity) = item;
	}
	return finish_list(parsing, items, count);
}

/* A row as an object: every member must be a column; columns left out are empty. */
static const struct value *check_object_row(const struct parsing *parsing, const struct value *object)
{
	struct value_builder row = { .arena = parsing->arena };
	size_t known = 0;
	for (size_t i = 0; i < parsing->type->choice_count; i++) {
		const struct value *cell = value_member(object, parsing->type->choices[i]);
		known += cell != NULL;
		bool given = cell && cell->kind != VALUE_NULL;
		cell = given ? check_scalar(parsing, cell) : value_string(parsing->arena, STR(""));
		if (!cell || !set_cell(parsing, &row, i, cell))
			return NULL;
	}
	if (known == object->count)
		return value_map_finish(&row);
	for (size_t i = 0; i < object->count; i++) {
		if (type_find_choice(parsing->type, str_of(object->members[i].name)) == parsing->type->choice_count)
			diag_add(parsing->diags, DIAG_VALUE_NO_COLUMN, parsing->place, parsing->name,
				 object->members[i].name);
	}
	return NULL;
}

static const struct value *check_array_row(const struct parsing *parsing, const struct value *array, size_t number)
{
	if (array->count != parsing->type->choice_count)
		return wrong_columns(parsing, number, array->count);
	struct value_builder row = { .arena = parsing->arena };
	for (size_t i = 0; i < array->count; i++) {
		const struct value *item = array->items[i];
		const struct value *cell = item->kind == VALUE_NULL ? value_string(parsing->arena, STR("")) : check_scalar(parsing, item);
		if (!cell || !set_cell(parsing, &row, i, cell))
			return NULL;
	}
	return value_map_finish(&row);
}

static const struct value *check_table(const struct parsing *parsing, const struct value *value)
{
	struct value_builder table = { .arena = parsing->arena };
	for (size_t i = 0; i < value->count; i++) {
		const struct value *item = value->items[i], *row;
		struct parsing own = parsing_of(parsing, item);
		if (item->kind == VALUE_MAP)
			row = check_object_row(&own, item);
		else
			row = item->kind == VALUE_LIST ? check_array_row(&own, item, i + 1) : wrong_kind(&own);
		if (!row)
			return NULL;
		value_list_add(&table, value_placed(own.arena, row, own.place));
	}
	return count_within(parsing, value->count) ? finish(parsing, value_list_finish(&table)) : NULL;
}

const struct value *type_check(struct arena *arena, const struct value_type *type, const char *name,
			       const struct value *value, struct diag_list *diags)
{
	struct parsing parsing = { arena, type, name, value->place, diags };
	if (value->kind == VALUE_NULL)
		return value;
	if (value->kind == VALUE_LIST && type->kind == TYPE_LIST)
		return check_list(&parsing, value);
	if (value->kind == VALUE_LIST && type->kind == TYPE_TABLE)
		return check_table(&parsing, value);
	bool word = value->kind == VALUE_BOOL && (type->kind == TYPE_BOOLEAN || type->kind == TYPE_ENUM); /* of choices, the message lists them */
	if (!is_scalar(value) && !word)
		return wrong_kind(&parsing);
	return type_parse(arena, type, name, value->text, value->place, diags);
}
