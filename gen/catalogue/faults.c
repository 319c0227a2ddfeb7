/* Faults of tables of units, told to those whom they concern. */
#include "base/buf.h"
#include "catalogue/internal.h"

/* Whether the fault is of the unit's row, or of a column in which the row has something. */
static bool concerns(const struct catalogue *catalogue, const struct catalogue_fault *fault, const struct catalogue_unit *unit,
		     const struct table *row, const struct table *over)
{
	if (!unit)
		return false;
	if (fault->unit != CATALOGUE_NONE)
		return &catalogue->units[fault->unit] == unit;
	const struct table *own = fault->file == unit->file ? row : unit->layer && fault->file == unit->layer ? over : NULL;
	return own && fault->column < own->count && str_trim(own->cells[fault->column].text).len;
}

/* Whether the fault is of a column with values for another variant. */
static bool is_of_other(const struct catalogue_fault *fault, const struct catalogue_variant *variant)
{
	bool column = fault->unit == CATALOGUE_NONE && fault->file && fault->column < fault->file->count;
	const struct catalogue_variant *only = column ? fault->file->columns[fault->column].variant : NULL;
	return only && variant && only != variant;
}

/* Where the first of the faults is. */
static void add_where(const struct catalogue_fault *fault, struct buf *out)
{
	if (fault->path)
		buf_add_text(out, fault->path);
	else
		source_add_place(fault->diags->first->place, out);
}

void catalogue_report_faults(const struct catalogue *catalogue, struct diag_list *diags)
{
	for (size_t i = 0; i < catalogue->fault_count; i++)
		diag_append_new(diags, catalogue->faults[i].diags);
	if (catalogue->notes)
		diag_append_new(diags, catalogue->notes);
}

void catalogue_report_faults_of(const struct catalogue *catalogue, const struct catalogue_unit *unit, const struct catalogue_variant *variant,
				struct diag_list *diags)
{
	if (!catalogue->fault_count)
		return;
	struct arena *arena = arena_new();
	struct table row = { .count = 0 }, over = { .count = 0 };
	struct diag_list known, rest; /* a row that is a unit's has no faults of its own */
	diag_init(&known, arena);
	diag_init(&rest, arena);
	if (unit)
		catalogue_unit_row(&row, arena, unit, &known);
	if (unit)
		catalogue_layer_row(&over, arena, unit, &known);
	size_t others = 0;
	struct buf first = BUF_INIT;
	for (size_t i = 0; i < catalogue->fault_count; i++) {
		const struct catalogue_fault *fault = &catalogue->faults[i];
		if (concerns(catalogue, fault, unit, &row, &over) && !is_of_other(fault, variant))
			diag_append_new(diags, fault->diags);
		else if (diag_errors(fault->diags) && !others++)
			add_where(fault, &first);
	}
	if (others)
		diag_add(&rest, DIAG_UNITS_FAULTS, NO_PLACE, arena_printf(arena, "%zu", others), first.data);
	diag_append_new(diags, &rest);
	buf_free(&first);
	arena_free(arena);
}

void catalogue_report_comments_of(const struct catalogue *catalogue, const struct catalogue_unit *unit, struct diag_list *diags)
{
	if (!catalogue->notes)
		return;
	struct arena *arena = arena_new();
	struct table row;
	struct diag_list ignored, own;
	diag_init(&ignored, arena);
	diag_init(&own, arena);
	bool read = catalogue_unit_row(&row, arena, unit, &ignored);
	for (const struct diag *note = catalogue->notes->first; note && read; note = note->next)
		if (note->code == DIAG_XLSX_COMMENT && note->place.source == row.source && note->place.offset >= row.start && note->place.offset <= row.end)
			diag_add(&own, note->code, note->place, note->arguments[0], note->arguments[1]);
	diag_append_new(diags, &own);
	arena_free(arena);
}

void catalogue_report_cells_of(const struct catalogue_unit *unit, struct diag_list *diags)
{
	struct arena *arena = arena_new();
	struct table row;
	struct diag_list own;
	diag_init(&own, arena);
	if (catalogue_unit_row(&row, arena, unit, &own))
		for (size_t i = 0; i < row.count; i++)
			table_cell_remarks(&row, i, &own);
	diag_append_new(diags, &own);
	arena_free(arena);
}

bool catalogue_report_unread(const struct catalogue *catalogue, struct diag_list *diags)
{
	bool found = false;
	for (size_t i = 0; i < catalogue->fault_count; i++) {
		if (catalogue->faults[i].path)
			diag_append_new(diags, catalogue->faults[i].diags);
		found |= catalogue->faults[i].path != NULL;
	}
	return found;
}
