#include "form/lists.h"

#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/utf8.h"
#include "catalogue/catalogue.h"
#include "form/form.h"
#include "form/typed.h"
#include "write/xlsx/book.h"

enum { SPARE_ROWS = 20 };

bool form_is_listed(const struct catalogue_variable *variable)
{
	return variable->type.kind == TYPE_LIST || variable->type.kind == TYPE_TABLE;
}

const struct str *form_list_heads(const struct catalogue_variable *variable, size_t *count)
{
	static const struct str typed[] = { { FORM_TYPED, sizeof(FORM_TYPED) - 1 } };
	bool table = variable->type.kind == TYPE_TABLE;
	*count = table ? variable->type.choice_count : 1;
	return table ? variable->type.choices : typed;
}

bool form_is_apart(const struct catalogue_variable *variable)
{
	bool apart = variable->type.kind == TYPE_TABLE;
	for (size_t i = 0; apart && i < variable->type.choice_count; i++)
		apart = !str_is(variable->type.choices[i], FORM_ID) && !str_is(variable->type.choices[i], FORM_NAME);
	return apart;
}

static bool has_sheet(const struct book *book, const char *name)
{
	for (size_t i = 0; i < book->count; i++)
		if (strcmp(book->sheets[i]->name, name) == 0)
			return true;
	return false;
}

/* The label as the name of a sheet: at most 31 characters, none of []:*?/\, and no other sheet's. */
static const char *name_of_sheet(const struct book *book, const char *label)
{
	enum { CHARACTERS = 27 }; /* and a number */
	struct arena *arena = book->arena;
	char *name = arena_copy(arena, label, utf8_prefix(label, strlen(label), CHARACTERS));
	for (char *at = name; *at; at++)
		*at = strchr("[]:*?/\\'", *at) ? '-' : *at;
	const char *free = name;
	for (size_t i = 2; has_sheet(book, free); i++)
		free = arena_printf(arena, "%s %zu", name, i);
	return free;
}

static void put_label(struct book_sheet *sheet, const char *label, const char *text)
{
	book_put(sheet, label, BOOK_EXPLAIN);
	book_put(sheet, text, BOOK_EXPLAIN);
}

/* What the cells of the columns are that are no strings, or may be empty: "户数：整数，不小于1。"; in `arena`. */
static const char *explain_columns(struct arena *arena, const struct catalogue_variable *variable)
{
	struct buf out = BUF_INIT;
	for (size_t i = 0; variable->type.columns && i < variable->type.choice_count; i++) {
		const struct value_type *type = &variable->type.columns[i];
		struct str head = variable->type.choices[i];
		if (type->kind != TYPE_STRING || type->optional)
			buf_printf(&out, "%.*s：%s%s。", (int)head.len, head.data, form_kind(arena, type), type->optional ? "，可不填" : "");
	}
	return buf_move_to(&out, arena);
}

/* Where and how 〔空〕 takes all away; in `arena`. */
static const char *explain_nothing(struct arena *arena, const struct str *heads, size_t count)
{
	return arena_printf(arena, "请只留一行，在“%.*s”一格填" FORM_NOTHING "%s。", (int)heads[0].len, heads[0].data, count > 1 ? "，它后面的格子空着" : "");
}

/* How to fill in, which begins with `how`, and what the variable is. */
static void put_help(struct book_sheet *sheet, const char *how, const struct catalogue_variable *variable)
{
	enum { JOINED = 92, MOST_LINES = 8 }; /* columns that are joined, in half-width characters */
	const char *help = variable->help, *example = variable->example;
	const char *parted = variable->type.kind == TYPE_TABLE ? "示例（竖线隔开的各占一格）：" : "示例（竖线隔开的各占一行）：";
	const char *text = arena_printf(sheet->arena, "%s%s%s%s%s%s", how, help ? help : "", help ? "。" : "", explain_columns(sheet->arena, variable),
					example ? parted : "", example ? example : "");
	book_start_row(sheet, form_height(&text, (const unsigned[]){ JOINED }, 1, MOST_LINES));
	book_put(sheet, text, BOOK_EXPLAIN);
	book_join(sheet, 3);
}

static void put_top(struct book_sheet *sheet, const struct form_unit *unit, const struct catalogue_variable *variable, const struct value *now)
{
	struct arena *arena = sheet->arena;
	book_start_row(sheet, 28);
	book_put(sheet, arena_printf(arena, "%s（%s%u年填报表）", variable->label, unit->name, unit->year), BOOK_TITLE);
	book_join(sheet, 3);
	book_start_row(sheet, 0);
	put_label(sheet, FORM_ID, unit->id);
	put_label(sheet, FORM_NAME, unit->name);
	book_start_row(sheet, 0);
	put_label(sheet, FORM_YEAR, arena_printf(arena, "%u", unit->year));
	put_label(sheet, FORM_VARIABLE, variable->name);
	book_start_row(sheet, 34);
	put_label(sheet, FORM_NOW, now ? form_text(arena, now) : NULL);
	book_join(sheet, 2);
	size_t count;
	const struct str *heads = form_list_heads(variable, &count);
	put_help(sheet, arena_printf(arena, "一行一项，行可以增加、删除、排序；要全部去掉，%s", explain_nothing(arena, heads, count)), variable);
}

/* The text of an item or cell as it stands in a cell of its own, where signs part nothing. */
static const char *cell_text(struct arena *arena, const struct value *cell)
{
	return cell->kind == VALUE_BOOL ? form_text(arena, cell) : arena_copy(arena, cell->text.data, cell->text.len);
}

/* A row of the value, or an empty one; `unit`: whose it says that it is, or NULL. */
static void put_item(struct book_sheet *sheet, const struct form_unit *unit, const struct catalogue_variable *variable, const struct value *item)
{
	size_t count;
	const struct str *heads = form_list_heads(variable, &count);
	book_start_row(sheet, 0);
	if (unit) {
		book_put(sheet, unit->id, BOOK_EXPLAIN);
		book_put(sheet, unit->name, BOOK_EXPLAIN);
	}
	for (size_t i = 0; i < count; i++) {
		const struct value *cell = item && item->kind == VALUE_MAP ? value_member(item, heads[i]) : item;
		const struct value_type *type = type_of_column(&variable->type, i);
		book_put(sheet, cell ? cell_text(sheet->arena, cell) : NULL, type ? form_style(type) : BOOK_TYPED);
	}
}

/* What may be typed below the heads, from the row behind them on, which begin at a column. */
static void add_column_rules(struct book *book, struct book_sheet *sheet, const struct catalogue_variable *variable, size_t first_column)
{
	enum { ROWS = 500 };
	for (size_t i = 0; variable->type.columns && i < variable->type.choice_count; i++) {
		struct str head = variable->type.choices[i];
		form_add_column_rule(book, sheet, first_column + i, sheet->row + 1, sheet->row + ROWS, arena_copy(book->arena, head.data, head.len),
				     &variable->type.columns[i]);
	}
}

const char *form_add_list(struct book *book, const struct form_unit *unit, const struct catalogue_variable *variable, const struct value *now)
{
	enum { COLUMNS = 4 };
	size_t count, items = now && now->kind == VALUE_LIST ? now->count : 0;
	const struct str *heads = form_list_heads(variable, &count);
	struct book_sheet *sheet = book_add_sheet(book, name_of_sheet(book, variable->label));
	sheet->guarded = sheet->open = true;
	for (size_t i = 0; i < count || i < COLUMNS; i++)
		book_set_width(sheet, i, count == 1 && i == 0 ? 40 : 26);
	put_top(sheet, unit, variable, now);
	sheet->frozen_rows = sheet->row + 1;
	book_start_row(sheet, 0);
	for (size_t i = 0; i < count; i++)
		book_put(sheet, arena_copy(book->arena, heads[i].data, heads[i].len), BOOK_HEAD);
	add_column_rules(book, sheet, variable, 0);
	for (size_t i = 0; i < items + SPARE_ROWS; i++)
		put_item(sheet, NULL, variable, i < items ? now->items[i] : NULL);
	return sheet->name;
}

struct book_sheet *form_start_table(struct book *book, unsigned year, const struct catalogue_variable *variable)
{
	size_t count;
	const struct str *heads = form_list_heads(variable, &count);
	struct book_sheet *sheet = book_add_sheet(book, name_of_sheet(book, variable->label));
	book_set_width(sheet, 0, 14);
	book_set_width(sheet, 1, 30);
	for (size_t i = 0; i < count; i++)
		book_set_width(sheet, i + 2, 26);
	book_start_row(sheet, 28);
	book_put(sheet, arena_printf(sheet->arena, "%s（%u年各单位）", variable->label, year), BOOK_TITLE);
	book_join(sheet, 3);
	book_start_row(sheet, 0);
	put_label(sheet, FORM_YEAR, arena_printf(sheet->arena, "%u", year));
	put_label(sheet, FORM_VARIABLE, variable->name);
	put_help(sheet,
		 arena_printf(sheet->arena, "一行一条，每行写明单位编号或名称；行可以增加、删除、排序；要去掉一个单位的全部内容，%s",
			      explain_nothing(sheet->arena, heads, count)),
		 variable);
	book_start_row(sheet, 0);
	book_put(sheet, FORM_ID, BOOK_HEAD);
	book_put(sheet, FORM_NAME, BOOK_HEAD);
	for (size_t i = 0; i < count; i++)
		book_put(sheet, arena_copy(book->arena, heads[i].data, heads[i].len), BOOK_HEAD);
	add_column_rules(book, sheet, variable, 2);
	sheet->frozen_rows = sheet->row;
	sheet->frozen_columns = 2;
	return sheet;
}

void form_add_rows(struct book_sheet *sheet, const struct form_unit *unit, const struct catalogue_variable *variable, const struct value *now)
{
	size_t items = now && now->kind == VALUE_LIST ? now->count : 0;
	for (size_t i = 0; i < items || i == 0; i++)
		put_item(sheet, unit, variable, i < items ? now->items[i] : NULL);
}
