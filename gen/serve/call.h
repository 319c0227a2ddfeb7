/* What the page can ask for. Calls run in worker processes, one at a time. */
#ifndef SERVE_CALL_H
#define SERVE_CALL_H

#include <jansson.h>
#include <stdbool.h>

#include "base/buf.h"
#include "plangen.h"
#include "serve/desk.h"
#include "serve/role.h"

struct call_row;

/* One call while it runs. */
struct call {
	const struct call_row *row;
	const struct desk *desk;
	struct plangen *plangen;
	struct plangen_messages *messages;
	const json_t *given; /* arguments: an object */
	struct str body;     /* a file that was brought; empty: none */
	const char *brought; /* where it is kept meanwhile, under its own name, which alone is told; NULL: nowhere */
	const char *who;     /* asks for it: the name that changes are made under */
	enum role role;      /* of who asks */
	unsigned status;     /* of HTTP */
	const char *type;    /* content type */
	char *file;          /* name for a file that is to be saved, or NULL; malloc */
	struct buf content;
};

/* ---- arguments */

/* The text of the argument; NULL: it is not given. */
const char *call_text(const struct call *call, const char *name);
bool call_flag(const struct call *call, const char *name);

/* The year of the argument “year”, else that of the desk. */
unsigned call_year(const struct call *call);

/* "zh" or "en": that of the page, else of the desk. */
const char *call_language(const struct call *call);

/* The request for the plan that the arguments name: unit, variant, year, template, date, and values that are set; of these, those that are no values are
 * left out, with messages. NULL after a refusal. */
struct plangen_request *call_plan(struct call *call);

/* ---- answers */

/* A text of a message or a document as people are to see it: of the path of the file that was brought only its name. */
const char *call_shown(const struct call *call, const char *text);

/* The messages so far: severity, code, text as a whole and in pieces, arguments, and place of each. */
json_t *call_messages(const struct call *call);

/* Answers with the object, which gets the messages, and releases it. */
void call_answer(struct call *call, unsigned status, json_t *object);

/* Answers that it cannot be done: `error` tells the page why in one word. */
void call_refuse(struct call *call, unsigned status, const char *error);

/* Answers with bytes to be saved under the name, or shown where it is NULL. */
void call_give(struct call *call, const char *type, const char *file, const void *bytes, size_t size);

/* The change with the number; of who asks, now. */
struct plangen_change *call_change(const struct call *call);

/* Commits the change, where it is `good`, and frees it. Answers with its number, or a refusal: `error` where it is not good, “conflict” where others
 * changed the same. */
void call_commit(struct call *call, struct plangen_change *change, bool good, const char *error);

/* What a log's entry changed: file, row, column and its label, old and new text of each part. */
json_t *call_parts(const struct plangen_log *log, size_t index);

#endif
