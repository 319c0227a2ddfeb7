#include "check/text.h"

#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/utf8.h"
#include "check/scan.h"
#include "doc/doc.h"

enum {
	SEARCH_BYTES = 1 << 14, /* how far behind a piece's place its text is looked for */
	CONTEXT_BYTES = 24,
};

const struct check_piece *check_piece_at(const struct check_block *block, size_t offset)
{
	const struct check_piece *pieces = block->pieces;
	return &pieces[source_find(&pieces->start, block->piece_count, sizeof *pieces, offset)];
}

size_t check_piece_end(const struct check_block *block, const struct check_piece *piece)
{
	return piece + 1 < block->pieces + block->piece_count ? piece[1].start : block->text.len;
}

/* The characters from `offset` on, within the piece, to be looked for in its source. */
static struct str sample(const struct check_block *block, size_t offset, size_t end)
{
	struct str rest = scan_slice(block->text, offset, end);
	size_t len = 0;
	while (len < rest.len && len < CONTEXT_BYTES)
		len += utf8_prefix(rest.data + len, rest.len - len, 1);
	return (struct str){ rest.data, len };
}

bool check_is_prose(const struct check_block *block)
{
	return block->kind == CHECK_PARAGRAPH || block->kind == CHECK_ITEM || block->kind == CHECK_HEADING;
}

bool check_is_line(const struct check_block *block)
{
	return block->kind == CHECK_PARAGRAPH || block->kind == CHECK_LABEL || block->kind == CHECK_HEADING;
}

int check_depth(enum check_number number)
{
	static const int depths[] = {
		[NUMBER_COMMA] = 1,	[NUMBER_BRACKETS] = 2, [NUMBER_DOT] = 3,
		[NUMBER_WRONG_DOT] = 3, [NUMBER_ROUND] = 4,    [NUMBER_CIRCLED] = 5,
	};
	return depths[number];
}

struct place check_place(const struct check_block *block, size_t offset, bool *exact)
{
	const struct check_piece *piece = check_piece_at(block, offset);
	struct place place = piece->place;
	if (exact)
		*exact = false;
	if (!place.source || piece->name)
		return place;
	struct str words = sample(block, offset, check_piece_end(block, piece));
	size_t direct = place.offset + (offset - piece->start);
	if (!scan_stands(place.source->text, direct, words)) {
		size_t end = place.offset + SEARCH_BYTES < place.source->text.len ? place.offset + SEARCH_BYTES
										  : place.source->text.len;
		const char *found = words.len ? memmem(place.source->text.data + place.offset, end - place.offset,
						       words.data, words.len)
					      : NULL;
		if (!found)
			return place;
		direct = (size_t)(found - place.source->text.data);
	}
	if (exact)
		*exact = words.len > 0;
	return (struct place){ place.source, direct };
}

struct check_block *check_add_block(struct arena *arena, struct check_text *text, enum check_kind kind,
				    struct str content)
{
	struct check_block *block = ARENA_PUSH(arena, text->blocks, text->count, text->capacity);
	*block = (struct check_block){ .kind = kind, .text = content };
	return block;
}

/* ---- which characters a block has */

/* The slot of the character of valid UTF-8 at the place, *size its bytes. Neighbours in Unicode, of which a text has
 * many, have slots of their own. */
static size_t slot_of(const char *at, size_t *size)
{
	const unsigned char *bytes = (const unsigned char *)at;
	*size = bytes[0] < 0x80 ? 1 : bytes[0] < 0xE0 ? 2 : bytes[0] < 0xF0 ? 3 : 4;
	return *size == 1 ? bytes[0] : *size == 2 ? bytes[1] : (size_t)(bytes[1] & 7) << 6 | (bytes[2] & 63);
}

void check_note_characters(struct check_block *block)
{
	for (size_t at = 0, size; at < block->text.len; at += size) {
		size_t slot = slot_of(block->text.data + at, &size);
		block->characters[slot / 64] |= 1ull << slot % 64;
	}
}

bool check_may_hold(const struct check_block *block, struct str word)
{
	for (size_t at = 0, size; at < word.len; at += size) {
		size_t slot = slot_of(word.data + at, &size);
		if (!(block->characters[slot / 64] >> slot % 64 & 1))
			return false;
	}
	return true;
}

size_t check_find(const struct check_block *block, size_t from, const char *word)
{
	return check_may_hold(block, str_of(word)) ? scan_find(block->text, from, word) : (size_t)-1;
}

size_t check_find_view(const struct check_block *block, size_t from, struct str word)
{
	return check_may_hold(block, word) ? scan_find_view(block->text, from, word) : (size_t)-1;
}

/* The first of the words, parted by |, without blanks around it; the others stay. */
static struct str next_word(struct str *words)
{
	const char *end = memchr(words->data, '|', words->len);
	struct str word = scan_slice(*words, 0, end ? (size_t)(end - words->data) : words->len);
	*words = str_from(*words, word.len + (end != NULL));
	return word;
}

bool check_block_holds(const struct check_block *block, struct str words)
{
	while (words.len) {
		struct str word = str_trim(next_word(&words));
		if (word.len && check_find_view(block, 0, word) != (size_t)-1)
			return true;
	}
	return false;
}

/* ---- from a tree */

struct gathering {
	struct arena *arena;
	struct buf text;
	struct check_piece *pieces;
	size_t count, capacity;
};

static void add_piece(struct gathering *g, struct str text, struct place place, const char *name)
{
	if (!text.len)
		return;
	*ARENA_PUSH(g->arena, g->pieces, g->count, g->capacity) = (struct check_piece){ g->text.len, place, name };
	buf_add_str(&g->text, text);
}

static void gather(struct gathering *g, const struct doc_node *node)
{
	for (const struct doc_node *n = node->first; n; n = n->next) {
		if (n->kind == DOC_TEXT || n->kind == DOC_CODE || n->kind == DOC_VALUE || n->kind == DOC_GAP)
			add_piece(g, n->text, n->place, n->kind == DOC_VALUE || n->kind == DOC_GAP ? n->name : NULL);
		else if (doc_is_inline(n->kind))
			gather(g, n);
	}
}

static struct check_block *add_node(struct arena *arena, struct check_text *text, enum check_kind kind,
				    const struct doc_node *node)
{
	struct gathering g = { .arena = arena, .text = BUF_INIT };
	gather(&g, node);
	if (!g.count) {
		buf_free(&g.text);
		return NULL;
	}
	struct check_block *block = check_add_block(arena, text, kind, buf_move_str(&g.text, arena));
	block->pieces = g.pieces;
	block->piece_count = g.count;
	return block;
}

static bool inside(const struct doc_node *node, enum doc_kind kind)
{
	for (const struct doc_node *up = node->parent; up; up = up->parent)
		if (up->kind == kind)
			return true;
	return false;
}

static void add_heading(struct arena *arena, struct check_text *text, const struct doc_node *node)
{
	struct check_block *block = add_node(arena, text, CHECK_HEADING, node);
	if (block)
		block->level = node->level;
}

/* A paragraph, whose number was typed if it has one. */
static void add_paragraph(struct arena *arena, struct check_text *text, const struct doc_node *node)
{
	struct check_block *block = add_node(arena, text, CHECK_PARAGRAPH, node);
	int ordinal;
	size_t len;
	enum check_number number = block ? check_read_number(block->text, &ordinal, &len) : NUMBER_NONE;
	if (!number)
		return;
	block->number = number;
	block->ordinal = ordinal;
	block->number_len = len;
}

/* A cell of the row that was begun last. */
static void add_cell(struct arena *arena, struct check_text *text, const struct doc_node *node)
{
	struct check_block *block = add_node(arena, text, CHECK_CELL, node);
	if (!block)
		return;
	block->row = text->rows;
	block->column = (unsigned)node->column;
}

void check_read_doc(struct arena *arena, const struct doc *doc, struct check_text *text)
{
	text->composed = true;
	for (const struct doc_node *n = doc->root->first; n; n = doc_next(n, doc->root)) {
		switch (n->kind) {
		case DOC_TITLE:
			add_node(arena, text, n->parent == doc->root ? CHECK_TITLE : CHECK_LABEL, n);
			break;
		case DOC_HEADING:
			add_heading(arena, text, n);
			break;
		case DOC_PARAGRAPH:
			if (inside(n, DOC_ATTACHMENT_NOTE) || inside(n, DOC_FOOTNOTE))
				add_node(arena, text, CHECK_LABEL, n);
			else if (inside(n, DOC_ITEM))
				add_node(arena, text, CHECK_ITEM, n);
			else
				add_paragraph(arena, text, n);
			break;
		case DOC_CELL:
			add_cell(arena, text, n);
			break;
		case DOC_RECIPIENT:
		case DOC_CAPTION:
		case DOC_AUTHORITY:
		case DOC_DATE:
		case DOC_NOTE:
			add_node(arena, text, CHECK_LABEL, n);
			break;
		case DOC_TABLE:
		case DOC_ROW:
			text->rows++;
			break;
		case DOC_ROOT: /* no text of its own, or not of a plan that is checked */
		case DOC_LIST:
		case DOC_ITEM:
		case DOC_QUOTE:
		case DOC_ATTACHMENT_NOTE:
		case DOC_SIGNATURE:
		case DOC_ATTACHMENT:
		case DOC_PAGE_BREAK:
		case DOC_HEAD:
		case DOC_RECORD:
		case DOC_FIELD:
		case DOC_FOOTNOTES:
		case DOC_FOOTNOTE:
		DOC_CASE_BOOK_PARTS:
		DOC_CASE_INLINES:
		case DOC_KIND_COUNT:
			break;
		}
	}
}
