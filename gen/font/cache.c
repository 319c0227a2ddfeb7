#include "font/cache.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/diag.h"
#include "base/file.h"
#include "base/limits.h"
#include "base/utf8.h"

/* The file: lines of fields separated by tabs. "key K", "watch STAMP PATH" …, "font FAMILY INDEX PATH" … (no path: not
 * installed), "end". */
static const char file_name[] = "fonts", first_line[] = "plangen fonts 1";

static const char *stamp_of(struct arena *arena, const char *path)
{
	struct stat info;
	if (stat(path, &info) != 0)
		return "-";
	return arena_printf(arena, "%lld.%09ld.%lld", (long long)info.st_mtim.tv_sec, info.st_mtim.tv_nsec,
			    (long long)info.st_size);
}

void font_cache_watch(struct arena *arena, struct font_watch **watches, const char *path)
{
	for (const struct font_watch *watch = *watches; watch; watch = watch->next)
		if (strcmp(watch->path, path) == 0)
			return;
	struct font_watch *watch = ARENA_NEW(arena, struct font_watch);
	watch->path = arena_strdup(arena, path);
	watch->stamp = stamp_of(arena, path);
	watch->next = *watches;
	*watches = watch;
}

static const char *copy_field(struct arena *arena, struct str *line)
{
	struct str field = str_cut(line, "\t");
	return arena_copy(arena, field.data, field.len);
}

/* Adds the answer in the fields of a "font" line. */
static bool read_font(struct arena *arena, struct str fields, struct font_answer **answers)
{
	struct font_answer *answer = ARENA_NEW(arena, struct font_answer);
	answer->family = copy_field(arena, &fields);
	char *end;
	const char *number = copy_field(arena, &fields);
	long index = strtol(number, &end, 10);
	if (!*number || *end || index < 0 || index > 0xFFFF)
		return false;
	answer->file.index = (int)index;
	answer->file.path = fields.len ? arena_copy(arena, fields.data, fields.len) : NULL;
	answer->next = *answers;
	*answers = answer;
	return true;
}

/* Whether the line still holds; a "font" line adds its answer. */
static bool read_line(struct arena *arena, struct str line, const char *key, struct font_answer **answers)
{
	struct str word = str_cut(&line, "\t");
	if (str_is(word, "key"))
		return str_is(line, key);
	if (str_is(word, "font"))
		return read_font(arena, line, answers);
	if (!str_is(word, "watch"))
		return false;
	const char *stamp = copy_field(arena, &line), *path = copy_field(arena, &line);
	return strcmp(stamp, stamp_of(arena, path)) == 0;
}

struct font_answer *font_cache_load(struct arena *arena, const char *folder, const char *key)
{
	struct diag_list ignored;
	diag_init(&ignored, arena);
	const char *path = file_join(arena, folder, file_name);
	struct source *source = file_exists(path) ? source_load(arena, path, LIMIT_SOURCE_BYTES, &ignored) : NULL;
	struct str rest = source ? source->text : STR("");
	struct font_answer *answers = NULL;
	if (!str_is(str_cut(&rest, "\n"), first_line) || !str_starts(rest, "key\t"))
		return NULL;
	for (;;) {
		struct str line = str_cut(&rest, "\n");
		if (str_is(line, "end"))
			return answers;
		if (!read_line(arena, line, key, &answers))
			return NULL;
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

static bool add_all(struct arena *arena, struct buf *out, const char *key, const struct font_watch *watches,
		    const struct font_answer *answers)
{
	bool ok = ADD_LINE(out, first_line) && ADD_LINE(out, "key", key);
	for (; ok && watches; watches = watches->next)
		ok = ADD_LINE(out, "watch", watches->stamp, watches->path);
	for (; ok && answers; answers = answers->next)
		ok = ADD_LINE(out, "font", answers->family, arena_printf(arena, "%d", answers->file.index),
			      answers->file.path ? answers->file.path : "");
	return ok && ADD_LINE(out, "end");
}

void font_cache_save(const char *folder, const char *key, const struct font_watch *watches,
		     const struct font_answer *answers)
{
	struct arena *arena = arena_new();
	struct diag_list ignored;
	diag_init(&ignored, arena);
	struct buf text = BUF_INIT;
	if (add_all(arena, &text, key, watches, answers) && file_make_folder(folder, FILE_SYNC_LATER, &ignored))
		file_write_stamped(file_join(arena, folder, file_name), buf_str(&text), FILE_SYNC_LATER, NULL, &ignored);
	buf_free(&text);
	arena_free(arena);
}
