#include "form/fill.h"

#include <string.h>

#include "base/arena.h"
#include "base/diag.h"
#include "change/change.h"
#include "write/xlsx/book.h"
#include "form/form.h"
#include "table/table.h"
#include "table/xlsx.h"

/* A sheet while it is read. */
struct filling {
	struct arena *arena;
	const struct catalogue *catalogue;
	unsigned year;
	struct fill *fill;
	struct diag_list *diags;
	const struct source *sheet;
};

static const size_t NONE = (size_t)-1;

static const char *copy(struct filling *f, struct str text)
{
	return arena_copy(f->arena, text.data, text.len);
}

/* What a person sees in the cell. */
static struct str cell_text(const struct table *table, size_t column)
{
	return column < table->count ? str_trim(table_cell_shown(table, column)) : STR("");
}

static bool refuse(struct filling *f, enum diag_code code, struct place place, const char *a, const char *b)
{
	diag_add(f->diags, code, place, a, b);
	f->fill->refused++;
	return false;
}

/* ---- what a form does not ask for */

enum { CHARS = 40 }; /* of a text in a message */

/* Tells what stands in a cell that is none of the form's. */
static void tell_beside(struct filling *f, const struct table *table, size_t column)
{
	struct str text = cell_text(table, column);
	if (text.len)
		diag_add(f->diags, DIAG_FILL_BESIDE, table_cell_place(table, column), diag_excerpt(f->arena, text, CHARS));
}

/* Tells what stands in the row's cells from `first` on. */
static void tell_rest(struct filling *f, const struct table *table, size_t first)
{
	for (size_t i = first; i < table->count; i++)
		tell_beside(f, table, i);
}

/* ---- units and years */

/* The unit of the id, when it still has the name (NULL data: none is given). NULL with an error. */
static const struct catalogue_unit *find_unit(struct filling *f, struct str id, struct str name, struct place place)
{
	for (size_t i = 0; i < f->catalogue->unit_count; i++) {
		const struct catalogue_unit *unit = &f->catalogue->units[i];
		if (!str_equal(unit->id, id))
			continue;
		if (!name.len || str_equal(name, unit->name))
			return unit;
		refuse(f, DIAG_FILL_RENAMED, place, copy(f, name), copy(f, unit->name));
		return NULL;
	}
	if (catalogue_report_unread(f->catalogue, f->diags))
		refuse(f, DIAG_UNIT_NOT_READ, place, copy(f, id), NULL);
	else
		refuse(f, DIAG_FILL_UNIT, place, copy(f, id), copy(f, name));
	return NULL;
}

/* The new unit of this unit, or NULL. */
static struct fill_unit *new_unit_of(const struct fill *fill, const struct catalogue_unit *unit)
{
	for (size_t i = 0; i < fill->unit_count; i++)
		if (fill->units[i]->unit == unit)
			return fill->units[i];
	return NULL;
}

/* The unit of the name: one that was added meanwhile, one of another form, or a new one. */
static const struct catalogue_unit *take_unit(struct filling *f, struct str name, struct place place)
{
	for (size_t i = 0; i < f->catalogue->unit_count; i++)
		if (str_equal(f->catalogue->units[i].name, name))
			return &f->catalogue->units[i];
	for (size_t i = 0; i < f->fill->unit_count; i++)
		if (str_equal(f->fill->units[i]->unit->name, name))
			return f->fill->units[i]->unit;
	struct fill_unit *fresh = ARENA_NEW(f->arena, struct fill_unit);
	struct catalogue_unit *unit = ARENA_NEW(f->arena, struct catalogue_unit);
	unit->name = str_of(copy(f, name));
	*fresh = (struct fill_unit){ .fresh.name = unit->name.data, .unit = unit, .place = place };
	*ARENA_PUSH(f->arena, f->fill->units, f->fill->unit_count, f->fill->unit_room) = fresh;
	return unit;
}

/* Takes what is said of the row of a new unit; false: the name is none of its columns that are no variables. Another form may say it, too. */
static bool take_identity(struct filling *f, const struct catalogue_unit *unit, struct str name, struct str text, struct place place)
{
	struct fill_unit *new = new_unit_of(f->fill, unit);
	struct catalogue_fresh *fresh = new ? &new->fresh : NULL;
	const char *label = copy(f, name);
	if (!str_listed(form_identity, label) && strcmp(label, "适用") != 0)
		return false;
	const char **field = !fresh			     ? NULL :
			     strcmp(label, "编号") == 0 ? &fresh->id :
			     strcmp(label, "名称") == 0 ? &fresh->name :
			     strcmp(label, "简称") == 0 ? &fresh->short_name :
			     strcmp(label, "类型") == 0 ? &fresh->type :
			     strcmp(label, "地区") == 0 ? &fresh->region :
							    &fresh->variants;
	if (!field || !text.len)
		return true;
	bool same = !*field || str_is(text, *field) || field == &fresh->name;
	*field = copy(f, text);
	return same || !refuse(f, DIAG_FILL_DISAGREE, place, label, *field);
}

/* Takes out the values of new units that have errors. */
static void drop_refused(struct fill *fill)
{
	size_t kept = 0;
	for (size_t i = 0; i < fill->count; i++) {
		const struct fill_unit *new = new_unit_of(fill, fill->items[i].unit);
		if (!new || !new->refused)
			fill->items[kept++] = fill->items[i];
	}
	fill->count = kept;
}

/* Looks whether the new units can be added; what is wrong with one is said, and it counts no more. */
static void check_units(struct filling *f)
{
	size_t count = 0;
	struct catalogue_fresh *all = ARENA_ARRAY(f->arena, struct catalogue_fresh, f->fill->unit_count + 1);
	for (size_t i = 0; i < f->fill->unit_count; i++) {
		struct fill_unit *new = f->fill->units[i];
		struct catalogue_fresh fresh = new->fresh;
		struct diag_list own; /* warnings come again when the unit is added */
		diag_init(&own, f->arena);
		if (new->refused)
			continue;
		if (catalogue_complete_unit(f->arena, f->catalogue, &fresh, all, count, new->place, &own)) {
			all[count++] = fresh;
			continue;
		}
		diag_append(f->diags, &own);
		new->refused = true;
		f->fill->refused++;
	}
}

/* What the forms say of the unit; their number. In the arena. */
static size_t settings_of(struct arena *arena, const struct fill *fill, const struct catalogue_unit *unit, struct catalogue_setting **settings)
{
	size_t count = 0, room = 0;
	for (size_t i = 0; i < fill->count; i++)
		room += fill->items[i].unit == unit;
	*settings = ARENA_ARRAY(arena, struct catalogue_setting, room + 1);
	for (size_t i = 0; i < fill->count; i++)
		if (fill->items[i].unit == unit)
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

static bool is_of_year(struct filling *f, struct str year, struct place place)
{
	const char *wanted = arena_printf(f->arena, "%u", f->year);
	return str_is(year, wanted) || refuse(f, DIAG_FILL_YEAR, place, copy(f, year), wanted);
}

/* The year at the end of the sheet's name, "汇总2026"; empty: there is none. */
static struct str year_of_name(const struct source *sheet)
{
	enum { DIGITS = 4 };
	struct str name = str_of(sheet->sheet), year = name.len > DIGITS ? str_from(name, name.len - DIGITS) : STR("");
	return strspn(year.data, "0123456789") == DIGITS ? year : STR("");
}

/* ---- values */

/* Numerals without the zeros that a spreadsheet drops: 8.0 is 8. */
static struct str bare(const struct value *value, struct str text)
{
	if (value->kind != VALUE_NUMBER || str_find(text, ".") == (size_t)-1)
		return text;
	while (text.len && text.data[text.len - 1] == '0')
		text.len--;
	text.len -= text.len && text.data[text.len - 1] == '.';
	return text;
}

/* Whether both texts mean the same value, however they are written. */
static bool means_same(struct filling *f, const struct catalogue_variable *variable, const char *a, const char *b)
{
	struct diag_list ignored;
	diag_init(&ignored, f->arena);
	if (!*a || !*b)
		return strcmp(a, b) == 0;
	const struct value *x = type_parse(f->arena, &variable->type, variable->name, str_of(a), NO_PLACE, &ignored);
	const struct value *y = type_parse(f->arena, &variable->type, variable->name, str_of(b), NO_PLACE, &ignored);
	return x && y && str_equal(bare(x, str_of(form_text(f->arena, x))), bare(y, str_of(form_text(f->arena, y))));
}

static void take(struct filling *f, const struct fill_item *item)
{
	struct fill *fill = f->fill;
	for (size_t i = 0; i < fill->count; i++) {
		const struct fill_item *other = &fill->items[i];
		if (other->unit != item->unit || other->variable != item->variable)
			continue;
		if (!means_same(f, item->variable, other->text, item->text))
			refuse(f, DIAG_FILL_DISAGREE, item->place, item->variable->label, other->text);
		return;
	}
	*ARENA_PUSH(f->arena, fill->items, fill->count, fill->room) = *item;
}

/* Takes a value where it is one of the variable's and differs from the unit's. An empty cell says nothing: the form may be older than
 * the value. */
static void take_value(struct filling *f, const struct catalogue_unit *unit, struct str name, struct str text, struct place place)
{
	const struct catalogue_variable *variable = catalogue_variable(f->catalogue, name);
	if (!text.len)
		return;
	if (!variable || variable->built_in) {
		catalogue_report_undeclared(f->catalogue, name, place, f->diags);
		f->fill->refused++;
		return;
	}
	struct catalogue_setting setting = { variable->name, str_is(text, FORM_NOTHING) ? "" : copy(f, text), place };
	struct catalogue_cell cell = { .old = "", .text = setting.value };
	if (unit->file ? !catalogue_find_cell(f->arena, f->catalogue, unit, &setting, &cell, f->diags) :
			 !catalogue_accepts(f->arena, f->catalogue, &setting, f->diags)) {
		f->fill->refused++;
		return;
	}
	struct fill_item item = { unit, variable, cell.old, setting.value, place };
	if (strcmp(cell.old, cell.text) != 0 && !means_same(f, variable, cell.old, cell.text))
		take(f, &item);
}

/* Takes what the cell says of the unit under the name. A number stands as it is for a variable that is one, for others as it is seen. */
static void take_cell(struct filling *f, const struct catalogue_unit *unit, struct str name, const struct table *table, size_t column)
{
	const struct catalogue_variable *variable = catalogue_variable(f->catalogue, name);
	struct str shown = cell_text(table, column), number = str_trim(table->cells[column].text);
	struct place place = table_cell_place(table, column);
	if (!table_cell_remarks(table, column, f->diags))
		f->fill->refused++;
	else if (!take_identity(f, unit, name, shown, place))
		take_value(f, unit, name, variable && !type_is_words(variable->type.kind) ? number : shown, place);
}

/* ---- a form of one unit */

/* Reads the rows above the head, in which labels stand before what they say. */
struct form_head {
	struct str id, name, year;
	struct place place;
	size_t typed, variable; /* columns */
};

static struct str behind(const struct table *table, const char *label, struct str otherwise)
{
	size_t column = table_find_cell(table, label);
	return column == NONE ? otherwise : cell_text(table, column + 1);
}

/* Tells what a row above the head holds beside labels and what stands behind them, or, without a label, beside its first cell. */
static void tell_above(struct filling *f, const struct table *table, size_t *unlabelled)
{
	enum { TITLES = 2 }; /* the title, and how to fill in */
	static const char *const labels[] = { FORM_ID, FORM_NAME, FORM_YEAR };
	size_t known = 0;
	for (size_t i = 0; i < table->count; i++) {
		bool label = false;
		for (size_t k = 0; k < sizeof labels / sizeof *labels; k++)
			label = label || table_find_cell(table, labels[k]) == i;
		if (label)
			known = ++i + 1;
		else if (i >= known && !(i == 0 && (*unlabelled)++ < TITLES))
			tell_beside(f, table, i);
	}
}

/* Tells what stands above the head: the rows before the one of the table that was read last. */
static void tell_head(struct filling *f, const struct table *head)
{
	struct table table;
	struct diag_list ignored;
	bool good;
	size_t unlabelled = 0;
	diag_init(&ignored, f->arena);
	table_start(&table, f->arena, f->sheet);
	while (table_next(&table, &good, &ignored) && table.start < head->start)
		tell_above(f, &table, &unlabelled);
}

static bool read_head(struct table *table, struct form_head *head, struct diag_list *diags)
{
	enum { ROWS = 12 };
	bool good;
	*head = (struct form_head){ .typed = NONE };
	for (int row = 0; row < ROWS && table_next(table, &good, diags); row++) {
		head->id = behind(table, FORM_ID, head->id);
		head->name = behind(table, FORM_NAME, head->name);
		head->year = behind(table, FORM_YEAR, head->year);
		if (table_find_cell(table, FORM_ID) != NONE)
			head->place = table_cell_place(table, table_find_cell(table, FORM_ID));
		head->typed = table_find_cell(table, FORM_TYPED);
		head->variable = table_find_cell(table, FORM_VARIABLE);
		if (head->typed != NONE && head->variable != NONE)
			return true;
	}
	return false;
}

/* Tells what the row holds in columns that are none of the form's. */
static void tell_foreign(struct filling *f, const struct table *table, const char *const *heads, size_t columns)
{
	for (size_t i = 0; i < table->count; i++) {
		bool known = false;
		for (size_t k = 0; i < columns && k < FORM_COLUMNS; k++)
			known = known || strcmp(heads[i], form_heads[k]) == 0;
		if (!known)
			tell_beside(f, table, i);
	}
}

/* The value that the unit's row has; NULL: none. */
static const char *value_now(struct filling *f, const struct catalogue_unit *unit, const struct catalogue_variable *variable)
{
	struct catalogue_setting setting = { variable->name, "", NO_PLACE };
	struct catalogue_cell cell = { 0 };
	struct diag_list ignored;
	diag_init(&ignored, f->arena);
	bool found = unit->file && catalogue_find_cell(f->arena, f->catalogue, unit, &setting, &cell, &ignored);
	return found && cell.old && *cell.old ? cell.old : NULL;
}

/* Whether the text below 现值 is a value of the data: that of the unit's row or, where the form says so, of another layer. */
static bool is_value_now(struct filling *f, const struct catalogue_unit *unit, const struct catalogue_variable *variable, struct str text, struct str source)
{
	const char *now = value_now(f, unit, variable);
	return now ? means_same(f, variable, now, copy(f, text)) : source.len && form_explains(f->arena, variable, FORM_SOURCE, source);
}

/* Tells what was typed over the cells that explain the row, which nothing reads: a text that is not the form's, or under 现值 a value that the data do
 * not have. */
static void tell_typed_over(struct filling *f, const struct catalogue_unit *unit, struct str name, const struct table *table, const char *const *heads,
			    size_t columns)
{
	const struct catalogue_variable *variable = str_listed(form_identity, copy(f, name)) ? NULL : catalogue_variable(f->catalogue, name);
	struct str source = STR("");
	for (size_t i = 0; i < columns; i++)
		source = strcmp(heads[i], FORM_SOURCE) == 0 ? cell_text(table, i) : source;
	for (size_t i = 0; variable && i < columns && i < table->count; i++) {
		struct str text = cell_text(table, i);
		bool now = strcmp(heads[i], FORM_NOW) == 0;
		if (text.len && !(now ? is_value_now(f, unit, variable, text, source) : form_explains(f->arena, variable, heads[i], text)))
			diag_add(f->diags, DIAG_FILL_TYPED_OVER, table_cell_place(table, i), diag_excerpt(f->arena, text, CHARS), heads[i], FORM_TYPED);
	}
}

static void read_form(struct filling *f, struct table *table, const struct form_head *head)
{
	bool good;
	size_t columns = table->count;
	const char **heads = ARENA_ARRAY(f->arena, const char *, columns + 1);
	for (size_t i = 0; i < columns; i++)
		heads[i] = copy(f, cell_text(table, i));
	tell_head(f, table);
	if (!is_of_year(f, head->year, head->place))
		return;
	tell_foreign(f, table, heads, columns);
	bool new = !head->id.len && head->name.len;
	const struct catalogue_unit *unit = new ? take_unit(f, head->name, head->place) : find_unit(f, head->id, head->name, head->place);
	while (unit && table_next(table, &good, f->diags)) {
		struct str name = cell_text(table, head->variable);
		if (name.len && head->typed < table->count)
			take_cell(f, unit, name, table, head->typed);
		if (name.len) {
			tell_foreign(f, table, heads, columns);
			tell_typed_over(f, unit, name, table, heads, columns);
		} else {
			tell_rest(f, table, 0);
		}
	}
}

/* ---- a table of many */

static bool has_id(const struct filling *f, struct str id)
{
	for (size_t i = 0; i < f->catalogue->unit_count; i++)
		if (str_equal(f->catalogue->units[i].id, id))
			return true;
	return false;
}

static void read_row(struct filling *f, const struct table *table, const char *const *names, size_t count, size_t id, size_t name)
{
	struct place place = table_cell_place(table, id < table->count ? id : 0);
	struct str label = cell_text(table, id);
	for (size_t i = 0; i < count; i++)
		if (!*names[i])
			tell_beside(f, table, i);
	tell_rest(f, table, count);
	if (str_is(label, FORM_NAME)) /* the row of labels */
		return;
	struct str called = name == NONE ? STR("") : cell_text(table, name);
	bool new = called.len && !has_id(f, label) && !catalogue_unit_called(f->catalogue, called, NULL);
	const struct catalogue_unit *unit = new ? take_unit(f, called, place) : find_unit(f, label, called, place);
	for (size_t i = 0; unit && i < count && i < table->count; i++)
		if (*names[i])
			take_cell(f, unit, str_of(names[i]), table, i);
}

static void read_table(struct filling *f, struct table *table)
{
	bool good;
	size_t id = table_find_cell(table, form_identity[0]), name = table_find_cell(table, form_identity[1]), count = table->count;
	const char **names = ARENA_ARRAY(f->arena, const char *, count + 1);
	for (size_t i = 0; i < count; i++)
		names[i] = copy(f, cell_text(table, i));
	if (!is_of_year(f, year_of_name(f->sheet), table_cell_place(table, id)))
		return;
	while (table_next(table, &good, f->diags))
		read_row(f, table, names, count, id, name);
}

static bool read_sheet(struct filling *f)
{
	struct table table;
	struct form_head head;
	struct diag_list ignored;
	bool good;
	diag_init(&ignored, f->arena);
	table_start(&table, f->arena, f->sheet);
	if (read_head(&table, &head, &ignored)) {
		read_form(f, &table, &head);
		return true;
	}
	table_start(&table, f->arena, f->sheet);
	if (!table_next(&table, &good, &ignored) || table_find_cell(&table, form_identity[0]) == NONE || !year_of_name(f->sheet).len)
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
	while (first < table.count && !cell_text(&table, first).len)
		first++;
	diag_add(f->diags, DIAG_FILL_SHEET, table_cell_place(&table, first), path, sheet->sheet, diag_excerpt(f->arena, cell_text(&table, first), CHARS));
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
	for (const struct diag *d = said.first; d; d = d->next) /* the lists of a form of ours are hidden, and no news */
		if (d->code != DIAG_XLSX_HIDDEN || strcmp(d->arguments[1], BOOK_CHOICES) != 0)
			diag_add(diags, d->code, d->place, d->arguments[0], d->arguments[1], d->arguments[2], d->arguments[3]);
	if (!good) {
		fill->refused++;
		return;
	}
	bool *forms = ARENA_ARRAY(arena, bool, count + 1);
	for (size_t i = 0; i < count; i++) {
		f.sheet = sheets[i];
		forms[i] = read_sheet(&f);
		any = any || forms[i];
	}
	for (size_t i = 0; any && i < count; i++)
		if (!forms[i])
			tell_sheet(&f, path, sheets[i]);
	if (!any)
		refuse(&f, DIAG_FILL_NO_FORM, NO_PLACE, path, NULL);
	check_units(&f);
	drop_refused(fill);
}

/* The values of which something is said, as they would be then. */
static struct catalogue_request request_of(const struct fill *fill, const struct catalogue_unit *unit, unsigned year)
{
	const struct fill_unit *new = new_unit_of(fill, unit);
	struct catalogue_request request = { .unit = new ? NULL : unit, .year = year };
	if (new) {
		request.unit_name = new->fresh.name;
		request.unit_type = new->fresh.type;
		request.unit_region = new->fresh.region;
	}
	return request;
}

void fill_check(struct arena *arena, struct fill *fill, const struct catalogue *catalogue, unsigned year, struct diag_list *diags)
{
	bool *drop = ARENA_ARRAY(arena, bool, fill->count + 1);
	size_t kept = 0;
	for (size_t i = 0; i < fill->count; i++) {
		const struct catalogue_unit *unit = fill->items[i].unit;
		struct catalogue_request request = request_of(fill, unit, year);
		struct catalogue_setting *settings;
		size_t count = begins_unit(fill, i) ? settings_of(arena, fill, unit, &settings) : 0;
		if (!count || catalogue_keeps_rules(arena, catalogue, &request, settings, count, diags))
			continue;
		fill->refused++;
		for (size_t j = i; j < fill->count; j++)
			drop[j] = drop[j] || fill->items[j].unit == unit;
	}
	for (size_t i = 0; i < fill->count; i++)
		if (!drop[i])
			fill->items[kept++] = fill->items[i];
	fill->count = kept;
}

size_t fill_new_units(const struct fill *fill)
{
	size_t count = 0;
	for (size_t i = 0; i < fill->unit_count; i++)
		count += !fill->units[i]->refused;
	return count;
}

/* The row of a new unit with its values. */
static bool add_unit(struct arena *arena, const struct fill *fill, const struct fill_unit *new, const struct catalogue *catalogue,
		     struct change *change, struct diag_list *diags)
{
	struct catalogue_setting *settings;
	struct catalogue_fresh fresh = new->fresh;
	size_t count = settings_of(arena, fill, new->unit, &settings);
	return change_add_unit(change, catalogue, &fresh, new->place, settings, count, diags);
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
		size_t count = settings_of(arena, fill, unit, &settings);
		good = change_set_values(change, catalogue, unit, settings, count, diags) && good;
	}
	return good;
}
