/* What the folders below gen/cli say in English, in the user's language. */
#ifndef CLI_PHRASE_H
#define CLI_PHRASE_H

#include "base/diag.h"

/* The translation of a word such as "made" (a document's outcome) or "region" (a value's origin). */
const char *phrase_of_word(const char *word);

/* The translation of a phrase of plangen's own that is an argument of a message of this code; any other text (a name, a value, a
 * path) as it is. NULL stays NULL. */
const char *phrase_of_argument(enum diag_code code, const char *argument);

#endif
