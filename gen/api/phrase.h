/* What the folders below gen/api say in English, in the language that is asked for. */
#ifndef API_PHRASE_H
#define API_PHRASE_H

#include <stdbool.h>
#include <stddef.h>

#include "api/words.h"
#include "base/diag.h"

struct buf;

/* The translation of a word such as "made" (a document's outcome), "region" (a value's origin) or of a format's help. */
const char *phrase_of_word(enum words_language language, const char *word);

/* Appends why a document is made again, as batch_job has it: "value: 党员人数" as “值：党员人数”. */
void phrase_add_reason(enum words_language language, const char *reason, struct buf *out);

/* The translation of a phrase of plangen's own that is an argument of a message of this code; any other text (a name, a value, a
 * path) as it is. NULL stays NULL. */
const char *phrase_of_argument(enum words_language language, enum diag_code code, const char *argument);

/* Appends what a library says in English (libxml2, jansson), in that language. False when the text is none that is known. */
bool phrase_add_library(enum words_language language, const char *argument, struct buf *out);

/* Whether this argument (0 = %1) of messages of this code is a list "a, b" or "‘a’, ‘b’". */
bool phrase_is_list(enum diag_code code, size_t argument);

/* Appends such a list with the separators and quotes of that language. */
void phrase_add_list(enum words_language language, const char *list, struct buf *out);

#endif
