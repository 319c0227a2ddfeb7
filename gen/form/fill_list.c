/* The sheet of a form on which one list or table is filled in, a row for each of its items or rows: of one unit, or of many, which each row names. */
#include "form/fill_internal.h"

#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "form/form.h"
#include "form/lists.h"
#include "vars/part.h"

/* What the rows of a unit say. */
struct listed {
	const struct catalogue_unit *unit;
	struct buf text;    /* the value, as it is typed into one cell */
	struct place place; /* of its first cell */
	bool wrong;         /* a row has errors */
};

/* The sheet while it is read. */
struct listing {
	struct filling *f;
	struct table *table;
	const struct catalogue_variable *variable;
	const struct str *heads;
	size_t count;
	size_t *columns;       /* where each head stands */
	bool many;             /* rows name their units, in these columns */
	size_t id, name;
	struct listed *items;  /* of each unit; of one unit, one */
	size_t item_count, item_room;
};

/* Whether the row read last has all heads; *columns: where. */
static bool find_columns(struct listing *l)
{
	for (size_t i = 0; i < l->count; i++) {
		l->columns[i] = table_find_cell(l->table, fill_copy(l->f, l->heads[i]));
		if (l->columns[i] == FILL_NONE)
			return false;
	}
	l->id = l->many ? table_find_cell(l->table, FORM_ID) : FILL_NONE;
	l->name = l->many ? table_find_cell(l->table, FORM_NAME) : FILL_NONE;
	return !l->many || l->id != FILL_NONE || l->name != FILL_NONE;
}

/* Moves to the row of heads; what stands before it is of the form, or told. *now: the value that the form was made with. */
static bool find_heads(struct listing *l, struct str *now)
{
	enum { ROWS = 12 };
	bool good;
	*now = STR("");
	for (int row = 0; row < ROWS && table_next(l->table, &good, l->f->diags); row++) {
		size_t label = table_find_cell(l->table, FORM_NOW);
		if (find_columns(l))
			return true;
		if (label != FILL_NONE)
			*now = fill_cell_text(l->table, label + 1);
	}
	return false;
}

static bool is_column(const struct listing *l, size_t column)
{
	for (size_t i = 0; i < l->count; i++)
		if (l->columns[i] == column)
			return true;
	return column == l->id || column == l->name;
}

/* Whether the row says that there is to be none: 〔空〕 in the first cell, and nothing in others. */
static bool is_nothing(const struct listing *l)
{
	bool nothing = true;
	for (size_t i = 0; i < l->count; i++) {
		struct str text = fill_cell_text(l->table, l->columns[i]);
		nothing &= i ? !text.len : str_is(text, FORM_NOTHING);
	}
	return nothing;
}

/* Whether the cells of the row can be cells of a row of the value; told where they cannot. */
static bool check_cells(struct listing *l)
{
	bool good = true;
	for (size_t i = 0; i < l->count; i++) {
		size_t column = l->columns[i];
		struct str text = fill_cell_text(l->table, column);
		if (column >= l->table->count)
			continue;
		if (!table_cell_remarks(l->table, column, l->f->diags)) {
			l->f->fill->refused++;
			good = false;
		} else if (l->count > 1 && str_find(text, "\n") != FILL_NONE) {
			const char *shown = diag_excerpt(l->f->arena, text, FILL_CHARS);
			good = fill_refuse(l->f, DIAG_FILL_LIST_LINES, table_cell_place(l->table, column), l->variable->label, shown);
		} else if (str_is(text, FORM_NOTHING) && !is_nothing(l)) {
			good = fill_refuse(l->f, DIAG_VALUE_STAND_IN, table_cell_place(l->table, column), fill_copy(l->f, l->heads[i]), FORM_NOTHING);
		}
	}
	return good;
}

/* Adds the row to the value; one of nothing is none, and 〔空〕 alone stands for nothing as in other cells. */
static void add_row(struct listing *l, struct listed *item)
{
	struct buf row = BUF_INIT;
	bool filled = false, nothing = is_nothing(l);
	for (size_t i = 0; i < l->count; i++) {
		struct str text = fill_cell_text(l->table, l->columns[i]);
		buf_add_text(&row, i ? "|" : "");
		part_escape(text, &row);
		filled |= text.len > 0;
	}
	if (filled && !item->text.len)
		item->place = table_cell_place(l->table, l->columns[0] < l->table->count ? l->columns[0] : 0);
	if (filled)
		buf_printf(&item->text, "%s%s", !item->text.len ? "" : l->count > 1 ? ";" : "|", nothing ? FORM_NOTHING : buf_str(&row).data);
	buf_free(&row);
}

static struct listed *item_of(struct listing *l, const struct catalogue_unit *unit)
{
	for (size_t i = l->item_count; i-- > 0;) /* rows of a unit mostly stand together */
		if (l->items[i].unit == unit)
			return &l->items[i];
	struct listed *item = ARENA_PUSH(l->f->arena, l->items, l->item_count, l->item_room);
	*item = (struct listed){ .unit = unit, .text = BUF_INIT };
	return item;
}

/* Where a row says something, and of which unit; NULL: it says nothing, or with an error. */
static struct listed *find_item(struct listing *l)
{
	struct place place = NO_PLACE;
	for (size_t i = l->count; i-- > 0;)
		if (fill_cell_text(l->table, l->columns[i]).len)
			place = table_cell_place(l->table, l->columns[i]);
	if (!l->many || !place.source)
		return l->many ? NULL : l->items;
	struct str id = fill_cell_text(l->table, l->id), name = fill_cell_text(l->table, l->name);
	if (!id.len && !name.len) {
		fill_refuse(l->f, DIAG_FILL_LIST_UNIT, place, l->variable->label, NULL);
		return NULL;
	}
	const struct catalogue_unit *unit = fill_row_unit(l->f, id, name, table_cell_place(l->table, id.len ? l->id : l->name));
	return unit ? item_of(l, unit) : NULL;
}

static void read_rows(struct listing *l)
{
	bool whole;
	while (table_next(l->table, &whole, l->f->diags)) {
		for (size_t i = 0; i < l->table->count; i++)
			if (!is_column(l, i))
				fill_tell_beside(l->f, l->table, i);
		bool good = check_cells(l);
		struct listed *item = find_item(l);
		if (!item)
			continue;
		item->wrong |= !good;
		add_row(l, item);
	}
}

static const char *names_of_heads(struct listing *l)
{
	struct buf names = BUF_INIT;
	for (size_t i = 0; i < l->count; i++)
		buf_printf(&names, "%s%.*s", i ? "、" : "", (int)l->heads[i].len, l->heads[i].data);
	return buf_move_to(&names, l->f->arena);
}

static bool is_for_list(struct filling *f, const struct form_head *head, const struct catalogue_variable *variable)
{
	if (variable && !form_is_listed(variable))
		return fill_refuse(f, DIAG_FILL_LIST_KIND, head->place, variable->label, NULL);
	if (!variable) {
		catalogue_report_undeclared(f->catalogue, head->listed, head->place, f->diags);
		f->fill->refused++;
	}
	return variable != NULL;
}

/* Whose value the sheet is; false: of none, with an error. */
static bool start_units(struct listing *l, const struct form_head *head)
{
	if (l->many)
		return fill_are_of_year(l->f, head->year, head->place);
	const struct catalogue_unit *unit = fill_unit_of(l->f, head);
	return unit && item_of(l, unit);
}

/* Whether a unit's own sheet says something else than it was made with. */
static bool is_edited(struct listing *l, const struct listed *item, struct str was)
{
	struct filling *f = l->f;
	if (!was.len)
		return true;
	const char *text = fill_copy(f, buf_str(&item->text)), *now = fill_value_now(f, item->unit, l->variable);
	const struct fill_edit edit = { item->unit, l->variable, fill_copy(f, was), now, text, item->place };
	return !*text || fill_is_edit(f, &edit);
}

void fill_read_list(struct filling *f, struct table *table, const struct form_head *head)
{
	struct listing l = { .f = f, .table = table, .variable = catalogue_variable(f->catalogue, head->listed), .many = head->many };
	struct str now;
	if (!is_for_list(f, head, l.variable))
		return;
	l.heads = form_list_heads(l.variable, &l.count);
	l.columns = ARENA_ARRAY(f->arena, size_t, l.count);
	if (!start_units(&l, head))
		return;
	if (!find_heads(&l, &now)) {
		fill_refuse(f, DIAG_FILL_LIST_HEAD, head->place, l.variable->label, names_of_heads(&l));
		return;
	}
	fill_tell_head(f, table);
	read_rows(&l);
	for (size_t i = 0; i < l.item_count; i++) {
		struct listed *item = &l.items[i];
		if (!item->wrong && is_edited(&l, item, now))
			fill_take_value(f, item->unit, head->listed, buf_str(&item->text), item->place);
		buf_free(&item->text);
	}
}
