#include "check/likely.h"

#include <string.h>

#include "base/arena.h"
#include "base/utf8.h"
#include "check/internal.h"
#include "check/lattice.h"
#include "check/model.h"
#include "check/segment.h"

/* From what gain on (natural logarithm of how much more usual a text becomes) another character is meant. Lower ones find few slips more, but in right
 * texts three times as much. */
enum {
	GAIN = 8,	/* where the new word alone is usual */
	GAIN_FREE = 8,	/* where the character is one that often is a word alone */
	GAIN_KNOWN = 5, /* where the model has seen it beside its neighbour, or it is long */
	GAIN_LISTED = 4 /* where the new word is one that offices write (common.csv) */
};

enum { PAIR_SLOTS = 1 << 16 };

struct check_likely {
	struct check *check;
	const struct check_text *text;
	struct check_lattice *lattice;
	uint8_t *pairs; /* how often two characters stand side by side in the text, by their hash, up to 2; NULL: not counted yet */
	const struct check_block *block;
	size_t from, to; /* bytes of the block that the row of the lattice is */
	size_t count;
	uint32_t characters[CHECK_LATTICE_ROW];
};

/* What a run looks for, where it stands, and what it takes for it. */
struct likely_place {
	size_t at, start, size; /* character of the row, its bytes in the block */
};

struct check_likely *check_likely_start(struct check *check, const struct check_text *text)
{
	if (!check->basis->model)
		return NULL;
	struct check_likely *likely = ARENA_NEW(check->arena, struct check_likely);
	*likely = (struct check_likely){ .check = check, .text = text, .lattice = check->basis->lattice };
	return likely;
}

/* ---- the row around a place */

/* Makes the row of Chinese characters around the byte the lattice's; of a longer one, what stands near. */
static bool take_row(struct check_likely *likely, const struct check_block *block, size_t start)
{
	struct str text = block->text;
	if (likely->block == block && start >= likely->from && start < likely->to)
		return true;
	size_t from = start, to = start, size, count = 0;
	for (int i = 0; i < CHECK_LATTICE_ROW / 2 && utf8_is_han(scan_before(text, from, &size)); i++)
		from -= size;
	uint32_t character;
	while (count < CHECK_LATTICE_ROW && utf8_is_han(character = scan_at(text, to = count ? to : from, &size))) {
		likely->characters[count++] = character;
		to += size;
	}
	if (to <= start)
		return false;
	likely->block = block;
	likely->from = from;
	likely->to = to;
	likely->count = count;
	check_lattice_set(likely->lattice, likely->characters, count);
	return true;
}

/* The character of the row that begins at the byte. */
static struct likely_place place_of(const struct check_likely *likely, size_t start)
{
	struct likely_place place = { .start = start };
	scan_at(likely->block->text, start, &place.size);
	place.at = utf8_count(likely->block->text.data + likely->from, start - likely->from);
	return place;
}

/* ---- what is right though it is rare */

static uint32_t slot_of(uint32_t first, uint32_t second)
{
	return (first * 2654435761u ^ second * 2246822519u) >> 16 & (PAIR_SLOTS - 1);
}

static void count_pairs(struct check_likely *likely)
{
	likely->pairs = ARENA_ARRAY(likely->check->arena, uint8_t, PAIR_SLOTS);
	for (size_t i = 0; i < likely->text->count; i++) {
		struct str text = likely->text->blocks[i].text;
		uint32_t before = 0, character;
		for (size_t at = 0, size; at < text.len; at += size, before = character) {
			character = scan_at(text, at, &size);
			uint8_t *pair = &likely->pairs[slot_of(before, character)];
			*pair = (uint8_t)(*pair + (*pair < 2));
		}
	}
}

/* Whether the text has the character with one of its neighbours in another place, too: a name, a term. */
static bool is_repeated(struct check_likely *likely, size_t at)
{
	if (!likely->pairs)
		count_pairs(likely);
	const uint32_t *row = likely->characters;
	return (at && likely->pairs[slot_of(row[at - 1], row[at])] > 1) || (at + 1 < likely->count && likely->pairs[slot_of(row[at], row[at + 1])] > 1);
}

/* Whether the character may belong to a name of a person or place. */
static bool is_near_name(const struct check_likely *likely, size_t at)
{
	static const char places[] = "镇乡村县区市街路社组河湖桥库塘沟坝山寺庙园局", offices[] = "长记任员师席理志导授辅工生者";
	enum { NAME = 3, NAME_AND_MORE = 4 };
	const uint32_t *row = likely->characters;
	struct str text = likely->block->text;
	bool place = (at + 1 < likely->count && scan_in(row[at + 1], places)) || (at + 2 < likely->count && scan_in(row[at + 2], places));
	bool short_row = likely->count <= NAME;
	if (place || short_row || (likely->count <= NAME_AND_MORE && check_listed_at(&likely->check->tables->surnames, text, likely->from)))
		return true;
	size_t start = likely->from + strlen("甲") * at;
	for (size_t i = 0; i < NAME && i <= at; i++) /* 书记李小明: all characters of the row have three bytes, or it is told otherwise */
		if (i < at && scan_in(row[at - i - 1], offices) && check_listed_at(&likely->check->tables->surnames, text, start - strlen("甲") * i))
			return true;
	return false;
}

/* Whether the two characters from the byte on are a word that offices write. */
static bool is_listed(const struct check_likely *likely, size_t start)
{
	return check_is_common(likely->check->tables, likely->block->text, start);
}

/* How many of the two pairs that the character stands in are words that offices write; one at the row's edge is not counted. */
static int listed_pairs(const struct check_likely *likely, struct likely_place place, int *edges)
{
	size_t size;
	bool first = !place.at, last = place.at + 1 >= likely->count;
	scan_before(likely->block->text, place.start, &size);
	*edges = first + last;
	return (!first && is_listed(likely, place.start - size)) + (!last && is_listed(likely, place.start));
}

/* ---- what is meant */

struct likely_meant {
	uint32_t character;
	double gain;
	struct check_lattice_word word;
};

static void try(struct check_likely *likely, size_t at, uint32_t other, struct likely_meant *best)
{
	struct check_lattice_word word;
	double gain = check_lattice_gain(likely->lattice, at, other, &word);
	if (gain > best->gain)
		*best = (struct likely_meant){ other, gain, word };
}

/* The best of the characters that are read like the one at the place, or taken for it. */
static struct likely_meant meant_at(struct check_likely *likely, struct likely_place place)
{
	struct likely_meant best = { 0 };
	uint32_t other, own = likely->characters[place.at];
	for (size_t i = 0; (other = check_model_sound(likely->check->basis->model, own, &i));)
		try(likely, place.at, other, &best);
	const struct check_tables *tables = likely->check->tables;
	struct str text = likely->block->text;
	for (const struct check_item *one = tables->alike_ones.chains[check_chain_of(text, place.start)]; one; one = one->next) {
		struct str group = tables->alike.items[one->row].text;
		for (size_t k = 0, size; scan_stands(text, place.start, one->text) && k < group.len; k += size)
			if ((other = scan_at(group, k, &size)) != own)
				try(likely, place.at, other, &best);
	}
	return best;
}

/* `stays_free`: the new word's other character is one that stands alone in any text, 由 and 后 of 登记簿由…, 先易后难:
 * then a word before it may well end in the character as it is. */
static bool is_meant(const struct likely_meant *meant, uint32_t own, int listed, bool stays_free)
{
	size_t count = meant->word.end - meant->word.start;
	if (count < 2 || (count == 2 && stays_free) || (!check_may_be_part(own) && meant->gain < GAIN_FREE))
		return false;
	return (meant->gain > GAIN_KNOWN && ((!listed && (meant->word.before || meant->word.behind)) || count > 2)) || (meant->gain > GAIN && !listed);
}

static const char *word_with(struct check_likely *likely, const struct likely_meant *meant, size_t at)
{
	char text[CHECK_MODEL_WORD * 4];
	size_t len = 0;
	for (size_t i = meant->word.start; i < meant->word.end; i++)
		len += utf8_encode(i == at ? meant->character : likely->characters[i], text + len);
	return arena_copy(likely->check->arena, text, len);
}

/* The bytes of the block that are the word's characters. */
static struct str word_in_text(const struct check_likely *likely, const struct check_lattice_word *word)
{
	struct str text = likely->block->text;
	size_t start = likely->from + utf8_prefix(text.data + likely->from, likely->to - likely->from, word->start);
	return scan_slice(text, start, start + utf8_prefix(text.data + start, likely->to - start, word->end - word->start));
}

bool check_likely_prefers(struct check_likely *likely, const struct check_block *block, size_t start, struct str meant)
{
	for (size_t at = 0, size; at < meant.len; at += size) {
		uint32_t other = scan_at(meant, at, &size);
		struct check_lattice_word word;
		if (scan_at(block->text, start + at, NULL) == other)
			continue;
		return take_row(likely, block, start + at) && check_lattice_gain(likely->lattice, place_of(likely, start + at).at, other, &word) > GAIN_LISTED;
	}
	return false;
}

/* What is meant instead of a character that is a word alone; no gain: nothing is. */
static struct likely_meant look_at(struct check_likely *likely, struct likely_place place)
{
	int edges, listed = listed_pairs(likely, place, &edges);
	struct check_lattice_word own = check_lattice_word(likely->lattice, place.at);
	if (listed + edges == 2 || own.end - own.start > 1 || (own.before && own.behind))
		return (struct likely_meant){ 0 };
	struct likely_meant meant = meant_at(likely, place);
	size_t other = meant.word.start == place.at ? place.at + 1 : meant.word.start;
	bool stays_free =
		meant.gain > 0 && !check_may_be_part(likely->characters[other]) && !check_may_be_part(meant.character);
	return is_meant(&meant, likely->characters[place.at], listed, stays_free) && !is_near_name(likely, place.at) &&
			       !is_repeated(likely, place.at)
		       ? meant
		       : (struct likely_meant){0};
}

/* Whether a list of wrong words told of the place, or of what stands just before it. */
static bool is_told(const struct check_likely *likely, const struct likely_place *place)
{
	enum { BACK = 3 };
	size_t at = place->start, size = 0;
	for (int i = 0; i <= BACK; i++, at -= size) {
		if (check_was_given(likely->check, DIAG_CHECK_CONFUSABLE, likely->block, at) || check_was_given(likely->check, DIAG_CHECK_OWN_WORD, likely->block, at))
			return true;
		scan_before(likely->block->text, at, &size);
	}
	return false;
}

size_t check_likely_look(struct check_likely *likely, const struct check_block *block, size_t start)
{
	if (!take_row(likely, block, start))
		return 0;
	struct likely_place place = place_of(likely, start);
	struct likely_meant meant = look_at(likely, place);
	if (!meant.gain || is_told(likely, &place))
		return 0;
	if (place.at + 1 < likely->count) {
		struct likely_place next = place_of(likely, start + place.size);
		struct likely_meant other = look_at(likely, next);
		if (other.gain > meant.gain) {
			meant = other;
			place = next;
		}
	}
	struct str word = word_in_text(likely, &meant.word);
	size_t at = (size_t)(word.data - block->text.data);
	return check_report(likely->check, DIAG_CHECK_UNLIKELY, block, at, check_words_of(likely->check, word), word_with(likely, &meant, place.at)) ? at + word.len : 0;
}
