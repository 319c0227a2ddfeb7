#include "base/suggest.h"

#include <stdint.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/utf8.h"

/* Characters of `text`, at most SUGGEST_CHARACTERS; a byte that is not UTF-8 ends it. */
static size_t decode(struct str text, uint32_t *characters)
{
	size_t count = 0;
	for (size_t at = 0; at < text.len && count < SUGGEST_CHARACTERS;) {
		size_t size = utf8_decode(text.data + at, text.len - at, &characters[count]);
		if (!size)
			break;
		at += size;
		count++;
	}
	return count;
}

static size_t least(size_t a, size_t b)
{
	return a < b ? a : b;
}

static size_t distance(const uint32_t *a, size_t a_count, const uint32_t *b, size_t b_count)
{
	/* Three rows of the usual table: two rows back for transpositions. */
	size_t rows[3][SUGGEST_CHARACTERS + 1];
	for (size_t j = 0; j <= b_count; j++)
		rows[0][j] = j;
	for (size_t i = 1; i <= a_count; i++) {
		size_t *now = rows[i % 3], *before = rows[(i - 1) % 3], *earlier = rows[(i + 1) % 3];
		now[0] = i;
		for (size_t j = 1; j <= b_count; j++) {
			size_t replaced = before[j - 1] + (a[i - 1] != b[j - 1]);
			now[j] = least(least(before[j] + 1, now[j - 1] + 1), replaced);
			if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
				now[j] = least(now[j], earlier[j - 2] + 1);
		}
	}
	return rows[a_count % 3][b_count];
}

size_t suggest_distance(struct str a, struct str b)
{
	uint32_t left[SUGGEST_CHARACTERS], right[SUGGEST_CHARACTERS];
	size_t left_count = decode(a, left), right_count = decode(b, right);
	return distance(left, left_count, right, right_count);
}

/* Whether `part` can be had from `whole` by leaving characters out. */
static bool is_subsequence(const uint32_t *part, size_t part_count, const uint32_t *whole, size_t whole_count)
{
	size_t found = 0;
	for (size_t i = 0; i < whole_count && found < part_count; i++)
		found += part[found] == whole[i];
	return found == part_count;
}

void suggest_start(struct suggest *suggest, struct str query)
{
	*suggest = (struct suggest){ .query = query };
}

/* Puts the name at `rank`, the others move down. */
static void insert(struct suggest *suggest, size_t rank, struct str name, size_t steps, bool subsequence)
{
	if (suggest->count < SUGGEST_MAX)
		suggest->count++;
	for (size_t i = suggest->count - 1; i > rank; i--)
		suggest->best[i] = suggest->best[i - 1];
	suggest->best[rank].name = name;
	suggest->best[rank].distance = steps;
	suggest->best[rank].subsequence = subsequence;
}

void suggest_add(struct suggest *suggest, struct str name)
{
	uint32_t query[SUGGEST_CHARACTERS], known[SUGGEST_CHARACTERS];
	size_t query_count = decode(suggest->query, query), known_count = decode(name, known);
	if (!query_count || !known_count)
		return;
	size_t steps = distance(query, query_count, known, known_count);
	bool subsequence = is_subsequence(query, query_count, known, known_count);
	size_t longer = query_count > known_count ? query_count : known_count;
	if (!subsequence && (steps > (longer + 1) / 2 || steps >= longer))
		return;
	size_t rank = 0;
	for (; rank < suggest->count; rank++) {
		if (str_equal(suggest->best[rank].name, name))
			return;
		size_t other = suggest->best[rank].distance;
		if (steps < other || (steps == other && subsequence && !suggest->best[rank].subsequence))
			break;
	}
	if (rank < SUGGEST_MAX)
		insert(suggest, rank, name, steps, subsequence);
}

const char *suggest_text(struct arena *arena, const struct suggest *suggest)
{
	struct buf text = BUF_INIT;
	for (size_t i = 0; i < suggest->count; i++) {
		buf_add_text(&text, i ? ", ‘" : "‘");
		buf_add_str(&text, suggest->best[i].name);
		buf_add_text(&text, "’");
	}
	return buf_move_to(&text, arena);
}
