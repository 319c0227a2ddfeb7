/* What makes the first page of a letter (信函格式, GB/T 9704-2012, 10.1) besides its text. */
#ifndef LAYOUT_LETTER_H
#define LAYOUT_LETTER_H

#include <stdbool.h>

#include "layout/page.h"

struct page_template;

/* The two lines of a red double rule whose top edge is at `y`, centred on the page: thick above thin, or thin above thick. */
void letter_rules(const struct page_template *template, double y, bool thick_first, struct page_rule rules[2]);

#endif
