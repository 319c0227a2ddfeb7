#include "write/writer.h"

#include <string.h>

#include "base/buf.h"
#include "base/diag.h"
#include "write/docx/docx.h"
#include "write/markdown/markdown.h"
#include "write/pages/pages.h"
#include "write/pdf/pdf.h"
#include "write/svg/svg.h"
#include "write/text/text.h"
#include "write/tree/tree.h"

const struct writer *const writer_table[] = {
	&writer_pdf,
	&writer_docx,
	&writer_flat,
	&writer_markdown,
	&writer_text,
	&writer_svg,
	&writer_pages,
	&writer_tree,
	NULL,
};

/* By enum docx_form. */
static const char *const docx_forms[] = { "controls", "plain" };

bool writer_docx_form(const char *name, enum docx_form *form, struct diag_list *diags)
{
	for (int i = 0; i < (int)(sizeof docx_forms / sizeof *docx_forms); i++)
		if (strcmp(docx_forms[i], name) == 0) {
			*form = (enum docx_form)i;
			return true;
		}
	diag_add(diags, DIAG_UNKNOWN_DOCX_FORM, NO_PLACE, name, "controls, plain");
	return false;
}

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
