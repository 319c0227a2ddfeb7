/* Products of documents that are no longer made (a unit was removed). */
#ifndef BUILD_STALE_H
#define BUILD_STALE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/diag.h"

struct catalogue;

/* Reports the outputs of records in `store` whose document the catalogue no longer knows; removes them and the records when
 * `prune`. */
void stale_report(const struct catalogue *catalogue, const char *store, bool prune, struct diag_list *diags);

#endif
