/* Forms that come back: what was typed in them, checked against the content, and made into a change of it. */
#ifndef FORM_FILL_H
#define FORM_FILL_H

#include <stdbool.h>
#include <stddef.h>

#include "catalogue/catalogue.h"

struct arena;
struct change;
struct diag_list;
struct draft_tools;

/* A value that differs from what the content has for the unit. */
struct fill_item {
	const struct catalogue_unit *unit;
	const struct catalogue_variable *variable; /* NULL: what the row says of the unit besides, its 简称, 别名, 地区 or 适用 */
	const char *label;
	const char *old, *text; /* as they read in the unit's row; "": none */
	struct place place;     /* of the cell in the form */
};

/* A unit that is in no file, of which a form says what its row needs. */
struct fill_unit {
	struct catalogue_fresh fresh;
	const char *id;                    /* that its row will have */
	const struct catalogue_unit *unit; /* what its items name: without a row */
	struct place place;
	bool refused;                      /* it has errors: neither it nor its items are taken */
};

/* A cell that asks for a value and was left empty. */
struct fill_blank {
	const struct catalogue_unit *unit;
	const struct catalogue_variable *variable;
	struct place place;
	bool alone; /* in the form of this unit alone */
};

struct fill {
	struct fill_unit **units; /* as they were read, each once */
	size_t unit_count, unit_room;
	struct fill_item *items; /* by unit and variable as they were read, each once */
	size_t count, room;
	size_t refused;          /* cells and sheets that have errors */
	struct fill_blank *blanks;
	size_t blank_count, blank_room;
	const struct source **sheets; /* as they were read */
	size_t sheet_count, sheet_room;
};

/* A value that plans of a unit cannot do without and that neither the forms nor the content give. */
struct fill_lack {
	const struct catalogue_unit *unit; /* as in the items */
	const struct catalogue_variable *variable;
	struct place place; /* of the cell of a form that asks for it; without a source: none does */
};

/* Adds what the sheets of a workbook give: forms of one unit, and tables with a row a unit. `year`: the plans' year; a form of another is an error, and so
 * are a unit whose id is not there or that has another name, a value that is none of its variable, and one that another form gives otherwise. Errors count in
 * `refused`; what has none is taken. Everything lives in `arena`. */
void fill_read(struct arena *arena, const struct catalogue *catalogue, unsigned year, const char *path, struct fill *fill,
	       struct diag_list *diags);

/* To be called when all forms are read: puts items of a unit together, and where values of a unit, as they would be then, cannot all be true (catalogue_rule), none of those is taken;
 * others of the unit are. */
void fill_check(struct arena *arena, struct fill *fill, const struct catalogue *catalogue, unsigned year, struct diag_list *diags);

/* What is still missing for the plans of the units that the forms are about, as they would be then: of new ones, of those with items, and of those that a
 * form was for alone. By unit, of one in the order of declaration. Returns their number; in `arena`. */
size_t fill_find_lacks(struct arena *arena, struct draft_tools *tools, const struct fill *fill, unsigned year, struct fill_lack **lacks);

/* Puts messages about cells of the forms first, in the order of sheets and rows; others stay in the order they have. */
void fill_sort(const struct fill *fill, struct diag_list *diags);

/* A text of an item as a person reads it: of several things without the sign that keeps a ； from parting them, of rows in one line. In `arena`, or the
 * text. */
const char *fill_shown(struct arena *arena, const struct catalogue_variable *variable, const char *text);

/* How many new units there are. */
size_t fill_new_units(const struct fill *fill);

/* Puts all into a change: new units with their values, and values of others. False with errors. */
bool fill_change(struct arena *arena, const struct fill *fill, const struct catalogue *catalogue, struct change *change, struct diag_list *diags);

#endif
