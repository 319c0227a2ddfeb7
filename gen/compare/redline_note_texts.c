/* The texts of the notes of documents with revisions (ECMA-376 part 1, 17.11). */
#include "base/xml.h"
#include "compare/redline_internal.h"

/* The run of the paragraph with the note's own number (17.11.13); NULL: it shows none. */
static xmlNode *find_number(xmlNode *node, int depth)
{
	for (xmlNode *child = redline_first(node); child && depth < REDLINE_DEPTH; child = redline_next(child)) {
		if (xml_is(child, "footnoteRef") || xml_is(child, "endnoteRef"))
			return node;
		xmlNode *found = find_number(child, depth + 1);
		if (found)
			return found;
	}
	return NULL;
}

/* Puts the number before the text of the paragraph, which is inserted. */
static void add_number(struct redline *r, xmlNode *paragraph, xmlNode *number, enum redline_notes kind)
{
	xmlNode *mark = redline_mark(r, "ins"), *run = redline_new(r, "r"), *look = redline_child(number, "rPr");
	look = look ? redline_copy(r, look) : NULL;
	if (look)
		xmlAddChild(run, look);
	xmlAddChild(run, redline_new(r, kind == REDLINE_ENDNOTES ? "endnoteRef" : "footnoteRef"));
	xmlAddChild(mark, run);
	xmlAddNextSibling(redline_child(paragraph, "pPr"), mark);
}

/* The text of a note that only the second document has. */
static void fill_note(struct redline *r, const struct redline_pair *pair)
{
	for (xmlNode *child = redline_first(pair->after); child; child = redline_next(child)) {
		xmlNode *number = xml_is(child, "p") ? find_number(child, 0) : NULL;
		if (!xml_is(child, "p"))
			continue;
		xmlNode *made = redline_insert(r, child, redline_next(child) != NULL);
		if (number)
			add_number(r, made, number, pair->kind);
		xmlAddChild(pair->before, made);
	}
}

void redline_compare_notes(struct redline *r)
{
	for (size_t i = 0; i < r->pair_count; i++) {
		struct redline_pair pair = r->pairs[i];
		xmlNode *root = redline_enter(r, r->before.note_trees[pair.kind]);
		if (redline_first(pair.before))
			redline_compare(r, pair.before, pair.after, 0);
		else
			fill_note(r, &pair);
		redline_enter_root(r, root);
	}
}
