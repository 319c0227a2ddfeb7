/* The passages of a document tree. */
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "compare/internal.h"
#include "draft/draft.h"

/* A tree that is being cut into passages. */
struct cutting {
	struct arena *arena;
	struct compare_side *side;
	struct compare_passage *open; /* whose text is being gathered */
	struct buf text;
	const struct source *source;  /* of the passage before */
	const char *file;
	bool joins_lines;             /* a line break is that of a page: it is no part of the text */
};

/* What stands for the number of a footnote, which depends on the notes before it. */
static const char note_mark[] = "［注］";

static void add_span(struct cutting *c, const struct doc_node *node, size_t at)
{
	struct compare_passage *p = c->open;
	struct compare_span *span = ARENA_PUSH(c->arena, p->spans, p->span_count, p->span_capacity);
	bool gap = node->kind == DOC_GAP;
	span->name = arena_strdup(c->arena, node->name ? node->name : "");
	span->label = gap && node->label ? arena_strdup(c->arena, node->label) : NULL;
	span->at = at;
	span->len = c->text.len - at;
	span->gap = gap;
	span->place = node->place;
}

/* A tab in a text is a blank to whoever reads it, and no source can have one. */
static void blank_tabs(struct buf *text, size_t from)
{
	for (size_t i = from; i < text->len; i++)
		text->data[i] = text->data[i] == '\t' ? ' ' : text->data[i];
}

/* Adds what one inline says itself; its children come after it. */
static void add_inline(struct cutting *c, const struct doc_node *node)
{
	size_t at = c->text.len;
	if (node->kind == DOC_LINE_BREAK && !c->joins_lines)
		buf_add_char(&c->text, '\n');
	else if (node->kind == DOC_REFERENCE)
		buf_add_text(&c->text, note_mark);
	doc_add_visible(&c->text, node->text);
	blank_tabs(&c->text, at);
	if (c->text.len > at) {
		struct compare_passage *p = c->open;
		*ARENA_PUSH(c->arena, p->inlines, p->inline_count, p->inline_capacity) = (struct compare_inline){ node, (long)at };
	}
	if ((node->kind == DOC_VALUE || node->kind == DOC_GAP) && c->text.len > at)
		add_span(c, node, at);
}

static void add_inlines(struct cutting *c, const struct doc_node *block)
{
	for (const struct doc_node *n = doc_next(block, block); n; n = doc_next(n, block))
		add_inline(c, n);
}

/* The file's name is copied once for all passages that follow each other in it. */
static void set_place(struct cutting *c, struct compare_passage *passage, struct place place)
{
	unsigned column;
	passage->place = place;
	source_position(place, &passage->line, &column);
	if (place.source && place.source != c->source)
		c->file = arena_strdup(c->arena, place.source->name);
	c->source = place.source ? place.source : c->source;
	passage->file = place.source ? c->file : NULL;
}

static struct compare_passage *open_passage(struct cutting *c, enum doc_kind kind, struct place place)
{
	struct compare_passage *p = c->open = ARENA_PUSH(c->arena, c->side->passages, c->side->count, c->side->capacity);
	p->lists = "";
	p->kind = kind;
	set_place(c, p, place);
	return p;
}

/* The lists and quotes around the block, within the table that it stands in. */
static const char *lists_of(struct arena *arena, const struct doc_node *node)
{
	const char *lists = "";
	for (const struct doc_node *up = node->parent; up && up->kind != DOC_ROW; up = up->parent)
		if (up->kind == DOC_LIST || up->kind == DOC_QUOTE)
			lists = arena_printf(arena, "%c%s", up->kind == DOC_QUOTE ? '>' : up->ordered ? '1' : '-', lists);
	return lists;
}

static void begin(struct cutting *c, const struct doc_node *node, enum doc_kind kind)
{
	struct compare_passage *p = open_passage(c, kind, node->place);
	p->node = node;
	p->level = kind == DOC_HEADING ? node->level : 0;
	p->lists = kind == DOC_ITEM || kind == DOC_PARAGRAPH || kind == DOC_QUOTE ? lists_of(c->arena, node) : "";
	p->number = node->number ? arena_strdup(c->arena, node->number) : NULL;
	c->joins_lines = kind == DOC_TITLE || kind == DOC_HEADING || kind == DOC_ATTACHMENT;
}

/* Ends the passage: blanks at its ends go, and one that says nothing is none. */
static void end(struct cutting *c)
{
	struct compare_passage *p = c->open;
	struct str text = str_trim(buf_str(&c->text));
	size_t lead = text.len ? (size_t)(text.data - c->text.data) : 0, kept = 0;
	for (size_t i = 0; i < p->span_count; i++) {
		struct compare_span span = p->spans[i];
		size_t from = span.at > lead ? span.at - lead : 0, to = span.at + span.len > lead ? span.at + span.len - lead : 0;
		to = to < text.len ? to : text.len;
		span.at = from;
		span.len = to > from ? to - from : 0;
		if (span.len)
			p->spans[kept++] = span;
	}
	p->span_count = kept;
	for (size_t i = 0; i < p->inline_count; i++)
		p->inlines[i].at -= (long)lead;
	p->text = (struct str){ arena_copy(c->arena, text.data ? text.data : "", text.len), text.len };
	if (!text.len)
		c->side->count--;
	buf_reset(&c->text);
}

static void take_inlines(struct cutting *c, const struct doc_node *node, enum doc_kind kind)
{
	begin(c, node, kind);
	add_inlines(c, node);
	end(c);
}

/* Adds the text of a cell; blanks at its ends are none of the text. */
static void add_cell(struct cutting *c, const struct doc_node *cell)
{
	size_t start = c->text.len, spans = c->open->span_count, inlines = c->open->inline_count;
	add_inlines(c, cell);
	struct str all = { c->text.data + start, c->text.len - start }, text = str_trim(all);
	size_t lead = text.len ? (size_t)(text.data - all.data) : 0;
	if (c->text.len > start)
		memmove(c->text.data + start, text.data ? text.data : "", text.len);
	c->text.len = start + text.len;
	for (; spans < c->open->span_count; spans++)
		c->open->spans[spans].at -= lead < c->open->spans[spans].at - start ? lead : c->open->spans[spans].at - start;
	for (; inlines < c->open->inline_count; inlines++)
		c->open->inlines[inlines].at -= (long)lead;
}

static void take_row(struct cutting *c, const struct doc_node *row)
{
	begin(c, row, DOC_ROW);
	for (const struct doc_node *cell = row->first; cell; cell = cell->next) {
		if (cell->previous)
			buf_add_char(&c->text, '\t');
		add_cell(c, cell);
	}
	end(c);
}

/* A heading, with the paragraph that runs on in its line. */
static void take_heading(struct cutting *c, const struct doc_node *node)
{
	begin(c, node, DOC_HEADING);
	add_inlines(c, node);
	c->joins_lines = false;
	if (node->run_in && node->next && node->next->kind == DOC_PARAGRAPH) {
		c->open->run_on = node->next;
		add_inlines(c, node->next);
	}
	end(c);
}

static bool is_run_on(const struct doc_node *node)
{
	return node->kind == DOC_PARAGRAPH && node->previous && node->previous->kind == DOC_HEADING && node->previous->run_in;
}

static void take_block(struct cutting *c, const struct doc_node *node, enum doc_kind role);

static void take_children(struct cutting *c, const struct doc_node *node, enum doc_kind role)
{
	for (const struct doc_node *n = node->first; n; n = n->next) {
		take_block(c, n, role);
		role = role == DOC_ITEM ? DOC_PARAGRAPH : role;
	}
}

/* `role`: the kind that paragraphs get from what they stand in. */
static void take_block(struct cutting *c, const struct doc_node *node, enum doc_kind role)
{
	switch (node->kind) {
	case DOC_PARAGRAPH:
		if (!is_run_on(node) && !doc_is_attendance(node)) /* take_elements() takes who was there */
			take_inlines(c, node, role);
		break;
	case DOC_HEADING:
		take_heading(c, node);
		break;
	case DOC_TITLE:
		take_inlines(c, node, role == DOC_ATTACHMENT ? DOC_ATTACHMENT : DOC_TITLE);
		break;
	case DOC_RECIPIENT: case DOC_CAPTION: case DOC_AUTHORITY: case DOC_DATE: case DOC_NOTE:
		take_inlines(c, node, node->kind);
		break;
	case DOC_ROW:
		take_row(c, node);
		break;
	case DOC_ITEM: case DOC_QUOTE: case DOC_ATTACHMENT_NOTE: case DOC_FOOTNOTE:
		take_children(c, node, node->kind);
		break;
	case DOC_ATTACHMENT:
		for (const struct doc_node *n = node->first; n; n = n->next)
			take_block(c, n, n == node->first ? DOC_ATTACHMENT : DOC_PARAGRAPH);
		break;
	case DOC_ROOT: case DOC_LIST: case DOC_TABLE: case DOC_SIGNATURE: case DOC_FOOTNOTES:
	case DOC_COVER: case DOC_PLAN:
		take_children(c, node, DOC_PARAGRAPH);
		break;
	case DOC_HEAD: case DOC_RECORD: case DOC_FIELD: /* take_elements() takes what they show */
	case DOC_CELL: case DOC_PAGE_BREAK: case DOC_CONTENTS: case DOC_ENTRY: case DOC_KIND_COUNT:
	DOC_CASE_INLINES:
		break; /* cells are taken with their row; the others are none of the text */
	}
}

/* ---- named elements */

/* The values in the text of the element, which print may have changed around them. */
static void add_parts(struct cutting *c, const struct doc_meta *meta)
{
	struct str text = buf_str(&c->text);
	size_t from = 0;
	for (const struct doc_meta_part *part = meta->parts; part && part->name; part++) {
		size_t at = part->text.len ? str_find(str_from(text, from), part->text.data) : (size_t)-1;
		bool whole = part->whole && str_find(part->text, "★") == (size_t)-1;
		if (at == (size_t)-1 && !whole)
			continue;
		struct compare_span *span = ARENA_PUSH(c->arena, c->open->spans, c->open->span_count, c->open->span_capacity);
		*span = (struct compare_span){ .name = part->name, .label = part->label, .gap = part->gap, .place = meta->place };
		span->at = whole ? 0 : from + at;
		span->len = whole ? text.len : part->text.len;
		from = span->at + span->len;
	}
}

/* The document with the meta data of all its elements. */
static struct doc *with_elements(struct arena *arena, const struct doc *doc, const struct compare_elements *elements)
{
	struct doc *full = ARENA_NEW(arena, struct doc);
	struct doc_meta *meta = ARENA_ARRAY(arena, struct doc_meta, elements->count + 1);
	*full = *doc;
	for (size_t i = 0; i < elements->count; i++)
		meta[i] = elements->items[i].meta;
	full->meta = meta;
	full->meta_count = elements->count;
	return full;
}

static void take_element(struct cutting *c, size_t index, struct doc *full, const struct draft_element *element, const char *name)
{
	struct compare_passage *p = open_passage(c, DOC_FIELD, element->meta.place);
	p->element = name;
	p->element_of = index;
	p->reach = COMPARE_CONTENT | (element->pages ? COMPARE_PAGES : 0) | (element->source ? COMPARE_SOURCE : 0);
	buf_add_str(&c->text, doc_meta_bare(full, name));
	add_parts(c, &element->meta);
	end(c);
}

/* Elements that stand in one place of the document. */
enum stand { AT_HEAD, BELOW_TEXT, IN_RECORD };

static enum stand stand_of(const char *name)
{
	return str_listed(doc_record_keys, name) ? IN_RECORD : str_listed(doc_attendance_keys, name) ? BELOW_TEXT : AT_HEAD;
}

/* The elements of the document that stand there. 密级 may hold the term, which is one of its own. */
static void take_elements(struct cutting *c, size_t index, const struct compare_elements *elements, enum stand stand)
{
	struct doc *full = with_elements(c->arena, c->side->docs[index], elements);
	for (size_t i = 0; i < elements->count; i++) {
		const struct draft_element *element = &elements->items[i];
		const char *name = element->meta.key;
		if (stand_of(name) != stand)
			continue;
		take_element(c, index, full, element, name);
		if (strcmp(name, "密级") == 0 && !doc_find_meta(full, "保密期限"))
			take_element(c, index, full, element, "保密期限");
	}
}

enum { TITLES, RANKS = 6 }; /* titles, then headings by their level; text comes behind both */

static size_t rank_of(const struct compare_passage *passage)
{
	if (passage->kind == DOC_TITLE || passage->kind == DOC_ATTACHMENT)
		return TITLES;
	return passage->kind == DOC_HEADING && passage->level > 0 && passage->level < RANKS ? (size_t)passage->level : RANKS;
}

/* Puts each passage under the heading or title before it. */
static void find_sections(struct compare_side *side)
{
	const struct compare_passage *above[RANKS] = { NULL };
	for (size_t i = 0; i < side->count; i++) {
		struct compare_passage *passage = &side->passages[i];
		size_t rank = rank_of(passage);
		if (passage->element)
			continue;
		for (size_t r = rank; r-- > 0 && !passage->section;)
			passage->section = above[r];
		for (size_t r = rank; r < RANKS; r++)
			above[r] = r == rank ? passage : NULL;
	}
}

/* Where the list of what a draft of ours lacks begins, which ends it; NULL: there is none. */
static const struct doc_node *find_missing(const struct doc *doc)
{
	const struct doc_node *at = doc->root->last;
	while (at && (at->kind == DOC_FOOTNOTES || at->kind == DOC_PARAGRAPH))
		at = at->previous;
	bool listed = at && at->kind == DOC_HEADING && at->unnumbered && at->first && str_is(at->first->text, DOC_MISSING_TITLE);
	return listed && at->previous && at->previous->kind == DOC_PAGE_BREAK ? at : NULL;
}

bool compare_lists_missing(const struct doc *doc)
{
	return find_missing(doc) != NULL;
}

/* The blocks of the document but for that list. */
static void take_document(struct cutting *c, const struct doc *doc)
{
	const struct doc_node *missing = find_missing(doc);
	bool listed = false;
	for (const struct doc_node *n = doc->root->first; n; n = n->next) {
		listed = listed || n == missing;
		if (!listed || n->kind == DOC_FOOTNOTES)
			take_block(c, n, DOC_PARAGRAPH);
	}
}

void compare_take(struct arena *arena, const char *name, struct doc *const *docs, const struct compare_elements *elements, size_t count,
		  struct compare_side *side)
{
	struct cutting c = { .arena = arena, .side = side, .text = BUF_INIT };
	struct doc **kept = ARENA_ARRAY(arena, struct doc *, count + 1);
	for (size_t i = 0; i < count; i++)
		kept[i] = docs[i];
	*side = (struct compare_side){ .name = name, .docs = kept, .doc_count = count };
	for (size_t i = 0; i < count; i++) {
		take_elements(&c, i, &elements[i], AT_HEAD);
		take_document(&c, docs[i]);
		take_elements(&c, i, &elements[i], BELOW_TEXT);
		take_elements(&c, i, &elements[i], IN_RECORD);
	}
	find_sections(side);
	buf_free(&c.text);
}
