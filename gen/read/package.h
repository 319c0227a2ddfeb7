/* A DOCX package that somebody made: its parts as XML, read within the limits of base/limits.h (ECMA-376 part 2). */
#ifndef READ_PACKAGE_H
#define READ_PACKAGE_H

#include <libxml/tree.h>
#include <stdbool.h>
#include <stddef.h>

#include "base/diag.h"

struct arena;
struct package;

/* Opens the package at `path` without waiting for it; it is closed with `arena`. `name`: the file's, for messages. NULL when it is none, also with an error when it has
 * too many parts. */
struct package *package_open(struct arena *arena, const char *path, const char *name, struct diag_list *diags);

/* The same of a package in memory, whose bytes live as long as `arena`. */
struct package *package_open_bytes(struct arena *arena, struct str bytes, const char *name, struct diag_list *diags);

/* The name of the main part, as the package's relationships have it, with the namespaces of today or the strict ones (ECMA-376 part 1,
 * 11.3.10): "word/document.xml", or what another program calls it; that, too, where they name none that is there. */
const char *package_main(struct package *package);

/* The part ("word/document.xml") as XML in `arena`; NULL when it is not there, was read before, or with an error. Names are equal whatever
 * the case of their letters. All parts that are read count together against LIMIT_PART_BYTES. */
xmlDocPtr package_load(struct package *package, struct arena *arena, const char *part);

/* The part's name for messages: "plan.docx/word/header1.xml". */
const char *package_name(const struct package *package, const char *part);

/* A relationship of the main part (ECMA-376 part 2, 9.3). */
struct package_link {
	const char *id;
	const char *type;   /* the last word of its type: "header", "hyperlink" */
	const char *target; /* a part's name in the package, or, `external`, an address */
	bool external;
};

/* Relationships of the main part, in the order of the file; the same list each time. */
size_t package_links(struct package *package, const struct package_link **links);

/* The relationship of that id, or NULL. */
const struct package_link *package_find_link(struct package *package, const char *id);

/* The target of a relationship of that type ("styles"), or NULL. */
const char *package_target(struct package *package, const char *type);

#endif
