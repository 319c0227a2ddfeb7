/* The passages of a plan and a unit's own text, for people. */
#ifndef API_PASSAGES_TEXT_H
#define API_PASSAGES_TEXT_H

#include "api/words.h"

struct buf;
struct draft_request;
struct own_view;

/* Appends each passage with how it begins, where it stands, and what the unit has otherwise. Nothing in it is a command to a terminal. */
void passages_add_text(const struct draft_request *request, const struct own_view *view, enum words_language language, struct buf *out);

#endif
