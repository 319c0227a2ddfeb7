/* The title of a plan without the plan. */
#ifndef DRAFT_TITLE_H
#define DRAFT_TITLE_H

#include "catalogue/catalogue.h"

/* The variant's title template with the request's values; NULL with errors in `diags`. In `arena`. */
const char *draft_title(struct arena *arena, const struct catalogue *catalogue, const struct catalogue_request *request,
			struct diag_list *diags);

#endif
