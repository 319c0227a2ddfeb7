/* Changes of the content on standard output. */
#ifndef CLI_SHOW_LOG_H
#define CLI_SHOW_LOG_H

#include <stddef.h>

struct plangen_log;

/* Prints the change at the index in the format, "text" or "json". */
void log_print(struct plangen_log *log, size_t index, const char *format);

#endif
