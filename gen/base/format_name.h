/* Names of formats as people write them: in any case, separated by commas, as programs are called. */
#ifndef BASE_FORMAT_NAME_H
#define BASE_FORMAT_NAME_H

#include <stdbool.h>

#include "base/diag.h"
#include "base/str.h"

struct arena;

/* Cuts the next word off a list that a person typed: “pdf,docx”, also with the commas of Chinese. Empty words are passed over.
 * False at the end of the list. */
bool format_next_word(struct str *list, struct str *word);

/* The word in small letters, in the arena. */
char *format_lower(struct arena *arena, struct str word);

/* Whether it is one of `names` (separated by ", "). */
bool format_is_among(const char *names, const char *name);

/* Whether people call a format so, or documents of others end so. */
bool format_is_called(const char *word);

/* Adds the error that `name` is none of `names`, with the one that was probably meant. */
void format_report(struct arena *arena, const char *name, const char *names, struct diag_list *diags);

#endif
