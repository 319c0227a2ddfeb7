/* Writing answers back into a unit's row, byte for byte the same elsewhere. */
#include <string.h>

#include "base/buf.h"
#include "base/file.h"
#include "base/limits.h"
#include "catalogue/internal.h"
#include "table/csv.h"

/* One answer and the column it goes to; columns from file->count on are new. */
struct answer {
	const struct catalogue_variable *variable;
	struct str text;
	size_t column;
};

/* The column that holds the variable for all variants, or `fallback`. */
static size_t column_of(const struct catalogue_units_file *file, const struct catalogue_variable *variable,
			size_t fallback)
{
	for (size_t i = 0; i < file->count; i++)
		if (file->columns[i].role == UNITS_VARIABLE && file->columns[i].variable == variable &&
		    !file->columns[i].variant)
			return i;
	return fallback;
}

/* Checks all answers; a variable answered twice takes the last. Returns NULL with errors when one is bad. */
static struct answer *check_answers(struct arena *arena, const struct catalogue *catalogue,
				    const struct catalogue_unit *unit, const struct catalogue_setting *settings,
				    size_t *count, struct diag_list *diags)
{
	struct answer *answers = ARENA_ARRAY(arena, struct answer, *count);
	size_t kept = 0, added = unit->file->count;
	bool good = true;
	for (size_t i = 0; i < *count; i++) {
		const struct catalogue_variable *variable =
			catalogue_settable(catalogue, str_trim(str_of(settings[i].name)), settings[i].place, diags);
		struct str text = str_trim(str_of(settings[i].value));
		if (!variable || !catalogue_value_of_text(arena, variable, text, settings[i].place, diags)) {
			good = false;
			continue;
		}
		size_t at = 0;
		while (at < kept && answers[at].variable != variable)
			at++;
		if (at == kept) {
			answers[kept++] = (struct answer){ variable, text, column_of(unit->file, variable, added) };
			added += answers[at].column == added;
		}
		answers[at].text = text;
	}
	*count = kept;
	return good ? answers : NULL;
}

/* Reads the file again: it must be UTF-8 and what the catalogue was made from. */
static bool check_file(struct arena *arena, const struct source *known, struct diag_list *diags)
{
	struct diag_list own;
	diag_init(&own, arena);
	const struct source *now = source_load(arena, known->name, LIMIT_DATA_BYTES, &own);
	if (now && now->gb18030) {
		diag_add(diags, DIAG_KEEP_NOT_UTF8, NO_PLACE, known->name);
		return false;
	}
	bool same = now && hash_equal(now->hash, known->hash);
	if (!same)
		diag_add(diags, DIAG_KEEP_CHANGED, NO_PLACE, known->name);
	return same;
}

/* The unit's own row: answered cells anew, the others as they are. */
static void add_own_row(struct buf *out, const struct table *table, const struct answer *answers, size_t count)
{
	for (size_t i = 0; i < table->count; i++) {
		const struct answer *answer = NULL;
		for (size_t j = 0; j < count; j++)
			if (answers[j].column == i)
				answer = &answers[j];
		if (i)
			buf_add_char(out, ',');
		if (answer)
			csv_add_cell(out, answer->text);
		else
			buf_add(out, table->source->text.data + table->cells[i].start,
				table->cells[i].end - table->cells[i].start);
	}
}

enum row_kind { ROW_HEADER, ROW_OWN, ROW_OTHER };

static void add_row(struct buf *out, const struct table *table, enum row_kind kind, const struct answer *answers,
		    size_t count)
{
	if (kind == ROW_OWN)
		add_own_row(out, table, answers, count);
	else
		buf_add(out, table->source->text.data + table->start, table->end - table->start);
	for (size_t i = 0; i < count; i++) {
		if (answers[i].column < table->columns)
			continue;
		buf_add_char(out, ',');
		if (kind == ROW_HEADER)
			csv_add_cell(out, str_of(answers[i].variable->name));
		else if (kind == ROW_OWN)
			csv_add_cell(out, answers[i].text);
	}
}

/* The whole file with the answers in it; false when a row has faults, which would move the columns. */
static bool rewrite(struct arena *arena, const struct catalogue_unit *unit, const struct answer *answers, size_t count,
		    struct buf *out, struct diag_list *diags)
{
	struct table table;
	table_start(&table, arena, unit->file->source);
	table.columns = unit->file->count;
	struct diag_list own;
	diag_init(&own, arena);
	size_t copied = 0;
	bool good;
	for (bool header = true; table_next(&table, &good, &own); header = false) {
		if (!good) {
			diag_add(diags, DIAG_KEEP_FAULTY, ((struct place){ table.source, table.start }), table.source->name);
			return false;
		}
		buf_add(out, table.source->text.data + copied, table.start - copied);
		bool mine = table.start == unit->place.offset;
		add_row(out, &table, header ? ROW_HEADER : mine ? ROW_OWN : ROW_OTHER, answers, count);
		copied = table.end;
	}
	buf_add_str(out, str_from(table.source->text, copied));
	return true;
}

bool catalogue_keep(const struct catalogue *catalogue, const struct catalogue_unit *unit,
		    const struct catalogue_setting *settings, size_t count, struct diag_list *diags)
{
	struct arena *arena = arena_new();
	const struct source *source = unit->file->source;
	struct buf text = BUF_INIT;
	const struct answer *answers = check_answers(arena, catalogue, unit, settings, &count, diags);
	bool ok = answers && check_file(arena, source, diags) && rewrite(arena, unit, answers, count, &text, diags) &&
		  source_edit(source, buf_str(&text), diags);
	buf_free(&text);
	arena_free(arena);
	return ok;
}

bool catalogue_can_keep(const struct catalogue_unit *unit, struct diag_list *diags)
{
	struct arena *arena = arena_new();
	struct buf text = BUF_INIT;
	bool ok = check_file(arena, unit->file->source, diags) && rewrite(arena, unit, NULL, 0, &text, diags);
	buf_free(&text);
	arena_free(arena);
	return ok;
}
