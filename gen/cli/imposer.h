/* The program that gives pages of finished PDF files other places (gen/impose/): run, and what it answers. */
#ifndef CLI_IMPOSER_H
#define CLI_IMPOSER_H

#include <stdbool.h>

#include "base/str.h"

struct buf;
struct session;

/* Runs it with the arguments (ended by NULL; the first is a word for its own name), `input` as its standard input. The new PDF is put into `pdf`, what it says about it into `said`. False with errors that name `file`. */
bool imposer_run(struct session *session, const char *const *arguments, struct str input, const char *file, struct buf *pdf, struct buf *said);

#endif
