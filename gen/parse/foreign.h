/* Marks of other Markdowns, which are text here. */
#ifndef PARSE_FOREIGN_H
#define PARSE_FOREIGN_H

#include <stddef.h>

#include "base/str.h"

/* Bytes of the mark that stands at a byte of the text: ~~…~~, ==…==, ++…++, x^2^, H~2~O; 0: none does. */
size_t foreign_mark(struct str text, size_t at);

#endif
