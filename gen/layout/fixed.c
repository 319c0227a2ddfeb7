#include "layout/fixed.h"

#include "base/arena.h"
#include "layout/flow.h"
#include "layout/measure.h"

struct flow_fixed *fixed_new(struct layout *layout, struct flow *flow, const struct doc_node *node)
{
	struct flow_block *block = flow_add(layout, flow, node);
	block->fixed = ARENA_NEW(layout->arena, struct flow_fixed);
	block->fixed->measure = measure_add(layout, node);
	return block->fixed;
}

void fixed_add_line(struct layout *layout, struct flow_fixed *fixed, struct page_line line, double baseline)
{
	line.baseline = baseline;
	line.last = true;
	measure_add_line(layout, measure_add(layout, line.node), &line);
	*ARENA_PUSH(layout->arena, fixed->lines, fixed->line_count, fixed->line_capacity) = line;
}

void fixed_add_rule(struct layout *layout, struct flow_fixed *fixed, double y, double height, uint32_t color)
{
	*ARENA_PUSH(layout->arena, fixed->rules, fixed->rule_count, fixed->rule_capacity) = (struct page_rule){
		.x = layout->template->margin_left, .y = y, .width = layout->text_width, .height = height, .color = color,
	};
}
