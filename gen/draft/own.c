#include "draft/own.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/diag.h"
#include "base/file.h"
#include "base/limits.h"
#include "base/utf8.h"
#include "doc/doc.h"
#include "draft/draft.h"
#include "draft/gap_nodes.h"
#include "draft/identity.h"
#include "draft/merging.h"
#include "draft/own_match.h"
#include "draft/own_parts.h"
#include "draft/reads.h"

/* A piece of the tree that an override is about. */
struct own_range {
	struct doc_node *parent, *first, *end; /* end NULL: to the last */
};

/* An override while it is put in. */
struct own_work {
	struct own_use *use;
	struct own_target target;
	struct own_range *ranges;  /* where the passage stands, in order; none: it is hidden */
	size_t range_count, range_room;
	struct doc_node **removed; /* blocks that go */
	size_t removed_count, removed_room;
	struct doc *text;          /* its own; NULL: none */
	struct merged merged;      /* the text with values */
};

/* One plan whose unit has its own text. */
struct own {
	struct arena *arena;
	struct merging *merging;
	const struct draft_request *request;
	struct doc *doc;            /* NULL: it cannot be merged */
	struct merged *merged;
	struct own_match match;
	struct own_file files[2];   /* for the plan, for all */
	struct own_work *work;
	size_t count, room;
	struct own_notes *notes;    /* NULL: nobody asks */
	struct own_absent *absent;  /* of the file for all */
	size_t absent_count, absent_room;
	struct diag_list *diags;
};

/* ---- files */

const char *own_folder(struct arena *arena, const char *content, struct str unit)
{
	return arena_printf(arena, "%s/units/%s", content, catalogue_id_as_name(arena, unit));
}

const char *own_path(struct arena *arena, const char *content, struct str unit, const char *variant)
{
	const char *name = variant ? catalogue_id_as_name(arena, str_of(variant)) : CATALOGUE_OWN_COMMON;
	return arena_printf(arena, "%s/%s.md", own_folder(arena, content, unit), name);
}

static const char *variant_of(const struct own *own)
{
	return own->request->values.variant->id;
}

static struct str unit_of(const struct own *own)
{
	return own->request->values.unit->id;
}

/* Whether all overrides together, each with what stands before it in the file, are of a size that can be merged. */
static bool has_good_size(struct own *own, const struct own_file *file)
{
	size_t bytes = 0;
	for (size_t i = 0; i < file->count; i++)
		bytes += file->items[i].text_end;
	if (bytes > LIMIT_OWN_BYTES)
		diag_add(own->diags, DIAG_OWN_TOO_LARGE, NO_PLACE, file->source->name, arena_printf(own->arena, "%d", LIMIT_OWN_BYTES));
	return bytes <= LIMIT_OWN_BYTES;
}

/* The text that is asked for in place of the file for the plan. */
static bool read_given(struct own *own)
{
	struct own_file *file = &own->files[0];
	return own_file_read_source(own->arena, own->request->own_text, file, own->diags) && has_good_size(own, file);
}

/* Reads the file for the plan and that for all plans. What was looked for is recorded. */
static bool read_files(struct own *own)
{
	bool good = !own->request->own_text || read_given(own);
	struct stat info;
	for (int i = own->request->own_text != NULL; i < 2; i++) {
		struct own_file *file = &own->files[i];
		const char *path = own_path(own->arena, own->merging->tools->catalogue->content_folder, unit_of(own), i ? NULL : variant_of(own));
		bool there = lstat(path, &info) == 0; /* a link that leads nowhere is no file that is not there */
		if (there)
			good = own_file_read(own->arena, path, file, own->diags) && has_good_size(own, file) && good;
		if (!there || file->source)
			reads_add_source(own->request->reads, path, file->source);
	}
	return good;
}

/* ---- the outline */

/* The plan before values are put in; its faults are said where it is merged. */
static struct doc *read_outline(struct own *own, const struct source *source, enum parse_format format)
{
	struct merging *merging = own->merging;
	struct diag_list ignored;
	struct merged merged;
	diag_init(&ignored, own->arena);
	merging->diags = &ignored;
	merging->outline = true;
	merging_expand(own->arena, merging, source, MERGE_PLACEHOLDERS, &merged);
	struct doc *doc = parse_document(own->arena, source, &merged, format, &ignored);
	merging->outline = false;
	merging->diags = own->diags;
	return doc;
}

/* ---- overrides and what they are about */

/* Whether the plan's own file says something of the same passage: then that counts. */
static bool is_overruled(const struct own *own, const struct own_target *target)
{
	for (size_t i = 0; i < own->count; i++) {
		const struct own_target *other = &own->work[i].target;
		if (own->work[i].use->file == &own->files[0] && own->work[i].use->id && other->in == target->in &&
		    other->passage == target->passage && other->block == target->block)
			return true;
	}
	return false;
}

/* Where what the override is about begins and ends, in the outline or, of a pass of a loop, in what is shown. */
static struct own_range range_of(const struct own_target *target)
{
	const struct passage *passage = &target->in->items[target->passage];
	struct doc_node *block = target->block ? passage_block(passage, target->block) : NULL;
	return (struct own_range){ passage->parent, block ? block : passage->first, block ? block->next : passage->end };
}

static struct str text_of(struct own *own, const struct own_target *target)
{
	struct own_range range = range_of(target);
	return passage_text(own->arena, range.first, range.end);
}

/* Whether the texts are the same but for blanks at the ends of lines. */
static bool is_same(struct str a, struct str b)
{
	a = str_trim(a);
	b = str_trim(b);
	while (a.len && b.len)
		if (!str_equal(str_trim(str_cut(&a, "\n")), str_trim(str_cut(&b, "\n"))))
			return false;
	return !a.len && !b.len;
}

/* A block is known by its number; where another one of the passage is, alone, what the base says, blocks were added or taken away before it. */
static void follow_block(struct own *own, struct own_work *work)
{
	const struct own_base *base = work->use->base;
	const struct passage *passage = &work->target.in->items[work->target.passage];
	struct buf text = BUF_INIT;
	size_t number = 0, found = 0;
	if (!base || !work->target.block || is_same(base->text, text_of(own, &work->target)))
		return;
	for (const struct doc_node *n = passage_block(passage, 1); n && n != passage->own_end; n = n->next) {
		number++;
		buf_reset(&text);
		passage_add_text(n, n->next, &text);
		if (is_same(base->text, buf_str(&text)))
			found = found ? PASSAGE_NONE : number;
	}
	buf_free(&text);
	if (found && found != PASSAGE_NONE)
		work->target.block = found;
}

static void look_at_base(struct own *own, struct own_work *work)
{
	struct own_use *use = work->use;
	const struct passage *passage = &work->target.in->items[work->target.passage];
	bool common = use->file == &own->files[1];
	use->variant = str_of(common ? variant_of(own) : "");
	use->base = own_base_of(use->override, use->variant);
	if (!use->base && !common)
		use->base = own_base_of(use->override, str_of(variant_of(own)));
	follow_block(own, work);
	use->id = work->target.block ? arena_printf(own->arena, "%s#%zu", passage->id, work->target.block) : passage->id;
	use->now = text_of(own, &work->target);
	use->changed = use->base && !is_same(use->base->text, use->now);
}

/* Keeps an override for which the plan has no passage, as was said. */
static void add_absent(struct own *own, const struct own_override *override, const struct diag *said)
{
	*ARENA_PUSH(own->arena, own->absent, own->absent_count, own->absent_room) =
		(struct own_absent){ override, said->code == DIAG_OWN_UNKNOWN_NEAR ? said->arguments[2] : NULL };
}

/* A passage of the file for all plans need not be in this one. */
static bool find_target(struct own *own, const struct own_file *file, const struct own_override *override, struct own_target *target,
			bool *other_plan)
{
	struct diag_list said;
	diag_init(&said, own->arena);
	struct str unit = unit_of(own);
	bool found = own_find_target(own->arena, &own->match, override, variant_of(own), arena_copy(own->arena, unit.data, unit.len), target,
				     &said);
	*other_plan = !found && file == &own->files[1] && said.first && said.first->code != DIAG_OWN_AMBIGUOUS;
	if (*other_plan)
		add_absent(own, override, said.first);
	else
		diag_append(own->diags, &said);
	return found;
}

static void add_work(struct own *own, const struct own_file *file, const struct own_override *override)
{
	struct own_target target;
	bool other_plan, found = find_target(own, file, override, &target, &other_plan);
	if (other_plan || (found && file == &own->files[1] && is_overruled(own, &target)))
		return;
	struct own_work *work = ARENA_PUSH(own->arena, own->work, own->count, own->room);
	work->use = ARENA_NEW(own->arena, struct own_use);
	work->target = target;
	*work->use = (struct own_use){ .file = file, .override = override, .state = found ? OWN_APPLIED : OWN_FAULTY };
	if (found)
		look_at_base(own, work);
}

/* ---- where they stand in the tree */

static void add_range(struct own *own, struct own_work *work, struct doc_node *parent, struct doc_node *first, struct doc_node *end)
{
	*ARENA_PUSH(own->arena, work->ranges, work->range_count, work->range_room) = (struct own_range){ parent, first, end };
}

/* The blocks of a shown passage that were made of the block of the outline. */
static void add_blocks(struct own *own, struct own_work *work, const struct passage *shown)
{
	struct own_stretch stretch = own_match_stretch(&own->match.outline.items[work->target.passage], work->target.block);
	for (struct doc_node *n = passage_block(shown, 1); n && n != shown->own_end; n = n->next)
		if (own_match_has(&stretch, n))
			add_range(own, work, shown->parent, n, n->next);
}

/* Whether the block is that of a passage which is there for each row of a list: then it is not one. With an error that names them. */
static bool is_of_many(struct own *own, const struct own_work *work)
{
	const struct own_match *match = &own->match;
	struct buf list = BUF_INIT;
	size_t count = 0;
	for (size_t i = 0; work->target.block && work->target.in == &match->outline && i < match->shown.count; i++)
		if (match->of_shown[i] == work->target.passage)
			buf_printf(&list, "%s‘%s#%zu’", count++ ? ", " : "", match->shown.items[i].id, work->target.block);
	if (count > 1)
		diag_add(own->diags, DIAG_OWN_AMBIGUOUS, work->use->override->place, work->use->id, list.data);
	buf_free(&list);
	return count > 1;
}

static void find_ranges(struct own *own, struct own_work *work)
{
	const struct own_match *match = &own->match;
	if (is_of_many(own, work)) {
		work->use->state = OWN_FAULTY;
		return;
	}
	if (work->target.in == &match->shown) {
		struct own_range range = range_of(&work->target);
		add_range(own, work, range.parent, range.first, range.end);
	}
	for (size_t i = 0; work->target.in == &match->outline && i < match->shown.count; i++) {
		const struct passage *shown = &match->shown.items[i];
		if (match->of_shown[i] == work->target.passage && work->target.block)
			add_blocks(own, work, shown);
		else if (match->of_shown[i] == work->target.passage)
			add_range(own, work, shown->parent, shown->first, shown->end);
	}
	if (work->range_count || !own->doc)
		return;
	work->use->state = OWN_HIDDEN;
	diag_add(own->diags, DIAG_OWN_HIDDEN, work->use->override->place, work->use->id);
}

/* ---- their text */

/* The text's places are those of the file, whose text holds more than the override. */
static void place_in_file(struct own_work *work, const struct source *source)
{
	const struct source *file = work->use->file->source;
	struct merge_slot *slots = (struct merge_slot *)work->merged.slots;
	for (struct doc_node *n = work->text->root; n; n = doc_next(n, work->text->root))
		if (n->place.source == source)
			n->place.source = file;
	for (size_t i = 0; i < work->merged.slot_count; i++)
		if (slots[i].place.source == source)
			slots[i].place.source = file;
}

/* The text with values, as a tree of its own. False with errors. */
static bool read_text(struct own *own, struct own_work *work)
{
	struct merging *merging = own->merging;
	const struct own_override *override = work->use->override;
	const char *extension = merging->extension;
	size_t errors = diag_errors(own->diags);
	if (override->action == OWN_DROP)
		return true;
	const struct source *source = own_text_source(own->arena, work->use->file, override);
	merging->extension = ".md";
	bool good = merging_expand(own->arena, merging, source, MERGE_PLACEHOLDERS, &work->merged);
	merging->extension = extension;
	work->text = good ? parse_document(own->arena, source, &work->merged, PARSE_MARKDOWN, own->diags) : NULL;
	if (work->text)
		place_in_file(work, source);
	return diag_errors(own->diags) == errors;
}

static bool has_heading(const struct doc *text)
{
	return text && text->root->first && text->root->first->kind == DOC_HEADING;
}

/* The blocks that go: of one passage whose new text has no heading of its own, the heading stays. */
static void list_removed(struct own *own, struct own_work *work)
{
	enum own_action action = work->use->override->action;
	for (size_t i = 0; i < work->range_count; i++) {
		const struct own_range *range = &work->ranges[i];
		bool keep = action == OWN_REPLACE && work->range_count == 1 && !work->target.block && range->first->kind == DOC_HEADING &&
			    !has_heading(work->text);
		for (struct doc_node *n = keep ? range->first->next : range->first; n && n != range->end; n = n->next)
			if (action == OWN_REPLACE || action == OWN_DROP)
				*ARENA_PUSH(own->arena, work->removed, work->removed_count, work->removed_room) = n;
	}
}

/* ---- overrides that meet */

/* A block that goes, and by which override. */
struct own_removal {
	const struct doc_node *node;
	const struct own_work *by;
};

static int by_node(const void *a, const void *b)
{
	const struct own_removal *x = a, *y = b;
	return x->node != y->node ? ((uintptr_t)x->node > (uintptr_t)y->node) - ((uintptr_t)x->node < (uintptr_t)y->node)
				  : (x->by > y->by) - (x->by < y->by);
}

static bool is_about_the_same(const struct own_work *a, const struct own_work *b)
{
	return a->target.in == b->target.in && a->target.passage == b->target.passage && a->target.block == b->target.block;
}

static bool takes_away(const struct own_work *work)
{
	return work->use->override->action == OWN_REPLACE || work->use->override->action == OWN_DROP;
}

static void report_meeting(struct own *own, const struct own_work *work, const struct own_work *other)
{
	struct buf where = BUF_INIT;
	source_add_place(other->use->override->place, &where);
	if (is_about_the_same(work, other))
		diag_add(own->diags, DIAG_OWN_TWICE, work->use->override->place, work->use->id, where.data);
	else
		diag_add(own->diags, DIAG_OWN_WITHIN, work->use->override->place, work->use->id, other->use->id);
	buf_free(&where);
}

/* The override other than `work` that takes the block, or the attachment that it stands in, away; NULL: none does. */
static const struct own_work *taken_by(const struct own_removal *all, size_t count, const struct doc_node *node, const struct own_work *work)
{
	for (; node; node = node->parent) {
		struct own_removal key = { node, NULL };
		size_t low = 0, high = count;
		while (low < high) {
			size_t middle = (low + high) / 2;
			if (by_node(&all[middle], &key) < 0)
				low = middle + 1;
			else
				high = middle;
		}
		for (; low < count && all[low].node == node; low++)
			if (all[low].by != work)
				return all[low].by;
	}
	return NULL;
}

/* Whether an override says something of what another one takes away. What is added beside a passage that goes is no such thing. */
static bool check_meetings(struct own *own)
{
	size_t count = 0, errors = diag_errors(own->diags);
	for (size_t i = 0; i < own->count; i++)
		count += own->work[i].removed_count;
	struct own_removal *all = ARENA_ARRAY(own->arena, struct own_removal, count + 1);
	count = 0;
	for (size_t i = 0; i < own->count; i++)
		for (size_t k = 0; k < own->work[i].removed_count; k++)
			all[count++] = (struct own_removal){ own->work[i].removed[k], &own->work[i] };
	if (count)
		qsort(all, count, sizeof *all, by_node);
	for (size_t i = 0; i < own->count; i++) {
		const struct own_work *work = &own->work[i], *other = NULL;
		for (size_t k = 0; k < work->removed_count && !other; k++)
			other = taken_by(all, count, work->removed[k], work);
		if (!takes_away(work) && work->range_count)
			other = taken_by(all, count, work->ranges[0].first, work);
		bool larger = other && takes_away(work) && other->removed_count < work->removed_count; /* it is said of the smaller one */
		bool said = other && takes_away(work) && other->removed_count == work->removed_count && other > work;
		if (other && !larger && !said && (takes_away(work) || !is_about_the_same(work, other)))
			report_meeting(own, work, other);
	}
	return diag_errors(own->diags) == errors;
}

/* ---- putting them in */

/* Moves the text's blocks before `at`; NULL: behind the last of the parent. */
static void insert_text(struct doc *text, struct doc_node *parent, struct doc_node *at)
{
	for (struct doc_node *n = text->root->first, *next; n; n = next) {
		next = n->next;
		if (n->kind == DOC_FOOTNOTES)
			continue; /* doc_set_footnotes() finds them by their references */
		doc_unlink(n);
		if (at)
			doc_insert_before(at, n);
		else
			doc_append(parent, n);
	}
}

static void add_text(struct own_work *work)
{
	if (!work->range_count || !work->text)
		return;
	const struct own_range *first = &work->ranges[0], *last = &work->ranges[work->range_count - 1];
	bool whole;
	switch (work->use->override->action) {
	case OWN_BEFORE:
		insert_text(work->text, first->parent, first->first);
		break;
	case OWN_BEHIND:
		insert_text(work->text, last->parent, last->end);
		break;
	case OWN_REPLACE:
		whole = work->removed_count && work->removed[0] == first->first;
		insert_text(work->text, first->parent, whole ? first->first : first->first->next);
		break;
	case OWN_DROP:
		break;
	}
}

static void remove_blocks(struct own *own, const struct own_work *work)
{
	for (size_t i = 0; i < work->removed_count; i++) {
		struct doc_node *node = work->removed[i];
		if (own->doc->record_after == node)
			own->doc->record_after = node->previous;
		doc_unlink(node);
	}
}

/* The shown passage that the override is about. */
static size_t shown_of(const struct own *own, const struct own_work *work)
{
	const struct own_match *match = &own->match;
	if (work->target.in == &match->shown)
		return work->target.passage;
	for (size_t i = 0; i < match->shown.count; i++)
		if (match->of_shown[i] == work->target.passage)
			return i;
	return PASSAGE_NONE;
}

/* Notes what the override brings, before it is put in. */
static void note_text(struct own *own, const struct own_work *work)
{
	if (!work->text || !work->range_count)
		return;
	size_t shown = shown_of(own, work);
	bool replaces = work->use->override->action == OWN_REPLACE;
	bool stays = replaces && (!work->removed_count || work->removed[0] != work->ranges[0].first); /* the heading of the passage */
	for (const struct doc_node *n = work->text->root->first; n; n = n->next)
		own_notes_add(own->notes, n, work->use, shown, work->target.block || stays);
}

static void put_in(struct own *own)
{
	for (size_t i = 0; own->notes && i < own->count; i++)
		note_text(own, &own->work[i]);
	for (size_t i = 0; i < own->count; i++)
		if (own->work[i].text)
			doc_take_footnotes(own->work[i].text);
	for (size_t i = 0; i < own->count; i++)
		add_text(&own->work[i]);
	for (size_t i = 0; i < own->count; i++)
		remove_blocks(own, &own->work[i]);
}

/* ---- gaps */

/* The slots of the plan, without the gaps that went, and of the unit's own text. */
static void join_slots(struct own *own)
{
	size_t count = own->merged->slot_count;
	for (size_t i = 0; i < own->count; i++)
		count += own->work[i].range_count ? own->work[i].merged.slot_count : 0;
	struct merge_slot *slots = ARENA_ARRAY(own->arena, struct merge_slot, count + 1);
	struct gap_nodes gone = { 0 }, left = { 0 };
	for (size_t i = 0; i < own->count; i++)
		for (size_t k = 0; k < own->work[i].removed_count; k++)
			gap_nodes_add(own->arena, own->work[i].removed[k], &gone);
	gap_nodes_add(own->arena, own->doc->root, &left);
	own->doc->gaps = left.count;
	count = gap_nodes_keep(own->merged, &gone, &left, slots);
	for (size_t i = 0; i < own->count; i++)
		for (size_t k = 0; own->work[i].range_count && k < own->work[i].merged.slot_count; k++)
			slots[count++] = own->work[i].merged.slots[k];
	own->merged->slots = slots;
	own->merged->slot_count = count;
}

/* ---- what is said */

/* The line that differs first, as messages bear it; of two texts. */
static void first_difference(struct arena *arena, struct str *a, struct str *b)
{
	enum { MOST = 60 };
	struct str *texts[] = { a, b };
	while (a->len && b->len) {
		struct str rest_a = *a, rest_b = *b, line_a = str_trim(str_cut(&rest_a, "\n")), line_b = str_trim(str_cut(&rest_b, "\n"));
		if (!str_equal(line_a, line_b))
			break;
		*a = rest_a;
		*b = rest_b;
	}
	for (int i = 0; i < 2; i++) {
		struct str rest = *texts[i], line = str_trim(str_cut(&rest, "\n"));
		size_t kept = utf8_prefix(line.data, line.len, MOST);
		*texts[i] = line.len ? str_of(arena_printf(arena, "%.*s%s", (int)kept, line.data, kept < line.len ? "…" : "")) : STR("—");
	}
}

static void report_base(struct own *own, const struct own_work *work)
{
	const struct own_use *use = work->use;
	if (!use->id)
		return;
	if (!use->base)
		diag_add(own->diags, DIAG_OWN_BASE_NONE, use->override->place, use->id);
	if (!use->changed)
		return;
	struct str was = use->base->text, now = use->now;
	bool final = own->request->policy == POLICY_FINAL;
	first_difference(own->arena, &was, &now);
	diag_add(own->diags, final ? DIAG_OWN_BASE_FINAL : DIAG_OWN_BASE_CHANGED, use->override->place, use->id, was.data, now.data,
		 use->override->reason);
}

static void add_shape(const struct doc_node *node, struct buf *out)
{
	if (node->kind == DOC_FOOTNOTES) /* of the text alone; the plan has them elsewhere */
		return;
	if (node->kind == DOC_TEXT || node->kind == DOC_VALUE || node->kind == DOC_GAP) {
		buf_add_str(out, node->text);
		return;
	}
	buf_printf(out, "\x01%s %d %d%d%d%d(", doc_kind_name(node->kind), node->level, node->ordered, node->numbered, node->unnumbered, node->restart);
	for (const struct doc_node *n = node->first; n; n = n->next)
		add_shape(n, out);
	buf_add_text(out, ")");
}

/* Whether the blocks before `end` and those of the text are of the same kinds, lie in each other alike, and have the same set otherwise (bold). */
static bool has_shape(const struct doc_node *first, const struct doc_node *end, const struct doc_node *text)
{
	struct buf a = BUF_INIT, b = BUF_INIT;
	for (; first && first != end; first = first->next)
		add_shape(first, &a);
	for (; text; text = text->next)
		add_shape(text, &b);
	bool same = str_equal(buf_str(&a), buf_str(&b));
	buf_free(&a);
	buf_free(&b);
	return same;
}

/* Whether the blocks that go say the same as the text that comes. To be asked before it is put in. */
static bool changes_nothing(struct own *own, const struct own_work *work)
{
	if (work->use->override->action != OWN_REPLACE || work->range_count != 1 || !work->text || !work->removed_count)
		return false;
	struct doc_node *last = work->removed[work->removed_count - 1];
	const struct doc_node *first = work->removed[0], *text = work->text->root->first;
	return is_same(passage_text(own->arena, first, last->next), passage_text(own->arena, text, NULL)) && has_shape(first, last->next, text);
}

/* ---- for those who ask */

/* Adds what people are shown of the passage; returns where the next one goes. */
static struct own_passage *add_shown(struct own *own, struct own_passage *out, const struct passage *passage)
{
	struct str *blocks = ARENA_ARRAY(own->arena, struct str, passage_blocks(passage) + 1);
	size_t count = 0;
	for (const struct doc_node *n = passage_block(passage, 1); n && n != passage->own_end; n = n->next)
		blocks[count++] = passage_text(own->arena, n, n->next);
	*out = (struct own_passage){ .id = passage->id, .title = passage->title, .level = passage->level, .blocks = count,
				     .block_texts = blocks, .text = passage_text(own->arena, passage->first, passage->end),
				     .place = passage->first->place };
	return out + 1;
}

static size_t passes_of(const struct own_match *match, size_t outline)
{
	size_t count = 0;
	for (size_t i = 0; i < match->shown.count; i++)
		count += match->of_shown[i] == outline;
	return count;
}

/* The passages of the outline; behind those of a loop, its passes. */
static void list_passages(struct own *own, struct own_view *view)
{
	const struct own_match *match = &own->match;
	struct own_passage *list = ARENA_ARRAY(own->arena, struct own_passage, match->outline.count + match->shown.count + 1), *out = list;
	for (size_t i = 0; i < match->outline.count; i++) {
		out = add_shown(own, out, &match->outline.items[i]);
		if (passes_of(match, i) < 2)
			continue;
		for (size_t k = 0; k < match->shown.count; k++)
			if (match->of_shown[k] == i && strcmp(match->shown.items[k].id, match->outline.items[i].id) != 0)
				out = add_shown(own, out, &match->shown.items[k]);
	}
	view->passages = list;
	view->passage_count = (size_t)(out - list);
}

static struct own_view *make_view(struct own *own, struct draft_result *result)
{
	struct own_view *view = ARENA_NEW(own->arena, struct own_view);
	struct own_use *uses = ARENA_ARRAY(own->arena, struct own_use, own->count + 1);
	for (size_t i = 0; i < own->count; i++) {
		uses[i] = *own->work[i].use;
		view->changed += uses[i].changed;
	}
	view->uses = uses;
	view->use_count = own->count;
	view->absent = own->absent;
	view->absent_count = own->absent_count;
	if (own->request->passages)
		list_passages(own, view);
	result->own = view;
	result->own_changed = view->changed;
	return view;
}

bool own_is_absent(const struct own_view *view, const struct own_override *override)
{
	for (size_t i = 0; i < view->absent_count; i++) {
		const struct place *place = &view->absent[i].override->place;
		if (place->offset == override->place.offset && strcmp(place->source->name, override->place.source->name) == 0)
			return true;
	}
	return false;
}

/* ---- all of it */

/* Whether the plan's unit has a folder of its own text; what was looked for is recorded. */
static bool has_folder(const struct merging *merging, const struct draft_request *request)
{
	const struct catalogue_request *values = &request->values;
	if (request->kind != DRAFT_PLAN || !values->unit || !values->unit->id.len || !values->variant)
		return false;
	const char *folder = own_folder(merging->arena, merging->tools->catalogue->content_folder, values->unit->id);
	if (file_is_folder(folder))
		return true;
	bool exists;
	struct hash hash = request->reads ? identity_of_file(merging->tools, folder, &exists) : (struct hash){ 0, 0 };
	if (request->reads)
		reads_add(request->reads, exists ? READ_FILE : READ_MISSING, str_of(folder), hash);
	return false;
}

/* Reads the overrides and finds what each is about. False with errors, which do not keep the others from being looked at. */
static bool find_work(struct own *own)
{
	size_t errors = diag_errors(own->diags);
	bool good = read_files(own);
	for (int i = 0; i < 2; i++)
		for (size_t k = 0; good && k < own->files[i].count; k++)
			add_work(own, &own->files[i], &own->files[i].items[k]);
	for (size_t i = 0; i < own->count; i++)
		if (own->work[i].use->id)
			find_ranges(own, &own->work[i]);
	return good && diag_errors(own->diags) == errors;
}

/* Reads their texts and puts them into the tree. */
static bool change_tree(struct own *own)
{
	bool good = true;
	for (size_t i = 0; i < own->count; i++) {
		good = read_text(own, &own->work[i]) && good;
		list_removed(own, &own->work[i]);
	}
	if (!good || !check_meetings(own))
		return false;
	for (size_t i = 0; i < own->count; i++) {
		if (changes_nothing(own, &own->work[i]))
			diag_add(own->diags, DIAG_OWN_NOTHING, own->work[i].use->override->place, own->work[i].use->id);
		report_base(own, &own->work[i]);
	}
	put_in(own);
	doc_set_footnotes(own->doc);
	join_slots(own);
	return true;
}

bool own_is_there(const struct merging *merging, const struct draft_request *request)
{
	return has_folder(merging, request) || request->passages || request->own_text;
}

bool own_apply(struct merging *merging, const struct draft_request *request, const struct source *source, enum parse_format format,
	       struct doc *doc, struct merged *merged, struct draft_result *result)
{
	struct own *own = ARENA_NEW(merging->arena, struct own);
	*own = (struct own){ .arena = merging->arena, .merging = merging, .request = request, .doc = doc, .merged = merged, .diags = merging->diags };
	size_t errors = diag_errors(own->diags);
	struct doc *outline = read_outline(own, source, format);
	if (!outline)
		return false;
	own->match.outline = passages_of(own->arena, outline);
	if (doc) {
		doc_take_footnotes(doc);
		own->match.shown = passages_of(own->arena, doc);
		own_match_passages(own->arena, &own->match);
	}
	bool good = !request->values.unit || find_work(own);
	struct own_view *view = make_view(own, result);
	if (doc && request->parts)
		own->notes = own_notes_new(own->arena, &own->match);
	if (good && doc)
		good = change_tree(own);
	else if (doc)
		doc_set_footnotes(doc);
	if (own->notes) {
		struct own_parts *parts = own_notes_finish(own->notes, doc);
		own_add_tags(parts, merging, outline);
		view->parts = parts;
	}
	return good && diag_errors(own->diags) == errors;
}
