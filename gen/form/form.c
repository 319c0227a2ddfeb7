#include "form/form.h"

#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/utf8.h"
#include "form/lists.h"
#include "form/typed.h"
#include "table/grid.h"
#include "write/xlsx/book.h"

const char *const form_identity[] = { "编号", "名称", "简称", "类型", "地区", NULL };

/* NULL: none. */
static const char *text_of(struct arena *arena, const struct catalogue_origin *origin)
{
	return origin && origin->value->kind != VALUE_NULL ? form_text(arena, origin->value) : NULL;
}

static const char *const origins[LAYER_COUNT + 1] = {
	"程序", "默认值", "年度资料", "单位类型", "地区", "本单位", "本单位（一个变体）", "文稿", "--date", "--data", "--set",
};

static const char *source_of(struct arena *arena, const struct catalogue_origin *origin)
{
	struct buf out = BUF_INIT;
	if (!origin)
		return NULL;
	buf_add_text(&out, origins[origin->layer]);
	const struct source *file = origin->value->place.source;
	const char *slash = file ? strrchr(file->name, '/') : NULL;
	if (file && !file->option)
		buf_printf(&out, "（%s）", slash ? slash + 1 : file->name);
	return buf_move_to(&out, arena);
}

/* The same where a list or table has a sheet of its own. */
static const char *kind_on_sheet(struct arena *arena, const struct value_type *type)
{
	if (type->kind != TYPE_LIST && type->kind != TYPE_TABLE)
		return form_kind(arena, type);
	return form_kind_called(arena, type, type->kind == TYPE_LIST ? "几项，一行一项" : "表格，一行一条");
}

/* ---- a sheet for one unit */

enum { FILLED_COLUMN = 1 };

static const unsigned widths[FORM_COLUMNS] = { 26, 30, 24, 30, 18, 22, 20, 18, 16 }; /* in half-width characters */
const char *const form_heads[FORM_COLUMNS] = { "项目", FORM_TYPED, FORM_NOW, "说明", "类型", "示例", FORM_SOURCE, "用于", FORM_VARIABLE };

static void start_sheet(struct book_sheet *sheet, const struct form_unit *unit)
{
	for (size_t i = 0; i < FORM_COLUMNS; i++)
		book_set_width(sheet, i, widths[i]);
	sheet->frozen_rows = 5;
	sheet->frozen_columns = 1;
	sheet->guarded = true;
	book_start_row(sheet, 28);
	book_put(sheet, arena_printf(sheet->arena, "%s%u年填报表", unit->name, unit->year), BOOK_TITLE);
	book_join(sheet, 3);
	book_start_row(sheet, 0);
	book_put(sheet, FORM_ID, BOOK_EXPLAIN);
	book_put(sheet, unit->id, BOOK_EXPLAIN);
	book_put(sheet, FORM_NAME, BOOK_EXPLAIN);
	book_put(sheet, unit->name, BOOK_EXPLAIN);
	book_start_row(sheet, 0);
	book_put(sheet, FORM_YEAR, BOOK_EXPLAIN);
	book_put(sheet, arena_printf(sheet->arena, "%u", unit->year), BOOK_EXPLAIN);
	book_start_row(sheet, 34);
	book_put(sheet, "只填“" FORM_TYPED "”一列；空着的不改，要去掉现值请填" FORM_NOTHING "。请勿改动灰色格子。", BOOK_EXPLAIN);
	book_join(sheet, 3);
	book_start_row(sheet, 0);
	for (size_t i = 0; i < FORM_COLUMNS; i++)
		book_put(sheet, form_heads[i], BOOK_HEAD);
}

/* Whether the unit's people are asked for it: what holds for a whole year, region or type is given elsewhere. */
static bool is_asked(const struct need *need, const struct catalogue_origin *origin)
{
	return need->missing || !origin || origin->layer >= LAYER_UNIT;
}

/* The order of the rows: what is missing, what has a value, what may stay empty. */
enum standing { STANDS_MISSING, STANDS_GIVEN, STANDS_EMPTY, STANDINGS };

/* What stands behind the label of such a row. */
static const char *const marks[STANDINGS] = { "（必填）", "", "（可不填）" };

static enum standing standing_of(const struct need *need, const struct catalogue_origin *origin)
{
	bool given = origin && origin->value->kind != VALUE_NULL;
	return need->missing ? STANDS_MISSING : given ? STANDS_GIVEN : STANDS_EMPTY;
}

/* Points for the longest of the row's texts, in the lines that the width of its column makes of it. */
static unsigned height_of(const char *const texts[FORM_COLUMNS])
{
	enum { LINE_POINTS = 16, MOST_LINES = 6 };
	size_t most = 1;
	for (size_t i = 0; i < FORM_COLUMNS; i++) {
		size_t lines = 0;
		for (struct str rest = str_of(texts[i]); rest.len;) {
			struct str line = str_cut(&rest, "\n");
			lines += (size_t)utf8_cells(line.data, line.len) / (widths[i] + 1) + 1;
		}
		most = lines > most ? lines : most;
	}
	return LINE_POINTS * (unsigned)(most < MOST_LINES ? most : MOST_LINES);
}

bool form_explains(struct arena *arena, const struct catalogue_variable *variable, const char *head, struct str text)
{
	bool label = strcmp(head, form_heads[0]) == 0, help = strcmp(head, "说明") == 0, kind = strcmp(head, "类型") == 0;
	bool example = strcmp(head, "示例") == 0;
	const char *own = label ? variable->label : help ? variable->help : kind ? kind_on_sheet(arena, &variable->type) : variable->example;
	if (strcmp(head, FORM_SOURCE) == 0)
		return str_starts_any(text, origins) > 0;
	if (!label && !help && !kind && !example)
		return true;
	for (size_t i = 0; label && i < STANDINGS; i++)
		text.len -= str_ends(text, marks[i]) ? strlen(marks[i]) : 0;
	bool older = kind && str_is(text, form_kind(arena, &variable->type));
	return older || (own && str_equal(str_trim(str_of(own)), text));
}

/* The cell to be filled in, or, of a list or table, where the sheet for it is. */
static void put_cell(struct book *book, struct book_sheet *sheet, const struct form_unit *unit, const struct catalogue_variable *variable,
		     const struct catalogue_origin *origin)
{
	if (!form_is_listed(variable)) {
		book_put(sheet, NULL, form_style(&variable->type));
		return;
	}
	const struct value *now = origin && origin->value->kind != VALUE_NULL ? origin->value : NULL;
	book_put(sheet, arena_printf(book->arena, FORM_SEE "“%s”", form_add_list(book, unit, variable, now)), BOOK_EXPLAIN);
}

static void put_need(struct book *book, struct book_sheet *sheet, const struct form_unit *unit, const struct need *need,
		     const struct catalogue_origin *origin)
{
	const struct catalogue_variable *variable = need->variable;
	const char *label = arena_printf(book->arena, "%s%s", variable->label, marks[standing_of(need, origin)]);
	const char *const texts[FORM_COLUMNS] = { label, NULL, text_of(book->arena, origin), variable->help, kind_on_sheet(book->arena, &variable->type),
						  variable->example };
	book_start_row(sheet, height_of(texts));
	book_put(sheet, label, BOOK_EXPLAIN);
	put_cell(book, sheet, unit, variable, origin);
	book_put(sheet, text_of(book->arena, origin), BOOK_EXPLAIN);
	book_put(sheet, variable->help, BOOK_EXPLAIN);
	book_put(sheet, kind_on_sheet(book->arena, &variable->type), BOOK_EXPLAIN);
	book_put(sheet, variable->example, BOOK_EXPLAIN);
	book_put(sheet, source_of(book->arena, origin), BOOK_EXPLAIN);
	book_put(sheet, needs_plans(book->arena, need), BOOK_EXPLAIN);
	book_put(sheet, variable->name, BOOK_EXPLAIN);
	form_add_rule(book, sheet, FILLED_COLUMN, sheet->row, sheet->row, variable);
}

/* ---- a unit that is in no file */

static void put_identity_row(struct book *book, struct book_sheet *sheet, const char *name, const char *now, const char *help, const char *example)
{
	const char *const texts[FORM_COLUMNS] = { name, now, NULL, help, NULL, example };
	book_start_row(sheet, height_of(texts));
	book_put(sheet, name, BOOK_EXPLAIN);
	book_put(sheet, now, BOOK_TYPED);
	book_put(sheet, NULL, BOOK_EXPLAIN);
	book_put(sheet, help, BOOK_EXPLAIN);
	book_put(sheet, "文字", BOOK_EXPLAIN);
	book_put(sheet, example, BOOK_EXPLAIN);
	for (int i = 0; i < 2; i++)
		book_put(sheet, NULL, BOOK_EXPLAIN);
	book_put(sheet, arena_strdup(book->arena, name), BOOK_EXPLAIN);
}

static void add_names_rule(struct book *book, struct book_sheet *sheet, const struct catalogue_scope *scopes, size_t count, bool open,
			   const char *refusal)
{
	const char **names = ARENA_ARRAY(book->arena, const char *, count + 1);
	for (size_t i = 0; i < count; i++)
		names[i] = scopes[i].name;
	struct book_rule rule = { .kind = BOOK_CHOICE, .choices = names, .choice_count = count, .open = open, .refusal = refusal };
	if (count)
		book_add_rule(book, sheet, FILLED_COLUMN, sheet->row, sheet->row, &rule);
}

/* What the row of the unit needs: the same names as its columns. */
static void put_identity(struct book *book, struct book_sheet *sheet, const struct catalogue *catalogue, const struct catalogue_request *values)
{
	const char *variants = values->variant ? values->variant->id : values->unit_variants;
	put_identity_row(book, sheet, "名称", values->unit_name, "单位全称", "青石县科技局");
	put_identity_row(book, sheet, "类型", values->unit_type, "从列表中选", catalogue->type_count ? catalogue->types[0].name : NULL);
	add_names_rule(book, sheet, catalogue->types, catalogue->type_count, false, "请从列表中选择单位类型");
	put_identity_row(book, sheet, "地区", values->unit_region, "省/市/县；从列表中选，没有的可以直接填写", "云岭省/澜江市/青石县");
	add_names_rule(book, sheet, catalogue->regions, catalogue->region_count, true, "列表中没有这个地区，确定吗？");
	put_identity_row(book, sheet, "简称", NULL, "可以不填", "青石科技局");
	put_identity_row(book, sheet, "编号", NULL, "不填则自动编号", NULL);
	put_identity_row(book, sheet, "适用", variants, "适用的计划，以竖线隔开；下面问的是这些计划要用的内容", NULL);
}

/* Where the values of the needs come from now, in the first plan that uses each. */
static const struct catalogue_origin **find_origins(struct arena *arena, const struct catalogue *catalogue, const struct catalogue_request *base,
						    const struct needs *needs)
{
	const struct catalogue_origin **now = ARENA_ARRAY(arena, const struct catalogue_origin *, needs->count + 1);
	struct catalogue_request wanted = *base;
	const struct catalogue_values *values = NULL;
	for (size_t i = 0; i < needs->count; i++) {
		if (!values || wanted.variant != needs->items[i].variants[0]) {
			struct diag_list ignored;
			diag_init(&ignored, arena);
			wanted.variant = needs->items[i].variants[0];
			values = catalogue_values(arena, catalogue, &wanted, &ignored);
		}
		now[i] = values->origins[needs->items[i].variable->index];
	}
	return now;
}

bool form_add_unit(struct book *book, struct draft_tools *tools, const struct draft_request *base, struct diag_list *diags)
{
	struct needs needs;
	const struct catalogue_unit *unit = base->values.unit;
	needs_find(book->arena, tools, base, &needs, diags);
	if (!needs.plans) {
		if (!diag_errors(diags))
			diag_add(diags, DIAG_FORM_NO_PLAN, NO_PLACE, unit ? grid_text(book->arena, unit->name) : base->values.unit_name);
		return false;
	}
	struct form_unit asked = { "", base->values.unit_name, base->values.year };
	if (unit) {
		asked.id = arena_copy(book->arena, unit->id.data, unit->id.len);
		asked.name = arena_copy(book->arena, unit->name.data, unit->name.len);
	}
	struct book_sheet *sheet = book_add_sheet(book, arena_printf(book->arena, "填表%u", base->values.year));
	start_sheet(sheet, &asked);
	if (!unit)
		put_identity(book, sheet, tools->catalogue, &base->values);
	const struct catalogue_origin **now = find_origins(book->arena, tools->catalogue, &base->values, &needs);
	for (enum standing standing = 0; standing < STANDINGS; standing++)
		for (size_t i = 0; i < needs.count; i++)
			if (is_asked(&needs.items[i], now[i]) && standing_of(&needs.items[i], now[i]) == standing)
				put_need(book, sheet, &asked, &needs.items[i], now[i]);
	return true;
}

/* ---- a sheet for many units */

/* The workbook while it is made. */
struct summary {
	struct book *book;
	const struct catalogue *catalogue;
	const struct draft_request *base;
	bool *used;                  /* by variable: some unit is asked for it */
	bool *used_by;               /* the same of each unit, one after the other */
	struct book_sheet *sheet;    /* with a row a unit */
	struct book_sheet **apart;   /* by variable: its sheet; NULL: it has a column */
	struct book_sheet *was;      /* with all that the units' rows say: what is edited is known by it */
};

static void find_used(struct summary *s, struct draft_tools *tools, const struct catalogue_picked *units, struct diag_list *diags)
{
	size_t count = s->catalogue->variable_count;
	s->used = ARENA_ARRAY(s->book->arena, bool, count + 1);
	s->used_by = ARENA_ARRAY(s->book->arena, bool, units->count * count + 1);
	for (size_t i = 0; i < units->count; i++) {
		struct draft_request request = *s->base;
		struct needs needs;
		request.values.unit = units->units[i];
		needs_find(s->book->arena, tools, &request, &needs, diags);
		const struct catalogue_origin **now = find_origins(s->book->arena, s->catalogue, &request.values, &needs);
		for (size_t j = 0; j < needs.count; j++)
			if (is_asked(&needs.items[j], now[j]))
				s->used[needs.items[j].variable->index] = s->used_by[i * count + needs.items[j].variable->index] = true;
	}
}

/* The label, with how it is typed where that is not plain to see. */
static const char *label_of(struct arena *arena, const struct catalogue_variable *variable)
{
	bool listed = form_is_listed(variable);
	return listed ? arena_printf(arena, "%s（%s）", variable->label, form_kind(arena, &variable->type)) : variable->label;
}

static void put_heads(struct summary *s, size_t last)
{
	size_t column = 0;
	book_start_row(s->sheet, 0);
	for (; form_identity[column]; column++) {
		book_set_width(s->sheet, column, column == 1 ? 30 : 14);
		book_put(s->sheet, form_identity[column], BOOK_HEAD);
	}
	for (size_t i = 0; i < s->catalogue->variable_count; i++)
		if (s->used[i] && !s->apart[i]) {
			book_set_width(s->sheet, column, 16);
			form_add_rule(s->book, s->sheet, column++, 3, last, &s->catalogue->variables[i]);
			book_put(s->sheet, s->catalogue->variables[i].name, BOOK_HEAD);
		}
	book_start_row(s->sheet, 0);
	for (size_t i = 0; form_identity[i]; i++)
		book_put(s->sheet, i ? NULL : FORM_NAME, BOOK_EXPLAIN);
	for (size_t i = 0; i < s->catalogue->variable_count; i++)
		if (s->used[i] && !s->apart[i])
			book_put(s->sheet, label_of(s->book->arena, &s->catalogue->variables[i]), BOOK_EXPLAIN);
}

/* The sheet of what the data say now, with the same heads; the units' rows follow. */
static void start_was(struct summary *s)
{
	s->was = book_add_sheet(s->book, FORM_WAS);
	s->was->hidden = true;
	book_start_row(s->was, 0);
	book_put(s->was, FORM_WAS, BOOK_HEAD);
	for (size_t i = 0; i < s->catalogue->variable_count; i++)
		if (s->used[i])
			book_put(s->was, s->catalogue->variables[i].name, BOOK_HEAD);
}

/* The unit's own values; what comes from its type, region or year is left open. */
static void put_unit(struct summary *s, const struct catalogue_unit *unit, const bool *used)
{
	struct arena *scratch = arena_new();
	struct diag_list ignored;
	struct catalogue_request wanted = s->base->values;
	const struct str fixed[] = { unit->id, unit->name, unit->short_name, unit->type, unit->region };
	const struct form_unit named = { arena_copy(scratch, unit->id.data, unit->id.len), arena_copy(scratch, unit->name.data, unit->name.len), wanted.year };
	diag_init(&ignored, scratch);
	wanted.unit = unit;
	wanted.variant = NULL;
	const struct catalogue_values *values = catalogue_values(scratch, s->catalogue, &wanted, &ignored);
	book_start_row(s->was, 0);
	book_put(s->was, named.id, BOOK_EXPLAIN);
	book_start_row(s->sheet, 0);
	for (size_t i = 0; form_identity[i]; i++)
		book_put(s->sheet, arena_copy(scratch, fixed[i].data, fixed[i].len), BOOK_EXPLAIN);
	for (size_t i = 0; i < s->catalogue->variable_count; i++) {
		const struct catalogue_variable *variable = &s->catalogue->variables[i];
		const struct catalogue_origin *origin = values->origins[i];
		bool own = origin && origin->layer == LAYER_UNIT && origin->value->kind != VALUE_NULL;
		if (s->used[i])
			book_put(s->was, own ? text_of(scratch, origin) : NULL, BOOK_EXPLAIN);
		if (s->apart[i] && (used[i] || own))
			form_add_rows(s->apart[i], &named, variable, own ? origin->value : NULL);
		else if (s->used[i] && !s->apart[i])
			book_put(s->sheet, own ? text_of(scratch, origin) : NULL, form_style(&variable->type));
	}
	arena_free(scratch);
}

bool form_add_units(struct book *book, struct draft_tools *tools, const struct draft_request *base, const struct catalogue_picked *units,
		    struct diag_list *diags)
{
	struct summary s = { .book = book, .catalogue = tools->catalogue, .base = base };
	size_t count = s.catalogue->variable_count;
	find_used(&s, tools, units, diags);
	s.sheet = book_add_sheet(book, arena_printf(book->arena, "汇总%u", base->values.year));
	s.sheet->frozen_rows = 2;
	s.sheet->frozen_columns = 2;
	s.apart = ARENA_ARRAY(book->arena, struct book_sheet *, count + 1);
	for (size_t i = 0; i < count; i++)
		if (s.used[i] && form_is_apart(&s.catalogue->variables[i]))
			s.apart[i] = form_start_table(book, base->values.year, &s.catalogue->variables[i]);
	start_was(&s);
	put_heads(&s, units->count + 2);
	for (size_t i = 0; i < units->count; i++)
		put_unit(&s, units->units[i], s.used_by + i * count);
	return units->count > 0;
}
