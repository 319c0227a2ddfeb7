/* Comments and tracked revisions written into a DOCX that somebody made (ECMA-376 part 1, 17.13): of its package, what they do not touch stays byte
 * for byte as it is. */
#ifndef WRITE_DOCX_ANNOTATE_H
#define WRITE_DOCX_ANNOTATE_H

#include <stdbool.h>
#include <stddef.h>

#include "read/read.h"

struct arena;
struct buf;
struct diag_list;

/* A comment on bytes of read_file.text. */
struct docx_comment {
	bool anywhere;   /* it is on none of them, and stands at the first paragraph */
	size_t from, to; /* to > from */
	const struct str *paragraphs; /* that it says */
	size_t count;
};

/* Bytes of read_file.text that become other ones; len > 0. */
struct docx_revision {
	size_t at, len;
	struct str text;
	bool done; /* set: it was written. Not where the text is bound data, tracked already, or of no run of the body */
};

struct docx_annotations {
	const struct docx_comment *comments;
	size_t comment_count;
	struct docx_revision *revisions; /* by their places, none within another */
	size_t revision_count;
	const char *author, *initials;
	const char *date; /* "2026-03-05T10:00:00Z" */
};

/* The date of annotations that were made so many seconds after 1970 (17.3.1.1, ST_DateTime), in `arena`. */
const char *docx_revision_date(struct arena *arena, long long when);

/* Appends the package with the annotations. `file` was read from the file at `path` by read_docx_traced(). False with an error. */
bool docx_annotate(struct arena *arena, const char *path, const struct read_file *file, const struct docx_annotations *annotations, struct buf *out,
		   struct diag_list *diags);

#endif
