#include "api/listing.h"

#include <jansson.h>
#include <string.h>

#include "api/tables.h"
#include "base/arena.h"
#include "base/buf.h"
#include "base/json.h"
#include "catalogue/catalogue.h"
#include "draft/title.h"
#include "table/grid.h"

const char *listing_title(const struct listing *list, const struct catalogue_variant *variant)
{
	struct catalogue_request request = { .variant = variant, .year = list->year, .profile = list->profile };
	const char *title = draft_title(list->arena, list->catalogue, &request, list->diags);
	return title ? title : "";
}

const char *listing_variants(struct arena *arena, const struct catalogue *catalogue, const struct catalogue_unit *unit)
{
	const struct catalogue_variant **variants;
	size_t count = catalogue_unit_variants(arena, catalogue, unit, &variants);
	struct buf out = BUF_INIT;
	for (size_t i = 0; i < count; i++)
		buf_printf(&out, "%s%s", i ? "、" : "", variants[i]->id);
	return buf_move_to(&out, arena);
}

size_t listing_units(const struct catalogue *catalogue, const struct catalogue_scope *type)
{
	size_t count = 0;
	for (size_t i = 0; i < catalogue->unit_count; i++)
		count += str_is(catalogue->units[i].type, type->name);
	return count;
}

/* ---- as JSON */

/* Required variables that only this variant needs or that all need. */
static json_t *needs_json(const struct catalogue *catalogue, const struct catalogue_variant *variant)
{
	json_t *needs = json_array();
	for (size_t i = 0; i < catalogue->variable_count; i++) {
		const struct catalogue_variable *v = &catalogue->variables[i];
		if (v->required && !v->built_in && catalogue_applies(v, variant))
			json_array_append_new(needs, json_pack("{s:s, s:s, s:s?}", "name", v->name, "label", v->label, "example",
							       v->example));
	}
	return needs;
}

static json_t *unit_json(const struct listing *list, const struct catalogue_unit *unit)
{
	const struct catalogue_variant **variants;
	size_t count = catalogue_unit_variants(list->arena, list->catalogue, unit, &variants);
	json_t *ids = json_array();
	for (size_t i = 0; i < count; i++)
		json_array_append_new(ids, json_string(variants[i]->id));
	return json_pack("{s:o, s:o, s:o, s:o, s:o}", "id", json_of_str(unit->id), "name", json_of_str(unit->name), "type",
			 json_of_str(unit->type), "region", json_of_str(unit->region), "variants", ids);
}

static void add_json(const struct listing *list, struct buf *out)
{
	json_t *variants = json_array(), *units = json_array();
	for (size_t i = 0; i < list->catalogue->variant_count; i++) {
		const struct catalogue_variant *v = &list->catalogue->variants[i];
		json_array_append_new(variants, json_pack("{s:i, s:s, s:s, s:s, s:b, s:o}", "order", (int)v->order, "id", v->id,
							  "title", listing_title(list, v), "category", v->category, "written",
							  v->source != NULL, "needs", needs_json(list->catalogue, v)));
	}
	for (size_t i = 0; i < list->catalogue->unit_count; i++)
		json_array_append_new(units, unit_json(list, &list->catalogue->units[i]));
	json_t *all = json_pack("{s:i, s:o, s:o}", "year", (int)list->year, "variants", variants, "units", units);
	json_put(all, out);
}

static json_t *type_json(const struct listing *list, const struct catalogue_scope *type)
{
	const struct catalogue_unit alike = { .type = str_of(type->name) };
	const struct catalogue_variant **variants;
	size_t count = catalogue_unit_variants(list->arena, list->catalogue, &alike, &variants);
	json_t *ids = json_array();
	for (size_t i = 0; i < count; i++)
		json_array_append_new(ids, json_string(variants[i]->id));
	return json_pack("{s:s, s:s?, s:i, s:o}", "name", type->name, "extends", type->extends ? type->extends->name : NULL, "units",
			 (int)listing_units(list->catalogue, type), "variants", ids);
}

static void add_types_json(const struct listing *list, struct buf *out)
{
	json_t *all = json_array();
	for (size_t i = 0; i < list->catalogue->type_count; i++)
		json_array_append_new(all, type_json(list, &list->catalogue->types[i]));
	json_put(all, out);
}

/* ---- as tables */

/* The units and the variants. */
static void fill_grids(const struct listing *list, struct grid grids[2])
{
	static const struct grid_column of_units[] = {
		{ "编号", 6, GRID_TEXT }, { "名称", 18, GRID_TEXT }, { "简称", 10, GRID_TEXT },
		{ "类型", 8, GRID_TEXT }, { "地区", 16, GRID_TEXT }, { "适用", 24, GRID_TEXT },
	};
	static const struct grid_column of_variants[] = {
		{ "序号", 4, GRID_NUMBER }, { "文种", 12, GRID_TEXT }, { "标题", 30, GRID_TEXT }, { "类别", 8, GRID_TEXT }, { "已编写", 5, GRID_TEXT },
	};
	struct arena *arena = list->arena;
	grids[0] = (struct grid){ .name = "单位", .columns = of_units, .width = sizeof of_units / sizeof *of_units };
	grids[1] = (struct grid){ .name = "文种", .columns = of_variants, .width = sizeof of_variants / sizeof *of_variants };
	for (size_t i = 0; i < list->catalogue->unit_count; i++) {
		const struct catalogue_unit *unit = &list->catalogue->units[i];
		const struct str texts[] = { unit->id, unit->name, unit->short_name, unit->type, unit->region };
		const char **row = grid_add_row(arena, &grids[0]);
		for (size_t j = 0; j < sizeof texts / sizeof *texts; j++)
			row[j] = grid_text(arena, texts[j]);
		row[5] = listing_variants(arena, list->catalogue, unit);
	}
	for (size_t i = 0; i < list->catalogue->variant_count; i++) {
		const struct catalogue_variant *v = &list->catalogue->variants[i];
		const char **row = grid_add_row(arena, &grids[1]);
		row[0] = grid_number(arena, v->order);
		row[1] = v->id;
		row[2] = listing_title(list, v);
		row[3] = v->category;
		row[4] = v->source ? "是" : "否";
	}
}

static void fill_type_grid(const struct listing *list, struct grid *grid)
{
	static const struct grid_column columns[] = {
		{ "类型", 10, GRID_TEXT }, { "上级类型", 10, GRID_TEXT }, { "单位", 5, GRID_BAR }, { "适用", 30, GRID_TEXT },
	};
	*grid = (struct grid){ .name = "单位类型", .columns = columns, .width = sizeof columns / sizeof *columns };
	for (size_t i = 0; i < list->catalogue->type_count; i++) {
		const struct catalogue_scope *type = &list->catalogue->types[i];
		const struct catalogue_unit alike = { .type = str_of(type->name) };
		const char **row = grid_add_row(list->arena, grid);
		row[0] = type->name;
		row[1] = type->extends ? type->extends->name : NULL;
		row[2] = grid_number(list->arena, listing_units(list->catalogue, type));
		row[3] = listing_variants(list->arena, list->catalogue, &alike);
	}
}

bool listing_write(const struct listing *list, const char *format, struct buf *out)
{
	struct grid grids[2];
	if (strcmp(format, "json") == 0) {
		add_json(list, out);
		return true;
	}
	fill_grids(list, grids);
	return tables_write(list->arena, format, arena_printf(list->arena, "%u年单位和文种", list->year), list->year, grids, 2, out);
}

bool listing_write_types(const struct listing *list, const char *format, struct buf *out)
{
	struct grid grid;
	if (strcmp(format, "json") == 0) {
		add_types_json(list, out);
		return true;
	}
	fill_type_grid(list, &grid);
	return tables_write(list->arena, format, grid.name, list->year, &grid, 1, out);
}
