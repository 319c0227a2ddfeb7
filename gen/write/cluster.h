/* Clusters: which glyphs of a run stand for which text. */
#ifndef WRITE_CLUSTER_H
#define WRITE_CLUSTER_H

#include <stddef.h>

#include "base/str.h"

struct page_run;

/* Glyphs [first, first + count) of a run that together stand for `text`. */
struct cluster {
	size_t first, count;
	struct str text;
};

/* The cluster that starts at glyph `first`. */
struct cluster cluster_at(const struct page_run *run, size_t first);

/* The text that is the cluster's one glyph's own; empty where several glyphs stand for the text, or none. */
struct str cluster_own_text(const struct page_run *run, const struct cluster *cluster);

#endif
