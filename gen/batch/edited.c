#include "batch/edited.h"

#include <errno.h>
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/file.h"
#include "base/limits.h"
#include "write/writer.h"

/* Whether the file is one that the writer made and nobody changed; one too large to be is not. False with an error when it cannot be read. */
static bool find_ours(struct arena *arena, const struct writer *writer, const char *path, bool *ours, struct diag_list *diags)
{
	struct buf file = BUF_INIT;
	struct diag_list own;
	diag_init(&own, arena);
	*ours = file_read(path, LIMIT_PART_BYTES, &file, &own) && writer->is_untouched(buf_str(&file));
	buf_free(&file);
	if (own.counts[DIAG_SYSTEM])
		diag_append(diags, &own);
	return !own.counts[DIAG_SYSTEM];
}

/* "计划（改）.docx", "计划（改2）.docx" … of "计划.docx". */
static const char *kept_name(struct arena *arena, const char *path, const char *extension, int number)
{
	int stem = (int)(strlen(path) - (str_ends(str_of(path), extension) ? strlen(extension) : 0));
	const char *count = number > 1 ? arena_printf(arena, "%d", number) : "";
	return arena_printf(arena, "%.*s（改%s）%s", stem, path, count, path + stem);
}

bool edited_keep(struct arena *arena, const struct writer *writer, const char *path, struct diag_list *diags)
{
	enum { MOST = 1000 };
	struct file_stamp stamp;
	bool ours;
	if (!writer->is_untouched || !file_stat(path, &stamp) || stamp.size == 0)
		return true;
	if (!find_ours(arena, writer, path, &ours, diags))
		return false;
	if (ours)
		return true;
	for (int number = 1; number <= MOST; number++) {
		const char *kept = kept_name(arena, path, writer->extension, number);
		if (file_keep_as(path, kept)) {
			diag_add(diags, DIAG_OUTPUT_EDITED, NO_PLACE, path, kept);
			return true;
		}
		if (errno != EEXIST)
			break;
	}
	diag_add(diags, DIAG_OUTPUT_KEEP_FAILED, NO_PLACE, path, strerror(errno));
	return false;
}
