/* What people and spreadsheets leave in and around values: one rule for every way that a value comes in. */
#ifndef VARS_TIDY_H
#define VARS_TIDY_H

#include <stdbool.h>

#include "base/source.h"
#include "base/str.h"

struct arena;
struct diag_list;

/* Makes *text what was meant, where that is certain: no blanks or marks without a shape around it, no invisible marks in it
 * (joiners and variation selectors stay where they shape a character), any line end as LF, no-break spaces as spaces, and
 * ="001234" or '001234 as 001234. The rest that is certainly not meant is an error at `place` that names `name`: bytes
 * that are not UTF-8, control characters, marks that turn the direction of text round, an error of a spreadsheet
 * (#N/A, #REF!, ########), a formula, a number in scientific notation, what programs write for no value (null, NaN). What is not changed is not copied. */
bool tidy_value(struct arena *arena, const char *name, struct str *text, struct place place, struct diag_list *diags);

/* Character by character the same, for a piece of a text: blanks at its ends and what spreadsheets write stay. */
bool tidy_piece(struct arena *arena, const char *name, struct str *piece, struct place place, struct diag_list *diags);

/* Refuses, as an error, what people write for the value of a variable, or an item of a list, that they do not know (vars/stand_in.h); warns of
 * what may be that. */
bool tidy_known(struct arena *arena, const char *name, struct str text, struct place place, struct diag_list *diags);

/* Warns of a cell of a table that is a word for a value that is not there. */
void tidy_check_cell(struct arena *arena, const char *name, struct str cell, struct place place, struct diag_list *diags);

/* Warns of a text that names nobody and nothing where the example shows a name or a telephone number (stand_in_names_nothing()). */
void tidy_check_name(struct arena *arena, const char *name, struct str text, struct str example, struct place place, struct diag_list *diags);

/* The same as tidy_value() for an item of a list or a cell of a table whose whole text is tidy. */
bool tidy_part(struct arena *arena, const char *name, struct str part, struct place place, struct diag_list *diags);

#endif
