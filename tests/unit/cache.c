#include <criterion/criterion.h>
#include <stdio.h>

#include "base/arena.h"
#include "base/cache.h"

static const char *put(struct cache *cache, const char *key, const char *value)
{
	const char *copy = arena_strdup(cache_arena(cache), value);
	cache_put(cache, str_of(key), copy);
	return copy;
}

Test(cache, finds_what_was_put)
{
	struct cache *cache = cache_new(1 << 20);
	cr_assert_null(cache_get(cache, STR("甲")));
	for (int i = 0; i < 1000; i++) {
		char key[16];
		snprintf(key, sizeof key, "%d", i);
		cr_assert_eq(cache_get(cache, str_of(key)), NULL);
		const char *value = put(cache, key, key);
		cr_assert_eq(cache_get(cache, str_of(key)), value);
	}
	cr_assert_str_eq((const char *)cache_get(cache, STR("999")), "999");
	cr_assert_str_eq((const char *)cache_get(cache, STR("0")), "0");
	cr_assert_null(cache_get(cache, STR("1000")));
	cr_assert_null(cache_get(cache, STR("")));
	cache_free(cache);
	cache_free(NULL);
}

Test(cache, forgets_everything_over_its_limit)
{
	struct cache *cache = cache_new(256 * 1024);
	put(cache, "甲", "一");
	cache_trim(cache);
	cr_assert_not_null(cache_get(cache, STR("甲")));
	arena_alloc(cache_arena(cache), 256 * 1024);
	cr_assert_not_null(cache_get(cache, STR("甲")));
	cache_trim(cache);
	cr_assert_null(cache_get(cache, STR("甲")));
	put(cache, "甲", "二");
	cr_assert_str_eq((const char *)cache_get(cache, STR("甲")), "二");
	cache_free(cache);
}
