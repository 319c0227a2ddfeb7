/* The one way to change content. A change is made up first: cells of tables, texts, new files, each against the version that was opened. Then it is
 * written, all or nothing, into files that others may have changed meanwhile: what does not overlap is merged, what does is refused, with the place and
 * both versions. Encoding, byte order mark, line ends, owner, mode and links stay. What was changed is in the log (change/log.h), so that it
 * can be undone. Hard links to a file are not kept: it is written beside its place and renamed. */
#ifndef CHANGE_CHANGE_H
#define CHANGE_CHANGE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/source.h"
#include "base/str.h"
#include "change/log.h"
#include "draft/own_file.h"

struct arena;
struct catalogue;
struct catalogue_fresh;
struct catalogue_setting;
struct catalogue_unit;
struct catalogue_variant;
struct change;
struct diag_list;
struct draft_request;
struct draft_tools;
struct own_view;

/* Who changes what, when. */
struct change_author {
	const char *who;     /* name */
	const char *command; /* "check --fix" */
	long long when;      /* seconds since 1970 */
};

/* A change of the content folder that holds nothing yet; NULL for files that are in none, which then have no log and are written one after the
 * other, each atomically. All of it lives in `arena`; it is dropped by doing nothing. */
struct change *change_begin(struct arena *arena, const char *content, const struct change_author *author);

/* The file's name in the content folder; NULL: it is in none. */
const char *change_file_name(struct arena *arena, const char *content, const char *path);

/* Whether the file is in the content folder, by its name or by where it really is. */
bool change_has_file(struct arena *arena, const char *content, const char *path);

/* The source's file gets this text; what the source holds, until the change is written, is the version that was opened. */
void change_set_text(struct change *change, const struct source *source, struct str text);

/* One more step in a table, of which all is copied. `file`: its path. */
void change_add_step(struct change *change, const char *file, const struct change_cell *step);

/* A file that is not there yet, with this text. Its folder is made when the change is written, and stays when it is undone. */
void change_add_file(struct change *change, const char *path, struct str text);

/* The values go into the unit's row: cells are replaced, a column is added where the file has none for the variable. False with errors, and the
 * change as it was, when one is no value of its variable. */
bool change_set_values(struct change *change, const struct catalogue *catalogue, const struct catalogue_unit *unit,
		       const struct catalogue_setting *settings, size_t count, struct diag_list *diags);

/* Whether values can go into the unit's row, as its file is now; else the reason is in `diags`. */
bool change_can_set_values(const struct catalogue_unit *unit, struct diag_list *diags);

/* A row for the unit, with values of it; `fresh` is completed (catalogue_complete_unit()). `place`: where it is said. False with errors, and the
 * change as it was. */
bool change_add_unit(struct change *change, const struct catalogue *catalogue, struct catalogue_fresh *fresh, struct place place,
		     const struct catalogue_setting *settings, size_t count, struct diag_list *diags);

/* Another 简称, 别名, 地区 or 适用 for the unit. False with errors, and the change as it was. */
bool change_set_fixed(struct change *change, const struct catalogue *catalogue, const struct catalogue_unit *unit,
		      const struct catalogue_setting *setting, struct diag_list *diags);

/* Another name for the unit, which keeps its id and all else. False with errors, and the change as it was. */
bool change_rename_unit(struct change *change, const struct catalogue *catalogue, const struct catalogue_unit *unit, const char *name,
			struct diag_list *diags);

/* The unit's row goes. False with errors, and the change as it was: it is in a workbook. */
bool change_remove_unit(struct change *change, const struct catalogue_unit *unit, struct diag_list *diags);

/* A profile of the year: a copy of that of `from` (0: of the year before that has one, else of the next), in which every entry says where it was
 * taken over and counts as not confirmed. False with an error when the year has one, or there is none to copy. */
bool change_add_year(struct change *change, const struct catalogue *catalogue, unsigned year, unsigned from, struct diag_list *diags);

/* Entries of the year's profile are confirmed as they are (value NULL), or get the value; with no settings all are confirmed but those
 * of variables that are others in each year, which a warning names. False with errors,
 * and the change as it was, when the year has no profile, an entry is not in it, or a value is none of its variable. */
bool change_confirm_year(struct change *change, const struct catalogue *catalogue, unsigned year, const struct catalogue_setting *settings,
			 size_t count, struct diag_list *diags);

/* A row of a table: texts by column; the first is the key, which no other row has. */
struct change_row {
	const char *const *columns, *const *texts;
	size_t count;
};

/* The row of the table `path` with the key gets the texts; what is not there is added: the file, columns, the row. False with errors when the file cannot
 * be read. */
bool change_set_row(struct change *change, const char *path, const struct change_row *row, struct diag_list *diags);

/* change_accept_base() for the plans among the requests whose unit has text of its own. Plans with errors, which are said when they are drafted, are passed
 * over. */
size_t change_accept_bases(struct change *change, struct draft_tools *tools, const struct draft_request *const *plans, size_t count);

/* The overrides of the plans get the shared passages of now as their base, where they have none or it changed. Their number. */
size_t change_accept_base(struct change *change, const struct own_view *const *views, size_t count);

/* The unit gets this text for the passage or block `target` of the plan that `view` is of (made with draft_request.passages), in its file for the
 * variant, with the shared text of now as its base; an override of the same that is there is replaced. `text`: Markdown; none with OWN_DROP. False
 * with errors, and the change as it was: there is no such passage, or the file is faulty. */
bool change_set_own_text(struct change *change, const struct catalogue *catalogue, const struct catalogue_unit *unit,
			 const struct catalogue_variant *variant, const struct own_view *view, const char *target, enum own_action action,
			 const char *reason, struct str text, struct diag_list *diags);

/* One override, as change_edit_own_text() takes it. */
struct change_own {
	const char *target;     /* whole id of the passage or block */
	enum own_action action;
	const char *reason;     /* NULL: that of the override which it replaces */
	struct str text;        /* Markdown; none with OWN_DROP */
	bool beside;            /* what the unit has of the same passage on its other sides (before, itself, behind) stays */
	bool gone;              /* there is to be none: the shared text counts again */
};

/* The same of overrides that are made by programs. */
bool change_edit_own_text(struct change *change, const struct catalogue *catalogue, const struct catalogue_unit *unit,
			  const struct catalogue_variant *variant, const struct own_view *view, const struct change_own *own,
			  struct diag_list *diags);

/* The text that the change gives the file; NULL: it leaves it as it is. */
const struct source *change_text_of(struct change *change, const char *path);

/* Writes the change. With `dry_run` it is only found out what would be written. What is, or would be, in the log, in the arena: without files
 * where nothing differs. NULL with errors, and all files as they were. Diagnostics name places in sources of the arena. */
const struct change_entry *change_commit(struct change *change, bool dry_run, struct diag_list *diags);

/* The same for what takes back the change of this number (0: the last that is no undo and is not undone). Undoing an undo does the change again. */
const struct change_entry *change_undo(struct arena *arena, const char *content, unsigned number, const struct change_author *author,
				       bool dry_run, struct diag_list *diags);

/* To be called before content is read: finishes or takes back a change that was interrupted, and says so. False with an error when
 * neither can be done. */
bool change_recover(const char *content, struct diag_list *diags);

#endif
