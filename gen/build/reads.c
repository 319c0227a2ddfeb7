#include "build/reads.h"

#include "base/arena.h"

bool reads_has(const struct reads *reads, enum read_kind kind, struct str name)
{
	for (size_t i = reads->count; i > 0; i--) /* the last ones are asked for most */
		if (reads->items[i - 1].kind == kind && str_is(name, reads->items[i - 1].name))
			return true;
	return false;
}

void reads_add(struct reads *reads, enum read_kind kind, struct str name, struct hash hash)
{
	if (!reads_has(reads, kind, name))
		reads_add_new(reads, kind, name, hash);
}

void reads_add_new(struct reads *reads, enum read_kind kind, struct str name, struct hash hash)
{
	struct reading *new = ARENA_PUSH(reads->arena, reads->items, reads->count, reads->capacity);
	*new = (struct reading){ kind, arena_copy(reads->arena, name.data, name.len), hash };
}
