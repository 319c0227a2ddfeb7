/* What one document read: the inputs that its outputs depend on. */
#ifndef BUILD_READS_H
#define BUILD_READS_H

#include <stdbool.h>
#include <stddef.h>

#include "base/str.h"
#include "build/hash.h"

struct arena;
struct value;

enum read_kind {
	READ_FILE,    /* a file's content */
	READ_MISSING, /* a file looked for that was not there */
	READ_VALUE,   /* a variable's value, or that it had none */
	READ_OPTION,  /* anything else: versions, options, fonts */
};

struct reading {
	enum read_kind kind;
	const char *name; /* path, variable or option */
	struct hash hash;
};

struct reads {
	struct arena *arena;
	struct reading *items;
	size_t count, capacity;
};

/* Whether the input has been added. */
bool reads_has(const struct reads *reads, enum read_kind kind, struct str name);

/* Adds an input; the same kind and name once. The name is copied. */
void reads_add(struct reads *reads, enum read_kind kind, struct str name, struct hash hash);

/* The same without looking whether it is there: for names that are known to be new. */
void reads_add_new(struct reads *reads, enum read_kind kind, struct str name, struct hash hash);

#endif
