/* The template engine joined to the catalogue's values and to the partials. */
#ifndef DRAFT_MERGING_H
#define DRAFT_MERGING_H

#include <stdbool.h>

#include "catalogue/catalogue.h"
#include "merge/merge.h"

struct draft_tools;

struct merging {
	struct arena *arena;                  /* of the document */
	struct draft_tools *tools;
	const struct catalogue_values *values; /* with the document's own, once they are known */
	const struct catalogue_values *base;   /* without: what the document reads; NULL: the same */
	const char *extension;                /* of the source: ".md" or ".xml", tried first for partials */
	struct diag_list *diags;
	struct reads *reads;                  /* records values and partials; may be NULL */
	struct merge_library *library;        /* for sources that are shared; NULL: nothing is kept */
	const struct merge_declaration **declarations; /* by variable index; filled as the engine asks */
	bool *used;                           /* by variable index: its faults are reported; NULL: none is */
	bool *shown;                          /* by variable index: the document shows it; NULL: nobody asks */
	bool *seen;                           /* by variable index: a template names it; NULL: none does */
	bool outline;                         /* what is expanded is the text before values are put in; no value is read */
};

/* To be called for each name that the document uses: what is wrong with its values is reported, once. */
void merging_use(struct merging *merging, struct str name);

/* Whether a template that was expanded names the variable. */
bool merging_has_seen(const struct merging *merging, const char *name);

/* The text of a value that is shown, which is recorded as read; empty: none. */
struct str merging_text(struct merging *merging, const char *name);

/* The same of one that may not be shown. */
struct str merging_peek(struct merging *merging, const char *name);

/* The same of one that no page shows: what is wrong with it is reported to nobody. */
struct str merging_unseen(struct merging *merging, const char *name);

/* Whether --date, --data or --set gives the value of the name, or takes it away. */
bool merging_is_last_word(const struct merging *merging, const char *name);

/* Where the value of the name was given; `otherwise` where there is none, or it comes from no file and no option. */
struct place merging_place(const struct merging *merging, const char *name, struct place otherwise);

/* An error that lists the values that the document shows and nobody confirmed for its year. */
void merging_report_unconfirmed(const struct merging *merging);

/* A note about faulty values that no one used. */
void merging_note_unused(const struct merging *merging);

/* Expands the source strictly, with the values; see merge_expand(). */
bool merging_expand(struct arena *arena, struct merging *merging, const struct source *source, enum merge_sink sink,
		    struct merged *out);

/* The variant's title template as a source. */
const struct source *merging_title_source(struct arena *arena, const struct catalogue_variant *variant);

#endif
