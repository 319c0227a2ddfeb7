/* Values of variables at run time.
 *
 * A value is immutable once made and lives in the arena it was made in. Numbers are decimal strings: no
 * floating point anywhere, so 0.1 stays 0.1. */
#ifndef VARS_VALUE_H
#define VARS_VALUE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/source.h"
#include "base/str.h"

struct arena;

enum value_kind {
	VALUE_NULL,
	VALUE_STRING, /* also text, enum, date (ISO 2026-03-01), year, markdown */
	VALUE_NUMBER, /* integer, decimal, percent: `text` is the decimal numeral */
	VALUE_BOOL,
	VALUE_LIST,
	VALUE_MAP,
};

struct value_type; /* declared type of a variable, see vars/type.h */
struct value;

struct value_member {
	const char *name;
	const struct value *value;
};

struct value {
	enum value_kind kind;
	const struct value_type *type; /* declared type; NULL for undeclared data (JSON) */
	struct str text;               /* NUL-terminated; STRING and NUMBER; "true"/"false" for BOOL */
	bool truth;                    /* BOOL */
	const struct value *const *items; /* LIST */
	const struct value_member *members; /* MAP, in order of definition */
	size_t count;                  /* of items or members */
	const uint32_t *buckets;       /* MAP: hash table of member number + 1, made by _finish; NULL: searched in order */
	size_t bucket_count;           /* a power of two */
	struct place place;            /* where it was given */
};

const struct value *value_string(struct arena *arena, struct str text);
const struct value *value_number(struct arena *arena, struct str numeral);
const struct value *value_bool(struct arena *arena, bool truth);
const struct value *value_null(void);

/* A copy of the value that was given at `place`. */
const struct value *value_placed(struct arena *arena, const struct value *value, struct place place);

/* Member of a MAP, or NULL. Other kinds have no members. */
const struct value *value_member(const struct value *map, struct str name);

/* Mustache truth: false for NULL, null, false, "", an empty list. (0 is true, as in the public spec's "falsey" cases only
 * false, null, empty string and empty list count.) */
bool value_truth(const struct value *value);

/* Builders: a map or list that grows, then is fixed by _finish. Start with { .arena = arena }. */
struct value_builder {
	struct arena *arena;
	struct value_member *members;
	const struct value **items;
	size_t count, capacity;
	uint32_t *buckets;
	size_t bucket_count;
};
void value_list_add(struct value_builder *builder, const struct value *item);
void value_map_set(struct value_builder *builder, const char *name, const struct value *value); /* replaces */
const struct value *value_list_finish(struct value_builder *builder);
const struct value *value_map_finish(struct value_builder *builder);

#endif
