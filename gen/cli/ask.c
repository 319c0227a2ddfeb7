#include "cli/ask.h"

#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/file.h"
#include "base/limits.h"
#include "cli/author.h"
#include "cli/command.h"
#include "cli/message.h"
#include "cli/quote.h"
#include "batch/output.h"
#include "change/change.h"
#include "form/form.h"
#include "vars/json.h"

/* One round of questions. */
struct asking {
	struct session *session;
	struct draft_tools *tools;
	const struct catalogue_request *values; /* of the first document; the unit is that of all */
	const char *folder, *file;              /* where the answers are saved */
	struct catalogue_setting *answers;      /* of this time and of earlier ones */
	size_t count, capacity;
	bool *asked;      /* by variable index */
	bool told;        /* where the answers go */
	bool unsaved;     /* the last answers are not in the file */
	bool can_keep;    /* in the unit's row */
	bool ended;       /* no more answers are to be had */
	bool interrupted; /* by Ctrl-C */
	sigset_t signals; /* that may come while a line is waited for; Ctrl-C at no other time */
	char input[4096]; /* read of standard input and in no line yet: from `at` to `end` */
	size_t at, end;
};

/* ---- reading answers */

/* Whether there is more input, which is waited for; notes when it ends or is interrupted. */
static bool has_input(struct asking *asking)
{
	struct pollfd input = { .fd = STDIN_FILENO, .events = POLLIN };
	if (asking->at < asking->end)
		return true;
	asking->interrupted = ppoll(&input, 1, NULL, &asking->signals) < 0;
	ssize_t got = asking->interrupted ? 0 : read(STDIN_FILENO, asking->input, sizeof asking->input);
	asking->at = 0;
	asking->end = got > 0 ? (size_t)got : 0;
	return got > 0;
}

enum { LINE_BYTES = LIMIT_VALUE_BYTES + 8 }; /* kept of a line: more than a value may have */

/* One line of standard input without its end, in the arena; NULL at the end of the input or when it is interrupted. Of one that is too long
 * for a value, as much as shows that. */
static const char *read_line(struct asking *asking)
{
	struct buf line = BUF_INIT;
	bool any = false, complete = false;
	fflush(stderr);
	while (!complete && has_input(asking)) {
		const char *start = asking->input + asking->at, *stop = memchr(start, '\n', asking->end - asking->at);
		size_t len = stop ? (size_t)(stop - start) : asking->end - asking->at, room = LINE_BYTES - line.len;
		buf_add(&line, start, len < room ? len : room);
		asking->at += len + (stop != NULL);
		complete = stop != NULL;
		any = true;
	}
	asking->ended = !any || asking->interrupted;
	struct str text = str_trim(buf_str(&line));
	char *copy = asking->ended ? NULL : arena_copy(asking->session->arena, text.data, text.len);
	buf_free(&line);
	if (!copy)
		fputc('\n', stderr);
	return copy;
}

/* ---- the file of answers */

static void add_answer(struct asking *asking, const char *name, const char *value, struct place place)
{
	for (size_t i = 0; i < asking->count; i++)
		if (strcmp(asking->answers[i].name, name) == 0) {
			asking->answers[i].value = value;
			return;
		}
	*ARENA_PUSH(asking->session->arena, asking->answers, asking->count, asking->capacity) =
		(struct catalogue_setting){ .name = name, .value = value, .place = place };
}

/* Writes all answers: one object, a member for each. */
static bool save(struct asking *asking)
{
	struct buf out = BUF_INIT;
	buf_add_char(&out, '{');
	for (size_t i = 0; i < asking->count; i++) {
		buf_add_text(&out, i ? ",\n  " : "\n  ");
		buf_add_json(&out, str_of(asking->answers[i].name));
		buf_add_text(&out, ": ");
		buf_add_json(&out, str_of(asking->answers[i].value));
	}
	buf_add_text(&out, "\n}\n");
	asking->unsaved = !file_write(asking->file, buf_str(&out), &asking->session->diags);
	buf_free(&out);
	return !asking->unsaved;
}

/* Takes up what was answered at an earlier time and is in no unit's row yet; --data goes over it. False when the file cannot be used. */
static bool load(struct asking *asking)
{
	struct session *session = asking->session;
	if (!file_exists(asking->file))
		return true;
	const struct source *source = source_load(session->arena, asking->file, LIMIT_DATA_BYTES, &session->diags);
	const struct value *earlier = source ? json_read_value(session->arena, source, &session->diags) : NULL;
	if (earlier && earlier->kind != VALUE_MAP)
		diag_add(&session->diags, DIAG_JSON_NOT_OBJECT, earlier->place);
	if (!earlier || earlier->kind != VALUE_MAP)
		return false;
	for (size_t i = 0; i < earlier->count; i++) {
		const struct value_member *member = &earlier->members[i];
		if (!member->value->text.data) {
			diag_add(&session->diags, DIAG_VALUE_WRONG_KIND, member->value->place, member->name, type_name(TYPE_STRING));
			return false;
		}
		if (!asking->values->data || !value_member(asking->values->data, str_of(member->name)))
			add_answer(asking, member->name, member->value->text.data, member->value->place);
	}
	if (asking->count)
		message_put(stderr, _("Answers of an earlier time, taken up from ‘%s’: %zu\n"), asking->file, asking->count);
	return true;
}

/* Whether there is a row that takes the answers; `why` not. */
static bool can_keep(const struct asking *asking, struct diag_list *why)
{
	return asking->values->unit && change_can_set_values(asking->values->unit, why);
}

/* Before the first question: where the answers go, and where they cannot go. False when they can go nowhere. */
static bool tell(struct asking *asking)
{
	const struct catalogue_unit *unit = asking->values->unit;
	struct diag_list why;
	diag_init(&why, asking->session->arena);
	if (!file_make_folder(asking->folder, FILE_SYNC_EACH, &asking->session->diags) || !save(asking))
		return false;
	asking->told = true;
	asking->can_keep = can_keep(asking, &why);
	message_put(stderr, _("Each answer is saved at once in ‘%s’. Enter leaves a value open, < goes back, ? explains, Ctrl-D ends the questions.\n"),
		asking->file);
	if (asking->can_keep)
		message_put(stderr, _("At the end they can be moved into the row of %.*s in its units file.\n"), (int)unit->name.len,
			unit->name.data);
	else if (unit)
		message_put(stderr, _("They cannot be moved into the row of %.*s and stay there:\n"), (int)unit->name.len,
			unit->name.data);
	else
		fputs(_("They stay there: no units file has a row for them.\n"), stderr);
	message_print(&why, false);
	return true;
}

/* ---- what is asked for */

/* The answers, and over them what the command line sets. */
static void apply_answers(struct asking *asking, struct draft_request *request, const struct catalogue_request *given)
{
	size_t count = asking->count + given->setting_count;
	struct catalogue_setting *settings = ARENA_ARRAY(asking->session->arena, struct catalogue_setting, count + 1);
	if (asking->count)
		memcpy(settings, asking->answers, sizeof *settings * asking->count);
	if (given->setting_count)
		memcpy(settings + asking->count, given->settings, sizeof *settings * given->setting_count);
	request->values.settings = settings;
	request->values.setting_count = count;
}

/* Whether --set leaves the variable open: it has the last word, so that no answer would show. */
static bool is_left_open(const struct catalogue_request *given, const char *name)
{
	for (size_t i = 0; i < given->setting_count; i++)
		if (strcmp(given->settings[i].name, name) == 0)
			return true;
	return false;
}

/* ---- the questions */

/* A value that is asked for. */
struct question {
	const struct draft_gap *gap;
	const struct catalogue_variable *variable;
};

/* The answer that was given so far; NULL: none. */
static const char *answer_of(const struct asking *asking, const char *name)
{
	for (size_t i = 0; i < asking->count; i++)
		if (strcmp(asking->answers[i].name, name) == 0)
			return asking->answers[i].value;
	return NULL;
}

/* Whether the answer can be true beside the others and what the content says. */
static bool keeps_rules(struct asking *asking, const char *name, const char *answer, struct diag_list *faults)
{
	struct arena *arena = asking->session->arena;
	struct catalogue_setting *all = ARENA_ARRAY(arena, struct catalogue_setting, asking->count + 1);
	size_t count = 0;
	for (size_t i = 0; i < asking->count; i++)
		if (strcmp(asking->answers[i].name, name) != 0)
			all[count++] = asking->answers[i];
	all[count++] = (struct catalogue_setting){ .name = name, .value = answer };
	return catalogue_keeps_rules(arena, asking->tools->catalogue, asking->values, all, count, faults);
}

/* Whether the variable takes the answer; says why not. */
static bool accepts(struct asking *asking, const struct catalogue_variable *variable, const char *answer)
{
	struct diag_list faults;
	diag_init(&faults, asking->session->arena);
	bool ok = type_parse(asking->session->arena, &variable->type, variable->name, str_of(answer), NO_PLACE, &faults) &&
		  keeps_rules(asking, variable->name, answer, &faults);
	message_print(&faults, false);
	return ok;
}

/* What is asked for, in other words: meaning, what may be typed, where the plan uses it. */
static void explain(const struct asking *asking, const struct question *question)
{
	const struct catalogue_variable *variable = question->variable;
	const struct place *place = &question->gap->place;
	if (variable->help)
		message_put(stderr, "  %s\n", variable->help);
	message_put(stderr, "  %s\n", strcmp(message_language(), "zh") == 0 ? form_kind(asking->session->arena, &variable->type) :
									   type_name(variable->type.kind));
	if (!place->source)
		return;
	unsigned line, column;
	source_position(*place, &line, &column);
	message_put(stderr, _("  used in %s:%u\n"), place->source->name, line);
}

static void prompt(const struct asking *asking, const struct question *questions, size_t count, size_t index, const char **group)
{
	const struct question *q = &questions[index];
	const char *answer = answer_of(asking, q->gap->name), *example = q->gap->example ? q->gap->example : "—";
	if (q->variable->group && (!*group || strcmp(*group, q->variable->group) != 0))
		message_put(stderr, "—— %s ——\n", q->variable->group);
	*group = q->variable->group;
	if (answer)
		message_put(stderr, _("[%zu/%zu] %s (%s), e.g. %s, now %s: "), index + 1, count, q->variable->label, q->gap->name, example, answer);
	else
		message_put(stderr, _("[%zu/%zu] %s (%s), e.g. %s: "), index + 1, count, q->variable->label, q->gap->name, example);
}

static bool is_key(const char *answer, const char *key, const char *wide)
{
	return strcmp(answer, key) == 0 || strcmp(answer, wide) == 0;
}

/* Asks one after the other; < goes back, ? explains, Enter keeps what there is. Each answer is saved at once. False when that cannot be. */
static bool ask_questions(struct asking *asking, const struct question *questions, size_t count)
{
	const char *group = NULL;
	for (size_t i = 0; i < count;) {
		prompt(asking, questions, count, i, &group);
		const char *answer = read_line(asking);
		if (!answer)
			return true;
		if (is_key(answer, "<", "＜")) {
			i -= i > 0;
		} else if (is_key(answer, "?", "？")) {
			explain(asking, &questions[i]);
		} else if (!*answer) {
			i++;
		} else if (accepts(asking, questions[i].variable, answer)) {
			add_answer(asking, questions[i].gap->name, answer, NO_PLACE);
			if (!save(asking))
				return false;
			i++;
		}
	}
	return true;
}

static int by_declaration(const void *a, const void *b)
{
	const struct question *x = a, *y = b;
	return (x->variable->index > y->variable->index) - (x->variable->index < y->variable->index);
}

/* The gaps that were not asked for yet, by subject, as they are declared; notes that they are asked for now. */
static size_t find_questions(struct asking *asking, const struct catalogue_request *given, const struct draft_result *result,
			     struct question *questions)
{
	size_t count = 0;
	for (size_t i = 0; i < result->gap_count; i++) {
		const struct catalogue_variable *variable = catalogue_variable(asking->tools->catalogue, str_of(result->gaps[i].name));
		if (!variable || asking->asked[variable->index] || is_left_open(given, result->gaps[i].name))
			continue;
		asking->asked[variable->index] = true;
		questions[count++] = (struct question){ &result->gaps[i], variable };
	}
	if (count)
		qsort(questions, count, sizeof *questions, by_declaration);
	return count;
}

/* What the document lacks, and what it lacks then: an answer may bring in passages. False with errors. */
static bool ask_for(struct asking *asking, const struct draft_request *request)
{
	struct session *session = asking->session;
	for (;;) {
		struct draft_request draft = *request;
		struct draft_result result = { 0 };
		struct diag_list said;
		diag_init(&said, session->arena);
		draft.policy = POLICY_DRAFT;
		apply_answers(asking, &draft, &request->values);
		bool good = draft_compose(session->arena, asking->tools, &draft, &result, &said);
		diag_append_new(&session->diags, &said);
		struct question *questions = ARENA_ARRAY(session->arena, struct question, result.gap_count + 1);
		size_t count = good ? find_questions(asking, &request->values, &result, questions) : 0;
		if (!good || !count)
			return good;
		if ((!asking->told && !tell(asking)) || !ask_questions(asking, questions, count))
			return false;
		if (asking->ended)
			return true;
	}
}

/* ---- the end */

static bool wants_to_keep(struct asking *asking)
{
	const struct catalogue_unit *unit = asking->values->unit;
	static const char *const yes[] = { "", "y", "Y", "yes", "Yes", "YES", "是", NULL }, *const no[] = { "n", "N", "no", "No", "NO", "否", "不", NULL };
	for (;;) {
		message_put(stderr, _("Move the answers into the data of %.*s? [Y/n] "), (int)unit->name.len, unit->name.data);
		const char *answer = read_line(asking);
		if (!answer || str_listed(no, answer))
			return false;
		if (str_listed(yes, answer))
			return true;
	}
}

/* Says how to go on with the answers: with their file; where they could not be saved, with each of them. */
static void print_command(const struct asking *asking)
{
	static const char *const without[] = { "ask", "data", NULL };
	const char *data = asking->session->options->data;
	struct buf command = BUF_INIT;
	options_add_command(asking->session->options, without, &command);
	if (data || !asking->unsaved) {
		buf_add_text(&command, " --data ");
		quote_add_word(data ? data : asking->file, &command);
	}
	if (data && !asking->unsaved) /* there can be one --data only, but --ask itself takes up the file */
		buf_add_text(&command, " --ask");
	for (size_t i = 0; i < asking->count && asking->unsaved; i++) {
		const struct catalogue_setting *answer = &asking->answers[i];
		buf_add_text(&command, " --set ");
		quote_add_word(arena_printf(asking->session->arena, "%s=%s", answer->name, answer->value), &command);
	}
	if (asking->unsaved)
		message_put(stderr, _("The answers could not be saved. This gives them again:\n  %s\n"), command.data);
	else
		message_put(stderr, _("The answers are in ‘%s’. This takes them up again:\n  %s\n"), asking->file, command.data);
	buf_free(&command);
}

/* Puts the answers into the unit's row. False with errors. */
static bool move_answers(struct asking *asking)
{
	struct session *session = asking->session;
	struct change *change = author_begin(session, "--ask");
	return change_set_values(change, asking->tools->catalogue, asking->values->unit, asking->answers, asking->count, &session->diags) &&
	       change_commit(change, false, &session->diags);
}

/* The answers go into the unit's row, or stay where they are. */
static void finish(struct asking *asking)
{
	if (!asking->count) {
		unlink(asking->file);
		return;
	}
	if (!asking->told) { /* all were given at an earlier time, and are still where they were */
		struct diag_list ignored;
		diag_init(&ignored, asking->session->arena);
		asking->can_keep = can_keep(asking, &ignored);
	}
	if (!asking->ended && asking->can_keep && wants_to_keep(asking) && move_answers(asking))
		unlink(asking->file);
	else
		print_command(asking);
}

/* Ctrl-C ends the wait for a line and nothing else. */
static void wake(int signal)
{
	(void)signal;
}

static const char *file_of_answers(struct session *session, const struct output_request *request)
{
	const struct catalogue_request *values = &request->draft.values;
	struct str name = values->unit ? values->unit->name : str_of(values->unit_name ? values->unit_name : values->variant->id);
	return file_join(session->arena, request->folder, file_safe_name(session->arena, name, "", ".answers.json"));
}

enum ask_end ask_missing(struct session *session, struct draft_tools *tools, struct output_request *requests, size_t count)
{
	struct asking asking = { .session = session, .tools = tools, .values = &requests->draft.values };
	struct sigaction before, during = { .sa_handler = wake };
	asking.asked = ARENA_ARRAY(session->arena, bool, tools->catalogue->variable_count);
	asking.folder = requests->folder;
	asking.file = file_of_answers(session, requests);
	if (!load(&asking))
		return ASK_FAILED;
	sigset_t interrupt;
	sigemptyset(&interrupt);
	sigaddset(&interrupt, SIGINT);
	sigprocmask(SIG_BLOCK, &interrupt, &asking.signals);
	sigaction(SIGINT, &during, &before);
	bool ok = true;
	for (size_t i = 0; i < count && ok && !asking.ended; i++)
		ok = !requests[i].draft.file || ask_for(&asking, &requests[i].draft);
	if (ok && (asking.told || asking.count))
		finish(&asking);
	else if (asking.count)
		print_command(&asking);
	sigaction(SIGINT, &before, NULL);
	sigprocmask(SIG_SETMASK, &asking.signals, NULL);
	for (size_t i = 0; i < count; i++) {
		struct catalogue_request given = requests[i].draft.values;
		apply_answers(&asking, &requests[i].draft, &given);
	}
	return asking.interrupted ? ASK_INTERRUPTED : ok ? ASK_DONE : ASK_FAILED;
}
