/* The folder of page templates. */
#ifndef DRAFT_TEMPLATES_H
#define DRAFT_TEMPLATES_H

#include <stdbool.h>

#include "base/source.h"

struct arena;
struct diag_list;
struct draft_tools;
struct page_template;
struct reads;

/* The page template of documents that name none. */
#define TEMPLATES_DEFAULT "gbt9704"

/* And of those that are notices which issue a plan (印发通知). */
#define TEMPLATES_FORMAL "gbt9704-head"

/* Whether there is such a page template in the folder; else an error at `place` that lists those there are. */
bool templates_find(struct arena *arena, const char *folder, const char *name, struct place place, struct diag_list *diags);

/* The page template that a document names itself (版式), at `place`. What it depends on is added to `reads` (may be NULL), with the fonts where the document
 * needs them. NULL with errors. */
const struct page_template *templates_choose(struct draft_tools *tools, const char *name, struct place place, bool fonts,
					     struct reads *reads, struct diag_list *diags);

/* Adds the files that the page template was read from. */
void templates_add_files(const struct page_template *template, struct reads *reads);

/* What depends on the fonts of the page template of the name, as an option of reads. */
#define TEMPLATES_FONTS "fonts of "

/* The page template of the tools' folder, read once; it lives as long as the tools. NULL with errors. */
const struct page_template *templates_open(struct draft_tools *tools, const char *name, struct diag_list *diags);

#endif
