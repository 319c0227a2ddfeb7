/* The sheet of a form on which one list or table is filled in, a row for each of its items or rows: of one unit, or of many, which each row names. */
#include "form/fill_internal.h"

#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "form/form.h"
#include "form/lists.h"
#include "vars/part.h"
#include "vars/term.h"

/* What the rows of a unit say. */
struct listed {
	const struct catalogue_unit *unit;
	struct buf text;         /* the value, as it is typed into one cell */
	struct place place;      /* of its first cell */
	struct place nothing;    /* of 〔空〕, which says that there is to be none; no source: there is no such row */
	size_t rows;
	struct diag_list lacks;  /* what is to be said of it where the value is taken */
	bool wrong;              /* a row has errors */
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

/* The row as it is typed into a cell. Of a list a bar at its end says that it is one item, as V203 asks for, and is no part of it. */
static const char *row_text(const struct listing *l, struct buf *row)
{
	static const char *const bars[] = { "\\|", "\\｜", NULL };
	size_t bar = l->variable->type.kind == TYPE_LIST ? str_ends_any(buf_str(row), bars) : 0;
	row->len -= bar;
	if (bar)
		buf_add_char(row, '|');
	return buf_str(row).data;
}

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

/* What the cell below the head says: where the column counts or is a date, as it stands; else as it is seen. */
static struct str cell_below(const struct listing *l, size_t head)
{
	const struct value_type *type = type_of_column(&l->variable->type, head);
	size_t column = l->columns[head];
	bool stands = type && !type_is_words(type->kind) && column < l->table->count;
	return stands ? str_trim(l->table->cells[column].text) : fill_cell_text(l->table, column);
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

static bool refuse_nothing(struct listing *l, size_t column, const char *head)
{
	diag_add(l->f->diags, DIAG_FILL_NOTHING_HERE, table_cell_place(l->table, column), head, l->variable->label, fill_copy(l->f, l->heads[0]));
	l->f->fill->refused++;
	return false;
}

/* The text as the value has it: numbers, days and terms in one form; of what is none of the column's values, data NULL with an error where `diags` is not NULL. */
static struct str normal(struct listing *l, size_t head, struct diag_list *diags)
{
	struct filling *f = l->f;
	struct diag_list ignored;
	struct str text = cell_below(l, head);
	const struct value_type *type = type_of_column(&l->variable->type, head);
	if (!type || type->kind == TYPE_STRING || !text.len)
		return text;
	diag_init(&ignored, f->arena);
	const char *name = arena_printf(f->arena, "%s的%.*s", l->variable->label, (int)l->heads[head].len, l->heads[head].data);
	const struct value *value = type_parse(f->arena, type, name, text, table_cell_place(l->table, l->columns[head]), diags ? diags : &ignored);
	return value ? str_of(form_text(f->arena, term_settle(f->arena, value, f->year))) : str_of(NULL);
}

/* Whether the cell below the head can be one of a row of the value; told where it cannot. */
static bool check_cell(struct listing *l, size_t head)
{
	size_t column = l->columns[head];
	struct str text = fill_cell_text(l->table, column);
	if (column >= l->table->count)
		return true;
	if (!table_cell_remarks(l->table, column, l->f->diags)) {
		l->f->fill->refused++;
		return false;
	}
	if (l->count > 1 && str_find(text, "\n") != FILL_NONE)
		return fill_refuse(l->f, DIAG_FILL_LIST_LINES, table_cell_place(l->table, column), l->variable->label,
				   diag_excerpt(l->f->arena, text, FILL_CHARS));
	if (str_is(text, FORM_NOTHING))
		return is_nothing(l) || refuse_nothing(l, column, fill_copy(l->f, l->heads[head]));
	if (normal(l, head, l->f->diags).data)
		return true;
	l->f->fill->refused++;
	return false;
}

static bool check_cells(struct listing *l)
{
	bool good = true;
	for (size_t i = 0; i < l->count; i++)
		good = check_cell(l, i) && good;
	return good;
}

/* Keeps what there is to say of cells of a table's row that are empty and must not be: at the first of them, or the last cell that the row has. */
static void note_lacks(struct listing *l, struct listed *item)
{
	struct buf heads = BUF_INIT;
	size_t place = l->table->count - 1;
	for (size_t i = 0; l->count > 1 && i < l->count; i++) {
		const struct value_type *type = type_of_column(&l->variable->type, i);
		if (fill_cell_text(l->table, l->columns[i]).len || (type && type->optional))
			continue;
		if (!heads.len && l->columns[i] < l->table->count)
			place = l->columns[i];
		buf_printf(&heads, "%s“%.*s”", heads.len ? "、" : "", (int)l->heads[i].len, l->heads[i].data);
	}
	if (heads.len)
		diag_add(&item->lacks, DIAG_FILL_LIST_LACKS, table_cell_place(l->table, place), l->variable->label, heads.data);
	buf_free(&heads);
}

/* Adds the row to the value; one of nothing is none, and 〔空〕 alone stands for nothing as in other cells. */
static void add_row(struct listing *l, struct listed *item)
{
	struct buf row = BUF_INIT;
	bool filled = false, nothing = is_nothing(l);
	for (size_t i = 0; i < l->count; i++) {
		struct str text = normal(l, i, NULL);
		buf_add_text(&row, i ? "|" : "");
		part_escape(text.data ? text : STR(""), &row);
		filled |= text.len > 0;
	}
	struct place place = table_cell_place(l->table, l->columns[0] < l->table->count ? l->columns[0] : 0);
	if (filled && !item->rows++)
		item->place = place;
	if (nothing)
		item->nothing = place;
	else if (filled)
		note_lacks(l, item);
	if (filled)
		buf_printf(&item->text, "%s%s", !item->text.len ? "" : l->count > 1 ? ";" : "|", nothing ? FORM_NOTHING : row_text(l, &row));
	buf_free(&row);
}

static struct listed *item_of(struct listing *l, const struct catalogue_unit *unit)
{
	for (size_t i = l->item_count; i-- > 0;) /* rows of a unit mostly stand together */
		if (l->items[i].unit == unit)
			return &l->items[i];
	struct listed *item = ARENA_PUSH(l->f->arena, l->items, l->item_count, l->item_room);
	*item = (struct listed){ .unit = unit, .text = BUF_INIT };
	diag_init(&item->lacks, l->f->arena);
	return item;
}

/* Where a row says something, and of which unit; NULL: it says nothing, or with an error. */
static struct listed *find_item(struct listing *l)
{
	struct place place = NO_PLACE;
	for (size_t i = l->count; i-- > 0;)
		if (fill_cell_text(l->table, l->columns[i]).len)
			place = table_cell_place(l->table, l->columns[i]);
	if (!l->many)
		return l->items;
	struct str id = fill_cell_text(l->table, l->id), name = fill_cell_text(l->table, l->name);
	if (str_is(id, FORM_NOTHING) || str_is(name, FORM_NOTHING)) {
		bool first = str_is(id, FORM_NOTHING);
		refuse_nothing(l, first ? l->id : l->name, first ? FORM_ID : FORM_NAME);
		return NULL;
	}
	if (!place.source)
		return NULL;
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
		return fill_are_of_year(l->f, head->year, head->year_place.source ? head->year_place : head->place);
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
	const struct fill_edit edit = { item->unit, l->variable, l->variable->label, fill_copy(f, was), now, text, item->place };
	return !*text || fill_is_edit(f, &edit);
}

/* Takes what the rows of the unit say. */
static void take_item(struct listing *l, const struct listed *item, struct str was)
{
	struct filling *f = l->f;
	size_t taken = f->fill->count;
	if (item->nothing.source && item->rows > 1) {
		fill_refuse(f, DIAG_FILL_NOTHING_BESIDE, item->nothing, l->variable->label, fill_copy(f, item->unit->name));
		return;
	}
	if (!item->wrong && is_edited(l, item, was))
		fill_take_value(f, item->unit, str_of(l->variable->name), buf_str(&item->text), item->place);
	if (f->fill->count > taken)
		diag_append(f->diags, &item->lacks);
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
		take_item(&l, &l.items[i], now);
		buf_free(&l.items[i].text);
	}
}
