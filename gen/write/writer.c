#include "write/writer.h"

#include <string.h>

#include "doc/doc.h"
#include "write/docx/docx.h"
#include "write/markdown/markdown.h"
#include "write/pages/pages.h"
#include "write/pdf/pdf.h"
#include "write/text/text.h"

const struct writer *const writer_table[] = {
	&writer_pdf,
	&writer_docx,
	&writer_flat,
	&writer_markdown,
	&writer_text,
	&writer_pages,
	NULL,
};

static bool has_contents(const struct doc *doc)
{
	for (const struct doc_node *part = doc->root->first; part; part = part->next)
		if (part->kind == DOC_CONTENTS)
			return true;
	return false;
}

bool writer_needs_pages(const struct writer *writer, const struct doc *doc)
{
	return writer->needs_pages || (writer->contents_need_pages && has_contents(doc));
}

const struct writer *writer_lookup(const char *name)
{
	for (size_t i = 0; writer_table[i]; i++)
		if (strcmp(writer_table[i]->name, name) == 0)
			return writer_table[i];
	return NULL;
}
