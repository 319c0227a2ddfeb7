/* Units that come, go, and get another name. */
#include "catalogue/catalogue.h"
#include "change/internal.h"

bool change_add_unit(struct change *change, const struct catalogue *catalogue, struct catalogue_fresh *fresh, struct place place,
		     const struct catalogue_setting *settings, size_t count, struct diag_list *diags)
{
	struct catalogue_cell *cells;
	size_t cell_count;
	if (!catalogue_complete_unit(change->arena, catalogue, fresh, change->fresh, change->fresh_count, place, diags) ||
	    !catalogue_cells_of_unit(change->arena, catalogue, fresh, settings, count, &cells, &cell_count, diags))
		return false;
	struct catalogue_request request = { .unit_name = fresh->name, .unit_type = fresh->type, .unit_region = fresh->region };
	if (!catalogue_keeps_rules(change->arena, catalogue, &request, settings, count, diags))
		return false;
	for (size_t i = 0; i < cell_count; i++)
		change_add_cell(change, &cells[i]);
	*ARENA_PUSH(change->arena, change->fresh, change->fresh_count, change->fresh_room) = *fresh;
	return true;
}

bool change_rename_unit(struct change *change, const struct catalogue *catalogue, const struct catalogue_unit *unit, const char *name,
			struct diag_list *diags)
{
	struct catalogue_cell cell;
	if (!catalogue_find_name_cell(change->arena, catalogue, unit, name, &cell, diags))
		return false;
	change_add_cell(change, &cell);
	return true;
}

bool change_set_fixed(struct change *change, const struct catalogue *catalogue, const struct catalogue_unit *unit,
		      const struct catalogue_setting *setting, struct diag_list *diags)
{
	struct catalogue_cell cell;
	if (!catalogue_find_fixed_cell(change->arena, catalogue, unit, setting, &cell, diags))
		return false;
	change_add_cell(change, &cell);
	return true;
}

bool change_remove_unit(struct change *change, const struct catalogue_unit *unit, struct diag_list *diags)
{
	struct catalogue_cell *cells;
	size_t count;
	if (!catalogue_row_cells(change->arena, unit, &cells, &count, diags))
		return false;
	for (size_t i = 0; i < count; i++)
		change_add_cell(change, &cells[i]);
	struct change_cell row = { .step = CHANGE_REMOVE_ROW, .key_name = cells->key_name, .key = cells->key };
	change_add_step(change, cells->file, &row);
	return true;
}
