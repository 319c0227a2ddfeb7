/* Plain text of a plan: it does not tell what a block is. So its lines are compared with those that the plan has as plain text, and the document is
 * the plan itself with what reads otherwise. */
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/diag.h"
#include "base/utf8.h"
#include "compare/internal.h"
#include "draft/draft.h"
#include "write/text/text.h"

enum { EXCERPT = 30 }; /* characters of a line in a message */

/* A text of the tree and where it stands in its line. */
struct piece_of_line {
	struct doc_node *node;
	size_t at;
};

/* What a passage reads in a line, without what stands before it. */
struct line {
	const struct compare_passage *passage; /* of the plan; NULL: not known */
	size_t lead;                           /* bytes before its text: a number, a sign */
	struct buf text;
	struct piece_of_line *pieces;
	size_t count, room;
};

struct plain {
	struct arena *arena;
	struct doc *doc;                        /* the plan, which becomes what the text says */
	const struct compare_side *plan;        /* its passages */
	const struct compare_side *read;        /* the file as it is read by itself: its elements count */
	struct compare_side old, new;           /* a line is a passage: of the plan, of the file */
	struct line *lines;                     /* of the plan's */
	struct compare_result result;
	struct diag_list *diags;
};

/* ---- lines */

static void add_line(struct arena *arena, struct compare_side *side, struct str line, struct place place)
{
	struct str text = str_trim(line);
	unsigned column;
	if (!text.len)
		return;
	struct compare_passage *p = ARENA_PUSH(arena, side->passages, side->count, side->capacity);
	*p = (struct compare_passage){ .kind = DOC_PARAGRAPH, .lists = "", .text = { arena_copy(arena, text.data, text.len), text.len }, .place = place };
	p->place.offset += (size_t)(text.data - line.data);
	source_position(p->place, &p->line, &column);
	p->file = place.source ? place.source->name : NULL;
}

/* `source`: NULL: the text is in no file. */
static void take_lines(struct arena *arena, struct str text, const struct source *source, struct compare_side *side)
{
	*side = (struct compare_side){ .name = "" };
	for (struct str rest = text; rest.data;) {
		struct str line = str_cut(&rest, "\n");
		add_line(arena, side, line, (struct place){ source, source ? (size_t)(line.data - text.data) : 0 });
	}
}

/* The plan of the request as plain text; false with errors, which the caller had already. */
static bool write_plan(struct arena *arena, struct draft_tools *tools, const struct draft_request *request, enum draft_policy policy, struct compare_side *side)
{
	struct draft_request formal = *request;
	struct draft_result result = { 0 };
	struct diag_list ignored;
	struct buf out = BUF_INIT;
	diag_init(&ignored, arena);
	formal.formal = true;
	formal.policy = policy;
	const struct doc *doc = draft_compose(arena, tools, &formal, &result, &ignored);
	bool good = doc && writer_text.write(&(struct writer_input){ .doc = doc }, &out, &ignored);
	if (good)
		take_lines(arena, buf_str(&out), NULL, side);
	buf_free(&out);
	return good;
}

/* ---- which passage a line is */

static void add_texts(struct arena *arena, struct line *line, const struct doc_node *block)
{
	for (const struct doc_node *n = doc_next(block, block); n; n = doc_next(n, block)) {
		size_t at = line->text.len;
		if (n->kind == DOC_CELL && n->previous)
			buf_add_char(&line->text, '\t');
		else if (n->kind == DOC_LINE_BREAK)
			buf_add_char(&line->text, '\n');
		else if (n->kind == DOC_REFERENCE)
			doc_add_circled(&line->text, n->ordinal);
		doc_add_visible(&line->text, n->text);
		if (n->text.len && line->text.len - at == n->text.len)
			*ARENA_PUSH(arena, line->pieces, line->count, line->room) = (struct piece_of_line){ (struct doc_node *)n, at };
	}
}

/* Whether these bytes, before the text of the passage, are what the program sets there. */
static bool is_lead(const struct compare_passage *passage, struct str lead)
{
	const struct doc_node *up = passage->node->parent;
	struct buf made = BUF_INIT;
	bool known = !lead.len || (passage->number && str_is(lead, passage->number));
	if (up && (up->kind == DOC_ITEM || up->kind == DOC_FOOTNOTE) && !passage->node->previous) {
		if (up->kind == DOC_FOOTNOTE)
			doc_add_circled(&made, up->ordinal);
		else
			buf_add_text(&made, up->number ? up->number : "•");
		known = str_equal(lead, buf_str(&made));
	} else if (passage->kind == DOC_ATTACHMENT_NOTE && str_starts(lead, "附件：")) {
		known = passage->number ? str_is(str_from(lead, strlen("附件：")), passage->number) : lead.len == strlen("附件：");
	}
	buf_free(&made);
	return known;
}

static bool ends_with(struct str line, struct str text)
{
	return text.len <= line.len && memcmp(line.data + line.len - text.len, text.data, text.len) == 0;
}

/* The first line from *next on that the passage reads. */
static void find_line(struct plain *p, const struct compare_passage *passage, size_t *next)
{
	struct line made = { .passage = passage, .text = BUF_INIT };
	add_texts(p->arena, &made, passage->node);
	if (passage->run_on)
		add_texts(p->arena, &made, passage->run_on);
	struct str text = buf_str(&made.text);
	text.len = (size_t)(str_trim(text).data + str_trim(text).len - text.data) * (text.len > 0);
	for (size_t i = *next; text.len && i < p->old.count; i++) {
		struct str line = p->old.passages[i].text;
		made.lead = ends_with(line, text) ? line.len - text.len : 0;
		if (!ends_with(line, text) || !is_lead(passage, (struct str){ line.data, made.lead }))
			continue;
		p->lines[i] = made;
		*next = i + 1;
		return;
	}
	buf_free(&made.text);
}

static void find_lines(struct plain *p)
{
	size_t next = 0;
	p->lines = ARENA_ARRAY(p->arena, struct line, p->old.count + 1);
	for (size_t i = 0; i < p->plan->count; i++)
		if (!p->plan->passages[i].element)
			find_line(p, &p->plan->passages[i], &next);
}

/* ---- what reads otherwise */

/* Bytes that both begin with, or end with. */
static size_t common_start(struct str a, struct str b)
{
	size_t len = 0;
	while (len < a.len && len < b.len && a.data[len] == b.data[len])
		len++;
	while (len && len < a.len && ((unsigned char)a.data[len] & 0xC0) == 0x80)
		len--;
	return len;
}

static size_t common_end(struct str a, struct str b, size_t start)
{
	size_t len = 0;
	while (len + start < a.len && len + start < b.len && a.data[a.len - len - 1] == b.data[b.len - len - 1])
		len++;
	while (len && ((unsigned char)a.data[a.len - len] & 0xC0) == 0x80)
		len--;
	return len;
}

static bool is_text(const struct doc_node *node)
{
	return node->kind == DOC_TEXT || node->kind == DOC_VALUE || node->kind == DOC_GAP;
}

/* The first piece of the line that holds what goes from `at` to `end`, up to the last of them at *last; NULL: they are not one text. */
static struct doc_node *find_pieces(const struct line *line, size_t at, size_t end, size_t *from, size_t *last)
{
	for (size_t i = 0; i < line->count; i++) {
		const struct piece_of_line *first = &line->pieces[i];
		size_t behind = first->at + first->node->text.len;
		if (at < first->at || at > behind || (at == behind && end > behind))
			continue;
		size_t k = i;
		while (k + 1 < line->count && end > line->pieces[k].at + line->pieces[k].node->text.len && line->pieces[k].node->next == line->pieces[k + 1].node)
			k++;
		*from = i;
		*last = k;
		bool whole = end <= line->pieces[k].at + line->pieces[k].node->text.len;
		for (size_t n = i; n <= k; n++)
			whole = whole && (n == i || is_text(line->pieces[n].node)) && (i == k || is_text(line->pieces[n].node));
		return whole ? first->node : NULL;
	}
	return NULL;
}

/* Makes the line's passage read as the text does. False: plain text does not tell how. */
static bool change_text(struct plain *p, const struct line *line, struct str whole, const struct compare_passage *old, struct place place)
{
	struct str lead = { old->text.data, line->lead }, now = whole.len >= line->lead ? str_from(whole, line->lead) : whole;
	struct str was = { line->text.data, old->text.len - line->lead };
	if (!line->passage || whole.len < lead.len || memcmp(whole.data, lead.data, lead.len) != 0)
		return false;
	size_t start = common_start(was, now), end = common_end(was, now, start), from, last;
	struct doc_node *node = find_pieces(line, start, was.len - end, &from, &last);
	if (!node)
		return false;
	const struct piece_of_line *tail = &line->pieces[last];
	struct buf text = BUF_INIT;
	buf_add(&text, node->text.data, start - line->pieces[from].at);
	buf_add(&text, now.data + start, now.len - end - start);
	buf_add_str(&text, str_from(tail->node->text, was.len - end - tail->at));
	node->text = buf_move_str(&text, p->arena);
	node->kind = is_text(node) ? DOC_TEXT : node->kind;
	for (size_t i = from + 1; i <= last; i++)
		doc_unlink(line->pieces[i].node);
	((struct doc_node *)line->passage->node)->place = place;
	return true;
}

static bool stands_free(const struct doc_node *node)
{
	return node->parent && (node->parent->kind == DOC_ROOT || node->parent->kind == DOC_ATTACHMENT) &&
	       (node->kind == DOC_PARAGRAPH || node->kind == DOC_HEADING);
}

/* Takes the line's passage away. False: it is none that stands by itself. */
static bool remove_passage(const struct line *line)
{
	struct doc_node *node = line->passage ? (struct doc_node *)line->passage->node : NULL;
	struct doc_node *item = node && node->parent && node->parent->kind == DOC_ITEM ? node->parent : NULL;
	if (!node)
		return false;
	if (stands_free(node)) {
		if (line->passage->run_on)
			doc_unlink((struct doc_node *)line->passage->run_on);
		doc_unlink(node);
		return true;
	}
	if (node->kind != DOC_ROW)
		node = item && item->first == item->last ? item : NULL;
	if (!node || node->parent->first == node->parent->last)
		return false;
	doc_unlink(node);
	return true;
}

/* The last node of the passage that the line is. */
static struct doc_node *end_of(const struct line *line)
{
	if (!line || !line->passage)
		return NULL;
	return (struct doc_node *)(line->passage->run_on ? line->passage->run_on : line->passage->node);
}

/* Puts the line in as a paragraph behind `before`, or before `next`, whichever stands by itself; returns it. NULL: it may be something else. */
static struct doc_node *add_paragraph(struct plain *p, const struct compare_passage *now, struct doc_node *before, struct doc_node *next)
{
	unsigned row, column;
	source_position(now->place, &row, &column);
	bool plain = column == 1 && !doc_typed_number(now->text) && !doc_typed_bullet(now->text) && !memchr(now->text.data, '\t', now->text.len);
	bool behind = before && stands_free(before);
	if (!plain || (!behind && !(next && stands_free(next))))
		return NULL;
	struct doc_node *made = doc_add(p->doc, behind ? before->parent : next->parent, DOC_PARAGRAPH, now->place);
	doc_add_text(p->doc, made, DOC_TEXT, now->text, now->place);
	struct doc_node *at = behind ? before->next : next;
	if (at != made) {
		doc_unlink(made);
		doc_insert_before(at, made);
	}
	return made;
}

/* ---- all of it */

/* Whether the line shows an element of head or record block, which is compared by itself. */
static bool shows_element(const struct plain *p, struct str text)
{
	const struct compare_side *const sides[] = { p->plan, p->read };
	for (size_t i = 0; i < 2; i++)
		for (size_t k = 0; k < sides[i]->count; k++)
			if (sides[i]->passages[k].element && str_find(text, sides[i]->passages[k].text.data) != (size_t)-1)
				return true;
	return false;
}

static void tell(struct plain *p, struct compare_side *side, const struct compare_passage *old, const struct compare_passage *now)
{
	const struct line *line = old ? &p->lines[old - p->result.before->passages] : NULL;
	struct place place = now ? now->place : line->passage ? line->passage->place : NO_PLACE;
	if ((!line || !line->passage) && (!old || shows_element(p, old->text)) && (!now || shows_element(p, now->text)))
		return;
	side->untold++;
	diag_add(p->diags, DIAG_PLAIN_LEFT, place, old ? diag_excerpt(p->arena, old->text, EXCERPT) : "—", now ? diag_excerpt(p->arena, now->text, EXCERPT) : "—");
}

/* What the file's lines are in the tree: of each the last node; NULL: not known. */
static struct doc_node **nodes_of(struct plain *p)
{
	struct doc_node **nodes = ARENA_ARRAY(p->arena, struct doc_node *, p->new.count + 1);
	for (size_t i = 0; i < p->old.count; i++)
		if (p->result.mates[i] != COMPARE_NONE)
			nodes[p->result.mates[i]] = end_of(&p->lines[i]);
	return nodes;
}

/* The first node of the passage that the next line of the file is which the plan has, too. */
static struct doc_node *node_behind(const struct plain *p, size_t new)
{
	for (size_t i = 0; i < p->old.count; i++)
		if (p->result.mates[i] == new + 1)
			return p->lines[i].passage ? (struct doc_node *)p->lines[i].passage->node : NULL;
	return NULL;
}

static void take_change(struct plain *p, struct compare_side *side, const struct compare_change *change, struct doc_node **nodes)
{
	const struct compare_passage *old = change->before, *now = change->after;
	const struct line *line = old ? &p->lines[old - p->result.before->passages] : NULL;
	size_t new = now ? (size_t)(now - p->result.after->passages) : 0;
	bool good = false;
	if (change->kind == COMPARE_CHANGED)
		good = change_text(p, line, now->text, old, now->place);
	else if (change->kind == COMPARE_REMOVED)
		good = remove_passage(line);
	else if (change->kind == COMPARE_ADDED)
		good = (nodes[new] = add_paragraph(p, now, new ? nodes[new - 1] : NULL, node_behind(p, new))) != NULL;
	if (!good)
		tell(p, side, old, now);
}

/* Whether a line that the file has unchanged shows the element of the plan. */
static bool is_kept(const struct plain *p, const struct draft_element *element)
{
	for (size_t i = 0; i < p->old.count; i++) {
		size_t mate = p->result.mates[i];
		struct str line = p->old.passages[i].text;
		if (mate != COMPARE_NONE && str_equal(line, p->new.passages[mate].text) && str_find(line, element->meta.value.data) != (size_t)-1)
			return true;
	}
	return false;
}

static bool has_element(const struct compare_elements *elements, const char *name)
{
	for (size_t i = 0; i < elements->count; i++)
		if (strcmp(elements->items[i].meta.key, name) == 0)
			return true;
	return false;
}

/* The elements of the file: as it reads by itself, but of the plan where the line is the same. */
static struct compare_elements elements_of(const struct plain *p)
{
	const struct compare_elements *own = p->plan->elements, *read = p->read->elements;
	struct draft_element *items = ARENA_ARRAY(p->arena, struct draft_element, own->count + read->count + 1);
	struct compare_elements out = { items, 0 };
	for (size_t i = 0; i < own->count; i++)
		if (own->items[i].meta.value.len && is_kept(p, &own->items[i]))
			items[out.count++] = own->items[i];
	size_t kept = out.count;
	for (size_t i = 0; i < read->count; i++)
		if (!has_element(&(struct compare_elements){ items, kept }, read->items[i].meta.key))
			items[out.count++] = read->items[i];
	return out;
}

/* The plan's lines of which fewer are otherwise in the file: with the list of what is missing, or without. False with errors. */
static bool choose_lines(struct plain *p, struct draft_tools *tools, const struct draft_request *request)
{
	struct compare_side *listed = ARENA_NEW(p->arena, struct compare_side); /* the result points to it */
	struct compare_result result;
	if (!write_plan(p->arena, tools, request, POLICY_REVIEW, &p->old) || !compare_sides(p->arena, &p->old, &p->new, &p->result, p->diags))
		return false;
	if (compare_is_same(&p->result) || !write_plan(p->arena, tools, request, POLICY_DRAFT, listed))
		return true;
	if (!compare_sides(p->arena, listed, &p->new, &result, p->diags))
		return false;
	if (result.change_count < p->result.change_count) {
		p->old = *listed;
		p->result = result;
	}
	return true;
}

bool plain_settle(struct arena *arena, struct draft_tools *tools, const struct draft_request *request, struct compare_side *read,
		  struct diag_list *diags)
{
	struct compare_side plan, side;
	struct plain p = { .arena = arena, .plan = &plan, .read = read, .diags = diags };
	if (!compare_draft(arena, tools, request, &plan, diags))
		return false;
	take_lines(arena, read->plain->text, read->plain, &p.new);
	p.doc = plan.docs[0];
	if (!choose_lines(&p, tools, request))
		return false;
	find_lines(&p);
	side = (struct compare_side){ 0 };
	struct doc_node **nodes = nodes_of(&p);
	for (size_t i = 0; i < p.result.change_count; i++)
		take_change(&p, &side, &p.result.changes[i], nodes);
	size_t untold = side.untold;
	struct compare_elements elements = elements_of(&p);
	compare_take(arena, read->name, &p.doc, &elements, 1, &side);
	side.tells = read->tells;
	side.tells_unshown = read->tells_unshown;
	side.untold = untold;
	for (size_t i = 0; i < p.old.count; i++)
		buf_free(&p.lines[i].text);
	*read = side;
	return true;
}
