/* Help as it is printed. */
#ifndef CLI_HELP_H
#define CLI_HELP_H

#include "cli/options.h"

/* Help to standard output, as wide as the terminal: the overview, or one command's. */
void help_print(enum command command);

#endif
