/* Forms that go out, and come back. */
#include <stdio.h>
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/cache.h"
#include "base/file.h"
#include "change/change.h"
#include "cli/answer.h"
#include "cli/author.h"
#include "cli/command.h"
#include "cli/message.h"
#include "write/xlsx/book.h"
#include "form/fill.h"
#include "form/form.h"

/* ---- out */

static const char *date_of(struct session *session, const struct catalogue_request *values)
{
	return values->date ? values->date : arena_printf(session->arena, "%u-01-01", values->year);
}

static void write_book(struct session *session, struct book *book, const struct catalogue_request *values, const char *file)
{
	struct buf out = BUF_INIT;
	book_write(book, arena_printf(session->arena, "%u", values->year), date_of(session, values), &out);
	session_put(session, session_guard(session), file, &out);
	buf_free(&out);
	if (!session->options->quiet && file_exists(file))
		message_put(stdout, "%s\n", file);
}

/* A file for each of the units, in the folder. */
static void write_each(struct session *session, struct draft_tools *tools, struct draft_request *base, const struct catalogue_picked *picked)
{
	const char *folder = session->options->output ? session->options->output : "out/forms";
	for (size_t i = 0; i < picked->count; i++) {
		struct book book = { .arena = session->arena };
		base->values.unit = picked->units[i];
		const char *name = file_safe_name(session->arena, picked->units[i]->name, "", ".xlsx");
		if (form_add_unit(&book, tools, base, &session->diags))
			write_book(session, &book, &base->values, file_join(session->arena, folder, name));
	}
}

static void write_one(struct session *session, struct draft_tools *tools, const struct draft_request *base, const struct catalogue_picked *picked)
{
	const char *file = session->options->output ? session->options->output : picked ? "填报表.xlsx" : NULL;
	struct book book = { .arena = session->arena };
	if (!file)
		file = file_safe_name(session->arena, base->values.unit ? base->values.unit->name : str_of(base->values.unit_name), "", ".xlsx");
	if (picked ? form_add_units(&book, tools, base, picked, &session->diags) : form_add_unit(&book, tools, base, &session->diags))
		write_book(session, &book, &base->values, file);
}

int command_form(struct session *session)
{
	const struct options *options = session->options;
	struct draft_request base = { .kind = DRAFT_PLAN, .policy = POLICY_REVIEW };
	struct catalogue_picked picked;
	if (!options->unit && !options->units) {
		message_usage("%s", _("form needs a unit or several: plangen form --unit UNIT -o FILE.xlsx"));
		return USAGE_STATUS;
	}
	const struct catalogue *catalogue = session_load_catalogue(session);
	if (!catalogue || (options->units && !session_pick_units(session, catalogue, &picked)))
		return session_finish(session);
	if (!session_find_variant(session, catalogue, &base.values.variant) || !session_fill_request(session, catalogue, &base.values))
		return session_finish(session);
	if (options->units && !picked.count) {
		diag_add(&session->diags, DIAG_UNIT_UNKNOWN, NO_PLACE, options->units);
		return session_finish(session);
	}
	struct draft_tools tools = draft_tools_new(session->arena, catalogue, session->home.templates, NULL);
	if (options->units && options->each)
		write_each(session, &tools, &base, &picked);
	else
		write_one(session, &tools, &base, options->units ? &picked : NULL);
	cache_free(tools.cache);
	return session_finish(session);
}

/* ---- back */

static void read_path(struct session *session, const struct catalogue *catalogue, unsigned year, const char *path, struct fill *fill)
{
	const char **names;
	size_t count;
	if (!file_is_folder(path)) {
		fill_read(session->arena, catalogue, year, path, fill, &session->diags);
		return;
	}
	file_list_all(session->arena, path, &names, &count, &session->diags);
	for (size_t i = 0; i < count; i++)
		if (str_ends_caseless(str_of(names[i]), ".xlsx") && strncmp(names[i], "~$", 2) != 0)
			fill_read(session->arena, catalogue, year, file_join(session->arena, path, names[i]), fill, &session->diags);
}

/* A new unit, with what else its form says of its row. */
static void print_unit(const struct fill_unit *new)
{
	const struct catalogue_fresh *fresh = &new->fresh;
	const struct {
		const char *label, *text;
	} rest[] = { { "编号", new->id }, { "简称", fresh->short_name }, { "地区", fresh->region }, { "适用", fresh->variants } };
	message_put(stdout, _("A new unit: %s, %s\n"), fresh->name, fresh->type);
	for (size_t i = 0; i < sizeof rest / sizeof *rest; i++)
		if (rest[i].text && *rest[i].text)
			message_put(stdout, _("  %s: ‘%s’ → ‘%s’\n"), rest[i].label, "", rest[i].text);
}

static void print_items(const struct fill *fill)
{
	for (size_t i = 0; i < fill->unit_count; i++)
		if (!fill->units[i]->refused)
			print_unit(fill->units[i]);
	const struct catalogue_unit *last = NULL;
	for (size_t i = 0; i < fill->count; i++) {
		const struct fill_item *item = &fill->items[i];
		if (item->unit != last && !item->unit->file)
			message_put(stdout, "%.*s\n", (int)item->unit->name.len, item->unit->name.data);
		else if (item->unit != last)
			message_put(stdout, "%.*s (%.*s)\n", (int)item->unit->name.len, item->unit->name.data, (int)item->unit->id.len, item->unit->id.data);
		last = item->unit;
		message_put(stdout, _("  %s: ‘%s’ → ‘%s’\n"), item->label, item->old, item->text);
	}
}

/* Whether the changes are wanted: with --yes, or when the person says so. */
static bool is_wanted(struct session *session, const struct fill *fill)
{
	if (session->options->yes)
		return true;
	session_tell(session);
	if (fill_new_units(fill))
		fprintf(stderr, _("Write these values (%zu) and new units (%zu)? [y/N] "), fill->count, fill_new_units(fill));
	else
		fprintf(stderr, _("Write these values (%zu)? [y/N] "), fill->count);
	return answer_is_yes();
}

/* False where nothing was written. */
static bool write_values(struct session *session, const struct catalogue *catalogue, const struct fill *fill)
{
	struct change *change = author_begin(session, "fill");
	const struct change_entry *entry = NULL;
	if (fill_change(session->arena, fill, catalogue, change, &session->diags))
		entry = change_commit(change, false, &session->diags);
	if (entry && !session->options->quiet)
		fprintf(stderr, _("Values written: %zu. This takes them back: plangen undo %u%s\n"), fill->count, entry->number,
			session_where(session));
	return entry != NULL;
}

/* Drafts the plans of the units of the forms, as they are now in the content. */
static void draft_units(struct session *session, const struct fill *fill)
{
	const struct options *given = session->options;
	const struct catalogue_unit *last = NULL;
	for (size_t i = 0; i < fill->count; i++) {
		const struct catalogue_unit *unit = fill->items[i].unit;
		struct options options = { .command = COMMAND_DRAFT, .year = given->year, .content = given->content, .quiet = given->quiet,
					   .verbose = given->verbose, .diagnostics = given->diagnostics };
		if (unit == last)
			continue;
		last = unit;
		options.unit = arena_copy(session->arena, unit->name.data, unit->name.len);
		session->options = &options;
		draft_for(session);
		session->options = given;
	}
}

int command_fill(struct session *session)
{
	const struct options *options = session->options;
	struct fill fill = { 0 };
	if (!options->argument_count) {
		message_usage("%s", _("fill needs a form: plangen fill FORM.xlsx"));
		return USAGE_STATUS;
	}
	unsigned year = session_year(session);
	const struct catalogue *catalogue = year ? session_load_catalogue(session) : NULL;
	if (!catalogue)
		return session_finish(session);
	for (int i = 0; i < options->argument_count; i++)
		read_path(session, catalogue, year, options->arguments[i], &fill);
	fill_check(session->arena, &fill, catalogue, year, &session->diags);
	print_items(&fill);
	bool any = fill.count || fill_new_units(&fill);
	if (!any && !fill.refused && !options->quiet)
		fputs(_("The forms say nothing new.\n"), stderr);
	if (fill.refused && !options->partial && !options->dry_run)
		diag_add(&session->diags, DIAG_FILL_NOTHING, NO_PLACE, arena_printf(session->arena, "%zu", fill.refused));
	else if (any && !options->dry_run && is_wanted(session, &fill) && write_values(session, catalogue, &fill) && options->draft)
		draft_units(session, &fill);
	return session_finish(session);
}
