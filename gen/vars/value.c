#include "vars/value.h"

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

const struct value *value_placed(struct arena *arena, const struct value *value, struct place place)
{
	struct value *copy = ARENA_NEW(arena, struct value);
	*copy = *value;
	copy->place = place;
	return copy;
}

/* FNV-1a. */
static size_t hash(struct str name)
{
	uint64_t sum = 0xcbf29ce484222325u;
	for (size_t i = 0; i < name.len; i++)
		sum = (sum ^ (unsigned char)name.data[i]) * 0x100000001b3u;
	return (size_t)(sum ^ sum >> 32);
}

/* The bucket that holds the name, or the empty one where it belongs. */
static size_t find(const struct value_member *members, const uint32_t *buckets, size_t bucket_count, struct str name)
{
	size_t at = hash(name) & (bucket_count - 1);
	while (buckets[at] && !str_is(name, members[buckets[at] - 1].name))
		at = (at + 1) & (bucket_count - 1);
	return at;
}

const struct value *value_member(const struct value *map, struct str name)
{
	if (!map || map->kind != VALUE_MAP)
		return NULL;
	if (map->buckets) {
		uint32_t number = map->buckets[find(map->members, map->buckets, map->bucket_count, name)];
		return number ? map->members[number - 1].value : NULL;
	}
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

/* Keeps the table at most half full. */
static void grow_buckets(struct value_builder *builder)
{
	if (builder->bucket_count > 2 * builder->count)
		return;
	builder->bucket_count = builder->bucket_count ? 4 * builder->bucket_count : 16;
	builder->buckets = ARENA_ARRAY(builder->arena, uint32_t, builder->bucket_count);
	for (size_t i = 0; i < builder->count; i++) {
		size_t at = find(builder->members, builder->buckets, builder->bucket_count,
				 str_of(builder->members[i].name));
		builder->buckets[at] = (uint32_t)i + 1;
	}
}

void value_map_set(struct value_builder *builder, const char *name, const struct value *value)
{
	grow_buckets(builder);
	size_t at = find(builder->members, builder->buckets, builder->bucket_count, str_of(name));
	if (builder->buckets[at]) {
		builder->members[builder->buckets[at] - 1].value = value;
		return;
	}
	struct value_member member = { arena_strdup(builder->arena, name), value };
	*ARENA_PUSH(builder->arena, builder->members, builder->count, builder->capacity) = member;
	builder->buckets[at] = (uint32_t)builder->count;
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
	map->buckets = builder->buckets;
	map->bucket_count = builder->bucket_count;
	return map;
}
