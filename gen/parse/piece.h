/* A piece of Markdown on its way through cmark: the text given to it and the map from its lines and columns back to the
 * merged text. For gen/parse; the Markdown writer uses the character classes. */
#ifndef PARSE_PIECE_H
#define PARSE_PIECE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/str.h"
#include "parse/context.h"

/* Punctuation and white space as CommonMark 0.30 (section 2.1) has them: what its flanking rules go by. */
bool piece_is_punctuation(uint32_t codepoint);
bool piece_is_space(uint32_t codepoint);

/* Such a space, or what nobody sees: a mark of byte order, a joiner. No sign that stands in a piece for something. */
bool piece_is_blank(uint32_t codepoint);

/* What stands in a piece for nothing. */
#define PIECE_MARK "\uFDD2"

/* What stands in a piece for a star and an underscore that are signs of the text, see parse/emphasis.h. */
#define PIECE_STAR "\uFDD3"
#define PIECE_UNDERSCORE "\uFDD4"

/* What stands around the name of a footnote, brackets apart: \\[ U+FDD5 ^1 U+FDD6 \\], so that cmark sees plain brackets. */
#define PIECE_NOTE "\uFDD5"
#define PIECE_NOTE_END "\uFDD6"

/* Length of "[^1]", with a name that a footnote may have, at the start of the text; or 0. */
size_t piece_note_label(struct str text);

/* The sign that the character stands for, or 0. */
char piece_sign(uint32_t codepoint);

/* A place where the text given to cmark is longer than the raw text. */
struct piece_shift {
	size_t offset; /* in piece->text */
	size_t extra;  /* bytes that all places up to this one have added */
};

/* A run of stars. */
struct piece_stars {
	size_t offset; /* in piece->text */
	size_t count;  /* of stars; more than three: 3 */
	bool idle;     /* it could neither begin emphasis nor end one; such runs beside digits are none of these */
};

struct piece {
	struct spot spot; /* of the raw text's first byte */
	struct str text;  /* for cmark: the raw text with U+FDD2 put in where emphasis needs it, and signs replaced */
	size_t skipped;   /* bytes before the raw text in `text` that are not in it, U+FDD2 aside */
	const struct piece_shift *shifts;
	size_t shift_count;
	const struct piece_stars *stars;
	size_t star_count;
	const size_t *lines; /* offsets of the lines in `text`, by cmark's line ends */
	size_t line_count;
};

/* Text of a piece as its author wrote it. */
struct str piece_raw(struct arena *arena, struct str text);

/* Piece of whole blocks. */
struct piece piece_of_blocks(struct arena *arena, struct str raw, struct spot spot);

/* Piece of inlines on one line, which cmark will read as one paragraph whatever it starts with. */
struct piece piece_of_inlines(struct arena *arena, struct str raw, struct spot spot);

/* Position of a byte of piece->text. */
struct spot piece_spot(const struct piece *piece, size_t offset);

/* Line `line` (from 1) without its end; empty when there is none. */
struct str piece_line(const struct piece *piece, int line);

/* Offset of line and byte column (both from 1) in piece->text, clamped to the line. */
size_t piece_offset(const struct piece *piece, int line, int column);

#endif
