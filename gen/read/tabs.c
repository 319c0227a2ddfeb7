/* Tables of plain text whose cells are parted by tabs. Whoever types one leaves the empty cells at a row's end away, or all but one; a spreadsheet
 * writes their tabs. So lines that follow each other are rows of one table as long as they look like rows, however many cells they have. */
#include "read/tabs.h"

#include <string.h>

#include "base/limits.h"
#include "base/utf8.h"
#include "doc/doc.h"
#include "read/internal.h"

enum {
	CELL_CHARS = 30,   /* a longer text that is alone in its line is no cell */
	CORNER_CHARS = 8,  /* nor is one in the first line, behind tabs */
	AHEAD = 8,         /* lines that tell whether there is a table */
	RIGHT_TABS = 4,    /* before a line at the right: who signs, the date */
};

/* What a line looks like. */
struct shape {
	struct str text;        /* without blanks around it */
	size_t tabs;            /* in the whole line */
	size_t lead;            /* of them before the text */
	size_t inner;           /* within it */
	struct read_number number;
	bool item;              /* the only tab parts a number or a bullet from words: "1.<tab>学习" */
	bool note;              /* it begins a note of attachments: "附件：<tab>1.<tab>清单" */
	bool sentence;          /* it ends as sentences do */
};

static size_t count_tabs(struct str text)
{
	size_t tabs = 0;
	for (size_t i = 0; i < text.len; i++)
		tabs += text.data[i] == '\t';
	return tabs;
}

/* Whether there are words in it, and not numbers and signs alone. */
static bool has_words(struct str text)
{
	uint32_t cp;
	for (size_t len; (len = utf8_decode(text.data, text.len, &cp)); text = str_from(text, len))
		if (utf8_is_han(cp) || (cp | 0x20) - 'a' < 26)
			return true;
	return false;
}

/* Length of a bullet, or of a sign or letter that people begin items with: “-”, “a)”; or 0. */
static size_t sign_of(struct str text)
{
	static const char *const signs[] = { "-", "*", "+", "–", "—", NULL }, *const behind[] = { ")", "）", ".", "．", "、", NULL };
	size_t bullet = doc_typed_bullet(text), sign = bullet ? bullet : str_starts_any(text, signs);
	bool letter = !sign && text.len && (text.data[0] | 0x20) >= 'a' && (text.data[0] | 0x20) <= 'z';
	size_t mark = letter ? str_starts_any(str_from(text, 1), behind) : 0;
	return mark ? 1 + mark : sign;
}

static struct shape shape_of(struct str line)
{
	static const char *const ends[] = { "。", "；", "：", "，", ";", ":", NULL }, *const notes[] = { "附件：", "附件:", NULL };
	struct shape shape = { .text = str_trim(line), .tabs = count_tabs(line) };
	size_t counted = doc_typed_number(shape.text), number = counted ? counted : sign_of(shape.text);
	shape.lead = shape.text.len ? count_tabs((struct str){ line.data, (size_t)(shape.text.data - line.data) }) : shape.tabs;
	shape.inner = count_tabs(shape.text);
	shape.number = read_number_of(shape.text);
	shape.item = shape.inner == 1 && number && number < shape.text.len && shape.text.data[number] == '\t' && has_words(str_from(shape.text, number));
	shape.note = str_starts_any(shape.text, notes);
	shape.sentence = str_ends_any(shape.text, ends);
	return shape;
}

/* Whether tabs part cells of the line for certain. */
static bool is_parted(const struct shape *shape)
{
	return shape->inner && !shape->item && !shape->note;
}

/* Whether all of the line may be one cell. */
static bool is_cell(const struct shape *shape, size_t most)
{
	return shape->text.len && !shape->sentence && utf8_count(shape->text.data, shape->text.len) <= most;
}

/* Takes the next cell off a text whose cells two blanks or more part. */
static struct str cut_blank_cell(struct str *rest)
{
	struct str cell = str_cut(rest, "  ");
	*rest = rest->data ? str_trim(*rest) : *rest;
	return cell;
}

/* Cells that two blanks or more part, as typed where the others have tabs. */
static size_t count_blank_cells(struct str text)
{
	size_t cells = 0;
	for (text = str_trim(text); text.len; cells++)
		cut_blank_cell(&text);
	return cells;
}

void read_cut_row(struct str line, struct str *cells, size_t columns)
{
	bool tabs = count_tabs(line) > 0, blanks = !tabs && columns > 1 && count_blank_cells(line) == columns;
	if (!tabs)
		line = str_trim(line);
	for (size_t i = 0; i < columns; i++)
		cells[i] = str_trim(tabs ? str_cut(&line, "\t") : blanks ? cut_blank_cell(&line) : i ? STR("") : line);
}

/* Whether the line counts on from the row before. */
static bool counts_on(const struct shape *row, const struct shape *next)
{
	return row->number.shape && row->number.shape == next->number.shape && next->number.ordinal == row->number.ordinal + 1;
}

/* Whether the line, whose only tab stands behind its number, is the first of rows that count on below the names of columns. */
static bool begins_count(const struct shape *line, const struct shape *next)
{
	return line->number.ordinal == 1 && line->number.shape && next->item && counts_on(line, next);
}

/* What was found of a table so far. */
struct run {
	struct shape before;
	struct read_number group; /* of the row before that is nothing but a number and a name: "一、党建" */
	size_t columns, rows;
	bool sentences;           /* a row ends as sentences do */
	bool alike;               /* two rows have as many cells, or one has several short ones */
	bool counts[LIMIT_TABLE_COLUMNS + 1]; /* tabs that rows have */
};

/* Whether a line with a number and a name stands above rows of its own, not above another table: that would begin with names of columns. */
static bool is_group(const struct run *run, const struct shape *line, const struct shape *next)
{
	bool first = run->rows == 1 && !run->before.number.shape && next->number.ordinal == 1;
	bool further = run->group.shape && run->group.shape == line->number.shape && run->group.ordinal + 1 == line->number.ordinal;
	return is_parted(next) && next->number.shape && (first || further || counts_on(&run->before, next));
}

/* Whether the line is the caption of the next table, or a note below this one. */
static bool is_beside(struct str text)
{
	static const char *const heads[] = { "附表", "附件", "注：", "注:", NULL };
	return str_starts_any(text, heads) || (str_starts(text, "表") && doc_counting_word(str_trim(str_from(text, strlen("表")))));
}

/* Whether a line that shows one cell, with or without tabs, is a row between the one before and `next`. */
static bool is_lone_row(const struct run *run, const struct shape *line, const struct shape *next)
{
	enum { LAST_CHARS = 4 }; /* 合计 */
	bool numbered = line->number.shape != SHAPE_NONE && has_words(line->text), apart = line->lead >= RIGHT_TABS && has_words(line->text);
	bool ends = !next->text.len || (next->number.shape && !is_parted(next));
	if (!is_cell(line, CELL_CHARS) || line->tabs >= LIMIT_TABLE_COLUMNS)
		return false;
	if (line->tabs)
		return is_parted(next) || !(apart || numbered);
	if (numbered)
		return is_group(run, line, next);
	if (is_beside(line->text))
		return false;
	return is_parted(next) || (run->columns > 1 && count_blank_cells(line->text) == run->columns) || (ends && is_cell(line, LAST_CHARS));
}

static void add_row(struct run *run, const struct shape *line)
{
	size_t cells = (is_parted(line) || line->item ? line->inner : 0) + line->lead + 1, blanks = line->tabs ? 0 : count_blank_cells(line->text);
	cells = blanks > cells && blanks == run->columns ? blanks : cells;
	run->alike = run->alike || (line->tabs && run->counts[line->tabs]) || (line->inner > 1 && str_find(line->text, "。") == (size_t)-1);
	run->counts[line->tabs] = true;
	run->columns = cells > run->columns ? cells : run->columns;
	run->sentences = run->sentences || line->sentence;
	run->group = line->tabs ? run->group : line->number;
	run->before = *line;
	run->rows++;
}

/* Whether a table may begin with the line. */
static bool may_begin(const struct shape *line, const struct shape *next)
{
	if (line->tabs >= LIMIT_TABLE_COLUMNS)
		return false;
	if (is_parted(line))
		return true;
	return line->tabs && !line->item && is_parted(next) && line->tabs == next->tabs && !line->number.shape &&
	       is_cell(line, line->lead ? CORNER_CHARS : CELL_CHARS);
}

/* Whether the line is the next row. */
static bool goes_on(const struct run *run, const struct shape *line, const struct shape *next)
{
	if (!line->text.len || line->tabs >= LIMIT_TABLE_COLUMNS)
		return false;
	if (line->item && !(line->number.shape == SHAPE_NONE && run->alike))
		return counts_on(&run->before, line) || (run->rows == 1 && run->counts[1] && begins_count(line, next));
	if (!is_parted(line))
		return is_lone_row(run, line, next);
	return run->counts[line->tabs] || run->sentences || !line->sentence;
}

size_t read_find_tabbed(struct str text, size_t *columns)
{
	struct run run = { .rows = 0 };
	struct str rest = text;
	struct str ahead = read_next_line(&rest);
	struct shape line = shape_of(ahead), next = { .tabs = 0 };
	size_t len = 0;
	bool last = false;
	if (!line.tabs)
		return 0;
	while (!last) {
		bool ends = !rest.data || rest.data[-1] == '\f'; /* the file, or the page */
		struct str after = rest;
		next = shape_of(ends ? STR("") : read_next_line(&after));
		if (!(run.rows ? goes_on(&run, &line, &next) : may_begin(&line, &next)))
			break;
		add_row(&run, &line);
		len = rest.data ? (size_t)(rest.data - text.data) : text.len;
		if (run.rows >= AHEAD && !run.alike)
			return 0;
		last = ends;
		line = next;
		rest = after;
	}
	*columns = run.columns;
	return run.alike || (run.rows > 1 && !run.sentences) ? len : 0;
}
