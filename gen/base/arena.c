#include "base/arena.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"

/* The first block is small, for the many arenas of one record or message; each further one is twice as large, up to what
 * memory_alloc_huge() takes. */
enum { FIRST_BLOCK = 4 * 1024, LARGEST_BLOCK = MEMORY_HUGE };

struct block {
	struct block *next;
	size_t used, size;
	_Alignas(max_align_t) char data[];
};

struct cleanup {
	struct cleanup *next;
	void (*release)(void *);
	void *handle;
};

struct arena {
	struct block *blocks;
	size_t next_size; /* of the next block */
	struct cleanup *cleanups;
};

struct arena *arena_new(void)
{
	struct arena *arena = memory_alloc(sizeof *arena);
	arena->next_size = FIRST_BLOCK;
	return arena;
}

static void run_cleanups(struct arena *arena)
{
	for (struct cleanup *c = arena->cleanups; c; c = c->next)
		c->release(c->handle);
	arena->cleanups = NULL;
}

static void free_blocks(struct block *first)
{
	for (struct block *b = first, *next; b; b = next) {
		next = b->next;
		free(b);
	}
}

void arena_free(struct arena *arena)
{
	if (!arena)
		return;
	run_cleanups(arena);
	free_blocks(arena->blocks);
	free(arena);
}

void arena_reset(struct arena *arena)
{
	struct block *newest = arena->blocks;
	run_cleanups(arena);
	if (!newest)
		return;
	free_blocks(newest->next);
	newest->next = NULL;
	newest->used = 0;
}

size_t arena_size(const struct arena *arena)
{
	size_t size = 0;
	for (const struct block *b = arena->blocks; b; b = b->next)
		size += b->size;
	return size;
}

static struct block *add_block(struct arena *arena, size_t size)
{
	size_t total = sizeof(struct block) + size;
	if (total < arena->next_size)
		total = arena->next_size;
	if (arena->next_size < LARGEST_BLOCK)
		arena->next_size *= 2;
	struct block *block = total < MEMORY_HUGE ? memory_resize(NULL, 1, total) : memory_alloc_huge(&total);
	*block = (struct block){ .next = arena->blocks, .size = total - sizeof *block };
	arena->blocks = block;
	return block;
}

/* Bytes that are not zeroed yet: each is when it is handed out, just before it is used. */
static void *take(struct arena *arena, size_t size)
{
	size_t align = _Alignof(max_align_t);
	size = (size + align - 1) & ~(align - 1);
	struct block *block = arena->blocks;
	if (!block || block->size - block->used < size)
		block = add_block(arena, size);
	void *result = block->data + block->used;
	block->used += size;
	return result;
}

void *arena_alloc(struct arena *arena, size_t size)
{
	return memset(take(arena, size), 0, size);
}

char *arena_copy(struct arena *arena, const char *text, size_t len)
{
	char *copy = take(arena, len + 1);
	if (len)
		memcpy(copy, text, len);
	copy[len] = '\0';
	return copy;
}

char *arena_strdup(struct arena *arena, const char *text)
{
	return arena_copy(arena, text, strlen(text));
}

char *arena_printf(struct arena *arena, const char *format, ...)
{
	char most[256]; /* nearly every text; a longer one is formatted once more */
	va_list args;
	va_start(args, format);
	int len = vsnprintf(most, sizeof most, format, args);
	va_end(args);
	if ((size_t)len < sizeof most)
		return arena_copy(arena, most, (size_t)len);
	char *text = arena_alloc(arena, (size_t)len + 1);
	va_start(args, format);
	vsnprintf(text, (size_t)len + 1, format, args);
	va_end(args);
	return text;
}

void *arena_grow(struct arena *arena, void *array, size_t *capacity, size_t need, size_t size)
{
	if (need <= *capacity)
		return array;
	size_t old = *capacity;
	*capacity = memory_grow(old, need);
	char *grown = take(arena, *capacity * size);
	if (old)
		memcpy(grown, array, old * size);
	return grown;
}

void arena_on_free(struct arena *arena, void (*release)(void *), void *handle)
{
	struct cleanup *cleanup = ARENA_NEW(arena, struct cleanup);
	cleanup->release = release;
	cleanup->handle = handle;
	cleanup->next = arena->cleanups;
	arena->cleanups = cleanup;
}
