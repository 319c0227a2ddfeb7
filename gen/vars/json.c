#include "vars/json.h"

#include <jansson.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/diag.h"
#include "base/limits.h"
#include "vars/value.h"

/* Powers of ten between which a real is written without an exponent. */
enum { LEAST_POWER = -7, MOST_POWER = 21, DIGITS = 17 };

/* The fewest decimal digits that read back to `real` (without its sign), and the power of ten of the first one.
 * The decimal sign of the C locale in force is skipped, whatever it is. */
static int shortest_digits(double real, char digits[DIGITS + 1])
{
	char text[64];
	for (int precision = 0; precision < DIGITS; precision++) {
		snprintf(text, sizeof text, "%.*e", precision, real);
		if (strtod(text, NULL) == real)
			break;
	}
	size_t count = 0;
	const char *exponent = strchr(text, 'e');
	for (const char *at = text; at < exponent; at++)
		if (*at >= '0' && *at <= '9')
			digits[count++] = *at;
	while (count > 1 && digits[count - 1] == '0')
		count--;
	digits[count] = '\0';
	return atoi(exponent + 1);
}

static const struct value *real_value(struct arena *arena, double real)
{
	char digits[DIGITS + 1];
	struct buf text = BUF_INIT;
	int power = shortest_digits(fabs(real), digits);
	int count = (int)strlen(digits);
	if (real < 0)
		buf_add_char(&text, '-');
	if (power < LEAST_POWER || power >= MOST_POWER) {
		buf_printf(&text, "%c%s%se%d", digits[0], count > 1 ? "." : "", digits + 1, power);
	} else if (power < 0) {
		buf_printf(&text, "0.%.*s%s", -power - 1, "0000000", digits);
	} else {
		for (int i = 0; i <= power || i < count; i++) {
			if (i == power + 1)
				buf_add_char(&text, '.');
			buf_add_char(&text, i < count ? digits[i] : '0');
		}
	}
	const struct value *value = value_number(arena, buf_str(&text));
	buf_free(&text);
	return value;
}

struct reader {
	struct arena *arena;
	const struct source *source;
	struct diag_list *diags;
	size_t at; /* byte of the source; the text is valid, and values are converted in its order */
};

/* Moves over the characters of `set`. */
static void skip(struct reader *reader, const char *set)
{
	struct str text = reader->source->text;
	while (reader->at < text.len && text.data[reader->at] && strchr(set, text.data[reader->at]))
		reader->at++;
}

static void skip_string(struct reader *reader)
{
	struct str text = reader->source->text;
	for (reader->at++; reader->at < text.len && text.data[reader->at] != '"'; reader->at++)
		if (text.data[reader->at] == '\\')
			reader->at++;
	reader->at++;
}

/* The next value's place; `at` goes behind it, or into it when it is an object or array. */
static struct place next_place(struct reader *reader)
{
	struct str text = reader->source->text;
	skip(reader, " \t\r\n,:");
	struct place place = { reader->source, reader->at < text.len ? reader->at : text.len };
	char first = place.offset < text.len ? text.data[place.offset] : '\0';
	if (first == '"')
		skip_string(reader);
	else if (first == '{' || first == '[')
		reader->at++;
	else
		skip(reader, "+-.0123456789Eaeflnrstu"); /* numbers, true, false, null */
	return place;
}

static const struct value *convert(struct reader *reader, json_t *json, int depth);

static const struct value *convert_array(struct reader *reader, json_t *json, int depth)
{
	struct value_builder builder = { .arena = reader->arena };
	for (size_t i = 0; i < json_array_size(json); i++) {
		const struct value *item = convert(reader, json_array_get(json, i), depth + 1);
		if (!item)
			return NULL;
		value_list_add(&builder, item);
	}
	return value_list_finish(&builder);
}

static const struct value *convert_object(struct reader *reader, json_t *json, int depth)
{
	struct value_builder builder = { .arena = reader->arena };
	const char *name;
	json_t *member;
	json_object_foreach(json, name, member) {
		next_place(reader); /* the name */
		const struct value *value = convert(reader, member, depth + 1);
		if (!value)
			return NULL;
		value_map_set(&builder, name, value);
	}
	return value_map_finish(&builder);
}

/* Items or members; NULL after an error. */
static const struct value *convert_container(struct reader *reader, json_t *json, int depth, struct place place)
{
	if (depth > LIMIT_JSON_DEPTH) {
		char limit[16];
		snprintf(limit, sizeof limit, "%d", LIMIT_JSON_DEPTH);
		diag_add(reader->diags, DIAG_JSON_TOO_DEEP, place, limit);
		return NULL;
	}
	const struct value *value = json_is_array(json) ? convert_array(reader, json, depth) : convert_object(reader, json, depth);
	skip(reader, " \t\r\n");
	reader->at++; /* its closing bracket */
	return value;
}

static const struct value *convert_value(struct reader *reader, json_t *json, int depth, struct place place)
{
	char digits[32];
	switch (json_typeof(json)) {
	case JSON_STRING:
		return value_string(reader->arena, (struct str){ json_string_value(json), json_string_length(json) });
	case JSON_INTEGER:
		snprintf(digits, sizeof digits, "%" JSON_INTEGER_FORMAT, json_integer_value(json));
		return value_number(reader->arena, str_of(digits));
	case JSON_REAL:
		return real_value(reader->arena, json_real_value(json));
	case JSON_TRUE:
	case JSON_FALSE:
		return value_bool(reader->arena, json_is_true(json));
	case JSON_NULL:
		return value_null();
	case JSON_ARRAY:
	case JSON_OBJECT:
		break;
	}
	return convert_container(reader, json, depth, place);
}

static const struct value *convert(struct reader *reader, json_t *json, int depth)
{
	struct place place = next_place(reader);
	const struct value *value = convert_value(reader, json, depth, place);
	return value ? value_placed(reader->arena, value, place) : NULL;
}

const struct value *json_read_value(struct arena *arena, const struct source *source, struct diag_list *diags)
{
	json_error_t error;
	json_t *json = json_loadb(source->text.data, source->text.len, JSON_REJECT_DUPLICATES | JSON_DECODE_ANY, &error);
	if (!json) {
		size_t at = error.position > 0 ? (size_t)error.position : 0;
		if (at > source->text.len)
			at = source->text.len;
		diag_add(diags, DIAG_JSON_SYNTAX, ((struct place){ source, at }), error.text);
		return NULL;
	}
	struct reader reader = { arena, source, diags, 0 };
	const struct value *value = convert(&reader, json, 1);
	json_decref(json);
	return value;
}
