#include <string.h>

#include "base/arena.h"
#include "parse/markdown.h"

/* What front matter says, until the whole of it is read: the order of its keys is free, that of the tree is not. */
struct front {
	struct parse *parse;
	struct str title, recipient;
	struct spot title_spot, recipient_spot;
};

/* One key: value line, with the places of both. */
struct entry {
	struct str key, value;
	struct spot key_spot, value_spot;
};

/* Text of a view that points into the merged text. */
static struct spot spot_of(const struct parse *parse, struct str view)
{
	return (struct spot){ (size_t)(view.data - parse->merged->text.data), NULL };
}

static bool is_quoted(struct str value)
{
	return value.len >= 2 && value.data[0] == '"' && value.data[value.len - 1] == '"';
}

/* Without the quotes around it, as YAML writes values, where they are sure to be a pair: "甲", ""甲"和"乙""; not "甲"和"乙". */
static struct str unquote(struct str value)
{
	if (!is_quoted(value))
		return value;
	struct str inside = { value.data + 1, value.len - 2 };
	return is_quoted(inside) || !memchr(inside.data, '"', inside.len) ? inside : value;
}

/* Splits at the first colon, half- or full-width. */
static bool split(const struct parse *parse, struct str line, struct entry *entry)
{
	size_t half = str_find(line, ":"), full = str_find(line, "：");
	size_t at = half < full ? half : full;
	if (at == (size_t)-1)
		return false;
	size_t skip = at + (half < full ? 1 : sizeof "：" - 1);
	entry->key = str_trim((struct str){ line.data, at });
	entry->value = unquote(str_trim(str_from(line, skip)));
	entry->key_spot = spot_of(parse, entry->key);
	entry->value_spot = spot_of(parse, entry->value);
	return entry->key.len > 0;
}

static void keep_once(struct front *front, const struct entry *entry, struct str *value, struct spot *spot)
{
	if (value->data)
		parse_report(front->parse, DIAG_META_TWICE, entry->key_spot,
			     arena_copy(front->parse->doc->arena, entry->key.data, entry->key.len), NULL, NULL);
	*value = entry->value;
	*spot = entry->value_spot;
}

static void read_entry(struct front *front, const struct entry *entry)
{
	if (str_is(entry->key, "标题") || str_is(entry->key, "title"))
		keep_once(front, entry, &front->title, &front->title_spot);
	else if (str_is(entry->key, "主送"))
		keep_once(front, entry, &front->recipient, &front->recipient_spot);
	else if (str_is(entry->key, "编号"))
		parse_set_numbering(front->parse, entry->value, entry->value_spot);
	else if (str_is(entry->key, "三级编号"))
		parse_set_level3(front->parse, entry->value, entry->value_spot);
	else
		parse_set_meta(front->parse, entry->key, entry->value, entry->key_spot, entry->value_spot);
}

static void read_line(struct front *front, struct str line)
{
	struct entry entry;
	if (!str_trim(line).len)
		return;
	if (split(front->parse, line, &entry))
		read_entry(front, &entry);
	else
		parse_report(front->parse, DIAG_FRONT_MATTER_LINE, spot_of(front->parse, line), NULL, NULL, NULL);
}

/* Offset behind the line "---" that ends the front matter, and in *end its start; 0 when there is none. */
static size_t find_end(struct str text, size_t start, size_t *end)
{
	struct str rest = str_from(text, start);
	while (rest.data) {
		struct str line = str_cut(&rest, "\n");
		if (!str_is(str_trim(line), "---"))
			continue;
		*end = (size_t)(line.data - text.data);
		return rest.data ? (size_t)(rest.data - text.data) : text.len;
	}
	return 0;
}

static void add_elements(struct front *front)
{
	struct parse *parse = front->parse;
	struct doc_node *root = parse->doc->root;
	if (front->title.len)
		markdown_add_text_block(parse, root, DOC_TITLE, front->title, front->title_spot, 1);
	markdown_check_bar(parse, front->recipient, front->recipient_spot);
	if (front->recipient.len)
		markdown_add_text_block(parse, root, DOC_RECIPIENT, front->recipient, front->recipient_spot, 1);
	if (root->last && root->last->kind == DOC_RECIPIENT)
		parse_finish_recipient(parse, root->last);
}

/* Whether the text has front matter that does not begin where it must: a line of --- behind blank lines or a blank, a key below it and
 * a line of --- at its end. Its place in *at. */
static bool is_late(const struct parse *parse, struct str text, size_t *at)
{
	struct str rest = text, line = { NULL, 0 };
	size_t end;
	while (rest.len && !str_trim(line).len)
		line = str_cut(&rest, "\n");
	struct str next = rest;
	struct entry entry;
	if (!str_is(str_trim(line), "---") || !split(parse, str_cut(&next, "\n"), &entry) || !find_end(rest, 0, &end))
		return false;
	*at = (size_t)(line.data - text.data);
	return true;
}

static bool is_known_key(struct str line, const struct parse *parse)
{
	static const char *const keys[] = { "标题", "title", "主送", "编号", "三级编号", NULL };
	struct entry entry;
	bool found = split(parse, line, &entry);
	for (size_t i = 0; found && keys[i]; i++)
		if (str_is(entry.key, keys[i]))
			return true;
	return found && parse_is_meta_key(entry.key);
}

/* Whether the line is what word processors make of ---: dashes of any length. */
static bool is_dashes(struct str line)
{
	static const char *const dashes[] = { "—", "–", "－", "―", "─", "-", "−", NULL };
	size_t len = 0, dash;
	while ((dash = str_starts_any(str_from(line, len), dashes)))
		len += dash;
	return line.len > 1 && len == line.len;
}

/* Reports what was meant as front matter and is none: other lines than --- around it, or none. */
static void check_front(struct parse *parse, struct str text)
{
	struct str rest = text, line = { NULL, 0 };
	while (rest.len && !str_trim(line).len)
		line = str_cut(&rest, "\n");
	struct str next = str_cut(&rest, "\n"), first = str_trim(line);
	const char *shown = arena_copy(parse->doc->arena, first.data, first.len);
	if (is_dashes(first) && is_known_key(next, parse))
		parse_report(parse, DIAG_FRONT_MATTER_SIGN, spot_of(parse, first), shown, NULL, NULL);
	else if (is_known_key(first, parse) && (str_starts(first, "标题") || is_known_key(next, parse)))
		parse_report(parse, DIAG_FRONT_MATTER_BARE, spot_of(parse, first), parse_plain(parse, first, spot_of(parse, first)).data, NULL,
			     NULL);
}

size_t markdown_read_front(struct parse *parse)
{
	struct str text = parse->merged->text, rest = text;
	struct str first = str_cut(&rest, "\n");
	size_t end = 0, late = 0;
	if (!str_starts(first, "---") || !str_is(str_trim(first), "---") || !rest.data) {
		if (!is_late(parse, text, &late)) {
			check_front(parse, text);
			return 0;
		}
		parse_report(parse, DIAG_FRONT_MATTER_LATE, (struct spot){ late, NULL }, NULL, NULL, NULL);
		rest = str_from(text, late);
		str_cut(&rest, "\n");
	}
	size_t start = (size_t)(rest.data - text.data);
	size_t behind = find_end(text, start, &end);
	if (!behind) {
		parse_report(parse, DIAG_FRONT_MATTER_OPEN, (struct spot){ 0, NULL }, NULL, NULL, NULL);
		return start;
	}
	struct front front = { .parse = parse };
	struct str lines = { text.data + start, end - start };
	while (lines.len)
		read_line(&front, str_cut(&lines, "\n"));
	add_elements(&front);
	return behind;
}
