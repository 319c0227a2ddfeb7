/* Whether the measures of a page template fit each other: what its grammar cannot say. */
#ifndef LAYOUT_TEMPLATE_CHECK_H
#define LAYOUT_TEMPLATE_CHECK_H

#include <stdbool.h>

#include "base/xml.h"

struct diag_list;
struct page_template;

/* False with errors in `diags`, each at the element below `root`, the template's own file, that gives the measure; at `root` itself where
 * it comes from the template that is extended. A template that passes sets any text inside its pages. */
bool template_check(const struct page_template *t, const struct source *source, const xmlNode *root, struct diag_list *diags);

#endif
