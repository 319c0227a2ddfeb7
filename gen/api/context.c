/* A content folder as the users of the library have it. */
#include <stdlib.h>
#include <string.h>

#include "api/internal.h"
#include "base/arena.h"
#include "base/cache.h"
#include "base/file.h"
#include "base/known.h"
#include "base/memory.h"
#include "base/state.h"
#include "change/change.h"
#include "font/font.h"

enum { UNIT_FIELDS = PLANGEN_UNIT_ALIASES + 1 };

const char *plangen_version(void)
{
	return PLANGEN_VERSION;
}

bool plangen_serves(unsigned major, unsigned minor)
{
	return major == PLANGEN_VERSION_MAJOR && minor <= PLANGEN_VERSION_MINOR;
}

void plangen_on_no_memory(void (*handler)(void))
{
	memory_on_fail(handler);
}

/* ---- reading the folder */

static void free_state(struct api_state *state)
{
	if (!state)
		return;
	cache_free(state->tools.cache);
	arena_free(state->arena);
}

/* What there is to say about the content goes to `diags`. `files`: as they are. With errors the state has no catalogue. */
static struct api_state *read_state(struct plangen *plangen, struct hash files, struct diag_list *diags)
{
	struct arena *arena = arena_new();
	struct diag_list found; /* places name sources of this arena */
	struct api_state *state = ARENA_NEW(arena, struct api_state);
	diag_init(&found, arena);
	*state = (struct api_state){ .arena = arena, .files = files };
	const char *schemas = file_join(arena, plangen->templates, "schema");
	state->catalogue = catalogue_load(arena, plangen->content, schemas, plangen->known, &found);
	known_save(plangen->known);
	diag_append(diags, &found);
	if (state->catalogue) {
		state->tools = draft_tools_new(arena, state->catalogue, plangen->templates, plangen->fonts);
		state->tools.progress = &plangen->progress;
	}
	return state;
}

/* Reads the files into a new state. False with errors: the state is the old one. */
static bool read_files(struct plangen *plangen, struct hash files, struct plangen_messages *messages)
{
	struct api_call call;
	api_enter(&call, messages);
	struct api_state *state = read_state(plangen, files, &call.diags), *old = plangen->state;
	bool good = state->catalogue != NULL;
	if (good)
		plangen->state = state;
	api_leave(&call);
	free_state(good ? old : state);
	return good;
}

/* Sees to a change that was interrupted. */
static bool recover(struct plangen *plangen, struct plangen_messages *messages)
{
	struct api_call call;
	api_enter(&call, messages);
	bool good = change_recover(plangen->content, &call.diags);
	api_leave(&call);
	return good;
}

struct plangen *plangen_open(const char *content, const char *templates, const char *cache, struct plangen_messages *messages)
{
	struct plangen *plangen = memory_alloc(sizeof *plangen);
	plangen->arena = arena_new();
	plangen->content = arena_strdup(plangen->arena, content);
	plangen->templates = arena_strdup(plangen->arena, templates);
	plangen->cache = cache ? arena_strdup(plangen->arena, cache) : NULL;
	plangen->known = known_load(plangen->arena, plangen->cache);
	plangen->fonts = font_library_new(plangen->cache, NULL);
	if (recover(plangen, messages) && read_files(plangen, state_of_files(plangen->content, plangen->templates), messages))
		return plangen;
	plangen_close(plangen);
	return NULL;
}

void plangen_close(struct plangen *plangen)
{
	if (!plangen)
		return;
	struct api_call call;
	api_enter(&call, NULL);
	known_save(plangen->known);
	free_state(plangen->state);
	font_library_free(plangen->fonts);
	arena_free(plangen->arena);
	free(plangen);
	api_leave(&call);
}

int plangen_refresh(struct plangen *plangen, struct plangen_messages *messages)
{
	if (!recover(plangen, messages))
		return -1;
	struct hash files = state_of_files(plangen->content, plangen->templates);
	if (hash_equal(files, plangen->state->files))
		return 0;
	return read_files(plangen, files, messages) ? 1 : -1;
}

void plangen_set_language(struct plangen *plangen, const char *language)
{
	plangen->language = words_language_of(language);
}

void plangen_set_font_key(struct plangen *plangen, const char *key)
{
	font_library_free(plangen->fonts);
	plangen->fonts = font_library_new(plangen->cache, key);
	plangen->state->tools.fonts = plangen->fonts;
}

bool plangen_fonts_are_new(const struct plangen *plangen)
{
	return font_library_is_new(plangen->fonts);
}

void plangen_report_units(const struct plangen *plangen, struct plangen_messages *messages)
{
	struct api_call call;
	api_enter(&call, messages);
	catalogue_report_faults(plangen->state->catalogue, &call.diags);
	api_leave(&call);
}

void plangen_report_unit(const struct plangen *plangen, size_t unit, struct plangen_messages *messages)
{
	const struct catalogue *catalogue = plangen->state->catalogue;
	struct api_call call;
	api_enter(&call, messages);
	if (unit < catalogue->unit_count)
		catalogue_report_faults_of(catalogue, &catalogue->units[unit], NULL, &call.diags);
	api_leave(&call);
}

void plangen_on_progress(struct plangen *plangen, bool (*step)(void *context, size_t done, size_t total), void *context)
{
	plangen->progress = (struct draft_progress){ step, context };
}

/* ---- what is read when it is needed */

const struct catalogue_scope *api_find_year(struct plangen *plangen, unsigned year, struct diag_list *diags)
{
	struct api_state *state = plangen->state;
	struct api_year *found = state->years;
	while (found && found->year != year)
		found = found->next;
	if (!found) {
		struct diag_list *said = ARENA_NEW(state->arena, struct diag_list);
		diag_init(said, state->arena);
		found = ARENA_NEW(state->arena, struct api_year);
		*found = (struct api_year){ year, catalogue_year(state->arena, state->catalogue, year, said), said, state->years };
		state->years = found;
	}
	diag_append(diags, found->said);
	return found->profile;
}

/* ---- units and variants */

static struct str cell_of(const struct catalogue_unit *unit, enum plangen_unit_field field)
{
	switch (field) {
	case PLANGEN_UNIT_ID:
		return unit->id;
	case PLANGEN_UNIT_NAME:
		return unit->name;
	case PLANGEN_UNIT_SHORT_NAME:
		return unit->short_name;
	case PLANGEN_UNIT_TYPE:
		return unit->type;
	case PLANGEN_UNIT_REGION:
		return unit->region;
	case PLANGEN_UNIT_ALIASES:
		return unit->aliases;
	}
	return STR("");
}

size_t plangen_unit_count(const struct plangen *plangen)
{
	return plangen->state->catalogue->unit_count;
}

/* Cells of tables do not end with a NUL: those that are asked for are copied, once. */
const char *plangen_unit(const struct plangen *plangen, size_t index, enum plangen_unit_field field)
{
	struct api_state *state = plangen->state;
	const struct catalogue *catalogue = state->catalogue;
	if (index >= catalogue->unit_count || (unsigned)field >= UNIT_FIELDS)
		return NULL;
	if (!state->unit_texts)
		state->unit_texts = ARENA_ARRAY(state->arena, const char *, catalogue->unit_count * UNIT_FIELDS);
	const char **text = &state->unit_texts[index * UNIT_FIELDS + (size_t)field];
	if (!*text) {
		struct str cell = cell_of(&catalogue->units[index], field);
		*text = arena_copy(state->arena, cell.data ? cell.data : "", cell.len);
	}
	return *text;
}

long plangen_find_unit(const struct plangen *plangen, const char *name, const char *type, struct plangen_messages *messages)
{
	struct api_call call;
	const struct catalogue *catalogue = plangen->state->catalogue;
	api_enter(&call, messages);
	const struct catalogue_unit *unit = catalogue_find_unit(catalogue, str_of(name), &call.diags);
	if (unit)
		catalogue_report_comments_of(catalogue, unit, &call.diags);
	if (unit && type && !str_is(unit->type, type))
		diag_add(&call.diags, DIAG_UNIT_TYPE_UNUSED, unit->place, name, arena_copy(call.arena, unit->type.data, unit->type.len), type);
	api_leave(&call);
	return unit ? (long)(unit - catalogue->units) : -1;
}

size_t plangen_variant_count(const struct plangen *plangen)
{
	return plangen->state->catalogue->variant_count;
}

const char *plangen_variant(const struct plangen *plangen, size_t index, enum plangen_variant_field field)
{
	const struct catalogue *catalogue = plangen->state->catalogue;
	if (index >= catalogue->variant_count)
		return NULL;
	const struct catalogue_variant *variant = &catalogue->variants[index];
	switch (field) {
	case PLANGEN_VARIANT_ID:
		return variant->id;
	case PLANGEN_VARIANT_NAME:
		return variant->name;
	case PLANGEN_VARIANT_SHORT_NAME:
		return variant->short_name;
	case PLANGEN_VARIANT_CATEGORY:
		return variant->category;
	case PLANGEN_VARIANT_SOURCE:
		return variant->source;
	}
	return NULL;
}

size_t plangen_type_count(const struct plangen *plangen)
{
	return plangen->state->catalogue->type_count;
}

const char *plangen_type(const struct plangen *plangen, size_t index)
{
	const struct catalogue *catalogue = plangen->state->catalogue;
	return index < catalogue->type_count ? catalogue->types[index].name : NULL;
}

size_t plangen_year_count(const struct plangen *plangen)
{
	return plangen->state->catalogue->year_count;
}

unsigned plangen_year(const struct plangen *plangen, size_t index)
{
	const struct catalogue *catalogue = plangen->state->catalogue;
	return index < catalogue->year_count ? catalogue->years[index] : 0;
}

bool plangen_unit_uses(const struct plangen *plangen, size_t unit, size_t variant)
{
	const struct catalogue *catalogue = plangen->state->catalogue;
	return unit < catalogue->unit_count && variant < catalogue->variant_count &&
	       catalogue_unit_uses(catalogue, &catalogue->units[unit], &catalogue->variants[variant]);
}

bool plangen_suits(const struct plangen *plangen, const char *name, const char *type, size_t variant)
{
	const struct catalogue *catalogue = plangen->state->catalogue;
	const struct catalogue_unit alike = { .name = str_of(name), .type = str_of(type) };
	return variant < catalogue->variant_count && catalogue_unit_uses(catalogue, &alike, &catalogue->variants[variant]);
}

const char *plangen_type_by_name(const struct plangen *plangen, const char *name, bool *certain)
{
	bool sure = false;
	const struct catalogue_scope *type = catalogue_type_by_name(plangen->state->catalogue, str_of(name), &sure);
	if (certain)
		*certain = type && sure;
	return type ? type->name : NULL;
}
