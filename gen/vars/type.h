/* Declared types of variables: from text to checked values.
 *
 * One table {name, parse}: a new type is one function and one line. Texts come from CSV cells, XML <set> elements and
 * --set; values from JSON are checked by the same rules. */
#ifndef VARS_TYPE_H
#define VARS_TYPE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/source.h"
#include "base/str.h"
#include "vars/value.h"

struct arena;
struct diag_list;

enum type_kind {
	TYPE_STRING,   /* one line */
	TYPE_TEXT,     /* several lines */
	TYPE_INTEGER,  /* numeral without thousands separators and leading zeros: 1,234 is kept as 1234 */
	TYPE_DECIMAL,  /* likewise; decimals are kept as written: 0.10 */
	TYPE_PERCENT,  /* the number before the sign: 85%, 85％ and 85 are kept as 85 */
	TYPE_DATE,     /* 2026-3-1, 2026/3/1, 2026.3.1, 2026年3月1日, kept as 2026-03-01 */
	TYPE_YEAR,     /* 2026, 2026年, kept as 2026 */
	TYPE_BOOLEAN,  /* 是 否 true false yes no 1 0 */
	TYPE_ENUM,     /* one of the choices */
	TYPE_LIST,     /* a|b|c or a;b;c (vars/part.h): strings, blanks around them cut, empty ones left out */
	TYPE_TABLE,    /* a|b|c;d|e|f: maps by column name */
	TYPE_MARKDOWN, /* several lines of Markdown */
	TYPE_TERM,     /* one line that says until when: 9月底前; days in one form (vars/term.h) */
	TYPE_KINDS
};

/* A declared type. `min` and `max` (NULL: no bound) are in the form values are kept in; they bound numbers, dates and
 * years, the characters of a string or text, the entries of a list or table. */
struct value_type {
	enum type_kind kind;
	const char *min, *max;
	const char *unit;           /* of measure, of numbers: "万元", "吨"; NULL: none. For the filter 计量 */
	const char *example;        /* of a code such as 0012: shows that leading zeros belong to it. May be NULL */
	const struct str *choices;  /* ENUM: the choices; TABLE: the columns */
	size_t choice_count;
	const struct str *endings;  /* STRING: words, in one of which a text ends: 党委, 党总支; count 0: any text is one */
	size_t ending_count;
	const struct value_type *columns; /* TABLE: of the columns' cells, by column; NULL: all are strings */
	bool optional;              /* of a column: its cells may be empty */
	bool names_any;             /* XX县, which stands for a value that is not there elsewhere, is one of this type (vars/stand_in.h) */
};

/* "integer", and back; false when there is no such type. */
const char *type_name(enum type_kind kind);
bool type_of_name(struct str name, enum type_kind *kind);

/* Whether values of the type are words as they are written: all but numbers, dates, years and truth. */
bool type_is_words(enum type_kind kind);

/* The choices of an enumeration, or the columns of a table, as C strings in `arena`, ended by NULL. */
const char *const *type_choices(struct arena *arena, const struct value_type *type);

/* The place of a choice of the enumeration, or of a column of the table; choice_count: there is none of the name. */
size_t type_find_choice(const struct value_type *type, struct str name);

/* The word in which the text ends, of those that texts of the type end in, the longest; ending_count: in none. */
size_t type_find_ending(const struct value_type *type, struct str text);

/* The type of the cells of a table's column; NULL: they are strings, as the items of a list are. */
const struct value_type *type_of_column(const struct value_type *table, size_t column);

/* What messages and rules call a column of the table: "结对安排.户数"; in `arena`. */
const char *type_column_name(struct arena *arena, const char *table, struct str column);

/* The value that `text` means for a variable called `name` of this type, with type and place set; NULL with an error
 * at `place` when it means none. Blanks around the text do not count; full-width digits and signs count as ASCII in
 * numbers and dates. */
const struct value *type_parse(struct arena *arena, const struct value_type *type, const char *name, struct str text,
			       struct place place, struct diag_list *diags);

/* The same for a value from JSON: numbers and texts are read as type_parse() reads them, a list takes an array, a
 * table an array of objects or of arrays, null stays null (no value). */
const struct value *type_check(struct arena *arena, const struct value_type *type, const char *name,
			       const struct value *value, struct diag_list *diags);

/* Splits a|b|c: trimmed parts, empty ones left out. Returns their number; *parts lives in the arena, its views point
 * into `text`. */
size_t type_split(struct arena *arena, struct str text, const char *separator, const struct str **parts);

#endif
