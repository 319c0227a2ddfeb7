/* What a library keeps (see merge.h). Private to gen/merge. */
#ifndef MERGE_LIBRARY_H
#define MERGE_LIBRARY_H

#include "merge/template.h"

/* The source compiled and, with MERGE_STRICT, checked; or as an earlier run left it in the library, after its partials
 * have been asked for again. */
struct merge_template *library_open(struct merge_run *run, const struct source *source);

/* After the expansion: keeps the templates for later runs, or gives them up. */
void library_close(struct merge_run *run, const struct merge_template *root);

#endif
