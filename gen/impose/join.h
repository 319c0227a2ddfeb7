/* One file to print out of several. */
#ifndef IMPOSE_JOIN_H
#define IMPOSE_JOIN_H

/* Joins the files whose paths stand on standard input, a NUL behind each: a file begins on an odd page, behind a blank one where need be. Links and tags
 * are left out; font programs that are the same are there once. Writes pages and blank pages, two numbers, to standard error. */
void join_files(void);

#endif
