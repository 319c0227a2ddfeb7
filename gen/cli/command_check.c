#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/file.h"
#include "base/limits.h"
#include "check/check.h"
#include "cli/command.h"
#include "cli/message.h"
#include "draft/draft.h"
#include "parse/parse.h"

/* One run of the command. */
struct checking {
	struct session *session;
	const struct catalogue *catalogue;
	struct draft_tools tools;
	struct draft_request base;
	struct diag_list findings;
	struct check *check;
	const char *format;
	size_t documents, sources; /* read so far */
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

/* The templates of a folder of the content, and of the folders in it. */
static void add_templates(struct checking *c, const char *folder)
{
	const char **paths;
	size_t count = file_list_tree(c->session->arena, folder, &paths);
	for (size_t i = 0; i < count; i++) {
		struct str name = str_of(paths[i]);
		const struct source *source = str_ends(name, ".md") || str_ends(name, ".xml") ?
						      source_load(c->session->arena, paths[i], LIMIT_SOURCE_BYTES,
								  &c->session->diags) :
						      NULL;
		if (source) {
			check_add_source(c->check, source);
			c->sources++;
		}
	}
}

static void add_content(struct checking *c)
{
	add_templates(c, file_join(c->session->arena, c->catalogue->content_folder, "plans"));
	add_templates(c, file_join(c->session->arena, c->catalogue->content_folder, "shared"));
}

/* A source merged with the values of the request's unit. What is wrong with its tags is a finding, too. */
static void add_composed(struct checking *c, const struct draft_request *request)
{
	struct draft_result result = { 0 };
	struct doc *doc = draft_compose(c->session->arena, &c->tools, request, &result, &c->findings);
	struct check_context context = { request->values.variant, request->values.unit, request->values.year };
	c->documents++;
	if (doc)
		check_add_doc(c->check, doc, result.values, &context);
}

static void add_variant(struct checking *c, const struct catalogue_variant *variant)
{
	const struct catalogue_unit *unit = c->base.values.unit ? c->base.values.unit : catalogue_sample_unit(c->catalogue, variant);
	struct draft_request request = draft_request_of(c->session->arena, c->catalogue, &c->base, unit, variant);
	if (!request.file) {
		diag_add(&c->session->diags, DIAG_VARIANT_NOT_WRITTEN, variant->place, variant->id);
		return;
	}
	add_composed(c, &request);
}

/* The unit's plans, or all. */
static void add_plans(struct checking *c)
{
	const struct catalogue_variant **mine = NULL;
	const struct catalogue_unit *unit = c->base.values.unit;
	size_t count = unit ? catalogue_unit_variants(c->session->arena, c->catalogue, unit, &mine)
			    : c->catalogue->variant_count;
	for (size_t i = 0; i < count; i++) {
		const struct catalogue_variant *variant = mine ? mine[i] : &c->catalogue->variants[i];
		if (variant->source)
			add_variant(c, variant);
	}
	add_content(c);
	if (unit)
		return;
	check_whole_content(c->check);
	catalogue_check(c->catalogue, &c->findings);
}

/* Whether a Markdown or XML file is a source of plangen's, to be merged before it is read. */
static bool is_template(const struct source *source)
{
	return str_starts(source->text, "---\n") || str_find(source->text, "{{") != (size_t)-1;
}

static void add_file(struct checking *c, const char *path)
{
	struct str name = str_of(path);
	struct check_context context = { NULL, c->base.values.unit,
					 c->session->options->year ? c->base.values.year : 0 };
	if (!file_exists(path)) {
		diag_add(&c->session->diags, DIAG_READ_FAILED, NO_PLACE, path, strerror(ENOENT));
		return;
	}
	struct check_docx docx;
	if (str_ends(name, ".docx")) {
		if (!check_load_docx(c->session->arena, path, &docx, &c->session->diags))
			return;
		c->documents++;
		check_add_docx(c->check, &docx, &context);
		return;
	}
	const struct source *source = source_load(c->session->arena, path, LIMIT_SOURCE_BYTES, &c->session->diags);
	if (!source)
		return;
	bool markdown = str_ends(name, ".md");
	if (str_ends(name, ".xml") || (markdown && is_template(source))) {
		struct draft_request request = c->base;
		request.kind = DRAFT_FILE;
		request.file = path;
		add_composed(c, &request);
		check_add_source(c->check, source);
		return;
	}
	c->documents++;
	check_add_lines(c->check, source, markdown ? CHECK_MARKDOWN : CHECK_PLAIN, &context);
}

/* The unit's own plans, for comparison. What is wrong with them is not asked here. */
static void add_references(struct checking *c)
{
	const struct catalogue_variant **mine;
	const struct catalogue_unit *unit = c->base.values.unit;
	size_t count = unit ? catalogue_unit_variants(c->session->arena, c->catalogue, unit, &mine) : 0;
	for (size_t i = 0; i < count; i++) {
		struct draft_request request = draft_request_of(c->session->arena, c->catalogue, &c->base, unit, mine[i]);
		struct draft_result result = { 0 };
		struct diag_list faults;
		if (!request.file)
			continue;
		diag_init(&faults, c->session->arena);
		struct doc *doc = draft_compose(c->session->arena, &c->tools, &request, &result, &faults);
		struct check_context context = { mine[i], unit, request.values.year };
		if (doc)
			check_add_reference(c->check, doc, &context);
	}
}

static bool is_file(const char *argument)
{
	static const char *const endings[] = { ".md", ".xml", ".txt", ".docx" };
	for (size_t i = 0; i < sizeof endings / sizeof *endings; i++)
		if (str_ends(str_of(argument), endings[i]))
			return true;
	return strchr(argument, '/') != NULL;
}

static void add_arguments(struct checking *c)
{
	const struct options *options = c->session->options;
	if (options->argument_count)
		add_references(c);
	for (int i = 0; i < options->argument_count; i++) {
		const char *argument = options->arguments[i];
		if (is_file(argument)) {
			add_file(c, argument);
			continue;
		}
		const struct catalogue_variant *variant =
			catalogue_find_variant(c->catalogue, str_of(argument), &c->session->diags);
		if (variant)
			add_variant(c, variant);
	}
	if (!options->argument_count)
		add_plans(c);
}

/* ---- what is said */

/* What was checked and what was found, also when that is nothing. */
static void print_summary(const struct checking *c)
{
	if (c->session->options->quiet || session_speaks_json(c->session) || !c->documents)
		return;
	size_t errors = diag_errors(&c->findings), warnings = c->findings.counts[DIAG_WARNING],
	       notes = c->findings.counts[DIAG_NOTE];
	fprintf(stderr, ngettext("Checked: %zu document", "Checked: %zu documents", c->documents), c->documents);
	if (c->sources)
		fprintf(stderr, ngettext(" and %zu source file", " and %zu source files", c->sources), c->sources);
	if (!diag_count(&c->findings)) {
		fputs(_(". Nothing was found.\n"), stderr);
		return;
	}
	fprintf(stderr, ngettext(". Found: %zu error", ". Found: %zu errors", errors), errors);
	fprintf(stderr, ngettext(", %zu warning", ", %zu warnings", warnings), warnings);
	fprintf(stderr, ngettext(", %zu note\n", ", %zu notes\n", notes), notes);
}

static int print_findings(struct checking *c)
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
static void mend_file(struct checking *c, const struct check_edit *edits, size_t count)
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

static int mend(struct checking *c)
{
	const struct check_edit *edits;
	size_t count = check_edits(c->check, &edits);
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
	struct checking c = { .session = session, .base = { .policy = POLICY_REVIEW } };
	c.format = session_choose_format(session, "text, json, sarif");
	if (!c.format)
		return session_finish(session);
	c.catalogue = session_load_catalogue(session);
	if (!c.catalogue || !session_fill_request(session, c.catalogue, &c.base.values))
		return session_finish(session);
	c.tools = (struct draft_tools){ .arena = session->arena, .catalogue = c.catalogue };
	diag_init(&c.findings, session->arena);
	c.check = check_new(session->arena, c.catalogue, &c.findings);
	add_arguments(&c);
	check_run(c.check);
	return options->fix ? mend(&c) : print_findings(&c);
}
