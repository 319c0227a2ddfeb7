/* Words that other folders put into messages as arguments, in the user's language. */
#ifndef CLI_PHRASE_H
#define CLI_PHRASE_H

#include "base/diag.h"

/* The translation of a phrase of plangen's own; any other text (a name, a value, a path) as it is. */
const char *phrase_translate(const char *phrase);

/* The same for an argument of a message of this code. NULL stays NULL. */
const char *phrase_of_argument(enum diag_code code, const char *argument);

#endif
