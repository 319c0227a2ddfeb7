/* Value tags: from the name through the filters to the sink. Private to gen/merge. */
#ifndef MERGE_PUT_H
#define MERGE_PUT_H

#include "merge/emit.h"
#include "merge/scope.h"
#include "merge/template.h"

/* Emits the value of the VALUE node, a gap, or nothing after an error. */
void put_value(struct merge_run *run, struct merge_emitter *emitter, struct merge_node *node,
	       const struct scope *scope, struct str indent, struct merge_origin origin);

/* The same with merge_options.outline: what is emitted is the tag as written. */
void put_tag(struct merge_run *run, struct merge_emitter *emitter, const struct merge_node *node, struct str written, struct str indent,
	     struct merge_origin origin);

/* The text of a VALUE node in an outline: its tag, or what the partial is given for the name. `source`: the template. */
struct str put_find_written(struct merge_run *run, const struct merge_node *node, const struct scope *scope, const struct source *source);

/* The tag that begins at the node, as it is written. */
struct str put_tag_text(const struct merge_node *node, const struct source *source);

/* Whether a list or table that has no items must have some. */
bool put_is_required_list(struct merge_run *run, const struct scope_found *found);

/* Emits the gap of a required variable that has no value. */
void put_gap(struct merge_run *run, struct merge_emitter *emitter, const struct merge_node *node, const struct scope_found *found, struct str indent,
	     struct merge_origin origin);

/* A row of the table in which no cell has a value; of a list an item without any. */
const struct value *put_absent(struct merge_run *run, const struct scope_found *found);

/* Whether the variable has no value because the one that it was given had an error: then nothing more is said of it. */
bool put_is_refused(struct merge_run *run, const struct scope_found *found);

#endif
