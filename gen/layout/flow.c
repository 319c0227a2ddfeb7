#include "layout/flow.h"

#include "base/arena.h"
#include "layout/turn.h"

struct flow_block *flow_add(struct layout *layout, struct flow *flow, const struct doc_node *node)
{
	struct flow_block *block = ARENA_PUSH(layout->arena, flow->blocks, flow->count, flow->capacity);
	bool new_page = flow->page_break && flow->count > 1;
	*block = (struct flow_block){ .node = node, .pitches = 1, .new_page = new_page, .odd_page = new_page && flow->odd_page,
				      .turned = layout_is_turned(layout) };
	flow->page_break = flow->odd_page = false;
	return block;
}
