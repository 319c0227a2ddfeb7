/* Who still owes what: the values that plans of units lack, by unit and by value. */
#ifndef FORM_GAPS_H
#define FORM_GAPS_H

#include "form/needs.h"
#include "table/grid.h"

struct buf;

/* A value that a unit's plans use and have not got. */
struct gap {
	const struct catalogue_unit *unit;
	const struct catalogue_variable *variable;
	bool required;    /* a plan shows a gap in its place; else the plans do without */
	const char *plans; /* those that use it: "11-县科技局、23-机关党建" */
};

struct gaps {
	struct gap *items; /* by unit; of a unit by the order of declaration */
	size_t count, room;
	size_t units;      /* that were looked at */
	size_t required;   /* how many of them are */
};

/* Adds what the unit of base->values lacks; see needs_find(). Everything in `gaps` is in `arena`. */
void gaps_add(struct arena *arena, struct draft_tools *tools, const struct draft_request *base, struct gaps *gaps,
	      struct diag_list *diags);

/* The same for each of the units: of the variant of base->values where that is set, else of all its variants. */
struct catalogue_picked;
void gaps_find(struct arena *arena, struct draft_tools *tools, const struct draft_request *base, const struct catalogue_picked *picked,
	       struct gaps *gaps, struct diag_list *diags);

/* How many gaps each unit and each value has: those that are required, and the others. */
struct gap_sum {
	const struct catalogue_unit *unit;         /* NULL in sums by value */
	const struct catalogue_variable *variable; /* NULL in sums by unit */
	size_t required, optional;
	size_t first; /* in sums by unit: its gaps stand together, from this one on */
};
size_t gaps_sum_units(struct arena *arena, const struct gaps *gaps, struct gap_sum **sums);  /* in the order of units */
size_t gaps_sum_values(struct arena *arena, const struct gaps *gaps, const struct catalogue *catalogue,
		       struct gap_sum **sums); /* the most frequent first */

/* All gaps as one table: first those that are required. */
void gaps_fill_grid(struct arena *arena, const struct gaps *gaps, struct grid *grid);

/* The required gaps, the sums by unit and by value, and the optional gaps, as tables. How many there are: where nothing is missing, only the first. */
enum { GAPS_GRIDS = 4 };
size_t gaps_fill_grids(struct arena *arena, const struct gaps *gaps, const struct catalogue *catalogue, struct grid grids[GAPS_GRIDS]);

/* The gaps with their sums as JSON. */
void gaps_write_json(struct arena *arena, const struct gaps *gaps, const struct catalogue *catalogue, unsigned year, struct buf *out);

#endif
