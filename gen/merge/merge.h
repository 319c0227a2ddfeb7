/* The template engine: mustache with inheritance, filters, comparisons and partials with parameters.
 *
 * MERGE_STRICT adds to mustache: {{x|filter:"text"}}, {{x?}}, {{#x="a|b"}}…{{/x}} and !=, {{>partial a="text" b=variable}},
 * {{@序号}} {{@首}} {{@末}} in loops, \{{ for the braces themselves, and in a block that overrides another {{@上级}}, which
 * stands for the text of the overridden block (of the next skeleton, when several override it). A text in quotes holds
 * no quote itself. Tags end on the line where they begin, comments excepted. {{{x}}} is for variables of type markdown
 * and stands alone on its line. Partials, skeletons and blocks whose tags stand alone are paragraphs of their own:
 * blank lines are put around them where there are none, but not within fenced blocks, front matter and XML sources
 * (templates whose name ends in ".xml").
 *
 * Values never become markup: with MERGE_PLACEHOLDERS each value is emitted as U+FDD0 n U+FDD1 (n in decimal digits, index
 * into merged.slots) and put into the document tree after parsing. */
#ifndef MERGE_MERGE_H
#define MERGE_MERGE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/diag.h"
#include "base/source.h"
#include "base/str.h"

struct arena;
struct value;
struct value_type;

enum merge_sink {
	MERGE_PLACEHOLDERS, /* plan sources: slots, see above */
	MERGE_PLAIN,        /* values as they are (--escape none; titles, file names) */
	MERGE_HTML,         /* &, <, >, ", escaped (--escape html) */
	MERGE_MARKDOWN,     /* Markdown's special characters escaped with '\' */
};

enum merge_dialect {
	MERGE_SPEC,   /* the public mustache spec: unknown names are empty; set-delimiters allowed */
	MERGE_STRICT, /* plan sources: unknown names are errors, a missing value is a gap; no set-delimiters */
};

/* Finds a partial or skeleton by name ("共用/组织保障"); NULL when there is none. */
typedef const struct source *merge_load(void *context, struct str name);

/* What the engine asks about names; `context` of merge_options. */
typedef void merge_seen(void *context, struct str name);

/* What is known of a declared variable. */
struct merge_declaration {
	const char *label;   /* for people: 党员总数 */
	const char *example; /* may be NULL */
	bool required;
	bool markdown;       /* the value is Markdown: {{{x}}} */
	const char *const *columns; /* of a table: the names that {{#x}}…{{/x}} knows; NULL: none */
	size_t column_count;
	bool refused;        /* it has no value because the one given had an error, which is reported apart */
	const char *const *choices; /* all values that it can have, ended by NULL; NULL: any. Others are errors in {{#x="a|b"}} */
	bool many;           /* a list or table: {{#x}}…{{/x}} runs through it */
	const struct value_type *type; /* texts in {{#x="a|b"}} are read as values of it, and are errors where they are none; NULL: not known */
};
typedef const struct merge_declaration *merge_declare(void *context, struct str name);

/* The declared name most like a name that is not declared, or NULL. */
typedef const char *merge_suggest(void *context, struct str name);

/* Templates that were compiled and found good, for the next documents from the same source. Lives in `arena`. A source that
 * is expanded with a library must live as long, and be expanded with the same declarations each time. Nothing else changes:
 * the functions of merge_options are asked for the same names as without. */
struct merge_library;
struct merge_library *merge_library_new(struct arena *arena);

struct merge_options {
	enum merge_sink sink;
	enum merge_dialect dialect;
	const struct value *data;    /* root map; names with dots are resolved member by member, then as one whole name */
	merge_load *load;            /* may be NULL: no partials */
	merge_declare *declare;      /* MERGE_STRICT: NULL result = undeclared name (an error). May be NULL: members of data are the declarations */
	merge_seen *seen;            /* called for each root name read (records dependencies); may be NULL */
	merge_suggest *suggest;      /* for "did you mean"; may be NULL: members of data are suggested */
	bool outline;                /* MERGE_STRICT only: the text before any value is put in. Each section is taken once, whatever is
	                                true; a value is a slot whose text is its tag as written, or what the partial is given for it */
	void *context;               /* for the functions above */
	struct merge_library *library; /* MERGE_STRICT only; NULL: nothing is kept */
};

enum slot_kind { SLOT_VALUE, SLOT_GAP, SLOT_MARKDOWN };

/* A cell of a declared table's row. */
struct merge_cell {
	const char *variable, *label; /* of the table */
	const char *list;             /* the name that the loop runs through */
	size_t row;                   /* from 1 */
	struct place given;           /* where the row or the whole table comes from */
};

/* One value put into the text. */
struct merge_slot {
	enum slot_kind kind;
	const char *name;              /* as written: "党员总数" */
	struct str text;               /* after filters; for GAP the label */
	const char *example;           /* GAP: example value, or NULL */
	struct place place;            /* of the tag */
	const struct merge_cell *cell; /* GAP: the cell that is empty, or NULL: a variable has no value */
};

/* Bytes [start, start + len) of the text come from place with these frames. */
struct merge_span {
	size_t start, len;
	bool verbatim; /* byte for byte; else all of them stand for the tag at place */
	struct place place;
	const struct diag_frame *frames;
};

struct merged {
	struct str text;                /* NUL-terminated */
	const struct merge_span *spans; /* sorted by start, covering all text */
	size_t span_count;
	const struct merge_slot *slots;
	size_t slot_count;
};

/* Expands `template`. Content errors go to `diags` and expansion goes on where it can; false when there was any error.
 * `out` is valid in either case and lives in `arena`. */
bool merge_expand(struct arena *arena, const struct source *template, const struct merge_options *options,
		  struct merged *out, struct diag_list *diags);

/* Original place of the byte at `offset` of the merged text; *frames (may be NULL) receives the chain. */
struct place merge_place(const struct merged *merged, size_t offset, const struct diag_frame **frames);

#endif
