/* What a person wishes of the files of documents: which formats, and where. */
#ifndef BATCH_WISH_H
#define BATCH_WISH_H

#include <stdbool.h>
#include <stddef.h>

struct arena;
struct diag_list;
struct output_request;

struct output_wish {
	const char *formats;   /* their names, separated by commas; NULL: that of the file `path`, else `otherwise` */
	const char *otherwise;
	const char *path;      /* a file of the one format, whose ending it has; else a folder; NULL: where the program puts files */
	bool pictures;         /* what only pictures have is asked for: then they are what is not named otherwise */
	bool also_pictures, also_pdf; /* besides the others */
};

/* Takes writers, folder and path into the request; all in `arena`. False with errors: no such format, or not that of the file. */
bool output_wish_take(struct arena *arena, const struct output_wish *wish, struct output_request *request, struct diag_list *diags);

/* Whether what the request names can hold as many documents: a file holds one. False with an error. */
bool output_wish_fits(const struct output_request *request, size_t documents, struct diag_list *diags);

/* The dot of the ending of the file that the path names; NULL: it has none, or names a folder that is there. */
const char *output_wish_dot(const char *path);

#endif
