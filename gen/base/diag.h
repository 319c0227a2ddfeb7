/* Diagnostics: what went wrong, where, and through which includes.
 *
 * A stage gets a `struct diag_list *`, adds entries and goes on after content errors. Entries hold a code
 * and arguments, not finished text: gen/cli formats them in the user's language. */
#ifndef BASE_DIAG_H
#define BASE_DIAG_H

#include <stdbool.h>
#include <stddef.h>

#include "base/source.h"

struct arena;
struct buf;

enum diag_severity { DIAG_NOTE, DIAG_WARNING, DIAG_ERROR, DIAG_SYSTEM };

enum diag_code {
#define DIAG(name, id, severity, text) DIAG_##name,
#include "base/diag_codes.h"
#undef DIAG
	DIAG_CODE_COUNT
};

enum { DIAG_ARGUMENTS = 4 };

/* One step of the chain that led to a place: "in partial ‘共用/组织保障’ included from …". */
struct diag_frame {
	const char *what;               /* name of the partial, skeleton or block */
	struct place place;             /* where it was included */
	const struct diag_frame *outer; /* the next step outwards, or NULL */
};

struct diag {
	enum diag_code code;
	enum diag_severity severity;
	struct place place;
	const struct diag_frame *frames; /* innermost first, or NULL */
	const char *arguments[DIAG_ARGUMENTS];
	struct diag *next;
};

struct diag_list {
	struct arena *arena; /* owns the entries and their arguments */
	struct diag *first, *last;
	size_t counts[DIAG_SYSTEM + 1]; /* entries by severity, those beyond the limit too */
	size_t dropped;                 /* entries beyond LIMIT_DIAGNOSTICS */
};

/* An empty list whose entries live in `arena`. Sources named by places must live as long. */
void diag_init(struct diag_list *list, struct arena *arena);

/* Adds an entry; the arguments after the place are C strings (copied), ended by NULL: use the macros. */
void diag_add_entry(struct diag_list *list, enum diag_code code, const struct diag_frame *frames,
		    struct place place, ...) __attribute__((sentinel));

/* diag_add(list, code, place, arguments …): diag_add(diags, DIAG_READ_FAILED, NO_PLACE, path, strerror(errno)) */
#define diag_add(list, code, ...) diag_add_entry((list), (code), NULL, __VA_ARGS__, (char *)NULL)
/* The same with the chain of includes that led to the place. */
#define diag_add_framed(list, code, frames, ...) diag_add_entry((list), (code), (frames), __VA_ARGS__, (char *)NULL)

/* Gives the entry that was just added another severity than its code's, where there was room for it. */
void diag_rank_last(struct diag_list *list, enum diag_code code, enum diag_severity severity);

/* A place without a file. */
#define NO_PLACE ((struct place){ NULL, 0 })

/* Entries with severity `error` or worse. */
size_t diag_errors(const struct diag_list *list);

/* Entries of any severity, those beyond the limit too. */
size_t diag_count(const struct diag_list *list);

/* Appends copies of all entries of `from` (arguments and frames are copied, sources are not); those it dropped are counted. */
void diag_append(struct diag_list *list, const struct diag_list *from);

/* The same of those entries that the list has not yet: the same message at the same place, whatever includes lead to it. */
void diag_append_new(struct diag_list *list, const struct diag_list *from);

/* Takes out the entries with this code. */
void diag_take_out(struct diag_list *list, enum diag_code code);

/* The start of a text as an argument: its first `characters`, in `arena`, and “…” where more follow. */
const char *diag_excerpt(struct arena *arena, struct str text, size_t characters);

const char *diag_id(enum diag_code code);                  /* "B001" */
const char *diag_template(enum diag_code code);            /* text with %1 … %4, as in the table */
enum diag_severity diag_severity_of(enum diag_code code);
const char *diag_severity_name(enum diag_severity severity); /* "error" */

/* Takes the next piece of `format` off its start: words, or one argument, from 1; 0: words. False: nothing is left. */
bool diag_next_piece(const char **format, struct str *words, unsigned *argument);

/* Appends `format` with %1 … %4 replaced by the entry's arguments. */
void diag_format(const struct diag *diag, const char *format, struct buf *out);

/* Process exit status for the worst entry: 0, 1 (warnings, when `strict`), 2 errors, 4 system. */
int diag_exit_status(const struct diag_list *list, bool strict);

#endif
