/* The named elements of a document: each shows what the last of its layers says, whether it stands in front matter, in the text or
 * nowhere in the source. */
#ifndef BUILD_ELEMENTS_H
#define BUILD_ELEMENTS_H

#include "base/str.h"

struct diag_list;
struct doc;
struct merging;

/* Puts what the document itself gives into its layer, which replaces merging->values, and gives title (标题), recipient (主送),
 * numbering (编号, 三级编号), date (成文日期) and document information (作者, 关键词) the values that win: --data and --set over the
 * source, the source over what lies below. To be called before the document is numbered. The head's and the record block's are
 * for formal_add(). */
void elements_settle(struct doc *doc, struct merging *merging);

/* Makes the dates of all signatures what is printed, whether they were typed or are a variable's; a gap stays one. */
void elements_set_dates(struct doc *doc, struct diag_list *diags);

#endif
