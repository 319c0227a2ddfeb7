#include "change/shipped.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "base/buf.h"
#include "base/file.h"
#include "base/limits.h"
#include "change/internal.h"

#define LIST_HEAD "# the texts of plangen "

/* A file of the folder that came with the program. */
struct shipped_file {
	const char *name; /* below the folder, with '/' */
	struct hash hash; /* of its bytes */
};

/* By name, in the order of file_list_tree(). */
struct shipped_list {
	struct shipped_file *files;
	size_t count, room;
};

static const struct shipped_file *find(const struct shipped_list *list, const char *name)
{
	for (size_t i = 0; i < list->count; i++)
		if (strcmp(list->files[i].name, name) == 0)
			return &list->files[i];
	return NULL;
}

static bool fail_to_read(const char *path, struct diag_list *diags)
{
	diag_add(diags, DIAG_READ_FAILED, NO_PLACE, path, strerror(errno));
	return false;
}

/* The files that are in the folder now, without their hashes. */
static struct shipped_list list_folder(struct arena *arena, const char *folder)
{
	const char **paths;
	struct shipped_list list = { .count = file_list_tree(arena, folder, &paths) };
	list.files = ARENA_ARRAY(arena, struct shipped_file, list.count + 1);
	for (size_t i = 0; i < list.count; i++)
		list.files[i].name = paths[i] + strlen(folder) + 1;
	return list;
}

/* The same with their hashes. */
static bool read_folder(struct arena *arena, const char *folder, struct shipped_list *list, struct diag_list *diags)
{
	*list = list_folder(arena, folder);
	for (size_t i = 0; i < list->count; i++) {
		const char *path = file_join(arena, folder, list->files[i].name);
		if (!hash_file(path, &list->files[i].hash))
			return fail_to_read(path, diags);
	}
	return true;
}

/* ---- shipped.tsv */

static void write_list(const struct shipped_list *list, const char *version, struct buf *out)
{
	buf_printf(out, LIST_HEAD "%s, each file as it came with the program: plangen upgrade compares with it\n", version);
	for (size_t i = 0; i < list->count; i++) {
		char hex[HASH_HEX];
		hash_write(list->files[i].hash, hex);
		buf_printf(out, "%s\t%s\n", hex, list->files[i].name);
	}
}

/* Cuts the version off the list's text; none: empty. */
static struct str cut_version(struct str *text)
{
	struct str head = str_cut(text, "\n");
	if (!str_starts(head, LIST_HEAD))
		return STR("");
	head = str_from(head, strlen(LIST_HEAD));
	return str_cut(&head, ",");
}

static void read_list(struct arena *arena, struct str text, struct shipped_list *list)
{
	*list = (struct shipped_list){ 0 };
	while (text.len) {
		struct str line = str_cut(&text, "\n"), hex = str_cut(&line, "\t");
		struct shipped_file file = { .name = arena_copy(arena, line.data, line.len) };
		if (line.len && hash_read(hex, &file.hash))
			*ARENA_PUSH(arena, list->files, list->count, list->room) = file;
	}
}

const char *shipped_version(struct arena *arena, const char *own)
{
	struct buf text = BUF_INIT;
	struct diag_list none;
	diag_init(&none, arena);
	const char *version = NULL;
	const char *path = file_join(arena, own, SHIPPED_LIST);
	if (file_exists(path) && file_read(path, LIMIT_SOURCE_BYTES, &text, &none)) {
		struct str rest = buf_str(&text), found = cut_version(&rest);
		version = found.len ? arena_copy(arena, found.data, found.len) : NULL;
	}
	buf_free(&text);
	return version;
}

/* ---- the first copy */

/* *hash: of the bytes that were copied. */
static bool copy_file(struct arena *arena, const char *from, const char *to, struct hash *hash, struct diag_list *diags)
{
	struct buf bytes = BUF_INIT;
	const char *folder = arena_copy(arena, to, (size_t)(strrchr(to, '/') - to));
	bool good = file_read(from, LIMIT_DATA_BYTES, &bytes, diags) && file_make_folder(folder, FILE_SYNC_EACH, diags) &&
		    file_write(to, buf_str(&bytes), diags);
	*hash = hash_text(buf_str(&bytes));
	buf_free(&bytes);
	return good;
}

static bool copy_all(struct arena *arena, const char *shipped, const char *to, const char *version, struct diag_list *diags)
{
	struct shipped_list list = list_folder(arena, shipped);
	struct buf text = BUF_INIT;
	for (size_t i = 0; i < list.count; i++) {
		struct shipped_file *file = &list.files[i];
		if (!copy_file(arena, file_join(arena, shipped, file->name), file_join(arena, to, file->name), &file->hash, diags))
			return false;
	}
	write_list(&list, version, &text);
	bool good = file_write(file_join(arena, to, SHIPPED_LIST), buf_str(&text), diags);
	buf_free(&text);
	return good;
}

bool shipped_copy(struct arena *arena, const char *shipped, const char *own, const char *version, struct diag_list *diags)
{
	const char *beside = arena_printf(arena, "%s.new", own);
	struct diag_list faults;
	diag_init(&faults, arena);
	bool good = copy_all(arena, shipped, beside, version, &faults) && rename(beside, own) == 0;
	/* Another program was faster: its copy is the same. */
	if (good || shipped_version(arena, own))
		return true;
	if (faults.first)
		diag_append(diags, &faults);
	else
		diag_add(diags, DIAG_MAKE_DIRECTORY_FAILED, NO_PLACE, own, strerror(errno));
	return false;
}

/* ---- a newer program */

static const struct source *load(struct change *change, const char *folder, const char *name, struct diag_list *diags)
{
	return source_load(change->arena, file_join(change->arena, folder, name), LIMIT_DATA_BYTES, diags);
}

/* The own file gets the text of the shipped one. */
static bool replace(struct change *change, const char *shipped, const char *name, struct diag_list *diags)
{
	const struct source *now = load(change, change->content, name, diags), *new = load(change, shipped, name, diags);
	if (now && new)
		change_set_text(change, now, new->text);
	return now && new;
}

static bool add(struct change *change, const char *shipped, const char *name, struct diag_list *diags)
{
	const struct source *new = load(change, shipped, name, diags);
	if (new)
		change_add_file(change, file_join(change->arena, change->content, name), new->text);
	return new != NULL;
}

/* `before`: the file as it came before; NULL: it did not. */
static bool take_file(struct change *change, const char *shipped, const struct shipped_file *file, const struct shipped_file *before,
		      struct diag_list *diags)
{
	const char *path = file_join(change->arena, change->content, file->name);
	struct hash now;
	if (!file_exists(path))
		return before || add(change, shipped, file->name, diags);
	if (!hash_file(path, &now))
		return fail_to_read(path, diags);
	if (hash_equal(now, file->hash))
		return true;
	if (before && hash_equal(now, before->hash))
		return replace(change, shipped, file->name, diags);
	if (!before || !hash_equal(before->hash, file->hash))
		diag_add(diags, DIAG_UPGRADE_KEPT, NO_PLACE, path, file_join(change->arena, shipped, file->name));
	return true;
}

/* Files that are no longer shipped go where they are as they came. */
static void remove_former(struct change *change, const struct shipped_list *before, const struct shipped_list *now)
{
	for (size_t i = 0; i < before->count; i++) {
		const char *path = file_join(change->arena, change->content, before->files[i].name);
		struct hash hash;
		if (find(now, before->files[i].name) || !hash_file(path, &hash) || !hash_equal(hash, before->files[i].hash))
			continue;
		change_wish_for(change, path, CHANGE_GONE)->from = hash;
	}
}

bool change_take_shipped(struct change *change, const char *shipped, const char *version, struct diag_list *diags)
{
	struct shipped_list now, before;
	const struct source *list = load(change, change->content, SHIPPED_LIST, diags);
	if (!list || !read_folder(change->arena, shipped, &now, diags))
		return false;
	struct str rest = list->text;
	cut_version(&rest);
	read_list(change->arena, rest, &before);
	bool good = true;
	for (size_t i = 0; i < now.count; i++)
		good &= take_file(change, shipped, &now.files[i], find(&before, now.files[i].name), diags);
	remove_former(change, &before, &now);
	struct buf text = BUF_INIT;
	write_list(&now, version, &text);
	change_set_text(change, list, buf_str(&text));
	buf_free(&text);
	return good;
}
