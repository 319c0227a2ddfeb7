/* Arena: many allocations, one release.
 *
 * One arena per document owns merged text, tree and pages. Handles of
 * libraries that live as long as the document are released by clean-up
 * handlers, which run in reverse order before the memory goes. */
#ifndef BASE_ARENA_H
#define BASE_ARENA_H

#include <stddef.h>
#include <string.h>

struct arena;

/* A new empty arena, owned by the caller (arena_free). Never NULL. */
struct arena *arena_new(void);

/* Runs the clean-up handlers, newest first, and releases all memory. NULL is allowed. */
void arena_free(struct arena *arena);

/* Runs the clean-up handlers and forgets all memory, but keeps its newest block for what comes next. */
void arena_reset(struct arena *arena);

/* Bytes of memory that the arena holds. */
size_t arena_size(const struct arena *arena);

/* `size` zeroed bytes, aligned for any type; they live as long as the arena. Never NULL. */
void *arena_alloc(struct arena *arena, size_t size);

/* NUL-terminated copies that live as long as the arena. */
char *arena_copy(struct arena *arena, const char *text, size_t len);
char *arena_strdup(struct arena *arena, const char *text);
__attribute__((format(printf, 2, 3)))
char *arena_printf(struct arena *arena, const char *format, ...);

/* Grows an arena array to hold `need` items of `size` bytes, of which the new ones are not zeroed; the old memory stays
 * allocated until the arena goes. Returns the (possibly moved) array; sets *capacity. */
void *arena_grow(struct arena *arena, void *array, size_t *capacity, size_t need, size_t size);

/* Calls release(handle) when the arena is freed. */
void arena_on_free(struct arena *arena, void (*release)(void *handle), void *handle);

#define ARENA_NEW(arena, type) ((type *)arena_alloc((arena), sizeof(type)))
#define ARENA_ARRAY(arena, type, count) ((type *)arena_alloc((arena), sizeof(type) * (count)))

/* Appends a zeroed item to an arena array {items, count, capacity}: yields a pointer to it. */
#define ARENA_PUSH(arena, items, count, capacity)                                                                    \
	((count) < (capacity) ? (void)0                                                                              \
			      : (void)((items) = arena_grow((arena), (items), &(capacity), (count) + 1, sizeof *(items))), \
	 (void)memset(&(items)[count], 0, sizeof *(items)), &(items)[(count)++])

#endif
