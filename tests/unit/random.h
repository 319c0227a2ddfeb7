/* Numbers that look like chance and are the same in every run. */
#ifndef UNIT_RANDOM_H
#define UNIT_RANDOM_H

/* The next one, below 32768; *state is what the row begins with, then its own. */
unsigned next_random(unsigned *state);

#endif
