#include "catalogue/nearest.h"

#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/suggest.h"
#include "base/utf8.h"

/* Whether `part` can be had from `whole` by leaving characters out. */
static bool is_subsequence(struct str part, struct str whole)
{
	size_t found = 0;
	for (size_t at = 0; at < whole.len && found < part.len;) {
		size_t size = utf8_prefix(whole.data + at, whole.len - at, 1);
		if (part.len - found >= size && memcmp(part.data + found, whole.data + at, size) == 0)
			found += size;
		at += size;
	}
	return found == part.len;
}

void nearest_start(struct nearest *nearest, struct str query)
{
	*nearest = (struct nearest){ .query = query };
}

/* Puts the name at `rank`, the others move down. */
static void insert(struct nearest *nearest, size_t rank, struct str name, size_t steps, bool subsequence)
{
	if (nearest->count < NEAREST_MAX)
		nearest->count++;
	for (size_t i = nearest->count - 1; i > rank; i--)
		nearest->best[i] = nearest->best[i - 1];
	nearest->best[rank].name = name;
	nearest->best[rank].distance = steps;
	nearest->best[rank].subsequence = subsequence;
}

void nearest_offer(struct nearest *nearest, struct str name)
{
	struct str query = nearest->query;
	size_t steps = query.len && name.len ? suggest_distance(query, name) : (size_t)-1;
	if (steps == (size_t)-1)
		return;
	bool subsequence = is_subsequence(query, name);
	size_t longer = utf8_count(query.data, query.len), other = utf8_count(name.data, name.len);
	longer = longer > other ? longer : other;
	if (!subsequence && (steps > (longer + 1) / 2 || steps >= longer))
		return;
	size_t rank = 0;
	for (; rank < nearest->count; rank++) {
		if (str_equal(nearest->best[rank].name, name))
			return;
		other = nearest->best[rank].distance;
		if (steps < other || (steps == other && subsequence && !nearest->best[rank].subsequence))
			break;
	}
	if (rank < NEAREST_MAX)
		insert(nearest, rank, name, steps, subsequence);
}

const char *nearest_text(struct arena *arena, const struct nearest *nearest)
{
	struct buf text = BUF_INIT;
	for (size_t i = 0; i < nearest->count; i++) {
		buf_add_text(&text, i ? ", ‘" : "‘");
		buf_add_str(&text, nearest->best[i].name);
		buf_add_text(&text, "’");
	}
	return buf_move_to(&text, arena);
}
