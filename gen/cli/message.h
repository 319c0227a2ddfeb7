/* Talking to people: translated texts, diagnostics, progress. Only gen/cli prints. */
#ifndef CLI_MESSAGE_H
#define CLI_MESSAGE_H

#include <libintl.h>
#include <stdbool.h>
#include <stdio.h>

#include "api/message.h"
#include "base/diag.h"

struct buf;
struct json_t; /* of jansson */

#define _(text) gettext(text)

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

/* The language that gettext() speaks. */
enum words_language message_language(void);

/* One JSON array on standard error out of several that message_format() made: opened by the first, in pieces as they come.
 * message_end_array() closes it. */
struct message_array {
	bool open;   /* something was written */
	bool filled; /* with an entry */
};
void message_add_array(struct message_array *array, const char *text);
void message_end_array(struct message_array *array);

/* Prints all entries (notes only when `notes`) to standard error. */
void message_print(const struct diag_list *diags, enum message_style style, bool notes);

#endif
