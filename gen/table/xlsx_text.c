#include "table/xlsx_internal.h"

#include <string.h>

#include "base/script.h"

/* ---- escapes */

static int hex_digit(char c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	if (c >= 'a' && c <= 'f')
		return c - 'a' + 10;
	return c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

/* The character of "_x000D_" at the start of the text; 0: there is none. */
static uint32_t escaped(struct str text)
{
	enum { BYTES = 7 };
	uint32_t c = 0;
	if (text.len < BYTES || !str_starts(text, "_x") || text.data[BYTES - 1] != '_')
		return 0;
	for (size_t i = 2; i < BYTES - 1; i++) {
		int digit = hex_digit(text.data[i]);
		if (digit < 0)
			return 0;
		c = c << 4 | (uint32_t)digit;
	}
	return c >= 0xD800 && c <= 0xDFFF ? 0 : c;
}

void xlsx_add_text(struct buf *out, struct str text)
{
	while (text.len) {
		uint32_t c = text.data[0] == '_' ? escaped(text) : 0;
		const char *next = memchr(text.data + 1, '_', text.len - 1);
		size_t len = c ? 7 : next ? (size_t)(next - text.data) : text.len;
		if (c)
			buf_add_utf8(out, c);
		else
			buf_add(out, text.data, len);
		text = str_from(text, len);
	}
}

/* ---- runs */

void xlsx_read_font(const char *name, const struct xml_tag *tag, unsigned *font)
{
	struct str given = xml_tag_attribute(tag, "val");
	if (strcmp(name, "strike") == 0 && (!given.data || xlsx_is_true(given)))
		*font |= XLSX_STRUCK;
	if (strcmp(name, "vertAlign") == 0)
		*font |= str_is(given, "superscript") ? XLSX_RAISED : str_is(given, "subscript") ? XLSX_LOWERED : 0;
}

/* Keeps the run that was read, if it has a text. */
static void end_run(struct xlsx_rich *rich)
{
	size_t before = rich->texts.len;
	xlsx_add_text(&rich->texts, buf_str(&rich->text));
	rich->run.text.len = rich->texts.len - before;
	if (rich->run.text.len)
		buf_add(&rich->runs, &rich->run, sizeof rich->run);
	rich->run = (struct xlsx_run){ .own = false };
	buf_reset(&rich->text);
}

void xlsx_rich_start(struct xlsx_rich *rich, const char *name, const struct xml_tag *tag)
{
	rich->phonetic += strcmp(name, "rPh") == 0;
	rich->in_text = strcmp(name, "t") == 0 && !rich->phonetic;
	if (strcmp(name, "r") == 0)
		end_run(rich);
	else if (strcmp(name, "rPr") == 0)
		rich->run.own = true;
	else if (rich->run.own)
		xlsx_read_font(name, tag, &rich->run.font);
}

void xlsx_rich_end(struct xlsx_rich *rich, const char *name)
{
	rich->in_text = false;
	rich->phonetic -= strcmp(name, "rPh") == 0 && rich->phonetic;
	if (strcmp(name, "r") == 0)
		end_run(rich);
}

void xlsx_rich_add(struct xlsx_rich *rich, struct str text)
{
	if (rich->in_text)
		buf_add_str(&rich->text, text);
}

struct xlsx_string xlsx_rich_take(struct xlsx_rich *rich)
{
	end_run(rich);
	struct xlsx_run *runs = (struct xlsx_run *)(void *)rich->runs.data;
	struct xlsx_string string = { runs, rich->runs.len / sizeof *runs };
	const char *text = rich->texts.data;
	for (size_t i = 0; i < string.count; text += runs[i++].text.len)
		runs[i].text.data = text;
	rich->in_text = false;
	rich->phonetic = 0;
	rich->runs.len = rich->texts.len = 0; /* the bytes stay for who takes them */
	return string;
}

void xlsx_rich_free(struct xlsx_rich *rich)
{
	buf_free(&rich->runs);
	buf_free(&rich->texts);
	buf_free(&rich->text);
}

struct xlsx_string xlsx_string_copy(struct arena *arena, const struct xlsx_string *string)
{
	struct xlsx_run *runs = NULL;
	size_t len = 0;
	if (string->count)
		runs = ARENA_ARRAY(arena, struct xlsx_run, string->count);
	for (size_t i = 0; i < string->count; i++)
		len += string->runs[i].text.len;
	char *text = arena_alloc(arena, len + 1);
	for (size_t i = 0; i < string->count; i++) {
		runs[i] = string->runs[i];
		if (runs[i].text.len)
			memcpy(text, runs[i].text.data, runs[i].text.len);
		runs[i].text.data = text;
		text += runs[i].text.len;
	}
	*text = '\0';
	return (struct xlsx_string){ runs, string->count };
}

bool xlsx_string_is_plain(const struct xlsx_string *string, struct str *text)
{
	*text = STR("");
	for (size_t i = 0; i < string->count; i++) {
		if (string->runs[i].own && string->runs[i].font)
			return false;
		text->len += string->runs[i].text.len;
	}
	text->data = string->count ? string->runs[0].text.data : text->data;
	return true;
}

void xlsx_add_string(struct buf *out, const struct xlsx_string *string, unsigned font, struct xlsx_reading *reading)
{
	for (size_t i = 0; i < string->count; i++) {
		const struct xlsx_run *run = &string->runs[i];
		unsigned own = run->own ? run->font : font;
		bool set_apart = (own & (XLSX_RAISED | XLSX_LOWERED)) != 0;
		if (own & XLSX_STRUCK) {
			buf_add_str(&reading->struck, run->text);
		} else if (!set_apart || !script_write(run->text, own & XLSX_RAISED ? SCRIPT_RAISED : SCRIPT_LOWERED, out)) {
			buf_add_str(out, run->text);
			buf_add_str(&reading->lost, set_apart ? run->text : STR(""));
		}
	}
}
