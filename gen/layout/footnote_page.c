/* Notes at the foot of the pages while these are filled. */
#include <math.h>

#include "base/arena.h"
#include "base/diag.h"
#include "doc/doc.h"
#include "layout/flow.h"
#include "layout/footnote.h"
#include "layout/pager.h"

static const double TOLERANCE = 1e-3; /* lines of the grid: more than what text and tables allow themselves */

/* Lines of text that may stand below the number of a note that goes on on the next page. */
enum { MOST_BELOW = 1 };

/* Lines of the grid that stay free, at least, for text on a page that begins with the rest of a note. */
enum { TEXT_ROWS = 3 };

/* The room for the rule above the notes: as high as their characters. */
static double rule_room(const struct layout *layout)
{
	return template_style(layout->template, "footnote")->size;
}

static double height_of(const struct layout *layout, size_t lines)
{
	return lines ? rule_room(layout) + (double)lines * footnote_pitch(layout) : 0;
}

double footnote_rows_left(const struct layout *layout, size_t lines)
{
	return layout->template->lines - height_of(layout, lines) / layout->template->line_pitch;
}

double footnote_rows(const struct pager *pager, struct footnote_need need)
{
	if (need.all && footnote_waits(&pager->notes))
		return -1;
	return footnote_rows_left(pager->layout, pager->notes.line_count + need.all - need.spare);
}

void footnote_need_line(struct footnote_need *need, const struct page_line *line, bool beside)
{
	need->below += !beside;
	if (need->below > MOST_BELOW)
		need->spare = 0;
	for (size_t i = 0; i < line->run_count; i++) {
		const struct footnote *note = footnote_of(&line->runs[i]);
		if (!note || !note->count)
			continue;
		need->all += note->count;
		need->spare = note->count - 1;
		need->below = 0;
	}
}

static bool has_numbers(const struct page_line *line)
{
	for (size_t i = 0; i < line->run_count; i++)
		if (line->runs[i].mark)
			return true;
	return false;
}

void footnote_number_line(struct pager *pager, struct page_line *line)
{
	struct footnote_flow *flow = &pager->notes;
	if (!pager->layout->note_count || !has_numbers(line))
		return;
	for (size_t i = 0; i < line->run_count && !line->artifact; i++) {
		struct footnote *note = footnote_of(&line->runs[i]);
		if (!note)
			continue;
		note->number = ++flow->given;
		*ARENA_PUSH(pager->layout->arena, flow->notes, flow->count, flow->capacity) = note;
	}
	footnote_show_numbers(pager->layout, line);
}

/* Puts the next line of the waiting notes on the page. */
static void put_line(struct pager *pager)
{
	struct footnote_flow *flow = &pager->notes;
	const struct footnote *note = flow->notes[flow->done];
	if (flow->shown < note->count) {
		struct page_line line = note->lines[flow->shown++];
		if (has_numbers(&line))
			footnote_show_numbers(pager->layout, &line);
		*ARENA_PUSH(pager->layout->arena, flow->lines, flow->line_count, flow->line_capacity) = line;
	}
	if (flow->shown == note->count) {
		flow->done++;
		flow->shown = 0;
	}
}

void footnote_fill(struct pager *pager, double free_rows)
{
	struct footnote_flow *flow = &pager->notes;
	while (footnote_waits(flow) &&
	       pager->row + free_rows <= footnote_rows_left(pager->layout, flow->line_count + 1) + TOLERANCE)
		put_line(pager);
}

void footnote_open_page(struct pager *pager)
{
	double half = pager->layout->template->lines / 2.0;
	footnote_fill(pager, fmax(fmin(TEXT_ROWS, half), pager->opens_with));
	pager->opens_with = 0;
}

/* Tells that a note has to begin behind its page. */
static void report_late(struct pager *pager)
{
	const struct footnote_flow *flow = &pager->notes;
	size_t first = flow->done + (flow->shown > 0);
	if (first >= flow->count || flow->late)
		return;
	pager->notes.late = true;
	diag_add(pager->layout->diags, DIAG_FOOTNOTE_LATE, flow->notes[first]->node->mate->place);
}

/* Puts the notes of the page below a rule of a third of the text's width. */
static void put_notes(struct pager *pager, struct pager_page *page)
{
	const struct layout *layout = pager->layout;
	const struct page_template *t = layout->template;
	const struct footnote_flow *flow = &pager->notes;
	double room = rule_room(layout), y = page->notes_bottom - height_of(layout, flow->line_count);
	page->text_bottom = y;
	pager_add_rule(pager, (struct page_rule){ t->margin_left, y + (room - t->rule_width) / 2, layout->text_width / 3, t->rule_width, 0, 0 });
	y += room;
	for (size_t i = 0; i < flow->line_count; i++, y += footnote_pitch(layout)) {
		struct page_line line = flow->lines[i];
		line.baseline += y;
		pager_fill(layout->arena, page, PAGE_NOTES, &line);
	}
}

void footnote_close_page(struct pager *pager)
{
	struct footnote_flow *flow = &pager->notes;
	footnote_fill(pager, 0);
	if (footnote_waits(flow) && pager->row <= 0 && !flow->line_count)
		put_line(pager); /* an empty page takes something in any case */
	report_late(pager);
	if (flow->line_count)
		put_notes(pager, &pager->pages[pager->count - 1]);
	flow->line_count = 0;
	flow->given = 0;
}
