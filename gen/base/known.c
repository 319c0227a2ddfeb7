#include "base/known.h"

#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/diag.h"
#include "base/file.h"
#include "base/limits.h"
#include "base/source.h"

/* The file: this line, then one hash a line, the oldest first. */
static const char file_name[] = "valid", first_line[] = "plangen valid 1";

struct known {
	const char *folder;
	struct hash hashes[LIMIT_KNOWN_HASHES]; /* a ring */
	size_t count, oldest;
	size_t fresh; /* the last so many are not in the file */
};

static struct hash nth(const struct known *known, size_t n)
{
	return known->hashes[(known->oldest + n) % LIMIT_KNOWN_HASHES];
}

static void put(struct known *known, struct hash hash)
{
	known->hashes[(known->oldest + known->count) % LIMIT_KNOWN_HASHES] = hash;
	if (known->count < LIMIT_KNOWN_HASHES)
		known->count++;
	else
		known->oldest = (known->oldest + 1) % LIMIT_KNOWN_HASHES;
}

struct known *known_load(struct arena *arena, const char *folder)
{
	struct known *known = ARENA_NEW(arena, struct known);
	known->folder = folder;
	const char *path = folder ? file_join(arena, folder, file_name) : NULL;
	struct diag_list ignored;
	diag_init(&ignored, arena);
	const struct source *source = path && file_exists(path) ? source_load(arena, path, LIMIT_SOURCE_BYTES, &ignored) : NULL;
	struct str rest = source ? source->text : STR("");
	if (!str_is(str_cut(&rest, "\n"), first_line))
		return known;
	struct hash hash;
	while (rest.len && hash_read(str_cut(&rest, "\n"), &hash))
		put(known, hash);
	return known;
}

bool known_has(const struct known *known, struct hash hash)
{
	for (size_t i = 0; known && i < known->count; i++)
		if (hash_equal(known->hashes[i], hash))
			return true;
	return false;
}

void known_add(struct known *known, struct hash hash)
{
	if (!known)
		return;
	put(known, hash);
	known->fresh += known->fresh < LIMIT_KNOWN_HASHES;
}

/* What the file has now, which others may have written meanwhile, and the new ones. */
static const struct known *join(struct arena *arena, const struct known *known)
{
	struct known *all = known_load(arena, known->folder);
	for (size_t i = known->count - known->fresh; i < known->count; i++)
		if (!known_has(all, nth(known, i)))
			put(all, nth(known, i));
	return all;
}

void known_save(struct known *known)
{
	if (!known->folder || !known->fresh)
		return;
	struct arena *arena = arena_new();
	const struct known *all = join(arena, known);
	struct buf text = BUF_INIT;
	buf_printf(&text, "%s\n", first_line);
	for (size_t i = 0; i < all->count; i++) {
		char hex[HASH_HEX];
		hash_write(nth(all, i), hex);
		buf_printf(&text, "%s\n", hex);
	}
	struct diag_list ignored;
	diag_init(&ignored, arena);
	if (file_make_folder(known->folder, FILE_SYNC_LATER, &ignored))
		file_write_stamped(file_join(arena, known->folder, file_name), buf_str(&text), FILE_SYNC_LATER, NULL, &ignored);
	buf_free(&text);
	arena_free(arena);
	known->fresh = 0;
}
