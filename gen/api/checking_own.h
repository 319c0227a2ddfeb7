/* What a check looks at: units' own text. */
#ifndef API_CHECKING_OWN_H
#define API_CHECKING_OWN_H

#include "api/checking.h"

/* The own text of the unit of the base request, or of all units: what is wrong with it in any plan, shared passages that changed under it,
 * and overrides that no plan has a passage for. */
void checking_add_own_text(struct checking *checking);

#endif
