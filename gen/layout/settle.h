/* The fixed point of contents whose own length moves the pages they name. */
#ifndef LAYOUT_SETTLE_H
#define LAYOUT_SETTLE_H

#include <stddef.h>

/* How many pages the contents need when `pages` pages are kept for them (the numbers they show depend on it). */
typedef size_t settle_measure(void *context, size_t pages);

/* The number of pages to keep for the contents: the first `pages` tried with measure(pages) <= pages. The caller's last
 * measure() was of that number, so what it set shows the numbers that hold; where fewer pages are needed (with more pages
 * they came out shorter), the rest stays blank.
 *
 * It ends: the number tried starts at 1 and grows strictly in each round, for a round goes on only when more pages are
 * needed than were kept. It never shrinks, so contents that need 2 pages when kept 1 and 1 when kept 2 end at 2, one of them
 * blank, instead of going to and fro. And it is bounded: an entry shows a number of at most five digits (LIMIT_PAGES), so
 * measure() takes only finitely many values, and a round that tries the largest of them is the last. */
size_t layout_settle(settle_measure *measure, void *context);

#endif
