#include "merge/emit.h"

#include <string.h>

#include "base/arena.h"

static void add_span(struct merge_emitter *e, size_t len, bool verbatim, struct merge_origin origin)
{
	struct merge_span *last = e->span_count ? &e->spans[e->span_count - 1] : NULL;
	if (last && last->place.source == origin.place.source && last->frames == origin.frames &&
	    last->verbatim == verbatim &&
	    origin.place.offset == last->place.offset + (verbatim ? last->len : 0)) {
		last->len += len;
		return;
	}
	*ARENA_PUSH(e->arena, e->spans, e->span_count, e->span_capacity) =
		(struct merge_span){ e->text.len, len, verbatim, origin.place, origin.frames };
}

static void add(struct merge_emitter *e, struct str text, bool verbatim, struct merge_origin origin)
{
	if (!text.len)
		return;
	add_span(e, text.len, verbatim, origin);
	buf_add_str(&e->text, text);
}

static size_t run_length(struct str line, char sign)
{
	size_t len = 0;
	while (len < line.len && line.data[len] == sign)
		len++;
	return len;
}

/* Fenced code blocks (CommonMark 0.30, 4.5) at any indentation; front matter is a "---" block at the very start. */
static void scan_line(struct merge_emitter *e, struct str line, bool first)
{
	struct str bare = str_trim(line);
	if (first && str_is(bare, "---")) {
		e->fence = '-';
		e->fence_len = 3;
		return;
	}
	if (e->fence) {
		size_t len = run_length(bare, e->fence);
		if (len == bare.len && (e->fence == '-' ? len == 3 : len >= e->fence_len))
			e->fence = 0;
		return;
	}
	static const char signs[] = { '`', '~' };
	for (size_t i = 0; i < sizeof signs; i++) {
		size_t len = run_length(bare, signs[i]);
		bool closed = signs[i] == '`' && len < bare.len && memchr(bare.data + len, '`', bare.len - len);
		if (len >= 3 && !closed) {
			e->fence = signs[i];
			e->fence_len = len;
		}
	}
}

/* Looks at all whole lines of the text so far. Each line is looked at once. */
static bool in_fence(struct merge_emitter *e)
{
	while (e->scanned < e->text.len) {
		const char *start = e->text.data + e->scanned;
		const char *end = memchr(start, '\n', e->text.len - e->scanned);
		if (!end)
			break;
		scan_line(e, (struct str){ start, (size_t)(end - start) }, e->scanned == 0);
		e->scanned = (size_t)(end - e->text.data) + 1;
	}
	return e->fence != 0;
}

static size_t newlines_before(const struct merge_emitter *e)
{
	size_t at = e->text.len, count = 0;
	while (at > 0 && count < 2 && e->text.data[at - 1] == '\n') {
		count++;
		at -= at > 1 && e->text.data[at - 2] == '\r' ? 2 : 1;
	}
	return count;
}

/* Ends the paragraph before `text` if a break is due and `text` does not bring the blank line itself. */
static void separate(struct merge_emitter *e, struct str text)
{
	if (!e->break_due)
		return;
	size_t leading = 0, at = 0;
	while (at < text.len && (text.data[at] == '\n' || text.data[at] == '\r'))
		leading += text.data[at++] == '\n';
	e->break_due = at == text.len;
	if (at == text.len || !e->text.len)
		return;
	struct merge_origin origin = { e->break_place, NULL };
	size_t before = newlines_before(e);
	if (!before && !leading) {
		add(e, STR("\n"), false, origin);
		before = 1;
	}
	if (before + leading < 2 && !in_fence(e))
		add(e, STR("\n"), false, origin);
	e->line_start = true;
}

static void start_line(struct merge_emitter *e, struct str indent, struct merge_origin origin)
{
	if (e->line_start)
		add(e, indent, false, origin);
	e->line_start = false;
}

static bool is_empty_line(struct str line)
{
	return line.len && (line.data[0] == '\n' || (line.data[0] == '\r' && line.len > 1 && line.data[1] == '\n'));
}

void emit_text(struct merge_emitter *e, struct str text, struct str indent, struct merge_origin origin)
{
	separate(e, text);
	while (text.len) {
		const char *newline = indent.len ? memchr(text.data, '\n', text.len) : NULL;
		size_t len = newline ? (size_t)(newline - text.data) + 1 : text.len;
		if (!is_empty_line(text))
			start_line(e, indent, origin);
		add(e, (struct str){ text.data, len }, true, origin);
		e->line_start = text.data[len - 1] == '\n';
		text = str_from(text, len);
		origin.place.offset += len;
	}
}

void emit_value(struct merge_emitter *e, struct str text, struct str indent, struct merge_origin origin)
{
	if (!text.len)
		return;
	separate(e, STR("x"));
	start_line(e, indent, origin);
	add(e, text, false, origin);
}

void emit_break(struct merge_emitter *e, struct place place)
{
	if (!e->paragraphs || e->joined == e->text.len + 1)
		return;
	e->break_due = true;
	e->break_place = place;
}

void emit_join(struct merge_emitter *e)
{
	e->joined = e->text.len + 1;
}

size_t emit_slot(struct merge_emitter *e, struct merge_slot slot)
{
	*ARENA_PUSH(e->arena, e->slots, e->slot_count, e->slot_capacity) = slot;
	return e->slot_count - 1;
}
