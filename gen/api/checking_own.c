#include "api/checking_own.h"

#include <string.h>

#include "base/arena.h"
#include "base/file.h"
#include "check/check.h"
#include "draft/own.h"

/* The own text of one unit. */
struct own_checking {
	struct checking *checking;
	const struct catalogue_unit *unit;
	const char *folder;
	struct own_file common; /* source NULL: it has none, or a faulty one */
	bool *used;             /* by override of it: some plan has the passage */
};

static bool is_said(const struct diag_list *list, const struct diag *diag)
{
	for (const struct diag *d = list->first; d; d = d->next)
		if (d->code == diag->code && d->place.offset == diag->place.offset && d->place.source && diag->place.source &&
		    strcmp(d->place.source->name, diag->place.source->name) == 0)
			return true;
	return false;
}

/* Adds what was said of files in the folder, once. */
static void add_said(struct own_checking *o, const struct diag_list *said)
{
	struct checking *c = o->checking;
	size_t len = strlen(o->folder);
	for (const struct diag *d = said->first; d; d = d->next)
		if (d->place.source && strncmp(d->place.source->name, o->folder, len) == 0 && d->place.source->name[len] == '/' &&
		    !is_said(c->findings, d))
			diag_add(c->findings, d->code, d->place, d->arguments[0], d->arguments[1], d->arguments[2], d->arguments[3]);
}

static void add_plan(struct own_checking *o, const struct catalogue_variant *variant)
{
	struct checking *c = o->checking;
	struct draft_request request = draft_request_of(c->arena, c->tools->catalogue, c->base, o->unit, variant);
	struct draft_result result = { 0 };
	struct diag_list said;
	diag_init(&said, c->arena);
	if (!request.file)
		return;
	draft_compose(c->arena, c->tools, &request, &result, &said);
	add_said(o, &said);
	for (size_t k = 0; result.own && k < o->common.count; k++)
		o->used[k] = o->used[k] || !own_is_absent(result.own, &o->common.items[k]);
}

/* Reads the file for its variables, and for overrides of no plan. What is wrong with it is said by the plans. */
static struct own_file add_file(struct checking *c, const char *path)
{
	struct own_file file = { .source = NULL };
	struct diag_list ignored;
	diag_init(&ignored, c->arena);
	if (!file_exists(path) || !own_file_read(c->arena, path, &file, &ignored))
		return (struct own_file){ .source = NULL };
	check_add_source(c->check, own_texts_source(c->arena, &file));
	c->sources++;
	return file;
}

static void add_unit(struct checking *c, const struct catalogue_unit *unit)
{
	const struct catalogue *catalogue = c->tools->catalogue;
	const struct catalogue_variant **variants;
	struct own_checking own = { .checking = c, .unit = unit, .folder = own_folder(c->arena, catalogue->content_folder, unit->id) };
	if (!file_is_folder(own.folder))
		return;
	own.common = add_file(c, own_path(c->arena, catalogue->content_folder, unit->id, NULL));
	own.used = ARENA_ARRAY(c->arena, bool, own.common.count + 1);
	size_t count = catalogue_unit_variants(c->arena, catalogue, unit, &variants);
	for (size_t i = 0; i < count; i++) {
		add_file(c, own_path(c->arena, catalogue->content_folder, unit->id, variants[i]->id));
		add_plan(&own, variants[i]);
	}
	for (size_t k = 0; k < own.common.count; k++)
		if (!own.used[k])
			diag_add(c->findings, DIAG_CHECK_OWN_NOWHERE, own.common.items[k].place, own.common.items[k].target,
				 arena_copy(c->arena, unit->id.data, unit->id.len));
}

void checking_add_own_text(struct checking *c)
{
	const struct catalogue *catalogue = c->tools->catalogue;
	if (c->base->values.unit)
		add_unit(c, c->base->values.unit);
	for (size_t i = 0; !c->base->values.unit && i < catalogue->unit_count; i++)
		add_unit(c, &catalogue->units[i]);
}
