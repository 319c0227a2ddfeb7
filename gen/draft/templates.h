/* The folder of page templates. */
#ifndef DRAFT_TEMPLATES_H
#define DRAFT_TEMPLATES_H

#include <stdbool.h>

struct arena;
struct diag_list;
struct draft_tools;

/* The page template of documents that name none. */
#define TEMPLATES_DEFAULT "gbt9704"

/* Whether there is such a page template in the folder; else an error that lists those there are. */
bool templates_find(struct arena *arena, const char *folder, const char *name, struct diag_list *diags);

/* The page template of the tools' folder, read once; it lives as long as the tools. NULL with errors. */
const struct page_template *templates_open(struct draft_tools *tools, const char *name, struct diag_list *diags);

#endif
