/* Changes of the content, as people and programs read them. */
#ifndef CLI_SHOW_CHANGE_H
#define CLI_SHOW_CHANGE_H

#include <jansson.h>

#include "change/log.h"

/* Prints who changed what, when (local time), file by file: cells old → new, lines of other texts as a diff has them. */
void show_change(const struct change_entry *entry);

/* Only the files. */
void show_change_files(const struct change_entry *entry);

/* The same as an object, which the caller owns; times are UTC. */
json_t *show_change_json(const struct change_entry *entry);

#endif
