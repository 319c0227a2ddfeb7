/* Ways around in the file: bookmarks, page labels, links (ISO 32000-1, 12.3, 12.4.2, 12.5.6.5). */
#ifndef WRITE_PDF_NAVIGATION_H
#define WRITE_PDF_NAVIGATION_H

#include <stddef.h>

struct arena;
struct buf;
struct diag_list;
struct page_list;
struct pdf_file;
struct pdf_object;
struct pdf_tags;

/* Bookmarks for the outline of the pages; levels 0 and 1 are visible at first. `objects`: one per page. */
void pdf_navigation_add_outline(struct arena *arena, struct pdf_file *file, const struct page_list *pages,
				struct pdf_object *const *objects);

/* The catalog's /PageLabels, where any page has a label. */
void pdf_navigation_add_labels(struct buf *out, const struct page_list *pages);

/* Link annotations of all pages, parts of `tags` (NULL: none). A target that no line and no outline entry shows is reported. */
void pdf_navigation_add_links(struct arena *arena, struct pdf_file *file, const struct page_list *pages,
			      struct pdf_object *const *objects, struct pdf_tags *tags, struct diag_list *diags);

#endif
