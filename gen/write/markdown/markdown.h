/* CommonMark for people: reads back to the same text, numbers written out. Tables are GFM's. */
#ifndef WRITE_MARKDOWN_MARKDOWN_H
#define WRITE_MARKDOWN_MARKDOWN_H

#include "write/writer.h"

extern const struct writer writer_markdown;

#endif
