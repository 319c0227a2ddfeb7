#include "draft/reads.h"

#include "base/arena.h"
#include "base/source.h"

bool reads_has(const struct reads *reads, enum read_kind kind, struct str name)
{
	for (size_t i = reads->count; i > 0; i--) /* the last ones are asked for most */
		if (reads->items[i - 1].kind == kind && !reads->items[i - 1].scope && str_is(name, reads->items[i - 1].name))
			return true;
	return false;
}

void reads_add(struct reads *reads, enum read_kind kind, struct str name, struct hash hash)
{
	if (!reads_has(reads, kind, name))
		reads_add_new(reads, kind, name, hash);
}

static void add(struct reads *reads, enum read_kind kind, const struct document_id *scope, struct str name, struct hash hash)
{
	struct reading *new = ARENA_PUSH(reads->arena, reads->items, reads->count, reads->capacity);
	*new = (struct reading){ kind, scope, arena_copy(reads->arena, name.data, name.len), hash };
}

void reads_add_new(struct reads *reads, enum read_kind kind, struct str name, struct hash hash)
{
	add(reads, kind, NULL, name, hash);
}

void reads_add_scoped(struct reads *reads, const struct document_id *scope, struct str name, struct hash hash)
{
	add(reads, READ_VALUE, scope, name, hash);
}

void reads_add_source(struct reads *reads, const char *path, const struct source *source)
{
	if (reads)
		reads_add(reads, source ? READ_FILE : READ_MISSING, str_of(path), source ? source->hash : (struct hash){ 0, 0 });
}
