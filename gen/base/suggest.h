/* "Did you mean …": the name nearest to a wrong one. */
#ifndef BASE_SUGGEST_H
#define BASE_SUGGEST_H

#include <stddef.h>

#include "base/str.h"

/* Restricted Damerau–Levenshtein distance over characters (an adjacent swap counts once). Names longer than
 * SUGGEST_MAX characters are too far from everything: (size_t)-1. */
enum { SUGGEST_MAX = 64 };
size_t suggest_distance(struct str a, struct str b);

/* A search: offer every candidate, then read `best` (NULL when nothing is near). */
struct suggestion {
	struct str wanted;
	const char *best; /* one of the offered pointers */
	size_t distance;  /* of best */
};

/* Keeps the candidate when it is nearer than what was offered before and near enough to be meant: at most a third
 * of the longer name differs, or one name holds the other. The first of equals stays. */
void suggest_offer(struct suggestion *suggestion, const char *candidate);

#endif
