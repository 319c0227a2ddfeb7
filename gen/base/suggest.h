/* "Did you mean": the known names nearest to one that is not known. */
#ifndef BASE_SUGGEST_H
#define BASE_SUGGEST_H

#include <stdbool.h>
#include <stddef.h>

#include "base/str.h"

struct arena;

enum { SUGGEST_MAX = 3 };

/* The nearest candidates seen so far. Views: query and candidates must outlive it. */
struct suggest {
	struct str query;
	struct {
		struct str name;
		size_t distance;
		bool subsequence;
	} best[SUGGEST_MAX];
	size_t count;
};

void suggest_start(struct suggest *suggest, struct str query);

/* Offers one known name. Kept are the nearest by Damerau–Levenshtein distance over characters (optimal string
 * alignment); of equally near ones those first that contain the query's characters in order, then in the order
 * offered. Names that share too little with the query are never suggested, the same name only once. */
void suggest_add(struct suggest *suggest, struct str name);

/* "‘甲’, ‘乙’" for a message, "" when nothing is near; lives in the arena. */
const char *suggest_text(struct arena *arena, const struct suggest *suggest);

/* Damerau–Levenshtein distance (optimal string alignment) over the first SUGGEST_CHARACTERS characters. */
enum { SUGGEST_CHARACTERS = 64 };
size_t suggest_distance(struct str a, struct str b);

#endif
