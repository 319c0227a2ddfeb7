#include <errno.h>
#include <string.h>

#include "base/arena.h"
#include "base/file.h"
#include "base/limits.h"
#include "read/read.h"

bool read_open(struct arena *arena, const char *path, const char *given, struct read_file *file, struct diag_list *diags, struct diag_list *findings)
{
	struct str name = str_of(path);
	if (!file_exists(path)) {
		diag_add(diags, DIAG_READ_FAILED, NO_PLACE, given ? given : path, strerror(ENOENT));
		return false;
	}
	bool markdown = str_ends_caseless(name, ".md") || str_ends_caseless(name, ".markdown");
	if (str_ends_caseless(name, ".docx") || str_ends_caseless(name, ".docm"))
		return read_docx(arena, path, given, file, diags, findings);
	if (!markdown && !str_ends_caseless(name, ".txt")) {
		diag_add(diags, DIAG_READ_KIND, NO_PLACE, path);
		return false;
	}
	const struct source *source = source_load(arena, path, LIMIT_DATA_BYTES, diags);
	if (!source)
		return false;
	return markdown ? read_markdown(arena, source, file, findings) : read_lines(arena, source, file, findings);
}

void read_tell_losses(struct diag_list *diags, const struct diag_list *findings, bool text)
{
	static const enum diag_code codes[] = {
		DIAG_READ_SYMBOL, DIAG_READ_STRUCK, DIAG_READ_SCRIPT, DIAG_READ_DATE_OPEN, DIAG_READ_FIELD, DIAG_READ_RUBY,
		DIAG_READ_FIGURE_TEXT, DIAG_READ_EMBEDDED,
		DIAG_READ_STRAY, DIAG_READ_LOST, DIAG_READ_PICTURE, DIAG_READ_HIDDEN, DIAG_READ_CHARACTERS, DIAG_READ_NUMBER_ALONE,
		DIAG_READ_RAISED, DIAG_READ_HEADING_LONG, DIAG_READ_TOO_DEEP, DIAG_READ_HEADING_INSIDE, DIAG_READ_NOTE_MOVED, DIAG_READ_LEVEL_JUMP,
		DIAG_READ_NUMBER_GAP, DIAG_READ_NUMBER_FORM, DIAG_READ_NUMBER_TYPED, DIAG_READ_HEADING_GUESSED, DIAG_READ_REFERENCE, DIAG_READ_NOTE_AGAIN,
		DIAG_READ_TAB, DIAG_READ_LINES, DIAG_READ_COMMENT,
	};
	enum { TEXTS = 10 }; /* the first of them are of text that is seen */
	size_t count = text ? TEXTS : sizeof codes / sizeof *codes;
	for (const struct diag *d = findings->first; d; d = d->next)
		for (size_t i = 0; i < count; i++)
			if (d->code == codes[i])
				diag_add(diags, d->code, d->place, d->arguments[0], d->arguments[1], d->arguments[2]);
}
