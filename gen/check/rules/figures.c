/* Another unit's figures. */
#include <string.h>

#include "base/utf8.h"
#include "check/internal.h"
#include "check/rules.h"

enum { BEFORE_CHARS = 4, AFTER_CHARS = 4, LEAST_CHARS = 3 };

/* Whether the variable is a figure. */
static bool is_figure(const struct catalogue_variable *variable)
{
	return variable && (variable->type.kind == TYPE_INTEGER || variable->type.kind == TYPE_DECIMAL || variable->type.kind == TYPE_PERCENT);
}

/* The text around a tag, up to the next tag, mark of markup or line end. */
static struct str before_tag(struct str source, size_t at)
{
	size_t start = at, size;
	for (int i = 0; i < BEFORE_CHARS; i++) {
		uint32_t c = scan_before(source, start, &size);
		if (!c || scan_in(c, "}\n>*|"))
			break;
		start -= size;
	}
	return scan_slice(source, start, at);
}

static struct str after_tag(struct str source, size_t at)
{
	size_t end = at, size;
	for (int i = 0; i < AFTER_CHARS; i++) {
		uint32_t c = scan_at(source, end, &size);
		if (!c || scan_in(c, "{\n<*|"))
			break;
		end += size;
	}
	return scan_slice(source, at, end);
}

static bool stands_around(struct str text, size_t at, size_t end, struct str before, struct str after)
{
	return before.len <= at && memcmp(text.data + at - before.len, before.data, before.len) == 0 && after.len <= text.len - end &&
	       memcmp(text.data + end, after.data, after.len) == 0;
}

/* One place of a source where a figure is put in. */
struct figure_place {
	const struct catalogue_variable *variable;
	struct str before, after, value;
};

static size_t numeral_end(struct str text, size_t at)
{
	size_t end = at + strspn(text.data + at, "0123456789.,");
	return end > at && (text.data[end - 1] == '.' || text.data[end - 1] == ',') ? end - 1 : end;
}

/* Every numeral of the text that stands where the place says. */
static void compare(struct check *check, const struct check_text *text, const struct figure_place *place)
{
	for (size_t i = 0; i < text->count; i++) {
		struct str words = text->blocks[i].text;
		struct str key = place->after.len ? place->after : place->before;
		const char *needle = check_words_of(check, key);
		for (size_t at = 0; (at = scan_find(words, at, needle)) != (size_t)-1; at += key.len) {
			size_t end = place->after.len ? at : at + key.len, start = end;
			if (place->after.len)
				while (start && strchr("0123456789.,", words.data[start - 1]))
					start--;
			else
				end = numeral_end(words, start);
			if (start == end || !stands_around(words, start, end, place->before, place->after))
				continue;
			if (!str_equal(scan_slice(words, start, end), place->value))
				check_report(check, DIAG_CHECK_FIGURE, &text->blocks[i], start, check_words_of(check, scan_slice(words, start, end)),
					     place->variable->label, check_words_of(check, place->value));
		}
	}
}

/* The unit's value as it is printed by a plain tag. */
static bool read_place(const struct check *check, const struct check_text *text, struct str source, size_t tag, struct figure_place *place)
{
	size_t name = tag + 2, end = scan_until(source, name, "}\n"), word = scan_until(source, name, "|?} \n");
	if (!scan_is(source, end, "}}") || word != end)
		return false;
	struct str variable = scan_slice(source, name, word);
	place->variable = catalogue_variable(check->catalogue, variable);
	const struct value *value = is_figure(place->variable) ? value_member(text->values->root, variable) : NULL;
	place->before = before_tag(source, tag);
	place->after = after_tag(source, end + 2);
	place->value = value ? value->text : (struct str){ "", 0 };
	return place->value.len && utf8_count(place->before.data, place->before.len) + utf8_count(place->after.data, place->after.len) >= LEAST_CHARS;
}

static bool is_plan_of(const struct check_text *text, const struct source *source)
{
	const struct catalogue_variant *variant = text->context.variant;
	return (variant && variant->source && str_ends(str_of(source->name), variant->source)) || strstr(source->name, "/shared/");
}

void check_rule_figure(struct check *check, const struct check_text *text)
{
	for (size_t n = 0; !text->composed && text->values && n < check->source_count; n++) {
		const struct source *source = check->sources[n].source;
		for (size_t at = 0; is_plan_of(text, source) && (at = scan_find(source->text, at, "{{")) != (size_t)-1; at += 2) {
			struct figure_place place;
			if (read_place(check, text, source->text, at, &place))
				compare(check, text, &place);
		}
	}
}

/* ---- a figure in a text for any unit */

/* What the variable counts: 党支部数 counts 支部, 党员人数 党员. */
static struct str counted_thing(struct str label)
{
	static const char *const tails[] = { "总数", "人数", "数" };
	for (size_t i = 0; i < sizeof tails / sizeof *tails; i++)
		if (str_ends(label, tails[i])) {
			label.len -= strlen(tails[i]);
			break;
		}
	if (str_starts(label, "党支"))
		label = scan_slice(label, strlen("党"), label.len);
	size_t count = utf8_count(label.data, label.len);
	return count >= 2 && count <= 4 ? label : (struct str){ "", 0 };
}

/* “至少3名”, “每5个”: a rule, not a figure of the unit. */
static bool is_rule_of_number(struct str text, size_t at)
{
	static const char *const leads[] = { "不少于", "至少", "不超过", "每", "第", "不低于", "各", "1—", "抽取", "抽查", "选树", "选择" };
	for (size_t i = 0; i < sizeof leads / sizeof *leads; i++)
		if (scan_ends(text, at, leads[i]))
			return true;
	return false;
}

static bool counts_something(const struct check *check, struct str text, size_t end, size_t *stop)
{
	size_t measure;
	if (!scan_in(scan_at(text, end, &measure), "个名家所位"))
		return false;
	for (size_t i = 0; i < check->catalogue->variable_count; i++) {
		const struct catalogue_variable *variable = &check->catalogue->variables[i];
		struct str thing = variable->type.kind == TYPE_INTEGER ? counted_thing(str_of(variable->label)) : (struct str){ "", 0 };
		if (!thing.len)
			continue;
		size_t at = end + measure + (scan_is(text, end + measure, "党") && !str_starts(thing, "党") ? strlen("党") : 0);
		if (at + thing.len <= text.len && memcmp(text.data + at, thing.data, thing.len) == 0) {
			*stop = at + thing.len;
			return true;
		}
	}
	return false;
}

void check_rule_any_figure(struct check *check, const struct check_text *text)
{
	for (size_t i = 0; i < text->count; i++) {
		const struct check_block *block = &text->blocks[i];
		struct str words = block->text;
		for (size_t at = block->number_len, end, stop; at < words.len; at = end + 1) {
			for (; at < words.len && !scan_is_digit((unsigned char)words.data[at]); at++)
				;
			end = at + strspn(words.data + at, "0123456789");
			if (end == at || (!text->composed && text->context.unit) || check_piece_at(block, at)->name ||
			    is_rule_of_number(words, at) || !counts_something(check, words, end, &stop))
				continue;
			check_report(check, DIAG_CHECK_ANY_FIGURE, block, at, check_words_of(check, scan_slice(words, at, stop)));
		}
	}
}
