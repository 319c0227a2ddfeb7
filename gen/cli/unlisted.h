/* Units that are in no file yet: how they are drafted, what they are taken for, how they get a row. */
#ifndef CLI_UNLISTED_H
#define CLI_UNLISTED_H

#include <stdbool.h>

struct catalogue;
struct catalogue_request;
struct diag;
struct session;

/* Says how the unit of --unit is drafted, and how it gets a row: command lines that are ready to be pasted. */
void unlisted_advise(struct session *session);

/* Takes the unit of --unit, for a draft, by its name; its type is the one named, else the one that its name tells where the variant is for it, else the
 * variant's first. `unknown` is what the look-up said. */
void unlisted_take(struct session *session, const struct catalogue *catalogue, const struct diag *unknown, struct catalogue_request *request);

/* Takes the unit of --unit for a form that asks what its row needs. Its type is the one named or the one that its name tells; where it tells none for
 * certain, a person at a terminal is asked, and others get an error with the command that names it. Its plan is the one named, else those of the unit most
 * like it where that is of its type, else the first for its type. False with an error. */
bool unlisted_take_new(struct session *session, const struct catalogue *catalogue, const struct diag *unknown, struct catalogue_request *request);

/* Asks for the type of a new unit, with all types and the one that is proposed (NULL: none), which Enter takes. NULL: no more answers are to be had. */
const char *unlisted_ask_type(struct session *session, const struct catalogue *catalogue, const char *proposed);

/* The type that the name tells, for certain or likely; NULL: none. `certain` may be NULL. */
const char *unlisted_type(struct session *session, const struct catalogue *catalogue, const char *name, bool *certain);

#endif
