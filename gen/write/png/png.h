/* --format png: a page a file, or a contact sheet of all pages. */
#ifndef WRITE_PNG_PNG_H
#define WRITE_PNG_PNG_H

#include "write/writer.h"

extern const struct writer writer_png;

#endif
