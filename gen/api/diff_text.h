/* What differs between two documents, for people. */
#ifndef API_DIFF_TEXT_H
#define API_DIFF_TEXT_H

#include <stdbool.h>

#include "api/words.h"
#include "compare/compare.h"

struct buf;

/* Appends passage by passage what differs, [-deleted-]{+inserted+}, with what stands around it, then the values that read otherwise. `colours`: for
 * a terminal. Texts of the documents cannot command one. */
void diff_add_text(const struct compare_result *result, enum words_language language, bool colours, struct buf *out);

#endif
