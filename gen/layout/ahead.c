#include "layout/ahead.h"

#include <pthread.h>
#include <stdatomic.h>
#include <stdint.h>

#include "base/arena.h"
#include "doc/doc.h"
#include "layout/break.h"
#include "layout/fixed.h"
#include "layout/flow.h"
#include "layout/footnote.h"
#include "layout/turn.h"

enum {
	MOST_HANDS = 8,         /* more find little to do in a book */
	STACK_BYTES = 1 << 20,  /* of a thread: blocks are nested LIMIT_NODE_DEPTH deep at most. A worker's limit of memory counts all of it */
};

/* A part of a list of the layout that a plan was set with. */
struct range {
	size_t from, end;
};

struct plan {
	const struct doc_node *node;
	struct layout *layout;
	struct flow flow;
	struct range values, measures, notes;
	bool left; /* it is to be set in its turn */
};

struct layout_ahead {
	struct layout *layout; /* the document's */
	struct plan *plans;
	size_t count, taken;
	atomic_size_t next;
};

/* What one thread sets plans with. */
struct hand {
	struct layout_ahead *ahead;
	struct layout layout;
	struct diag_list diags; /* of the plan at work */
	pthread_t thread;
};

/* ---- setting */

static void set_plan(struct hand *hand, struct plan *plan)
{
	struct layout *layout = &hand->layout;
	diag_init(&hand->diags, layout->arena);
	layout->unsure = false;
	plan->layout = layout;
	plan->values.from = layout->value_count;
	plan->measures.from = layout->measure_count;
	plan->notes.from = layout->note_count;
	flow_add_part(layout, &plan->flow, plan->node);
	plan->values.end = layout->value_count;
	plan->measures.end = layout->measure_count;
	plan->notes.end = layout->note_count;
	plan->left = layout->unsure || hand->diags.first;
}

static void *set_plans(void *context)
{
	struct hand *hand = context;
	struct layout_ahead *ahead = hand->ahead;
	for (size_t i; (i = atomic_fetch_add(&ahead->next, 1)) < ahead->count;)
		set_plan(hand, &ahead->plans[i]);
	return NULL;
}

static void release(void *arena)
{
	arena_free(arena);
}

/* What is set lives as long as the document. False where ICU cannot. */
static bool begin_hand(struct layout_ahead *ahead, struct hand *hand)
{
	const struct layout *of = ahead->layout;
	struct arena *arena = arena_new();
	arena_on_free(of->arena, release, arena);
	diag_init(&hand->diags, arena);
	hand->ahead = ahead;
	hand->layout = (struct layout){
		.arena = arena,
		.scratch = arena_new(),
		.doc = of->doc,
		.upright = of->upright,
		.turned = of->turned,
		.fonts = of->fonts,
		.diags = &hand->diags,
		.breaker = breaker_new(arena, of->upright->breaker, of->upright->locale, &hand->diags),
		.stacks = of->stacks,
		.stack_missing = of->stack_missing,
		.em_top = of->em_top,
		.missing = of->missing,
		.missing_count = of->missing_count,
		.spares = of->spares,
		.spare_count = of->spare_count,
		.ahead = true,
	};
	layout_turn(&hand->layout, false);
	return hand->layout.breaker;
}

/* By the first hand in this thread, by the others in threads of theirs as far as there are any. */
static void run(struct hand *hands, size_t count)
{
	size_t started = 1;
	pthread_attr_t small;
	bool ready = pthread_attr_init(&small) == 0;
	if (ready)
		pthread_attr_setstacksize(&small, STACK_BYTES);
	while (ready && started < count && pthread_create(&hands[started].thread, &small, set_plans, &hands[started]) == 0)
		started++;
	if (ready)
		pthread_attr_destroy(&small);
	set_plans(&hands[0]);
	for (size_t i = 1; i < started; i++)
		pthread_join(hands[i].thread, NULL);
}

static size_t count_plans(const struct doc_node *first)
{
	size_t count = 0;
	for (const struct doc_node *part = first; part; part = part->next)
		count += part->kind == DOC_PLAN;
	return count;
}

struct layout_ahead *ahead_set(struct layout *layout, const struct doc_node *first)
{
	size_t plans = count_plans(first), count = layout->threads < plans ? layout->threads : plans, good = 0;
	count = count < MOST_HANDS ? count : MOST_HANDS;
	if (count < 2)
		return NULL;
	struct layout_ahead *ahead = ARENA_NEW(layout->arena, struct layout_ahead);
	struct hand *hands = ARENA_ARRAY(layout->arena, struct hand, count);
	ahead->layout = layout;
	ahead->plans = ARENA_ARRAY(layout->arena, struct plan, plans);
	for (const struct doc_node *part = first; part; part = part->next)
		if (part->kind == DOC_PLAN)
			ahead->plans[ahead->count++].node = part;
	while (good < count && begin_hand(ahead, &hands[good]))
		good++;
	if (good == count)
		run(hands, count);
	for (size_t i = 0; i < count && hands[i].layout.scratch; i++)
		arena_free(hands[i].layout.scratch);
	return good == count ? ahead : NULL;
}

/* ---- putting together */

/* Glyphs name values by their places in the list, which begins at `base` in that of the document. */
static void move_values(const struct page_line *lines, size_t count, size_t base)
{
	for (size_t i = 0; i < count; i++)
		for (size_t k = 0; k < lines[i].run_count; k++) {
			struct page_glyph *glyphs = (struct page_glyph *)lines[i].runs[k].glyphs; /* this layout's own */
			for (size_t g = 0; g < lines[i].runs[k].glyph_count; g++)
				if (glyphs[g].value)
					glyphs[g].value = (uint32_t)(glyphs[g].value + base) & INT32_MAX;
		}
}

static void move_table(const struct flow_table *table, size_t base)
{
	for (size_t row = 0; row < table->row_count; row++)
		for (int column = 0; column < table->columns; column++)
			move_values(table->rows[row].cells[column].lines, table->rows[row].cells[column].count, base);
}

static void take_values(struct layout *layout, const struct plan *plan)
{
	size_t base = layout->value_count - plan->values.from; /* modulo the range of size_t: places behind `from` only are named */
	for (size_t i = 0; i < plan->flow.count; i++) {
		const struct flow_block *block = &plan->flow.blocks[i];
		move_values(block->lines, block->line_count, base);
		if (block->table)
			move_table(block->table, base);
		if (block->fixed)
			move_values(block->fixed->lines, block->fixed->line_count, base);
	}
	for (size_t i = plan->notes.from; i < plan->notes.end; i++)
		move_values(plan->layout->notes[i]->lines, plan->layout->notes[i]->count, base);
	for (size_t i = plan->values.from; i < plan->values.end; i++)
		*ARENA_PUSH(layout->arena, layout->values, layout->value_count, layout->value_capacity) = plan->layout->values[i];
}

static void take_lists(struct layout *layout, const struct plan *plan)
{
	for (size_t i = plan->measures.from; i < plan->measures.end; i++)
		*ARENA_PUSH(layout->arena, layout->measures, layout->measure_count, layout->measure_capacity) = plan->layout->measures[i];
	for (size_t i = plan->notes.from; i < plan->notes.end; i++)
		*ARENA_PUSH(layout->arena, layout->notes, layout->note_count, layout->note_capacity) = plan->layout->notes[i];
	layout->notes_set = layout->note_count;
}

/* The plan begins a page, as flow_add() does it for one that is set in its turn. */
static void take_blocks(struct layout *layout, struct flow *flow, const struct plan *plan)
{
	for (size_t i = 0; i < plan->flow.count; i++) {
		struct flow_block *block = ARENA_PUSH(layout->arena, flow->blocks, flow->count, flow->capacity);
		*block = plan->flow.blocks[i];
		if (i)
			continue;
		block->new_page = flow->count > 1;
		block->odd_page = block->new_page && plan->node->odd_page;
	}
	flow->page_break = plan->flow.page_break;
	flow->odd_page = plan->flow.odd_page;
}

bool ahead_take(struct layout_ahead *ahead, struct flow *flow, const struct doc_node *part)
{
	const struct plan *plan = ahead && ahead->taken < ahead->count ? &ahead->plans[ahead->taken] : NULL;
	if (!plan || plan->node != part)
		return false;
	ahead->taken++;
	if (plan->left)
		return false;
	take_values(ahead->layout, plan);
	take_lists(ahead->layout, plan);
	take_blocks(ahead->layout, flow, plan);
	return true;
}
