/* The text of a block of inlines as it reads, and which of its bytes were typed so: a star behind a backslash, of an entity or of code was not. For
 * gen/parse. */
#ifndef PARSE_TYPED_H
#define PARSE_TYPED_H

#include <cmark.h>
#include <stddef.h>
#include <stdint.h>

#include "base/str.h"

struct arena;
struct piece;

#define TYPED_OTHERWISE SIZE_MAX

struct typed {
	struct str text;       /* as cmark has it, the ends of lines as line feeds; signs of emphasis that it has read are not in it */
	const size_t *offsets; /* of each byte, in piece->text; TYPED_OTHERWISE where it stands there in another form, or is code */
};

/* The text of the block, a paragraph or heading of the piece; in `arena`. */
struct typed typed_of(struct arena *arena, const struct piece *piece, cmark_node *block);

#endif
