#include "cli/quote.h"

#include <string.h>

#include "base/buf.h"

void quote_add_word(const char *word, struct buf *out)
{
	static const char special[] = " \t\n\"'\\$`&|;<>()[]{}*?!#~^";
	if (*word && !strpbrk(word, special)) {
		buf_add_text(out, word);
		return;
	}
	buf_add_char(out, '\'');
	for (; *word; word++)
		if (*word == '\'')
			buf_add_text(out, "'\\''");
		else
			buf_add_char(out, *word);
	buf_add_char(out, '\'');
}
