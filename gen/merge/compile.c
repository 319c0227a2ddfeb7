/* Source text → tree of nodes. White space: a tag with nothing else on its line takes the line with it (mustache spec,
 * "standalone"); a block's text that overrides another loses its own indentation and gets that of the place. */
#include <stdio.h>
#include <string.h>

#include "base/arena.h"
#include "base/limits.h"
#include "merge/braces.h"
#include "merge/template.h"

enum { DELIMITER_BYTES = 16, STACK = LIMIT_SECTION_DEPTH + 1 };

/* An open pair of tags. */
struct level {
	struct merge_node *node; /* NULL at the bottom */
	struct merge_node **tail;
	struct str written;  /* content of the opening tag */
	size_t content;      /* where what it holds starts */
	size_t dedent;       /* blanks cut from each line */
};

struct compiler {
	struct merge_run *run;
	const struct source *source;
	const struct diag_frame *frames;
	const char *text;
	size_t len, pos; /* pos: everything before it is in nodes */
	struct level stack[STACK];
	size_t depth;
	char open[DELIMITER_BYTES], close[DELIMITER_BYTES];
	bool strict;
	struct braces braces; /* of the texts so far */
	size_t tag_end;       /* of the last tag */
};

/* A tag as it stands in the source. */
struct found {
	size_t start, end;  /* with delimiters */
	struct str content; /* without delimiters and sign */
	char sign;          /* one of "#^/>$<!=&{%", or 0 */
	size_t line;        /* start of its line when only blanks stand before it, else NONE */
	size_t after;       /* start of the next line when only blanks stand behind it, else NONE */
	size_t line_end;    /* where the line end itself starts, with `after` */
};

#define NONE ((size_t)-1)

static struct place at(const struct compiler *c, size_t offset)
{
	return (struct place){ c->source, offset };
}

#define REPORT(c, code, offset, ...) \
	diag_add_framed((c)->run->diags, code, (c)->frames, at((c), (offset)), __VA_ARGS__)

static struct level *top(struct compiler *c)
{
	return &c->stack[c->depth];
}

static bool is_blank(char b)
{
	return b == ' ' || b == '\t';
}

static struct merge_node *append(struct compiler *c, enum merge_kind kind, size_t offset)
{
	struct merge_node *node = ARENA_NEW(c->run->arena, struct merge_node);
	node->kind = kind;
	node->offset = offset;
	*top(c)->tail = node;
	top(c)->tail = &node->next;
	return node;
}

/* The start of [start, end) without the blanks that the level cuts, when it is the start of a line. */
static size_t cut_indent(struct compiler *c, size_t start, size_t end)
{
	if (start > 0 && c->text[start - 1] != '\n')
		return start;
	for (size_t cut = top(c)->dedent; cut && start < end && is_blank(c->text[start]); cut--)
		start++;
	return start;
}

static void append_text(struct compiler *c, size_t start, size_t end)
{
	if (c->strict)
		braces_check(&c->braces, start, end, start == c->tag_end);
	while (start < end) {
		size_t stop = end;
		if (top(c)->dedent) {
			const char *newline = memchr(c->text + start, '\n', end - start);
			stop = newline ? (size_t)(newline - c->text) + 1 : end;
			start = cut_indent(c, start, stop);
		}
		if (start < stop)
			append(c, NODE_TEXT, start)->len = stop - start;
		start = stop;
	}
}

/* Text directly within a skeleton tag is dropped, as the spec has it; in plan sources nothing may be lost. */
static void add_text(struct compiler *c, size_t start, size_t end)
{
	struct merge_node *parent = top(c)->node;
	if (!parent || parent->kind != NODE_PARENT) {
		append_text(c, start, end);
		return;
	}
	while (start < end && (is_blank(c->text[start]) || c->text[start] == '\n' || c->text[start] == '\r'))
		start++;
	if (c->strict && start < end && parent->tag)
		REPORT(c, DIAG_TEXT_BETWEEN_BLOCKS, start, parent->tag->name);
}

/* Offset of `needle` in [from, to), or NONE. */
static size_t find(const struct compiler *c, const char *needle, size_t from, size_t to)
{
	const char *hit = memmem(c->text + from, to - from, needle, strlen(needle));
	return hit ? (size_t)(hit - c->text) : NONE;
}

static void look_around(const struct compiler *c, struct found *tag)
{
	size_t left = tag->start, right = tag->end;
	while (left > 0 && is_blank(c->text[left - 1]))
		left--;
	tag->line = left == 0 || c->text[left - 1] == '\n' ? left : NONE;
	while (right < c->len && is_blank(c->text[right]))
		right++;
	tag->line_end = right;
	if (right < c->len && c->text[right] == '\r' && right + 1 < c->len && c->text[right + 1] == '\n')
		right++;
	tag->after = right == c->len ? right : c->text[right] == '\n' ? right + 1 : NONE;
}

/* Offset of the closing delimiter outside of quotes, within the line in plan sources (comments excepted). */
static size_t find_close(const struct compiler *c, const char *close, size_t from, bool comment)
{
	if (!c->strict || comment)
		return find(c, close, from, c->len);
	bool quoted = false;
	size_t plain = NONE, width = strlen(close);
	for (size_t i = from; i < c->len && c->text[i] != '\n'; i++) {
		if (c->text[i] == '"')
			quoted = !quoted;
		if (quoted && plain != NONE && c->text[i] == c->open[0])
			break;
		if (c->text[i] != close[0] || c->len - i < width || memcmp(c->text + i, close, width) != 0)
			continue;
		if (!quoted)
			return i;
		if (plain == NONE)
			plain = i;
	}
	return plain; /* a quote was left open: reading the tag says so */
}

/* Reads the tag whose opening delimiter is at `start`. False when it is not closed. */
static bool find_tag(struct compiler *c, size_t start, struct found *tag)
{
	char close[DELIMITER_BYTES + 2];
	size_t from = start + strlen(c->open), to;
	snprintf(close, sizeof close, "%s", c->close);
	*tag = (struct found){ .start = start };
	if (from < c->len && c->text[from] && strchr("#^/>$<!=&{%", c->text[from]))
		tag->sign = c->text[from++];
	if (tag->sign == '{')
		snprintf(close, sizeof close, "}%s", c->close);
	else if (tag->sign == '=')
		snprintf(close, sizeof close, "=%s", c->close);
	to = find_close(c, close, from, tag->sign == '!');
	if (to == NONE) {
		REPORT(c, DIAG_TAG_NOT_CLOSED, start, close);
		c->braces.open += strlen(c->open); /* what closes it further down has had its message */
		return false;
	}
	tag->content = (struct str){ c->text + from, to - from };
	tag->end = to + strlen(close);
	look_around(c, tag);
	return true;
}

/* Takes the text before the tag and moves behind it; a standalone tag takes its line with it. */
static void consume(struct compiler *c, const struct found *tag, bool standalone)
{
	add_text(c, c->pos, standalone ? tag->line : tag->start);
	c->pos = standalone ? tag->after : tag->end;
	c->tag_end = tag->end;
}

static bool alone(const struct found *tag)
{
	return tag->line != NONE && tag->after != NONE;
}

/* Blanks before the tag, without those that the level cuts. */
static struct str lead_of(struct compiler *c, const struct found *tag)
{
	if (tag->line == NONE)
		return (struct str){ NULL, 0 };
	size_t start = cut_indent(c, tag->line, tag->start);
	return (struct str){ c->text + start, tag->start - start };
}

/* Blanks at the start of the first line with content at or after `from`. */
static struct str first_indent(const struct compiler *c, size_t from)
{
	size_t line = from, i = from;
	for (; i < c->len && (is_blank(c->text[i]) || c->text[i] == '\n' || c->text[i] == '\r'); i++)
		if (c->text[i] == '\n')
			line = i + 1;
	return (struct str){ c->text + line, i - line };
}

/* The text behind the view. */
static struct str rest_of(const struct compiler *c, struct str view)
{
	const char *end = view.data + view.len;
	return (struct str){ end, c->len - (size_t)(end - c->text) };
}

static struct merge_tag *read_tag(struct compiler *c, enum merge_kind kind, struct str content)
{
	struct merge_tag *tag = ARENA_NEW(c->run->arena, struct merge_tag);
	return merge_read_tag(c->run, c->source, kind, content, c->frames, tag) ? tag : NULL;
}

static void push(struct compiler *c, struct merge_node *node, const struct found *tag, size_t dedent)
{
	c->stack[++c->depth] = (struct level){ node, &node->children, tag->content, c->pos, dedent };
}

static bool has_room(struct compiler *c, size_t offset)
{
	if (c->depth + 1 < STACK)
		return true;
	merge_stop(c->run, DIAG_SECTIONS_TOO_DEEP, LIMIT_SECTION_DEPTH, at(c, offset), c->frames);
	return false;
}

static void open_section(struct compiler *c, const struct found *found)
{
	struct merge_tag *tag = read_tag(c, NODE_SECTION, found->content);
	consume(c, found, alone(found));
	if (!has_room(c, found->start))
		return;
	struct merge_node *node = append(c, NODE_SECTION, found->start);
	if (tag)
		tag->inverted = found->sign == '^';
	else
		node->reported = true;
	node->tag = tag;
	push(c, node, found, top(c)->dedent);
}

/* `{{$block}}` and `{{<skeleton}}`. Whether they stand alone is known when they are closed: until then the blanks
 * before them are kept aside. */
static void open_pair(struct compiler *c, const struct found *found, enum merge_kind kind)
{
	struct merge_tag *tag = read_tag(c, kind, found->content);
	struct merge_node *outer = top(c)->node;
	bool argument = kind == NODE_BLOCK && outer && outer->kind == NODE_PARENT;
	struct str lead = lead_of(c, found);
	size_t dedent = top(c)->dedent;
	add_text(c, c->pos, found->line != NONE ? found->line : found->start);
	c->pos = found->end;
	if (!has_room(c, found->start))
		return;
	struct merge_node *node = append(c, kind, found->start);
	*node = (struct merge_node){ .kind = kind, .offset = found->start, .tag = tag, .lead = lead, .indent = lead,
				     .argument = argument, .standalone = found->line != NONE, .reported = !tag };
	if (kind == NODE_BLOCK && found->after != NONE && (argument || found->line != NONE)) {
		struct str first = first_indent(c, found->after);
		c->pos = found->after;
		if (argument)
			dedent = first.len;
		else if (!str_starts(rest_of(c, first), c->open))
			node->indent = (struct str){ first.data + (first.len < dedent ? first.len : dedent),
						     first.len < dedent ? 0 : first.len - dedent };
		node->lead.len = 0;
	}
	push(c, node, found, dedent);
}

static void close_pair(struct compiler *c, struct merge_node *node, const struct found *found)
{
	size_t content = top(c)->content;
	bool own_line = found->line != NONE && found->line >= content && node->kind == NODE_BLOCK;
	node->own_close = own_line && found->after != NONE;
	node->standalone = node->standalone && found->after != NONE;
	bool cut = own_line && (node->argument || node->standalone);
	add_text(c, c->pos, cut ? found->line : found->start);
	c->pos = found->end;
	c->depth--;
	if (!node->standalone)
		return;
	node->newline = (struct str){ c->text + found->line_end, found->after - found->line_end };
	c->pos = found->after;
}

/* Depth of the open pair that the closing tag belongs to; 0 when there is none. */
static size_t find_open(struct compiler *c, struct str name, struct str written)
{
	for (size_t depth = c->depth; depth > 0; depth--) {
		const struct level *level = &c->stack[depth];
		if (str_equal(str_trim(level->written), written) ||
		    (level->node->tag && str_is(name, level->node->tag->name)))
			return depth;
	}
	return 0;
}

static void close_tag(struct compiler *c, const struct found *found)
{
	struct str written = str_trim(found->content);
	const char *name = arena_copy(c->run->arena, written.data, written.len);
	size_t depth = find_open(c, written, written);
	if (!depth) {
		REPORT(c, DIAG_SECTION_NOT_OPEN, found->start, name);
		consume(c, found, alone(found));
		return;
	}
	if (depth < c->depth) {
		struct str due = str_trim(top(c)->written);
		REPORT(c, DIAG_SECTION_CROSSED, found->start, name, arena_copy(c->run->arena, due.data, due.len));
		add_text(c, c->pos, found->start);
		c->pos = found->start;
		c->depth = depth;
	}
	struct merge_node *node = top(c)->node;
	if (node->kind == NODE_SECTION) {
		consume(c, found, alone(found));
		c->depth--;
	} else {
		close_pair(c, node, found);
	}
}

static void add_partial(struct compiler *c, const struct found *found)
{
	struct merge_tag *tag = read_tag(c, NODE_PARTIAL, found->content);
	struct str lead = lead_of(c, found);
	consume(c, found, alone(found));
	if (!tag)
		return;
	struct merge_node *node = append(c, NODE_PARTIAL, found->start);
	node->tag = tag;
	node->standalone = alone(found);
	node->lead = lead;
}

static bool within_argument(const struct compiler *c)
{
	for (size_t depth = c->depth; depth > 0; depth--)
		if (c->stack[depth].node->argument)
			return true;
	return false;
}

/* {{@上级}}: the text of the block that the open one overrides. */
static void add_super(struct compiler *c, const struct found *found)
{
	struct merge_tag *tag = read_tag(c, NODE_SUPER, found->content);
	struct str lead = lead_of(c, found);
	consume(c, found, alone(found));
	if (!within_argument(c)) {
		REPORT(c, DIAG_SUPER_OUTSIDE, found->start, NULL);
		return;
	}
	struct merge_node *node = append(c, NODE_SUPER, found->start);
	node->tag = tag;
	node->standalone = alone(found);
	node->lead = lead;
}

static void add_value(struct compiler *c, const struct found *found)
{
	if (c->strict && str_is(str_trim(found->content), "@上级")) {
		add_super(c, found);
		return;
	}
	struct merge_tag *tag = read_tag(c, NODE_VALUE, found->content);
	consume(c, found, false);
	if (!tag)
		return;
	tag->raw = found->sign == '{' || found->sign == '&';
	if (c->strict && tag->raw && !alone(found)) {
		REPORT(c, DIAG_MARKDOWN_NOT_ALONE, found->start, tag->name);
		return;
	}
	struct merge_node *node = append(c, NODE_VALUE, found->start);
	node->tag = tag;
	node->standalone = tag->raw && alone(found);
}

/* Copies a word of at most DELIMITER_BYTES - 1 bytes; false when there is none. */
static bool read_delimiter(struct str *rest, char *out)
{
	*rest = str_trim(*rest);
	size_t len = 0;
	while (len < rest->len && !strchr(" \t\r\n=", rest->data[len]))
		len++;
	if (!len || len >= DELIMITER_BYTES)
		return false;
	memcpy(out, rest->data, len);
	out[len] = '\0';
	*rest = str_from(*rest, len);
	return true;
}

static void set_delimiters(struct compiler *c, const struct found *found)
{
	struct str rest = found->content;
	char open[DELIMITER_BYTES], close[DELIMITER_BYTES];
	consume(c, found, alone(found));
	if (c->strict) {
		REPORT(c, DIAG_TAG_DELIMITERS, found->start, NULL);
		return;
	}
	if (!read_delimiter(&rest, open) || !read_delimiter(&rest, close) || str_trim(rest).len) {
		REPORT(c, DIAG_TAG_BAD_DELIMITERS, found->start, NULL);
		return;
	}
	memcpy(c->open, open, sizeof open);
	memcpy(c->close, close, sizeof close);
}

static void add_tag(struct compiler *c, const struct found *found)
{
	switch (found->sign) {
	case '!':
		consume(c, found, alone(found));
		break;
	case '#':
	case '^':
		open_section(c, found);
		break;
	case '$':
		open_pair(c, found, NODE_BLOCK);
		break;
	case '<':
		open_pair(c, found, NODE_PARENT);
		break;
	case '/':
		close_tag(c, found);
		break;
	case '>':
		add_partial(c, found);
		break;
	case '=':
		set_delimiters(c, found);
		break;
	case '%':
		consume(c, found, alone(found));
		REPORT(c, DIAG_TAG_PRAGMA, found->start, NULL);
		break;
	default:
		add_value(c, found);
		break;
	}
}

/* `\{{` in plan sources: the braces are text. */
static bool add_escaped(struct compiler *c, size_t start)
{
	if (!c->strict || start == c->pos || c->text[start - 1] != '\\')
		return false;
	add_text(c, c->pos, start - 1);
	add_text(c, start, start + 2);
	c->pos = start + 2;
	return true;
}

static void compile(struct compiler *c)
{
	while (!c->run->stopped) {
		struct found tag;
		size_t start = find(c, c->open, c->pos, c->len);
		if (start == NONE)
			break;
		if (add_escaped(c, start))
			continue;
		if (find_tag(c, start, &tag)) {
			add_tag(c, &tag);
			continue;
		}
		if (!c->strict)
			break;
		add_text(c, c->pos, start);
		const char *newline = memchr(c->text + start, '\n', c->len - start);
		c->pos = newline ? (size_t)(newline - c->text) : c->len;
	}
	add_text(c, c->pos, c->len);
	for (; c->depth > 0 && !c->run->stopped; c->depth--) {
		struct str written = str_trim(top(c)->written);
		const struct merge_node *node = top(c)->node;
		REPORT(c, DIAG_SECTION_NOT_CLOSED, node->offset,
		       node->tag ? node->tag->name : arena_copy(c->run->arena, written.data, written.len));
	}
}

struct merge_template *merge_compile(struct merge_run *run, const struct source *source,
				     const struct diag_frame *frames)
{
	struct merge_template *template = run->templates;
	while (template && template->source != source)
		template = template->next;
	if (template)
		return template;
	template = ARENA_NEW(run->arena, struct merge_template);
	template->source = source;
	template->next = run->templates;
	run->templates = template;
	struct compiler compiler = { .run = run, .source = source, .frames = frames, .text = source->text.data,
				     .len = source->text.len, .open = "{{", .close = "}}",
				     .strict = run->options->dialect == MERGE_STRICT,
				     .braces = { .run = run, .source = source, .frames = frames }, .tag_end = NONE };
	compiler.stack[0].tail = &template->nodes;
	if (compiler.len)
		compile(&compiler);
	return template;
}
