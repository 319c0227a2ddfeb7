/* Set phrases that are nearly written: in the text stands the beginning or the end of one of content/words/set.csv, and what is between differs in few
 * characters. Marks do not count; of two phrases with one beginning, the text may have either. */
#include <string.h>

#include "base/utf8.h"
#include "check/internal.h"
#include "check/rules.h"

enum { SEED_CHARS = 3, MOST_CHARS = 64, MORE_CHARS = 6 };

/* Chinese characters of a text, with where each begins and ends. */
struct row {
	uint32_t characters[MOST_CHARS + MORE_CHARS];
	size_t starts[MOST_CHARS + MORE_CHARS], ends[MOST_CHARS + MORE_CHARS];
	size_t count;
};

/* The next characters from the offset on, at most `most`; a mark that ends a sentence ends the row. */
static void read_on(struct str text, size_t at, size_t most, struct row *row)
{
	size_t size;
	row->count = 0;
	for (uint32_t c; row->count < most && (c = scan_at(text, at, &size)) && !scan_is_mark(c, "。；：！？");
	     at += size)
		if (utf8_is_han(c)) {
			row->characters[row->count] = c;
			row->starts[row->count] = at;
			row->ends[row->count++] = at + size;
		}
}

/* The same backwards, from what ends at the offset. */
static void read_back(struct str text, size_t end, size_t most, struct row *row)
{
	size_t size;
	row->count = 0;
	for (uint32_t c; row->count < most && (c = scan_before(text, end, &size)) && !scan_is_mark(c, "。；：！？");
	     end -= size)
		if (utf8_is_han(c)) {
			row->characters[row->count] = c;
			row->starts[row->count] = end - size;
			row->ends[row->count++] = end;
		}
}

/* How many characters a phrase of so many may differ in. */
static size_t allowed(size_t count)
{
	return count < 7 ? 1 : count < 12 ? 2 : count / 4;
}

/* The least number of characters that must be changed, put in or left out in a beginning of `text` to make it `phrase`; *used: that beginning's length. More than
 * `most`: most + 1. */
static size_t distance(const struct row *phrase, const struct row *text, size_t most, size_t *used)
{
	size_t before[MOST_CHARS + MORE_CHARS + 1], now[MOST_CHARS + MORE_CHARS + 1], best = most + 1;
	for (size_t k = 0; k <= text->count; k++)
		before[k] = k;
	for (size_t i = 0; i < phrase->count; i++) {
		now[0] = i + 1;
		for (size_t k = 0; k < text->count; k++) {
			size_t changed = before[k] + (phrase->characters[i] != text->characters[k]);
			size_t other = (now[k] < before[k + 1] ? now[k] : before[k + 1]) + 1;
			now[k + 1] = changed < other ? changed : other;
		}
		memcpy(before, now, (text->count + 1) * sizeof *now);
	}
	*used = 0;
	for (size_t k = 0; k <= text->count; k++)
		if (before[k] < best) {
			best = before[k];
			*used = k;
		}
	return best;
}

/* Whether the first `used` characters of the text are the phrase with its end left off, or with another end of another length: then something else may be meant. */
static bool breaks_off(const struct row *phrase, const struct row *text, size_t used)
{
	enum { LONG = 10 };
	size_t same = 0;
	while (same < used && same < phrase->count && phrase->characters[same] == text->characters[same])
		same++;
	bool ends_alike = phrase->characters[phrase->count - 1] == text->characters[used - 1];
	return same == used || (!ends_alike && (used != phrase->count || phrase->count < LONG || same + 2 < used));
}

static bool is_numeral(uint32_t c)
{
	return scan_in(c, "零一二三四五六七八九十百两");
}

/* Whether numbers stand in one of the two where the other has others: 十三届, 十四届. */
static bool counts_otherwise(const struct row *phrase, const struct row *text, size_t used)
{
	size_t i = 0, k = 0;
	do {
		for (; i < phrase->count && !is_numeral(phrase->characters[i]); i++)
			;
		for (; k < used && !is_numeral(text->characters[k]); k++)
			;
		if ((i < phrase->count) != (k < used) || (k < used && phrase->characters[i] != text->characters[k]))
			return true;
	} while (i++ < phrase->count && k++ < used);
	return false;
}

/* What comes nearest to the text. */
struct nearest {
	struct str phrase;
	size_t distance, start, end;
};

/* Compares the phrase with the row; `back`: both are read from their ends. */
static void compare(struct str phrase, const struct row *text, bool back, struct nearest *nearest)
{
	struct row row;
	size_t used;
	if (back)
		read_back(phrase, phrase.len, MOST_CHARS, &row);
	else
		read_on(phrase, 0, MOST_CHARS, &row);
	size_t most = allowed(row.count), far = distance(&row, text, most, &used);
	bool nearer = far <= most && used >= SEED_CHARS && (!nearest->phrase.data || far < nearest->distance);
	if (!nearer || (far && (breaks_off(&row, text, used) || counts_otherwise(&row, text, used))))
		return;
	*nearest = (struct nearest){ phrase, far, back ? text->starts[used - 1] : text->starts[0], back ? text->ends[0] : text->ends[used - 1] };
}

/* Whether one of the phrases of the chain stands there, with its beginning, or its end, at the offset. */
static bool stands_whole(const struct check_tables *tables, struct str text, size_t at, const struct check_item *first,
			 bool back)
{
	for (const struct check_item *i = first; i; i = i->next) {
		struct str phrase = tables->sets.items[i->row].text;
		size_t lead = back ? phrase.len - i->text.len : 0;
		if (scan_stands(text, at, i->text) && lead <= at && scan_stands(text, at - lead, phrase))
			return true;
	}
	return false;
}

/* Compares what stands at the offset with each phrase of the chain that begins, or ends, so. */
static void check_at(struct check *check, const struct check_block *block, size_t at, const struct check_item *first, bool back)
{
	struct nearest nearest = { 0 };
	struct row text;
	bool read = false;
	if (!first || stands_whole(check->tables, block->text, at, first, back))
		return;
	for (const struct check_item *i = first; i; i = i->next) {
		if (!scan_stands(block->text, at, i->text))
			continue;
		if (!read && back)
			read_back(block->text, at + i->text.len, MOST_CHARS + MORE_CHARS, &text);
		else if (!read)
			read_on(block->text, at, MOST_CHARS + MORE_CHARS, &text);
		read = true;
		compare(check->tables->sets.items[i->row].text, &text, back, &nearest);
	}
	if (nearest.phrase.data && nearest.distance)
		check_report(check, DIAG_CHECK_SAYING, block, nearest.start, check_words_of(check, scan_slice(block->text, nearest.start, nearest.end)), check_words_of(check, nearest.phrase));
}

void check_rule_set_phrases(struct check *check, const struct check_text *text)
{
	for (size_t i = 0; i < text->count; i++) {
		size_t size;
		if (text->blocks[i].kind == CHECK_ENTRY)
			continue;
		for (size_t at = 0, chain; scan_at(text->blocks[i].text, at, &size); at += size) {
			chain = check_seed_chain(text->blocks[i].text, at);
			check_at(check, &text->blocks[i], at, check->tables->set.chains[chain], false);
			check_at(check, &text->blocks[i], at, check->tables->set_ends.chains[chain], true);
		}
	}
}
