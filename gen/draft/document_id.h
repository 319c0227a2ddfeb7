/* What a document is called inside: which unit's plan of which variant, of which year.
 *
 * Options (formats, page template, policy, values given by hand) are no part of it: they say what stands in a document's files, not
 * which document it is, so they are inputs of its record (inputs.h). Two builds with other options make the same document, in turn. */
#ifndef DRAFT_DOCUMENT_ID_H
#define DRAFT_DOCUMENT_ID_H

#include <stdbool.h>

#include "base/hash.h"
#include "base/str.h"

struct arena;

/* Any texts without control characters. */
struct document_id {
	struct str unit;    /* id of the unit; empty: none, or all of them */
	struct str variant; /* id of the variant; empty: the book of the unit, or of all plans */
	unsigned year;
};

bool document_id_equal(const struct document_id *a, const struct document_id *b);

/* By year, unit, variant: for qsort. */
int document_id_compare(const struct document_id *a, const struct document_id *b);

/* The same for the same document, on every machine. */
struct hash document_id_hash(const struct document_id *id);

/* For people: "JG001/11-县科技局", "book-JG001", "book"; a '/' or '%' inside an id is written %2F, %25, so that no two documents of
 * a year have one text. In `arena`. */
char *document_id_text(struct arena *arena, const struct document_id *id);

/* Whether the document belongs to part `shard` (1 …) of `shards`; 0 shards: all belong. */
bool document_id_in_shard(const struct document_id *id, unsigned shard, unsigned shards);

#endif
