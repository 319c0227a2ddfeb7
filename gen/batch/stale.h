/* Products that are no longer made: a unit was removed, a document has another name now. */
#ifndef BATCH_STALE_H
#define BATCH_STALE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/diag.h"

struct draft_request;
struct draft_tools;

/* Whose outputs are looked at. */
struct stale_request {
	struct draft_tools *tools;
	const struct draft_request *base;  /* year and data of the batch: documents of other years are none of its */
	const char *store, *out, *plans; /* folders of the records, of all products, and of the plans among them */
	unsigned shard, shards; /* only documents of this part, as in jobs_request; 0: all */
	bool prune;
};

/* Reports the outputs of records in the store whose document the catalogue no longer knows, and files that documents made
 * under former names; removes them, and the records, when `prune`. Only what lies in the output folder, is as we wrote it, and is no
 * other document's, made or still to be made, perhaps by another part of the batch at this moment: files that were changed by hand are
 * named and stay. Where the catalogue is not whole, a document that it does not
 * know need not be gone: nothing is reported or removed. A file that cannot be removed keeps its record; where records cannot be read,
 * nothing is removed: both are errors. */
void stale_report(const struct stale_request *request, struct diag_list *diags);

#endif
