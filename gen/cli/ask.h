/* --ask: asks for missing values on the terminal. What was typed is in a file before the next question comes. */
#ifndef CLI_ASK_H
#define CLI_ASK_H

#include <stddef.h>

struct output_request;
struct draft_tools;
struct session;

enum ask_end {
	ASK_DONE,        /* the documents can be made, with all answers or some */
	ASK_FAILED,      /* errors in the session's diagnostics */
	ASK_INTERRUPTED, /* the person pressed Ctrl-C */
};

/* Asks for each value that one of the documents lacks, one line each (an empty line leaves the gap, the end of the input all that
 * follow), and adds the answers to the requests' settings. Says before the first question where the answers go: after each one they are
 * saved as JSON in the folder of the documents, in a file that the next --ask and --data take up. At the end they are moved into the
 * unit's row, unless that cannot be or the person says no. */
enum ask_end ask_missing(struct session *session, struct draft_tools *tools, struct output_request *requests, size_t count);

#endif
