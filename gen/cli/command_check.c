#include <stdio.h>
#include <string.h>

#include "api/checking.h"
#include "base/arena.h"
#include "base/buf.h"
#include "base/file.h"
#include "check/check.h"
#include "cli/command.h"
#include "cli/message.h"

/* One run of the command. */
struct check_command {
	struct session *session;
	struct draft_tools tools;
	struct draft_request base;
	struct diag_list findings;
	struct checking checking;
	const char *format;
};

static const char *translated(const char *text)
{
	return _(text);
}

/* ---- --list-rules, --explain */

static const char *severity_of(const struct check_rule *rule)
{
	return message_severity(message_language(), diag_severity_of(rule->code));
}

static int list_rules(void)
{
	for (size_t i = 0; i < check_rule_count; i++)
		printf("%s  %-15s %s\n", diag_id(check_rules[i].code), check_rules[i].name,
		       severity_of(&check_rules[i]));
	return 0;
}

static int explain_rule(const char *name)
{
	const struct check_rule *rule = check_find_rule(name);
	if (!rule) {
		message_usage(_("no rule is called ‘%s’; plangen check --list-rules shows them"), name);
		return USAGE_STATUS;
	}
	printf("%s %s (%s)\n%s\n", diag_id(rule->code), rule->name, severity_of(rule), _(rule->explanation));
	printf(_("To switch it off: {{! check-off %s: reason }} for the next paragraph, {{! check-off-file %s: reason "
		 "}} for the file.\n"),
	       diag_id(rule->code), diag_id(rule->code));
	return 0;
}

/* ---- what is checked */

static bool is_file(const char *argument)
{
	static const char *const endings[] = { ".md", ".xml", ".txt", ".docx" };
	for (size_t i = 0; i < sizeof endings / sizeof *endings; i++)
		if (str_ends(str_of(argument), endings[i]))
			return true;
	return strchr(argument, '/') != NULL;
}

static void add_arguments(struct check_command *c)
{
	const struct options *options = c->session->options;
	if (options->argument_count)
		checking_add_references(&c->checking);
	for (int i = 0; i < options->argument_count; i++) {
		const char *argument = options->arguments[i];
		if (is_file(argument)) {
			checking_add_file(&c->checking, argument, options->year ? c->base.values.year : 0);
			continue;
		}
		const struct catalogue_variant *variant =
			catalogue_find_variant(c->tools.catalogue, str_of(argument), &c->session->diags);
		if (variant)
			checking_add_variant(&c->checking, variant);
	}
	if (!options->argument_count)
		checking_add_plans(&c->checking);
}

/* ---- what is said */

/* What was checked and what was found, also when that is nothing. */
static void print_summary(const struct check_command *c)
{
	if (c->session->options->quiet || session_speaks_json(c->session) || !c->checking.documents)
		return;
	size_t errors = diag_errors(&c->findings), warnings = c->findings.counts[DIAG_WARNING],
	       notes = c->findings.counts[DIAG_NOTE];
	fprintf(stderr, ngettext("Checked: %zu document", "Checked: %zu documents", c->checking.documents), c->checking.documents);
	if (c->checking.sources)
		fprintf(stderr, ngettext(" and %zu source file", " and %zu source files", c->checking.sources), c->checking.sources);
	if (!diag_count(&c->findings)) {
		fputs(_(". Nothing was found.\n"), stderr);
		return;
	}
	fprintf(stderr, ngettext(". Found: %zu error", ". Found: %zu errors", errors), errors);
	fprintf(stderr, ngettext(", %zu warning", ", %zu warnings", warnings), warnings);
	fprintf(stderr, ngettext(", %zu note\n", ", %zu notes\n", notes), notes);
}

static int print_findings(struct check_command *c)
{
	const char *format = c->format;
	struct buf out = BUF_INIT;
	if (strcmp(format, "sarif") == 0)
		check_add_sarif(&c->findings, PLANGEN_VERSION, translated, &out);
	else if (strcmp(format, "json") == 0 || c->findings.first)
		message_format(message_language(), &c->findings, strcmp(format, "json") == 0 ? MESSAGE_JSON : MESSAGE_TEXT,
			       !c->session->options->quiet, &out);
	if (out.len)
		fwrite(out.data, 1, out.len, stdout);
	buf_free(&out);
	if (strcmp(format, "text") == 0)
		print_summary(c);
	int status = session_finish(c->session);
	int worst = diag_exit_status(&c->findings, c->session->options->strict);
	return worst > status ? worst : status;
}

/* ---- --fix */

static bool is_text_file(const struct source *source)
{
	struct str name = str_of(source->name);
	return (str_ends(name, ".md") || str_ends(name, ".xml") || str_ends(name, ".txt")) && file_exists(source->name);
}

/* Shows the changes of one file and makes them. */
static void mend_file(struct check_command *c, const struct check_edit *edits, size_t count)
{
	const struct source *source = edits[0].source;
	struct buf after = BUF_INIT, diff = BUF_INIT;
	check_apply_edits(source, edits, count, &after);
	check_add_diff(source->name, source->text, buf_str(&after), &diff);
	message_put(stdout, "%s", buf_str(&diff).data);
	if (!c->session->options->dry_run)
		file_edit(source->name, buf_str(&after), &c->session->diags);
	buf_free(&diff);
	buf_free(&after);
}

static int mend(struct check_command *c)
{
	const struct check_edit *edits;
	size_t count = check_edits(c->checking.check, &edits);
	if (!count && !c->session->options->quiet && !session_speaks_json(c->session))
		fputs(_("Nothing to mend.\n"), stderr);
	for (size_t start = 0, end; start < count; start = end) {
		for (end = start + 1; end < count && strcmp(edits[end].source->name, edits[start].source->name) == 0;
		     end++)
			;
		if (is_text_file(edits[start].source))
			mend_file(c, edits + start, end - start);
	}
	return session_finish(c->session);
}

int command_check(struct session *session)
{
	const struct options *options = session->options;
	if (options->list_rules)
		return list_rules();
	if (options->explain)
		return explain_rule(options->explain);
	struct check_command c = { .session = session, .base = { .policy = POLICY_REVIEW } };
	c.format = session_choose_format(session, "text, json, sarif");
	if (!c.format)
		return session_finish(session);
	c.tools = (struct draft_tools){ .arena = session->arena, .catalogue = session_load_catalogue(session) };
	if (!c.tools.catalogue || !session_fill_request(session, c.tools.catalogue, &c.base.values))
		return session_finish(session);
	diag_init(&c.findings, session->arena);
	c.checking = (struct checking){
		.arena = session->arena,
		.tools = &c.tools,
		.base = &c.base,
		.check = check_new(session->arena, c.tools.catalogue, &c.findings),
		.findings = &c.findings,
		.diags = &session->diags,
	};
	add_arguments(&c);
	check_run(c.checking.check);
	return options->fix ? mend(&c) : print_findings(&c);
}
