/* Documents as files: what is written where, and whether it may be. Every document that becomes a file becomes one here. */
#ifndef BATCH_OUTPUT_H
#define BATCH_OUTPUT_H

#include "base/file.h"
#include "base/hash.h"
#include "draft/draft.h"

struct guard;
struct output_taken;
struct owners;

/* What all outputs of a command share. */
struct outputs {
	struct draft_tools *tools;
	struct guard *guard;   /* what must not be written over; NULL: only the source of a document */
	struct owners *owners; /* whose files stand where; NULL: files are replaced unasked */
	const struct output_taken *taken; /* files that this command wrote, see output_remember() */
};

/* A document and where it goes. */
struct output_request {
	struct draft_request draft;
	const char *folder;  /* of the files; made when it is missing */
	const char *path;    /* the one file of the one format, in `folder`; NULL: files are named after the title */
	const char *suffix;  /* put behind the title in file names; "" or NULL for none */
	bool trial;          /* nothing is written: whether it could be */
	bool swept;          /* what killed processes left in the folder is removed already */
	enum file_sync sync; /* of the files */
};

struct output_file {
	const char *path;
	struct hash hash;        /* of the content */
	struct file_stamp stamp; /* of the file that was written */
};

struct output_result {
	struct draft_result draft;
	const struct output_file *files;
	size_t file_count;
	const struct document_id *first; /* nothing was written, as these documents have to be made first: see owners.h */
	size_t first_count;
};

/* Makes the document and its files. Everything in `result` lives in `arena`. False with errors in `diags`; then no file was written, or
 * those written before a system error are whole. False without an error when it waits. */
bool output_make(struct arena *arena, struct outputs *outputs, const struct output_request *request,
		 struct output_result *result, struct diag_list *diags);

/* The files that were made are not replaced by those of other sources, by this command. */
void output_remember(struct outputs *outputs, const struct output_request *request, const struct output_result *result);

#endif
