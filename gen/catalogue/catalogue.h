/* The catalogue: everything content/ says outside the plans' own texts.
 *
 * catalogue.xml (variants), variables.xml (declarations, unit types, regions), the CSV files in units/ and the year
 * profiles in years/. Reading stops at structure: the cells of a unit become values only when catalogue_values() asks
 * for that unit. A loaded catalogue is never changed, so threads may share it, each with its own arena and
 * diagnostics. */
#ifndef CATALOGUE_CATALOGUE_H
#define CATALOGUE_CATALOGUE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/source.h"
#include "base/str.h"
#include "vars/type.h"
#include "vars/value.h"

struct arena;
struct diag_list;
struct known;

#define CATALOGUE_NONE ((size_t)-1)

/* Where a value comes from, lowest precedence first. */
enum catalogue_layer {
	LAYER_BUILT_IN,     /* 年度, 单位.名称 …: from the request, the variant and the unit's fixed columns */
	LAYER_DEFAULT,      /* default in variables.xml */
	LAYER_YEAR,         /* years/2026.xml */
	LAYER_TYPE,         /* unit type, a type's own over what it extends */
	LAYER_REGION,       /* region, the longer path over the shorter */
	LAYER_UNIT,         /* the unit's row */
	LAYER_UNIT_VARIANT, /* the unit's row, column 13-党支部@党员总数 */
	LAYER_DOCUMENT,     /* the document's own: front matter, or the element that it stands for */
	LAYER_DATE,         /* --date, of 日期 and 成文日期 */
	LAYER_DATA,         /* --data */
	LAYER_SET,          /* --set */
	LAYER_COUNT
};
const char *catalogue_layer_name(enum catalogue_layer layer); /* "unit-variant" */

struct catalogue_variant {
	const char *id;          /* 11-县科技局 */
	unsigned order;          /* 1 … */
	const char *name;        /* representative name when no unit is given: 县科技局 */
	const char *self;        /* 单位.名称 then: 本局 */
	const char *short_name;  /* unique */
	const char *category;
	const char *source;      /* path inside the content folder; NULL: not written yet */
	const char *title;       /* template text */
	struct place title_place;
	const struct str *unit_types;
	size_t unit_type_count;
	const char *unit_names; /* patterns: it is for a unit of the types only when its name is like that; NULL: for all */
	struct place place;
};

/* A declared variable, or one of the names that are always there (`built_in`). */
struct catalogue_variable {
	const char *name, *label, *help; /* help may be NULL */
	const char *group;               /* label of the group that it is declared in; NULL: it is always there */
	const char *example;             /* NULL: none */
	const struct value *preset;      /* default value, or NULL */
	const struct diag_list *preset_faults; /* what is wrong with it; NULL: nothing */
	bool required, built_in, each_year; /* each_year: nobody confirms it for another year unread */
	bool asked;                         /* what a unit's type or region sets is only likely: forms show it and ask */
	struct value_type type;
	const struct str *variants;      /* ids of the variants that may need it; count 0: all */
	size_t variant_count;
	size_t index;                    /* position in catalogue.variables */
	struct place place;
};

/* What values of a unit must be to each other. */
enum catalogue_rule_kind {
	RULE_AT_MOST, /* the parts together are not more than the whole */
	RULE_EQUALS,  /* they add up to the whole */
	RULE_IN_YEAR, /* the parts are days in the plan's year; there is no whole */
	RULE_ALIKE,   /* where the first part ends in one of its words, no other part has another one of them; there is no whole */
	RULE_OWN      /* the parts are texts that name no declared region but the unit's; there is no whole */
};

/* What a rule compares: a variable's value, what the cells of a table's column add up to, or how many rows or items there are. */
struct catalogue_operand {
	const struct catalogue_variable *variable; /* NULL: none */
	size_t column;                             /* of its table, whose cells add up; CATALOGUE_NONE: none do */
	bool counted;                              /* of a table its rows, of a list its items */
	const char *label;                         /* 结对帮扶安排的户数合计, 党小组设置的行数 */
};

struct catalogue_rule {
	enum catalogue_rule_kind kind;
	struct catalogue_operand *parts;
	size_t count;
	struct catalogue_operand whole;
	struct place place;
};

/* A value given for all units of a type, a region or a year. */
struct catalogue_set {
	const struct catalogue_variable *variable;
	const struct value *value;      /* NULL: it has errors */
	const struct diag_list *faults; /* what is to be said about it; NULL: nothing */
	const char *from;               /* of a year profile: the year it was taken over from, and nobody confirmed it; NULL: it holds */
	struct place place;
};

/* A unit type or a region with what it sets. */
struct catalogue_scope {
	const char *name;                      /* type name or region path */
	const struct catalogue_scope *extends; /* parent type, or NULL */
	const char *names, *maybe;             /* of a type: patterns of the names that units of it have, and may have; NULL: none */
	const struct catalogue_set *sets;
	size_t count;
	struct place place;
};

struct catalogue_units_file; /* one CSV file, or one sheet of a workbook */

struct catalogue_unit {
	struct str id, name, short_name; /* short_name may be empty */
	struct str aliases, type, region, variants; /* cells as written: a|b */
	const struct catalogue_units_file *file;
	struct place place; /* start of its row */
	const struct catalogue_units_file *layer; /* of a unit in a workbook: the CSV file over it, where that has a row for it; else NULL */
	struct place layer_place;                 /* start of that row */
};

/* A fault of a table of units: of a row, so that it is no unit or that its unit must not be printed, of a column, so that
 * its cells are not read, or of the whole file. It concerns the documents of those units only. */
struct catalogue_fault {
	const struct catalogue_units_file *file;
	size_t unit;             /* index; CATALOGUE_NONE: of no unit */
	size_t column;           /* index; CATALOGUE_NONE: of a row */
	bool named;              /* of a row: it is certain whose it is */
	struct str row;          /* its text */
	const char *path;        /* of a whole file that cannot be read as a table: its path; else NULL */
	struct diag_list *diags; /* the messages, one at least */
};

struct catalogue {
	const char *content_folder, *schema_folder;
	struct known *known; /* the grammars' memory, NULL for none */
	bool whole; /* it was read without errors and warnings and has units: what it does not know is not there */
	bool readable; /* the same but for `faults`: only those may hide something */
	const struct catalogue_variant *variants; /* by order */
	size_t variant_count;
	const struct catalogue_variable *variables; /* as declared, the built-in names first */
	size_t variable_count;
	const struct catalogue_variable **by_name;  /* the same, sorted by name */
	const struct catalogue_rule *rules;
	size_t rule_count;
	const struct catalogue_scope *types, *regions;
	size_t type_count, region_count;
	const unsigned *years; /* that have a profile, ascending */
	size_t year_count;
	const struct catalogue_unit *units; /* by file name, then as in the file */
	size_t unit_count;
	const struct catalogue_fault *faults;
	size_t fault_count;
	struct diag_list *notes; /* about tables of units that could be read: hidden sheets, merged cells; NULL: none */
	bool faulty; /* reading it gave errors other than `faults` */
};

/* Reads the content folder; the grammars are in `schema_folder`; files that `known` (borrowed, or NULL) has found valid
 * are not validated again. Everything lives in `arena`, as the sources named in
 * messages do. Content errors are in `diags`; what could be read is in the result all the same. NULL when
 * catalogue.xml, variables.xml or the folder years/ cannot be used at all. */
const struct catalogue *catalogue_load(struct arena *arena, const char *content_folder, const char *schema_folder,
				       struct known *known, struct diag_list *diags);

/* Whoever asks for units hears of the faults of their tables: catalogue_pick_units() and catalogue_find_unit() pass through these, which add what the
 * list has not yet. This adds the messages of all faults in tables of units, and notes about them. */
void catalogue_report_faults(const struct catalogue *catalogue, struct diag_list *diags);

/* Adds those that concern the unit (NULL: none does) and its plan of the variant (NULL: all its plans), and one note about the others. */
void catalogue_report_faults_of(const struct catalogue *catalogue, const struct catalogue_unit *unit, const struct catalogue_variant *variant,
				struct diag_list *diags);

/* Adds what is said of the comments on the cells of the unit's row in its workbook, which are no values. */
void catalogue_report_comments_of(const struct catalogue *catalogue, const struct catalogue_unit *unit, struct diag_list *diags);

/* Adds what is to be said of the cells of the unit's row, whether a document uses them or not. */
void catalogue_report_cells_of(const struct catalogue_unit *unit, struct diag_list *diags);

/* Reports the files of units that could not be read: a unit that nobody knows may be in one. False: there are none. */
bool catalogue_report_unread(const struct catalogue *catalogue, struct diag_list *diags);

/* Reports all faults in tables, in the values of all units, in those set for unit types and regions and of all year profiles. */
void catalogue_check(const struct catalogue *catalogue, struct diag_list *diags);

bool catalogue_has_year(const struct catalogue *catalogue, unsigned year);

/* The profile of a year. A year without a file is a warning that names the years there are, and an empty profile;
 * NULL when the file has errors. */
const struct catalogue_scope *catalogue_year(struct arena *arena, const struct catalogue *catalogue, unsigned year,
					     struct diag_list *diags);

/* The entries of a profile that nobody has confirmed yet; NULL: of none. */
size_t catalogue_unconfirmed(const struct catalogue_scope *profile);

/* The years that have a profile, "2018, 2026"; "-": there are none. In `arena`. */
const char *catalogue_year_names(struct arena *arena, const struct catalogue *catalogue);

/* ---- looking things up; the results belong to the catalogue */

/* By order number, else id, else short name, else name, else a part of id, names or title that only one variant has.
 * NULL with an error that lists the candidates or suggests names. */
const struct catalogue_variant *catalogue_find_variant(const struct catalogue *catalogue, struct str query,
						       struct diag_list *diags);

/* The variant of this very id, or NULL. */
const struct catalogue_variant *catalogue_variant_of_id(const struct catalogue *catalogue, struct str id);

/* A region's path without blanks around its steps and empty steps; in the arena. */
struct str catalogue_tidy_region(struct arena *arena, struct str region);

/* The declared region whose last step the name holds, 云岭省/澜江市/青石县 of 青石县科技局: the longest; NULL: there is none, or there are several. */
const char *catalogue_region_by_name(const struct catalogue *catalogue, struct str name);

/* Warns of a region that is not declared, where others beside it are: nothing that is set for one of them is used. `region` is tidy. */
void catalogue_report_region(const struct catalogue *catalogue, struct str region, struct place place, struct diag_list *diags);

/* The unit type of the name; NULL with an error that suggests names. */
const struct catalogue_scope *catalogue_find_type(const struct catalogue *catalogue, struct str name, struct diag_list *diags);

/* By id, else name, else short name or alias, all compared in NFKC without white space. NULL with an error that lists
 * the candidates (ambiguous) or suggests up to three names (unknown). */
const struct catalogue_unit *catalogue_find_unit(const struct catalogue *catalogue, struct str query,
						 struct diag_list *diags);

/* The first unit but that one whose id, name, short name or alias the text is; NULL: nobody is called so. */
const struct catalogue_unit *catalogue_unit_called(const struct catalogue *catalogue, struct str text, const struct catalogue_unit *but);

/* The unit whose name ends most like this one, in two characters at least and not on another level, as 乙县科技局 is like 甲县科技局, or in 局 on the same
 * level; NULL: none. */
const struct catalogue_unit *catalogue_unit_like(const struct catalogue *catalogue, struct str name);

/* Whether the unit's name ends like this one in more than the 局 of every department. */
bool catalogue_names_alike(const struct catalogue_unit *unit, struct str name);

/* Whether the variant is for the unit: those of its column 适用 are, else those for its type or a type that one extends, and where they are for names
 * of a kind, for its name. Of a unit without a name: for its type. */
bool catalogue_unit_uses(const struct catalogue *catalogue, const struct catalogue_unit *unit,
			 const struct catalogue_variant *variant);

/* Whether one of the patterns, parted by blanks, fits the name: * stands for any characters; “县市:” before a pattern is for names on one of these levels,
 * whose places (安河县) are left out of what is compared, 中共, 政协 and 共青团 before them are not. NULL: none fits. */
bool catalogue_name_fits(const char *patterns, struct str name);

/* Whether variables.xml says of any type how its units are called. */
bool catalogue_types_are_named(const struct catalogue *catalogue);

/* The type whose pattern fits the name most closely; *certain says whether it is for names that are of no other type. NULL: no pattern fits. */
const struct catalogue_scope *catalogue_type_by_name(const struct catalogue *catalogue, struct str name, bool *certain);

/* The first unit that uses the variant, or NULL. */
const struct catalogue_unit *catalogue_sample_unit(const struct catalogue *catalogue, const struct catalogue_variant *variant);

/* Variants for a unit, in order. Returns their number; the array lives in `arena`. */
size_t catalogue_unit_variants(struct arena *arena, const struct catalogue *catalogue,
			       const struct catalogue_unit *unit, const struct catalogue_variant ***variants);

/* Units that were named; start with all zero. */
struct catalogue_picked {
	const struct catalogue_unit **units; /* each once, in the order in which they were named */
	size_t count, room;
};

/* Adds the units that a word means: "all"; a unit, as catalogue_find_unit() finds it; those of a unit type and the types that extend it; those
 * of a region, by its path or one step of it. False with an error when it means none. `picked` lives in `arena`. */
bool catalogue_pick_units(struct arena *arena, const struct catalogue *catalogue, struct str word, struct catalogue_picked *picked,
			  struct diag_list *diags);

/* The declaration of a name; NULL when it is not declared. */
const struct catalogue_variable *catalogue_variable(const struct catalogue *catalogue, struct str name);

/* Adds the error "undeclared" with names that are near. */
void catalogue_report_undeclared(const struct catalogue *catalogue, struct str name, struct place place,
				 struct diag_list *diags);

/* Whether the variant (NULL: any) may need the variable. */
bool catalogue_applies(const struct catalogue_variable *variable, const struct catalogue_variant *variant);

/* Whether `path` (省/市) is the region (省/市/县) or one that it lies in. */
bool catalogue_in_region(struct str region, const char *path);

/* ---- values */

/* One --set name=value, or one answer to be kept. An empty value takes the variable's value away. */
struct catalogue_setting {
	const char *name, *value;
	struct place place; /* NO_PLACE: not known */
};

struct catalogue_request {
	const struct catalogue_unit *unit;       /* NULL: none, or one that is in no file: */
	const char *unit_name, *unit_type, *unit_region; /* each may be NULL; used without `unit` */
	const char *unit_variants;               /* of such a unit, as its cell 适用 would be; NULL: those for its type */
	struct place unit_place;                 /* of unit_name; NO_PLACE: not known */
	const struct catalogue_variant *variant; /* NULL: of no plan: a book, a file of one's own */
	unsigned year;
	const struct catalogue_scope *profile;   /* catalogue_year(), or NULL */
	const struct value *data;                /* --data: map, nested or with dotted names; or NULL */
	const struct catalogue_setting *settings;
	size_t setting_count;
	const char *date;                        /* --date, catalogue_read_date(); NULL: 日期 is the variable 成文日期 */
};

/* The date of a document, written as any date of the sources may be; as ISO, in `arena`. NULL with an error. */
const char *catalogue_read_date(struct arena *arena, const char *text, struct diag_list *diags);

/* One value a variable was given, and what it overrode. */
struct catalogue_origin {
	enum catalogue_layer layer;
	const char *scope;         /* name of type, region, unit, year or column; NULL for the others */
	const struct value *value; /* with place; kind NULL: taken away */
	const char *from;          /* of the year's layer: see struct catalogue_set; NULL: it holds */
	const struct catalogue_origin *overrode; /* next lower one, or NULL */
};

struct catalogue_values {
	const struct value *root;                       /* map by whole names: "单位.名称" */
	const struct catalogue_origin *const *origins;  /* by variable index; NULL: no value */
	const struct catalogue *catalogue;
	const struct catalogue_variant *variant;
	struct diag_list *const *faults;                /* of a variable's values, by its index; NULL: none. May be NULL */
	const bool *refused;                            /* by variable index: a value was given, but with an error. May be NULL */
	const bool *broken;                             /* by variable index: a rule of it is broken (catalogue_rule). May be NULL */
	bool date_follows;                              /* 日期 is whatever 成文日期 is */
	bool unconfirmed;                               /* some origins may have `from` */
};

/* All values for one document. Undeclared names and bad values of --data and --set are errors in `diags`; what is wrong with
 * a value of the content concerns only those who use it and is in `faults`. The value of the next lower layer stands. Without a unit, 标题名 is the variant's name, 单位.名称 its `self` (or unit_name for both), and the
 * type is unit_type or else the variant's first unit type. */
const struct catalogue_values *catalogue_values(struct arena *arena, const struct catalogue *catalogue,
						const struct catalogue_request *request, struct diag_list *diags);

/* One element that a document gives itself, in its front matter or its text. */
struct catalogue_own {
	const char *name;
	struct str text;
	struct place place;
};

/* The values with those of the document in their layer: over its unit's, below --data and --set. Names that are no variables
 * are left out. A text that is no value of its variable's type, which whoever prints it reports, is taken as it is. */
const struct catalogue_values *catalogue_add_own(struct arena *arena, const struct catalogue_values *values,
						 const struct catalogue_own *own, size_t count);

/* Whether the variable has no value because the one that it was given had an error: it is not missing. */
bool catalogue_is_refused(const struct catalogue_values *values, const struct catalogue_variable *variable);

/* The values with the title that the catalogue gives a document without one: a built-in value of 标题. */
const struct catalogue_values *catalogue_add_title(struct arena *arena, const struct catalogue_values *values, struct str title);

/* Adds the rules that the settings would break, with what `request` has besides; its own settings do not count. False: there are some. */
bool catalogue_keeps_rules(struct arena *arena, const struct catalogue *catalogue, const struct catalogue_request *request,
			   const struct catalogue_setting *settings, size_t count, struct diag_list *diags);

/* broken[i]: the setting stands in a rule that they break, with what `request` has besides. Their number. */
size_t catalogue_find_broken(struct arena *arena, const struct catalogue *catalogue, const struct catalogue_request *request,
			     const struct catalogue_setting *settings, size_t count, bool *broken);

/* Adds what is wrong with the values of a name. */
void catalogue_report_values(const struct catalogue_values *values, struct str name, struct diag_list *diags);

/* Where the value of a name comes from; NULL when it has none. */
const struct catalogue_origin *catalogue_explain(const struct catalogue_values *values, struct str name);

/* Whether a rule says that the variable's day is in the year of the plan. */
bool catalogue_has_date_rule(const struct catalogue *catalogue, const struct catalogue_variable *variable);

/* ---- where values are kept */

/* The cell of a units file that holds a value, and what is to be in it. */
struct catalogue_cell {
	const char *file;           /* path */
	const char *key_name, *key; /* of the row: header and id */
	const char *column;         /* header */
	bool fresh;                 /* the file has no such column */
	bool fresh_row, fresh_file; /* nor a row of the key; it is not there */
	const char *old, *text;     /* as they read */
};

/* Whether content may give the variable the value; an empty one takes the value away. Else why not is in `diags`. */
bool catalogue_accepts(struct arena *arena, const struct catalogue *catalogue, const struct catalogue_setting *setting,
		       struct diag_list *diags);

/* The cell for a value of the unit, in `arena`. Workbooks are not written: what changes in them goes into a CSV file over them, "NAME.xlsx.csv", whose
 * cells count unless they are empty, and in which 〔空〕 takes the workbook's value away. False with errors when there is no such variable, it may not be set, or the value is none of its
 * type. */
bool catalogue_find_cell(struct arena *arena, const struct catalogue *catalogue, const struct catalogue_unit *unit,
			 const struct catalogue_setting *setting, struct catalogue_cell *cell, struct diag_list *diags);

/* Where the unit's row has the cell of the variable; the start of the row where its table has no such column. */
struct place catalogue_cell_place(struct arena *arena, const struct catalogue_unit *unit, const struct catalogue_variable *variable);

/* The cell of the unit's name, for another one, likewise. False with errors, also when somebody else is called so. */
bool catalogue_find_name_cell(struct arena *arena, const struct catalogue *catalogue, const struct catalogue_unit *unit, const char *name,
			      struct catalogue_cell *cell, struct diag_list *diags);

/* The column of the plans that a unit has. */
#define CATALOGUE_VARIANTS "适用"

/* Whether the name is that of a column of units files that is no variable: 编号, 名称, 简称, 别名, 类型, 地区, 适用. */
bool catalogue_is_fixed(struct str name);

/* What the unit's row says in that column, as it was read. */
struct str catalogue_fixed_of(const struct catalogue_unit *unit, struct str name);

/* The cell of the unit's 简称, 别名, 地区 or 适用, for another text, which is taken as such cells are taken when they are read. False with errors. */
bool catalogue_find_fixed_cell(struct arena *arena, const struct catalogue *catalogue, const struct catalogue_unit *unit,
			       const struct catalogue_setting *setting, struct catalogue_cell *cell, struct diag_list *diags);

/* The cells of the unit's row that hold something, but for its id: those to be emptied before the row goes; the first one there names the row, also where count is 0. False with an error when it is
 * in a workbook, or cannot be read. */
bool catalogue_row_cells(struct arena *arena, const struct catalogue_unit *unit, struct catalogue_cell **cells, size_t *count,
			 struct diag_list *diags);

/* A unit that is in no file yet; texts as its cells are to be, NULL: empty. */
struct catalogue_fresh {
	const char *id; /* NULL or "": the next one of the file */
	const char *name, *short_name, *aliases, *type, *region;
	const char *variants; /* also by order or name */
	struct place region_place, variants_place; /* where these are said; no source: where the unit is */
};

/* Checks what is said of the unit and completes it: its texts are as the row will have them, with an id. `others` come with it, it may be one of
 * them. `place`: where it is said. False with errors: no name or type, an unknown type or variant, a name or id that somebody has, tables of
 * units that cannot be read, so that nobody knows. */
bool catalogue_complete_unit(struct arena *arena, const struct catalogue *catalogue, struct catalogue_fresh *fresh,
			     const struct catalogue_fresh *others, size_t count, struct place place, struct diag_list *diags);

/* Which plans a unit of the name and type has of which nobody says that: those that the unit most like it names for itself, where that is of the type,
 * else the first for its type: a|b, in `arena`. NULL: there is none. */
const char *catalogue_plans_of_new(struct arena *arena, const struct catalogue *catalogue, const char *name, const char *type);

/* The same, but only those of a unit like it; not those of a field that its name does not say (unit-names). */
const char *catalogue_plans_like(struct arena *arena, const struct catalogue *catalogue, const char *name, const char *type);

/* The cells of the row for such a unit with these values: in the table with the most units of its type, else of types akin to it, else in a new one
 * that is called as the type. A workbook's is the CSV file over it. False with errors in the values. */
bool catalogue_cells_of_unit(struct arena *arena, const struct catalogue *catalogue, const struct catalogue_fresh *fresh,
			     const struct catalogue_setting *settings, size_t count, struct catalogue_cell **cells, size_t *cell_count,
			     struct diag_list *diags);

/* An id as the name of a folder or file of a unit's own text: '/' is %2F, '%' is %25, '.' is %2E, so that none is taken for a table. In `arena`. */
const char *catalogue_id_as_name(struct arena *arena, struct str id);

/* The name, before its ending, of a unit's own text for all its plans. */
#define CATALOGUE_OWN_COMMON "共同"

/* The file that values of the unit are written into; it need not be there. */
const char *catalogue_units_path(struct arena *arena, const struct catalogue_unit *unit);

/* The table that the unit stands in. */
const struct source *catalogue_units_source(const struct catalogue_unit *unit);

#endif
