/* The package with the revisions. */
#include "compare/redline.h"

#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/diag.h"
#include "base/xml.h"
#include "base/zip.h"
#include "compare/redline_internal.h"
#include "read/package.h"
#include "write/docx/annotate.h"
#include "write/docx/attach.h"

/* ---- the documents */

static xmlDocPtr load(struct redline *r, const struct redline_doc *doc, const char *part)
{
	return part ? package_load(doc->package, r->arena, part) : NULL;
}

static bool open_doc(struct redline *r, const struct redline_file *file, struct redline_doc *doc)
{
	doc->package = package_open_bytes(r->arena, file->bytes, file->name, r->diags);
	if (!doc->package)
		return false;
	doc->main = package_main(doc->package);
	doc->styles = package_target(doc->package, "styles");
	doc->numbering = package_target(doc->package, "numbering");
	doc->body = load(r, doc, doc->main);
	doc->style_tree = load(r, doc, doc->styles);
	doc->number_tree = load(r, doc, doc->numbering);
	for (enum redline_notes i = 0; i < REDLINE_NOTES; i++) {
		doc->notes[i] = package_target(doc->package, redline_note_part(i));
		doc->note_trees[i] = load(r, doc, doc->notes[i]);
		if (doc->note_trees[i])
			redline_settle(xmlDocGetRootElement(doc->note_trees[i]));
	}
	if (doc->body)
		redline_settle(xmlDocGetRootElement(doc->body));
	return doc->body != NULL;
}

/* The element with the document's text; NULL, where attributes could not be written, too: without a prefix they would be of no namespace. */
static xmlNode *body_of(const struct redline_doc *doc)
{
	xmlNode *root = xmlDocGetRootElement(doc->body);
	return root->ns && root->ns->prefix && xml_is(root, "document") ? redline_child(root, "body") : NULL;
}

/* Ids of revisions follow those of all else in the document. */
static void find_id(struct redline *r, xmlNode *node, int depth)
{
	const char *own = redline_attribute(r->arena, node, "id");
	unsigned long id = own ? strtoul(own, NULL, 10) : 0;
	if (id > r->id && id < 1000000000)
		r->id = (unsigned)id;
	for (xmlNode *child = redline_first(node); child && depth < REDLINE_DEPTH; child = redline_next(child))
		find_id(r, child, depth + 1);
}

/* ---- the package */

static struct zip_change change_of(struct redline *r, const char *name, xmlDocPtr part)
{
	xmlChar *text;
	int len;
	xmlDocDumpMemoryEnc(part, &text, &len, "UTF-8");
	struct zip_change change = { name, { arena_copy(r->arena, (const char *)text, (size_t)len), (size_t)len } };
	xmlFree(text);
	return change;
}

/* What the package needs for the part of notes, and for one that it has not had its place in the package. False: the package is damaged. */
static bool add_notes(struct redline *r, const struct zip *zip, enum redline_notes kind, struct zip_change *changes, size_t *count)
{
	struct redline_doc *doc = &r->before;
	const char *name = doc->notes[kind], *word = redline_note_part(kind);
	bool good = true;
	if (doc->notes_new[kind]) {
		name = docx_attach_name(r->arena, zip, doc->main, word);
		good = docx_attach(r->arena, zip, doc->main, name, word, str_of((const char *)body_of(doc)->ns->href), changes, count);
	}
	changes[(*count)++] = change_of(r, name, doc->note_trees[kind]);
	return good;
}

static bool write_package(struct redline *r, struct str bytes, struct buf *out)
{
	struct zip_change changes[3 + REDLINE_NOTES * (1 + DOCX_ATTACH_CHANGES)];
	struct redline_doc *doc = &r->before;
	struct zip zip;
	size_t count = 0;
	bool good = zip_open(r->arena, bytes, &zip);
	changes[count++] = change_of(r, doc->main, doc->body);
	if (doc->style_tree && r->style_count)
		changes[count++] = change_of(r, doc->styles, doc->style_tree);
	if (doc->number_tree && r->list_count)
		changes[count++] = change_of(r, doc->numbering, doc->number_tree);
	for (enum redline_notes kind = 0; kind < REDLINE_NOTES; kind++)
		if (good && doc->note_trees[kind])
			good = add_notes(r, &zip, kind, changes, &count);
	return good && zip_copy(&zip, changes, count, out);
}

static bool write_revisions(struct redline *r, struct str bytes, struct buf *out)
{
	xmlNode *before = body_of(&r->before), *after = body_of(&r->after);
	if (!before || !after)
		return false;
	redline_enter(r, r->before.body);
	find_id(r, r->root, 0);
	redline_compare(r, before, after, 0);
	redline_compare_notes(r);
	return write_package(r, bytes, out);
}

bool compare_redline(struct arena *arena, const struct redline_file *before, const struct redline_file *after, const struct compare_maker *maker,
		     struct buf *out, struct diag_list *diags)
{
	UErrorCode status = U_ZERO_ERROR;
	struct compare_result result = { 0 };
	struct redline r = { .arena = arena, .author = maker->author, .date = docx_revision_date(arena, maker->when), .diags = diags };
	size_t errors = diag_errors(diags);
	bool opened = open_doc(&r, before, &r.before), other = open_doc(&r, after, &r.after);
	r.c = (struct comparison){ .arena = arena, .scratch = arena_new(), .result = &result };
	r.c.characters = ubrk_open(UBRK_CHARACTER, "", NULL, 0, &status);
	bool good = opened && other && U_SUCCESS(status) && write_revisions(&r, before->bytes, out);
	ubrk_close(r.c.characters);
	arena_free(r.c.scratch);
	if (good && result.coarse)
		diag_add(diags, DIAG_COMPARE_COARSE, NO_PLACE, before->name, after->name);
	if (good && r.lost)
		diag_add(diags, DIAG_REDLINE_LOST, NO_PLACE, after->name, arena_printf(arena, "%zu", r.lost));
	if (!good && diag_errors(diags) == errors)
		diag_add(diags, DIAG_REDLINE_FAILED, NO_PLACE, opened ? other ? before->name : after->name : before->name);
	return good;
}
