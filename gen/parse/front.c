#include <string.h>

#include "base/arena.h"
#include "parse/markdown.h"
#include "vars/element.h"

/* What front matter says, until the whole of it is read: the order of its keys is free, that of the tree is not. */
struct front {
	struct parse *parse;
	struct str title, recipient;
	struct spot title_spot, recipient_spot;
	const char *last; /* key of the line before; NULL: none */
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
	char quote = value.len >= 2 ? value.data[0] : 0;
	return (quote == '"' || quote == '\'') && value.data[value.len - 1] == quote;
}

/* Without the quotes around it, as YAML writes values, where they are sure to be a pair: "甲", '甲', ""甲"和"乙""; not "甲"和"乙". */
static struct str unquote(struct str value)
{
	if (!is_quoted(value))
		return value;
	struct str inside = { value.data + 1, value.len - 2 };
	return is_quoted(inside) || !memchr(inside.data, value.data[0], inside.len) ? inside : value;
}

/* A key of wide characters without the blanks that make it as wide as others: 标　题. */
static struct str without_blanks(const struct parse *parse, struct str key)
{
	static const char *const blanks[] = { " ", "　", NULL };
	char *out = NULL;
	size_t len = 0;
	for (size_t at = 0, blank; at < key.len; at += blank ? blank : 1) {
		blank = str_starts_any(str_from(key, at), blanks);
		if (blank && !out && (unsigned char)key.data[0] >= 0x80)
			out = memcpy(arena_alloc(parse->doc->arena, key.len), key.data, len);
		if (!blank && out)
			out[len] = key.data[at];
		len += !blank || !out;
	}
	return out ? (struct str){ out, len } : key;
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
	entry->key = without_blanks(parse, entry->key);
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

/* ---- lists, as YAML writes them */

/* The items of a list while they are gathered. */
struct items {
	struct str *texts;
	size_t count, room;
};

static void add_item(struct front *front, struct items *items, struct str text)
{
	text = unquote(str_trim(text));
	if (text.len)
		*ARENA_PUSH(front->parse->doc->arena, items->texts, items->count, items->room) = text;
}

/* [甲, "乙"]; no items where the value is none. */
static struct items flow_items(struct front *front, struct str value)
{
	struct items items = { 0 };
	bool list = value.len >= 2 && value.data[0] == '[' && value.data[value.len - 1] == ']';
	struct str rest = { value.data + 1, list ? value.len - 2 : 0 };
	if (!list || memchr(rest.data, '[', rest.len) || memchr(rest.data, ']', rest.len))
		return items;
	for (; rest.len; rest = str_from(rest, 1)) {
		char quote = 0;
		size_t len = 0;
		for (; len < rest.len && (quote || rest.data[len] != ','); len++)
			if (quote ? rest.data[len] == quote : rest.data[len] == '"' || rest.data[len] == '\'')
				quote = quote ? 0 : rest.data[len];
		add_item(front, &items, (struct str){ rest.data, len });
		rest = str_from(rest, len);
		if (!rest.len)
			break;
	}
	return items;
}

/* Whether a line is an item of a list, below its key. */
static bool is_item(struct str line)
{
	line = str_trim(line);
	return str_starts(line, "- ") && line.len > strlen("- ");
}

/* Cuts the lines of items off the front matter's rest. */
static struct items block_items(struct front *front, struct str *lines)
{
	struct items items = { 0 };
	for (struct str rest = *lines, line; rest.len && is_item(line = str_cut(&rest, "\n")); *lines = rest)
		add_item(front, &items, str_from(str_trim(line), strlen("- ")));
	return items;
}

/* The items as the value of the key, with a note; an error where the key takes one text. False: there is no value then. */
static bool join_items(struct front *front, struct entry *entry, const struct items *items)
{
	struct parse *parse = front->parse;
	struct arena *arena = parse->doc->arena;
	const char *key = arena_copy(arena, entry->key.data, entry->key.len);
	if (!element_join(arena, key, items->texts, items->count, &entry->value)) {
		parse_report(parse, DIAG_META_LIST, entry->key_spot, key, arena_printf(arena, "%zu", items->count), NULL);
		return false;
	}
	entry->value_spot = spot_of(parse, items->texts[0]);
	return true;
}

/* Reads the value where it is a list. False after an error. */
static bool read_list(struct front *front, struct entry *entry, struct str *lines)
{
	struct items items = entry->value.len ? flow_items(front, entry->value) : block_items(front, lines);
	return !items.count || join_items(front, entry, &items);
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

/* A line that is no key and value: the value of the key before it goes on there, or the line is wrong. */
static void report_line(struct front *front, struct str line)
{
	bool goes_on = front->last && (line.data[0] == ' ' || line.data[0] == '\t' || is_item(line));
	parse_report(front->parse, goes_on ? DIAG_META_LINES : DIAG_FRONT_MATTER_LINE, spot_of(front->parse, str_trim(line)),
		     goes_on ? front->last : NULL, NULL, NULL);
}

/* Reads the first of the lines, and those below it that are its list. */
static void read_line(struct front *front, struct str *lines)
{
	struct entry entry;
	struct str line = str_cut(lines, "\n");
	if (!str_trim(line).len)
		return;
	if (is_item(line) || !split(front->parse, line, &entry)) {
		report_line(front, line);
		return;
	}
	front->last = arena_copy(front->parse->doc->arena, entry.key.data, entry.key.len);
	if (read_list(front, &entry, lines))
		read_entry(front, &entry);
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
		read_line(&front, &lines);
	add_elements(&front);
	return behind;
}
