/* A sheet (18.3) as the CSV of what its cells say. */
#include <string.h>

#include "base/limits.h"
#include "table/csv.h"
#include "table/xlsx_plain.h"
#include "table/xlsx_reader.h"

static bool damaged(const struct xlsx_reader *s, struct str what)
{
	diag_add(s->book->diags, DIAG_XLSX_DAMAGED, NO_PLACE, s->book->path, s->what->name,
		 arena_printf(s->book->diags->arena, "the place of the cell ‘%.*s’", (int)(what.len < 40 ? what.len : 40), what.data ? what.data : ""));
	return false;
}

/* ---- writing */

/* Empty cells as far as those of the first row. */
static void end_row(struct xlsx_reader *s)
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
static bool add_cell(struct xlsx_reader *s, struct str text)
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

static void remark(struct xlsx_reader *s, enum diag_code code, const char *first, const char *second)
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
static bool read_meaning(struct xlsx_reader *s, const struct xlsx_style *style, struct xlsx_meaning *meaning, struct xlsx_reading *reading)
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
static void add_doubts(struct xlsx_reader *s, const struct xlsx_style *style, const struct xlsx_meaning *meaning, const struct xlsx_reading *reading)
{
	const char *code = style->format ? xlsx_sheet_kept(s, style->format->code) : "", *text = meaning->text.len ? xlsx_sheet_kept(s, buf_str(&meaning->text)) : "";
	struct str held = str_trim(buf_str(&s->value)), shown = str_trim(buf_str(&meaning->shown));
	if (reading->struck.len)
		remark(s, DIAG_XLSX_STRUCK, xlsx_sheet_kept(s, buf_str(&reading->struck)), NULL);
	if (reading->lost.len)
		remark(s, DIAG_XLSX_SCRIPT, xlsx_sheet_kept(s, buf_str(&reading->lost)), text);
	if (meaning->doubt == XLSX_FORMAT_UNKNOWN)
		remark(s, DIAG_XLSX_FORMAT, code, xlsx_sheet_kept(s, held));
	if (meaning->doubt == XLSX_NO_MOMENT)
		remark(s, DIAG_XLSX_NO_MOMENT, xlsx_sheet_kept(s, held), code);
	if (meaning->doubt == XLSX_SHOWS_LESS)
		remark(s, DIAG_XLSX_SHOWS_LESS, text, code);
	if (meaning->doubt == XLSX_SHOWS_NOTHING)
		remark(s, DIAG_XLSX_SHOWS_NOTHING, xlsx_sheet_kept(s, shown), code);
	else if (shown.len)
		xlsx_remark_add(&s->remarks, &(struct xlsx_remark){ .row = s->row, .column = s->column, .kind = XLSX_SHOWN, .first = xlsx_sheet_kept(s, shown) });
}

static void add_remarks(struct xlsx_reader *s, const struct xlsx_style *style, const struct xlsx_meaning *meaning, const struct xlsx_reading *reading)
{
	if (meaning->doubt != XLSX_CERTAIN || meaning->shown.len || reading->struck.len || reading->lost.len)
		add_doubts(s, style, meaning, reading);
	s->row_filled |= meaning->text.len > 0;
	s->row_struck |= reading->struck.len > 0;
}

/* A row in which all was struck out is none, and that is said once. */
static void settle_row(struct xlsx_reader *s)
{
	if (s->row_struck && !s->row_filled) {
		s->remarks.count = s->row_remarks;
		xlsx_remark_add(&s->remarks, &(struct xlsx_remark){ .row = s->row, .column = 1, .kind = XLSX_OF_SHEET, .code = DIAG_XLSX_ROW_STRUCK,
								    .first = arena_printf(s->book->arena, "%zu", s->row) });
	}
	s->row_remarks = s->remarks.count;
	s->row_filled = s->row_struck = false;
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

static bool start_row(struct xlsx_reader *s, const struct xml_tag *tag)
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

static bool start_cell(struct xlsx_reader *s, const struct xml_tag *tag)
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

static bool is_letter(const char *name, char letter)
{
	return name[0] == letter && !name[1];
}

static bool on_start(void *context, const char *name, const struct xml_tag *tag)
{
	struct xlsx_reader *s = context;
	s->content = XLSX_NOTHING;
	if (is_letter(name, 'c'))
		return start_cell(s, tag);
	if (strcmp(name, "row") == 0)
		return start_row(s, tag);
	if (!s->in_cell && strcmp(name, "mergeCell") == 0)
		xlsx_area_add(s, xml_tag_attribute(tag, "ref"));
	if (!s->in_cell && strcmp(name, "col") == 0)
		xlsx_hidden_columns(s, tag);
	if (!s->in_cell)
		return true;
	if (s->type == 'i') {
		s->has_value = true;
		s->content = XLSX_RICH;
		xlsx_rich_start(&s->rich, name, tag);
	} else if (is_letter(name, 'v')) {
		s->content = XLSX_VALUE;
		s->has_value = true;
	} else if (is_letter(name, 'f')) {
		s->content = XLSX_FORMULA;
		s->has_formula = true;
	}
	return true;
}

static void on_text(void *context, struct str text)
{
	struct xlsx_reader *s = context;
	if (s->content == XLSX_VALUE)
		buf_add_str(&s->value, text);
	else if (s->content == XLSX_FORMULA)
		buf_add_str(&s->formula, text);
	else if (s->content == XLSX_RICH)
		xlsx_rich_add(&s->rich, text);
}

static const struct xlsx_style *style_of(const struct xlsx_reader *s, size_t style)
{
	static const struct xlsx_style plain = { NULL, 0 };
	return style < s->book->style_count ? &s->book->styles[style] : &plain;
}

static bool end_cell(struct xlsx_reader *s)
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
		xlsx_hidden_note(s);
	if (!add_cell(s, buf_str(&meaning->text)))
		return false;
	if (meaning->text.len)
		xlsx_remark_place(&s->remarks, said, s->out_start);
	return true;
}

static bool on_end(void *context, const char *name)
{
	struct xlsx_reader *s = context;
	bool rich = s->in_cell && s->type == 'i';
	s->content = XLSX_NOTHING;
	if (rich)
		xlsx_rich_end(&s->rich, name);
	return !is_letter(name, 'c') || end_cell(s);
}

/* What the cell says where that is shown as it is: a text none of whose runs has a font that matters, a number. False: it is more. */
static bool is_simple(const struct xlsx_reader *s, const struct xlsx_plain *cell, struct str *text)
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
static bool read_plain(struct xlsx_reader *s, const struct xlsx_plain *cell)
{
	struct str text;
	s->column = cell->column;
	if (cell->type == 'n' && !cell->value.len)
		return true;
	if (is_simple(s, cell, &text)) {
		s->row_filled |= text.len > 0;
		if (text.len)
			xlsx_hidden_note(s);
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
	struct xlsx_reader *s = context;
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

const struct source *xlsx_read_sheet(struct xlsx_book *book, const struct xlsx_sheet *what, bool *filled)
{
	struct xlsx_reader s = { .book = book, .what = what, .out_row = 1, .remarks.arena = book->arena };
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
		xlsx_areas_fill(&s, source_of_text(book->arena, book->path, text));
	}
	source_set_text(book->arena, s.source, buf_give_str(&s.out, book->arena));
	if (good && *filled && !what->hidden)
		xlsx_read_beside(book, what, &s.remarks);
	if (good && s.remarks.count)
		xlsx_remark_settle(&s.remarks, s.source, book->diags);
	xlsx_hidden_report(&s);
	struct buf *buffers[] = { &s.row_digits, &s.value, &s.formula, &s.meaning.text, &s.meaning.shown, &s.reading.struck, &s.reading.lost };
	for (size_t i = 0; i < sizeof buffers / sizeof *buffers; i++)
		buf_free(buffers[i]);
	xlsx_rich_free(&s.rich);
	return good && source_check(s.source, book->diags) ? s.source : NULL;
}
