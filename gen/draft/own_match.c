#include "draft/own_match.h"

#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/diag.h"
#include "catalogue/nearest.h"
#include "doc/doc.h"
#include "draft/own_file.h"

/* ---- places */

/* Sources that there is something to say about are read each time anew. */
static bool is_one_source(const struct source *a, const struct source *b)
{
	return a == b || (a && b && strcmp(a->name, b->name) == 0);
}

/* Whether `at` is the nearest so far, up to `wanted`, in the source. */
static bool is_nearer(struct place wanted, struct place at, const struct doc_node *best)
{
	return is_one_source(wanted.source, at.source) && at.offset <= wanted.offset && (!best || at.offset > best->place.offset);
}

static bool is_alike(const struct own_match *match, const struct passage *shown, const struct passage *outline)
{
	if (outline->level != shown->level || outline->first->kind != shown->first->kind)
		return false;
	if (shown->level)
		return true;
	size_t outer = shown->outer == PASSAGE_NONE ? PASSAGE_NONE : match->of_shown[shown->outer];
	return outline->outer == outer;
}

/* A heading may begin with a value or a tag: it is that of the outline which begins last before it. Where a partial stands in the plan twice, it is the
 * next one in the order of the text. */
static size_t find_in_outline(const struct own_match *match, const struct passage *shown, size_t after)
{
	const struct doc_node *best = NULL;
	size_t found = PASSAGE_NONE;
	struct place place = shown->first->place;
	for (size_t i = 0; i < match->outline.count; i++) {
		const struct passage *outline = &match->outline.items[i];
		struct place at = outline->first->place;
		if (!is_alike(match, shown, outline))
			continue;
		bool again = best && is_one_source(best->place.source, at.source) && at.offset == best->place.offset;
		if (is_nearer(place, at, best) || (again && found < after && i >= after)) {
			best = outline->first;
			found = i;
		}
	}
	return found;
}

void own_match_passages(struct arena *arena, struct own_match *match)
{
	size_t after = 0;
	match->of_shown = ARENA_ARRAY(arena, size_t, match->shown.count + 1);
	for (size_t i = 0; i < match->shown.count; i++) {
		match->of_shown[i] = find_in_outline(match, &match->shown.items[i], after);
		if (match->of_shown[i] != PASSAGE_NONE)
			after = match->of_shown[i];
	}
}

struct own_stretch own_match_stretch(const struct passage *outline, size_t block)
{
	const struct doc_node *wanted = passage_block(outline, block);
	struct own_stretch stretch = { wanted->kind, wanted->place, (size_t)-1 };
	for (const struct doc_node *n = passage_block(outline, 1); n && n != outline->own_end; n = n->next)
		if (n->kind == wanted->kind && is_one_source(n->place.source, wanted->place.source) && n->place.offset > wanted->place.offset &&
		    n->place.offset < stretch.end)
			stretch.end = n->place.offset;
	return stretch;
}

bool own_match_has(const struct own_stretch *stretch, const struct doc_node *block)
{
	return block->kind == stretch->kind && is_one_source(block->place.source, stretch->start.source) &&
	       block->place.offset >= stretch->start.offset && block->place.offset < stretch->end;
}

/* ---- ids */

/* Cuts "#2" off the id. False where what stands behind # is no number. */
static bool cut_block(struct str *id, size_t *block)
{
	size_t at = str_find(*id, "#");
	*block = 0;
	if (at == (size_t)-1)
		return true;
	struct str digits = str_from(*id, at + 1);
	for (size_t i = 0; i < digits.len; i++) {
		if (digits.data[i] < '0' || digits.data[i] > '9' || *block > 100000)
			return false;
		*block = *block * 10 + (size_t)(digits.data[i] - '0');
	}
	id->len = at;
	return *block > 0;
}

/* How well the passage is named: 0 not at all, 1 by its end, 2 but for numbers, 3 as it is. */
static int fits(const struct passage *passage, struct str wanted)
{
	struct str plain = str_of(passage->plain);
	if (str_is(wanted, passage->id))
		return 3;
	if (str_equal(plain, wanted))
		return 2;
	return wanted.len && plain.len > wanted.len && plain.data[plain.len - wanted.len - 1] == '/' &&
	       str_equal(str_from(plain, plain.len - wanted.len), wanted);
}

/* The passages that the id fits best: their number, the first of them, and a list for a message. */
static size_t find_fitting(const struct passages *passages, struct str wanted, size_t *first, struct buf *list)
{
	size_t count = 0;
	int best = 0;
	for (size_t i = 0; i < passages->count; i++) {
		int fit = fits(&passages->items[i], wanted);
		if (!fit || fit < best)
			continue;
		if (fit > best) {
			buf_reset(list);
			count = 0;
			*first = i;
		}
		best = fit;
		buf_printf(list, "%s‘%s’", count++ ? ", " : "", passages->items[i].id);
	}
	return count;
}

static void report_unknown(struct arena *arena, const struct own_match *match, const struct own_override *override, struct str wanted,
			   const char *variant, const char *unit, struct diag_list *diags)
{
	struct nearest nearest;
	nearest_start(&nearest, wanted);
	for (size_t i = 0; i < match->outline.count; i++)
		nearest_offer(&nearest, str_of(match->outline.items[i].id));
	const char *near = nearest_text(arena, &nearest);
	if (*near)
		diag_add(diags, DIAG_OWN_UNKNOWN_NEAR, override->place, override->target, variant, near);
	else
		diag_add(diags, DIAG_OWN_UNKNOWN, override->place, override->target, variant, unit);
}

bool own_find_target(struct arena *arena, const struct own_match *match, const struct own_override *override, const char *variant,
		     const char *unit, struct own_target *target, struct diag_list *diags)
{
	struct str wanted = str_of(override->target);
	struct buf list = BUF_INIT;
	bool numbered = cut_block(&wanted, &target->block);
	wanted = str_trim(wanted);
	if (str_ends(wanted, "。"))
		wanted.len -= strlen("。");
	target->in = &match->outline;
	size_t count = numbered ? find_fitting(target->in, wanted, &target->passage, &list) : 0;
	if (!count && numbered) {
		target->in = &match->shown;
		count = find_fitting(target->in, wanted, &target->passage, &list);
	}
	const struct passage *passage = count ? &target->in->items[target->passage] : NULL;
	bool there = passage && (!target->block || passage_block(passage, target->block));
	if (count > 1)
		diag_add(diags, DIAG_OWN_AMBIGUOUS, override->place, override->target, list.data);
	else if (!there)
		report_unknown(arena, match, override, wanted, variant, unit, diags);
	buf_free(&list);
	return count == 1 && there;
}
