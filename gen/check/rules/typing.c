/* Slips of typing that no table of wrong words lists: a character taken for the one that belongs into a word, a character
 * typed twice, a word on both sides of “and”. Words are those of ICU's dictionary; what is meant is a word of common.csv. */
#include <string.h>

#include "base/utf8.h"
#include "check/internal.h"
#include "check/likely.h"
#include "check/rules.h"
#include "check/segment.h"

/* The words of a block. */
struct words {
	const struct check_block *block;
	const size_t *starts;
	size_t count; /* of words; starts has one more */
	uint32_t *singles; /* of each word that has only one character, which is Chinese, this one; of others 0 */
	bool *parts;	   /* whether that one rarely stands alone */
	size_t capacity;   /* of both */
	struct check_likely *likely; /* NULL: there is no model */
	size_t told;  /* byte behind the last characters that were reported as no word, or another */
};

static struct str word_at(const struct words *w, size_t index)
{
	return index < w->count ? scan_slice(w->block->text, w->starts[index], w->starts[index + 1]) : (struct str){ "", 0 };
}

/* The word's only character, which is Chinese; 0: it has another or more, or there is no such word. */
static uint32_t single(const struct words *w, size_t index)
{
	return index < w->count ? w->singles[index] : 0;
}

/* Whether the word is one character that rarely stands alone. */
static bool is_part(const struct words *w, size_t index)
{
	return index < w->count && w->parts[index];
}

static void note_singles(struct arena *arena, struct words *w)
{
	if (w->count > w->capacity) {
		w->capacity = w->count * 2;
		w->singles = ARENA_ARRAY(arena, uint32_t, w->capacity);
		w->parts = ARENA_ARRAY(arena, bool, w->capacity);
	}
	for (size_t i = 0; i < w->count; i++) {
		size_t size;
		uint32_t character = scan_at(w->block->text, w->starts[i], &size);
		w->singles[i] = size == w->starts[i + 1] - w->starts[i] && utf8_is_han(character) ? character : 0;
		w->parts[i] = check_may_be_part(w->singles[i]);
	}
}

/* ---- 抵治 for 抵制 */

/* Whether the first of two single characters may belong to a name before it, or the second to one behind. */
static bool near_name(const struct check *check, const struct words *w, size_t index)
{
	struct str text = w->block->text, next = word_at(w, index + 2);
	bool surname = check_listed_at(&check->tables->surnames, text, w->starts[index]) > 0 ||
		       (index && single(w, index - 1) && check_listed_at(&check->tables->surnames, text, w->starts[index - 1]) > 0);
	bool place = next.len && scan_in(scan_at(next, 0, NULL), "镇乡村县区市街路社组河湖桥库塘沟坝山寺庙园路局");
	return surname || place || scan_is(text, w->starts[index + 2], "·");
}

typedef bool alike(const struct check_tables *tables, struct str text, size_t at, uint32_t other);

/* The common word that two single characters are, but for one of them, which is taken for its own; NULL: none. */
static const struct check_item *meant_by(const struct check *check, struct str pair, size_t first, alike *are_alike)
{
	const struct check_tables *tables = check->tables;
	struct str a = scan_slice(pair, 0, first), b = scan_slice(pair, first, pair.len);
	const struct check_item *found = NULL;
	for (const struct check_item *i = tables->common.chains[check_chain_of(pair, 0)]; i; i = i->next) {
		if (i->text.len != pair.len || !scan_stands(i->text, 0, a))
			continue;
		if (str_equal(i->text, pair))
			return NULL;
		found = are_alike(tables, i->text, first, scan_at(b, 0, NULL)) ? i : found;
	}
	for (const struct check_item *i = tables->common_ends.chains[check_chain_of(pair, first)]; i; i = i->next)
		if (i->text.len == pair.len && scan_stands(i->text, first, b) && are_alike(tables, i->text, 0, scan_at(a, 0, NULL)))
			found = i;
	return found;
}

/* Whether the first of the two characters ends a common word, or the second begins one: ICU's dictionary has not all of them. */
static bool reaches_over(const struct check *check, const struct words *w, size_t index)
{
	struct str text = w->block->text;
	size_t size, start = w->starts[index];
	bool before = utf8_is_han(scan_before(text, start, &size)) && check_is_common(check->tables, text, start - size);
	return before || check_is_common(check->tables, text, w->starts[index + 1]);
}

/* Sound alone says too little: each character is read like many. So what is only read like a word is told where the model agrees, and without one not at all. */
static void check_near_word(struct check *check, struct words *w, size_t index)
{
	uint32_t a = single(w, index), b = index + 1 < w->count ? single(w, index + 1) : 0;
	if (!a || !b || (!is_part(w, index) && !is_part(w, index + 1)) || w->starts[index] < w->told ||
	    near_name(check, w, index))
		return;
	struct str pair = scan_slice(w->block->text, w->starts[index], w->starts[index + 2]);
	size_t first = w->starts[index + 1] - w->starts[index];
	const struct check_item *meant = meant_by(check, pair, first, check_are_alike);
	enum diag_code code = DIAG_CHECK_NEAR_WORD;
	if (!meant && w->likely && is_part(w, index) && is_part(w, index + 1) && !reaches_over(check, w, index)) {
		meant = meant_by(check, pair, first, check_sound_alike);
		code = DIAG_CHECK_NEAR_SOUND;
	}
	if (meant && w->likely && !check_likely_prefers(w->likely, w->block, w->starts[index], meant->text))
		meant = NULL;
	if (meant && check_report(check, code, w->block, w->starts[index], check_words_of(check, pair), check_words_of(check, meant->text)))
		w->told = w->starts[index + 2];
}

/* Whether the character alone, or one beside it, is of those that rarely stand alone: half a word. */
static bool is_loose(const struct words *w, size_t index)
{
	return single(w, index) && (is_part(w, index) || (index && is_part(w, index - 1)) || is_part(w, index + 1));
}

/* ---- 防止档散失 */

/* Whether the characters beside a single one make it a word of common.csv. */
static bool is_in_word(const struct check *check, struct str text, size_t start)
{
	size_t size;
	bool before = utf8_is_han(scan_before(text, start, &size)) && check_is_common(check->tables, text, start - size);
	return before || check_is_common(check->tables, text, start);
}

static void check_alone(struct check *check, const struct words *w, size_t index)
{
	enum { AROUND = 9 };
	struct str text = w->block->text;
	size_t start = w->starts[index];
	if (!single(w, index) || !check_listed_at(&check->tables->bound, text, start) || is_in_word(check, text, start) || near_name(check, w, index) || (index && near_name(check, w, index - 1)))
		return;
	check_report(check, DIAG_CHECK_ALONE, w->block, start, check_words_of(check, word_at(w, index)), check_words_of(check, scan_near(text, start, AROUND, AROUND)));
}

/* ---- 成本本 */

/* A character alone behind a word that ends in it, with nothing behind that it could belong to: not 会议议定. */
static bool is_typed_twice(const struct words *w, size_t index)
{
	uint32_t one = single(w, index);
	struct str before = index ? word_at(w, index - 1) : (struct str){ "", 0 };
	size_t size;
	uint32_t after = scan_at(w->block->text, w->starts[index + 1], NULL);
	return one && !scan_in(one, "的在是有到过来会个层级天人家次县乡村区市年月日时一二三四五六七八九十") && scan_before(before, before.len, &size) == one &&
	       before.len > size && (!utf8_is_han(after) || scan_in(after, "的和与及，等"));
}

/* ---- 在在采砂河段 */

/* A word of grammar twice in a row: none is said so, but within another word. */
static bool is_particle_twice(const struct words *w, size_t index)
{
	uint32_t one = single(w, index);
	return one && index && single(w, index - 1) == one && scan_in(one, "的在与及是为对将把被从向于以并或由经按使让给同因则且");
}

/* ---- 责任保险j */

/* A small letter alone between a Chinese character and a mark or another one; one that the text has so in other places, too, is a sign. */
static void check_stray_letter(struct check *check, const struct check_block *block)
{
	enum { AROUND = 12 };
	struct str text = block->text;
	size_t count[128] = { 0 };
	for (size_t at = 0; at < text.len; at++)
		count[(unsigned char)text.data[at] & 0x7F] += (unsigned char)text.data[at] < 0x80;
	for (size_t at = 1; at < text.len; at++) {
		char letter = text.data[at];
		uint32_t behind = scan_at(text, at + 1, NULL);
		bool small = letter >= 'a' && letter <= 'z' && letter != 'x' && letter != 'n' && count[(unsigned char)letter] == 1;
		if (small && utf8_is_han(scan_before(text, at, NULL)) && (utf8_is_han(behind) || scan_in(behind, "，。；：、！？") || !behind) && !check_is_markup(check, block, at))
			check_report(check, DIAG_CHECK_STRAY_LETTER, block, at, check_words_of(check, scan_slice(text, at, at + 1)), check_words_of(check, scan_near(text, at, AROUND, AROUND)));
	}
}

/* ---- 介绍信和介绍信 */

/* Bytes of the words before the conjunction that stand behind it, too; 0: they are others. */
static size_t same_on_both_sides(struct str text, size_t at, size_t size)
{
	enum { MOST = 10 };
	size_t start = at, step;
	for (int i = 0; i < MOST && utf8_is_han(scan_before(text, start, &step)); i++) {
		start -= step;
		size_t len = at - start, end = at + size + len;
		static const char *const on[] = { "的", "等", "前往", "到", "来", "办理", "参加", "一并", "后", "进行", "和", "及", "与", NULL };
		bool ends = !utf8_is_han(scan_at(text, end, NULL)) || (!scan_is(text, at, "、") && end < text.len && str_starts_any(str_from(text, end), on));
		if (i >= 1 && end <= text.len && memcmp(text.data + start, text.data + at + size, len) == 0 && ends)
			return len;
	}
	return 0;
}

static void check_both_sides(struct check *check, const struct check_block *block)
{
	static const char *const joins[] = { "和", "与", "及", "、", "或" };
	for (size_t k = 0; k < sizeof joins / sizeof *joins; k++)
		for (size_t at = 0; (at = check_find(block, at, joins[k])) != (size_t)-1; at += strlen(joins[k])) {
			size_t len = same_on_both_sides(block->text, at, strlen(joins[k]));
			if (len)
				check_report(check, DIAG_CHECK_WORD_TWICE, block, at - len, check_words_of(check, scan_slice(block->text, at - len, at + strlen(joins[k]) + len)));
		}
}

void check_rule_typing(struct check *check, const struct check_text *text)
{
	struct check_likely *likely = check_likely_start(check, text);
	struct words w = {.likely = likely};
	for (size_t i = 0; i < text->count; i++) {
		w.block = &text->blocks[i];
		w.told = 0;
		w.starts = check_segment(check->basis->segmenter, w.block->text, &w.count);
		w.count -= w.count > 0;
		note_singles(check->arena, &w);
		for (size_t k = 0; w.starts && k < w.count; k++) {
			check_near_word(check, &w, k);
			if (likely && w.starts[k] >= w.told && is_loose(&w, k))
				w.told = check_likely_look(likely, w.block, w.starts[k]);
			check_alone(check, &w, k);
			if (is_typed_twice(&w, k) || is_particle_twice(&w, k))
				check_report(check, DIAG_CHECK_WORD_TWICE, w.block, w.starts[k], check_words_of(check, word_at(&w, k)));
		}
		check_both_sides(check, w.block);
		if (check_is_prose(w.block))
			check_stray_letter(check, w.block);
	}
}
