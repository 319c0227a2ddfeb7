/* --ask: asks for missing values on the terminal. */
#ifndef CLI_ASK_H
#define CLI_ASK_H

#include <stdbool.h>

struct build_request;
struct build_tools;
struct session;

/* Asks for each value the document lacks, one line each (an empty line leaves the gap), and adds the answers to the
 * request's settings. Offers to keep them in the unit's row. False when the person ended the input (Ctrl-D) or with errors. */
bool ask_missing(struct session *session, struct build_tools *tools, struct build_request *request);

#endif
