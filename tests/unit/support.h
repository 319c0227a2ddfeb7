/* What suites of the parts below the document share: one arena and one list of diagnostics for each test. */
#ifndef UNIT_SUPPORT_H
#define UNIT_SUPPORT_H

#include "base/arena.h"
#include "base/diag.h"

extern struct arena *arena;
extern struct diag_list diags;

/* Of a TestSuite: .init and .fini. */
void start(void);
void stop(void);

/* The diagnostic is there, has this code and stands there. */
void expect_diag(const struct diag *diag, enum diag_code code, unsigned line, unsigned column);

/* No error was given. */
void expect_no_errors(void);

#endif
