#include "write/writer.h"

#include <string.h>

#include "write/markdown/markdown.h"
#include "write/text/text.h"

const struct writer *const writer_table[] = {
	&writer_text,
	&writer_markdown,
	NULL,
};

const struct writer *writer_lookup(const char *name)
{
	for (size_t i = 0; writer_table[i]; i++)
		if (strcmp(writer_table[i]->name, name) == 0)
			return writer_table[i];
	return NULL;
}
