/* A content folder of its own for one test: the fixture, to be changed. */
#ifndef UNIT_CONTENT_SUPPORT_H
#define UNIT_CONTENT_SUPPORT_H

extern char content_folder[];

/* Of a TestSuite: .init and .fini, which call start() and stop(). */
void content_start(void);
void content_stop(void);

char *content_path(const char *name);
void content_put(const char *name, const char *text);
const char *content_get(const char *path);

#endif
