/* What the data said when a workbook for many units was made, which a hidden sheet of it keeps: only a cell that says something else was edited. */
#include "form/fill_internal.h"

#include <string.h>

#include "base/arena.h"
#include "form/form.h"
#include "table/xlsx.h"

void fill_read_was(struct filling *f, const char *path)
{
	struct table table;
	struct diag_list ignored;
	struct fill_was *was = &f->was;
	bool good;
	diag_init(&ignored, f->arena);
	const struct source *sheet = xlsx_load_hidden(f->arena, path, FORM_WAS);
	if (!sheet)
		return;
	table_start(&table, f->arena, sheet);
	if (!table_next(&table, &good, &ignored))
		return;
	*was = (struct fill_was){ .names = ARENA_ARRAY(f->arena, const char *, table.count + 1), .count = table.count };
	for (size_t i = 0; i < was->count; i++)
		was->names[i] = fill_copy(f, fill_cell_text(&table, i));
	while (table_next(&table, &good, &ignored)) {
		const char **row = ARENA_ARRAY(f->arena, const char *, was->count + 1);
		for (size_t i = 0; i < was->count; i++)
			row[i] = fill_copy(f, fill_cell_text(&table, i));
		*ARENA_PUSH(f->arena, was->rows, was->row_count, was->room) = row;
	}
}

/* The text of the unit's row below the name; NULL: the workbook does not keep it. */
static const char *find_was(struct fill_was *was, const struct catalogue_unit *unit, const char *name)
{
	size_t column = 1, tried = 0;
	while (column < was->count && strcmp(was->names[column], name) != 0)
		column++;
	if (column >= was->count)
		return NULL;
	for (; tried < was->row_count; tried++) { /* from the row that was asked for last: cells of a unit stand together */
		size_t at = (was->last + tried) % was->row_count;
		if (!str_is(unit->id, was->rows[at][0]))
			continue;
		was->last = at;
		return was->rows[at][column];
	}
	return NULL;
}

const char *fill_value_now(struct filling *f, const struct catalogue_unit *unit, const struct catalogue_variable *variable)
{
	struct catalogue_setting setting = { variable->name, "", NO_PLACE };
	struct catalogue_cell cell = { 0 };
	struct diag_list ignored;
	diag_init(&ignored, f->arena);
	bool found = unit->file && catalogue_find_cell(f->arena, f->catalogue, unit, &setting, &cell, &ignored);
	return found && cell.old && *cell.old ? cell.old : NULL;
}

/* Whether the texts say the same of what the edit is about. */
static bool is_same(struct filling *f, const struct fill_edit *edit, const char *a, const char *b)
{
	return edit->variable ? fill_means_same(f, edit->variable, a, b) : strcmp(a, b) == 0;
}

bool fill_is_edit(struct filling *f, const struct fill_edit *edit)
{
	bool same = *edit->text && is_same(f, edit, edit->was, edit->text);
	bool moved = edit->now && !is_same(f, edit, edit->was, edit->now);
	if (same && moved && !f->stale++) {
		f->stale_edit = *edit;
	} else if (moved && !same && !is_same(f, edit, edit->now, edit->text)) {
		diag_add(f->diags, DIAG_FILL_CHANGED_IN_BOTH, edit->place, edit->label, fill_shown(f->arena, edit->variable, edit->was),
			 diag_excerpt(f->arena, str_of(fill_shown(f->arena, edit->variable, edit->now)), FILL_CHARS));
		f->fill->refused++;
		return false;
	}
	return !same;
}

bool fill_is_edited(struct filling *f, const struct catalogue_unit *unit, const struct catalogue_variable *variable, const char *text, struct place place)
{
	const char *was = find_was(&f->was, unit, variable->name);
	if (!was)
		return true;
	struct diag_list ignored;
	diag_init(&ignored, f->arena);
	const char *now = fill_value_now(f, unit, variable);
	const struct value *value = now ? type_parse(f->arena, &variable->type, variable->name, str_of(now), NO_PLACE, &ignored) : NULL;
	bool given = value && value->kind != VALUE_NULL;
	const struct fill_edit edit = { unit, variable, variable->label, was, given ? now : "", text, place };
	return fill_is_edit(f, &edit);
}

bool fill_is_fixed_edited(struct filling *f, const struct catalogue_unit *unit, const char *label, const char *now, const char *text, struct place place)
{
	const char *was = find_was(&f->was, unit, label);
	const struct fill_edit edit = { unit, NULL, label, was, now, text, place };
	return !was || fill_is_edit(f, &edit);
}

void fill_tell_stale(struct filling *f)
{
	const struct fill_edit *first = &f->stale_edit;
	if (f->stale)
		diag_add(f->diags, DIAG_FILL_STALE, first->place, arena_printf(f->arena, "%zu", f->stale), fill_copy(f, first->unit->name),
			 first->label, diag_excerpt(f->arena, str_of(*first->now ? fill_shown(f->arena, first->variable, first->now) : FORM_NOTHING), FILL_CHARS));
}
