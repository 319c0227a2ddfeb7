#include "cli/terminal.h"

#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/utf8.h"

enum { DEFAULT_COLUMNS = 80, LEAST_COLUMNS = 40 };

size_t terminal_columns(FILE *stream)
{
	struct winsize size;
	return ioctl(fileno(stream), TIOCGWINSZ, &size) == 0 && size.ws_col ? size.ws_col : DEFAULT_COLUMNS;
}

/* Whether `marks` holds the character of `len` bytes. */
static bool is_one_of(const char *marks, const char *character, size_t len)
{
	char one[8];
	snprintf(one, sizeof one, "%.*s", (int)len, character);
	return strstr(marks, one) != NULL;
}

/* Bytes up to the first place at which a line may end, blanks excluded. */
static size_t unbroken_len(const char *text)
{
	size_t at = 0;
	uint32_t before = 0, next;
	for (size_t len = strlen(text), size = 0, last = 0; at < len && text[at] != ' '; at += size, before = next, last = size) {
		size = utf8_decode(text + at, len - at, &next);
		bool between = at && (utf8_is_cjk(before) || utf8_is_cjk(next));
		if (between && !is_one_of("，。；：、？！）〕》」』’”…", text + at, size) &&
		    !is_one_of("（〔《「『‘“", text + at - last, last))
			break;
	}
	return at;
}

void terminal_add_wrapped(const char *text, size_t column, size_t indent, size_t columns, struct buf *out)
{
	columns = columns < LEAST_COLUMNS ? LEAST_COLUMNS : columns;
	for (size_t blanks = 0, len; *text; text += len) {
		blanks = strspn(text, " ");
		text += blanks;
		len = unbroken_len(text);
		size_t cells = (size_t)utf8_cells(text, len);
		if (column > indent && column + blanks + cells > columns) {
			buf_printf(out, "\n%*s", (int)indent, "");
			column = indent;
			blanks = 0;
		}
		buf_printf(out, "%*s%.*s", (int)blanks, "", (int)len, text);
		column += blanks + cells;
	}
}

bool terminal_has_colours(const char *output)
{
	const char *terminal = getenv("TERM"), *plain = getenv("NO_COLOR");
	return !output && isatty(STDOUT_FILENO) && !(plain && *plain) && terminal && strcmp(terminal, "dumb") != 0;
}
