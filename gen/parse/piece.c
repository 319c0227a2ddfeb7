#include "parse/piece.h"

#include <ctype.h>
#include <string.h>
#include <unicode/uchar.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/utf8.h"

#define MARK "\uFDD2"

enum { MARK_BYTES = sizeof MARK - 1 };

struct builder {
	struct arena *arena;
	struct buf out;
	size_t *marks;
	size_t count, capacity;
};

static void add_mark(struct builder *builder)
{
	*ARENA_PUSH(builder->arena, builder->marks, builder->count, builder->capacity) = builder->out.len;
	buf_add_text(&builder->out, MARK);
}

bool piece_is_punctuation(uint32_t cp)
{
	return cp < 0x80 ? ispunct((int)cp) != 0 : u_ispunct((UChar32)cp) != 0;
}

bool piece_is_space(uint32_t cp)
{
	return (cp >= '\t' && cp <= '\r') || u_charType((UChar32)cp) == U_SPACE_SEPARATOR;
}

/* Full-width characters, and the placeholders that stand for values. */
static bool is_wide(uint32_t cp)
{
	return utf8_is_cjk(cp) || cp == 0xFDD0 || cp == 0xFDD1;
}

static uint32_t character_before(struct str text, size_t at)
{
	uint32_t cp = '\n';
	utf8_decode_last(text.data, at, &cp);
	return cp;
}

static uint32_t character_at(struct str text, size_t at)
{
	uint32_t cp = '\n';
	utf8_decode(text.data + at, text.len - at, &cp);
	return cp;
}

static bool is_escaped(struct str text, size_t at)
{
	size_t slashes = 0;
	while (slashes < at && text.data[at - slashes - 1] == '\\')
		slashes++;
	return slashes % 2 != 0;
}

/* Adds the run of '*' at [at, end) with a mark on the side where punctuation would keep it from opening or closing emphasis
 * beside a full-width character (坚持**“两学一做”**学习): CommonMark's flanking rule takes a space for granted that Chinese
 * does not write. Without a full-width neighbour nothing changes. */
static void add_run(struct builder *builder, struct str raw, size_t at, size_t end)
{
	uint32_t before = character_before(raw, at), after = character_at(raw, end);
	bool mark_before = piece_is_punctuation(before) && !piece_is_punctuation(after) && !piece_is_space(after);
	bool mark_after = piece_is_punctuation(after) && !piece_is_punctuation(before) && !piece_is_space(before);
	bool wide = is_wide(before) || is_wide(after);
	if (wide && mark_before)
		add_mark(builder);
	buf_add(&builder->out, raw.data + at, end - at);
	if (wide && mark_after)
		add_mark(builder);
}

static void add_marked(struct builder *builder, struct str raw)
{
	size_t at = 0;
	while (at < raw.len) {
		const char *star = memchr(raw.data + at, '*', raw.len - at);
		size_t start = star ? (size_t)(star - raw.data) : raw.len;
		if (star && is_escaped(raw, start))
			start++;
		size_t end = start;
		while (end < raw.len && raw.data[end] == '*')
			end++;
		buf_add(&builder->out, raw.data + at, start - at);
		if (end > start)
			add_run(builder, raw, start, end);
		at = end;
	}
}

static void map_lines(struct arena *arena, struct piece *piece)
{
	struct str text = piece->text;
	size_t *lines = NULL, capacity = 0;
	*ARENA_PUSH(arena, lines, piece->line_count, capacity) = 0;
	for (size_t i = 0; i < text.len; i++)
		if (text.data[i] == '\n' || (text.data[i] == '\r' && !(i + 1 < text.len && text.data[i + 1] == '\n')))
			*ARENA_PUSH(arena, lines, piece->line_count, capacity) = i + 1;
	piece->lines = lines;
}

static struct piece finish(struct builder *builder, struct spot spot, size_t skipped)
{
	struct piece piece = { .spot = spot, .skipped = skipped, .marks = builder->marks, .mark_count = builder->count };
	piece.text = buf_move_str(&builder->out, builder->arena);
	map_lines(builder->arena, &piece);
	return piece;
}

struct piece piece_of_blocks(struct arena *arena, struct str raw, struct spot spot)
{
	struct builder builder = { .arena = arena, .out = BUF_INIT };
	add_marked(&builder, raw);
	return finish(&builder, spot, 0);
}

struct piece piece_of_inlines(struct arena *arena, struct str raw, struct spot spot)
{
	struct builder builder = { .arena = arena, .out = BUF_INIT };
	add_mark(&builder);
	buf_add_char(&builder.out, ' ');
	add_marked(&builder, raw);
	return finish(&builder, spot, 1);
}

struct spot piece_spot(const struct piece *piece, size_t offset)
{
	size_t low = 0, high = piece->mark_count;
	while (low < high) {
		size_t middle = low + (high - low) / 2;
		if (piece->marks[middle] < offset)
			low = middle + 1;
		else
			high = middle;
	}
	size_t extra = low * MARK_BYTES + piece->skipped;
	return parse_spot_after(piece->spot, offset > extra ? offset - extra : 0);
}

struct str piece_line(const struct piece *piece, int line)
{
	size_t index = (size_t)line - 1;
	if (line < 1 || index >= piece->line_count)
		return STR("");
	size_t start = piece->lines[index];
	size_t end = index + 1 < piece->line_count ? piece->lines[index + 1] : piece->text.len;
	while (end > start && (piece->text.data[end - 1] == '\n' || piece->text.data[end - 1] == '\r'))
		end--;
	return (struct str){ piece->text.data + start, end - start };
}

size_t piece_offset(const struct piece *piece, int line, int column)
{
	struct str text = piece_line(piece, line);
	if (!text.len)
		return line >= 1 && (size_t)line <= piece->line_count ? piece->lines[line - 1] : piece->text.len;
	size_t skip = column > 1 ? (size_t)column - 1 : 0;
	return (size_t)(text.data - piece->text.data) + (skip < text.len ? skip : text.len);
}
