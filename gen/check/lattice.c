#include "check/lattice.h"

#include <string.h>

#include "base/arena.h"
#include "check/model.h"

enum {
	BEHIND = 5,   /* characters behind the one that is exchanged, after which both ways are compared */
	UNKNOWN = 18, /* cost of a character that is no word of the model */
};

/* A word that ends at a place, in the best way that leads to it. */
struct way {
	size_t start;
	double cost; /* of all up to here */
	struct check_model_state state;
	size_t before; /* which way it goes on from, of those that end where it starts */
	bool seen;
};

struct column {
	struct way ways[CHECK_MODEL_WORD];
	size_t count, best;
};

struct check_lattice {
	const struct check_model *model;
	uint32_t row[CHECK_LATTICE_ROW];
	size_t count;
	struct column columns[CHECK_LATTICE_ROW + 1]; /* by the character that a word ends before */
	struct column others[CHECK_MODEL_WORD + BEHIND + 1]; /* the columns from `at` on with another character there */
};

struct check_lattice *check_lattice_new(struct arena *arena, const struct check_model *model)
{
	struct check_lattice *lattice = ARENA_NEW(arena, struct check_lattice);
	lattice->model = model;
	return lattice;
}

/* The best way to the word [start, start + count), from those that end before it. */
static struct way way_of(const struct check_model *model, const struct column *from, size_t start, uint32_t word)
{
	struct way best = { .start = start, .cost = 1e9 };
	for (size_t i = 0; i < from->count; i++) {
		struct check_model_state after = { 0, 0 };
		bool seen = false;
		double cost = from->ways[i].cost + (word ? check_model_cost(model, from->ways[i].state, word, &after, &seen) : UNKNOWN);
		if (cost < best.cost)
			best = (struct way){ start, cost, after, i, seen };
	}
	return best;
}

/* Fills the column of words that end before `end`; columns from `changed` on are those of `others`. */
static void fill(struct check_lattice *lattice, size_t end, size_t changed, struct column *column)
{
	column->count = column->best = 0;
	for (size_t start = end; start-- > 0 && end - start <= CHECK_MODEL_WORD;) {
		size_t count = end - start;
		if (count > 1 && !check_model_joins(lattice->model, lattice->row[start], lattice->row[start + 1]))
			break; /* nor has a longer word the two side by side */
		if (check_model_longest(lattice->model, lattice->row[start]) < count)
			continue;
		uint32_t word = check_model_word(lattice->model, lattice->row + start, count);
		if (!word && count > 1)
			continue;
		const struct column *from = start > changed ? &lattice->others[start - changed] : &lattice->columns[start];
		column->ways[column->count] = way_of(lattice->model, from, start, word);
		if (column->ways[column->count].cost < column->ways[column->best].cost)
			column->best = column->count;
		column->count++;
	}
}

void check_lattice_set(struct check_lattice *lattice, const uint32_t *characters, size_t count)
{
	lattice->count = count < CHECK_LATTICE_ROW ? count : CHECK_LATTICE_ROW;
	memcpy(lattice->row, characters, lattice->count * sizeof *characters);
	lattice->columns[0] = (struct column){ .count = 1 };
	for (size_t end = 1; end <= lattice->count; end++)
		fill(lattice, end, lattice->count, &lattice->columns[end]);
}

/* The word at `at` on the best way that ends before `end`; columns behind `changed` are those of `others`. */
static struct check_lattice_word word_on_way(const struct check_lattice *lattice, size_t at, size_t end, size_t changed)
{
	struct check_lattice_word word = { .start = at, .end = at + 1 };
	bool behind = false;
	size_t index = (size_t)-1;
	while (end > at) {
		const struct column *column = end > changed ? &lattice->others[end - changed] : &lattice->columns[end];
		const struct way *way = &column->ways[index == (size_t)-1 ? column->best : index];
		word = (struct check_lattice_word){ way->start, end, way->seen, behind };
		behind = way->seen;
		index = way->before;
		end = way->start;
	}
	return word;
}

struct check_lattice_word check_lattice_word(const struct check_lattice *lattice, size_t at)
{
	return word_on_way(lattice, at, lattice->count, lattice->count);
}

/* Whether some word has the character at the place together with a neighbour. */
static bool makes_word(const struct check_lattice *lattice, size_t at)
{
	enum { AROUND = 3 };
	const uint32_t *row = lattice->row;
	if (!(at && check_model_joins(lattice->model, row[at - 1], row[at])) && !(at + 1 < lattice->count && check_model_joins(lattice->model, row[at], row[at + 1])))
		return false;
	for (size_t start = at > AROUND ? at - AROUND : 0; start <= at; start++)
		for (size_t end = at + 1; end <= lattice->count && end - start <= AROUND + 1; end++)
			if (end - start > 1 && check_model_word(lattice->model, row + start, end - start))
				return true;
	return false;
}

double check_lattice_gain(struct check_lattice *lattice, size_t at, uint32_t other, struct check_lattice_word *word)
{
	size_t stop = at + BEHIND < lattice->count ? at + BEHIND : lattice->count;
	uint32_t own = lattice->row[at];
	double gain = 0;
	lattice->row[at] = other;
	if (other != own && makes_word(lattice, at)) {
		for (size_t end = at + 1; end <= stop; end++)
			fill(lattice, end, at, &lattice->others[end - at]);
		const struct column *before = &lattice->columns[stop], *after = &lattice->others[stop - at];
		gain = before->ways[before->best].cost - after->ways[after->best].cost;
		*word = word_on_way(lattice, at, stop, at);
	}
	lattice->row[at] = own;
	return gain;
}
