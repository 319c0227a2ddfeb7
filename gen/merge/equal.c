#include "merge/equal.h"

#include "base/arena.h"
#include "base/diag.h"
#include "vars/number.h"
#include "vars/part.h"
#include "vars/type.h"
#include "vars/value.h"

struct str equal_cut(struct str *rest)
{
	return part_cut(rest, PART_CELL);
}

static const struct value *parse_quietly(struct arena *arena, const struct value_type *type, struct str written)
{
	struct diag_list unsaid;
	diag_init(&unsaid, arena);
	return type_parse(arena, type, "", written, NO_PLACE, &unsaid);
}

/* What is written, as a value of the type; NULL: it is none. Bounds only help to read it: a text may be ready for what they do not allow yet, and
 * a list be compared with one item. */
static const struct value *read_written(struct arena *arena, const struct value_type *type, struct str written)
{
	struct value_type boundless = *type;
	boundless.min = boundless.max = NULL;
	if (type->kind == TYPE_TABLE)
		return NULL;
	if (type->kind != TYPE_LIST)
		written = part_unescape(arena, written);
	const struct value *value = parse_quietly(arena, type, written);
	return value || !(type->min || type->max) ? value : parse_quietly(arena, &boundless, written);
}

bool equal_can_be(struct arena *arena, const struct value_type *type, struct str written)
{
	return read_written(arena, type, written) != NULL;
}

/* The type that JSON gives a value which is not declared. */
static const struct value_type *type_of_kind(const struct value *value)
{
	static const struct value_type number = { .kind = TYPE_DECIMAL }, truth = { .kind = TYPE_BOOLEAN };
	return value->kind == VALUE_NUMBER ? &number : value->kind == VALUE_BOOL ? &truth : NULL;
}

static bool is_same(const struct value *value, const struct value *other)
{
	if (value->kind == VALUE_NUMBER && other->kind == VALUE_NUMBER)
		return number_compare(value->text, other->text) == 0;
	return str_equal(value->text, other->text);
}

/* Whether the value is the other, or an item of the one is an item of the other. */
static bool meets(const struct value *value, const struct value *other)
{
	const struct value *many = value->kind == VALUE_LIST ? value : other->kind == VALUE_LIST ? other : NULL;
	if (!many)
		return value->kind != VALUE_MAP && is_same(value, other);
	for (size_t i = 0; i < many->count; i++)
		if (meets(many->items[i], many == value ? other : value))
			return true;
	return false;
}

bool equal_any(struct arena *arena, const struct value *value, const struct value_type *declared, struct str alternatives)
{
	const struct value_type *type = declared ? declared : value && value->type ? value->type : value ? type_of_kind(value) : NULL;
	while (alternatives.data) {
		struct str written = equal_cut(&alternatives);
		if (!written.len || !value) {
			if (!written.len && (!value || !(value->text.len || value->count)))
				return true;
			continue;
		}
		const struct value *other = type ? read_written(arena, type, written) : value_string(arena, part_unescape(arena, written));
		if (other && meets(value, other))
			return true;
	}
	return false;
}

bool equal_each_other(const struct value *value, const struct value *other)
{
	return value && other && (value->text.len || value->count) && meets(value, other);
}
