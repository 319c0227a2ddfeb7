#include "write/writer.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/format_name.h"
#include "base/diag.h"
#include "write/docx/docx.h"
#include "write/markdown/markdown.h"
#include "write/pages/pages.h"
#include "write/pdf/pdf.h"
#include "write/png/png.h"
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
	&writer_png,
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

unsigned writer_resolution(const char *text, struct diag_list *diags)
{
	char wanted[64], *end;
	unsigned long number = *text >= '0' && *text <= '9' ? strtoul(text, &end, 10) : 0;
	if (number >= WRITER_RESOLUTION_LEAST && number <= WRITER_RESOLUTION_MOST && !*end)
		return (unsigned)number;
	snprintf(wanted, sizeof wanted, "a whole number from %d to %d", WRITER_RESOLUTION_LEAST, WRITER_RESOLUTION_MOST);
	diag_add(diags, DIAG_BAD_NUMBER, NO_PLACE, "resolution", wanted, text);
	return 0;
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

bool writers_read(struct arena *arena, const char *formats, const struct writer *const **writers, size_t *count, struct diag_list *diags)
{
	const struct writer **found = NULL;
	size_t capacity = 0;
	struct str rest = str_of(formats), word;
	for (*count = 0; format_next_word(&rest, &word);) {
		const char *name = format_lower(arena, word);
		const struct writer *writer = writer_lookup(name);
		if (!writer) {
			format_report(arena, name, writer_names(arena), diags);
			return false;
		}
		*ARENA_PUSH(arena, found, *count, capacity) = writer;
	}
	*writers = found;
	return true;
}
