/* Files that somebody went on editing: a new draft takes their place, and they are kept beside it. */
#ifndef BATCH_EDITED_H
#define BATCH_EDITED_H

#include <stdbool.h>

#include "base/diag.h"

struct arena;
struct writer;

/* Before `path` is written: where a file is there that is not as the writer made it, it gets a name of its own, “…（改）.docx”, and a
 * warning says which. True where nothing had to be kept, too. False with an error in `diags`, also when it cannot be read: then it must not be written. */
bool edited_keep(struct arena *arena, const struct writer *writer, const char *path, struct diag_list *diags);

#endif
