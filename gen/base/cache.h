/* Cache: results that are worth keeping from one document of a batch to the next, found again by their key.
 *
 * It forgets everything at once when it has grown over its limit, so a batch's memory stays flat. Not for several threads. */
#ifndef BASE_CACHE_H
#define BASE_CACHE_H

#include <stddef.h>

#include "base/str.h"

struct arena;
struct cache;

/* An empty cache, owned by the caller (cache_free). `limit`: bytes. Never NULL. */
struct cache *cache_new(size_t limit);

/* NULL is allowed. */
void cache_free(struct cache *cache);

/* Where values live; gone after cache_trim(). */
struct arena *cache_arena(struct cache *cache);

/* The value put under these bytes, or NULL. */
const void *cache_get(const struct cache *cache, struct str key);

/* Keeps the value, which lives in cache_arena(), under a copy of the key; the key must be new. */
void cache_put(struct cache *cache, struct str key, const void *value);

/* Forgets everything if the limit is passed. Call it when no value is in use. NULL is allowed. */
void cache_trim(struct cache *cache);

#endif
