/* Shared by the files that read values of types. */
#ifndef VARS_TYPE_INTERNAL_H
#define VARS_TYPE_INTERNAL_H

#include "base/diag.h"
#include "vars/type.h"

struct value_builder;

/* One value on its way. */
struct type_parsing {
	struct arena *arena;
	const struct value_type *type;
	const char *name;
	struct place place;
	struct diag_list *diags;
	const struct value *(*parse)(struct arena *arena, const struct value_type *type, const char *name, struct str text, struct place place,
				     struct diag_list *diags); /* type_parse(), for what is in lists and tables */
};

/* The text as messages show it: long ones are cut. In the arena. */
const char *type_shown(const struct type_parsing *parsing, struct str text);

/* Adds the error about the text; NULL. */
const struct value *type_fault(const struct type_parsing *parsing, enum diag_code code, struct str text);

/* A copy of the value with type and place. */
const struct value *type_finish(const struct type_parsing *parsing, const struct value *made);

/* The order of a value, or of what is counted of it, and a bound of the type. */
int type_compare(const struct value_type *type, struct str measure, const char *bound);

/* Whether the bounds let in the value itself, or that many characters or entries; else with an error. */
bool type_within(const struct type_parsing *parsing, struct str measure);
bool type_count_within(const struct type_parsing *parsing, size_t count);

/* Whether the text is the word, in capitals or not. */
bool type_is_word(struct str text, const char *word);

/* What spreadsheets and programs write for yes and no, which is no text. */
bool type_is_truth(struct str text);

/* What a text means: of numbers (type_number.c), lists and tables (type_list.c). NULL with an error. */
const struct value *type_parse_integer(const struct type_parsing *parsing, struct str text);
const struct value *type_parse_decimal(const struct type_parsing *parsing, struct str text);
const struct value *type_parse_percent(const struct type_parsing *parsing, struct str text);
const struct value *type_parse_list(const struct type_parsing *parsing, struct str text);
const struct value *type_parse_table(const struct type_parsing *parsing, struct str text);

/* The list of the items, once numbers typed before them are off. NULL with an error. */
const struct value *type_finish_list(const struct type_parsing *parsing, const struct value **items, size_t count);

/* Puts the cell into the row, as a value of its column's type unless it is empty. False with an error. */
bool type_set_cell(const struct type_parsing *parsing, struct value_builder *row, size_t column, const struct value *cell);

/* The error of a row, by its number, that has so many cells; NULL. */
const struct value *type_wrong_columns(const struct type_parsing *parsing, size_t row, size_t cells);

#endif
