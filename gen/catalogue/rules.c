#include "catalogue/rules.h"

#include <string.h>

#include "base/buf.h"
#include "vars/number.h"

/* ---- reading */

/* The table that the name 结对安排.户数 begins with, when that is no variable's, and its column behind it; NULL: it is none. */
static const struct catalogue_variable *find_column(const struct catalogue *catalogue, struct str name, size_t *column)
{
	size_t dot = name.len;
	while (dot && name.data[dot - 1] != '.')
		dot--;
	const struct catalogue_variable *table = dot && !catalogue_variable(catalogue, name) ? catalogue_variable(catalogue, (struct str){ name.data, dot - 1 }) : NULL;
	*column = table && table->type.kind == TYPE_TABLE ? type_find_choice(&table->type, str_from(name, dot)) : CATALOGUE_NONE;
	if (*column != CATALOGUE_NONE && *column < table->type.choice_count)
		return table;
	*column = CATALOGUE_NONE;
	return NULL;
}

static bool is_number(enum type_kind kind)
{
	return kind == TYPE_INTEGER || kind == TYPE_DECIMAL || kind == TYPE_PERCENT;
}

/* The table whose rows, or the list whose items, a rule counts. False with an error. */
static bool find_counted(struct loader *loader, struct str name, struct place place, struct catalogue_operand *operand)
{
	const struct catalogue_variable *variable = catalogue_settable(loader->catalogue, name, place, loader->diags);
	if (!variable)
		return false;
	bool table = variable->type.kind == TYPE_TABLE;
	*operand = (struct catalogue_operand){ variable, CATALOGUE_NONE, true, arena_printf(loader->arena, table ? "%s的行数" : "%s的项数", variable->label) };
	if (table || variable->type.kind == TYPE_LIST)
		return true;
	diag_add(loader->diags, DIAG_RULE_TYPE, place, variable->name, "table or list");
	return false;
}

/* The declared variable of the name, or of a table's column, which has values that such a rule can compare. False with an error. */
static bool find_operand(struct loader *loader, struct str name, enum catalogue_rule_kind kind, struct place place, struct catalogue_operand *operand)
{
	struct arena *arena = loader->arena;
	bool sum = kind == RULE_AT_MOST || kind == RULE_EQUALS;
	const struct catalogue_variable *variable = sum ? find_column(loader->catalogue, name, &operand->column) : NULL;
	if (variable && variable->type.columns && is_number(variable->type.columns[operand->column].kind)) {
		struct str head = variable->type.choices[operand->column];
		operand->variable = variable;
		operand->label = arena_printf(arena, "%s的%.*s合计", variable->label, (int)head.len, head.data);
		return true;
	}
	if (!variable) {
		operand->column = CATALOGUE_NONE;
		variable = catalogue_settable(loader->catalogue, name, place, loader->diags);
		if (!variable)
			return false;
		enum type_kind type = variable->type.kind;
		operand->variable = variable;
		operand->label = variable->label;
		if (kind == RULE_IN_YEAR ? type == TYPE_DATE : kind == RULE_OWN || kind == RULE_ALIKE ? type == TYPE_STRING : is_number(type))
			return true;
	}
	diag_add(loader->diags, DIAG_RULE_TYPE, place, arena_copy(arena, name.data, name.len),
		 kind == RULE_IN_YEAR ? "date" : kind == RULE_OWN || kind == RULE_ALIKE ? "string" : "integer, decimal or percent");
	return false;
}

/* The variables that the attribute names, separated by blanks; `counted`: tables and lists. False with errors. */
static bool read_operands(struct loader *loader, const char *names, bool counted, struct catalogue_rule *rule)
{
	const struct str *words;
	size_t count = type_split(loader->arena, str_of(names), " ", &words);
	rule->parts = ARENA_ARRAY(loader->arena, struct catalogue_operand, count + 1);
	for (size_t i = 0; i < count; i++) {
		struct catalogue_operand *part = &rule->parts[rule->count++];
		if (!(counted ? find_counted(loader, words[i], rule->place, part) : find_operand(loader, words[i], rule->kind, rule->place, part)))
			return false;
	}
	return count > 0;
}

/* The attribute that says what a rule is about, and which kind it is then; of sums and counts another one tells the kind. */
static const struct {
	const char *name;
	enum catalogue_rule_kind kind;
} subjects[] = { { "sum", RULE_AT_MOST }, { "rows", RULE_AT_MOST }, { "dates", RULE_IN_YEAR }, { "own", RULE_OWN }, { "alike", RULE_ALIKE } };

static bool read_rule(struct loader *loader, const struct source *source, const xmlNode *node, struct catalogue_rule *rule)
{
	const char *at_most = xml_attribute(loader->arena, node, "at-most"), *equals = xml_attribute(loader->arena, node, "equals");
	const char *names = NULL, *whole = at_most ? at_most : equals;
	size_t subject = 0;
	for (size_t i = 0; !names && i < sizeof subjects / sizeof *subjects; i++) {
		names = xml_attribute(loader->arena, node, subjects[i].name);
		subject = i;
	}
	*rule = (struct catalogue_rule){ .kind = equals ? RULE_EQUALS : subjects[subject].kind, .place = xml_place(source, node) };
	if (!read_operands(loader, names, strcmp(subjects[subject].name, "rows") == 0, rule))
		return false;
	return !whole || find_operand(loader, str_trim(str_of(whole)), rule->kind, rule->place, &rule->whole);
}

void catalogue_load_rules(struct loader *loader, const struct source *source, const xmlNode *parent)
{
	struct catalogue *catalogue = loader->catalogue;
	struct catalogue_rule *rules = ARENA_ARRAY(loader->arena, struct catalogue_rule, xml_count(parent) + 1);
	for (const xmlNode *node = xml_first(parent); node; node = xml_next(node))
		catalogue->rule_count += read_rule(loader, source, node, &rules[catalogue->rule_count]);
	catalogue->rules = rules;
}

/* ---- applying */

struct applying {
	struct arena *arena;
	const struct catalogue_rule *rule;
	const struct catalogue_origin *const *origins;
	struct diag_list *(*list_of)(void *context, const struct catalogue_variable *variable);
	void *context;
};

/* The value's text; data NULL: it has none. */
static struct str text_of(const struct applying *a, const struct catalogue_variable *variable)
{
	const struct catalogue_origin *origin = a->origins[variable->index];
	return origin && origin->value->kind != VALUE_NULL ? origin->value->text : str_of(NULL);
}

/* How many rows or items the value has; data NULL: it has none. */
static struct str count_of(const struct applying *a, const struct catalogue_variable *variable)
{
	const struct catalogue_origin *origin = a->origins[variable->index];
	bool given = origin && origin->value->kind == VALUE_LIST && origin->value->count;
	return str_of(given ? arena_printf(a->arena, "%zu", origin->value->count) : NULL);
}

/* The same of an operand: of a column what its cells add up to, where none is empty or at most parts are asked for. */
static struct str amount_of(const struct applying *a, const struct catalogue_operand *operand)
{
	if (operand->counted)
		return count_of(a, operand->variable);
	if (operand->column == CATALOGUE_NONE)
		return text_of(a, operand->variable);
	const struct catalogue_origin *origin = a->origins[operand->variable->index];
	const struct value *rows = origin && origin->value->kind == VALUE_LIST ? origin->value : NULL;
	struct str head = operand->variable->type.choices[operand->column], sum = str_of(NULL);
	for (size_t i = 0; rows && i < rows->count; i++) {
		const struct value *cell = value_member(rows->items[i], head);
		struct buf next = BUF_INIT;
		bool given = cell && cell->kind == VALUE_NUMBER, added = given && number_write_sum(sum.data ? sum : STR("0"), cell->text, &next);
		if (added)
			sum = buf_move_str(&next, a->arena);
		else
			buf_free(&next);
		if (!added && (given || a->rule->kind == RULE_EQUALS))
			return str_of(NULL);
	}
	return sum;
}

/* Where the one of the values stands that has the last word: it was given by who can correct it. */
static struct place last_place(const struct applying *a)
{
	const struct catalogue_origin *last = NULL;
	for (size_t i = 0; i <= a->rule->count; i++) {
		const struct catalogue_variable *variable = (i < a->rule->count ? &a->rule->parts[i] : &a->rule->whole)->variable;
		const struct catalogue_origin *origin = variable ? a->origins[variable->index] : NULL;
		if (origin && (!last || origin->layer > last->layer))
			last = origin;
	}
	return last ? last->value->place : NO_PLACE;
}

/* Adds the message for each variable of the rule. */
static void report(const struct applying *a, enum diag_code code, const char *parts, const char *numbers, const char *whole)
{
	const struct catalogue_rule *rule = a->rule;
	struct place place = last_place(a);
	for (size_t i = 0; i < rule->count; i++)
		diag_add(a->list_of(a->context, rule->parts[i].variable), code, place, parts, numbers, rule->whole.label, whole);
	diag_add(a->list_of(a->context, rule->whole.variable), code, place, parts, numbers, rule->whole.label, whole);
}

/* The labels of the parts that have a value, "离退休党员数＋35岁以下党员数", and what these add up to. False: that tells nothing. */
static bool add_up(const struct applying *a, struct buf *labels, struct buf *sum)
{
	buf_add_char(sum, '0');
	for (size_t i = 0; i < a->rule->count; i++) {
		struct str text = amount_of(a, &a->rule->parts[i]);
		struct buf next = BUF_INIT;
		if (!text.data && a->rule->kind == RULE_AT_MOST)
			continue;
		bool good = text.data && number_write_sum(buf_str(sum), text, &next);
		buf_reset(sum);
		buf_add_str(sum, buf_str(&next));
		buf_free(&next);
		buf_printf(labels, "%s%s", labels->len ? "＋" : "", a->rule->parts[i].label);
		if (!good)
			return false;
	}
	return labels->len > 0;
}

static void apply_sum(const struct applying *a)
{
	struct buf labels = BUF_INIT, sum = BUF_INIT;
	struct str whole = amount_of(a, &a->rule->whole);
	if (whole.data && add_up(a, &labels, &sum)) {
		int order = number_compare(buf_str(&sum), whole);
		bool broken = a->rule->kind == RULE_EQUALS ? order != 0 : order > 0;
		const char *text = arena_copy(a->arena, whole.data, whole.len);
		if (broken)
			report(a, a->rule->kind == RULE_EQUALS ? DIAG_RULE_EQUALS : DIAG_RULE_AT_MOST, labels.data, sum.data, text);
	}
	buf_free(&labels);
	buf_free(&sum);
}

/* What was taken over from another year's profile waits to be confirmed or replaced, and says that for itself. */
static bool is_taken_over(const struct applying *a, const struct catalogue_variable *variable)
{
	const struct catalogue_origin *origin = a->origins[variable->index];
	return origin && origin->from;
}

static void apply_year(const struct applying *a, unsigned year)
{
	for (size_t i = 0; i < a->rule->count; i++) {
		const struct catalogue_variable *variable = a->rule->parts[i].variable;
		struct number_date date;
		struct str text = text_of(a, variable);
		if (year && text.data && !is_taken_over(a, variable) && number_read_date(text, &date) && (unsigned)date.year != year)
			diag_add(a->list_of(a->context, variable), DIAG_RULE_YEAR, a->origins[variable->index]->value->place, variable->label,
				 arena_copy(a->arena, text.data, text.len), arena_printf(a->arena, "%u", year));
	}
}

bool catalogue_has_date_rule(const struct catalogue *catalogue, const struct catalogue_variable *variable)
{
	for (size_t i = 0; i < catalogue->rule_count; i++)
		for (size_t j = 0; catalogue->rules[i].kind == RULE_IN_YEAR && j < catalogue->rules[i].count; j++)
			if (catalogue->rules[i].parts[j].variable == variable)
				return true;
	return false;
}

/* The text of a name that is always there, such as 单位.地区; empty: it has none. */
static struct str text_named(const struct applying *a, const struct catalogue *catalogue, const char *name)
{
	const struct catalogue_variable *variable = catalogue_variable(catalogue, str_of(name));
	struct str text = variable ? text_of(a, variable) : str_of(NULL);
	return text.data ? text : STR("");
}

/* The last step of a region's path. */
static const char *last_step(const char *path)
{
	const char *slash = strrchr(path, '/');
	return slash ? slash + 1 : path;
}

/* Texts that name another region: those of a unit that somebody took for a pattern. */
static void apply_own(const struct applying *a, const struct catalogue *catalogue)
{
	struct str region = text_named(a, catalogue, "单位.地区"), name = text_named(a, catalogue, "单位.名称");
	for (size_t i = 0; region.len && i < a->rule->count; i++) {
		const struct catalogue_variable *variable = a->rule->parts[i].variable;
		struct str text = text_of(a, variable);
		for (size_t j = 0; text.data && j < catalogue->region_count; j++) {
			const char *step = last_step(catalogue->regions[j].name);
			bool own = str_find(region, step) != (size_t)-1 || str_find(name, step) != (size_t)-1;
			if (!own && str_find(text, step) != (size_t)-1)
				diag_add(a->list_of(a->context, variable), DIAG_RULE_OWN, a->origins[variable->index]->value->place, variable->label,
					 arena_copy(a->arena, text.data, text.len), step, arena_copy(a->arena, region.data, region.len));
		}
	}
}

/* The first of the type's words for kinds of party organisations (党委, 党总支) that stands in the text; ending_count: none does. */
static size_t find_kind(const struct value_type *type, struct str text)
{
	for (; text.len; text = str_from(text, 1))
		for (size_t i = 0; i < type->ending_count; i++) {
			struct str word = type->endings[i];
			if (str_starts(word, "党") && text.len >= word.len && memcmp(text.data, word.data, word.len) == 0)
				return i;
		}
	return type->ending_count;
}

/* 局党委书记 is at the head of 局党委, not of 局党组. */
static void apply_alike(const struct applying *a)
{
	const struct catalogue_variable *first = a->rule->parts[0].variable;
	struct str text = text_of(a, first);
	size_t kind = text.data ? type_find_ending(&first->type, text) : first->type.ending_count;
	if (kind == first->type.ending_count || !str_starts(first->type.endings[kind], "党"))
		return;
	for (size_t i = 1; i < a->rule->count; i++) {
		const struct catalogue_variable *variable = a->rule->parts[i].variable;
		struct str other = text_of(a, variable);
		size_t its = other.data ? find_kind(&first->type, other) : kind;
		if (its == kind || its == first->type.ending_count)
			continue;
		const char *texts[] = { arena_copy(a->arena, text.data, text.len), arena_copy(a->arena, other.data, other.len) };
		diag_add(a->list_of(a->context, first), DIAG_RULE_ALIKE, last_place(a), first->label, texts[0], variable->label, texts[1]);
		diag_add(a->list_of(a->context, variable), DIAG_RULE_ALIKE, last_place(a), first->label, texts[0], variable->label, texts[1]);
	}
}

void catalogue_apply_rules(struct arena *arena, const struct catalogue *catalogue, const struct catalogue_origin *const *origins, unsigned year,
			   struct diag_list *(*list_of)(void *context, const struct catalogue_variable *variable), void *context)
{
	struct applying a = { arena, NULL, origins, list_of, context };
	for (size_t i = 0; i < catalogue->rule_count; i++) {
		a.rule = &catalogue->rules[i];
		if (a.rule->kind == RULE_IN_YEAR)
			apply_year(&a, year);
		else if (a.rule->kind == RULE_OWN)
			apply_own(&a, catalogue);
		else if (a.rule->kind == RULE_ALIKE)
			apply_alike(&a);
		else
			apply_sum(&a);
	}
}
