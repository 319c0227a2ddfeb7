/* The cells of a DOCX's tables: its text has each of their paragraphs in a line of its own. */
#include "check/text.h"
#include "doc/doc.h"
#include "read/read.h"

/* Where the lines of a text are looked for, which stand in the order of their places. */
struct search {
	struct check_text *text;
	size_t at;
};

/* The line that holds the place; NULL: none of the text does. */
static struct check_block *line_at(struct search *search, struct place place)
{
	for (; search->at < search->text->count; search->at++) {
		struct check_block *block = &search->text->blocks[search->at];
		const struct place start = block->piece_count ? block->pieces[0].place : NO_PLACE;
		if (start.source == place.source && start.offset > place.offset)
			return NULL;
		if (start.source == place.source && place.offset < start.offset + block->text.len)
			return block;
	}
	return NULL;
}

static void mark_table(struct search *search, const struct doc_node *table)
{
	search->text->rows++;
	for (const struct doc_node *row = table->first; row; row = row->next) {
		search->text->rows++;
		for (const struct doc_node *cell = row->kind == DOC_ROW ? row->first : NULL; cell; cell = cell->next) {
			const struct doc_node *words = cell->first;
			struct check_block *block = words ? line_at(search, words->place) : NULL;
			if (!block)
				continue;
			block->row = search->text->rows;
			block->column = (unsigned)cell->column;
		}
	}
}

void check_mark_cells(struct check_text *text, const struct read_file *docx)
{
	struct search search = { .text = text };
	for (size_t i = 0; i < docx->block_count; i++)
		if (docx->blocks[i].node->kind == DOC_TABLE)
			mark_table(&search, docx->blocks[i].node);
}
