#include "form/gaps.h"

#include <jansson.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/json.h"

void gaps_add(struct arena *arena, struct draft_tools *tools, const struct draft_request *base, struct gaps *gaps,
	      struct diag_list *diags)
{
	struct needs needs;
	needs_find(arena, tools, base, &needs, diags);
	gaps->units++;
	for (size_t i = 0; i < needs.count; i++) {
		const struct need *need = &needs.items[i];
		if (!need->missing && !need->empty)
			continue;
		*ARENA_PUSH(arena, gaps->items, gaps->count, gaps->room) = (struct gap){
			base->values.unit, need->variable, need->missing, needs_plans(arena, need)
		};
		gaps->required += need->missing;
	}
}

void gaps_find(struct arena *arena, struct draft_tools *tools, const struct draft_request *base, const struct catalogue_picked *picked,
	       struct gaps *gaps, struct diag_list *diags)
{
	struct draft_request request = *base;
	for (size_t i = 0; i < picked->count; i++) {
		request.values.unit = picked->units[i];
		if (!base->values.variant || catalogue_unit_uses(tools->catalogue, picked->units[i], base->values.variant))
			gaps_add(arena, tools, &request, gaps, diags);
	}
}

/* ---- sums */

static void count_gap(struct gap_sum *sum, const struct gap *gap)
{
	sum->required += gap->required;
	sum->optional += !gap->required;
}

size_t gaps_sum_units(struct arena *arena, const struct gaps *gaps, struct gap_sum **sums)
{
	size_t count = 0;
	*sums = ARENA_ARRAY(arena, struct gap_sum, gaps->count + 1);
	for (size_t i = 0; i < gaps->count; i++) {
		if (!count || (*sums)[count - 1].unit != gaps->items[i].unit)
			(*sums)[count++] = (struct gap_sum){ .unit = gaps->items[i].unit, .first = i };
		count_gap(&(*sums)[count - 1], &gaps->items[i]);
	}
	return count;
}

static int by_frequency(const void *a, const void *b)
{
	const struct gap_sum *x = a, *y = b;
	if (x->required != y->required)
		return x->required < y->required ? 1 : -1;
	if (x->optional != y->optional)
		return x->optional < y->optional ? 1 : -1;
	return (x->variable > y->variable) - (x->variable < y->variable);
}

size_t gaps_sum_values(struct arena *arena, const struct gaps *gaps, const struct catalogue *catalogue, struct gap_sum **sums)
{
	size_t count = 0;
	struct gap_sum *all = ARENA_ARRAY(arena, struct gap_sum, catalogue->variable_count + 1);
	for (size_t i = 0; i < gaps->count; i++) {
		struct gap_sum *sum = &all[gaps->items[i].variable->index];
		sum->variable = gaps->items[i].variable;
		count_gap(sum, &gaps->items[i]);
	}
	for (size_t i = 0; i < catalogue->variable_count; i++)
		if (all[i].variable)
			all[count++] = all[i];
	if (count)
		qsort(all, count, sizeof *all, by_frequency);
	*sums = all;
	return count;
}

/* ---- tables */

static void start_gaps(struct grid *grid, const char *name)
{
	static const struct grid_column columns[] = {
		{ "编号", 6, GRID_TEXT },	  { "单位", 16, GRID_TEXT },     { "类型", 6, GRID_TEXT }, { "变量", 12, GRID_TEXT },
		{ "名称", 18, GRID_TEXT },	  { "是否必填", 5, GRID_TEXT }, { "示例", 14, GRID_TEXT }, { "文稿", 30, GRID_TEXT },
	};
	*grid = (struct grid){ .name = name, .columns = columns, .width = sizeof columns / sizeof *columns };
}

/* Adds those that are required, or the others. */
static void add_gaps(struct arena *arena, const struct gaps *gaps, bool required, struct grid *grid)
{
	for (size_t i = 0; i < gaps->count; i++) {
		const struct gap *gap = &gaps->items[i];
		if (gap->required != required)
			continue;
		const char **row = grid_add_row(arena, grid);
		row[0] = grid_text(arena, gap->unit->id);
		row[1] = grid_text(arena, gap->unit->name);
		row[2] = grid_text(arena, gap->unit->type);
		row[3] = gap->variable->name;
		row[4] = gap->variable->label;
		row[5] = gap->required ? "是" : "否";
		row[6] = gap->variable->example;
		row[7] = gap->plans;
	}
}

void gaps_fill_grid(struct arena *arena, const struct gaps *gaps, struct grid *grid)
{
	start_gaps(grid, "缺项");
	add_gaps(arena, gaps, true, grid);
	add_gaps(arena, gaps, false, grid);
}

static void fill_sums(struct arena *arena, const struct gap_sum *sums, size_t count, struct grid *grid)
{
	static const struct grid_column columns[2][4] = {
		{ { "编号", 6, GRID_TEXT }, { "单位", 16, GRID_TEXT }, { "必填", 5, GRID_BAR }, { "选填", 5, GRID_NUMBER } },
		{ { "变量", 12, GRID_TEXT }, { "名称", 18, GRID_TEXT }, { "必填", 5, GRID_BAR }, { "选填", 5, GRID_NUMBER } },
	};
	bool by_unit = count && sums[0].unit;
	*grid = (struct grid){ .name = by_unit ? "按单位" : "按项目", .columns = columns[!by_unit], .width = 4 };
	for (size_t i = 0; i < count; i++) {
		const char **row = grid_add_row(arena, grid);
		row[0] = by_unit ? grid_text(arena, sums[i].unit->id) : sums[i].variable->name;
		row[1] = by_unit ? grid_text(arena, sums[i].unit->name) : sums[i].variable->label;
		row[2] = grid_number(arena, sums[i].required);
		row[3] = grid_number(arena, sums[i].optional);
	}
}

size_t gaps_fill_grids(struct arena *arena, const struct gaps *gaps, const struct catalogue *catalogue, struct grid grids[GAPS_GRIDS])
{
	struct gap_sum *sums;
	start_gaps(&grids[0], "缺项");
	add_gaps(arena, gaps, true, &grids[0]);
	size_t count = gaps_sum_units(arena, gaps, &sums);
	fill_sums(arena, sums, count, &grids[1]);
	count = gaps_sum_values(arena, gaps, catalogue, &sums);
	fill_sums(arena, sums, count, &grids[2]);
	start_gaps(&grids[3], "选填");
	add_gaps(arena, gaps, false, &grids[3]);
	return gaps->count ? GAPS_GRIDS : 1;
}

/* ---- JSON */

static json_t *sums_json(const struct gap_sum *sums, size_t count)
{
	json_t *all = json_array();
	for (size_t i = 0; i < count; i++) {
		json_t *sum = json_object();
		if (sums[i].unit) {
			json_object_set_new(sum, "id", json_of_str(sums[i].unit->id));
			json_object_set_new(sum, "name", json_of_str(sums[i].unit->name));
		} else {
			json_object_set_new(sum, "variable", json_string(sums[i].variable->name));
			json_object_set_new(sum, "label", json_string(sums[i].variable->label));
		}
		json_object_set_new(sum, "required", json_integer((json_int_t)sums[i].required));
		json_object_set_new(sum, "optional", json_integer((json_int_t)sums[i].optional));
		json_array_append_new(all, sum);
	}
	return all;
}

static json_t *plans_json(const char *plans)
{
	json_t *all = json_array();
	for (struct str rest = str_of(plans); rest.len;)
		json_array_append_new(all, json_of_str(str_cut(&rest, "、")));
	return all;
}

static json_t *gap_json(const struct gap *gap)
{
	return json_pack("{s:o, s:o, s:s, s:s, s:b, s:s?, s:o}", "id", json_of_str(gap->unit->id), "unit", json_of_str(gap->unit->name),
			 "variable", gap->variable->name, "label", gap->variable->label, "required", gap->required, "example",
			 gap->variable->example, "plans", plans_json(gap->plans));
}

void gaps_write_json(struct arena *arena, const struct gaps *gaps, const struct catalogue *catalogue, unsigned year, struct buf *out)
{
	struct gap_sum *units, *values;
	size_t unit_count = gaps_sum_units(arena, gaps, &units), value_count = gaps_sum_values(arena, gaps, catalogue, &values);
	json_t *all = json_pack("{s:i, s:I, s:I, s:I}", "year", (int)year, "units", (json_int_t)gaps->units, "required",
				(json_int_t)gaps->required, "optional", (json_int_t)(gaps->count - gaps->required));
	json_t *items = json_array();
	for (size_t i = 0; i < gaps->count; i++)
		json_array_append_new(items, gap_json(&gaps->items[i]));
	json_object_set_new(all, "gaps", items);
	json_object_set_new(all, "by_unit", sums_json(units, unit_count));
	json_object_set_new(all, "by_value", sums_json(values, value_count));
	json_put(all, out);
}
