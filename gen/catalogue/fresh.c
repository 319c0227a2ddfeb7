/* Units that are in no file yet: what is said of one is checked and completed, and becomes the cells of a row in the file for its type. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/file.h"
#include "catalogue/internal.h"
#include "vars/number.h"
#include "vars/tidy.h"

/* ---- what is said of it */

static struct str fixed_text(const struct catalogue_fresh *fresh, enum units_role role)
{
	const char *const texts[UNITS_FIXED] = { [UNITS_ID] = fresh->id,	   [UNITS_NAME] = fresh->name,
						 [UNITS_SHORT] = fresh->short_name, [UNITS_ALIASES] = fresh->aliases,
						 [UNITS_TYPE] = fresh->type,	   [UNITS_REGION] = fresh->region,
						 [UNITS_VARIANTS] = fresh->variants };
	return str_trim(str_of(texts[role]));
}

static const char *copy(struct arena *arena, struct str text)
{
	return arena_copy(arena, text.data ? text.data : "", text.len);
}

/* Takes the texts as cells are taken when they are read. */
static bool tidy(struct arena *arena, struct catalogue_fresh *fresh, struct place place, struct diag_list *diags)
{
	const char **texts[UNITS_FIXED] = { &fresh->id, &fresh->name, &fresh->short_name, &fresh->aliases, &fresh->type, &fresh->region, &fresh->variants };
	bool good = true;
	for (size_t i = 0; i < UNITS_FIXED; i++) {
		struct str text = fixed_text(fresh, (enum units_role)i);
		good = tidy_value(arena, catalogue_fixed_names[i], &text, place, diags) && good;
		good = (i != UNITS_NAME || !text.len || tidy_known(arena, catalogue_fixed_names[i], text, place, diags)) && good;
		*texts[i] = copy(arena, text);
	}
	return good;
}

/* The list of variants by their ids: a|b. False with errors. */
static bool name_variants(struct arena *arena, const struct catalogue *catalogue, struct catalogue_fresh *fresh, struct diag_list *diags)
{
	struct buf out = BUF_INIT;
	bool good = true;
	for (struct str rest = str_of(fresh->variants); rest.len;) {
		struct str word = str_trim(str_cut(&rest, "|"));
		const struct catalogue_variant *variant = word.len ? catalogue_find_variant(catalogue, word, diags) : NULL;
		good = good && (variant || !word.len);
		if (variant)
			buf_printf(&out, "%s%s", out.len ? "|" : "", variant->id);
	}
	fresh->variants = buf_move_to(&out, arena);
	return good;
}

/* The same with what is said of them at the place. */
static bool name_variants_at(struct arena *arena, const struct catalogue *catalogue, struct catalogue_fresh *fresh, struct place place, struct diag_list *diags)
{
	struct diag_list own; /* without a place */
	diag_init(&own, arena);
	bool good = name_variants(arena, catalogue, fresh, &own);
	for (const struct diag *d = own.first; d; d = d->next)
		diag_add(diags, d->code, place, d->arguments[0], d->arguments[1], d->arguments[2], d->arguments[3]);
	return good;
}

struct str catalogue_tidy_fixed(struct arena *arena, const struct catalogue *catalogue, const struct catalogue_setting *setting, struct diag_list *diags)
{
	struct str text = str_trim(str_of(setting->value));
	enum units_role role = catalogue_fixed_role(str_of(setting->name));
	struct catalogue_fresh fresh = { .variants = setting->value };
	if (!tidy_value(arena, setting->name, &text, setting->place, diags))
		return (struct str){ 0 };
	if (role == UNITS_REGION) {
		text = catalogue_tidy_region(arena, text);
		catalogue_report_region(catalogue, text, setting->place, diags);
	}
	if (role != UNITS_VARIANTS)
		return str_of(copy(arena, text));
	bool good = name_variants_at(arena, catalogue, &fresh, setting->place, diags);
	return good ? str_of(fresh.variants) : (struct str){ 0 };
}

/* Whether nobody else is called so, in the content or among those that come with it. */
static bool is_free(const struct catalogue *catalogue, const struct catalogue_fresh *fresh, const struct catalogue_fresh *others, size_t count,
		    const char *text, struct diag_list *diags)
{
	const struct catalogue_unit *unit = catalogue_unit_called(catalogue, str_of(text), NULL);
	for (size_t i = 0; i < count; i++)
		if (&others[i] != fresh && (strcmp(others[i].id, text) == 0 || strcmp(others[i].name, text) == 0)) {
			diag_add(diags, DIAG_UNIT_NAME_TAKEN, NO_PLACE, text, others[i].id, others[i].name);
			return false;
		}
	if (unit)
		diag_add(diags, DIAG_UNIT_NAME_TAKEN, NO_PLACE, text, copy(diags->arena, unit->id), copy(diags->arena, unit->name));
	return !unit;
}

/* ---- its plans */

const char *catalogue_plans_like(struct arena *arena, const struct catalogue *catalogue, const char *name, const char *type)
{
	const struct catalogue_unit *like = catalogue_unit_like(catalogue, str_of(name));
	const struct catalogue_variant **variants;
	bool alike = like && like->variants.len && type && str_is(like->type, type) && catalogue_names_alike(like, str_of(name));
	size_t count = alike ? catalogue_unit_variants(arena, catalogue, like, &variants) : 0;
	struct buf plans = BUF_INIT;
	for (size_t i = 0; i < count; i++)
		if (!variants[i]->unit_names || catalogue_name_fits(variants[i]->unit_names, str_of(name)))
			buf_printf(&plans, "%s%s", plans.len ? "|" : "", variants[i]->id);
	return plans.len ? buf_move_to(&plans, arena) : NULL;
}

const char *catalogue_plans_of_new(struct arena *arena, const struct catalogue *catalogue, const char *name, const char *type)
{
	const struct catalogue_unit alike = { .name = str_of(name), .type = str_of(type) };
	const struct catalogue_variant **variants;
	const char *plans = catalogue_plans_like(arena, catalogue, name, type);
	size_t count = plans || !type ? 0 : catalogue_unit_variants(arena, catalogue, &alike, &variants);
	return count ? variants[0]->id : plans;
}

/* ---- the file for it */

static const struct catalogue_scope *root_of(const struct catalogue_scope *type)
{
	while (type && type->extends)
		type = type->extends;
	return type;
}

/* The table with the most units of the type, else of types akin to it; NULL: there is none. */
static const struct catalogue_units_file *file_for(const struct catalogue *catalogue, const char *name)
{
	enum { OWN = 1000 };
	const struct catalogue_scope *type = catalogue_type_of_name(catalogue, str_of(name));
	const struct catalogue_units_file *best = NULL;
	size_t most = 0, score = 0;
	for (size_t i = 0; i < catalogue->unit_count; i++) { /* those of a file stand together */
		const struct catalogue_unit *unit = &catalogue->units[i];
		const struct catalogue_scope *other = catalogue_type_of_name(catalogue, unit->type);
		score = i && unit[-1].file == unit->file ? score : 0;
		score += other == type ? OWN : other && root_of(other) == root_of(type);
		if (score > most) {
			most = score;
			best = unit->file;
		}
	}
	return best;
}

/* The next number behind those of the file's ids, with what stands before it; nobody has it. */
static const char *next_id(struct arena *arena, const struct catalogue *catalogue, const struct catalogue_units_file *file,
			   const struct catalogue_fresh *others, size_t count)
{
	const char *head = "";
	int width = 3;
	unsigned long number = 0;
	for (size_t i = 0; i < catalogue->unit_count; i++) {
		struct str id = catalogue->units[i].id, digits = id;
		while (digits.len && !number_is_digits(digits))
			digits = str_from(digits, 1);
		if (catalogue->units[i].file != file || !digits.len || digits.len > 9)
			continue;
		unsigned long found = strtoul(copy(arena, digits), NULL, 10);
		if (found < number)
			continue;
		number = found;
		width = (int)digits.len;
		head = arena_copy(arena, id.data, id.len - digits.len);
	}
	for (;;) {
		const char *id = arena_printf(arena, "%s%0*lu", head, width, ++number);
		bool taken = catalogue_unit_called(catalogue, str_of(id), NULL) != NULL;
		for (size_t i = 0; i < count; i++)
			taken = taken || (others[i].id && strcmp(others[i].id, id) == 0);
		if (!taken)
			return id;
	}
}

/* The path of the deepest region that is declared, as an example; "": none is. */
static const char *example_of_region(const struct catalogue *catalogue)
{
	const char *best = "";
	for (size_t i = 0; i < catalogue->region_count; i++)
		best = strlen(catalogue->regions[i].name) > strlen(best) ? catalogue->regions[i].name : best;
	return best;
}

/* The region of a unit of which none is given: as its name tells; what is set for regions holds only where there is one. */
static void take_region(const struct catalogue *catalogue, struct catalogue_fresh *fresh, struct place place, struct diag_list *diags)
{
	const char *region = catalogue_region_by_name(catalogue, str_of(fresh->name));
	if (region)
		diag_add(diags, DIAG_UNIT_REGION_TAKEN, place, fresh->name, region);
	else if (catalogue->region_count)
		diag_add(diags, DIAG_UNIT_REGION_NONE, place, fresh->name, example_of_region(catalogue));
	fresh->region = region ? region : "";
}

bool catalogue_complete_unit(struct arena *arena, const struct catalogue *catalogue, struct catalogue_fresh *fresh,
			     const struct catalogue_fresh *others, size_t count, struct place place, struct diag_list *diags)
{
	if (catalogue_report_unread(catalogue, diags) || !tidy(arena, fresh, place, diags))
		return false;
	bool good = *fresh->name && *fresh->type;
	if (!*fresh->name)
		diag_add(diags, DIAG_UNIT_LACKS, place, catalogue_fixed_names[UNITS_NAME]);
	if (!*fresh->type)
		diag_add(diags, DIAG_UNIT_LACKS, place, catalogue_fixed_names[UNITS_TYPE]);
	else if (!catalogue_type_of_name(catalogue, str_of(fresh->type))) {
		catalogue_report_type(catalogue, str_of(fresh->type), place, diags);
		good = false;
	}
	struct str region = catalogue_tidy_region(arena, str_of(fresh->region));
	fresh->region = copy(arena, region);
	if (region.len)
		catalogue_report_region(catalogue, region, fresh->region_place.source ? fresh->region_place : place, diags);
	else if (good)
		take_region(catalogue, fresh, place, diags);
	good = name_variants_at(arena, catalogue, fresh, fresh->variants_place.source ? fresh->variants_place : place, diags) && good;
	good = good && is_free(catalogue, fresh, others, count, fresh->name, diags);
	if (good && *fresh->id)
		return is_free(catalogue, fresh, others, count, fresh->id, diags);
	if (good)
		fresh->id = next_id(arena, catalogue, file_for(catalogue, fresh->type), others, count);
	return good;
}

/* ---- its row */

/* Where the row goes: `file` is the table that is written, NULL: it is not there. */
struct spot {
	const struct catalogue_units_file *file;
	const char *path, *key_name;
};

static struct spot spot_for(struct arena *arena, const struct catalogue *catalogue, const char *type)
{
	const struct catalogue_units_file *file = file_for(catalogue, type);
	struct spot spot = { .file = file, .key_name = catalogue_fixed_names[UNITS_ID] };
	if (!file)
		spot.path = arena_printf(arena, "%s/%s", file_join(arena, catalogue->content_folder, "units"),
					 file_safe_name(arena, str_of(type), "", UNITS_LAYER_ENDING));
	else
		spot.path = file->source->name;
	if (file && file->source->sheet) { /* workbooks are not written */
		spot.path = arena_printf(arena, "%s" UNITS_LAYER_ENDING, file->source->name);
		spot.file = file->layer;
	}
	for (size_t i = 0; spot.file && i < spot.file->count; i++)
		if (spot.file->columns[i].role == UNITS_ID)
			spot.key_name = spot.file->columns[i].name;
	return spot;
}

static struct catalogue_cell cell_at(const struct spot *spot, const char *id, const struct catalogue_column *column, const char *text)
{
	size_t at = spot->file ? catalogue_column_of(spot->file, column) : 0;
	bool fresh = !spot->file || at == spot->file->count;
	return (struct catalogue_cell){ .file = spot->path,
					.key_name = spot->key_name,
					.key = id,
					.column = fresh ? column->name : spot->file->columns[at].name,
					.fresh = fresh,
					.fresh_row = true,
					.fresh_file = !spot->file,
					.old = "",
					.text = text };
}

bool catalogue_cells_of_unit(struct arena *arena, const struct catalogue *catalogue, const struct catalogue_fresh *fresh,
			     const struct catalogue_setting *settings, size_t count, struct catalogue_cell **cells, size_t *cell_count,
			     struct diag_list *diags)
{
	struct spot spot = spot_for(arena, catalogue, fresh->type);
	bool good = true;
	*cells = ARENA_ARRAY(arena, struct catalogue_cell, UNITS_FIXED + count);
	*cell_count = 0;
	for (int i = UNITS_NAME; i < UNITS_FIXED; i++) {
		struct catalogue_column column = { (enum units_role)i, NULL, catalogue_fixed_names[i] };
		(*cells)[(*cell_count)++] = cell_at(&spot, fresh->id, &column, copy(arena, fixed_text(fresh, (enum units_role)i)));
	}
	for (size_t i = 0; i < count; i++) {
		struct str name = str_trim(str_of(settings[i].name)), text = str_trim(str_of(settings[i].value));
		if (!catalogue_accepts(arena, catalogue, &settings[i], diags)) {
			good = false;
			continue;
		}
		const struct catalogue_variable *variable = catalogue_variable(catalogue, name);
		struct catalogue_column column = { UNITS_VARIABLE, variable, variable->name };
		(*cells)[(*cell_count)++] = cell_at(&spot, fresh->id, &column, copy(arena, text));
	}
	return good;
}

/* ---- a unit like it */

/* Bytes of the whole characters that both names end in. */
static size_t common_end(struct str a, struct str b)
{
	size_t len = 0;
	while (len < a.len && len < b.len && a.data[a.len - 1 - len] == b.data[b.len - 1 - len])
		len++;
	while (len && (a.data[a.len - len] & 0xC0) == 0x80)
		len--;
	return len;
}

enum { HAN = sizeof "县" - 1 }; /* bytes of a character */

/* The first and the last character of the name that says on which level an office is; empty: none does. */
static void levels_of(struct str name, struct str levels[2])
{
	static const char *const all[] = { "省", "市", "县", "区", "旗", "乡", "镇", NULL };
	levels[0] = levels[1] = STR("");
	for (size_t i = 0; i < name.len; i++) {
		size_t len = str_starts_any(str_from(name, i), all);
		levels[1] = len ? (struct str){ name.data + i, len } : levels[1];
		levels[0] = levels[0].len ? levels[0] : levels[1];
	}
}

/* Bytes in which the names end alike; 0 when that says nothing: it is less than two characters, or what stands before says other levels: 县应急管理局 is not
 * like 区市场监督管理局. 局 alone is enough on the same level, where departments of all fields end in it. */
static size_t likeness(struct str name, struct str other)
{
	size_t len = common_end(name, other);
	struct str mine[2], its[2];
	levels_of((struct str){ name.data, name.len - len }, mine);
	levels_of((struct str){ other.data, other.len - len }, its);
	bool told = mine[0].len && its[0].len, same = told && (str_equal(mine[0], its[0]) || str_equal(mine[1], its[1]));
	if (told && !same)
		return 0;
	return len >= 2 * HAN || (same && len == HAN && str_ends(name, "局")) ? len : 0;
}

/* The most of the unit's names. */
static size_t likeness_of(const struct catalogue_unit *unit, struct str name)
{
	struct str aliases = unit->aliases, called[] = { unit->name, unit->short_name, str_trim(str_cut(&aliases, "|")) };
	size_t most = 0;
	for (size_t i = 0; i < sizeof called / sizeof *called; i++) {
		size_t len = likeness(name, called[i]);
		most = len > most ? len : most;
	}
	return most;
}

const struct catalogue_unit *catalogue_unit_like(const struct catalogue *catalogue, struct str name)
{
	const struct catalogue_unit *best = NULL;
	size_t most = 0;
	for (size_t i = 0; i < catalogue->unit_count; i++) {
		size_t len = likeness_of(&catalogue->units[i], name);
		if (len > most && catalogue_type_of_name(catalogue, catalogue->units[i].type)) {
			most = len;
			best = &catalogue->units[i];
		}
	}
	return best;
}

bool catalogue_names_alike(const struct catalogue_unit *unit, struct str name)
{
	return likeness_of(unit, name) > HAN;
}
