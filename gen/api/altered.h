/* What a build would alter, before it makes anything: which documents, which of their pages, which passages. What was built last is read back from its
 * files and its record (batch/store.h) and compared with what the sources give now. */
#ifndef API_ALTERED_H
#define API_ALTERED_H

#include <stdbool.h>
#include <stddef.h>

#include "api/words.h"
#include "batch/batch.h"
#include "compare/compare.h"

struct buf;

enum altered_state {
	ALTERED_TEXT,    /* passages read otherwise */
	ALTERED_PAGES,   /* the text is the same, or that of a book, whose plans tell more; pages look otherwise */
	ALTERED_NOTHING, /* it would be made again as it is */
	ALTERED_NEW,     /* it was never made */
	ALTERED_UNKNOWN, /* no file is there that its text can be read from (DOCX, Markdown; of a book: pages) */
	ALTERED_FAILED,  /* it cannot be made */
	ALTERED_STATES
};

/* A passage that would read otherwise. */
struct altered_passage {
	enum compare_kind kind;
	const char *page;          /* on which it would stand, or (REMOVED) what stands before it; "" where pages are not known */
	const char *section;       /* for people: "二、重点任务 › （一）" */
	const char *before, *after; /* its text; "": it is not there */
};

/* A document that would be made. */
struct altered_document {
	const struct batch_job *job;
	enum altered_state state;
	const char *reason;   /* why it would be made, in the listener's language */
	const char *title;
	const char *file;     /* that is compared; NULL: none */
	unsigned pages_before, pages_now; /* 0: not known */
	const char *pages;    /* of now, that would look otherwise: "2, 4-6"; "" for none, NULL: not known */
	const struct altered_passage *passages;
	size_t passage_count;
	const struct compare_result *result; /* NULL: nothing was compared. Only while `found` runs */
};

struct altered {
	struct altered_document *items;
	size_t count, room;
};

/* Who is told of each document as it is found. */
struct altered_listener {
	void (*found)(void *context, const struct altered_document *document);
	void *context;
	enum words_language language;
	struct buf *text;     /* gets, behind what `found` put there, the passages of the document that would read otherwise; NULL: they are not wanted */
	bool colours;         /* of that, for a terminal */
	struct buf *redlines; /* gets a page of HTML with the documents whose text changes, old and new side by side; NULL: it is not wanted */
};

/* Looks at each job that has a reason (batch_verify()). `store`: the folder of the records. Writes nothing. Faults of documents go to `diags`; all of
 * `altered` lives in `arena`. */
void altered_find(struct arena *arena, struct draft_tools *tools, const struct batch_job *jobs, size_t count, const char *store,
		  const struct altered_listener *listener, struct altered *altered, struct diag_list *diags);

/* Whether a build would alter something that people see, or cannot be told. */
bool altered_is_some(const struct altered *altered);

/* "text", "pages" …: for programs, and to be translated. */
const char *altered_state_name(enum altered_state state);

/* Appends all of it, a row for each passage, as "json" or as one of the tables of api/tables.h. False: the format is none of these. */
bool altered_write(struct arena *arena, const struct altered *altered, const char *format, unsigned year, struct buf *out);

#endif
