#include "vars/reference.h"

#include <string.h>

#include "base/buf.h"
#include "vars/number.h"

static const char *const brackets[][2] = { { "〔", "〕" }, { "[", "]" }, { "［", "］" }, { "【", "】" },
					   { "(", ")" },   { "（", "）" }, { "﹝", "﹞" }, { "{", "}" } };

/* Splits the text at the last bracket of this kind: name, year, and what stands behind it. */
static bool split(struct str text, const char *const *bracket, struct str *name, struct str *year, struct str *rest)
{
	size_t open = str_find(text, bracket[0]);
	if (open == (size_t)-1)
		return false;
	*name = str_trim((struct str){ text.data, open });
	*rest = str_from(text, open + strlen(bracket[0]));
	*year = str_trim(str_cut(rest, bracket[1]));
	return rest->data && name->len && year->len == 4 && number_is_digits(*year);
}

bool reference_add(struct str text, struct buf *out)
{
	struct str name, year, rest;
	bool found = false;
	for (size_t i = 0; i < sizeof brackets / sizeof *brackets && !found; i++)
		found = split(text, brackets[i], &name, &year, &rest);
	if (!found)
		return false;
	rest = str_trim(rest);
	if (str_starts(rest, "第"))
		rest = str_trim(str_from(rest, strlen("第")));
	if (!str_ends(rest, "号"))
		return false;
	rest.len -= strlen("号");
	rest = str_trim(rest);
	if (!number_is_digits(rest))
		return false;
	while (rest.len > 1 && rest.data[0] == '0')
		rest = str_from(rest, 1);
	buf_add_str(out, name);
	buf_add_text(out, "〔");
	buf_add_str(out, year);
	buf_add_text(out, "〕");
	buf_add_str(out, rest);
	buf_add_text(out, "号");
	return true;
}
