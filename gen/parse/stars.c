#include "parse/stars.h"

#include <ctype.h>
#include <stdint.h>
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/utf8.h"
#include "parse/emphasis.h"
#include "parse/piece.h"

enum { MOST = 3, NEAR = 96 }; /* stars on one side; bytes around a pair that are looked at */

/* A block while its stars are looked at. */
struct look {
	struct arena *arena;
	const struct piece *piece;
	struct buf plain;
	struct stars_pair *pairs;
	size_t count, room;
	long single[MOST + 1]; /* runs by length that could be emphasis and are none */
	long idle[MOST];       /* those that could not, but for those beside digits */
};

static size_t offset_of(const struct piece *piece, cmark_node *node)
{
	return piece_offset(piece, cmark_node_get_start_line(node), cmark_node_get_start_column(node));
}

/* Stars on one side of the node: 0 where it is none of theirs. Underscores are emphasis only at edges of words. */
static size_t own_stars(const struct piece *piece, cmark_node *node)
{
	cmark_node_type type = node ? cmark_node_get_type(node) : CMARK_NODE_NONE;
	size_t at = type == CMARK_NODE_STRONG || type == CMARK_NODE_EMPH ? offset_of(piece, node) : piece->text.len;
	if (at >= piece->text.len || piece->text.data[at] == '_')
		return 0;
	return type == CMARK_NODE_STRONG ? 2 : 1;
}

/* Adds the pair at the node; while the block is walked through, the node knows its number. */
static void add_pair(struct look *look, cmark_node *node, size_t stars)
{
	struct stars_pair pair = { .from = node, .node = node, .count = stars, .start = look->plain.len };
	look->single[stars] -= 2;
	for (cmark_node *only = cmark_node_first_child(node); only && !cmark_node_next(only); only = cmark_node_first_child(only)) {
		stars = own_stars(look->piece, only);
		if (!stars || pair.count + stars > MOST)
			break;
		pair.count += stars;
		pair.from = only;
	}
	*ARENA_PUSH(look->arena, look->pairs, look->count, look->room) = pair;
	cmark_node_set_user_data(node, (void *)(uintptr_t)look->count);
}

/* Takes the runs of stars in a text that is no Markdown off those that are counted. */
static void skip_stars(struct look *look, struct str text)
{
	for (size_t at = 0, end; at < text.len; at = end + 1) {
		for (end = at; end < text.len && text.data[end] == '*';)
			end++;
		if (end > at && end - at <= MOST && !(at && text.data[at - 1] == '\\'))
			look->single[end - at]--;
		if (!str_starts(str_from(text, end), PIECE_STAR))
			continue;
		size_t signs = 0;
		while (str_starts(str_from(text, end + signs * strlen(PIECE_STAR)), PIECE_STAR))
			signs++;
		end += signs * strlen(PIECE_STAR) - 1;
		look->idle[1] -= signs != 2;
		look->idle[2] -= signs != 1;
	}
}

/* Adds the text of the node, or the pair that it is. */
static void enter(struct look *look, cmark_node *node)
{
	struct str text = str_of(cmark_node_get_literal(node));
	cmark_node_type type = cmark_node_get_type(node);
	size_t stars = own_stars(look->piece, node);
	if (stars)
		add_pair(look, node, stars);
	if (type == CMARK_NODE_LINEBREAK || type == CMARK_NODE_SOFTBREAK || (type == CMARK_NODE_HTML_INLINE && str_starts(text, "<br")))
		buf_add_char(&look->plain, '\n');
	if (type == CMARK_NODE_LINK)
		skip_stars(look, str_of(cmark_node_get_url(node)));
	if (type == CMARK_NODE_CODE || type == CMARK_NODE_HTML_INLINE)
		skip_stars(look, text);
	if (type == CMARK_NODE_TEXT || type == CMARK_NODE_CODE)
		buf_add_str(&look->plain, piece_raw(look->arena, text));
}

/* Gathers the pairs of the block and its text. */
static void walk(struct look *look, cmark_node *block)
{
	cmark_iter *iter = cmark_iter_new(block);
	for (cmark_event_type event; (event = cmark_iter_next(iter)) != CMARK_EVENT_DONE;) {
		cmark_node *node = cmark_iter_get_node(iter);
		size_t number = (uintptr_t)cmark_node_get_user_data(node);
		if (event == CMARK_EVENT_ENTER && node != block)
			enter(look, node);
		else if (event == CMARK_EVENT_EXIT && number)
			look->pairs[number - 1].end = look->plain.len;
	}
	cmark_iter_free(iter);
}

/* Counts the runs of the block that could be emphasis; of three stars each is one of one and one of two. */
static void count_runs(struct look *look, cmark_node *block)
{
	const struct piece *piece = look->piece;
	size_t start = offset_of(piece, block), end = piece_offset(piece, cmark_node_get_end_line(block), cmark_node_get_end_column(block));
	for (size_t i = 0; i < piece->star_count; i++) {
		const struct piece_stars *run = &piece->stars[i];
		if (run->offset < start || run->offset > end)
			continue;
		long *kinds = run->idle ? look->idle : look->single;
		kinds[1] += run->count != 2;
		kinds[2] += run->count != 1;
	}
}

/* What stands around and within the pair; the text moves no more. */
static void set_text(struct stars_pair *pair, struct str plain)
{
	struct str after = str_from(plain, pair->end);
	size_t start = pair->start, first = start > NEAR ? start - NEAR : 0;
	while (start > first && plain.data[start - 1] != '\n')
		start--;
	after.len = after.len > NEAR ? NEAR : after.len;
	pair->inside = (struct str){ plain.data + pair->start, pair->end - pair->start };
	pair->before = (struct str){ plain.data + start, pair->start - start };
	pair->after = str_cut(&after, "\n");
}

/* Whether the star at `at` of the text stands beside a digit, as in products: 5米*3米. */
static bool is_beside_digit(struct str text, size_t at)
{
	return (at && isdigit((unsigned char)text.data[at - 1])) || (at + 1 < text.len && isdigit((unsigned char)text.data[at + 1]));
}

/* Whether stars that are printed stand within the pair or right beside it: **责任人：李**同志**, ***等人. */
static bool holds_stars(const struct stars_pair *pair)
{
	struct str inside = pair->inside;
	for (size_t i = 0; i < inside.len; i++)
		if (inside.data[i] == '*' && !is_beside_digit(inside, i))
			return true;
	return str_ends(pair->before, "*") || str_starts(pair->after, "*");
}

/* Whether a pair of one or two stars is of the kind: 1 and 2 of one or two, 3 of both. */
static bool is_of(const struct stars_pair *pair, size_t count)
{
	return pair->count == count || pair->count == MOST;
}

/* Whether one of the kinds of the pair is among those. */
static bool is_among(const struct stars_pair *pair, const bool kinds[MOST])
{
	return (kinds[1] && is_of(pair, 1)) || (kinds[2] && is_of(pair, 2));
}

/* The stars of one run have one meaning: prints those of pairs that begin or end with a printed one, and of pairs of which one begins where
 * the other ends. */
static void print_same_runs(struct look *look)
{
	for (size_t i = 0; i < look->count; i++)
		for (size_t k = i + 1; k < look->count && look->pairs[k].start <= look->pairs[i].end; k++) {
			struct stars_pair *first = &look->pairs[i], *second = &look->pairs[k];
			if (second->start == first->end && first->inside.len)
				first->printed = second->printed = true;
			if (second->start == first->start || second->end == first->end)
				second->printed |= first->printed;
		}
}

static void decide(struct look *look)
{
	struct str plain = buf_move_str(&look->plain, look->arena);
	const bool single[MOST] = { false, look->single[1] > 0, look->single[2] > 0 };
	const bool typed[MOST] = { false, single[1] || look->idle[1] > 0, single[2] || look->idle[2] > 0 };
	bool doubt[MOST] = { false, single[1], single[2] };
	for (size_t i = 0; i < look->count; i++) {
		struct stars_pair *pair = &look->pairs[i];
		set_text(pair, plain);
		pair->printed = pair->inside.len && (((typed[1] || typed[2]) && holds_stars(pair)) ||
						     emphasis_is_doubtful(pair->before, pair->count, pair->inside, pair->after));
		for (size_t count = 1; count < MOST; count++)
			doubt[count] = doubt[count] || (pair->printed && is_of(pair, count));
	}
	struct stars_pair *left = NULL;
	bool printed = false;
	for (size_t i = look->count; i > 0; i--) {
		struct stars_pair *pair = &look->pairs[i - 1];
		if (!pair->inside.len)
			continue;
		pair->printed = pair->printed || (is_among(pair, typed) && !emphasis_is_likely(pair->before, pair->inside)) ||
				(is_among(pair, doubt) && !emphasis_is_sure(pair->before, pair->inside, pair->after));
		printed = printed || pair->printed;
		if (!pair->printed && is_among(pair, single))
			left = pair;
	}
	if (left && !printed)
		left->single = true;
	print_same_runs(look);
}

/* The block that the inline is of. */
static cmark_node *block_of(cmark_node *node)
{
	while (cmark_node_get_type(node) >= CMARK_NODE_FIRST_INLINE)
		node = cmark_node_parent(node);
	return node;
}

const struct stars_pair *stars_of(struct arena *arena, const struct piece *piece, cmark_node *node)
{
	if (!own_stars(piece, node))
		return NULL;
	if (!cmark_node_get_user_data(node)) {
		struct look look = { .arena = arena, .piece = piece, .plain = BUF_INIT };
		cmark_node *block = block_of(node);
		walk(&look, block);
		count_runs(&look, block);
		decide(&look);
		for (size_t i = 0; i < look.count; i++)
			cmark_node_set_user_data(look.pairs[i].node, &look.pairs[i]);
	}
	return cmark_node_get_user_data(node);
}
