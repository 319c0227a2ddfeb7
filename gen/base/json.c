#include "base/json.h"

#include <jansson.h>
#include <stdlib.h>

#include "base/buf.h"

struct json_t *json_of_str(struct str text)
{
	return json_stringn(text.data ? text.data : "", text.len);
}

void json_put(struct json_t *value, struct buf *out)
{
	char *text = json_dumps(value, JSON_INDENT(2) | JSON_PRESERVE_ORDER);
	buf_add_json_text(out, str_of(text));
	buf_add_char(out, '\n');
	free(text);
	json_decref(value);
}
