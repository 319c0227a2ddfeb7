/* What makes a plan a formal document (公文): its head and its record block, where the page template has them. */
#ifndef BUILD_FORMAL_H
#define BUILD_FORMAL_H

#include "base/str.h"

struct diag_list;
struct doc;
struct page_template;

/* Adds the head and the record block, from the meta data, that the page template has; `authority` issues a document that
 * names none. A note lists meta data that nothing shows. */
void formal_add(struct doc *doc, const struct page_template *template, struct str authority, struct diag_list *diags);

#endif
