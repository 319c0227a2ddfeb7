/* Plans from lines: TXT, the text of a DOCX, and Markdown that is no template. */
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/diag.h"
#include "base/utf8.h"
#include "check/genre.h"
#include "check/scan.h"
#include "check/text.h"

enum {
	TITLE_CHARS = 60,   /* a longer line is no title */
	HEADING_CHARS = 50, /* a longer line without 。 is no heading */
};

struct reading {
	struct arena *arena;
	const struct source *source;
	enum check_lines style;
	struct diag_list *findings;
	struct check_text **texts;
	size_t count, capacity;
	bool contents; /* within the list of contents */
	bool code;     /* within a fenced block */
	struct str fence; /* the line that opened it */
	bool note;     /* within the list of attachments */
	const struct check_genre *genre; /* of the document, if it was given */
	bool single;   /* one document, no collection: no further title begins a text */
	int last_dot;  /* ordinal of the last “1.” */
};

static struct check_text *start_text(struct reading *r)
{
	struct check_text *text = ARENA_NEW(r->arena, struct check_text);
	text->name = r->source->name;
	*ARENA_PUSH(r->arena, r->texts, r->count, r->capacity) = text;
	r->last_dot = 0;
	return text;
}

static struct check_text *current(struct reading *r)
{
	return r->count ? r->texts[r->count - 1] : start_text(r);
}

enum check_number check_read_number(struct str text, int *ordinal, size_t *len)
{
	size_t end = 0, size;
	uint32_t first = scan_at(text, 0, &size);
	if (first >= 0x2460 && first <= 0x2473) {
		*ordinal = (int)(first - 0x2460) + 1;
		*len = size;
		return NUMBER_CIRCLED;
	}
	size_t lead = scan_is(text, 0, "（") ? strlen("（") : scan_is(text, 0, "(") ? 1 : 0;
	bool ascii = scan_is_digit(scan_at(text, lead, NULL));
	*ordinal = scan_numeral(text, lead, &end);
	if (*ordinal <= 0)
		return NUMBER_NONE;
	uint32_t mark = scan_at(text, end, &size);
	*len = end + size;
	if (lead)
		return mark != 0xFF09 && mark != ')' ? NUMBER_NONE : ascii ? NUMBER_ROUND : NUMBER_BRACKETS;
	if (mark == 0x3001) /* 、 */
		return ascii ? NUMBER_WRONG_DOT : NUMBER_COMMA;
	if (ascii && mark == 0xFF0E)
		return NUMBER_WRONG_DOT;
	return ascii && mark == '.' && !scan_is_digit(scan_at(text, *len, NULL)) ? NUMBER_DOT : NUMBER_NONE;
}

/* A line such as “2018年党建工作计划要点（通用版）”. */
static bool is_title(struct str line)
{
	if (utf8_count(line.data, line.len) > TITLE_CHARS || scan_until(line, 0, "。；，：") < line.len)
		return false;
	size_t end = line.len;
	if (str_ends(line, "）"))
		end = scan_back(line, line.len, "（");
	struct str head = scan_slice(line, 0, end);
	static const char *const kinds[] = { "要点", "要点（", "计划", "计划（", "方案", "方案（", NULL };
	return str_ends_any(head, kinds) && (scan_is_digit(scan_at(line, 0, NULL)) || scan_is(line, 0, "关于"));
}

static struct check_block *add_line(struct reading *r, struct check_text *text, enum check_kind kind, struct str line)
{
	struct check_block *block = check_add_block(
		r->arena, text, kind, (struct str){ arena_copy(r->arena, line.data, line.len), line.len });
	struct check_piece *piece = ARENA_NEW(r->arena, struct check_piece);
	piece->place = (struct place){ r->source, (size_t)(line.data - r->source->text.data) };
	block->pieces = piece;
	block->piece_count = 1;
	return block;
}

/* An entry without its page number: “标题<TAB>12”, “标题……12”. */
static struct str cut_page(struct str line)
{
	size_t end = line.len;
	while (end && scan_is_digit((unsigned char)line.data[end - 1]))
		end--;
	if (end == line.len && !(end && line.data[end - 1] == '\t'))
		return line;
	size_t size;
	for (uint32_t c;
	     (c = scan_before(line, end, &size)) && (c == '\t' || c == ' ' || c == '.' || c == 0x2026 || c == 0xB7);
	     end -= size)
		;
	return scan_slice(line, 0, end);
}

static struct str trim_line(struct str line)
{
	while (line.len && (line.data[line.len - 1] == '\r' || line.data[line.len - 1] == ' '))
		line.len--;
	size_t size;
	for (uint32_t c; (c = scan_at(line, 0, &size)) == ' ' || c == '\t' || c == 0x3000;)
		line = scan_slice(line, size, line.len);
	return line;
}

/* Takes **pairs** out; the pieces remember where the text stands. */
static void cut_marks(struct reading *r, struct check_block *block)
{
	struct str line = block->text;
	size_t from = scan_find(line, 0, "**");
	if (from == (size_t)-1)
		return;
	struct buf out = BUF_INIT;
	struct check_piece *pieces = NULL;
	size_t count = 0, capacity = 0, done = 0, base = block->pieces[0].place.offset;
	for (; from != (size_t)-1; from = scan_find(line, done, "**")) {
		size_t to = scan_find(line, from + 3, "**");
		if (to == (size_t)-1)
			break;
		size_t cuts[][2] = { { done, from }, { from + 2, to } };
		for (int i = 0; i < 2; i++) {
			*ARENA_PUSH(r->arena, pieces, count, capacity) =
				(struct check_piece){ out.len, { r->source, base + cuts[i][0] }, NULL };
			buf_add_str(&out, scan_slice(line, cuts[i][0], cuts[i][1]));
		}
		done = to + 2;
	}
	*ARENA_PUSH(r->arena, pieces, count, capacity) =
		(struct check_piece){ out.len, { r->source, base + done }, NULL };
	buf_add_str(&out, scan_slice(line, done, line.len));
	block->text = buf_move_str(&out, r->arena);
	block->pieces = pieces;
	block->piece_count = count;
}

/* “3.138名”: the third of a row, not 3.138, when the second one stands before it. */
static void read_joined_number(struct reading *r, struct check_block *block)
{
	size_t end;
	int ordinal = scan_numeral(block->text, 0, &end);
	if (ordinal < 1 || ordinal != r->last_dot + 1 || scan_at(block->text, end, NULL) != '.' ||
	    !scan_is_digit(scan_at(block->text, 0, NULL)))
		return;
	block->number = NUMBER_DOT;
	block->ordinal = ordinal;
	block->number_len = end + 1;
}

static void read_line_number(struct reading *r, struct check_block *block)
{
	block->number = check_read_number(block->text, &block->ordinal, &block->number_len);
	if (!block->number) {
		block->number_len = 0;
		read_joined_number(r, block);
	}
	if (block->number == NUMBER_DOT || block->number == NUMBER_WRONG_DOT)
		r->last_dot = block->ordinal;
	else if (block->number)
		r->last_dot = 0;
}

/* Heading or paragraph by its number: “（一）提高认识。突出……” is a paragraph with a run-in heading. */
static void add_numbered(struct reading *r, struct check_text *text, struct str line, int level)
{
	struct check_block *block = add_line(r, text, level ? CHECK_HEADING : CHECK_PARAGRAPH, line);
	if (r->style == CHECK_MARKDOWN)
		cut_marks(r, block);
	read_line_number(r, block);
	block->level = level;
	block->marked = level > 0;
	if (level || !block->number)
		return;
	if (str_ends(line, "；"))
		block->kind = CHECK_ITEM;
	if (block->kind == CHECK_ITEM || utf8_count(line.data, line.len) > HEADING_CHARS)
		return;
	size_t stop = scan_until(line, 0, "。；！？");
	if (stop == line.len || stop + strlen("。") == line.len)
		block->kind = CHECK_HEADING;
	block->level = block->kind == CHECK_HEADING ? (int)block->number : 0;
}

/* 附件：1. 甲 / 2. 乙 */
static bool add_note(struct reading *r, struct str line)
{
	int ordinal;
	size_t len;
	bool numbered = check_read_number(line, &ordinal, &len) == NUMBER_DOT;
	r->note = str_starts(line, "附件：") || (r->note && numbered);
	if (r->note)
		add_line(r, current(r), CHECK_LABEL, line);
	return r->note;
}

static bool is_rule(struct str line)
{
	return line.len && (strspn(line.data, "|-: ") >= line.len || (line.len > 2 && strspn(line.data, "_") >= line.len));
}

/* A row of a table: its cells. */
static void add_row(struct reading *r, struct check_text *text, struct str line, const char *separator)
{
	if (is_rule(line))
		return;
	text->rows++;
	for (unsigned column = 0; line.data && line.len; column++) {
		struct str cell = str_trim(str_cut(&line, separator));
		struct check_block *block = cell.len ? add_line(r, text, CHECK_CELL, cell) : NULL;
		if (!block)
			continue;
		block->row = text->rows;
		block->column = column;
	}
}

/* A block that no line of its fence ends takes in what follows. */
static void report_open(struct reading *r)
{
	size_t ticks = strspn(r->fence.data, "`");
	struct str name = str_trim(scan_slice(r->fence, ticks, r->fence.len));
	diag_add(r->findings, DIAG_BLOCK_OPEN, ((struct place){ r->source, (size_t)(r->fence.data - r->source->text.data) }),
		 arena_copy(r->arena, name.data, name.len), arena_copy(r->arena, r->fence.data, ticks));
}

/* A line of backticks, with a block's name behind them or without. */
static void add_fence(struct reading *r, struct str line)
{
	size_t ticks = strspn(line.data, "`");
	bool closes = r->code && line.len == ticks && ticks >= strspn(r->fence.data, "`");
	if (r->code && !closes)
		report_open(r);
	if (!r->code || line.len > ticks)
		r->fence = line;
	r->code = !closes;
}

static void add_markdown(struct reading *r, struct str line)
{
	struct check_text *text = current(r);
	if (str_starts(line, "```")) {
		add_fence(r, line);
		return;
	}
	int level = 0;
	while (level < 6 && (size_t)level < line.len && line.data[level] == '#')
		level++;
	if (level) {
		struct str rest = trim_line(scan_slice(line, (size_t)level, line.len));
		if (level == 1 && !text->count)
			add_line(r, text, CHECK_TITLE, rest);
		else if (rest.len)
			add_numbered(r, text, rest, level);
		return;
	}
	if (line.data[0] == '|' || (r->code && str_find(line, "|") != (size_t)-1)) {
		add_row(r, text, line, "|");
		return;
	}
	if (r->code || is_rule(line)) {
		if (r->code)
			add_line(r, text, CHECK_LABEL, line);
		return;
	}
	if (line.data[0] == '>' || str_starts(line, "- ") || str_starts(line, "* "))
		line = trim_line(scan_slice(line, 1, line.len));
	if (line.len && !add_note(r, line))
		add_numbered(r, text, line, 0);
}

static void add_plain(struct reading *r, struct str line)
{
	struct str head = cut_page(line);
	if (r->contents && head.len < line.len) {
		add_line(r, current(r), CHECK_ENTRY, head);
		return;
	}
	if (r->contents && is_title(line))
		r->contents = false;
	if (str_is(line, "目录") || str_is(line, "目　录")) {
		r->contents = true;
		return;
	}
	if (add_note(r, line))
		return;
	if (!r->single && is_title(line) && (!r->count || str_find(line, "工作") != (size_t)-1)) {
		add_line(r, start_text(r), CHECK_TITLE, line);
		return;
	}
	bool drawn = str_starts(line, "|") && str_ends(line, "|") && line.len > 1;
	if (drawn || str_find(line, "\t") != (size_t)-1)
		add_row(r, current(r), line, drawn ? "|" : "\t");
	else
		add_numbered(r, current(r), line, 0);
}

/* ---- the head of one document */

enum { HEAD_LINES = 10, TITLE_LINES = 3 };

/* Whether the line may be one of a title, not a sentence, a heading or a row. */
static bool may_be_title(struct str line)
{
	int ordinal;
	size_t len;
	return line.len && utf8_count(line.data, line.len) <= TITLE_CHARS && scan_until(line, 0, "。；：！？，\t") == line.len &&
	       !check_read_number(line, &ordinal, &len) && !scan_is(line, 0, "#");
}

/* Lines above a title that are none of it: 甲县人民政府文件, 甲政〔2026〕8号, 特急, 签发人：甲 (GB/T 9704-2012, 7.2.6: in all documents to a superior). */
static bool is_above_title(struct str line)
{
	static const char *const ends[] = { "文件", "号", "急", "密", NULL };
	return str_ends_any(line, ends) > 0 || str_starts(line, "签发人：");
}

/* The lines as one title. */
static void add_title(struct reading *r, const struct str *lines, size_t count)
{
	struct buf text = BUF_INIT;
	struct check_piece *pieces = ARENA_ARRAY(r->arena, struct check_piece, count);
	for (size_t i = 0; i < count; i++) {
		pieces[i] = (struct check_piece){ text.len, { r->source, (size_t)(lines[i].data - r->source->text.data) }, NULL };
		buf_add_str(&text, lines[i]);
	}
	struct check_block *block = check_add_block(r->arena, current(r), CHECK_TITLE, buf_move_str(&text, r->arena));
	block->pieces = pieces;
	block->piece_count = count;
}

/* How many of the lines are a title: the first ones that end in the name of a kind of document as one, or, where the kind is given, all up to a
 * blank line (`ends`); 0: none. */
static size_t title_lines(struct reading *r, const struct str *lines, size_t count, bool ends)
{
	struct buf joined = BUF_INIT;
	size_t length = 0;
	for (size_t i = 0; i < count && i < TITLE_LINES && !length; i++) {
		buf_add_str(&joined, lines[i]);
		if (check_genre_of(buf_str(&joined)))
			length = i + 1;
	}
	buf_free(&joined);
	const struct check_genre *genre = length ? check_genre_of(lines[length - 1]) : NULL;
	if (!length && r->genre && ends && count <= TITLE_LINES)
		length = count;
	r->single = r->genre || (length && !check_genre_is(genre, GENRE_PLANS));
	return length;
}

/* The lines before the text of a document with a title of its own: what stands above the title, then the title, which may have the issuer and the
 * subject on lines of their own. Returns what follows it, or everything where no title is found. */
static struct str read_head(struct reading *r, struct str rest)
{
	struct str lines[HEAD_LINES], from = rest;
	size_t count = 0, done = 0;
	while (from.data && from.len && count < HEAD_LINES) {
		struct str line = trim_line(str_cut(&from, "\n"));
		bool fits = may_be_title(line) || str_starts(line, "签发人：");
		if (fits && !str_is(line, "目录") && !str_is(line, "目　录"))
			lines[count++] = line;
		else if (line.len)
			return rest;
		size_t length = done < count ? title_lines(r, lines + done, count - done, !fits) : 0;
		if (!length && (is_above_title(line) || !fits))
			done = count;
		if (!length)
			continue;
		for (size_t i = 0; i < done; i++)
			add_line(r, current(r), CHECK_LABEL, lines[i]);
		add_title(r, lines + done, length);
		return from;
	}
	return rest;
}

size_t check_read_lines(struct arena *arena, const struct source *source, enum check_lines style, const struct check_genre *genre,
			struct check_text ***texts, struct diag_list *findings)
{
	struct reading r = { .arena = arena, .source = source, .style = style, .findings = findings, .genre = genre };
	struct str rest = style == CHECK_PLAIN ? read_head(&r, source->text) : source->text;
	while (rest.data && rest.len) {
		struct str line = trim_line(str_cut(&rest, "\n"));
		if (!line.len)
			continue;
		if (style == CHECK_MARKDOWN)
			add_markdown(&r, line);
		else
			add_plain(&r, line);
	}
	if (r.code)
		report_open(&r);
	*texts = r.texts;
	return r.count;
}

void check_read_margin(struct arena *arena, const struct source *source, struct check_text *text)
{
	struct reading r = { .arena = arena, .source = source };
	struct str rest = source->text;
	while (rest.data && rest.len) {
		struct str line = trim_line(str_cut(&rest, "\n"));
		if (line.len)
			add_line(&r, text, CHECK_LABEL, line);
	}
}
