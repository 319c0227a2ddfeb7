#include "vars/value.h"

#include <string.h>

#include "base/arena.h"

static const struct value null_value = { .kind = VALUE_NULL, .text = { "", 0 } };

static struct value *make(struct arena *arena, enum value_kind kind, struct str text)
{
	struct value *value = ARENA_NEW(arena, struct value);
	value->kind = kind;
	value->text = (struct str){ arena_copy(arena, text.data, text.len), text.len };
	return value;
}

const struct value *value_string(struct arena *arena, struct str text)
{
	return make(arena, VALUE_STRING, text);
}

const struct value *value_number(struct arena *arena, struct str numeral)
{
	return make(arena, VALUE_NUMBER, numeral);
}

const struct value *value_bool(struct arena *arena, bool truth)
{
	struct value *value = make(arena, VALUE_BOOL, truth ? STR("true") : STR("false"));
	value->truth = truth;
	return value;
}

const struct value *value_null(void)
{
	return &null_value;
}

const struct value *value_member(const struct value *map, struct str name)
{
	if (!map || map->kind != VALUE_MAP)
		return NULL;
	for (size_t i = 0; i < map->count; i++)
		if (str_is(name, map->members[i].name))
			return map->members[i].value;
	return NULL;
}

bool value_truth(const struct value *value)
{
	if (!value)
		return false;
	switch (value->kind) {
	case VALUE_NULL:
		return false;
	case VALUE_STRING:
		return value->text.len > 0;
	case VALUE_BOOL:
		return value->truth;
	case VALUE_LIST:
		return value->count > 0;
	case VALUE_NUMBER:
	case VALUE_MAP:
		break;
	}
	return true;
}

void value_list_add(struct value_builder *builder, const struct value *item)
{
	*ARENA_PUSH(builder->arena, builder->items, builder->count, builder->capacity) = item;
}

void value_map_set(struct value_builder *builder, const char *name, const struct value *value)
{
	for (size_t i = 0; i < builder->count; i++)
		if (strcmp(builder->members[i].name, name) == 0) {
			builder->members[i].value = value;
			return;
		}
	struct value_member member = { arena_strdup(builder->arena, name), value };
	*ARENA_PUSH(builder->arena, builder->members, builder->count, builder->capacity) = member;
}

const struct value *value_list_finish(struct value_builder *builder)
{
	struct value *list = make(builder->arena, VALUE_LIST, (struct str){ NULL, 0 });
	list->items = builder->items;
	list->count = builder->count;
	return list;
}

const struct value *value_map_finish(struct value_builder *builder)
{
	struct value *map = make(builder->arena, VALUE_MAP, (struct str){ NULL, 0 });
	map->members = builder->members;
	map->count = builder->count;
	return map;
}
