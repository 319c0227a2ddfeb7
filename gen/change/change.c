#include "change/change.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/file.h"
#include "change/internal.h"
#include "change/journal.h"

/* ---- making it up */

/* What others say of themselves, as valid text. */
static const char *printable(struct arena *arena, const char *text)
{
	struct buf out = BUF_INIT;
	buf_add_printable(&out, str_of(text), "");
	return buf_move_to(&out, arena);
}

struct change *change_begin(struct arena *arena, const char *content, const struct change_author *author)
{
	struct change *change = ARENA_NEW(arena, struct change);
	*change = (struct change){ .arena = arena, .content = content };
	change->author = (struct change_author){ printable(arena, author->who), printable(arena, author->command), author->when };
	return change;
}

/* What follows the folder in the path; NULL: it does not lie in it. */
static const char *below(const char *folder, const char *path)
{
	size_t len = strlen(folder);
	while (len && folder[len - 1] == '/')
		len--;
	if (strncmp(path, folder, len) != 0 || path[len] != '/')
		return NULL;
	const char *rest = path + len + strspn(path + len, "/");
	bool climbs = strncmp(rest, "../", 3) == 0 || strstr(rest, "/../");
	return *rest && !climbs ? rest : NULL;
}

/* A link in the folder is a file of it, and so is what lies in it by another path. */
const char *change_file_name(struct arena *arena, const char *content, const char *path)
{
	const char *name = below(content, path), *slash = strrchr(path, '/');
	if (name)
		return name;
	char *root = realpath(content, NULL), *folder = realpath(slash ? arena_copy(arena, path, (size_t)(slash - path) + 1) : ".", NULL);
	if (root && folder)
		name = below(root, file_join(arena, folder, slash ? slash + 1 : path));
	free(root);
	free(folder);
	return name;
}

bool change_has_file(struct arena *arena, const char *content, const char *path)
{
	return change_file_name(arena, content, path) != NULL;
}

struct change_wish *change_wish_for(struct change *change, const char *path, enum change_kind kind)
{
	for (size_t i = 0; i < change->count; i++)
		if (strcmp(change->wishes[i].path, path) == 0)
			return &change->wishes[i];
	struct change_wish *wish = ARENA_PUSH(change->arena, change->wishes, change->count, change->room);
	wish->path = arena_strdup(change->arena, path);
	wish->name = change->content ? change_file_name(change->arena, change->content, wish->path) : NULL;
	wish->kind = kind;
	return wish;
}

void change_set_text(struct change *change, const struct source *source, struct str text)
{
	struct change_wish *wish = change_wish_for(change, source->name, CHANGE_EDIT);
	wish->base = source->text;
	wish->text = (struct str){ arena_copy(change->arena, text.data, text.len), text.len };
}

static const char *copy(struct arena *arena, const char *text)
{
	return text ? arena_strdup(arena, text) : NULL;
}

void change_add_step(struct change *change, const char *file, const struct change_cell *step)
{
	struct change_wish *wish = change_wish_for(change, file, CHANGE_EDIT);
	*ARENA_PUSH(change->arena, wish->cells.items, wish->cells.count, wish->cells.room) = (struct change_cell){
		.step = step->step,
		.key_name = copy(change->arena, step->key_name),
		.key = copy(change->arena, step->key),
		.column = copy(change->arena, step->column),
		.old = copy(change->arena, step->old),
		.text = copy(change->arena, step->text),
	};
}

void change_add_file(struct change *change, const char *path, struct str text)
{
	struct change_wish *wish = change_wish_for(change, path, CHANGE_NEW);
	wish->text = (struct str){ arena_copy(change->arena, text.data, text.len), text.len };
}

/* ---- writing it */

/* The files that differ. False with errors. */
static bool find_outcomes(struct change *change, struct change_outcome *outcomes, size_t *count, struct diag_list *diags)
{
	bool good = true;
	for (size_t i = 0; i < change->count; i++) {
		int found = change_find_outcome(change, &change->wishes[i], &outcomes[*count], diags);
		good &= found >= 0;
		*count += found > 0;
	}
	return good;
}

static struct change_entry *entry_of(struct change *change, const struct change_outcome *outcomes, size_t count)
{
	struct change_entry *entry = ARENA_NEW(change->arena, struct change_entry);
	*entry = (struct change_entry){ .undoes = change->undoes,
					.when = change->author.when,
					.who = change->author.who,
					.command = change->author.command,
					.files = ARENA_ARRAY(change->arena, struct change_file, count + 1),
					.count = count };
	for (size_t i = 0; i < count; i++)
		entry->files[i] = outcomes[i].log;
	return entry;
}

/* Files of no content folder, one after the other. */
static bool write_outside(const struct change_outcome *outcomes, size_t count, struct diag_list *diags)
{
	bool good = true;
	for (size_t i = 0; i < count && good; i++)
		good = file_edit(outcomes[i].path, outcomes[i].text, diags);
	return good;
}

static bool write_inside(struct change *change, const struct change_entry *entry, const struct change_outcome *outcomes,
			 struct diag_list *diags)
{
	struct journal journal = { .arena = change->arena, .content = change->content, .entry = entry, .count = entry->count };
	journal.files = ARENA_ARRAY(change->arena, struct journal_file, entry->count);
	for (size_t i = 0; i < entry->count; i++)
		journal.files[i] = (struct journal_file){ .path = outcomes[i].path,
							  .kind = outcomes[i].log.kind,
							  .before = outcomes[i].log.before,
							  .after = outcomes[i].log.after,
							  .old = outcomes[i].old,
							  .text = outcomes[i].text };
	return journal_commit(&journal, diags);
}

const struct change_entry *change_commit_locked(struct change *change, unsigned last, bool dry_run, struct diag_list *diags)
{
	struct change_outcome *outcomes = ARENA_ARRAY(change->arena, struct change_outcome, change->count + 1);
	size_t count = 0;
	change->dry_run = dry_run;
	if (!find_outcomes(change, outcomes, &count, diags))
		return NULL;
	struct change_entry *entry = entry_of(change, outcomes, count);
	entry->number = last + 1;
	if (dry_run || !count)
		return entry;
	bool good = change->content ? write_inside(change, entry, outcomes, diags) : write_outside(outcomes, count, diags);
	return good ? entry : NULL;
}

const struct change_entry *change_commit(struct change *change, bool dry_run, struct diag_list *diags)
{
	unsigned last = 0;
	if (!change->content || !change->count || dry_run)
		return change_commit_locked(change, last, dry_run, diags);
	int lock = journal_lock(change->arena, change->content, diags);
	const struct change_entry *entry = NULL;
	if (lock >= 0 && change_log_last(change->arena, change->content, &last, diags))
		entry = change_commit_locked(change, last, dry_run, diags);
	if (lock >= 0)
		close(lock);
	return entry;
}

bool change_recover(const char *content, struct diag_list *diags)
{
	struct arena *arena = arena_new();
	bool exists, good = journal_look(arena, content, &exists, diags);
	if (good && exists) {
		int lock = journal_lock(arena, content, diags);
		good = lock >= 0;
		if (good)
			close(lock);
	}
	arena_free(arena);
	return good;
}
