/* What is to be made, as the users of the library say it. */
#include <stdlib.h>
#include <string.h>

#include "api/internal.h"
#include "base/arena.h"
#include "base/buf.h"
#include "base/file.h"
#include "base/format_name.h"
#include "base/limits.h"
#include "base/memory.h"
#include "book/book.h"
#include "draft/templates.h"
#include "vars/json.h"
#include "vars/value.h"
#include "write/pdf/icc.h"
#include "write/profile.h"
#include "write/writer.h"

static const char *copy(struct arena *arena, struct str text)
{
	return arena_copy(arena, text.data ? text.data : "", text.len);
}

static struct plangen_request *new_request(struct plangen *plangen, enum draft_kind kind, unsigned year)
{
	struct plangen_request *request = memory_alloc(sizeof *request);
	*request = (struct plangen_request){ .plangen = plangen, .arena = arena_new(), .kind = kind, .year = year };
	return request;
}

const char *plangen_request_text(const struct plangen_request *request, enum plangen_request_field field)
{
	switch (field) {
	case PLANGEN_REQUEST_UNIT:
		return request->unit;
	case PLANGEN_REQUEST_VARIANT:
		return request->variant;
	}
	return NULL;
}

unsigned plangen_request_year(const struct plangen_request *request)
{
	return request->year;
}

void plangen_request_free(struct plangen_request *request)
{
	if (request)
		arena_free(request->arena);
	free(request);
}

/* Takes the unit's id into the request; a NULL name is no unit. False with errors. */
static bool name_unit(struct plangen_request *request, const char *name, struct diag_list *diags)
{
	if (!name)
		return true;
	const struct catalogue_unit *unit = catalogue_find_unit(request->plangen->state->catalogue, str_of(name), diags);
	request->unit = unit ? copy(request->arena, unit->id) : NULL;
	return unit != NULL;
}

static bool name_variant(struct plangen_request *request, const char *name, struct diag_list *diags)
{
	const struct catalogue_variant *variant = catalogue_find_variant(request->plangen->state->catalogue, str_of(name), diags);
	request->variant = variant ? arena_strdup(request->arena, variant->id) : NULL;
	return variant != NULL;
}

bool api_check_year(unsigned year, struct diag_list *diags)
{
	if (year >= 1000 && year <= 9999)
		return true;
	diag_add(diags, DIAG_BAD_YEAR, NO_PLACE, arena_printf(diags->arena, "%u", year));
	return false;
}

/* The request when all of it is good, else NULL, and it is freed. */
static struct plangen_request *finish(struct api_call *call, struct plangen_request *request, bool good)
{
	api_leave(call);
	if (good)
		return request;
	plangen_request_free(request);
	return NULL;
}

struct plangen_request *plangen_plan(struct plangen *plangen, const char *unit, const char *variant, unsigned year,
				     struct plangen_messages *messages)
{
	struct plangen_request *request = new_request(plangen, DRAFT_PLAN, year);
	struct api_call call;
	api_enter(&call, messages);
	bool good = name_unit(request, unit, &call.diags);
	good = name_variant(request, variant, &call.diags) && good;
	return finish(&call, request, api_check_year(year, &call.diags) && good);
}

struct plangen_request *plangen_book(struct plangen *plangen, const char *unit, unsigned year, struct plangen_messages *messages)
{
	struct plangen_request *request = new_request(plangen, DRAFT_BOOK, year);
	struct api_call call;
	api_enter(&call, messages);
	bool good = name_unit(request, unit, &call.diags);
	return finish(&call, request, api_check_year(year, &call.diags) && good);
}

struct plangen_request *plangen_file(struct plangen *plangen, const char *path, const char *unit, unsigned year,
				     struct plangen_messages *messages)
{
	struct plangen_request *request = new_request(plangen, DRAFT_FILE, year);
	struct api_call call;
	api_enter(&call, messages);
	request->file = arena_strdup(request->arena, path);
	bool good = name_unit(request, unit, &call.diags);
	return finish(&call, request, api_check_year(year, &call.diags) && good);
}

/* Adds the units that the words of the list mean; false with errors. */
static bool pick(struct arena *arena, const struct plangen *plangen, const char *units, struct catalogue_picked *picked, struct diag_list *diags)
{
	struct str rest = str_of(units), word;
	bool good = true;
	*picked = (struct catalogue_picked){ 0 };
	while (format_next_word(&rest, &word))
		good = catalogue_pick_units(arena, plangen->state->catalogue, word, picked, diags) && good;
	return good;
}

struct plangen_request *plangen_plans(struct plangen *plangen, const char *units, const char *variant, unsigned year,
				      struct plangen_messages *messages)
{
	struct plangen_request *request = new_request(plangen, DRAFT_PLAN, year);
	struct catalogue_picked picked;
	struct api_call call;
	api_enter(&call, messages);
	request->units = arena_strdup(request->arena, units);
	bool good = pick(call.arena, plangen, units, &picked, &call.diags);
	good = (!variant || name_variant(request, variant, &call.diags)) && good;
	return finish(&call, request, api_check_year(year, &call.diags) && good);
}

/* ---- the request with the files as they are */

static const struct catalogue_unit *find_unit(const struct catalogue *catalogue, const char *id)
{
	for (size_t i = 0; i < catalogue->unit_count; i++)
		if (str_is(catalogue->units[i].id, id))
			return &catalogue->units[i];
	return NULL;
}

/* The unit and the variant, which may be gone since they were named: then with the error that looking for them gives. */
static bool find_both(const struct catalogue *catalogue, const struct plangen_request *request, struct catalogue_request *values,
		      struct diag_list *diags)
{
	size_t errors = diag_errors(diags);
	values->unit = request->unit ? find_unit(catalogue, request->unit) : NULL;
	values->variant = request->variant ? catalogue_variant_of_id(catalogue, str_of(request->variant)) : NULL;
	if (request->unit && !values->unit)
		values->unit = catalogue_find_unit(catalogue, str_of(request->unit), diags);
	if (request->variant && !values->variant)
		values->variant = catalogue_find_variant(catalogue, str_of(request->variant), diags);
	return diag_errors(diags) == errors;
}

static struct place place_of(struct arena *arena, const struct api_setting *setting)
{
	return setting->where ? source_of_option(arena, setting->where, setting->text, strlen(setting->text) - strlen(setting->value)) : NO_PLACE;
}

static void fill_settings(struct arena *arena, const struct plangen_request *request, struct catalogue_request *values)
{
	struct catalogue_setting *settings = ARENA_ARRAY(arena, struct catalogue_setting, request->setting_count + 1);
	for (size_t i = 0; i < request->setting_count; i++)
		if (request->settings[i].value)
			settings[values->setting_count++] = (struct catalogue_setting){ request->settings[i].name, request->settings[i].value,
											 place_of(arena, &request->settings[i]) };
	values->settings = settings;
}

/* Year, unit, variant and date. */
static bool fill_values(struct api_call *call, const struct plangen_request *request, struct catalogue_request *values)
{
	struct plangen *plangen = request->plangen;
	*values = (struct catalogue_request){ .year = request->year, .date = request->date, .data = request->data };
	values->profile = api_find_year(plangen, request->year, &call->diags);
	values->unit_name = request->unit_name;
	values->unit_type = request->unit_type;
	if (request->unit_where)
		values->unit_place = source_of_option(call->arena, request->unit_where, request->unit_name, 0);
	return values->profile && find_both(plangen->state->catalogue, request, values, &call->diags);
}

bool api_resolve_values(struct api_call *call, const struct plangen_request *request, struct catalogue_request *values)
{
	if (!fill_values(call, request, values))
		return false;
	fill_settings(call->arena, request, values);
	return true;
}

static const struct page_template *find_template(struct plangen *plangen, const char *name, struct diag_list *diags)
{
	if (!templates_find(diags->arena, plangen->templates, name, NO_PLACE, diags))
		return NULL;
	return templates_open(&plangen->state->tools, name, diags);
}

/* The plan of the request, once all that plans have is in it. */
static bool resolve_plan(struct api_call *call, const struct plangen_request *request, struct draft_request *draft)
{
	const struct catalogue *catalogue = request->plangen->state->catalogue;
	const struct catalogue_variant *variant = draft->values.variant;
	*draft = draft_request_of(call->arena, catalogue, draft, draft->values.unit, variant);
	if (!draft->file)
		diag_add(&call->diags, DIAG_VARIANT_NOT_WRITTEN, variant->place, variant->id);
	return draft->file != NULL;
}

bool api_resolve(struct api_call *call, struct plangen_request *request, enum draft_policy policy, struct draft_request *draft)
{
	struct plangen *plangen = request->plangen;
	const char *template = request->template ? request->template : TEMPLATES_DEFAULT;
	*draft = (struct draft_request){ .kind = request->kind, .file = request->file, .profile = request->profile, .output_intent = request->output_intent,
					 .template_given = request->template != NULL, .plain_docx = request->plain_docx, .resolution = request->resolution, .sheet = request->sheet,
					 .policy = request->final ? POLICY_FINAL : policy };
	if (request->units)
		diag_add(&call->diags, DIAG_NEEDS_PLAN, NO_PLACE);
	if (request->units || !api_resolve_values(call, request, &draft->values))
		return false;
	draft->page_template = request->kind == DRAFT_BOOK ? NULL : find_template(plangen, template, &call->diags);
	switch (request->kind) {
	case DRAFT_PLAN:
		return draft->page_template && resolve_plan(call, request, draft);
	case DRAFT_FILE:
		return draft->page_template != NULL;
	case DRAFT_BOOK:
		break;
	}
	return book_request(call->arena, &plangen->state->tools, draft, draft, &call->diags);
}

/* What was wrong with the names was said when the request was made, unless the files are others now. */
bool api_resolve_plans(struct api_call *call, struct plangen_request *request, struct draft_request *base, struct catalogue_picked *picked)
{
	struct diag_list said;
	diag_init(&said, call->arena);
	*base = (struct draft_request){ .kind = DRAFT_PLAN, .policy = POLICY_REVIEW };
	if (!pick(call->arena, request->plangen, request->units ? request->units : "", picked, &said)) {
		diag_append(&call->diags, &said);
		return false;
	}
	return api_resolve_values(call, request, &base->values);
}

bool api_open_template(struct api_call *call, const struct plangen_request *request, struct draft_request *draft)
{
	const char *template = request->template ? request->template : TEMPLATES_DEFAULT;
	draft->template_given = request->template != NULL;
	draft->page_template = find_template(request->plangen, template, &call->diags);
	return draft->page_template != NULL;
}

/* ---- what can be set */

/* Whether the value is one that the variable may be given. */
static bool accepts(struct api_call *call, const struct plangen_request *request, const struct catalogue_setting *setting)
{
	const struct catalogue *catalogue = request->plangen->state->catalogue;
	struct catalogue_request values;
	if (!fill_values(call, request, &values))
		return false;
	values.settings = setting;
	values.setting_count = 1;
	size_t errors = diag_errors(&call->diags);
	catalogue_values(call->arena, catalogue, &values, &call->diags);
	return diag_errors(&call->diags) == errors;
}

bool plangen_set(struct plangen_request *request, const char *name, const char *value, struct plangen_messages *messages)
{
	struct api_call call;
	struct catalogue_setting setting = { name, value ? value : "", NO_PLACE };
	struct api_setting *known = NULL;
	api_enter(&call, messages);
	bool good = accepts(&call, request, &setting);
	for (size_t i = 0; i < request->setting_count; i++)
		if (strcmp(request->settings[i].name, name) == 0)
			known = &request->settings[i];
	if (good && !known) {
		known = ARENA_PUSH(request->arena, request->settings, request->setting_count, request->setting_room);
		*known = (struct api_setting){ .name = arena_strdup(request->arena, name) };
	}
	if (good)
		*known = (struct api_setting){ .name = known->name, .value = value ? arena_strdup(request->arena, value) : NULL };
	api_leave(&call);
	return good;
}

/* The type that the name tells, or has the unit whose name is most like it; NULL: none. */
static const char *type_told(struct arena *arena, const struct catalogue *catalogue, const char *name, bool *certain)
{
	const struct catalogue_scope *told = catalogue_type_by_name(catalogue, str_of(name), certain);
	if (told)
		return told->name;
	const struct catalogue_unit *like = catalogue_unit_like(catalogue, str_of(name));
	*certain = !catalogue_types_are_named(catalogue);
	return like ? copy(arena, like->type) : NULL;
}

/* What a unit that is in no file is taken for: its type is the one named, else the one that its name tells where the variant is for it, else the variant's
 * first. `unknown` is what the look-up said. */
static void take_unlisted(struct api_call *call, struct plangen_request *request, const struct diag *unknown)
{
	const struct catalogue *catalogue = request->plangen->state->catalogue;
	const struct catalogue_variant *variant = request->variant ? catalogue_variant_of_id(catalogue, str_of(request->variant)) : NULL;
	const char *name = request->unit_name, *names = unknown->arguments[1];
	bool certain = false;
	const char *told = type_told(call->arena, catalogue, name, &certain);
	diag_add(&call->diags, names ? DIAG_UNIT_NOT_LISTED : DIAG_UNIT_NOT_LISTED_ALONE, NO_PLACE, name, names);
	if (request->unit_type || !variant || !variant->unit_type_count)
		return;
	const struct catalogue_unit alike = { .name = str_of(name), .type = str_of(told) };
	const struct str *all = variant->unit_types;
	if (told && certain && catalogue_unit_uses(catalogue, &alike, variant))
		request->unit_type = arena_strdup(request->arena, told);
	if (variant->unit_type_count < 2)
		return;
	struct buf types = BUF_INIT;
	for (size_t i = 0; i < variant->unit_type_count; i++)
		buf_printf(&types, "%s%.*s", i ? ", " : "", (int)all[i].len, all[i].data);
	diag_add(&call->diags, DIAG_UNIT_TYPE_TAKEN, NO_PLACE, name, request->unit_type ? request->unit_type : copy(call->arena, all[0]), types.data);
	buf_free(&types);
}

/* The unit that is in no file, if the request can be for one: of a plan, or, with a type, of a file of one's own. `errors`: of what was said before. */
static bool take_unknown(struct api_call *call, struct plangen_request *request, const struct diag_list *found, bool errors)
{
	const struct diag *fault = found->last;
	bool unknown = fault && (fault->code == DIAG_UNIT_UNKNOWN || fault->code == DIAG_UNIT_UNKNOWN_NEAR);
	bool good = unknown && (request->variant || (request->kind == DRAFT_FILE && request->unit_type));
	if (good)
		take_unlisted(call, request, fault);
	else if (unknown && errors)
		diag_add(&call->diags, DIAG_UNIT_NOT_READ, NO_PLACE, request->unit_name);
	else
		diag_append(&call->diags, found);
	return good;
}

bool plangen_suggest(const struct plangen *plangen, const char *name, const char *type, const char **variant, const char **draft_type, const char **row_type)
{
	const struct catalogue *catalogue = plangen->state->catalogue;
	const struct catalogue_variant **variants;
	struct diag_list ignored;
	struct api_call call;
	bool certain;
	if (!catalogue->variant_count)
		return false;
	api_enter(&call, NULL);
	diag_init(&ignored, call.arena);
	const char *told = type ? type : type_told(plangen->state->arena, catalogue, name, &certain);
	if (type && !catalogue_find_type(catalogue, str_of(type), &ignored))
		told = NULL;
	struct catalogue_unit alike = { .name = str_of(name), .type = str_of(told) };
	if (!type)
		alike.variants = str_of(catalogue_plans_like(call.arena, catalogue, name, told));
	size_t count = told ? catalogue_unit_variants(call.arena, catalogue, &alike, &variants) : 0;
	const struct catalogue_variant *first = count ? variants[0] : &catalogue->variants[0];
	*variant = first->id;
	*draft_type = told || !first->unit_type_count ? told : copy(plangen->state->arena, first->unit_types[0]);
	*row_type = catalogue_types_are_named(catalogue) ? told : *draft_type;
	api_leave(&call);
	return true;
}

bool plangen_set_unit(struct plangen_request *request, const char *where, const char *name, const char *type, struct plangen_messages *messages)
{
	const struct catalogue *catalogue = request->plangen->state->catalogue;
	bool errors = messages && plangen_messages_worse(messages, PLANGEN_ERROR);
	struct diag_list found;
	struct api_call call;
	api_enter(&call, messages);
	diag_init(&found, call.arena);
	const struct catalogue_unit *unit = catalogue_find_unit(catalogue, str_of(name), &found);
	request->unit_type = type ? arena_strdup(request->arena, type) : NULL;
	request->unit = unit ? copy(request->arena, unit->id) : NULL;
	request->unit_name = unit ? NULL : arena_strdup(request->arena, name);
	request->unit_where = unit ? NULL : arena_strdup(request->arena, where);
	bool good = unit || take_unknown(&call, request, &found, errors);
	if (unit)
		catalogue_report_comments_of(catalogue, unit, &call.diags);
	if (unit && type && !str_is(unit->type, type))
		diag_add(&call.diags, DIAG_UNIT_TYPE_UNUSED, unit->place, name, copy(call.arena, unit->type), type);
	api_leave(&call);
	return good;
}

void plangen_give(struct plangen_request *request, const char *where, const char *text)
{
	struct api_setting *setting = ARENA_PUSH(request->arena, request->settings, request->setting_count, request->setting_room);
	const char *kept = arena_strdup(request->arena, text), *equals = strchr(kept, '=');
	size_t len = equals ? (size_t)(equals - kept) : strlen(kept);
	*setting = (struct api_setting){ .name = arena_copy(request->arena, kept, len), .value = equals ? equals + 1 : kept + len,
					 .where = arena_strdup(request->arena, where), .text = kept };
}

bool plangen_set_data(struct plangen_request *request, const char *path, struct plangen_messages *messages)
{
	struct api_call call;
	api_enter(&call, messages);
	const struct source *source = source_load(request->arena, path, LIMIT_DATA_BYTES, &call.diags);
	const struct value *data = source ? json_read_value(request->arena, source, &call.diags) : NULL;
	bool good = data && data->kind == VALUE_MAP;
	if (data && !good)
		diag_add(&call.diags, DIAG_JSON_NOT_OBJECT, data->place);
	if (good)
		request->data = data;
	api_leave(&call);
	return good;
}

bool plangen_set_date(struct plangen_request *request, const char *date, struct plangen_messages *messages)
{
	struct api_call call;
	api_enter(&call, messages);
	const char *read = date ? catalogue_read_date(call.arena, date, &call.diags) : NULL;
	bool good = !date || read;
	if (good)
		request->date = read ? arena_strdup(request->arena, read) : NULL;
	api_leave(&call);
	return good;
}

bool plangen_set_template(struct plangen_request *request, const char *name, struct plangen_messages *messages)
{
	struct api_call call;
	api_enter(&call, messages);
	bool good = !name || (request->kind != DRAFT_BOOK && find_template(request->plangen, name, &call.diags));
	if (good)
		request->template = name ? arena_strdup(request->arena, name) : NULL;
	else if (request->kind == DRAFT_BOOK)
		diag_add(&call.diags, DIAG_BOOK_TEMPLATE, NO_PLACE, name);
	api_leave(&call);
	return good;
}

bool plangen_set_profile(struct plangen_request *request, const char *name, struct plangen_messages *messages)
{
	struct api_call call;
	api_enter(&call, messages);
	const struct profile *found = name ? profile_find(call.arena, name, &call.diags) : NULL;
	if (!name || found)
		request->profile = found;
	api_leave(&call);
	return !name || found;
}

bool plangen_set_output_intent(struct plangen_request *request, const char *path, struct plangen_messages *messages)
{
	struct api_call call;
	api_enter(&call, messages);
	struct str found = path ? icc_read_print(request->arena, path, &call.diags) : STR("");
	if (!path || found.len)
		request->output_intent = found;
	api_leave(&call);
	return !path || found.len;
}

bool plangen_set_docx(struct plangen_request *request, const char *form, struct plangen_messages *messages)
{
	struct api_call call;
	enum docx_form found = DOCX_FORM_CONTROLS;
	api_enter(&call, messages);
	bool good = !form || writer_docx_form(form, &found, &call.diags);
	if (good)
		request->plain_docx = found == DOCX_FORM_PLAIN;
	api_leave(&call);
	return good;
}

bool plangen_set_picture(struct plangen_request *request, unsigned resolution, bool sheet, struct plangen_messages *messages)
{
	struct api_call call;
	api_enter(&call, messages);
	bool good = !resolution || writer_resolution(arena_printf(call.arena, "%u", resolution), &call.diags);
	if (good) {
		request->resolution = resolution;
		request->sheet = sheet;
	}
	api_leave(&call);
	return good;
}

void plangen_set_fonts(struct plangen_request *request, const char *prefix)
{
	request->font_prefix = prefix ? arena_strdup(request->arena, prefix) : NULL;
}

void plangen_set_final(struct plangen_request *request, bool final)
{
	request->final = final;
}
