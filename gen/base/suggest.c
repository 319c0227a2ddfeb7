#include "base/suggest.h"

#include <stdint.h>
#include <string.h>

#include "base/utf8.h"

/* Characters of the name; (size_t)-1 when there are more than SUGGEST_MAX. */
static size_t decode(struct str name, uint32_t out[SUGGEST_MAX])
{
	size_t count = 0;
	for (size_t at = 0, size; at < name.len; at += size) {
		if (count == SUGGEST_MAX)
			return (size_t)-1;
		size = utf8_decode(name.data + at, name.len - at, &out[count++]);
		if (!size)
			return (size_t)-1;
	}
	return count;
}

static size_t smaller(size_t a, size_t b)
{
	return a < b ? a : b;
}

size_t suggest_distance(struct str a, struct str b)
{
	uint32_t from[SUGGEST_MAX], to[SUGGEST_MAX];
	size_t m = decode(a, from), n = decode(b, to);
	if (m == (size_t)-1 || n == (size_t)-1)
		return (size_t)-1;
	size_t rows[3][SUGGEST_MAX + 1];
	size_t *before = rows[0], *above = rows[1], *row = rows[2];
	for (size_t j = 0; j <= n; j++)
		above[j] = j;
	for (size_t i = 1; i <= m; i++) {
		row[0] = i;
		for (size_t j = 1; j <= n; j++) {
			row[j] = smaller(above[j - 1] + (from[i - 1] != to[j - 1]),
					 smaller(above[j], row[j - 1]) + 1);
			if (i > 1 && j > 1 && from[i - 1] == to[j - 2] && from[i - 2] == to[j - 1])
				row[j] = smaller(row[j], before[j - 2] + 1);
		}
		size_t *oldest = before;
		before = above;
		above = row;
		row = oldest;
	}
	return above[n];
}

void suggest_offer(struct suggestion *suggestion, const char *candidate)
{
	struct str name = str_of(candidate), wanted = suggestion->wanted;
	if (!name.len || !wanted.len)
		return;
	size_t longer = utf8_count(name.data, name.len), other = utf8_count(wanted.data, wanted.len);
	if (longer < other)
		longer = other;
	size_t distance = suggest_distance(name, wanted);
	bool holds = name.len > wanted.len ? memmem(name.data, name.len, wanted.data, wanted.len) != NULL :
					     memmem(wanted.data, wanted.len, name.data, name.len) != NULL;
	if (distance == (size_t)-1 || (!holds && distance * 3 > longer + 1))
		return;
	if (suggestion->best && suggestion->distance <= distance)
		return;
	suggestion->best = candidate;
	suggestion->distance = distance;
}
