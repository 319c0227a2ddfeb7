/* Forms: workbooks in which offices fill in what their plans need, and which come back (form/fill.h). */
#ifndef FORM_FORM_H
#define FORM_FORM_H

#include "form/needs.h"

struct book;
struct catalogue_picked;

/* Headers that a form is known by when it comes back. */
#define FORM_TYPED "填写"
#define FORM_NOW "现值"
#define FORM_SOURCE "现值来源"
#define FORM_VARIABLE "变量"
#define FORM_ID "单位编号"
#define FORM_NAME "单位名称"
#define FORM_YEAR "年度"
#define FORM_WAS "制表时的值" /* the hidden sheet with what the data said when the form was made, and its first head */
#define FORM_NOTHING "〔空〕" /* typed where a value is to be taken away */

/* Heads of the columns of a unit's form, from the first one on. */
enum { FORM_COLUMNS = 9 };
extern const char *const form_heads[FORM_COLUMNS];

/* A value as it is typed into one cell; in `arena`. */
const char *form_text(struct arena *arena, const struct value *value);

/* What kind of value it is, in Chinese words of who fills it in: "整数，1至9999"; in `arena`. */
const char *form_kind(struct arena *arena, const struct value_type *type);

/* Whether a form says the text of the variable below the head of a column: of what explains it. True for other columns. */
bool form_explains(struct arena *arena, const struct catalogue_variable *variable, const char *head, struct str text);

/* The value's text; NULL: there is none. In `arena`. */
const char *form_origin_text(struct arena *arena, const struct catalogue_origin *origin);

/* Whether the unit's people are asked for it: what holds for a whole year, region or type is given elsewhere. */
bool form_asks(const struct need *need, const struct catalogue_origin *origin);

/* Where the values of the needs come from now, in the first plan that uses each; in `arena`. */
const struct catalogue_origin **form_find_origins(struct arena *arena, const struct catalogue *catalogue, const struct catalogue_request *base,
						  const struct needs *needs);

/* Columns of tables of units that are no variables. */
extern const char *const form_identity[]; /* ended by NULL */

/* Adds a sheet for base->values.unit, or for the unit that is in no file and named there, of which first is asked what its row needs: a row for each value that its plans use, with meaning, type,
 * example, value now and where that comes from. False, and no sheet, when no plan could be composed, with errors, or there is none. */
bool form_add_unit(struct book *book, struct draft_tools *tools, const struct draft_request *base, struct diag_list *diags);

/* Adds a sheet with a row for each unit and a column for each value that some of them would be asked for; of tables a sheet each, with their rows of all units. */
bool form_add_units(struct book *book, struct draft_tools *tools, const struct draft_request *base, const struct catalogue_picked *units,
		    struct diag_list *diags);

#endif
