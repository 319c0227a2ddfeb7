/* Where content/ and templates/ are: --content, $PLANGEN_HOME, beside the binary; of an installed program the office's own folder, below
 * $XDG_DATA_HOME or /etc, over that which came with it. */
#ifndef CLI_HOME_H
#define CLI_HOME_H

#include <stdbool.h>

struct arena;

struct home {
	const char *content;   /* folder with catalogue.xml, or NULL: not found */
	const char *shipped;   /* the content that an installed program came with; NULL: the sources are elsewhere */
	const char *own;       /* the office's own copy of it: where it is, or would be; NULL: nobody has a home */
	const char *templates; /* folder with schema/ and the page templates, or NULL */
	const char *locale;    /* folder with the message translations: ../share/locale beside the binary */
	const char *desk;      /* the program of the office desk: ../libexec/plangen/plangen-serve beside the binary */
	const char *imposer;   /* the program behind `plangen impose`: plangen-impose beside that of the desk */
	const char *cache;     /* folder for remembered font look-ups, or NULL */
	const char *tried;     /* folders tried for the content, one a line, for the message */
};

/* `given` is the value of --content, or NULL. */
struct home home_find(struct arena *arena, const char *given);

#endif
