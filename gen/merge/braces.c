#include "merge/braces.h"

#include <string.h>

#include "base/arena.h"
#include "base/str.h"

static const char *const openers[] = { "{", "｛", NULL }, *const closers[] = { "}", "｝", NULL };

/* Several braces with nothing but blanks between them. */
struct run {
	size_t count, len; /* in bytes, to the end of the last one */
	bool wide;         /* one of them is full-width */
};

static struct run read_run(struct str text, const char *const *signs, bool blanks)
{
	struct run run = { .count = 0 };
	for (size_t at = 0, size; at < text.len; at += size) {
		size = str_starts_any(str_from(text, at), signs);
		if (size) {
			run.count++;
			run.wide = run.wide || size > 1;
			run.len = at + size;
		} else if (blanks && run.count && text.data[at] == ' ') {
			size = 1;
		} else {
			break;
		}
	}
	return run;
}

/* What stands up to the next brace or the end of the line. */
static struct str read_inner(struct str text)
{
	size_t len = 0;
	while (len < text.len && text.data[len] != '\n') {
		struct str rest = str_from(text, len);
		if (str_starts_any(rest, openers) || str_starts_any(rest, closers))
			break;
		len++;
	}
	return (struct str){ text.data, len };
}

/* The name in what stands between the braces of a tag: without the sign before it, and filters and the like behind it. */
static struct str name_in(struct str inner)
{
	static const char *const ends[] = { "|", "?", "=", "!", "｜", "？", "＝", "！", NULL };
	struct str name = str_trim(inner);
	if (name.len && strchr("#^/&", name.data[0]))
		name = str_trim(str_from(name, 1));
	size_t len = 0;
	while (len < name.len && !str_starts_any(str_from(name, len), ends))
		len++;
	return str_trim((struct str){ name.data, len });
}

static bool is_declared(const struct merge_run *run, struct str name)
{
	const struct merge_options *options = run->options;
	return name.len && options->declare && options->declare(options->context, name);
}

static const char *shown(const struct braces *b, struct str text)
{
	return arena_copy(b->run->arena, text.data, text.len);
}

static void report(const struct braces *b, enum diag_code code, struct str text, struct str inner)
{
	struct place place = { b->source, (size_t)(text.data - b->source->text.data) };
	diag_add_framed(b->run->diags, code, b->frames, place, shown(b, text), inner.len ? shown(b, inner) : NULL);
}

/* Whether the text is what a heading's line ends with: one pair of braces, {编号}, which belongs to the heading. */
static bool is_of_heading(const struct braces *b, struct str text, size_t len)
{
	const char *all = b->source->text.data, *line = text.data, *end = all + b->source->text.len;
	while (line > all && line[-1] != '\n')
		line--;
	const char *after = text.data + len;
	while (after < end && (*after == ' ' || *after == '\r'))
		after++;
	return *line == '#' && (after == end || *after == '\n');
}

/* The braces at the start of the text, with what is between them, that were to be a tag; 0: they are none. */
static size_t take_pair(const struct braces *b, struct str text)
{
	struct run open = read_run(text, openers, true);
	struct str inner = read_inner(str_from(text, open.len));
	struct run close = read_run(str_from(text, open.len + inner.len), closers, true);
	struct str whole = { text.data, open.len + inner.len + close.len };
	bool doubled = (open.wide || close.wide) && open.count > 1 && close.count > 1;
	bool single = open.count == 1 && close.count == 1 && !open.wide && !close.wide;
	if (!close.count || (single && is_of_heading(b, text, whole.len)))
		return 0;
	if (is_declared(b->run, name_in(inner)))
		report(b, DIAG_BRACES_NAME, whole, str_trim(inner));
	else if (doubled)
		report(b, DIAG_BRACES_ALONE, whole, (struct str){ NULL, 0 });
	else
		return 0;
	return whole.len;
}

/* The closing braces at the start of the text; those that nothing opened are reported. */
static size_t take_closers(struct braces *b, struct str text, bool behind_tag)
{
	struct run run = read_run(text, closers, false);
	size_t lone = run.count > b->open ? run.count - b->open : 0;
	b->open -= run.count - lone;
	if (lone > 1 || (lone && behind_tag))
		report(b, DIAG_BRACES_ALONE, (struct str){ text.data, run.len }, (struct str){ NULL, 0 });
	return run.len;
}

void braces_check(struct braces *b, size_t start, size_t end, bool behind_tag)
{
	const char *text = b->source->text.data;
	for (size_t at = start, size; at < end; at += size) {
		struct str rest = { text + at, end - at };
		bool escaped = at && text[at - 1] == '\\';
		size = 1;
		if (text[at] != '{' && text[at] != '}' && text[at] != '\n' && text[at] != '\xEF') {
			continue; /* as nearly all bytes are */
		} else if (str_starts(rest, "\n\n") || str_starts(rest, "\n\r\n")) {
			b->open = 0;
		} else if (str_starts_any(rest, openers)) {
			size_t taken = escaped ? 0 : take_pair(b, rest);
			size = taken ? taken : str_starts_any(rest, openers);
			b->open += !taken;
		} else if (str_starts_any(rest, closers)) {
			size = escaped ? str_starts_any(rest, closers) : take_closers(b, rest, behind_tag && at == start);
			b->open -= escaped && b->open;
		}
	}
}
