/* Products that are no longer made: a unit was removed, a document has another name now. */
#ifndef BUILD_STALE_H
#define BUILD_STALE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/diag.h"

struct catalogue;

/* Reports the outputs of records in `store` whose document the catalogue no longer knows, and files that documents made
 * under former names; removes them, and the records, when `prune`. Files that were changed by hand stay. */
void stale_report(const struct catalogue *catalogue, const char *store, bool prune, struct diag_list *diags);

#endif
