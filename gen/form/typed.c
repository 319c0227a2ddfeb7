#include "form/typed.h"

#include "base/arena.h"
#include "base/buf.h"
#include "base/utf8.h"
#include "catalogue/catalogue.h"
#include "form/form.h"

const char *form_kind_called(struct arena *arena, const struct value_type *type, const char *words)
{
	struct buf out = BUF_INIT;
	buf_add_text(&out, words);
	if (type->min && type->max)
		buf_printf(&out, "，%s至%s", type->min, type->max);
	else if (type->min || type->max)
		buf_printf(&out, "，%s%s", type->min ? "不小于" : "不大于", type->min ? type->min : type->max);
	for (size_t i = 0; type->kind == TYPE_TABLE && i < type->choice_count; i++)
		buf_printf(&out, "%s%.*s", i ? "|" : "：", (int)type->choices[i].len, type->choices[i].data);
	return buf_move_to(&out, arena);
}

const char *form_kind(struct arena *arena, const struct value_type *type)
{
	static const char *const names[TYPE_KINDS] = {
		[TYPE_STRING] = "文字",	      [TYPE_TEXT] = "文字，可几行", [TYPE_INTEGER] = "整数",	     [TYPE_DECIMAL] = "数",
		[TYPE_PERCENT] = "百分数",    [TYPE_DATE] = "日期",	    [TYPE_YEAR] = "年份",	     [TYPE_BOOLEAN] = "是或否",
		[TYPE_ENUM] = "选一项",	      [TYPE_LIST] = "几项，以分号隔开", [TYPE_TABLE] = "一行一条，各格以竖线隔开", [TYPE_MARKDOWN] = "文字，可几段",
		[TYPE_TERM] = "时限，如9月底前、9月30日",
	};
	return form_kind_called(arena, type, names[type->kind]);
}

enum book_style form_style(const struct value_type *type)
{
	bool code = type->example && type->example[0] == '0' && type->example[1] && type->example[1] != '.';
	if (type->kind == TYPE_DATE)
		return BOOK_DATED;
	return code || type->kind == TYPE_BOOLEAN || type_is_words(type->kind) ? BOOK_TYPED : BOOK_COUNTED;
}

/* The rule where the type has one. */
static void add_rule(struct book *book, struct book_sheet *sheet, size_t column, size_t first, size_t last, const char *label, const struct value_type *type,
		     const char *help)
{
	static const char *const truths[] = { "是", "否" };
	struct book_rule rule = { .min = type->min, .max = type->max, .prompt = help };
	rule.refusal = arena_printf(book->arena, "“%s”应为：%s", label, form_kind(book->arena, type));
	if (type->kind == TYPE_INTEGER || type->kind == TYPE_DECIMAL) {
		rule.kind = type->kind == TYPE_INTEGER ? BOOK_WHOLE : BOOK_DECIMAL;
	} else if (type->kind == TYPE_BOOLEAN) {
		rule.kind = BOOK_CHOICE;
		rule.choices = truths;
		rule.choice_count = 2;
	} else if (type->kind == TYPE_ENUM) {
		rule.kind = BOOK_CHOICE;
		rule.choices = type_choices(book->arena, type);
		rule.choice_count = type->choice_count;
		rule.refusal = arena_printf(book->arena, "请从“%s”的选项中选择", label);
	} else {
		return;
	}
	if (form_style(type) != BOOK_TYPED || rule.kind == BOOK_CHOICE)
		book_add_rule(book, sheet, column, first, last, &rule);
}

/* The list of what the unit may have, by the text that it has or the example: 局党组, 局党委, 局党总支; others may be typed. */
static void add_endings_rule(struct book *book, struct book_sheet *sheet, size_t column, size_t row, const struct catalogue_variable *variable, struct str now)
{
	const struct value_type *type = &variable->type;
	size_t ending = type_find_ending(type, now), count = 0;
	const char **choices = ARENA_ARRAY(book->arena, const char *, type->ending_count + 1);
	struct str before = { now.data, now.len - (ending < type->ending_count ? type->endings[ending].len : now.len) };
	for (size_t i = 0; i < type->ending_count; i++)
		if (i == ending || str_starts(type->endings[i], "党"))
			choices[count++] = arena_printf(book->arena, "%.*s%.*s", (int)before.len, before.data, (int)type->endings[i].len, type->endings[i].data);
	const struct book_rule rule = { .kind = BOOK_CHOICE, .choices = choices, .choice_count = count, .open = true, .prompt = variable->help,
					.refusal = arena_printf(book->arena, "列表中没有这个“%s”，确定吗？", variable->label) };
	book_add_rule(book, sheet, column, row, row, &rule);
}

void form_add_rule(struct book *book, struct book_sheet *sheet, size_t column, size_t first, size_t last, const struct catalogue_variable *variable)
{
	add_rule(book, sheet, column, first, last, variable->label, &variable->type, variable->help);
}

void form_add_rule_now(struct book *book, struct book_sheet *sheet, size_t column, size_t row, const struct catalogue_variable *variable, const char *now)
{
	struct str text = str_of(now ? now : variable->example);
	if (variable->type.ending_count)
		add_endings_rule(book, sheet, column, row, variable, text);
	else
		form_add_rule(book, sheet, column, row, row, variable);
}

void form_add_column_rule(struct book *book, struct book_sheet *sheet, size_t column, size_t first, size_t last, const char *label,
			  const struct value_type *type)
{
	add_rule(book, sheet, column, first, last, label, type, NULL);
}

static void add_names_rule(struct book *book, struct book_sheet *sheet, const struct catalogue_scope *scopes, size_t count, size_t column,
			   size_t first, size_t last, bool open, const char *refusal)
{
	const char **names = ARENA_ARRAY(book->arena, const char *, count + 1);
	for (size_t i = 0; i < count; i++)
		names[i] = scopes[i].name;
	struct book_rule rule = { .kind = BOOK_CHOICE, .choices = names, .choice_count = count, .open = open, .refusal = refusal };
	if (count)
		book_add_rule(book, sheet, column, first, last, &rule);
}

void form_add_type_rule(struct book *book, struct book_sheet *sheet, const struct catalogue *catalogue, size_t column, size_t first, size_t last)
{
	add_names_rule(book, sheet, catalogue->types, catalogue->type_count, column, first, last, false, "请从列表中选择单位类型");
}

void form_add_region_rule(struct book *book, struct book_sheet *sheet, const struct catalogue *catalogue, size_t column, size_t first, size_t last)
{
	add_names_rule(book, sheet, catalogue->regions, catalogue->region_count, column, first, last, true, "列表中没有这个地区，确定吗？");
}

unsigned form_height(const char *const *texts, const unsigned *widths, size_t count, size_t most)
{
	enum { LINE_POINTS = 16, MARGIN = 4 };
	size_t height = 1;
	for (size_t i = 0; i < count; i++) {
		size_t lines = 0;
		for (struct str rest = str_of(texts[i]); rest.len;) {
			struct str line = str_cut(&rest, "\n");
			lines += (size_t)utf8_cells(line.data, line.len) / (widths[i] + 1) + 1;
		}
		height = lines > height ? lines : height;
	}
	return LINE_POINTS * (unsigned)(height < most ? height : most) + MARGIN;
}
