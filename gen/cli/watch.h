/* --watch: waits until something changes below folders. */
#ifndef CLI_WATCH_H
#define CLI_WATCH_H

#include "base/hash.h"

/* Names, sizes and times of all files below both folders. */
struct hash watch_state(const char *content, const char *templates);

/* Returns once the state is no longer `before` (a file was added, removed or changed) and stays for a moment. */
void watch_wait(const char *content, const char *templates, struct hash before);

#endif
