#include "table/xlsx_internal.h"

#include "base/file.h"
#include "base/limits.h"

bool xlsx_has_name(const char *path)
{
	return str_ends_caseless(str_of(path), ".xlsx") || str_ends_caseless(str_of(path), ".xlsm");
}

/* Reads the file's bytes; false with an error where they are no package. */
static bool open_book(struct xlsx_book *book)
{
	struct buf bytes = BUF_INIT;
	bool good = file_read(book->path, LIMIT_DATA_BYTES, &bytes, book->diags);
	struct str text = buf_give_str(&bytes, book->arena);
	if (!good)
		return false;
	book->hash = hash_text(text);
	if (str_starts(text, "\xD0\xCF\x11\xE0")) {
		diag_add(book->diags, DIAG_XLSX_LOCKED, NO_PLACE, book->path);
		return false;
	}
	if (zip_open(book->arena, text, &book->zip))
		return true;
	diag_add(book->diags, DIAG_XLSX_NONE, NO_PLACE, book->path);
	return false;
}

bool xlsx_load(struct arena *arena, const char *path, const struct source ***sheets, size_t *count, struct diag_list *diags)
{
	struct arena *scratch = arena_new();
	struct xlsx_book book = { .arena = scratch, .path = arena_strdup(arena, path), .room = LIMIT_SHEET_BYTES, .diags = diags };
	size_t room = 0;
	*sheets = NULL;
	*count = 0;
	bool good = open_book(&book) && xlsx_read_book(&book);
	for (size_t i = 0; good && i < book.sheet_count; i++) {
		bool filled = false;
		book.arena = arena; /* what follows stays */
		const struct source *source = xlsx_read_sheet(&book, &book.sheets[i], &filled);
		good = source != NULL;
		if (filled && book.sheets[i].hidden)
			diag_add(diags, DIAG_XLSX_HIDDEN, NO_PLACE, path, book.sheets[i].name);
		else if (good && filled)
			*ARENA_PUSH(arena, *sheets, *count, room) = source;
	}
	if (good && !*count)
		diag_add(diags, DIAG_XLSX_EMPTY, NO_PLACE, path);
	arena_free(scratch);
	return good && *count;
}

const struct source *xlsx_load_hidden(struct arena *arena, const char *path, const char *name)
{
	struct arena *scratch = arena_new();
	struct diag_list ignored;
	diag_init(&ignored, arena);
	struct xlsx_book book = { .arena = scratch, .path = arena_strdup(arena, path), .room = LIMIT_SHEET_BYTES, .diags = &ignored };
	const struct source *source = NULL;
	bool good = open_book(&book) && xlsx_read_book(&book), filled = false;
	book.arena = arena; /* what follows stays */
	for (size_t i = 0; good && !source && i < book.sheet_count; i++)
		if (book.sheets[i].hidden && strcmp(book.sheets[i].name, name) == 0)
			source = xlsx_read_sheet(&book, &book.sheets[i], &filled);
	arena_free(scratch);
	return filled ? source : NULL;
}
