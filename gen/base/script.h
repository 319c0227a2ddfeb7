/* Superscripts and subscripts as characters of their own, for text that no longer can be set higher or lower: m² and CO₂, not m2 and CO2. */
#ifndef BASE_SCRIPT_H
#define BASE_SCRIPT_H

#include <stdbool.h>

#include "base/str.h"

struct buf;

enum script {
	SCRIPT_RAISED,
	SCRIPT_LOWERED,
};

/* Appends the text in characters that are superscripts or subscripts themselves (Unicode, blocks Latin-1 Supplement and Superscripts and
 * Subscripts): "-3" becomes ⁻³, "2" ₂; full-width signs count as the plain ones, white space stays. False, with nothing appended, when one
 * of the characters has no such form: the text is told then, for plain it may read as another value. */
bool script_write(struct str text, enum script script, struct buf *out);

#endif
