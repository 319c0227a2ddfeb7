/* Terms (时限): when something is to be done, as people write it into a plan's tables: "9月底前", "10月15日", "每季度末". */
#ifndef VARS_TERM_H
#define VARS_TERM_H

#include <stdbool.h>

#include "base/str.h"

struct arena;
struct value;

/* The term in one form: a day with its year as 2026年9月30日, however it was typed (input_read_date(), the days of a spreadsheet), one without as 9月30日
 * where no other is meant (9/30, not 9/10), each with 前 behind it where that was typed; other texts as they are. In `arena` where it is another text. */
struct str term_normal(struct arena *arena, struct str text, bool from_1904);

/* The term as the plan of the year writes it, whose own year nobody writes: 2026年9月30日 and 2026年9月底 as 9月30日 and 9月底. A view. */
struct str term_of_year(struct str term, unsigned year);

/* The value with its terms so, a table with those of its cells; the same one where none is another. */
const struct value *term_settle(struct arena *arena, const struct value *value, unsigned year);

#endif
