/* What a check looks at: plans with their values, sources, files of one's own. */
#ifndef API_CHECKING_H
#define API_CHECKING_H

#include <stdbool.h>
#include <stddef.h>

#include "api/words.h"
#include "draft/draft.h"

struct buf;
struct check;
struct check_genre;
struct read_file;

/* One run over texts; check_run() ends it. All lives in `arena`. */
struct checking {
	struct arena *arena;
	struct draft_tools *tools;
	const struct draft_request *base; /* year, unit (NULL: each variant's first), values by hand; POLICY_REVIEW */
	struct check *check;
	const struct check_genre *genre;  /* of the texts, as it was asked for; NULL: their titles say it */
	struct diag_list *findings;       /* of the check; what is wrong with tags is one, too */
	struct diag_list *diags;          /* what could not be checked */
	bool traced;                      /* a DOCX that is added gets comments or revisions afterwards */
	const struct read_file *docx;     /* with `traced`: the last DOCX that was added, and its file */
	const char *docx_path;
	size_t documents, sources, units; /* read so far; units: those of checking_add_units() */
};

/* A plan that is written; else an error. */
void checking_add_variant(struct checking *checking, const struct catalogue_variant *variant);

/* The unit's plans, or without a unit all plans and what else the content folder holds, and all sources. */
void checking_add_plans(struct checking *checking);

/* Every plan of each of the units, or of them those of the variant `only` (NULL: all). With all units also what checking_add_plans() adds. */
void checking_add_units(struct checking *checking, const struct catalogue_picked *picked, const struct catalogue_variant *only);

/* The unit's own plans, for comparison. What is wrong with them is not asked here. */
void checking_add_references(struct checking *checking);

/* A Markdown or XML source, a text or a DOCX document. `year`: it is for, 0: not known. */
void checking_add_file(struct checking *checking, const char *path, unsigned year);

/* What is written into a copy of the DOCX, by whom. */
struct checking_notes {
	bool comments;  /* each finding as a comment on its passage */
	bool revisions; /* what check_edits() has for it as tracked revisions */
	enum words_language language;
	const char *author;
	long long when; /* seconds since 1970 */
	size_t commented, revised; /* set: how many */
};

/* Appends the copy, once check_run() ran. Findings that the revisions settle are forgotten (check_forget()). False with an error. */
bool checking_annotate(struct checking *checking, struct checking_notes *notes, struct buf *out);

#endif
