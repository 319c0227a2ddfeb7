/* Numbers and percentages. */
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "vars/input.h"
#include "vars/number.h"
#include "vars/type_internal.h"

/* Takes off decimals that are nothing but zeros, which a spreadsheet shows and no text does: 8.0 is 8. Others say how exact the number is. */
static void cut_zeros(struct buf *numeral)
{
	size_t point = str_find(buf_str(numeral), ".");
	if (point != (size_t)-1 && strspn(numeral->data + point + 1, "0") == numeral->len - point - 1)
		buf_cut(numeral, point);
}

/* The numeral of the text: 12,345.60 as 12345.60, 41.0 as 41. False after an error. */
static bool read_numeral(const struct type_parsing *parsing, struct str text, bool decimals_allowed, enum diag_code code,
			 struct buf *numeral)
{
	struct str narrowed = input_narrow(parsing->arena, text);
	if (!decimals_allowed)
		narrowed = input_whole(narrowed);
	if (input_is_scientific(narrowed))
		return type_fault(parsing, DIAG_VALUE_SCIENTIFIC, text) != NULL;
	if (!input_add_numeral(narrowed, decimals_allowed, numeral))
		return type_fault(parsing, code, text) != NULL;
	cut_zeros(numeral);
	return true;
}

static const struct value *parse_number(const struct type_parsing *parsing, struct str text, bool decimals_allowed,
					enum diag_code code)
{
	struct buf numeral = BUF_INIT;
	const struct value *value = NULL;
	if (read_numeral(parsing, text, decimals_allowed, code, &numeral) && type_within(parsing, buf_str(&numeral)))
		value = type_finish(parsing, value_number(parsing->arena, buf_str(&numeral)));
	buf_free(&numeral);
	return value;
}

const struct value *type_parse_integer(const struct type_parsing *parsing, struct str text)
{
	return parse_number(parsing, text, false, DIAG_VALUE_NOT_INTEGER);
}

const struct value *type_parse_decimal(const struct type_parsing *parsing, struct str text)
{
	return parse_number(parsing, text, true, DIAG_VALUE_NOT_NUMBER);
}

static bool in_bounds(const struct value_type *type, struct str numeral)
{
	return (!type->min || type_compare(type, numeral, type->min) >= 0) && (!type->max || type_compare(type, numeral, type->max) <= 0);
}

enum { HUNDREDFOLD = 2 }; /* places that the point of a share moves where it becomes a percentage */

/* A number without a sign that may be a share: 0.85 may mean 85 %, as a spreadsheet keeps it, or 0.85 %. The bounds may tell. */
static const struct value *parse_fraction(const struct type_parsing *parsing, struct str text, struct str numeral)
{
	struct buf hundredfold = BUF_INIT;
	number_write_multiplied(numeral, HUNDREDFOLD, &hundredfold);
	struct str shares = buf_str(&hundredfold);
	bool small = in_bounds(parsing->type, numeral), large = in_bounds(parsing->type, shares);
	const struct value *value = NULL;
	const char *shown = arena_copy(parsing->arena, shares.data, shares.len);
	const char *written = arena_copy(parsing->arena, numeral.data, numeral.len);
	if (!small && !large)
		(void)type_within(parsing, numeral);
	else if (small == large)
		diag_add(parsing->diags, DIAG_VALUE_FRACTION, parsing->place, parsing->name, type_shown(parsing, text), shown, written);
	else
		value = type_finish(parsing, value_number(parsing->arena, small ? numeral : shares));
	if (value && large)
		diag_add(parsing->diags, DIAG_VALUE_READ_AS, parsing->place, parsing->name, type_shown(parsing, text),
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
	bool usual = type->max && type_compare(type, STR("100"), type->max) < 0 && type_compare(type, buf_str(&hundredfold), type->max) <= 0;
	buf_free(&hundredfold);
	return usual && str_find(numeral, ".") != (size_t)-1;
}

const struct value *type_parse_percent(const struct type_parsing *parsing, struct str text)
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
		else if (type_within(parsing, read))
			value = type_finish(parsing, value_number(parsing->arena, read));
	}
	buf_free(&numeral);
	return value;
}
