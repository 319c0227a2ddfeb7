/* Which pairs of stars in a block are emphasis and which are printed: CommonMark pairs stars that hide a part of a name or of a number with
 * those around bold text behind them (李**同志，2026年**月**日，**重点**). Once one pair of a block is doubtful (parse/emphasis.h), or a star
 * that could be emphasis has no partner, the other pairs of as many stars are emphasis only where they stand at the edge of a word. For gen/parse. */
#ifndef PARSE_STARS_H
#define PARSE_STARS_H

#include <cmark.h>
#include <stdbool.h>
#include <stddef.h>

#include "base/str.h"

struct arena;
struct piece;

/* A pair of one to three stars. */
struct stars_pair {
	cmark_node *node, *from; /* outermost and innermost of ***within three stars*** */
	size_t count;            /* of the stars on one side */
	size_t start, end;       /* of what stands between them in the block's text */
	struct str inside;       /* that, as its author wrote it */
	struct str before, after; /* what stands around the stars on their line, near to them */
	bool printed;            /* the stars are no emphasis */
	bool single;             /* it is the first emphasis of a block in which a star that could be one has no partner, and none is printed */
};

/* What is found of the emphasis at `node`, an EMPH or STRONG of the piece; NULL: it is made of underscores. In `arena`. */
const struct stars_pair *stars_of(struct arena *arena, const struct piece *piece, cmark_node *node);

#endif
