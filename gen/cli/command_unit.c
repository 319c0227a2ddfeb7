/* Units that come, go, get another name; and what is known of one. */
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "api/change_text.h"
#include "base/arena.h"
#include "base/buf.h"
#include "base/file.h"
#include "batch/store.h"
#include "catalogue/catalogue.h"
#include "change/change.h"
#include "cli/answer.h"
#include "cli/author.h"
#include "cli/command.h"
#include "cli/message.h"
#include "cli/unlisted.h"

static void show_entry(const struct change_entry *entry)
{
	struct buf out = BUF_INIT;
	change_text_add(entry, words_language_of(message_language()), NULL, &out);
	fwrite(out.data, 1, out.len, stdout);
	buf_free(&out);
}

/* Writes the change, or shows what it would write, and says how it is taken back. False with errors. */
static bool write_change(struct session *session, struct change *change)
{
	const struct options *options = session->options;
	const struct change_entry *entry = change_commit(change, options->dry_run, &session->diags);
	if (entry && !options->quiet)
		show_entry(entry);
	if (entry && session_says(session) && !options->dry_run && entry->count)
		fprintf(stderr, _("Written. This takes it back: plangen undo %u%s\n"), entry->number, session_where(session));
	return entry != NULL;
}

static const struct catalogue_unit *find_unit(struct session *session, const struct catalogue *catalogue, const char *name)
{
	const struct catalogue_unit *unit = catalogue_find_unit(catalogue, str_of(name), &session->diags);
	if (unit)
		catalogue_report_faults_of(catalogue, unit, NULL, &session->diags);
	return unit;
}

/* ---- new */

/* One answer; NULL at the end of the input. */
static const char *ask(struct session *session, const char *question)
{
	fprintf(stderr, "%s", question);
	return answer_read(session->arena);
}

static const char *names_of(struct session *session, const struct catalogue_scope *scopes, size_t count)
{
	struct buf out = BUF_INIT;
	for (size_t i = 0; i < count; i++)
		buf_printf(&out, "%s%s", i ? "、" : "", scopes[i].name);
	return buf_move_to(&out, session->arena);
}

/* Asks for what the options do not say. False when no more answers are to be had. */
static bool ask_missing_texts(struct session *session, const struct catalogue *catalogue, struct catalogue_fresh *fresh)
{
	while (!fresh->name || !*fresh->name)
		if (!(fresh->name = ask(session, _("Name of the unit: "))))
			return false;
	if (!fresh->type || !catalogue_find_type(catalogue, str_of(fresh->type), &session->diags)) {
		message_print(&session->diags, false);
		diag_init(&session->diags, session->arena);
		fresh->type = unlisted_ask_type(session, catalogue, unlisted_type(session, catalogue, fresh->name, NULL));
		if (!fresh->type)
			return false;
	}
	if (!fresh->region) {
		message_put(stderr, _("Regions: %s\n"), names_of(session, catalogue->regions, catalogue->region_count));
		fresh->region = ask(session, _("Region, Enter leaves it open: "));
	}
	if (fresh->region && !fresh->short_name)
		fresh->short_name = ask(session, _("Short name, Enter leaves it open: "));
	return fresh->region && fresh->short_name;
}

static int add_unit(struct session *session, const struct catalogue *catalogue)
{
	const struct options *options = session->options;
	struct catalogue_fresh fresh = { .id = options->id, .short_name = options->short_name, .type = options->type,
					 .region = options->region, .variants = options->variant };
	struct catalogue_setting *settings;
	size_t count = session_read_settings(session, &settings);
	fresh.name = options->argument_count > 1 ? options->arguments[1] : NULL;
	bool asks = options->ask || ((!fresh.name || !fresh.type) && isatty(STDIN_FILENO));
	if (!fresh.name && !asks) {
		message_usage("%s", _("unit new needs a name: plangen unit new NAME --type TYPE"));
		return USAGE_STATUS;
	}
	if (asks && !ask_missing_texts(session, catalogue, &fresh))
		return session_finish(session);
	if (!fresh.type) {
		diag_add(&session->diags, DIAG_UNIT_TYPE_NEEDED, NO_PLACE, fresh.name, names_of(session, catalogue->types, catalogue->type_count));
		return session_finish(session);
	}
	struct change *change = author_begin(session, "unit new");
	if (change_add_unit(change, catalogue, &fresh, NO_PLACE, settings, count, &session->diags))
		write_change(session, change);
	return session_finish(session);
}

/* ---- files that were made of it */

static bool is_of_unit(void *context, const struct store_record *record)
{
	return str_equal(record->id.unit, *(const struct str *)context);
}

/* Names the files that builds made for the unit; how many there are. */
static size_t show_files(struct session *session, const struct catalogue_unit *unit)
{
	const struct store_record *const *records;
	const char *out = session->options->output ? session->options->output : "out";
	struct str id = unit->id;
	const char *store = file_join(session->arena, out, "store");
	size_t count = file_exists(store) ? store_find(session->arena, store, is_of_unit, &id, &records, NULL) : 0, files = 0;
	for (size_t i = 0; i < count; i++)
		for (size_t j = 0; j < records[i]->output_count; j++) {
			const char *path = records[i]->outputs[j].path;
			if (!file_exists(path))
				continue;
			if (!files++)
				fputs(_("Files of its plans, which the next plangen build --prune removes unless they were changed by hand:\n"), stdout);
			message_put(stdout, "  %s\n", path);
		}
	return files;
}

/* ---- rename, remove */

static int rename_unit(struct session *session, const struct catalogue *catalogue, const struct catalogue_unit *unit)
{
	struct change *change = author_begin(session, "unit rename");
	if (change_rename_unit(change, catalogue, unit, session->options->arguments[2], &session->diags) && write_change(session, change))
		show_files(session, unit);
	return session_finish(session);
}

static bool is_wanted(const struct session *session)
{
	if (session->options->yes)
		return true;
	if (!isatty(STDIN_FILENO) && !session->options->ask)
		return false;
	fputs(_("Remove the unit? [y/N] "), stderr);
	return answer_is_yes();
}

static int remove_unit(struct session *session, const struct catalogue_unit *unit)
{
	struct change *change = author_begin(session, "unit remove");
	if (!change_remove_unit(change, unit, &session->diags))
		return session_finish(session);
	const struct change_entry *planned = change_commit(change, true, &session->diags);
	if (!planned)
		return session_finish(session);
	show_entry(planned);
	show_files(session, unit);
	if (session->options->dry_run)
		return session_finish(session);
	if (!is_wanted(session)) {
		diag_add(&session->diags, DIAG_UNIT_REMOVE, NO_PLACE);
		return session_finish(session);
	}
	const struct change_entry *entry = change_commit(change, false, &session->diags);
	if (entry && session_says(session))
		fprintf(stderr, _("Written. This takes it back: plangen undo %u%s\n"), entry->number, session_where(session));
	return session_finish(session);
}

/* ---- show */

static void show_field(const char *label, struct str text)
{
	if (text.len)
		message_put(stdout, "%s: %.*s\n", label, (int)text.len, text.data);
}

static int show_unit(struct session *session, const struct catalogue *catalogue, const struct catalogue_unit *unit)
{
	const struct catalogue_variant **variants;
	struct catalogue_cell *cells;
	size_t count = catalogue_unit_variants(session->arena, catalogue, unit, &variants), filled;
	struct diag_list ignored;
	struct buf place = BUF_INIT;
	diag_init(&ignored, session->arena);
	show_field(_("id"), unit->id);
	show_field(_("name"), unit->name);
	show_field(_("short name"), unit->short_name);
	show_field(_("aliases"), unit->aliases);
	show_field(_("type"), unit->type);
	show_field(_("region"), unit->region);
	source_add_place(unit->place, &place);
	show_field(_("row"), buf_str(&place));
	buf_free(&place);
	for (size_t i = 0; i < count; i++)
		message_put(stdout, _("plan: %s\n"), variants[i]->id);
	if (catalogue_row_cells(session->arena, unit, &cells, &filled, &ignored))
		for (size_t i = 0; i < filled; i++)
			if (session->options->verbose && catalogue_variable(catalogue, str_of(cells[i].column)))
				message_put(stdout, "  %s: %s\n", cells[i].column, cells[i].old);
	catalogue_report_cells_of(unit, &session->diags);
	return session_finish(session);
}

int command_unit(struct session *session)
{
	static const struct {
		const char *name;
		int least, most; /* arguments, with the name of the action */
	} actions[] = { { "new", 1, 2 }, { "rename", 3, 3 }, { "remove", 2, 2 }, { "show", 2, 2 } };
	const struct options *options = session->options;
	const char *action = options->argument_count ? options->arguments[0] : "";
	size_t chosen = 0;
	while (chosen < 4 && strcmp(actions[chosen].name, action) != 0)
		chosen++;
	if (chosen == 4 || options->argument_count < actions[chosen].least || options->argument_count > actions[chosen].most) {
		message_usage("%s", _("write plangen unit new NAME --type TYPE, unit rename UNIT NAME, unit remove UNIT, or unit show UNIT"));
		return USAGE_STATUS;
	}
	const struct catalogue *catalogue = session_load_catalogue(session);
	const struct catalogue_unit *unit = catalogue && chosen ? find_unit(session, catalogue, options->arguments[1]) : NULL;
	if (!catalogue || (chosen && !unit))
		return session_finish(session);
	switch (chosen) {
	case 0:
		return add_unit(session, catalogue);
	case 1:
		return rename_unit(session, catalogue, unit);
	case 2:
		return remove_unit(session, unit);
	default:
		return show_unit(session, catalogue, unit);
	}
}
