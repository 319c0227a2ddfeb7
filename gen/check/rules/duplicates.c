/* Nearly equal paragraphs: fingerprints of runs of characters, chosen by winnowing (Schleimer, Wilkerson, Aiken 2003).
 *
 * Cost is linear in the text: each fingerprint is looked up once, and those that stand in many paragraphs (set phrases)
 * say nothing. */
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "check/internal.h"
#include "check/rules.h"

enum {
	GRAM = 6,	  /* characters of a run */
	WINDOW = 4,	  /* runs of which one is kept */
	LEAST_CHARS = 40, /* shorter paragraphs are not compared */
	LEAST_SHARE = 45, /* per cent of the shorter one's fingerprints */
	MANY = 12,	  /* a fingerprint in more paragraphs is a set phrase */
	LEAST_COMMON = 5,
};

struct paragraph {
	const struct check_text *text;
	const struct check_block *block;
	size_t first, count; /* its fingerprints */
};

struct print {
	uint32_t hash;
	uint32_t paragraph;
};

struct printing {
	struct check *check;
	struct paragraph *paragraphs;
	size_t count, capacity;
	struct print *prints;
	size_t print_count, print_capacity;
};

static uint32_t hash_run(const uint32_t *characters)
{
	uint32_t hash = 2166136261u;
	for (int i = 0; i < GRAM; i++)
		hash = (hash ^ characters[i]) * 16777619u;
	return hash ^ hash >> 15;
}

/* Han characters and digits of the source's own words: marks differ where nothing else does, and the values of a year
 * are the same in all plans. */
static size_t read_characters(const struct check_block *block, uint32_t *characters)
{
	size_t count = 0, size;
	for (size_t at = 0; scan_at(block->text, at, &size); at += size) {
		uint32_t c = scan_at(block->text, at, NULL);
		if ((utf8_is_han(c) || scan_is_digit(c)) && !check_piece_at(block, at)->name)
			characters[count++] = c;
	}
	return count;
}

static void add_prints(struct printing *p, const struct check_text *text, const struct check_block *block,
		       uint32_t *characters)
{
	size_t count = read_characters(block, characters);
	if (count < LEAST_CHARS)
		return;
	struct paragraph *paragraph = ARENA_PUSH(p->check->arena, p->paragraphs, p->count, p->capacity);
	*paragraph = (struct paragraph){ .text = text, .block = block, .first = p->print_count };
	size_t runs = count - GRAM + 1, last = (size_t)-1;
	for (size_t start = 0; start + WINDOW <= runs; start++) {
		size_t least = start;
		for (size_t i = start; i < start + WINDOW; i++)
			if (hash_run(characters + i) <= hash_run(characters + least))
				least = i;
		if (least != last)
			*ARENA_PUSH(p->check->arena, p->prints, p->print_count, p->print_capacity) =
				(struct print){ hash_run(characters + least), (uint32_t)(p->count - 1) };
		last = least;
	}
	paragraph->count = p->print_count - paragraph->first;
}

static int by_hash(const void *a, const void *b)
{
	const struct print *x = a, *y = b;
	if (x->hash != y->hash)
		return x->hash < y->hash ? -1 : 1;
	return (x->paragraph > y->paragraph) - (x->paragraph < y->paragraph);
}

/* One shared block for Markdown and for XML sources: shared/共用/落款.md and .xml. */
static bool are_twins(const char *a, const char *b)
{
	const char *end = strrchr(a, '.');
	size_t len = end ? (size_t)(end - a) : 0;
	return len && strcmp(a, b) != 0 && strstr(a, "/shared/") && strncmp(a, b, len) == 0 && b[len] == '.';
}

/* The same source text: a shared block, or the same plan for another unit. */
static bool same_place(const struct check_block *a, const struct check_block *b)
{
	struct place x = check_place(a, 0, NULL), y = check_place(b, 0, NULL);
	if (!a->pieces[0].place.source || a->pieces[0].name) {
		x = a->pieces[a->piece_count / 2].place;
		y = b->pieces[b->piece_count / 2].place;
	}
	if (!x.source || !y.source)
		return false;
	return (x.offset == y.offset && strcmp(x.source->name, y.source->name) == 0) ||
	       are_twins(x.source->name, y.source->name);
}

static const char *where(struct check *check, const struct paragraph *paragraph)
{
	unsigned line, column;
	struct place place = check_place(paragraph->block, 0, NULL);
	source_position(place, &line, &column);
	return arena_printf(check->arena, "%s:%u", place.source ? place.source->name : paragraph->text->name, line);
}

/* Paragraphs that one later paragraph shares fingerprints with, and how many with each. */
struct sharing {
	uint32_t *shared; /* by number of the paragraph */
	uint32_t *found;  /* the numbers of those with any */
	size_t count;
};

/* The pair with most in common, of those the first; `sharing` is emptied. */
static void report_pairs(struct printing *p, size_t later, struct sharing *sharing)
{
	const struct paragraph *b = &p->paragraphs[later];
	size_t best = (size_t)-1;
	unsigned best_share = 0;
	for (size_t k = 0; k < sharing->count; k++) {
		size_t i = sharing->found[k];
		const struct paragraph *a = &p->paragraphs[i];
		size_t least = a->count < b->count ? a->count : b->count;
		unsigned common = sharing->shared[i], share = least ? (unsigned)(common * 100 / least) : 0;
		sharing->shared[i] = 0;
		if (common < LEAST_COMMON || share < LEAST_SHARE || share < best_share || (share == best_share && i > best) ||
		    same_place(a->block, b->block))
			continue;
		best = i;
		best_share = share;
	}
	sharing->count = 0;
	if (best != (size_t)-1)
		check_report(p->check, DIAG_CHECK_DUPLICATE, b->block, 0, where(p->check, &p->paragraphs[best]),
			     check_number(p->check, best_share > 100 ? 100 : best_share));
}

static size_t group_end(const struct printing *p, size_t start)
{
	size_t end = start + 1;
	while (end < p->print_count && p->prints[end].hash == p->prints[start].hash)
		end++;
	return end;
}

/* Counts the paragraphs before `later` in the group that starts there, each once. */
static void add_sharing(const struct printing *p, size_t start, size_t later, struct sharing *sharing)
{
	for (size_t k = start, end = group_end(p, start); k < end && p->prints[k].paragraph < later; k++) {
		uint32_t paragraph = p->prints[k].paragraph;
		if (k > start && paragraph == p->prints[k - 1].paragraph)
			continue;
		if (!sharing->shared[paragraph]++)
			sharing->found[sharing->count++] = paragraph;
	}
}

/* For each paragraph the groups (fingerprints) it is in: `next` chains the prints of one paragraph. */
static void compare_all(struct printing *p)
{
	qsort(p->prints, p->print_count, sizeof *p->prints, by_hash);
	size_t *heads = ARENA_ARRAY(p->check->arena, size_t, p->count + 1);
	size_t *next = ARENA_ARRAY(p->check->arena, size_t, p->print_count + 1);
	size_t *group = ARENA_ARRAY(p->check->arena, size_t, p->print_count + 1);
	for (size_t start = 0, end; start < p->print_count; start = end) {
		end = group_end(p, start);
		for (size_t i = start; i < end && end - start <= MANY; i++) {
			group[i] = start;
			next[i] = heads[p->prints[i].paragraph];
			heads[p->prints[i].paragraph] = i + 1;
		}
	}
	struct sharing sharing = { .shared = ARENA_ARRAY(p->check->arena, uint32_t, p->count + 1),
				   .found = ARENA_ARRAY(p->check->arena, uint32_t, p->count + 1) };
	for (size_t later = 0; later < p->count; later++) {
		for (size_t i = heads[later]; i; i = next[i - 1])
			add_sharing(p, group[i - 1], later, &sharing);
		report_pairs(p, later, &sharing);
	}
}

void check_rule_duplicates(struct check *check, const struct check_text *text)
{
	(void)text;
	struct printing p = { .check = check };
	size_t longest = 0;
	for (size_t n = 0; n < check->text_count; n++)
		for (size_t i = 0; i < check->texts[n]->count; i++)
			longest = check->texts[n]->blocks[i].text.len > longest ? check->texts[n]->blocks[i].text.len
										: longest;
	uint32_t *characters = ARENA_ARRAY(check->arena, uint32_t, longest + 1);
	for (size_t n = 0; n < check->text_count; n++)
		for (size_t i = 0; !check->texts[n]->again && i < check->texts[n]->count; i++)
			if (check->texts[n]->blocks[i].kind == CHECK_PARAGRAPH ||
			    check->texts[n]->blocks[i].kind == CHECK_ITEM)
				add_prints(&p, check->texts[n], &check->texts[n]->blocks[i], characters);
	if (p.print_count)
		compare_all(&p);
}
