/* Names and their values while a template expands. Private to gen/merge. */
#ifndef MERGE_SCOPE_H
#define MERGE_SCOPE_H

#include <stdbool.h>
#include <stddef.h>

#include "merge/template.h"

/* A parameter of a partial with its value. */
struct scope_parameter {
	const char *name;
	const struct value *value;  /* NULL: the variable it was given has none */
	const char *variable;       /* the root name it was given, or NULL */
};

/* One step of the context stack: the item of a section, or the parameters of a partial. */
struct scope {
	const struct scope *outer;
	const struct value *value;  /* NULL for parameters */
	const struct scope_parameter *parameters;
	size_t parameter_count;
	size_t ordinal, total;      /* of a loop pass, from 1; 0 when no loop */
	const char *list;           /* of a loop pass: the name that it runs through */
	const char *variable;       /* and the variable that this is, or NULL */
	const char *absent;         /* of a pass over what is not there: the required variable that lacks */
	struct place given;         /* and where its item or the whole list comes from */
};

struct scope_found {
	const struct value *value; /* NULL: none */
	bool known;                /* the name is one, even if it has no value */
	const char *variable;      /* the root name that was read, or NULL: a member or parameter */
	const struct scope *pass;  /* the loop pass whose row knows the name, or NULL */
};

/* Looks up a name: innermost first; with dots, member by member, with MERGE_STRICT then as one whole name. */
struct scope_found scope_resolve(struct merge_run *run, const struct scope *scope, struct str name);

/* What the innermost partial that has such a parameter is given for it; NULL: none has. With merge_options.outline scopes hold nothing else. */
const struct value *scope_parameter(const struct scope *scope, struct str name);

/* The same in one map: false when it does not know the name's first part. *member is the value, or NULL. */
bool scope_member(const struct merge_run *run, const struct value *map, struct str name, const struct value **member);

#endif
