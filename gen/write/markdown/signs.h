/* Tags in Markdown: in the texts of a document signs stand for them, so that nothing of a tag is escaped; when the Markdown is written, they give way.
 * No text of a document holds the characters of a sign, U+FDD0 n U+FDD1 (merge/merge.h). */
#ifndef WRITE_MARKDOWN_SIGNS_H
#define WRITE_MARKDOWN_SIGNS_H

#include <stdbool.h>
#include <stddef.h>

#include "base/str.h"

struct buf;

/* Appends the sign with the number. */
void signs_add(struct buf *out, size_t number);

/* Moves the Markdown before the next sign with a number below `count` from `rest` to `out` and takes the sign off. False: there was none, and all is
 * moved. What else has these characters (an address of a link made elsewhere) stays as it is. */
bool signs_next(struct str *rest, struct buf *out, size_t count, size_t *number);

#endif
