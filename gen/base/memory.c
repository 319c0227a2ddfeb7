#include "base/memory.h"

#include <errno.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>

/* Where memory runs out there is nothing that could be asked but this. */
static _Atomic(memory_handler) handler;

void memory_on_fail(memory_handler new)
{
	handler = new;
}

_Noreturn void memory_fail(void)
{
	memory_handler chosen = handler;
	if (chosen)
		chosen();
	abort();
}

void *memory_alloc(size_t size)
{
	void *new = calloc(1, size ? size : 1);
	if (!new)
		memory_fail();
	return new;
}

void *memory_alloc_huge(size_t *size)
{
	if (*size > SIZE_MAX - MEMORY_HUGE)
		memory_fail();
	*size = (*size + MEMORY_HUGE - 1) & ~(size_t)(MEMORY_HUGE - 1);
	void *new = aligned_alloc(MEMORY_HUGE, *size);
	if (!new)
		memory_fail();
	madvise(new, *size, MADV_HUGEPAGE); /* refused where there are none: small pages do as well */
	return new;
}

void *memory_resize(void *old, size_t count, size_t size)
{
	if (size && count > SIZE_MAX / size)
		memory_fail();
	size_t bytes = count * size;
	void *new = realloc(old, bytes ? bytes : 1);
	if (!new)
		memory_fail();
	return new;
}

void *memory_serve(size_t size)
{
	void *new = malloc(size ? size : 1);
	if (!new)
		memory_fail();
	return new;
}

void *memory_serve_zeroed(size_t count, size_t size)
{
	void *new = calloc(count ? count : 1, size ? size : 1);
	if (!new)
		memory_fail();
	return new;
}

void *memory_serve_again(void *old, size_t size)
{
	void *new = realloc(old, size ? size : 1);
	if (!new)
		memory_fail();
	return new;
}

char *memory_serve_text(const char *text)
{
	size_t size = strlen(text) + 1;
	return memcpy(memory_serve(size), text, size);
}

void memory_watch(void)
{
	errno = 0;
}

/* Where something else is mapped behind the heap, malloc() cannot let it grow and maps memory elsewhere: that is no failure, but leaves its ENOMEM
 * behind. Once it did, it may do so again. */
static atomic_bool elsewhere;

/* Lets the heap grow: whether that ends with memory and ENOMEM. */
static bool grows_elsewhere(void)
{
	enum { PIECE = 60 << 10, PIECES = 512 }; /* each less than what is mapped by itself, all more than what the heap had left */
	void **taken = NULL, **piece = NULL;
	errno = 0;
	for (size_t i = 0; i < PIECES && !errno && (piece = malloc(PIECE)) != NULL; i++, taken = piece)
		*piece = taken;
	bool found = errno == ENOMEM && piece;
	while (taken) {
		void **next = *taken;
		free(taken);
		taken = next;
	}
	return found;
}

/* Whether there is more memory than anything could have wanted that is watched. */
static bool has_room(void)
{
	enum { ROOM = 64 << 20 };
	void *volatile room = malloc(ROOM);
	free(room);
	return room != NULL;
}

void memory_watched(void)
{
	if (errno != ENOMEM)
		return;
	if (!elsewhere)
		elsewhere = grows_elsewhere();
	if (!elsewhere || !has_room())
		memory_fail();
}

size_t memory_grow(size_t capacity, size_t need)
{
	size_t grown = capacity ? capacity : 16;
	while (grown < need) {
		if (grown > SIZE_MAX / 2)
			memory_fail();
		grown *= 2;
	}
	return grown;
}
