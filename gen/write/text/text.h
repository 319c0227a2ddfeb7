/* Plain text: UTF-8, numbers written out, one paragraph a line. */
#ifndef WRITE_TEXT_TEXT_H
#define WRITE_TEXT_TEXT_H

#include "write/writer.h"

extern const struct writer writer_text;

#endif
