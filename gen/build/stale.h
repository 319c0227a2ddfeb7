/* Products that are no longer made: a unit was removed, a document has another name now. */
#ifndef BUILD_STALE_H
#define BUILD_STALE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/diag.h"

struct catalogue;

/* Whose outputs are looked at. */
struct stale_request {
	const struct catalogue *catalogue;
	const char *store;
	unsigned shard, shards; /* only documents of this part, as in jobs_request; 0: all */
	bool prune;
};

/* Reports the outputs of records in the store whose document the catalogue no longer knows, and files that documents made
 * under former names; removes them, and the records, when `prune`. Files that were changed by hand stay. */
void stale_report(const struct stale_request *request, struct diag_list *diags);

#endif
