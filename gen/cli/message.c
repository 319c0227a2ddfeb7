#include "cli/message.h"

#include <jansson.h>
#include <locale.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/memory.h"
#include "base/said.h"

/* The language a person asked for, also when its locale is not installed (a bare Debian has only C.UTF-8). */
static const char *wanted_language(void)
{
	static const char *const names[] = { "LC_ALL", "LC_MESSAGES", "LANG" };
	for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
		const char *value = getenv(names[i]);
		if (value && *value)
			return value;
	}
	return "C";
}

void message_set_locale(const char *folder)
{
	bool chinese = strncmp(wanted_language(), "zh", 2) == 0;
	const char *set = setlocale(LC_ALL, "");
	if (chinese && (!set || strncmp(setlocale(LC_MESSAGES, NULL), "zh", 2) != 0)) {
		setlocale(LC_ALL, "C.UTF-8");
		setenv("LANGUAGE", "zh_CN", 1);
	}
	setlocale(LC_NUMERIC, "C");
	bindtextdomain("plangen", folder);
	bind_textdomain_codeset("plangen", "UTF-8");
	textdomain("plangen");
}

const char *message_language(void)
{
	static const char known[] = N_("error");
	return strcmp(_(known), known) == 0 ? "en" : "zh";
}

/* Writes `head` and the formatted text; of its control characters only those in `kept`. */
static void put_printable(FILE *to, const char *head, const char *kept, const char *format, va_list args)
{
	char *text = NULL;
	struct buf shown = BUF_INIT;
	if (vasprintf(&text, format, args) < 0)
		memory_fail();
	buf_add_text(&shown, head);
	buf_add_printable(&shown, str_of(text), kept);
	fwrite(shown.data, 1, shown.len, to);
	buf_free(&shown);
	free(text);
}

void message_usage(const char *format, ...)
{
	va_list args;
	va_start(args, format);
	put_printable(stderr, "plangen: ", "\t", format, args);
	va_end(args);
	fprintf(stderr, "\n%s\n", _("Try ‘plangen --help’."));
}

void message_put(FILE *to, const char *format, ...)
{
	va_list args;
	va_start(args, format);
	put_printable(to, "", "\n\t", format, args);
	va_end(args);
}

void message_put_json(struct json_t *json)
{
	json_dumpf(json, stdout, JSON_INDENT(2) | JSON_PRESERVE_ORDER);
	putchar('\n');
	json_decref(json);
}

void message_add_array(struct message_array *array, const char *text)
{
	struct str rest = str_trim(str_of(text));
	struct str entries = rest.len > 2 ? str_trim((struct str){ rest.data + 1, rest.len - 2 }) : STR("");
	if (!array->open)
		fputs("[", stderr);
	array->open = true;
	if (entries.len)
		fprintf(stderr, "%s%.*s", array->filled ? ",\n " : "\n ", (int)entries.len, entries.data);
	array->filled = array->filled || entries.len;
}

void message_end_array(struct message_array *array)
{
	if (array->open)
		fputs(array->filled ? "\n]\n" : "]\n", stderr);
	*array = (struct message_array){ 0 };
}

void message_add(const struct diag_list *diags, const char *format, bool notes, struct buf *out)
{
	struct plangen_messages *messages = plangen_messages_new();
	size_t size;
	said_keep(messages, diags);
	const char *text = plangen_messages_bytes(messages, format, message_language(), notes ? PLANGEN_NOTE : PLANGEN_WARNING, &size);
	buf_add(out, text, size);
	plangen_messages_free(messages);
}

void message_tell(struct plangen_messages *messages, enum plangen_severity least)
{
	size_t size;
	const char *text = plangen_messages_bytes(messages, "text", message_language(), least, &size);
	fwrite(text, 1, size, stderr);
}

void message_print(const struct diag_list *diags, bool notes)
{
	struct buf out = BUF_INIT;
	message_add(diags, "text", notes, &out);
	if (out.len)
		fwrite(out.data, 1, out.len, stderr);
	buf_free(&out);
}
