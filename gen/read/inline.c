/* Inline text that is cut, split and joined. */
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "doc/doc.h"
#include "read/internal.h"

struct doc_node *read_new(struct doc *doc, enum doc_kind kind, struct place place)
{
	struct doc_node *node = doc_add(doc, doc->root, kind, place);
	doc_unlink(node);
	return node;
}

struct read_block *read_add_block(struct read_file *file, struct doc_node *node, enum read_role role)
{
	struct read_block *block = ARENA_PUSH(file->doc->arena, file->blocks, file->block_count, file->block_capacity);
	block->node = node;
	block->role = role;
	return block;
}

static bool is_leaf(const struct doc_node *node)
{
	return node->kind == DOC_TEXT || node->kind == DOC_VALUE || node->kind == DOC_GAP || node->kind == DOC_CODE;
}

static size_t length_of(const struct doc_node *node)
{
	size_t len = is_leaf(node) ? node->text.len : node->kind == DOC_LINE_BREAK;
	for (const struct doc_node *n = node->first; n; n = n->next)
		len += length_of(n);
	return len;
}

void read_add_text(const struct doc_node *node, struct buf *out)
{
	if (is_leaf(node))
		buf_add_str(out, node->text);
	else if (node->kind == DOC_LINE_BREAK)
		buf_add_char(out, '\n');
	for (const struct doc_node *n = node->first; n; n = n->next)
		read_add_text(n, out);
}

struct str read_text_of(struct arena *arena, const struct doc_node *node)
{
	struct buf text = BUF_INIT;
	read_add_text(node, &text);
	return buf_move_str(&text, arena);
}

/* Takes the first `len` bytes out. A text that is NUL-terminated stays so. */
static void cut(struct doc_node *node, size_t len)
{
	for (struct doc_node *n = node->first, *next; n && len; n = next) {
		size_t own = length_of(n);
		next = n->next;
		if (own && own <= len) {
			doc_unlink(n);
			len -= own;
		} else if (own && is_leaf(n)) {
			n->text = str_from(n->text, len);
			n->place.offset += len;
			len = 0;
		} else if (own) {
			cut(n, len);
			len = 0;
		}
	}
}

static size_t blanks_before(struct str text)
{
	size_t trimmed = str_trim(text).len;
	return trimmed ? (size_t)(str_trim(text).data - text.data) : text.len;
}

void read_cut_front(struct doc_node *node, size_t len)
{
	struct buf text = BUF_INIT;
	read_add_text(node, &text);
	len = len < text.len ? len : text.len;
	cut(node, len + blanks_before(str_from(buf_str(&text), len)));
	buf_free(&text);
}

/* Takes the last `len` bytes out. */
static void cut_back(struct arena *arena, struct doc_node *node, size_t len)
{
	for (struct doc_node *n = node->last, *previous; n && len; n = previous) {
		size_t own = length_of(n);
		previous = n->previous;
		if (own && own <= len) {
			doc_unlink(n);
			len -= own;
		} else if (own && is_leaf(n)) {
			n->text = (struct str){ arena_copy(arena, n->text.data, n->text.len - len), n->text.len - len };
			len = 0;
		} else if (own) {
			cut_back(arena, n, len);
			len = 0;
		}
	}
}

void read_trim(struct doc *doc, struct doc_node *node)
{
	struct buf text = BUF_INIT;
	read_add_text(node, &text);
	struct str whole = buf_str(&text), kept = str_trim(whole);
	size_t before = blanks_before(whole), behind = kept.len ? whole.len - before - kept.len : 0;
	cut_back(doc->arena, node, behind);
	cut(node, before);
	buf_free(&text);
}

void read_put(struct doc_node *parent, struct doc_node *node)
{
	node->parent = parent;
	node->previous = parent->last;
	node->next = NULL;
	if (parent->last)
		parent->last->next = node;
	else
		parent->first = node;
	parent->last = node;
}

/* Moves the node to the end of `parent`'s children. */
static void move(struct doc_node *node, struct doc_node *parent)
{
	doc_unlink(node);
	read_put(parent, node);
}

/* Moves what stands from byte `at` on to the end of `to`; a styled inline that is cut has its second half there. */
static void split_into(struct doc *doc, struct doc_node *node, size_t at, struct doc_node *to)
{
	for (struct doc_node *n = node->first, *next; n; n = next) {
		size_t own = length_of(n);
		next = n->next;
		if (at >= own && own) {
			at -= own;
		} else if (at && own) {
			struct doc_node *half = read_new(doc, n->kind, n->place);
			half->name = n->name, half->label = n->label, half->target = n->target;
			if (is_leaf(n)) {
				half->text = str_from(n->text, at);
				half->place.offset += at;
				n->text = (struct str){ arena_copy(doc->arena, n->text.data, at), at };
			} else {
				split_into(doc, n, at, half);
			}
			move(half, to);
			at = 0;
		} else if (own || !at) {
			move(n, to);
		}
	}
}

struct doc_node *read_split(struct doc *doc, struct doc_node *node, size_t at)
{
	struct doc_node *rest = read_new(doc, DOC_PARAGRAPH, node->place);
	split_into(doc, node, at, rest);
	if (rest->first)
		rest->place = rest->first->place;
	return rest;
}

void read_flatten(struct doc_node *node)
{
	for (struct doc_node *n = node->first, *next; n; n = next) {
		next = n->next;
		if (n->kind != DOC_STRONG && n->kind != DOC_EMPHASIS)
			continue;
		read_flatten(n);
		for (struct doc_node *child = n->first, *after; child; child = after) {
			after = child->next;
			doc_unlink(child);
			doc_insert_before(n, child);
		}
		doc_unlink(n);
	}
}

void read_join_lines(struct doc_node *title)
{
	for (struct doc_node *n = title->first, *next; n; n = next) {
		next = n->next;
		if (n->kind == DOC_LINE_BREAK)
			doc_unlink(n);
	}
}

bool read_is_empty(const struct doc_node *node)
{
	struct buf text = BUF_INIT;
	doc_add_plain_text(node, &text);
	bool empty = !str_trim(buf_str(&text)).len;
	buf_free(&text);
	return empty;
}

struct str read_on_one_line(struct arena *arena, struct str value)
{
	struct buf out = BUF_INIT;
	for (struct str rest = value; rest.len;) {
		struct str line = str_trim(str_cut(&rest, "\n"));
		buf_add_text(&out, out.len && line.len && str_last(buf_str(&out), 0) < 0x80 && str_first(line, 0) < 0x80 ? " " : "");
		buf_add_str(&out, line);
	}
	return str_trim(buf_move_str(&out, arena));
}

void read_append(struct doc_node *to, struct doc_node *from)
{
	while (from->first)
		move(from->first, to);
}
