/* A file that the desk gives as it is. */
#ifndef SERVE_ASSET_H
#define SERVE_ASSET_H

#include <stdbool.h>

#include "base/str.h"

struct arena;

struct asset {
	const char *path; /* as it is asked for: "/desk.js" */
	const char *type; /* content type */
	const char *tag;  /* entity tag, with its quotes */
	struct str data;
};

/* With this path, type and data, which live as long as `arena`. */
void asset_set(struct arena *arena, struct asset *asset, const char *path, const char *type, struct str data);

/* Reads the file `from`, whose ending says its type, into `arena`. False: it is not there, too large, or of no type
 * that the desk gives. */
bool asset_read(struct arena *arena, const char *from, const char *path, struct asset *asset);

#endif
