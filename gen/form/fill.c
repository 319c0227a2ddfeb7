#include "form/fill_internal.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/diag.h"
#include "change/change.h"
#include "write/xlsx/book.h"
#include "form/form.h"
#include "form/lists.h"
#include "table/table.h"
#include "table/xlsx.h"

/* ---- units and years */

/* Takes out the values of new units that have errors. */
static void drop_refused(struct fill *fill)
{
	size_t kept = 0;
	for (size_t i = 0; i < fill->count; i++) {
		const struct fill_unit *new = fill_new_unit_of(fill, fill->items[i].unit);
		if (!new || !new->refused)
			fill->items[kept++] = fill->items[i];
	}
	fill->count = kept;
}

/* Whether nothing is said of the unit's row but its name, which is then more likely a slip for another one; told with those that are like it. */
static bool tell_unknown(struct filling *f, const struct fill_unit *new, struct diag_list *diags)
{
	const struct catalogue_fresh *fresh = &new->fresh;
	struct diag_list found;
	diag_init(&found, f->arena);
	if (fresh->type || fresh->region || fresh->short_name || fresh->id || fresh->variants || catalogue_find_unit(f->catalogue, str_of(fresh->name), &found))
		return false;
	for (const struct diag *d = found.first; d; d = d->next)
		diag_add(diags, d->code, new->place, d->arguments[0], d->arguments[1]);
	return found.first != NULL;
}

/* Which plans a new unit has of which no form says that: those that a form for it alone would ask for (catalogue_plans_of_new()). */
static void take_plans(struct filling *f, struct fill_unit *new)
{
	const struct catalogue_fresh *fresh = &new->fresh;
	const char *plans = fresh->variants && *fresh->variants ? NULL : catalogue_plans_of_new(f->arena, f->catalogue, fresh->name, fresh->type);
	if (!plans)
		return;
	new->fresh.variants = plans;
	diag_add(f->diags, DIAG_FILL_PLANS_TAKEN, new->place, fresh->name, plans);
}

/* Looks whether the new units can be added; what is to be said of one is said once, and one with errors counts no more. */
static void check_units(struct filling *f)
{
	size_t count = 0;
	struct catalogue_fresh *all = ARENA_ARRAY(f->arena, struct catalogue_fresh, f->fill->unit_count + 1);
	for (size_t i = 0; i < f->fill->unit_count; i++) {
		struct fill_unit *new = f->fill->units[i];
		struct catalogue_fresh fresh = new->fresh;
		struct diag_list own; /* of the units of the forms before, it is known */
		diag_init(&own, f->arena);
		if (new->refused)
			continue;
		bool good = !tell_unknown(f, new, &own) && catalogue_complete_unit(f->arena, f->catalogue, &fresh, all, count, new->place, &own);
		diag_append_new(f->diags, &own);
		if (good) {
			new->id = fresh.id;
			new->fresh.variants = fresh.variants;
			new->fresh.region = fresh.region;
			take_plans(f, new);
			all[count++] = fresh;
			continue;
		}
		new->refused = true;
		f->fill->refused++;
	}
}

size_t fill_settings(struct arena *arena, const struct fill *fill, const struct catalogue_unit *unit, struct catalogue_setting **settings)
{
	size_t count = 0, room = 0;
	for (size_t i = 0; i < fill->count; i++)
		room += fill->items[i].unit == unit;
	*settings = ARENA_ARRAY(arena, struct catalogue_setting, room + 1);
	for (size_t i = 0; i < fill->count; i++)
		if (fill->items[i].unit == unit && fill->items[i].variable)
			(*settings)[count++] = (struct catalogue_setting){ fill->items[i].variable->name, fill->items[i].text, fill->items[i].place };
	return count;
}

/* Whether the item is the first of its unit. */
static bool begins_unit(const struct fill *fill, size_t index)
{
	size_t first = 0;
	if (index && fill->items[index - 1].unit == fill->items[index].unit) /* as those of one form are */
		return false;
	while (fill->items[first].unit != fill->items[index].unit)
		first++;
	return first == index;
}

/* The year at the end of the sheet's name, "汇总2026"; empty: there is none. */
static struct str year_of_name(const struct source *sheet)
{
	enum { DIGITS = 4 };
	struct str name = str_of(sheet->sheet), year = name.len > DIGITS ? str_from(name, name.len - DIGITS) : STR("");
	return strspn(year.data, "0123456789") == DIGITS ? year : STR("");
}

/* ---- a table of many */

static void read_row(struct filling *f, const struct table *table, const char *const *names, size_t count, size_t id, size_t name)
{
	struct place place = table_cell_place(table, id < table->count ? id : 0);
	struct str label = fill_cell_text(table, id);
	for (size_t i = 0; i < count; i++)
		if (!*names[i])
			fill_tell_beside(f, table, i);
	fill_tell_rest(f, table, count);
	if (str_is(label, FORM_NAME)) /* the row of labels, of older forms */
		return;
	struct str called = name == FILL_NONE ? STR("") : fill_cell_text(table, name);
	const struct catalogue_unit *unit = fill_row_unit(f, label, called, place);
	for (size_t i = 0; unit && i < count && i < table->count; i++)
		if (*names[i])
			fill_take_cell(f, unit, str_of(names[i]), table, i);
}

/* Moves to the row of heads of a table for many units, below what says how to fill in; false: there is none. */
static bool find_heads(struct table *table, struct diag_list *diags)
{
	enum { ROWS = 12 };
	bool good;
	for (int row = 0; row < ROWS && table_next(table, &good, diags); row++)
		if (table_find_cell(table, form_identity[0]) != FILL_NONE)
			return true;
	return false;
}

static void read_table(struct filling *f, struct table *table)
{
	bool good;
	size_t id = table_find_cell(table, form_identity[0]), name = table_find_cell(table, form_identity[1]), count = table->count;
	const char **names = ARENA_ARRAY(f->arena, const char *, count + 1);
	for (size_t i = 0; i < count; i++)
		names[i] = fill_copy(f, fill_cell_text(table, i));
	if (!fill_are_of_year(f, year_of_name(f->sheet), table_cell_place(table, id)))
		return;
	while (table_next(table, &good, f->diags))
		read_row(f, table, names, count, id, name);
}

static bool read_sheet(struct filling *f)
{
	struct table table;
	struct form_head head;
	struct diag_list ignored;
	diag_init(&ignored, f->arena);
	table_start(&table, f->arena, f->sheet);
	bool headed = fill_read_head(&table, &head, &ignored);
	f->alone = headed && !head.many;
	if (headed) {
		(head.listed.len ? fill_read_list : fill_read_form)(f, &table, &head);
		return true;
	}
	table_start(&table, f->arena, f->sheet);
	if (!year_of_name(f->sheet).len || !find_heads(&table, &ignored))
		return false;
	read_table(f, &table);
	return true;
}

/* Tells of a sheet that is no form, between others that are. */
static void tell_sheet(struct filling *f, const char *path, const struct source *sheet)
{
	struct table table;
	struct diag_list ignored;
	bool good;
	diag_init(&ignored, f->arena);
	table_start(&table, f->arena, sheet);
	if (!table_next(&table, &good, &ignored))
		return;
	size_t first = 0;
	while (first < table.count && !fill_cell_text(&table, first).len)
		first++;
	diag_add(f->diags, DIAG_FILL_SHEET, table_cell_place(&table, first), path, sheet->sheet, diag_excerpt(f->arena, fill_cell_text(&table, first), FILL_CHARS));
}

void fill_read(struct arena *arena, const struct catalogue *catalogue, unsigned year, const char *path, struct fill *fill,
	       struct diag_list *diags)
{
	struct filling f = { .arena = arena, .catalogue = catalogue, .year = year, .fill = fill, .diags = diags };
	const struct source **sheets;
	size_t count;
	bool any = false;
	struct diag_list said;
	diag_init(&said, arena);
	bool good = xlsx_load(arena, path, &sheets, &count, &said);
	for (const struct diag *d = said.first; d; d = d->next) /* sheets of a form of ours are hidden, and no news */
		if (d->code != DIAG_XLSX_HIDDEN || (strcmp(d->arguments[1], BOOK_CHOICES) != 0 && strcmp(d->arguments[1], FORM_WAS) != 0))
			diag_add(diags, d->code, d->place, d->arguments[0], d->arguments[1], d->arguments[2], d->arguments[3]);
	if (!good) {
		fill->refused++;
		return;
	}
	bool *forms = ARENA_ARRAY(arena, bool, count + 1);
	fill_read_was(&f, path);
	for (size_t i = 0; i < count; i++) {
		f.sheet = sheets[i];
		*ARENA_PUSH(arena, fill->sheets, fill->sheet_count, fill->sheet_room) = sheets[i];
		forms[i] = read_sheet(&f);
		any = any || forms[i];
	}
	fill_tell_stale(&f);
	for (size_t i = 0; any && i < count; i++)
		if (!forms[i])
			tell_sheet(&f, path, sheets[i]);
	if (!any)
		fill_refuse(&f, DIAG_FILL_NO_FORM, NO_PLACE, path, NULL);
	check_units(&f);
	drop_refused(fill);
}

/* The values of which something is said, as they would be then. */
static struct catalogue_request request_of(const struct fill *fill, const struct catalogue_unit *unit, unsigned year)
{
	const struct fill_unit *new = fill_new_unit_of(fill, unit);
	struct catalogue_request request = { .unit = new ? NULL : unit, .year = year };
	if (new) {
		request.unit_name = new->fresh.name;
		request.unit_type = new->fresh.type;
		request.unit_region = new->fresh.region;
	}
	return request;
}

/* Where an item goes: behind those of units that were read before, and of its unit. */
struct order {
	const struct fill_item *item;
	size_t first, index; /* of the first item of its unit; its own */
};

static int by_unit(const void *a, const void *b)
{
	const struct order *x = a, *y = b;
	uintptr_t unit = (uintptr_t)x->item->unit, other = (uintptr_t)y->item->unit;
	if (unit != other)
		return unit < other ? -1 : 1;
	return (x->index > y->index) - (x->index < y->index);
}

static int by_reading(const void *a, const void *b)
{
	const struct order *x = a, *y = b;
	if (x->first != y->first)
		return x->first < y->first ? -1 : 1;
	return (x->index > y->index) - (x->index < y->index);
}

/* Puts items of each unit together, in the order in which units and items were read: a workbook has several sheets with a unit's values. */
static void join_units(struct arena *arena, struct fill *fill)
{
	struct order *order = ARENA_ARRAY(arena, struct order, fill->count + 1);
	struct fill_item *items = ARENA_ARRAY(arena, struct fill_item, fill->count + 1);
	for (size_t i = 0; i < fill->count; i++)
		order[i] = (struct order){ &fill->items[i], i, i };
	qsort(order, fill->count, sizeof *order, by_unit);
	for (size_t i = 1; i < fill->count; i++)
		if (order[i].item->unit == order[i - 1].item->unit)
			order[i].first = order[i - 1].first;
	qsort(order, fill->count, sizeof *order, by_reading);
	for (size_t i = 0; i < fill->count; i++)
		items[i] = *order[i].item;
	fill->items = items;
	fill->room = fill->count + 1;
}

/* Tells of the item that is not taken, unless an error points at its cell. */
static void tell_dropped(struct arena *arena, const struct fill_item *item, const struct diag_list *errors, struct diag_list *diags)
{
	for (const struct diag *d = errors->first; d; d = d->next)
		if (d->place.source == item->place.source && d->place.offset == item->place.offset)
			return;
	diag_add(diags, DIAG_FILL_DROPPED, item->place, item->label, arena_copy(arena, item->unit->name.data, item->unit->name.len));
}

/* Takes out of the items of a unit, which begin at `first`, those that cannot be true with what would be there besides, until the others can. */
static void drop_broken(struct arena *arena, struct fill *fill, size_t first, const struct catalogue *catalogue, unsigned year, struct diag_list *diags)
{
	const struct catalogue_unit *unit = fill->items[first].unit;
	struct catalogue_request request = request_of(fill, unit, year);
	struct catalogue_setting *settings;
	struct diag_list errors; /* of what was said at first: of what is left they are news to nobody */
	diag_init(&errors, arena);
	size_t count = fill_settings(arena, fill, unit, &settings);
	if (!count || catalogue_keeps_rules(arena, catalogue, &request, settings, count, &errors))
		return;
	diag_append(diags, &errors);
	fill->refused++;
	bool *broken = ARENA_ARRAY(arena, bool, count);
	while (catalogue_find_broken(arena, catalogue, &request, settings, count, broken)) {
		size_t kept = first, next = 0;
		for (size_t i = first; i < fill->count; i++) {
			const struct fill_item *item = &fill->items[i];
			if (item->unit == unit && item->variable && broken[next++])
				tell_dropped(arena, item, &errors, diags);
			else
				fill->items[kept++] = *item;
		}
		fill->count = kept;
		count = fill_settings(arena, fill, unit, &settings);
	}
}

/* Tells where several words of a unit are those that the form shows as examples: somebody typed them over, to see how it is done. */
static void tell_examples(struct arena *arena, const struct fill *fill, size_t first, struct diag_list *diags)
{
	enum { FEW = 3 };
	const struct catalogue_unit *unit = fill->items[first].unit;
	const struct fill_item *found = NULL;
	struct buf labels = BUF_INIT;
	size_t count = 0;
	for (size_t i = first; i < fill->count && fill->items[i].unit == unit; i++) {
		const struct fill_item *item = &fill->items[i];
		const struct catalogue_variable *variable = item->variable;
		if (!variable || !variable->example || !type_is_words(variable->type.kind) || strcmp(item->text, variable->example) != 0)
			continue;
		found = count ? found : item;
		buf_printf(&labels, "%s%s", count++ ? "、" : "", item->label);
	}
	if (count >= FEW)
		diag_add(diags, DIAG_FILL_EXAMPLES, found->place, arena_copy(arena, unit->name.data, unit->name.len), arena_printf(arena, "%zu", count), labels.data);
	buf_free(&labels);
}

void fill_check(struct arena *arena, struct fill *fill, const struct catalogue *catalogue, unsigned year, struct diag_list *diags)
{
	join_units(arena, fill);
	for (size_t i = 0; i < fill->count;) {
		const struct catalogue_unit *unit = fill->items[i].unit;
		if (begins_unit(fill, i)) {
			tell_examples(arena, fill, i, diags);
			drop_broken(arena, fill, i, catalogue, year, diags);
		}
		while (i < fill->count && fill->items[i].unit == unit)
			i++;
	}
}

size_t fill_new_units(const struct fill *fill)
{
	size_t count = 0;
	for (size_t i = 0; i < fill->unit_count; i++)
		count += !fill->units[i]->refused;
	return count;
}

/* The row of a new unit with its values. What can be said of it, fill_read() and fill_check() said, unless it is an error that came up since. */
static bool add_unit(struct arena *arena, const struct fill *fill, const struct fill_unit *new, const struct catalogue *catalogue,
		     struct change *change, struct diag_list *diags)
{
	struct catalogue_setting *settings;
	struct catalogue_fresh fresh = new->fresh;
	size_t count = fill_settings(arena, fill, new->unit, &settings);
	struct diag_list own;
	diag_init(&own, arena);
	if (change_add_unit(change, catalogue, &fresh, new->place, settings, count, &own))
		return true;
	diag_append(diags, &own);
	return false;
}

/* What the forms say of a unit of the content besides values of variables. */
static bool set_fixed(const struct fill *fill, const struct catalogue_unit *unit, const struct catalogue *catalogue, struct change *change,
		      struct diag_list *diags)
{
	struct diag_list own; /* which fill_read() said, too */
	bool good = true;
	diag_init(&own, diags->arena);
	for (size_t i = 0; i < fill->count; i++) {
		const struct fill_item *item = &fill->items[i];
		struct catalogue_setting setting = { item->label, item->text, item->place };
		if (item->unit == unit && !item->variable)
			good = change_set_fixed(change, catalogue, unit, &setting, &own) && good;
	}
	diag_append_new(diags, &own);
	return good;
}

bool fill_change(struct arena *arena, const struct fill *fill, const struct catalogue *catalogue, struct change *change, struct diag_list *diags)
{
	bool good = true;
	for (size_t i = 0; i < fill->unit_count; i++)
		if (!fill->units[i]->refused)
			good = add_unit(arena, fill, fill->units[i], catalogue, change, diags) && good;
	for (size_t i = 0; i < fill->count; i++) {
		const struct catalogue_unit *unit = fill->items[i].unit;
		struct catalogue_setting *settings;
		if (!unit->file || !begins_unit(fill, i))
			continue;
		size_t count = fill_settings(arena, fill, unit, &settings);
		good = change_set_values(change, catalogue, unit, settings, count, diags) && good;
		good = set_fixed(fill, unit, catalogue, change, diags) && good;
	}
	return good;
}
