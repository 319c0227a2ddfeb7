/* What is wanted of a file, put together with what others made of it since. */
#include <errno.h>
#include <string.h>
#include <sys/stat.h>

#include "base/buf.h"
#include "base/file.h"
#include "base/limits.h"
#include "base/utf8.h"
#include "change/internal.h"
#include "change/journal.h"

static bool is_table(const char *path)
{
	return str_ends_caseless(str_of(path), ".csv");
}

/* The file as it is now; the note on its encoding was given when it was opened. */
static const struct source *read_now(struct change *change, const struct change_wish *wish, struct diag_list *diags)
{
	struct diag_list own;
	diag_init(&own, change->arena);
	struct source *now = source_load(change->arena, wish->path, is_table(wish->path) ? LIMIT_DATA_BYTES : LIMIT_SOURCE_BYTES, &own);
	if (now)
		now->table = is_table(wish->path);
	else
		diag_append(diags, &own);
	return now;
}

/* ---- passages */

/* The lines that hold a piece of the text, not longer than a message bears. */
static const char *around(struct change *change, struct str text, size_t at, size_t len)
{
	enum { MOST = 60 };
	size_t start = at, end = at + len;
	while (start && text.data[start - 1] != '\n')
		start--;
	while (end < text.len && text.data[end] != '\n' && (end == at + len || text.data[end - 1] != '\n'))
		end++;
	size_t kept = utf8_prefix(text.data + start, end - start, MOST);
	return arena_printf(change->arena, "%.*s%s", (int)kept, text.data + start, kept < end - start ? "…" : "");
}

/* Puts the passages that were changed into the text as it is now. */
static bool merge_text(struct change *change, const struct change_wish *wish, const struct source *now, struct change_hunks *hunks,
		       struct diag_list *diags)
{
	struct change_hunks mine = hunks_between(change->arena, wish->base, wish->text),
			    theirs = hunks_between(change->arena, wish->base, now->text);
	struct change_hunk my, their;
	if (hunks_merge(change->arena, &mine, &theirs, hunks, &my, &their))
		return true;
	size_t moved = 0; /* where my piece is in the new text */
	for (size_t i = 0; mine.items[i].at != my.at; i++)
		moved += mine.items[i].text.len - mine.items[i].old.len;
	diag_add(diags, DIAG_CHANGE_PASSAGE, ((struct place){ now, their.at }), around(change, wish->base, my.at, my.old.len),
		 around(change, now->text, their.at, their.text.len), around(change, wish->text, my.at + moved, my.text.len));
	return false;
}

/* ---- a file that is edited */

static bool find_hunks(struct change *change, struct change_wish *wish, const struct source *now, struct change_hunks *hunks,
		       struct diag_list *diags)
{
	if (wish->exact && hash_equal(now->hash, wish->from)) {
		*hunks = wish->hunks;
		return true;
	}
	if (wish->cells.count)
		return cells_find(change->arena, now, &wish->cells, hunks, diags);
	return merge_text(change, wish, now, hunks, diags);
}

static int find_edit(struct change *change, struct change_wish *wish, struct change_outcome *outcome, struct diag_list *diags)
{
	const struct source *now = read_now(change, wish, diags);
	struct change_hunks hunks = { 0 };
	struct buf text = BUF_INIT, before = BUF_INIT, after = BUF_INIT;
	if (!now || !find_hunks(change, wish, now, &hunks, diags))
		return -1;
	if (!hunks.count)
		return 0;
	bool good = hunks_apply(&hunks, now->text, &text) && source_encode(now, now->text, &before, diags) &&
		    source_encode(now, buf_str(&text), &after, diags);
	outcome->old = buf_move_str(&before, change->arena);
	outcome->text = buf_move_str(&after, change->arena);
	outcome->log = (struct change_file){ .kind = CHANGE_EDIT, .hunks = hunks, .cells = wish->cells };
	if (!wish->cells.count)
		outcome->log.text = now->text;
	buf_free(&text);
	return good ? 1 : -1;
}

/* ---- a file that comes or goes */

static int refuse(const struct change_wish *wish, struct diag_list *diags)
{
	diag_add(diags, DIAG_CHANGE_FILE, NO_PLACE, wish->path);
	return -1;
}

/* The new table: its header with the steps taken, behind a byte order mark, so that Excel takes it for UTF-8. False with errors. */
static bool fill_new(struct change *change, struct change_wish *wish, struct str *text, struct diag_list *diags)
{
	struct source *header = source_of_text(change->arena, wish->path, wish->text);
	struct change_hunks hunks = { 0 };
	struct buf out = BUF_INIT;
	header->table = true;
	buf_add_text(&out, "\xEF\xBB\xBF");
	bool good = cells_find(change->arena, header, &wish->cells, &hunks, diags) && hunks_apply(&hunks, header->text, &out);
	*text = buf_move_str(&out, change->arena);
	return good;
}

static int find_new(struct change *change, struct change_wish *wish, struct change_outcome *outcome, struct diag_list *diags)
{
	struct stat info;
	struct str text = wish->text;
	if (lstat(wish->path, &info) == 0)
		return refuse(wish, diags);
	if (wish->cells.count && !fill_new(change, wish, &text, diags))
		return -1;
	outcome->text = text;
	outcome->log = (struct change_file){ .kind = CHANGE_NEW };
	hunks_add(change->arena, &outcome->log.hunks, 0, STR(""), text);
	return 1;
}

static int find_gone(struct change *change, const struct change_wish *wish, struct change_outcome *outcome, struct diag_list *diags)
{
	struct stat info;
	if (lstat(wish->path, &info) != 0)
		return 0;
	const struct source *now = read_now(change, wish, diags);
	if (!now)
		return -1;
	if (!hash_equal(now->hash, wish->from))
		return refuse(wish, diags);
	struct buf bytes = BUF_INIT;
	bool good = source_encode(now, now->text, &bytes, diags);
	outcome->old = buf_move_str(&bytes, change->arena);
	if (!good)
		return -1;
	outcome->log = (struct change_file){ .kind = CHANGE_GONE };
	hunks_add(change->arena, &outcome->log.hunks, 0, now->text, STR(""));
	return 1;
}

static int find_kind(struct change *change, struct change_wish *wish, struct change_outcome *outcome, struct diag_list *diags)
{
	switch (wish->kind) {
	case CHANGE_EDIT:
		return find_edit(change, wish, outcome, diags);
	case CHANGE_NEW:
		return find_new(change, wish, outcome, diags);
	case CHANGE_GONE:
		return find_gone(change, wish, outcome, diags);
	}
	return -1;
}

/* A new file of the content may be the first of its folder, as a unit's own text is. Whether the folder is there now; with a dry run it is not made. */
static bool make_folder(struct change *change, const struct change_wish *wish, struct diag_list *diags)
{
	const char *slash = strrchr(wish->path, '/');
	if (wish->kind != CHANGE_NEW || !wish->name || !slash)
		return true;
	const char *folder = arena_copy(change->arena, wish->path, (size_t)(slash - wish->path));
	if (file_exists(folder))
		return true;
	return !change->dry_run && file_make_folder(folder, FILE_SYNC_EACH, diags);
}

int change_find_outcome(struct change *change, struct change_wish *wish, struct change_outcome *outcome, struct diag_list *diags)
{
	*outcome = (struct change_outcome){ 0 };
	int found = find_kind(change, wish, outcome, diags);
	if (found < 1)
		return found;
	bool folder = make_folder(change, wish, diags);
	if (!folder && !change->dry_run)
		return -1;
	outcome->path = file_real_path(change->arena, wish->path);
	outcome->log.name = wish->name ? wish->name : wish->path;
	if (wish->kind != CHANGE_NEW)
		outcome->log.before = hash_text(outcome->old);
	if (wish->kind != CHANGE_GONE)
		outcome->log.after = hash_text(outcome->text);
	if (!folder) {
		outcome->path = wish->path;
		return 1;
	}
	int error = errno;
	if (outcome->path && !utf8_valid(outcome->log.name, strlen(outcome->log.name), NULL))
		error = EILSEQ;
	else if (outcome->path && wish->name && !journal_may_hold(change->arena, change->content, outcome->path, &outcome->log))
		error = EXDEV;
	else if (outcome->path)
		return 1;
	diag_add(diags, DIAG_WRITE_FAILED, NO_PLACE, wish->path, strerror(error));
	return -1;
}
