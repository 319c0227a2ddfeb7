/* The log of changes as the users of the library read it. */
#include <string.h>

#include "api/change_text.h"
#include "api/internal.h"
#include "base/arena.h"
#include "base/buf.h"
#include "change/log.h"

/* A column of a table of units, and what its variable is called. */
struct label {
	const char *column, *text;
};

struct plangen_log {
	struct arena *arena;
	struct change_log log;
	enum words_language language;
	bool planned;         /* it is of a change that was not written, which has no number yet */
	const char *hidden;   /* file that is not for people; NULL: none */
	struct buf bytes;     /* of plangen_log_bytes(), the last */
	struct label *labels; /* each once */
	size_t label_count, label_room;
};

static const char *label_of(const struct plangen_log *log, const char *column)
{
	for (size_t i = 0; column && i < log->label_count; i++)
		if (strcmp(log->labels[i].column, column) == 0)
			return log->labels[i].text;
	return NULL;
}

/* Keeps the label of the column, which may be of one plan only, 13-党支部@党员人数; none where it is no variable's. */
static void keep_label(struct plangen_log *log, const struct catalogue *catalogue, const char *column)
{
	const char *at = column ? strrchr(column, '@') : NULL;
	const struct catalogue_variable *variable = column ? catalogue_variable(catalogue, str_of(at ? at + 1 : column)) : NULL;
	if (variable && variable->label && !label_of(log, column))
		*ARENA_PUSH(log->arena, log->labels, log->label_count, log->label_room) = (struct label){ column, arena_strdup(log->arena, variable->label) };
}

static void keep_labels(struct plangen_log *log, const struct catalogue *catalogue)
{
	for (size_t i = 0; i < log->log.count; i++)
		for (size_t f = 0; f < log->log.entries[i].count; f++) {
			const struct change_cells *cells = &log->log.entries[i].files[f].cells;
			for (size_t c = 0; c < cells->count; c++)
				keep_label(log, catalogue, cells->items[c].column);
		}
}

static struct plangen_log *read_log(const char *content, enum words_language language, struct plangen_messages *messages)
{
	struct plangen_log *log = api_object(sizeof *log);
	struct api_call call;
	api_enter(&call, messages);
	log->language = language;
	bool good = change_log_read(log->arena, content, &log->log, &call.diags);
	change_log_report_damage(call.arena, content, &log->log, &call.diags);
	api_leave(&call);
	if (good)
		return log;
	plangen_log_free(log);
	return NULL;
}

struct plangen_log *plangen_log(struct plangen *plangen, struct plangen_messages *messages)
{
	struct plangen_log *log = read_log(plangen->content, plangen->language, messages);
	if (log)
		keep_labels(log, plangen->state->catalogue);
	return log;
}

struct plangen_log *plangen_folder_log(const char *content, const char *language, struct plangen_messages *messages)
{
	return read_log(content, words_language_of(language), messages);
}

/* By way of its line, as the log would give it. */
struct plangen_log *api_log_of(const struct plangen *plangen, enum words_language language, bool planned, const char *hidden, const struct change_entry *entry)
{
	struct plangen_log *log = api_object(sizeof *log);
	struct buf line = BUF_INIT;
	log->language = language;
	log->planned = planned;
	log->hidden = hidden;
	log->log = (struct change_log){ .entries = ARENA_NEW(log->arena, struct change_entry) };
	change_log_add_line(entry, &line);
	log->log.count = change_log_read_line(log->arena, str_trim(buf_move_str(&line, log->arena)), log->log.entries);
	if (plangen)
		keep_labels(log, plangen->state->catalogue);
	return log;
}

void plangen_log_free(struct plangen_log *log)
{
	if (log)
		buf_free(&log->bytes);
	api_object_free(log);
}

size_t plangen_log_count(const struct plangen_log *log)
{
	return log->log.count;
}

/* The entry; where the index is too large, one in which nothing stands. */
static const struct change_entry *entry_at(const struct plangen_log *log, size_t index)
{
	static const struct change_entry none = { 0 };
	return index < log->log.count ? &log->log.entries[index] : &none;
}

unsigned plangen_log_number(const struct plangen_log *log, size_t index)
{
	return log->planned ? 0 : entry_at(log, index)->number;
}

unsigned plangen_log_undoes(const struct plangen_log *log, size_t index)
{
	return entry_at(log, index)->undoes;
}

unsigned plangen_log_undone(const struct plangen_log *log, size_t index)
{
	return entry_at(log, index)->undone;
}

long long plangen_log_when(const struct plangen_log *log, size_t index)
{
	return entry_at(log, index)->when;
}

const char *plangen_log_who(const struct plangen_log *log, size_t index)
{
	return entry_at(log, index)->who;
}

const char *plangen_log_what(const struct plangen_log *log, size_t index)
{
	return entry_at(log, index)->command;
}

/* ---- cells and passages */

static size_t parts_of(const struct change_file *file)
{
	return file->cells.count ? file->cells.count : file->hunks.count;
}

size_t plangen_log_part_count(const struct plangen_log *log, size_t index)
{
	const struct change_entry *entry = entry_at(log, index);
	size_t count = 0;
	for (size_t i = 0; i < entry->count; i++)
		count += parts_of(&entry->files[i]);
	return count;
}

/* Texts of the log end with a NUL. */
static const char *field_of(const struct plangen_log *log, const struct change_file *file, size_t part, enum plangen_part_field field)
{
	const struct change_cell *cell = file->cells.count ? &file->cells.items[part] : NULL;
	const struct change_hunk *hunk = cell ? NULL : &file->hunks.items[part];
	switch (field) {
	case PLANGEN_PART_FILE:
		return file->name;
	case PLANGEN_PART_CELL:
		return cell ? cell->cell : NULL;
	case PLANGEN_PART_ROW:
		return cell ? cell->key : NULL;
	case PLANGEN_PART_COLUMN:
		return cell ? cell->column : NULL;
	case PLANGEN_PART_OLD:
		return cell ? cell->old : hunk->old.data;
	case PLANGEN_PART_NEW:
		return cell ? cell->text : hunk->text.data;
	case PLANGEN_PART_LABEL:
		return cell ? label_of(log, cell->column) : NULL;
	}
	return NULL;
}

const char *plangen_log_part(const struct plangen_log *log, size_t index, size_t part, enum plangen_part_field field)
{
	const struct change_entry *entry = entry_at(log, index);
	for (size_t i = 0; i < entry->count; i++) {
		if (part < parts_of(&entry->files[i]))
			return field_of(log, &entry->files[i], part, field);
		part -= parts_of(&entry->files[i]);
	}
	return NULL;
}

/* ---- as people and programs read it */

size_t plangen_log_file_count(const struct plangen_log *log, size_t index)
{
	return entry_at(log, index)->count;
}

const char *plangen_log_file(const struct plangen_log *log, size_t index, size_t file)
{
	const struct change_entry *entry = entry_at(log, index);
	return file < entry->count ? entry->files[file].name : NULL;
}

const char *plangen_log_bytes(struct plangen_log *log, size_t index, const char *format, size_t *size)
{
	bool json = strcmp(format, "json") == 0;
	buf_reset(&log->bytes);
	buf_add_text(&log->bytes, "");
	if (index >= log->log.count || (!json && strcmp(format, "text") != 0))
		return NULL;
	if (json)
		change_text_add_json(entry_at(log, index), &log->bytes);
	else
		change_text_add(entry_at(log, index), log->language, log->hidden, &log->bytes);
	if (size)
		*size = log->bytes.len;
	return log->bytes.data;
}
