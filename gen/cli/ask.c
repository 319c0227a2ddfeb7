#include "cli/ask.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "build/build.h"
#include "cli/command.h"
#include "cli/message.h"

/* One line of standard input without its end, in the arena; NULL at the end of the input. */
static char *read_line(struct arena *arena)
{
	char *line = NULL;
	size_t room = 0;
	ssize_t len = getline(&line, &room, stdin);
	struct str text = str_trim((struct str){ line, len > 0 ? (size_t)len : 0 });
	char *copy = len < 0 ? NULL : arena_copy(arena, text.data, text.len);
	free(line);
	return copy;
}

/* Whether the variable takes the answer; says why not. */
static bool accepts(struct session *session, const struct catalogue *catalogue, const char *name, const char *answer)
{
	struct diag_list faults;
	diag_init(&faults, session->arena);
	const struct catalogue_variable *variable = catalogue_variable(catalogue, str_of(name));
	bool ok = variable && type_parse(session->arena, &variable->type, name, str_of(answer), NO_PLACE, &faults);
	message_print(&faults, MESSAGE_TEXT, false);
	return ok;
}

/* Asks until the answer fits. NULL at the end of the input; "" to leave the gap. */
static const char *ask_one(struct session *session, const struct catalogue *catalogue, const struct build_gap *gap)
{
	for (;;) {
		fprintf(stderr, _("%s (%s), e.g. %s: "), gap->label, gap->name, gap->example ? gap->example : "—");
		fflush(stderr);
		const char *answer = read_line(session->arena);
		if (!answer || !*answer || accepts(session, catalogue, gap->name, answer))
			return answer;
	}
}

static bool wants_to_keep(struct session *session, const struct catalogue_unit *unit)
{
	fprintf(stderr, _("Keep the answers in the data of %.*s? [y/N] "), (int)unit->name.len, unit->name.data);
	fflush(stderr);
	const char *answer = read_line(session->arena);
	return answer && (*answer == 'y' || *answer == 'Y' || strncmp(answer, "是", strlen("是")) == 0);
}

bool ask_missing(struct session *session, struct build_tools *tools, struct build_request *request)
{
	struct build_request draft = *request;
	draft.policy = BUILD_DRAFT;
	struct build_result result = { 0 };
	if (!build_compose(session->arena, tools, &draft, &result, &session->diags))
		return false;
	struct catalogue_request *values = &request->values;
	struct catalogue_setting *settings =
		ARENA_ARRAY(session->arena, struct catalogue_setting, values->setting_count + result.gap_count);
	if (values->setting_count)
		memcpy(settings, values->settings, sizeof *settings * values->setting_count);
	size_t count = values->setting_count;
	bool open = true;
	for (size_t i = 0; i < result.gap_count && open; i++) {
		const char *answer = ask_one(session, tools->catalogue, &result.gaps[i]);
		open = answer != NULL;
		if (answer && *answer)
			settings[count++] = (struct catalogue_setting){ .name = result.gaps[i].name, .value = answer };
	}
	size_t given = count - values->setting_count;
	if (given && open && values->unit && wants_to_keep(session, values->unit))
		catalogue_keep(tools->catalogue, values->unit, settings + values->setting_count, given, &session->diags);
	values->settings = settings;
	values->setting_count = count;
	return !diag_errors(&session->diags);
}
