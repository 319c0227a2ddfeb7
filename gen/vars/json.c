#include "vars/json.h"

#include <jansson.h>
#include <limits.h>
#include <stdio.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/diag.h"
#include "base/limits.h"
#include "vars/value.h"

/* The longest numeral that is written without an exponent. */
enum { MOST_DIGITS = 64 };

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

/* The digits of a numeral (1.50e3) without sign, point and exponent, and how many of them stand before the point. */
static long read_digits(struct str text, struct buf *digits)
{
	long point = -1, exponent = 0;
	for (size_t i = 0; i < text.len; i++) {
		char c = text.data[i];
		if (c == 'e' || c == 'E') {
			exponent = strtol(text.data + i + 1, NULL, 10);
			break;
		}
		if (c == '.')
			point = (long)digits->len;
		else if (c >= '0' && c <= '9')
			buf_add_char(digits, c);
	}
	exponent = exponent > INT_MAX ? INT_MAX : exponent < INT_MIN ? INT_MIN : exponent; /* far beyond what is written out */
	return (point < 0 ? (long)digits->len : point) + exponent;
}

/* A number with the digits that the file gives it: 12.50 stays so, 1.5e3 is 1500. One that would be too long keeps its
 * exponent. */
static const struct value *number_value(struct arena *arena, struct str text)
{
	struct buf digits = BUF_INIT, out = BUF_INIT;
	long point = read_digits(text, &digits), count = (long)digits.len;
	bool plain = !memchr(text.data, 'e', text.len) && !memchr(text.data, 'E', text.len);
	if (plain || point < -MOST_DIGITS || point > MOST_DIGITS) {
		const struct value *value = value_number(arena, text);
		buf_free(&digits);
		return value;
	}
	buf_add_text(&out, text.data[0] == '-' ? "-" : "");
	long zeros = 0; /* those that stand first and count for nothing */
	while (zeros < count - 1 && zeros < point - 1 && digits.data[zeros] == '0')
		zeros++;
	if (point <= 0)
		buf_add_text(&out, "0.");
	for (long i = point; i < 0; i++)
		buf_add_char(&out, '0');
	for (long i = zeros; i < count || i < point; i++) {
		if (i == point && i > 0)
			buf_add_char(&out, '.');
		buf_add_char(&out, i < count ? digits.data[i] : '0');
	}
	const struct value *value = value_number(arena, buf_str(&out));
	buf_free(&digits);
	buf_free(&out);
	return value;
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
	struct str text = reader->source->text;
	switch (json_typeof(json)) {
	case JSON_STRING:
		return value_string(reader->arena, (struct str){ json_string_value(json), json_string_length(json) });
	case JSON_INTEGER:
	case JSON_REAL: /* `at` is behind it */
		return number_value(reader->arena, (struct str){ text.data + place.offset, reader->at - place.offset });
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

bool json_is_small(const struct source *source, struct diag_list *diags)
{
	struct reader reader = { .source = source };
	size_t values = 1;
	const char *nul = source->text.len ? memchr(source->text.data, '\0', source->text.len) : NULL; /* jansson reads over some */
	if (nul) {
		diag_add(diags, DIAG_FORBIDDEN_CHARACTER, ((struct place){ source, (size_t)(nul - source->text.data) }), "U+0000");
		return false;
	}
	while (reader.at < source->text.len) {
		char c = source->text.data[reader.at];
		values += c == ',' || c == '[' || c == '{';
		if (c == '"')
			skip_string(&reader);
		else
			reader.at++;
	}
	char limit[16];
	snprintf(limit, sizeof limit, "%d", LIMIT_JSON_VALUES);
	if (values > LIMIT_JSON_VALUES)
		diag_add(diags, DIAG_JSON_TOO_MANY_VALUES, ((struct place){ source, 0 }), limit);
	return values <= LIMIT_JSON_VALUES;
}

/* Whether the text may be an object, or is none by a slip in it. A table or a plan that was given is something else. */
static bool begins_as_json(struct str text)
{
	struct str rest = str_trim(text);
	return rest.len && strchr("{[\"", rest.data[0]);
}

const struct value *json_read_value(struct arena *arena, const struct source *source, struct diag_list *diags)
{
	json_error_t error;
	if (!json_is_small(source, diags))
		return NULL;
	json_t *json = json_loadb(source->text.data, source->text.len, JSON_REJECT_DUPLICATES | JSON_DECODE_ANY | JSON_DECODE_INT_AS_REAL, &error);
	if (!json) {
		size_t at = error.position > 0 ? (size_t)error.position : 0;
		if (at > source->text.len)
			at = source->text.len;
		bool nul = json_error_code(&error) == json_error_null_character || json_error_code(&error) == json_error_null_byte_in_key;
		if (!begins_as_json(source->text))
			diag_add(diags, DIAG_JSON_NOT_OBJECT, ((struct place){ source, 0 }));
		else if (nul)
			diag_add(diags, DIAG_FORBIDDEN_CHARACTER, ((struct place){ source, at }), "U+0000");
		else
			diag_add(diags, DIAG_JSON_SYNTAX, ((struct place){ source, at }), error.text);
		return NULL;
	}
	struct reader reader = { arena, source, diags, 0 };
	const struct value *value = convert(&reader, json, 1);
	json_decref(json);
	return value;
}

/* Moves over the rest of a value whose place was just asked for. */
static void skip_value(struct reader *reader, struct place place)
{
	struct str text = reader->source->text;
	char first = place.offset < text.len ? text.data[place.offset] : '\0';
	for (size_t open = first == '{' || first == '['; open && reader->at < text.len;) {
		char c = text.data[reader->at];
		open += (size_t)(c == '{' || c == '[') - (size_t)(c == '}' || c == ']');
		if (c == '"')
			skip_string(reader);
		else
			reader->at++;
	}
}

/* Moves from behind the bracket of an object or array before the member or item; false when there is none. Of members that are named
 * twice the last one counts, as it does for those who read them. */
static bool find_step(struct reader *reader, bool object, const struct json_step *step)
{
	struct str text = reader->source->text;
	size_t found = 0;
	for (size_t i = 0, last = SIZE_MAX; (!found || object) && reader->at != last; i++) {
		last = reader->at; /* text that is no JSON ends it, too */
		skip(reader, " \t\r\n,");
		if (reader->at >= text.len || text.data[reader->at] == '}' || text.data[reader->at] == ']')
			break;
		struct place name = object ? next_place(reader) : (struct place){ reader->source, 0 };
		struct str word = { text.data + name.offset + 1, reader->at > name.offset + 2 ? reader->at - name.offset - 2 : 0 };
		if (object ? step->name && str_is(word, step->name) : !step->name && i == step->item)
			found = reader->at;
		skip_value(reader, next_place(reader));
	}
	reader->at = found ? found : reader->at;
	return found > 0;
}

struct place json_place(const struct source *source, const struct json_step *steps, size_t count)
{
	struct reader reader = { .source = source };
	struct place place = next_place(&reader);
	for (size_t i = 0; i < count; i++) {
		char first = place.offset < source->text.len ? source->text.data[place.offset] : '\0';
		if ((first != '{' && first != '[') || !find_step(&reader, first == '{', &steps[i]))
			break;
		place = next_place(&reader);
	}
	return place;
}
