#include "base/cache.h"

#include <stdlib.h>
#include <xxhash.h>

#include "base/arena.h"
#include "base/memory.h"

enum { BUCKETS = 256 };

struct entry {
	struct entry *next;
	struct str key;
	const void *value;
};

struct cache {
	size_t limit;
	struct arena *arena;     /* entries, keys, values */
	struct entry **buckets;  /* [BUCKETS], in the arena */
};

static void start(struct cache *cache)
{
	cache->arena = arena_new();
	cache->buckets = ARENA_ARRAY(cache->arena, struct entry *, BUCKETS);
}

struct cache *cache_new(size_t limit)
{
	struct cache *cache = memory_alloc(sizeof *cache);
	cache->limit = limit;
	start(cache);
	return cache;
}

void cache_free(struct cache *cache)
{
	if (!cache)
		return;
	arena_free(cache->arena);
	free(cache);
}

struct arena *cache_arena(struct cache *cache)
{
	return cache->arena;
}

static struct entry **bucket_of(const struct cache *cache, struct str key)
{
	return &cache->buckets[XXH3_64bits(key.data, key.len) % BUCKETS];
}

const void *cache_get(const struct cache *cache, struct str key)
{
	for (const struct entry *entry = *bucket_of(cache, key); entry; entry = entry->next)
		if (str_equal(entry->key, key))
			return entry->value;
	return NULL;
}

void cache_put(struct cache *cache, struct str key, const void *value)
{
	struct entry **bucket = bucket_of(cache, key);
	struct entry *entry = ARENA_NEW(cache->arena, struct entry);
	*entry = (struct entry){ *bucket, { arena_copy(cache->arena, key.data, key.len), key.len }, value };
	*bucket = entry;
}

void cache_trim(struct cache *cache)
{
	if (!cache || arena_size(cache->arena) <= cache->limit)
		return;
	arena_free(cache->arena);
	start(cache);
}
