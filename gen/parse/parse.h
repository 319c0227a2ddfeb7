/* From merged text to the document tree: Markdown (the only user of cmark) and XML (read by base/xml). The format is described in
 * plangen-content(5). */
#ifndef PARSE_PARSE_H
#define PARSE_PARSE_H

#include <stdbool.h>

#include "base/diag.h"
#include "base/source.h"

struct arena;
struct doc;
struct merged;

enum parse_format { PARSE_MARKDOWN, PARSE_XML };

/* By the file name's ending (.xml; everything else is Markdown). */
enum parse_format parse_format_of(const char *name);

/* Parses merged text; placeholders become DOC_VALUE / DOC_GAP nodes (or blocks, for markdown values). Returns the tree (in `arena`) even with content errors, which are in `diags`; NULL when nothing can be read. */
struct doc *parse_document(struct arena *arena, const struct source *source, const struct merged *merged,
			   enum parse_format format, struct diag_list *diags);

/* Gives the document the title (merged text without markup) unless its source has one: for the catalogue's title. */
void parse_title(struct doc *doc, const struct merged *title, struct diag_list *diags);

#endif
