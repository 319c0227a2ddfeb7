#include "build/reads.h"

#include "base/arena.h"

void reads_add(struct reads *reads, enum read_kind kind, struct str name, struct hash hash)
{
	for (size_t i = 0; i < reads->count; i++)
		if (reads->items[i].kind == kind && str_is(name, reads->items[i].name))
			return;
	reads_add_new(reads, kind, name, hash);
}

void reads_add_new(struct reads *reads, enum read_kind kind, struct str name, struct hash hash)
{
	struct reading *new = ARENA_PUSH(reads->arena, reads->items, reads->count, reads->capacity);
	*new = (struct reading){ kind, arena_copy(reads->arena, name.data, name.len), hash };
}
