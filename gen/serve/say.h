/* Words to whoever started the desk, in their language. */
#ifndef SERVE_SAY_H
#define SERVE_SAY_H

#include <libintl.h>

#define _(text) gettext(text)

/* Chinese or English, whether a locale of it is installed or not; `folder` holds the translations. */
void say_begin(const char *language, const char *folder);

/* "plangen: …" to standard error. */
__attribute__((format(printf, 1, 2)))
void say_error(const char *format, ...);

#endif
