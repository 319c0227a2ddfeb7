/* --watch: waits until something changes below folders. */
#ifndef CLI_WATCH_H
#define CLI_WATCH_H

/* Returns once a file below one of the folders was added, removed or changed, and nothing more changed for a moment. */
void watch_wait(const char *content, const char *templates);

#endif
