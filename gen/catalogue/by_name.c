/* What the name of a unit says: on which level it is, and by the patterns of variables.xml and catalogue.xml its type and its plans. */
#include <string.h>

#include "base/buf.h"
#include "catalogue/internal.h"

/* ---- levels */

/* Characters that end the name of a place, from the widest to the narrowest. */
static const struct {
	const char *ending, *level; /* as written; as patterns name it */
	int rank;
} levels[] = {
	{ "省", "省", 1 }, { "市", "市", 2 }, { "县", "县", 3 },   { "区", "区", 3 },   { "旗", "县", 3 },
	{ "乡", "乡", 4 }, { "镇", "镇", 4 }, { "街道", "街道", 4 }, { "社区", "村", 5 }, { "村", "村", 5 },
};
enum { LEVEL_COUNT = sizeof levels / sizeof *levels, HAN = sizeof "县" - 1, PLACE_MAX = 10 * HAN };

/* Words that end like names of places and are none. */
static bool is_no_place(struct str word)
{
	static const char *const whole[] = { "城市", "都市", "城镇", "乡镇", "城乡", "家乡", "农村", "乡村", "城区", "校区", "片区", "新农村", NULL };
	static const char *const endings[] = { "开发区", "高新区", "工业区", "园区", "景区", "城区", "农村", "灌区", "库区", "林区", "矿区", "保护区", "保税区", "示范区", "管理区", NULL };
	if (str_ends_any(word, endings))
		return true;
	for (size_t i = 0; whole[i]; i++)
		if (str_is(word, whole[i]))
			return true;
	return false;
}

/* The level whose ending stands there, of those narrower than `rank`; LEVEL_COUNT: none. */
static size_t level_at(struct str text, int rank)
{
	for (size_t i = 0; i < LEVEL_COUNT; i++)
		if (levels[i].rank > rank && str_starts(text, levels[i].ending) && !str_starts(text, "市场"))
			return i;
	return LEVEL_COUNT;
}

/* The length of the place that the text begins with and its level, of those narrower than `rank`; 0: it begins with none. A place is a character at least
 * before the ending, or none where the name is a county's own, as in 县科技局 (`bare`). 景德镇市 is one place. */
static size_t place_of(struct str text, int rank, bool bare, size_t *level)
{
	for (size_t at = bare ? 0 : HAN; at < text.len && at <= PLACE_MAX; at++) {
		size_t found = level_at(str_from(text, at), rank);
		if (found == LEVEL_COUNT)
			continue;
		size_t end = at + strlen(levels[found].ending), wider = level_at(str_from(text, end), rank);
		if (wider < LEVEL_COUNT && levels[wider].rank <= levels[found].rank && at) {
			found = wider;
			end += strlen(levels[wider].ending);
		}
		struct str word = { text.data, end };
		if (is_no_place(word) || str_find(word, "局") != (size_t)-1 || str_find(word, "公司") != (size_t)-1)
			continue;
		*level = found;
		return end;
	}
	return 0;
}

/* A name in parts: 中共 or the like, places, what it is. */
struct parts {
	const char *level; /* of its last place; NULL: it names none */
	const char *lead;  /* what stands before the places, in its short form; "": nothing */
	struct str rest;   /* what stands behind them */
};

static struct parts parts_of(struct str name)
{
	static const struct {
		const char *word, *lead;
	} leads[] = { { "中国共产党", "中共" }, { "中共", "中共" }, { "中国人民政治协商会议", "政协" }, { "政协", "政协" },
		      { "中国共产主义青年团", "共青团" }, { "共青团", "共青团" } };
	enum { LEAGUE = 4 * HAN }; /* 团安河县委, but 团风县委 */
	struct parts parts = { .lead = "", .rest = name };
	for (size_t i = 0; i < sizeof leads / sizeof *leads; i++)
		if (!*parts.lead && str_starts(name, leads[i].word)) {
			parts.lead = leads[i].lead;
			parts.rest = str_from(name, strlen(leads[i].word));
		}
	if (!*parts.lead && str_starts(name, "团") && str_ends(name, "委") && name.len > LEAGUE) {
		parts.lead = "共青团";
		parts.rest = str_from(name, HAN);
	}
	int rank = 0;
	size_t level;
	for (size_t len; (len = place_of(parts.rest, rank, !parts.level, &level)); parts.rest = str_from(parts.rest, len)) {
		rank = levels[level].rank;
		parts.level = levels[level].level;
	}
	return parts;
}

/* ---- patterns */

/* Whether the text is as the pattern says, where * stands for any characters. */
static bool matches(struct str pattern, struct str text)
{
	size_t star = (size_t)-1, from = 0, at = 0, in = 0; /* behind the last *, what it began to stand for, where both are */
	while (at < text.len) {
		if (in < pattern.len && pattern.data[in] == '*') {
			star = ++in;
			from = at;
		} else if (in < pattern.len && pattern.data[in] == text.data[at]) {
			in++;
			at++;
		} else if (star != (size_t)-1) {
			in = star;
			at = ++from;
		} else {
			return false;
		}
	}
	while (in < pattern.len && pattern.data[in] == '*')
		in++;
	return in == pattern.len;
}

static size_t count_stars(struct str pattern)
{
	size_t count = 0;
	for (size_t i = 0; i < pattern.len; i++)
		count += pattern.data[i] == '*';
	return count;
}

/* How closely one of the patterns, parted by blanks, fits the name: the bytes that it gives, twice and one more where it leaves nothing open, and one;
 * 0: none fits. 县市:*局 is for these levels only. */
static size_t fit(const char *patterns, const struct parts *parts, struct str whole)
{
	size_t most = 0;
	for (struct str rest = str_of(patterns); rest.len;) {
		struct str pattern = str_cut(&rest, " ");
		size_t colon = str_find(pattern, ":");
		struct str wanted = { pattern.data, colon == (size_t)-1 ? 0 : colon };
		if (!pattern.len || (wanted.len && (!parts->level || str_find(wanted, parts->level) == (size_t)-1)))
			continue;
		pattern = wanted.len ? str_from(pattern, colon + 1) : pattern;
		size_t stars = count_stars(pattern), score = 2 * (pattern.len - stars) + !stars + 1;
		most = score > most && matches(pattern, whole) ? score : most;
	}
	return most;
}

/* The lead and the rest of the name in one, without blanks. */
static struct str without_places(const struct parts *parts, struct buf *out)
{
	buf_add_text(out, parts->lead);
	buf_add_str(out, parts->rest);
	return buf_str(out);
}

bool catalogue_name_fits(const char *patterns, struct str name)
{
	struct buf buf = BUF_INIT;
	struct parts parts = parts_of(name);
	bool fits = fit(patterns, &parts, without_places(&parts, &buf)) > 0;
	buf_free(&buf);
	return fits;
}

bool catalogue_types_are_named(const struct catalogue *catalogue)
{
	for (size_t i = 0; i < catalogue->type_count; i++)
		if (catalogue->types[i].names || catalogue->types[i].maybe)
			return true;
	return false;
}

const struct catalogue_scope *catalogue_type_by_name(const struct catalogue *catalogue, struct str name, bool *certain)
{
	struct buf buf = BUF_INIT;
	struct parts parts = parts_of(name);
	struct str whole = without_places(&parts, &buf);
	const struct catalogue_scope *best = NULL;
	size_t most = 0;
	*certain = false;
	for (size_t i = 0; i < catalogue->type_count; i++) {
		const struct catalogue_scope *type = &catalogue->types[i];
		size_t sure = fit(type->names, &parts, whole), maybe = fit(type->maybe, &parts, whole);
		size_t score = sure && sure >= maybe ? 2 * sure + 1 : 2 * maybe; /* of two that fit alike, the one that is sure */
		if (score && score == most)
			*certain = false;
		if (score <= most)
			continue;
		most = score;
		best = type;
		*certain = sure >= maybe;
	}
	buf_free(&buf);
	return best;
}
