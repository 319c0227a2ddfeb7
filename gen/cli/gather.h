/* Messages as a person wants to read them: what is said of many things alike is said once. */
#ifndef CLI_GATHER_H
#define CLI_GATHER_H

#include <stdbool.h>

#include "base/diag.h"

/* The entries of `diags`, in `arena`: one about all fonts that stand in for others, first of all, where that is news (`fonts`); of rows whose region no
 * list has, one for each region, with how many more there are. Counts of severities are not kept. */
const struct diag_list *gather_messages(struct arena *arena, const struct diag_list *diags, bool fonts);

#endif
