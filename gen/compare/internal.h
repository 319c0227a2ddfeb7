/* Shared by the files of gen/compare. */
#ifndef COMPARE_INTERNAL_H
#define COMPARE_INTERNAL_H

#include <stdint.h>
#include <unicode/ubrk.h>

#include "compare/compare.h"
#include "draft/draft.h"

/* ---- passages of a tree (passage.c) */

/* Whether the list of what is missing, which a draft of ours has, ends the document. */
bool compare_lists_missing(const struct doc *doc);

/* ---- sequences of numbers (sequence.c) */

struct sequence {
	const uint32_t *ids;
	size_t count;
};

/* Finds the most that `before` and `after` have in common in the same order, from index `from` of both up to `to` and `new_to`: match[i]
 * becomes the index in `after`. Entries of others stay. False, with what is the same at both ends, when they differ too much. */
bool sequence_match(struct arena *scratch, const struct sequence *before, size_t from, size_t to, const struct sequence *after, size_t new_from,
		    size_t new_to, size_t *match);

/* ---- texts (text.c) */

/* A value in a place that both documents have. */
struct value_note {
	const struct compare_span *span;
	struct str old, now; /* its text before and after */
	struct compare_spot spot;
	size_t order;        /* in which they were noted */
};

/* A comparison: what it needs while it runs. */
struct comparison {
	struct arena *arena;   /* of the result */
	struct arena *scratch; /* of one step */
	struct compare_result *result;
	UBreakIterator *characters;
	struct value_note *notes;
	size_t note_count, note_capacity;
};

/* A text cut into characters as people see them (grapheme clusters); a gap ("〔待填：…〕") is one. */
struct text_tokens {
	struct sequence sequence; /* equal numbers are equal texts, within one pair */
	const size_t *ends;       /* bytes behind each */
};

/* Bytes of the gap that begins at the start of the text, or 0. */
size_t text_gap_at(struct str text);

/* Cuts both; everything lives in comparison->scratch. */
void text_cut(struct comparison *c, struct str before, struct str after, struct text_tokens *old, struct text_tokens *new);

/* The pieces of the change, and what its values became. */
void text_compare(struct comparison *c, struct compare_change *change);

/* ---- values that were changed here since (since.c) */

/* Drafts the plan anew with the values that the document was drafted with, where they were changed here since and not in the document, and compares
 * again: *before and *result then are of that plan. Tells which they are. */
void since_settle(struct arena *arena, struct draft_tools *tools, const struct draft_request *request, struct compare_side *before,
		  struct compare_side *after, struct compare_result *result, struct diag_list *diags);

/* ---- plain text (plain.c) */

/* Makes of the plain text `read` the plan of the request with what reads otherwise in it; warns of the rest. False with errors. */
bool plain_settle(struct arena *arena, struct draft_tools *tools, const struct draft_request *request, struct compare_side *read,
		  struct diag_list *diags);

/* ---- values that are taken over (accept.c) */

struct catalogue_setting;
struct value;

/* Values of a document, as its unit could take them over. */
struct accept_values {
	struct catalogue_setting *settings; /* that compare_accept() puts into a change */
	size_t count, room;
	const struct compare_value **refused; /* those that their variables cannot have, or not in the unit's row: they are no text of the unit either */
	size_t refused_count, refused_room;
};

/* The values that the plan of the request is drafted with, those that it gives itself among them; NULL: not known. */
const struct catalogue_values *accept_values_of(struct arena *arena, struct draft_tools *tools, const struct draft_request *request);

/* What becomes of the values that changed, in `arena`. Of each that is not among the settings a warning says why not. */
struct accept_values accept_collect(struct arena *arena, struct draft_tools *tools, const struct draft_request *request,
				    const struct compare_result *result, struct diag_list *diags);

/* What a cell must say for the value, which is shown as `old`, to be shown as `now`, in `arena`: what stands around it, and between the entries of a
 * list, is taken off. `now` itself where it is not known how the value is shown (`value` may be NULL); NULL of a list that has other entries than before. */
const char *accept_cell_text(struct arena *arena, const struct value *value, const char *old, const char *now);

/* The request with these values, too, which have the last word. */
struct draft_request accept_request_with(struct arena *arena, const struct draft_request *base, const struct catalogue_setting *more, size_t count);

/* ---- passages (align.c) */

/* Finds for each passage of the first document its mate in the second: match[i], COMPARE_NONE where it has none. Mates have the same
 * text, or are like each other. */
void align_passages(struct comparison *c, const struct compare_side *before, const struct compare_side *after, size_t *match);

/* ---- values (values.c) */

/* Notes what became of the values in a passage that both documents have; `change` NULL: nothing. */
void values_note(struct comparison *c, const struct compare_passage *before, const struct compare_passage *after,
		 const struct compare_change *change);

/* Counts and judges them, when all passages are noted. */
void values_judge(struct comparison *c);

#endif
