/* Another unit's figures. */
#include <string.h>

#include "base/utf8.h"
#include "check/internal.h"
#include "check/rules.h"

enum { BEFORE_CHARS = 5, AFTER_CHARS = 4, LEAST_CHARS = 4, LEAST_FIGURE = 3, LEAD_BYTES = 9 };

/* One place of the unit's own plan where a figure of its data stands. */
struct figure {
	const char *name;	  /* of the variable */
	struct str before, after; /* up to some characters around it in its block */
	struct str value;
};

static bool is_numeral(struct str text)
{
	return text.len && strspn(text.data, "0123456789.") >= text.len;
}

/* The figure in a piece; false for other pieces and where too little stands around it to know it again. */
static bool read_figure(const struct check_block *block, size_t index, struct figure *figure)
{
	const struct check_piece *piece = &block->pieces[index];
	size_t end = index + 1 < block->piece_count ? piece[1].start : block->text.len;
	size_t from = piece->start, size;
	figure->name = piece->name;
	if (end > from && block->text.data[end - 1] == '%')
		end--; /* the sign stands behind the figure as any unit does */
	figure->value = scan_slice(block->text, from, end);
	size_t to = end;
	for (int i = 0; i < BEFORE_CHARS && scan_before(block->text, from, &size); i++)
		from -= size;
	for (int i = 0; i < AFTER_CHARS && scan_at(block->text, to, &size); i++)
		to += size;
	figure->before = scan_slice(block->text, from, piece->start);
	figure->after = scan_slice(block->text, end, to);
	return piece->name && is_numeral(figure->value) &&
	       utf8_count(figure->before.data, figure->before.len) +
			       utf8_count(figure->after.data, figure->after.len) >=
		       LEAST_CHARS;
}

static const char *label_of(const struct check *check, const char *name)
{
	const struct catalogue_variable *variable = catalogue_variable(check->catalogue, str_of(name));
	return variable ? variable->label : name;
}

/* Bytes of a numeral such as the figure. A dot that is none of its own belongs to a heading's number: “4.28名”. */
static bool is_part(const struct figure *figure, char byte)
{
	return byte && (scan_is_digit((unsigned char)byte) ||
			(byte == '.' && memchr(figure->value.data, '.', figure->value.len)));
}

/* Reports the numeral from `start` to `end` when it is another one. */
static void compare(struct check *check, const struct check_block *block, size_t start, size_t end,
		    const struct figure *figure)
{
	struct str found = scan_slice(block->text, start, end);
	if (found.len && !str_equal(found, figure->value))
		check_report(check, DIAG_CHECK_FIGURE, block, start, check_words_of(check, found),
			     label_of(check, figure->name), check_words_of(check, figure->value));
}

/* Where the figure begins its block, a run-in heading may stand before it in the text: known by what follows. */
static void find_by_after(struct check *check, const struct check_block *block, const struct figure *figure)
{
	const char *after = check_words_of(check, figure->after);
	for (size_t end = 0; (end = check_find(block, end, after)) != (size_t)-1; end += figure->after.len) {
		size_t start = end;
		while (start && is_part(figure, block->text.data[start - 1]))
			start--;
		uint32_t lead = scan_before(block->text, start, NULL);
		if (start == 0 || lead == 0x3002 || (start <= LEAD_BYTES && scan_in(lead, ".、）")))
			compare(check, block, start, end, figure);
	}
}

static void find_by_before(struct check *check, const struct check_block *block, const struct figure *figure)
{
	const char *before = check_words_of(check, figure->before);
	for (size_t start = 0; (start = check_find(block, start, before)) != (size_t)-1;) {
		start += figure->before.len;
		size_t end = start;
		while (end < block->text.len && is_part(figure, block->text.data[end]))
			end++;
		if (scan_stands(block->text, end, figure->after))
			compare(check, block, start, end, figure);
	}
}

/* Figures of the unit's own plan against those of a text that was made of it. */
void check_rule_figure(struct check *check, const struct check_text *text)
{
	check_rule_own_data(check, text);
	for (size_t n = 0; !text->shared && text->context.unit && n < check->reference_count; n++) {
		const struct check_text *plan = check->references[n];
		if (text->context.variant != plan->context.variant || text->context.unit != plan->context.unit)
			continue;
		for (size_t i = 0; i < plan->count; i++)
			for (size_t k = 0; k < plan->blocks[i].piece_count; k++) {
				struct figure figure;
				if (!read_figure(&plan->blocks[i], k, &figure))
					continue;
				for (size_t m = 0; m < text->count; m++)
					(figure.before.len ? find_by_before : find_by_after)(check, &text->blocks[m],
											     &figure);
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
	static const char *const leads[] = { "不少于", "至少", "不超过", "每",	 "第",	 "不低于",
					     "各",     "1—",   "抽取",	 "抽查", "选树", "选择" };
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
		struct str thing = variable->type.kind == TYPE_INTEGER ? counted_thing(str_of(variable->label))
								       : (struct str){ "", 0 };
		if (!thing.len)
			continue;
		size_t at = end + measure +
			    (scan_is(text, end + measure, "党") && !str_starts(thing, "党") ? strlen("党") : 0);
		if (scan_stands(text, at, thing)) {
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
			if (end == at || scan_numeral(words, at, &end) < LEAST_FIGURE ||
			    (!text->shared && (text->context.unit || text->context.finished)) || check_piece_at(block, at)->name ||
			    is_rule_of_number(words, at) || !counts_something(check, words, end, &stop))
				continue;
			check_report(check, DIAG_CHECK_ANY_FIGURE, block, at,
				     check_words_of(check, scan_slice(words, at, stop)));
		}
	}
}
