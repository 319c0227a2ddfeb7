/* Fenced blocks: ```表格 标题="…" 列宽="5 2 2" and its kin. Their info strings and lines are read here from the source, so that
 * every attribute and cell has its place; cmark only says where a block is. */
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "parse/markdown.h"

enum { ATTRIBUTES = 5 };

struct line {
	struct str text;
	struct spot spot;
	bool tabs; /* ROW: tabs part its cells */
};

struct fence {
	struct parse *parse;
	struct doc_node *parent;
	int depth;
	struct spot spot;
	struct line attributes[ATTRIBUTES]; /* values, in the order of the kind's attribute names; .text.data NULL = not given */
	struct line *lines;                 /* the content, without blank lines */
	size_t count, capacity;
	bool merged;                        /* a mark for merged cells has been read */
};

struct kind {
	const char *name;
	const char *attributes[ATTRIBUTES];
	void (*add)(struct fence *fence);
};

/* Offset of the next | of the row that separates cells, from `at` on; the row's length when there is none. */
static size_t find_bar(struct str row, size_t at)
{
	for (; at < row.len && row.data[at] != '|'; at++)
		at += row.data[at] == '\\' && at + 1 < row.len;
	return at;
}

/* The line without blanks around it. */
static struct line trim_line(struct line line)
{
	struct str text = str_trim(line.text);
	return (struct line){ text, parse_spot_after(line.spot, (size_t)(text.data - line.text.data)), false };
}

/* How a row is written: the cells between its bars, and whether bars stand at its ends, each of which may close the row or
 * leave an empty cell beside it. */
struct shape {
	size_t inner;
	size_t leading, trailing; /* 0 or 1 */
};

static struct shape shape_of(struct line line)
{
	struct str row = line.text;
	struct shape shape = { .leading = !line.tabs && row.len && row.data[0] == '|' };
	size_t bars = 0, last = row.len;
	for (size_t at = 0; (at = find_bar(row, at)) < row.len; at++) {
		bars++;
		last = at;
	}
	shape.trailing = !line.tabs && last + 1 == row.len && row.len > 1;
	shape.inner = bars + 1 - shape.leading - shape.trailing;
	return shape;
}

/* Whether the bars at the row's ends stand beside empty cells: only then has it as many cells as the table's head. */
static bool has_empty_ends(struct shape shape, size_t columns)
{
	return shape.leading + shape.trailing && shape.inner + shape.leading + shape.trailing == columns;
}

/* Whether bars stand at both ends of the row: in a table whose head is written so, they close it. */
static bool closes_rows(struct line line)
{
	struct shape shape = shape_of(line);
	return shape.leading && shape.trailing;
}

/* Numbers in the attribute that gives a table's widths. */
static size_t count_widths(struct str widths)
{
	size_t count = 0;
	for (size_t i = 0; i < widths.len; i++)
		count += !strchr(" ,", widths.data[i]) && (!i || strchr(" ,", widths.data[i - 1]));
	return count;
}

/* Cells of the head. A bar at only one end of it closes it, unless the widths, the rule or a row below show that an empty cell
 * stands there; where nothing shows either, that is said. */
static size_t head_columns(const struct fence *fence, struct str widths)
{
	struct shape head = shape_of(fence->lines[0]);
	size_t given = count_widths(widths), wide = head.inner + 1;
	if (head.leading == head.trailing || given == head.inner)
		return head.inner;
	if (given == wide)
		return wide;
	for (size_t i = 1; i < fence->count; i++) {
		struct shape row = shape_of(fence->lines[i]);
		bool ends_alike = row.leading == row.trailing;
		if (row.inner == wide || (ends_alike && has_empty_ends(row, wide)))
			return wide;
		if (ends_alike && row.inner == head.inner)
			return head.inner;
	}
	parse_report(fence->parse, DIAG_TABLE_BAR, fence->lines[0].spot, NULL, NULL, NULL);
	return head.inner;
}

/* In a cell \| is a bar even within code (as in GitHub's Markdown). */
static struct str unescape_bars(struct arena *arena, struct str cell)
{
	struct buf out = BUF_INIT;
	if (!memchr(cell.data, '`', cell.len) || str_find(cell, "\\|") == (size_t)-1)
		return cell;
	for (size_t i = 0; i < cell.len; i++)
		if (cell.data[i] != '\\' || i + 1 == cell.len || cell.data[i + 1] != '|')
			buf_add_char(&out, cell.data[i]);
	return buf_move_str(&out, arena);
}

static void add_cell(struct fence *fence, struct doc_node *row, struct str text, struct spot spot)
{
	struct str cell = str_trim(text);
	struct spot at = parse_spot_after(spot, (size_t)(cell.data - text.data));
	struct doc_node *node = parse_add(fence->parse, row, DOC_CELL, at);
	node->label = markdown_merge_mark(fence->parse, cell, at);
	fence->merged = fence->merged || node->label;
	if (!node->label)
		markdown_add_line(fence->parse, unescape_bars(fence->parse->doc->arena, cell), at, node, fence->depth + 3);
}

/* A row without bars whose cells are parted by full-width ones or by tabs, as input methods and spreadsheets write them, gets bars:
 * as many bytes, so that places stay. Between tabs every cell counts, those at the ends, too. */
static struct line part_row(struct arena *arena, struct line line)
{
	bool wide = str_find(line.text, "｜") != (size_t)-1, tabs = !wide && memchr(line.text.data, '\t', line.text.len);
	if (find_bar(line.text, 0) < line.text.len || (!wide && !tabs))
		return trim_line(line);
	char *row = arena_copy(arena, line.text.data, line.text.len);
	for (size_t i = 0; i < line.text.len; i++)
		if (tabs && row[i] == '\t')
			row[i] = '|';
		else if (wide && str_starts(str_from(line.text, i), "｜"))
			memcpy(row + i, "  |", sizeof "｜" - 1);
	line.text.data = row;
	line = tabs ? line : trim_line(line);
	line.tabs = tabs;
	return line;
}

/* Parts the rows. A line of nothing but tabs is an empty row where it has as many cells as the head; else it is blank. */
static void part_rows(struct fence *fence)
{
	size_t count = 0, cells = 0;
	for (size_t i = 0; i < fence->count; i++) {
		struct line row = part_row(fence->parse->doc->arena, fence->lines[i]);
		bool blank = !str_trim(fence->lines[i].text).len;
		if (blank && (!cells || row.text.len + 1 != cells))
			continue;
		if (!count && row.tabs)
			cells = shape_of(row).inner;
		fence->lines[count++] = row;
	}
	fence->count = count;
}

static void add_row(struct fence *fence, struct doc_node *table, const struct line *line, size_t columns, bool head)
{
	struct doc_node *row = parse_add(fence->parse, table, DOC_ROW, line->spot);
	struct str text = line->text;
	struct shape shape = shape_of(*line);
	bool empty_ends = has_empty_ends(shape, columns) && !(closes_rows(fence->lines[0]) && closes_rows(*line));
	size_t start = empty_ends ? 0 : shape.leading, end = text.len - (empty_ends ? 0 : shape.trailing);
	row->head = head;
	for (size_t bar = start; start <= end; start = bar + 1) {
		bar = find_bar((struct str){ text.data, end }, start);
		add_cell(fence, row, (struct str){ text.data + start, bar - start }, parse_spot_after(line->spot, start));
	}
}

/* The line |---|:-:| that other Markdown dialects want below the head; a single - is a cell's text. */
static bool is_rule(struct str text)
{
	bool dashes = false;
	for (size_t at = 0; at < text.len; at++) {
		size_t start = at;
		while (at < text.len && strchr("-:", text.data[at]))
			at++;
		if (at - start == 1)
			return false;
		dashes = dashes || memchr(text.data + start, '-', at - start);
		if (at < text.len && !strchr("| ", text.data[at]))
			return false;
	}
	return dashes;
}

/* The number of rows, 0 … 9, that the block gives by the attribute; `missing` where it gives none, -1 with an error for another. */
static int count_given(struct fence *fence, const char *name, const struct line *given, int missing)
{
	static const char *const names[] = { "0", "1", "2", "3", "4", "5", "6", "7", "8", "9", NULL };
	return given->text.data ? parse_choose(fence->parse, name, given->text, names, given->spot) : missing;
}

/* Number of head rows: 1 unless the block says otherwise. */
static size_t head_rows(struct fence *fence, const struct line *given)
{
	int chosen = count_given(fence, "表头", given, 1);
	return chosen < 0 ? 1 : (size_t)chosen;
}

/* Makes the last rows, as many as the block says, 合计 rows. */
static void set_totals(struct fence *fence, struct doc_node *table, const struct line *given)
{
	int count = count_given(fence, "合计", given, 0);
	for (struct doc_node *row = table->last; row && row->kind == DOC_ROW && !row->head && count-- > 0; row = row->previous)
		row->total = true;
}

/* Whether tabs part the cells of every row. */
static bool are_tabbed(const struct fence *fence)
{
	for (size_t i = 0; i < fence->count; i++)
		if (!fence->lines[i].tabs)
			return false;
	return true;
}

/* How often the sign stands in the row; NULL: runs of at least two blanks (one may be that of a name, 张　三). */
static size_t count_signs(struct str row, const char *sign)
{
	size_t count = 0, blanks = 0;
	for (size_t at = 0; at < row.len; at++) {
		struct str rest = str_from(row, at);
		bool wide = str_starts(rest, "　");
		at += wide ? strlen("　") - 1 : 0;
		blanks = wide || row.data[at] == ' ' ? blanks + 1 : 0;
		count += sign ? str_starts(rest, sign) : blanks == 2;
	}
	return count;
}

/* Whether the sign is in each row, as often as in the first. */
static bool is_in_all_rows(const struct fence *fence, const char *sign)
{
	size_t count = count_signs(fence->lines[0].text, sign);
	for (size_t i = 1; i < fence->count && count; i++)
		if (count_signs(fence->lines[i].text, sign) != count)
			return false;
	return count > 0;
}

/* Reports a table of one column when the same sign is in each of its rows as often and more likely parts cells. */
static void check_one_column(struct fence *fence, const struct doc_node *table)
{
	static const char *const signs[] = { NULL, "│", "┃", "¦", ",", "，" };
	if (table->columns != 1 || fence->count < 2)
		return;
	struct str first = fence->lines[0].text;
	if (str_find(first, "。") != (size_t)-1 || doc_counting_word(first)) /* a sentence, or an item */
		return;
	for (size_t i = 0; i < sizeof signs / sizeof *signs; i++)
		if (is_in_all_rows(fence, signs[i])) {
			parse_report(fence->parse, DIAG_TABLE_ONE_COLUMN, fence->lines[0].spot, signs[i] ? signs[i] : " ", NULL, NULL);
			return;
		}
}

static void add_table(struct fence *fence)
{
	struct parse *parse = fence->parse;
	static const char *const aligns[] = { "对齐", "左", "中", "右", "小数点", NULL };
	const struct line *caption = &fence->attributes[0], *widths = &fence->attributes[1], *align = &fence->attributes[3];
	struct doc_node *table = parse_add(parse, fence->parent, DOC_TABLE, fence->spot);
	part_rows(fence);
	if (caption->text.len)
		markdown_add_text_block(parse, table, DOC_CAPTION, caption->text, caption->spot, fence->depth + 1);
	size_t heads = head_rows(fence, &fence->attributes[2]), columns = fence->count ? head_columns(fence, widths->text) : 0;
	if (fence->count > 1 && is_rule(fence->lines[1].text)) {
		fence->count--;
		memmove(&fence->lines[1], &fence->lines[2], (fence->count - 1) * sizeof *fence->lines);
	}
	for (size_t i = 0; i < fence->count; i++)
		add_row(fence, table, &fence->lines[i], columns, i < heads);
	if (fence->merged)
		markdown_merge_cells(parse, table);
	parse_finish_table(parse, table, are_tabbed(fence) ? DIAG_TABLE_ROW_TABS : DIAG_TABLE_ROW);
	check_one_column(fence, table);
	if (widths->text.data && table->columns)
		parse_set_widths(parse, table, widths->text, widths->spot);
	if (align->text.data && table->columns)
		parse_set_aligns(parse, table, align->text, aligns, align->spot);
	set_totals(fence, table, &fence->attributes[4]);
}

static void add_attachment_note(struct fence *fence)
{
	struct doc_node *note = parse_add(fence->parse, fence->parent, DOC_ATTACHMENT_NOTE, fence->spot);
	for (size_t i = 0; i < fence->count; i++) {
		const struct line *line = &fence->lines[i];
		struct doc_node *name = parse_add(fence->parse, note, DOC_PARAGRAPH, line->spot);
		markdown_add_line(fence->parse, line->text, line->spot, name, fence->depth + 2);
		markdown_set_options(fence->parse, name, line->text);
	}
}

static void add_signature(struct fence *fence)
{
	struct doc_node *signature = parse_add(fence->parse, fence->parent, DOC_SIGNATURE, fence->spot);
	for (size_t i = 0; i < fence->count; i++) {
		const struct line *line = &fence->lines[i];
		enum doc_kind kind = i + 1 < fence->count ? DOC_AUTHORITY : DOC_DATE;
		markdown_check_bar(fence->parse, line->text, line->spot);
		markdown_add_line(fence->parse, line->text, line->spot, parse_add(fence->parse, signature, kind, line->spot),
				  fence->depth + 2);
	}
}

static void add_note(struct fence *fence)
{
	for (size_t i = 0; i < fence->count; i++) {
		const struct line *line = &fence->lines[i];
		struct doc_node *note = parse_add(fence->parse, fence->parent, DOC_NOTE, line->spot);
		markdown_add_line(fence->parse, line->text, line->spot, note, fence->depth + 1);
		parse_finish_note(fence->parse, note);
	}
}

/* Opens an attachment: the blocks that follow go to it. */
static void add_attachment(struct fence *fence)
{
	struct parse *parse = fence->parse;
	static const char *const directions[] = { "纵", "横", NULL }, *const marks[] = { "有", "无", NULL };
	const struct line *title = &fence->attributes[0], *direction = &fence->attributes[1], *mark = &fence->attributes[2];
	if (fence->count)
		parse_report(parse, DIAG_BLOCK_CONTENT, fence->lines[0].spot, "附件", NULL, NULL);
	parse->body = parse_add(parse, parse->doc->root, DOC_ATTACHMENT, fence->spot);
	if (direction->text.data)
		parse->body->turned = parse_choose(parse, "方向", direction->text, directions, direction->spot) == 1;
	if (mark->text.data)
		parse->body->unmarked = parse_choose(parse, "序号", mark->text, marks, mark->spot) == 1;
	if (title->text.len)
		markdown_add_text_block(parse, parse->body, DOC_TITLE, title->text, title->spot, fence->depth + 1);
}

/* Ends the attachments: the blocks that follow belong to the plan itself again. */
static void add_body(struct fence *fence)
{
	if (fence->count)
		parse_report(fence->parse, DIAG_BLOCK_CONTENT, fence->lines[0].spot, "正文", NULL, NULL);
	fence->parse->body = fence->parse->doc->root;
}

/* The record block, made from the meta data, stands here; the blocks that follow belong to the plan itself. */
static void add_record(struct fence *fence)
{
	struct parse *parse = fence->parse;
	if (fence->count)
		parse_report(parse, DIAG_BLOCK_CONTENT, fence->lines[0].spot, "版记", NULL, NULL);
	if (parse->doc->record_after)
		parse_report(parse, DIAG_META_TWICE, fence->spot, "版记", NULL, NULL);
	parse->body = parse->doc->root;
	parse->doc->record_after = parse->body->last;
}

static const struct kind kinds[] = {
	{ "表格", { "标题", "列宽", "表头", "对齐", "合计" }, add_table },
	{ "附件说明", { NULL }, add_attachment_note },
	{ "落款", { NULL }, add_signature },
	{ "附注", { NULL }, add_note },
	{ "附件", { "标题", "方向", "序号" }, add_attachment },
	{ "正文", { NULL }, add_body },
	{ "版记", { NULL }, add_record },
};

static const struct kind *find_kind(struct str name)
{
	for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
		if (str_is(name, kinds[i].name))
			return &kinds[i];
	return NULL;
}

/* Length of the run of bytes of `text` that are (or are not) in `set`. */
static size_t span(struct str text, const char *set, bool in)
{
	size_t len = 0;
	while (len < text.len && (strchr(set, text.data[len]) != NULL) == in)
		len++;
	return len;
}

const char *markdown_block_name(struct str text)
{
	struct str name = { text.data, span(text, " \t", false) };
	const struct kind *kind = find_kind(name);
	return kind ? kind->name : NULL;
}

static void set_attribute(struct fence *fence, const struct kind *kind, struct str name, struct spot name_spot,
			  const struct line *value)
{
	struct arena *arena = fence->parse->doc->arena;
	for (size_t i = 0; i < ATTRIBUTES && kind->attributes[i]; i++)
		if (str_is(name, kind->attributes[i])) {
			if (fence->attributes[i].text.data)
				parse_report(fence->parse, DIAG_META_TWICE, name_spot, kind->attributes[i], NULL, NULL);
			fence->attributes[i] = *value;
			return;
		}
	parse_report(fence->parse, DIAG_UNKNOWN_ATTRIBUTE, name_spot, kind->name, arena_copy(arena, name.data, name.len), NULL);
}

/* Offset of the quote that ends an attribute's value, or (size_t)-1; \" stands for a quote in it. */
static size_t find_quote(struct str value, const char *quote)
{
	for (size_t at = 0; at < value.len; at++) {
		if (str_starts(str_from(value, at), quote))
			return at;
		at += value.data[at] == '\\';
	}
	return (size_t)-1;
}

/* Reads name="value" … ; “” serve as quotes too, since input methods write them. */
static void read_attributes(struct fence *fence, const struct kind *kind, const struct piece *piece, struct str rest)
{
	for (;;) {
		rest = str_from(rest, span(rest, " \t", true));
		if (!rest.len)
			return;
		struct spot spot = piece_spot(piece, (size_t)(rest.data - piece->text.data));
		struct str name = { rest.data, span(rest, "= \t", false) };
		struct str value = str_from(rest, name.len);
		bool curly = str_starts(value, "=“");
		size_t open = curly ? strlen("=“") : str_starts(value, "=\"") ? 2 : 0;
		value = str_from(value, open);
		size_t end = find_quote(value, curly ? "”" : "\"");
		if (!open || !name.len || end == (size_t)-1) {
			parse_report(fence->parse, DIAG_BLOCK_ATTRIBUTE, spot, parse_plain(fence->parse, rest, spot).data, NULL, NULL);
			return;
		}
		struct line line = { piece_raw(fence->parse->doc->arena, (struct str){ value.data, end }),
				     piece_spot(piece, (size_t)(value.data - piece->text.data)), false };
		set_attribute(fence, kind, name, spot, &line);
		rest = str_from(value, end + (curly ? strlen("”") : 1));
	}
}

/* The content's lines with their places, without blanks around them where `tabs` at their ends part no cells. cmark cuts the fence's indentation, so a line of it is the end of a source line. */
static void read_lines(struct fence *fence, const struct piece *piece, cmark_node *node, bool tabs)
{
	struct arena *arena = fence->parse->doc->arena;
	struct str rest = str_of(cmark_node_get_literal(node));
	for (int number = cmark_node_get_start_line(node) + 1; rest.len; number++) {
		struct str content = str_cut(&rest, "\n"), whole = piece_line(piece, number);
		size_t cut = whole.len > content.len ? whole.len - content.len : 0;
		size_t offset = piece_offset(piece, number, (int)cut + 1);
		struct line line = { piece_raw(arena, content), piece_spot(piece, offset), false };
		bool blank = !str_trim(line.text).len && !(tabs && memchr(content.data, '\t', content.len));
		if (!blank)
			*ARENA_PUSH(arena, fence->lines, fence->count, fence->capacity) = tabs ? line : trim_line(line);
	}
}

static const char *kind_list(struct arena *arena)
{
	struct buf out = BUF_INIT;
	for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
		buf_printf(&out, "%s%s", i ? " " : "", kinds[i].name);
	return buf_move_to(&out, arena);
}

static bool is_fence(struct str line)
{
	return str_starts(line, "```") || str_starts(line, "~~~");
}

/* Whether the block ends where its author meant it to: at a line of its own fence, and not at one that belongs to another
 * block, which then stands among the lines. */
static bool is_closed(const struct fence *fence, const struct piece *piece, cmark_node *node)
{
	int end = cmark_node_get_end_line(node);
	struct str last = piece_line(piece, end);
	last = str_trim(str_from(last, span(last, "> \t", true)));
	bool closed = end > cmark_node_get_start_line(node) && is_fence(last) && span(last, "`~", true) == last.len;
	for (size_t i = 0; i < fence->count && closed; i++)
		closed = !is_fence(str_trim(fence->lines[i].text));
	return closed;
}

void markdown_add_fence(struct parse *parse, const struct piece *piece, cmark_node *node, struct doc_node *parent,
			int depth, bool top)
{
	int line = cmark_node_get_start_line(node);
	size_t offset = piece_offset(piece, line, cmark_node_get_start_column(node));
	struct str whole = piece_line(piece, line), info = { piece->text.data + offset, 0 };
	if (offset < piece->text.len)
		info.len = (size_t)(whole.data + whole.len - info.data);
	struct fence fence = { .parse = parse, .parent = parent, .depth = depth, .spot = piece_spot(piece, offset) };
	if (!is_fence(info)) {
		parse_report(parse, DIAG_INDENTED_CODE, fence.spot, NULL, NULL, NULL);
		return;
	}
	size_t ticks = span(info, "`~", true);
	struct str mark = { info.data, ticks };
	info = str_from(info, ticks + span(str_from(info, ticks), " \t", true));
	struct str name = { info.data, span(info, " \t", false) };
	const struct kind *kind = find_kind(name);
	read_lines(&fence, piece, node, kind && kind->add == add_table);
	if (!is_closed(&fence, piece, node)) {
		struct arena *arena = parse->doc->arena;
		parse_report(parse, DIAG_BLOCK_OPEN, fence.spot, parse_plain(parse, name, fence.spot).data,
			     arena_copy(arena, mark.data, mark.len), NULL);
		return;
	}
	if (!kind) {
		parse_report(parse, DIAG_UNKNOWN_BLOCK, fence.spot, parse_plain(parse, name, fence.spot).data,
			     kind_list(parse->doc->arena), NULL);
		return;
	}
	if (!top) {
		parse_report(parse, DIAG_BLOCK_PLACE, fence.spot, kind->name, NULL, NULL);
		return;
	}
	read_attributes(&fence, kind, piece, str_from(info, name.len));
	kind->add(&fence);
}
