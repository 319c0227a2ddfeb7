/* Values as people type them. */
#include "base/arena.h"
#include "base/buf.h"
#include "form/form.h"
#include "vars/part.h"

static void add_value(struct buf *out, const struct value *value, const char *separator)
{
	bool list = value->kind == VALUE_LIST, parts = list || value->kind == VALUE_MAP;
	if (value->kind == VALUE_BOOL)
		buf_add_text(out, value->truth ? "是" : "否");
	else if (!parts)
		buf_add_str(out, value->text);
	for (size_t i = 0; parts && i < value->count; i++) {
		const struct value *part = list ? value->items[i] : value->members[i].value;
		buf_add_text(out, i ? separator : "");
		if (part->kind == VALUE_STRING)
			part_escape(part->text, out);
		else
			add_value(out, part, "|");
	}
}

const char *form_text(struct arena *arena, const struct value *value)
{
	struct buf out = BUF_INIT;
	bool table = value->kind == VALUE_LIST && value->count && value->items[0]->kind == VALUE_MAP;
	if (value->kind != VALUE_NULL)
		add_value(&out, value, table ? "\n" : "|");
	return buf_move_to(&out, arena);
}
