#include "api/message.h"

#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>

#include "api/phrase.h"
#include "base/buf.h"
#include "base/utf8.h"

static void add_place(struct buf *out, struct place place)
{
	struct buf where = BUF_INIT;
	bool known = source_add_place(place, &where);
	buf_add_printable(out, buf_str(&where), "\t");
	buf_add_text(out, known ? ": " : "plangen: ");
	buf_free(&where);
}

/* The source line with a mark under the place. Long lines are cut around it. */
static void add_excerpt(struct buf *out, struct place place)
{
	if (!place.source || !place.source->text.len)
		return;
	struct str line = source_line(place);
	unsigned number, column;
	source_position(place, &number, &column);
	size_t before = utf8_prefix(line.data, line.len, column - 1);
	size_t skip = column > 25 ? utf8_prefix(line.data, line.len, column - 25) : 0;
	struct str shown = str_from(line, skip);
	shown.len = utf8_prefix(shown.data, shown.len, 48);
	if (!str_trim(shown).len)
		return;
	struct buf lead = BUF_INIT;
	buf_add_text(out, "    ");
	buf_add_printable(out, shown, "\t");
	buf_add_printable(&lead, (struct str){ line.data + skip, before - skip }, "\t");
	buf_printf(out, "\n    %*s^\n", utf8_cells(buf_str(&lead).data, lead.len), "");
	buf_free(&lead);
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

static void add_text(enum words_language language, struct buf *out, const struct diag *diag)
{
	add_place(out, diag->place);
	buf_printf(out, "%s[%s] ", message_severity(language, diag->severity), diag_id(diag->code));
	message_add_words(language, out, diag);
	buf_add_char(out, '\n');
	add_excerpt(out, diag->place);
	for (const struct diag_frame *frame = diag->frames; frame; frame = frame->outer) {
		buf_add_text(out, "  ");
		add_place(out, frame->place);
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

static json_t *place_json(struct place place)
{
	unsigned line, column;
	source_position(place, &line, &column);
	if (!line)
		return json_null();
	struct buf cell = BUF_INIT;
	json_t *json =
		json_pack("{s:o, s:i, s:i}", place.source->option ? "option" : "file", text_json(place.source->name), "line", (int)line, "column", (int)column);
	if (source_add_cell(place, &cell))
		json_object_set_new(json, "cell", text_json(cell.data));
	buf_free(&cell);
	return json;
}

static json_t *diag_json(enum words_language language, const struct diag *diag)
{
	struct buf text = BUF_INIT;
	message_add_words(language, &text, diag);
	json_t *frames = json_array();
	for (const struct diag_frame *frame = diag->frames; frame; frame = frame->outer)
		json_array_append_new(frames, json_pack("{s:o, s:o}", "name",
							frame->what ? text_json(frame->what) : json_null(), "place",
							place_json(frame->place)));
	json_t *entry = json_pack("{s:s, s:s, s:o, s:o, s:o}", "code", diag_id(diag->code), "severity",
				  diag_severity_name(diag->severity), "text", text_json(text.data ? text.data : ""), "place",
				  place_json(diag->place), "frames", frames);
	buf_free(&text);
	return entry;
}

static void add_json(enum words_language language, struct buf *out, const struct diag_list *diags, bool notes)
{
	json_t *all = json_array();
	for (const struct diag *d = diags->first; d; d = d->next)
		if (notes || d->severity > DIAG_NOTE)
			json_array_append_new(all, diag_json(language, d));
	char *text = json_dumps(all, JSON_INDENT(1) | JSON_PRESERVE_ORDER);
	buf_add_printable(out, str_of(text), "\n"); /* its \u001B are JSON's, too */
	buf_add_char(out, '\n');
	free(text);
	json_decref(all);
}

void message_format(enum words_language language, const struct diag_list *diags, enum message_style style, bool notes, struct buf *out)
{
	if (style == MESSAGE_JSON) {
		add_json(language, out, diags, notes);
		return;
	}
	for (const struct diag *d = diags->first; d; d = d->next)
		if (notes || d->severity > DIAG_NOTE)
			add_text(language, out, d);
	if (!diags->dropped)
		return;
	char count[32];
	snprintf(count, sizeof count, "%zu", diags->dropped);
	struct diag more = { .code = DIAG_TOO_MANY_DIAGNOSTICS, .severity = DIAG_WARNING, .arguments = { count } };
	add_text(language, out, &more);
}
