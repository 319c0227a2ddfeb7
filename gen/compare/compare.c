#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/diag.h"
#include "base/utf8.h"
#include "compare/internal.h"

static struct compare_change *add_change(struct comparison *c, enum compare_kind kind, const struct compare_passage *before,
					 const struct compare_passage *after)
{
	struct compare_result *result = c->result;
	struct compare_change *change = ARENA_PUSH(c->arena, result->changes, result->change_count, result->change_capacity);
	change->kind = kind;
	change->before = before;
	change->after = after;
	return change;
}

bool compare_is_alike(const struct compare_passage *before, const struct compare_passage *after)
{
	return before->kind == after->kind && before->level == after->level && strcmp(before->lists, after->lists) == 0;
}

/* Two passages that are one in both documents. */
static void compare_mates(struct comparison *c, const struct compare_passage *before, const struct compare_passage *after)
{
	struct compare_change *change = NULL;
	if (!str_equal(before->text, after->text)) {
		change = add_change(c, COMPARE_CHANGED, before, after);
		text_compare(c, change);
	} else if (!compare_is_alike(before, after)) {
		add_change(c, COMPARE_RESTYLED, before, after);
	}
	values_note(c, before, after, change);
}

/* ---- passages that were moved */

enum { LEAST_MOVED = 4, MOST_MOVES = 5000 }; /* characters: shorter ones come and go by themselves; changes that are looked through */

/* The change that adds the text which `gone` takes away, or NULL. */
static struct compare_change *find_added(struct compare_result *result, const struct compare_change *gone)
{
	struct str text = gone->before->text;
	if (gone->before->element || utf8_count(text.data, text.len) < LEAST_MOVED)
		return NULL;
	for (size_t i = 0; i < result->change_count; i++)
		if (result->changes[i].kind == COMPARE_ADDED && !result->changes[i].after->element && str_equal(result->changes[i].after->text, text))
			return &result->changes[i];
	return NULL;
}

/* Of two changes that take a passage away here and add the same one there the second becomes a move, and the first goes. */
static void find_moves(struct comparison *c)
{
	struct compare_result *result = c->result;
	size_t kept = 0;
	if (result->change_count > MOST_MOVES) {
		result->coarse = true;
		return;
	}
	for (size_t i = 0; i < result->change_count; i++) {
		struct compare_change *gone = &result->changes[i], *come = gone->kind == COMPARE_REMOVED ? find_added(result, gone) : NULL;
		if (!come)
			continue;
		come->kind = COMPARE_MOVED;
		come->before = gone->before;
		gone->before = NULL;
		values_note(c, come->before, come->after, NULL);
	}
	for (size_t i = 0; i < result->change_count; i++)
		if (result->changes[i].before || result->changes[i].after)
			result->changes[kept++] = result->changes[i];
	result->change_count = kept;
}

/* ---- all */

static void compare_all(struct comparison *c, const size_t *match)
{
	const struct compare_side *before = c->result->before, *after = c->result->after;
	size_t next = 0;
	for (size_t i = 0; i <= before->count; i++) {
		size_t mate = i < before->count ? match[i] : after->count;
		if (mate == COMPARE_NONE) {
			add_change(c, COMPARE_REMOVED, &before->passages[i], NULL);
			continue;
		}
		for (; next < mate; next++)
			add_change(c, COMPARE_ADDED, NULL, &after->passages[next]);
		if (i < before->count)
			compare_mates(c, &before->passages[i], &after->passages[next++]);
	}
	find_moves(c);
	values_judge(c);
}

/* ---- elements that one of the documents cannot tell of */

static bool has_element(const struct compare_side *side, const struct compare_passage *element)
{
	for (size_t i = 0; i < side->count; i++)
		if (side->passages[i].element && side->passages[i].element_of == element->element_of &&
		    strcmp(side->passages[i].element, element->element) == 0)
			return true;
	return false;
}

/* Whether the element is there in the other document, too, or would be if that had it. */
static bool is_known(const struct compare_passage *element, const struct compare_side *other)
{
	unsigned tells = doc_is_formal_key(element->element) ? other->tells : other->tells_unshown;
	return (element->reach & tells) || has_element(other, element);
}

/* The side without elements of which the other one says neither that it has them nor that it has not. */
static const struct compare_side *comparable(struct arena *arena, const struct compare_side *side, const struct compare_side *other)
{
	struct compare_side *kept = ARENA_NEW(arena, struct compare_side);
	*kept = *side;
	kept->passages = ARENA_ARRAY(arena, struct compare_passage, side->count + 1);
	kept->count = 0;
	for (size_t i = 0; i < side->count; i++)
		if (!side->passages[i].element || is_known(&side->passages[i], other))
			kept->passages[kept->count++] = side->passages[i];
	return kept->count < side->count ? kept : side;
}

bool compare_sides(struct arena *arena, const struct compare_side *before, const struct compare_side *after, struct compare_result *result,
		   struct diag_list *diags)
{
	UErrorCode status = U_ZERO_ERROR;
	struct comparison c = { .arena = arena, .result = result, .characters = ubrk_open(UBRK_CHARACTER, "", NULL, 0, &status) };
	const struct compare_side *all = before;
	before = comparable(arena, all, after);
	after = comparable(arena, after, all);
	*result = (struct compare_result){ .before = before, .after = after };
	if (U_FAILURE(status)) {
		diag_add(diags, DIAG_ICU_FAILED, NO_PLACE, u_errorName(status));
		return false;
	}
	c.scratch = arena_new();
	size_t *match = ARENA_ARRAY(arena, size_t, before->count + 1);
	align_passages(&c, before, after, match);
	result->mates = match;
	compare_all(&c, match);
	arena_free(c.scratch);
	ubrk_close(c.characters);
	return true;
}

bool compare_is_same(const struct compare_result *result)
{
	return !result->change_count && !result->after->untold;
}

void compare_add_section(const struct compare_passage *passage, struct buf *out)
{
	const struct compare_passage *section = passage->section;
	if (!section)
		return;
	if (section->section)
		compare_add_section(section, out);
	if (section->kind == DOC_TITLE) /* of the whole document: it says nothing */
		return;
	if (out->len)
		buf_add_text(out, " › ");
	buf_add_text(out, section->number ? section->number : "");
	struct str text = section->text;
	size_t stop = str_find(text, "。");
	buf_add_str(out, (struct str){ text.data, stop < text.len ? stop : text.len });
}

const char *compare_kind_name(enum compare_kind kind)
{
	static const char *const names[COMPARE_KIND_COUNT] = {
		[COMPARE_CHANGED] = "changed", [COMPARE_ADDED] = "added",	  [COMPARE_REMOVED] = "removed",
		[COMPARE_MOVED] = "moved",     [COMPARE_RESTYLED] = "restyled",
	};
	return names[kind];
}
