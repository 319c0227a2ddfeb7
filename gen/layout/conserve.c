#include "layout/conserve.h"

#include <math.h>
#include <string.h>

#include "base/arena.h"
#include "base/utf8.h"
#include "doc/doc.h"
#include "layout/flow.h"
#include "layout/text.h"
#include "layout/turn.h"

static const double TOLERANCE = 0.1; /* pt */

static const double LEAST_LEADING = 0.75; /* em from one baseline to the next: nearer lines stand over each other */

enum { SHOWN_CHARACTERS = 20 }; /* of a text, in messages */

/* A block with text of its own: pieces [first, end) of the tree's text must stand on its lines. */
struct holder {
	const struct doc_node *node;
	uint32_t end;
	uint32_t at, offset;              /* piece, and bytes of it, up to which lines have shown it: first, 0 before that */
	uint32_t group;                   /* its first holder: those of a row, a head, a record block may alternate */
	const struct page *page;          /* of its last line */
	const struct page_line *line;     /* that one, or NULL */
};

/* A footnote whose number has been met on a page. */
struct pending {
	const struct doc_node *note;
	struct str number;
};

/* The text, or its footnotes: each is whole and in order by itself. */
struct conserve {
	struct arena *arena;
	const struct page_template *template, *turned; /* of upright and of turned pages */
	struct str *pieces;               /* texts and generated numbers, in the order of the tree */
	size_t piece_count, piece_capacity;
	struct holder *holders;
	size_t holder_count, holder_capacity;
	const struct doc_node *collected; /* the group of the last holder */
	uint32_t group;                   /* and its first one */
	size_t current;                   /* holder of the line at work */
	const struct page *page;          /* at work */
	double left, right, top, bottom;  /* room of its lines in the region at work, TOLERANCE around it */
	double above;                     /* lowest baseline on it of the groups before the current one */
	double lowest;                    /* and of all */
	bool notes;                       /* looks at the footnotes */
	struct pending *pending;          /* numbers in the text, and which of them have been met before their notes */
	size_t pending_count, pending_capacity, begun;
	struct diag_list *diags;
};

/* ---- what must be there */

/* The first of the rows that cells tie together: their lines stand beside each other. */
static const struct doc_node *first_tied(const struct doc_node *row)
{
	while (row->tied)
		row = row->previous;
	return row;
}

/* The row (or those tied together), head or record block around a block, or the block itself. Notes of a row that is cut begin in the order of
 * its parts. */
static const struct doc_node *group_of(const struct doc_node *node)
{
	const struct doc_node *parent = node->parent;
	if (parent && parent->kind == DOC_FOOTNOTE && parent->mate) {
		const struct doc_node *around = parent->mate;
		while (around && around->kind != DOC_ROW)
			around = around->parent;
		return around ? first_tied(around) : node;
	}
	enum doc_kind kind = parent ? parent->kind : DOC_ROOT;
	if (kind == DOC_ROW)
		return first_tied(parent);
	return kind == DOC_HEAD || kind == DOC_RECORD ? parent : node;
}

static void add_holder(struct conserve *c, const struct doc_node *node)
{
	const struct doc_node *group = group_of(node);
	if (c->collected != group)
		c->group = (uint32_t)c->holder_count;
	c->collected = group;
	struct holder holder = { .node = node, .at = (uint32_t)c->piece_count, .group = c->group };
	*ARENA_PUSH(c->arena, c->holders, c->holder_count, c->holder_capacity) = holder;
}

/* The next of the block's texts. */
static void add_piece(struct conserve *c, const struct doc_node *block, struct str text)
{
	if (!text.len)
		return;
	if (!c->holder_count || c->holders[c->holder_count - 1].node != block)
		add_holder(c, block);
	*ARENA_PUSH(c->arena, c->pieces, c->piece_count, c->piece_capacity) = text;
	c->holders[c->holder_count - 1].end = (uint32_t)c->piece_count;
}

/* What is generated before a block's text. */
static void add_generated(struct conserve *c, const struct doc_node *node)
{
	if (node->kind == DOC_ITEM && node->parent->kind == DOC_LIST)
		add_piece(c, node, str_of(node->number ? node->number : c->template->list_mark));
	else if (node->kind == DOC_ATTACHMENT_NOTE && node->first)
		add_piece(c, node, STR(FLOW_NOTE_LABEL));
	else if (node->number)
		add_piece(c, node, str_of(node->number));
}

/* The first node behind all of those below it. */
static const struct doc_node *node_behind(const struct doc_node *node)
{
	while (node && !node->next)
		node = node->parent;
	return node ? node->next : NULL;
}

/* What is below FOOTNOTES goes to `notes`, all else to `text`. */
static void collect(struct conserve *text, struct conserve *notes, const struct doc *doc)
{
	struct conserve *c = text;
	const struct doc_node *behind = NULL;
	for (const struct doc_node *node = doc->root; node; node = doc_next(node, doc->root)) {
		const struct doc_node *block = node;
		if (node == behind)
			c = text;
		if (node->kind == DOC_FOOTNOTES) {
			c = notes;
			behind = node_behind(node);
		}
		while (doc_is_inline(block->kind))
			block = block->parent;
		if (block == node)
			add_generated(c, node);
		else
			add_piece(c, block, node->text);
	}
}

/* ---- what is there */

static bool report(struct conserve *c, enum diag_code code, const struct doc_node *node, struct str text)
{
	char *shown = arena_copy(c->arena, text.data, utf8_prefix(text.data, text.len, SHOWN_CHARACTERS));
	const char *page = arena_printf(c->arena, "%d", c->page ? c->page->index + 1 : 0);
	diag_add(c->diags, code, node ? node->place : NO_PLACE, shown, page);
	return false;
}

/* Whether a character that shows nothing may begin with this byte: most do not, and need not be decoded. */
static bool may_be_unseen(char byte)
{
	unsigned char first = (unsigned char)byte;
	return first == ' ' || first == '\n' || first == 0xC2 || first == 0xD8 || first == 0xE1 || first == 0xE2 || first >= 0xEF;
}

/* The same behind a start that may be one. */
static struct str skip_some(struct str text)
{
	while (text.len && may_be_unseen(*text.data)) {
		uint32_t cp = (unsigned char)*text.data;
		size_t size = cp < 0x80 ? 1 : utf8_decode(text.data, text.len, &cp);
		if (cp != ' ' && cp != '\n' && !text_is_ignorable(cp))
			break;
		text = str_from(text, size);
	}
	return text;
}

/* The text without what shows nothing at its start. */
static inline struct str skip_unseen(struct str text)
{
	return text.len && may_be_unseen(*text.data) ? skip_some(text) : text;
}

/* What of the holder's text has not been shown; empty: nothing. */
static struct str left_of(const struct conserve *c, struct holder *holder)
{
	for (; holder->at < holder->end; holder->at++, holder->offset = 0) {
		struct str piece = c->pieces[holder->at];
		struct str rest = skip_unseen(str_from(piece, holder->offset));
		holder->offset = (uint32_t)(piece.len - rest.len);
		if (rest.len)
			return rest;
	}
	return (struct str){ "", 0 };
}

/* Whether the run shows what comes next of the holder's text. */
static bool shows_next(const struct conserve *c, struct holder *holder, struct str run)
{
	while (run.len) {
		if (holder->at == holder->end)
			return !skip_unseen(run).len;
		const struct str *piece = &c->pieces[holder->at];
		struct str rest = { piece->data + holder->offset, piece->len - holder->offset };
		size_t len = rest.len < run.len ? rest.len : run.len, left = rest.len;
		if (memcmp(rest.data, run.data, len) != 0) {
			struct str shown = skip_unseen(run);
			rest = skip_unseen(rest);
			if (rest.len == left && shown.len == run.len)
				return false;
			run = shown;
		} else {
			rest.len -= len;
			run = (struct str){ run.data + len, run.len - len };
		}
		holder->offset += (uint32_t)(left - rest.len);
		if (!rest.len) {
			holder->at++;
			holder->offset = 0;
		}
	}
	return true;
}

/* Whether nothing between the bytes `at` and `end` of the run's text shows. */
static bool is_unseen(const struct page_run *run, uint32_t at, uint32_t end)
{
	return at <= end && !skip_unseen((struct str){ run->text.data + at, end - at }).len;
}

/* Whether the glyphs stand for all of the run's text. */
static bool is_drawn(const struct page_run *run)
{
	const struct page_glyph *glyph = run->glyphs, *end = glyph + run->glyph_count;
	uint32_t at = 0;
	while (glyph < end) {
		for (; glyph < end && glyph->id && glyph->start == at; glyph++)
			at += glyph->len;
		for (; glyph < end && glyph->id && !glyph->len; glyph++)
			continue;
		if (glyph < end && (!glyph->id || !is_unseen(run, at, glyph->start)))
			return false;
		at = glyph < end ? glyph->start : at;
	}
	return at == run->text.len || is_unseen(run, at, (uint32_t)run->text.len);
}

/* Where the run's last glyph begins that stands for text: a mark that shapes the one before it (a variation selector) takes no room. */
static double last_start(const struct page_run *run)
{
	size_t at = run->glyph_count;
	while (at && !run->glyphs[at - 1].len)
		at--;
	return run->x + (at ? (double)run->glyphs[at - 1].x : 0);
}

/* Where the run's first glyph begins. */
static double first_start(const struct page_run *run)
{
	return run->x + (run->glyph_count ? (double)run->glyphs[0].x : 0);
}

/* Whether the rule goes through the line, or parts it from the one above, whose baseline is `top`. */
static bool strikes(const struct page_rule *rule, const struct page_line *line, double top)
{
	return rule->width > rule->height && rule->y > top && rule->y < line->baseline && rule->x < line->right &&
	       rule->x + rule->width > line->left;
}

/* The room, from *left to *right, TOLERANCE around it, of a cell's line: between the rules of its columns, in one row. False: it stands
 * in none. */
static bool find_column(const struct conserve *c, const struct doc_node *cell, const struct page_line *line, double *left, double *right)
{
	const struct holder *holder = &c->holders[c->current];
	bool goes_on = holder->line && holder->page == c->page;
	double top = goes_on ? holder->line->baseline : line->baseline - LEAST_LEADING * line->size;
	int first = cell->column + 1, end = first + doc_cell_columns(cell), found = 0;
	for (size_t i = 0; i < c->page->rule_count; i++) {
		const struct page_rule *rule = &c->page->rules[i];
		bool beside = rule->edge && rule->y <= line->baseline && rule->y + rule->height >= line->baseline;
		if (strikes(rule, line, top) || (beside && rule->edge > first && rule->edge < end))
			return false;
		if (!beside || (rule->edge != first && rule->edge != end))
			continue;
		*(rule->edge == first ? left : right) = rule->edge == first ? rule->x - TOLERANCE : rule->x + rule->width + TOLERANCE;
		found++;
	}
	return found == 2;
}

/* Whether the line stands inside its region, a cell's in its column; a hung mark begins inside. */
static bool is_inside(const struct conserve *c, const struct page_line *line, const struct doc_node *node)
{
	double left = c->left, right = c->right;
	if (line->baseline - line->size / 2 < c->top || line->baseline > c->bottom)
		return false;
	if (node->kind == DOC_CELL && !find_column(c, node, line, &left, &right))
		return false;
	for (const struct page_run *run = line->runs, *end = run + line->run_count; run < end; run++)
		if ((run->x < left && first_start(run) < left) || last_start(run) > right)
			return false;
	return line->left >= left && line->right <= right;
}

/* Makes the node's holder the current one: it is of the same group, or of one behind it. */
static bool find_holder(struct conserve *c, const struct doc_node *node)
{
	if (c->current < c->holder_count && c->holders[c->current].node == node)
		return true;
	size_t group = c->current < c->holder_count ? c->holders[c->current].group : c->holder_count;
	for (size_t i = c->current; i < c->holder_count; i++)
		if (c->holders[i].node == node) {
			c->current = i;
			if (c->holders[i].group != group)
				c->above = c->lowest;
			return true;
		}
	for (size_t i = group; i < c->current; i++)
		if (c->holders[i].node == node) {
			c->current = i;
			return true;
		}
	return false;
}

/* Whether what comes behind `from` in the holder's text holds the run's text: then what lies between is lost. */
static bool comes_later(const struct conserve *c, struct holder from, struct str run)
{
	for (struct str rest = left_of(c, &from); rest.len; rest = left_of(c, &from)) {
		struct holder tried = from;
		if (shows_next(c, &tried, run))
			return true;
		from.offset += (uint32_t)utf8_prefix(rest.data, rest.len, 1);
	}
	return false;
}

/* The run is not what comes next: text before it is missing, or it stands here again. */
static bool report_order(struct conserve *c, struct holder *holder, const struct page_line *line, struct str run)
{
	bool lost = comes_later(c, *holder, run);
	return report(c, lost ? DIAG_TEXT_LOST : DIAG_TEXT_REPEATED, line->node, lost ? left_of(c, holder) : line->text);
}

/* Whether the number of a footnote is the next one of its page. */
static bool check_reference(struct conserve *c, const struct page_line *line, const struct page_run *run)
{
	*ARENA_PUSH(c->arena, c->pending, c->pending_count, c->pending_capacity) = (struct pending){ run->anchor->mate, run->text };
	return is_drawn(run) || report(c, DIAG_TEXT_LOST, run->anchor, line->text);
}

/* Whether the next note that waits begins here, under its number. */
static bool check_label(struct conserve *c, const struct page_line *line, const struct page_run *run)
{
	const struct pending *next = c->begun < c->pending_count ? &c->pending[c->begun++] : NULL;
	if (!next || next->note != run->anchor || !str_equal(next->number, run->text))
		return report(c, DIAG_TEXT_REPEATED, run->anchor, line->text);
	return is_drawn(run) || report(c, DIAG_TEXT_LOST, run->anchor, line->text);
}

/* Whether the line, an authority's first, stands at the right of the authority before it, as names below seals do. */
static bool stands_behind(const struct conserve *c, const struct page_line *line)
{
	const struct holder *holder = &c->holders[c->current], *before = c->current ? holder - 1 : NULL;
	return before && !holder->line && line->node->kind == DOC_AUTHORITY && before->node->kind == DOC_AUTHORITY && before->line &&
	       before->page == c->page && fabs(before->line->baseline - line->baseline) < TOLERANCE && line->left > before->line->right;
}

/* Whether the run shows what is due, below what its block has shown. */
static bool check_run(struct conserve *c, const struct page_line *line, const struct page_run *run)
{
	if (run->anchor)
		return c->notes ? check_label(c, line, run) : check_reference(c, line, run);
	bool leader = !run->node && line->node && line->node->kind == DOC_ENTRY; /* or the page number behind it */
	if (leader)
		return true;
	if (!run->node || !find_holder(c, run->node))
		return report(c, DIAG_TEXT_REPEATED, run->node, line->text);
	struct holder *holder = &c->holders[c->current];
	double top = line->baseline - LEAST_LEADING * line->size;
	bool below = holder->line == line || (top > c->above && (holder->page != c->page || top > holder->line->baseline)) ||
		     stands_behind(c, line);
	if (!below || (holder->line != line && !is_inside(c, line, holder->node)))
		return report(c, DIAG_TEXT_OUTSIDE, run->node, line->text);
	uint32_t at = holder->at, offset = holder->offset;
	if (!shows_next(c, holder, run->text)) {
		holder->at = at;
		holder->offset = offset;
		return report_order(c, holder, line, run->text);
	}
	holder->page = c->page;
	holder->line = line;
	return is_drawn(run) || report(c, DIAG_TEXT_LOST, run->node, run->text);
}

static bool check_line(struct conserve *c, const struct page_line *line)
{
	for (size_t i = 0; i < line->run_count; i++)
		if (!check_run(c, line, &line->runs[i]))
			return false;
	c->lowest = line->run_count && line->baseline > c->lowest ? line->baseline : c->lowest;
	return true;
}

static bool check_region(struct conserve *c, const struct page_part *region)
{
	c->top = region->top - TOLERANCE;
	c->bottom = region->bottom + TOLERANCE;
	for (size_t i = 0; i < region->line_count; i++)
		if (!region->lines[i].artifact && !check_line(c, &region->lines[i]))
			return false;
	return true;
}

static void open_page(struct conserve *c, const struct page *page)
{
	const struct page_template *t = page->turned ? c->turned : c->template;
	c->page = page;
	c->left = t->margin_left - TOLERANCE;
	c->right = t->page_width - t->margin_right + TOLERANCE;
	c->above = c->lowest = 0;
}

/* What the page shows of the text. */
static bool check_text(struct conserve *c, const struct page *page)
{
	open_page(c, page);
	return check_region(c, &page->regions[PAGE_HEAD]) && check_region(c, &page->regions[PAGE_TEXT]) &&
	       check_region(c, &page->regions[PAGE_FOOT]);
}

/* What it shows of the footnotes: at least the first lines of those whose numbers stand on it, `from` the first of these. */
static bool check_notes(struct conserve *c, const struct page *page, const struct conserve *text, bool late)
{
	open_page(c, page);
	c->pending = text->pending;
	c->pending_count = text->pending_count;
	if (!check_region(c, &page->regions[PAGE_NOTES]))
		return false;
	bool begun = late || c->begun == c->pending_count;
	return begun || report(c, DIAG_TEXT_LOST, c->pending[c->begun].note, c->pending[c->begun].number);
}

/* Whether nothing is left that no page has shown. */
static bool check_rest(struct conserve *c)
{
	c->page = NULL;
	for (size_t i = 0; i < c->holder_count; i++) {
		if (c->holders[i].at == c->holders[i].end)
			continue;
		struct str left = left_of(c, &c->holders[i]);
		if (left.len)
			return report(c, DIAG_TEXT_LOST, c->holders[i].node, left);
	}
	return true;
}

bool conserve_check(struct arena *scratch, const struct doc *doc, const struct page_template *template,
		    const struct page_list *pages, struct diag_list *diags)
{
	const struct page_template turned = template_turned(template);
	struct conserve text = { .arena = scratch, .template = template, .turned = &turned, .diags = diags }, notes = text;
	size_t lines = 0; /* nearly as many as texts, and more than blocks */
	for (size_t i = 0; i < pages->page_count; i++)
		lines += pages->pages[i].line_count;
	text.pieces = arena_grow(scratch, NULL, &text.piece_capacity, 2 * lines + 1, sizeof *text.pieces);
	text.holders = arena_grow(scratch, NULL, &text.holder_capacity, lines + 1, sizeof *text.holders);
	notes.notes = true;
	collect(&text, &notes, doc);
	for (size_t i = 0; i < pages->page_count; i++)
		if (!check_text(&text, &pages->pages[i]) || !check_notes(&notes, &pages->pages[i], &text, pages->notes_late))
			return false;
	return check_rest(&text) && check_rest(&notes);
}
