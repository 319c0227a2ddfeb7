#include <criterion/criterion.h>
#include <stdio.h>
#include <string.h>

#include "base/arena.h"
#include "vars/value.h"

Test(vars_value, maps_keep_order_replace_and_find)
{
	struct arena *arena = arena_new();
	struct value_builder builder = { .arena = arena };
	for (int i = 0; i < 1000; i++) {
		char name[16];
		snprintf(name, sizeof name, "名%d", i % 900);
		value_map_set(&builder, name, value_number(arena, str_of(name + 3)));
	}
	value_map_set(&builder, "名7", value_bool(arena, true));
	const struct value *map = value_map_finish(&builder);
	cr_assert_eq(map->count, 900);
	cr_assert_str_eq(map->members[899].name, "名899");
	cr_assert(value_member(map, STR("名7"))->truth);
	cr_assert(str_is(value_member(map, STR("名899"))->text, "899"));
	cr_assert_null(value_member(map, STR("名900")));
	cr_assert_null(value_member(value_null(), STR("x")));
	arena_free(arena);
}

Test(vars_value, truth_follows_mustache)
{
	struct arena *arena = arena_new();
	struct value_builder none = { .arena = arena }, one = { .arena = arena };
	value_list_add(&one, value_null());
	cr_assert_not(value_truth(NULL));
	cr_assert_not(value_truth(value_null()));
	cr_assert_not(value_truth(value_string(arena, STR(""))));
	cr_assert_not(value_truth(value_bool(arena, false)));
	cr_assert_not(value_truth(value_list_finish(&none)));
	cr_assert(value_truth(value_list_finish(&one)));
	cr_assert(value_truth(value_number(arena, STR("0"))));
	cr_assert(value_truth(value_map_finish(&none)));
	arena_free(arena);
}
