/* Words of a command line, written so that a shell takes them as they are. */
#ifndef CLI_QUOTE_H
#define CLI_QUOTE_H

struct buf;

/* Appends the word, in single quotes where a shell would see more than letters in it. */
void quote_add_word(const char *word, struct buf *out);

#endif
