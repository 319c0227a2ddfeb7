/* What the pages of a document look like, as hashes: which of them a build would alter is told without the pages that were built. */
#ifndef BATCH_LOOKS_H
#define BATCH_LOOKS_H

#include <stddef.h>

#include "base/hash.h"

struct arena;
struct page_list;

/* The hash of each page, in `arena`: what stands on it, where (to 1/100 pt), in which size and colour. NULL pages: 0. */
size_t looks_of(struct arena *arena, const struct page_list *pages, const struct hash **looks);

#endif
