/* Private to gen/api: what the handles of plangen.h hold. */
#ifndef API_INTERNAL_H
#define API_INTERNAL_H

#include <locale.h>

#include "api/words.h"
#include "base/diag.h"
#include "base/buf.h"
#include "base/hash.h"
#include "change/change.h"
#include "compare/compare.h"
#include "draft/draft.h"
#include "plangen.h"

struct check;
struct check_basis;
struct known;

/* A year's profile, read once. */
struct api_year {
	unsigned year;
	const struct catalogue_scope *profile; /* NULL: it cannot be used */
	const struct diag_list *said;          /* while it was read */
	struct api_year *next;
};

/* The files as they were at one time, and all that was made of them. */
struct api_state {
	struct arena *arena;
	struct hash files; /* state_of_files() before they were read */
	const struct catalogue *catalogue; /* NULL: the files cannot be used */
	struct draft_tools tools;
	const struct check_basis *basis; /* of checks; NULL until one is asked for */
	struct api_year *years;
	const char **unit_texts; /* those asked for so far, all fields of each unit; NULL: none */
};

struct plangen {
	struct arena *arena; /* of the context: paths */
	const char *content, *templates, *cache;
	struct known *known;
	struct font_library *fonts;
	struct draft_progress progress;
	enum words_language language;
	struct api_state *state;
};

/* A value that was set; `value` NULL: taken back. Of one that a person typed somewhere, where, and all of that text. */
struct api_setting {
	const char *name, *value;
	const char *where, *text; /* NULL: not typed */
};

struct plangen_request {
	struct plangen *plangen;
	struct arena *arena; /* of the texts below */
	enum draft_kind kind;
	const char *unit, *variant, *file; /* ids, and a path; each may be NULL */
	const char *units;    /* of plangen_plans(); NULL: no such request */
	const char *unit_name, *unit_type, *unit_where; /* of a unit in no file, see plangen_set_unit(); each may be NULL */
	const struct value *data; /* see plangen_set_data(); NULL: none */
	unsigned year;
	const char *date;     /* ISO; NULL: the content's */
	const struct profile *profile; /* NULL: see plangen_set_profile() */
	struct str output_intent; /* see plangen_set_output_intent(); empty: none */
	const char *font_prefix; /* NULL: see plangen_set_fonts() */
	unsigned resolution;  /* see plangen_set_picture() */
	bool sheet;
	bool plain_docx;      /* see plangen_set_docx() */
	const char *template; /* NULL: see plangen_set_template() */
	bool final;
	struct api_setting *settings;
	size_t setting_count, setting_room;
};

struct plangen_diff {
	struct arena *arena; /* of all of it */
	struct plangen_edited *edited; /* that is freed with it; NULL: none */
	const char *paths[2]; /* of the files, as they are named; the first is NULL for a plan's draft */
	struct compare_side before, after;
	struct compare_result result;
	struct buf bytes; /* of plangen_diff_bytes(), the last */
};

struct plangen_change {
	struct plangen *plangen;
	struct arena *arena; /* of the change, and of the files as they were when it was written */
	struct change_author author;
	struct change *change;
	bool has_values; /* of a document */
	const struct change_entry *written; /* what was committed last; NULL: nothing */
};

/* The time inside a call of the library: diagnostics, memory, and the C locale for this thread, whatever the process has. */
struct api_call {
	struct arena *arena;
	struct diag_list diags;
	struct plangen_messages *messages;
	locale_t before;
};

/* Between the two, all that lives in call->arena is there; afterwards the diagnostics are in the messages (NULL: nowhere). */
void api_enter(struct api_call *call, struct plangen_messages *messages);
void api_leave(struct api_call *call);

/* An object for the caller, zeroed, in an arena of its own, which is its first member; api_object_free() takes NULL, too. */
void *api_object(size_t size);
void api_object_free(void *object);

/* A document of those bytes, which are moved into it, in that one format. */
struct plangen_document *api_document_of(const char *title, const char *format, struct buf *bytes);

/* A log that stands alone, of that one change; texts in the language, labels of the context (NULL: none). `planned`: it is not written
 * yet; `hidden`: a constant, the file that texts pass over;
 * NULL: none. */
struct plangen_log *api_log_of(const struct plangen *plangen, enum words_language language, bool planned, const char *hidden,
			       const struct change_entry *entry);

/* The profile of the year; NULL with errors. */
const struct catalogue_scope *api_find_year(struct plangen *plangen, unsigned year, struct diag_list *diags);

/* Whether the number can be a year of plans; else an error. */
bool api_check_year(unsigned year, struct diag_list *diags);

/* The request with the files as they were read last, in call->arena; `policy`: of a draft that is not final. False with errors. */
bool api_resolve(struct api_call *call, struct plangen_request *request, enum draft_policy policy, struct draft_request *draft);

/* What the request says of values, for a plan or a file. False with errors. */
bool api_resolve_values(struct api_call *call, const struct plangen_request *request, struct catalogue_request *values);

/* Of plangen_plans(): what is the same for all plans, and the units. False with errors. */
bool api_resolve_plans(struct api_call *call, struct plangen_request *request, struct draft_request *base, struct catalogue_picked *picked);

/* Opens the page template that the request names, or the first one. False with errors. */
bool api_open_template(struct api_call *call, const struct plangen_request *request, struct draft_request *draft);

/* The check of the request's plan or file, in call->arena, which has been run; NULL with errors: there is none to check. */
const struct check *api_check(struct api_call *call, struct plangen_request *request);

#endif
