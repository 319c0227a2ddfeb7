/* What a page carries besides its text: page number, draft mark. */
#ifndef LAYOUT_FURNITURE_H
#define LAYOUT_FURNITURE_H

struct layout;
struct page;
struct pager_page;

/* Adds the artifact lines of `page` (its number and label are set) to the page being filled. */
void furniture_add(struct layout *layout, struct pager_page *filled, const struct page *page);

#endif
