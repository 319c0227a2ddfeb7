/* Stars that stand for what is left out, by the words around them: 李**、王**书记, 县**局及**公司, X**局, 共**项. Which words these are is a part of
 * how Markdown is read here, as CommonMark's rules are, and is the same for every content folder: our Markdown means the same in all of them.
 * For gen/parse. */
#ifndef PARSE_MASKS_H
#define PARSE_MASKS_H

#include <stdbool.h>
#include <stdint.h>

#include "base/str.h"

/* Surnames of one character that are common enough to be left out in part. */
extern const char masks_surnames[];

/* Where a word or clause is sure to end: the text's end (0), a blank, a mark; % and its like belong to what stands before them. */
bool masks_is_edge(uint32_t codepoint);

/* Whether the stars between these texts hide something, were they to begin emphasis: a surname stands before them (李**必须到会), or what
 * no name lacks behind them (请**公司负责); of one word alone only where another name may end behind it (市**公司**部门). */
bool masks_at_start(struct str before, struct str inside, struct str after);

/* The same of stars that would end the emphasis of `inside`. */
bool masks_at_end(struct str inside, struct str after);

/* Whether stars that have no partner hide something: as at the start of emphasis, or where all of `after` is what a name ends in (市**公司). */
bool masks_alone(struct str before, struct str after);

/* Whether the text ends in a word that binds what follows (和, 由), so that no emphasis ends there: 局和, 请; not 温和, 申请. */
bool masks_binds(struct str text);

#endif
