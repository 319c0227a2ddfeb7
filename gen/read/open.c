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
