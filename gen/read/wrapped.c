/* Text that comes from pages: lines that were broken at a width, and numbers of pages between them. They are paragraphs of their own then, which is told. */
#include <string.h>

#include "base/arena.h"
#include "base/utf8.h"
#include "read/internal.h"

static const char *const inner[] = { "，", "、", "；", "：", NULL };
static const char *const leading[] = { "，", "、", "；", "。", "：", "！", "？", "”", "）", "》", NULL }; /* none begins a paragraph */
static const char *const open_ends[] = { "，", "、", NULL };
static const char *const ends[] = { "。", "！", "？", "；", "：", "”", "）", "》", "…", ".", "!", "?", ";", ":", ")", NULL };

static bool has_inner(struct str text)
{
	for (size_t i = 0; inner[i]; i++)
		if (str_find(text, inner[i]) != (size_t)-1)
			return true;
	return str_find(text, "。") != (size_t)-1;
}

static int cells_of(const struct read_line *line)
{
	return utf8_cells(line->text.data, line->text.len);
}

static bool is_plain(const struct read_line *line)
{
	return line->class == CLASS_TEXT && line->block->role == READ_TEXT && !line->block->bullet && !line->block->listed;
}

/* The width at which the lines may have been broken, in half-width cells: that of the longest; 0: paragraphs are longer than lines of pages are. */
static int find_width(const struct read_line *lines, size_t count)
{
	enum { LEAST = 36, MOST = 120 };
	int width = 0;
	for (size_t i = 0; i < count; i++)
		if (lines[i].class == CLASS_TEXT && cells_of(&lines[i]) > width)
			width = cells_of(&lines[i]);
	return width < LEAST || width > MOST ? 0 : width;
}

/* Whether the second of two lines goes on with the sentence of the first, for certain. */
static bool goes_on(const struct read_line *line, const struct read_line *next)
{
	if (next->number.shape || !is_plain(next) || line->class != CLASS_TEXT)
		return false;
	return str_starts_any(next->text, leading) || str_ends_any(line->text, open_ends);
}

/* Whether it may: the line is as long as lines are, and is no whole sentence. */
static bool may_go_on(const struct read_line *line, const struct read_line *next, int width)
{
	enum { RAGGED = 8 }; /* indentation, and what may not begin a line */
	if (!width || next->number.shape || !is_plain(next) || !is_plain(line))
		return false;
	return cells_of(line) + RAGGED >= width && !str_ends_any(line->text, ends) && has_inner(line->text) && has_inner(next->text);
}

static void tell_wrapped(struct arena *arena, const struct read_line *lines, size_t count, struct diag_list *findings)
{
	int width = find_width(lines, count);
	size_t first = count, likely = 0;
	bool sure = false;
	for (size_t i = 0; i + 1 < count; i++) {
		bool certain = goes_on(&lines[i], &lines[i + 1]), may = may_go_on(&lines[i], &lines[i + 1], width);
		sure = sure || certain;
		likely += may;
		if ((certain || may) && first == count)
			first = i;
	}
	if (sure || likely > 1)
		diag_add(findings, DIAG_READ_WRAPPED, lines[first].block->node->place, read_sample(arena, lines[first + 1].text));
}

/* ---- numbers of pages */

/* Bytes of the dash, and of blanks round it. */
static size_t dash_at(struct str text)
{
	static const char *const dashes[] = { "-", "–", "—", "－", "―", NULL };
	size_t blanks = strspn(text.data, " "), len = str_starts_any(str_from(text, blanks), dashes);
	return len ? blanks + len + strspn(text.data + blanks + len, " ") : 0;
}

/* Whether the line is —1—, - 1 -. */
static bool is_page_number(const struct read_line *line)
{
	size_t dash = line->class == CLASS_TEXT ? dash_at(line->text) : 0;
	struct str rest = str_from(line->text, dash);
	size_t digits = strspn(rest.data, "0123456789");
	rest = str_from(rest, digits);
	return dash && digits && digits < 5 && rest.len && dash_at(rest) == rest.len;
}

static void tell_page_numbers(struct arena *arena, const struct read_line *lines, size_t count, struct diag_list *findings)
{
	const struct read_line *first = NULL;
	size_t found = 0;
	for (size_t i = 0; i < count; i++)
		if (is_page_number(&lines[i])) {
			first = first ? first : &lines[i];
			found++;
		}
	if (first)
		diag_add(findings, DIAG_READ_PAGE_NUMBER, first->block->node->place, read_sample(arena, first->text), arena_printf(arena, "%zu", found));
}

void read_tell_wrapped(struct arena *arena, const struct read_line *lines, size_t count, struct diag_list *findings)
{
	tell_wrapped(arena, lines, count, findings);
	tell_page_numbers(arena, lines, count, findings);
}
