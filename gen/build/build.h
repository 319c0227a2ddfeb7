/* The chain for one document: values → merge → parse → tree → pages → files. */
#ifndef BUILD_BUILD_H
#define BUILD_BUILD_H

#include <stdbool.h>
#include <stddef.h>

#include "base/diag.h"
#include "base/file.h"
#include "base/hash.h"
#include "catalogue/catalogue.h"

struct arena;
struct cache;
struct doc;
struct font_library;
struct guard;
struct merge_library;
struct owners;
struct page_list;
struct page_template;
struct reads;
struct store_entry;
struct writer;
struct writer_input;

/* What all documents of a process share. `arena` holds shared sources; it lives as long as the process's work. */
struct build_tools {
	struct arena *arena;
	const struct catalogue *catalogue;
	const struct page_template *page_template;
	const char *templates;         /* folder of the page templates */
	struct font_library *fonts;
	struct cache *cache;           /* what writers keep between documents; NULL: nothing */
	const char *producer;          /* "plangen 1.0.0" */
	struct guard *guard;           /* what must not be written over; NULL: only the source of a document */
	struct owners *owners;         /* of a batch: whose files stand where; NULL: files are replaced unasked */
	struct build_source *sources;   /* plans and partials read so far */
	struct merge_library *library;  /* and compiled */
	struct identity_cache *identities; /* files hashed so far */
	struct hash *fonts_identity;       /* identity_of_fonts(), once computed */
	struct hash *program_identity;     /* likewise identity_of_program() */
};

enum build_policy {
	BUILD_DRAFT, /* missing values are visible gaps, and the document is marked as a draft */
	BUILD_FINAL, /* missing values are errors, nothing is written */
	BUILD_REVIEW, /* for build_compose(): as a draft, without the list of what is missing */
};

/* A file that the same command wrote before, for another source. */
struct build_taken {
	const char *path, *source;
	const struct build_taken *next;
};

struct build_request {
	struct catalogue_request values; /* its variant may be NULL for a file of one's own */
	const char *file;                /* source to read */
	enum build_policy policy;
	bool formal;                     /* shows the head and record block that the page template has; build_document() sets it */
	const struct writer *const *writers;
	size_t writer_count;
	const char *folder;              /* where the files go; made when it is missing */
	const char *path;                /* the one file of the one format, in `folder`; NULL: files are named after the title */
	const struct page_template *page_template; /* NULL: that of the tools; lives as long as they */
	const char *suffix;              /* put behind the title in file names; "" for none */
	bool trial;                      /* nothing is written: whether it could be */
	enum file_sync sync;             /* of the files */
	struct reads *reads;             /* records what the document read; NULL: not recorded */
	const struct build_taken *taken; /* files that must not be replaced, beside the source itself */
};

/* A value that is missing in the document. */
struct build_gap {
	const char *name, *label, *example; /* example may be NULL */
	struct place place;                 /* first place that uses it */
};

struct build_file {
	const char *path;
	struct hash hash;        /* of the content */
	struct file_stamp stamp; /* of the file that was written */
};

struct build_result {
	const char *title; /* the document's; the source's file name when it has none */
	struct str author; /* 作者 of the source, else the organisation */
	struct str date;   /* 成文日期, ISO; may be empty */
	size_t pages; /* 0 when no format needed pages */
	const struct build_gap *gaps;
	size_t gap_count;
	const struct build_file *files;
	size_t file_count;
	const struct page_list *layout; /* NULL when no format needed pages */
	const struct store_entry *entries; /* of a book's contents; NULL: take the layout's outline */
	size_t entry_count;
	const struct catalogue_values *values; /* that it was merged with */
	const char *waits_for; /* nothing was written, as these documents have to be made first: owner.first, see owners.h; or NULL */
};

/* A variant for what belongs to no plan: only what catalogue_values() needs. */
extern const struct catalogue_variant build_no_variant;

/* Makes the files of one document. Everything in `result` lives in `arena`. False with errors in `diags`; then no file was
 * written, or those written before a system error are whole. False without an error when it waits. */
bool build_document(struct arena *arena, struct build_tools *tools, const struct build_request *request,
		    struct build_result *result, struct diag_list *diags);

/* Whether some format of the request needs the document laid out. */
bool build_needs_pages(const struct build_tools *tools, const struct build_request *request);

/* The first half alone: the document tree with its title and, for a draft, the list of what is missing at its end.
 * NULL with errors in `diags`. */
struct doc *build_compose(struct arena *arena, struct build_tools *tools, const struct build_request *request,
			  struct build_result *result, struct diag_list *diags);

/* The title that the document would have, without making it; in `arena`. Faults are not reported: the title is then as near as can
 * be, so that the names of other documents do not change because this one has a fault. Never NULL. */
const char *build_find_title(struct arena *arena, struct build_tools *tools, const struct build_request *request);

/* The second half: writes the document, laid out as `pages` (NULL when no format needs them), in the request's formats.
 * Reads title, author, date and gaps of `result` and adds its files. False with errors in `diags`, as above. */
bool build_write(struct arena *arena, struct build_tools *tools, const struct build_request *request, const struct doc *doc,
		 const struct page_list *pages, struct build_result *result, struct diag_list *diags);

#endif
