#include "layout/paginate.h"

#include <math.h>
#include <stdio.h>

#include "base/arena.h"
#include "doc/doc.h"
#include "layout/fixed.h"
#include "layout/flow.h"
#include "layout/furniture.h"
#include "layout/turn.h"

/* Lines of the grid that so many lines of the block take. */
static double rows_of(const struct flow_block *block, size_t lines)
{
	return block->beside && lines ? block->pitches : (double)lines * block->pitches;
}

static double height_of(const struct flow_block *block)
{
	return rows_of(block, block->line_count);
}

/* Whether `next` starts a page behind `block`, whatever room there is. */
static bool starts_page(const struct flow_block *block, const struct flow_block *next)
{
	return next->new_page || next->turned != block->turned;
}

/* Lines of the grid of the blocks behind `at` that stay with its end; 0 when they leave no page room for the last two lines of a paragraph
 * (孤行) and a heading above: then they follow as they can. */
static double tail_of(const struct layout *layout, const struct flow *flow, size_t at)
{
	double tail = 0, after = flow->blocks[at].after, most = layout->template->lines - layout->template->widow_lines - 1.0;
	for (size_t i = at + 1; i < flow->count && flow->blocks[i].keep_previous && !starts_page(&flow->blocks[at], &flow->blocks[i]); i++) {
		tail += after + flow->blocks[i].before + height_of(&flow->blocks[i]);
		after = flow->blocks[i].after;
		if (tail > most)
			return 0;
	}
	return tail;
}

/* Most lines of the block that may stand above a page break inside it: what is left must not open the page alone
 * (孤行). 0: it cannot be cut. */
static size_t most_before_cut(const struct layout *layout, const struct flow_block *block)
{
	size_t widow = (size_t)layout->template->widow_lines;
	return block->whole || block->line_count <= widow ? 0 : block->line_count - widow;
}

/* Least lines of a paragraph of several that end a page. */
static size_t least_lines(const struct layout *layout)
{
	return layout->template->profile.name ? (size_t)layout->template->widow_lines : 1;
}

/* Adds the notes of lines [first, end) of the block. */
static void need_lines(struct footnote_need *need, const struct flow_block *block, size_t first, size_t end)
{
	for (size_t i = first; i < end; i++)
		footnote_need_line(need, &block->lines[i], false);
}

/* Lines of the grid that block `at` needs to start on a page, when `wanted` of its lines must stand there; their notes are added to `need`. */
static double first_part(const struct layout *layout, const struct flow *flow, size_t at, size_t wanted, struct footnote_need *need)
{
	const struct flow_block *block = &flow->blocks[at];
	if (block->table) {
		table_need_first_rows(block, need);
		need->ruled = true;
		return table_first_rows(layout, block, tail_of(layout, flow, at));
	}
	if (wanted < block->first_lines)
		wanted = block->first_lines;
	if (wanted < least_lines(layout))
		wanted = least_lines(layout);
	bool cut = wanted <= most_before_cut(layout, block);
	need_lines(need, block, 0, cut ? wanted : block->line_count);
	return cut ? (double)wanted * block->pitches : height_of(block) + tail_of(layout, flow, at);
}

/* Lines of the grid that block `at` needs to start on a page: a heading with the lines that follow it, or with all that stands below it
 * up to the next heading; their notes in *need. What no page can hold together is not kept together; where only the notes of the text below a
 * heading are too many for any page, *crowded becomes true, and the notes are none: these lines stand together, the notes as they can. */
static double needed(const struct layout *layout, const struct flow *flow, size_t at, struct footnote_need *need, bool *crowded)
{
	const struct flow_block *start = &flow->blocks[at];
	double total = 0;
	size_t wanted = 0; /* lines of text that must still follow */
	for (; at < flow->count && total <= layout->template->lines; at++) {
		const struct flow_block *block = &flow->blocks[at];
		if (block->keep_next) {
			wanted = (size_t)layout->template->heading_lines;
			need_lines(need, block, 0, block->line_count);
			total += height_of(block) + block->after;
		} else {
			total += first_part(layout, flow, at, wanted, need);
			if (block->table || block->node->kind == DOC_ENTRY || block->line_count >= wanted)
				break;
			wanted -= block->line_count;
			total += block->after;
		}
		const struct flow_block *next = at + 1 < flow->count ? &flow->blocks[at + 1] : NULL;
		if (!next || starts_page(block, next) || (!block->keep_next && (next->keep_next || next->keep_previous))) /* the tail is counted */
			break;
		total += next->before;
	}
	if (total <= footnote_rows_left(layout, need->all - need->spare))
		return total;
	*crowded = start->keep_next && at < flow->count && !flow->blocks[at].table && total <= layout->template->lines - 1.0;
	*need = (struct footnote_need){ 0 };
	if (*crowded)
		return total;
	need_lines(need, start, 0, start->line_count);
	return height_of(start);
}

static double baseline(const struct pager *pager, double row)
{
	const struct page_template *t = pager->layout->template;
	return t->margin_top + pager->layout->em_top * t->body_size + row * t->line_pitch;
}

/* How far lines of larger type that begin a page go down: the type area begins where their ink does (GB/T 9704-2012, 5.2.1: 天头). */
static double sink_of(const struct pager *pager, const struct page_line *line)
{
	double larger = line->size - pager->layout->template->body_size;
	return pager->row == 0 && larger > 0 ? pager->layout->em_top * larger : 0;
}

/* Puts lines [first, end) of the block on the page. */
static void put_lines(struct pager *pager, const struct flow_block *block, size_t first, size_t end)
{
	double sink = first < end ? sink_of(pager, &block->lines[first]) : 0;
	for (size_t i = first; i < end; i++) {
		struct page_line line = block->lines[i];
		line.baseline = baseline(pager, pager->row + block->pitches - 1) + sink;
		pager_add_line(pager, &line);
		if (!block->beside || i + 1 == end)
			pager->row += block->pitches;
	}
}

static void put_outline(struct pager *pager, const struct flow_block *block)
{
	const struct page_template *t = pager->layout->template;
	struct page_outline *entry =
		ARENA_PUSH(pager->layout->arena, pager->outline, pager->outline_count, pager->outline_capacity);
	*entry = (struct page_outline){
		.node = block->outline_node,
		.level = block->outline_level,
		.text = block->outline,
		.page = pager->count - 1,
		.y = t->margin_top + pager->row * t->line_pitch,
	};
}

/* Lines of the grid that the characters of a line leave free below them. */
static double rows_below(const struct page_template *t)
{
	return 1 - t->body_size / t->line_pitch;
}

/* Lines of the grid that are free on the page for text with these notes, the first line of which is this one (NULL: of the text's size). Behind a head
 * or a table, lines stand between those of the grid: the last one needs room for its characters and not for the blank below them, where nothing
 * else stands there. Larger type at the head of a page goes down and takes from its foot. */
static double room_for(const struct pager *pager, struct footnote_need need, const struct page_line *first)
{
	const struct page_template *t = pager->layout->template;
	double below = rows_below(t) - (first ? sink_of(pager, first) / t->line_pitch : 0);
	bool alone = !need.all && !need.ruled && !pager->notes.line_count && !t->profile.name; /* word processors have room for whole lines only */
	return footnote_rows(pager, need) - pager->row + (alone ? below : fmin(0, below)) + 1e-6;
}

static double room_with(const struct pager *pager, struct footnote_need need)
{
	return room_for(pager, need, NULL);
}

/* Whether all lines of the block, from `at` on, fit with their notes; whole ones, where the `tail` stands below them. */
static bool rest_fits(const struct pager *pager, const struct flow_block *block, size_t at, double tail)
{
	struct footnote_need need = { 0 };
	need_lines(&need, block, at, block->line_count);
	need.spare = tail > 0 ? 0 : need.spare;
	return rows_of(block, block->line_count - at) + tail <= room_for(pager, need, &block->lines[at]);
}

/* How many lines of the block, from `at` on, fit with their notes. */
static size_t count_fitting(const struct pager *pager, const struct flow_block *block, size_t at)
{
	struct footnote_need need = { 0 };
	double room = room_for(pager, need, &block->lines[at]);
	size_t most = room > 0 ? (size_t)(room / block->pitches) : 0, count = 0;
	for (; count < most && at + count < block->line_count; count++) {
		footnote_need_line(&need, &block->lines[at + count], false);
		if ((double)(count + 1) * block->pitches > room_for(pager, need, &block->lines[at]))
			break;
	}
	return count;
}

/* Lines at the beginning of the block that stand below its heading, or on the page where a document begins, whatever notes they bring, where the
 * page has room for them and a line of notes; at least `take`. */
static size_t lines_whatever_notes(const struct pager *pager, const struct flow_block *block, size_t take)
{
	size_t wanted = (size_t)pager->layout->template->heading_lines, most = most_before_cut(pager->layout, block);
	wanted = wanted > most ? block->line_count : wanted;
	return wanted > take && rows_of(block, wanted) + 1 <= room_with(pager, (struct footnote_need){ 0 }) ? wanted : take;
}

/* Lines of the block, from `at` on, that this page takes; 0: none, go to the next page. */
static size_t lines_here(const struct pager *pager, const struct flow_block *block, size_t at, double tail)
{
	size_t rest = block->line_count - at, fits = count_fitting(pager, block, at);
	if (rest_fits(pager, block, at, tail))
		return rest;
	size_t most = most_before_cut(pager->layout, block);
	if (pager->opening && !most && !block->whole) /* it shows text, though one line of two, or the only one without its tail */
		most = block->line_count > 1 ? block->line_count - 1 : 1;
	size_t take = most > at ? most - at : 0;
	take = take < fits ? take : fits;
	if (at == 0 && !take && (pager->crowded || pager->opening))
		take = lines_whatever_notes(pager, block, take);
	if (at == 0 && take < least_lines(pager->layout) && take < rest && !pager->opening)
		take = 0;
	if (take || pager->row > 0 || footnote_waits(&pager->notes))
		return take;
	return fits ? fits : 1; /* an empty page takes something in any case */
}

/* Why a page ends within a block, before its line `at`: all lines would fit but for what stands below them, or some but for the others. */
static enum page_end end_within(const struct pager *pager, const struct flow_block *block, size_t at, double tail)
{
	if (tail > 0 && rest_fits(pager, block, at, 0))
		return PAGE_ENDS_SIGNATURE;
	double room = room_with(pager, (struct footnote_need){ 0 });
	return room >= block->pitches && !count_fitting(pager, block, at) ? PAGE_ENDS_NOTES : PAGE_ENDS_LINES;
}

static void place_text(struct pager *pager, const struct flow_block *block, double tail)
{
	for (size_t at = 0, take; at < block->line_count && !pager->full; at += take) {
		take = lines_here(pager, block, at, tail);
		if (at == 0 && take && block->outline)
			put_outline(pager, block);
		put_lines(pager, block, at, at + take);
		footnote_fill(pager, 0);
		if (at + take < block->line_count)
			pager_new_page(pager, end_within(pager, block, at + take, tail));
	}
}

/* Puts the head or the foot on the last page, from `top` on; the text gets what it leaves. */
static void put_fixed(struct pager *pager, const struct flow_fixed *fixed, double top)
{
	struct pager_page *page = &pager->pages[pager->count - 1];
	for (size_t i = 0; i < fixed->line_count && !pager->full; i++) {
		struct page_line line = fixed->lines[i];
		line.baseline += top;
		pager_fill(pager->layout->arena, page, fixed->foot ? PAGE_FOOT : PAGE_HEAD, &line);
	}
	for (size_t i = 0; i < fixed->rule_count && !pager->full; i++) {
		struct page_rule rule = fixed->rules[i];
		rule.y += top;
		pager_add_rule(pager, rule);
	}
	if (fixed->foot)
		page->text_bottom = page->notes_bottom = fmin(page->text_bottom, top);
	else
		page->text_top = top + fixed->height;
	if (!fixed->foot)
		page->head_top = top + fmin(0, pager->layout->template->head.mark_top);
	if (fixed->letter)
		page->letter = page->unnumbered = true;
}

/* GB/T 9704-2012, 7.4: the record block ends the last page, which is an even one. 7.5: with a blank page before it,
 * neither has a number. It shares no page with footnotes: word processors would set one over the other. */
static void place_foot(struct pager *pager, const struct flow_fixed *fixed)
{
	const struct page_template *t = pager->layout->upright;
	double top = t->page_height - t->margin_bottom - fixed->height;
	pager_flush_notes(pager);
	bool turned = pager->turned;
	pager->turned = false;
	bool room = !turned && !pager->notes.line_count && t->margin_top + pager->row * t->line_pitch <= top;
	bool odd = t->record.even_page && pager->count % 2;
	if (!room || odd) {
		pager_new_page(pager, PAGE_ENDS_FORCED);
		pager->record_pages++;
	}
	if (t->record.even_page && pager->count % 2 && !pager->full) {
		struct pager_page *blank = &pager->pages[pager->count - 1];
		blank->blank = blank->unnumbered = true;
		pager_new_page(pager, PAGE_ENDS_FORCED);
		pager->record_pages++;
		pager->pages[pager->count - 1].unnumbered = true;
	}
	put_fixed(pager, fixed, top);
	pager->row = t->lines;
}

static void report_too_high(const struct layout *layout, const struct flow_fixed *fixed, const struct doc_node *node)
{
	const struct page_template *t = layout->upright;
	double room = t->page_height - t->margin_top - t->margin_bottom;
	if (fixed->height <= room)
		return;
	diag_add(layout->diags, DIAG_BLOCK_TOO_HIGH, node->first ? node->first->place : node->place,
		 fixed->foot ? "版记" : "版头",
		 arena_printf(layout->arena, "%.0f", ceil(fixed->height / PAGE_PT_PER_MM)),
		 arena_printf(layout->arena, "%.0f", floor(room / PAGE_PT_PER_MM)));
}

static void place_fixed(struct pager *pager, const struct flow_fixed *fixed)
{
	const struct page_template *t = pager->layout->template;
	if (fixed->foot) {
		place_foot(pager, fixed);
		return;
	}
	put_fixed(pager, fixed, t->margin_top);
	pager->row += fixed->height / t->line_pitch;
	pager->opening = true;
}

/* Why a page ends before a block that needs so many `rows`, with the `tail` that stays with it where they are all of it. */
static enum page_end end_before(const struct pager *pager, const struct flow_block *block, double rows, double tail)
{
	if (block->keep_next || block->first_lines > 1)
		return PAGE_ENDS_HEADING;
	if (block->table)
		return PAGE_ENDS_ROW;
	double room = room_with(pager, (struct footnote_need){ 0 });
	if (rows <= room)
		return PAGE_ENDS_NOTES;
	return block->keep_previous || (tail > 0 && rows - tail <= room) ? PAGE_ENDS_SIGNATURE : PAGE_ENDS_LINES;
}

/* GB/T 9704-2012, 7.3.7: an attachment's title stands below its mark 附件, which no page has alone, whatever the title is kept with. */
static bool is_below_mark(const struct doc_node *node)
{
	return node->kind == DOC_TITLE && node->parent && node->parent->kind == DOC_ATTACHMENT && !node->parent->unmarked;
}

/* GB/T 9704-2012, 7.3.3: the page where a document begins, with or without a head, shows text. */
static bool begins_document(const struct doc_node *node)
{
	return node->kind == DOC_TITLE && !is_below_mark(node);
}

/* Whether the signature behind the block, which stays with it, has room for seals or stamps. */
static bool has_seal(const struct page_template *t, const struct flow *flow, size_t index)
{
	for (size_t i = index + 1; i < flow->count && flow->blocks[i].keep_previous; i++)
		if (flow->blocks[i].node->kind == DOC_SIGNATURE)
			return template_form(t, flow->blocks[i].node)->seal_width > 0;
	return false;
}

/* Whether so few lines stand below their heading that they would be parted for an attachment note (附件说明) below, on the page where the document
 * begins. The signature may stand with the note alone, but a seal has text beside it (GB/T 9704-2012, 7.3.5.1, 7.3.5.5). */
static bool leaves_note(const struct pager *pager, const struct flow *flow, size_t index)
{
	const struct page_template *t = pager->layout->template;
	const struct flow_block *block = &flow->blocks[index];
	bool below_heading = index && flow->blocks[index - 1].node->kind == DOC_HEADING;
	const struct doc_node *next = index + 1 < flow->count ? flow->blocks[index + 1].node->parent : NULL;
	bool note = next && next->kind == DOC_ATTACHMENT_NOTE;
	return pager->opening && note && below_heading && !has_seal(t, flow, index) &&
	       block->line_count < (size_t)(t->heading_lines + t->widow_lines);
}

static void place_block(struct pager *pager, const struct flow *flow, size_t index)
{
	const struct flow_block *block = &flow->blocks[index];
	struct footnote_need need = { 0 };
	bool foot = block->fixed && block->fixed->foot, turns = !foot && block->turned != pager->turned;
	if (block->new_page || turns)
		pager_flush_notes(pager);
	pager->turned = foot ? pager->turned : block->turned;
	if ((block->new_page && (pager->row > 0 || pager->notes.line_count)) || turns)
		pager_new_page(pager, block->node->kind == DOC_ATTACHMENT ? PAGE_ENDS_ATTACHMENT : PAGE_ENDS_FORCED);
	if (block->fixed) {
		report_too_high(pager->layout, block->fixed, block->node);
		place_fixed(pager, block->fixed);
		return;
	}
	if (block->odd_page && pager->count % 2 == 0) {
		pager->pages[pager->count - 1].blank = true;
		pager_new_page(pager, PAGE_ENDS_FORCED);
	}
	if (pager->row > 0 || block->sunk)
		pager->row += block->before;
	double tail = tail_of(pager->layout, flow, index);
	bool stays = block->keep_previous && height_of(block) + tail <= room_with(pager, need);
	stays = stays || pager->opening || (pager->crowded && !block->keep_next);
	stays = stays || is_below_mark(block->node);
	bool crowded = false;
	double rows = needed(pager->layout, flow, index, &need, &crowded);
	if (pager->row > 0 && !stays && rows > room_with(pager, need)) {
		pager->opens_with = fmin(rows, pager->layout->template->lines / 2.0);
		pager_new_page(pager, end_before(pager, block, rows, tail));
	}
	if (block->table)
		table_place(pager, block, tail);
	else
		place_text(pager, block, leaves_note(pager, flow, index) ? 0 : tail);
	pager->opening = begins_document(block->node) || (pager->opening && (block->keep_next || block->node->kind == DOC_RECIPIENT));
	pager->crowded = crowded;
	pager->row += block->after;
}

bool paginate_run(struct pager *pager, const struct flow *flow)
{
	pager->turned = flow->count && flow->blocks[0].turned;
	pager_new_page(pager, PAGE_ENDS_FULL);
	for (size_t i = 0; i < flow->count && !pager->full; i++)
		place_block(pager, flow, i);
	pager_flush_notes(pager);
	footnote_close_page(pager);
	layout_turn(pager->layout, false);
	pager->turned = false;
	return !pager->full;
}

/* What of the page's lines is in which region, and the room of each. */
static void find_regions(const struct page_template *t, const struct pager_page *filled, struct page *page)
{
	const double top[PAGE_REGIONS] = { filled->head_top, filled->text_top, filled->text_bottom, filled->notes_bottom, 0 };
	const double bottom[PAGE_REGIONS] = { filled->text_top, filled->text_bottom, filled->notes_bottom, t->page_height - t->margin_bottom,
					      page->height };
	const struct page_line *lines = filled->lines;
	for (int i = 0; i < PAGE_REGIONS; lines += filled->counts[i++])
		page->regions[i] = (struct page_part){ lines, filled->counts[i], top[i], bottom[i] };
}

/* Lines of the grid below the page's text. */
static int count_blank_lines(const struct layout *layout, const struct page_template *t, const struct page_part *text)
{
	double lowest = 0;
	for (size_t i = 0; i < text->line_count; i++)
		lowest = fmax(lowest, text->lines[i].baseline);
	if (!text->line_count)
		return 0;
	double below = text->bottom - (lowest - layout->em_top * t->body_size + t->line_pitch);
	return below > 0 ? (int)(below / t->line_pitch + 0.05) : 0; /* whole ones: above is a head, or are rows of a table, of any height */
}

void paginate_finish(struct layout *layout, struct pager_page *filled, struct page *page)
{
	const struct page_template *own = layout_template_of(layout, filled->turned);
	page->width = layout->template->page_width;
	page->height = layout->template->page_height;
	page->turned = filled->turned;
	if (!filled->blank)
		furniture_add(layout, filled, page);
	page->lines = filled->lines;
	page->line_count = filled->line_count;
	find_regions(own, filled, page);
	page->rules = filled->rules;
	page->rule_count = filled->rule_count;
	page->blank_lines = count_blank_lines(layout, own, &page->regions[PAGE_TEXT]);
	page->end = page->blank_lines ? filled->end : PAGE_ENDS_FULL;
}

bool flow_paginate(struct layout *layout, const struct flow *flow, struct page_list *out)
{
	struct pager pager = { .layout = layout };
	bool ok = paginate_run(&pager, flow);
	struct page *pages = ARENA_ARRAY(layout->arena, struct page, pager.count);
	for (size_t i = 0; i < pager.count; i++) {
		pages[i].index = (int)i;
		pages[i].number = (int)i + 1;
		if (!pager.pages[i].unnumbered)
			pages[i].label = arena_printf(layout->arena, "%zu", i + 1);
		paginate_finish(layout, &pager.pages[i], &pages[i]);
	}
	*out = (struct page_list){ .pages = pages, .page_count = pager.count, .outline = pager.outline,
				   .outline_count = pager.outline_count, .record_pages = pager.record_pages,
				   .notes_late = pager.notes.late };
	return ok;
}
