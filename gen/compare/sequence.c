/* The longest common part of two sequences (Myers 1986, the greedy way, with the furthest points of each round kept). */
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "compare/internal.h"

/* Differences that are followed: time and memory grow with their square. */
enum { MOST_DIFFERENCES = 1000 };

struct search {
	const uint32_t *a, *b; /* between what is the same at both ends */
	long n, m;
	long **rounds; /* of each round d, the furthest x on the diagonals -d … d */
};

/* Whether the way to diagonal k in round d comes from diagonal k + 1: an item of the second sequence is inserted. */
static bool is_inserted(const long *before, long d, long k)
{
	const long *middle = before + (d - 1);
	return k == -d || (k != d && middle[k - 1] < middle[k + 1]);
}

/* The furthest x on diagonal k before its run of equal items, from the round before. */
static long step(const long *before, long d, long k)
{
	const long *middle = before + (d - 1);
	return is_inserted(before, d, k) ? middle[k + 1] : middle[k - 1] + 1;
}

/* The number of differences; -1 when there are more than are followed. */
static long find_rounds(struct arena *scratch, struct search *s)
{
	for (long d = 0; d <= MOST_DIFFERENCES; d++) {
		long *round = s->rounds[d] = ARENA_ARRAY(scratch, long, (size_t)(2 * d + 1));
		for (long k = -d; k <= d; k += 2) {
			long x = d ? step(s->rounds[d - 1], d, k) : 0, y = x - k;
			while (x < s->n && y < s->m && s->a[x] == s->b[y])
				x++, y++;
			round[d + k] = x;
			if (x >= s->n && y >= s->m)
				return d;
		}
	}
	return -1;
}

/* Goes back from the end, round by round. */
static void take_matches(const struct search *s, long d, size_t from, size_t new_from, size_t *match)
{
	long x = s->n, y = s->m;
	for (; d >= 0; d--) {
		long k = x - y, start = d ? step(s->rounds[d - 1], d, k) : 0;
		while (x > start && y > start - k) {
			x--, y--;
			match[from + (size_t)x] = new_from + (size_t)y;
		}
		bool inserted = d && is_inserted(s->rounds[d - 1], d, k);
		x = start - !inserted;
		y = start - k - inserted;
	}
}

bool sequence_match(struct arena *scratch, const struct sequence *before, size_t from, size_t to, const struct sequence *after, size_t new_from,
		    size_t new_to, size_t *match)
{
	for (; from < to && new_from < new_to && before->ids[from] == after->ids[new_from]; from++, new_from++)
		match[from] = new_from;
	for (; from < to && new_from < new_to && before->ids[to - 1] == after->ids[new_to - 1]; to--, new_to--)
		match[to - 1] = new_to - 1;
	if (from == to || new_from == new_to)
		return true;
	struct search s = { before->ids + from, after->ids + new_from, (long)(to - from), (long)(new_to - new_from), NULL };
	s.rounds = ARENA_ARRAY(scratch, long *, MOST_DIFFERENCES + 1);
	long differences = find_rounds(scratch, &s);
	if (differences >= 0)
		take_matches(&s, differences, from, new_from, match);
	return differences >= 0;
}
