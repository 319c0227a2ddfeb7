#include "draft/issue.h"

#include "base/arena.h"
#include "base/diag.h"
#include "base/file.h"
#include "base/source.h"
#include "doc/doc.h"
#include "draft/draft.h"
#include "draft/elements.h"
#include "draft/gap_nodes.h"
#include "draft/merging.h"
#include "draft/partial.h"
#include "parse/parse.h"
#include "vars/element.h"
#include "vars/value.h"

static const char name_of_choice[] = "印发通知";

/* Where the blocks of a notice stand, in this order. */
enum rank { RANK_TITLE, RANK_RECIPIENT, RANK_TEXT, RANK_ATTACHMENTS, RANK_SIGNATURE, RANK_NOTE, RANK_COUNT };

/* The parts of the joined document; nodes are in no tree meanwhile. */
struct issue {
	struct arena *arena;
	struct doc *doc;
	struct doc_node **parts[RANK_COUNT];
	size_t counts[RANK_COUNT], rooms[RANK_COUNT];
	struct gap_nodes gone; /* of blocks that the plan has itself */
	struct doc_node *plan; /* the attachment */
};

bool issue_is_wanted(struct merging *merging, struct doc *doc)
{
	struct str text = merging_peek(merging, name_of_choice);
	const struct value *value = value_member(merging->values->root, str_of(name_of_choice));
	if (!value || value->kind == VALUE_BOOL)
		return value && value->truth;
	return element_read(doc->arena, name_of_choice, &text, merging_place(merging, name_of_choice, doc->root->place), merging->diags) &&
	       str_is(text, "是");
}

static enum rank rank_of(const struct doc_node *node)
{
	switch (node->kind) {
	case DOC_TITLE: return RANK_TITLE;
	case DOC_RECIPIENT: return RANK_RECIPIENT;
	case DOC_ATTACHMENT_NOTE: return RANK_ATTACHMENTS;
	case DOC_SIGNATURE: return RANK_SIGNATURE;
	case DOC_NOTE: return RANK_NOTE;
	case DOC_ROOT:
	case DOC_HEADING:
	case DOC_PARAGRAPH:
	case DOC_LIST:
	case DOC_QUOTE:
	case DOC_TABLE:
	case DOC_ATTACHMENT:
	case DOC_PAGE_BREAK:
	case DOC_HEAD:
	case DOC_RECORD:
	case DOC_FOOTNOTES:
	DOC_CASE_BLOCK_PARTS:
	DOC_CASE_BOOK_PARTS:
	DOC_CASE_INLINES:
	case DOC_KIND_COUNT:
		break;
	}
	return RANK_TEXT;
}

static void take_part(struct issue *issue, struct doc_node *node, enum rank rank)
{
	doc_unlink(node);
	*ARENA_PUSH(issue->arena, issue->parts[rank], issue->counts[rank], issue->rooms[rank]) = node;
}

/* Moves the plan into its attachment, and what is about the whole out of it. Its own attachments stay. */
static void take_plan(struct issue *issue)
{
	struct doc_node *root = issue->doc->root, *after = issue->doc->record_after;
	bool inside = true;
	for (struct doc_node *n = root->first, *next; n; n = next) {
		next = n->next;
		enum rank rank = rank_of(n);
		inside = inside && n->kind != DOC_ATTACHMENT && n != issue->plan;
		if (n == after && (inside || rank != RANK_TEXT))
			issue->doc->record_after = inside || !n->previous ? issue->plan : n->previous;
		if (rank != RANK_TITLE && rank != RANK_TEXT) {
			take_part(issue, n, rank);
		} else if (inside) {
			doc_unlink(n);
			doc_append(issue->plan, n);
		}
		inside = inside && n != after; /* what follows is not issued with it */
	}
	while (issue->plan->last && issue->plan->last->kind == DOC_PAGE_BREAK)
		doc_unlink(issue->plan->last);
}

/* Takes the blocks of the notice, but for those that the plan has itself. */
static void take_notice(struct issue *issue, struct doc *notice)
{
	size_t own[RANK_COUNT];
	for (int i = 0; i < RANK_COUNT; i++)
		own[i] = i == RANK_TITLE || i == RANK_TEXT ? 0 : issue->counts[i];
	for (struct doc_node *n = notice->root->first, *next; n; n = next) {
		next = n->next;
		enum rank rank = rank_of(n);
		if (own[rank]) {
			doc_unlink(n);
			gap_nodes_add(issue->arena, n, &issue->gone);
		} else {
			take_part(issue, n, rank);
		}
	}
}

/* What front matter of the block names and the document does not; and that the notice is there. */
static void join_meta(struct doc *doc, const struct doc *notice)
{
	struct doc_meta *meta = ARENA_ARRAY(doc->arena, struct doc_meta, doc->meta_count + notice->meta_count + 1);
	size_t count = 0;
	for (size_t i = 0; i < doc->meta_count; i++)
		if (!str_is(str_of(doc->meta[i].key), name_of_choice))
			meta[count++] = doc->meta[i];
	for (size_t i = 0; i < notice->meta_count; i++)
		if (!doc_find_meta(doc, notice->meta[i].key))
			meta[count++] = notice->meta[i];
	meta[count++] = (struct doc_meta){ name_of_choice, STR("否"), doc->root->place, NULL };
	doc->meta = meta;
	doc->meta_count = count;
}

/* The slots of both, and how many gaps the tree has. */
static void join_slots(struct issue *issue, struct merged *merged, const struct merged *notice)
{
	struct gap_nodes left = { 0 };
	struct merge_slot *slots = ARENA_ARRAY(issue->arena, struct merge_slot, merged->slot_count + notice->slot_count + 1);
	for (size_t i = 0; i < merged->slot_count; i++)
		slots[i] = merged->slots[i];
	gap_nodes_add(issue->arena, issue->doc->root, &left);
	merged->slot_count += gap_nodes_keep(notice, &issue->gone, &left, &slots[merged->slot_count]);
	merged->slots = slots;
	issue->doc->gaps = left.count;
}

/* The block as a document of its own; NULL with errors. */
static struct doc *read_notice(struct merging *merging, struct merged *merged)
{
	const char *extension = merging->extension;
	size_t errors = diag_errors(merging->diags);
	const struct source *source = partial_load(merging->tools, merging->arena, STR(ISSUE_BLOCK), extension, merging->reads, merging->diags);
	if (!source) {
		if (diag_errors(merging->diags) == errors)
			diag_add(merging->diags, DIAG_ISSUE_NO_TEXT, NO_PLACE,
				 file_join(merging->arena, merging->tools->catalogue->content_folder, "shared/" ISSUE_BLOCK ".md"));
		return NULL;
	}
	enum parse_format format = parse_format_of(source->name);
	merging->extension = format == PARSE_XML ? ".xml" : ".md";
	bool good = merging_expand(merging->arena, merging, source, MERGE_PLACEHOLDERS, merged);
	merging->extension = extension;
	struct doc *doc = good ? parse_document(merging->arena, source, merged, format, merging->diags) : NULL;
	if (doc)
		elements_tidy(doc, merging->diags);
	if (doc && !*doc_title(doc))
		diag_add(merging->diags, DIAG_ISSUE_NO_TITLE, ((struct place){ source, 0 }));
	return diag_errors(merging->diags) == errors ? doc : NULL;
}

bool issue_wrap(struct merging *merging, struct doc *doc, struct merged *merged)
{
	struct merged own = { 0 };
	struct doc *notice = read_notice(merging, &own);
	if (!notice)
		return false;
	struct issue issue = { .arena = merging->arena, .doc = doc };
	doc_take_footnotes(doc);
	doc_take_footnotes(notice);
	issue.plan = doc_add(doc, doc->root, DOC_ATTACHMENT, doc->root->place);
	issue.plan->unmarked = true;
	take_plan(&issue);
	take_notice(&issue, notice);
	struct doc_node *first = issue.plan;
	while (first->previous)
		first = first->previous;
	if (first != issue.plan) { /* it stands before the plan's own attachments */
		doc_unlink(issue.plan);
		doc_insert_before(first, issue.plan);
	}
	for (int rank = 0; rank < RANK_COUNT; rank++)
		for (size_t i = 0; i < issue.counts[rank]; i++)
			doc_insert_before(issue.plan, issue.parts[rank][i]);
	doc_set_footnotes(doc);
	join_meta(doc, notice);
	join_slots(&issue, merged, &own);
	elements_set_seals(doc, merging->diags);
	return true;
}
