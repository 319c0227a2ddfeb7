/* What differs between two documents as a page for a browser. */
#ifndef API_DIFF_HTML_H
#define API_DIFF_HTML_H

#include "api/words.h"
#include "compare/compare.h"

struct buf;

/* Appends one HTML page that needs nothing else. For each result (one at least) it has the values that read otherwise, then both documents side by
 * side. */
void diff_add_html(const struct compare_result *results, size_t count, enum words_language language, struct buf *out);

/* The same in pieces, for results that do not live at the same time. */
void diff_begin_html(const char *title, enum words_language language, struct buf *out);
void diff_add_html_result(const struct compare_result *result, enum words_language language, struct buf *out);
void diff_end_html(struct buf *out);

#endif
