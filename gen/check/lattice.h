/* All ways to part a row of Chinese characters into words, and what the best of them costs: with the characters as they stand, and with one of them
 * another, or left out. */
#ifndef CHECK_LATTICE_H
#define CHECK_LATTICE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct arena;
struct check_lattice;
struct check_model;

enum { CHECK_LATTICE_ROW = 400 /* most characters of a row */ };

/* The word that stands at a character in the best way. */
struct check_lattice_word {
	size_t start, end; /* characters of the row */
	bool before, behind; /* the model has seen it beside its neighbour there */
};

struct check_lattice *check_lattice_new(struct arena *arena, const struct check_model *model);

/* Takes a row, at most CHECK_LATTICE_ROW characters, which are copied. */
void check_lattice_set(struct check_lattice *lattice, const uint32_t *characters, size_t count);

/* The word at the character, which is in the row. */
struct check_lattice_word check_lattice_word(const struct check_lattice *lattice, size_t at);

/* How much less the row costs (natural logarithm of how much more usual it is) with `other` at the place, and the word that it then stands in; zero or less: it is not more
 * usual, or `other` makes no word with its neighbours. */
double check_lattice_gain(struct check_lattice *lattice, size_t at, uint32_t other, struct check_lattice_word *word);

#endif
