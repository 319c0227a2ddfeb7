/* Paragraphs with revisions. */
#include <string.h>

#include "base/arena.h"
#include "base/xml.h"
#include "compare/redline_internal.h"

/* ---- controls */

/* Whether the control shows data, which a word processor puts into it again, or what is to be filled in: its text cannot be revised. */
static bool is_bound(xmlNode *control)
{
	xmlNode *properties = redline_child(control, "sdtPr");
	return redline_child(properties, "dataBinding") || redline_child(properties, "showingPlcHdr");
}

/* Makes text of such controls. */
static void free_controls(xmlNode *parent, int depth)
{
	for (xmlNode *node = redline_first(parent), *next; node && depth < REDLINE_DEPTH; node = next) {
		next = redline_next(node);
		free_controls(node, depth + 1);
		if (!xml_is(node, "sdt") || !is_bound(node))
			continue;
		xmlNode *content = redline_child(node, "sdtContent");
		for (xmlNode *child = content ? content->last : NULL, *before; child; child = before) {
			before = child->prev;
			redline_move_behind(node, child);
		}
		redline_drop(node);
	}
}

/* ---- marks */

void redline_mark_end(struct redline *r, xmlNode *paragraph, const char *kind)
{
	xmlNode *properties = redline_properties(r, paragraph, "pPr"), *look = redline_child(properties, "rPr");
	xmlNode *behind = redline_child(properties, "sectPr"), *mark = redline_mark(r, kind);
	behind = behind ? behind : redline_child(properties, "pPrChange");
	if (!look) {
		look = redline_new(r, "rPr");
		if (behind)
			xmlAddPrevSibling(behind, look);
		else
			xmlAddChild(properties, look);
	}
	redline_put_first(look, mark);
}

/* What is no property of the paragraph alone: its mark's look, a section, what was before. */
static bool is_apart(const xmlNode *property)
{
	static const char *const names[] = { "rPr", "sectPr", "pPrChange", NULL };
	return str_listed(names, (const char *)property->name);
}

xmlNode *redline_own_properties(struct redline *r, xmlNode *properties)
{
	xmlNode *made = redline_new(r, "pPr");
	for (xmlNode *child = redline_first(properties); child; child = redline_next(child))
		if (!is_apart(child))
			xmlAddChild(made, redline_clone(child));
	return made;
}

/* Notes in the properties what they were. */
static void remember(struct redline *r, xmlNode *properties, xmlNode *memory)
{
	xmlNode *change = redline_mark(r, "pPrChange"), *older = redline_child(properties, "pPrChange");
	if (older)
		redline_drop(older);
	xmlAddChild(change, memory);
	xmlAddChild(properties, change);
}

void redline_remember_properties(struct redline *r, xmlNode *paragraph, xmlNode *old)
{
	xmlNode *before = redline_child(redline_child(old, "pPrChange"), "pPr");
	remember(r, redline_properties(r, paragraph, "pPr"), redline_own_properties(r, before ? before : old));
}

void redline_set_properties(struct redline *r, xmlNode *paragraph, xmlNode *properties)
{
	xmlNode *old = redline_properties(r, paragraph, "pPr"), *memory = redline_own_properties(r, old);
	for (xmlNode *child = redline_first(old), *next; child; child = next) {
		next = redline_next(child);
		if (!xml_is(child, "rPr") && !xml_is(child, "sectPr"))
			continue;
		xmlUnlinkNode(child);
		xmlAddChild(properties, child);
	}
	remember(r, properties, memory);
	xmlReplaceNode(old, properties);
	xmlFreeNode(old);
}

/* Wraps what the unit is as deleted; returns where it stands now. */
static xmlNode *delete_unit(struct redline *r, const struct redline_unit *unit)
{
	xmlNode *run = unit->run, *mark = run->prev;
	if (unit->leaf && xml_is(unit->leaf, "t"))
		xmlNodeSetName(unit->leaf, BAD_CAST "delText");
	else if (unit->leaf && xml_is(unit->leaf, "instrText"))
		xmlNodeSetName(unit->leaf, BAD_CAST "delInstrText");
	if (!mark || !xml_is(mark, "del")) {
		mark = redline_mark(r, "del");
		xmlAddPrevSibling(run, mark);
	}
	xmlUnlinkNode(run);
	xmlAddChild(mark, run);
	return mark;
}

/* ---- insertions */

static xmlNode *copy_unit(struct redline *r, const struct redline_unit *unit)
{
	if (!unit->leaf)
		return redline_copy(r, unit->run);
	xmlNode *leaf = redline_copy(r, unit->leaf), *look = redline_child(unit->run, "rPr"), *run = leaf ? redline_new(r, "r") : NULL;
	if (!run)
		return NULL;
	look = look ? redline_copy(r, look) : NULL;
	if (look)
		xmlAddChild(run, look);
	xmlAddChild(run, leaf);
	return run;
}

/* The bytes of the line as what is inserted; NULL: nothing of it can be put in. */
static xmlNode *insertion(struct redline *r, const struct redline_line *line, size_t from, size_t to)
{
	xmlNode *mark = redline_mark(r, "ins");
	for (size_t i = 0; i < line->count; i++) {
		const struct redline_unit *unit = &line->units[i];
		xmlNode *run = unit->at >= from && unit->at < to ? copy_unit(r, unit) : NULL;
		if (run)
			xmlAddChild(mark, run);
	}
	if (mark->children)
		return mark;
	xmlFreeNode(mark);
	return NULL;
}

xmlNode *redline_insert(struct redline *r, xmlNode *paragraph, bool mark)
{
	struct redline_line line = redline_take(r, paragraph);
	xmlNode *made = redline_new(r, "p"), *text = insertion(r, &line, 0, line.text.len);
	xmlAddChild(made, redline_copy_properties(r, redline_child(paragraph, "pPr")));
	if (mark)
		redline_mark_end(r, made, "ins");
	if (text)
		xmlAddChild(made, text);
	return made;
}

void redline_delete(struct redline *r, xmlNode *paragraph, bool mark)
{
	free_controls(paragraph, 0);
	struct redline_line line = redline_take(r, paragraph);
	for (size_t i = 0; i < line.count; i++)
		delete_unit(r, &line.units[i]);
	if (mark && !redline_child(redline_child(paragraph, "pPr"), "sectPr"))
		redline_mark_end(r, paragraph, "del");
}

/* ---- changes */

/* A paragraph while its text becomes another one. */
struct changing {
	struct redline *r;
	xmlNode *paragraph;
	struct redline_line old, new;
	size_t at, new_at; /* bytes that are done */
	size_t unit;       /* of the old line, that comes next */
	xmlNode *place;    /* behind which the next insertion stands; NULL: at the start */
};

/* Goes on to the byte of the old line. */
static void advance(struct changing *c, size_t to, bool deleted)
{
	for (; c->unit < c->old.count && c->old.units[c->unit].at < to; c->unit++) {
		const struct redline_unit *unit = &c->old.units[c->unit];
		c->place = deleted ? delete_unit(c->r, unit) : unit->run;
	}
	c->at = to;
}

static void insert(struct changing *c, size_t to)
{
	xmlNode *mark = insertion(c->r, &c->new, c->new_at, to), *place = c->place ? c->place : redline_child(c->paragraph, "pPr");
	c->new_at = to;
	if (!mark)
		return;
	while (place && place->parent != c->paragraph && !redline_next(place))
		place = place->parent;
	if (place)
		xmlAddNextSibling(place, mark);
	else
		redline_put_first(c->paragraph, mark);
	c->place = mark;
}

static xmlNode *note_at(struct redline *r, const struct redline_line *line, size_t at, xmlDocPtr const *notes, enum redline_notes *kind)
{
	for (size_t i = 0; i < line->count; i++) {
		xmlNode *leaf = line->units[i].leaf;
		bool footnote = leaf && xml_is(leaf, "footnoteReference"), endnote = leaf && xml_is(leaf, "endnoteReference");
		if (line->units[i].at != at || (!footnote && !endnote))
			continue;
		*kind = endnote ? REDLINE_ENDNOTES : REDLINE_FOOTNOTES;
		return redline_find_note(r, notes[*kind], *kind, redline_attribute(r->arena, leaf, "id"));
	}
	return NULL;
}

/* Notes that are one in both, in texts that are the same. */
static void pair_notes(struct changing *c, size_t len)
{
	struct redline *r = c->r;
	for (size_t i = 0; i < c->old.count; i++) {
		struct redline_pair pair;
		size_t at = c->old.units[i].at;
		if (at < c->at || at >= c->at + len)
			continue;
		pair.before = note_at(r, &c->old, at, r->before.note_trees, &pair.kind);
		pair.after = pair.before ? note_at(r, &c->new, at - c->at + c->new_at, r->after.note_trees, &pair.kind) : NULL;
		if (pair.before && pair.after)
			*ARENA_PUSH(r->arena, r->pairs, r->pair_count, r->pair_capacity) = pair;
	}
}

static void apply(struct changing *c, const struct compare_piece *piece)
{
	size_t len = piece->text.len;
	if (piece->op == COMPARE_INSERTED) {
		insert(c, c->new_at + len);
	} else if (piece->op == COMPARE_DELETED) {
		advance(c, c->at + len, true);
	} else {
		pair_notes(c, len);
		advance(c, c->at + len, false);
		c->new_at += len;
	}
}

/* Parts both lines where a piece ends. */
static void part_pieces(struct changing *c, const struct compare_change *change)
{
	size_t at = 0, new_at = 0;
	for (size_t i = 0; i < change->piece_count; i++) {
		at += change->pieces[i].op != COMPARE_INSERTED ? change->pieces[i].text.len : 0;
		new_at += change->pieces[i].op != COMPARE_DELETED ? change->pieces[i].text.len : 0;
		redline_part(c->r, &c->old, at);
		redline_part(c->r, &c->new, new_at);
	}
}

static bool has_atom(struct str text)
{
	return memchr(text.data, 0xF3, text.len) != NULL; /* the first byte of all of them */
}

void redline_change(struct redline *r, xmlNode *before, xmlNode *after)
{
	struct compare_passage old = { .text = redline_text(r, before) }, new = { .text = redline_text(r, after) };
	struct compare_change change = { .before = &old, .after = &new };
	bool same = str_equal(old.text, new.text);
	if (!redline_same_style(r, before, after))
		redline_set_properties(r, before, redline_copy_properties(r, redline_child(after, "pPr")));
	if (same && !has_atom(old.text))
		return;
	if (!same)
		free_controls(before, 0);
	struct changing c = { .r = r, .paragraph = before, .old = redline_take(r, before), .new = redline_take(r, after) };
	text_compare(&r->c, &change);
	part_pieces(&c, &change);
	for (size_t i = 0; i < change.piece_count; i++)
		apply(&c, &change.pieces[i]);
}
