#include "api/internal.h"
#include "base/arena.h"

void *api_object(size_t size)
{
	struct arena *arena = arena_new();
	struct arena **object = arena_alloc(arena, size);
	*object = arena;
	return object;
}

void api_object_free(void *object)
{
	if (object)
		arena_free(*(struct arena **)object);
}
