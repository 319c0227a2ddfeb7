/* What a command must not write over: the files it reads, and the folders of sources and page templates. Every writer of files asks
 * here but those whose purpose is to edit sources (change/change.h). */
#ifndef BATCH_GUARD_H
#define BATCH_GUARD_H

#include <stdbool.h>
#include <stddef.h>

#include "base/diag.h"

struct arena;
struct writer;

struct guard {
	struct arena *arena;
	struct guarded *items;
	size_t count, capacity;
};

/* Nothing is written into the folder, nor anywhere below it (of a content folder: into the parts that hold sources; out/ may be in it). NULL and folders that are not there are passed over. Other folders of
 * sources (with catalogue.xml and variables.xml) and page templates (with template.xml) are known by what is in them. */
void guard_add_folder(struct guard *guard, const char *folder);

/* The file, under any of its names, is not written over. NULL and files that are not there are passed over. */
void guard_add_file(struct guard *guard, const char *path);

/* Whether the command may write the file, which need not be there: false with an error in `diags`. A NULL guard allows everything. */
bool guard_allows(const struct guard *guard, const char *path, struct diag_list *diags);

/* The parts of it, for several files of one folder: whether files may be written into the folder; whether it is none that is read. */
bool guard_allows_folder(const struct guard *guard, const char *folder, struct diag_list *diags);
bool guard_allows_file(const struct guard *guard, const char *path, struct diag_list *diags);

/* Whether the path may be that of a document of a batch into `out`: all below out/plans, and of out/ itself, where the book is, what ends as
 * one of these formats does. Documents are named by their titles, which are not known before they are made. */
bool guard_is_document(const char *path, const char *out, const struct writer *const *writers, size_t writer_count);

#endif
