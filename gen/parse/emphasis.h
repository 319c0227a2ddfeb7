/* Stars and underscores: which of them are emphasis (强调) and which are signs of the text, in products (2*3米), in names left out
 * (张**、李**), in blanks to fill in (姓名：____) and where the text speaks of the sign (标*的项目). CommonMark 0.30 (section 6.2) goes by
 * spaces that Chinese does not write, and would drop them. For gen/parse; the Markdown writer asks the same functions.
 *
 * A run is a sign where it
 *  - stands between digits, or is one star between letters or digits of ASCII, or two with a digit beside them that end nothing,
 *  - has more than three stars or two underscores,
 *  - stands within an address of the web (http://a/_b_/c.html), or is of underscores beside a sign of paths, addresses or names of files (_甲_.docx),
 *  - is one star between a quantity and a digit (5米*3米), or names itself (*注：, 标*的, *为必填项),
 *  - could neither open, since what follows closes or parts (，。）”), nor close, since what precedes opens (（“), nor has a space beside it
 *    that CommonMark would go by.
 * Everything else is left to CommonMark. */
#ifndef PARSE_EMPHASIS_H
#define PARSE_EMPHASIS_H

#include <stdbool.h>
#include <stdint.h>

#include "base/str.h"

enum { EMPHASIS_OPENS = 1, EMPHASIS_CLOSES = 2 };

/* What the run of stars or underscores between these texts may do: EMPHASIS_OPENS, EMPHASIS_CLOSES, both, or 0 for a sign. `open`:
 * length of the run before it that waits for its end, 0: none. */
unsigned emphasis_roles(struct str before, struct str run, struct str after, size_t open);

/* Whether what CommonMark takes for emphasis is not surely meant as such: stars that hide a part of a name (李**同志、王**同志), stand for a
 * number that is left out (2026年**月**日, 第**次), multiply (长*宽*高), begin and end amid clauses with the end of one between them, or stand across
 * quotations or a row of names (“**行动”、“**工程”, **局、**委). `before`, `after`: the plain text around both runs on their line; `inside`: that between them. */
bool emphasis_is_doubtful(struct str before, size_t stars, struct str inside, struct str after);

/* The same of underscores: one that is printed stands between them, or a quotation or bracket begins or ends there, so that each may be of another
 * name (“_甲_.docx”和“乙_”). */
bool emphasis_is_doubtful_underscore(struct str inside);

/* Whether it is emphasis even in a text with stars that surely are none: it begins where a word does and does not end before one. */
bool emphasis_is_likely(struct str before, struct str inside);

/* Whether it is emphasis even in a text with stars of which that is not sure: it begins where a clause does, and ends where one does or is a
 * label (一是). */
bool emphasis_is_sure(struct str before, struct str inside, struct str after);

#endif
