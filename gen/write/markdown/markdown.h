/* Markdown in the form of our sources (plangen-content(5)): what is written is read as the same document. Books, which no
 * source holds, are written to be read. */
#ifndef WRITE_MARKDOWN_MARKDOWN_H
#define WRITE_MARKDOWN_MARKDOWN_H

#include "write/writer.h"

extern const struct writer writer_markdown;

#endif
