/* A unit's own text in a plan: passages that it replaces, drops or adds.
 *
 * content/units/UNIT/VARIANT.md holds for one plan, content/units/UNIT/共同.md for all plans of the unit that have such a passage; of two
 * for one passage that for the plan counts. Names of folder and file are ids, as catalogue_id_as_name() makes them. What a passage is called and what
 * it was when it was overridden goes by the text before values are put in (merge_options.outline), so that no value has a say in it. */
#ifndef DRAFT_OWN_H
#define DRAFT_OWN_H

#include <stdbool.h>
#include <stddef.h>

#include "base/source.h"
#include "draft/own_file.h"
#include "parse/parse.h"

struct diag_list;
struct doc;
struct draft_request;
struct draft_result;
struct merged;
struct merging;
struct own_parts;

/* What became of an override. */
enum own_state {
	OWN_APPLIED,
	OWN_HIDDEN,  /* with these values the plan does not show the passage */
	OWN_FAULTY,  /* it has an error, which was reported */
};

/* An override of the plan. */
struct own_use {
	const struct own_file *file;
	const struct own_override *override;
	const char *id;              /* whole id of the passage or block; NULL: there is none, or more than one */
	struct str variant;          /* of the base in the file; empty: the file is the plan's */
	const struct own_base *base; /* NULL: none is written down */
	struct str now;              /* the shared text as it is now */
	enum own_state state;
	bool changed;                /* it is not what the base says */
};

/* A passage as people are shown it; none of it is of the tree. */
struct own_passage {
	const char *id, *title;
	int level;           /* of its heading, 0: none */
	size_t blocks;       /* below its heading */
	const struct str *block_texts;
	struct str text;     /* before values are put in; of a pass of a loop, which is known by its heading, with them */
	struct place place;
};

/* An override for all plans of the unit whose passage this one has not. */
struct own_absent {
	const struct own_override *override;
	const char *near; /* the passage that may be meant, as messages name it; NULL: none is like it */
};

/* What a plan has and what the unit has otherwise. In the document's arena. */
struct own_view {
	const struct own_passage *passages;
	size_t passage_count;
	const struct own_use *uses;
	size_t use_count;
	const struct own_absent *absent;
	size_t absent_count;
	size_t changed; /* uses whose base changed */
	const struct own_parts *parts; /* NULL: they were not asked for, or there is no tree */
};

/* Whether the plan has no passage for the override, which may have been read another time. */
bool own_is_absent(const struct own_view *view, const struct own_override *override);

/* The folder of the unit's own text, and the file in it for the variant (NULL: for all). In `arena`. */
const char *own_folder(struct arena *arena, const char *content, struct str unit);
const char *own_path(struct arena *arena, const char *content, struct str unit, const char *variant);

/* Whether the plan's unit has a folder of own text, or the request asks for passages; what was looked for is recorded. */
bool own_is_there(const struct merging *merging, const struct draft_request *request);

/* Puts the unit's own text into the tree of the plan, which was merged from `source` into *merged: its gaps become those that the tree then shows.
 * result->own is what was found. `doc` NULL: only looks. False with errors; nothing is said about a unit that has none. */
bool own_apply(struct merging *merging, const struct draft_request *request, const struct source *source, enum parse_format format,
	       struct doc *doc, struct merged *merged, struct draft_result *result);

#endif
