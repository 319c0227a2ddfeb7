/* Sources that documents of a process share: each file is read once, so that templates compiled from it can be kept. */
#ifndef DRAFT_SOURCES_H
#define DRAFT_SOURCES_H

#include <stdbool.h>

#include "base/diag.h"

struct arena;
struct draft_tools;
struct source;

/* The file's text; NULL with errors in `diags`. A file that there is something to say about is read into `arena` for each
 * document that asks, so that each of them says it. */
const struct source *sources_load(struct draft_tools *tools, struct arena *arena, const char *path, struct diag_list *diags);

/* The same for a file that may be missing: NULL then, too. */
const struct source *sources_find(struct draft_tools *tools, struct arena *arena, const char *path, struct diag_list *diags);

/* Whether the source lives as long as the tools. */
bool sources_has(const struct draft_tools *tools, const struct source *source);

#endif
