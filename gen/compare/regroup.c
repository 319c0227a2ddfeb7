#include "compare/regroup.h"

#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "draft/own.h"
#include "draft/passage.h"

/* Parts beside each other that one override can be about. */
struct group {
	const char *id; /* NULL: none can be about it alone */
	enum own_action side;
	const struct own_use *use;
	size_t section;
	bool heads, whole, changed;
	size_t first, last; /* parts */
	size_t from, to;    /* blocks that it is in the edited document; from == to: none */
};

/* The owner of a block that the plan has, too, but by none of its passages: it is the notice's that issues the plan. */
static const size_t OF_NO_PART = COMPARE_NONE - 1;

struct regrouping {
	struct arena *arena;
	const struct compare_result *result;
	const struct own_parts *parts;
	struct regroup *out;
	size_t *owners;  /* by block: the part that it was; COMPARE_NONE: it is new; OF_NO_PART */
	bool *changed;   /* by part */
	bool *whole;     /* by section: it is replaced as one */
	struct group *groups;
	size_t count, room;
};

/* ---- blocks */

/* What belongs to the document and to no passage. */
static bool is_apart(const struct doc_node *node)
{
	return node->kind == DOC_TITLE || node->kind == DOC_RECIPIENT || node->kind == DOC_HEAD || node->kind == DOC_RECORD ||
	       node->kind == DOC_FOOTNOTES;
}

static void add_blocks(struct regrouping *r, const struct doc_node *parent)
{
	struct regroup *out = r->out;
	for (const struct doc_node *n = parent->first; n; n = n->next) {
		if (is_apart(n))
			continue;
		*ARENA_PUSH(r->arena, out->blocks, out->block_count, out->block_room) = n;
		if (n->kind == DOC_ATTACHMENT)
			add_blocks(r, n);
	}
}

/* What the node stands in; of a footnote what refers to it. */
static const struct doc_node *outer_of(const struct doc_node *node)
{
	return node->kind == DOC_FOOTNOTE ? node->mate : node->parent;
}

size_t regroup_block_of(const struct regroup *regroup, const struct doc_node *node)
{
	for (; node; node = outer_of(node))
		for (size_t i = 0; i < regroup->block_count; i++)
			if (regroup->blocks[i] == node)
				return i;
	return COMPARE_NONE;
}

const struct own_part *regroup_part_of(const struct own_parts *parts, const struct doc_node *node)
{
	for (; node; node = outer_of(node))
		for (size_t i = 0; i < parts->part_count; i++)
			if (parts->parts[i].node == node)
				return &parts->parts[i];
	return NULL;
}

static size_t part_of(const struct regrouping *r, const struct doc_node *node)
{
	const struct own_part *part = regroup_part_of(r->parts, node);
	return part ? (size_t)(part - r->parts->parts) : COMPARE_NONE;
}

/* ---- what became of the parts */

static void leave(struct regrouping *r, const struct compare_passage *passage)
{
	*ARENA_PUSH(r->arena, r->out->left, r->out->left_count, r->out->left_room) = passage;
}

static bool is_footnote(const struct compare_passage *passage)
{
	return passage->kind == DOC_FOOTNOTE;
}

/* The block was the part; the first that claims it has it. */
static void own_block(struct regrouping *r, size_t block, size_t part)
{
	if (r->owners[block] == COMPARE_NONE || r->owners[block] == OF_NO_PART)
		r->owners[block] = part;
	r->changed[part] |= r->owners[block] != part;
}

/* Adds the text of the block's inlines, with the ends of its lines. */
static void add_lines(const struct doc_node *block, struct buf *out)
{
	for (const struct doc_node *n = block; n; n = doc_next(n, block)) {
		if (n->kind == DOC_LINE_BREAK)
			buf_add_char(out, '\n');
		doc_add_visible(out, n->text);
	}
}

static bool reads_same(const struct doc_node *a, const struct doc_node *b)
{
	struct buf before = BUF_INIT, after = BUF_INIT;
	add_lines(a, &before);
	add_lines(b, &after);
	bool same = str_equal(str_trim(buf_str(&before)), str_trim(buf_str(&after)));
	buf_free(&before);
	buf_free(&after);
	return same;
}

static bool is_same(const struct compare_passage *a, const struct compare_passage *b)
{
	return compare_is_alike(a, b) && str_equal(a->text, b->text);
}

/* The paragraph that runs on in the line of a heading is a part of its own. */
static void follow_run_on(struct regrouping *r, const struct compare_passage *before, const struct compare_passage *after, size_t part)
{
	size_t own = before->run_on ? part_of(r, before->run_on) : COMPARE_NONE;
	size_t block = regroup_block_of(r->out, after->run_on);
	bool heading = compare_is_alike(before, after) && reads_same(before->node, after->node);
	r->changed[part] |= !heading;
	if (own == COMPARE_NONE)
		return;
	if (block != COMPARE_NONE)
		own_block(r, block, own);
	r->changed[own] |= block == COMPARE_NONE || !reads_same(before->run_on, after->run_on);
}

static void lose(struct regrouping *r, const struct compare_passage *before, size_t part)
{
	size_t run_on = before->run_on ? part_of(r, before->run_on) : COMPARE_NONE;
	r->changed[part] = true;
	if (run_on != COMPARE_NONE)
		r->changed[run_on] = true;
}

/* Finds out what became of the passage of the plan. */
static void follow(struct regrouping *r, size_t index)
{
	const struct compare_passage *before = &r->result->before->passages[index];
	size_t mate = r->result->mates[index], part = part_of(r, before->node);
	const struct compare_passage *after = mate != COMPARE_NONE ? &r->result->after->passages[mate] : NULL;
	size_t block = after ? regroup_block_of(r->out, after->node) : COMPARE_NONE;
	if (part == COMPARE_NONE) {
		if (!after || !is_same(before, after))
			leave(r, after ? after : before);
		if (block != COMPARE_NONE && r->owners[block] == COMPARE_NONE && !is_footnote(before))
			r->owners[block] = OF_NO_PART;
		return;
	}
	if (block == COMPARE_NONE) {
		lose(r, before, part);
		return;
	}
	if (is_footnote(before)) {
		r->changed[part] |= !is_same(before, after);
		return;
	}
	own_block(r, block, part);
	if (before->run_on || after->run_on)
		follow_run_on(r, before, after, part);
	else
		r->changed[part] |= !is_same(before, after);
}

/* What is new in a block that was there changes it; a new title or recipient is nothing of a passage. */
static void follow_new(struct regrouping *r)
{
	const struct compare_side *after = r->result->after;
	bool *known = ARENA_ARRAY(r->arena, bool, after->count + 1);
	for (size_t i = 0; i < r->result->before->count; i++)
		if (r->result->mates[i] != COMPARE_NONE)
			known[r->result->mates[i]] = true;
	for (size_t i = 0; i < after->count; i++) {
		size_t block = known[i] ? COMPARE_NONE : regroup_block_of(r->out, after->passages[i].node);
		if (!known[i] && block == COMPARE_NONE)
			leave(r, &after->passages[i]);
		else if (!known[i] && r->owners[block] == OF_NO_PART)
			leave(r, &after->passages[i]);
		else if (!known[i] && r->owners[block] != COMPARE_NONE)
			r->changed[r->owners[block]] = true;
	}
}

/* ---- groups */

static bool is_one(const struct group *group, const struct own_part *part)
{
	return group->id && part->id && !group->heads && !part->heads && group->side == part->side && group->use == part->use &&
	       strcmp(group->id, part->id) == 0;
}

static void take_blocks(struct regrouping *r, struct group *group)
{
	size_t parts = group->last + 1 - group->first, owned = 0;
	group->from = group->to = 0;
	for (size_t i = 0; i < r->out->block_count; i++) {
		if (r->owners[i] == COMPARE_NONE || r->owners[i] < group->first || r->owners[i] > group->last)
			continue;
		group->from = owned++ ? group->from : i;
		group->to = i + 1;
	}
	for (size_t i = group->first; i <= group->last; i++)
		group->changed |= r->changed[i];
	group->changed |= owned > parts || group->to - group->from > owned;
}

static void make_groups(struct regrouping *r)
{
	for (size_t i = 0; i < r->parts->part_count; i++) {
		const struct own_part *part = &r->parts->parts[i];
		struct group *last = r->count ? &r->groups[r->count - 1] : NULL;
		if (last && is_one(last, part)) {
			last->last = i;
			continue;
		}
		*ARENA_PUSH(r->arena, r->groups, r->count, r->room) = (struct group){
			.id = part->id, .side = part->side, .use = part->use, .section = part->section, .heads = part->heads, .first = i, .last = i };
	}
	for (size_t i = 0; i < r->count; i++)
		take_blocks(r, &r->groups[i]);
}

/* ---- passages that are replaced as one */

/* Whether what the group is called stands in other places, too: an override would draw it together. */
static bool is_scattered(const struct regrouping *r, const struct group *group)
{
	for (size_t i = 0; group->id && !group->use && !group->heads && i < r->count; i++) {
		const struct group *other = &r->groups[i];
		if (other != group && other->id && !other->heads && !other->use && strcmp(other->id, group->id) == 0)
			return true;
	}
	return false;
}

/* The outermost passage around it that is replaced as one, or PASSAGE_NONE. */
static size_t whole_of(const struct regrouping *r, size_t section)
{
	size_t found = PASSAGE_NONE;
	for (; section != PASSAGE_NONE; section = r->parts->sections[section].outer)
		found = r->whole[section] ? section : found;
	return found;
}

/* One group of all from `first` that lie in the passage; returns the index behind them. */
static size_t join(struct regrouping *r, size_t first, size_t section)
{
	struct group joined = { .id = r->parts->sections[section].id, .side = OWN_REPLACE, .section = section, .whole = true, .changed = true,
				.first = r->groups[first].first };
	size_t next = first;
	for (; next < r->count && whole_of(r, r->groups[next].section) == section; next++)
		joined.last = r->groups[next].last;
	take_blocks(r, &joined);
	bool headed = joined.to > joined.from &&
		      (r->out->blocks[joined.from]->kind == DOC_HEADING || r->out->blocks[joined.from]->kind == DOC_ATTACHMENT);
	if (!headed && r->parts->parts[joined.first].heads) { /* its blocks go to the passage before it */
		for (size_t i = joined.from; i < joined.to; i++)
			r->owners[i] = COMPARE_NONE;
		joined.to = joined.from;
	}
	r->groups[first] = joined;
	return next;
}

static void join_groups(struct regrouping *r)
{
	size_t kept = 0;
	for (size_t i = 0; i < r->count; i++) {
		const struct group *group = &r->groups[i];
		bool alone = group->id && !group->heads && !is_scattered(r, group);
		if (group->changed && !alone && group->section != PASSAGE_NONE)
			r->whole[group->section] = true;
	}
	for (size_t i = 0, next; i < r->count; i = next) {
		size_t section = whole_of(r, r->groups[i].section);
		next = section == PASSAGE_NONE ? i + 1 : join(r, i, section);
		r->groups[kept++] = r->groups[i];
	}
	r->count = kept;
}

/* ---- new blocks */

static bool lies_in(const struct regrouping *r, size_t section, size_t outer)
{
	while (section != PASSAGE_NONE && section != outer)
		section = r->parts->sections[section].outer;
	return section == outer;
}

/* The outermost passage that ends before a heading of this level; PASSAGE_NONE: none does. */
static size_t ending_before(const struct regrouping *r, const struct group *before, const struct group *next, const struct doc_node *block)
{
	size_t found = PASSAGE_NONE;
	if (block->kind != DOC_HEADING)
		return found;
	for (size_t s = before->section; s != PASSAGE_NONE; s = r->parts->sections[s].outer) {
		bool ends = r->parts->sections[s].level >= block->level && !(next && lies_in(r, next->section, s));
		found = ends ? s : found;
	}
	return found;
}

static struct regroup_edit *add_edit(struct regrouping *r, size_t order, const char *id, enum own_action side, size_t from, size_t to)
{
	struct regroup_edit *edit = ARENA_PUSH(r->arena, r->out->edits, r->out->edit_count, r->out->edit_room);
	*edit = (struct regroup_edit){ .id = id, .side = side, .from = from, .to = to, .order = order };
	return edit;
}

/* Where the new blocks from … before `to` go: into what the unit has otherwise beside them, else behind what stands before them, else before what
 * follows. */
static void place_new(struct regrouping *r, struct group *before, struct group *next, size_t from, size_t to)
{
	size_t order = before ? 2 * before->last + 1 : 0;
	size_t ended = before ? ending_before(r, before, next, r->out->blocks[from]) : PASSAGE_NONE;
	if (before && (before->use || before->whole)) {
		before->to = to;
		before->changed = true;
	} else if (next && next->use && next->side != OWN_REPLACE) { /* a new text of a whole passage begins with its heading */
		next->from = from;
		next->changed = true;
	} else if (ended != PASSAGE_NONE) {
		add_edit(r, order, r->parts->sections[ended].id, OWN_BEHIND, from, to);
	} else if (before && before->id && !before->heads) {
		add_edit(r, order, before->id, OWN_BEHIND, from, to);
	} else if (next && next->id) {
		add_edit(r, order, next->id, OWN_BEFORE, from, to);
	} else if (before && before->id) {
		add_edit(r, order, before->id, OWN_BEHIND, from, to);
	}
}

/* The first group from `start` that has blocks; `count`: there is none. */
static size_t find_filled(const struct regrouping *r, size_t start)
{
	while (start < r->count && r->groups[start].from == r->groups[start].to)
		start++;
	return start;
}

static bool says_something(const struct regrouping *r, size_t from, size_t to)
{
	for (size_t i = from; i < to; i++)
		if (r->out->blocks[i]->kind != DOC_PAGE_BREAK)
			return true;
	return false;
}

/* Places what is new of the blocks from … before `to`, which stand between the two: what is beside neither of them belongs to no passage. */
static void place_between(struct regrouping *r, struct group *before, struct group *next, size_t from, size_t to)
{
	for (size_t first = from, end; first < to; first = end + 1) {
		for (end = first; end < to && r->owners[end] != OF_NO_PART;)
			end++;
		if (says_something(r, first, end))
			place_new(r, first == from ? before : NULL, end == to ? next : NULL, first, end);
	}
}

static void place_all_new(struct regrouping *r)
{
	struct group *before = NULL;
	size_t next = find_filled(r, 0);
	for (size_t from = 0; from < r->out->block_count;) {
		size_t to = next < r->count ? r->groups[next].from : r->out->block_count;
		place_between(r, before, next < r->count ? &r->groups[next] : NULL, from, to);
		if (next == r->count)
			return;
		before = &r->groups[next];
		from = before->to;
		next = find_filled(r, next + 1);
	}
}

/* ---- edits */

static bool has_block(const struct regrouping *r, const struct compare_passage *passage, size_t from, size_t to)
{
	size_t block = regroup_block_of(r->out, passage->node);
	return block >= from && block < to;
}

/* A passage that stands in the edit, for messages; of one that takes away, in the plan. */
static const struct compare_passage *find_at(const struct regrouping *r, const struct regroup_edit *edit, const struct group *group)
{
	const struct compare_side *after = r->result->after, *before = r->result->before;
	for (size_t i = 0; i < after->count; i++)
		if (has_block(r, &after->passages[i], edit->from, edit->to))
			return &after->passages[i];
	for (size_t i = 0; group && i < before->count; i++) {
		size_t part = part_of(r, before->passages[i].node);
		if (part >= group->first && part <= group->last)
			return &before->passages[i];
	}
	return NULL;
}

static int by_order(const void *a, const void *b)
{
	const struct regroup_edit *x = a, *y = b;
	return (x->order > y->order) - (x->order < y->order);
}

static void add_edits(struct regrouping *r)
{
	size_t fresh = r->out->edit_count;
	for (size_t i = 0; i < fresh; i++)
		r->out->edits[i].at = find_at(r, &r->out->edits[i], NULL);
	for (size_t i = 0; i < r->count; i++) {
		const struct group *group = &r->groups[i];
		if (!group->changed || !group->id)
			continue;
		struct regroup_edit *edit = add_edit(r, 2 * group->first, group->id, group->side, group->from, group->to);
		edit->use = group->use;
		edit->whole = group->whole;
		edit->at = find_at(r, edit, group);
	}
	if (r->out->edit_count)
		qsort(r->out->edits, r->out->edit_count, sizeof *r->out->edits, by_order);
}

struct regroup regroup_edits(struct arena *arena, const struct compare_result *result)
{
	struct regroup out = { 0 };
	struct regrouping r = { .arena = arena, .result = result, .parts = result->before->own->parts, .out = &out };
	for (size_t i = 0; i < result->after->doc_count; i++)
		add_blocks(&r, result->after->docs[i]->root);
	r.owners = ARENA_ARRAY(arena, size_t, out.block_count + 1);
	r.changed = ARENA_ARRAY(arena, bool, r.parts->part_count + 1);
	r.whole = ARENA_ARRAY(arena, bool, r.parts->section_count + 1);
	for (size_t i = 0; i < out.block_count; i++)
		r.owners[i] = COMPARE_NONE;
	for (size_t i = 0; i < result->before->count; i++)
		follow(&r, i);
	follow_new(&r);
	make_groups(&r);
	join_groups(&r);
	place_all_new(&r);
	add_edits(&r);
	return out;
}
