/* Elements that front matter, fenced blocks and XML give in the same way. */
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/limits.h"
#include "base/suggest.h"
#include "parse/context.h"
#include "vars/element.h"

/* Elements of the head and the record block (GB/T 9704 clauses 7.2 and 7.4) and document information. */
static const char *const meta_keys[] = { "发文机关", "发文字号", "份号", "密级", "保密期限", "紧急程度", "签发人",
					 "印章", "印发通知", "版式", "抄送", "印发机关", "印发日期", "成文日期", "作者", "关键词", "出席", "请假", "列席", NULL };

bool parse_is_meta_key(struct str key)
{
	for (size_t i = 0; meta_keys[i]; i++)
		if (str_is(key, meta_keys[i]))
			return true;
	return false;
}

static const char *meta_key_list(struct arena *arena)
{
	struct buf out = BUF_INIT;
	for (size_t i = 0; meta_keys[i]; i++)
		buf_printf(&out, "%s%s", i ? " " : "", meta_keys[i]);
	return buf_move_to(&out, arena);
}

/* The key that an unknown one is meant to be; NULL: none is near. */
static const char *near_key(const char *name)
{
	static const struct {
		const char *written, *meant;
	} words[] = { { "文号", "发文字号" },	  { "字号", "发文字号" }, { "日期", "成文日期" }, { "date", "成文日期" },    { "author", "作者" }, { "题目", "标题" },
		      { "keywords", "关键词" }, { "tags", "关键词" },	  { "收文单位", "主送" }, { "发文单位", "发文机关" }, { "抄报", "抄送" },    { "抄报机关", "抄送" } };
	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		if (str_is(str_of(name), words[i].written))
			return words[i].meant;
	struct suggestion near = { .wanted = str_of(name) };
	for (size_t i = 0; i < element_count; i++)
		suggest_offer(&near, element_table[i].name);
	return near.best;
}

static void report_key(struct parse *parse, const char *name, struct spot spot)
{
	const char *near = near_key(name);
	if (near)
		parse_report(parse, DIAG_META_KEY_NEAR, spot, name, near, NULL);
	else
		parse_report(parse, DIAG_META_KEY, spot, name, meta_key_list(parse->doc->arena), NULL);
}

void parse_set_meta(struct parse *parse, struct str key, struct str value, struct spot key_spot, struct spot value_spot)
{
	struct doc *doc = parse->doc;
	const char *name = arena_copy(doc->arena, key.data, key.len);
	if (!parse_is_meta_key(key))
		report_key(parse, name, key_spot);
	if (doc_find_meta(doc, name)) {
		parse_report(parse, DIAG_META_TWICE, key_spot, name, NULL, NULL);
		return;
	}
	struct doc_meta *meta = ARENA_PUSH(doc->arena, parse->meta, doc->meta_count, parse->meta_capacity);
	doc->meta = parse->meta;
	*meta = (struct doc_meta){ .key = name, .place = parse_place(parse, value_spot) };
	meta->value = parse_parts(parse, value, value_spot, &meta->parts);
}

int parse_choose(struct parse *parse, const char *what, struct str value, const char *const *names, struct spot spot)
{
	struct buf list = BUF_INIT;
	for (int i = 0; names[i]; i++) {
		if (str_is(value, names[i])) {
			buf_free(&list);
			return i;
		}
		buf_printf(&list, "%s%s", i ? "|" : "", names[i]);
	}
	struct arena *arena = parse->doc->arena;
	parse_report(parse, DIAG_BAD_CHOICE, spot, what, arena_copy(arena, value.data, value.len), buf_move_to(&list, arena));
	return -1;
}

void parse_set_numbering(struct parse *parse, struct str value, struct spot spot)
{
	static const char *const names[] = { [DOC_NUMBER_STANDARD] = "标准", [DOC_NUMBER_TWO_LEVEL] = "两级",
					     [DOC_NUMBER_NONE] = "无", NULL };
	int index = parse_choose(parse, "编号", value, names, spot);
	if (index < 0)
		return;
	parse->doc->numbering = (enum doc_numbering)index;
	parse->doc->numbering_place = parse_place(parse, spot);
}

void parse_set_level3(struct parse *parse, struct str value, struct spot spot)
{
	static const char *const names[] = { "重编", "续编", NULL };
	int index = parse_choose(parse, "三级编号", value, names, spot);
	if (index < 0)
		return;
	parse->doc->continue_level3 = index == 1;
	parse->doc->level3_place = parse_place(parse, spot);
}

void parse_set_widths(struct parse *parse, struct doc_node *table, struct str value, struct spot spot)
{
	enum { WIDEST = 1000 };
	int widths[LIMIT_TABLE_COLUMNS] = { 0 }, count = 0;
	bool whole = true;
	for (size_t i = 0; i < value.len && whole;) {
		int width = 0;
		size_t start = i;
		for (; i < value.len && value.data[i] >= '0' && value.data[i] <= '9' && width <= WIDEST; i++)
			width = width * 10 + (value.data[i] - '0');
		whole = i > start && width >= 1 && width <= WIDEST && count < table->columns;
		if (whole)
			widths[count++] = width;
		while (i < value.len && (value.data[i] == ' ' || value.data[i] == ','))
			i++;
	}
	if (!whole || count != table->columns) {
		struct arena *arena = parse->doc->arena;
		parse_report(parse, DIAG_TABLE_WIDTHS, spot, arena_copy(arena, value.data, value.len),
			     arena_printf(arena, "%d", table->columns), NULL);
		return;
	}
	int *kept = ARENA_ARRAY(parse->doc->arena, int, (size_t)count);
	memcpy(kept, widths, (size_t)count * sizeof *kept);
	table->widths = kept;
}

void parse_set_aligns(struct parse *parse, struct doc_node *table, struct str value, const char *const *words, struct spot spot)
{
	struct arena *arena = parse->doc->arena;
	enum doc_align *aligns = ARENA_ARRAY(arena, enum doc_align, (size_t)table->columns);
	int count = 0;
	for (struct str rest = str_trim(value), word; rest.len; rest = str_trim(rest)) {
		word = rest;
		for (word.len = 0; word.len < rest.len && word.data[word.len] != ' ' && word.data[word.len] != ','; word.len++)
			continue;
		rest = str_from(rest, word.len < rest.len ? word.len + 1 : word.len);
		int index = word.len ? parse_choose(parse, words[0], word, words + 1, spot) : -1;
		if (word.len && index < 0)
			return;
		if (word.len && count++ < table->columns)
			aligns[count - 1] = (enum doc_align)(DOC_ALIGN_LEFT + index);
	}
	if (count == table->columns)
		table->aligns = aligns;
	else
		parse_report(parse, DIAG_TABLE_ALIGNS, spot, arena_copy(arena, value.data, value.len),
			     arena_printf(arena, "%d", table->columns), NULL);
}

static struct buf plain_text(const struct doc_node *node)
{
	struct buf text = BUF_INIT;
	doc_add_plain_text(node, &text);
	return text;
}

void parse_finish_recipient(struct parse *parse, struct doc_node *recipient)
{
	struct buf text = plain_text(recipient);
	struct doc_node *last = recipient->last;
	if (last && last->kind == DOC_TEXT && str_ends(last->text, ":")) {
		last->text = (struct str){ arena_copy(parse->doc->arena, last->text.data, last->text.len - 1), last->text.len - 1 };
		text.len--;
	}
	bool open = text.len && !str_ends(buf_str(&text), "：");
	if (open && last && last->kind == DOC_TEXT)
		last->text = str_of(arena_printf(parse->doc->arena, "%s：", last->text.data));
	else if (open)
		doc_add_text(parse->doc, recipient, DOC_TEXT, STR("："), recipient->place);
	buf_free(&text);
}

void parse_finish_note(struct parse *parse, struct doc_node *note)
{
	struct buf text = plain_text(note);
	struct doc_node *only = note->first;
	if (only && !only->next && only->kind == DOC_TEXT && str_starts(only->text, "(") && str_ends(only->text, ")")) {
		struct str inside = { only->text.data + 1, only->text.len - 2 };
		only->text = (struct str){ arena_copy(parse->doc->arena, inside.data, inside.len), inside.len };
	}
	if (text.len && !str_starts(buf_str(&text), "（")) {
		struct doc_node *open = doc_add_text(parse->doc, note, DOC_TEXT, STR("（"), note->place);
		doc_unlink(open);
		doc_insert_before(note->first, open);
		doc_add_text(parse->doc, note, DOC_TEXT, STR("）"), note->place);
	}
	buf_free(&text);
}

/* Takes the table for one without merged cells, so that the rest can be looked at. */
static void refuse_merged(struct parse *parse, struct doc_node *table, const struct doc_node *cell)
{
	struct arena *arena = parse->doc->arena;
	diag_add(parse->diags, DIAG_CELL_MERGED, cell->place, arena_printf(arena, "%d", doc_cell_rows(cell)),
		 arena_printf(arena, "%d", doc_cell_columns(cell)));
	for (struct doc_node *row = table->first; row; row = row->next)
		for (struct doc_node *n = row->kind == DOC_ROW ? row->first : NULL; n; n = n->next)
			n->columns = n->rows = 0;
	doc_place_cells(table);
}

static void check_rows(struct parse *parse, const struct doc_node *table, enum diag_code uneven)
{
	struct arena *arena = parse->doc->arena;
	int first = 0;
	for (struct doc_node *row = table->first; row; row = row->next) {
		if (row->kind != DOC_ROW)
			continue;
		first = first ? first : row->filled;
		if (row->filled != first)
			diag_add(parse->diags, uneven, row->place, arena_printf(arena, "%d", row->filled),
				 arena_printf(arena, "%d", first));
	}
}

void parse_finish_table(struct parse *parse, struct doc_node *table, enum diag_code uneven)
{
	struct arena *arena = parse->doc->arena;
	const struct doc_node *wrong = doc_place_cells(table);
	if (wrong)
		refuse_merged(parse, table, wrong);
	else
		check_rows(parse, table, uneven);
	if (table->columns > LIMIT_TABLE_COLUMNS) {
		diag_add(parse->diags, DIAG_TABLE_COLUMNS, table->place, arena_printf(arena, "%d", table->columns),
			 arena_printf(arena, "%d", LIMIT_TABLE_COLUMNS));
		doc_unlink(table);
		return;
	}
	for (struct doc_node *row = table->first; row; row = row->next)
		for (; row->kind == DOC_ROW && row->filled < table->columns; row->filled++)
			doc_add(parse->doc, row, DOC_CELL, row->place)->column = row->filled;
}
