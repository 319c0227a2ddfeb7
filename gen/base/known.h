/* What was found valid before: hashes of files that passed their grammar, kept in a file between processes. Validation by RELAX NG takes
 * a third of a draft's time, nearly always over files that nobody has changed.
 *
 * The file in the cache folder is of no other use: one that is missing, damaged or cannot be written is as good as none, and what a
 * forged one lets through meets readers that rely on no grammar (base/xml.h). For one thread at a time. */
#ifndef BASE_KNOWN_H
#define BASE_KNOWN_H

#include <stdbool.h>

#include "base/hash.h"

struct arena;
struct known;

/* Reads what is remembered in `folder` (NULL: nothing is read or kept). Lives in `arena`. */
struct known *known_load(struct arena *arena, const char *folder);

/* Whether this hash is known. `known` may be NULL here and in known_add(): nothing is known then. */
bool known_has(const struct known *known, struct hash hash);

/* Remembers one; the oldest goes when there are LIMIT_KNOWN_HASHES. */
void known_add(struct known *known, struct hash hash);

/* Adds to the file what is new, beside what others added meanwhile. Failures are of no concern. */
void known_save(struct known *known);

#endif
