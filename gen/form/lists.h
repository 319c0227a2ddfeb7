/* Sheets of a form on which one variable is filled in, a list or a table: a row for each item or row, under a head, so that rows can be sorted, inserted and
 * deleted. */
#ifndef FORM_LISTS_H
#define FORM_LISTS_H

#include <stdbool.h>
#include <stddef.h>

struct book;
struct catalogue_variable;
struct value;
struct str;

/* Who fills the form in. */
struct form_unit {
	const char *id, *name; /* id "": it is in no file */
	unsigned year;
};

#define FORM_SEE "见工作表" /* begins the text of the form's row of such a variable */

/* Whether the variable is one. */
bool form_is_listed(const struct catalogue_variable *variable);

/* What the heads of the rows are, in their order; *count of them. */
const struct str *form_list_heads(const struct catalogue_variable *variable, size_t *count);

/* Adds the sheet, with the rows of the value now (NULL: none) and room for more; returns its name. */
const char *form_add_list(struct book *book, const struct form_unit *unit, const struct catalogue_variable *variable, const struct value *now);

#endif
