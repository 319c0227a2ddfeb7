#include "parse/context.h"

#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/limits.h"
#include "base/utf8.h"
#include "parse/piece.h"

#define OPEN "\uFDD0"
#define CLOSE "\uFDD1"

enum { MARK_BYTES = 3 }; /* of each of U+FDD0 … U+FDD2 */

struct spot parse_spot_after(struct spot spot, size_t bytes)
{
	if (!spot.slot)
		spot.offset += bytes;
	return spot;
}

static struct place place_of(const struct parse *parse, struct spot spot, const struct diag_frame **frames)
{
	*frames = NULL;
	return spot.slot ? spot.slot->place : merge_place(parse->merged, spot.offset, frames);
}

struct place parse_place(const struct parse *parse, struct spot spot)
{
	const struct diag_frame *frames;
	return place_of(parse, spot, &frames);
}

void parse_report(struct parse *parse, enum diag_code code, struct spot spot, const char *first, const char *second,
		  const char *third)
{
	const struct diag_frame *frames;
	struct place place = place_of(parse, spot, &frames);
	diag_add_framed(parse->diags, code, frames, place, first, second, third);
}

struct doc_node *parse_add(struct parse *parse, struct doc_node *parent, enum doc_kind kind, struct spot spot)
{
	return doc_add(parse->doc, parent, kind, parse_place(parse, spot));
}

bool parse_has_room(struct parse *parse, int depth, struct spot spot)
{
	if (depth < LIMIT_NODE_DEPTH)
		return true;
	parse_report(parse, DIAG_TOO_DEEP, spot, arena_printf(parse->doc->arena, "%d", LIMIT_NODE_DEPTH), NULL, NULL);
	return false;
}

void parse_start_text(struct parse *parse)
{
	parse->last = 0;
	parse->soft_break = false;
}

const struct merge_slot *parse_slot_at(const struct parse *parse, struct str text, size_t *len)
{
	if (!str_starts(text, OPEN))
		return NULL;
	size_t index = 0, at = MARK_BYTES;
	for (; at < text.len && text.data[at] >= '0' && text.data[at] <= '9'; at++) {
		index = index * 10 + (size_t)(text.data[at] - '0');
		if (index >= parse->merged->slot_count)
			return NULL;
	}
	if (at == MARK_BYTES || text.len - at < MARK_BYTES || memcmp(text.data + at, CLOSE, MARK_BYTES) != 0)
		return NULL;
	if (index >= parse->merged->slot_count)
		return NULL;
	*len = at + MARK_BYTES;
	return &parse->merged->slots[index];
}

/* Adds one node of clean text. A line end of the source before it becomes a space, but not beside a full-width character. */
static struct doc_node *add_clean(struct parse *parse, struct doc_node *parent, enum doc_kind kind, struct str text,
				  struct place place)
{
	bool space = parse->soft_break && parse->last && !utf8_is_cjk(parse->last) && !utf8_is_cjk(str_first(text, 0));
	parse->soft_break = false;
	parse->last = str_last(text, 0);
	if (space)
		doc_add_text(parse->doc, parent, DOC_TEXT, STR(" "), place);
	return doc_add_text(parse->doc, parent, kind, text, place);
}

/* Control characters, which no output format can hold. */
static bool is_refused(uint32_t cp)
{
	return cp < 0x20 || cp == 0x85 || cp == 0x2028 || cp == 0x2029 || utf8_is_unwanted(cp);
}

/* A piece of text without placeholders on its way into the tree. */
struct writing {
	struct parse *parse;
	struct doc_node *parent;
	enum doc_kind kind;
	struct place place;
	const struct merge_slot *slot; /* of VALUE and GAP */
	struct buf text;
};

/* Adds text of the source; gaps that a format of ours wrote into it are gaps again. */
static void add_source_text(struct writing *writing, struct str text)
{
	struct str before, label;
	while (doc_cut_gap(&text, &before, &label)) {
		if (before.len)
			add_clean(writing->parse, writing->parent, DOC_TEXT, before, writing->place);
		struct str whole = { before.data + before.len, (size_t)(text.data - before.data) - before.len };
		struct doc_node *gap = add_clean(writing->parse, writing->parent, DOC_GAP, whole, writing->place);
		gap->name = gap->label = arena_copy(writing->parse->doc->arena, label.data, label.len);
	}
	if (text.len)
		add_clean(writing->parse, writing->parent, DOC_TEXT, text, writing->place);
}

static void flush(struct writing *writing)
{
	struct str text = buf_str(&writing->text);
	if (!text.len)
		return;
	if (writing->kind == DOC_TEXT) {
		add_source_text(writing, text);
	} else {
		struct doc_node *node = add_clean(writing->parse, writing->parent, writing->kind, text, writing->place);
		if (writing->slot)
			node->name = writing->slot->name;
		if (writing->kind == DOC_GAP)
			node->label = arena_copy(writing->parse->doc->arena, writing->slot->text.data, writing->slot->text.len);
	}
	buf_reset(&writing->text);
}

static void break_line(struct writing *writing)
{
	flush(writing);
	doc_add(writing->parse->doc, writing->parent, DOC_LINE_BREAK, writing->place);
	parse_start_text(writing->parse);
}

/* Blanks at the very start of a block's text, of any width: the template sets the indent, not the source. */
static bool is_leading_blank(const struct writing *writing, uint32_t cp)
{
	bool blank = cp == ' ' || cp == 0xA0 || (cp >= 0x2000 && cp <= 0x200B) || cp == 0x202F || cp == 0x205F || cp == 0x3000;
	return blank && writing->kind != DOC_CODE && !writing->text.len && !writing->parse->last;
}

static void write_character(struct writing *writing, uint32_t cp, struct spot spot)
{
	if (cp == '\t')
		cp = ' ';
	else if (piece_sign(cp))
		cp = (uint32_t)piece_sign(cp);
	if (cp == '\n') {
		break_line(writing);
	} else if (cp == 0xFDD2 || cp == '\r' || is_leading_blank(writing, cp)) {
		return;
	} else if (is_refused(cp)) {
		const char *name = arena_printf(writing->parse->doc->arena, "U+%04X", (unsigned)cp);
		parse_report(writing->parse, DIAG_FORBIDDEN_CHARACTER, spot, name, NULL, NULL);
	} else {
		buf_add_utf8(&writing->text, cp);
	}
}

static void write_characters(struct writing *writing, struct str text, struct spot spot)
{
	uint32_t cp;
	for (size_t i = 0, n; (n = utf8_decode(text.data + i, text.len - i, &cp)) > 0; i += n) {
		write_character(writing, cp, parse_spot_after(spot, i));
		size_t plain = writing->text.len ? utf8_plain(text.data + i + n, text.len - i - n) : 0;
		buf_add(&writing->text, text.data + i + n, plain);
		n += plain;
	}
	flush(writing);
}

/* Bytes of the source that the text stands for: without the marks of its piece (piece.h), which may begin with a blank of its own. */
static size_t source_bytes(struct str text)
{
	size_t bytes = 0, begins = str_starts(text, "\uFDD2 ");
	uint32_t cp;
	for (size_t i = 0, n; (n = utf8_decode(text.data + i, text.len - i, &cp)) > 0; i += n)
		bytes += cp == 0xFDD2 ? 0 : piece_sign(cp) ? 1 : n;
	return bytes - begins;
}

/* Text in which footnotes may be referred to. */
static void write_text(struct writing *writing, struct str text, struct spot spot)
{
	static const char OPENED[] = "[" PIECE_NOTE, CLOSED[] = PIECE_NOTE_END "]";
	size_t at;
	while ((at = str_find(text, OPENED)) != (size_t)-1) {
		struct str rest = str_from(text, at + strlen(OPENED)), label = str_cut(&rest, CLOSED);
		label = piece_raw(writing->parse->doc->arena, (struct str){ text.data + at, strlen(OPENED) + label.len + strlen(CLOSED) });
		write_characters(writing, (struct str){ text.data, at }, spot);
		spot = parse_spot_after(spot, source_bytes((struct str){ text.data, at }));
		parse_refer(writing->parse, writing->parent, label, spot);
		spot = parse_spot_after(spot, label.len);
		text = rest;
	}
	write_characters(writing, text, spot);
}

/* Without line feeds at both ends, which would only leave empty lines. */
static struct str trim_lines(struct str text)
{
	for (; text.len && text.data[0] == '\n'; text.len--)
		text.data++;
	while (text.len && text.data[text.len - 1] == '\n')
		text.len--;
	return text;
}

static void add_slot(struct parse *parse, struct doc_node *parent, const struct merge_slot *slot, struct spot spot)
{
	struct writing writing = { parse, parent, DOC_VALUE, slot->place, slot, BUF_INIT };
	if (slot->kind == SLOT_MARKDOWN)
		parse_report(parse, DIAG_MARKDOWN_PLACE, spot, slot->name, NULL, NULL);
	if (slot->kind == SLOT_GAP) {
		writing.kind = DOC_GAP;
		buf_add_text(&writing.text, DOC_GAP_OPEN);
		buf_add_str(&writing.text, slot->text);
		buf_add_text(&writing.text, DOC_GAP_CLOSE);
		flush(&writing);
	} else {
		write_characters(&writing, trim_lines(slot->text), spot);
	}
	buf_free(&writing.text);
}

void parse_add_text(struct parse *parse, struct doc_node *parent, enum doc_kind kind, struct str text, struct spot spot)
{
	struct writing writing = { parse, parent, kind, parse_place(parse, spot), NULL, BUF_INIT };
	buf_reserve(&writing.text, text.len);
	while (text.len) {
		size_t at = str_find(text, OPEN), len = 0;
		struct str plain = { text.data, at == (size_t)-1 ? text.len : at };
		write_text(&writing, plain, spot);
		spot = parse_spot_after(spot, plain.len);
		text = str_from(text, plain.len);
		if (!text.len)
			break;
		const struct merge_slot *slot = parse_slot_at(parse, text, &len);
		if (slot)
			add_slot(parse, parent, slot, spot);
		else
			parse_report(parse, DIAG_FORBIDDEN_CHARACTER, spot, "U+FDD0", NULL, NULL);
		len = slot ? len : MARK_BYTES;
		spot = parse_spot_after(spot, len);
		text = str_from(text, len);
		writing.place = parse_place(parse, spot);
	}
	buf_free(&writing.text);
}

struct doc_node *parse_add_block(struct parse *parse, struct doc_node *parent, enum doc_kind kind, struct str text,
				 struct spot spot)
{
	struct doc_node *node = parse_add(parse, parent, kind, spot);
	parse_start_text(parse);
	parse_add_text(parse, node, DOC_TEXT, text, spot);
	return node;
}

/* The text with its values and gaps, as children of a node that is in no document. */
static const struct doc_node *read_apart(struct parse *parse, struct str text, struct spot spot)
{
	struct doc *scratch = doc_new(parse->doc->arena, NULL);
	struct parse inner = *parse;
	inner.doc = scratch;
	parse_start_text(&inner);
	parse_add_text(&inner, scratch->root, DOC_TEXT, text, spot);
	return scratch->root;
}

static struct str plain_text(struct arena *arena, const struct doc_node *parent)
{
	struct buf out = BUF_INIT;
	for (const struct doc_node *n = parent->first; n; n = n->next)
		buf_add_str(&out, n->kind == DOC_LINE_BREAK ? STR(" ") : n->text);
	return buf_move_str(&out, arena);
}

struct str parse_plain(struct parse *parse, struct str text, struct spot spot)
{
	return plain_text(parse->doc->arena, read_apart(parse, text, spot));
}

static bool is_part(const struct doc_node *node)
{
	return (node->kind == DOC_VALUE || node->kind == DOC_GAP) && node->name;
}

struct str parse_parts(struct parse *parse, struct str text, struct spot spot, const struct doc_meta_part **parts)
{
	const struct doc_node *parent = read_apart(parse, text, spot);
	size_t count = 0;
	for (const struct doc_node *n = parent->first; n; n = n->next)
		count += is_part(n);
	struct doc_meta_part *made = ARENA_ARRAY(parse->doc->arena, struct doc_meta_part, count + 1);
	*parts = count ? made : NULL;
	for (const struct doc_node *n = parent->first; n; n = n->next)
		if (is_part(n))
			*made++ = (struct doc_meta_part){ n->name, n->kind == DOC_GAP ? n->label : NULL, n->text, n->kind == DOC_GAP, !parent->first->next };
	return plain_text(parse->doc->arena, parent);
}
