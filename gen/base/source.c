#include "base/source.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unicode/ucnv.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/diag.h"
#include "base/encoding.h"
#include "base/file.h"
#include "base/utf8.h"

/* Offset behind the first line end at or after `at`; 0: there is none. */
static size_t next_line(struct str text, size_t at)
{
	const char *end = at < text.len ? memchr(text.data + at, '\n', text.len - at) : NULL;
	return end ? (size_t)(end - text.data) + 1 : 0;
}

static void map_lines(struct arena *arena, struct source *source)
{
	size_t lines = 1;
	for (size_t at = 0; (at = next_line(source->text, at)) > 0;)
		lines++;
	size_t *starts = ARENA_ARRAY(arena, size_t, lines);
	for (size_t at = 0, line = 1; (at = next_line(source->text, at)) > 0;)
		starts[line++] = at;
	source->line_starts = starts;
	source->lines = lines;
}

struct source *source_of_text(struct arena *arena, const char *name, struct str text)
{
	struct source *source = ARENA_NEW(arena, struct source);
	source->name = arena_strdup(arena, name);
	source->text = text;
	map_lines(arena, source);
	return source;
}

void source_set_text(struct arena *arena, struct source *source, struct str text)
{
	source->text = text;
	map_lines(arena, source);
}

struct place source_of_option(struct arena *arena, const char *option, const char *text, size_t offset)
{
	size_t bad;
	bool valid = utf8_valid(text, strlen(text), &bad);
	struct source *source = source_of_text(arena, option, valid ? str_of(text) : STR(""));
	source->option = true;
	return (struct place){ source, valid ? offset : 0 };
}

/* Converts the text in place from one encoding to another; false when its bytes are not of the first. */
static bool convert(struct buf *text, const char *from_name, const char *to_name)
{
	enum { GROWTH = 2 }; /* no character is more than twice as long in one as in the other */
	UErrorCode status = U_ZERO_ERROR;
	UConverter *source = ucnv_open(from_name, &status), *target = ucnv_open(to_name, &status);
	if (U_SUCCESS(status))
		ucnv_setToUCallBack(source, UCNV_TO_U_CALLBACK_STOP, NULL, NULL, NULL, &status);
	if (U_SUCCESS(status))
		ucnv_setFromUCallBack(target, UCNV_FROM_U_CALLBACK_STOP, NULL, NULL, NULL, &status);
	struct buf out = BUF_INIT;
	size_t room = text->len * GROWTH + 16;
	buf_reserve(&out, room);
	char *to = out.data;
	const char *from = text->data;
	if (U_SUCCESS(status))
		ucnv_convertEx(target, source, &to, out.data + room, &from, text->data + text->len, NULL, NULL, NULL, NULL, true, true,
			       &status);
	out.len = (size_t)(to - out.data);
	out.data[out.len] = '\0';
	ucnv_close(source);
	ucnv_close(target);
	if (U_FAILURE(status)) {
		buf_free(&out);
		return false;
	}
	buf_free(text);
	*text = out;
	return true;
}

static const char bom[] = "\xEF\xBB\xBF";

/* Place of the byte at `bad` in text that is not UTF-8: such text cannot be kept as a source, so the place
 * points into a stand-in with the same number of lines and blanks. */
static struct place place_of_bad_byte(struct arena *arena, const char *path, const struct buf *text, size_t bad)
{
	size_t lines = 0, start = 0;
	for (size_t i = 0; i < bad; i++)
		if (text->data[i] == '\n') {
			lines++;
			start = i + 1;
		}
	size_t column = utf8_count(text->data + start, bad - start);
	char *blank = arena_alloc(arena, lines + column + 1);
	memset(blank, '\n', lines);
	memset(blank + lines, ' ', column);
	struct source *source = source_of_text(arena, path, (struct str){ blank, lines + column });
	return (struct place){ source, source->text.len };
}

/* Says what the bytes are that cannot be read. */
static void report_encoding(struct arena *arena, const char *path, const struct buf *text, size_t bad, struct diag_list *diags)
{
	const char *kind = encoding_kind(buf_str(text));
	if (kind)
		diag_add(diags, DIAG_NOT_TEXT, place_of_bad_byte(arena, path, text, 0), kind);
	else
		diag_add(diags, DIAG_BAD_ENCODING, place_of_bad_byte(arena, path, text, bad));
}

/* Makes GB 18030 UTF-8; false, and nothing is said, where the bytes are not of it. Text of another encoding is left as it is, with an error:
 * where it is, `foreign` becomes true. */
static bool decode_gb18030(struct arena *arena, struct buf *text, const char *path, bool *foreign, struct diag_list *diags)
{
	const char *name;
	enum encoding_doubt doubt = encoding_weigh(buf_str(text), &name);
	struct place place = place_of_bad_byte(arena, path, text, 0);
	*foreign = doubt == ENCODING_OTHER;
	if (*foreign)
		diag_add(diags, DIAG_OTHER_ENCODING, place, name);
	if (*foreign || !convert(text, "GB18030", "UTF-8"))
		return false;
	if (doubt == ENCODING_STRANGE)
		diag_add(diags, DIAG_STRANGE_ENCODING, place);
	else
		diag_add(diags, DIAG_READ_AS_GB18030, NO_PLACE, path);
	return true;
}

/* Makes `text` UTF-8 without BOM and says in `source` what it was; false with an error. */
static bool decode(struct arena *arena, struct buf *text, const char *path, struct source *source, struct diag_list *diags)
{
	size_t bad = 0;
	bool foreign = false;
	size_t marks = 0; /* some programs put one before the one that is there */
	while (str_starts(str_from(buf_str(text), marks), bom))
		marks += strlen(bom);
	source->bom = marks > 0;
	if (source->bom) {
		text->len -= marks;
		memmove(text->data, text->data + marks, text->len + 1);
	}
	bool nul = text->len && memchr(text->data, '\0', text->len);
	if (utf8_valid(text->data ? text->data : "", text->len, &bad) && !(nul && encoding_kind(buf_str(text))))
		return true;
	if (!nul && !encoding_kind(buf_str(text)) && decode_gb18030(arena, text, path, &foreign, diags))
		return source->gb18030 = true;
	if (!foreign)
		report_encoding(arena, path, text, bad, diags);
	return false;
}

bool source_check(const struct source *source, struct diag_list *diags)
{
	enum { FIRST = 0xFDD0, LAST = 0xFDD6 };
	const char *nul = memchr(source->text.data, '\0', source->text.len);
	if (nul) {
		struct place place = { source, (size_t)(nul - source->text.data) };
		diag_add(diags, DIAG_FORBIDDEN_CHARACTER, place, "U+0000");
		return false;
	}
	for (size_t at = 0, next; (next = str_find(str_from(source->text, at), "\xEF\xB7")) != (size_t)-1; at++) {
		char name[16];
		at += next;
		uint32_t c = str_first(str_from(source->text, at), 0);
		if (c < FIRST || c > LAST)
			continue;
		snprintf(name, sizeof name, "U+%04X", (unsigned)c);
		diag_add(diags, DIAG_FORBIDDEN_CHARACTER, ((struct place){ source, at }), name);
		return false;
	}
	return true;
}

static void replace_byte(struct buf *text, char old, char new)
{
	for (size_t i = 0; i < text->len; i++)
		if (text->data[i] == old)
			text->data[i] = new;
}

/* Old programs end lines with CR alone; such a text has no other line ends. Returns whether it is one. */
static bool end_lines(struct buf *text)
{
	if (!text->len || memchr(text->data, '\n', text->len) || !memchr(text->data, '\r', text->len))
		return false;
	replace_byte(text, '\r', '\n');
	return true;
}

/* Appends the text as the bytes of the source's file; false when its encoding cannot hold it. */
static bool encode(const struct source *source, struct str text, struct buf *out)
{
	struct buf body = BUF_INIT;
	buf_add_str(&body, text);
	if (source->bare_returns)
		replace_byte(&body, '\n', '\r');
	bool good = !source->gb18030 || !body.len || convert(&body, "UTF-8", "GB18030");
	buf_add_text(out, source->bom ? bom : "");
	buf_add_str(out, buf_str(&body));
	buf_free(&body);
	return good;
}

bool source_encode(const struct source *source, struct str text, struct buf *out, struct diag_list *diags)
{
	struct buf before = BUF_INIT;
	bool good = encode(source, source->text, &before) && hash_equal(hash_text(buf_str(&before)), source->hash) &&
		    encode(source, text, out);
	if (!good)
		diag_add(diags, DIAG_EDIT_ENCODING, NO_PLACE, source->name);
	buf_free(&before);
	return good;
}

struct source *source_load(struct arena *arena, const char *path, size_t limit, struct diag_list *diags)
{
	struct buf text = BUF_INIT;
	if (!file_read(path, limit, &text, diags)) {
		buf_free(&text);
		return NULL;
	}
	struct hash hash = hash_text(buf_str(&text));
	struct source read = { .name = path };
	if (!decode(arena, &text, path, &read, diags)) {
		buf_free(&text);
		return NULL;
	}
	read.bare_returns = end_lines(&text);
	struct source *source = source_of_text(arena, path, buf_move_str(&text, arena));
	source->hash = hash;
	source->bom = read.bom;
	source->gb18030 = read.gb18030;
	source->bare_returns = read.bare_returns;
	return source_check(source, diags) ? source : NULL;
}

size_t source_find(const size_t *offsets, size_t count, size_t size, size_t offset)
{
	const char *bytes = (const char *)offsets;
	size_t low = 0, high = count;
	while (high - low > 1) {
		size_t middle = low + (high - low) / 2;
		if (*(const size_t *)(bytes + middle * size) <= offset)
			low = middle;
		else
			high = middle;
	}
	return low;
}

/* Index of the line that holds the byte offset. */
static size_t line_index(const struct source *source, size_t offset)
{
	return source_find(source->line_starts, source->lines, sizeof *source->line_starts, offset);
}

void source_position(struct place place, unsigned *line, unsigned *column)
{
	*line = *column = 0;
	if (!place.source)
		return;
	size_t offset = place.offset < place.source->text.len ? place.offset : place.source->text.len;
	size_t index = line_index(place.source, offset);
	size_t start = place.source->line_starts[index];
	*line = (unsigned)index + 1;
	*column = (unsigned)utf8_count(place.source->text.data + start, offset - start) + 1;
}

/* Moves over the cell that starts at `at`: to the comma or line end behind it. */
static size_t skip_cell(struct str text, size_t at)
{
	if (at < text.len && text.data[at] == '"')
		for (at++; at < text.len; at++)
			if (text.data[at] == '"' && (at + 1 >= text.len || text.data[++at] != '"'))
				break;
	while (at < text.len && text.data[at] != ',' && text.data[at] != '\n' && text.data[at] != '\r')
		at++;
	return at;
}

/* Column and row from 0 and 1: AA12. */
static void name_cell(struct source_cell *cell, unsigned column, unsigned row)
{
	char letters[8];
	size_t first = sizeof letters;
	for (column++; column; column = (column - 1) / 26)
		letters[--first] = (char)('A' + (column - 1) % 26);
	snprintf(cell->name, sizeof cell->name, "%.*s%u", (int)(sizeof letters - first), letters + first, row);
}

/* Column of the place; `known` moves to the start of its row. */
static unsigned find_column(struct place place, struct source_row *known)
{
	struct str text = place.source->text;
	unsigned column = 0;
	for (size_t at = known->offset; at < text.len;) {
		at = skip_cell(text, at);
		if (at >= place.offset || at >= text.len)
			break;
		bool same = text.data[at] == ',';
		at += text.data[at] == '\r' && at + 1 < text.len && text.data[at + 1] == '\n' ? 2 : 1;
		column = same ? column + 1 : 0;
		if (!same)
			*known = (struct source_row){ at, known->row + 1 };
	}
	return column;
}

bool source_cell(struct place place, struct source_cell *cell)
{
	struct source_row row = SOURCE_FIRST_ROW;
	if (!place.source || !place.source->table)
		return false;
	unsigned column = find_column(place, &row);
	name_cell(cell, column, row.row);
	return true;
}

bool source_cell_of(struct place place, size_t column, struct source_row *known, struct source_cell *cell)
{
	if (!place.source || !place.source->table)
		return false;
	find_column(place, known);
	name_cell(cell, (unsigned)column, known->row);
	return true;
}

bool source_add_cell(struct place place, struct buf *out)
{
	struct source_cell cell;
	if (!source_cell(place, &cell))
		return false;
	if (place.source->sheet)
		buf_printf(out, "%s!", place.source->sheet);
	buf_add_text(out, cell.name);
	return true;
}

bool source_add_place(struct place place, struct buf *out)
{
	unsigned line, column;
	source_position(place, &line, &column);
	if (!line)
		return false;
	if (place.source->option)
		buf_add_text(out, place.source->name);
	else if (place.source->table) {
		buf_printf(out, "%s%s", place.source->name, place.source->sheet ? " " : ":");
		source_add_cell(place, out);
	} else
		buf_printf(out, "%s:%u:%u", place.source->name, line, column);
	return true;
}

struct place source_place(const struct source *source, size_t line, size_t column)
{
	size_t index = line > source->lines ? source->lines - 1 : line ? line - 1 : 0;
	size_t offset = source->line_starts[index] + (column ? column - 1 : 0);
	return (struct place){ source, offset < source->text.len ? offset : source->text.len };
}

struct str source_line(struct place place)
{
	const struct source *source = place.source;
	size_t index = line_index(source, place.offset);
	size_t start = source->line_starts[index];
	size_t end = index + 1 < source->lines ? source->line_starts[index + 1] - 1 : source->text.len;
	if (end > start && source->text.data[end - 1] == '\r')
		end--;
	return (struct str){ source->text.data + start, end - start };
}
