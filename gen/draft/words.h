/* The words of a content folder that titles keep whole: words/break.csv. */
#ifndef DRAFT_WORDS_H
#define DRAFT_WORDS_H

#include <stdbool.h>

struct arena;
struct break_words;
struct diag_list;

/* Reads content_folder/words/break.csv: the columns 词, 行首 and 行尾; a cell of the last two is empty or 不. No such file: no words, no
 * error. All in `arena`. False with errors, each at its cell. */
bool words_load(struct arena *arena, const char *content_folder, struct break_words *out, struct diag_list *diags);

#endif
