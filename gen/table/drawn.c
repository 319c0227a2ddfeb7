#include "table/drawn.h"

#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/limits.h"
#include "base/utf8.h"

enum { MOST_LINES = 2000, MOST_SIGNS = 4000 };

/* A character with the cells of half the width of a Han character before it. */
struct sign {
	uint32_t c;
	size_t column, at; /* at: its first byte */
};

struct drawn_line {
	struct str text;
	struct sign *signs; /* of the line without blanks at its end */
	size_t count, width;
};

struct drawing {
	struct arena *arena;
	struct str text;
	struct drawn_line *lines;
	size_t count, room;
	size_t *edges; /* cells where columns begin; in a grid also where the last one ends */
	size_t edge_count;
	struct buf *cells; /* texts of the drawn cells while they are put together */
	bool *starts;      /* by line of a grid: a row begins with it although no rule stands above */
	struct drawn *drawn;
};

/* ---- lines */

/* Box-drawing characters as the plain signs that stand for them. */
static uint32_t plain(uint32_t c)
{
	if (c < 0x2500 || c > 0x257F)
		return c;
	if (c == 0x2550)
		return '=';
	if (c == 0x2500 || c == 0x2501 || (c >= 0x2504 && c <= 0x2509 && c % 4 < 2) || c == 0x254C || c == 0x254D)
		return '-';
	return c == 0x2502 || c == 0x2503 || c == 0x2551 ? '|' : '+';
}

static void read_signs(struct arena *arena, struct drawn_line *line)
{
	size_t room = 0, column = 0;
	for (size_t at = 0, size; at < line->text.len && line->count < MOST_SIGNS; at += size) {
		uint32_t c = 0;
		size = utf8_decode(line->text.data + at, line->text.len - at, &c);
		if (!size)
			return;
		size_t width = c >= 0x2500 && c <= 0x257F ? 1 : (size_t)utf8_cells(line->text.data + at, size);
		*ARENA_PUSH(arena, line->signs, line->count, room) = (struct sign){ plain(c), column, at };
		column += width;
	}
	while (line->count && (line->signs[line->count - 1].c == ' ' || line->signs[line->count - 1].c == '\r'))
		line->count--;
	line->width = column;
}

static const struct drawn_line *line_at(struct drawing *d, size_t index)
{
	while (d->count <= index) {
		struct str rest = str_from(d->text, d->count ? (size_t)(d->lines[d->count - 1].text.data - d->text.data) + d->lines[d->count - 1].text.len : 0);
		rest = str_from(rest, d->count && rest.len);
		if (!rest.len || d->count == MOST_LINES)
			return NULL;
		struct drawn_line *line = ARENA_PUSH(d->arena, d->lines, d->count, d->room);
		line->text = str_cut(&rest, "\n");
		read_signs(d->arena, line);
	}
	return &d->lines[index];
}

/* The sign in the column; 0: one that began before it, or none. */
static uint32_t sign_in(const struct drawn_line *line, size_t column)
{
	size_t from = 0, to = line->count;
	while (from < to) {
		size_t middle = (from + to) / 2;
		if (line->signs[middle].column == column)
			return line->signs[middle].c;
		from = line->signs[middle].column < column ? middle + 1 : from;
		to = line->signs[middle].column < column ? to : middle;
	}
	return column >= line->width ? ' ' : 0;
}

static bool is_rule(uint32_t c)
{
	return c == '-' || c == '=' || c == ':';
}

/* What stands between two columns, without blanks around it. */
static struct str between(const struct drawn_line *line, size_t from, size_t to)
{
	size_t start = line->text.len, end = line->text.len;
	for (size_t i = line->count; i-- > 0;) {
		if (line->signs[i].column >= from)
			start = line->signs[i].at;
		if (line->signs[i].column >= to)
			end = line->signs[i].at;
	}
	return str_trim((struct str){ line->text.data + start, end > start ? end - start : 0 });
}

/* ---- cells */

static struct drawn_cell *cell_at(const struct drawing *d, size_t row, size_t column)
{
	return &d->drawn->cells[row * d->drawn->columns + column];
}

static bool begins_item(struct str text)
{
	size_t digits = strspn(text.data, "0123456789");
	return (text.len > 1 && strchr("-*+", text.data[0]) && text.data[1] == ' ') ||
	       (digits && digits + 1 < text.len && strchr(".)", text.data[digits]) && text.data[digits + 1] == ' ');
}

/* Puts a line behind the cell's text; an empty one ends its paragraph. */
static void add_line(struct drawing *d, size_t row, size_t column, struct str line)
{
	struct buf *text = &d->cells[row * d->drawn->columns + column];
	struct str before = buf_str(text);
	if (!line.len) {
		if (before.len && before.data[before.len - 1] != '\n')
			buf_add_char(text, '\n');
		return;
	}
	bool ended = before.len && before.data[before.len - 1] == '\n', wide = utf8_is_cjk(str_last(before, 0)) || utf8_is_cjk(str_first(line, 0));
	if (!before.len)
		cell_at(d, row, column)->offset = (size_t)(line.data - d->text.data);
	else if (!ended && begins_item(line))
		buf_add_char(text, '\n');
	else if (!ended && !wide)
		buf_add_char(text, ' ');
	buf_add_str(text, line);
}

static void start_cells(struct drawing *d, size_t rows, size_t columns)
{
	d->drawn->rows = rows;
	d->drawn->columns = columns;
	d->drawn->cells = ARENA_ARRAY(d->arena, struct drawn_cell, rows * columns);
	d->cells = ARENA_ARRAY(d->arena, struct buf, rows * columns);
}

static void finish_cells(struct drawing *d)
{
	for (size_t i = 0; i < d->drawn->rows * d->drawn->columns; i++) {
		struct str text = buf_move_str(&d->cells[i], d->arena);
		d->drawn->cells[i].text = str_trim(text);
	}
}

/* ---- grids */

/* A line of + and rules alone. */
static bool is_border(const struct drawn_line *line)
{
	size_t corners = 0, rules = 0;
	for (size_t i = 0; line && i < line->count; i++) {
		corners += line->signs[i].c == '+';
		rules += is_rule(line->signs[i].c);
		if (line->signs[i].c != '+' && !is_rule(line->signs[i].c) && (corners || line->signs[i].c != ' '))
			return false;
	}
	return corners > 1 && rules > 1 && line->signs[line->count - 1].c == '+';
}

static uint32_t first_sign(const struct drawn_line *line)
{
	for (size_t i = 0; line && i < line->count; i++)
		if (line->signs[i].c != ' ')
			return line->signs[i].c;
	return 0;
}

/* The columns where corners stand, in order. */
static void find_edges(struct drawing *d, size_t lines)
{
	enum { MOST = LIMIT_TABLE_COLUMNS + 1 };
	d->edges = ARENA_ARRAY(d->arena, size_t, MOST);
	for (size_t i = 0; i < lines; i++) {
		const struct drawn_line *line = &d->lines[i];
		for (size_t j = 0; j < line->count; j++) {
			size_t column = line->signs[j].column, at = 0;
			bool beside = (j && is_rule(line->signs[j - 1].c)) || (j + 1 < line->count && is_rule(line->signs[j + 1].c));
			while (at < d->edge_count && d->edges[at] < column)
				at++;
			if (line->signs[j].c != '+' || !beside || d->edge_count == MOST || (at < d->edge_count && d->edges[at] == column))
				continue;
			memmove(&d->edges[at + 1], &d->edges[at], (d->edge_count - at) * sizeof *d->edges);
			d->edges[at] = column;
			d->edge_count++;
		}
	}
}

/* Whether the line is a rule between two edges. */
static bool is_ruled(const struct drawing *d, const struct drawn_line *line, size_t column)
{
	size_t from = d->edges[column], to = d->edges[column + 1];
	bool ruled = sign_in(line, from) == '+' && sign_in(line, to) == '+' && to > from + 1;
	for (size_t at = from + 1; ruled && at < to; at++)
		ruled = is_rule(sign_in(line, at));
	return ruled;
}

static bool has_rule(const struct drawing *d, const struct drawn_line *line)
{
	for (size_t i = 0; i + 1 < d->edge_count; i++)
		if (is_ruled(d, line, i))
			return true;
	return false;
}

/* What the parts of a line between its bars are. */
struct filling {
	size_t parts, filled;
	bool first;  /* the first is filled */
	bool early;  /* a part ends long before its bar, and the next line has text there, which would have fitted */
};

static struct filling filling_of(const struct drawn_line *line, const struct drawn_line *next)
{
	enum { ROOM = 6 }; /* cells: two Han characters and the blanks beside bars */
	struct filling filling = { 0 };
	size_t from = 0;
	for (size_t i = 0, bars = 0; i < line->count; i++) {
		if (line->signs[i].c != '|')
			continue;
		if (bars++) {
			size_t to = line->signs[i].column;
			struct str part = between(line, from, to);
			size_t room = to - from - (size_t)utf8_cells(part.data, part.len);
			filling.parts++;
			filling.filled += part.len > 0;
			filling.first = filling.first || (filling.parts == 1 && part.len);
			filling.early = filling.early || (next && part.len && to > from + ROOM && room >= ROOM && between(next, from, to).len);
		}
		from = line->signs[i].column + 1;
	}
	return filling;
}

/* Whether the line is one of text: bars alone stand in it. */
static bool is_text_line(const struct drawn_line *line)
{
	for (size_t i = 0; i < line->count; i++)
		if (line->signs[i].c == '+' && ((i && is_rule(line->signs[i - 1].c)) || (i + 1 < line->count && is_rule(line->signs[i + 1].c))))
			return false;
	return first_sign(line) == '|';
}

/* Which of the lines from `from` to `end`, between which no rule stands, begin rows; `all`: nor is there any other rule in the body. False: it is
 * not certain. */
static bool find_starts(struct drawing *d, size_t from, size_t end, bool all)
{
	size_t full = 0, early = 0;
	for (size_t i = from; i < end; i++) {
		struct filling filling = filling_of(&d->lines[i], i + 1 < end ? &d->lines[i + 1] : NULL);
		full += filling.parts == filling.filled && filling.parts > 1;
		early += filling.early;
	}
	bool rows = full == end - from && early;
	for (size_t i = from + 1; i < end; i++) {
		struct filling filling = filling_of(&d->lines[i], NULL), before = filling_of(&d->lines[i - 1], &d->lines[i]);
		bool whole = filling.filled == filling.parts && filling.parts > 1, some = filling.first && filling.filled > 1;
		if (all && !filling.first && filling.parts > 2 && filling.filled + 1 == filling.parts)
			return false;
		if (all && some && !whole && full < 2 && !before.early)
			return false;
		d->starts[i] = rows || (all && (whole || some));
	}
	return true;
}

/* Finds the rows that no rules part, as databases draw them. False: it is not certain which lines are rows. */
static bool find_rows(struct drawing *d, size_t lines)
{
	size_t groups = 0, from = 1;
	bool good = true;
	d->starts = ARENA_ARRAY(d->arena, bool, lines);
	for (size_t i = 1; i < lines; i++)
		groups += is_text_line(&d->lines[i]) && !is_text_line(&d->lines[i - 1]);
	for (size_t i = 1, group = 0; i <= lines; i++) {
		if (i < lines && is_text_line(&d->lines[i]))
			continue;
		if (i > from)
			good = find_starts(d, from, i, ++group == groups && groups <= 2) && good;
		from = i + 1;
	}
	return good;
}

/* Whether a bar stands between the two columns. */
static bool has_bar(const struct drawn_line *line, size_t from, size_t to)
{
	for (size_t i = 0; i < line->count; i++)
		if (line->signs[i].c == '|' && line->signs[i].column > from && line->signs[i].column < to)
			return true;
	return false;
}

/* The parts of a line that is no rule, each into its cell. False where it does not fit the edges, or the lines above it in the row. */
static bool add_parts(struct drawing *d, const struct drawn_line *line, size_t row, bool first)
{
	size_t last = d->edge_count - 1, from = 0;
	if (sign_in(line, d->edges[0]) != '|' || sign_in(line, d->edges[last]) != '|')
		return false;
	for (size_t i = 1; i <= last; i++) {
		bool parted = i == last || sign_in(line, d->edges[i]) == '|';
		if (!parted && first)
			cell_at(d, row, i)->left = true;
		if (i < last && cell_at(d, row, i)->left == parted)
			return false;
		if (parted && i - from > 1 && has_bar(line, d->edges[from], d->edges[i]))
			return false; /* bars that stand beside their corners */
		if (parted)
			add_line(d, row, from, between(line, d->edges[from] + 1, d->edges[i]));
		from = parted ? i : from;
	}
	return true;
}

/* A line with a rule in it, below which a row begins: what is not ruled goes on. Text in it is of the cell that goes on. */
static bool add_rule(struct drawing *d, const struct drawn_line *line, size_t row)
{
	bool any = false;
	for (size_t i = 0; i + 1 < d->edge_count; i++) {
		bool ruled = is_ruled(d, line, i);
		any |= ruled;
		if (ruled)
			continue;
		cell_at(d, row, i)->above = row > 0;
		struct str text = between(line, d->edges[i] + 1, d->edges[i + 1]);
		if (!row || (text.len && sign_in(line, d->edges[i]) != '|' && sign_in(line, d->edges[i]) != '+'))
			return false;
		if (text.len)
			add_line(d, row - 1, i, text);
	}
	return any;
}

static bool read_aligned(struct drawing *d, size_t lines)
{
	size_t rows = 0, row = 0;
	bool first = true, good = d->edge_count > 1 && is_border(&d->lines[lines - 1]);
	for (size_t i = 1; i < lines; i++)
		rows += has_rule(d, &d->lines[i]) || d->starts[i];
	start_cells(d, rows, d->edge_count - 1);
	for (size_t i = 1; good && i < lines; i++) {
		bool rule = has_rule(d, &d->lines[i]);
		if (rule) {
			good = !first && (row + 1 == rows || add_rule(d, &d->lines[i], row + 1));
			row++;
		} else {
			row += d->starts[i];
			good = row < rows && add_parts(d, &d->lines[i], row, first || d->starts[i]);
		}
		first = rule;
	}
	finish_cells(d);
	return good && rows;
}

static size_t count_sign(const struct drawn_line *line, uint32_t c)
{
	size_t count = 0;
	for (size_t i = 0; i < line->count; i++)
		count += line->signs[i].c == c;
	return count;
}

/* Bars where they happen to stand, as many in each line: rules go all through. */
static bool read_loose(struct drawing *d, size_t lines)
{
	size_t edges = count_sign(&d->lines[0], '+'), rows = 0, row = 0;
	for (size_t i = 1; i < lines; i++) {
		bool border = is_border(&d->lines[i]);
		if (count_sign(&d->lines[i], border ? '+' : '|') != edges || (border && is_border(&d->lines[i - 1])))
			return false;
		rows += border || d->starts[i];
	}
	if (!rows || !is_border(&d->lines[lines - 1]))
		return false;
	start_cells(d, rows, edges - 1);
	for (size_t i = 1; i < lines; i++) {
		const struct drawn_line *line = &d->lines[i];
		size_t from = 0, cell = 0;
		bool border = is_border(line);
		row += border || d->starts[i];
		for (size_t j = 0; j < line->count && !border; j++) {
			if (line->signs[j].c != '|')
				continue;
			if (cell++)
				add_line(d, row, cell - 2, between(line, from, line->signs[j].column));
			from = line->signs[j].column + 1;
		}
	}
	finish_cells(d);
	return true;
}

/* Rows above the first line of =, else one. */
static size_t count_heads(const struct drawing *d, size_t lines)
{
	size_t rows = 0;
	for (size_t i = 1; i < lines; i++) {
		rows += d->edge_count ? has_rule(d, &d->lines[i]) : is_border(&d->lines[i]);
		if (is_border(&d->lines[i]) && count_sign(&d->lines[i], '='))
			return i + 1 < lines ? rows : 1;
	}
	return 1;
}

/* The cell that the place belongs to, as row × columns + column; (size_t)-1: two of them. */
static size_t owner_of(const struct drawn *t, const size_t *owners, size_t at)
{
	const struct drawn_cell *cell = &t->cells[at];
	size_t left = cell->left ? owners[at - 1] : at, above = cell->above ? owners[at - t->columns] : at;
	if (cell->left && cell->above && left != above)
		return (size_t)-1;
	return cell->above ? above : left;
}

/* Whether cells that go on are rectangles, each with its text at its first place, where all of it is put. */
static bool are_rectangles(struct drawing *d)
{
	const struct drawn *t = d->drawn;
	size_t count = t->rows * t->columns, *owners = ARENA_ARRAY(d->arena, size_t, count), *sizes = ARENA_ARRAY(d->arena, size_t, count);
	for (size_t i = 0; i < count; i++) {
		owners[i] = owner_of(t, owners, i);
		if (owners[i] == (size_t)-1)
			return false;
		sizes[owners[i]]++;
		if (owners[i] == i || !t->cells[i].text.len)
			continue;
		struct drawn_cell *first = &t->cells[owners[i]];
		const char *text = arena_printf(d->arena, "%.*s%s%.*s", (int)first->text.len, first->text.data, first->text.len ? "\n" : "",
						(int)t->cells[i].text.len, t->cells[i].text.data);
		first->text = str_of(text);
	}
	for (size_t i = 0; i < count; i++) {
		size_t columns, rows;
		drawn_span(t, i / t->columns, i % t->columns, &columns, &rows);
		if (owners[i] == i && sizes[i] != columns * rows)
			return false;
	}
	return true;
}

/* Characters of the text that draw nothing. */
static size_t count_words(struct str text)
{
	size_t count = 0;
	for (size_t at = 0, size; at < text.len; at += size) {
		uint32_t c = 0;
		size = utf8_decode(text.data + at, text.len - at, &c);
		if (!size)
			break;
		count += !(c < 0x80 && strchr(" \t\r\n|+-=:", (int)c)) && c != 0x3000 && !(c >= 0x2500 && c <= 0x257F);
	}
	return count;
}

/* Whether all that the lines say stands in cells. */
static bool is_whole(const struct drawing *d, size_t lines)
{
	size_t said = 0, kept = 0;
	for (size_t i = 0; i < lines; i++)
		said += count_words(d->lines[i].text);
	for (size_t i = 0; i < d->drawn->rows * d->drawn->columns; i++)
		kept += d->drawn->cells[i].left || d->drawn->cells[i].above ? 0 : count_words(d->drawn->cells[i].text);
	return said == kept;
}

void drawn_span(const struct drawn *t, size_t row, size_t column, size_t *columns, size_t *rows)
{
	const struct drawn_cell *cell = &t->cells[row * t->columns + column];
	*columns = *rows = 1;
	while (column + *columns < t->columns && cell[*columns].left)
		++*columns;
	while (row + *rows < t->rows && cell[*rows * t->columns].above)
		++*rows;
}

static bool read_grid(struct drawing *d)
{
	size_t lines = 1;
	if (!is_border(line_at(d, 0)))
		return false;
	for (uint32_t c; (c = first_sign(line_at(d, lines))) == '|' || c == '+';)
		lines++;
	if (lines < 3 || first_sign(line_at(d, 1)) != '|')
		return false;
	const struct drawn_line *last = &d->lines[lines - 1];
	d->drawn->len = (size_t)(last->text.data - d->text.data) + last->text.len;
	find_edges(d, lines);
	bool certain = find_rows(d, lines);
	d->drawn->readable = certain && read_aligned(d, lines) && are_rectangles(d) && is_whole(d, lines);
	if (certain && !d->drawn->readable) {
		d->edge_count = 0;
		d->drawn->readable = read_loose(d, lines) && is_whole(d, lines);
	}
	d->drawn->heads = count_heads(d, lines);
	return true;
}

/* ---- columns below rulers */

/* A line of groups of dashes, or of =, that blanks part; the number of groups, 0: it is none. */
static size_t ruler(const struct drawn_line *line, uint32_t *kind)
{
	enum { LEAST = 3 };
	size_t groups = 0, own = 0;
	*kind = first_sign(line);
	if (*kind != '-' && *kind != '=')
		return 0;
	for (size_t i = 0; i <= line->count; i++) {
		uint32_t c = i < line->count ? line->signs[i].c : ' ';
		if (c != *kind && c != ' ')
			return 0;
		if (c == ' ' && own && own < LEAST)
			return 0;
		groups += c == ' ' && own;
		own = c == ' ' ? 0 : own + 1;
	}
	return groups;
}

static bool is_blank(const struct drawn_line *line)
{
	return !line || !first_sign(line);
}

/* The parts of a line by its columns, where the gaps between them are blank; else by runs of two blanks, where those are as many. */
static bool cut_columns(const struct drawing *d, const struct drawn_line *line, const size_t *ends, struct str *parts)
{
	size_t count = d->edge_count, at = 0;
	bool fits = true;
	for (size_t i = 0; i < count; i++) {
		size_t next = i + 1 < count ? d->edges[i + 1] : (size_t)-1;
		parts[i] = between(line, i ? d->edges[i] : 0, next);
		for (size_t column = ends[i]; fits && i + 1 < count && column < next; column++)
			fits = sign_in(line, column) == ' ';
	}
	if (fits)
		return true;
	struct str rest = str_trim(line->text);
	for (at = 0; rest.len && at <= count; at++) {
		size_t len = 0;
		while (len < rest.len && !str_starts(str_from(rest, len), "  ") && !str_starts(str_from(rest, len), "　") && rest.data[len] != '\t')
			len++;
		if (at < count)
			parts[at] = (struct str){ rest.data, len };
		rest = str_trim(str_from(rest, len));
	}
	return at == count;
}

/* Where a table of columns has what: lines. */
struct columns {
	size_t head, body, end, last; /* its first line, that behind the ruler, behind its body, behind all of it */
	const struct drawn_line *ruler;
	bool apart;  /* blank lines part rows */
	bool joined; /* a line whose first column is blank goes on with the row above */
};

/* Finds the parts: ===, head, ===, body, ===; or head, ---, body; or ---, head, --- ---, body, ---; or --- ---, body, --- ---. */
static bool find_columns(struct drawing *d, struct columns *c)
{
	uint32_t kind, own;
	size_t groups = is_blank(line_at(d, 0)) ? 0 : ruler(line_at(d, 0), &kind), at = 1, rulers = 0;
	*c = (struct columns){ 0 };
	if (!groups) {
		c->ruler = line_at(d, 1);
		if (is_blank(line_at(d, 0)) || is_blank(c->ruler) || ruler(c->ruler, &kind) < 2 || kind != '-')
			return false;
		c->body = 2;
		for (at = 2; !is_blank(line_at(d, at)) && !ruler(line_at(d, at), &own); at++)
			;
		c->end = at;
		c->last = at + (line_at(d, at) && ruler(line_at(d, at), &own) > 1);
		return c->end > c->body;
	}
	c->head = 1;
	c->ruler = groups > 1 ? line_at(d, 0) : NULL;
	c->joined = kind == '=';
	for (bool blank = false; line_at(d, at); at++) {
		size_t found = is_blank(line_at(d, at)) ? 0 : ruler(line_at(d, at), &own);
		blank |= is_blank(line_at(d, at));
		if (!c->ruler && blank)
			return false;
		if (!found || own != kind)
			continue;
		rulers++;
		if (!c->ruler || (kind == '=' && rulers == 1 && !is_blank(line_at(d, at + 1)))) {
			c->ruler = line_at(d, at);
			c->body = at + 1;
			if (found < 2)
				return false;
			continue;
		}
		c->apart = blank && kind == '-';
		c->end = at;
		c->last = at + 1;
		c->body = c->body ? c->body : 1;
		c->head = c->body > 1 ? 1 : 0;
		return c->end > c->body && is_blank(line_at(d, at + 1));
	}
	return false;
}

static bool add_columns(struct drawing *d, const struct columns *c, const size_t *ends)
{
	size_t most = c->last + 1, row = 0, heads = 0;
	struct str *parts = ARENA_ARRAY(d->arena, struct str, d->edge_count);
	bool filled = false, good = true;
	start_cells(d, most, d->edge_count);
	for (size_t i = c->body > 1 ? c->head : c->body; good && i < c->end; i++) {
		uint32_t kind;
		const struct drawn_line *line = line_at(d, i);
		bool rule = line == c->ruler || ruler(line, &kind) > 1;
		if (rule || is_blank(line)) {
			row += filled && (rule || c->apart);
			filled = filled && !rule && !c->apart;
			heads = line == c->ruler ? row : heads;
			continue;
		}
		good = cut_columns(d, line, ends, parts);
		bool goes_on = (c->apart && filled) || (i < c->body && filled && c->head) || (c->joined && filled && !parts[0].len);
		row += filled && !goes_on;
		for (size_t j = 0; j < d->edge_count; j++)
			if (parts[j].len)
				add_line(d, row, j, parts[j]);
		filled = true;
	}
	finish_cells(d);
	d->drawn->rows = row + filled;
	d->drawn->heads = heads ? heads : 1;
	return good && d->drawn->rows;
}

static bool read_columns(struct drawing *d)
{
	struct columns c;
	if (!find_columns(d, &c))
		return false;
	const struct drawn_line *last = line_at(d, c.last - 1);
	size_t *ends = ARENA_ARRAY(d->arena, size_t, LIMIT_TABLE_COLUMNS);
	d->drawn->len = (size_t)(last->text.data - d->text.data) + last->text.len;
	d->edges = ARENA_ARRAY(d->arena, size_t, LIMIT_TABLE_COLUMNS);
	for (size_t i = 0; i < c.ruler->count && d->edge_count <= LIMIT_TABLE_COLUMNS; i++) {
		bool mark = c.ruler->signs[i].c != ' ', before = i && c.ruler->signs[i - 1].c != ' ';
		if (mark && !before && d->edge_count++ < LIMIT_TABLE_COLUMNS)
			d->edges[d->edge_count - 1] = c.ruler->signs[i].column;
		if (mark && d->edge_count <= LIMIT_TABLE_COLUMNS)
			ends[d->edge_count - 1] = c.ruler->signs[i].column + 1;
	}
	d->drawn->readable = d->edge_count <= LIMIT_TABLE_COLUMNS && add_columns(d, &c, ends);
	return true;
}

/* Whether the first two lines may be those of a drawn table; nearly every line is told here. */
static bool is_suspect(struct str text)
{
	struct str first = str_trim(str_cut(&text, "\n")), second = str_trim(str_cut(&text, "\n"));
	return first.len && (strchr("+-=", first.data[0]) || str_starts(first, "\xE2\x94") || str_starts(first, "\xE2\x95") || str_starts(second, "---"));
}

bool drawn_read(struct arena *arena, struct str text, struct drawn *drawn)
{
	*drawn = (struct drawn){ 0 };
	if (!is_suspect(text))
		return false;
	struct drawing d = { .arena = arena, .text = text, .drawn = drawn };
	if (read_grid(&d))
		return true;
	d.edge_count = 0;
	return read_columns(&d);
}
