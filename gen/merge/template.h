/* Compiled templates: private to gen/merge. All of it lives in the arena of one merge, or in that of a library. */
#ifndef MERGE_TEMPLATE_H
#define MERGE_TEMPLATE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/diag.h"
#include "base/source.h"
#include "base/str.h"
#include "merge/merge.h"

struct filter;
struct value;

/* `|name:"argument"` of a value tag. */
struct merge_pipe {
	const struct filter *filter;
	struct str argument;
	bool has_argument;
	size_t offset; /* of the name in the source */
};

/* `name="literal"` or `name=variable` of a partial tag. */
struct merge_parameter {
	const char *name;
	struct str text;
	bool literal;
	size_t offset; /* of the value in the source */
};

enum merge_test { TEST_TRUTH, TEST_EQUAL, TEST_UNEQUAL };

/* What stands between the braces. */
struct merge_tag {
	const char *name;
	size_t offset; /* of the name in the source */
	bool optional; /* {{name?}} */
	bool raw;      /* {{{name}}}, {{&name}} */
	bool inverted; /* {{^name}} */
	enum merge_test test;
	struct str alternatives; /* of TEST_EQUAL and TEST_UNEQUAL: a|b */
	struct str other;        /* or the name of another variable, in the source; empty: none */
	struct merge_pipe *pipes;
	size_t pipe_count, pipe_capacity;
	struct merge_parameter *parameters;
	size_t parameter_count, parameter_capacity;
};

enum merge_kind { NODE_TEXT, NODE_VALUE, NODE_SECTION, NODE_PARTIAL, NODE_PARENT, NODE_BLOCK, NODE_SUPER };

struct merge_node {
	enum merge_kind kind;
	bool standalone; /* nothing else on the line (or lines) of the tag (or pair of tags) */
	bool argument;   /* BLOCK: directly within a PARENT, so it overrides */
	bool own_close;  /* BLOCK: the closing tag stands alone on its line */
	bool reported;   /* an error about this node has been given: no second one */
	bool used;       /* BLOCK, argument: the skeleton has such a block */
	bool cycle;      /* PARTIAL, PARENT: includes itself, is not expanded */
	size_t offset;   /* of the text or the opening tag in the source */
	size_t len;      /* TEXT */
	struct str lead;    /* blanks before the opening tag on its line: indentation of what is put here */
	struct str indent;  /* BLOCK: indentation of what overrides it */
	struct str newline; /* BLOCK, standalone: the line end after the closing tag, or empty */
	struct merge_tag *tag; /* NULL for TEXT */
	struct merge_node *children, *next;
	struct merge_template *target; /* PARTIAL, PARENT: once it has been loaded */
};

struct merge_template {
	const struct source *source;
	struct merge_node *nodes;
	bool active;      /* while the check walks through it: finding it again is a cycle */
	uint64_t *checked; /* fingerprints of the scopes it has been checked in */
	size_t checked_count, checked_capacity;
	struct merge_template *next; /* of the run */
};

/* A partial or skeleton that was loaded. */
struct merge_loading {
	const char *name;
	const struct source *source;
	struct merge_loading *next;
};

/* One call of merge_expand(). */
struct merge_run {
	struct arena *arena;
	struct arena *home; /* of the templates compiled in this run; NULL: they were kept by a library */
	const struct merge_options *options;
	struct diag_list *diags;
	struct merge_template *templates; /* each source is compiled once */
	size_t passes;  /* loop passes and includes so far */
	size_t steps;   /* nodes walked so far, by the check, then by the expansion */
	bool stopped;   /* a limit was hit: only wind up */
	bool unsure;    /* with other values the check could find something else: the templates are not kept */
	size_t said;    /* messages before the run */
	struct merge_loading *loadings, *last_loading;
};

/* The compiled source; syntax errors go to the diagnostics, with the includes that first led here. */
struct merge_template *merge_compile(struct merge_run *run, const struct source *source,
				     const struct diag_frame *frames);

/* The template that a PARTIAL or PARENT node names; NULL when there is none (an error with MERGE_STRICT, given once). */
struct merge_template *merge_target(struct merge_run *run, const struct source *source, struct merge_node *node,
				    const struct diag_frame *frames);

/* Reads the content of a tag (a view of source->text, without braces and the sign). False after an error. */
bool merge_read_tag(struct merge_run *run, const struct source *source, enum merge_kind kind, struct str content,
		    const struct diag_frame *frames, struct merge_tag *tag);

/* Whether ‘name’ is one of the names that start with @ and have a value: @序号, @首, @末. */
bool merge_is_loop_name(struct str name);

/* Reports what can be known without expanding: names, blocks, cycles; also in branches that are not taken. */
void merge_check(struct merge_run *run, struct merge_template *template);

/* Counts a step; false, with an error once, when the run has taken too many. */
bool merge_step(struct merge_run *run, struct place place, const struct diag_frame *frames);

/* Reports a limit and stops the run. */
void merge_stop(struct merge_run *run, enum diag_code code, size_t limit, struct place place,
		const struct diag_frame *frames);

/* A frame of the chain of includes, in the arena. */
const struct diag_frame *merge_frame(struct merge_run *run, const char *what, struct place place,
				     const struct diag_frame *outer);

#endif
