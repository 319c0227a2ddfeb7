/* variables.xml: declarations, unit types, regions; values set by content. */
#include <stdlib.h>
#include <string.h>

#include "catalogue/internal.h"
#include "catalogue/rules.h"
#include "vars/element.h"

/* The names that are always there; the order is the order of their values in values.c. */
static const struct {
	const char *name, *label;
	enum type_kind kind;
	bool names_any; /* the catalogue calls organisations XX县 in titles */
} built_in[] = {
	{ "年度", "年度", TYPE_YEAR, false },
	{ "标题名", "标题中的名称", TYPE_STRING, true },
	{ "变体", "变体编号", TYPE_STRING, false },
	{ "日期", "成文日期", TYPE_DATE, false },
	{ "附件", "附件", TYPE_LIST, false },
	{ "单位.编号", "单位编号", TYPE_STRING, false },
	{ "单位.名称", "单位名称", TYPE_STRING, false },
	{ "单位.简称", "单位简称", TYPE_STRING, false },
	{ "单位.类型", "单位类型", TYPE_STRING, false },
	{ "单位.地区", "单位所在地区", TYPE_STRING, false },
	{ "单位.省", "省", TYPE_STRING, false },
	{ "单位.市", "市", TYPE_STRING, false },
	{ "单位.县", "县", TYPE_STRING, false },
};
enum { BUILT_IN_COUNT = sizeof built_in / sizeof *built_in };

/* ---- finding */

static int compare_names(const void *a, const void *b)
{
	const struct catalogue_variable *left = *(const struct catalogue_variable *const *)a;
	const struct catalogue_variable *right = *(const struct catalogue_variable *const *)b;
	int order = strcmp(left->name, right->name);
	return order ? order : (left->index > right->index) - (left->index < right->index);
}

const struct catalogue_variable *catalogue_variable(const struct catalogue *catalogue, struct str name)
{
	size_t low = 0, high = catalogue->variable_count;
	while (low < high) {
		size_t middle = low + (high - low) / 2;
		int order = str_compare(str_of(catalogue->by_name[middle]->name), name);
		if (order == 0)
			return catalogue->by_name[middle];
		if (order < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return NULL;
}

void catalogue_report_undeclared(const struct catalogue *catalogue, struct str name, struct place place,
				 struct diag_list *diags)
{
	struct nearest nearest;
	nearest_start(&nearest, name);
	for (size_t i = 0; i < catalogue->variable_count; i++)
		nearest_offer(&nearest, str_of(catalogue->variables[i].name));
	catalogue_report_unknown(DIAG_VARIABLE_UNKNOWN, DIAG_VARIABLE_UNKNOWN_NEAR, &nearest, place, diags);
}

const struct catalogue_variable *catalogue_settable(const struct catalogue *catalogue, struct str name,
						    struct place place, struct diag_list *diags)
{
	const struct catalogue_variable *variable = catalogue_variable(catalogue, name);
	if (!variable)
		catalogue_report_undeclared(catalogue, name, place, diags);
	else if (variable->built_in)
		diag_add(diags, DIAG_VARIABLE_BUILT_IN, place, variable->name);
	return variable && !variable->built_in ? variable : NULL;
}

const struct value *catalogue_value_of_text(struct arena *arena, const struct catalogue_variable *variable,
					    struct str text, struct place place, struct diag_list *diags)
{
	if (str_trim(text).len)
		return type_parse(arena, &variable->type, variable->name, text, place, diags);
	struct value *none = ARENA_NEW(arena, struct value);
	*none = *value_null();
	none->place = place;
	return none;
}

void catalogue_report_type(const struct catalogue *catalogue, struct str name, struct place place,
			   struct diag_list *diags)
{
	struct nearest nearest;
	nearest_start(&nearest, name);
	for (size_t i = 0; i < catalogue->type_count; i++)
		nearest_offer(&nearest, str_of(catalogue->types[i].name));
	catalogue_report_unknown(DIAG_TYPE_UNKNOWN, DIAG_TYPE_UNKNOWN_NEAR, &nearest, place, diags);
}

void catalogue_report_variant(const struct catalogue *catalogue, struct str id, struct place place,
			      struct diag_list *diags)
{
	struct nearest nearest;
	nearest_start(&nearest, id);
	for (size_t i = 0; i < catalogue->variant_count; i++)
		nearest_offer(&nearest, str_of(catalogue->variants[i].id));
	catalogue_report_unknown(DIAG_VARIANT_UNKNOWN, DIAG_VARIANT_UNKNOWN_NEAR, &nearest, place, diags);
}

const struct catalogue_variant *catalogue_variant_of_id(const struct catalogue *catalogue, struct str id)
{
	for (size_t i = 0; i < catalogue->variant_count; i++)
		if (str_is(id, catalogue->variants[i].id))
			return &catalogue->variants[i];
	return NULL;
}

const struct catalogue_scope *catalogue_type_of_name(const struct catalogue *catalogue, struct str name)
{
	for (size_t i = 0; i < catalogue->type_count; i++)
		if (str_is(name, catalogue->types[i].name))
			return &catalogue->types[i];
	return NULL;
}

const struct catalogue_scope *catalogue_find_type(const struct catalogue *catalogue, struct str name, struct diag_list *diags)
{
	const struct catalogue_scope *type = catalogue_type_of_name(catalogue, name);
	if (!type)
		catalogue_report_type(catalogue, name, NO_PLACE, diags);
	return type;
}

bool catalogue_applies(const struct catalogue_variable *variable, const struct catalogue_variant *variant)
{
	if (!variable->variant_count || !variant)
		return true;
	for (size_t i = 0; i < variable->variant_count; i++)
		if (str_is(variable->variants[i], variant->id))
			return true;
	return false;
}

/* ---- declarations */

/* A bound in the form values are kept in; NULL when there is none or it is faulty (reported). */
static const char *read_bound(struct loader *loader, const xmlNode *node, const char *attribute,
			      const struct catalogue_variable *variable)
{
	const char *text = xml_attribute(loader->arena, node, attribute);
	if (!text)
		return NULL;
	struct value_type type = { .kind = variable->type.kind };
	bool own = type.kind == TYPE_DECIMAL || type.kind == TYPE_PERCENT || type.kind == TYPE_DATE ||
		   type.kind == TYPE_YEAR;
	if (!own)
		type.kind = TYPE_INTEGER;
	if (type.kind == TYPE_PERCENT && !str_ends(str_of(text), "%")) /* a bound is never a fraction */
		text = arena_printf(loader->arena, "%s%%", text);
	const struct value *bound =
		type_parse(loader->arena, &type, variable->name, str_of(text), variable->place, loader->diags);
	return bound ? bound->text.data : NULL;
}

/* An enum needs its choices, a table its columns; no other type has them. */
static void read_choices(struct loader *loader, const xmlNode *node, struct catalogue_variable *variable)
{
	enum type_kind kind = variable->type.kind;
	const char *wanted = kind == TYPE_ENUM ? "values" : kind == TYPE_TABLE ? "columns" : NULL;
	static const char *const attributes[] = { "values", "columns" };
	for (size_t i = 0; i < 2; i++) {
		const char *text = xml_attribute(loader->arena, node, attributes[i]);
		bool needed = wanted && strcmp(wanted, attributes[i]) == 0;
		if (needed && text)
			variable->type.choice_count =
				type_split(loader->arena, str_of(text), "|", &variable->type.choices);
		if (needed && !variable->type.choice_count)
			diag_add(loader->diags, DIAG_VARIABLE_LACKS, variable->place, variable->name, attributes[i]);
		if (!needed && text)
			diag_add(loader->diags, DIAG_VARIABLE_NEEDLESS, variable->place, variable->name, attributes[i]);
	}
}

/* The words in which texts of the variable end, which only strings have. */
static void read_endings(struct loader *loader, const xmlNode *node, struct catalogue_variable *variable)
{
	const char *ends = xml_attribute(loader->arena, node, "ends");
	if (ends && variable->type.kind != TYPE_STRING)
		diag_add(loader->diags, DIAG_VARIABLE_NEEDLESS, variable->place, variable->name, "ends");
	else if (ends)
		variable->type.ending_count = type_split(loader->arena, str_of(ends), "|", &variable->type.endings);
}

/* The unit of measure, which only numbers have. */
static void read_unit(struct loader *loader, const xmlNode *node, struct catalogue_variable *variable)
{
	const char *unit = xml_attribute(loader->arena, node, "unit");
	if (unit && variable->type.kind != TYPE_INTEGER && variable->type.kind != TYPE_DECIMAL)
		diag_add(loader->diags, DIAG_VARIABLE_NEEDLESS, variable->place, variable->name, "unit");
	else
		variable->type.unit = unit;
}

/* The variant of the id, looked for from the place *at on, behind which it then is: lists mostly name them in the order that the catalogue has. */
static bool find_variant(const struct catalogue *catalogue, struct str id, size_t *at)
{
	for (size_t i = 0; i < catalogue->variant_count; i++, ++*at) {
		*at %= catalogue->variant_count;
		if (str_is(id, catalogue->variants[*at].id))
			return ++*at;
	}
	return false;
}

static void read_variants(struct loader *loader, const xmlNode *node, struct catalogue_variable *variable)
{
	const char *text = xml_attribute(loader->arena, node, "variants");
	variable->variant_count = type_split(loader->arena, str_of(text), " ", &variable->variants);
	/* Without a catalogue of variants that error has been reported already. */
	for (size_t i = 0, at = 0; i < variable->variant_count && loader->catalogue->variant_count; i++)
		if (!find_variant(loader->catalogue, variable->variants[i], &at))
			catalogue_report_variant(loader->catalogue, variable->variants[i], variable->place,
						 loader->diags);
}

/* What ends a name in a tag, or begins another kind of tag; @ parts variant and variable in a header of units. Also as a Chinese
 * input method writes them. */
static void check_name(struct loader *loader, const struct catalogue_variable *variable)
{
	/* all begin with the bytes EF or E2 */
	static const char *const wide[] = { "｜", "：", "？", "＝", "“", "”", "！", "＠", NULL };
	struct str name = str_of(variable->name);
	size_t at = strspn(name.data, "#^/><$&*") ? 0 : strcspn(name.data, "{}|?=!:\"@ \t\n\r");
	const char *found = name.len && at == name.len ? NULL : arena_copy(loader->arena, name.data + at, name.len > 0);
	bool has_wide = memchr(name.data, '\xEF', name.len) || memchr(name.data, '\xE2', name.len);
	for (size_t i = 0; has_wide && wide[i] && !found; i++)
		if (str_find(name, wide[i]) != (size_t)-1)
			found = wide[i];
	if (found)
		diag_add(loader->diags, DIAG_VARIABLE_NAME, variable->place, variable->name, found);
}

/* What a <column> says of the cells below one of the table's heads, into its place among `types`. */
static void read_column(struct loader *loader, const struct source *source, const xmlNode *node, const struct catalogue_variable *table,
			struct value_type *types)
{
	struct arena *arena = loader->arena;
	struct str name = str_trim(str_of(xml_needed(arena, source, node, "name", loader->diags)));
	const char *kind = xml_attribute(arena, node, "type"), *optional = xml_attribute(arena, node, "optional");
	struct catalogue_variable column = { .name = type_column_name(arena, table->name, name), .place = xml_place(source, node) };
	size_t at = type_find_choice(&table->type, name);
	if (at == table->type.choice_count) {
		diag_add(loader->diags, DIAG_VARIABLE_COLUMN, column.place, table->name, arena_copy(arena, name.data, name.len));
		return;
	}
	(void)type_of_name(str_of(kind), &column.type.kind);
	column.type.optional = optional && strcmp(optional, "true") == 0;
	column.type.min = read_bound(loader, node, "min", &column);
	column.type.max = read_bound(loader, node, "max", &column);
	read_choices(loader, node, &column);
	types[at] = column.type;
}

/* Which cells a table takes, where it says so; other types have no columns. */
static void read_columns(struct loader *loader, const struct source *source, const xmlNode *node, struct catalogue_variable *variable)
{
	const xmlNode *first = xml_first(node);
	if (first && variable->type.kind != TYPE_TABLE)
		diag_add(loader->diags, DIAG_VARIABLE_NEEDLESS, variable->place, variable->name, "<column>");
	if (!first || variable->type.kind != TYPE_TABLE)
		return;
	struct value_type *types = ARENA_ARRAY(loader->arena, struct value_type, variable->type.choice_count + 1);
	for (const xmlNode *column = first; column; column = xml_next(column))
		read_column(loader, source, column, variable, types);
	variable->type.columns = types;
}

static void read_variable(struct loader *loader, const struct source *source, const xmlNode *node,
			  struct catalogue_variable *variable)
{
	struct arena *arena = loader->arena;
	variable->place = xml_place(source, node);
	struct str name = str_trim(str_of(xml_needed(arena, source, node, "name", loader->diags)));
	variable->name = arena_copy(arena, name.data, name.len);
	check_name(loader, variable);
	variable->label = xml_needed(arena, source, node, "label", loader->diags);
	variable->help = xml_attribute(arena, node, "help");
	variable->example = xml_attribute(arena, node, "example");
	const char *required = xml_attribute(arena, node, "required");
	variable->required = required && strcmp(required, "true") == 0;
	const char *each = xml_attribute(arena, node, "each-year"), *asked = xml_attribute(arena, node, "asked");
	variable->each_year = each && strcmp(each, "true") == 0;
	variable->asked = asked && strcmp(asked, "true") == 0;
	/* The grammar has only let known types through. */
	(void)type_of_name(str_of(xml_needed(arena, source, node, "type", loader->diags)), &variable->type.kind);
	variable->type.example = variable->example;
	variable->type.min = read_bound(loader, node, "min", variable);
	variable->type.max = read_bound(loader, node, "max", variable);
	read_choices(loader, node, variable);
	read_columns(loader, source, node, variable);
	read_endings(loader, node, variable);
	read_unit(loader, node, variable);
	read_variants(loader, node, variable);
	const char *preset = xml_attribute(arena, node, "default");
	if (!preset)
		return;
	struct diag_list own;
	diag_init(&own, arena);
	variable->preset = catalogue_value_of_text(arena, variable, str_of(preset), variable->place, &own);
	variable->preset_faults = catalogue_keep_diags(arena, &own);
}

static size_t count_variables(const xmlNode *root)
{
	size_t count = 0;
	for (const xmlNode *group = xml_first(root); xml_is(group, "group"); group = xml_next(group))
		count += xml_count(group);
	return count;
}

static void sort_variables(struct loader *loader)
{
	struct catalogue *catalogue = loader->catalogue;
	size_t count = catalogue->variable_count;
	catalogue->by_name = ARENA_ARRAY(loader->arena, const struct catalogue_variable *, count);
	for (size_t i = 0; i < count; i++)
		catalogue->by_name[i] = &catalogue->variables[i];
	/* str_compare() and strcmp() agree: bytes, shorter first. */
	qsort(catalogue->by_name, count, sizeof *catalogue->by_name, compare_names);
	for (size_t i = 1; i < count; i++) {
		const struct catalogue_variable *variable = catalogue->by_name[i];
		if (strcmp(variable->name, catalogue->by_name[i - 1]->name) == 0)
			diag_add(loader->diags, DIAG_VARIABLE_TWICE, variable->place, variable->name);
	}
}

static bool is_declared(const struct catalogue_variable *variables, size_t count, const char *name)
{
	for (size_t i = 0; i < count; i++)
		if (strcmp(variables[i].name, name) == 0)
			return true;
	return false;
}

/* Adds the elements of a document that variables.xml does not declare; returns the number of all variables. */
static size_t add_elements(struct loader *loader, struct catalogue_variable *variables, size_t count)
{
	for (size_t i = 0; i < element_count; i++) {
		const struct element *element = &element_table[i];
		if (is_declared(variables, count, element->name))
			continue;
		struct catalogue_variable *variable = &variables[count++];
		variable->name = variable->label = element->name;
		variable->type.kind = element->kind;
		variable->type.example = element->example;
		variable->type.choice_count = type_split(loader->arena, str_of(element->choices), "|", &variable->type.choices);
	}
	return count;
}

static void load_declarations(struct loader *loader, const struct source *source, const xmlNode *root)
{
	struct catalogue *catalogue = loader->catalogue;
	/* Values point to the types in this array, so that it must not move. */
	size_t count = BUILT_IN_COUNT + count_variables(root);
	struct catalogue_variable *variables = ARENA_ARRAY(loader->arena, struct catalogue_variable, count + element_count);
	for (size_t i = 0; i < BUILT_IN_COUNT; i++) {
		variables[i].name = built_in[i].name;
		variables[i].label = built_in[i].label;
		variables[i].type.kind = built_in[i].kind;
		variables[i].type.names_any = built_in[i].names_any;
		variables[i].built_in = true;
	}
	size_t at = BUILT_IN_COUNT;
	for (const xmlNode *group = xml_first(root); xml_is(group, "group"); group = xml_next(group)) {
		const char *label = xml_attribute(loader->arena, group, "label");
		for (const xmlNode *node = xml_first(group); node; node = xml_next(node)) {
			variables[at].group = label;
			read_variable(loader, source, node, &variables[at++]);
		}
	}
	count = add_elements(loader, variables, at);
	for (size_t i = 0; i < count; i++)
		variables[i].index = i;
	catalogue->variables = variables;
	catalogue->variable_count = count;
	sort_variables(loader);
}

/* ---- unit types, regions */

const struct diag_list *catalogue_keep_diags(struct arena *arena, const struct diag_list *diags)
{
	if (!diags->first)
		return NULL;
	struct diag_list *kept = ARENA_NEW(arena, struct diag_list);
	*kept = *diags;
	return kept;
}

void catalogue_read_sets(struct arena *arena, const struct catalogue *catalogue, const struct source *source,
			 const xmlNode *parent, struct catalogue_scope *scope, struct diag_list *diags)
{
	struct catalogue_set *sets = NULL;
	size_t capacity = 0;
	for (const xmlNode *node = xml_first(parent); node; node = xml_next(node)) {
		struct place place = xml_place(source, node);
		struct str name = str_trim(str_of(xml_needed(arena, source, node, "name", diags)));
		const struct catalogue_variable *variable = catalogue_settable(catalogue, name, place, diags);
		if (!variable)
			continue;
		for (size_t i = 0; i < scope->count; i++)
			if (sets[i].variable == variable)
				diag_add(diags, DIAG_SET_TWICE, place, variable->name);
		struct diag_list own;
		diag_init(&own, arena);
		const struct value *value = catalogue_value_of_text(arena, variable, xml_text(arena, node), place, &own);
		*ARENA_PUSH(arena, sets, scope->count, capacity) =
			(struct catalogue_set){ variable, value, catalogue_keep_diags(arena, &own), xml_attribute(arena, node, "from"), place };
	}
	scope->sets = sets;
}

/* Reads the children of <unit-types> or <regions>; `key` is the attribute that names them. */
static struct catalogue_scope *load_scopes(struct loader *loader, const struct source *source, const xmlNode *parent,
					   const char *key, size_t *count)
{
	*count = xml_count(parent);
	struct catalogue_scope *scopes = ARENA_ARRAY(loader->arena, struct catalogue_scope, *count);
	size_t at = 0;
	for (const xmlNode *node = xml_first(parent); node; node = xml_next(node), at++) {
		scopes[at].name = xml_needed(loader->arena, source, node, key, loader->diags);
		scopes[at].place = xml_place(source, node);
		for (size_t i = 0; i < at; i++)
			if (strcmp(scopes[i].name, scopes[at].name) == 0)
				diag_add(loader->diags, DIAG_SCOPE_TWICE, scopes[at].place, scopes[at].name);
		catalogue_read_sets(loader->arena, loader->catalogue, source, node, &scopes[at], loader->diags);
	}
	return scopes;
}

/* Whether `start` is among the types it extends. */
static bool in_cycle(const struct catalogue_scope *start, size_t types)
{
	const struct catalogue_scope *type = start->extends;
	for (size_t i = 0; type && type != start && i < types; i++)
		type = type->extends;
	return type == start;
}

static void load_types(struct loader *loader, const struct source *source, const xmlNode *parent)
{
	struct catalogue *catalogue = loader->catalogue;
	struct catalogue_scope *types = load_scopes(loader, source, parent, "name", &catalogue->type_count);
	catalogue->types = types;
	size_t at = 0;
	for (const xmlNode *node = xml_first(parent); node; node = xml_next(node), at++) {
		const char *name = xml_attribute(loader->arena, node, "extends");
		types[at].names = xml_attribute(loader->arena, node, "names");
		types[at].maybe = xml_attribute(loader->arena, node, "maybe");
		if (!name)
			continue;
		types[at].extends = catalogue_type_of_name(catalogue, str_of(name));
		if (!types[at].extends)
			catalogue_report_type(catalogue, str_of(name), types[at].place, loader->diags);
	}
	/* Cut each cycle once, so that every walk up the types ends. */
	for (size_t i = 0; i < catalogue->type_count; i++)
		if (in_cycle(&types[i], catalogue->type_count)) {
			diag_add(loader->diags, DIAG_TYPE_CYCLE, types[i].place, types[i].name, types[i].extends->name);
			types[i].extends = NULL;
		}
}

static int by_length(const void *a, const void *b)
{
	const struct catalogue_scope *left = a, *right = b;
	size_t left_len = strlen(left->name), right_len = strlen(right->name);
	return left_len != right_len ? (left_len > right_len) - (left_len < right_len)
				     : strcmp(left->name, right->name);
}

bool catalogue_load_variables(struct loader *loader)
{
	struct catalogue *catalogue = loader->catalogue;
	const struct source *source;
	const xmlNode *root =
		catalogue_read_xml(loader->arena, catalogue, "variables.xml", "variables.rng", &source, loader->diags);
	if (!root)
		return false;
	load_declarations(loader, source, root);
	for (const xmlNode *node = xml_first(root); node; node = xml_next(node)) {
		if (xml_is(node, "rules"))
			catalogue_load_rules(loader, source, node);
		if (xml_is(node, "unit-types"))
			load_types(loader, source, node);
		if (!xml_is(node, "regions"))
			continue;
		struct catalogue_scope *regions = load_scopes(loader, source, node, "path", &catalogue->region_count);
		/* Shorter paths first: the longer ones are applied over them. */
		qsort(regions, catalogue->region_count, sizeof *regions, by_length);
		catalogue->regions = regions;
	}
	return true;
}
