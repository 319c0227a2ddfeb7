/* --format pages: the set pages as JSON, for tests and for tools that measure. */
#ifndef WRITE_PAGES_PAGES_H
#define WRITE_PAGES_PAGES_H

#include "write/writer.h"

extern const struct writer writer_pages;

#endif
