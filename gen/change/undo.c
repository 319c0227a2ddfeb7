/* A change that takes back another one. */
#include <unistd.h>

#include "base/buf.h"
#include "base/file.h"
#include "change/internal.h"
#include "change/journal.h"

/* The change of this number, or the last that can be undone; NULL with an error. */
static const struct change_entry *find(struct arena *arena, const struct change_log *log, unsigned number, struct diag_list *diags)
{
	const struct change_entry *found = number ? change_log_find(log, number) : NULL;
	for (size_t i = log->count; i-- > 0 && !number && !found;)
		if (!log->entries[i].undoes && !log->entries[i].undone)
			found = &log->entries[i];
	const char *text = arena_printf(arena, "%u", number);
	if (!found && number)
		diag_add(diags, DIAG_UNDO_UNKNOWN, NO_PLACE, text);
	else if (!found)
		diag_add(diags, DIAG_UNDO_NONE, NO_PLACE);
	else if (found->undone)
		diag_add(diags, DIAG_UNDO_DONE, NO_PLACE, text, arena_printf(arena, "%u", found->undone));
	return found && !found->undone ? found : NULL;
}

/* The file as it was goes over the file as it is: to the byte where nobody else changed it since, else step by step or passage by
 * passage. */
static void undo_edit(struct change *change, const struct change_file *file, struct change_wish *wish)
{
	wish->exact = true;
	wish->from = file->after;
	wish->hunks = hunks_reverse(change->arena, &file->hunks);
	wish->cells = cells_reverse(change->arena, &file->cells);
	struct buf text = BUF_INIT;
	if (!file->cells.count && hunks_apply(&file->hunks, file->text, &text)) {
		wish->base = buf_move_str(&text, change->arena);
		wish->text = file->text;
	}
	buf_free(&text);
}

static void undo_file(struct change *change, const struct change_file *file)
{
	static const enum change_kind back[] = { [CHANGE_EDIT] = CHANGE_EDIT, [CHANGE_NEW] = CHANGE_GONE, [CHANGE_GONE] = CHANGE_NEW };
	const char *path = file_join(change->arena, change->content, file->name);
	struct change_wish *wish = change_wish_for(change, path, back[file->kind]);
	switch (file->kind) {
	case CHANGE_EDIT:
		undo_edit(change, file, wish);
		break;
	case CHANGE_NEW:
		wish->from = file->after;
		break;
	case CHANGE_GONE:
		wish->text = file->hunks.items[0].old;
		break;
	}
}

static const struct change_entry *undo_locked(struct arena *arena, const char *content, unsigned number,
					      const struct change_author *author, bool dry_run, struct diag_list *diags)
{
	struct change_log log;
	if (!change_log_read(arena, content, &log, diags))
		return NULL;
	const struct change_entry *entry = find(arena, &log, number, diags);
	if (!entry)
		return NULL;
	struct change *change = change_begin(arena, content, author);
	change->undoes = entry->number;
	for (size_t i = 0; i < entry->count; i++)
		undo_file(change, &entry->files[i]);
	return change_commit_locked(change, log.last, dry_run, diags);
}

const struct change_entry *change_undo(struct arena *arena, const char *content, unsigned number, const struct change_author *author,
				       bool dry_run, struct diag_list *diags)
{
	if (dry_run)
		return undo_locked(arena, content, number, author, dry_run, diags);
	int lock = journal_lock(arena, content, diags);
	const struct change_entry *entry = lock >= 0 ? undo_locked(arena, content, number, author, dry_run, diags) : NULL;
	if (lock >= 0)
		close(lock);
	return entry;
}
