/* Styles that tell what text stands in where its look does not: quotes and lists within each other, stressed text within stressed text, code.
 * Word processors keep them with whatever is done to the text, so that the document reads back as it is. */
#include <string.h>

#include "base/arena.h"
#include "write/docx/internal.h"

void docx_nest_letters(unsigned nest, char *letters)
{
	int count = 0;
	while (nest >> (count + 1))
		count++;
	for (int i = 0; i < count; i++)
		letters[i] = nest >> (count - 1 - i) & 1 ? 'Q' : 'L';
	letters[count] = 0;
}

/* Whether the way goes through nothing but lists from bit `count` - 1 on. */
static bool is_of_lists(const char *letters)
{
	return letters[strspn(letters, "L")] == 0;
}

const char *docx_nest_style(struct docx *docx, unsigned nest)
{
	char letters[DOCX_NEST_LETTERS];
	if (nest >= DOCX_NEST_MOST)
		return nest & 1 ? "Quote" : "QuoteList";
	docx_nest_letters(nest, letters);
	if (is_of_lists(letters))
		return "List";
	if (letters[0] == 'Q' && is_of_lists(letters + 1))
		return letters[1] ? "QuoteList" : "Quote";
	docx->look.nests |= (uint64_t)1 << nest;
	return arena_printf(docx->arena, "Nested%s", letters);
}

static const char *take_stress(struct docx *docx, enum docx_stress stress, const char *style)
{
	docx->look.stressed |= 1u << stress;
	return style;
}

const char *docx_inline_style(struct docx *docx, const struct doc_node *node, const char *around)
{
	bool strong = around && strcmp(around, "Strong") == 0, emphasis = around && strcmp(around, "Emphasis") == 0;
	if (node->kind == DOC_STRONG)
		return emphasis ? take_stress(docx, DOCX_EMPHASIS_STRONG, "EmphasisStrong") : "Strong";
	if (node->kind == DOC_EMPHASIS)
		return strong ? take_stress(docx, DOCX_STRONG_EMPHASIS, "StrongEmphasis") : "Emphasis";
	if (node->kind == DOC_CODE)
		return around ? around : take_stress(docx, DOCX_CODE, "Code");
	return around ? around : "Hyperlink";
}
