/* Who changes content, and when: the only answer to it in the program. */
#ifndef CLI_AUTHOR_H
#define CLI_AUTHOR_H

#include "change/change.h"

struct plangen_change;
struct session;

/* The user of the process by the full name that the system knows, else the login name, else the number; the time of SOURCE_DATE_EPOCH when it is
 * set, else of the clock. The name lives as long as the session. */
struct change_author author_of(struct session *session, const char *command);

/* The same name, and the same time, one by one. */
const char *author_name(struct session *session);
long long author_when(void);

/* Begins a change of the session's content by the user of the process; lives as long as the session. */
struct change *author_begin(struct session *session, const char *command);

/* The same of the content that the session opened (session_open()); the caller frees it. */
struct plangen_change *author_change(struct session *session, const char *command);

#endif
