#include "table/csv.h"

#include <stdint.h>
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/diag.h"
#include "base/limits.h"
#include "table/table.h"

static bool report(const struct table *table, enum diag_code code, size_t offset, struct diag_list *diags)
{
	diag_add(diags, code, ((struct place){ table->source, offset }));
	return false;
}

static bool ends_cell(struct str text, size_t at)
{
	return at >= text.len || text.data[at] == ',' || text.data[at] == '\n' || text.data[at] == '\r';
}

/* Text between the quotes with "" as ": a view when there is none. */
static struct str unquote(struct arena *arena, struct str text)
{
	if (!text.len || !memchr(text.data, '"', text.len))
		return text;
	char *out = arena_alloc(arena, text.len + 1);
	size_t len = 0;
	for (size_t i = 0; i < text.len; i++) {
		out[len++] = text.data[i];
		if (text.data[i] == '"')
			i++;
	}
	return (struct str){ out, len };
}

/* Reads a cell whose opening quote is at `start`; returns where it ends. */
static size_t read_quoted(struct table *table, size_t start, struct table_cell *cell, bool *good, struct diag_list *diags)
{
	struct str text = table->source->text;
	size_t at = start + 1;
	while (at < text.len) {
		const char *quote = memchr(text.data + at, '"', text.len - at);
		at = quote ? (size_t)(quote - text.data) : text.len;
		if (at + 1 >= text.len || text.data[at + 1] != '"')
			break;
		at += 2;
	}
	if (at >= text.len) {
		*good = report(table, DIAG_CSV_UNCLOSED, start, diags);
		cell->text = str_from(text, start + 1);
		return text.len;
	}
	cell->text = unquote(table->arena, (struct str){ text.data + start + 1, at - start - 1 });
	at++;
	if (!ends_cell(text, at))
		*good = report(table, DIAG_CSV_AFTER_QUOTE, at, diags);
	while (!ends_cell(text, at))
		at++;
	return at;
}

static size_t read_plain(struct table *table, size_t start, struct table_cell *cell, bool *good, struct diag_list *diags)
{
	struct str text = table->source->text;
	size_t at = start, quote = text.len;
	for (; at < text.len; at++) {
		if ((unsigned char)text.data[at] > ',') /* nearly every byte */
			continue;
		if (ends_cell(text, at))
			break;
		if (text.data[at] == '"' && quote == text.len)
			quote = at;
	}
	bool formula = quote == start + 1 && text.data[start] == '=' && at - quote > 1 && text.data[at - 1] == '"' &&
		       !memchr(text.data + quote + 1, '"', at - quote - 2);
	if (quote < text.len && !formula) /* ="0012" is how programs keep zeros from spreadsheets */
		*good = report(table, DIAG_CSV_STRAY_QUOTE, quote, diags);
	cell->text = (struct str){ text.data + start, at - start };
	return at;
}

static bool too_many(const struct table *table, size_t offset, struct diag_list *diags)
{
	diag_add(diags, DIAG_CSV_COLUMNS, ((struct place){ table->source, offset }),
		 arena_printf(table->arena, "%d", LIMIT_DATA_COLUMNS));
	return false;
}

void csv_read_row(struct table *table, bool *good, struct diag_list *diags)
{
	struct str text = table->source->text;
	size_t at = table->at;
	table->start = at;
	table->count = 0;
	for (;;) {
		if (table->count == LIMIT_DATA_COLUMNS) {
			*good = too_many(table, at, diags);
			at = text.len;
			break;
		}
		struct table_cell *cell = ARENA_PUSH(table->arena, table->cells, table->count, table->capacity);
		cell->start = at;
		bool quoted = at < text.len && text.data[at] == '"';
		at = quoted ? read_quoted(table, at, cell, good, diags) : read_plain(table, at, cell, good, diags);
		cell->end = at;
		cell->text = csv_unguard(cell->text);
		if (at >= text.len || text.data[at] != ',')
			break;
		at++;
	}
	table->end = at;
	if (at < text.len && text.data[at] == '\r')
		at++;
	if (at < text.len && text.data[at] == '\n')
		at++;
	table->at = at;
}

/* Whether a spreadsheet would take the text for a formula: =, +, -, @, tab or return at its start, and no number. */
static bool is_formula(struct str text)
{
	static const char starts[] = "=+-@\t\r";
	if (!text.len || !memchr(starts, text.data[0], sizeof starts - 1))
		return false;
	size_t at = 1, digits = 0;
	for (; at < text.len && strchr("0123456789.,%", text.data[at]) && text.data[at]; at++)
		digits += text.data[at] >= '0' && text.data[at] <= '9';
	return !digits || at < text.len || !strchr("+-", text.data[0]);
}

/* The text behind its leading apostrophes. */
static struct str behind_apostrophes(struct str text)
{
	while (text.len && text.data[0] == '\'')
		text = str_from(text, 1);
	return text;
}

struct str csv_unguard(struct str text)
{
	bool guarded = text.len && text.data[0] == '\'' && is_formula(behind_apostrophes(text));
	return guarded ? str_from(text, 1) : text;
}

/* Whether none of the eight bytes is below ‘-’, as commas, quotes and ends of lines are. */
static bool are_above_marks(const char *at)
{
	const uint64_t each = 0x0101010101010101;
	uint64_t bytes;
	memcpy(&bytes, at, sizeof bytes);
	return !((bytes - '-' * each) & ~bytes & 0x80 * each);
}

/* Whether a cell with the text stands in quotes. */
static bool needs_quotes(struct str text)
{
	for (size_t i = 0; i < text.len;) {
		if (i + 8 <= text.len && are_above_marks(text.data + i)) {
			i += 8;
			continue;
		}
		if (text.data[i] == ',' || text.data[i] == '"' || text.data[i] == '\n' || text.data[i] == '\r')
			return true;
		i++;
	}
	return false;
}

void csv_add_cell(struct buf *out, struct str text)
{
	bool guard = is_formula(behind_apostrophes(text)), quotes = needs_quotes(text);
	if (quotes)
		buf_add_char(out, '"');
	if (guard)
		buf_add_char(out, '\'');
	for (const char *quote; quotes && text.len && (quote = memchr(text.data, '"', text.len)) != NULL;) {
		buf_add(out, text.data, (size_t)(quote - text.data) + 1);
		buf_add_char(out, '"');
		text = str_from(text, (size_t)(quote - text.data) + 1);
	}
	buf_add_str(out, text);
	if (quotes)
		buf_add_char(out, '"');
}
