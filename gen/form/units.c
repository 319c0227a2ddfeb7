/* The workbook for many units: a sheet with a row for each unit and a column for each value, below heads that say how to fill in; sheets for tables; and a
 * hidden one with what the data said when it was made. */
#include "base/arena.h"
#include "form/form.h"
#include "form/lists.h"
#include "form/typed.h"
#include "write/xlsx/book.h"

/* The workbook while it is made. */
struct summary {
	struct book *book;
	const struct catalogue *catalogue;
	const struct draft_request *base;
	bool *used;                  /* by variable: some unit is asked for it */
	bool *shown;                 /* the same, and pages of theirs may show it */
	bool *used_by;               /* the same of each unit, one after the other */
	struct book_sheet *sheet;    /* with a row a unit */
	struct book_sheet **apart;   /* by variable: its sheet; NULL: it has a column */
	size_t columns;              /* of that sheet, */
	unsigned *widths;            /* each one's, */
	const char **texts;          /* and the texts of a row */
	struct book_sheet *was;      /* with all that the units' rows say: what is edited is known by it */
};

static void find_used(struct summary *s, struct draft_tools *tools, const struct catalogue_picked *units, struct diag_list *diags)
{
	size_t count = s->catalogue->variable_count;
	s->used = ARENA_ARRAY(s->book->arena, bool, count + 1);
	s->shown = ARENA_ARRAY(s->book->arena, bool, count + 1);
	s->used_by = ARENA_ARRAY(s->book->arena, bool, units->count * count + 1);
	for (size_t i = 0; i < units->count; i++) {
		struct draft_request request = *s->base;
		struct needs needs;
		request.values.unit = units->units[i];
		needs_find(s->book->arena, tools, &request, &needs, diags);
		const struct catalogue_origin **now = form_find_origins(s->book->arena, s->catalogue, &request.values, &needs);
		for (size_t j = 0; j < needs.count; j++) {
			size_t index = needs.items[j].variable->index;
			if (!form_asks(&needs.items[j], now[j]))
				continue;
			s->used[index] = s->used_by[i * count + index] = true;
			s->shown[index] |= needs.items[j].shown;
		}
	}
}

/* ---- heads */

/* Rows of heads. */
enum head { HEAD_LABEL, HEAD_KIND, HEAD_HELP, HEAD_NAME, HEADS };

/* Of a column: what stands above its cells, and how wide they are. */
struct column {
	const char *heads[HEADS];
	unsigned width; /* in half-width characters */
};

/* Columns of what units are, in the order of form_identity. */
static const struct column identity[] = {
	{ { "单位编号", "新增单位可不填", NULL }, 14 },
	{ { "单位名称", "必填，文字", "单位全称" }, 30 },
	{ { "简称", "可不填，文字", NULL }, 14 },
	{ { "类型", "新增单位必填，选一项", NULL }, 14 },
	{ { "地区", "可不填，选一项或填写", "省/市/县" }, 20 },
	{ { "适用的计划", "可不填", "计划编号，以竖线隔开" }, 24 },
};
enum { IDENTITY = sizeof identity / sizeof *identity };

static unsigned width_of(const struct value_type *type)
{
	enum { NUMBER = 14, WORDS = 18, LONG = 28 };
	return !type_is_words(type->kind) ? NUMBER : type->kind == TYPE_STRING || type->kind == TYPE_ENUM || type->kind == TYPE_TERM ? WORDS : LONG;
}

static const char *help_of(struct arena *arena, const struct catalogue_variable *variable)
{
	const char *help = variable->help, *example = variable->example;
	return arena_printf(arena, "%s%s%s%s", help ? help : "", help && example ? "。" : "", example ? "例：" : "", example ? example : "");
}

/* The columns of the sheet, *count of them; in the book's arena. */
static struct column *list_columns(const struct summary *s, size_t *count)
{
	struct arena *arena = s->book->arena;
	struct column *columns = ARENA_ARRAY(arena, struct column, IDENTITY + s->catalogue->variable_count);
	for (*count = 0; *count < IDENTITY; ++*count) {
		columns[*count] = identity[*count];
		columns[*count].heads[HEAD_NAME] = form_identity[*count];
	}
	for (size_t i = 0; i < s->catalogue->variable_count; i++) {
		const struct catalogue_variable *variable = &s->catalogue->variables[i];
		const char *kind = form_kind(arena, &variable->type);
		if (s->used[i] && !s->apart[i])
			columns[(*count)++] = (struct column){ { variable->label, arena_printf(arena, "%s，%s", variable->required && s->shown[i] ? "必填" : "可不填", kind),
								 help_of(arena, variable), variable->name }, width_of(&variable->type) };
	}
	return columns;
}

static void put_head_row(struct summary *s, const struct column *columns, enum head head, size_t most_lines)
{
	enum book_style style = head == HEAD_LABEL ? BOOK_HEAD : BOOK_EXPLAIN;
	for (size_t i = 0; i < s->columns; i++)
		s->texts[i] = columns[i].heads[head];
	book_start_row(s->sheet, form_height(s->texts, s->widths, s->columns, most_lines));
	for (size_t i = 0; i < s->columns; i++)
		book_put(s->sheet, s->texts[i], style);
}

/* How to fill in, over the columns of what units are. */
static void put_how(struct summary *s)
{
	enum { HEIGHT = 84 };
	book_start_row(s->sheet, 28);
	book_put(s->sheet, arena_printf(s->book->arena, "%u年各单位填报表（汇总）", s->base->values.year), BOOK_TITLE);
	book_join(s->sheet, IDENTITY - 1);
	book_start_row(s->sheet, HEIGHT);
	book_put(s->sheet,
		 "一个单位一行。黄色格子由单位填写，灰色格子一般不用填。空着的格子不改动；要去掉已有内容，请填" FORM_NOTHING
		 "。几项写在一格的，以分号隔开。行可以排序，删去的行不改动。新增单位在末尾加一行，填名称、类型、地区和适用的计划；“适用的计划”不填的，"
		 "与同类单位相同，没有同类单位的只适用该类型的第一种计划。表格类的内容在后面的工作表填写。请勿改动灰色的表头。",
		 BOOK_EXPLAIN);
	book_join(s->sheet, IDENTITY - 1);
}

static void put_heads(struct summary *s, size_t units)
{
	enum { SPARE = 50 };
	static const size_t most_lines[HEADS] = { [HEAD_LABEL] = 3, [HEAD_KIND] = 4, [HEAD_HELP] = 7, [HEAD_NAME] = 2 };
	size_t count, column = IDENTITY;
	const struct column *columns = list_columns(s, &count);
	s->widths = ARENA_ARRAY(s->book->arena, unsigned, count);
	s->texts = ARENA_ARRAY(s->book->arena, const char *, count);
	s->columns = count;
	for (size_t i = 0; i < count; i++) {
		s->widths[i] = columns[i].width;
		book_set_width(s->sheet, i, columns[i].width);
	}
	put_how(s);
	for (enum head head = 0; head < HEADS; head++)
		put_head_row(s, columns, head, most_lines[head]);
	s->sheet->frozen_rows = s->sheet->row;
	s->sheet->frozen_columns = 2;
	size_t first = s->sheet->row + 1, last = s->sheet->row + units + SPARE;
	form_add_type_rule(s->book, s->sheet, s->catalogue, 3, first, last);
	form_add_region_rule(s->book, s->sheet, s->catalogue, 4, first, last);
	for (size_t i = 0; i < s->catalogue->variable_count; i++)
		if (s->used[i] && !s->apart[i])
			form_add_rule(s->book, s->sheet, column++, first, last, &s->catalogue->variables[i]);
}

/* The sheet of what the data say now, with the same heads; the units' rows follow. */
static void start_was(struct summary *s)
{
	s->was = book_add_sheet(s->book, FORM_WAS);
	s->was->hidden = true;
	book_start_row(s->was, 0);
	book_put(s->was, FORM_WAS, BOOK_HEAD);
	for (size_t i = 1; i < IDENTITY; i++)
		book_put(s->was, form_identity[i], BOOK_HEAD);
	for (size_t i = 0; i < s->catalogue->variable_count; i++)
		if (s->used[i])
			book_put(s->was, s->catalogue->variables[i].name, BOOK_HEAD);
}

/* ---- units */

/* The unit's rows on the sheets of tables and on the hidden one; of its row on the first sheet the texts that are values, behind those of what it is. */
static void put_values(struct summary *s, struct arena *arena, const struct form_unit *unit, const struct catalogue_values *values, const bool *used)
{
	size_t column = IDENTITY;
	for (size_t i = 0; i < s->catalogue->variable_count; i++) {
		const struct catalogue_variable *variable = &s->catalogue->variables[i];
		const struct catalogue_origin *origin = values->origins[i];
		bool own = origin && origin->layer == LAYER_UNIT && origin->value->kind != VALUE_NULL;
		const char *text = own && s->used[i] ? form_origin_text(arena, origin) : NULL;
		if (s->used[i])
			book_put(s->was, text, BOOK_EXPLAIN);
		if (s->apart[i] && (used[i] || own))
			form_add_rows(s->apart[i], unit, variable, own ? origin->value : NULL);
		else if (s->used[i] && !s->apart[i])
			s->texts[column++] = text;
	}
}

/* The unit's own values; what comes from its type, region or year is left open. */
static void put_unit(struct summary *s, const struct catalogue_unit *unit, const bool *used)
{
	enum { MOST_LINES = 4 };
	struct arena *scratch = arena_new();
	struct diag_list ignored;
	struct catalogue_request wanted = s->base->values;
	const struct str fixed[IDENTITY] = { unit->id, unit->name, unit->short_name, unit->type, unit->region, unit->variants };
	diag_init(&ignored, scratch);
	wanted.unit = unit;
	wanted.variant = NULL;
	book_start_row(s->was, 0);
	for (size_t i = 0; i < IDENTITY; i++) {
		s->texts[i] = arena_copy(scratch, fixed[i].data, fixed[i].len);
		book_put(s->was, s->texts[i], BOOK_EXPLAIN);
	}
	const struct form_unit named = { s->texts[0], s->texts[1], wanted.year };
	put_values(s, scratch, &named, catalogue_values(scratch, s->catalogue, &wanted, &ignored), used);
	book_start_row(s->sheet, form_height(s->texts, s->widths, s->columns, MOST_LINES));
	size_t column = 0;
	for (; column < IDENTITY; column++) {
		bool changes = column == 2 || column > 3; /* 简称, 地区, 适用; the others stay, or have a command */
		book_put(s->sheet, s->texts[column], changes ? BOOK_TYPED : BOOK_EXPLAIN);
	}
	for (size_t i = 0; i < s->catalogue->variable_count; i++)
		if (s->used[i] && !s->apart[i])
			book_put(s->sheet, s->texts[column++], used[i] ? form_style(&s->catalogue->variables[i].type) : BOOK_EXPLAIN);
	arena_free(scratch);
}

bool form_add_units(struct book *book, struct draft_tools *tools, const struct draft_request *base, const struct catalogue_picked *units,
		    struct diag_list *diags)
{
	struct summary s = { .book = book, .catalogue = tools->catalogue, .base = base };
	size_t count = s.catalogue->variable_count;
	find_used(&s, tools, units, diags);
	s.sheet = book_add_sheet(book, arena_printf(book->arena, "汇总%u", base->values.year));
	s.apart = ARENA_ARRAY(book->arena, struct book_sheet *, count + 1);
	for (size_t i = 0; i < count; i++)
		if (s.used[i] && form_is_apart(&s.catalogue->variables[i]))
			s.apart[i] = form_start_table(book, base->values.year, &s.catalogue->variables[i]);
	start_was(&s);
	put_heads(&s, units->count);
	for (size_t i = 0; i < units->count; i++)
		put_unit(&s, units->units[i], s.used_by + i * count);
	return units->count > 0;
}
