#include "draft/proof.h"

#include <string.h>

#include "base/arena.h"
#include "base/utf8.h"
#include "check/check.h"
#include "doc/doc.h"
#include "draft/draft.h"

/* ---- values in the text */

enum { EXCERPT = 20, FOLLOWING = 6 }; /* characters in a message, and of what stands behind a value */

/* Where the value of the variable stands; `otherwise` where it is none of the layers. */
static struct place place_of_variable(const struct draft_tools *tools, const struct draft_result *result, struct str name, struct place otherwise)
{
	const struct catalogue_variable *variable = catalogue_variable(tools->catalogue, name);
	const struct catalogue_origin *origin = variable ? result->values->origins[variable->index] : NULL;
	return origin && origin->value->place.source ? origin->value->place : otherwise;
}

/* The mark that the value ends in although the text goes on behind it, so that one of both is too many; empty: none. */
static struct str clashing_mark(const struct doc_node *value)
{
	static const char *const separators[] = { "；", "，", "、", ";", ",", NULL }, *const stops[] = { "。", "！", "？", NULL };
	static const char *const marks[] = { "，", "。", "；", "、", "：", "！", "？", NULL };
	const struct doc_node *next = value->next;
	struct str behind = next && (next->kind == DOC_TEXT || next->kind == DOC_VALUE) ? next->text : STR("");
	size_t len = str_ends_any(value->text, separators), start = str_ends_any(value->text, stops);
	uint32_t first = str_first(behind, 0);
	bool clashes = (len && (utf8_is_han(first) || str_starts_any(behind, marks))) || (start && str_starts_any(behind, marks));
	len = len ? len : start;
	return clashes && len < value->text.len ? str_from(value->text, value->text.len - len) : STR("");
}

/* Whether straight quotes in the value enclose Chinese text, two by two. */
static bool has_straight_quotes(struct str text)
{
	size_t count = 0, size;
	bool han = false;
	for (size_t at = 0; at < text.len; at += size) {
		uint32_t c;
		size = utf8_decode(text.data + at, text.len - at, &c);
		size = size ? size : 1;
		count += c == '"';
		han = han || (count % 2 && utf8_is_han(c));
	}
	return count && count % 2 == 0 && han;
}

/* Tells of a value of the text, once of each that stands in the data. */
static void tell_value(const struct draft_tools *tools, const struct draft_result *result, const struct doc_node *value, enum diag_code code,
		       const char *found, const char *behind, struct diag_list *said)
{
	struct place place = place_of_variable(tools, result, str_of(value->name), value->place);
	for (const struct diag *d = said->first; d; d = d->next)
		if (d->code == code && d->place.source == place.source && d->place.offset == place.offset)
			return;
	diag_add(said, code, place, value->name, found, behind);
}

void proof_values(struct arena *arena, const struct draft_tools *tools, const struct draft_result *result, const struct doc *doc, struct diag_list *diags)
{
	struct diag_list own;
	diag_init(&own, arena);
	for (const struct doc_node *n = doc->root; n; n = doc_next(n, doc->root)) {
		if (n->kind != DOC_VALUE || !n->name)
			continue;
		struct str mark = clashing_mark(n);
		if (mark.len)
			tell_value(tools, result, n, DIAG_VALUE_ENDS_IN_MARK, arena_copy(arena, mark.data, mark.len),
				   diag_excerpt(arena, n->next->text, FOLLOWING), &own);
		if (has_straight_quotes(n->text))
			tell_value(tools, result, n, DIAG_VALUE_STRAIGHT_QUOTES, diag_excerpt(arena, n->text, EXCERPT), NULL, &own);
	}
	diag_append_new(diags, &own);
}

/* ---- the rules of check */

/* Rules that give no error and are as certain: half-width marks in Chinese text, marks that follow each other. */
static bool is_told(const struct diag *finding)
{
	return finding->severity >= DIAG_ERROR || finding->code == DIAG_CHECK_HALF_WIDTH || finding->code == DIAG_CHECK_DOUBLED;
}

/* The name of the variable whose tag stands there; empty: none does. */
static struct str name_in_tag(struct place place)
{
	struct str tag = place.source ? str_from(place.source->text, place.offset) : STR("");
	if (!str_starts(tag, "{{"))
		return STR("");
	tag = str_from(tag, strlen("{{"));
	size_t len = 0;
	while (len < tag.len && !strchr("|?}:{", tag.data[len]))
		len++;
	return str_trim((struct str){ tag.data, len });
}

void proof_report(struct arena *arena, struct draft_tools *tools, const struct draft_request *request, const struct draft_result *result,
		  const struct doc *doc, struct diag_list *diags)
{
	struct diag_list findings;
	struct check_context context = { .variant = request->values.variant, .unit = request->values.unit, .year = request->values.year };
	diag_init(&findings, arena);
	if (!tools->proofs)
		tools->proofs = check_basis_load(tools->arena, tools->catalogue);
	struct check *check = check_start(arena, tools->proofs, &findings);
	check_add_doc(check, doc, result->values, &context);
	check_run(check);
	for (const struct diag *d = findings.first; d; d = d->next) {
		struct str name = name_in_tag(d->place);
		bool value = name.len > 0 && d->severity < DIAG_ERROR; /* which proof_values() tells */
		if (!is_told(d) || value)
			continue;
		diag_add(diags, d->code, place_of_variable(tools, result, name, d->place), d->arguments[0], d->arguments[1], d->arguments[2], d->arguments[3]);
		diag_rank_last(diags, d->code, DIAG_WARNING);
	}
}
