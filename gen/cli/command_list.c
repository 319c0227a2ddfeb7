#include <jansson.h>
#include <string.h>

#include "api/tables.h"
#include "base/arena.h"
#include "base/buf.h"
#include "base/json.h"
#include "catalogue/catalogue.h"
#include "cli/command.h"
#include "cli/message.h"
#include "draft/title.h"
#include "table/grid.h"

/* What both forms of the list show. */
struct listing {
	struct session *session;
	const struct catalogue *catalogue;
	const struct catalogue_scope *profile;
	unsigned year;
};

static const char *title_of(const struct listing *list, const struct catalogue_variant *variant)
{
	struct catalogue_request request = { .variant = variant, .year = list->year, .profile = list->profile };
	const char *title = draft_title(list->session->arena, list->catalogue, &request, &list->session->diags);
	return title ? title : "";
}

/* The ids of the variants for the unit, "11-县科技局、23-机关党建". */
static const char *variants_of(struct arena *arena, const struct catalogue *catalogue, const struct catalogue_unit *unit)
{
	const struct catalogue_variant **variants;
	size_t count = catalogue_unit_variants(arena, catalogue, unit, &variants);
	struct buf out = BUF_INIT;
	for (size_t i = 0; i < count; i++)
		buf_printf(&out, "%s%s", i ? "、" : "", variants[i]->id);
	return buf_move_to(&out, arena);
}

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
	size_t count = catalogue_unit_variants(list->session->arena, list->catalogue, unit, &variants);
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
							  "title", title_of(list, v), "category", v->category, "written",
							  v->source != NULL, "needs", needs_json(list->catalogue, v)));
	}
	for (size_t i = 0; i < list->catalogue->unit_count; i++)
		json_array_append_new(units, unit_json(list, &list->catalogue->units[i]));
	json_t *all = json_pack("{s:i, s:o, s:o}", "year", (int)list->year, "variants", variants, "units", units);
	json_put(all, out);
}

static void add_needs(const struct catalogue *catalogue, const struct catalogue_variant *variant, struct buf *out)
{
	bool any = false;
	for (size_t i = 0; i < catalogue->variable_count; i++) {
		const struct catalogue_variable *v = &catalogue->variables[i];
		if (!v->required || v->built_in || !v->variant_count || !catalogue_applies(v, variant))
			continue;
		buf_printf(out, "%s%s", any ? "、" : _("      needs: "), v->name);
		any = true;
	}
	if (any)
		buf_add_char(out, '\n');
}

static void add_text(const struct listing *list, struct buf *out)
{
	buf_printf(out, _("Variants (%zu)\n"), list->catalogue->variant_count);
	for (size_t i = 0; i < list->catalogue->variant_count; i++) {
		const struct catalogue_variant *v = &list->catalogue->variants[i];
		buf_printf(out, "%4u  %s\t%s%s\n", v->order, title_of(list, v), v->id, v->source ? "" : _("\t(not written yet)"));
		if (list->session->options->verbose)
			add_needs(list->catalogue, v, out);
	}
	buf_printf(out, _("\nUnits (%zu)\n"), list->catalogue->unit_count);
	for (size_t i = 0; i < list->catalogue->unit_count; i++) {
		const struct catalogue_unit *u = &list->catalogue->units[i];
		buf_printf(out, "%8.*s  %.*s\t%.*s\t%.*s\n", (int)u->id.len, u->id.data, (int)u->name.len, u->name.data, (int)u->type.len,
			   u->type.data, (int)u->variants.len, u->variants.len ? u->variants.data : "");
	}
}

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
	struct arena *arena = list->session->arena;
	grids[0] = (struct grid){ .name = "单位", .columns = of_units, .width = sizeof of_units / sizeof *of_units };
	grids[1] = (struct grid){ .name = "文种", .columns = of_variants, .width = sizeof of_variants / sizeof *of_variants };
	for (size_t i = 0; i < list->catalogue->unit_count; i++) {
		const struct catalogue_unit *unit = &list->catalogue->units[i];
		const struct str texts[] = { unit->id, unit->name, unit->short_name, unit->type, unit->region };
		const char **row = grid_add_row(arena, &grids[0]);
		for (size_t j = 0; j < sizeof texts / sizeof *texts; j++)
			row[j] = grid_text(arena, texts[j]);
		row[5] = variants_of(arena, list->catalogue, unit);
	}
	for (size_t i = 0; i < list->catalogue->variant_count; i++) {
		const struct catalogue_variant *v = &list->catalogue->variants[i];
		const char **row = grid_add_row(arena, &grids[1]);
		row[0] = grid_number(arena, v->order);
		row[1] = v->id;
		row[2] = title_of(list, v);
		row[3] = v->category;
		row[4] = v->source ? "是" : "否";
	}
}

/* The tables in a format of tables. */
static void add_grids(struct session *session, const char *format, const char *title, const struct grid *grids, size_t count, struct buf *out)
{
	tables_write(session->arena, format, session->options->excel, title, session_year(session), grids, count, out);
}

static void add_lists(const struct listing *list, const char *format, struct buf *out)
{
	struct grid grids[2];
	fill_grids(list, grids);
	add_grids(list->session, format, arena_printf(list->session->arena, "%u年单位和文种", list->year), grids, 2, out);
}

/* ---- types */

/* How many units are of the type itself. */
static size_t units_of(const struct catalogue *catalogue, const struct catalogue_scope *type)
{
	size_t count = 0;
	for (size_t i = 0; i < catalogue->unit_count; i++)
		count += str_is(catalogue->units[i].type, type->name);
	return count;
}

static json_t *type_json(struct session *session, const struct catalogue *catalogue, const struct catalogue_scope *type)
{
	const struct catalogue_unit alike = { .type = str_of(type->name) };
	const struct catalogue_variant **variants;
	size_t count = catalogue_unit_variants(session->arena, catalogue, &alike, &variants);
	json_t *ids = json_array();
	for (size_t i = 0; i < count; i++)
		json_array_append_new(ids, json_string(variants[i]->id));
	return json_pack("{s:s, s:s?, s:i, s:o}", "name", type->name, "extends", type->extends ? type->extends->name : NULL, "units",
			 (int)units_of(catalogue, type), "variants", ids);
}

/* A type with those that extend it below it. */
static void add_type(struct session *session, const struct catalogue *catalogue, const struct catalogue_scope *type, int depth, struct buf *out)
{
	const struct catalogue_unit alike = { .type = str_of(type->name) };
	buf_printf(out, "%*s%s\t%zu\t%s\n", 2 * depth, "", type->name, units_of(catalogue, type), variants_of(session->arena, catalogue, &alike));
	for (size_t i = 0; i < catalogue->type_count; i++)
		if (catalogue->types[i].extends == type)
			add_type(session, catalogue, &catalogue->types[i], depth + 1, out);
}

static void add_type_grid(struct session *session, const struct catalogue *catalogue, const char *format, struct buf *out)
{
	static const struct grid_column columns[] = {
		{ "类型", 10, GRID_TEXT }, { "上级类型", 10, GRID_TEXT }, { "单位", 5, GRID_BAR }, { "适用", 30, GRID_TEXT },
	};
	struct grid grid = { .name = "单位类型", .columns = columns, .width = sizeof columns / sizeof *columns };
	for (size_t i = 0; i < catalogue->type_count; i++) {
		const struct catalogue_scope *type = &catalogue->types[i];
		const struct catalogue_unit alike = { .type = str_of(type->name) };
		const char **row = grid_add_row(session->arena, &grid);
		row[0] = type->name;
		row[1] = type->extends ? type->extends->name : NULL;
		row[2] = grid_number(session->arena, units_of(catalogue, type));
		row[3] = variants_of(session->arena, catalogue, &alike);
	}
	add_grids(session, format, grid.name, &grid, 1, out);
}

static void add_types_json(struct session *session, const struct catalogue *catalogue, struct buf *out)
{
	json_t *all = json_array();
	for (size_t i = 0; i < catalogue->type_count; i++)
		json_array_append_new(all, type_json(session, catalogue, &catalogue->types[i]));
	json_put(all, out);
}

static void add_types_text(struct session *session, const struct catalogue *catalogue, struct buf *out)
{
	buf_add_text(out, _("Unit types, with the number of their units and the plans for them\n"));
	for (size_t i = 0; i < catalogue->type_count; i++)
		if (!catalogue->types[i].extends)
			add_type(session, catalogue, &catalogue->types[i], 0, out);
}

/* Writes what was made; `text`: for people's eyes. */
static int put(struct session *session, const struct buf *made, bool text)
{
	struct buf out = BUF_INIT;
	if (text)
		buf_add_printable(&out, buf_str(made), "\n\t");
	session_put(session, session_guard(session), session->options->output, text ? &out : made);
	buf_free(&out);
	return session_finish(session);
}

static int list_types(struct session *session, const char *format)
{
	const struct catalogue *catalogue = session_load_catalogue(session);
	struct buf out = BUF_INIT;
	bool text = strcmp(format, "text") == 0;
	if (!catalogue)
		return session_finish(session);
	if (text)
		add_types_text(session, catalogue, &out);
	else if (strcmp(format, "json") == 0)
		add_types_json(session, catalogue, &out);
	else
		add_type_grid(session, catalogue, format, &out);
	int status = put(session, &out, text);
	buf_free(&out);
	return status;
}

int command_list(struct session *session)
{
	const struct options *options = session->options;
	bool types = options->argument_count == 1 && strcmp(options->arguments[0], "types") == 0;
	if (options->argument_count && !types) {
		message_usage(_("unexpected argument ‘%s’"), options->arguments[options->argument_count - 1]);
		return USAGE_STATUS;
	}
	const char *format = session_choose_format(session, "text, json, csv, xlsx, html");
	if (!format)
		return session_finish(session);
	if (types)
		return list_types(session, format);
	struct listing list = { .session = session, .year = session_year(session) };
	list.catalogue = list.year ? session_load_catalogue(session) : NULL;
	if (!list.catalogue)
		return session_finish(session);
	list.profile = catalogue_year(session->arena, list.catalogue, list.year, &session->diags);
	struct buf out = BUF_INIT;
	bool text = strcmp(format, "text") == 0;
	if (text)
		add_text(&list, &out);
	else if (strcmp(format, "json") == 0)
		add_json(&list, &out);
	else
		add_lists(&list, format, &out);
	int status = put(session, &out, text);
	buf_free(&out);
	return status;
}
