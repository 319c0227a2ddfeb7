/* A sheet (18.3) as the CSV of what its cells say. */
#include <stdlib.h>
#include <string.h>

#include "base/limits.h"
#include "table/csv.h"
#include "table/table.h"
#include "table/xlsx_internal.h"
#include "table/xlsx_plain.h"
#include "table/xlsx_remark.h"

/* An area of cells that are shown as one, the first: columns and rows from 1. */
struct area {
	size_t column, row, last_column, last_row;
	const char *name; /* "A2:A5" */
};

enum content { NOTHING, VALUE, FORMULA, RICH };

/* A sheet while it is read. */
struct sheet {
	struct xlsx_book *book;
	const struct xlsx_sheet *what;
	struct source *source; /* that it becomes; its text is there at the end */
	struct buf out;
	size_t row, column;    /* of the tag that was read last, from 1 */
	struct buf row_digits; /* of the row, as addresses in it have it */
	size_t out_row, out_column, width; /* of the row being written; cells in it; cells that the first row has */
	size_t out_start;      /* where the cell written last begins */
	char type;             /* of the cell: n s S(tr) i b e */
	size_t style;
	bool in_cell, has_value, has_formula;
	enum content content;  /* that text is of */
	struct buf value, formula;
	struct xlsx_meaning meaning;
	struct xlsx_reading reading;
	struct xlsx_rich rich; /* the text of an inline string */
	struct xlsx_remarks remarks;
	size_t row_remarks;    /* those of the rows above */
	bool row_filled, row_struck; /* a cell of the row holds something; one did before it was struck out */
	struct hidden {        /* rows, or columns, that are hidden and hold something */
		bool now;      /* the row is */
		bool *listed;  /* columns, from 1; NULL: none is hidden */
		size_t last, first, ranges; /* of the range that is being counted */
		struct buf names;
	} rows, columns;
	struct area *areas;
	size_t area_count, area_room;
	size_t area_rows;      /* that they reach over: areas do not overlap, so that more than a sheet has are none */
};

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
	s->out_start = s->out.len;
	csv_add_cell(&s->out, text);
	if (s->out.len <= LIMIT_DATA_BYTES)
		return true;
	diag_add(s->book->diags, DIAG_XLSX_LARGE, NO_PLACE, s->book->path, arena_printf(s->book->arena, "%d", LIMIT_DATA_BYTES >> 20));
	return false;
}

/* ---- what cells say */

static const char *kept(struct sheet *s, struct str text)
{
	return arena_copy(s->book->arena, text.data ? text.data : "", text.len);
}

static void remark(struct sheet *s, enum diag_code code, const char *first, const char *second)
{
	xlsx_remark_add(&s->remarks, &(struct xlsx_remark){ .row = s->row, .column = s->column, .kind = XLSX_OF_CELL, .code = code,
							    .first = first, .second = second });
}

/* A text, whose runs may have fonts of their own. */
static void read_string(const struct xlsx_style *style, const struct xlsx_string *string, struct xlsx_meaning *meaning, struct xlsx_reading *reading)
{
	if (!style->format) {
		xlsx_add_string(&meaning->text, string, style->font, reading);
		return;
	}
	struct buf text = BUF_INIT;
	xlsx_add_string(&text, string, style->font, reading);
	xlsx_read_text(style->format, buf_str(&text), meaning);
	buf_free(&text);
}

/* What is no text is struck out, or set apart, as a whole. */
static void apply_font(const struct xlsx_style *style, struct xlsx_meaning *meaning, struct xlsx_reading *reading)
{
	struct xlsx_run run = { .text = buf_str(&meaning->text) };
	struct buf text = BUF_INIT;
	if (!style->font)
		return;
	xlsx_add_string(&text, &(struct xlsx_string){ &run, 1 }, style->font, reading);
	buf_free(&meaning->text);
	buf_reset(&meaning->shown);
	meaning->text = text;
}

/* What the cell that ends says; false with an error. */
static bool read_meaning(struct sheet *s, const struct xlsx_style *style, struct xlsx_meaning *meaning, struct xlsx_reading *reading)
{
	struct xlsx_book *book = s->book;
	struct str value = str_trim(buf_str(&s->value));
	struct xlsx_string string = { NULL, 0 };
	struct xlsx_run run = { .own = false };
	struct buf text = BUF_INIT;
	size_t index;
	bool texts = s->type == 'S' || s->type == 's'; /* which may be empty; programs write <v/> where they did not calculate */
	if (s->has_formula && (!s->has_value || (!value.len && !texts))) {
		buf_printf(&meaning->text, "=%s", buf_str(&s->formula).data);
		return true;
	}
	switch (s->type) {
	case 's':
		index = xlsx_read_count(value, LIMIT_XML_NODES);
		if (value.len && index >= book->string_count)
			return damaged(s, value);
		read_string(style, value.len ? &book->strings[index] : &string, meaning, reading);
		return true;
	case 'i':
		string = xlsx_rich_take(&s->rich);
		read_string(style, &string, meaning, reading);
		return true;
	case 'S':
		xlsx_add_text(&text, buf_str(&s->value));
		run.text = buf_str(&text);
		read_string(style, &(struct xlsx_string){ &run, 1 }, meaning, reading);
		buf_free(&text);
		return true;
	case 'b':
		buf_add_text(&meaning->text, str_is(value, "1") ? "是" : str_is(value, "0") ? "否" : "");
		break;
	case 'n':
		xlsx_read_number(style->format, value, s->has_formula, book->from_1904, meaning);
		break;
	default: /* an error, a date written out (ISO 8601) */
		buf_add_str(&meaning->text, value);
	}
	apply_font(style, meaning, reading);
	return true;
}

/* Keeps what is to be said of the cell. */
static void add_doubts(struct sheet *s, const struct xlsx_style *style, const struct xlsx_meaning *meaning, const struct xlsx_reading *reading)
{
	const char *code = style->format ? kept(s, style->format->code) : "", *text = meaning->text.len ? kept(s, buf_str(&meaning->text)) : "";
	struct str held = str_trim(buf_str(&s->value)), shown = str_trim(buf_str(&meaning->shown));
	if (reading->struck.len)
		remark(s, DIAG_XLSX_STRUCK, kept(s, buf_str(&reading->struck)), NULL);
	if (reading->lost.len)
		remark(s, DIAG_XLSX_SCRIPT, kept(s, buf_str(&reading->lost)), text);
	if (meaning->doubt == XLSX_FORMAT_UNKNOWN)
		remark(s, DIAG_XLSX_FORMAT, code, kept(s, held));
	if (meaning->doubt == XLSX_NO_MOMENT)
		remark(s, DIAG_XLSX_NO_MOMENT, kept(s, held), code);
	if (meaning->doubt == XLSX_SHOWS_LESS)
		remark(s, DIAG_XLSX_SHOWS_LESS, text, code);
	if (meaning->doubt == XLSX_SHOWS_NOTHING)
		remark(s, DIAG_XLSX_SHOWS_NOTHING, kept(s, shown), code);
	else if (shown.len)
		xlsx_remark_add(&s->remarks, &(struct xlsx_remark){ .row = s->row, .column = s->column, .kind = XLSX_SHOWN, .first = kept(s, shown) });
}

static void add_remarks(struct sheet *s, const struct xlsx_style *style, const struct xlsx_meaning *meaning, const struct xlsx_reading *reading)
{
	if (meaning->doubt != XLSX_CERTAIN || meaning->shown.len || reading->struck.len || reading->lost.len)
		add_doubts(s, style, meaning, reading);
	s->row_filled |= meaning->text.len > 0;
	s->row_struck |= reading->struck.len > 0;
}

/* A row in which all was struck out is none, and that is said once. */
static void settle_row(struct sheet *s)
{
	if (s->row_struck && !s->row_filled) {
		s->remarks.count = s->row_remarks;
		xlsx_remark_add(&s->remarks, &(struct xlsx_remark){ .row = s->row, .column = 1, .kind = XLSX_OF_SHEET, .code = DIAG_XLSX_ROW_STRUCK,
								    .first = arena_printf(s->book->arena, "%zu", s->row) });
	}
	s->row_remarks = s->remarks.count;
	s->row_filled = s->row_struck = false;
}

/* ---- hidden rows and columns */

static void add_name(struct buf *out, size_t number, bool is_column)
{
	char letters[8];
	size_t at = sizeof letters;
	if (!is_column) {
		buf_printf(out, "%zu", number);
		return;
	}
	for (; number; number = (number - 1) / 26)
		letters[--at] = (char)('A' + (number - 1) % 26);
	buf_add(out, letters + at, sizeof letters - at);
}

/* Writes the range that is being counted behind those before it. */
static void end_range(struct hidden *hidden, bool is_column)
{
	enum { MOST = 10 };
	if (!hidden->first || hidden->ranges++ > MOST)
		return;
	buf_add_text(&hidden->names, hidden->names.len ? "、" : "");
	if (hidden->ranges > MOST) {
		buf_add_text(&hidden->names, "…");
		return;
	}
	add_name(&hidden->names, hidden->first, is_column);
	if (hidden->last > hidden->first) {
		buf_add_text(&hidden->names, "–");
		add_name(&hidden->names, hidden->last, is_column);
	}
}

/* Counts a row or column that is hidden and holds something; they come in their order. */
static void count_hidden(struct hidden *hidden, size_t number, bool is_column)
{
	if (hidden->first && number <= hidden->last + 1) {
		hidden->last = number;
		return;
	}
	end_range(hidden, is_column);
	hidden->first = hidden->last = number;
}

static void start_columns(struct sheet *s, const struct xml_tag *tag)
{
	size_t first = xlsx_read_count(xml_tag_attribute(tag, "min"), XLSX_LAST_COLUMN), last = xlsx_read_count(xml_tag_attribute(tag, "max"), XLSX_LAST_COLUMN);
	if (!xlsx_is_true(xml_tag_attribute(tag, "hidden")) || first == (size_t)-1 || last == (size_t)-1)
		return;
	if (!s->columns.listed)
		s->columns.listed = ARENA_ARRAY(s->book->arena, bool, 2 * (XLSX_LAST_COLUMN + 1)); /* hidden ones; those of them that hold something */
	for (size_t i = first; i <= last; i++)
		s->columns.listed[i] = true;
}

static void note_hidden(struct sheet *s)
{
	if (s->rows.now && s->rows.last != s->row) /* its first cell, by which a unit's row is known, says so to those who use it */
		xlsx_remark_add(&s->remarks, &(struct xlsx_remark){ .row = s->row, .column = s->column, .kind = XLSX_OF_CELL, .code = DIAG_XLSX_HIDDEN_ROW,
								    .first = arena_printf(s->book->arena, "%zu", s->row) });
	if (s->rows.now)
		count_hidden(&s->rows, s->row, false);
	if (s->columns.listed && s->columns.listed[s->column])
		s->columns.listed[XLSX_LAST_COLUMN + 1 + s->column] = true;
}

static void report_hidden(struct sheet *s)
{
	for (size_t i = 1; s->columns.listed && i <= XLSX_LAST_COLUMN; i++)
		if (s->columns.listed[XLSX_LAST_COLUMN + 1 + i])
			count_hidden(&s->columns, i, true);
	end_range(&s->rows, false);
	end_range(&s->columns, true);
	if (s->rows.names.len)
		diag_add(s->book->diags, DIAG_XLSX_HIDDEN_ROWS, NO_PLACE, s->book->path, s->what->name, s->rows.names.data);
	if (s->columns.names.len)
		diag_add(s->book->diags, DIAG_XLSX_HIDDEN_COLUMNS, NO_PLACE, s->book->path, s->what->name, s->columns.names.data);
	buf_free(&s->rows.names);
	buf_free(&s->columns.names);
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
	size_t row = given.len ? xlsx_read_count(given, XLSX_LAST_ROW) : s->row + 1;
	if (row == (size_t)-1 || row <= s->row || row > XLSX_LAST_ROW)
		return damaged(s, given);
	settle_row(s);
	s->row = row;
	s->column = 0;
	buf_reset(&s->row_digits);
	buf_printf(&s->row_digits, "%zu", row);
	s->rows.now = xlsx_is_true(xml_tag_attribute(tag, "hidden"));
	return true;
}

/* The attributes of a cell, whose names are letters. */
static void read_letters(const struct xml_tag *tag, struct str *address, struct str *type, struct str *style)
{
	*address = *type = *style = (struct str){ NULL, 0 };
	for (int i = 0; i < tag->count; i++) {
		const struct xml_attribute *attribute = &tag->attributes[i];
		char letter = attribute->name.len == 1 ? attribute->name.data[0] : 0;
		if (letter == 'r')
			*address = attribute->value;
		else if (letter == 't')
			*type = attribute->value;
		else if (letter == 's')
			*style = attribute->value;
	}
}

static bool start_cell(struct sheet *s, const struct xml_tag *tag)
{
	enum { MOST_STYLE = 65535 };
	struct str given, type, style;
	read_letters(tag, &given, &type, &style);
	size_t column = s->column + 1, row = s->row;
	if ((given.len && !xlsx_read_address(given, &column, &row)) || row != s->row || column <= s->column || column > XLSX_LAST_COLUMN)
		return damaged(s, given);
	s->column = column;
	s->type = type_of(type);
	s->style = xlsx_read_count(style, MOST_STYLE);
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
	if (xlsx_read_address(first, &area.column, &area.row) && xlsx_read_address(rest, &area.last_column, &area.last_row) &&
	    area.last_row >= area.row && area.last_row - area.row < XLSX_LAST_ROW - s->area_rows) {
		s->area_rows += area.last_row - area.row + 1;
		area.name = arena_copy(s->book->arena, name.data, name.len);
		*ARENA_PUSH(s->book->arena, s->areas, s->area_count, s->area_room) = area;
	}
}

static bool is_letter(const char *name, char letter)
{
	return name[0] == letter && !name[1];
}

static bool on_start(void *context, const char *name, const struct xml_tag *tag)
{
	struct sheet *s = context;
	s->content = NOTHING;
	if (is_letter(name, 'c'))
		return start_cell(s, tag);
	if (strcmp(name, "row") == 0)
		return start_row(s, tag);
	if (!s->in_cell && strcmp(name, "mergeCell") == 0)
		add_area(s, xml_tag_attribute(tag, "ref"));
	if (!s->in_cell && strcmp(name, "col") == 0)
		start_columns(s, tag);
	if (!s->in_cell)
		return true;
	if (s->type == 'i') {
		s->has_value = true;
		s->content = RICH;
		xlsx_rich_start(&s->rich, name, tag);
	} else if (is_letter(name, 'v')) {
		s->content = VALUE;
		s->has_value = true;
	} else if (is_letter(name, 'f')) {
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
	else if (s->content == RICH)
		xlsx_rich_add(&s->rich, text);
}

static const struct xlsx_style *style_of(const struct sheet *s, size_t style)
{
	static const struct xlsx_style plain = { NULL, 0 };
	return style < s->book->style_count ? &s->book->styles[style] : &plain;
}

static bool end_cell(struct sheet *s)
{
	const struct xlsx_style *style = style_of(s, s->style);
	struct xlsx_meaning *meaning = &s->meaning;
	struct xlsx_reading *reading = &s->reading;
	buf_reset(&meaning->text);
	buf_reset(&meaning->shown);
	buf_reset(&reading->struck);
	buf_reset(&reading->lost);
	meaning->doubt = XLSX_CERTAIN;
	s->in_cell = false;
	size_t said = s->remarks.count;
	if (!read_meaning(s, style, meaning, reading))
		return false;
	add_remarks(s, style, meaning, reading);
	if (meaning->text.len)
		note_hidden(s);
	if (!add_cell(s, buf_str(&meaning->text)))
		return false;
	if (meaning->text.len)
		xlsx_remark_place(&s->remarks, said, s->out_start);
	return true;
}

static bool on_end(void *context, const char *name)
{
	struct sheet *s = context;
	bool rich = s->in_cell && s->type == 'i';
	s->content = NOTHING;
	if (rich)
		xlsx_rich_end(&s->rich, name);
	return !is_letter(name, 'c') || end_cell(s);
}

/* What the cell says where that is shown as it is: a text none of whose runs has a font that matters, a number. False: it is more. */
static bool is_simple(const struct sheet *s, const struct xlsx_plain *cell, struct str *text)
{
	const struct xlsx_style *style = style_of(s, cell->style);
	size_t index;
	*text = cell->value;
	if (style->format || style->font)
		return false;
	if (cell->type != 's')
		return cell->type == 'S' || xlsx_number_is_plain(cell->value);
	index = xlsx_read_count(cell->value, LIMIT_XML_NODES);
	return index < s->book->string_count && xlsx_string_is_plain(&s->book->strings[index], text);
}

/* Writes a cell whose text or number is shown as it is; what is more to it is read as other cells are. */
static bool read_plain(struct sheet *s, const struct xlsx_plain *cell)
{
	struct str text;
	s->column = cell->column;
	if (cell->type == 'n' && !cell->value.len)
		return true;
	if (is_simple(s, cell, &text)) {
		s->row_filled |= text.len > 0;
		if (text.len)
			note_hidden(s);
		return add_cell(s, text);
	}
	s->type = cell->type;
	s->style = cell->style;
	s->has_value = cell->value.len > 0;
	s->has_formula = false;
	buf_reset(&s->value);
	buf_add_str(&s->value, cell->value);
	return end_cell(s);
}

static const char *leap(void *context, const char *at)
{
	struct sheet *s = context;
	struct xlsx_plain cell;
	for (const char *next = at; !s->in_cell && xlsx_read_plain(&next, &cell); at = next) {
		if (!str_equal(cell.row, buf_str(&s->row_digits)) || cell.column <= s->column || cell.column > XLSX_LAST_COLUMN)
			break;
		if (!read_plain(s, &cell))
			return NULL;
	}
	return at;
}

static const struct xml_stream_handler sheet_handler = { on_start, on_end, on_text, leap };

/* ---- cells that are merged */

static int by_row(const void *a, const void *b)
{
	const struct area *x = a, *y = b;
	return x->row != y->row ? (x->row > y->row) - (x->row < y->row) : (x->column > y->column) - (x->column < y->column);
}

/* An area that reaches into the row at work. */
struct reach {
	const struct area *area;
	struct str text; /* what its first cell says, which is all that is seen of it */
	size_t start;    /* of its first row in the text */
};

/* Those of a row. */
struct reaches {
	struct reach *items; /* room for all areas */
	size_t count;
	size_t next;         /* area that begins next */
	size_t own;          /* remarks that were there before */
};

/* Takes in the areas that begin in the row. */
static void begin_areas(struct sheet *s, struct reaches *reaches, const struct table *table, size_t row)
{
	for (; reaches->next < s->area_count && s->areas[reaches->next].row <= row; reaches->next++) {
		const struct area *area = &s->areas[reaches->next];
		struct str text = area->column <= table->count ? table->cells[area->column - 1].text : STR("");
		const char *first = kept(s, text);
		reaches->items[reaches->count++] = (struct reach){ area, { first, text.len }, s->out.len };
		if (!text.len || area->last_row == area->row)
			continue;
		xlsx_remark_fill(&s->remarks, area->column, area->row, area->last_row);
		diag_add(s->book->diags, DIAG_XLSX_MERGED, ((struct place){ s->source, s->out.len }), area->name, first);
	}
}

/* Takes out what the row's cells hold under the first one of the area: nobody sees it. */
static void clear_covered(struct sheet *s, const struct reaches *reaches, const struct reach *reach, struct table *table, size_t row)
{
	const struct area *area = reach->area;
	for (size_t column = area->column + (row == area->row); column <= area->last_column && column <= table->count; column++) {
		struct table_cell *cell = &table->cells[column - 1];
		if (!cell->text.len)
			continue;
		xlsx_remark_drop(&s->remarks, reaches->own, column, row);
		if (!str_equal(cell->text, reach->text))
			xlsx_remark_add(&s->remarks, &(struct xlsx_remark){ .row = row, .column = column, .kind = XLSX_OF_CELL, .code = DIAG_XLSX_COVERED,
									    .first = kept(s, cell->text), .second = area->name });
		cell->text = STR("");
	}
}

/* Gives the row's cells that areas cover the text of their first one, and says so to those who use them: as of the area, so that it is said once. */
static void fill_row(struct sheet *s, struct reaches *reaches, struct table *table, size_t row)
{
	size_t left = 0;
	for (size_t i = 0; i < reaches->count; i++) {
		struct reach *reach = &reaches->items[i];
		const struct area *area = reach->area;
		struct table_cell *cell = area->column <= table->count ? &table->cells[area->column - 1] : NULL;
		clear_covered(s, reaches, reach, table, row);
		if (cell && !cell->text.len && reach->text.len) {
			cell->text = reach->text;
			xlsx_remark_add(&s->remarks, &(struct xlsx_remark){ .row = row, .column = area->column, .kind = XLSX_OF_CELL, .code = DIAG_XLSX_MERGED,
									    .first = area->name, .second = kept(s, cell->text), .placed = true,
									    .at = reach->start });
		}
		if (area->last_row > row)
			reaches->items[left++] = *reach;
	}
	reaches->count = left;
}

/* Copies a table, with the text of each area's first cell in those below it, and without what they hold themselves. */
static void fill_down(struct sheet *s, const struct source *from)
{
	struct arena *scratch = arena_new();
	struct table table;
	struct diag_list ignored;
	struct reaches reaches = { .items = ARENA_ARRAY(scratch, struct reach, s->area_count), .own = s->remarks.count };
	bool good = true;
	diag_init(&ignored, scratch);
	qsort(s->areas, s->area_count, sizeof *s->areas, by_row);
	table_start(&table, scratch, from);
	for (size_t row = 1; table.at < from->text.len; row++) {
		csv_read_row(&table, &good, &ignored);
		begin_areas(s, &reaches, &table, row);
		fill_row(s, &reaches, &table, row);
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
	struct sheet s = { .book = book, .what = what, .out_row = 1, .remarks.arena = book->arena };
	s.source = source_of_text(book->arena, book->path, STR(""));
	s.source->sheet = arena_strdup(book->arena, what->name);
	s.source->from_1904 = book->from_1904;
	s.source->table = true;
	s.source->hash = book->hash;
	bool good = !what->part || xlsx_read_part(book, what->part, &sheet_handler, &s); /* a sheet of charts has no cells */
	if (good && s.out_column)
		end_row(&s);
	settle_row(&s);
	*filled = s.out.len > 0;
	if (good && s.area_count && *filled) {
		struct str text = buf_move_str(&s.out, book->arena);
		xlsx_remark_forget_places(&s.remarks);
		fill_down(&s, source_of_text(book->arena, book->path, text));
	}
	source_set_text(book->arena, s.source, buf_give_str(&s.out, book->arena));
	if (good && *filled && !what->hidden)
		xlsx_read_beside(book, what, &s.remarks);
	if (good && s.remarks.count)
		xlsx_remark_settle(&s.remarks, s.source, book->diags);
	report_hidden(&s);
	struct buf *buffers[] = { &s.row_digits, &s.value, &s.formula, &s.meaning.text, &s.meaning.shown, &s.reading.struck, &s.reading.lost };
	for (size_t i = 0; i < sizeof buffers / sizeof *buffers; i++)
		buf_free(buffers[i]);
	xlsx_rich_free(&s.rich);
	return good && source_check(s.source, book->diags) ? s.source : NULL;
}
