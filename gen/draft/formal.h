/* What makes a plan a formal document (公文): its head and its record block, where the page template has them. */
#ifndef DRAFT_FORMAL_H
#define DRAFT_FORMAL_H

#include <stdbool.h>
#include <stddef.h>

#include "base/source.h"
#include "base/str.h"

struct diag_list;
struct doc;
struct draft_element;
struct page_template;

/* Text of the value of this name; empty: there is none. *given: it is of --data or --set, the last word. *place becomes that of the value,
 * or stays. */
typedef struct str formal_lookup(const void *context, const char *name, bool *given, struct place *place);

/* Whether the page template (NULL: one without head and record block) has a place for the element (GB/T 9704-2012, 7.2, 7.4; of letters 10.1). */
bool formal_shows(const struct page_template *template, const char *key);

/* Adds the head and the record block that the page template has, from the meta data, or, where those do not give a key
 * or --data or --set does, the variable of its name. All are printed as element_read() makes them. A document that names no 发文机关 is issued by who signs it, else by `unit` (may be empty). A note
 * lists what nothing shows of the meta data and of --data and --set. */
void formal_add(struct doc *doc, const struct page_template *template, struct str unit, formal_lookup *lookup,
		const void *context, struct diag_list *diags);

/* All elements of element_table that the document has as meta data or, of the head and the record block, as variables, once
 * formal_add() was called; in the document's arena. Those of the tree (title, recipient) are none of them. Returns their number. */
size_t formal_collect(const struct doc *doc, const struct page_template *template, formal_lookup *lookup, const void *context,
		      struct draft_element **elements);

#endif
