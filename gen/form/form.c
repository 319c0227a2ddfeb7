#include "form/form.h"

#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "form/lists.h"
#include "form/typed.h"
#include "table/grid.h"
#include "write/xlsx/book.h"

const char *const form_identity[] = { "编号", "名称", "简称", "类型", "地区", "适用", NULL };

const char *form_origin_text(struct arena *arena, const struct catalogue_origin *origin)
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

bool form_asks(const struct need *need, const struct catalogue_origin *origin)
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

/* Points for the longest of the row's texts. */
static unsigned height_of(const char *const texts[FORM_COLUMNS])
{
	enum { MOST_LINES = 6 };
	return form_height(texts, widths, FORM_COLUMNS, MOST_LINES);
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
	const char *const texts[FORM_COLUMNS] = {
		label, NULL, form_origin_text(book->arena, origin), variable->help, kind_on_sheet(book->arena, &variable->type), variable->example,
		source_of(book->arena, origin), needs_plans(book->arena, need), variable->name,
	};
	book_start_row(sheet, height_of(texts));
	for (size_t i = 0; i < FORM_COLUMNS; i++)
		if (i == FILLED_COLUMN)
			put_cell(book, sheet, unit, variable, origin);
		else
			book_put(sheet, texts[i], BOOK_EXPLAIN);
	form_add_rule_now(book, sheet, FILLED_COLUMN, sheet->row, variable, texts[2]);
}

/* ---- a unit that is in no file */

/* `typed`: what stands in the cell to be filled in; `now`: what the unit's row has. */
static void put_identity_row(struct book *book, struct book_sheet *sheet, const char *name, const char *typed, const char *now, const char *help,
			     const char *example)
{
	const char *const texts[FORM_COLUMNS] = { name, typed, now, help, NULL, example };
	book_start_row(sheet, height_of(texts));
	book_put(sheet, name, BOOK_EXPLAIN);
	book_put(sheet, typed, BOOK_TYPED);
	book_put(sheet, now, BOOK_EXPLAIN);
	book_put(sheet, help, BOOK_EXPLAIN);
	book_put(sheet, "文字", BOOK_EXPLAIN);
	book_put(sheet, example, BOOK_EXPLAIN);
	for (int i = 0; i < 2; i++)
		book_put(sheet, NULL, BOOK_EXPLAIN);
	book_put(sheet, arena_strdup(book->arena, name), BOOK_EXPLAIN);
}

/* What the row of the unit needs: the same names as its columns. */
static void put_identity(struct book *book, struct book_sheet *sheet, const struct catalogue *catalogue, const struct catalogue_request *values)
{
	const char *variants = values->variant ? values->variant->id : values->unit_variants;
	put_identity_row(book, sheet, "名称", values->unit_name, NULL, "单位全称", "青石县科技局");
	put_identity_row(book, sheet, "类型", values->unit_type, NULL, "从列表中选", catalogue->type_count ? catalogue->types[0].name : NULL);
	form_add_type_rule(book, sheet, catalogue, FILLED_COLUMN, sheet->row, sheet->row);
	put_identity_row(book, sheet, "地区", values->unit_region, NULL, "省/市/县；从列表中选，没有的可以直接填写", "云岭省/澜江市/青石县");
	form_add_region_rule(book, sheet, catalogue, FILLED_COLUMN, sheet->row, sheet->row);
	put_identity_row(book, sheet, "简称", NULL, NULL, "可以不填", "青石科技局");
	put_identity_row(book, sheet, "编号", NULL, NULL, "不填则自动编号", NULL);
	put_identity_row(book, sheet, "适用", variants, NULL, "适用的计划，以竖线隔开；下面问的是这些计划要用的内容", NULL);
}

const struct catalogue_origin **form_find_origins(struct arena *arena, const struct catalogue *catalogue, const struct catalogue_request *base,
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
	const struct catalogue_origin **now = form_find_origins(book->arena, tools->catalogue, &base->values, &needs);
	for (enum standing standing = 0; standing < STANDINGS; standing++)
		for (size_t i = 0; i < needs.count; i++)
			if ((needs.items[i].variable->asked || form_asks(&needs.items[i], now[i])) && standing_of(&needs.items[i], now[i]) == standing)
				put_need(book, sheet, &asked, &needs.items[i], now[i]);
	if (unit && !base->values.variant)
		put_identity_row(book, sheet, "适用", NULL, unit->variants.len ? grid_text(book->arena, unit->variants) : NULL,
				 "适用的计划，以竖线隔开；现值空着的，按单位类型适用", NULL);
	return true;
}
