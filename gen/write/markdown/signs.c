#include "write/markdown/signs.h"

#include <stdlib.h>

#include "base/buf.h"
#include "vars/number.h"

#define OPEN "\uFDD0"
#define CLOSE "\uFDD1"

void signs_add(struct buf *out, size_t number)
{
	buf_printf(out, OPEN "%zu" CLOSE, number);
}

/* Takes the number with the end of its sign off. False: it is none. */
static bool take_number(struct str *rest, size_t count, size_t *number)
{
	struct str behind = *rest, digits = str_cut(&behind, CLOSE);
	if (!behind.data || !number_is_digits(digits) || (*number = strtoul(digits.data, NULL, 10)) >= count)
		return false;
	*rest = behind;
	return true;
}

bool signs_next(struct str *rest, struct buf *out, size_t count, size_t *number)
{
	while (rest->data) {
		buf_add_str(out, str_cut(rest, OPEN));
		if (rest->data && take_number(rest, count, number))
			return true;
		buf_add_text(out, rest->data ? OPEN : "");
	}
	return false;
}
