/* What differs between two DOCX files as tracked revisions (ECMA-376 part 1, 17.13.5) in the first of them: whoever rejects all of them has the text
 * of the first document, whoever accepts them that of the second one. All that has no text (pages, styles, headers and footers, pictures) is that of the first. */
#ifndef COMPARE_REDLINE_H
#define COMPARE_REDLINE_H

#include <stdbool.h>

#include "base/str.h"

struct arena;
struct buf;
struct compare_maker;
struct diag_list;

struct redline_file {
	const char *name; /* for messages */
	struct str bytes; /* of the package */
};

/* Appends the package with the revisions. Revisions that the documents have are accepted first. A warning tells what of the second one cannot be
 * put into the first. False with errors. */
bool compare_redline(struct arena *arena, const struct redline_file *before, const struct redline_file *after, const struct compare_maker *maker,
		     struct buf *out, struct diag_list *diags);

#endif
