/* Shared by the files that read forms. */
#ifndef FORM_FILL_INTERNAL_H
#define FORM_FILL_INTERNAL_H

#include "base/diag.h"
#include "form/fill.h"
#include "table/table.h"

/* What the data said when a workbook was made. */
struct fill_was {
	const char **names; /* of the columns; below the first are the units' ids */
	size_t count;
	const char ***rows;
	size_t row_count, room, last; /* the row that was asked for last */
};

/* A cell, and what the data said when the form was made and say now (NULL: not known; "": nothing). */
struct fill_edit {
	const struct catalogue_unit *unit;
	const struct catalogue_variable *variable; /* NULL: what its row says besides, its 简称 or the like */
	const char *label;
	const char *was, *now, *text;
	struct place place;
};

/* A sheet while it is read. */
struct filling {
	struct arena *arena;
	const struct catalogue *catalogue;
	unsigned year;
	struct fill *fill;
	struct diag_list *diags;
	const struct source *sheet;
	bool alone;                  /* it is for one unit */
	struct str wrong_id, wrong_year; /* of the last head that was refused: other sheets of its form have the same, which is said once */
	struct fill_was was;         /* of the workbook */
	size_t stale;                /* cells of it that nobody edited, and the data say something else meanwhile */
	struct fill_edit stale_edit; /* the first of them */
};

static const size_t FILL_NONE = (size_t)-1;

enum { FILL_CHARS = 40 }; /* of a text in a message */

/* What stands above the rows of a unit's form, or of a sheet of it for one variable. */
struct form_head {
	struct str id, name, year;
	struct place place, year_place; /* of whose form it is, of the year */
	size_t typed, variable; /* columns of the row of heads */
	struct str listed;      /* the variable that the sheet is for; empty: a form of many */
	bool many;              /* nothing says whose it is: its rows do */
};

const char *fill_copy(struct filling *f, struct str text);

/* What a person sees in the cell; empty where there is none. */
struct str fill_cell_text(const struct table *table, size_t column);

/* Adds an error, which counts; false. */
bool fill_refuse(struct filling *f, enum diag_code code, struct place place, const char *a, const char *b);

/* Tells what stands in a cell that is none of the form's; in the row's cells from `first` on; in the rows above the row of heads, which the table read last. */
void fill_tell_beside(struct filling *f, const struct table *table, size_t column);
void fill_tell_rest(struct filling *f, const struct table *table, size_t first);
void fill_tell_head(struct filling *f, const struct table *head);

/* The unit that the head names, one of the content's or a new one; NULL with an error, which a form of another year is, too. */
const struct catalogue_unit *fill_unit_of(struct filling *f, const struct form_head *head);

/* The unit of the id, when it still has the name (NULL data: none is given). NULL with an error. */
const struct catalogue_unit *fill_find_unit(struct filling *f, struct str id, struct str name, struct place place);

/* The new unit of this unit, or NULL. */
struct fill_unit *fill_new_unit_of(const struct fill *fill, const struct catalogue_unit *unit);

/* The unit of the name: one that was added meanwhile, one of another form, or a new one. */
const struct catalogue_unit *fill_take_unit(struct filling *f, struct str name, struct place place);

/* The unit of a row that gives its id, its name or both, each as it may be: one of the content's or, by a name that nobody has, a new one. NULL with an
 * error. */
const struct catalogue_unit *fill_row_unit(struct filling *f, struct str id, struct str name, struct place place);

bool fill_is_of_year(struct filling *f, struct str year, struct place place);

/* The same of sheets for many units, of which a workbook has several: an error is said once. */
bool fill_are_of_year(struct filling *f, struct str year, struct place place);

/* Reads what the data said when the workbook was made, where a sheet of it keeps that. */
void fill_read_was(struct filling *f, const char *path);

/* The value that the unit's row has; NULL: none. */
const char *fill_value_now(struct filling *f, const struct catalogue_unit *unit, const struct catalogue_variable *variable);

/* Whether the text is an edit: not what the form was made with. Cells that the data left behind are counted; false with an error where the data say a third
 * thing meanwhile. */
bool fill_is_edit(struct filling *f, const struct fill_edit *edit);

/* The same by the workbook's sheet; true where that does not tell. */
bool fill_is_edited(struct filling *f, const struct catalogue_unit *unit, const struct catalogue_variable *variable, const char *text, struct place place);

/* The same of what the unit's row says besides values, below the label; `now`: what it says there. */
bool fill_is_fixed_edited(struct filling *f, const struct catalogue_unit *unit, const char *label, const char *now, const char *text, struct place place);

/* Tells of the cells that were counted. */
void fill_tell_stale(struct filling *f);

/* The variables that the forms give the unit; their number. In the arena. */
size_t fill_settings(struct arena *arena, const struct fill *fill, const struct catalogue_unit *unit, struct catalogue_setting **settings);

/* Whether both texts mean the same value, however they are written. */
bool fill_means_same(struct filling *f, const struct catalogue_variable *variable, const char *a, const char *b);

/* Takes a value where it is one of the variable's and differs from the unit's. An empty text says nothing: the form may be older than the value. */
void fill_take_value(struct filling *f, const struct catalogue_unit *unit, struct str name, struct str text, struct place place);

/* Takes what the cell says of the unit under the name. A number stands as it is for a variable that is one, for others as it is seen. */
void fill_take_cell(struct filling *f, const struct catalogue_unit *unit, struct str name, const struct table *table, size_t column);

/* Reads what stands above the row of heads; false: the sheet is no form of a unit. The table is at the first row that it has not read. */
bool fill_read_head(struct table *table, struct form_head *head, struct diag_list *diags);

/* Reads the rows of a unit's form; of a sheet for one variable, a list or a table. */
void fill_read_form(struct filling *f, struct table *table, const struct form_head *head);
void fill_read_list(struct filling *f, struct table *table, const struct form_head *head);

#endif
