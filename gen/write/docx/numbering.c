/* Which list numbers a heading, and from which number on. */
#include "write/docx/internal.h"


#include "base/arena.h"

int docx_running_level(enum doc_numbering numbering)
{
	return numbering == DOC_NUMBER_TWO_LEVEL ? 1 : 2;
}

size_t docx_heading_list(struct docx_scheme scheme, int level)
{
	size_t list = scheme.numbering == DOC_NUMBER_TWO_LEVEL ? DOCX_NUM_TWO_LEVEL : DOCX_NUM_STANDARD;
	return list + (scheme.continued && level >= docx_running_level(scheme.numbering));
}

static size_t add_heading_num(struct docx *docx, size_t abstract, int level, int start)
{
	struct docx_num *num = ARENA_PUSH(docx->arena, docx->nums.items, docx->nums.count, docx->nums.capacity);
	*num = (struct docx_num){ .abstract = abstract, .level = level, .start = start };
	return DOCX_NUM_FIRST_FREE + docx->nums.count - 1;
}

void docx_start_numbering(struct docx *docx, struct docx_scheme scheme)
{
	size_t list = 0, num = 0;
	docx->scheme = scheme;
	docx->counters = (struct docx_counters){ .count = { 0 } };
	for (int i = 0; i < DOCX_LEVELS && scheme.numbering != DOC_NUMBER_NONE; i++) {
		size_t own = docx_heading_list(scheme, i);
		if (own != list)
			num = docx->look.lists_begun & 1u << own ? add_heading_num(docx, own, DOCX_EVERY_LEVEL, 1) : own;
		list = own;
		docx->look.lists_begun |= 1u << own;
		docx->counters.num[i] = num;
	}
}

size_t docx_number_heading(struct docx *docx, const struct doc_node *heading)
{
	struct docx_counters *counters = &docx->counters;
	int level = heading->level - 1;
	size_t list = docx_heading_list(docx->scheme, level);
	if (counters->count[level] + 1 != heading->ordinal)
		counters->num[level] = add_heading_num(docx, list, level, heading->ordinal);
	counters->count[level] = heading->ordinal;
	/* The levels below start anew, in the same w:num: LibreOffice counts each w:num by itself. */
	for (int i = level + 1; i < DOCX_LEVELS && docx_heading_list(docx->scheme, i) == list; i++) {
		counters->count[i] = 0;
		counters->num[i] = counters->num[level];
	}
	return counters->num[level];
}

size_t docx_number_list(struct docx *docx, const struct doc_node *list, int level)
{
	struct docx_num *num = ARENA_PUSH(docx->arena, docx->nums.items, docx->nums.count, docx->nums.capacity);
	*num = (struct docx_num){ .list = list, .level = level, .start = list->first && list->first->ordinal > 0 ? list->first->ordinal : 1 };
	return DOCX_NUM_FIRST_FREE + docx->nums.count - 1;
}
