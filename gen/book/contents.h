/* The contents of a book as it is laid out, and as a document of their own. */
#ifndef BOOK_CONTENTS_H
#define BOOK_CONTENTS_H

#include <stdbool.h>

struct arena;
struct buf;
struct contents;
struct diag_list;
struct draft_request;
struct draft_tools;

/* Sets the heading and the year, which are known before the book is laid out. `request`: book_request(). False with errors in `diags`. */
bool contents_begin(struct arena *arena, struct draft_tools *tools, const struct draft_request *request, struct contents *contents,
		    struct diag_list *diags);

/* Lays the book out, without writing anything, for the rest but `depth`. False with errors in `diags`. */
bool contents_lay_out(struct arena *arena, struct draft_tools *tools, const struct draft_request *request, struct contents *contents,
		      struct diag_list *diags);

/* The formats of contents: write/contents has those that show a list, the last two are documents of pages. */
#define CONTENTS_FORMATS "text, md, json, xml, csv, html, xlsx, pdf, docx"
bool contents_has_format(const char *name);

/* Appends the contents alone to `out`, in one of the formats. False with errors in `diags`. */
bool contents_write(struct arena *arena, struct draft_tools *tools, const struct draft_request *request,
		    const struct contents *contents, const char *format, struct buf *out, struct diag_list *diags);

#endif
