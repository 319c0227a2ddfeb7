/* Guides for clerks, in Chinese: templates/guide/NAME.md, sources that plangen sets, too, and whose commands are tested. */
#ifndef CLI_GUIDE_H
#define CLI_GUIDE_H

#include <stdbool.h>

struct arena;

/* Which guides there are, as a paragraph of the overview; nothing where `templates`, the folder of the page templates, is NULL or has none. */
void guide_list(struct arena *arena, const char *templates);

/* Prints the guide of that name as it is read in a terminal: without front matter. False: there is none, which is said. */
bool guide_print(struct arena *arena, const char *templates, const char *name);

#endif
