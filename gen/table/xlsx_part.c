/* The parts of a workbook's package, and what texts in them mean. */
#include <string.h>

#include "base/limits.h"
#include "table/xlsx_internal.h"

size_t xlsx_read_count(struct str text, size_t most)
{
	size_t value = 0;
	for (size_t i = 0; i < text.len; i++) {
		if (text.data[i] < '0' || text.data[i] > '9')
			return (size_t)-1;
		value = value * 10 + (size_t)(text.data[i] - '0');
		if (value > most)
			return (size_t)-1;
	}
	return text.len ? value : (size_t)-1;
}

bool xlsx_is_true(struct str text)
{
	return str_is(text, "1") || str_is(text, "true") || str_is(text, "on");
}

bool xlsx_read_address(struct str text, size_t *column, size_t *row)
{
	size_t at = 0;
	*column = 0;
	for (; at < text.len && text.data[at] >= 'A' && text.data[at] <= 'Z' && *column <= XLSX_LAST_COLUMN; at++)
		*column = *column * 26 + (size_t)(text.data[at] - 'A') + 1;
	*row = xlsx_read_count(str_from(text, at), XLSX_LAST_ROW);
	return at && *column <= XLSX_LAST_COLUMN && *row != (size_t)-1 && *row;
}

/* ---- parts */

static bool feed(void *stream, struct str piece)
{
	return !piece.len || xml_stream_feed(stream, piece);
}

static bool report(const struct xlsx_book *book, const char *part, enum zip_result result, const char *fault)
{
	const char *name = part ? part : book->path;
	if (result == ZIP_LARGE)
		diag_add(book->diags, DIAG_XLSX_LARGE, NO_PLACE, book->path, arena_printf(book->arena, "%d", LIMIT_SHEET_BYTES >> 20));
	else if (result == ZIP_LOCKED)
		diag_add(book->diags, DIAG_XLSX_LOCKED, NO_PLACE, book->path);
	else
		diag_add(book->diags, DIAG_XLSX_DAMAGED, NO_PLACE, book->path, name, fault ? fault : "cannot be unpacked");
	return false;
}

/* Unpacks on the way: how much came out counts against the limit. */
struct counting {
	struct xml_stream *stream;
	size_t bytes;
};

static bool count_and_feed(void *context, struct str piece)
{
	struct counting *counting = context;
	counting->bytes += piece.len;
	return feed(counting->stream, piece);
}

bool xlsx_read_part(struct xlsx_book *book, const char *part, const struct xml_stream_handler *handler, void *context)
{
	const struct zip_entry *entry = part ? zip_find(&book->zip, part) : NULL;
	if (!entry)
		return report(book, part, ZIP_DAMAGED, "is missing");
	struct arena *arena = arena_new();
	size_t errors = diag_errors(book->diags);
	struct counting counting = { xml_stream_new(arena, handler, context), 0 };
	enum zip_result result = zip_unpack(&book->zip, entry, book->room, count_and_feed, &counting);
	bool good = result == ZIP_OK && xml_stream_feed(counting.stream, STR(""));
	book->room -= counting.bytes < book->room ? counting.bytes : book->room;
	if (!good && diag_errors(book->diags) == errors)
		report(book, part, result, xml_stream_fault(counting.stream));
	arena_free(arena);
	return good;
}
