/* Changes of the content, as people and programs read them. */
#ifndef API_CHANGE_TEXT_H
#define API_CHANGE_TEXT_H

#include "api/words.h"
#include "change/log.h"

struct buf;

/* Appends the files of the change but for that called `hidden` (NULL: all): cells old → new, lines of other texts as a diff has them. Nothing in it is a
 * command to a terminal. */
void change_text_add(const struct change_entry *entry, enum words_language language, const char *hidden, struct buf *out);

/* Appends the change as a JSON object; times are UTC. */
void change_text_add_json(const struct change_entry *entry, struct buf *out);

#endif
