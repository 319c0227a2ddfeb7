/* --watch: waits until something changes below folders. */
#ifndef CLI_WATCH_H
#define CLI_WATCH_H

#include "base/hash.h"

/* Returns once state_of_files() is no longer `before` (a file was added, removed or changed) and stays for a moment. */
void watch_wait(const char *content, const char *templates, struct hash before);

#endif
