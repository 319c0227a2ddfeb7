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
