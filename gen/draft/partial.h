/* Partials and skeletons of content/shared/, read once per process. */
#ifndef DRAFT_PARTIAL_H
#define DRAFT_PARTIAL_H

#include "base/diag.h"
#include "base/str.h"

struct arena;
struct draft_tools;
struct reads;

/* The source named "共用/组织保障": content/shared/共用/组织保障 with the extension of the including source (".md" or ".xml")
 * first, then the other. NULL when there is none, or with errors in `diags` when it cannot be read. The files looked for are
 * added to `reads` (may be NULL). `arena`: of the document; see sources_load(). */
const struct source *partial_load(struct draft_tools *tools, struct arena *arena, struct str name, const char *extension,
				  struct reads *reads, struct diag_list *diags);

#endif
