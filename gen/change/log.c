#include "change/log.h"

#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/diag.h"
#include "base/file.h"
#include "base/limits.h"
#include "vars/json.h"
#include "vars/value.h"

static const char *const kinds[] = { [CHANGE_EDIT] = "edit", [CHANGE_NEW] = "new", [CHANGE_GONE] = "gone", NULL };
static const char *const steps[] = { [CHANGE_SET] = "set",
				     [CHANGE_ADD_ROW] = "add-row",
				     [CHANGE_REMOVE_ROW] = "remove-row",
				     [CHANGE_ADD_COLUMN] = "add-column",
				     [CHANGE_REMOVE_COLUMN] = "remove-column",
				     NULL };

const char *change_folder(struct arena *arena, const char *content)
{
	return file_join(arena, content, ".plangen");
}

static const char *log_path(struct arena *arena, const char *content)
{
	return file_join(arena, change_folder(arena, content), "log");
}

#define NUMBER "{\"number\":" /* begins every line behind its hash, so that the number can be read without the rest */

/* ---- writing */

static void add_member(struct buf *out, const char *name, const char *text)
{
	if (!text)
		return;
	buf_printf(out, ",\"%s\":", name);
	buf_add_json(out, str_of(text));
}

static void add_cell(struct buf *out, const struct change_cell *cell)
{
	buf_printf(out, "{\"step\":\"%s\"", steps[cell->step]);
	add_member(out, "key-name", cell->key_name);
	add_member(out, "key", cell->key);
	add_member(out, "column", cell->column);
	add_member(out, "cell", cell->cell);
	add_member(out, "old", cell->old);
	add_member(out, "new", cell->text);
	buf_add_char(out, '}');
}

static void add_hunk(struct buf *out, const struct change_hunk *hunk)
{
	buf_printf(out, "[%zu,", hunk->at);
	buf_add_json(out, hunk->old);
	buf_add_char(out, ',');
	buf_add_json(out, hunk->text);
	buf_add_char(out, ']');
}

static void add_file(struct buf *out, const struct change_file *file)
{
	char before[HASH_HEX], after[HASH_HEX];
	hash_write(file->before, before);
	hash_write(file->after, after);
	buf_add_text(out, "{\"file\":");
	buf_add_json(out, str_of(file->name));
	buf_printf(out, ",\"kind\":\"%s\",\"before\":\"%s\",\"after\":\"%s\",\"hunks\":[", kinds[file->kind], before, after);
	for (size_t i = 0; i < file->hunks.count; i++) {
		buf_add_text(out, i ? "," : "");
		add_hunk(out, &file->hunks.items[i]);
	}
	buf_add_text(out, "],\"cells\":[");
	for (size_t i = 0; i < file->cells.count; i++) {
		buf_add_text(out, i ? "," : "");
		add_cell(out, &file->cells.items[i]);
	}
	buf_add_char(out, ']');
	if (file->text.len) {
		buf_add_text(out, ",\"text\":");
		buf_add_json(out, file->text);
	}
	buf_add_char(out, '}');
}

void change_log_add_line(const struct change_entry *entry, struct buf *out)
{
	struct buf line = BUF_INIT;
	char seal[HASH_HEX];
	buf_printf(&line, NUMBER "%u,\"undoes\":%u,\"when\":%lld", entry->number, entry->undoes, entry->when);
	add_member(&line, "who", entry->who);
	add_member(&line, "command", entry->command);
	buf_add_text(&line, ",\"files\":[");
	for (size_t i = 0; i < entry->count; i++) {
		buf_add_text(&line, i ? "," : "");
		add_file(&line, &entry->files[i]);
	}
	buf_add_text(&line, "]}");
	hash_write(hash_text(buf_str(&line)), seal);
	buf_printf(out, "%s ", seal);
	buf_add_str(out, buf_str(&line));
	buf_add_char(out, '\n');
	buf_free(&line);
}

/* ---- reading: what has its hash was written by us, but may be of a later version, or forged */

static const char *text_of(const struct value *map, const char *name)
{
	const struct value *value = value_member(map, str_of(name));
	return value && value->kind == VALUE_STRING ? value->text.data : NULL;
}

static long long number_of(const struct value *map, const char *name)
{
	const struct value *value = value_member(map, str_of(name));
	return value && value->kind == VALUE_NUMBER ? strtoll(value->text.data, NULL, 10) : 0;
}

/* The items of a list; of anything else none. */
static const struct value *const *items_of(const struct value *map, const char *name, size_t *count)
{
	const struct value *value = value_member(map, str_of(name));
	*count = value && value->kind == VALUE_LIST ? value->count : 0;
	return *count ? value->items : NULL;
}

/* The index of a word in the list; false when it is not there. */
static bool index_of(const char *const *words, const char *word, size_t *index)
{
	for (*index = 0; words[*index]; ++*index)
		if (word && strcmp(words[*index], word) == 0)
			return true;
	return false;
}

static bool read_cell(const struct value *map, struct change_cell *cell)
{
	size_t step;
	if (!index_of(steps, text_of(map, "step"), &step))
		return false;
	*cell = (struct change_cell){ .step = (enum change_step)step,
				      .key_name = text_of(map, "key-name"),
				      .key = text_of(map, "key"),
				      .column = text_of(map, "column"),
				      .cell = text_of(map, "cell"),
				      .old = text_of(map, "old"),
				      .text = text_of(map, "new") };
	bool row = cell->step != CHANGE_ADD_COLUMN && cell->step != CHANGE_REMOVE_COLUMN;
	bool column = cell->step != CHANGE_ADD_ROW && cell->step != CHANGE_REMOVE_ROW;
	return (!row || (cell->key_name && cell->key)) && (!column || cell->column) &&
	       (cell->step != CHANGE_SET || (cell->old && cell->text));
}

static bool read_hunk(struct arena *arena, const struct value *list, struct change_hunks *hunks)
{
	if (list->kind != VALUE_LIST || list->count != 3 || list->items[0]->kind != VALUE_NUMBER ||
	    list->items[1]->kind != VALUE_STRING || list->items[2]->kind != VALUE_STRING)
		return false;
	hunks_add(arena, hunks, (size_t)strtoull(list->items[0]->text.data, NULL, 10), list->items[1]->text, list->items[2]->text);
	return true;
}

/* Whether the name leads to a file below the folder, and to none that begins with a dot. */
static bool is_inside(const char *name)
{
	if (!name || !*name || *name == '/' || *name == '.')
		return false;
	return !strstr(name, "/.") && !strstr(name, "//");
}

/* Whether the pieces are of the text, which is there for all but tables. */
static bool fits(const struct change_file *file)
{
	struct buf after = BUF_INIT;
	bool good = file->kind == CHANGE_EDIT ? file->cells.count || hunks_apply(&file->hunks, file->text, &after) : file->hunks.count == 1;
	buf_free(&after);
	return good;
}

static bool read_file(struct arena *arena, const struct value *map, struct change_file *file)
{
	size_t kind, hunks, cells;
	const struct value *const *hunk = items_of(map, "hunks", &hunks), *const *cell = items_of(map, "cells", &cells);
	file->name = text_of(map, "file");
	file->text = str_of(text_of(map, "text"));
	if (!is_inside(file->name) || !index_of(kinds, text_of(map, "kind"), &kind) ||
	    !hash_read(str_of(text_of(map, "before")), &file->before) || !hash_read(str_of(text_of(map, "after")), &file->after))
		return false;
	file->kind = (enum change_kind)kind;
	bool good = true;
	for (size_t i = 0; i < hunks && good; i++)
		good = read_hunk(arena, hunk[i], &file->hunks);
	for (size_t i = 0; i < cells && good; i++)
		good = read_cell(cell[i], ARENA_PUSH(arena, file->cells.items, file->cells.count, file->cells.room));
	return good && fits(file);
}

/* What stands behind the hash of a line; of a line that does not have its hash nothing. */
static struct str unsealed(struct str line)
{
	enum { SEAL = HASH_HEX - 1 };
	struct hash seal;
	if (line.len < SEAL + 1 || line.data[SEAL] != ' ' || !hash_read((struct str){ line.data, SEAL }, &seal))
		return STR("");
	struct str json = str_from(line, SEAL + 1);
	return hash_equal(hash_text(json), seal) ? json : STR("");
}

static bool read_entry(struct arena *arena, struct str json, struct change_entry *entry)
{
	struct diag_list ignored;
	diag_init(&ignored, arena);
	const char *text = arena_copy(arena, json.data, json.len);
	const struct value *root = json_read_value(arena, source_of_text(arena, "log", str_of(text)), &ignored);
	if (!root || root->kind != VALUE_MAP)
		return false;
	size_t count;
	const struct value *const *files = items_of(root, "files", &count);
	*entry = (struct change_entry){ .number = (unsigned)number_of(root, "number"),
					.undoes = (unsigned)number_of(root, "undoes"),
					.when = number_of(root, "when"),
					.who = text_of(root, "who"),
					.command = text_of(root, "command"),
					.count = count };
	entry->files = ARENA_ARRAY(arena, struct change_file, count + 1);
	bool good = entry->number && entry->who && entry->command;
	for (size_t i = 0; i < count && good; i++)
		good = read_file(arena, files[i], &entry->files[i]);
	return good;
}

bool change_log_read_line(struct arena *arena, struct str line, struct change_entry *entry)
{
	return read_entry(arena, unsealed(line), entry);
}

/* Which changes are undone: the later ones speak first, so that one that is undone itself undoes nothing. */
static void mark_undone(struct change_log *log)
{
	for (size_t i = log->count; i-- > 0;) {
		const struct change_entry *entry = &log->entries[i];
		for (size_t j = 0; j < i && entry->undoes && !entry->undone; j++)
			if (log->entries[j].number == entry->undoes && !log->entries[j].undone)
				log->entries[j].undone = entry->number;
	}
}

/* Appends the file; nothing where there is none. */
static bool read_text(struct arena *arena, const char *content, struct buf *text, struct diag_list *diags)
{
	const char *path = log_path(arena, content);
	return !file_exists(path) || file_read(path, LIMIT_LOG_BYTES, text, diags);
}

/* The higher of the number and that of a line behind its hash. */
static unsigned higher(unsigned number, struct str json)
{
	unsigned own = str_starts(json, NUMBER) ? (unsigned)strtoul(json.data + strlen(NUMBER), NULL, 10) : 0;
	return own > number ? own : number;
}

bool change_log_read(struct arena *arena, const char *content, struct change_log *log, struct diag_list *diags)
{
	struct buf text = BUF_INIT;
	*log = (struct change_log){ 0 };
	bool good = read_text(arena, content, &text, diags);
	struct str rest = good ? buf_str(&text) : STR("");
	while (rest.len) {
		struct str line = str_cut(&rest, "\n"), json = unsealed(line);
		struct change_entry entry;
		if (!line.len)
			continue;
		log->last = higher(log->last, json);
		if (read_entry(arena, json, &entry))
			*ARENA_PUSH(arena, log->entries, log->count, log->room) = entry;
		else
			log->damaged++;
	}
	buf_free(&text);
	mark_undone(log);
	return good;
}

void change_log_report_damage(struct arena *arena, const char *content, const struct change_log *log, struct diag_list *diags)
{
	if (log->damaged)
		diag_add(diags, DIAG_LOG_DAMAGED, NO_PLACE, log_path(arena, content), arena_printf(arena, "%zu", log->damaged));
}

bool change_log_last(struct arena *arena, const char *content, unsigned *last, struct diag_list *diags)
{
	struct buf text = BUF_INIT;
	bool good = read_text(arena, content, &text, diags);
	*last = 0;
	for (struct str rest = good ? buf_str(&text) : STR(""); rest.len;)
		*last = higher(*last, unsealed(str_cut(&rest, "\n")));
	buf_free(&text);
	return good;
}

const struct change_entry *change_log_find(const struct change_log *log, unsigned number)
{
	for (size_t i = log->count; i-- > 0;)
		if (log->entries[i].number == number)
			return &log->entries[i];
	return NULL;
}
