/* The structure tree, which tells programs what the marked content of the pages is: for screen readers, and for who reads the text out of an
 * archive's file (ISO 32000-1, 14.7 and 14.8; ISO 14289-1; ISO 19005-2, 6.7).
 *
 * First the content of the pages is written, with a mark around what each element shows, then the links, then the tree, which is that
 * of the document. An element that stands on two pages has marks on both. */
#ifndef WRITE_PDF_TAGS_H
#define WRITE_PDF_TAGS_H

#include <stdbool.h>
#include <stddef.h>

#include "base/str.h"

struct arena;
struct buf;
struct doc_node;
struct page_line;
struct page_run;
struct pdf_file;
struct pdf_object;
struct pdf_tags;

/* What type the role map makes a heading of level 1: titles of documents, parts and plans. */
#define PDF_TAGS_TITLE "Title"

/* The tags of the tree below `root` on pages that are `objects`. Owned by the arena. */
struct pdf_tags *pdf_tags_new(struct arena *arena, const struct doc_node *root, struct pdf_object *const *objects, size_t pages);

/* Goes on to this page. */
void pdf_tags_set_page(struct pdf_tags *tags, size_t page);

/* Whether two runs of a line, which is no artifact, stand in one element. */
bool pdf_tags_are_one(const struct page_line *line, const struct page_run *a, const struct page_run *b);

/* Begins marked content of the element in which the run stands: what `out` gets is to be ended by EMC. `text`: "", or /ActualText for it.
 * Marks do not stand within each other: MuPDF and Acrobat read that, but for poppler the outer one then ends with the inner one. */
void pdf_tags_begin(struct pdf_tags *tags, const struct page_line *line, const struct page_run *run, struct str text, struct buf *out);

/* Makes the annotation, over runs from `run` on, a part of the element that shows them. Returns its key (/StructParent). Links come in the order in
 * which their runs were marked. */
size_t pdf_tags_add_link(struct pdf_tags *tags, size_t page, const struct page_line *line, const struct page_run *run,
			 const struct pdf_object *annotation);

/* Adds the tree behind all other objects of the file, and to `out` what the catalog says of it. */
void pdf_tags_write(struct pdf_tags *tags, struct pdf_file *file, struct buf *out);

#endif
