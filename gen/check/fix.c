/* Edits applied, and shown as a unified diff. */
#include <string.h>

#include "base/buf.h"
#include "check/check.h"
#include "check/scan.h"

void check_apply_edits(const struct source *source, const struct check_edit *edits, size_t count, struct buf *out)
{
	size_t done = 0;
	for (size_t i = 0; i < count; i++) {
		if (edits[i].offset < done)
			continue;
		buf_add_str(out, scan_slice(source->text, done, edits[i].offset));
		buf_add_text(out, edits[i].text);
		done = edits[i].offset + edits[i].len;
	}
	buf_add_str(out, scan_slice(source->text, done, source->text.len));
}

/* Edits never add or take away lines: both texts have the same number of them. */
struct pair_of_lines {
	struct str before, after;
};

static bool next_lines(struct str *before, struct str *after, struct pair_of_lines *lines)
{
	if (!before->data || (!before->len && !after->len))
		return false;
	lines->before = str_cut(before, "\n");
	lines->after = str_cut(after, "\n");
	return true;
}

static void add_line(struct buf *out, char mark, struct str line)
{
	buf_add_char(out, mark);
	buf_add_str(out, line);
	buf_add_char(out, '\n');
}

void check_add_diff(const char *name, struct str before, struct str after, struct buf *out)
{
	struct pair_of_lines lines;
	buf_printf(out, "--- %s\n+++ %s\n", name, name);
	for (size_t number = 1; next_lines(&before, &after, &lines); number++) {
		if (str_equal(lines.before, lines.after))
			continue;
		buf_printf(out, "@@ -%zu +%zu @@\n", number, number);
		add_line(out, '-', lines.before);
		add_line(out, '+', lines.after);
	}
}
