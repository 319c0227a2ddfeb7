/* Characters that are unlikely where they stand, while another that is read or written alike makes a usual word with its neighbours: slips of typing that no
 * list of words has. How usual words are, the model says (model.h). */
#ifndef CHECK_LIKELY_H
#define CHECK_LIKELY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/str.h"

struct check;
struct check_block;
struct check_likely;
struct check_text;

/* For one text, in the check's arena; NULL: there is no model. The text must live as long. */
struct check_likely *check_likely_start(struct check *check, const struct check_text *text);

/* Whether the block is clearly more usual with `meant`, of as many characters, in the place of those from `start` on, one of which differs. */
bool check_likely_prefers(struct check_likely *likely, const struct check_block *block, size_t start, struct str meant);

/* Looks at the character at `start`, which the dictionary takes for a word alone, and reports it, or the next one, where another is clearly meant.
 * Returns the byte behind what was reported, 0: nothing. */
size_t check_likely_look(struct check_likely *likely, const struct check_block *block, size_t start);

#endif
