/* Footnotes as Pandoc writes them: [^1] in the text, "[^1]: …" at the start of a line. cmark knows nothing of them: their texts are taken out of
 * what it gets, and parsed where the reference stands. */
#include <string.h>

#include "base/arena.h"
#include "parse/markdown.h"

enum { CODE_INDENT = 4 }; /* columns; less is no indent (CommonMark) */
enum { NOTE_DEPTH = 3 };  /* of a note's paragraphs in the tree */

/* A footnote's text: one for each of its paragraphs. */
struct footnote_text {
	size_t start, end;           /* bytes of the raw text */
};

struct footnote {
	struct str label;            /* "[^1]" */
	struct spot spot;
	struct footnote_text *texts;
	size_t text_count, text_capacity;
	bool used;                   /* something refers to it */
};

struct footnotes {
	struct str raw;              /* the text that defines them */
	struct spot spot;            /* where it begins */
	struct footnote *items;
	size_t count, capacity;
};

/* ---- finding them */

/* A line of the raw text. */
struct raw_line {
	size_t start, end, next;     /* without its end; where the next one starts */
	size_t text;                 /* its first character that is no blank */
	size_t indent;               /* columns before that */
};

static struct raw_line line_at(struct str raw, size_t at)
{
	struct raw_line line = { .start = at, .end = at };
	while (line.end < raw.len && raw.data[line.end] != '\n')
		line.end++;
	line.next = line.end < raw.len ? line.end + 1 : line.end;
	while (line.end > at && raw.data[line.end - 1] == '\r')
		line.end--;
	for (line.text = at; line.text < line.end && strchr(" \t", raw.data[line.text]); line.text++)
		line.indent += raw.data[line.text] == '\t' ? CODE_INDENT - line.indent % CODE_INDENT : 1;
	return line;
}

static struct str text_of(struct str raw, struct raw_line line)
{
	return (struct str){ raw.data + line.text, line.end - line.text };
}

static bool is_blank(struct raw_line line)
{
	return line.text == line.end;
}

/* Length of "[^1]:" at the start of the line, or 0. The colon may be full-width, as Chinese keyboards give it. */
static size_t definition_length(struct str raw, struct raw_line line)
{
	static const char *const colons[] = { ":", "：", NULL };
	struct str text = text_of(raw, line);
	size_t label = line.indent < CODE_INDENT ? piece_note_label(text) : 0;
	size_t colon = label ? str_starts_any(str_from(text, label), colons) : 0;
	return colon ? label + colon : 0;
}

/* Length of the backticks or tildes that the line begins with, if they open or close a fenced block; else 0. */
static size_t fence_length(struct str raw, struct raw_line line)
{
	struct str text = text_of(raw, line);
	size_t len = 0;
	while (len < text.len && strchr("`~", text.data[0]) && text.data[len] == text.data[0])
		len++;
	bool code_span = len < text.len && text.data[0] == '`' && memchr(text.data + len, '`', text.len - len);
	return line.indent < CODE_INDENT && len >= 3 && !code_span ? len : 0;
}

/* The line behind the fenced block that the line opens. */
static size_t skip_fence(struct str raw, struct raw_line line)
{
	size_t len = fence_length(raw, line), at = line.next;
	char sign = raw.data[line.text];
	while (at < raw.len) {
		struct raw_line next = line_at(raw, at);
		size_t closing = fence_length(raw, next);
		at = next.next;
		if (closing >= len && raw.data[next.text] == sign && next.text + closing == next.end)
			break;
	}
	return at;
}

/* Whether the line begins another block than the paragraph before it. */
static bool begins_block(struct str raw, struct raw_line line)
{
	static const char *const signs[] = { "#", ">", "- ", "+ ", "* ", NULL };
	return definition_length(raw, line) || fence_length(raw, line) ||
	       (line.indent < CODE_INDENT && str_starts_any(text_of(raw, line), signs));
}

/* Adds the paragraph whose text begins at `start`, up to a blank line or another block; returns the line behind it. */
static size_t add_text(struct arena *arena, struct str raw, size_t start, size_t next, struct footnote *note)
{
	while (next < raw.len) {
		struct raw_line line = line_at(raw, next);
		if (is_blank(line) || begins_block(raw, line))
			break;
		next = line.next;
	}
	struct str text = str_trim((struct str){ raw.data + start, next - start });
	size_t first = (size_t)(text.data - raw.data);
	if (text.len)
		*ARENA_PUSH(arena, note->texts, note->text_count, note->text_capacity) = (struct footnote_text){ first, first + text.len };
	return next;
}

/* Adds the indented paragraphs that go on with a note; returns the line behind the last. */
static size_t add_more(struct arena *arena, struct str raw, size_t at, struct footnote *note)
{
	for (size_t end = at; at < raw.len;) {
		struct raw_line line = line_at(raw, at);
		if (!is_blank(line) && line.indent < CODE_INDENT)
			return end;
		at = is_blank(line) ? line.next : add_text(arena, raw, line.text, line.next, note);
		end = is_blank(line) ? end : at;
		if (at == raw.len)
			return end;
	}
	return at;
}

static struct footnote *find(const struct footnotes *notes, struct str label)
{
	for (size_t i = 0; notes && i < notes->count; i++)
		if (str_equal(notes->items[i].label, label))
			return &notes->items[i];
	return NULL;
}

/* Takes the definition at the line; returns the line behind it. */
static size_t take(struct parse *parse, struct footnotes *notes, struct raw_line line)
{
	struct arena *arena = parse->doc->arena;
	struct str raw = notes->raw, text = text_of(raw, line);
	struct footnote note = { .label = { text.data, piece_note_label(text) }, .spot = parse_spot_after(notes->spot, line.text) };
	size_t at = add_text(arena, raw, line.text + definition_length(raw, line), line.next, &note);
	at = add_more(arena, raw, at, &note);
	if (find(notes, note.label))
		parse_report(parse, DIAG_FOOTNOTE_TWICE, note.spot, arena_copy(arena, note.label.data, note.label.len), NULL, NULL);
	else
		*ARENA_PUSH(arena, notes->items, notes->count, notes->capacity) = note;
	return at;
}

struct str markdown_open_footnotes(struct parse *parse, struct str raw, struct spot spot, struct footnotes **outer)
{
	*outer = parse->notes;
	struct footnotes *notes = parse->notes = ARENA_NEW(parse->doc->arena, struct footnotes);
	*notes = (struct footnotes){ .raw = raw, .spot = spot };
	if (str_find(raw, "[^") == (size_t)-1)
		return raw;
	char *rest = arena_copy(parse->doc->arena, raw.data, raw.len);
	for (size_t at = 0, next; at < raw.len; at = next) {
		struct raw_line line = line_at(raw, at);
		next = fence_length(raw, line) ? skip_fence(raw, line) : line.next;
		if (!definition_length(raw, line))
			continue;
		next = take(parse, notes, line);
		for (size_t i = at; i < next; i++)
			rest[i] = strchr("\r\n", rest[i]) ? rest[i] : ' ';
	}
	return (struct str){ rest, raw.len };
}

void markdown_close_footnotes(struct parse *parse, struct footnotes *outer)
{
	const struct footnotes *notes = parse->notes;
	for (size_t i = 0; i < notes->count; i++)
		if (!notes->items[i].used)
			parse_report(parse, DIAG_FOOTNOTE_UNUSED, notes->items[i].spot,
				     arena_copy(parse->doc->arena, notes->items[i].label.data, notes->items[i].label.len), NULL, NULL);
	parse->notes = outer;
}

/* ---- references */

struct doc_node *parse_add_reference(struct parse *parse, struct doc_node *parent, const char *label, struct spot spot)
{
	const struct doc_node *block = parent;
	while (doc_is_inline(block->kind))
		block = block->parent;
	bool named = block->kind == DOC_PARAGRAPH || block->kind == DOC_ROOT; /* an item of an attachment note; an attribute */
	if (parse->noting)
		parse_report(parse, DIAG_FOOTNOTE_NESTED, spot, label, NULL, NULL);
	else if (!doc_takes_references(block))
		parse_report(parse, DIAG_FOOTNOTE_PLACE, spot, doc_kind_name(named && block->parent ? block->parent->kind : block->kind), NULL,
			     NULL);
	else if (!parse->last)
		parse_report(parse, DIAG_FOOTNOTE_START, spot, label, NULL, NULL);
	else
		return doc_add_reference(parse->doc, parent, parse_place(parse, spot));
	return NULL;
}

/* Adds a paragraph of the note. */
static void add_paragraph(struct parse *parse, struct doc_node *note, struct str text, struct spot spot)
{
	struct piece piece = piece_of_blocks(parse->doc->arena, text, spot);
	cmark_node *document = markdown_parse_text(piece.text), *block = cmark_node_first_child(document);
	markdown_check_dialect(parse, &piece, document);
	if (block && !cmark_node_next(block) && cmark_node_get_type(block) == CMARK_NODE_PARAGRAPH)
		markdown_add_paragraph(parse, &piece, block, note, NOTE_DEPTH);
	else
		parse_report(parse, DIAG_FOOTNOTE_BLOCKS, spot, NULL, NULL, NULL);
	cmark_node_free(document);
}

/* Parses the note in the midst of another text. */
static void fill(struct parse *parse, struct doc_node *node, const struct footnote *note)
{
	struct parse outer = *parse;
	const struct footnotes *notes = parse->notes;
	parse->noting = true;
	for (size_t i = 0; i < note->text_count; i++)
		add_paragraph(parse, node, (struct str){ notes->raw.data + note->texts[i].start, note->texts[i].end - note->texts[i].start },
			      parse_spot_after(notes->spot, note->texts[i].start));
	parse->noting = false;
	parse->last = outer.last;
	parse->soft_break = outer.soft_break;
	node->place = parse_place(parse, note->spot);
	for (const struct doc_node *n = node->first; n; n = n->next)
		if (n->kind != DOC_PARAGRAPH)
			diag_add(parse->diags, DIAG_FOOTNOTE_BLOCKS, n->place);
}

void parse_refer(struct parse *parse, struct doc_node *parent, struct str label, struct spot spot)
{
	struct footnote *note = find(parse->notes, label);
	const char *name = arena_copy(parse->doc->arena, label.data, label.len);
	if (note && note->used && !parse->noting) {
		parse_report(parse, DIAG_FOOTNOTE_AGAIN, spot, name, NULL, NULL);
		return;
	}
	if (!note && parse->notes && !parse->noting) {
		parse_report(parse, DIAG_FOOTNOTE_UNKNOWN, spot, name, NULL, NULL);
		return;
	}
	if (note)
		note->used = true;
	struct doc_node *node = parse_add_reference(parse, parent, name, spot);
	if (node && note)
		fill(parse, node, note);
}
