/* Hashes of inputs as they are now, each computed once per process. */
#ifndef DRAFT_IDENTITY_H
#define DRAFT_IDENTITY_H

#include "base/hash.h"

struct arena;
struct draft_tools;
struct page_list;
struct page_template;
struct reads;
struct catalogue_values;

/* What was found so far: it is taken to hold as long as the cache lives. */
struct identity_cache {
	struct identity_file *files[1024];
	struct identity_fonts *fonts; /* of page templates */
	struct hash *program;         /* NULL: not computed yet */
};

/* Hash of the file's content; *exists is false when there is nothing of that name. A folder, or what cannot be read, has the hash 0. */
struct hash identity_of_file(struct draft_tools *tools, const char *path, bool *exists);

/* A variable as a document sees it: its value and what its declaration says of its type and of gaps. */
struct hash identity_of_value(const struct catalogue_values *values, struct str name);

/* The fonts that the page template's roles resolve to on this machine: paths, sizes, times. */
struct hash identity_of_fonts(struct draft_tools *tools, const struct page_template *template);

/* The font that is taken here for a character which no font of the template has, as identity_of_fonts() tells it; none: zero. */
struct hash identity_of_foreign_font(struct draft_tools *tools, uint32_t codepoint);

/* Adds the characters that no font of the template has as options IDENTITY_FOREIGN "2611", and the files of the fonts they were taken
 * from. NULL reads: nothing. */
#define IDENTITY_FOREIGN "font of U+"
void identity_add_foreign_fonts(struct draft_tools *tools, const struct page_list *pages, struct reads *reads);

/* The program: version, content of the file it runs from, paths, sizes and times of the libraries it runs with. */
struct hash identity_of_program(struct draft_tools *tools);

#endif
