/* --format and --output: what is written, and where. */
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/file.h"
#include "base/suggest.h"
#include "batch/guard.h"
#include "batch/output.h"
#include "cli/command.h"
#include "write/pdf/pdf.h"
#include "write/png/png.h"
#include "write/writer.h"

/* What people call the formats, and endings of documents that are not written. */
static const struct {
	const char *word, *format; /* NULL: none is like it */
} other_names[] = {
	{ "word", "docx" },   { "doc", "docx" }, { "wps", "docx" },	{ "dotx", "docx" }, { "wordxml", "xml" },
	{ "flatopc", "xml" }, { "opc", "xml" },	 { "markdown", "md" },	{ "text", "txt" },  { "txt", "text" },
	{ "plain", "txt" },   { "layout", "pages" }, { "htm", "html" }, { "excel", "xlsx" }, { "json", "pages" }, { "xlsx", "csv" }, { "xls", "xlsx" }, { "et", "xlsx" },
	{ "odt", NULL },      { "rtf", NULL },	 { "html", NULL },	{ "ofd", NULL },
};

/* Whether `names` (separated by ", ") holds the name; it is stored in *near when it is nearer to what is searched. */
static bool offer_names(struct arena *arena, const char *names, const char *name, struct suggestion *near)
{
	struct str rest = str_of(names);
	bool found = false;
	while (rest.data) {
		struct str word = str_cut(&rest, ", ");
		found = found || str_is(word, name);
		suggest_offer(near, arena_copy(arena, word.data, word.len));
	}
	return found;
}

/* Adds the error “unknown format”, with the format that was probably meant. */
static void report_format(struct session *session, const char *wanted, const char *names)
{
	struct suggestion near = { .wanted = str_of(wanted) };
	const char *meant = NULL;
	offer_names(session->arena, names, "", &near);
	for (size_t i = 0; i < sizeof other_names / sizeof *other_names; i++)
		if (other_names[i].format && strcmp(other_names[i].word, wanted) == 0 &&
		    offer_names(session->arena, names, other_names[i].format, &near))
			meant = other_names[i].format;
	if (meant || near.best)
		diag_add(&session->diags, DIAG_UNKNOWN_FORMAT_NEAR, NO_PLACE, wanted, meant ? meant : near.best, names);
	else
		diag_add(&session->diags, DIAG_UNKNOWN_FORMAT, NO_PLACE, wanted, names);
}

/* The word in small letters, in the arena. */
static char *lower(struct arena *arena, struct str word)
{
	char *name = arena_copy(arena, word.data, word.len);
	for (char *c = name; *c; c++)
		*c = *c >= 'A' && *c <= 'Z' ? (char)(*c - 'A' + 'a') : *c;
	return name;
}

/* The dot of the ending of the file that --output names; NULL: it has none, or names a folder that is there. */
static const char *dot_of(const char *output)
{
	const char *slash = output ? strrchr(output, '/') : NULL, *name = slash ? slash + 1 : output;
	const char *dot = name ? strrchr(name, '.') : NULL;
	return !dot || dot == name || file_is_folder(output) ? NULL : dot;
}

/* The one of the formats that the file of --output has for its ending; NULL: none, or a folder. */
static const char *named_by_ending(struct session *session, const char *names)
{
	const char *dot = dot_of(session->options->output);
	struct suggestion ignored = { .wanted = STR("") };
	if (!dot)
		return NULL;
	const char *ending = lower(session->arena, str_of(dot + 1));
	return offer_names(session->arena, names, ending, &ignored) ? ending : NULL;
}

const char *session_choose_format(struct session *session, const char *names)
{
	struct str rest = str_of(names), first = str_cut(&rest, ", ");
	const char *given = session->options->formats ? session->options->formats : named_by_ending(session, names);
	const char *name = lower(session->arena, given ? str_trim(str_of(given)) : first);
	struct suggestion ignored = { .wanted = str_of(name) };
	if (offer_names(session->arena, names, name, &ignored))
		return name;
	report_format(session, name, names);
	return NULL;
}

bool session_next_word(struct str *list, struct str *word)
{
	static const char *const commas[] = { ",", "，", "、" };
	while (list->data) {
		size_t at = list->len, skip = 0;
		for (size_t i = 0; i < sizeof commas / sizeof *commas; i++) {
			size_t found = str_find(*list, commas[i]);
			if (found != (size_t)-1 && found < at) {
				at = found;
				skip = strlen(commas[i]);
			}
		}
		*word = str_trim((struct str){ list->data, at });
		*list = skip ? (struct str){ list->data + at + skip, list->len - at - skip } : (struct str){ NULL, 0 };
		if (word->len)
			return true;
	}
	return false;
}

/* The ending of the file that --output names, with its dot; NULL when it names a folder: one that is there, or a name that no
 * document has. */
static const char *file_ending(const char *output)
{
	const char *dot = dot_of(output);
	for (const struct writer *const *writer = writer_table; dot && *writer; writer++)
		if (strcasecmp((*writer)->extension, dot) == 0)
			return dot;
	for (size_t i = 0; dot && i < sizeof other_names / sizeof *other_names; i++)
		if (strcasecmp(other_names[i].word, dot + 1) == 0)
			return dot;
	return NULL;
}

/* Takes --output as a file of the one format. False with an error when several are wanted, or another. */
static bool set_path(struct session *session, const char *ending, struct output_request *request)
{
	const char *output = session->options->output, *slash = strrchr(output, '/');
	if (request->draft.writer_count != 1 || strcasecmp(request->draft.writers[0]->extension, ending) != 0) {
		diag_add(&session->diags, DIAG_OUTPUT_FORMATS, NO_PLACE, output, lower(session->arena, str_of(ending + 1)),
			 session->options->formats);
		return false;
	}
	request->path = output;
	request->folder = slash == output ? "/" : slash ? arena_copy(session->arena, output, (size_t)(slash - output)) : ".";
	return true;
}

static bool has_writer(const struct writer *const *writers, size_t count, const struct writer *writer)
{
	for (size_t i = 0; i < count; i++)
		if (writers[i] == writer)
			return true;
	return false;
}

bool session_choose_writers(struct session *session, const char *otherwise, struct output_request *request)
{
	const char *ending = file_ending(session->options->output), *given = session->options->formats;
	bool picture = session->options->sheet || session->options->resolution; /* which only pictures have */
	struct str rest = str_of(given ? given : picture ? writer_png.name : otherwise);
	const struct writer **writers = NULL;
	size_t count = 0, capacity = 0;
	if (ending && !given) {
		rest = str_of(ending + 1);
		for (const struct writer *const *writer = writer_table; *writer; writer++)
			if (strcasecmp((*writer)->extension, ending) == 0)
				rest = str_of((*writer)->name);
	}
	for (struct str word; session_next_word(&rest, &word);) {
		const char *name = lower(session->arena, word);
		const struct writer *writer = writer_lookup(name);
		if (!writer) {
			report_format(session, name, writer_names(session->arena));
			return false;
		}
		*ARENA_PUSH(session->arena, writers, count, capacity) = writer;
	}
	if (count && session->options->gallery && !has_writer(writers, count, &writer_png))
		*ARENA_PUSH(session->arena, writers, count, capacity) = &writer_png;
	if (count && session->options->print_file && !has_writer(writers, count, &writer_pdf))
		*ARENA_PUSH(session->arena, writers, count, capacity) = &writer_pdf;
	if (!count) {
		diag_add(&session->diags, DIAG_UNKNOWN_FORMAT, NO_PLACE, given, writer_names(session->arena));
		return false;
	}
	request->draft.writers = writers;
	request->draft.writer_count = count;
	request->folder = session->options->output;
	return !ending || set_path(session, ending, request);
}

bool session_check_output(struct session *session, const struct output_request *request, size_t documents)
{
	if (!request->path || documents <= 1)
		return true;
	diag_add(&session->diags, DIAG_OUTPUT_ONE_FILE, NO_PLACE, request->path);
	return false;
}

void session_put(struct session *session, const struct guard *guard, const char *file, const struct buf *out)
{
	const char *slash = file ? strrchr(file, '/') : NULL;
	const char *folder = slash ? arena_copy(session->arena, file, (size_t)(slash - file)) : "";
	if (!file)
		fwrite(out->data, 1, out->len, stdout);
	else if (guard_allows(guard, file, &session->diags) && file_make_folder(folder, FILE_SYNC_EACH, &session->diags))
		file_write(file, buf_str(out), &session->diags);
}
