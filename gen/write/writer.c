#include "write/writer.h"

#include <string.h>

#include "base/buf.h"
#include "write/docx/docx.h"
#include "write/markdown/markdown.h"
#include "write/pages/pages.h"
#include "write/pdf/pdf.h"
#include "write/text/text.h"
#include "write/tree/tree.h"

const struct writer *const writer_table[] = {
	&writer_pdf,
	&writer_docx,
	&writer_flat,
	&writer_markdown,
	&writer_text,
	&writer_pages,
	&writer_tree,
	NULL,
};

const char *writer_names(struct arena *arena)
{
	struct buf names = BUF_INIT;
	for (size_t i = 0; writer_table[i]; i++)
		buf_printf(&names, "%s%s", i ? ", " : "", writer_table[i]->name);
	return buf_move_to(&names, arena);
}

const struct writer *writer_lookup(const char *name)
{
	for (size_t i = 0; writer_table[i]; i++)
		if (strcmp(writer_table[i]->name, name) == 0)
			return writer_table[i];
	return NULL;
}
