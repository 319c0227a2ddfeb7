#include "form/lists.h"

#include <string.h>

#include "base/arena.h"
#include "base/utf8.h"
#include "catalogue/catalogue.h"
#include "form/form.h"
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

/* How to fill in, which begins with `how`, and what the variable is. */
static void put_help(struct book_sheet *sheet, const char *how, const struct catalogue_variable *variable)
{
	const char *help = variable->help, *example = variable->example;
	const char *parted = variable->type.kind == TYPE_TABLE ? "示例（竖线隔开的各占一格）：" : "示例（竖线隔开的各占一行）：";
	book_start_row(sheet, 50);
	book_put(sheet,
		 arena_printf(sheet->arena, "%s%s%s%s%s", how, help ? help : "", help ? "。" : "", example ? parted : "", example ? example : ""),
		 BOOK_EXPLAIN);
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
	put_help(sheet, "一行一项，行可以增加、删除、排序；全部去掉请只填" FORM_NOTHING "。", variable);
}

/* A row of the value, or an empty one; `unit`: whose it says that it is, or NULL. */
static void put_item(struct book_sheet *sheet, const struct form_unit *unit, const struct value *item, const struct str *heads, size_t count)
{
	book_start_row(sheet, 0);
	if (unit) {
		book_put(sheet, unit->id, BOOK_EXPLAIN);
		book_put(sheet, unit->name, BOOK_EXPLAIN);
	}
	for (size_t i = 0; i < count; i++) {
		const struct value *cell = item && item->kind == VALUE_MAP ? value_member(item, heads[i]) : item;
		book_put(sheet, cell ? arena_copy(sheet->arena, cell->text.data, cell->text.len) : NULL, BOOK_TYPED);
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
	for (size_t i = 0; i < items + SPARE_ROWS; i++)
		put_item(sheet, NULL, i < items ? now->items[i] : NULL, heads, count);
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
	put_help(sheet, "一行一条，每行写明单位编号或名称；行可以增加、删除、排序；要去掉一个单位的全部内容，请只在一行的第一格填" FORM_NOTHING "。", variable);
	book_start_row(sheet, 0);
	book_put(sheet, FORM_ID, BOOK_HEAD);
	book_put(sheet, FORM_NAME, BOOK_HEAD);
	for (size_t i = 0; i < count; i++)
		book_put(sheet, arena_copy(book->arena, heads[i].data, heads[i].len), BOOK_HEAD);
	sheet->frozen_rows = sheet->row;
	sheet->frozen_columns = 2;
	return sheet;
}

void form_add_rows(struct book_sheet *sheet, const struct form_unit *unit, const struct catalogue_variable *variable, const struct value *now)
{
	size_t count, items = now && now->kind == VALUE_LIST ? now->count : 0;
	const struct str *heads = form_list_heads(variable, &count);
	for (size_t i = 0; i < items || i == 0; i++)
		put_item(sheet, unit, i < items ? now->items[i] : NULL, heads, count);
}
