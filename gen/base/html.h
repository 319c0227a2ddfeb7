/* Pages of HTML that stand alone, for reports: one look for all of them, nothing loaded from elsewhere. */
#ifndef BASE_HTML_H
#define BASE_HTML_H

#include "base/str.h"

struct buf;

/* Appends the page down to its first heading. `language`: "zh-CN" or "en"; `style`: CSS behind that of all pages; "": none. */
void html_begin(struct buf *out, const char *language, struct str title, const char *style);
void html_end(struct buf *out);

/* Appends an element that holds a text: html_add(out, "td", "number", text). `class` NULL: none. */
void html_add(struct buf *out, const char *name, const char *class, struct str text);

#endif
