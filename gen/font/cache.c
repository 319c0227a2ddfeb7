#include "font/cache.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/diag.h"
#include "base/file.h"
#include "base/hash.h"
#include "base/limits.h"
#include "base/utf8.h"

/* The file: lines of fields separated by tabs. "key K", "watch STAMP PATH" …, "font FAMILY INDEX PATH" … (no path: not
 * installed), "plain TEXT INDEX PATH" …, "end". */
static const char first_line[] = "plangen fonts 2";

const char *font_cache_path(struct arena *arena, const char *folder, const char *key)
{
	return arena_printf(arena, "%s/fonts-%02x", folder, (unsigned)(hash_text(str_of(key)).low & 0xFF));
}

static const char *stamp_of(struct arena *arena, const char *path)
{
	struct stat info;
	if (stat(path, &info) != 0)
		return "-";
	return arena_printf(arena, "%lld.%09ld.%lld", (long long)info.st_mtim.tv_sec, info.st_mtim.tv_nsec,
			    (long long)info.st_size);
}

static void add_watch(struct arena *arena, struct font_cache *cache, const char *path, const char *stamp)
{
	struct font_watch *watch = ARENA_NEW(arena, struct font_watch);
	*watch = (struct font_watch){ path, stamp, cache->watches };
	cache->watches = watch;
}

void font_cache_watch(struct arena *arena, struct font_cache *cache, const char *path)
{
	for (const struct font_watch *watch = cache->watches; watch; watch = watch->next)
		if (strcmp(watch->path, path) == 0)
			return;
	add_watch(arena, cache, arena_strdup(arena, path), stamp_of(arena, path));
}

static const char *copy_field(struct arena *arena, struct str *line)
{
	struct str field = str_cut(line, "\t");
	return arena_copy(arena, field.data, field.len);
}

/* The last two fields of a line. */
static bool read_file(struct arena *arena, struct str fields, struct font_file *file)
{
	char *end;
	const char *number = copy_field(arena, &fields);
	long index = strtol(number, &end, 10);
	if (!*number || *end || index < 0 || index > 0xFFFF)
		return false;
	file->index = (int)index;
	file->path = fields.len ? arena_copy(arena, fields.data, fields.len) : NULL;
	return true;
}

static bool read_font(struct arena *arena, struct str fields, struct font_cache *cache)
{
	struct font_answer *answer = ARENA_NEW(arena, struct font_answer);
	answer->family = copy_field(arena, &fields);
	answer->next = cache->answers;
	cache->answers = answer;
	return read_file(arena, fields, &answer->file);
}

static bool read_plain(struct arena *arena, struct str fields, struct font_cache *cache)
{
	struct font_plainness *plain = ARENA_NEW(arena, struct font_plainness);
	plain->text = copy_field(arena, &fields);
	plain->next = cache->plain;
	cache->plain = plain;
	return read_file(arena, fields, &plain->file) && plain->file.path;
}

static bool read_watch(struct arena *arena, struct str fields, struct font_cache *cache)
{
	const char *stamp = copy_field(arena, &fields), *path = copy_field(arena, &fields);
	add_watch(arena, cache, path, stamp);
	return strcmp(stamp, stamp_of(arena, path)) == 0;
}

/* Whether the line still holds; then it is in the cache. */
static bool read_line(struct arena *arena, struct str line, const char *key, struct font_cache *cache)
{
	struct str word = str_cut(&line, "\t");
	if (str_is(word, "key"))
		return str_is(line, key);
	if (str_is(word, "font"))
		return read_font(arena, line, cache);
	if (str_is(word, "plain"))
		return read_plain(arena, line, cache);
	return str_is(word, "watch") && read_watch(arena, line, cache);
}

struct font_cache font_cache_load(struct arena *arena, const char *folder, const char *key)
{
	struct diag_list ignored;
	diag_init(&ignored, arena);
	const char *path = font_cache_path(arena, folder, key);
	struct source *source = file_exists(path) ? source_load(arena, path, LIMIT_SOURCE_BYTES, &ignored) : NULL;
	struct str rest = source ? source->text : STR("");
	struct font_cache cache = { NULL, NULL, NULL }, none = cache;
	if (!str_is(str_cut(&rest, "\n"), first_line) || !str_starts(rest, "key\t"))
		return none;
	for (;;) {
		struct str line = str_cut(&rest, "\n");
		if (str_is(line, "end"))
			return cache;
		if (!read_line(arena, line, key, &cache))
			return none;
	}
}

/* Adds a line; false when a field would break the format. */
static bool add_line(struct buf *out, const char *const *fields, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		if (strpbrk(fields[i], "\t\n") || !utf8_valid(fields[i], strlen(fields[i]), NULL))
			return false;
		buf_printf(out, i ? "\t%s" : "%s", fields[i]);
	}
	buf_add_char(out, '\n');
	return true;
}

#define ADD_LINE(out, ...)                                                                            \
	add_line((out), (const char *const[]){ __VA_ARGS__ },                                         \
		 sizeof((const char *const[]){ __VA_ARGS__ }) / sizeof(const char *))

static bool add_file(struct arena *arena, struct buf *out, const char *kind, const char *what, const struct font_file *file)
{
	return ADD_LINE(out, kind, what, arena_printf(arena, "%d", file->index), file->path ? file->path : "");
}

static bool add_all(struct arena *arena, struct buf *out, const char *key, const struct font_cache *cache)
{
	bool ok = ADD_LINE(out, first_line) && ADD_LINE(out, "key", key);
	for (const struct font_watch *watch = cache->watches; ok && watch; watch = watch->next)
		ok = ADD_LINE(out, "watch", watch->stamp, watch->path);
	for (const struct font_answer *answer = cache->answers; ok && answer; answer = answer->next)
		ok = add_file(arena, out, "font", answer->family, &answer->file);
	for (const struct font_plainness *plain = cache->plain; ok && plain; plain = plain->next)
		ok = add_file(arena, out, "plain", plain->text, &plain->file);
	return ok && ADD_LINE(out, "end");
}

void font_cache_save(const char *folder, const char *key, const struct font_cache *cache)
{
	struct arena *arena = arena_new();
	struct diag_list ignored;
	diag_init(&ignored, arena);
	struct buf text = BUF_INIT;
	if (add_all(arena, &text, key, cache) && file_make_folder(folder, FILE_SYNC_LATER, &ignored))
		file_write_stamped(font_cache_path(arena, folder, key), buf_str(&text), FILE_SYNC_LATER, NULL, &ignored);
	buf_free(&text);
	arena_free(arena);
}
