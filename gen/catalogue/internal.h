/* Shared by the files of this folder only. */
#ifndef CATALOGUE_INTERNAL_H
#define CATALOGUE_INTERNAL_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/diag.h"
#include "base/xml.h"
#include "catalogue/catalogue.h"
#include "catalogue/nearest.h"
#include "table/table.h"

/* What a column of a units file holds. */
enum units_role {
	UNITS_ID,
	UNITS_NAME,
	UNITS_SHORT,
	UNITS_ALIASES,
	UNITS_TYPE,
	UNITS_REGION,
	UNITS_VARIANTS,
	UNITS_FIXED, /* number of the roles above */
	UNITS_VARIABLE,
	UNITS_UNKNOWN, /* reported when the header was read */
};

struct units_column {
	const char *name; /* as in the header */
	enum units_role role;
	const struct catalogue_variable *variable; /* VARIABLE */
	const struct catalogue_variant *variant;   /* VARIABLE: only for this one; NULL: all */
};

struct catalogue_units_file {
	const struct source *source;
	const struct units_column *columns;
	size_t count;
	const struct catalogue_units_file *layer; /* of a sheet: the CSV file over its workbook, or NULL */
	bool is_layer;
};

/* Headers of the columns that are no variables, by role. */
extern const char *const catalogue_fixed_names[UNITS_FIXED];

/* The role of the name among them; UNITS_FIXED: none. */
enum units_role catalogue_fixed_role(struct str name);

/* A text for such a column of a unit as it stands in its cell: tidied, regions and plans as they are named in the content. In `arena`; data NULL with errors at
 * the place. */
struct str catalogue_tidy_fixed(struct arena *arena, const struct catalogue *catalogue, const struct catalogue_setting *setting, struct diag_list *diags);

/* A column that is looked for: of a role, VARIABLE: of this one, for all variants. */
struct catalogue_column {
	enum units_role role;
	const struct catalogue_variable *variable;
	const char *name; /* of its header where the file has none */
};

/* The index of the column; file->count: there is none. */
size_t catalogue_column_of(const struct catalogue_units_file *file, const struct catalogue_column *column);

#define UNITS_LAYER_ENDING ".csv" /* behind the name of the workbook, "units.xlsx" */
#define UNITS_NOTHING "〔空〕"     /* in such a file: the workbook's value is taken away */

/* The state of one catalogue_load(). */
struct loader {
	struct arena *arena;
	struct diag_list *diags;
	struct catalogue *catalogue;
	size_t unit_capacity, fault_capacity;
};

/* The list where it has entries, else NULL. */
const struct diag_list *catalogue_keep_diags(struct arena *arena, const struct diag_list *diags);

/* Reads and validates content/<name> against <schema>; NULL after errors. */
const xmlNode *catalogue_read_xml(struct arena *arena, const struct catalogue *catalogue, const char *name,
				  const char *schema, const struct source **source, struct diag_list *diags);

/* variables.xml: declarations, unit types, regions. False when it cannot be used. */
bool catalogue_load_variables(struct loader *loader);

/* Reads the <set> children of a scope. */
void catalogue_read_sets(struct arena *arena, const struct catalogue *catalogue, const struct source *source,
			 const xmlNode *parent, struct catalogue_scope *scope, struct diag_list *diags);

/* The CSV files in units/. */
void catalogue_load_units(struct loader *loader);

const struct catalogue_scope *catalogue_type_of_name(const struct catalogue *catalogue, struct str name);

/* "No such variant / unit type", with suggestions. */
void catalogue_report_variant(const struct catalogue *catalogue, struct str id, struct place place,
			      struct diag_list *diags);
void catalogue_report_type(const struct catalogue *catalogue, struct str name, struct place place,
			   struct diag_list *diags);

/* Offers the declared regions: their paths for a path, else the names of their steps. */
void catalogue_offer_regions(const struct catalogue *catalogue, struct nearest *nearest);

/* The variable that content may set; NULL with an error for undeclared and built-in names. */
const struct catalogue_variable *catalogue_settable(const struct catalogue *catalogue, struct str name,
						    struct place place, struct diag_list *diags);

/* Value of a text given in content or on the command line; an empty one takes the value away (kind NULL). NULL with
 * an error when it does not fit. */
const struct value *catalogue_value_of_text(struct arena *arena, const struct catalogue_variable *variable,
					    struct str text, struct place place, struct diag_list *diags);

/* Whether the ids of two units are the same but for capitals, which names of files do not tell apart. */
bool catalogue_same_id(struct str a, struct str b);

/* Adds an unknown-name error: code for a name alone (%1), `near` for one with suggestions (%2). */
void catalogue_report_unknown(enum diag_code code, enum diag_code near, const struct nearest *nearest,
			      struct place place, struct diag_list *diags);

/* What the cell of a column says to the variable. Of a workbook's number: the number where its format shows it in what the variable counts in, or beside a
 * word that says nothing of it, 41人; what is seen, as if it were typed, where that means another amount: 2.50元 of what counts in 万元, 约2.5. */
struct str catalogue_cell_text(const struct table *table, size_t cell, const struct catalogue_variable *variable);

/* Starts reading the unit's row; table->cells are its cells. False when the row has faults (reported). */
bool catalogue_unit_row(struct table *table, struct arena *arena, const struct catalogue_unit *unit,
			struct diag_list *diags);

/* The same for its row in the file over its workbook; false also where it has none. */
bool catalogue_layer_row(struct table *table, struct arena *arena, const struct catalogue_unit *unit, struct diag_list *diags);

#endif
