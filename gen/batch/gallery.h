/* --gallery: one page of HTML with the pictures of all documents of a batch. */
#ifndef BATCH_GALLERY_H
#define BATCH_GALLERY_H

#include <stdbool.h>
#include <stddef.h>

#include "batch/batch.h"

struct diag_list;
struct guard;

/* Writes the page to `path`: of each job that is made its title and its PNG files, by their places from there. `language`: "zh-CN" or "en", `title`: of
 * the page. False with an error. */
bool gallery_write(const char *path, const struct batch_job *jobs, size_t count, const char *store, const char *language, const char *title,
		   const struct guard *guard, struct diag_list *diags);

#endif
