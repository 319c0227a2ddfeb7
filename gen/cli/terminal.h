/* What the terminal is like, and text that fits it. */
#ifndef CLI_TERMINAL_H
#define CLI_TERMINAL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

struct buf;

/* Columns of the terminal behind the stream; 80 where there is none. */
size_t terminal_columns(FILE *stream);

/* Appends `text`, which begins at `column` (from 0), in lines of at most `columns` cells; those below the first begin at `indent`. A
 * line ends at a blank or between Chinese characters, not before a mark that closes nor behind one that opens; what has no such place
 * stays whole. */
void terminal_add_wrapped(const char *text, size_t column, size_t indent, size_t columns, struct buf *out);

/* Whether what goes to the file (NULL: standard output) is shown by a terminal in colours. */
bool terminal_has_colours(const char *output);

#endif
