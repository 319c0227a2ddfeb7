/* The store of a batch: for each document, what it read and what was made of it. One small text file each, written by
 * atomic rename, in out/store/; it can be deleted at any time (everything is made again then). */
#ifndef BATCH_STORE_H
#define BATCH_STORE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/diag.h"
#include "base/file.h"
#include "draft/document_id.h"
#include "draft/reads.h"
#include "write/contents/contents.h"

/* A file that was written, with what tells whether it is still that file. */
struct store_output {
	const char *path;
	struct hash hash;        /* of its content */
	struct file_stamp stamp; /* of the file that was written, not of what may stand there since */
};

/* A value that the document lacks. */
struct store_gap {
	const char *name, *label;
};

struct store_record {
	struct document_id id;
	const char *title;
	unsigned pages;
	const struct reading *reads;
	size_t read_count;
	const struct store_output *outputs;
	size_t output_count;
	const struct store_output *former; /* made earlier under names that are no longer its (a new title), and still there */
	size_t former_count;
	const struct contents_entry *entries;
	size_t entry_count;
	const struct hash *looks; /* of each page, see looks.h; none where no format has pages */
	size_t look_count;
	const struct store_gap *gaps; /* each value once */
	size_t gap_count;
};

/* The record of a document; NULL when there is none or it cannot be used: one that is torn, damaged (its checksum is wrong) or
 * foreign is no record. */
const struct store_record *store_load(struct arena *arena, const char *folder, const struct document_id *id);

/* Replaces the record of record->id. */
bool store_save(const char *folder, const struct store_record *record, struct diag_list *diags);

void store_remove(const char *folder, const struct document_id *id);

/* The records in the folder for which `wanted` is true, by document_id_compare(); their number. Only those are kept in memory.
 * `diags`: gets an error for the folder or a record that cannot be read; NULL: they are passed over. */
typedef bool store_filter(void *context, const struct store_record *record);
size_t store_find(struct arena *arena, const char *folder, store_filter *wanted, void *context,
		  const struct store_record *const **records, struct diag_list *diags);

/* Whether the file is still there as it was written: by its stamp, and by its content where only the file's number is another (a
 * copy) or where `thorough` asks for it. */
bool store_output_intact(const struct store_output *output, bool thorough);

/* Whether the file's content is what was written. False with errno set when the file cannot be read. */
bool store_output_same(const struct store_output *output, bool *same);

#endif
