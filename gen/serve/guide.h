/* The guides for clerks (templates/guide/NAME.md) as pages of the desk: /guide/NAME.html. Below a heading stands the
 * picture NAME/HEADING.webp, where there is one. */
#ifndef SERVE_GUIDE_H
#define SERVE_GUIDE_H

#include <stddef.h>

struct arena;
struct asset;

/* Most files that the guides of the templates can become: each guide, each of its pictures, and the index. */
size_t guide_most(struct arena *arena, const char *templates);

/* Puts the pages, their pictures and the index /guide/ into `files`, which has room for guide_most(). Their number; 0:
 * there are no guides. */
size_t guide_read(struct arena *arena, const char *templates, struct asset *files);

#endif
