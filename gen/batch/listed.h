/* Which documents the catalogue knows, by their ids. */
#ifndef BATCH_LISTED_H
#define BATCH_LISTED_H

#include <stdbool.h>

struct arena;
struct catalogue;
struct document_id;
struct listed;

/* Made in `arena`, for as long as it lives. */
struct listed *listed_new(struct arena *arena, const struct catalogue *catalogue);

/* Whether the document is one of the catalogue's: the book, or a unit's book, or the plan of a variant that its unit uses. A variant
 * that has no text (any more) is one: its source may be there again tomorrow. */
bool listed_has(const struct listed *listed, const struct document_id *id);

/* Whether the document is certainly none of them: its unit or variant is not hidden by a fault of the sources, such as a row that
 * cannot be read. */
bool listed_is_gone(const struct listed *listed, const struct document_id *id);

#endif
