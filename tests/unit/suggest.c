#include <criterion/criterion.h>

#include "base/arena.h"
#include "base/suggest.h"

static void check(const char *query, const char *const *names, const char *expected)
{
	struct arena *arena = arena_new();
	struct suggest suggest;
	suggest_start(&suggest, str_of(query));
	for (; *names; names++)
		suggest_add(&suggest, str_of(*names));
	cr_assert_str_eq(suggest_text(arena, &suggest), expected);
	arena_free(arena);
}

Test(base_suggest, counts_steps_over_characters)
{
	cr_assert_eq(suggest_distance(STR("县科技局"), STR("县科技局")), 0);
	cr_assert_eq(suggest_distance(STR("县技科局"), STR("县科技局")), 1, "neighbours changed places: one step");
	cr_assert_eq(suggest_distance(STR("县科局"), STR("县科技局")), 1);
	cr_assert_eq(suggest_distance(STR("市科技局"), STR("县教育局")), 3);
	cr_assert_eq(suggest_distance(STR(""), STR("县教育局")), 4);
}

Test(base_suggest, nearest_first_at_most_three)
{
	const char *names[] = { "县教育局", "县科技局", "县科协", "县科技园", "县科学局", "市医院", NULL };
	check("县科技句", names, "‘县科技局’, ‘县科技园’, ‘县科协’");
}

Test(base_suggest, equal_distance_prefers_subsequences)
{
	const char *names[] = { "市科技局甲", "青石县科技局", "云县科技局", "科局", NULL };
	check("县科技局", names, "‘云县科技局’, ‘青石县科技局’, ‘市科技局甲’");
}

Test(base_suggest, offers_only_what_shares_enough_and_once)
{
	const char *names[] = { "市人民医院", "青石县科学技术局", "青石县科学技术局", NULL };
	check("科技局", names, "‘青石县科学技术局’");
	const char *far[] = { "甲", "乙丙", "", NULL };
	check("丁", far, "");
}
