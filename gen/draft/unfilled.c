#include "draft/unfilled.h"

#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/diag.h"
#include "base/utf8.h"
#include "check/unfilled.h"
#include "doc/doc.h"
#include "vars/stand_in.h"

/* A part of a block's text. */
struct part {
	const struct doc_node *node; /* that gives it */
	size_t start;
};

/* A block of the document while it is looked through. */
struct block {
	struct diag_list *diags;
	struct buf text;
	struct part *parts; /* in order */
	size_t count, room;
	struct place place; /* of the block that was looked at last */
	size_t at;          /* in its source, behind what was found last */
};

/* The place of the words in the source, from that of their node on; that where they are written otherwise than they read. */
static struct place find_place(struct block *block, struct place from, struct str words)
{
	if (from.source != block->place.source || from.offset != block->place.offset) {
		block->place = from;
		block->at = from.offset;
	}
	if (!from.source || block->at > from.source->text.len)
		return from;
	struct str rest = str_from(from.source->text, block->at);
	const char *found = memmem(rest.data, rest.len, words.data, words.len);
	if (!found)
		return from;
	size_t offset = (size_t)(found - from.source->text.data);
	block->at = offset + words.len;
	return (struct place){ from.source, offset };
}

/* The node whose text holds the byte. */
static const struct doc_node *node_at(const struct block *block, size_t at)
{
	size_t i = block->count;
	while (i > 1 && block->parts[i - 1].start > at)
		i--;
	return block->parts[i - 1].node;
}

static void report(struct block *block, size_t at, size_t len, enum unfilled_kind kind)
{
	const struct doc_node *node = node_at(block, at);
	struct str text = buf_str(&block->text), words = { text.data + at, len };
	if (node->kind != DOC_TEXT)
		return;
	uint32_t cp = 0;
	size_t behind = len + utf8_decode(text.data + at + len, text.len - at - len, &cp);
	struct str shown = { words.data, kind == UNFILLED_SURE && utf8_is_han(cp) ? behind : len }; /* X月, with what it is of */
	diag_add(block->diags, kind == UNFILLED_SURE ? DIAG_TEXT_UNFILLED : DIAG_TEXT_UNFILLED_MAYBE, find_place(block, node->place, words),
		 arena_copy(block->diags->arena, shown.data, shown.len));
}

/* Whether a block, as a cell, says nothing but that its content is not known: 待定, N/A; not 姓名, which heads a column. */
static bool is_word(struct str text)
{
	static const char *const leads[] = { "待", "未定", "未填", "未确定", "暂定", "尚未", NULL };
	return text.len && (str_first(text, 0) < 0x80 || str_first(text, 0) > 0xFF00 || str_starts_any(text, leads)) && stand_in_is_word(text);
}

/* Whether a title, or the name of a recipient or of who signs, says that it is not known: it is as a value of a variable is. */
static bool is_unknown_name(const struct block *block, struct str text)
{
	const struct doc_node *of = block->count ? block->parts[0].node->parent : NULL;
	bool name = of && (of->kind == DOC_TITLE || of->kind == DOC_RECIPIENT || of->kind == DOC_AUTHORITY);
	text.len -= str_ends(text, "：") ? strlen("：") : 0;
	return name && text.len && stand_in_is(text);
}

/* Looks through the block's text, and forgets it. */
static void look_through(struct block *block)
{
	struct str text = buf_str(&block->text);
	enum unfilled_kind kind;
	uint32_t cp;
	bool unknown = is_unknown_name(block, str_trim(text));
	size_t whole = unknown || is_word(str_trim(text)) ? text.len : 0;
	if (whole)
		report(block, 0, whole, unknown ? UNFILLED_SURE : UNFILLED_OPEN);
	for (size_t at = whole, len; at < text.len; at += len ? len : 1) {
		len = unfilled_at(text, at, &kind);
		if (len)
			report(block, at, len, kind);
		else
			len = utf8_decode(text.data + at, text.len - at, &cp);
	}
	block->text.len = 0;
	block->count = 0;
}

void unfilled_report(const struct doc *doc, struct diag_list *diags)
{
	struct block block = { .diags = diags, .text = BUF_INIT, .place = NO_PLACE };
	for (const struct doc_node *node = doc->root; node; node = doc_next(node, doc->root)) {
		if (!doc_is_inline(node->kind) || node->kind == DOC_LINE_BREAK)
			look_through(&block);
		if (!node->text.len || !doc_is_inline(node->kind))
			continue;
		*ARENA_PUSH(diags->arena, block.parts, block.count, block.room) = (struct part){ node, block.text.len };
		doc_add_visible(&block.text, node->text);
	}
	look_through(&block);
	buf_free(&block.text);
}
