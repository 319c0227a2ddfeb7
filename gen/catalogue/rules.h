/* What values of one unit must be to each other: a part is not more than the whole, parts add up, a day is in the plan's year, a name is of the unit's region. */
#ifndef CATALOGUE_RULES_H
#define CATALOGUE_RULES_H

#include "catalogue/internal.h"

/* Reads <rules> of variables.xml, whose variables are declared. */
void catalogue_load_rules(struct loader *loader, const struct source *source, const xmlNode *parent);

/* Adds what is wrong between the values that stand in `origins` (by variable index): to the list that `list_of` gives for each variable that takes part.
 * Parts without a value are not counted, and where all of them, or the
 * whole, or a part of what must be equal, are missing, the rule says nothing. `year`: of the plan; 0: not known. */
void catalogue_apply_rules(struct arena *arena, const struct catalogue *catalogue, const struct catalogue_origin *const *origins, unsigned year,
			   struct diag_list *(*list_of)(void *context, const struct catalogue_variable *variable), void *context);

#endif
