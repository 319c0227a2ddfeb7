#include "write/markdown/signs.h"

#include <stdlib.h>

#include "base/buf.h"

#define OPEN "\uFDD0"
#define CLOSE "\uFDD1"

void signs_add(struct buf *out, size_t number)
{
	buf_printf(out, OPEN "%zu" CLOSE, number);
}

bool signs_next(struct str *rest, struct buf *out, size_t *number)
{
	buf_add_str(out, str_cut(rest, OPEN));
	if (!rest->data)
		return false;
	*number = strtoul(str_cut(rest, CLOSE).data, NULL, 10);
	return true;
}
