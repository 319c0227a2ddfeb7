/* An office's own content folder, apart from the one that came with the program: first a copy of it, later brought up to what a newer program came
 * with, without losing what the office wrote. Its file shipped.tsv holds the version of the program whose texts it has, and the hash of each file as
 * it came. */
#ifndef CHANGE_SHIPPED_H
#define CHANGE_SHIPPED_H

#include <stdbool.h>

#define SHIPPED_LIST "shipped.tsv"

struct arena;
struct change;
struct diag_list;

/* Makes the folder `own`, which is not there yet, a copy of `shipped`: whole or not at all, also when two programs do it at once. False with errors. */
bool shipped_copy(struct arena *arena, const char *shipped, const char *own, const char *version, struct diag_list *diags);

/* The version whose texts the folder has, in the arena; NULL: it is no such copy. */
const char *shipped_version(struct arena *arena, const char *own);

/* What is new in `shipped` goes into the change of an own folder: files that the office did not edit are replaced, new ones added, those that are no
 * longer shipped removed. A file that was edited stays as it is; where the shipped one changed too, a warning says so. False with errors. */
bool change_take_shipped(struct change *change, const char *shipped, const char *version, struct diag_list *diags);

#endif
