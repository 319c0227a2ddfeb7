/* The known names nearest to one that is not known, for "did you mean". */
#ifndef CATALOGUE_NEAREST_H
#define CATALOGUE_NEAREST_H

#include <stdbool.h>
#include <stddef.h>

#include "base/str.h"

struct arena;

enum { NEAREST_MAX = 3 };

/* The nearest names offered so far. Views: query and names must outlive it. */
struct nearest {
	struct str query;
	struct {
		struct str name;
		size_t distance;
		bool subsequence;
	} best[NEAREST_MAX];
	size_t count;
};

void nearest_start(struct nearest *nearest, struct str query);

/* Offers one known name. Kept are the nearest by suggest_distance(); of equally near ones those first that contain the
 * query's characters in order, then in the order offered. Names that share too little with the query are left out, and
 * the same name is kept only once. */
void nearest_offer(struct nearest *nearest, struct str name);

/* "‘甲’, ‘乙’" for a message, "" when nothing is near; lives in the arena. */
const char *nearest_text(struct arena *arena, const struct nearest *nearest);

#endif
