/* Texts of forms: as they are kept, and whether two mean the same. */
#include "form/fill_internal.h"

#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "form/form.h"
#include "vars/term.h"

const char *fill_copy(struct filling *f, struct str text)
{
	return arena_copy(f->arena, text.data, text.len);
}

struct str fill_cell_text(const struct table *table, size_t column)
{
	return column < table->count ? str_trim(table_cell_shown(table, column)) : STR("");
}

/* Numerals without the zeros that a spreadsheet drops: 8.0 is 8. */
static struct str bare(const struct value *value, struct str text)
{
	if (value->kind != VALUE_NUMBER || str_find(text, ".") == (size_t)-1)
		return text;
	while (text.len && text.data[text.len - 1] == '0')
		text.len--;
	text.len -= text.len && text.data[text.len - 1] == '.';
	return text;
}

/* The value as a form has it. */
static struct str read_back(struct filling *f, const struct value *value)
{
	return bare(value, str_of(form_text(f->arena, term_settle(f->arena, value, f->year))));
}

bool fill_means_same(struct filling *f, const struct catalogue_variable *variable, const char *a, const char *b)
{
	struct diag_list ignored;
	diag_init(&ignored, f->arena);
	if (!*a || !*b)
		return strcmp(a, b) == 0;
	const struct value *x = type_parse(f->arena, &variable->type, variable->name, str_of(a), NO_PLACE, &ignored);
	const struct value *y = type_parse(f->arena, &variable->type, variable->name, str_of(b), NO_PLACE, &ignored);
	return x && y && str_equal(read_back(f, x), read_back(f, y));
}

const char *fill_shown(struct arena *arena, const struct catalogue_variable *variable, const char *text)
{
	if (!variable || (variable->type.kind != TYPE_LIST && variable->type.kind != TYPE_TABLE))
		return text;
	struct buf out = BUF_INIT;
	struct str rest = str_of(text);
	for (; rest.len; rest = str_from(rest, 1)) {
		bool sign = str_starts(rest, "\\；") || str_starts(rest, "\\;"); /* \| stays: items are parted by | here */
		if (rest.data[0] == '\n')
			buf_add_text(&out, "；");
		else if (!sign)
			buf_add_char(&out, rest.data[0]);
	}
	return buf_move_to(&out, arena);
}
