/* Talking to people: translated texts, diagnostics, progress. Only gen/cli prints. */
#ifndef CLI_MESSAGE_H
#define CLI_MESSAGE_H

#include <libintl.h>
#include <stdbool.h>
#include <stdio.h>

#include "base/diag.h"
#include "plangen.h"

struct buf;
struct json_t; /* of jansson */

#define _(text) gettext(text)

/* Marks a text to be gathered for translation where it stands in a table. */
#define N_(text) text

/* Chinese or English by locale; `folder` holds the translations (zh_CN/LC_MESSAGES/plangen.mo). */
void message_set_locale(const char *folder);

/* "plangen: …" and a hint at --help, to standard error. */
__attribute__((format(printf, 1, 2)))
void message_usage(const char *format, ...);

/* Like fprintf(), for text that holds names and values of others: nothing in it reaches the terminal as a command to it. Line ends and
 * tabs stay. Whatever a command prints for people goes through here or through message_print(). */
__attribute__((format(printf, 2, 3)))
void message_put(FILE *to, const char *format, ...);

/* Prints the JSON value to standard output, indented, and releases it. */
void message_put_json(struct json_t *json);

/* The language that gettext() speaks, as the library has it: "zh" or "en". */
const char *message_language(void);

/* One JSON array on standard error out of several that message_add() made: opened by the first, in pieces as they come.
 * message_end_array() closes it. */
struct message_array {
	bool open;   /* something was written */
	bool filled; /* with an entry */
};
void message_add_array(struct message_array *array, const char *text);
void message_end_array(struct message_array *array);

/* Appends all entries (notes only when `notes`) in the format "text" or "json". */
void message_add(const struct diag_list *diags, const char *format, bool notes, struct buf *out);

/* Prints messages of the library, those that are severe enough, to standard error. */
void message_tell(struct plangen_messages *messages, enum plangen_severity least);

/* Prints them as text to standard error. */
void message_print(const struct diag_list *diags, bool notes);

#endif
