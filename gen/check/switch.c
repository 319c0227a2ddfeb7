/* {{! check-off K012: reason }} and {{! check-off-file K012: reason }}. */
#include <stdlib.h>
#include <string.h>

#include "check/internal.h"
#include "check/rules.h"

struct check_switch {
	enum diag_code code;
	size_t start, end; /* bytes of the source it is for */
};

struct check_switches {
	const char *source;
	struct check_switch *items; /* sorted by rule and start; then each end is the last one up to there */
	size_t count, capacity;
};

enum { SWITCH_BYTES = 1024 }; /* a longer tag is none */

/* End of the paragraph that begins behind the line of `from`. */
static size_t paragraph_end(struct str text, size_t from)
{
	size_t at = scan_find(text, from, "\n");
	bool began = false;
	while (at != (size_t)-1 && at < text.len) {
		size_t next = scan_find(text, at + 1, "\n");
		struct str line = str_trim(scan_slice(text, at + 1, next == (size_t)-1 ? text.len : next));
		if (began && !line.len)
			return at;
		began = began || line.len > 0;
		at = next;
	}
	return text.len;
}

/* Adds one switch for each id in `ids`. `faults` (may be NULL) receives what is wrong with it. */
static void add(struct check *check, struct check_switches *switches, const struct source *source, size_t at,
		struct str body, struct diag_list *faults)
{
	bool whole = str_starts(body, "-file");
	struct str rest = scan_slice(body, whole ? strlen("-file") : 0, body.len);
	size_t colon = str_find(rest, ":"), wide = str_find(rest, "：");
	size_t cut = colon < wide ? colon : wide;
	struct str ids = str_trim(cut == (size_t)-1 ? rest : scan_slice(rest, 0, cut));
	struct str reason = cut == (size_t)-1 ? (struct str){ "", 0 }
					      : scan_slice(rest, cut + (cut == wide ? strlen("：") : 1), rest.len);
	struct place place = { source, at };
	if (faults && !str_trim(reason).len)
		diag_add(faults, DIAG_CHECK_SWITCH_REASON, place, check_words_of(check, ids));
	while (ids.data && ids.len) {
		struct str id = str_trim(str_cut(&ids, " "));
		const struct check_rule *rule = id.len ? check_find_rule(check_words_of(check, id)) : NULL;
		if (!rule && id.len && faults)
			diag_add(faults, DIAG_CHECK_SWITCH_RULE, place, check_words_of(check, id));
		if (rule && switches)
			*ARENA_PUSH(check->arena, switches->items, switches->count, switches->capacity) =
				(struct check_switch){ rule->code, whole ? 0 : at,
						       whole ? source->text.len : paragraph_end(source->text, at) };
	}
}

static void read_switches(struct check *check, const struct source *source, struct check_switches *switches,
			  struct diag_list *faults)
{
	for (size_t at = 0; (at = scan_find(source->text, at, "check-off")) != (size_t)-1; at += strlen("check-off")) {
		size_t open = at;
		while (open && (source->text.data[open - 1] == ' ' || source->text.data[open - 1] == '!'))
			open--;
		size_t far = at + SWITCH_BYTES < source->text.len ? at + SWITCH_BYTES : source->text.len;
		size_t close = scan_find(scan_slice(source->text, 0, far), at, "}}");
		if (!scan_ends(source->text, open, "{{") || close == (size_t)-1)
			continue;
		add(check, switches, source, open - 2, scan_slice(source->text, at + strlen("check-off"), close),
		    faults);
	}
}

static int by_rule(const void *a, const void *b)
{
	const struct check_switch *x = a, *y = b;
	if (x->code != y->code)
		return x->code < y->code ? -1 : 1;
	return (x->start > y->start) - (x->start < y->start);
}

static void sort_switches(struct check_switches *switches)
{
	if (switches->count)
		qsort(switches->items, switches->count, sizeof *switches->items, by_rule);
	for (size_t i = 1; i < switches->count; i++) {
		const struct check_switch *before = &switches->items[i - 1];
		if (before->code == switches->items[i].code && before->end > switches->items[i].end)
			switches->items[i].end = before->end;
	}
}

static const struct check_switches *switches_of(struct check *check, const struct source *source)
{
	for (size_t i = check->switch_count; i--;)
		if (strcmp(check->switches[i]->source, source->name) == 0)
			return check->switches[i];
	struct check_switches *switches = ARENA_NEW(check->arena, struct check_switches);
	switches->source = source->name;
	read_switches(check, source, switches, NULL);
	sort_switches(switches);
	*ARENA_PUSH(check->arena, check->switches, check->switch_count, check->switch_capacity) = switches;
	return switches;
}

bool check_is_off(struct check *check, enum diag_code code, struct place place)
{
	if (!place.source)
		return false;
	const struct check_switches *switches = switches_of(check, place.source);
	const struct check_switch key = { .code = code, .start = place.offset };
	size_t low = 0, high = switches->count; /* the last one of the rule that starts at the place or before it */
	while (low < high) {
		size_t middle = low + (high - low) / 2;
		if (by_rule(&switches->items[middle], &key) <= 0)
			low = middle + 1;
		else
			high = middle;
	}
	return low && switches->items[low - 1].code == code && place.offset <= switches->items[low - 1].end;
}

void check_rule_switches(struct check *check, const struct source *source)
{
	read_switches(check, source, NULL, check->findings);
}
