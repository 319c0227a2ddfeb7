#include "table/xlsx_plain.h"

#include <string.h>

#include "base/utf8.h"

/* Moves *at behind the literal; false where it does not stand there. The NUL at the end is in no literal. Unrolled, each character is one comparison. */
static inline bool take(const char **at, const char *literal, size_t len)
{
#pragma GCC unroll 32
	for (size_t i = 0; i < len; i++)
		if ((*at)[i] != literal[i])
			return false;
	*at += len;
	return true;
}

#define TAKE(at, literal) take(at, literal, sizeof(literal) - 1)

/* Digits, at most 7; none: they are another matter. */
static inline struct str take_digits(const char **at, size_t *number)
{
	const char *start = *at, *end = start;
	for (*number = 0; *end >= '0' && *end <= '9' && end - start < 8; end++)
		*number = *number * 10 + (size_t)(*end - '0');
	*at = end;
	return (struct str){ start, end - start < 8 ? (size_t)(end - start) : 0 };
}

static bool take_address(const char **at, struct xlsx_plain *cell)
{
	size_t row;
	const char *start = *at;
	for (cell->column = 0; **at >= 'A' && **at <= 'Z' && *at - start < 3; ++*at)
		cell->column = cell->column * 26 + (size_t)(**at - 'A') + 1;
	cell->row = take_digits(at, &row);
	return *at > start && cell->row.len && TAKE(at, "\"");
}

static bool take_value(const char **at, struct xlsx_plain *cell)
{
	const char *start = *at, *end = start;
	while ((*end >= '0' && *end <= '9') || *end == '.' || *end == '-' || *end == '+' || *end == 'E' || *end == 'e')
		end++;
	cell->value = (struct str){ start, (size_t)(end - start) };
	*at = end;
	return end > start && TAKE(at, "</v></c>");
}

/* A text of its own, in which nothing stands for something else. */
static bool take_text(const char **at, struct xlsx_plain *cell)
{
	const char *start = *at;
	size_t len = strcspn(start, "<&_]");
	cell->value = (struct str){ start, len };
	*at = start + len;
	return len && utf8_plain(start, len) == len && TAKE(at, "</t></is></c>");
}

bool xlsx_read_plain(const char **at, struct xlsx_plain *cell)
{
	const char *here = *at;
	*cell = (struct xlsx_plain){ .type = 'n' };
	if (!TAKE(&here, "<c r=\"") || !take_address(&here, cell))
		return false;
	if (TAKE(&here, " s=\"") && (!take_digits(&here, &cell->style).len || !TAKE(&here, "\"")))
		return false;
	if (TAKE(&here, " t=\"inlineStr\"><is><t>")) {
		cell->type = 'S';
		*at = take_text(&here, cell) ? here : *at;
		return *at == here;
	}
	if (TAKE(&here, " t=\"s\""))
		cell->type = 's';
	else
		TAKE(&here, " t=\"n\"");
	bool empty = TAKE(&here, "/>");
	if (!empty && (!TAKE(&here, "><v>") || !take_value(&here, cell)))
		return false;
	*at = here;
	return true;
}
