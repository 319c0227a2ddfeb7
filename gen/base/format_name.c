#include "base/format_name.h"

#include <string.h>
#include <strings.h>

#include "base/arena.h"
#include "base/suggest.h"

/* What people call the formats, and endings of documents that are not written. */
static const struct {
	const char *word, *format; /* NULL: none is like it */
} other_names[] = {
	{ "word", "docx" },   { "doc", "docx" }, { "wps", "docx" },	{ "dotx", "docx" }, { "wordxml", "xml" },
	{ "flatopc", "xml" }, { "opc", "xml" },	 { "markdown", "md" },	{ "text", "txt" },  { "txt", "text" },
	{ "plain", "txt" },   { "layout", "pages" }, { "htm", "html" }, { "excel", "xlsx" }, { "json", "pages" }, { "xlsx", "csv" }, { "xls", "xlsx" }, { "et", "xlsx" },
	{ "odt", NULL },      { "rtf", NULL },	 { "html", NULL },	{ "ofd", NULL },
};

bool format_next_word(struct str *list, struct str *word)
{
	static const char *const commas[] = { ",", "，", "、" };
	while (list->data) {
		size_t at = list->len, skip = 0;
		for (size_t i = 0; i < sizeof commas / sizeof *commas; i++) {
			size_t found = str_find(*list, commas[i]);
			if (found != (size_t)-1 && found < at) {
				at = found;
				skip = strlen(commas[i]);
			}
		}
		*word = str_trim((struct str){ list->data, at });
		*list = skip ? (struct str){ list->data + at + skip, list->len - at - skip } : (struct str){ NULL, 0 };
		if (word->len)
			return true;
	}
	return false;
}

char *format_lower(struct arena *arena, struct str word)
{
	char *name = arena_copy(arena, word.data, word.len);
	for (char *c = name; *c; c++)
		*c = *c >= 'A' && *c <= 'Z' ? (char)(*c - 'A' + 'a') : *c;
	return name;
}

bool format_is_among(const char *names, const char *name)
{
	for (struct str rest = str_of(names); rest.data;)
		if (str_is(str_cut(&rest, ", "), name))
			return true;
	return false;
}

bool format_is_called(const char *word)
{
	for (size_t i = 0; i < sizeof other_names / sizeof *other_names; i++)
		if (strcasecmp(other_names[i].word, word) == 0)
			return true;
	return false;
}

/* The one of `names` that people call so; NULL: none. */
static const char *meant_by(const char *word, const char *names)
{
	for (size_t i = 0; i < sizeof other_names / sizeof *other_names; i++)
		if (other_names[i].format && strcmp(other_names[i].word, word) == 0 && format_is_among(names, other_names[i].format))
			return other_names[i].format;
	return NULL;
}

void format_report(struct arena *arena, const char *name, const char *names, struct diag_list *diags)
{
	struct suggestion near = { .wanted = str_of(name) };
	for (struct str rest = str_of(names), word; rest.data; suggest_offer(&near, arena_copy(arena, word.data, word.len)))
		word = str_cut(&rest, ", ");
	const char *meant = meant_by(name, names);
	if (meant || near.best)
		diag_add(diags, DIAG_UNKNOWN_FORMAT_NEAR, NO_PLACE, name, meant ? meant : near.best, names);
	else
		diag_add(diags, DIAG_UNKNOWN_FORMAT, NO_PLACE, name, names);
}
