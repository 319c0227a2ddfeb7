/* What the check and the expansion share. */
#include "base/arena.h"
#include "base/limits.h"
#include "merge/template.h"

void merge_stop(struct merge_run *run, enum diag_code code, size_t limit, struct place place,
		const struct diag_frame *frames)
{
	if (!run->stopped)
		diag_add_framed(run->diags, code, frames, place, arena_printf(run->arena, "%zu", limit));
	run->stopped = true;
}

bool merge_step(struct merge_run *run, struct place place, const struct diag_frame *frames)
{
	if (++run->steps > LIMIT_MERGE_STEPS)
		merge_stop(run, DIAG_MERGE_STEPS, LIMIT_MERGE_STEPS, place, frames);
	return !run->stopped;
}

const struct diag_frame *merge_frame(struct merge_run *run, const char *what, struct place place,
				     const struct diag_frame *outer)
{
	struct diag_frame *frame = ARENA_NEW(run->arena, struct diag_frame);
	*frame = (struct diag_frame){ what, place, outer };
	return frame;
}

static void add_loading(struct merge_run *run, const char *name, const struct source *source)
{
	struct merge_loading *new = ARENA_NEW(run->arena, struct merge_loading);
	*new = (struct merge_loading){ name, source, NULL };
	if (run->last_loading)
		run->last_loading->next = new;
	else
		run->loadings = new;
	run->last_loading = new;
	run->unsure = run->unsure || run->arena != run->home; /* not in the check, but while the text is expanded */
}

struct merge_template *merge_target(struct merge_run *run, const struct source *source, struct merge_node *node,
				    const struct diag_frame *frames)
{
	const struct merge_options *options = run->options;
	struct place place = { source, node->tag->offset };
	if (node->target)
		return node->target;
	if (node->reported)
		return NULL;
	const struct source *found = options->load ? options->load(options->context, str_of(node->tag->name)) : NULL;
	if (found) {
		add_loading(run, node->tag->name, found);
		node->target = merge_compile(run, found, merge_frame(run, node->tag->name, place, frames));
		return node->target;
	}
	node->reported = true;
	if (options->dialect == MERGE_STRICT)
		diag_add_framed(run->diags, DIAG_PARTIAL_UNKNOWN, frames, place, node->tag->name);
	return NULL;
}
