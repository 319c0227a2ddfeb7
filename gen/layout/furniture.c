#include "layout/furniture.h"

#include "base/arena.h"
#include "base/buf.h"
#include "doc/doc.h"
#include "layout/flow.h"
#include "layout/letter.h"
#include "layout/line.h"
#include "layout/pager.h"
#include "layout/text.h"

/* A line of its own in the style, within the text area less `indent` on both sides. */
static struct page_line artifact(struct layout *layout, struct str chars, const struct template_style *style,
				 enum template_align align, double indent)
{
	struct text_look look = text_look_of(layout, style, NULL);
	struct text *text = text_shaped(layout, NULL, chars, &look);
	struct line line = { 0, text->cell_count, false, true };
	struct line_place place = { layout->template->margin_left + indent, layout->text_width - 2 * indent, align };
	struct page_line out = line_set(layout, text, &line, place);
	out.artifact = out.last = true;
	return out;
}

static void add(struct layout *layout, struct pager_page *page, struct page_line line, double baseline)
{
	line.baseline = baseline;
	pager_fill(layout->arena, page, PAGE_FURNITURE, &line);
}

/* GB/T 9704-2012, 7.5: on odd pages at the right, on even pages at the left. The dash beside the number is in the
 * middle of its em box. */
static void add_number(struct layout *layout, struct pager_page *filled, const struct page *page)
{
	const struct page_template *t = layout->template;
	const struct template_style *style = template_style(t, "page-number");
	struct str format = str_of(t->number_format), before = str_cut(&format, "%d");
	struct buf chars = BUF_INIT;
	buf_add_str(&chars, before);
	buf_add_text(&chars, page->label);
	buf_add_str(&chars, format);
	enum template_align align = page->number % 2 ? TEMPLATE_RIGHT : TEMPLATE_LEFT;
	struct page_line line = artifact(layout, buf_str(&chars), style, align, t->number_indent * t->char_pitch);
	buf_free(&chars);
	struct text_look look = text_look_of(layout, style, NULL);
	double dash = t->page_height - t->margin_bottom + t->number_gap;
	add(layout, filled, line, dash + (text_em_top(&look) - 0.5) * look.size);
}

static void add_draft_mark(struct layout *layout, struct pager_page *filled)
{
	const struct page_template *t = layout->template;
	const struct template_style *style = template_style(t, "draft-mark");
	struct text_look look = text_look_of(layout, style, NULL);
	double bottom = t->margin_top - t->draft_gap;
	add(layout, filled, artifact(layout, str_of(t->draft_mark), style, style->align, 0),
	    bottom - (1 - text_em_top(&look)) * look.size);
}

/* GB/T 9704-2012, 10.1: thin above thick. */
static void add_foot_rules(struct layout *layout, struct pager_page *filled)
{
	const struct page_template *t = layout->template;
	struct page_rule rules[2];
	letter_rules(t, t->page_height - t->letter.foot - t->head.rule_width, false, rules);
	for (int i = 0; i < 2; i++)
		*ARENA_PUSH(layout->arena, filled->rules, filled->rule_count, filled->rule_capacity) = rules[i];
}

void furniture_add(struct layout *layout, struct pager_page *filled, const struct page *page)
{
	if (layout->doc->gaps && layout->template->draft_mark[0])
		add_draft_mark(layout, filled);
	if (page->label)
		add_number(layout, filled, page);
	if (filled->letter)
		add_foot_rules(layout, filled);
	arena_reset(layout->scratch);
}
