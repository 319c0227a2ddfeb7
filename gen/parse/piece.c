#include "parse/piece.h"

#include <ctype.h>
#include <string.h>
#include <unicode/uchar.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/utf8.h"
#include "parse/emphasis.h"

#define MARK PIECE_MARK

/* Stars or underscores in a run that may be emphasis. */
enum { MOST_RUN = 3 };

struct builder {
	struct arena *arena;
	struct buf out;
	struct piece_shift *shifts;
	size_t count, capacity;
	struct piece_stars *stars;
	size_t star_count, star_room;
	bool open[MOST_RUN + 1];   /* by length: a run of stars or underscores waits for its end */
	bool opener[MOST_RUN + 1]; /* by length: a run ended what was open, but could begin something itself */
};

/* Adds bytes that stand for one sign of the raw text, or for nothing. */
static void add_character(struct builder *builder, const char *bytes, size_t raw)
{
	size_t before = builder->count ? builder->shifts[builder->count - 1].extra : 0;
	*ARENA_PUSH(builder->arena, builder->shifts, builder->count, builder->capacity) =
		(struct piece_shift){ builder->out.len, before + strlen(bytes) - raw };
	buf_add_text(&builder->out, bytes);
}

static void add_mark(struct builder *builder)
{
	add_character(builder, MARK, 0);
}

char piece_sign(uint32_t cp)
{
	return cp == 0xFDD3 ? '*' : cp == 0xFDD4 ? '_' : '\0';
}

/* Adds the bracket that the end of a footnote's name stands for; returns the bytes behind it that stand for it, too. */
static size_t end_note(struct buf *out, struct str rest)
{
	static const char *const brackets[] = { "\\]", "]", NULL };
	buf_add_char(out, ']');
	return str_starts_any(rest, brackets);
}

struct str piece_raw(struct arena *arena, struct str text)
{
	struct buf out = BUF_INIT;
	uint32_t cp;
	for (size_t i = 0, n; (n = utf8_decode(text.data + i, text.len - i, &cp)) > 0; i += n)
		if (piece_sign(cp)) {
			buf_add_char(&out, piece_sign(cp));
		} else if (cp == 0xFDD5) { /* behind its bracket, and a backslash where cmark has not taken it off */
			out.len -= str_ends(buf_str(&out), "\\[") ? 2 : 1;
			buf_add_char(&out, '[');
		} else if (cp == 0xFDD6) {
			n += end_note(&out, str_from(text, i + n));
		} else if (cp != 0xFDD2) {
			buf_add(&out, text.data + i, n);
		}
	return buf_move_str(&out, arena);
}

size_t piece_note_label(struct str text)
{
	uint32_t cp;
	if (!str_starts(text, "[^"))
		return 0;
	for (size_t i = 2, n; (n = utf8_decode(text.data + i, text.len - i, &cp)) > 0; i += n) {
		if (cp == ']')
			return i > 2 ? i + 1 : 0;
		bool sign = piece_is_punctuation(cp) && cp != '-' && cp != '_' && cp != '.';
		if (sign || piece_is_space(cp) || cp < 0x20 || (cp >= 0xFDD0 && cp <= 0xFDEF))
			return 0;
	}
	return 0;
}

bool piece_is_punctuation(uint32_t cp)
{
	return cp < 0x80 ? ispunct((int)cp) != 0 : u_ispunct((UChar32)cp) != 0;
}

bool piece_is_space(uint32_t cp)
{
	return (cp >= '\t' && cp <= '\r') || u_charType((UChar32)cp) == U_SPACE_SEPARATOR;
}

bool piece_is_blank(uint32_t cp)
{
	return piece_is_space(cp) || (utf8_is_invisible(cp) && !(cp >= 0xFDD0 && cp <= 0xFDEF));
}

/* Full-width characters, and the placeholders that stand for values. */
static bool is_wide(uint32_t cp)
{
	return utf8_is_cjk(cp) || cp == 0xFDD0 || cp == 0xFDD1;
}

static bool is_escaped(struct str text, size_t at)
{
	size_t slashes = 0;
	while (slashes < at && text.data[at - slashes - 1] == '\\')
		slashes++;
	return slashes % 2 != 0;
}

/* Notes a run of stars, which comes next: idle where it could begin no emphasis, and there is no run before it that could. */
static void note_stars(struct builder *builder, size_t count, unsigned roles)
{
	bool active = (roles & EMPHASIS_OPENS) || (roles && (builder->open[count] || builder->opener[count]));
	*ARENA_PUSH(builder->arena, builder->stars, builder->star_count, builder->star_room) =
		(struct piece_stars){ builder->out.len, count > MOST_RUN ? MOST_RUN : count, !active };
}

/* Adds a run of stars or underscores. A sign of the text is hidden from cmark. Else a mark on the side where punctuation would
 * keep stars from opening or closing emphasis beside a full-width character (坚持**“两学一做”**学习), for CommonMark's flanking rule
 * takes a space for granted that Chinese does not write; and where punctuation on both sides would let a run do both, though it is only
 * good for one, a mark on the side that keeps it from the other. */
static void add_run(struct builder *builder, struct str raw, size_t at, size_t end)
{
	struct str lead = { raw.data, at }, run = { raw.data + at, end - at }, rest = str_from(raw, end);
	uint32_t before = str_last(lead, '\n'), after = str_first(rest, '\n');
	bool *open = &builder->open[run.len > MOST_RUN ? 0 : run.len];
	unsigned roles = emphasis_roles(lead, run, rest, *open ? run.len : 0);
	bool digits = (before < 0x80 && isdigit((int)before)) || (after < 0x80 && isdigit((int)after));
	if (!roles && run.data[0] == '*' && !digits)
		note_stars(builder, run.len, roles);
	for (size_t i = 0; i < run.len && !roles; i++)
		add_character(builder, run.data[0] == '*' ? PIECE_STAR : PIECE_UNDERSCORE, 1);
	if (!roles)
		return;
	bool mark_before = false, mark_after = false, wide = is_wide(before) || is_wide(after);
	bool awaited = *open && (roles & EMPHASIS_CLOSES);
	if (piece_is_punctuation(before) && piece_is_punctuation(after)) {
		mark_before = !(roles & EMPHASIS_OPENS);
		mark_after = !(roles & EMPHASIS_CLOSES);
	} else if (wide && run.data[0] == '*') {
		mark_before = piece_is_punctuation(before) && !piece_is_space(after) && awaited;
		mark_after = piece_is_punctuation(after) && !piece_is_space(before) && (roles & EMPHASIS_OPENS);
	}
	if (mark_before)
		add_mark(builder);
	if (run.data[0] == '*' && !(piece_is_space(before) && piece_is_space(after)))
		note_stars(builder, run.len, roles);
	buf_add_str(&builder->out, run);
	if (mark_after)
		add_mark(builder);
	builder->opener[run.len] |= awaited && (roles & EMPHASIS_OPENS);
	*open = !awaited && ((roles & EMPHASIS_OPENS) || *open);
}

/* Adds a footnote's name in its brackets; underscores in it are no emphasis. */
static void add_note(struct builder *builder, struct str label)
{
	add_character(builder, "\\[" PIECE_NOTE, 1);
	for (size_t i = 1; i + 1 < label.len; i++)
		if (label.data[i] == '_')
			add_character(builder, PIECE_UNDERSCORE, 1);
		else
			buf_add_char(&builder->out, label.data[i]);
	add_character(builder, PIECE_NOTE_END "\\]", 1);
}

/* Offset of the next star, underscore or footnote that no backslash makes plain. */
static size_t find_run(struct str raw, size_t at)
{
	for (; at < raw.len; at++) {
		char sign = raw.data[at];
		if (sign != '*' && sign != '_' && sign != '[')
			continue;
		if (!is_escaped(raw, at) && (sign != '[' || piece_note_label(str_from(raw, at))))
			break;
	}
	return at;
}

static void add_marked(struct builder *builder, struct str raw)
{
	size_t at = 0;
	while (at < raw.len) {
		size_t start = find_run(raw, at), end = start;
		struct str plain = { raw.data + at, start - at };
		size_t label = piece_note_label(str_from(raw, start));
		while (!label && end < raw.len && raw.data[end] == raw.data[start])
			end++;
		buf_add_str(&builder->out, plain);
		if (str_find(plain, "\n\n") != (size_t)-1) {
			memset(builder->open, 0, sizeof builder->open);
			memset(builder->opener, 0, sizeof builder->opener);
		}
		if (label)
			add_note(builder, (struct str){ raw.data + start, label });
		else if (end > start)
			add_run(builder, raw, start, end);
		at = end + label;
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
	struct piece piece = { .spot = spot, .skipped = skipped, .shifts = builder->shifts, .shift_count = builder->count,
			       .stars = builder->stars, .star_count = builder->star_count };
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
	size_t low = 0, high = piece->shift_count;
	while (low < high) {
		size_t middle = low + (high - low) / 2;
		if (piece->shifts[middle].offset < offset)
			low = middle + 1;
		else
			high = middle;
	}
	size_t extra = (low ? piece->shifts[low - 1].extra : 0) + piece->skipped;
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
