/* What all that read a DOCX share. */
#include <string.h>

#include "base/arena.h"
#include "base/limits.h"
#include "base/xml.h"
#include "read/docx.h"

struct place docx_place(const struct docx_reader *r)
{
	return (struct place){ r->part->source, r->part->text.len };
}

/* Text that was deleted or moved away, and the second of two drawings of one thing (17.13.5; part 3, mc:AlternateContent: mc:Fallback is
 * for programs that do not know the choice). */
bool docx_is_hidden(struct docx_reader *r, const xmlNode *node)
{
	static const char *const deleted[] = { "del", "moveFrom", NULL };
	static const char *const silent[] = { "pPr", "rPr", "sdtPr", "instrText", "delText", "rt", NULL };
	if (str_listed(deleted, (const char *)node->name)) {
		r->left[LEFT_DELETED]++;
		return true;
	}
	r->left[LEFT_COMMENTS] += xml_is(node, "commentReference");
	bool second = xml_is(node, "Fallback") && xml_is(xml_first(node->parent), "Choice");
	return second || str_listed(silent, (const char *)node->name);
}

bool docx_is_full(struct docx_reader *r)
{
	if (++r->paragraphs <= LIMIT_PARAGRAPHS)
		return false;
	if (!r->full)
		diag_add(r->diags, DIAG_READ_PARAGRAPHS, NO_PLACE, r->file->text->name, arena_printf(r->arena, "%d", LIMIT_PARAGRAPHS));
	return r->full = true;
}

int docx_compare_notes(const void *a, const void *b)
{
	const struct docx_note *x = a, *y = b;
	return x->end != y->end ? x->end - y->end : strcmp(x->id, y->id);
}
