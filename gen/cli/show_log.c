#include "cli/show_log.h"

#include <stdio.h>
#include <string.h>

#include "plangen.h"

void log_print(struct plangen_log *log, size_t index, const char *format)
{
	size_t size = 0;
	const char *text = plangen_log_bytes(log, index, format, &size);
	fwrite(text ? text : "", 1, size, stdout);
	if (strcmp(format, "json") == 0)
		putchar('\n');
}
