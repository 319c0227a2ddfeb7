/* Tables about plans and units as texts that people read in a terminal. */
#ifndef API_TABLE_TEXT_H
#define API_TABLE_TEXT_H

#include <stdbool.h>

#include "api/words.h"

struct arena;
struct buf;
struct catalogue;
struct gaps;
struct listing;
struct stats;

/* What plans of units lack, by unit and by value; `all`: also the units that lack nothing, and the values that may be missing. */
void gaps_add_text(struct arena *arena, const struct gaps *gaps, const struct catalogue *catalogue, enum words_language language, bool all,
		   struct buf *out);

/* How far plans are, by type and by variant; `all`: first the plans one by one. */
void stats_add_text(struct arena *arena, const struct stats *stats, enum words_language language, bool all, struct buf *out);

/* The variants, with `all` with the values that they need, and the units. */
void listing_add_text(const struct listing *list, enum words_language language, bool all, struct buf *out);

/* The unit types, those that extend another below it. */
void listing_add_types_text(const struct listing *list, enum words_language language, struct buf *out);

#endif
