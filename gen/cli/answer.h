/* Answers that a person types. */
#ifndef CLI_ANSWER_H
#define CLI_ANSWER_H

#include <stdbool.h>

struct arena;

/* The next line of standard input without blanks around it, in `arena`; NULL at its end, when standard error goes on in a new line. */
const char *answer_read(struct arena *arena);

/* Whether the next line says yes: y, Y, 是. No answer is none. */
bool answer_is_yes(void);

#endif
