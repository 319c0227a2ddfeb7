/* Which passage of one document is which of the other. */
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/utf8.h"
#include "compare/internal.h"

/* Two documents while their passages are brought together. */
struct alignment {
	struct comparison *c;
	const struct compare_side *before, *after;
	struct sequence old, new; /* a number for each passage; equal numbers are equal texts */
	size_t *match;
};

/* ---- equal passages */

struct entry {
	struct str text;
	uint32_t *id;
};

static int by_text(const void *a, const void *b)
{
	return str_compare(((const struct entry *)a)->text, ((const struct entry *)b)->text);
}

/* What tells the passage: its text, of an element which one of which document it is. */
static struct str key_of(struct arena *scratch, const struct compare_passage *passage)
{
	if (!passage->element)
		return passage->text;
	return str_of(arena_printf(scratch, "\x01%s\x01%zu", passage->element, passage->element_of));
}

/* Numbers the texts of both. */
static void number_passages(struct alignment *a)
{
	struct arena *scratch = a->c->scratch;
	size_t old = a->before->count, count = old + a->after->count;
	struct entry *entries = ARENA_ARRAY(scratch, struct entry, count + 1);
	uint32_t *ids = ARENA_ARRAY(scratch, uint32_t, count + 1), id = 0;
	for (size_t i = 0; i < count; i++)
		entries[i] = (struct entry){ key_of(scratch, i < old ? &a->before->passages[i] : &a->after->passages[i - old]), &ids[i] };
	qsort(entries, count, sizeof *entries, by_text);
	for (size_t i = 0; i < count; i++)
		*entries[i].id = i && str_equal(entries[i].text, entries[i - 1].text) ? id : ++id;
	a->old = (struct sequence){ ids, old };
	a->new = (struct sequence){ ids + old, count - old };
}

/* Places of the numbers that a sequence holds once, by number; COMPARE_NONE of the others. */
static size_t *find_single(struct arena *scratch, const struct sequence *s, size_t numbers)
{
	size_t *places = ARENA_ARRAY(scratch, size_t, numbers);
	bool *seen = ARENA_ARRAY(scratch, bool, numbers);
	for (size_t i = 0; i < numbers; i++)
		places[i] = COMPARE_NONE;
	for (size_t i = 0; i < s->count; i++) {
		places[s->ids[i]] = seen[s->ids[i]] ? COMPARE_NONE : i;
		seen[s->ids[i]] = true;
	}
	return places;
}

/* A passage that both documents hold once. */
struct anchor {
	size_t old, new;
	size_t weight;         /* of the row that ends with it */
	struct anchor *before; /* in that row */
};

enum { HEADING_WEIGHT = 4 }; /* passages: text is moved over a heading rather than a heading over its text */

static size_t weight_of(const struct compare_passage *passage)
{
	return passage->kind == DOC_HEADING || passage->kind == DOC_TITLE || passage->kind == DOC_ATTACHMENT ? HEADING_WEIGHT : 1;
}

static struct anchor *heavier(struct anchor *a, struct anchor *b)
{
	return a && (!b || a->weight > b->weight) ? a : b;
}

/* The heaviest row of anchors that is in the same order in both; returns its last. `tree`: of each stretch of places in the second document (as
 * a Fenwick tree has them, `places` in all) the anchor that ends the heaviest row so far. */
static struct anchor *heaviest_row(struct alignment *a, struct anchor *anchors, size_t count)
{
	size_t places = a->new.count;
	struct anchor **tree = ARENA_ARRAY(a->c->scratch, struct anchor *, places + 1), *best = NULL;
	for (struct anchor *anchor = anchors; anchor < anchors + count; anchor++) {
		for (size_t p = anchor->new; p; p &= p - 1)
			anchor->before = heavier(anchor->before, tree[p]);
		anchor->weight = weight_of(&a->before->passages[anchor->old]) + (anchor->before ? anchor->before->weight : 0);
		for (size_t p = anchor->new + 1; p <= places; p += p & (~p + 1))
			tree[p] = heavier(tree[p], anchor);
		best = heavier(best, anchor);
	}
	return best;
}

static void match_anchors(struct alignment *a)
{
	struct arena *scratch = a->c->scratch;
	size_t numbers = a->old.count + a->new.count + 1, count = 0;
	size_t *old = find_single(scratch, &a->old, numbers), *new = find_single(scratch, &a->new, numbers);
	struct anchor *anchors = ARENA_ARRAY(scratch, struct anchor, a->old.count + 1);
	for (size_t i = 0; i < a->old.count; i++) {
		uint32_t id = a->old.ids[i];
		if (old[id] != COMPARE_NONE && new[id] != COMPARE_NONE)
			anchors[count++] = (struct anchor){ .old = i, .new = new[id] };
	}
	for (const struct anchor *last = heaviest_row(a, anchors, count); last; last = last->before)
		a->match[last->old] = last->new;
}

/* ---- passages like each other */

enum { MOST_PAIRS = 40000, SHORT_TEXT = 24 }; /* pairs that are compared each with each; characters */
static const double least_alike = 0.4, least_alone = 0.2;

/* The characters of a text, and what stands beside each other, both sorted. A gap is one, so that a passage is known again when it is filled. */
struct features {
	uint64_t *pairs, *singles;
	size_t count;
};

static int by_number(const void *a, const void *b)
{
	uint64_t x = *(const uint64_t *)a, y = *(const uint64_t *)b;
	return (x > y) - (x < y);
}

static struct features features_of(struct arena *scratch, struct str text)
{
	struct features f = { ARENA_ARRAY(scratch, uint64_t, text.len + 1), ARENA_ARRAY(scratch, uint64_t, text.len + 1), 0 };
	uint32_t before = 0, codepoint = 0;
	for (size_t at = 0, len; at < text.len; at += len, before = codepoint) {
		size_t gap = text_gap_at(str_from(text, at));
		len = utf8_decode(text.data + at, text.len - at, &codepoint);
		len = gap ? gap : len;
		f.pairs[f.count] = (uint64_t)before << 32 | codepoint;
		f.singles[f.count++] = codepoint;
	}
	qsort(f.pairs, f.count, sizeof *f.pairs, by_number);
	qsort(f.singles, f.count, sizeof *f.singles, by_number);
	return f;
}

/* How many of both, sorted, are the same, to all (Dice's coefficient). */
static double share_of(const uint64_t *a, size_t a_count, const uint64_t *b, size_t b_count)
{
	size_t common = 0;
	for (size_t i = 0, j = 0; i < a_count && j < b_count;) {
		common += a[i] == b[j];
		bool left = a[i] <= b[j], right = b[j] <= a[i];
		i += left;
		j += right;
	}
	return 2.0 * (double)common / (double)(a_count + b_count);
}

/* From 0 to 1. In short texts single characters tell more. */
static double likeness(const struct features *a, const struct features *b)
{
	double pairs = share_of(a->pairs, a->count, b->pairs, b->count), singles = 0;
	if (a->count <= SHORT_TEXT && b->count <= SHORT_TEXT)
		singles = 0.8 * share_of(a->singles, a->count, b->singles, b->count);
	return pairs > singles ? pairs : singles;
}

/* Whether a document has one of them in a place, so that another text there is a change of it. */
static bool is_single_kind(enum doc_kind kind)
{
	return kind == DOC_TITLE || kind == DOC_RECIPIENT || kind == DOC_AUTHORITY || kind == DOC_DATE || kind == DOC_CAPTION;
}

static bool are_mates(const struct compare_passage *old, const struct compare_passage *new, double alike, bool alone)
{
	bool same = old->kind == new->kind;
	if (old->element || new->element) /* they are mates by their names alone */
		return false;
	return alike >= least_alike || (alone && same && (is_single_kind(old->kind) || alike >= least_alone));
}

/* Passages without a mate that stand at one place. */
struct block {
	size_t from, to, new_from, new_to;
};

/* Pairs those of the block so that they are as like each other as can be, all together, without changing their order. */
static void pair_block(struct alignment *a, const struct block *b)
{
	struct arena *scratch = arena_new();
	size_t rows = b->to - b->from, columns = b->new_to - b->new_from, width = columns + 1;
	bool alone = rows == 1 && columns == 1;
	double *alike = ARENA_ARRAY(scratch, double, rows * columns), *best = ARENA_ARRAY(scratch, double, (rows + 1) * width);
	struct features *old = ARENA_ARRAY(scratch, struct features, rows), *new = ARENA_ARRAY(scratch, struct features, columns);
	for (size_t i = 0; i < rows; i++)
		old[i] = features_of(scratch, a->before->passages[b->from + i].text);
	for (size_t j = 0; j < columns; j++)
		new[j] = features_of(scratch, a->after->passages[b->new_from + j].text);
	for (size_t i = rows; i-- > 0;)
		for (size_t j = columns; j-- > 0;) {
			double *value = &alike[i * columns + j], down = best[(i + 1) * width + j], right = best[i * width + j + 1];
			*value = likeness(&old[i], &new[j]);
			bool mates = are_mates(&a->before->passages[b->from + i], &a->after->passages[b->new_from + j], *value, alone);
			*value = mates ? *value + 0.01 : 0;
			double both = *value + best[(i + 1) * width + j + 1], other = down > right ? down : right;
			best[i * width + j] = mates && both > other ? both : other;
		}
	for (size_t i = 0, j = 0; i < rows && j < columns;) {
		double here = best[i * width + j];
		if (here == best[(i + 1) * width + j])
			i++;
		else if (here == best[i * width + j + 1])
			j++;
		else
			a->match[b->from + i++] = b->new_from + j++;
	}
	arena_free(scratch);
}

static void pair_blocks(struct alignment *a)
{
	for (size_t i = 0, j = 0; i <= a->old.count; i++, j++) {
		struct block block = { .from = i, .new_from = j };
		while (i < a->old.count && a->match[i] == COMPARE_NONE)
			i++;
		j = i < a->old.count ? a->match[i] : a->new.count;
		block.to = i;
		block.new_to = j;
		size_t rows = block.to - block.from, columns = block.new_to - block.new_from;
		if (rows && columns > MOST_PAIRS / rows)
			a->c->result->coarse = true;
		else if (rows && columns)
			pair_block(a, &block);
	}
}

/* ---- all */

/* Matches equal passages between each two anchors. */
static void match_between(struct alignment *a)
{
	for (size_t i = 0, j = 0; i <= a->old.count; i++, j++) {
		size_t from = i, new_from = j;
		while (i < a->old.count && a->match[i] == COMPARE_NONE)
			i++;
		j = i < a->old.count ? a->match[i] : a->new.count;
		struct arena *scratch = arena_new();
		if (!sequence_match(scratch, &a->old, from, i, &a->new, new_from, j, a->match))
			a->c->result->coarse = true;
		arena_free(scratch);
	}
}

void align_passages(struct comparison *c, const struct compare_side *before, const struct compare_side *after, size_t *match)
{
	struct alignment a = { .c = c, .before = before, .after = after, .match = match };
	for (size_t i = 0; i < before->count; i++)
		match[i] = COMPARE_NONE;
	number_passages(&a);
	match_anchors(&a);
	match_between(&a);
	pair_blocks(&a);
	arena_reset(c->scratch);
}
