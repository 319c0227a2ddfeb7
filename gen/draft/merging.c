#include "draft/merging.h"

#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/diag.h"
#include "base/source.h"
#include "base/suggest.h"
#include "draft/draft.h"
#include "draft/identity.h"
#include "draft/partial.h"
#include "draft/reads.h"
#include "vars/type.h"

static const struct source *load(void *context, struct str name)
{
	struct merging *m = context;
	return partial_load(m->tools, m->arena, name, m->extension, m->reads, m->diags);
}

/* All values that the variable can have: those of an enumeration, the names of unit types, the ids of variants; NULL: any. */
static const char *const *choices_of(struct arena *arena, const struct catalogue *catalogue, const struct catalogue_variable *variable)
{
	const struct value_type *type = &variable->type;
	bool types = strcmp(variable->name, "单位.类型") == 0;
	size_t count = types ? catalogue->type_count : strcmp(variable->name, "变体") == 0 ? catalogue->variant_count : 0;
	if (type->kind == TYPE_ENUM)
		return type->choice_count ? type_choices(arena, type) : NULL;
	const char **choices = count ? ARENA_ARRAY(arena, const char *, count + 1) : NULL;
	for (size_t i = 0; i < count; i++)
		choices[i] = types ? catalogue->types[i].name : catalogue->variants[i].id;
	return choices;
}

/* The engine keeps what it is told of a name, so each name has a declaration of its own. */
static const struct merge_declaration *declare(void *context, struct str name)
{
	struct merging *m = context;
	const struct catalogue *catalogue = m->tools->catalogue;
	const struct catalogue_variable *variable = catalogue_variable(catalogue, name);
	if (!variable)
		return NULL;
	if (!m->declarations)
		m->declarations = ARENA_ARRAY(m->arena, const struct merge_declaration *, catalogue->variable_count);
	if (m->declarations[variable->index])
		return m->declarations[variable->index];
	struct merge_declaration *declaration = ARENA_NEW(m->arena, struct merge_declaration);
	bool table = variable->type.kind == TYPE_TABLE;
	*declaration = (struct merge_declaration){
		.label = variable->label,
		.example = variable->example,
		.required = variable->required,
		.refused = catalogue_is_refused(m->values, variable),
		.many = table || variable->type.kind == TYPE_LIST,
		.markdown = variable->type.kind == TYPE_MARKDOWN,
		.choices = choices_of(m->arena, catalogue, variable),
		.type = &variable->type,
		.columns = table ? type_choices(m->arena, &variable->type) : NULL,
		.column_count = table ? variable->type.choice_count : 0,
	};
	m->declarations[variable->index] = declaration;
	return declaration;
}

static const char *suggest(void *context, struct str name)
{
	struct merging *m = context;
	const struct catalogue *catalogue = m->tools->catalogue;
	struct suggestion suggestion = { .wanted = name };
	for (size_t i = 0; i < catalogue->variable_count; i++)
		suggest_offer(&suggestion, catalogue->variables[i].name);
	return suggestion.best;
}

/* Whether the name is that of the date which has no value, as the one it follows has none. */
static bool is_lost_date(const struct merging *m, struct str name)
{
	return m->values->date_follows && str_is(name, "日期") && !catalogue_explain(m->values, name);
}

/* Whether the document itself, or a layer over it, gives the value: what is wrong with those of the content below it shows nowhere. A rule that is
 * broken is broken by the value that counts. */
static bool is_given_above(const struct merging *m, const struct catalogue_variable *variable, struct str name)
{
	const struct catalogue_origin *origin = catalogue_explain(m->values, name);
	bool broken = m->values->broken && m->values->broken[variable->index];
	return origin && origin->layer >= LAYER_DOCUMENT && !broken;
}

void merging_use(struct merging *m, struct str name)
{
	const struct catalogue_variable *variable = m->values->faults ? catalogue_variable(m->values->catalogue, name) : NULL;
	if (variable && is_lost_date(m, name))
		merging_use(m, STR("成文日期"));
	if (!variable || !m->values->faults[variable->index] || is_given_above(m, variable, name))
		return;
	if (!m->used)
		m->used = ARENA_ARRAY(m->arena, bool, m->values->catalogue->variable_count);
	if (!m->used[variable->index])
		diag_append_new(m->diags, m->values->faults[variable->index]);
	m->used[variable->index] = true;
}

/* Notes that the document shows the value, for merging_report_unconfirmed(). */
static void note_shown(struct merging *m, struct str name)
{
	const struct catalogue_variable *variable = m->values->unconfirmed ? catalogue_variable(m->values->catalogue, name) : NULL;
	if (!variable)
		return;
	if (!m->shown)
		m->shown = ARENA_ARRAY(m->arena, bool, m->values->catalogue->variable_count);
	m->shown[variable->index] = true;
	if (m->values->date_follows && str_is(name, "日期"))
		note_shown(m, STR("成文日期"));
}

bool merging_has_seen(const struct merging *m, const char *name)
{
	const struct catalogue_variable *variable = m->seen ? catalogue_variable(m->values->catalogue, str_of(name)) : NULL;
	return variable && m->seen[variable->index];
}

struct str merging_text(struct merging *m, const char *name)
{
	note_shown(m, str_of(name));
	return merging_peek(m, name);
}

struct str merging_peek(struct merging *m, const char *name)
{
	merging_use(m, str_of(name));
	return merging_unseen(m, name);
}

struct str merging_unseen(struct merging *m, const char *name)
{
	const struct value *value = value_member(m->values->root, str_of(name));
	if (m->reads)
		reads_add(m->reads, READ_VALUE, str_of(name), identity_of_value(m->base ? m->base : m->values, str_of(name)));
	return value ? value->text : STR("");
}

bool merging_is_last_word(const struct merging *m, const char *name)
{
	const struct catalogue_origin *origin = catalogue_explain(m->values, str_of(name));
	return origin && origin->layer > LAYER_DOCUMENT;
}

struct place merging_place(const struct merging *m, const char *name, struct place otherwise)
{
	const struct catalogue_origin *origin = catalogue_explain(m->values, str_of(name));
	return origin && origin->value->place.source ? origin->value->place : otherwise;
}

void merging_report_unconfirmed(const struct merging *m)
{
	struct buf names = BUF_INIT;
	const struct catalogue_origin *first = NULL;
	size_t count = 0;
	for (size_t i = 0; m->shown && i < m->values->catalogue->variable_count; i++) {
		const struct catalogue_origin *origin = m->shown[i] ? m->values->origins[i] : NULL;
		if (!origin || !origin->from || !m->values->catalogue->variables[i].place.source)
			continue;
		first = first ? first : origin;
		buf_printf(&names, "%s%s", count++ ? ", " : "", m->values->catalogue->variables[i].name);
	}
	if (first)
		diag_add(m->diags, DIAG_YEAR_NOT_CONFIRMED, first->value->place, first->scope, first->from, names.data,
			 arena_printf(m->arena, "%zu", count));
	buf_free(&names);
}

void merging_note_unused(const struct merging *m)
{
	struct buf names = BUF_INIT;
	size_t count = 0;
	for (size_t i = 0; m->values->faults && i < m->values->catalogue->variable_count; i++)
		if (m->values->faults[i] && diag_errors(m->values->faults[i]) && !(m->used && m->used[i]))
			buf_printf(&names, "%s%s", count++ ? ", " : "", m->values->catalogue->variables[i].name);
	if (count)
		diag_add(m->diags, DIAG_VALUES_FAULTY, NO_PLACE, arena_printf(m->arena, "%zu", count), names.data);
	buf_free(&names);
}

/* A name is read many times, its value recorded once. */
static void seen(void *context, struct str name)
{
	struct merging *m = context;
	const struct catalogue_variable *variable = catalogue_variable(m->values->catalogue, name);
	if (!m->seen)
		m->seen = ARENA_ARRAY(m->arena, bool, m->values->catalogue->variable_count);
	if (variable)
		m->seen[variable->index] = true;
	note_shown(m, name);
	merging_use(m, name);
	if (m->reads && !reads_has(m->reads, READ_VALUE, name))
		reads_add_new(m->reads, READ_VALUE, name, identity_of_value(m->base ? m->base : m->values, name));
}

bool merging_expand(struct arena *arena, struct merging *merging, const struct source *source, enum merge_sink sink,
		    struct merged *out)
{
	struct merge_options options = {
		.sink = sink,
		.dialect = MERGE_STRICT,
		.data = merging->values->root,
		.load = load,
		.declare = declare,
		.seen = merging->outline ? NULL : seen,
		.outline = merging->outline,
		.suggest = suggest,
		.context = merging,
		.library = merging->library,
	};
	return merge_expand(arena, source, &options, out, merging->diags);
}

const struct source *merging_title_source(struct arena *arena, const struct catalogue_variant *variant)
{
	const struct source *file = variant->title_place.source;
	return source_of_text(arena, file ? file->name : variant->id, str_of(variant->title));
}
