/* Forms that come back: what was typed in them, checked against the content, and made into a change of it. */
#ifndef FORM_FILL_H
#define FORM_FILL_H

#include <stdbool.h>
#include <stddef.h>

#include "catalogue/catalogue.h"

struct arena;
struct change;
struct diag_list;

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

struct fill {
	struct fill_unit **units; /* as they were read, each once */
	size_t unit_count, unit_room;
	struct fill_item *items; /* by unit and variable as they were read, each once */
	size_t count, room;
	size_t refused;          /* cells and sheets that have errors */
};

/* Adds what the sheets of a workbook give: forms of one unit, and tables with a row a unit. `year`: the plans' year; a form of another is an error, and so
 * are a unit whose id is not there or that has another name, a value that is none of its variable, and one that another form gives otherwise. Errors count in
 * `refused`; what has none is taken. Everything lives in `arena`. */
void fill_read(struct arena *arena, const struct catalogue *catalogue, unsigned year, const char *path, struct fill *fill,
	       struct diag_list *diags);

/* To be called when all forms are read: puts items of a unit together, and where values of a unit, as they would be then, cannot all be true (catalogue_rule), none of those is taken;
 * others of the unit are. */
void fill_check(struct arena *arena, struct fill *fill, const struct catalogue *catalogue, unsigned year, struct diag_list *diags);

/* How many new units there are. */
size_t fill_new_units(const struct fill *fill);

/* Puts all into a change: new units with their values, and values of others. False with errors. */
bool fill_change(struct arena *arena, const struct fill *fill, const struct catalogue *catalogue, struct change *change, struct diag_list *diags);

#endif
