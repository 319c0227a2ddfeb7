/* What one document read: the inputs that its outputs depend on. */
#ifndef DRAFT_READS_H
#define DRAFT_READS_H

#include <stdbool.h>
#include <stddef.h>

#include "base/hash.h"
#include "base/str.h"

struct arena;
struct document_id;
struct source;

enum read_kind {
	READ_FILE,    /* a file's content */
	READ_MISSING, /* a file looked for that was not there */
	READ_VALUE,   /* a variable's value, or that it had none */
	READ_OPTION,  /* anything else: versions, options, fonts */
};

struct reading {
	enum read_kind kind;
	const struct document_id *scope; /* of a value in a book: the plan that shows it; NULL: the document itself */
	const char *name; /* path, variable or option */
	struct hash hash;
};

struct reads {
	struct arena *arena;
	struct reading *items;
	size_t count, capacity;
};

/* Whether the input of the document itself has been added. */
bool reads_has(const struct reads *reads, enum read_kind kind, struct str name);

/* Adds an input; the same kind and name once. The name is copied. */
void reads_add(struct reads *reads, enum read_kind kind, struct str name, struct hash hash);

/* The same without looking whether it is there: for names that are known to be new. */
void reads_add_new(struct reads *reads, enum read_kind kind, struct str name, struct hash hash);

/* Adds a value that the plan `scope` of a book shows; it is new, and `scope` lives as long as the reads. */
void reads_add_scoped(struct reads *reads, const struct document_id *scope, struct str name, struct hash hash);

/* Adds a file by the bytes that were read of it; a NULL source: there was no such file. `reads` may be NULL. */
void reads_add_source(struct reads *reads, const char *path, const struct source *source);

#endif
