/* How usual Chinese words are, alone and behind others: the model of three words in a row and the dictionary of the input method SunPinyin (Debian's
 * sunpinyin-data, whose texts are the Open-Gram project's), read where the system has it. The layout of both files is that which SunPinyin's own sources
 * describe (slm.h, pytrie.h). Nothing is taken on trust: a file that is not as it should be is no model. */
#ifndef CHECK_MODEL_H
#define CHECK_MODEL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct arena;
struct check_model;

enum { CHECK_MODEL_WORD = 8 /* most characters of a word that is looked for */ };

/* What stands before a word, as far as the model knows it. Zeros: the beginning of a row of characters. */
struct check_model_state {
	uint32_t level, node;
};

/* The model in the folder; NULL: it is not there, or of another form. Maps the files until the arena is freed; takes some milliseconds. */
struct check_model *check_model_open(struct arena *arena, const char *folder);

/* The same in the folder where the system keeps it. */
struct check_model *check_model_open_system(struct arena *arena);

/* Number of the word; 0: there is none. */
uint32_t check_model_word(const struct check_model *model, const uint32_t *characters, size_t count);

/* Most characters of a word that begins with this one, at least 1. */
size_t check_model_longest(const struct check_model *model, uint32_t character);

/* Whether some word has the two characters side by side; now and then true of others, too. */
bool check_model_joins(const struct check_model *model, uint32_t first, uint32_t second);

/* Characters that are read like this one but for their tone, itself among them, each maybe twice: the first at or after the position `from`
 * (0 at first), moved on behind it; 0: no more. */
uint32_t check_model_sound(const struct check_model *model, uint32_t character, size_t *from);

/* The negative logarithm (base e) of the word's probability behind `before`; *after is what the next one stands behind, *seen (may be NULL)
 * whether the model knows the word in this neighbourhood, not only alone. */
double check_model_cost(const struct check_model *model, struct check_model_state before, uint32_t word, struct check_model_state *after, bool *seen);

#endif
