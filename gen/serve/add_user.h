/* Adding a user of a desk that others reach. */
#ifndef SERVE_ADD_USER_H
#define SERVE_ADD_USER_H

#include "serve/desk.h"

/* Asks for a password, twice at a terminal, else a line of the input, and writes the user into the file. The exit status. */
int add_user_run(const struct desk *desk);

#endif
