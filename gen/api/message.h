/* Diagnostics as people and programs read them. */
#ifndef API_MESSAGE_H
#define API_MESSAGE_H

#include <stdbool.h>

#include "api/words.h"
#include "base/said.h"

struct buf;

/* "warning" in the language. */
const char *message_severity(enum words_language language, enum diag_severity severity);

/* Appends what the entry says, in one line without its place. Nothing in it reaches a terminal as a command to it. */
void message_add_words(enum words_language language, struct buf *out, const struct diag *diag);

/* Appends the piece of it with the number, from 0: words, or an argument as the text has it; *argument says which, from 1, 0: words. False: it has fewer. */
bool message_add_piece(enum words_language language, struct buf *out, const struct diag *diag, size_t piece, unsigned *argument);

enum message_style { MESSAGE_TEXT, MESSAGE_JSON };

/* Appends all of them that are at least as severe: lines with places and excerpts, or a JSON array. */
void message_format(enum words_language language, const struct plangen_messages *messages, enum message_style style, enum diag_severity least,
		    struct buf *out);

#endif
