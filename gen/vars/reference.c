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

/* Moves *text behind the word and the blanks after it; false when it does not begin with it. */
static bool take(struct str *text, const char *word)
{
	if (!str_starts(*text, word))
		return false;
	*text = str_trim(str_from(*text, strlen(word)));
	return true;
}

/* The digits that *text begins with, without leading zeros; *text moves behind them and the blanks after them. */
static struct str take_digits(struct str *text)
{
	struct str digits = *text;
	digits.len = 0;
	while (digits.len < text->len && text->data[digits.len] >= '0' && text->data[digits.len] <= '9')
		digits.len++;
	*text = str_trim(str_from(*text, digits.len));
	while (digits.len > 1 && digits.data[0] == '0')
		digits = str_from(digits, 1);
	return digits;
}

/* 第3期 */
static bool take_issue(struct str *text, struct buf *out)
{
	struct str number;
	if (!take(text, "第") || !(number = take_digits(text)).len || !take(text, "期"))
		return false;
	buf_printf(out, "第%.*s期", (int)number.len, number.data);
	return true;
}

bool reference_add_issue(struct str text, struct buf *out)
{
	struct str rest = str_trim(text), year = take_digits(&rest);
	if (year.len) {
		if (year.len != 4 || !take(&rest, "年"))
			return false;
		buf_printf(out, "%.*s年", (int)year.len, year.data);
	}
	if (!take_issue(&rest, out))
		return false;
	if (!rest.len)
		return true;
	if ((!take(&rest, "（") && !take(&rest, "(")) || !take(&rest, "总"))
		return false;
	buf_add_text(out, "（总");
	bool good = take_issue(&rest, out) && (take(&rest, "）") || take(&rest, ")")) && !rest.len;
	buf_add_text(out, "）");
	return good;
}
