/* Words that a workbook's number format shows around a number, against what the variable counts in. */
#include <string.h>

#include "catalogue/internal.h"
#include "vars/type.h"

/* What the label says that the variable counts in, within its last brackets: 年度经费（万元） is in 万元; empty: nothing. */
static struct str unit_of(const struct catalogue_variable *variable)
{
	struct str rest = str_of(variable->label), unit = STR("");
	while (rest.len && str_find(rest, "（") != (size_t)-1) {
		str_cut(&rest, "（");
		unit = rest;
	}
	return str_cut(&unit, "）");
}

/* Whether both are the same unit: 万元 of what counts in 万元, or in 万元/村. */
static bool is_unit(struct str word, struct str unit)
{
	return word.len && unit.len >= word.len && memcmp(word.data, unit.data, word.len) == 0 && (unit.len == word.len || unit.data[word.len] == '/');
}

static bool is_numeral(char c)
{
	return (c >= '0' && c <= '9') || strchr("+-.,() ", c);
}

/* The text's numeral: what stands before its first other character. */
static struct str numeral_of(struct str text)
{
	size_t len = 0;
	while (len < text.len && is_numeral(text.data[len]))
		len++;
	return str_trim((struct str){ text.data, len });
}

/* What stands behind the last numeral of the text. */
static struct str word_behind(struct str text)
{
	size_t at = text.len;
	while (at && !is_numeral(text.data[at - 1]))
		at--;
	return str_trim(str_from(text, at));
}

/* Whether the text is an amount of yuan: ¥25,000.00, CNY 100, 100元整. */
static bool is_yuan(struct str text, struct str word)
{
	static const char *const signs[] = { "¥", "￥", "CNY", "RMB", "人民币" };
	bool found = str_starts(word, "元");
	for (size_t i = 0; i < sizeof signs / sizeof *signs; i++)
		found = found || str_find(text, signs[i]) != (size_t)-1;
	return found;
}

struct str catalogue_cell_text(const struct table *table, size_t cell, const struct catalogue_variable *variable)
{
	static const char *const doubts[] = { "约", "大约", "近", "超", "逾", "不足", "至少", "最多", NULL };
	struct str text = table->cells[cell].text, shown = str_trim(table_cell_shown(table, cell)), word = word_behind(shown);
	if (type_is_words(variable->type.kind))
		return table_cell_shown(table, cell);
	if (str_equal(shown, str_trim(text)))
		return text;
	if (str_starts_any(shown, doubts))
		return shown;
	struct str unit = unit_of(variable);
	bool yuan = is_yuan(shown, word), money = yuan || str_ends(word, "元");
	if (is_unit(word, unit) || (yuan && is_unit(STR("元"), unit)))
		return numeral_of(text);
	bool other = numeral_of(text).len < str_trim(text).len && !str_ends(text, "%");
	return other || (money && str_find(unit, "元") != (size_t)-1) ? shown : text;
}
