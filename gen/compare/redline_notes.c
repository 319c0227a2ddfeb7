/* Footnotes and endnotes of documents with revisions (ECMA-376 part 1, 17.11). */
#include "base/arena.h"
#include "base/xml.h"
#include "compare/redline_internal.h"

const char *redline_note_element(enum redline_notes kind)
{
	return kind == REDLINE_ENDNOTES ? "endnote" : "footnote";
}

const char *redline_note_part(enum redline_notes kind)
{
	return kind == REDLINE_ENDNOTES ? "endnotes" : "footnotes";
}

/* What stands between text and notes, in which each part of notes begins (17.11.1, 17.11.23). */
static void add_separator(struct redline *r, enum redline_notes kind, const char *type, const char *id)
{
	xmlNode *note = redline_new(r, redline_note_element(kind)), *paragraph = redline_new(r, "p"), *run = redline_new(r, "r");
	redline_set(r, note, "type", type);
	redline_set(r, note, "id", id);
	xmlAddChild(run, redline_new(r, type));
	xmlAddChild(paragraph, run);
	xmlAddChild(note, paragraph);
	xmlAddChild(r->root, note);
}

static void release(void *part)
{
	xmlFreeDoc(part);
}

void redline_begin_notes(struct redline *r, enum redline_notes kind)
{
	const xmlNode *main = xmlDocGetRootElement(r->before.body);
	xmlDocPtr part = xmlNewDoc(BAD_CAST "1.0");
	xmlNode *root = xmlNewNode(NULL, BAD_CAST redline_note_part(kind)), *before;
	xmlSetNs(root, xmlNewNs(root, main->ns->href, main->ns->prefix));
	xmlDocSetRootElement(part, root);
	arena_on_free(r->arena, release, part);
	r->before.note_trees[kind] = part;
	r->before.notes_new[kind] = true;
	before = redline_enter(r, part);
	add_separator(r, kind, "separator", "-1");
	add_separator(r, kind, "continuationSeparator", "0");
	redline_enter_root(r, before);
}

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
