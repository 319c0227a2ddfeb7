/* A sheet (18.3) as the CSV of what its cells say. */
#include <stdlib.h>
#include <string.h>

#include "base/limits.h"
#include "table/csv.h"
#include "table/table.h"
#include "table/xlsx_internal.h"

enum { LAST_ROW = 1048576, LAST_COLUMN = 16384 };

/* An area of cells that are shown as one: columns and rows from 1. */
struct area {
	size_t column, row, last_row;
	const char *name; /* "A2:A5" */
};

enum content { NOTHING, VALUE, FORMULA, TEXT };

/* A sheet while it is read. */
struct sheet {
	struct xlsx_book *book;
	const struct xlsx_sheet *what;
	struct source *source; /* that it becomes; its text is there at the end */
	struct buf out;
	size_t row, column;    /* of the tag that was read last, from 1 */
	size_t out_row, out_column, width; /* of the row being written; cells in it; cells that the first row has */
	char type;             /* of the cell: n s S(tr) i b e */
	size_t style;
	bool in_cell, has_value, has_formula;
	unsigned phonetic;
	enum content content;  /* that text is of */
	struct buf value, formula;
	struct area *areas;
	size_t area_count, area_room;
	size_t area_rows;      /* that they reach over: areas do not overlap, so that more than a sheet has are none */
};

/* "C17" as column and row; false for another text. */
static bool read_address(struct str text, size_t *column, size_t *row)
{
	size_t at = 0;
	*column = 0;
	for (; at < text.len && text.data[at] >= 'A' && text.data[at] <= 'Z' && *column <= LAST_COLUMN; at++)
		*column = *column * 26 + (size_t)(text.data[at] - 'A') + 1;
	*row = xlsx_read_count(str_from(text, at), LAST_ROW);
	return at && *column <= LAST_COLUMN && *row != (size_t)-1 && *row;
}

static bool damaged(const struct sheet *s, struct str what)
{
	diag_add(s->book->diags, DIAG_XLSX_DAMAGED, NO_PLACE, s->book->path, s->what->name,
		 arena_printf(s->book->diags->arena, "the place of the cell ‘%.*s’", (int)(what.len < 40 ? what.len : 40), what.data ? what.data : ""));
	return false;
}

/* ---- writing */

/* Empty cells as far as those of the first row. */
static void end_row(struct sheet *s)
{
	if (s->out_column && !s->width)
		s->width = s->out_column;
	while (s->out_column && s->out_column < s->width) {
		buf_add_char(&s->out, ',');
		s->out_column++;
	}
	buf_add_char(&s->out, '\n');
	s->out_row++;
	s->out_column = 0;
}

/* Writes a cell's text at the row and column that were read; false with an error when there is no room. */
static bool add_cell(struct sheet *s, struct str text)
{
	if (!text.len)
		return true;
	while (s->out_row < s->row)
		end_row(s);
	if (s->column > LIMIT_DATA_COLUMNS) {
		diag_add(s->book->diags, DIAG_CSV_COLUMNS, ((struct place){ s->source, s->out.len }),
			 arena_printf(s->book->arena, "%d", LIMIT_DATA_COLUMNS));
		return false;
	}
	for (size_t written = s->out_column ? s->out_column : 1; written < s->column; written++)
		buf_add_char(&s->out, ',');
	s->out_column = s->column;
	csv_add_cell(&s->out, text);
	if (s->out.len <= LIMIT_DATA_BYTES)
		return true;
	diag_add(s->book->diags, DIAG_XLSX_LARGE, NO_PLACE, s->book->path, arena_printf(s->book->arena, "%d", LIMIT_DATA_BYTES >> 20));
	return false;
}

/* What the cell that ends says, appended to `text`; false with an error. */
static bool add_meaning(struct sheet *s, struct buf *text)
{
	struct xlsx_book *book = s->book;
	struct str value = str_trim(buf_str(&s->value));
	if (!s->has_value && s->has_formula) { /* never calculated */
		buf_printf(text, "=%s", buf_str(&s->formula).data);
		return true;
	}
	switch (s->type) {
	case 's': {
		size_t index = xlsx_read_count(value, LIMIT_XML_NODES);
		if (!value.len)
			return true;
		if (index >= book->string_count)
			return damaged(s, value);
		buf_add_str(text, book->strings[index]);
		return true;
	}
	case 'i':
	case 'S':
		xlsx_add_text(text, buf_str(&s->value));
		return true;
	case 'b':
		buf_add_text(text, str_is(value, "1") ? "是" : str_is(value, "0") ? "否" : "");
		return true;
	case 'n':
		xlsx_add_number(text, value, s->style < book->format_count ? book->formats[s->style] : XLSX_PLAIN, book->from_1904);
		return true;
	default: /* an error, a date written out (ISO 8601) */
		buf_add_str(text, value);
		return true;
	}
}

/* ---- reading */

static char type_of(struct str type)
{
	static const struct {
		const char *name;
		char type;
	} types[] = { { "s", 's' }, { "str", 'S' }, { "inlineStr", 'i' }, { "b", 'b' }, { "e", 'e' }, { "d", 'd' } };
	for (size_t i = 0; i < sizeof types / sizeof *types; i++)
		if (str_is(type, types[i].name))
			return types[i].type;
	return 'n';
}

static bool start_row(struct sheet *s, const struct xml_tag *tag)
{
	struct str given = xml_tag_attribute(tag, "r");
	size_t row = given.len ? xlsx_read_count(given, LAST_ROW) : s->row + 1;
	if (row == (size_t)-1 || row <= s->row || row > LAST_ROW)
		return damaged(s, given);
	s->row = row;
	s->column = 0;
	return true;
}

static bool start_cell(struct sheet *s, const struct xml_tag *tag)
{
	enum { MOST_STYLE = 65535 };
	struct str given = xml_tag_attribute(tag, "r");
	size_t column = s->column + 1, row = s->row;
	if ((given.len && !read_address(given, &column, &row)) || row != s->row || column <= s->column || column > LAST_COLUMN)
		return damaged(s, given);
	s->column = column;
	s->type = type_of(xml_tag_attribute(tag, "t"));
	s->style = xlsx_read_count(xml_tag_attribute(tag, "s"), MOST_STYLE);
	s->style = s->style == (size_t)-1 ? 0 : s->style;
	s->in_cell = true;
	s->has_value = s->has_formula = false;
	buf_reset(&s->value);
	buf_reset(&s->formula);
	return true;
}

static void add_area(struct sheet *s, struct str name)
{
	struct str rest = name, first = str_cut(&rest, ":");
	struct area area = { 0 };
	size_t last_column;
	if (read_address(first, &area.column, &area.row) && read_address(rest, &last_column, &area.last_row) &&
	    area.last_row > area.row && area.last_row - area.row <= LAST_ROW - s->area_rows) {
		s->area_rows += area.last_row - area.row;
		area.name = arena_copy(s->book->arena, name.data, name.len);
		*ARENA_PUSH(s->book->arena, s->areas, s->area_count, s->area_room) = area;
	}
}

static bool on_start(void *context, const char *name, const struct xml_tag *tag)
{
	struct sheet *s = context;
	s->content = NOTHING;
	if (strcmp(name, "row") == 0)
		return start_row(s, tag);
	if (strcmp(name, "c") == 0)
		return start_cell(s, tag);
	if (strcmp(name, "mergeCell") == 0)
		add_area(s, xml_tag_attribute(tag, "ref"));
	s->phonetic += strcmp(name, "rPh") == 0;
	if (!s->in_cell || s->phonetic)
		return true;
	if (strcmp(name, "v") == 0 || strcmp(name, "t") == 0) {
		s->content = VALUE;
		s->has_value = true;
	} else if (strcmp(name, "f") == 0) {
		s->content = FORMULA;
		s->has_formula = true;
	}
	return true;
}

static void on_text(void *context, struct str text)
{
	struct sheet *s = context;
	if (s->content == VALUE)
		buf_add_str(&s->value, text);
	else if (s->content == FORMULA)
		buf_add_str(&s->formula, text);
}

static bool on_end(void *context, const char *name)
{
	struct sheet *s = context;
	s->content = NOTHING;
	s->phonetic -= strcmp(name, "rPh") == 0 && s->phonetic;
	if (strcmp(name, "c") != 0)
		return true;
	struct buf text = BUF_INIT;
	bool good = add_meaning(s, &text) && add_cell(s, buf_str(&text));
	buf_free(&text);
	s->in_cell = false;
	return good;
}

static const struct xml_stream_handler sheet_handler = { on_start, on_end, on_text };

/* ---- cells that reach over several rows */

static int by_row(const void *a, const void *b)
{
	const struct area *x = a, *y = b;
	return x->row != y->row ? (x->row > y->row) - (x->row < y->row) : (x->column > y->column) - (x->column < y->column);
}

/* The areas that reach into a row, and what their first cells say. */
struct reach {
	struct str *texts; /* by area */
	size_t *active, count;
	size_t next;       /* area that begins next */
};

/* Takes in the areas that begin in the row. */
static void begin_areas(struct sheet *s, struct reach *reach, const struct table *table, size_t row)
{
	for (; reach->next < s->area_count && s->areas[reach->next].row <= row; reach->next++) {
		const struct area *area = &s->areas[reach->next];
		struct str text = area->column <= table->count ? table->cells[area->column - 1].text : STR("");
		if (!text.len || area->row < row)
			continue;
		const char *kept = arena_copy(table->arena, text.data, text.len);
		reach->texts[reach->next] = (struct str){ kept, text.len };
		reach->active[reach->count++] = reach->next;
		diag_add(s->book->diags, DIAG_XLSX_MERGED, ((struct place){ s->source, s->out.len }), area->name, kept);
	}
}

/* Gives the row's cells that areas cover the text of their first one. */
static void fill_row(struct sheet *s, struct reach *reach, struct table *table, size_t row)
{
	size_t kept = 0;
	for (size_t i = 0; i < reach->count; i++) {
		const struct area *area = &s->areas[reach->active[i]];
		struct table_cell *cell = area->column <= table->count ? &table->cells[area->column - 1] : NULL;
		if (cell && !cell->text.len)
			cell->text = reach->texts[reach->active[i]];
		if (area->last_row > row)
			reach->active[kept++] = reach->active[i];
	}
	reach->count = kept;
}

/* Copies a table, with the text of each area's first cell in those below it. */
static void fill_down(struct sheet *s, const struct source *from)
{
	struct arena *scratch = arena_new();
	struct table table;
	struct diag_list ignored;
	struct reach reach = { .texts = ARENA_ARRAY(scratch, struct str, s->area_count), .active = ARENA_ARRAY(scratch, size_t, s->area_count) };
	bool good = true;
	diag_init(&ignored, scratch);
	qsort(s->areas, s->area_count, sizeof *s->areas, by_row);
	table_start(&table, scratch, from);
	for (size_t row = 1; table.at < from->text.len; row++) {
		csv_read_row(&table, &good, &ignored);
		begin_areas(s, &reach, &table, row);
		fill_row(s, &reach, &table, row);
		for (size_t i = 0; i < table.count; i++) {
			buf_add_text(&s->out, i ? "," : "");
			csv_add_cell(&s->out, table.cells[i].text);
		}
		buf_add_char(&s->out, '\n');
	}
	arena_free(scratch);
}

const struct source *xlsx_read_sheet(struct xlsx_book *book, const struct xlsx_sheet *what, bool *filled)
{
	struct sheet s = { .book = book, .what = what, .out_row = 1 };
	s.source = source_of_text(book->arena, book->path, STR(""));
	s.source->sheet = arena_strdup(book->arena, what->name);
	s.source->table = true;
	s.source->hash = book->hash;
	bool good = !what->part || xlsx_read_part(book, what->part, &sheet_handler, &s); /* a sheet of charts has no cells */
	if (good && s.out_column)
		end_row(&s);
	*filled = s.out.len > 0;
	if (good && s.area_count && *filled) {
		struct str text = buf_move_str(&s.out, book->arena);
		fill_down(&s, source_of_text(book->arena, book->path, text));
	}
	source_set_text(book->arena, s.source, buf_move_str(&s.out, book->arena));
	buf_free(&s.value);
	buf_free(&s.formula);
	return good && source_check(s.source, book->diags) ? s.source : NULL;
}
