#include "book/shelf.h"

#include <string.h>

#include "base/arena.h"

/* A shelf being filled. */
struct lister {
	struct arena *arena;
	struct draft_tools *tools;
	const struct draft_request *request;
	const struct compendium *compendium;
	struct shelf shelf;
	struct diag_list *diags;
};

/* Whether the name has letters that stand for any name: X县, ××局. */
static bool stands_for_any(const char *name)
{
	static const char *const marks[] = { "X", "×", "Ｘ" };
	for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
		if (strstr(name, marks[i]))
			return true;
	return false;
}

/* Whether an earlier plan of the book has the same title. */
static bool is_taken(const struct shelf *shelf, const struct shelf_plan *plan)
{
	for (const struct shelf_plan *p = shelf->plans; p < plan; p++)
		if (p->title_name && strcmp(p->title_name, plan->title_name) == 0 && strcmp(p->variant->title, plan->variant->title) == 0)
			return true;
	return false;
}

/* The name in the title of the plan, which is the shelf's last one. */
static const char *find_title_name(struct lister *lister, struct shelf_plan *plan)
{
	plan->title_name = plan->variant->name;
	if (lister->request->policy == POLICY_FINAL && stands_for_any(plan->title_name)) {
		if (!plan->unit)
			diag_add(lister->diags, DIAG_BOOK_NAME, plan->variant->place, plan->title_name, plan->variant->id);
		return NULL;
	}
	return is_taken(&lister->shelf, plan) ? plan->variant->short_name : plan->title_name;
}

/* The settings of the command line, and the name for the title. */
static void set_title_name(struct lister *lister, struct shelf_plan *plan)
{
	struct catalogue_request *values = &plan->request.values;
	struct catalogue_setting *settings = ARENA_ARRAY(lister->arena, struct catalogue_setting, values->setting_count + 1);
	plan->title_name = find_title_name(lister, plan);
	if (!plan->title_name)
		return;
	settings[0] = (struct catalogue_setting){ .name = "标题名", .value = plan->title_name };
	if (values->setting_count) /* those given by hand prevail */
		memcpy(settings + 1, values->settings, sizeof *settings * values->setting_count);
	values->settings = settings;
	values->setting_count++;
}

static void add(struct lister *lister, const struct catalogue_variant *variant, const struct catalogue_unit *unit)
{
	const struct catalogue *catalogue = lister->tools->catalogue;
	if (!variant->source) {
		diag_add(lister->diags, DIAG_BOOK_WITHOUT_PLAN, NO_PLACE, variant->id);
		return;
	}
	if (!unit)
		unit = catalogue_sample_unit(catalogue, variant);
	struct shelf_plan *plan = ARENA_PUSH(lister->arena, lister->shelf.plans, lister->shelf.count, lister->shelf.capacity);
	*plan = (struct shelf_plan){ .variant = variant, .unit = unit };
	plan->request = draft_request_of(lister->arena, catalogue, lister->request, unit, variant);
	plan->id = draft_id(&plan->request);
	if (!lister->compendium->unit_titles)
		set_title_name(lister, plan);
}

/* What looking up a name of the book's list found to say, at the name's place. */
static void report_at(struct lister *lister, const struct diag_list *found, struct place place)
{
	for (struct diag *diag = found->first; diag; diag = diag->next)
		if (!diag->place.source)
			diag->place = place;
	diag_append(lister->diags, found);
}

static const struct catalogue_variant *variant_of(struct lister *lister, const struct compendium_plan *plan)
{
	struct diag_list found;
	diag_init(&found, lister->arena);
	const struct catalogue_variant *variant = catalogue_find_variant(lister->tools->catalogue, str_of(plan->variant), &found);
	report_at(lister, &found, plan->place);
	return variant;
}

/* NULL also when the plan names none. */
static const struct catalogue_unit *unit_of(struct lister *lister, const struct compendium_plan *plan)
{
	struct diag_list found;
	diag_init(&found, lister->arena);
	const struct catalogue_unit *unit = plan->unit ? catalogue_find_unit(lister->tools->catalogue, str_of(plan->unit), &found) : NULL;
	report_at(lister, &found, plan->place);
	return unit;
}

/* Adds a plan unless it is excluded; <plan> may name its unit. */
static void add_by_default(struct lister *lister, const struct catalogue_variant *variant, const struct catalogue_unit *unit)
{
	const struct compendium *c = lister->compendium;
	for (size_t i = 0; i < c->excluded_count; i++)
		if (variant_of(lister, &c->excluded[i]) == variant)
			return;
	for (size_t i = 0; i < c->plan_count && !unit; i++)
		if (variant_of(lister, &c->plans[i]) == variant)
			unit = unit_of(lister, &c->plans[i]);
	add(lister, variant, unit);
}

/* Names that nothing is called are reported once, where they stand. */
static bool check_names(struct lister *lister)
{
	const struct compendium *c = lister->compendium;
	size_t errors = diag_errors(lister->diags);
	for (size_t i = 0; i < c->excluded_count; i++)
		variant_of(lister, &c->excluded[i]);
	for (size_t i = 0; i < c->plan_count; i++) {
		variant_of(lister, &c->plans[i]);
		unit_of(lister, &c->plans[i]);
	}
	return diag_errors(lister->diags) == errors;
}

static void list_unit(struct lister *lister, const struct catalogue_unit *unit)
{
	const struct catalogue_variant **variants;
	size_t count = catalogue_unit_variants(lister->arena, lister->tools->catalogue, unit, &variants);
	for (size_t i = 0; i < count; i++)
		add_by_default(lister, variants[i], unit);
}

struct shelf shelf_list(struct arena *arena, struct draft_tools *tools, const struct draft_request *request,
			const struct compendium *compendium, struct diag_list *diags)
{
	const struct catalogue *catalogue = tools->catalogue;
	struct lister lister = { arena, tools, request, compendium, { NULL, 0, 0 }, diags };
	if (!check_names(&lister))
		return lister.shelf;
	if (request->values.unit)
		list_unit(&lister, request->values.unit);
	else if (compendium->all)
		for (size_t i = 0; i < catalogue->variant_count; i++)
			add_by_default(&lister, &catalogue->variants[i], NULL);
	else
		for (size_t i = 0; i < compendium->plan_count; i++)
			add(&lister, variant_of(&lister, &compendium->plans[i]), unit_of(&lister, &compendium->plans[i]));
	return lister.shelf;
}

struct hash shelf_identity(const struct shelf *shelf)
{
	struct hash hash = { 0, 0 };
	for (size_t i = 0; i < shelf->count; i++) {
		const struct shelf_plan *plan = &shelf->plans[i];
		const char *const facts[] = { plan->variant->source, plan->variant->title, plan->variant->name, plan->title_name ? plan->title_name : "" };
		hash = hash_join(hash, document_id_hash(&plan->id));
		for (size_t k = 0; k < sizeof facts / sizeof *facts; k++)
			hash = hash_join(hash, hash_text(str_of(facts[k])));
	}
	return hash;
}
