/* A part more for a DOCX package that somebody made (ECMA-376 part 2, 9.3, 10.1.2). */
#ifndef WRITE_DOCX_ATTACH_H
#define WRITE_DOCX_ATTACH_H

#include <stdbool.h>
#include <stddef.h>

#include "base/str.h"

struct arena;
struct zip;
struct zip_change;

enum { DOCX_ATTACH_CHANGES = 2 }; /* most that docx_attach() adds */

/* The part's bytes, in `arena`; NULL data: it is not there, or damaged. */
struct str docx_part_bytes(struct arena *arena, const struct zip *zip, const char *part);

/* The text put before the last end tag of the part, in `arena`; NULL data: the part has none. */
struct str docx_append(struct arena *arena, struct str part, struct str text);

/* The name of a part beside the main one that the package has not yet: "word/comments.xml" for the kind "comments". */
const char *docx_attach_name(struct arena *arena, const struct zip *zip, const char *main, const char *kind);

/* What makes the part, which is written apart, one of that kind ("comments", "footnotes") of the package's main part. `space`: the namespace of the main
 * part, transitional or strict. Changes that are there already are gone on with. False: the package's own lists are damaged. */
bool docx_attach(struct arena *arena, const struct zip *zip, const char *main, const char *part, const char *kind, struct str space,
		 struct zip_change *changes, size_t *count);

#endif
