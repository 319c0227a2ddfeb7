/* Pages as form XObjects (ISO 32000-1, 8.10), which can be drawn anywhere. */
#ifndef IMPOSE_FORM_H
#define IMPOSE_FORM_H

#include <qpdf/qpdf-c.h>
#include <stddef.h>

#include "write/pdf/impose.h"

struct buf;

/* What is seen of the page: its crop box within its media box, how it is turned, its unit. */
struct impose_page form_box(qpdf_data file, qpdf_oh page);

/* Makes forms of the page, and of what lies on it and is printed with it (seals, stamps, fields; 12.5.5), in `out` and enters them into its dictionary of
 * XObjects; `number` makes their names. Appends to `drawing` what draws them in the coordinates of the page. */
void form_add_page(qpdf_data out, qpdf_data file, qpdf_oh page, size_t number, qpdf_oh xobjects, struct buf *drawing);

#endif
