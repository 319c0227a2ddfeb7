#include "parse/typed.h"

#include <ctype.h>
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/utf8.h"
#include "parse/piece.h"

/* A block on its way. */
struct typing {
	struct arena *arena;
	const struct piece *piece;
	struct buf text;
	size_t *offsets;
	size_t count, room;
};

/* Bytes of the entity that the text begins with, &amp; or &#xFF03;, or 0. */
static size_t entity_length(struct str text)
{
	size_t end = 1;
	if (!str_starts(text, "&"))
		return 0;
	while (end < text.len && (isalnum((unsigned char)text.data[end]) || (end == 1 && text.data[end] == '#')))
		end++;
	return end > 1 && end < text.len && text.data[end] == ';' ? end + 1 : 0;
}

/* Finds the bytes of the text in the source, which begins with it: offsets[i] is that of byte i. False where it does not. */
static bool align(struct str text, struct str source, size_t base, size_t *offsets)
{
	uint32_t cp;
	size_t at = 0;
	for (size_t i = 0, size; i < text.len; i += size) {
		struct str rest = str_from(source, at), wanted = str_from(text, i);
		size_t entity = entity_length(rest);
		bool escaped = rest.len > 1 && rest.data[0] == '\\' && ispunct((unsigned char)rest.data[1]) && rest.data[1] == wanted.data[0];
		if (entity && wanted.len >= entity && !memcmp(wanted.data, rest.data, entity))
			entity = 0; /* of an unknown name: text */
		if (entity) {
			size = utf8_decode(wanted.data, wanted.len, &cp);
			if (!size)
				return false;
			for (size_t k = 0; k < size; k++)
				offsets[i + k] = TYPED_OTHERWISE;
			at += entity;
			continue;
		}
		if (!escaped && (!rest.len || rest.data[0] != wanted.data[0]))
			return false;
		size = 1;
		offsets[i] = escaped ? TYPED_OTHERWISE : base + at;
		at += escaped ? 2 : 1;
	}
	return true;
}

static void add_otherwise(struct typing *typing, struct str text)
{
	for (size_t i = 0; i < text.len; i++)
		*ARENA_PUSH(typing->arena, typing->offsets, typing->count, typing->room) = TYPED_OTHERWISE;
	buf_add_str(&typing->text, text);
}

/* Adds a text. What cmark says of its column is wrong where a line is indented or stars before it were taken away: it is looked for on its line. */
static void add_text(struct typing *typing, cmark_node *node)
{
	enum { LONGEST_LINE = 20000 }; /* bytes that are looked through */
	const struct piece *piece = typing->piece;
	struct str text = str_of(cmark_node_get_literal(node)), line = piece_line(piece, cmark_node_get_start_line(node));
	size_t before = typing->count, said = piece_offset(piece, cmark_node_get_start_line(node), cmark_node_get_start_column(node));
	add_otherwise(typing, text);
	if (line.len > LONGEST_LINE || !text.len)
		return;
	size_t start = (size_t)(line.data - piece->text.data), *offsets = typing->offsets + before;
	bool found = said >= start && align(text, str_from(line, said - start), said, offsets);
	for (size_t at = 0; at < line.len && !found; at++)
		found = align(text, str_from(line, at), start + at, offsets);
	for (size_t i = 0; i < text.len && !found; i++)
		offsets[i] = TYPED_OTHERWISE;
}

struct typed typed_of(struct arena *arena, const struct piece *piece, cmark_node *block)
{
	struct typing typing = { .arena = arena, .piece = piece, .text = BUF_INIT };
	cmark_iter *iter = cmark_iter_new(block);
	for (cmark_event_type event; (event = cmark_iter_next(iter)) != CMARK_EVENT_DONE;) {
		cmark_node *node = cmark_iter_get_node(iter);
		cmark_node_type type = cmark_node_get_type(node);
		if (event != CMARK_EVENT_ENTER)
			continue;
		if (type == CMARK_NODE_TEXT)
			add_text(&typing, node);
		else if (type == CMARK_NODE_CODE)
			add_otherwise(&typing, str_of(cmark_node_get_literal(node)));
		else if (type == CMARK_NODE_SOFTBREAK || type == CMARK_NODE_LINEBREAK)
			add_otherwise(&typing, STR("\n"));
	}
	cmark_iter_free(iter);
	return (struct typed){ buf_move_str(&typing.text, arena), typing.offsets };
}
