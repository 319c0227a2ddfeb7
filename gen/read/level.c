/* What numbers and styles make of the lines of a plan: headings of which level, items, or text. */
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/utf8.h"
#include "doc/doc.h"
#include "read/internal.h"

enum {
	HEADING_CHARS = 50, /* a longer line without 。 is no heading */
	RUN_IN_CHARS = 40,  /* a longer first sentence is no run-in heading */
	STYLED_CHARS = 90,  /* of a line with the style of a heading */
	GUESS_CHARS = 30,   /* of a line that stands in the place of a missing number */
	LEVELS = 4,
};

static size_t chars(struct str text)
{
	return utf8_count(text.data, text.len);
}

static struct str without_number(const struct read_line *line)
{
	return str_from(line->text, line->number.len);
}

/* Bytes of the first sentence, with its 。; 0: it has none. */
static size_t first_sentence(struct str text)
{
	size_t stop = str_find(text, "。");
	return stop == (size_t)-1 ? 0 : stop + strlen("。");
}

/* Chinese numbers and chapters stand before headings alone; the others before items, too. */
static bool is_sure(enum read_shape shape)
{
	return shape >= SHAPE_PART && shape <= SHAPE_FORMAL;
}

/* Whether the line is a heading and its paragraph in one. */
static bool runs_in(const struct read_line *line)
{
	struct str text = without_number(line);
	size_t head = first_sentence(text), lead = line->block->lead > line->number.len ? line->block->lead - line->number.len : 0;
	if (!head || head >= text.len)
		return false;
	struct str first = { text.data, head };
	bool whole = lead && (lead == head || lead + strlen("。") == head);
	if (line->block->role == READ_HEADING && chars(first) <= STYLED_CHARS)
		return true;
	return line->number.shape && (whole || chars(first) <= RUN_IN_CHARS) && str_find(first, "；") == (size_t)-1 &&
	       (str_find(first, "：") == (size_t)-1 || str_find(first, DOC_GAP_OPEN) != (size_t)-1);
}

/* Whether it is short enough for a heading of its own, and no part of a series. */
static bool stands_alone(const struct read_line *line)
{
	static const char *const ends[] = { "；", "，", "、", ";", ",", NULL };
	struct str text = without_number(line);
	size_t head = first_sentence(text);
	return text.len && (!head || head == text.len) && chars(text) <= HEADING_CHARS && !str_ends_any(text, ends) &&
	       str_find(text, "；") == (size_t)-1;
}

/* ---- runs of items: lines whose numbers have one shape, one after the other */

static bool is_plain(const struct read_line *line)
{
	return line->class == CLASS_TEXT && line->block->role == READ_TEXT;
}

static bool is_heading(const struct read_line *line)
{
	return line->class == CLASS_HEADING || line->class == CLASS_RUN_IN;
}

/* The line behind the run that begins at `from`: 1. 2. 3. with nothing between. */
static size_t run_end(const struct read_plan *plan, size_t from)
{
	const struct read_line *lines = plan->lines;
	size_t end = from + 1;
	while (end < plan->count && is_plain(&lines[end]) && lines[end].number.shape == lines[from].number.shape &&
	       lines[end].number.ordinal == lines[end - 1].number.ordinal + 1)
		end++;
	return end;
}

/* Whether a paragraph or table that belongs to the line follows. */
static bool is_followed(const struct read_plan *plan, size_t at)
{
	if (at + 1 >= plan->count)
		return false;
	const struct read_line *next = &plan->lines[at + 1];
	if (next->class == CLASS_WHOLE)
		return next->block->node->kind == DOC_TABLE || next->block->node->kind == DOC_LIST;
	return next->class == CLASS_TEXT && next->block->role == READ_TEXT && !next->number.shape && !next->block->worded;
}

/* Whether a ； behind one of the lines, no part of a sentence that runs on in it, parts them from each other: they are one enumeration. */
static bool find_series(struct read_plan *plan, size_t from, size_t end)
{
	static const char *const ends[] = { "；", ";", "；和", "；或", "；或者", "；以及", NULL };
	bool series = false;
	for (size_t i = from; i < end && end - from > 1; i++)
		series = series || (str_ends_any(plan->lines[i].text, ends) && !runs_in(&plan->lines[i]));
	for (size_t i = from; i < end; i++)
		plan->lines[i].series = series;
	return series;
}

/* The kinds of the lines of a run. Items of a run are alike: it is one of headings when one of them is for certain. */
static void classify_run(struct read_plan *plan, size_t from, size_t end)
{
	bool series = find_series(plan, from, end), headings = is_sure(plan->lines[from].number.shape) && !series, items = end - from > 1;
	for (size_t i = from; i < end; i++) {
		struct read_line *line = &plan->lines[i];
		const struct read_line *next = i + 1 == end && i + 1 < plan->count ? &plan->lines[i + 1] : NULL;
		bool below = next && is_plain(next) && next->number.shape != line->number.shape && !read_is_letter(next->number.shape) &&
			     next->number.ordinal == 1;
		headings = headings || (!series && is_followed(plan, i) && stands_alone(line)) || (!series && end - from == 1 && (runs_in(line) || (below && stands_alone(line))));
		items = items && (series || !runs_in(line));
	}
	for (size_t i = from; i < end; i++) {
		struct read_line *line = &plan->lines[i];
		bool run_in = runs_in(line) && !series;
		if (run_in && (headings || !items))
			line->class = CLASS_RUN_IN;
		else if (headings && stands_alone(line))
			line->class = CLASS_HEADING;
		else if (items && (line->number.shape == SHAPE_DOT || line->block->listed) && plan->lines[from].number.ordinal == 1)
			line->class = CLASS_ITEM;
	}
}

/* ---- levels of shapes */

/* How often a number of the shape `below` begins (with 1) under one of the shape `above`. */
struct nesting {
	int counts[SHAPE_COUNT][SHAPE_COUNT]; /* [above][below] */
	bool used[SHAPE_COUNT];
	int levels[SHAPE_COUNT];              /* 0: none */
};

static void count_nesting(const struct read_plan *plan, struct nesting *nesting)
{
	enum read_shape last = SHAPE_NONE;
	for (size_t i = 0; i < plan->count; i++) {
		const struct read_line *line = &plan->lines[i];
		if (read_is_mark(line))
			last = SHAPE_NONE;
		if (!is_heading(line) || !line->number.shape)
			continue;
		nesting->used[line->number.shape] = true;
		if (line->number.ordinal == 1 && last && last != line->number.shape)
			nesting->counts[last][line->number.shape]++;
		last = line->number.shape;
	}
}

/* The shapes that are used in the order in which they stand below each other: practice's, but where the document itself has it otherwise. */
static void order_shapes(struct nesting *nesting)
{
	int order[SHAPE_COUNT], count = 0;
	for (int shape = 1; shape < SHAPE_COUNT; shape++)
		if (nesting->used[shape])
			order[count++] = shape;
	for (int pass = 1; pass < count; pass++)
		for (int i = 0; i + 1 < count; i++) {
			int above = order[i], below = order[i + 1];
			if (nesting->counts[below][above] <= nesting->counts[above][below])
				continue;
			order[i] = below;
			order[i + 1] = above;
		}
	for (int i = 0; i < count; i++)
		nesting->levels[order[i]] = i + 1;
}

/* Levels that styles give to the shapes they go with. */
static void take_styled_levels(const struct read_plan *plan, struct nesting *nesting, int base)
{
	for (size_t i = 0; i < plan->count; i++) {
		const struct read_line *line = &plan->lines[i];
		if (is_heading(line) && line->block->role == READ_HEADING && line->number.shape)
			nesting->levels[line->number.shape] = line->block->level - base;
	}
}

/* What the styles' levels are more than ours: where the first of them is taken by the title. */
static int find_base(const struct read_plan *plan)
{
	int least = 9;
	for (size_t i = 0; i < plan->count; i++)
		if (is_heading(&plan->lines[i]) && plan->lines[i].block->role == READ_HEADING && plan->lines[i].block->level < least)
			least = plan->lines[i].block->level;
	return least == 9 ? 0 : least - 1;
}

static void set_levels(struct read_plan *plan)
{
	struct nesting nesting = { 0 };
	int base = find_base(plan);
	count_nesting(plan, &nesting);
	order_shapes(&nesting);
	take_styled_levels(plan, &nesting, base);
	for (size_t i = 0; i < plan->count; i++) {
		struct read_line *line = &plan->lines[i];
		if (is_heading(line))
			line->level = line->block->role == READ_HEADING ? line->block->level - base : nesting.levels[line->number.shape];
	}
}

/* Levels that skip none: a heading stands one below the last one that is above it. */
static void close_levels(struct read_plan *plan)
{
	int open[SHAPE_COUNT + 9], depth = 0;
	bool said = false;
	for (size_t i = 0; i < plan->count; i++) {
		struct read_line *line = &plan->lines[i];
		if (read_is_mark(line))
			depth = 0;
		if (!is_heading(line))
			continue;
		while (depth && open[depth - 1] >= line->level)
			depth--;
		open[depth++] = line->level;
		if (line->level != depth && line->level <= LEVELS && !said) {
			diag_add(plan->findings, DIAG_READ_LEVEL_JUMP, line->block->node->place, read_sample(plan->arena, line->text),
				 arena_printf(plan->arena, "%d", line->level), arena_printf(plan->arena, "%d", depth));
			said = true;
		}
		line->level = depth;
		if (depth <= LEVELS)
			continue;
		if (line->class == CLASS_HEADING)
			diag_add(plan->findings, DIAG_READ_TOO_DEEP, line->block->node->place, read_sample(plan->arena, line->text));
		line->class = CLASS_TEXT;
		depth--;
	}
}

/* ---- which numbers the program sets */

static void set_numbering(struct read_plan *plan)
{
	int bracket = 0, dot = 0, numbered = 0, headings = 0;
	for (size_t i = 0; i < plan->count; i++) {
		const struct read_line *line = &plan->lines[i];
		if (!is_heading(line))
			continue;
		headings++;
		numbered += line->number.shape != SHAPE_NONE;
		bracket += line->level == 2 && line->number.shape == SHAPE_BRACKET;
		dot += line->level == 2 && line->number.shape == SHAPE_DOT;
	}
	plan->doc->numbering = headings && !numbered ? DOC_NUMBER_NONE : dot > bracket ? DOC_NUMBER_TWO_LEVEL : DOC_NUMBER_STANDARD;
}

/* Whether numbers of the level that may run on do so: more sections go on counting than begin anew. */
static void set_running(struct read_plan *plan)
{
	int level = plan->doc->numbering == DOC_NUMBER_TWO_LEVEL ? 2 : 3, last = 0, on = 0, anew = 0;
	bool parted = false;
	for (size_t i = 0; i < plan->count; i++) {
		const struct read_line *line = &plan->lines[i];
		if (!is_heading(line) || !line->number.shape)
			continue;
		parted = parted || line->level < level;
		if (line->level != level)
			continue;
		on += last && parted && line->number.ordinal > 1;
		anew += last && parted && line->number.ordinal == 1;
		last = line->number.ordinal;
		parted = false;
	}
	plan->doc->continue_level3 = on > anew;
}

/* ---- numbers that are missing */

/* Counts of one body as doc_number() will have them, and what the document's own differ from them. */
struct counts {
	int of_level[LEVELS + 1], shift[LEVELS + 1];
	size_t last[LEVELS + 1]; /* line of the last heading of the level */
};

/* Whether the line may be a heading whose number was forgotten. */
static bool may_be_heading(const struct read_plan *plan, size_t at)
{
	return is_plain(&plan->lines[at]) && read_is_label(&plan->lines[at], GUESS_CHARS) && plan->lines[at].block->align == READ_LEFT &&
	       is_followed(plan, at);
}

/* Makes headings of the lines from `from` to `end` when there are as many that may be some as numbers are missing. */
static bool fill_gap(struct read_plan *plan, size_t from, size_t end, int level, int first, int missing)
{
	int found = 0;
	for (size_t i = from; i < end; i++)
		found += may_be_heading(plan, i);
	if (found != missing)
		return false;
	for (size_t i = from; i < end; i++) {
		struct read_line *line = &plan->lines[i];
		if (!may_be_heading(plan, i))
			continue;
		line->class = CLASS_HEADING;
		line->level = level;
		line->number = (struct read_number){ plan->lines[end].number.shape, first, 0 };
		diag_add(plan->findings, DIAG_READ_HEADING_GUESSED, line->block->node->place, read_sample(plan->arena, line->text),
			 arena_printf(plan->arena, "%d", first++));
	}
	return true;
}

static void check_number(struct read_plan *plan, struct counts *counts, size_t at)
{
	struct read_line *line = &plan->lines[at];
	int level = line->level, due = counts->of_level[level] + 1, own = line->number.ordinal;
	if (own == 1 && due + counts->shift[level] > 1 && due > 1) {
		line->block->node->restart = true;
		counts->of_level[level] = 1;
		counts->shift[level] = 0;
		return;
	}
	int missing = own - (due + counts->shift[level]);
	if (missing > 0 && due > 1 && fill_gap(plan, counts->last[level] + 1, at, level, own - missing, missing)) {
		counts->of_level[level] = due + missing;
		return;
	}
	if (missing && own)
		diag_add(plan->findings, DIAG_READ_NUMBER_GAP, line->block->node->place, read_label_of(plan->arena, line),
			 arena_printf(plan->arena, "%d", due));
	counts->shift[level] += own ? missing : 0;
	counts->of_level[level] = due;
}

static void check_numbers(struct read_plan *plan)
{
	struct counts counts = { 0 };
	int running = !plan->doc->continue_level3 ? 0 : plan->doc->numbering == DOC_NUMBER_TWO_LEVEL ? 2 : 3;
	for (size_t i = 0; i < plan->count; i++) {
		const struct read_line *line = &plan->lines[i];
		if (read_is_mark(line))
			counts = (struct counts){ 0 };
		if (!is_heading(line))
			continue;
		for (int below = line->level + 1; below <= LEVELS; below++)
			if (below != running)
				counts.of_level[below] = counts.shift[below] = 0;
		if (!line->number.shape)
			continue;
		check_number(plan, &counts, i);
		counts.last[line->level] = i;
	}
}

/* ---- styles */

static void classify_styled(struct read_plan *plan, struct read_line *line)
{
	if (runs_in(line))
		line->class = CLASS_RUN_IN;
	else if (chars(line->text) <= STYLED_CHARS)
		line->class = CLASS_HEADING;
	else
		diag_add(plan->findings, DIAG_READ_HEADING_LONG, line->block->node->place, read_sample(plan->arena, line->text));
}

/* Whether a program numbers the line as an item, in a quote. */
static bool is_quoted_item(const struct read_line *line)
{
	return line->block->role == READ_QUOTE && line->block->number && line->number.shape == SHAPE_DOT;
}

/* Whether style or sign say that the line is an item. */
static bool is_item(const struct read_line *line)
{
	enum read_role role = line->block->role;
	return (role == READ_LIST && !line->block->worded) || role == READ_QUOTE_LIST || line->block->bullet || is_quoted_item(line);
}

/* What is known of one of the file's lists, all that it numbers or sets signs before taken together. */
struct file_list {
	int id;
	size_t lines, followed; /* those that a paragraph or table stands behind */
	bool signs;             /* it sets signs on one of its levels */
	bool headings;          /* one of its lines is a heading for certain */
};

static bool is_listed(const struct read_line *line)
{
	return line->block->list && is_plain(line) && !line->block->worded;
}

static int by_id(const void *a, const void *b)
{
	int x = ((const struct file_list *)a)->id, y = ((const struct file_list *)b)->id;
	return (x > y) - (x < y);
}

/* Whether its number stands before headings alone: 一、 1.1 */
static bool is_heading_shape(enum read_shape shape)
{
	return is_sure(shape) || shape == SHAPE_DOTS2 || shape == SHAPE_DOTS3 || shape == SHAPE_ARTICLE;
}

static void add_line_to(const struct read_plan *plan, size_t at, struct file_list *list)
{
	const struct read_line *line = &plan->lines[at];
	list->lines++;
	list->followed += is_followed(plan, at);
	list->signs = list->signs || line->block->bullet;
	list->headings = list->headings || is_heading_shape(line->number.shape) || runs_in(line);
}

/* The file's lists, by id; *count of them. */
static struct file_list *know_lists(const struct read_plan *plan, size_t *count)
{
	struct file_list *lists = ARENA_ARRAY(plan->arena, struct file_list, plan->count + 1);
	size_t kept = 0;
	for (size_t i = 0; i < plan->count; i++)
		if (is_listed(&plan->lines[i]))
			lists[kept++].id = plan->lines[i].block->list;
	qsort(lists, kept, sizeof *lists, by_id);
	*count = 0;
	for (size_t i = 0; i < kept; i++)
		if (!*count || lists[*count - 1].id != lists[i].id)
			lists[(*count)++] = lists[i];
	for (size_t i = 0; i < plan->count; i++) {
		struct file_list key = { .id = plan->lines[i].block->list };
		if (is_listed(&plan->lines[i]))
			add_line_to(plan, i, bsearch(&key, lists, *count, sizeof *lists, by_id));
	}
	return lists;
}

/* A list of the file that has signs on one of its levels is none of headings, nor is one of which most lines have nothing of their own behind
 * them and none is a heading for certain: all that stand in it are items, on their levels. */
static void classify_lists(struct read_plan *plan)
{
	size_t count;
	const struct file_list *lists = know_lists(plan, &count);
	for (size_t i = 0; i < plan->count; i++) {
		struct file_list key = { .id = plan->lines[i].block->list };
		const struct file_list *list = is_listed(&plan->lines[i]) ? bsearch(&key, lists, count, sizeof *lists, by_id) : NULL;
		if (list && (list->signs || (!list->headings && list->followed * 2 <= list->lines)))
			plan->lines[i].class = CLASS_ITEM;
	}
}

/* The only heading of the first level, without number, before all others, is the title. */
static void classify_lines(struct read_plan *plan)
{
	classify_lists(plan);
	for (size_t i = 0; i < plan->count; i++) {
		struct read_line *line = &plan->lines[i];
		if (line->class != CLASS_TEXT)
			continue;
		if (line->block->role == READ_HEADING)
			classify_styled(plan, line);
		else if (is_item(line))
			line->class = CLASS_ITEM;
	}
	for (size_t i = 0; i < plan->count;) {
		bool run = is_plain(&plan->lines[i]) && plan->lines[i].number.shape && plan->lines[i].number.shape != SHAPE_ARTICLE;
		size_t end = run ? run_end(plan, i) : i + 1;
		if (run)
			classify_run(plan, i, end);
		i = end;
	}
}

/* ---- siblings: lines of one shape that count on, with what stands below each of them between them */

/* Whether the line has a number that a person typed and may have before headings and items. */
static bool may_have_siblings(const struct read_line *line)
{
	bool one = line->class == CLASS_TEXT || line->class == CLASS_ITEM || is_heading(line);
	return one && line->block->role == READ_TEXT && line->number.shape && line->number.shape != SHAPE_ARTICLE && !is_sure(line->number.shape);
}

/* What is known of a line and those behind it. */
struct sibling {
	size_t next; /* its next sibling; 0: there is none */
	bool apart;  /* paragraphs stand between them, which belong to the first */
	bool later;  /* it is not the first */
};

/* The next sibling; 0: there is none. */
static size_t next_sibling(const struct read_plan *plan, size_t at, bool *apart)
{
	const struct read_line *line = &plan->lines[at];
	bool below[SHAPE_COUNT] = { false };
	for (size_t i = at + 1; i < plan->count; i++) {
		const struct read_line *next = &plan->lines[i];
		enum read_shape shape = next->number.shape;
		if (read_is_mark(next))
			return 0;
		if (next->class == CLASS_WHOLE || (next->class == CLASS_TEXT && !shape && next->block->role == READ_TEXT)) {
			*apart = true;
			continue;
		}
		if (!may_have_siblings(next))
			return 0;
		if (shape == line->number.shape)
			return next->number.ordinal == line->number.ordinal + 1 ? i : 0;
		if (!below[shape] && next->number.ordinal != 1 && !read_is_letter(shape))
			return 0;
		below[shape] = true;
	}
	return 0;
}

/* What is known of siblings together. */
struct siblings {
	size_t count;
	bool headings, items; /* one of them is */
	bool apart;           /* paragraphs stand between them */
	bool list;            /* one of them ends in ；, as items do */
};

static struct siblings know_siblings(const struct read_plan *plan, const struct sibling *siblings, size_t first)
{
	struct siblings all = { 0 };
	for (size_t i = first, more = 1; more; i = more) {
		const struct read_line *line = &plan->lines[i];
		more = siblings[i].next;
		all.count++;
		all.headings = all.headings || is_heading(line);
		all.items = all.items || line->class == CLASS_ITEM;
		all.list = all.list || str_ends(line->text, "；");
		all.apart = all.apart || (more && siblings[i].apart);
	}
	return all;
}

/* Makes what the others are of those that their neighbours told nothing of: levels of siblings agree. */
static void settle_siblings_of(struct read_plan *plan, const struct sibling *siblings, size_t first)
{
	struct siblings all = know_siblings(plan, siblings, first);
	bool items = all.items || (all.count > 1 && !all.apart && plan->lines[first].number.ordinal == 1);
	for (size_t i = first, more = 1; more; i = more) {
		struct read_line *line = &plan->lines[i];
		more = siblings[i].next;
		if (line->class != CLASS_TEXT && !(all.headings && !all.list && line->class == CLASS_ITEM))
			continue;
		if (all.headings && !all.list && (runs_in(line) || stands_alone(line)))
			line->class = runs_in(line) ? CLASS_RUN_IN : CLASS_HEADING;
		else if (!all.headings && items && !runs_in(line) && (line->number.shape == SHAPE_DOT || line->block->listed))
			line->class = CLASS_ITEM;
	}
}

static void settle_siblings(struct read_plan *plan)
{
	struct sibling *siblings = ARENA_ARRAY(plan->arena, struct sibling, plan->count + 1);
	for (size_t i = 0; i < plan->count; i++) {
		size_t next = may_have_siblings(&plan->lines[i]) ? next_sibling(plan, i, &siblings[i].apart) : 0;
		siblings[i].next = next;
		siblings[next].later = next != 0;
	}
	for (size_t i = 0; i < plan->count; i++)
		if (siblings[i].next && !siblings[i].later)
			settle_siblings_of(plan, siblings, i);
}

/* Headings of the shape are headings everywhere: 1. as an item in one section and as a heading in another is not told apart by length. */
static void settle_shapes(struct read_plan *plan)
{
	bool headings[SHAPE_COUNT] = { false };
	for (size_t i = 0; i < plan->count; i++)
		if (is_heading(&plan->lines[i]))
			headings[plan->lines[i].number.shape] = true;
	for (size_t i = 0; i < plan->count; i++) {
		struct read_line *line = &plan->lines[i];
		if (line->number.shape && line->class == CLASS_TEXT && is_plain(line) && headings[line->number.shape] && !line->series && runs_in(line))
			line->class = CLASS_RUN_IN;
	}
}

/* The only item of its level stands behind another one of the same list, deeper than that. */
static void settle_lists(struct read_plan *plan)
{
	for (size_t i = 1; i < plan->count; i++) {
		const struct read_line *before = &plan->lines[i - 1];
		struct read_line *line = &plan->lines[i];
		bool deeper = before->class == CLASS_ITEM && before->block->list == line->block->list && line->block->level > before->block->level;
		if (is_listed(line) && deeper && !runs_in(line))
			line->class = CLASS_ITEM;
	}
}

/* ---- numbers of the file's lists: all that stand on one level of a list are alike */

/* List and level of a line as one number. */
static long long list_level(const struct read_line *line)
{
	enum { DEPTH = 16 };
	return (long long)line->block->list * DEPTH + line->block->level;
}

static int by_value(const void *a, const void *b)
{
	long long x = *(const long long *)a, y = *(const long long *)b;
	return (x > y) - (x < y);
}

static bool is_dotted(const struct read_line *line)
{
	return line->block->list && (line->number.shape == SHAPE_DOTS2 || line->number.shape == SHAPE_DOTS3);
}

/* Makes headings of lines that stand on a level of a list which has some. */
static void settle_list_headings(struct read_plan *plan)
{
	long long *levels = ARENA_ARRAY(plan->arena, long long, plan->count + 1);
	size_t count = 0;
	for (size_t i = 0; i < plan->count; i++)
		if (is_heading(&plan->lines[i]) && plan->lines[i].block->list)
			levels[count++] = list_level(&plan->lines[i]);
	qsort(levels, count, sizeof *levels, by_value);
	for (size_t i = 0; i < plan->count; i++) {
		struct read_line *line = &plan->lines[i];
		long long level = list_level(line);
		bool open = line->class == CLASS_TEXT || (line->class == CLASS_ITEM && is_dotted(line));
		if (!open || !line->block->list || !line->number.shape || line->number.shape == SHAPE_ARTICLE || line->series ||
		    !bsearch(&level, levels, count, sizeof *levels, by_value))
			continue;
		if (runs_in(line) || stands_alone(line))
			line->class = runs_in(line) ? CLASS_RUN_IN : CLASS_HEADING;
	}
}

/* 1.1 is an item of ours only below the item 1. of its list: elsewhere it would lose its first number. */
static void settle_dotted_items(struct read_plan *plan)
{
	int above = 0, least = 0; /* the list whose items come one after the other, and its highest level there */
	for (size_t i = 0; i < plan->count; i++) {
		struct read_line *line = &plan->lines[i];
		bool follows = above && line->block->list == above && line->block->level > least;
		if (line->class == CLASS_ITEM && is_dotted(line) && !follows)
			line->class = CLASS_TEXT;
		if (line->class != CLASS_ITEM)
			above = 0;
		else if (!follows) {
			above = line->block->list;
			least = line->block->level;
		}
	}
}

static void set_heads(struct read_plan *plan)
{
	for (size_t i = 0; i < plan->count; i++) {
		struct read_line *line = &plan->lines[i];
		if (line->class == CLASS_RUN_IN)
			line->head = line->number.len + first_sentence(without_number(line));
	}
}

void read_classify(struct read_plan *plan)
{
	classify_lines(plan);
	settle_siblings(plan);
	settle_shapes(plan);
	settle_lists(plan);
	settle_list_headings(plan);
	settle_dotted_items(plan);
	set_levels(plan);
	close_levels(plan);
	set_numbering(plan);
	set_running(plan);
	check_numbers(plan);
	set_heads(plan);
}
