/* Fenced blocks: ```表格 标题="…" 列宽="5 2 2" and its kin. Their info strings and lines are read here from the source, so that
 * every attribute and cell has its place; cmark only says where a block is. */
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "parse/markdown.h"

enum { ATTRIBUTES = 2 };

struct line {
	struct str text;
	struct spot spot;
};

struct fence {
	struct parse *parse;
	struct doc_node *parent;
	int depth;
	struct spot spot;
	struct line attributes[ATTRIBUTES]; /* values, in the order of the kind's attribute names; .text.data NULL = not given */
	struct line *lines;                 /* the content, without blank lines */
	size_t count, capacity;
};

struct kind {
	const char *name;
	const char *attributes[ATTRIBUTES];
	void (*add)(struct fence *fence);
};

static void add_row(struct fence *fence, struct doc_node *table, const struct line *line, bool head)
{
	struct doc_node *row = parse_add(fence->parse, table, DOC_ROW, line->spot);
	row->head = head;
	struct str text = line->text;
	size_t start = text.len && text.data[0] == '|';
	for (size_t i = start; i <= text.len; i++) {
		if (i < text.len && text.data[i] == '\\') {
			i++;
			continue;
		}
		if (i < text.len && text.data[i] != '|')
			continue;
		struct str cell = str_trim((struct str){ text.data + start, i - start });
		struct spot spot = parse_spot_after(line->spot, (size_t)(cell.data - text.data));
		markdown_add_line(fence->parse, cell, spot, parse_add(fence->parse, row, DOC_CELL, spot), fence->depth + 3);
		start = i + 1;
		if (start == text.len) /* a | at the line's end closes its last cell */
			break;
	}
}

/* The line |---|---| that other Markdown dialects want below the head. */
static bool is_rule(struct str text)
{
	bool dash = false;
	for (size_t i = 0; i < text.len; i++) {
		if (!strchr("-:| ", text.data[i]))
			return false;
		dash = dash || text.data[i] == '-';
	}
	return dash;
}

static void add_table(struct fence *fence)
{
	struct parse *parse = fence->parse;
	const struct line *caption = &fence->attributes[0], *widths = &fence->attributes[1];
	struct doc_node *table = parse_add(parse, fence->parent, DOC_TABLE, fence->spot);
	if (caption->text.len)
		parse_add_block(parse, table, DOC_CAPTION, caption->text, caption->spot);
	for (size_t i = 0; i < fence->count; i++)
		if (i != 1 || !is_rule(fence->lines[i].text))
			add_row(fence, table, &fence->lines[i], i == 0);
	parse_finish_table(parse, table);
	if (widths->text.data && table->columns)
		parse_set_widths(parse, table, widths->text, widths->spot);
}

static void add_attachment_note(struct fence *fence)
{
	struct doc_node *note = parse_add(fence->parse, fence->parent, DOC_ATTACHMENT_NOTE, fence->spot);
	for (size_t i = 0; i < fence->count; i++) {
		const struct line *line = &fence->lines[i];
		markdown_add_line(fence->parse, line->text, line->spot,
				  parse_add(fence->parse, note, DOC_PARAGRAPH, line->spot), fence->depth + 2);
	}
}

static void add_signature(struct fence *fence)
{
	struct doc_node *signature = parse_add(fence->parse, fence->parent, DOC_SIGNATURE, fence->spot);
	for (size_t i = 0; i < fence->count; i++) {
		const struct line *line = &fence->lines[i];
		enum doc_kind kind = i + 1 < fence->count ? DOC_AUTHORITY : DOC_DATE;
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
	const struct line *title = &fence->attributes[0];
	if (fence->count)
		parse_report(parse, DIAG_BLOCK_CONTENT, fence->lines[0].spot, "附件", NULL, NULL);
	parse->body = parse_add(parse, parse->doc->root, DOC_ATTACHMENT, fence->spot);
	if (title->text.len)
		parse_add_block(parse, parse->body, DOC_TITLE, title->text, title->spot);
}

static const struct kind kinds[] = {
	{ "表格", { "标题", "列宽" }, add_table },
	{ "附件说明", { NULL }, add_attachment_note },
	{ "落款", { NULL }, add_signature },
	{ "附注", { NULL }, add_note },
	{ "附件", { "标题" }, add_attachment },
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
		size_t end = str_find(value, curly ? "”" : "\"");
		if (!open || !name.len || end == (size_t)-1) {
			parse_report(fence->parse, DIAG_BLOCK_ATTRIBUTE, spot, parse_plain(fence->parse, rest, spot).data, NULL, NULL);
			return;
		}
		struct line line = { { value.data, end }, piece_spot(piece, (size_t)(value.data - piece->text.data)) };
		set_attribute(fence, kind, name, spot, &line);
		rest = str_from(value, end + (curly ? strlen("”") : 1));
	}
}

/* The content's lines with their places. cmark cuts the fence's indentation, so a line of it is the end of a source line. */
static void read_lines(struct fence *fence, const struct piece *piece, cmark_node *node)
{
	struct arena *arena = fence->parse->doc->arena;
	struct str rest = str_of(cmark_node_get_literal(node));
	for (int number = cmark_node_get_start_line(node) + 1; rest.len; number++) {
		struct str content = str_cut(&rest, "\n"), whole = piece_line(piece, number);
		size_t cut = whole.len > content.len ? whole.len - content.len : 0;
		size_t offset = piece_offset(piece, number, (int)cut + 1);
		struct buf text = BUF_INIT;
		size_t start = content.len - str_from(content, span(content, " \t", true)).len;
		while (content.len) /* the marks that the whole piece got; cells get their own */
			buf_add_str(&text, str_cut(&content, "\uFDD2"));
		struct str trimmed = str_trim(buf_str(&text));
		if (trimmed.len) {
			struct line *line = ARENA_PUSH(arena, fence->lines, fence->count, fence->capacity);
			line->text = (struct str){ arena_copy(arena, trimmed.data, trimmed.len), trimmed.len };
			line->spot = piece_spot(piece, offset + start);
		}
		buf_free(&text);
	}
}

static const char *kind_list(struct arena *arena)
{
	struct buf out = BUF_INIT;
	for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
		buf_printf(&out, "%s%s", i ? " " : "", kinds[i].name);
	return buf_move_to(&out, arena);
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
	if (!str_starts(info, "```") && !str_starts(info, "~~~")) {
		parse_report(parse, DIAG_INDENTED_CODE, fence.spot, NULL, NULL, NULL);
		return;
	}
	info = str_from(info, span(info, "`~ \t", true));
	struct str name = { info.data, span(info, " \t", false) };
	const struct kind *kind = find_kind(name);
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
	read_lines(&fence, piece, node);
	kind->add(&fence);
}
