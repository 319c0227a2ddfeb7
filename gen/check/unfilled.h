/* What stands in a text for something that is still to be filled in, by signs and by what the program itself knows: XX局, 2026年X月, （待定）, ____, 李某.
 * For the rule of placeholders, which knows words of content/words/placeholders.csv besides, and for final documents, which have none. */
#ifndef CHECK_UNFILLED_H
#define CHECK_UNFILLED_H

#include <stddef.h>

#include "base/str.h"

enum unfilled_kind {
	UNFILLED_SURE, /* nothing else can be meant */
	UNFILLED_OPEN, /* or a form that is to be filled in by its readers, or a name that is hidden on purpose */
	UNFILLED_SAID, /* or it is said on purpose: 李某 in reports of cases, 地点待定 */
};

/* Bytes of what stands so at `at`, with its *kind; 0 where nothing does. To be asked at each character: runs are found at their first. */
size_t unfilled_at(struct str text, size_t at, enum unfilled_kind *kind);

#endif
