#include "base/said.h"

#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/utf8.h"

static struct said_place keep_place(struct arena *arena, struct place place)
{
	struct said_place kept = { 0 };
	struct buf shown = BUF_INIT, cell = BUF_INIT;
	if (!place.source)
		return kept;
	kept.file = arena_strdup(arena, place.source->name);
	kept.option = place.source->option;
	source_position(place, &kept.line, &kept.column);
	if (source_add_place(place, &shown))
		kept.shown = buf_move_to(&shown, arena);
	if (source_add_cell(place, &cell))
		kept.cell = buf_move_to(&cell, arena);
	return kept;
}

static const struct said_frame *keep_frames(struct arena *arena, const struct diag_frame *frames)
{
	const struct said_frame *first = NULL, **end = &first;
	for (; frames; frames = frames->outer) {
		struct said_frame *kept = ARENA_NEW(arena, struct said_frame);
		*kept = (struct said_frame){ .what = frames->what ? arena_strdup(arena, frames->what) : NULL, .place = keep_place(arena, frames->place) };
		*end = kept;
		end = &kept->outer;
	}
	return first;
}

/* The source line around the place. Long lines are cut. */
static void keep_excerpt(struct arena *arena, struct place place, unsigned column, struct said *said)
{
	enum { BEFORE = 25, MOST = 48 };
	if (!place.source || !place.source->text.len)
		return;
	struct str line = source_line(place);
	size_t before = utf8_prefix(line.data, line.len, column - 1);
	size_t skip = column > BEFORE ? utf8_prefix(line.data, line.len, column - BEFORE) : 0;
	struct str shown = str_from(line, skip);
	shown.len = utf8_prefix(shown.data, shown.len, MOST);
	if (!str_trim(shown).len)
		return;
	struct buf lead = BUF_INIT, text = BUF_INIT;
	buf_add_printable(&text, shown, "\t");
	buf_add_printable(&lead, (struct str){ line.data + skip, before - skip }, "\t");
	said->excerpt = buf_move_to(&text, arena);
	said->mark = utf8_cells(buf_str(&lead).data, lead.len);
	buf_free(&lead);
}

static void keep(struct plangen_messages *messages, const struct diag *diag)
{
	struct arena *arena = messages->arena;
	struct said *said = ARENA_PUSH(arena, messages->items, messages->count, messages->capacity);
	*said = (struct said){ .diag = { .code = diag->code, .severity = diag->severity }, .place = keep_place(arena, diag->place) };
	for (size_t i = 0; i < DIAG_ARGUMENTS; i++)
		said->diag.arguments[i] = diag->arguments[i] ? arena_strdup(arena, diag->arguments[i]) : NULL;
	keep_excerpt(arena, diag->place, said->place.column, said);
	said->frames = keep_frames(arena, diag->frames);
}

void said_keep(struct plangen_messages *messages, const struct diag_list *diags)
{
	struct diag more = { .code = DIAG_TOO_MANY_DIAGNOSTICS, .severity = DIAG_WARNING };
	for (const struct diag *d = diags->first; d; d = d->next)
		keep(messages, d);
	for (size_t i = 0; i < sizeof diags->counts / sizeof *diags->counts; i++)
		messages->counts[i] += diags->counts[i];
	if (!diags->dropped)
		return;
	more.arguments[0] = arena_printf(messages->arena, "%zu", diags->dropped);
	keep(messages, &more);
}
