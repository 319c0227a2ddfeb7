/* Messages as the users of the library have them: copies that need no source. */
#include <stdlib.h>
#include <string.h>

#include "api/internal.h"
#include "api/message.h"
#include "api/phrase.h"
#include "base/arena.h"
#include "base/buf.h"
#include "base/memory.h"
#include "base/said.h"

/* ---- inside a call */

void api_enter(struct api_call *call, struct plangen_messages *messages)
{
	call->before = uselocale(newlocale(LC_ALL_MASK, "C", (locale_t)0));
	call->arena = arena_new();
	call->messages = messages;
	diag_init(&call->diags, call->arena);
}

void api_leave(struct api_call *call)
{
	if (call->messages)
		said_keep(call->messages, &call->diags);
	arena_free(call->arena);
	freelocale(uselocale(call->before));
}

/* ---- the list */

struct plangen_messages *plangen_messages_new(void)
{
	struct plangen_messages *messages = memory_alloc(sizeof *messages);
	messages->arena = arena_new();
	return messages;
}

void plangen_messages_free(struct plangen_messages *messages)
{
	if (messages)
		arena_free(messages->arena);
	free(messages);
}

void plangen_messages_clear(struct plangen_messages *messages)
{
	struct arena *arena = messages->arena;
	arena_reset(arena);
	*messages = (struct plangen_messages){ .arena = arena };
}

size_t plangen_messages_count(const struct plangen_messages *messages)
{
	return messages->count;
}

size_t plangen_messages_worse(const struct plangen_messages *messages, enum plangen_severity least)
{
	size_t count = 0;
	for (size_t i = least; i < sizeof messages->counts / sizeof *messages->counts; i++)
		count += messages->counts[i];
	return count;
}

/* ---- one of them */

static const struct said *item(const struct plangen_messages *messages, size_t index)
{
	static const struct said none = { .diag.severity = DIAG_NOTE };
	return index < messages->count ? &messages->items[index] : &none;
}

enum plangen_severity plangen_message_severity(const struct plangen_messages *messages, size_t index)
{
	switch (item(messages, index)->diag.severity) {
	case DIAG_NOTE:
		return PLANGEN_NOTE;
	case DIAG_WARNING:
		return PLANGEN_WARNING;
	case DIAG_ERROR:
		return PLANGEN_ERROR;
	case DIAG_SYSTEM:
		break;
	}
	return PLANGEN_SYSTEM;
}

const char *plangen_message(const struct plangen_messages *messages, size_t index, enum plangen_message_field field)
{
	const struct said *said = item(messages, index);
	if (index >= messages->count)
		return NULL;
	switch (field) {
	case PLANGEN_MESSAGE_CODE:
		return diag_id(said->diag.code);
	case PLANGEN_MESSAGE_FILE:
		return said->place.file;
	case PLANGEN_MESSAGE_CELL:
		return said->place.cell;
	case PLANGEN_MESSAGE_ARGUMENT_1:
	case PLANGEN_MESSAGE_ARGUMENT_2:
	case PLANGEN_MESSAGE_ARGUMENT_3:
	case PLANGEN_MESSAGE_ARGUMENT_4:
		return said->diag.arguments[field - PLANGEN_MESSAGE_ARGUMENT_1];
	}
	return NULL;
}

unsigned plangen_message_line(const struct plangen_messages *messages, size_t index)
{
	return item(messages, index)->place.line;
}

unsigned plangen_message_column(const struct plangen_messages *messages, size_t index)
{
	return item(messages, index)->place.column;
}

const char *plangen_message_text(struct plangen_messages *messages, size_t index, const char *language)
{
	struct buf out = BUF_INIT;
	if (index >= messages->count)
		return NULL;
	message_add_words(words_language_of(language), &out, &item(messages, index)->diag);
	return buf_move_to(&out, messages->arena);
}

const char *plangen_message_piece(struct plangen_messages *messages, size_t index, const char *language, size_t piece, unsigned *argument)
{
	struct buf out = BUF_INIT;
	buf_add_text(&out, "");
	if (index < messages->count && message_add_piece(words_language_of(language), &out, &item(messages, index)->diag, piece, argument))
		return buf_move_to(&out, messages->arena);
	buf_free(&out);
	return NULL;
}

const char *plangen_messages_bytes(struct plangen_messages *messages, const char *format, const char *language, enum plangen_severity least,
				   size_t *size)
{
	struct buf out = BUF_INIT;
	bool json = strcmp(format, "json") == 0;
	if (!json && strcmp(format, "text") != 0)
		return NULL;
	message_format(words_language_of(language), messages, json ? MESSAGE_JSON : MESSAGE_TEXT, (enum diag_severity)least, &out);
	if (size)
		*size = out.len;
	return buf_move_to(&out, messages->arena);
}

const char *plangen_word(const char *word, const char *language)
{
	const char *known = phrase_of_word(words_language_of(language), word);
	return known == word ? phrase_of_argument(words_language_of(language), DIAG_WRITE_FAILED, word) : known;
}
