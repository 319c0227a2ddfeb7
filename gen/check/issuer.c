#include "check/issuer.h"

#include <string.h>

#include "base/utf8.h"
#include "check/internal.h"

enum {
	LINE_CHARS = 30,     /* a longer line is no signature */
	SIGNATURE_BLOCKS = 60, /* from the end of the text */
	LONGER_BYTES = 30,   /* how far behind a weak ending a longer name may end */
};

/* Where the name ends that fits a pattern and ends first, at `from` or behind it; 0: none. */
static size_t pattern_end(struct str pattern, struct str head, size_t from)
{
	bool lead = str_ends(pattern, "*");
	struct str word = scan_slice(pattern, lead ? 0 : 1, pattern.len - lead);
	if (lead)
		return scan_stands(head, 0, word) && head.len > from ? head.len : 0;
	for (size_t at = from < word.len ? 0 : from - word.len; at + word.len <= head.len; at++)
		if (at && scan_stands(head, at, word) && at + word.len > from)
			return at + word.len;
	return 0;
}

/* The kind whose name ends first in the head behind `from`, of those the longest pattern; *end where. */
static const struct check_unit_kind *first_kind(const struct check_tables *tables, struct str head, size_t from, bool strong, size_t *end)
{
	const struct check_unit_kind *best = NULL;
	size_t longest = 0;
	*end = head.len + 1;
	for (size_t i = 0; i < tables->kind_count; i++)
		for (size_t k = 0; k < tables->kinds[i].count && !(strong && tables->kinds[i].weak); k++) {
			size_t stop = pattern_end(tables->kinds[i].patterns[k], head, from);
			if (!stop || stop > *end || (stop == *end && tables->kinds[i].patterns[k].len <= longest))
				continue;
			best = &tables->kinds[i];
			longest = tables->kinds[i].patterns[k].len;
			*end = stop;
		}
	return best;
}

/* The name at the start of the head: 柳溪镇中心小学 of 柳溪镇中心小学安全制度. */
static const struct check_unit_kind *kind_in(const struct check_tables *tables, struct str head, size_t *end)
{
	const struct check_unit_kind *kind = first_kind(tables, head, 0, false, end);
	for (size_t later; kind && *end < head.len;) {
		struct str near = scan_slice(head, 0, *end + LONGER_BYTES < head.len ? *end + LONGER_BYTES : head.len);
		const struct check_unit_kind *longer = first_kind(tables, near, *end, !kind->weak, &later);
		if (!longer || (!kind->weak && later > *end + 2 * strlen("甲")))
			break;
		kind = longer;
		*end = later;
	}
	return kind;
}

/* What a title begins with, up to its subject. */
static struct str head_of_title(struct str title)
{
	struct str head = scan_slice(title, 0, scan_until(title, 0, "0123456789《“（、"));
	size_t about = str_find(head, "关于");
	head.len = about != (size_t)-1 ? about : head.len;
	if (str_starts(head, "对") || str_starts(head, "致")) /* 对市政协…提案的答复: whom it goes to */
		head.len = 0;
	return head;
}

/* The last line of the text that is the name of a unit as a whole. */
static const struct check_unit_kind *kind_of_signature(const struct check_tables *tables, const struct check_text *text, struct str *name)
{
	for (size_t i = text->count; i-- && text->count - i <= SIGNATURE_BLOCKS;) {
		struct str line = str_trim(text->blocks[i].text);
		size_t end;
		if (utf8_count(line.data, line.len) > LINE_CHARS || scan_until(line, 0, "，。；：！？、0123456789（《") < line.len ||
		    text->blocks[i].kind == CHECK_TITLE || text->blocks[i].kind == CHECK_CELL)
			continue;
		const struct check_unit_kind *kind = kind_in(tables, line, &end);
		if (kind && end == line.len) {
			*name = line;
			return kind;
		}
	}
	return NULL;
}

void check_find_issuer(const struct check *check, struct check_text *text)
{
	const struct check_block *title = check_title(text);
	size_t end;
	if (text->composed)
		return;
	struct str head = title ? head_of_title(title->text) : (struct str){ "", 0 };
	if (text->context.unit)
		head = text->context.unit->name;
	const struct check_unit_kind *kind = head.len ? kind_in(check->tables, head, &end) : NULL;
	if (kind)
		text->issuer = scan_slice(head, 0, end);
	else
		kind = kind_of_signature(check->tables, text, &text->issuer);
	text->kind = kind && *kind->name ? kind->name : NULL;
}
