/* Footnotes and their references. */
#include "base/arena.h"
#include "doc/doc.h"

struct doc_node *doc_add_reference(struct doc *doc, struct doc_node *parent, struct place place)
{
	struct doc_node *reference = doc_add(doc, parent, DOC_REFERENCE, place);
	struct doc_node *note = ARENA_NEW(doc->arena, struct doc_node);
	*note = (struct doc_node){ .kind = DOC_FOOTNOTE, .place = place, .text = STR(""), .mate = reference };
	reference->mate = note;
	return note;
}

bool doc_takes_references(const struct doc_node *block)
{
	enum doc_kind kind = block->kind, parent = block->parent ? block->parent->kind : DOC_ROOT;
	return kind == DOC_HEADING || kind == DOC_CELL || kind == DOC_CAPTION || (kind == DOC_PARAGRAPH && parent != DOC_ATTACHMENT_NOTE);
}

void doc_take_footnotes(struct doc *doc)
{
	struct doc_node *notes = doc->root->last;
	if (!notes || notes->kind != DOC_FOOTNOTES)
		return;
	while (notes->first)
		doc_unlink(notes->first);
	doc_unlink(notes);
}

void doc_set_footnotes(struct doc *doc)
{
	struct doc_node *notes = NULL;
	for (struct doc_node *n = doc->root->first; n; n = doc_next(n, doc->root)) {
		if (n->kind != DOC_REFERENCE)
			continue;
		if (!notes)
			notes = doc_add(doc, doc->root, DOC_FOOTNOTES, n->mate->place);
		doc_append(notes, n->mate);
		n->ordinal = n->mate->ordinal = notes->last->previous ? notes->last->previous->ordinal + 1 : 1;
	}
}
