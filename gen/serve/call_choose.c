/* What there is to choose from, and a unit that is not among it. */
#include <string.h>

#include "serve/call.h"
#include "serve/calls.h"
#include "serve/pinyin.h"

static json_t *variants_json(const struct plangen *plangen)
{
	json_t *all = json_array();
	for (size_t i = 0; i < plangen_variant_count(plangen); i++)
		json_array_append_new(all, json_pack("{s:s, s:s, s:s, s:s, s:b}", "id", plangen_variant(plangen, i, PLANGEN_VARIANT_ID), "name",
						     plangen_variant(plangen, i, PLANGEN_VARIANT_NAME), "short",
						     plangen_variant(plangen, i, PLANGEN_VARIANT_SHORT_NAME), "category",
						     plangen_variant(plangen, i, PLANGEN_VARIANT_CATEGORY), "written",
						     (int)(plangen_variant(plangen, i, PLANGEN_VARIANT_SOURCE) != NULL)));
	return all;
}

/* The numbers of the variants that are for the unit. */
static json_t *uses_json(const struct plangen *plangen, size_t unit)
{
	json_t *all = json_array();
	for (size_t i = 0; i < plangen_variant_count(plangen); i++)
		if (plangen_unit_uses(plangen, unit, i))
			json_array_append_new(all, json_integer((json_int_t)i));
	return all;
}

static json_t *unit_json(const struct plangen *plangen, const struct pinyin *pinyin, size_t unit)
{
	static const struct {
		const char *name;
		enum plangen_unit_field field;
	} fields[] = { { "id", PLANGEN_UNIT_ID },	  { "name", PLANGEN_UNIT_NAME },     { "short", PLANGEN_UNIT_SHORT_NAME },
		       { "type", PLANGEN_UNIT_TYPE }, { "region", PLANGEN_UNIT_REGION }, { "aliases", PLANGEN_UNIT_ALIASES } };
	json_t *object = json_object();
	struct buf letters = BUF_INIT;
	for (size_t i = 0; i < sizeof fields / sizeof *fields; i++)
		json_object_set_new(object, fields[i].name, json_string(plangen_unit(plangen, unit, fields[i].field)));
	pinyin_add(pinyin, plangen_unit(plangen, unit, PLANGEN_UNIT_NAME), &letters);
	buf_add_char(&letters, ' ');
	pinyin_add(pinyin, plangen_unit(plangen, unit, PLANGEN_UNIT_SHORT_NAME), &letters);
	json_object_set_new(object, "letters", json_string(letters.data));
	json_object_set_new(object, "variants", uses_json(plangen, unit));
	buf_free(&letters);
	return object;
}

static json_t *units_json(const struct plangen *plangen)
{
	json_t *all = json_array();
	struct pinyin *pinyin = pinyin_open();
	for (size_t i = 0; i < plangen_unit_count(plangen); i++)
		json_array_append_new(all, unit_json(plangen, pinyin, i));
	pinyin_close(pinyin);
	return all;
}

void call_start(struct call *call)
{
	const struct plangen *plangen = call->plangen;
	json_t *years = json_array(), *types = json_array();
	for (size_t i = 0; i < plangen_year_count(plangen); i++)
		json_array_append_new(years, json_integer(plangen_year(plangen, i)));
	for (size_t i = 0; i < plangen_type_count(plangen); i++)
		json_array_append_new(types, json_string(plangen_type(plangen, i)));
	call_answer(call, 200, json_pack("{s:s, s:s, s:s, s:s, s:b, s:b, s:i, s:o, s:o, s:o, s:o}", "version", plangen_version(), "language",
					 call->desk->language, "who", call->who, "role", role_name(call->role), "users", (int)(call->desk->users != NULL),
					 "read_only", (int)call->desk->read_only, "year",
					 (int)call->desk->year, "years", years, "types", types, "variants", variants_json(plangen), "units",
					 units_json(plangen)));
}

/* The numbers of the variants for a unit of this name and type of which nobody says which plans it has. */
static json_t *suiting_json(const struct plangen *plangen, const char *name, const char *type)
{
	json_t *all = json_array();
	for (size_t i = 0; name && type && i < plangen_variant_count(plangen); i++)
		if (plangen_suits(plangen, name, type, i))
			json_array_append_new(all, json_integer((json_int_t)i));
	return all;
}

/* What is known of a unit by its name: the type that it tells; and the plans for it, of the type that is given or else of that. */
void call_suits(struct call *call)
{
	const char *name = call_text(call, "name"), *type = call_text(call, "type");
	const char *told = name ? plangen_type_by_name(call->plangen, name, NULL) : NULL;
	call_answer(call, 200, json_pack("{s:s?, s:o}", "type", told, "variants", suiting_json(call->plangen, name, type && *type ? type : told)));
}

/* The unit is written, and looked up again, as its id was not known before. */
void call_new_unit(struct call *call)
{
	const char *name = call_text(call, "name"), *type = call_text(call, "type"), *region = call_text(call, "region");
	struct plangen_change *change = call_change(call);
	bool good = name && type && plangen_change_new_unit_with(change, NULL, name, type, region && *region ? region : NULL, call_text(call, "plans"),
								 call->messages);
	call_commit(call, change, good, "unit");
}

/* Other plans for a unit. */
void call_unit_plans(struct call *call)
{
	const char *unit = call_text(call, "unit"), *plans = call_text(call, "plans");
	struct plangen_change *change = call_change(call);
	call_commit(call, change, unit && plans && plangen_change_plans(change, unit, plans, call->messages), "unit");
}
