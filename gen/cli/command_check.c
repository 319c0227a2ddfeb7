#include <stdio.h>
#include <string.h>

#include "api/checking.h"
#include "base/arena.h"
#include "base/buf.h"
#include "base/file.h"
#include "change/change.h"
#include "check/check.h"
#include "check/genre.h"
#include "cli/author.h"
#include "cli/command.h"
#include "cli/message.h"
#include "plangen.h"

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

static const char *text_of(size_t rule, enum plangen_rule_field field)
{
	return plangen_rule(rule, field, message_language());
}

static int list_rules(void)
{
	for (size_t i = 0; i < plangen_rule_count(); i++)
		printf("%s  %-15s %s\n", text_of(i, PLANGEN_RULE_CODE), text_of(i, PLANGEN_RULE_NAME), text_of(i, PLANGEN_RULE_SEVERITY));
	return 0;
}

int explain_rule(const char *name)
{
	long found = plangen_rule_find(name);
	if (found < 0) {
		message_usage(_("no rule is called ‘%s’; plangen check --list-rules shows them"), name);
		return USAGE_STATUS;
	}
	size_t rule = (size_t)found;
	const char *code = text_of(rule, PLANGEN_RULE_CODE);
	printf("%s %s (%s)\n%s\n", code, text_of(rule, PLANGEN_RULE_NAME), text_of(rule, PLANGEN_RULE_SEVERITY),
	       text_of(rule, PLANGEN_RULE_EXPLANATION));
	printf(_("To switch it off: {{! check-off %s: reason }} for the next paragraph, {{! check-off-file %s: reason "
		 "}} for the file.\n"),
	       code, code);
	return 0;
}

/* ---- what is checked */

/* Kinds of text that --fix mends. */
static bool is_text(const char *name)
{
	struct str text = str_of(name);
	return str_ends_caseless(text, ".md") || str_ends_caseless(text, ".xml") || str_ends_caseless(text, ".txt");
}

static void add_file(struct check_command *c, const char *path)
{
	const struct options *options = c->session->options;
	if (options->fix && !options->fix_file && str_ends_caseless(str_of(path), ".docx"))
		diag_add(&c->session->diags, DIAG_CHECK_FIX_DOCX, NO_PLACE, path);
	checking_add_file(&c->checking, path, options->year ? c->base.values.year : 0);
}

static bool is_file(const char *argument)
{
	return is_text(argument) || str_ends_caseless(str_of(argument), ".docx");
}

/* A path that is no variant and has none of the endings: text where it has no ending at all. */
static void add_path(struct check_command *c, const char *path)
{
	const char *slash = strrchr(path, '/'), *name = slash ? slash + 1 : path;
	if (file_is_folder(path))
		diag_add(&c->session->diags, DIAG_CHECK_FOLDER, NO_PLACE, file_join(c->session->arena, path, ""));
	else if (strchr(name, '.') && file_exists(path))
		diag_add(&c->session->diags, DIAG_CHECK_KIND, NO_PLACE, path);
	else
		add_file(c, path);
}

/* A variant, else a path. */
static void add_named(struct check_command *c, const char *name)
{
	struct diag_list unknown;
	diag_init(&unknown, c->session->arena);
	const struct catalogue_variant *variant = catalogue_find_variant(c->tools.catalogue, str_of(name), &unknown);
	if (variant)
		checking_add_variant(&c->checking, variant);
	else if (strchr(name, '/') || file_exists(name))
		add_path(c, name);
	else
		diag_append(&c->session->diags, &unknown);
}

/* --units: the plans of each of them, of all variants or of those that are named. */
static void add_units(struct check_command *c)
{
	const struct options *options = c->session->options;
	struct catalogue_picked picked;
	if (!session_pick_units(c->session, c->tools.catalogue, &picked))
		return;
	if (!picked.count)
		diag_add(&c->session->diags, DIAG_UNIT_UNKNOWN, NO_PLACE, options->units);
	for (int i = 0; i < options->argument_count; i++) {
		const struct catalogue_variant *variant = catalogue_find_variant(c->tools.catalogue, str_of(options->arguments[i]), &c->session->diags);
		if (variant)
			checking_add_units(&c->checking, &picked, variant);
	}
	if (!options->argument_count)
		checking_add_units(&c->checking, &picked, NULL);
}

static void add_arguments(struct check_command *c)
{
	const struct options *options = c->session->options;
	if (options->units) {
		add_units(c);
		return;
	}
	if (options->argument_count)
		checking_add_references(&c->checking);
	for (int i = 0; i < options->argument_count; i++) {
		const char *argument = options->arguments[i];
		if (is_file(argument) && !file_is_folder(argument))
			add_file(c, argument);
		else
			add_named(c, argument);
	}
	if (!options->argument_count)
		checking_add_plans(&c->checking);
}

/* ---- what is said */

static void print_accepted(size_t count)
{
	if (count)
		fprintf(stderr, ngettext("%zu finding was judged right before (content/words/accepted.csv) and is not given.\n",
					 "%zu findings were judged right before (content/words/accepted.csv) and are not given.\n", count),
			count);
}

/* Notes without those that only say where a finding comes from. */
static size_t notes_of(const struct diag_list *findings)
{
	size_t count = findings->counts[DIAG_NOTE];
	for (const struct diag *d = findings->first; d; d = d->next)
		count -= d->code == DIAG_CHECK_IN_PLAN || d->code == DIAG_CHECK_IN_PLANS || d->code == DIAG_CHECK_VALUE_SET || d->code == DIAG_CHECK_VALUE_OF ||
			 d->code == DIAG_CHECK_VALUE_NONE;
	return count;
}

/* What was judged right before, and what could not be looked for. */
static void print_left_out(const struct check *check)
{
	print_accepted(check_accepted_count(check));
	if (!check_has_model(check))
		fputs(_("Slips of typing were looked for by lists only: the word model of SunPinyin (package sunpinyin-data) is not installed.\n"), stderr);
}

/* What was checked and what was found, also when that is nothing. */
static void print_summary(const struct check_command *c)
{
	if (!session_says(c->session) || !c->checking.documents)
		return;
	size_t errors = diag_errors(&c->findings), warnings = c->findings.counts[DIAG_WARNING], notes = notes_of(&c->findings);
	fprintf(stderr, ngettext("Checked: %zu document", "Checked: %zu documents", c->checking.documents), c->checking.documents);
	if (c->checking.units)
		fprintf(stderr, ngettext(" of %zu unit", " of %zu units", c->checking.units), c->checking.units);
	if (c->checking.sources)
		fprintf(stderr, ngettext(" and %zu source file", " and %zu source files", c->checking.sources), c->checking.sources);
	if (!diag_count(&c->findings)) {
		fputs(_(". Nothing was found.\n"), stderr);
		print_left_out(c->checking.check);
		return;
	}
	fprintf(stderr, ngettext(". Found: %zu error", ". Found: %zu errors", errors), errors);
	fprintf(stderr, ngettext(", %zu warning", ", %zu warnings", warnings), warnings);
	fprintf(stderr, ngettext(", %zu note\n", ", %zu notes\n", notes), notes);
	print_left_out(c->checking.check);
}

static int print_findings(struct check_command *c)
{
	const char *format = c->format;
	struct buf out = BUF_INIT;
	if (strcmp(format, "sarif") == 0)
		check_add_sarif(&c->findings, PLANGEN_VERSION, translated, &out);
	else if (strcmp(format, "json") == 0 || c->findings.first)
		message_add(&c->findings, format, !c->session->options->quiet, &out);
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

/* The edits of one file. */
struct mending {
	const struct check_edit *edits;
	size_t count;
	bool inside; /* the file is one of the content folder */
};

/* The files that can be mended. */
static size_t find_mendings(struct check_command *c, struct mending **mendings)
{
	const struct check_edit *edits;
	size_t count = check_edits(c->checking.check, &edits), files = 0;
	*mendings = ARENA_ARRAY(c->session->arena, struct mending, count + 1);
	for (size_t start = 0, end; start < count; start = end) {
		const char *name = edits[start].source->name;
		for (end = start + 1; end < count && strcmp(edits[end].source->name, name) == 0; end++)
			;
		if (!is_text(name) || !file_exists(name))
			continue;
		bool inside = change_has_file(c->session->arena, c->session->home.content, name);
		(*mendings)[files++] = (struct mending){ edits + start, end - start, inside };
	}
	return files;
}

static void add_mending(struct change *change, const struct mending *mending)
{
	struct buf after = BUF_INIT;
	check_apply_edits(mending->edits[0].source, mending->edits, mending->count, &after);
	change_set_text(change, mending->edits[0].source, buf_str(&after));
	buf_free(&after);
}

/* Writes the files of the content as one change, or one file outside; false when nothing was written. */
static bool write_mendings(struct check_command *c, const struct mending *mendings, size_t count, bool inside)
{
	struct change_author author = author_of(c->session, "check --fix");
	struct change *change = change_begin(c->session->arena, inside ? c->session->home.content : NULL, &author);
	for (size_t i = 0; i < count; i++)
		if (mendings[i].inside == inside)
			add_mending(change, &mendings[i]);
	return c->session->options->dry_run || change_commit(change, false, &c->session->diags);
}

static void show_mending(struct check_command *c, const struct mending *mending)
{
	const struct source *source = mending->edits[0].source;
	struct buf after = BUF_INIT, diff = BUF_INIT;
	if (strcmp(c->format, "text") != 0)
		return;
	check_apply_edits(source, mending->edits, mending->count, &after);
	check_add_diff(source->name, source->text, buf_str(&after), &diff);
	message_put(stdout, "%s", buf_str(&diff).data);
	buf_free(&diff);
	buf_free(&after);
}

/* Mends what is certain in text files; what it cannot mend is left among the findings. */
static void mend(struct check_command *c)
{
	struct mending *mendings;
	size_t count = find_mendings(c, &mendings), files = 0;
	bool inside = write_mendings(c, mendings, count, true);
	for (size_t i = 0; i < count; i++) {
		if (mendings[i].inside ? !inside : !write_mendings(c, &mendings[i], 1, false))
			continue;
		show_mending(c, &mendings[i]);
		check_forget(c->checking.check, mendings[i].edits, mendings[i].count);
		files++;
	}
	if (!files && session_says(c->session))
		fputs(_("Nothing to mend.\n"), stderr);
}

/* ---- --comments, --fix OUT.docx */

/* Writes one copy of the DOCX; `file` NULL: it is not wanted. */
static void write_copy(struct check_command *c, const char *file, bool comments, bool revisions)
{
	struct session *session = c->session;
	struct change_author author = author_of(session, "check");
	struct checking_notes notes = { .comments = comments, .revisions = revisions, .language = words_language_of(message_language()), .author = author.who, .when = author.when };
	struct buf out = BUF_INIT;
	if (!file || session->options->dry_run || !c->checking.docx)
		return;
	if (checking_annotate(&c->checking, &notes, &out))
		session_put(session, session_guard(session), file, &out);
	if (out.len && session_says(session))
		message_put(stderr, _("%s: comments: %zu, tracked changes: %zu\n"), file, notes.commented, notes.revised);
	buf_free(&out);
}

/* Comments first, as findings that are mended are none. One file for both has both. */
static void write_copies(struct check_command *c)
{
	const char *comments = c->session->options->comments, *fixed = c->session->options->fix_file;
	bool both = comments && fixed && strcmp(comments, fixed) == 0;
	write_copy(c, comments, true, both);
	write_copy(c, both ? NULL : fixed, false, true);
}

static bool is_docx(const char *file)
{
	return str_ends_caseless(str_of(file), ".docx");
}

/* Whether the copies that are asked for can be: of one DOCX, under other names. */
static bool can_copy(const struct options *options)
{
	const char *const files[] = { options->comments, options->fix_file };
	bool one = options->argument_count == 1 && is_docx(options->arguments[0]);
	for (size_t i = 0; i < sizeof files / sizeof *files; i++) {
		if (files[i] && (!one || !is_docx(files[i]))) {
			message_usage("%s", _("--comments OUT.docx and --fix OUT.docx write copies of one DOCX file: plangen check FILE.docx --comments OUT.docx"));
			return false;
		}
		if (files[i] && (strcmp(files[i], options->arguments[0]) == 0 || file_same(files[i], options->arguments[0]))) {
			message_usage(_("‘%s’ is checked and never written over; give the copy another name"), files[i]);
			return false;
		}
	}
	return true;
}

/* --genre: false, with an error, when there is no such kind of document. */
static bool choose_genre(struct check_command *c)
{
	const char *name = c->session->options->genre;
	struct buf names = BUF_INIT;
	c->checking.genre = name ? check_find_genre(str_of(name)) : NULL;
	for (size_t i = 0; i < check_genre_count; i++)
		buf_printf(&names, "%s%s", i ? "、" : "", check_genres[i].name);
	if (name && !c->checking.genre)
		diag_add(&c->session->diags, DIAG_GENRE_UNKNOWN, NO_PLACE, name, names.data);
	buf_free(&names);
	return !name || c->checking.genre;
}

int command_check(struct session *session)
{
	const struct options *options = session->options;
	if (options->list_rules)
		return list_rules();
	if (options->explain)
		return explain_rule(options->explain);
	if (!can_copy(options))
		return USAGE_STATUS;
	struct check_command c = { .session = session, .base = { .policy = POLICY_REVIEW } };
	c.format = session_choose_format(session, "text, json, sarif");
	if (!c.format)
		return session_finish(session);
	c.tools = (struct draft_tools){ .arena = session->arena, .catalogue = session_load_catalogue(session),
					  .templates = session->home.templates };
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
		.traced = options->comments || options->fix_file,
	};
	check_use_values(c.checking.check, &c.base.values);
	if (!choose_genre(&c))
		return session_finish(session);
	add_arguments(&c);
	check_run(c.checking.check);
	if (c.checking.traced)
		write_copies(&c);
	else if (options->fix)
		mend(&c);
	return print_findings(&c);
}
