/* PDF files behind qpdf's C interface. A failure ends the program with a status of impose.h. */
#ifndef IMPOSE_OPEN_H
#define IMPOSE_OPEN_H

#include <qpdf/qpdf-c.h>
#include <stddef.h>

#include "base/impose_status.h"

/* Ends the program with the status, the reason on standard error. */
_Noreturn void impose_fail(enum impose_status status, const char *reason);

/* Opens the file, whose pages then hold all that they inherit; damage that qpdf can mend is mended. The caller closes it with qpdf_cleanup(). */
qpdf_data impose_open(const char *path, size_t *pages);

/* A PDF without pages that goes to standard output. */
qpdf_data impose_new(void);
void impose_write(qpdf_data out);

/* Ends the program where the last calls failed. */
void impose_check(qpdf_data file);

#endif
