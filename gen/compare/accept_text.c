/* Texts that changed, written as the unit's own text. */
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/diag.h"
#include "base/utf8.h"
#include "catalogue/catalogue.h"
#include "change/change.h"
#include "compare/fragment.h"
#include "compare/internal.h"
#include "compare/regroup.h"
#include "draft/own.h"
#include "draft/passage.h"

enum { EXCERPT = 30 }; /* characters of a text in a message */

/* What is being taken over. */
struct texts {
	struct arena *arena;
	struct draft_tools *tools;
	struct draft_request request; /* with the values that the document has */
	const char *reason, *default_reason;
	struct compare_side before;   /* the plan with them */
	struct compare_result result;
	struct accept_values values;  /* what became of the values that the document has otherwise */
	struct regroup regroup;
	struct fragment_tags tags;
	const struct doc_node *kept_table; /* of the document: the last one that has what it does not show */
	bool *failed;                 /* by edit */
	struct diag_list *diags;
};

static const char *excerpt(struct texts *t, struct str text)
{
	return text.len ? diag_excerpt(t->arena, text, EXCERPT) : "—";
}

static const char *excerpt_of(struct texts *t, const struct compare_passage *passage)
{
	return excerpt(t, passage ? passage->text : STR(""));
}

/* The passage's text from shortly before the place where the other reads otherwise, ends of lines as ⏎. */
static const char *excerpt_beside(struct texts *t, const struct compare_passage *passage, const struct compare_passage *other)
{
	enum { BEFORE = 8 }; /* characters */
	struct str text = passage ? passage->text : STR(""), beside = other ? other->text : STR("");
	struct buf out = BUF_INIT;
	size_t same = 0;
	uint32_t cp;
	while (same < text.len && same < beside.len && text.data[same] == beside.data[same])
		same++;
	while (same && same < text.len && utf8_is_continuation(text.data[same]))
		same--;
	for (size_t i = 0; i < BEFORE; i++)
		same -= utf8_decode_last(text.data, same, &cp);
	size_t at = utf8_count(text.data, same) + 2 * BEFORE > EXCERPT ? same : 0;
	for (struct str rest = str_from(text, at); rest.data && rest.len; buf_add_text(&out, rest.data ? "⏎" : ""))
		buf_add_str(&out, str_cut(&rest, "\n"));
	const char *shown = excerpt(t, buf_str(&out));
	buf_free(&out);
	return at ? arena_printf(t->arena, "…%s", shown) : shown;
}

/* ---- tags */

static struct str span_text(const struct compare_passage *passage, const struct compare_span *span)
{
	return span->gap && span->label ? str_of(span->label) : (struct str){ passage->text.data + span->at, span->len };
}

static bool is_at(const struct own_tag *tag, struct place place)
{
	return tag->place.source && place.source && tag->place.offset == place.offset && strcmp(tag->place.source->name, place.source->name) == 0;
}

/* The tag that gives what the span reads: that which stands there, else one of the same name. NULL: none does. */
static const char *find_tag(const struct own_parts *parts, const struct compare_passage *passage, const struct compare_span *span)
{
	const char *found = NULL;
	struct str text = span_text(passage, span);
	for (size_t i = 0; i < parts->tag_count; i++) {
		const struct own_tag *tag = &parts->tags[i];
		if (tag->gap != span->gap || !str_equal(tag->text, text))
			continue;
		if (is_at(tag, span->place))
			return tag->tag;
		if (!found && strcmp(tag->name, span->name) == 0)
			found = tag->tag;
	}
	return found;
}

/* Where a span of the passage before stands in the passage now. False: it is not all there. */
static bool follow_span(const struct compare_change *change, const struct compare_span *span, size_t *now)
{
	size_t old = 0, new = 0;
	for (size_t i = 0; change && i < change->piece_count; i++) {
		const struct compare_piece *piece = &change->pieces[i];
		if (piece->op == COMPARE_SAME && span->at >= old && span->at + span->len <= old + piece->text.len) {
			*now = new + span->at - old;
			return true;
		}
		old += piece->op != COMPARE_INSERTED ? piece->text.len : 0;
		new += piece->op != COMPARE_DELETED ? piece->text.len : 0;
	}
	*now = span->at;
	return !change;
}

/* The tags of the passage now, by those that it had before; `change` NULL: it reads the same. */
static void tag_mates(struct texts *t, const struct compare_passage *before, const struct compare_passage *after,
		      const struct compare_change *change)
{
	for (size_t i = 0; i < before->span_count; i++) {
		const struct compare_span *span = &before->spans[i];
		const char *tag = find_tag(t->before.own->parts, before, span);
		size_t now;
		if (tag && follow_span(change, span, &now))
			fragment_add_tag(t->arena, &t->tags, after, now, span->len, tag);
	}
}

static bool has_tag(const struct fragment_tags *tags, size_t from, const struct doc_node *node)
{
	for (; from < tags->count; from++)
		if (tags->items[from].node == node)
			return true;
	return false;
}

/* The node whose text the span is; NULL: more than one. */
static const struct doc_node *node_of(const struct compare_passage *passage, const struct compare_span *span)
{
	for (size_t i = 0; i < passage->inline_count; i++)
		if (passage->inlines[i].at == (long)span->at)
			return passage->inlines[i].node;
	return NULL;
}

/* Tags of values that the document itself has marked, from index `from` of the passage's tags on. */
static void tag_marked(struct texts *t, const struct compare_passage *after, size_t from)
{
	for (size_t i = 0; i < after->span_count; i++) {
		const struct compare_span *span = &after->spans[i];
		const struct doc_node *node = node_of(after, span);
		const char *tag = node && !has_tag(&t->tags, from, node) ? find_tag(t->before.own->parts, after, span) : NULL;
		if (tag)
			fragment_add_tag(t->arena, &t->tags, after, span->at, span->len, tag);
	}
}

/* By passage of the document: what it is a change of; NULL: it reads as before, or is new. */
static const struct compare_change **changes_by_passage(struct texts *t)
{
	const struct compare_result *result = &t->result;
	const struct compare_change **changes = ARENA_ARRAY(t->arena, const struct compare_change *, result->after->count + 1);
	for (size_t i = 0; i < result->change_count; i++)
		if (result->changes[i].after)
			changes[result->changes[i].after - result->after->passages] = &result->changes[i];
	return changes;
}

/* Rows of tables, and the tables by the first of them, are what they were. */
static void keep_rows(struct texts *t, const struct compare_passage *before, const struct compare_passage *after)
{
	if (before->kind != DOC_ROW || after->kind != DOC_ROW)
		return;
	const struct doc_node *table = after->node->parent;
	fragment_add_like(t->arena, &t->tags, after->node, before->node);
	if (table != t->kept_table)
		fragment_add_like(t->arena, &t->tags, table, before->node->parent);
	t->kept_table = table;
}

static void find_tags(struct texts *t)
{
	const struct compare_result *result = &t->result;
	const struct compare_change **changes = changes_by_passage(t);
	const struct compare_passage **mates = ARENA_ARRAY(t->arena, const struct compare_passage *, result->after->count + 1);
	for (size_t i = 0; i < result->before->count; i++)
		if (result->mates[i] != COMPARE_NONE)
			mates[result->mates[i]] = &result->before->passages[i];
	for (size_t i = 0; i < result->after->count; i++) {
		const struct compare_change *change = changes[i];
		const struct compare_passage *before = mates[i] ? mates[i] : change ? change->before : NULL;
		size_t from = t->tags.count;
		if (before) {
			keep_rows(t, before, &result->after->passages[i]);
			tag_mates(t, before, &result->after->passages[i], change && change->kind == COMPARE_CHANGED ? change : NULL);
		}
		tag_marked(t, &result->after->passages[i], from);
	}
	fragment_sort_tags(&t->tags);
}

/* ---- edits */

static const char *file_of(const struct texts *t)
{
	return own_path(t->arena, t->tools->catalogue->content_folder, t->request.values.unit->id, t->request.values.variant->id);
}

static bool change_own(struct texts *t, struct change *change, const struct change_own *own, struct diag_list *diags)
{
	const struct catalogue_request *values = &t->request.values;
	return change_edit_own_text(change, t->tools->catalogue, values->unit, values->variant, t->before.own, own, diags);
}

/* Whether the id is that of something in the passage. */
static bool is_inside(const char *id, const char *passage)
{
	size_t len = strlen(passage);
	return strncmp(id, passage, len) == 0 && (id[len] == '/' || id[len] == '#');
}

/* Takes away what the unit has otherwise within a passage that is replaced as one. */
static bool clear_inside(struct texts *t, struct change *change, const struct regroup_edit *edit, struct diag_list *diags)
{
	const struct own_view *view = t->before.own;
	bool good = true;
	for (size_t i = 0; i < view->use_count && good; i++) {
		const struct own_use *use = &view->uses[i];
		struct change_own own = { .target = use->id, .action = use->override->action, .gone = true };
		if (use->id && is_inside(use->id, edit->id) && strcmp(use->file->source->name, file_of(t)) == 0)
			good = change_own(t, change, &own, diags);
	}
	return good;
}

/* Puts the edit into the change. False with errors. */
static bool apply(struct texts *t, struct change *change, const struct regroup_edit *edit, struct diag_list *diags)
{
	bool empty = edit->from == edit->to, mine = edit->use && strcmp(edit->use->file->source->name, file_of(t)) == 0;
	const char *kept = mine && !t->reason ? NULL : t->reason ? t->reason : t->default_reason;
	struct change_own own = { .target = edit->id, .action = edit->side, .reason = kept, .beside = true };
	if (empty && edit->side == OWN_REPLACE)
		own.action = OWN_DROP;
	else if (empty)
		own.gone = true;
	else
		own.text = fragment_markdown(t->arena, &t->regroup.blocks[edit->from], edit->to - edit->from, &t->tags, diags);
	return (!edit->whole || clear_inside(t, change, edit, diags)) && change_own(t, change, &own, diags);
}

/* Puts all edits that have not failed into the change, but those from `count` on. */
static bool apply_first(struct texts *t, struct change *change, size_t count, struct diag_list *diags)
{
	bool good = true;
	for (size_t i = 0; i < count && good; i++)
		good = t->failed[i] || apply(t, change, &t->regroup.edits[i], diags);
	return good;
}

/* ---- proof */

/* The plan as the first `count` edits make it. False with errors. */
static bool draft_with(struct texts *t, size_t count, struct compare_side *side, struct diag_list *diags)
{
	static const struct change_author nobody = { "", "", 0 };
	struct change *change = change_begin(t->arena, t->tools->catalogue->content_folder, &nobody);
	struct draft_request request = t->request;
	if (!apply_first(t, change, count, diags))
		return false;
	request.own_text = change_text_of(change, file_of(t));
	return compare_draft(t->arena, t->tools, &request, side, diags);
}

/* The first error, in the words of its code. */
static const char *first_error(const struct diag_list *said)
{
	for (const struct diag *d = said->first; d; d = d->next)
		if (d->severity >= DIAG_ERROR)
			return diag_id(d->code);
	return "—";
}

static struct place place_of(const struct compare_passage *passage)
{
	return passage ? passage->place : NO_PLACE;
}

/* Fails the edits with which the plan has errors, one by one. */
static void fail_faulty(struct texts *t)
{
	for (size_t i = 0; i < t->regroup.edit_count; i++) {
		struct compare_side side;
		struct diag_list said;
		diag_init(&said, t->arena);
		if (draft_with(t, i + 1, &side, &said))
			continue;
		t->failed[i] = true;
		diag_add(t->diags, DIAG_TEXT_FAULTY, place_of(t->regroup.edits[i].at), t->regroup.edits[i].id, first_error(&said));
	}
}

/* The edit of the same passage or block as what the plan had beside it, so that it put an end to that; COMPARE_NONE: none. */
static size_t edit_beside(const struct texts *t, const struct compare_passage *passage)
{
	const struct own_part *part = NULL;
	for (size_t i = 0; passage && !part && i < t->before.count; i++)
		if (str_equal(t->before.passages[i].text, passage->text))
			part = regroup_part_of(t->before.own->parts, t->before.passages[i].node);
	for (size_t i = 0; part && part->id && i < t->regroup.edit_count; i++)
		if (strcmp(part->id, t->regroup.edits[i].id) == 0)
			return i;
	return COMPARE_NONE;
}

/* Whether the block is one of the edit's; COMPARE_NONE is none. */
static bool holds_block(const struct regroup_edit *edit, size_t block)
{
	return block >= edit->from && block < edit->to;
}

/* The edit that gives the passage of a new draft, else the one that the passage of the document belongs to; COMPARE_NONE: none. */
static size_t edit_of(struct texts *t, const struct compare_side *side, const struct compare_change *change)
{
	const struct own_part *part = change->before ? regroup_part_of(side->own->parts, change->before->node) : NULL;
	size_t block = change->after ? regroup_block_of(&t->regroup, change->after->node) : COMPARE_NONE;
	for (size_t i = 0; i < t->regroup.edit_count; i++) {
		const struct regroup_edit *edit = &t->regroup.edits[i];
		bool made = part && part->use && part->id && part->side == edit->side && strcmp(part->id, edit->id) == 0;
		if (made || holds_block(edit, block))
			return i;
	}
	return edit_beside(t, change->after);
}

static bool is_left(const struct texts *t, const struct compare_passage *passage)
{
	for (size_t i = 0; passage && i < t->regroup.left_count; i++)
		if (t->regroup.left[i] == passage || str_equal(t->regroup.left[i]->text, passage->text))
			return true;
	return false;
}

/* Fails the edit that does not give what the document says. */
static void fail_unproven(struct texts *t, size_t edit, const struct compare_passage *before, const struct compare_passage *after)
{
	t->failed[edit] = true;
	diag_add(t->diags, DIAG_TEXT_UNPROVEN, place_of(after ? after : before), t->regroup.edits[edit].id, excerpt_beside(t, before, after),
		 excerpt_beside(t, after, before));
}

/* Compares the plan that the edits make with the document: edits that do not give what it says fail. */
static void prove(struct texts *t, const struct compare_side *side)
{
	struct compare_result result;
	if (!compare_sides(t->arena, side, t->result.after, &result, t->diags))
		return;
	for (size_t i = 0; i < result.change_count; i++) {
		const struct compare_change *change = &result.changes[i];
		size_t edit = edit_of(t, side, change);
		if (edit == COMPARE_NONE && !is_left(t, change->before) && !is_left(t, change->after))
			diag_add(t->diags, DIAG_TEXT_LEFT, place_of(change->after ? change->after : change->before),
				 excerpt_beside(t, change->before, change->after), excerpt_beside(t, change->after, change->before));
		if (edit != COMPARE_NONE && !t->failed[edit])
			fail_unproven(t, edit, change->before, change->after);
	}
}

/* Fails the edit with the spot: what a value cannot be is no text of the unit either. */
static void fail_at(struct texts *t, const struct compare_spot *spot)
{
	size_t block = regroup_block_of(&t->regroup, spot->after->node);
	size_t run_on = regroup_block_of(&t->regroup, spot->after->run_on); /* a block of its own */
	for (size_t i = 0; i < t->regroup.edit_count; i++) {
		const struct regroup_edit *edit = &t->regroup.edits[i];
		if (!t->failed[i] && (holds_block(edit, block) || holds_block(edit, run_on)))
			fail_unproven(t, i, spot->before, spot->after);
	}
}

/* Fails the edits with values that were to be taken over and that were refused as such. */
static void fail_refused(struct texts *t)
{
	for (size_t i = 0; i < t->values.refused_count; i++)
		for (size_t j = 0; j < t->values.refused[i]->spot_count; j++)
			fail_at(t, &t->values.refused[i]->spots[j]);
}

static void prove_all(struct texts *t)
{
	struct compare_side side;
	struct diag_list said;
	diag_init(&said, t->arena);
	if (draft_with(t, t->regroup.edit_count, &side, &said)) {
		prove(t, &side);
		return;
	}
	fail_faulty(t);
	diag_init(&said, t->arena);
	if (draft_with(t, t->regroup.edit_count, &side, &said))
		prove(t, &side);
	else
		diag_append(t->diags, &said);
}

/* ---- all of it */

/* The names of the values, for a message. */
static const char *names_of(struct arena *arena, const struct catalogue_setting *settings, size_t count)
{
	struct buf out = BUF_INIT;
	for (size_t i = 0; i < count; i++)
		buf_printf(&out, "%s%s", i ? ", " : "", settings[i].name);
	return buf_move_to(&out, arena);
}

/* The plan with the values of the document, and what else the document has otherwise. False with errors. */
static bool compare_again(struct texts *t, const struct compare_result *given, bool values)
{
	struct diag_list ignored; /* compare_accept() says it */
	diag_init(&ignored, t->arena);
	t->values = accept_collect(t->arena, t->tools, &t->request, given, &ignored);
	if (t->values.count && !values)
		diag_add(t->diags, DIAG_TEXT_VALUES, NO_PLACE, names_of(t->arena, t->values.settings, t->values.count));
	t->request = accept_request_with(t->arena, &t->request, t->values.settings, t->values.count);
	t->request.passages = t->request.parts = true;
	return compare_draft(t->arena, t->tools, &t->request, &t->before, t->diags) &&
	       compare_sides(t->arena, &t->before, given->after, &t->result, t->diags);
}

size_t compare_accept_text(struct arena *arena, struct draft_tools *tools, const struct draft_request *request, const struct compare_result *result,
			   const char *reason, bool values, struct change *change, struct diag_list *diags)
{
	struct texts t = { .arena = arena, .tools = tools, .request = accept_request_with(arena, request, result->then, result->then_count), .reason = reason, .diags = diags };
	size_t errors = diag_errors(diags), count = 0;
	const char *slash = strrchr(result->after->name, '/');
	t.default_reason = arena_printf(arena, "采自%s", slash ? slash + 1 : result->after->name);
	if (!request->values.unit) {
		diag_add(diags, DIAG_TEXT_OF_NO_UNIT, NO_PLACE, result->after->name);
		return 0;
	}
	if (!compare_again(&t, result, values))
		return 0;
	t.regroup = regroup_edits(arena, &t.result);
	t.failed = ARENA_ARRAY(arena, bool, t.regroup.edit_count + 1);
	find_tags(&t);
	for (size_t i = 0; i < t.regroup.left_count; i++)
		if (!values || !t.regroup.left[i]->element) /* else compare_accept() has said it */
			diag_add(diags, DIAG_TEXT_APART, t.regroup.left[i]->place, excerpt_of(&t, t.regroup.left[i]));
	if (values)
		fail_refused(&t);
	prove_all(&t);
	for (size_t i = 0; i < t.regroup.edit_count; i++)
		count += !t.failed[i];
	bool good = diag_errors(diags) == errors && apply_first(&t, change, t.regroup.edit_count, diags);
	return good ? count : 0;
}
