/* Documents made elsewhere become sources: the plans in a file, each as Markdown that renders to it again. */
#ifndef BATCH_IMPORT_H
#define BATCH_IMPORT_H

#include <stdbool.h>
#include <stddef.h>

#include "base/diag.h"

struct arena;
struct catalogue;
struct guard;

struct import_request {
	const char *file;   /* to read */
	const char *name;   /* of it for messages; NULL: its path */
	const char *folder; /* of the sources, which are named after their titles; made when it is missing */
	const char *path;   /* the one source, when the file holds one plan; NULL: in `folder` */
	const char *variables; /* table of what may be values of variables: made when it is not there, and no source; else what it says becomes tags;
	                        * NULL: none */
	const struct catalogue *catalogue; /* that has the variables; NULL: none */
	bool force;         /* files that are there may be written over */
	const struct guard *guard; /* what must not be written over */
};

struct import_result {
	const char **paths; /* of the sources that were written, or of the table */
	size_t count;
};

/* Reads the file and writes its plans. Nothing is written when one of the files is there and `force` is not given. False with errors in
 * `diags`; what was left out or is not certain is there as warnings and notes. Everything lives in `arena`. */
bool import_file(struct arena *arena, const struct import_request *request, struct import_result *result, struct diag_list *diags);

#endif
