#include "api/message.h"

#include <jansson.h>
#include <stdlib.h>

#include "api/phrase.h"
#include "base/buf.h"
#include "base/utf8.h"

static void add_place(struct buf *out, const struct said_place *place)
{
	buf_add_printable(out, str_of(place->shown), "\t");
	buf_add_text(out, place->shown ? ": " : "plangen: ");
}

/* The source line with a mark under the place. */
static void add_excerpt(struct buf *out, const struct said *said)
{
	if (said->excerpt)
		buf_printf(out, "    %s\n    %*s^\n", said->excerpt, said->mark, "");
}

const char *message_severity(enum words_language language, enum diag_severity severity)
{
	static const char *const words[] = { N_("note"), N_("warning"), N_("error"), N_("error") };
	return words_in(language, words[severity]);
}

/* An argument in the language; `room` holds it when it had to be made. */
static const char *word_argument(enum words_language language, enum diag_code code, size_t index, const char *argument, struct buf *room)
{
	if (!argument || !*argument)
		return argument;
	bool library = code == DIAG_XML_SYNTAX || code == DIAG_XML_INVALID || code == DIAG_JSON_SYNTAX;
	if (library && phrase_add_library(language, argument, room))
		return room->data;
	if (!phrase_is_list(code, index))
		return phrase_of_argument(language, code, argument);
	phrase_add_list(language, argument, room);
	return room->data;
}

/* Appends the argument as the text in the language has it. */
static void add_argument(enum words_language language, struct buf *out, const struct diag *diag, size_t index)
{
	struct buf room = BUF_INIT;
	const char *kept = diag->code == DIAG_CONTENT_NOT_FOUND ? "\n\t" : "\t"; /* its argument is a list in lines */
	buf_add_printable(out, str_of(word_argument(language, diag->code, index, diag->arguments[index], &room)), kept);
	buf_free(&room);
}

static void add_piece(enum words_language language, struct buf *out, const struct diag *diag, struct str words, unsigned argument)
{
	if (argument)
		add_argument(language, out, diag, argument - 1);
	else
		buf_add_str(out, words);
}

bool message_add_piece(enum words_language language, struct buf *out, const struct diag *diag, size_t piece, unsigned *argument)
{
	const char *format = words_in(language, diag_template(diag->code));
	struct str words;
	for (size_t i = 0; diag_next_piece(&format, &words, argument); i++)
		if (i == piece) {
			add_piece(language, out, diag, words, *argument);
			return true;
		}
	return false;
}

void message_add_words(enum words_language language, struct buf *out, const struct diag *diag)
{
	const char *format = words_in(language, diag_template(diag->code));
	struct str words;
	unsigned argument;
	while (diag_next_piece(&format, &words, &argument))
		add_piece(language, out, diag, words, argument);
}

static void add_text(enum words_language language, struct buf *out, const struct said *said)
{
	add_place(out, &said->place);
	buf_printf(out, "%s[%s] ", message_severity(language, said->diag.severity), diag_id(said->diag.code));
	message_add_words(language, out, &said->diag);
	buf_add_char(out, '\n');
	add_excerpt(out, said);
	for (const struct said_frame *frame = said->frames; frame; frame = frame->outer) {
		buf_add_text(out, "  ");
		add_place(out, &frame->place);
		struct buf what = BUF_INIT;
		buf_add_text(&what, "");
		buf_add_printable(&what, str_of(frame->what), "\t");
		buf_printf(out, words_in(language, "included here: %s"), what.data);
		buf_free(&what);
		buf_add_char(out, '\n');
	}
}

/* Bytes that are not UTF-8 (names of files) show as U+FFFD: JSON holds only text. */
static json_t *text_json(const char *text)
{
	struct buf clean = BUF_INIT;
	size_t len = strlen(text);
	buf_add_text(&clean, "");
	for (size_t i = 0, size; i < len; i += size ? size : 1) {
		uint32_t cp;
		size = utf8_decode(text + i, len - i, &cp);
		buf_add_utf8(&clean, size ? cp : 0xFFFD);
	}
	json_t *json = json_string(clean.data);
	buf_free(&clean);
	return json;
}

static json_t *place_json(const struct said_place *place)
{
	if (!place->line)
		return json_null();
	json_t *json = json_pack("{s:o, s:i, s:i}", place->option ? "option" : "file", text_json(place->file), "line", (int)place->line, "column",
				 (int)place->column);
	if (place->cell)
		json_object_set_new(json, "cell", text_json(place->cell));
	return json;
}

static json_t *said_json(enum words_language language, const struct said *said)
{
	struct buf text = BUF_INIT;
	message_add_words(language, &text, &said->diag);
	json_t *frames = json_array();
	for (const struct said_frame *frame = said->frames; frame; frame = frame->outer)
		json_array_append_new(frames, json_pack("{s:o, s:o}", "name", frame->what ? text_json(frame->what) : json_null(), "place",
							place_json(&frame->place)));
	json_t *entry = json_pack("{s:s, s:s, s:o, s:o, s:o}", "code", diag_id(said->diag.code), "severity",
				  diag_severity_name(said->diag.severity), "text", text_json(text.data ? text.data : ""), "place",
				  place_json(&said->place), "frames", frames);
	buf_free(&text);
	return entry;
}

/* Whether the message is one to be given: that there are more than were kept is for people only, who see no count. */
static bool is_given(const struct said *said, enum message_style style, enum diag_severity least)
{
	bool more = said->diag.code == DIAG_TOO_MANY_DIAGNOSTICS;
	return more ? style == MESSAGE_TEXT : said->diag.severity >= least;
}

static void add_json(enum words_language language, struct buf *out, const struct plangen_messages *messages, enum diag_severity least)
{
	json_t *all = json_array();
	for (size_t i = 0; i < messages->count; i++)
		if (is_given(&messages->items[i], MESSAGE_JSON, least))
			json_array_append_new(all, said_json(language, &messages->items[i]));
	char *text = json_dumps(all, JSON_INDENT(1) | JSON_PRESERVE_ORDER);
	buf_add_printable(out, str_of(text), "\n"); /* its \u001B are JSON's, too */
	buf_add_char(out, '\n');
	free(text);
	json_decref(all);
}

void message_format(enum words_language language, const struct plangen_messages *messages, enum message_style style, enum diag_severity least,
		    struct buf *out)
{
	if (style == MESSAGE_JSON) {
		add_json(language, out, messages, least);
		return;
	}
	for (size_t i = 0; i < messages->count; i++)
		if (is_given(&messages->items[i], MESSAGE_TEXT, least))
			add_text(language, out, &messages->items[i]);
}
