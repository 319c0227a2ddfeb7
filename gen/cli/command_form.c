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
#include "cli/quote.h"
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

static void read_path(struct session *session, const struct catalogue *catalogue, unsigned year, const char *path, struct fill *fill, struct diag_list *diags)
{
	const char **names;
	size_t count;
	if (!file_is_folder(path)) {
		fill_read(session->arena, catalogue, year, path, fill, diags);
		return;
	}
	file_list_all(session->arena, path, &names, &count, diags);
	for (size_t i = 0; i < count; i++)
		if (str_ends_caseless(str_of(names[i]), ".xlsx") && strncmp(names[i], "~$", 2) != 0)
			fill_read(session->arena, catalogue, year, file_join(session->arena, path, names[i]), fill, diags);
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

static void print_items(const struct session *session, const struct fill *fill)
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
		message_put(stdout, _("  %s: ‘%s’ → ‘%s’\n"), item->label, fill_shown(session->arena, item->variable, item->old),
			    fill_shown(session->arena, item->variable, item->text));
	}
}

/* What plans of the units still lack, with the cells that ask for it. Where cells have errors, what they say is told by these. */
static void print_lacks(const struct session *session, const struct fill *fill, const struct fill_lack *lacks, size_t count)
{
	for (size_t i = 0, next; i < count; i = next) {
		struct buf names = BUF_INIT;
		size_t shown = 0;
		for (next = i; next < count && lacks[next].unit == lacks[i].unit; next++) {
			struct buf cell = BUF_INIT;
			bool placed = source_add_cell(lacks[next].place, &cell);
			if (placed || !fill->refused)
				buf_printf(&names, placed ? "%s%s（%s）" : "%s%s", shown++ ? "、" : "", lacks[next].variable->label, buf_str(&cell).data);
			buf_free(&cell);
		}
		if (shown && !session->options->quiet)
			message_put(stdout, _("%.*s: required and still empty: %zu: %s\n"), (int)lacks[i].unit->name.len, lacks[i].unit->name.data, shown, names.data);
		buf_free(&names);
	}
}

/* ---- what follows */

/* The command that writes what was shown. */
static void say_how_to_write(struct session *session)
{
	const struct options *options = session->options;
	struct buf line = BUF_INIT;
	buf_add_text(&line, "plangen fill");
	for (int i = 0; i < options->argument_count; i++) {
		buf_add_text(&line, " ");
		quote_add_word(options->arguments[i], &line);
	}
	buf_add_text(&line, options->partial ? " --partial --yes" : " --yes");
	session_add_rest(session, &line);
	message_put(stderr, _("Nothing was written yet. This writes it: %s\n"), line.data);
	buf_free(&line);
}

/* The command that makes the plans of the units that were filled in. */
static void say_how_to_draft(struct session *session, const struct fill *fill, size_t lacking)
{
	enum { NAMED = 5 };
	const struct catalogue_unit *units[NAMED];
	size_t count = 0;
	struct buf line = BUF_INIT;
	for (size_t i = 0; i < fill->count && count <= NAMED; i++) {
		size_t known = 0;
		while (known < count && units[known] != fill->items[i].unit)
			known++;
		if (known == NAMED)
			count++;
		else if (known == count)
			units[count++] = fill->items[i].unit;
	}
	if (!count)
		return;
	buf_add_text(&line, count == 1 ? "plangen --unit " : "plangen build --units ");
	for (size_t i = 0; i < count && count <= NAMED; i++) {
		buf_add_text(&line, i ? "," : "");
		quote_add_word(arena_copy(session->arena, units[i]->name.data, units[i]->name.len), &line);
	}
	buf_add_text(&line, count > NAMED ? "all" : count == 1 && !lacking ? " --final" : "");
	session_add_rest(session, &line);
	message_put(stderr, lacking ? _("Next: fill in what is missing and run plangen fill again; a draft with gaps meanwhile: %s\n") : _("Next: %s\n"), line.data);
	buf_free(&line);
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
static bool write_values(struct session *session, const struct catalogue *catalogue, const struct fill *fill, size_t lacking)
{
	struct change *change = author_begin(session, "fill");
	const struct change_entry *entry = NULL;
	if (fill_change(session->arena, fill, catalogue, change, &session->diags))
		entry = change_commit(change, false, &session->diags);
	if (entry && !session->options->quiet)
		fprintf(stderr, _("Values written: %zu. This takes them back: plangen undo %u%s\n"), fill->count, entry->number,
			session_where(session));
	if (entry && session_says(session) && !session->options->draft)
		say_how_to_draft(session, fill, lacking);
	return entry != NULL;
}

/* Drafts the plans of the units of the forms, as they are now in the content. */
static void draft_units(struct session *session, const struct fill *fill)
{
	const struct options *given = session->options;
	session->lacks_told = true;
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

/* Looks for what is still missing, and prints it; how many values. */
static size_t tell_lacks(struct session *session, const struct catalogue *catalogue, const struct fill *fill, unsigned year)
{
	struct draft_tools tools = draft_tools_new(session->arena, catalogue, session->home.templates, NULL);
	struct fill_lack *lacks;
	size_t count = fill_find_lacks(session->arena, &tools, fill, year, &lacks);
	print_lacks(session, fill, lacks, count);
	cache_free(tools.cache);
	return count;
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
	struct diag_list found;
	diag_init(&found, session->arena);
	for (int i = 0; i < options->argument_count; i++)
		read_path(session, catalogue, year, options->arguments[i], &fill, &found);
	fill_check(session->arena, &fill, catalogue, year, &found);
	fill_sort(&fill, &found);
	diag_append(&session->diags, &found);
	print_items(session, &fill);
	size_t lacking = tell_lacks(session, catalogue, &fill, year);
	bool any = fill.count || fill_new_units(&fill);
	if (!any && !fill.refused && !options->quiet)
		fputs(_("The forms say nothing new.\n"), stderr);
	if (fill.refused && !options->partial && !options->dry_run)
		diag_add(&session->diags, DIAG_FILL_NOTHING, NO_PLACE, arena_printf(session->arena, "%zu", fill.refused));
	else if (any && options->dry_run && session_says(session) && (!fill.refused || options->partial))
		say_how_to_write(session);
	else if (any && !options->dry_run && is_wanted(session, &fill) && write_values(session, catalogue, &fill, lacking) && options->draft)
		draft_units(session, &fill);
	return session_finish(session);
}
