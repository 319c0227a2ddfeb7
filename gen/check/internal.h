/* Private to gen/check: a run's state, and what rules report through. */
#ifndef CHECK_INTERNAL_H
#define CHECK_INTERNAL_H

#include "base/arena.h"
#include "base/buf.h"
#include "base/diag.h"
#include "catalogue/catalogue.h"
#include "check/check.h"
#include "check/scan.h"
#include "check/tables.h"
#include "check/text.h"

struct check_lattice;
struct check_model;
struct check_office;
struct check_segmenter;
struct check_words;

/* A line of a template, up to the byte `at`. */
struct check_line {
	const char *text;
	size_t at, open, ticks; /* where the tag begins that is open, or (size_t)-1; code marks so far */
};

struct check_basis {
	const struct catalogue *catalogue;
	const struct check_words *words;
	const struct check_tables *tables; /* of the content folder */
	const struct check_office *office;
	const uint8_t *common_characters;  /* see check_common_characters() */
	struct check_segmenter *segmenter; /* NULL: there is no dictionary */
	const struct check_model *model;   /* NULL: the system has none */
	struct check_lattice *lattice;	   /* of the model */
	struct diag_list faults;	   /* of tables, and of what the office decided */
};

struct check {
	struct arena *arena;
	const struct check_basis *basis;
	const struct catalogue *catalogue; /* of the basis, as are words and tables */
	struct diag_list *findings;
	const struct check_words *words;
	const struct check_tables *tables;
	const struct catalogue_request *request; /* with values by hand; NULL: none */
	bool *accepted_rows;		   /* by row of accepted.csv: a finding of this run was that one */
	size_t accepted;		   /* findings of this run that the office had judged right */
	const struct check_text *current;  /* that rules are run over; NULL: none, or all */
	const struct catalogue_scope **profiles; /* of the catalogue's years, NULL until asked for */
	struct check_text **texts;
	size_t text_count, text_capacity;
	const struct source **sources; /* templates */
	size_t source_count, source_capacity;
	struct check_text **references; /* the units' own plans, for comparison only */
	size_t reference_count, reference_capacity;
	bool whole_content, several; /* of what is checked: see check_whole_content(), check_several_units() */
	bool *variants;		     /* by number in the catalogue: a text of it was added */
	const struct catalogue_scope *profile; /* of the year that is checked, or NULL */
	struct check_edit *edits;
	size_t edit_count, edit_capacity;
	struct check_switches **switches; /* of the sources asked for so far */
	size_t switch_count, switch_capacity;
	struct check_seen **seen; /* findings given and places mended so far: hash table with chains, as many as findings or more */
	size_t seen_count, seen_slots;
	struct check_line line; /* the last one looked at for tags */
};

/* Reports a finding; one that is switched off or was given before is dropped. True when it was given. */
bool check_report_at(struct check *check, enum diag_code code, struct place place, ...) __attribute__((sentinel));

/* The same at a byte of a block. Where a variable's value stands there, a note says which, from which layer, and where it was set. */
#define check_report(check, code, block, offset, ...) check_report_in((check), (code), (block), (offset), __VA_ARGS__, (char *)NULL)
bool check_report_in(struct check *check, enum diag_code code, const struct check_block *block, size_t offset, ...)
	__attribute__((sentinel));

/* Whether the finding was given at the byte already. */
bool check_was_given(const struct check *check, enum diag_code code, const struct check_block *block, size_t offset);

/* Reports that what the bytes announce is not the number that is listed. */
void check_report_count(struct check *check, const struct check_block *block, size_t start, size_t end, int announced, int listed);

/* The certain remedy of the finding that was just given there: `len` bytes of the block become `text`. Only bytes that stand so in the
 * source. */
void check_mend(struct check *check, const struct check_block *block, size_t offset, size_t len, const char *text);

/* Whether the source has the byte there as markup or behind a backslash, so that it is no mark of the text, or is meant as it is: in a tag, a
 * code span, an entity, the target of a link, the name of a footnote. */
bool check_is_markup(struct check *check, const struct check_block *block, size_t offset);

/* Text for an argument of a finding, in the arena: a view, or a number. */
const char *check_words_of(struct check *check, struct str text);
const char *check_number(struct check *check, long long number);

/* Whether the rule is switched off at the place. */
bool check_is_off(struct check *check, enum diag_code code, struct place place);

/* Which characters GB 2312 has, as bits, in `arena` (rules/characters.c). NULL: ICU has no table of it. */
const uint8_t *check_common_characters(struct arena *arena);

/* ---- words.c: what the catalogue says of others */

enum check_word_kind { WORD_OF_TYPES, WORD_OF_UNIT, WORD_OF_REGION, WORD_OF_BODY };

struct check_word {
	struct str text;
	enum check_word_kind kind;
	const char *owner; /* for messages: 市交通运输局 */
	bool *types;	   /* WORD_OF_TYPES, WORD_OF_BODY: the types it belongs to */
	const struct catalogue_unit *unit;
	const struct catalogue_scope *region;
	struct check_word *next; /* in its chain */
};

const struct check_words *check_learn_words(struct arena *arena, const struct catalogue *catalogue);

/* The longest word that starts at the offset, or NULL. */
const struct check_word *check_word_at(const struct check_words *words, struct str text, size_t offset);

/* The next shorter one of the same kind of question. */
const struct check_word *check_shorter_word(const struct check_words *words, const struct check_word *word, struct str text,
					    size_t offset);

/* ---- context.c: who a text is for */

void check_complete_context(struct check *check, struct check_text *text, const struct catalogue_values *values);

/* The text's title block, or NULL. */
const struct check_block *check_title(const struct check_text *text);

#endif
