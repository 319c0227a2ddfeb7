#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/cache.h"
#include "base/file.h"
#include "base/format_name.h"
#include "base/known.h"
#include "base/limits.h"
#include "base/said.h"
#include "batch/guard.h"
#include "batch/output.h"
#include "catalogue/catalogue.h"
#include "cli/command.h"
#include "cli/message.h"
#include "cli/quote.h"
#include "cli/unlisted.h"
#include "draft/look.h"
#include "font/font.h"
#include "plangen.h"
#include "vars/json.h"
#include "vars/value.h"

/* What earlier processes found valid. */
static struct known *remembered(struct session *session)
{
	if (!session->known)
		session->known = known_load(session->arena, session->home.cache);
	return session->known;
}

/* Whether the command may write into the content folder. */
static bool writes_content(const struct options *options)
{
	if (options->dry_run)
		return false;
	if (options->command == COMMAND_UNIT)
		return options->argument_count && strcmp(options->arguments[0], "show") != 0;
	if (options->command == COMMAND_SERVE)
		return !options->read_only;
	return options->command == COMMAND_FILL || options->command == COMMAND_YEAR || options->command == COMMAND_UPGRADE || options->ask ||
	       (options->fix && !options->fix_file) || options->accept_values || options->accept_text || options->accept_base;
}

/* What came with the program belongs to it: what an office writes goes into a copy of its own. False with errors. */
static bool take_own_copy(struct session *session)
{
	struct home *home = &session->home;
	if (!home->own || !home->shipped || home->content != home->shipped || !writes_content(session->options))
		return true;
	if (!plangen_folder_copy(home->shipped, home->own, session_said(session)))
		return false;
	home->content = home->own;
	diag_add(&session->diags, DIAG_OWN_COPY_MADE, NO_PLACE, home->own);
	return true;
}

/* Says when the texts of the own copy are not those of the program. */
static void compare_versions(struct session *session)
{
	const struct home *home = &session->home;
	char version[64];
	bool copy = home->shipped && home->content == home->own && plangen_folder_version(home->own, version, sizeof version);
	if (copy && strcmp(version, plangen_version()) != 0 && session->options->command != COMMAND_UPGRADE)
		diag_add(&session->diags, DIAG_UPGRADE_OFFERED, NO_PLACE, home->own, version, plangen_version());
}

const char *session_content(struct session *session)
{
	const struct home *home = &session->home;
	if (!home->content)
		diag_add(&session->diags, DIAG_CONTENT_NOT_FOUND, NO_PLACE, home->tried);
	if (!home->content || !take_own_copy(session))
		return NULL;
	compare_versions(session);
	return plangen_folder_recover(home->content, session_said(session)) ? home->content : NULL;
}

const struct catalogue *session_load_catalogue(struct session *session)
{
	const struct home *home = &session->home;
	if (!session_content(session))
		return NULL;
	if (!home->templates) {
		diag_add(&session->diags, DIAG_TEMPLATES_NOT_FOUND, NO_PLACE);
		return NULL;
	}
	const struct catalogue *catalogue = catalogue_load(
		session->arena, home->content, file_join(session->arena, home->templates, "schema"), remembered(session),
		&session->diags);
	known_save(session->known);
	enum command command = session->options->command;
	bool all_units = command == COMMAND_LIST || ((command == COMMAND_BUILD || command == COMMAND_TOC) && !session->options->unit);
	if (catalogue && all_units)
		catalogue_report_faults(catalogue, &session->diags);
	return catalogue;
}

/* Today: of SOURCE_DATE_EPOCH when set (reproducible builds), else of the clock. False with an error. */
static bool find_today(struct session *session, struct tm *today)
{
	const char *epoch = getenv("SOURCE_DATE_EPOCH");
	if (!epoch || !*epoch) {
		time_t now = time(NULL);
		return localtime_r(&now, today) != NULL;
	}
	time_t then = (time_t)strtoll(epoch, NULL, 10);
	if (strlen(epoch) < 13 && strspn(epoch, "0123456789") == strlen(epoch) && gmtime_r(&then, today) && today->tm_year <= 9999 - 1900)
		return true;
	diag_add(&session->diags, DIAG_BAD_EPOCH, NO_PLACE, epoch);
	return false;
}

unsigned session_year(struct session *session)
{
	struct tm today = { 0 };
	if (session->options->year)
		return session_read_year(session, session->options->year);
	return find_today(session, &today) ? (unsigned)today.tm_year + 1900 : 0;
}

unsigned session_read_year(struct session *session, const char *text)
{
	if (strlen(text) == 4 && strspn(text, "0123456789") == 4 && text[0] != '0')
		return (unsigned)strtoul(text, NULL, 10);
	diag_add(&session->diags, DIAG_BAD_YEAR, NO_PLACE, text);
	return 0;
}

static bool read_data(struct session *session, const struct value **data)
{
	*data = NULL;
	if (!session->options->data)
		return true;
	const char *name = strcmp(session->options->data, "-") == 0 ? "/dev/stdin" : session->options->data;
	const struct source *source = source_load(session->arena, name, LIMIT_DATA_BYTES, &session->diags);
	*data = source ? json_read_value(session->arena, source, &session->diags) : NULL;
	if (*data && (*data)->kind != VALUE_MAP) {
		diag_add(&session->diags, DIAG_JSON_NOT_OBJECT, (*data)->place);
		return false;
	}
	return *data != NULL;
}

size_t session_read_settings(struct session *session, struct catalogue_setting **given)
{
	const struct options *options = session->options;
	struct catalogue_setting *settings = ARENA_ARRAY(session->arena, struct catalogue_setting, options->set_count + 2);
	size_t count = 0;
	if (options->issue)
		settings[count++] = (struct catalogue_setting){ "印发通知", "是", source_of_option(session->arena, "--issue", "", 0) };
	for (size_t i = 0; i < options->set_count; i++) {
		const char *equals = strchr(options->sets[i], '=');
		struct catalogue_setting *setting = &settings[count++];
		setting->name = arena_copy(session->arena, options->sets[i], (size_t)(equals - options->sets[i]));
		setting->value = equals + 1;
		setting->place = source_of_option(session->arena, "--set", options->sets[i], (size_t)(equals + 1 - options->sets[i]));
	}
	*given = settings;
	return count;
}

/* Finds --unit. A unit that is in no file is taken by its name when the person named the variant, or for a file of one's own the
 * type. */
static bool find_unit(struct session *session, const struct catalogue *catalogue, struct catalogue_request *request)
{
	const struct options *options = session->options;
	request->unit_type = options->type;
	if (!options->unit)
		return true;
	struct diag_list found;
	diag_init(&found, session->arena);
	request->unit = catalogue_find_unit(catalogue, str_of(options->unit), &found);
	bool drafts = options->command != COMMAND_EXPLAIN && options->command != COMMAND_FORM; /* and says it of each document */
	if (request->unit && !drafts)
		catalogue_report_faults_of(catalogue, request->unit, NULL, &session->diags);
	if (request->unit)
		catalogue_report_comments_of(catalogue, request->unit, &session->diags);
	if (request->unit && options->type && !str_is(request->unit->type, options->type))
		diag_add(&session->diags, DIAG_UNIT_TYPE_UNUSED, request->unit->place, options->unit,
			 arena_copy(session->arena, request->unit->type.data, request->unit->type.len), options->type);
	if (request->unit)
		return true;
	const struct diag *fault = found.last;
	bool unknown = fault && (fault->code == DIAG_UNIT_UNKNOWN || fault->code == DIAG_UNIT_UNKNOWN_NEAR);
	if (unknown && options->command == COMMAND_FORM)
		return unlisted_take_new(session, catalogue, fault, request);
	bool own_file = options->command == COMMAND_RENDER && options->type;
	if (unknown && (request->variant || own_file) && options->command != COMMAND_FORM) {
		unlisted_take(session, catalogue, fault, request);
		return true;
	}
	if (unknown && diag_errors(&session->diags)) {
		diag_add(&session->diags, DIAG_UNIT_NOT_READ, NO_PLACE, options->unit);
		return false;
	}
	diag_append_new(&session->diags, &found);
	if (unknown && (options->command == COMMAND_DRAFT || options->command == COMMAND_RENDER || options->command == COMMAND_EXPLAIN))
		unlisted_advise(session);
	return false;
}

/* From November on, plans are drafted for the next year; the profile of this one is for who forgot it. */
static void suggest_next_year(struct session *session, const struct catalogue *catalogue, unsigned year)
{
	enum { NOVEMBER = 10 };
	struct tm today = { 0 };
	enum command command = session->options->command;
	bool drafts = command == COMMAND_DRAFT || command == COMMAND_BUILD || command == COMMAND_FORM;
	if (session->options->year || !drafts || !find_today(session, &today) || today.tm_mon < NOVEMBER)
		return;
	bool ready = catalogue_has_year(catalogue, year + 1);
	diag_add(&session->diags, ready ? DIAG_YEAR_NEXT : DIAG_YEAR_NEXT_NEW, NO_PLACE, arena_printf(session->arena, "%u", year),
		 arena_printf(session->arena, "%u", year + 1));
}

/* Tells who makes plans of a profile that was taken over. */
static void note_unconfirmed(struct session *session, const struct catalogue_scope *profile)
{
	size_t count = catalogue_unconfirmed(profile), first = 0;
	if (!count || session->options->command == COMMAND_CHECK || session->options->command == COMMAND_EXPLAIN)
		return;
	while (!profile->sets[first].from)
		first++;
	diag_add(&session->diags, DIAG_YEAR_UNCONFIRMED, NO_PLACE, profile->name, profile->sets[first].from,
		 arena_printf(session->arena, "%zu", count));
}

bool session_fill_request(struct session *session, const struct catalogue *catalogue, struct catalogue_request *request)
{
	request->year = session_year(session);
	if (!request->year)
		return false;
	const char *date = session->options->date;
	request->date = date ? catalogue_read_date(session->arena, date, &session->diags) : NULL;
	if (date && !request->date)
		return false;
	suggest_next_year(session, catalogue, request->year);
	request->profile = catalogue_year(session->arena, catalogue, request->year, &session->diags);
	note_unconfirmed(session, request->profile);
	struct catalogue_setting *settings;
	request->setting_count = session_read_settings(session, &settings);
	request->settings = settings;
	return request->profile && read_data(session, &request->data) && find_unit(session, catalogue, request);
}

bool session_find_variant(struct session *session, const struct catalogue *catalogue, const struct catalogue_variant **variant)
{
	const char *given = session->options->variant;
	if (given)
		*variant = catalogue_find_variant(catalogue, str_of(given), &session->diags);
	return !given || *variant;
}

bool session_pick_units(struct session *session, const struct catalogue *catalogue, struct catalogue_picked *picked)
{
	const struct options *options = session->options;
	struct str rest = str_of(options->units ? options->units : options->unit ? options->unit : "all"), word;
	bool good = true;
	*picked = (struct catalogue_picked){ 0 };
	while (format_next_word(&rest, &word))
		good = catalogue_pick_units(session->arena, catalogue, word, picked, &session->diags) && good;
	return good;
}

struct guard *session_guard(struct session *session)
{
	const struct options *options = session->options;
	struct guard *guard = ARENA_NEW(session->arena, struct guard);
	guard->arena = session->arena;
	guard_add_folder(guard, session->home.content);
	guard_add_folder(guard, session->home.templates);
	guard_add_file(guard, options->data);
	guard_add_file(guard, options->output_intent);
	for (int i = 0; i < options->argument_count; i++)
		guard_add_file(guard, options->arguments[i]);
	return guard;
}

/* The printing condition of --output-intent, or as set-up made it; NULL: none is there. */
static const char *printing_condition(const struct options *options)
{
	static const char made[] = "/usr/local/share/color/icc/plangen/FOGRA39L.icc"; /* by .ci/setup print */
	return options->output_intent ? options->output_intent : file_exists(made) ? made : NULL;
}

bool session_open_tools(struct session *session, const struct catalogue *catalogue, struct draft_request *request,
			struct draft_tools *tools, struct outputs *outputs)
{
	const struct options *options = session->options;
	const struct draft_look look = {
		.page_template = options->page_template,
		.profile = options->profile,
		.output_intent = options->profile ? printing_condition(options) : NULL,
		.docx = options->docx,
		.resolution = options->resolution,
		.sheet = options->sheet || options->gallery,
	};
	*tools = draft_tools_new(session->arena, catalogue, session->home.templates,
				 font_library_new(session->home.cache, session_font_key(session)));
	*outputs = (struct outputs){ .tools = tools, .guard = session_guard(session) };
	return draft_look_take(session->arena, tools, &look, request, &session->diags);
}

void session_close_tools(struct session *session, struct draft_tools *tools)
{
	cache_free(tools->cache);
	known_save(session->known);
	session->fonts_new = tools->fonts && font_library_is_new(tools->fonts);
	font_library_free(tools->fonts);
}

bool session_speaks_json(const struct session *session)
{
	const char *wanted = session->options->diagnostics;
	return wanted && strcmp(wanted, "json") == 0;
}

bool session_says(const struct session *session)
{
	return !session->options->quiet && !session_speaks_json(session);
}

void session_print_result(const struct session *session, const struct output_result *output)
{
	const struct draft_result *result = &output->draft;
	if (session->options->quiet)
		return;
	for (size_t i = 0; i < output->file_count; i++)
		message_put(stdout, "%s\n", output->files[i].path);
	if (session->options->verbose && result->pages)
		message_put(stdout, _("%s: pages: %zu\n"), result->title, result->pages);
	if (!result->gap_count || session_speaks_json(session))
		return;
	if (session->lacks_told) {
		message_put(stderr, _("%s: a draft; of what is listed above it lacks %zu, marked 〔待填：…〕 in the text\n"), result->title, result->gap_count);
		return;
	}
	fprintf(stderr, _("Draft, values missing: %zu (marked 〔待填：…〕 in the text):\n"), result->gap_count);
	for (size_t i = 0; i < result->gap_count; i++) {
		const struct draft_gap *gap = &result->gaps[i];
		message_put(stderr, _("  %s (%s), e.g. %s\n"), gap->label, gap->name, gap->example ? gap->example : "—");
	}
	bool draft = session->options->command == COMMAND_DRAFT;
	fprintf(stderr, "%s\n",
		draft ? _("Give them with --set NAME=VALUE, in the units file, or with --ask.") :
			_("Give them with --set NAME=VALUE, with --data, or in the file of the --unit."));
}

static void free_arena(void *arena)
{
	arena_free(arena);
}

void session_end_document(struct session *session, struct arena *arena, const struct diag_list *diags)
{
	diag_append(&session->diags, diags);
	if (diags->first)
		arena_on_free(session->arena, free_arena, arena);
	else
		arena_free(arena);
}

struct plangen_messages *session_said(struct session *session)
{
	if (!session->messages)
		session->messages = plangen_messages_new();
	said_keep(session->messages, &session->diags);
	diag_init(&session->diags, session->arena);
	return session->messages;
}

/* Whether the message is that an option has a value which it does not take. */
static bool is_usage(const char *code)
{
	static const enum diag_code codes[] = {
		DIAG_BAD_YEAR,	     DIAG_BAD_DATE,	    DIAG_BAD_EPOCH,	   DIAG_BAD_NUMBER,
		DIAG_UNKNOWN_FORMAT, DIAG_UNKNOWN_TEMPLATE, DIAG_UNKNOWN_FORMAT_NEAR, DIAG_UNKNOWN_TEMPLATE_NEAR,
		DIAG_OUTPUT_FORMATS, DIAG_OUTPUT_ONE_FILE,
	};
	for (size_t i = 0; i < sizeof codes / sizeof *codes; i++)
		if (strcmp(diag_id(codes[i]), code) == 0)
			return true;
	return false;
}

/* The exit status for what was said so far. */
static int status_of(struct session *session)
{
	const struct plangen_messages *said = session_said(session);
	bool warned = session->options->strict && plangen_messages_worse(said, PLANGEN_WARNING);
	int status = plangen_messages_worse(said, PLANGEN_SYSTEM) ? 4 : plangen_messages_worse(said, PLANGEN_ERROR) ? 2 : warned;
	return status > session->told ? status : session->told;
}

/* What was said so far, as people or programs read it. It is there until the messages are cleared. */
static struct str text_of(struct session *session, bool notes)
{
	struct str text;
	struct plangen_messages *said = session_said(session);
	text.data = plangen_messages_bytes(said, session_speaks_json(session) ? "json" : "text", message_language(),
					   notes ? PLANGEN_NOTE : PLANGEN_WARNING, &text.len);
	return text;
}

void session_tell(struct session *session)
{
	if (session_speaks_json(session))
		return;
	session->told = status_of(session);
	plangen_messages_gather(session->messages, session->fonts_new);
	struct str text = text_of(session, !session->options->quiet);
	fwrite(text.data, 1, text.len, stderr);
	plangen_messages_clear(session->messages);
}

int session_finish(struct session *session)
{
	const struct options *options = session->options;
	bool json = session_speaks_json(session);
	session->fonts_new = session->fonts_new || (session->plangen && plangen_fonts_are_new(session->plangen));
	plangen_close(session->plangen);
	session->plangen = NULL;
	struct plangen_messages *said = session_said(session);
	int status = status_of(session);
	for (size_t i = 0; i < plangen_messages_count(said) && status < USAGE_STATUS; i++)
		if (is_usage(plangen_message(said, i, PLANGEN_MESSAGE_CODE)))
			status = USAGE_STATUS;
	if (!json && !options->verbose)
		plangen_messages_gather(said, session->fonts_new);
	struct str text = text_of(session, json || !options->quiet);
	if (json) {
		message_add_array(&session->array, text.data);
		message_end_array(&session->array);
	} else {
		fwrite(text.data, 1, text.len, stderr);
	}
	plangen_messages_free(said);
	session->messages = NULL;
	return status;
}
