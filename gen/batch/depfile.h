/* Dependencies of the products in make's syntax (also read by ninja). */
#ifndef BATCH_DEPFILE_H
#define BATCH_DEPFILE_H

#include <stdbool.h>

#include "batch/batch.h"
#include "batch/guard.h"

/* Writes one rule for each product of the jobs, from their records: the product and the files it was made from. Units' CSV files are
 * not among them (a change of another unit's row would rebuild): call plangen build, which looks at the values. False with an
 * error when it cannot be written, or must not (`guard`). */
bool depfile_write(const char *path, const struct batch_job *jobs, size_t count, const char *store, const struct guard *guard,
		   struct diag_list *diags);

#endif
