/* The words of a content folder that titles keep whole: words/break.csv. */
#ifndef DRAFT_WORDS_H
#define DRAFT_WORDS_H

struct arena;
struct break_words;
struct diag_list;

/* Reads content_folder/words/break.csv: the columns 词, 行首 and 行尾; a cell of the last two is empty or 不. No such file: no words, no
 * error. All in `arena`. NULL with errors, each at its cell. */
const struct break_words *words_load(struct arena *arena, const char *content_folder, struct diag_list *diags);

#endif
