/* The named elements of a document: each shows what the last of its layers says, whether it stands in front matter, in the text or
 * nowhere in the source. */
#ifndef DRAFT_ELEMENTS_H
#define DRAFT_ELEMENTS_H

#include <stdbool.h>
#include <stddef.h>

#include "base/str.h"

struct arena;
struct catalogue_own;
struct diag_list;
struct doc;
struct merging;

/* What a document gives itself, in its front matter or its text; in the document's arena. */
struct elements {
	struct catalogue_own *own;
	size_t count;
};

/* Makes title, recipient and document information tidy (vars/tidy.h), as values are. Errors go to `diags`. */
void elements_tidy(struct doc *doc, struct diag_list *diags);

/* What the document gives itself. */
struct elements elements_collect(struct doc *doc);

/* Whether the text names one of them as a variable: then it is to be merged anew, with elements_values(). */
bool elements_are_named(const struct elements *elements, const struct merging *merging);

/* The values with the elements in the document's layer; a gap is none. */
const struct catalogue_values *elements_values(struct arena *arena, const struct catalogue_values *values,
					       const struct elements *elements);

/* Gives a document that was merged with its own elements those texts of them again: what an element says of itself reads the layers
 * below the document, once. */
void elements_keep(struct doc *doc, const struct elements *elements);

/* Puts what the document itself gives into its layer, which replaces merging->values, and gives title (标题), recipient (主送),
 * numbering (编号, 三级编号), date (成文日期), seal (印章) and document information (作者, 关键词) the values that win: --data and --set over the
 * source, the source over what lies below. To be called before the document is numbered. The head's and the record block's are
 * for formal_add(). */
void elements_settle(struct doc *doc, struct merging *merging);

/* A note where the document names its date (成文日期) but has no place that shows it. */
void elements_note_date(const struct doc *doc, const struct merging *merging);

/* Gives the document that of meta data, over its own. */
void elements_set_meta(struct doc *doc, const char *key, struct str text);

/* Tells the signatures what authenticates them (印章). */
void elements_set_seals(struct doc *doc, struct diag_list *diags);

/* Makes the dates of all signatures what is printed, whether they were typed or are a variable's; a gap stays one. */
void elements_set_dates(struct doc *doc, struct diag_list *diags);

#endif
