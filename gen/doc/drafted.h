/* What a document was drafted with, so that it can tell later, when it comes back edited: marks of its values, which are hashes of name and text. A mark
 * does not say the value. */
#ifndef DOC_DRAFTED_H
#define DOC_DRAFTED_H

#include <stdbool.h>
#include <stddef.h>

#include "base/str.h"

struct arena;
struct doc;

/* In a DOCX they stand in custom properties of this name and a number, and their number in one of the name. */
#define DRAFTED_PROPERTY "Drafted"

enum { DRAFTED_MARK = 7 }; /* hexadecimal digits and NUL */

/* The marks of all values and gaps of the document, its meta data too, each once, sorted; their number. In `arena`. */
size_t drafted_marks(struct arena *arena, const struct doc *doc, char (**marks)[DRAFTED_MARK]);

/* Whether a document with these marks, parted by blanks, had the value with the text. */
bool drafted_has(const char *marks, const char *name, struct str text);

#endif
