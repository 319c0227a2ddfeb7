/* The template engine alone: one template, JSON data, a folder of partials (plangen expand). */
#ifndef DRAFT_EXPAND_H
#define DRAFT_EXPAND_H

#include <stdbool.h>

#include "merge/merge.h"

struct buf;
struct diag_list;

struct expand_request {
	const char *file;     /* the template */
	const char *data;     /* JSON file; NULL: no data */
	const char *partials; /* folder; NULL: there are no partials */
	enum merge_sink sink; /* MERGE_PLAIN, MERGE_HTML or MERGE_MARKDOWN */
	enum merge_dialect dialect;
};

/* Appends the merged text to `out`, as far as it could be made; false when there was any error. A partial `name` is the
 * first of name.md, name.mustache, name.xml (first of all for an XML template) and name in the folder; names with ".."
 * or a leading "/" are not looked for. The sources live in the arena of `diags`. */
bool expand_file(const struct expand_request *request, struct buf *out, struct diag_list *diags);

#endif
