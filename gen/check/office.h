/* What an office decided about rules and findings: content/check.xml switches rules off and gives them another rank, content/words/accepted.csv
 * names findings that were judged right as they stand. */
#ifndef CHECK_OFFICE_H
#define CHECK_OFFICE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/diag.h"

struct arena;
struct catalogue;
struct check;
struct check_office;
struct check_tables;

/* Reads what the content folder says, of which `tables` are a part; faults are reported. */
const struct check_office *check_load_office(struct arena *arena, const struct catalogue *catalogue, const struct check_tables *tables,
					     struct diag_list *diags);

/* Whether the rule is off; *severity, which is the rule's own at first, becomes the office's rank for it. */
bool check_office_drops(const struct check_office *office, enum diag_code code, enum diag_severity *severity);

/* Whether a finding at the place was accepted; counts it. */
bool check_office_accepts(struct check *check, enum diag_code code, struct place place);

/* Tells which accepted findings the sources of the run have no more; to be asked when all of the content was checked. */
void check_office_tell_gone(struct check *check);

#endif
