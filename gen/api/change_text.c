#include "api/change_text.h"

#include <jansson.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/buf.h"
#include "base/json.h"

/* What is being shown. */
struct show {
	struct buf *out;
	enum words_language language;
};

/* ---- for people */

static void show_cell(const struct show *s, const struct change_cell *cell)
{
	switch (cell->step) {
	case CHANGE_SET:
		buf_printf(s->out, words_in(s->language, "    %s %s (%s): ‘%s’ → ‘%s’\n"), cell->cell ? cell->cell : "—", cell->column, cell->key, cell->old, cell->text);
		return;
	case CHANGE_ADD_ROW:
		buf_printf(s->out, words_in(s->language, "    new row: %s %s\n"), cell->key_name, cell->key);
		return;
	case CHANGE_REMOVE_ROW:
		buf_printf(s->out, words_in(s->language, "    row removed: %s %s\n"), cell->key_name, cell->key);
		return;
	case CHANGE_ADD_COLUMN:
		buf_printf(s->out, words_in(s->language, "    new column: %s\n"), cell->column);
		return;
	case CHANGE_REMOVE_COLUMN:
		buf_printf(s->out, words_in(s->language, "    column removed: %s\n"), cell->column);
		return;
	}
}

static size_t line_start(struct str text, size_t at)
{
	while (at && text.data[at - 1] != '\n')
		at--;
	return at;
}

/* Behind the line end at or after `at`. */
static size_t line_end(struct str text, size_t at)
{
	const char *end = at < text.len ? memchr(text.data + at, '\n', text.len - at) : NULL;
	return end ? (size_t)(end - text.data) + 1 : text.len;
}

static void show_lines(const struct show *s, const char *mark, struct str text)
{
	while (text.len) {
		struct str line = str_cut(&text, "\n");
		buf_printf(s->out, "    %s%.*s\n", mark, (int)line.len, line.data ? line.data : "");
	}
}

/* The lines that some pieces of a text, from *next on, change together. */
static void show_passage(const struct show *s, const struct change_file *file, size_t *next, unsigned line)
{
	const struct change_hunks *hunks = &file->hunks;
	size_t start = line_start(file->text, hunks->items[*next].at), end = start, done = start;
	struct buf after = BUF_INIT;
	while (*next < hunks->count && (hunks->items[*next].at < end || end == start)) {
		const struct change_hunk *hunk = &hunks->items[(*next)++];
		buf_add(&after, file->text.data + done, hunk->at - done);
		buf_add_str(&after, hunk->text);
		done = hunk->at + hunk->old.len;
		end = hunk->old.len && file->text.data[done - 1] == '\n' ? done : line_end(file->text, done);
	}
	buf_add(&after, file->text.data + done, end - done);
	buf_printf(s->out, "    @@ %u @@\n", line);
	show_lines(s, "-", (struct str){ file->text.data + start, end - start });
	show_lines(s, "+", buf_str(&after));
	buf_free(&after);
}

static void show_text(const struct show *s, const struct change_file *file)
{
	unsigned line = 1;
	for (size_t next = 0, at = 0; next < file->hunks.count;) {
		for (; at < file->hunks.items[next].at; at++)
			line += file->text.data[at] == '\n';
		show_passage(s, file, &next, line);
	}
}

static void show_file(const struct show *s, const struct change_file *file)
{
	static const char *const heads[] = { [CHANGE_EDIT] = "  %s\n", [CHANGE_NEW] = N_("  %s, a new file\n"), [CHANGE_GONE] = N_("  %s, removed\n") };
	buf_printf(s->out, words_in(s->language, heads[file->kind]), file->name);
	for (size_t i = 0; i < file->cells.count; i++)
		show_cell(s, &file->cells.items[i]);
	if (file->kind == CHANGE_EDIT && !file->cells.count)
		show_text(s, file);
}

void change_text_add(const struct change_entry *entry, enum words_language language, const char *hidden, struct buf *out)
{
	struct buf text = BUF_INIT;
	const struct show s = { &text, language };
	for (size_t i = 0; i < entry->count; i++)
		if (!hidden || strcmp(entry->files[i].name, hidden) != 0)
			show_file(&s, &entry->files[i]);
	buf_add_printable(out, buf_str(&text), "\n\t");
	buf_free(&text);
}

/* ---- for programs */

static json_t *cell_json(const struct change_cell *cell)
{
	static const char *const steps[] = { [CHANGE_SET] = "set",
					     [CHANGE_ADD_ROW] = "add-row",
					     [CHANGE_REMOVE_ROW] = "remove-row",
					     [CHANGE_ADD_COLUMN] = "add-column",
					     [CHANGE_REMOVE_COLUMN] = "remove-column" };
	return json_pack("{s:s, s:s*, s:s*, s:s*, s:s*, s:s*}", "step", steps[cell->step], "row", cell->key, "column", cell->column, "cell",
			 cell->cell, "old", cell->old, "new", cell->text);
}

static json_t *hunk_json(const struct change_hunk *hunk)
{
	return json_pack("{s:I, s:o, s:o}", "offset", (json_int_t)hunk->at, "old", json_of_str(hunk->old),
			 "new", json_of_str(hunk->text));
}

static json_t *file_json(const struct change_file *file)
{
	static const char *const kinds[] = { [CHANGE_EDIT] = "edited", [CHANGE_NEW] = "new", [CHANGE_GONE] = "removed" };
	json_t *cells = json_array(), *pieces = json_array();
	for (size_t i = 0; i < file->cells.count; i++)
		json_array_append_new(cells, cell_json(&file->cells.items[i]));
	for (size_t i = 0; i < file->hunks.count; i++)
		json_array_append_new(pieces, hunk_json(&file->hunks.items[i]));
	return json_pack("{s:s, s:s, s:o, s:o}", "file", file->name, "kind", kinds[file->kind], "cells", cells, "pieces", pieces);
}

static json_t *entry_json(const struct change_entry *entry)
{
	time_t when = (time_t)entry->when;
	struct tm tm = { 0 };
	char text[32] = "";
	if (gmtime_r(&when, &tm))
		strftime(text, sizeof text, "%Y-%m-%dT%H:%M:%SZ", &tm);
	json_t *files = json_array();
	for (size_t i = 0; i < entry->count; i++)
		json_array_append_new(files, file_json(&entry->files[i]));
	json_t *all = json_pack("{s:i, s:s, s:s, s:s, s:o}", "number", (int)entry->number, "when", text, "who", entry->who, "command",
				entry->command, "files", files);
	if (entry->undoes)
		json_object_set_new(all, "undoes", json_integer(entry->undoes));
	if (entry->undone)
		json_object_set_new(all, "undone-by", json_integer(entry->undone));
	return all;
}

void change_text_add_json(const struct change_entry *entry, struct buf *out)
{
	json_t *json = entry_json(entry);
	char *text = json_dumps(json, JSON_INDENT(2) | JSON_PRESERVE_ORDER);
	buf_add_text(out, text);
	free(text);
	json_decref(json);
}
