#include "build/store.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/file.h"
#include "base/limits.h"

/* Format: a head line, then one line per fact, fields separated by tabs, and "end" last: a file without it is torn. */
static const char head[] = "plangen-store 3";
static const char read_letters[] = "FMVO";

enum { USUAL_BYTES = 4096 }; /* of a record */

static char *record_path(struct arena *arena, const char *folder, const char *id)
{
	char hex[HASH_HEX];
	hash_write(hash_text(str_of(id)), hex);
	return arena_printf(arena, "%s/%s", folder, hex);
}

static void add_hash(struct buf *out, struct hash hash)
{
	char hex[HASH_HEX];
	hash_write(hash, hex);
	buf_add_text(out, hex);
}

static void add_plan(struct buf *out, const struct store_plan *p)
{
	buf_printf(out, "plan\t%u\t%u\t%s\t%s\t%s\t%s\t%s\n", p->order, p->pages, p->id, p->unit, p->hash, p->source,
		   p->unit_name);
}

static void add_outputs(struct buf *out, const char *word, const struct store_output *outputs, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		buf_printf(out, "%s\t", word);
		add_hash(out, outputs[i].hash);
		buf_printf(out, "\t%lld\t%lld\t%s\n", outputs[i].size, outputs[i].modified, outputs[i].path);
	}
}

bool store_save(const char *folder, const struct store_record *record, struct diag_list *diags)
{
	struct buf out = BUF_INIT;
	buf_reserve(&out, USUAL_BYTES);
	buf_printf(&out, "%s\nid\t%s\ntitle\t%u\t%s\n", head, record->id, record->pages, record->title);
	for (size_t i = 0; i < record->read_count; i++) {
		buf_add_char(&out, read_letters[record->reads[i].kind]);
		buf_add_char(&out, '\t');
		add_hash(&out, record->reads[i].hash);
		buf_add_char(&out, '\t');
		buf_add_text(&out, record->reads[i].name);
		buf_add_char(&out, '\n');
	}
	add_outputs(&out, "output", record->outputs, record->output_count);
	add_outputs(&out, "former", record->former, record->former_count);
	const struct store_plan *plan = NULL;
	for (size_t i = 0; i < record->entry_count; i++) {
		const struct store_entry *e = &record->entries[i];
		if (e->plan && e->plan != plan)
			add_plan(&out, e->plan);
		plan = e->plan;
		buf_printf(&out, "entry\t%d\t%u\t%s\n", e->level, e->page, e->text);
	}
	buf_add_text(&out, "end\n");
	struct arena *arena = arena_new();
	bool ok = file_make_folder(folder, diags) && file_write(record_path(arena, folder, record->id), buf_str(&out), diags);
	arena_free(arena);
	buf_free(&out);
	return ok;
}

/* A record being read, with room for its lists. */
struct reader {
	struct arena *arena;
	struct store_record *record;
	struct reading *reads;
	struct store_output *outputs, *former;
	struct store_entry *entries;
	const struct store_plan *plan; /* of the entries that follow */
	size_t read_room, output_room, former_room, entry_room;
	bool ended;
};

static const char *copy(struct reader *r, struct str text)
{
	return arena_copy(r->arena, text.data, text.len);
}

static long long number(struct str text)
{
	return text.len ? strtoll(text.data, NULL, 10) : 0;
}

static bool read_reading(struct reader *r, char letter, struct str rest)
{
	struct reading *new = ARENA_PUSH(r->arena, r->reads, r->record->read_count, r->read_room);
	new->kind = (enum read_kind)(strchr(read_letters, letter) - read_letters);
	bool ok = hash_read(str_cut(&rest, "\t"), &new->hash);
	new->name = copy(r, rest);
	return ok;
}

static bool read_output(struct reader *r, struct store_output *new, struct str rest)
{
	bool ok = hash_read(str_cut(&rest, "\t"), &new->hash);
	new->size = number(str_cut(&rest, "\t"));
	new->modified = number(str_cut(&rest, "\t"));
	new->path = copy(r, rest);
	return ok && rest.len;
}

static bool read_entry(struct reader *r, struct str rest)
{
	struct store_entry *new = ARENA_PUSH(r->arena, r->entries, r->record->entry_count, r->entry_room);
	new->level = (int)number(str_cut(&rest, "\t"));
	new->page = (unsigned)number(str_cut(&rest, "\t"));
	new->text = copy(r, rest);
	new->plan = r->plan;
	return true;
}

static bool read_plan(struct reader *r, struct str rest)
{
	struct store_plan *new = ARENA_NEW(r->arena, struct store_plan);
	new->order = (unsigned)number(str_cut(&rest, "\t"));
	new->pages = (unsigned)number(str_cut(&rest, "\t"));
	new->id = copy(r, str_cut(&rest, "\t"));
	new->unit = copy(r, str_cut(&rest, "\t"));
	new->hash = copy(r, str_cut(&rest, "\t"));
	new->source = copy(r, str_cut(&rest, "\t"));
	new->unit_name = copy(r, rest);
	r->plan = new;
	return true;
}

static bool read_line(struct reader *r, struct str line)
{
	struct str word = str_cut(&line, "\t");
	if (word.len == 1 && strchr(read_letters, word.data[0]))
		return read_reading(r, word.data[0], line);
	if (str_is(word, "output"))
		return read_output(r, ARENA_PUSH(r->arena, r->outputs, r->record->output_count, r->output_room), line);
	if (str_is(word, "former"))
		return read_output(r, ARENA_PUSH(r->arena, r->former, r->record->former_count, r->former_room), line);
	if (str_is(word, "entry"))
		return read_entry(r, line);
	if (str_is(word, "plan"))
		return read_plan(r, line);
	if (str_is(word, "id")) {
		r->record->id = copy(r, line);
	} else if (str_is(word, "title")) {
		r->record->pages = (unsigned)number(str_cut(&line, "\t"));
		r->record->title = copy(r, line);
	} else {
		r->ended = str_is(word, "end");
		return r->ended;
	}
	return true;
}

static const struct store_record *load_path(struct arena *arena, const char *path)
{
	struct diag_list ignored;
	diag_init(&ignored, arena);
	struct buf text = BUF_INIT;
	bool there = file_read(path, LIMIT_DATA_BYTES, &text, &ignored);
	struct str rest = { .len = text.len };
	rest.data = buf_move_to(&text, arena);
	if (!there)
		return NULL;
	if (!str_is(str_cut(&rest, "\n"), head))
		return NULL;
	struct reader reader = { .arena = arena, .record = ARENA_NEW(arena, struct store_record) };
	while (rest.len && !reader.ended)
		if (!read_line(&reader, str_cut(&rest, "\n")))
			return NULL;
	reader.record->reads = reader.reads;
	reader.record->outputs = reader.outputs;
	reader.record->former = reader.former;
	reader.record->entries = reader.entries;
	return reader.ended && reader.record->id && reader.record->title ? reader.record : NULL;
}

const struct store_record *store_load(struct arena *arena, const char *folder, const char *id)
{
	const struct store_record *record = load_path(arena, record_path(arena, folder, id));
	return record && strcmp(record->id, id) == 0 ? record : NULL;
}

void store_remove(const char *folder, const char *id)
{
	struct arena *arena = arena_new();
	unlink(record_path(arena, folder, id));
	arena_free(arena);
}

static int by_id(const void *a, const void *b)
{
	return strcmp((*(const struct store_record *const *)a)->id, (*(const struct store_record *const *)b)->id);
}

/* Whether the record at `path` is one of those wanted. Most are not, so it is read into an arena of its own. */
static bool is_wanted(const char *path, store_filter *wanted, void *context)
{
	struct arena *arena = arena_new();
	const struct store_record *record = load_path(arena, path);
	bool yes = record && wanted(context, record);
	arena_free(arena);
	return yes;
}

size_t store_find(struct arena *arena, const char *folder, store_filter *wanted, void *context,
		  const struct store_record *const **records)
{
	const char **names;
	size_t found = file_list(arena, folder, &names), count = 0, room = 0;
	const struct store_record **list = NULL;
	for (size_t i = 0; i < found; i++) {
		const char *path = file_join(arena, folder, names[i]);
		const struct store_record *record = is_wanted(path, wanted, context) ? load_path(arena, path) : NULL;
		if (record)
			*ARENA_PUSH(arena, list, count, room) = record;
	}
	if (count)
		qsort(list, count, sizeof *list, by_id);
	*records = list;
	return count;
}

static bool stat_file(const char *path, long long *size, long long *modified)
{
	struct stat info;
	if (stat(path, &info) != 0 || !S_ISREG(info.st_mode))
		return false;
	*size = info.st_size;
	*modified = (long long)info.st_mtim.tv_sec * 1000000000 + info.st_mtim.tv_nsec;
	return true;
}

bool store_stat_output(struct store_output *output)
{
	return stat_file(output->path, &output->size, &output->modified);
}

bool store_output_intact(const struct store_output *output)
{
	long long size, modified;
	return stat_file(output->path, &size, &modified) && size == output->size && modified == output->modified;
}
