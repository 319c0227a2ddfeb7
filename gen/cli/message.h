/* Talking to people: translated texts, diagnostics, progress. Only gen/cli prints. */
#ifndef CLI_MESSAGE_H
#define CLI_MESSAGE_H

#include <libintl.h>
#include <stdbool.h>

#include "base/diag.h"

struct buf;

#define _(text) gettext(text)
#define N_(text) text

/* Chinese or English by locale; `folder` holds the translations (zh_CN/LC_MESSAGES/plangen.mo). */
void message_set_locale(const char *folder);

/* "plangen: …" and a hint at --help, to standard error. */
__attribute__((format(printf, 1, 2)))
void message_usage(const char *format, ...);

/* "warning" in the user's language. */
const char *message_severity(enum diag_severity severity);

enum message_style { MESSAGE_TEXT, MESSAGE_JSON };

/* Prints all entries (notes only when `notes`) to standard error. */
void message_print(const struct diag_list *diags, enum message_style style, bool notes);

/* The same, appended to `out`. */
void message_format(const struct diag_list *diags, enum message_style style, bool notes, struct buf *out);

#endif
