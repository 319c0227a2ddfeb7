/* The values of one document: layers over layers, each remembering what it overrode. */
#include <stdio.h>
#include <string.h>

#include "base/limits.h"
#include "catalogue/internal.h"
#include "catalogue/rules.h"
#include "vars/term.h"

/* What one catalogue_values() builds. */
struct building {
	struct arena *arena;
	struct diag_list *diags;
	const struct catalogue *catalogue;
	const struct catalogue_request *request;
	const struct catalogue_origin **origins;
	struct diag_list **faults; /* by variable; NULL until there is one */
	bool *refused;             /* likewise */
	bool *broken;              /* likewise */
	bool date_follows;         /* see struct catalogue_values */
};

const char *catalogue_layer_name(enum catalogue_layer layer)
{
	static const char *const names[LAYER_COUNT] = { "built-in", "default",	    "year", "unit-type", "region",
							"unit",	    "unit-variant", "document", "--date", "data", "set" };
	return names[layer];
}

/* `from`: see struct catalogue_set. */
static void push_from(struct building *building, const struct catalogue_variable *variable, enum catalogue_layer layer,
		      const char *scope, const struct value *value, const char *from)
{
	struct catalogue_origin *origin = ARENA_NEW(building->arena, struct catalogue_origin);
	*origin = (struct catalogue_origin){ layer, scope, value, from, building->origins[variable->index] };
	building->origins[variable->index] = origin;
}

static void push(struct building *building, const struct catalogue_variable *variable, enum catalogue_layer layer,
		 const char *scope, const struct value *value)
{
	push_from(building, variable, layer, scope, value, NULL);
}

static void note_refused(struct building *building, const struct catalogue_variable *variable)
{
	if (!building->refused)
		building->refused = ARENA_ARRAY(building->arena, bool, building->catalogue->variable_count);
	building->refused[variable->index] = true;
}

/* The list of what is wrong with values of the variable. */
static struct diag_list *faults_of(struct building *building, const struct catalogue_variable *variable)
{
	if (!building->faults)
		building->faults = ARENA_ARRAY(building->arena, struct diag_list *, building->catalogue->variable_count);
	struct diag_list **faults = &building->faults[variable->index];
	if (!*faults) {
		*faults = ARENA_NEW(building->arena, struct diag_list);
		diag_init(*faults, building->arena);
	}
	return *faults;
}

/* Keeps what was found wrong with a value of the variable, for those who use it. */
static void keep_faults(struct building *building, const struct catalogue_variable *variable, const struct diag_list *diags)
{
	if (!diags || !diags->first)
		return;
	diag_append(faults_of(building, variable), diags);
	if (diag_errors(diags))
		note_refused(building, variable);
}

static void push_sets(struct building *building, const struct catalogue_scope *scope, enum catalogue_layer layer)
{
	for (size_t i = 0; i < scope->count; i++) {
		const struct catalogue_set *set = &scope->sets[i];
		if (set->value)
			push_from(building, set->variable, layer, scope->name, set->value, set->from);
		keep_faults(building, set->variable, set->faults);
	}
}

/* ---- names that are always there */

static void push_built_in(struct building *building, const char *name, struct str text, struct place place)
{
	const struct catalogue_variable *variable = catalogue_variable(building->catalogue, str_of(name));
	if (!variable || !text.len)
		return;
	struct diag_list own;
	diag_init(&own, building->arena);
	const struct value *value = type_parse(building->arena, &variable->type, name, text, place, &own);
	if (value)
		push(building, variable, LAYER_BUILT_IN, NULL, value);
	keep_faults(building, variable, &own);
}

/* 单位.省, 单位.市, 单位.县: the steps of X省/X市/X县. */
static void push_region_names(struct building *building, struct str region, struct place place)
{
	static const char *const names[] = { "单位.省", "单位.市", "单位.县" };
	for (size_t i = 0; i < 3 && region.data; i++)
		push_built_in(building, names[i], str_trim(str_cut(&region, "/")), place);
}

static struct str unit_type(const struct catalogue_request *request)
{
	if (request->unit)
		return request->unit->type;
	if (request->unit_type)
		return str_of(request->unit_type);
	return request->variant->unit_type_count ? request->variant->unit_types[0] : (struct str){ NULL, 0 };
}

static struct str unit_region(const struct catalogue_request *request)
{
	return request->unit ? request->unit->region : str_of(request->unit_region);
}

static void push_built_ins(struct building *building)
{
	const struct catalogue_request *request = building->request;
	const struct catalogue_unit *unit = request->unit;
	const struct catalogue_variant *variant = request->variant;
	struct place place = unit ? unit->place : request->unit_name ? request->unit_place : variant->place;
	struct str given = unit ? unit->name : str_of(request->unit_name);
	struct str self = given.len ? given : str_of(variant->self);
	char year[16];
	snprintf(year, sizeof year, "%u", request->year);
	push_built_in(building, "年度", str_of(year), NO_PLACE);
	push_built_in(building, "变体", str_of(variant->id), variant->place);
	push_built_in(building, "标题名", given.len ? given : str_of(variant->name), place);
	push_built_in(building, "单位.编号", unit ? unit->id : (struct str){ NULL, 0 }, place);
	push_built_in(building, "单位.名称", self, place);
	push_built_in(building, "单位.简称", unit && unit->short_name.len ? unit->short_name : self, place);
	push_built_in(building, "单位.类型", unit_type(request), place);
	push_built_in(building, "单位.地区", unit_region(request), place);
	push_region_names(building, unit_region(request), place);
}

/* --date is the date of the document under both its names. */
static void push_date_option(struct building *building)
{
	static const char *const names[] = { "日期", "成文日期" };
	for (size_t i = 0; i < sizeof names / sizeof *names && building->request->date; i++) {
		const struct catalogue_variable *variable = catalogue_variable(building->catalogue, str_of(names[i]));
		const struct value *value =
			variable ? type_parse(building->arena, &variable->type, variable->name, str_of(building->request->date), NO_PLACE, building->diags) : NULL;
		if (value)
			push(building, variable, LAYER_DATE, NULL, value);
	}
}

/* 日期 and 成文日期 are one date, the last that was given, unless --data or --set gives both. */
static void join_dates(struct building *building)
{
	const struct catalogue_variable *date = catalogue_variable(building->catalogue, STR("日期"));
	const struct catalogue_variable *declared = catalogue_variable(building->catalogue, STR("成文日期"));
	if (!declared)
		return;
	const struct catalogue_origin *given = building->origins[date->index], *written = building->origins[declared->index];
	building->date_follows = !given || !written || given->layer != written->layer || given->layer == LAYER_DATE;
	if (written && (!given || written->layer > given->layer))
		push_from(building, date, written->layer, written->scope, written->value, written->from);
	else if (given && (!written || given->layer > written->layer))
		push_from(building, declared, given->layer, given->scope, given->value, given->from);
}

/* ---- content */

static void push_defaults(struct building *building)
{
	for (size_t i = 0; i < building->catalogue->variable_count; i++) {
		const struct catalogue_variable *variable = &building->catalogue->variables[i];
		if (variable->preset)
			push(building, variable, LAYER_DEFAULT, NULL, variable->preset);
		keep_faults(building, variable, variable->preset_faults);
	}
}

static void push_type(struct building *building, const struct catalogue_scope *type)
{
	if (!type)
		return;
	push_type(building, type->extends);
	push_sets(building, type, LAYER_TYPE);
}

static void push_regions(struct building *building)
{
	struct str region = unit_region(building->request);
	for (size_t i = 0; region.len && i < building->catalogue->region_count; i++)
		if (catalogue_in_region(region, building->catalogue->regions[i].name))
			push_sets(building, &building->catalogue->regions[i], LAYER_REGION);
}

/* The cells of a row that hold for all variants, or those that hold for this one alone. */
static void push_cells(struct building *building, const struct catalogue_units_file *file, const struct table *table, const char *id, bool own)
{
	for (size_t i = 0; i < table->count; i++) {
		const struct units_column *column = &file->columns[i];
		bool wanted = own ? column->variant == building->request->variant : !column->variant;
		if (column->role != UNITS_VARIABLE || !wanted)
			continue;
		struct diag_list faults;
		struct place place = table_cell_place(table, i);
		diag_init(&faults, building->arena);
		struct str text = catalogue_cell_text(table, i, column->variable);
		bool nothing = file->is_layer && str_is(str_trim(text), UNITS_NOTHING), good = table_cell_remarks(table, i, &faults);
		const struct value *value = NULL;
		if (nothing)
			value = value_placed(building->arena, value_null(), place);
		else if (good && str_trim(text).len)
			value = type_parse(building->arena, &column->variable->type, column->name, text, place, &faults);
		if (value)
			push(building, column->variable, own ? LAYER_UNIT_VARIANT : LAYER_UNIT, own ? column->name : id, value);
		keep_faults(building, column->variable, &faults);
	}
}

/* The cells of the unit's row, and over them those of the file over its workbook: first what holds for all variants. */
static void push_row(struct building *building, const struct catalogue_unit *unit)
{
	struct table row, over;
	const char *id = arena_copy(building->arena, unit->id.data, unit->id.len);
	if (!catalogue_unit_row(&row, building->arena, unit, building->diags))
		return;
	bool layered = catalogue_layer_row(&over, building->arena, unit, building->diags);
	for (int own = 0; own < 2; own++) {
		push_cells(building, unit->file, &row, id, own);
		if (layered)
			push_cells(building, unit->layer, &over, id, own);
	}
}

/* ---- data and settings */

/* Year, variant and unit choose the document; a value over them would contradict it. */
static bool is_fixed(const struct catalogue_variable *variable)
{
	static const char *const names[] = { "年度", "变体", "单位.编号", NULL };
	return variable->built_in && str_listed(names, variable->name);
}

static void push_given(struct building *building, const struct catalogue_variable *variable, enum catalogue_layer layer,
		       const struct value *value, struct place place)
{
	if (is_fixed(variable))
		diag_add(building->diags, DIAG_VARIABLE_BUILT_IN, place, variable->name);
	else if (value)
		push(building, variable, layer, NULL, value);
	else
		note_refused(building, variable);
}

static bool is_in_data(const struct building *building, const struct catalogue_variable *variable)
{
	const struct catalogue_origin *origin = building->origins[variable->index];
	return origin && origin->layer == LAYER_DATA;
}

/* --data may nest names ({"单位": {"自称": …}}) or write them whole ({"单位.自称": …}). */
static void push_data(struct building *building, const struct value *map, const char *prefix, unsigned depth)
{
	for (size_t i = 0; i < map->count; i++) {
		const struct value *value = map->members[i].value;
		struct str own = str_trim(str_of(map->members[i].name));
		const char *name = arena_printf(building->arena, "%s%.*s", prefix, (int)own.len, own.data);
		const struct catalogue_variable *variable = catalogue_variable(building->catalogue, str_of(name));
		if (variable && is_in_data(building, variable))
			diag_add(building->diags, DIAG_SET_TWICE, value->place, variable->name);
		else if (variable)
			push_given(building, variable, LAYER_DATA,
				   type_check(building->arena, &variable->type, variable->name, value, building->diags),
				   value->place);
		else if (value->kind == VALUE_MAP && depth < LIMIT_JSON_DEPTH)
			push_data(building, value, arena_printf(building->arena, "%s.", name), depth + 1);
		else
			catalogue_report_undeclared(building->catalogue, str_of(name), value->place, building->diags);
	}
}

static void push_settings(struct building *building)
{
	for (size_t i = 0; i < building->request->setting_count; i++) {
		const struct catalogue_setting *setting = &building->request->settings[i];
		struct str name = str_trim(str_of(setting->name));
		struct place name_place = { setting->place.source, 0 }; /* the option begins with it */
		const struct catalogue_variable *variable = catalogue_variable(building->catalogue, name);
		if (!variable) {
			catalogue_report_undeclared(building->catalogue, name, name_place, building->diags);
			continue;
		}
		push_given(building, variable, LAYER_SET,
			   catalogue_value_of_text(building->arena, variable, str_of(setting->value), setting->place,
						   building->diags),
			   name_place);
	}
}

/* ---- all layers */

static const struct value *make_root(struct arena *arena, const struct catalogue *catalogue,
				     const struct catalogue_origin *const *origins)
{
	struct value_builder map = { .arena = arena };
	for (size_t i = 0; i < catalogue->variable_count; i++) {
		const struct catalogue_origin *origin = origins[i];
		if (origin && origin->value->kind != VALUE_NULL)
			value_map_set(&map, catalogue->variables[i].name, origin->value);
	}
	return value_map_finish(&map);
}

/* The plan writes terms without its own year. */
static void settle_terms(struct building *building)
{
	const struct catalogue *catalogue = building->catalogue;
	for (size_t i = 0; i < catalogue->variable_count && building->request->year; i++) {
		const struct catalogue_origin *origin = building->origins[i];
		const struct value *settled = origin ? term_settle(building->arena, origin->value, building->request->year) : NULL;
		if (!origin || settled == origin->value)
			continue;
		struct catalogue_origin *own = ARENA_NEW(building->arena, struct catalogue_origin);
		*own = *origin;
		own->value = settled;
		building->origins[i] = own;
	}
}

/* The variant of what belongs to no plan. */
static const struct catalogue_variant no_variant = { .id = "", .name = "本单位", .self = "本单位", .short_name = "", .category = "",
						       .title = "" };

/* Where a broken rule of the variable is told. */
static struct diag_list *list_of_broken(void *context, const struct catalogue_variable *variable)
{
	struct building *building = context;
	if (!building->broken)
		building->broken = ARENA_ARRAY(building->arena, bool, building->catalogue->variable_count);
	building->broken[variable->index] = true;
	return faults_of(building, variable);
}

static const struct catalogue_values *gather(struct arena *arena, const struct catalogue *catalogue,
					     const struct catalogue_request *request, struct diag_list *diags)
{
	struct building building = { .arena = arena, .diags = diags, .catalogue = catalogue, .request = request };
	building.origins = ARENA_ARRAY(arena, const struct catalogue_origin *, catalogue->variable_count);
	const struct catalogue_scope *type = catalogue_type_of_name(catalogue, unit_type(request));
	if (!type && !request->unit && request->unit_type)
		catalogue_report_type(catalogue, str_of(request->unit_type), NO_PLACE, diags);
	push_built_ins(&building);
	push_defaults(&building);
	if (request->profile)
		push_sets(&building, request->profile, LAYER_YEAR);
	push_type(&building, type);
	push_regions(&building);
	if (request->unit)
		push_row(&building, request->unit);
	push_date_option(&building);
	if (request->data && request->data->kind == VALUE_MAP)
		push_data(&building, request->data, "", 0);
	push_settings(&building);
	join_dates(&building);
	settle_terms(&building);
	catalogue_apply_rules(arena, catalogue, building.origins, request->year, list_of_broken, &building);
	struct catalogue_values *values = ARENA_NEW(arena, struct catalogue_values);
	values->origins = building.origins;
	values->catalogue = catalogue;
	values->variant = request->variant;
	values->root = make_root(arena, catalogue, building.origins);
	values->faults = building.faults;
	values->refused = building.refused;
	values->broken = building.broken;
	values->date_follows = building.date_follows;
	values->unconfirmed = catalogue_unconfirmed(request->profile) > 0;
	return values;
}

const struct catalogue_values *catalogue_values(struct arena *arena, const struct catalogue *catalogue,
						const struct catalogue_request *request, struct diag_list *diags)
{
	struct catalogue_request whole = *request;
	struct str region = catalogue_tidy_region(arena, str_of(request->unit ? NULL : request->unit_region));
	if (!whole.variant)
		whole.variant = &no_variant;
	if (region.len) {
		whole.unit_region = arena_copy(arena, region.data, region.len);
		catalogue_report_region(catalogue, region, NO_PLACE, diags);
	}
	return gather(arena, catalogue, &whole, diags);
}

/* Adds the rules that the variable of that index breaks. */
static void add_broken(const struct catalogue_values *values, size_t index, struct diag_list *broken)
{
	for (const struct diag *d = values->faults[index]->first; d; d = d->next)
		if (d->code == DIAG_RULE_AT_MOST || d->code == DIAG_RULE_EQUALS || d->code == DIAG_RULE_YEAR || d->code == DIAG_RULE_OWN)
			diag_add(broken, d->code, d->place, d->arguments[0], d->arguments[1], d->arguments[2], d->arguments[3]);
}

/* Whether the settings name the variable of that index. */
static bool is_set(const struct catalogue *catalogue, const struct catalogue_setting *settings, size_t count, size_t index)
{
	for (size_t i = 0; i < count; i++) {
		const struct catalogue_variable *variable = catalogue_variable(catalogue, str_trim(str_of(settings[i].name)));
		if (variable && variable->index == index)
			return true;
	}
	return false;
}

/* Adds the rules that the values of the request break: all, or those of variables that its settings name. False: there are some. */
static bool keeps_rules(struct arena *arena, const struct catalogue *catalogue, const struct catalogue_request *request, bool all,
			struct diag_list *diags)
{
	struct diag_list ignored, broken;
	diag_init(&ignored, arena);
	diag_init(&broken, arena);
	const struct catalogue_values *values = catalogue->rule_count ? catalogue_values(arena, catalogue, request, &ignored) : NULL;
	for (size_t i = 0; values && values->broken && i < catalogue->variable_count; i++)
		if (values->broken[i] && (all || is_set(catalogue, request->settings, request->setting_count, i)))
			add_broken(values, i, &broken);
	diag_append_new(diags, &broken);
	return !broken.first;
}

bool catalogue_keeps_rules(struct arena *arena, const struct catalogue *catalogue, const struct catalogue_request *request,
			   const struct catalogue_setting *settings, size_t count, struct diag_list *diags)
{
	struct catalogue_request with = *request;
	with.settings = settings;
	with.setting_count = count;
	return keeps_rules(arena, catalogue, &with, false, diags);
}

size_t catalogue_find_broken(struct arena *arena, const struct catalogue *catalogue, const struct catalogue_request *request,
			     const struct catalogue_setting *settings, size_t count, bool *broken)
{
	struct catalogue_request with = *request;
	struct diag_list ignored;
	size_t found = 0;
	with.settings = settings;
	with.setting_count = count;
	diag_init(&ignored, arena);
	const struct catalogue_values *values = catalogue_values(arena, catalogue, &with, &ignored);
	for (size_t i = 0; i < count; i++) {
		const struct catalogue_variable *variable = catalogue_variable(catalogue, str_trim(str_of(settings[i].name)));
		broken[i] = variable && values->broken && values->broken[variable->index];
		found += broken[i];
	}
	return found;
}

const char *catalogue_read_date(struct arena *arena, const char *text, struct diag_list *diags)
{
	static const struct value_type type = { .kind = TYPE_DATE };
	struct diag_list ignored;
	diag_init(&ignored, arena);
	const struct value *value = type_parse(arena, &type, "date", str_of(text), NO_PLACE, &ignored);
	if (!value)
		diag_add(diags, DIAG_BAD_DATE, NO_PLACE, text);
	return value ? value->text.data : NULL;
}

/* The origins with one more in the document's layer. */
static const struct catalogue_origin *insert(struct arena *arena, const struct catalogue_origin *above, const struct value *value)
{
	struct catalogue_origin *origin = ARENA_NEW(arena, struct catalogue_origin);
	if (above && above->layer > LAYER_DOCUMENT) {
		*origin = *above;
		origin->overrode = insert(arena, above->overrode, value);
	} else {
		*origin = (struct catalogue_origin){ .layer = LAYER_DOCUMENT, .value = value, .overrode = above };
	}
	return origin;
}

/* What the document gives, as a value of the variable's type where it is one. */
static const struct value *own_value(struct arena *arena, const struct catalogue_variable *variable, const struct catalogue_own *own)
{
	struct diag_list ignored;
	diag_init(&ignored, arena);
	const struct value *value = type_parse(arena, &variable->type, variable->name, own->text, own->place, &ignored);
	return value ? value : value_placed(arena, value_string(arena, own->text), own->place);
}

/* A copy of the values whose origins may be changed, until finish(). */
static struct catalogue_values *copy(struct arena *arena, const struct catalogue_values *values,
				     const struct catalogue_origin ***origins)
{
	size_t count = values->catalogue->variable_count;
	struct catalogue_values *all = ARENA_NEW(arena, struct catalogue_values);
	*all = *values;
	*origins = ARENA_ARRAY(arena, const struct catalogue_origin *, count);
	for (size_t i = 0; i < count; i++)
		(*origins)[i] = values->origins[i];
	return all;
}

static const struct catalogue_values *finish(struct arena *arena, struct catalogue_values *values,
					     const struct catalogue_origin *const *origins)
{
	values->origins = origins;
	values->root = make_root(arena, values->catalogue, origins);
	return values;
}

const struct catalogue_values *catalogue_add_own(struct arena *arena, const struct catalogue_values *values,
						 const struct catalogue_own *own, size_t count)
{
	const struct catalogue *catalogue = values->catalogue;
	const struct catalogue_origin **origins;
	struct catalogue_values *all = copy(arena, values, &origins);
	for (size_t i = 0; i < count; i++) {
		const struct catalogue_variable *variable = catalogue_variable(catalogue, str_of(own[i].name));
		if (variable)
			origins[variable->index] = insert(arena, origins[variable->index], own_value(arena, variable, &own[i]));
	}
	const struct catalogue_variable *date = catalogue_variable(catalogue, STR("日期")), *written = catalogue_variable(catalogue, STR("成文日期"));
	if (values->date_follows && date && written)
		origins[date->index] = origins[written->index];
	return finish(arena, all, origins);
}

const struct catalogue_values *catalogue_add_title(struct arena *arena, const struct catalogue_values *values, struct str title)
{
	const struct catalogue_variable *variable = catalogue_variable(values->catalogue, STR("标题"));
	const struct catalogue_origin **origins;
	struct catalogue_values *all = copy(arena, values, &origins);
	if (!variable || origins[variable->index])
		return values;
	struct catalogue_origin *origin = ARENA_NEW(arena, struct catalogue_origin);
	*origin = (struct catalogue_origin){ .layer = LAYER_BUILT_IN,
					     .value = value_placed(arena, value_string(arena, title), values->variant->title_place) };
	origins[variable->index] = origin;
	return finish(arena, all, origins);
}

const struct catalogue_origin *catalogue_explain(const struct catalogue_values *values, struct str name)
{
	const struct catalogue_variable *variable = catalogue_variable(values->catalogue, name);
	return variable ? values->origins[variable->index] : NULL;
}

bool catalogue_is_refused(const struct catalogue_values *values, const struct catalogue_variable *variable)
{
	if (!values->refused || values->origins[variable->index])
		return false;
	const struct catalogue_variable *date = values->date_follows ? catalogue_variable(values->catalogue, STR("日期")) : NULL;
	const struct catalogue_variable *followed = variable == date ? catalogue_variable(values->catalogue, STR("成文日期")) : NULL;
	return values->refused[variable->index] || (followed && values->refused[followed->index]);
}

void catalogue_report_values(const struct catalogue_values *values, struct str name, struct diag_list *diags)
{
	const struct catalogue_variable *variable = values->faults ? catalogue_variable(values->catalogue, name) : NULL;
	if (variable && values->faults[variable->index])
		diag_append_new(diags, values->faults[variable->index]);
}

static void check_sets(const struct catalogue_scope *scope, struct diag_list *diags)
{
	for (size_t i = 0; scope && i < scope->count; i++)
		if (scope->sets[i].faults)
			diag_append(diags, scope->sets[i].faults);
}

static void check_content(const struct catalogue *catalogue, struct diag_list *diags)
{
	for (size_t i = 0; i < catalogue->variable_count; i++)
		if (catalogue->variables[i].preset_faults)
			diag_append(diags, catalogue->variables[i].preset_faults);
	for (size_t i = 0; i < catalogue->type_count; i++)
		check_sets(&catalogue->types[i], diags);
	for (size_t i = 0; i < catalogue->region_count; i++)
		check_sets(&catalogue->regions[i], diags);
	for (size_t i = 0; i < catalogue->year_count; i++)
		check_sets(catalogue_year(diags->arena, catalogue, catalogue->years[i], diags), diags);
}

static void check_cells(const struct catalogue_units_file *file, const struct table *table, struct arena *arena, struct diag_list *diags)
{
	for (size_t i = 0; i < table->count; i++) {
		const struct units_column *column = &file->columns[i];
		struct str text = str_trim(table->cells[i].text);
		if (column->role == UNITS_VARIABLE && text.len && !(file->is_layer && str_is(text, UNITS_NOTHING)))
			(void)type_parse(arena, &column->variable->type, column->name, catalogue_cell_text(table, i, column->variable), table_cell_place(table, i), diags);
	}
}

void catalogue_check(const struct catalogue *catalogue, struct diag_list *diags)
{
	catalogue_report_faults(catalogue, diags);
	check_content(catalogue, diags);
	for (size_t i = 0; i < catalogue->unit_count; i++) {
		const struct catalogue_unit *unit = &catalogue->units[i];
		struct arena *arena = arena_new();
		struct table table;
		if (catalogue_unit_row(&table, arena, unit, diags))
			check_cells(unit->file, &table, arena, diags);
		if (catalogue_layer_row(&table, arena, unit, diags))
			check_cells(unit->layer, &table, arena, diags);
		keeps_rules(arena, catalogue, &(struct catalogue_request){ .unit = unit }, true, diags);
		arena_free(arena);
	}
}
