#include "check/model.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/file.h"

enum {
	WORD_SLOTS = 1 << 18,  /* of the hash table, at least twice as many as words */
	PAIR_BITS = 1 << 21,   /* of the filter of pairs */
	MOST_WORDS = 120000,
	FIRST_WORD = 70,       /* numbers below are names of classes */
	MOST_CHARACTER = 65536,
	ORDER = 3,	       /* words in a row */
	PROBABILITIES = 65536, /* of 16 bits */
	WEIGHTS = 16384,       /* of 14 bits */
	NODE_WORDS = 3,	       /* of 32 bits: levels before the last */
	LEAF_WORDS = 2	       /* the last level */
};

/* A way to read a character, and where those that are read so stand. */
struct reading {
	uint32_t syllable, character;
	size_t first, count; /* in by_sound */
};

struct check_model {
	const uint32_t *dictionary;
	size_t dictionary_words; /* 32-bit words of the file */
	const uint32_t **texts;  /* by number; a text ends with 0 */
	uint8_t *lengths;
	uint32_t word_count, *slots;
	uint8_t *longest, *pairs;
	struct reading *by_sound, *by_character; /* the same, in two orders */
	size_t reading_count;
	uint32_t *first_reading; /* by character: index in by_character, one more for the end */
	const uint32_t *levels[ORDER + 1];
	uint32_t sizes[ORDER + 1];
	uint32_t *alone; /* by word: its node in the first level, 0 where it has none or that is the first */
	float *probabilities, *weights; /* negative logarithms */
};

/* ---- words */

static uint32_t hash_of(const uint32_t *characters, size_t count)
{
	uint32_t hash = 2166136261u;
	for (size_t i = 0; i < count; i++)
		hash = (hash ^ characters[i]) * 16777619u;
	return hash ^ hash >> 15;
}

uint32_t check_model_word(const struct check_model *model, const uint32_t *characters, size_t count)
{
	for (uint32_t slot = hash_of(characters, count) % WORD_SLOTS; model->slots[slot]; slot = (slot + 1) % WORD_SLOTS) {
		uint32_t word = model->slots[slot];
		if (model->lengths[word] == count && memcmp(model->texts[word], characters, count * sizeof *characters) == 0)
			return word;
	}
	return 0;
}

size_t check_model_longest(const struct check_model *model, uint32_t character)
{
	return character < MOST_CHARACTER && model->longest[character] ? model->longest[character] : 1;
}

static uint32_t pair_bit(uint32_t first, uint32_t second)
{
	return (first * 2654435761u ^ second * 2246822519u) >> 11;
}

bool check_model_joins(const struct check_model *model, uint32_t first, uint32_t second)
{
	uint32_t bit = pair_bit(first, second);
	return model->pairs[bit / 8] >> bit % 8 & 1;
}

static void add_word(struct check_model *model, uint32_t word)
{
	const uint32_t *text = model->texts[word];
	size_t count = model->lengths[word];
	uint32_t slot = hash_of(text, count) % WORD_SLOTS;
	while (model->slots[slot])
		slot = (slot + 1) % WORD_SLOTS;
	model->slots[slot] = word;
	if (text[0] < MOST_CHARACTER && model->longest[text[0]] < count)
		model->longest[text[0]] = (uint8_t)count;
	for (size_t i = 1; i < count; i++) {
		uint32_t bit = pair_bit(text[i - 1], text[i]);
		model->pairs[bit / 8] |= (uint8_t)(1 << bit % 8);
	}
}

/* The texts of all words stand behind each other at the end of the file. */
static bool read_words(struct arena *arena, struct check_model *model)
{
	const uint32_t *file = model->dictionary, *end = file + model->dictionary_words, *at = file + file[2] / sizeof *file;
	model->word_count = file[0];
	if (model->word_count > MOST_WORDS || file[2] / sizeof *file >= model->dictionary_words)
		return false;
	model->texts = ARENA_ARRAY(arena, const uint32_t *, model->word_count);
	model->lengths = ARENA_ARRAY(arena, uint8_t, model->word_count);
	model->slots = ARENA_ARRAY(arena, uint32_t, WORD_SLOTS);
	model->longest = ARENA_ARRAY(arena, uint8_t, MOST_CHARACTER);
	model->pairs = ARENA_ARRAY(arena, uint8_t, PAIR_BITS / 8);
	for (uint32_t word = 0; word < model->word_count; word++) {
		const uint32_t *text = at;
		while (at < end && *at)
			at++;
		if (at == end)
			return false;
		size_t count = (size_t)(at++ - text);
		model->texts[word] = text;
		model->lengths[word] = (uint8_t)(count <= CHECK_MODEL_WORD ? count : 0);
		if (word >= FIRST_WORD && model->lengths[word])
			add_word(model, word);
	}
	return true;
}

/* ---- sounds */

static int by_sound(const void *a, const void *b)
{
	const struct reading *x = a, *y = b;
	return x->syllable != y->syllable ? (x->syllable > y->syllable) - (x->syllable < y->syllable) : (x->character > y->character) - (x->character < y->character);
}

static int by_character(const void *a, const void *b)
{
	const struct reading *x = a, *y = b;
	return (x->character > y->character) - (x->character < y->character);
}

/* The characters of a syllable: a node of the trie has its transitions, two words each, then its words, of which those outside of GB 2312 are marked. */
static void add_readings(struct check_model *model, uint32_t syllable, size_t at, size_t capacity)
{
	const uint32_t *file = model->dictionary;
	if (at >= model->dictionary_words)
		return;
	size_t words = file[at] & 0xfff, first = at + 1 + 2 * (size_t)(file[at] >> 12 & 0xfff);
	for (size_t i = first; i < first + words && i < model->dictionary_words && model->reading_count < capacity; i++) {
		uint32_t word = file[i] & 0xffffff;
		if (word < model->word_count && model->lengths[word] == 1 && model->texts[word][0] < MOST_CHARACTER && (file[i] >> 24 & 3) == 0)
			model->by_sound[model->reading_count++] = (struct reading){ .syllable = syllable, .character = model->texts[word][0] };
	}
}

/* Tells each reading where those of its syllable begin, and how many they are. */
static void group_sounds(struct reading *sounds, size_t count)
{
	for (size_t first = 0, end; first < count; first = end) {
		for (end = first; end < count && sounds[end].syllable == sounds[first].syllable;)
			end++;
		for (size_t i = first; i < end; i++) {
			sounds[i].first = first;
			sounds[i].count = end - first;
		}
	}
}

/* The trie's root leads to all syllables, and to bare initials, which have no final (bits 4 to 11). */
static bool read_sounds(struct arena *arena, struct check_model *model)
{
	enum { ROOT = 3, MOST_READINGS = 30000 };
	const uint32_t *file = model->dictionary;
	size_t transitions = file[ROOT] >> 12 & 0xfff;
	if (ROOT + 1 + 2 * transitions > model->dictionary_words)
		return false;
	model->by_sound = ARENA_ARRAY(arena, struct reading, MOST_READINGS);
	for (size_t i = 0; i < transitions; i++) {
		uint32_t syllable = file[ROOT + 1 + 2 * i];
		if (syllable >> 4 & 0xff)
			add_readings(model, syllable, file[ROOT + 2 + 2 * i] / sizeof *file, MOST_READINGS);
	}
	size_t count = model->reading_count;
	model->by_character = ARENA_ARRAY(arena, struct reading, count + 1);
	qsort(model->by_sound, count, sizeof *model->by_sound, by_sound);
	group_sounds(model->by_sound, count);
	memcpy(model->by_character, model->by_sound, count * sizeof *model->by_sound);
	qsort(model->by_character, count, sizeof *model->by_character, by_character);
	model->first_reading = ARENA_ARRAY(arena, uint32_t, MOST_CHARACTER + 1);
	size_t next = 0;
	for (uint32_t c = 0; c <= MOST_CHARACTER; c++) {
		while (next < count && model->by_character[next].character < c)
			next++;
		model->first_reading[c] = (uint32_t)next;
	}
	return count > 0;
}

uint32_t check_model_sound(const struct check_model *model, uint32_t character, size_t *from)
{
	size_t left = (*from)++;
	if (character >= MOST_CHARACTER)
		return 0;
	for (uint32_t r = model->first_reading[character]; r < model->first_reading[character + 1]; r++) {
		const struct reading *reading = &model->by_character[r];
		if (left < reading->count)
			return model->by_sound[reading->first + left].character;
		left -= reading->count;
	}
	return 0;
}

/* ---- probabilities */

static uint32_t word_of(const struct check_model *model, uint32_t level, uint32_t node)
{
	return model->levels[level][(level < ORDER ? NODE_WORDS : LEAF_WORDS) * (size_t)node] & 0x3ffff;
}

static uint32_t child_of(const struct check_model *model, uint32_t level, uint32_t node)
{
	const uint32_t *n = model->levels[level] + NODE_WORDS * (size_t)node;
	uint32_t child = n[1] >> 16 | n[2] >> 25 << 16;
	return child < model->sizes[level + 1] ? child : model->sizes[level + 1];
}

/* The node for a shorter neighbourhood, which a node of the last level, or one without children, gives way to. */
static struct check_model_state shorter(const struct check_model *model, uint32_t level, uint32_t node)
{
	uint32_t link = level < ORDER ? model->levels[level][NODE_WORDS * (size_t)node + 2] : model->levels[level][LEAF_WORDS * (size_t)node + 1];
	struct check_model_state state = { link >> 23 & 3, link & 0x7fffff };
	return state.level < level && state.node < model->sizes[state.level] ? state : (struct check_model_state){ 0, 0 };
}

static float probability_of(const struct check_model *model, uint32_t level, uint32_t node)
{
	const uint32_t *n = model->levels[level] + (level < ORDER ? NODE_WORDS : LEAF_WORDS) * (size_t)node;
	return model->probabilities[level < ORDER ? n[1] & 0xffff : (n[1] >> 25 & 3) << 14 | n[0] >> 18];
}

/* Finds the word among the children of the node. */
static bool find_child(const struct check_model *model, struct check_model_state at, uint32_t word, uint32_t *found)
{
	if (!at.level) {
		*found = model->alone[word];
		return *found || word_of(model, 1, 0) == word;
	}
	uint32_t low = child_of(model, at.level, at.node), high = child_of(model, at.level, at.node + 1);
	while (low < high) {
		uint32_t middle = low + (high - low) / 2, here = word_of(model, at.level + 1, middle);
		if (here == word) {
			*found = middle;
			return true;
		}
		if (here < word)
			low = middle + 1;
		else
			high = middle;
	}
	return false;
}

double check_model_cost(const struct check_model *model, struct check_model_state before, uint32_t word, struct check_model_state *after, bool *seen)
{
	double cost = 0;
	uint32_t found;
	for (struct check_model_state at = before;; at = shorter(model, at.level, at.node)) {
		if (find_child(model, at, word, &found)) {
			uint32_t level = at.level + 1;
			bool leads_on = level < ORDER && child_of(model, level, found) < child_of(model, level, found + 1);
			*after = leads_on ? (struct check_model_state){ level, found } : shorter(model, level, found);
			if (seen)
				*seen = at.level > 0;
			return cost + probability_of(model, level, found);
		}
		cost += model->weights[model->levels[at.level][NODE_WORDS * (size_t)at.node] >> 18];
		if (!at.level)
			break;
	}
	*after = (struct check_model_state){ 0, 0 };
	if (seen)
		*seen = false;
	return cost + probability_of(model, 0, 0);
}

static float *logarithms(struct arena *arena, const uint32_t *table, size_t count)
{
	float *values = ARENA_ARRAY(arena, float, count);
	for (size_t i = 0; i < count; i++) {
		float value;
		memcpy(&value, &table[i], sizeof value);
		values[i] = value > 0 && value <= 1e6f ? -logf(value) : 30;
	}
	return values;
}

/* The number of words in a row, whether values are logarithms, the sizes of the levels, two tables of values, the levels. */
static bool read_model(struct arena *arena, struct check_model *model, const uint32_t *file, size_t words)
{
	size_t at = 2 + ORDER + 1;
	if (words < at + PROBABILITIES + WEIGHTS || file[0] != ORDER || file[1])
		return false;
	model->probabilities = logarithms(arena, file + at, PROBABILITIES);
	model->weights = logarithms(arena, file + at + PROBABILITIES, WEIGHTS);
	at += PROBABILITIES + WEIGHTS;
	for (size_t level = 0; level <= ORDER; level++) {
		size_t size = file[2 + level], width = level < ORDER ? NODE_WORDS : LEAF_WORDS;
		if (size < 2 || size > (words - at) / width)
			return false;
		model->levels[level] = file + at;
		model->sizes[level] = (uint32_t)size;
		at += size * width;
	}
	for (size_t level = 0; level < ORDER; level++)
		model->sizes[level]--; /* the last node only ends the children of the one before */
	model->alone = ARENA_ARRAY(arena, uint32_t, model->word_count);
	for (uint32_t node = 0; node < model->sizes[1]; node++)
		if (word_of(model, 1, node) < model->word_count)
			model->alone[word_of(model, 1, node)] = node;
	return true;
}

struct check_model *check_model_open(struct arena *arena, const char *folder)
{
	enum { HEAD = 4 };
	struct str words = file_map(arena, arena_printf(arena, "%s/pydict_sc.bin", folder));
	struct str model = file_map(arena, arena_printf(arena, "%s/lm_sc.t3g", folder));
	if (words.len < HEAD * sizeof(uint32_t) || !model.len)
		return NULL;
	struct check_model *m = ARENA_NEW(arena, struct check_model);
	m->dictionary = (const void *)words.data;
	m->dictionary_words = words.len / sizeof(uint32_t);
	bool good = read_words(arena, m) && read_sounds(arena, m) && read_model(arena, m, (const void *)model.data, model.len / sizeof(uint32_t));
	return good ? m : NULL;
}

struct check_model *check_model_open_system(struct arena *arena)
{
	static const char *const folders[] = { "/usr/lib/x86_64-linux-gnu/sunpinyin/data", "/usr/lib/aarch64-linux-gnu/sunpinyin/data", "/usr/lib/sunpinyin/data", "/usr/lib64/sunpinyin/data" };
	for (size_t i = 0; i < sizeof folders / sizeof *folders; i++) {
		struct check_model *model = file_is_folder(folders[i]) ? check_model_open(arena, folders[i]) : NULL;
		if (model)
			return model;
	}
	return NULL;
}
