/* What may be typed into the cells of a form: kinds of values in words of who fills it in, how their cells look, and what a spreadsheet lets in. */
#ifndef FORM_TYPED_H
#define FORM_TYPED_H

#include <stddef.h>

#include "write/xlsx/book.h"

struct arena;
struct catalogue;
struct catalogue_variable;
struct value_type;

/* The kind in these words, with its bounds; of a table, with its columns. In `arena`. */
const char *form_kind_called(struct arena *arena, const struct value_type *type, const char *words);

/* Points for the most lines that one of the texts (NULL: none) has in a column of that many half-width characters, of at most `most`. */
unsigned form_height(const char *const *texts, const unsigned *widths, size_t count, size_t most);

/* How the cell for such a value looks. */
enum book_style form_style(const struct value_type *type);

/* The rule of a column's cells for the variable in the rows from `first` to `last`, where its type has one. */
void form_add_rule(struct book *book, struct book_sheet *sheet, size_t column, size_t first, size_t last, const struct catalogue_variable *variable);

/* The same of the cell in the row for a unit whose text is `now` (NULL: none): what it may have instead is listed by that. */
void form_add_rule_now(struct book *book, struct book_sheet *sheet, size_t column, size_t row, const struct catalogue_variable *variable, const char *now);

/* The same of cells for a unit's type, and for its region, for which others may be typed. */
void form_add_type_rule(struct book *book, struct book_sheet *sheet, const struct catalogue *catalogue, size_t column, size_t first, size_t last);
void form_add_region_rule(struct book *book, struct book_sheet *sheet, const struct catalogue *catalogue, size_t column, size_t first, size_t last);

/* The same of the cells of a table's column. */
void form_add_column_rule(struct book *book, struct book_sheet *sheet, size_t column, size_t first, size_t last, const char *label,
			  const struct value_type *type);

#endif
