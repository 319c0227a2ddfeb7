/* What would embarrass the office if it went to print: the rules, over sources and over whole documents.
 *
 * Findings are diagnostics whose codes are the rules. The words of other organisations are learned from the catalogue:
 * units, unit types, regions, variables. A finding is not given where its source says so:
 *   {{! check-off K012: reason }}       for the next paragraph
 *   {{! check-off-file K012: reason }}  for the whole file
 * The texts of one check are compared with each other (paragraphs and titles that stand in two plans). */
#ifndef CHECK_CHECK_H
#define CHECK_CHECK_H

#include <stdbool.h>
#include <stddef.h>

#include "base/diag.h"
#include "check/text.h"

struct arena;
struct buf;
struct catalogue;
struct catalogue_request;
struct catalogue_scope;
struct check;
struct check_basis;
struct read_file;

enum check_scope {
	CHECK_OF_SOURCE, /* a template as it is written */
	CHECK_OF_TEXT,	 /* one plan's text */
	CHECK_OF_SET,	 /* all plans of the run, with each other */
};

/* A rule. Its id, severity and message are those of its diagnostic code. */
struct check_rule {
	enum diag_code code;
	const char *name; /* a short word: "placeholder" */
	enum check_scope scope;
	void (*run)(struct check *check, const struct check_text *text);
	void (*run_source)(struct check *check, const struct source *source);
	const char *explanation; /* English; the command line translates it */
};

/* All rules, by theme. */
extern const struct check_rule check_rules[];
extern const size_t check_rule_count;

/* By id ("K012") or name; NULL when there is none. */
const struct check_rule *check_find_rule(const char *name);

/* What checks of a catalogue go by: the words learned from it, the tables of its content folder, what the office decided. Owned by `arena`; for
 * any number of runs, one after the other. What is wrong with it is a finding of each. */
const struct check_basis *check_basis_load(struct arena *arena, const struct catalogue *catalogue);

/* A run. `arena` owns everything; the basis, sources and documents handed over must live as long. Findings go to `findings`. */
struct check *check_start(struct arena *arena, const struct check_basis *basis, struct diag_list *findings);

/* The same with a basis of its own. */
struct check *check_new(struct arena *arena, const struct catalogue *catalogue, struct diag_list *findings);

/* A merged document. `values` are those it was merged with. */
void check_add_doc(struct check *check, const struct doc *doc, const struct catalogue_values *values,
		   const struct check_context *context);

/* The plan that the unit's data makes: not checked, but the figures of line-based texts for this unit are compared with
 * it. To be added before them. */
void check_add_reference(struct check *check, const struct doc *doc, const struct check_context *context);

/* The plans in a line-based source. The variant is told from the title where the context does not name it. */
void check_add_lines(struct check *check, const struct source *source, enum check_lines style,
		     const struct check_context *context);

/* The plans in a DOCX file. What stands around the body belongs to its plan, or, where there are several, to none. */
void check_add_docx(struct check *check, const struct read_file *docx, const struct check_context *context);

/* A template source: its tags and its switches. Each name once. */
void check_add_source(struct check *check, const struct source *source);

/* All of the content folder's templates are among the sources: variables that none of them uses are reported. */
void check_whole_content(struct check *check);

/* Values that were given by hand hold for texts that are checked against a unit's data. `request` lives as long as the run. */
void check_use_values(struct check *check, const struct catalogue_request *request);

/* Plans of several units are checked: a note behind each finding says in which of them it is. */
void check_several_units(struct check *check);

/* Whether the system has the model of words that slips of typing are looked for with; without it there are lists only. */
bool check_has_model(const struct check *check);

/* Findings of the run that content/words/accepted.csv names, and that were not given. */
size_t check_accepted_count(const struct check *check);

/* The profile of the year that is checked: entries that nobody confirmed are reported. */
void check_add_profile(struct check *check, const struct catalogue_scope *profile);

/* Runs all rules. */
void check_run(struct check *check);

/* What the findings say that is certain, as changes of sources, in the order of their places. */
struct check_edit {
	const struct source *source;
	size_t offset, len;
	const char *text; /* what stands there instead */
	const struct diag *finding; /* that it settles; NULL: not known */
};
size_t check_edits(const struct check *check, const struct check_edit **edits);

/* Takes the findings that the edits settle out of the list. */
void check_forget(struct check *check, const struct check_edit *edits, size_t count);

/* The source's text with its edits. */
void check_apply_edits(const struct source *source, const struct check_edit *edits, size_t count, struct buf *out);

/* Appends the unified diff of two texts of one file. */
void check_add_diff(const char *name, struct str before, struct str after, struct buf *out);

/* Appends the findings as SARIF 2.1.0. `translate` puts messages into the reader's language. */
void check_add_sarif(const struct diag_list *findings, const char *version, const char *(*translate)(const char *text),
		     struct buf *out);

#endif
