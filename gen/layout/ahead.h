/* Plans of a book, set by several threads at once, each in a layout of its own, and put together in their order. What comes out is the same as without
 * threads: a plan that needs something that is told or looked for once in a document (fonts that were not opened yet, characters that the role's
 * families lack) or of which there is something to be said is left, and set in its turn. */
#ifndef LAYOUT_AHEAD_H
#define LAYOUT_AHEAD_H

#include <stdbool.h>

struct doc_node;
struct flow;
struct layout;
struct layout_ahead;

/* Sets the plans from `first` on by as many threads as the layout may have, this one among them. NULL: there are not two, or no threads. */
struct layout_ahead *ahead_set(struct layout *layout, const struct doc_node *first);

/* Appends the blocks of the next plan, which is `part`; false where it is still to be set. `ahead` may be NULL. */
bool ahead_take(struct layout_ahead *ahead, struct flow *flow, const struct doc_node *part);

#endif
