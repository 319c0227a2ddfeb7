/* Who a text is for: variant and unit, year, values, unit types. */
#include <string.h>

#include "base/utf8.h"
#include "check/genre.h"
#include "check/internal.h"
#include "check/issuer.h"

/* A mark that stands for {{标题名}} is taken for any text when `name` is NULL, other tags always are. */
static bool title_fits(struct str pattern, struct str title, const char *name)
{
	size_t tag = str_find(pattern, "{{");
	if (tag == (size_t)-1)
		return str_equal(pattern, title);
	if (tag > title.len || memcmp(pattern.data, title.data, tag) != 0)
		return false;
	size_t close = scan_find(pattern, tag, "}}");
	if (close == (size_t)-1)
		return false;
	struct str word = scan_slice(pattern, tag + 2, close), after = scan_slice(pattern, close + 2, pattern.len);
	struct str rest = scan_slice(title, tag, title.len);
	if (name && str_is(word, "标题名"))
		return str_starts(rest, name) && title_fits(after, scan_slice(rest, strlen(name), rest.len), name);
	for (size_t at = 0; at <= rest.len; at += at < rest.len ? utf8_prefix(rest.data + at, rest.len - at, 1) : 1)
		if (title_fits(after, scan_slice(rest, at, rest.len), name))
			return true;
	return false;
}

/* The unit's variant with such a title, else the one whose own name stands in it. */
static const struct catalogue_variant *variant_of_title(struct check *check, const struct check_context *context,
							struct str title)
{
	const struct catalogue_variant **mine;
	size_t count =
		context->unit ? catalogue_unit_variants(check->arena, check->catalogue, context->unit, &mine) : 0;
	for (size_t i = 0; i < count; i++)
		if (title_fits(str_of(mine[i]->title), title, NULL))
			return mine[i];
	for (size_t i = 0; !context->unit && i < check->catalogue->variant_count; i++)
		if (title_fits(str_of(check->catalogue->variants[i].title), title, check->catalogue->variants[i].name))
			return &check->catalogue->variants[i];
	return NULL;
}

/* The year that a title names behind the issuer (甲局2026年工作要点), or 0; that of a document in 《》 is another's. */
static unsigned year_of_title(struct str title)
{
	size_t end;
	for (size_t at = scan_until(title, 0, "0123456789《"); at < title.len; at = scan_until(title, end, "0123456789《")) {
		int year = scan_numeral(title, at, &end);
		if (scan_is(title, at, "《") || end == at)
			return 0;
		if (year >= 1949 && year < 2100 && end - at == 4)
			return (unsigned)year;
	}
	return 0;
}

/* 词汇.涉及: the types whose words this one may use; 全部: all. */
static void add_related(const struct catalogue *catalogue, const struct catalogue_scope *type, bool *types)
{
	for (size_t i = 0; i < type->count; i++) {
		const struct value *names = type->sets[i].value;
		for (size_t n = 0; strcmp(type->sets[i].variable->name, "词汇.涉及") == 0 && n < names->count; n++)
			for (size_t k = 0; k < catalogue->type_count; k++)
				if (str_is(names->items[n]->text, "全部") ||
				    str_is(names->items[n]->text, catalogue->types[k].name))
					types[k] = true;
	}
}

static void add_type(const struct catalogue *catalogue, struct str name, bool *types)
{
	for (size_t i = 0; i < catalogue->type_count; i++) {
		if (!str_is(name, catalogue->types[i].name))
			continue;
		for (const struct catalogue_scope *type = &catalogue->types[i]; type; type = type->extends) {
			types[type - catalogue->types] = true;
			add_related(catalogue, type, types);
		}
	}
}

/* The unit's type, and those the variant is written for, with all they extend. */
static void set_own_types(struct check *check, struct check_text *text)
{
	const struct check_context *context = &text->context;
	if (!context->unit && !context->variant)
		return;
	bool *types = ARENA_ARRAY(check->arena, bool, check->catalogue->type_count + 1);
	if (context->unit)
		add_type(check->catalogue, context->unit->type, types);
	for (size_t i = 0; context->variant && i < context->variant->unit_type_count; i++)
		if (!context->unit || text->shared)
			add_type(check->catalogue, context->variant->unit_types[i], types);
	text->own_types = types;
}

static void add_value(struct buf *out, const struct value *value)
{
	if (value->text.len) {
		buf_add_str(out, value->text);
		buf_add_char(out, '\n');
	}
	for (size_t i = 0; i < value->count; i++)
		add_value(out, value->kind == VALUE_LIST ? value->items[i] : value->members[i].value);
}

static void set_own_words(struct check *check, struct check_text *text)
{
	struct buf out = BUF_INIT;
	const struct value *root = text->values ? text->values->root : NULL;
	for (size_t i = 0; root && i < root->count; i++)
		if (strcmp(root->members[i].name, "全年.过时词") != 0 &&
		    strncmp(root->members[i].name, "检查.", strlen("检查.")) != 0)
			add_value(&out, root->members[i].value);
	text->own_words = buf_move_str(&out, check->arena);
}

/* Values for a text that was not merged here; faults in the data are no findings about the text. */
static const struct catalogue_values *values_for(struct check *check, const struct check_text *text)
{
	struct diag_list faults;
	diag_init(&faults, check->arena);
	struct catalogue_request request = check->request ? *check->request : (struct catalogue_request){ 0 };
	request.unit = text->context.unit;
	request.variant = text->context.variant;
	request.year = text->context.year;
	request.profile = text->profile;
	return catalogue_values(check->arena, check->catalogue, &request, &faults);
}

/* The profile of the year, or NULL; its faults are no findings about a text. */
static const struct catalogue_scope *profile_of(struct check *check, unsigned year)
{
	size_t i = 0;
	while (i < check->catalogue->year_count && check->catalogue->years[i] != year)
		i++;
	if (i == check->catalogue->year_count)
		return NULL;
	struct diag_list faults;
	diag_init(&faults, check->arena);
	if (!check->profiles[i])
		check->profiles[i] = catalogue_year(check->arena, check->catalogue, year, &faults);
	return check->profiles[i];
}

void check_complete_context(struct check *check, struct check_text *text, const struct catalogue_values *values)
{
	const struct check_block *title = check_title(text);
	struct check_context *context = &text->context;
	if (!context->variant && title)
		context->variant = variant_of_title(check, context, title->text);
	text->own_year = context->year != 0;
	if (!context->year && title)
		context->year = year_of_title(title->text);
	text->genre = context->genre ? context->genre : title ? check_genre_of(title->text) : NULL;
	text->profile = profile_of(check, context->year);
	text->values = values;
	bool by_hand = check->request && (check->request->setting_count || check->request->data);
	if (!values && (context->unit || by_hand))
		text->values = values_for(check, text);
	set_own_types(check, text);
	set_own_words(check, text);
	check_find_issuer(check, text);
}
