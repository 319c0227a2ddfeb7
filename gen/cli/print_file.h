/* --print-file: the plans of a batch as one file to print. */
#ifndef CLI_PRINT_FILE_H
#define CLI_PRINT_FILE_H

#include <stddef.h>

struct batch_job;
struct guard;
struct session;

/* Writes the PDF files of the documents, in their order, one behind the other as file `path`: each begins on an odd page. `failed` documents that could not be made leave it unwritten, with an error; `store` has
 * the records of the others. */
void print_file_write(struct session *session, const char *path, const struct batch_job *jobs, size_t count, size_t failed, const char *store,
		      const struct guard *guard);

#endif
