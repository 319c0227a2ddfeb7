/* What differs between two documents, for people. */
#ifndef CLI_SHOW_DIFF_H
#define CLI_SHOW_DIFF_H

#include <stdbool.h>

#include "compare/compare.h"

struct buf;

/* Appends passage by passage what differs, [-deleted-]{+inserted+}, with what stands around it, then the values that read otherwise. `colours`: for
 * a terminal. Texts of the documents cannot command one. */
void show_diff(const struct compare_result *result, bool colours, struct buf *out);

#endif
