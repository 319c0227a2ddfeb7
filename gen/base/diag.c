#include "base/diag.h"

#include <stdarg.h>
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/limits.h"
#include "base/utf8.h"

#define NOTE DIAG_NOTE
#define WARNING DIAG_WARNING
#define ERROR DIAG_ERROR
#define SYSTEM DIAG_SYSTEM

static const struct {
	const char *id;
	enum diag_severity severity;
	const char *text;
} table[DIAG_CODE_COUNT] = {
#define DIAG(name, id, severity, text) [DIAG_##name] = { id, severity, text },
#include "base/diag_codes.h"
#undef DIAG
};

void diag_init(struct diag_list *list, struct arena *arena)
{
	*list = (struct diag_list){ .arena = arena };
}

size_t diag_count(const struct diag_list *list)
{
	size_t count = 0;
	for (int i = 0; i <= DIAG_SYSTEM; i++)
		count += list->counts[i];
	return count;
}

void diag_rank_last(struct diag_list *list, enum diag_code code, enum diag_severity severity)
{
	list->counts[table[code].severity]--;
	list->counts[severity]++;
	if (list->last && list->last->code == code)
		list->last->severity = severity;
}

/* Counts the entry; returns room for it at the end of the list, or NULL beyond the limit. */
static struct diag *add(struct diag_list *list, enum diag_severity severity)
{
	size_t count = diag_count(list);
	list->counts[severity]++;
	if (count - list->dropped >= LIMIT_DIAGNOSTICS) {
		list->dropped++;
		return NULL;
	}
	struct diag *diag = ARENA_NEW(list->arena, struct diag);
	if (list->last)
		list->last->next = diag;
	else
		list->first = diag;
	list->last = diag;
	return diag;
}

void diag_add_entry(struct diag_list *list, enum diag_code code, const struct diag_frame *frames,
		    struct place place, ...)
{
	struct diag *diag = add(list, table[code].severity);
	if (!diag)
		return;
	diag->code = code;
	diag->severity = table[code].severity;
	diag->place = place;
	diag->frames = frames;
	va_list args;
	va_start(args, place);
	for (int i = 0; i < DIAG_ARGUMENTS; i++) {
		const char *argument = va_arg(args, const char *);
		if (!argument)
			break;
		diag->arguments[i] = arena_strdup(list->arena, argument);
	}
	va_end(args);
}

size_t diag_errors(const struct diag_list *list)
{
	return list->counts[DIAG_ERROR] + list->counts[DIAG_SYSTEM];
}

static const struct diag_frame *copy_frames(struct arena *arena, const struct diag_frame *frames)
{
	if (!frames)
		return NULL;
	struct diag_frame *copy = ARENA_NEW(arena, struct diag_frame);
	*copy = *frames;
	copy->what = frames->what ? arena_strdup(arena, frames->what) : NULL;
	copy->outer = copy_frames(arena, frames->outer);
	return copy;
}

static void append_entry(struct diag_list *list, const struct diag *d)
{
	struct diag *copy = add(list, d->severity);
	if (!copy)
		return;
	struct diag *next = copy->next;
	*copy = *d;
	copy->next = next;
	copy->frames = copy_frames(list->arena, d->frames);
	for (int i = 0; i < DIAG_ARGUMENTS; i++)
		if (d->arguments[i])
			copy->arguments[i] = arena_strdup(list->arena, d->arguments[i]);
}

void diag_append(struct diag_list *list, const struct diag_list *from)
{
	size_t counts[DIAG_SYSTEM + 1]; /* also those that `from` dropped: they decide the exit status, too */
	for (int i = 0; i <= DIAG_SYSTEM; i++)
		counts[i] = list->counts[i] + from->counts[i];
	for (const struct diag *d = from->first; d; d = d->next)
		append_entry(list, d);
	memcpy(list->counts, counts, sizeof counts);
	list->dropped += from->dropped;
}

void diag_take_out(struct diag_list *list, enum diag_code code)
{
	struct diag **link = &list->first;
	list->last = NULL;
	while (*link) {
		if ((*link)->code == code) {
			list->counts[(*link)->severity]--;
			*link = (*link)->next;
			continue;
		}
		list->last = *link;
		link = &(*link)->next;
	}
}

static bool is_same(const struct diag *a, const struct diag *b)
{
	bool same = a->code == b->code && a->place.source == b->place.source && a->place.offset == b->place.offset;
	for (int i = 0; i < DIAG_ARGUMENTS && same; i++)
		same = strcmp(a->arguments[i] ? a->arguments[i] : "", b->arguments[i] ? b->arguments[i] : "") == 0;
	return same;
}

void diag_append_new(struct diag_list *list, const struct diag_list *from)
{
	for (const struct diag *d = from->first; d; d = d->next) {
		const struct diag *known = list->first;
		while (known && !is_same(known, d))
			known = known->next;
		if (!known)
			append_entry(list, d);
	}
}

const char *diag_excerpt(struct arena *arena, struct str text, size_t characters)
{
	size_t len = utf8_prefix(text.data, text.len, characters);
	return arena_printf(arena, "%.*s%s", (int)len, len ? text.data : "", len < text.len ? "…" : "");
}

const char *diag_id(enum diag_code code)
{
	return table[code].id;
}

const char *diag_template(enum diag_code code)
{
	return table[code].text;
}

enum diag_severity diag_severity_of(enum diag_code code)
{
	return table[code].severity;
}

const char *diag_severity_name(enum diag_severity severity)
{
	static const char *const names[] = { "note", "warning", "error", "error" };
	return names[severity];
}

/* The argument whose place in a format begins here, from 1; 0: none. */
static unsigned argument_at(const char *at)
{
	return at[0] == '%' && at[1] >= '1' && at[1] <= '0' + DIAG_ARGUMENTS ? (unsigned)(at[1] - '0') : 0;
}

bool diag_next_piece(const char **format, struct str *words, unsigned *argument)
{
	const char *at = *format;
	*argument = argument_at(at);
	if (*argument)
		at += 2;
	else
		while (*at && !argument_at(at))
			at++;
	*words = (struct str){ *format, (size_t)(at - *format) };
	*format = at;
	return words->len;
}

void diag_format(const struct diag *diag, const char *format, struct buf *out)
{
	struct str words;
	unsigned argument;
	while (diag_next_piece(&format, &words, &argument))
		if (argument)
			buf_add_text(out, diag->arguments[argument - 1] ? diag->arguments[argument - 1] : "");
		else
			buf_add(out, words.data, words.len);
}

int diag_exit_status(const struct diag_list *list, bool strict)
{
	if (list->counts[DIAG_SYSTEM])
		return 4;
	if (list->counts[DIAG_ERROR])
		return 2;
	return strict && list->counts[DIAG_WARNING] ? 1 : 0;
}
