#include "draft/words.h"

#include "base/arena.h"
#include "base/diag.h"
#include "base/file.h"
#include "base/limits.h"
#include "base/source.h"
#include "layout/template.h"
#include "table/table.h"

enum { COLUMN_WORD, COLUMN_FIRST, COLUMN_LAST, COLUMNS };
static const char *const columns[COLUMNS] = { "词", "行首", "行尾" };

/* The cells of each column. False with an error when one is missing. */
static bool read_header(struct table *table, size_t *cells, struct diag_list *diags)
{
	bool good;
	size_t errors = diag_errors(diags);
	if (!table_next(table, &good, diags)) {
		diag_add(diags, DIAG_UNITS_COLUMN_MISSING, ((struct place){ table->source, 0 }), columns[COLUMN_WORD]);
		return false;
	}
	for (size_t column = 0; column < COLUMNS; column++) {
		cells[column] = table_find_cell(table, columns[column]);
		if (cells[column] == (size_t)-1)
			diag_add(diags, DIAG_UNITS_COLUMN_MISSING, table_cell_place(table, 0), columns[column]);
	}
	table->columns = table->count;
	return diag_errors(diags) == errors;
}

/* Whether the word should not stand there. */
static bool read_mark(struct arena *arena, const struct table *table, size_t cell, const char *column, struct diag_list *diags)
{
	struct str text = str_trim(table->cells[cell].text);
	if (text.len && !str_is(text, "不"))
		diag_add(diags, DIAG_BAD_CHOICE, table_cell_place(table, cell), column, arena_copy(arena, text.data, text.len), "不");
	return text.len;
}

const struct break_words *words_load(struct arena *arena, const char *content_folder, struct diag_list *diags)
{
	struct break_words *out = ARENA_NEW(arena, struct break_words);
	char *path = file_join(arena, content_folder, "words/break.csv");
	out->file = path;
	if (!file_exists(path))
		return out;
	size_t errors = diag_errors(diags), cells[COLUMNS], capacity = 0;
	struct source *source = source_load(arena, path, LIMIT_DATA_BYTES, diags);
	struct table table;
	struct break_word *words = NULL;
	if (!source)
		return NULL;
	source->table = true;
	out->found = true;
	out->hash = source->hash;
	table_start(&table, arena, source);
	if (!read_header(&table, cells, diags))
		return NULL;
	for (bool good; table_next(&table, &good, diags);) {
		struct str word = good ? str_trim(table.cells[cells[COLUMN_WORD]].text) : STR("");
		if (!word.len)
			continue;
		*ARENA_PUSH(arena, words, out->count, capacity) = (struct break_word){
			.text = { arena_copy(arena, word.data, word.len), word.len },
			.not_first = read_mark(arena, &table, cells[COLUMN_FIRST], columns[COLUMN_FIRST], diags),
			.not_last = read_mark(arena, &table, cells[COLUMN_LAST], columns[COLUMN_LAST], diags),
		};
	}
	out->items = words;
	return diag_errors(diags) == errors ? out : NULL;
}
