/* Sheets of a form on which one variable is filled in, a list or a table: a row for each item or row, under a head, so that rows can be sorted, inserted and
 * deleted. They are one unit's, or of many units, which each row then names. */
#ifndef FORM_LISTS_H
#define FORM_LISTS_H

#include <stdbool.h>
#include <stddef.h>

struct book;
struct book_sheet;
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

/* Whether it has a sheet of its own beside a table of many units: it is a table, and no column is called as those that name the unit. Other variables have a
 * column. */
bool form_is_apart(const struct catalogue_variable *variable);

/* Adds that sheet, without rows; and to it the rows of the unit's value now, or an empty one (NULL: none). */
struct book_sheet *form_start_table(struct book *book, unsigned year, const struct catalogue_variable *variable);
void form_add_rows(struct book_sheet *sheet, const struct form_unit *unit, const struct catalogue_variable *variable, const struct value *now);

/* Adds the sheet, with the rows of the value now (NULL: none) and room for more; returns its name. */
const char *form_add_list(struct book *book, const struct form_unit *unit, const struct catalogue_variable *variable, const struct value *now);

#endif
