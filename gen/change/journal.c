#include "change/journal.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/diag.h"
#include "base/disk.h"
#include "base/file.h"
#include "base/limits.h"
#include "change/place.h"
#include "vars/json.h"
#include "vars/value.h"

static const char *journal_path(const struct journal *journal)
{
	return file_join(journal->arena, journal->folder, "journal");
}

static const char *log_path(const struct journal *journal)
{
	return file_join(journal->arena, journal->folder, "log");
}

/* Who may write into the content folder may write here. What cannot be given is of no harm to who made it. */
static void share(const char *content, const char *path, mode_t mask)
{
	struct stat info;
	if (stat(content, &info) == 0 && chmod(path, info.st_mode & mask) != 0)
		return;
}

/* ---- the journal */

static void add_files(const struct journal *journal, struct buf *out)
{
	for (size_t i = 0; i < journal->count; i++) {
		buf_add_text(out, i ? ",[" : "[");
		buf_add_json(out, str_of(journal->files[i].path));
		buf_add_char(out, ',');
		buf_add_json(out, str_of(journal->files[i].temporary));
		buf_add_char(out, ']');
	}
}

/* One line: where the log ends, which files, and the line that the log will have, which tells their hashes. */
static bool write_journal(const struct journal *journal, struct diag_list *diags)
{
	struct buf out = BUF_INIT;
	buf_printf(&out, "{\"log\":%zu,\"line\":", journal->log_size);
	buf_add_json(&out, journal->line);
	buf_add_text(&out, ",\"files\":[");
	add_files(journal, &out);
	buf_add_text(&out, "]}\n");
	bool good = file_write(journal_path(journal), buf_str(&out), diags);
	buf_free(&out);
	return good;
}

/* Removes the files beside their places, then the journal. What cannot be removed is left to the next start, with the journal. */
static void clear(const struct journal *journal)
{
	bool clean = true;
	for (size_t i = 0; i < journal->count; i++)
		clean &= place_clear(&journal->files[i]);
	if (clean && unlink(journal_path(journal)) == 0)
		disk_sync_folder(journal->folder);
}

/* ---- the log */

static size_t size_of(const char *path)
{
	struct stat info;
	return stat(path, &info) == 0 ? (size_t)info.st_size : 0;
}

/* Whether the log ends in the middle of a line, which a loss of power left. */
static bool ends_torn(int fd, size_t size)
{
	char last = '\n';
	return size && pread(fd, &last, 1, (off_t)size - 1) == 1 && last != '\n';
}

static bool append_line(const struct journal *journal)
{
	const char *path = log_path(journal);
	struct buf out = BUF_INIT;
	int fd = open(path, O_RDWR | O_APPEND | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0666);
	if (fd < 0)
		return false;
	if (!journal->log_size)
		share(journal->content, path, 0666);
	if (ends_torn(fd, journal->log_size))
		buf_add_char(&out, '\n');
	buf_add_str(&out, journal->line);
	bool ok = disk_write(fd, buf_str(&out), FILE_SYNC_EACH) && disk_sync_folder(journal->folder);
	buf_free(&out);
	return ok;
}

/* Takes the line off again, or what there is of it. */
static bool cut_log(const struct journal *journal)
{
	return size_of(log_path(journal)) <= journal->log_size || truncate(log_path(journal), (off_t)journal->log_size) == 0;
}

/* Whether the log has the line where it was to stand. */
static bool has_line(const struct journal *journal)
{
	struct buf text = BUF_INIT;
	struct diag_list ignored;
	diag_init(&ignored, journal->arena);
	bool found = file_exists(log_path(journal)) && file_read(log_path(journal), LIMIT_LOG_BYTES, &text, &ignored) &&
		     text.len >= journal->log_size;
	struct str rest = found ? str_from(buf_str(&text), journal->log_size) : STR("");
	if (rest.len && rest.data[0] == '\n')
		rest = str_from(rest, 1);
	found = rest.len >= journal->line.len && memcmp(rest.data, journal->line.data, journal->line.len) == 0;
	buf_free(&text);
	return found;
}

/* ---- writing a change */

static bool report(const char *path, struct diag_list *diags)
{
	if (errno == ESTALE || errno == EEXIST)
		diag_add(diags, DIAG_CHANGE_FILE, NO_PLACE, path);
	else
		diag_add(diags, DIAG_WRITE_FAILED, NO_PLACE, path, strerror(errno));
	return false;
}

static bool stage_all(struct journal *journal, struct diag_list *diags)
{
	for (size_t i = 0; i < journal->count; i++)
		if (!place_stage(&journal->files[i]))
			return report(journal->files[i].path, diags);
	return true;
}

static bool put_all(struct journal *journal, struct diag_list *diags)
{
	for (size_t i = 0; i < journal->count; i++)
		if (!place_put(&journal->files[i]) || !place_sync(journal->arena, &journal->files[i]))
			return report(journal->files[i].path, diags);
	return true;
}

static bool stuck(const struct journal *journal, const char *path, const char *why, struct diag_list *diags)
{
	diag_add(diags, DIAG_CHANGE_STUCK, NO_PLACE, path, why, journal_path(journal));
	return false;
}

static bool take_back(struct journal *journal, struct diag_list *diags)
{
	for (size_t i = journal->count; i-- > 0;)
		if (!place_take_back(&journal->files[i]))
			return stuck(journal, journal->files[i].path, strerror(errno), diags);
	return cut_log(journal) || stuck(journal, log_path(journal), strerror(errno), diags);
}

#define TEMPORARY ".plangen-change-"

/* A name beside the file that no other change has. */
static const char *temporary_of(struct arena *arena, const char *path)
{
	const char *slash = strrchr(path, '/');
	int folder = slash ? (int)(slash - path) + 1 : 0;
	return arena_printf(arena, "%.*s" TEMPORARY "%08x", folder, path, (unsigned)arc4random());
}

bool journal_commit(struct journal *journal, struct diag_list *diags)
{
	struct buf line = BUF_INIT;
	change_log_add_line(journal->entry, &line);
	journal->line = buf_move_str(&line, journal->arena);
	journal->folder = change_folder(journal->arena, journal->content);
	journal->log_size = size_of(log_path(journal));
	for (size_t i = 0; i < journal->count; i++)
		journal->files[i].temporary = temporary_of(journal->arena, journal->files[i].path);
	sigset_t before = disk_hold_signals();
	bool good = write_journal(journal, diags) && stage_all(journal, diags) &&
		    (append_line(journal) || report(log_path(journal), diags)) && put_all(journal, diags);
	if (good || take_back(journal, diags))
		clear(journal);
	disk_release_signals(&before);
	return good;
}

/* ---- what was interrupted */

bool journal_may_hold(struct arena *arena, const char *content, const char *path, const struct change_file *file)
{
	const char *wanted = file_real_path(arena, file_join(arena, content, file->name)), *root = file_real_path(arena, content);
	bool inside = root && strncmp(path, root, strlen(root)) == 0 && path[strlen(root)] == '/';
	return wanted && strcmp(wanted, path) == 0 && (inside || file->kind == CHANGE_EDIT);
}

bool journal_look(struct arena *arena, const char *content, bool *exists, struct diag_list *diags)
{
	struct stat info;
	const char *path = file_join(arena, change_folder(arena, content), "journal");
	*exists = lstat(path, &info) == 0;
	if (*exists || errno == ENOENT || errno == ENOTDIR || errno == EACCES)
		return true;
	diag_add(diags, DIAG_READ_FAILED, NO_PLACE, path, strerror(errno));
	return false;
}

/* Whether the file may be one that is written beside the other. */
static bool is_beside(const char *temporary, const char *path)
{
	const char *slash = strrchr(path, '/');
	size_t folder = slash ? (size_t)(slash - path) + 1 : 0;
	return strncmp(temporary, path, folder) == 0 && strncmp(temporary + folder, TEMPORARY, strlen(TEMPORARY)) == 0 &&
	       !strchr(temporary + folder, '/');
}

static bool read_pair(struct journal *journal, const struct value *pair, const struct change_file *file)
{
	if (pair->kind != VALUE_LIST || pair->count != 2 || pair->items[0]->kind != VALUE_STRING || pair->items[1]->kind != VALUE_STRING ||
	    !journal_may_hold(journal->arena, journal->content, pair->items[0]->text.data, file) || !is_beside(pair->items[1]->text.data, pair->items[0]->text.data))
		return false;
	journal->files[journal->count++] = (struct journal_file){ .path = pair->items[0]->text.data,
								  .temporary = pair->items[1]->text.data,
								  .kind = file->kind,
								  .before = file->before,
								  .after = file->after };
	return true;
}

/* Takes what the journal says; false when it is none. */
static bool read_journal(struct journal *journal, const struct value *root)
{
	const struct value *log = value_member(root, STR("log")), *line = value_member(root, STR("line")),
			   *files = value_member(root, STR("files"));
	struct change_entry *entry = ARENA_NEW(journal->arena, struct change_entry);
	if (!log || log->kind != VALUE_NUMBER || !line || line->kind != VALUE_STRING || !files || files->kind != VALUE_LIST || !line->text.len)
		return false;
	journal->log_size = strtoull(log->text.data, NULL, 10);
	journal->line = line->text;
	journal->entry = entry;
	journal->files = ARENA_ARRAY(journal->arena, struct journal_file, files->count + 1);
	bool good = change_log_read_line(journal->arena, (struct str){ line->text.data, line->text.len - 1 }, entry) &&
		    entry->count == files->count;
	for (size_t i = 0; good && i < files->count; i++)
		good = read_pair(journal, files->items[i], &entry->files[i]);
	return good;
}

static void tell(const struct journal *journal, enum diag_code code, struct diag_list *diags)
{
	const struct change_entry *entry = journal->entry;
	diag_add(diags, code, NO_PLACE, arena_printf(journal->arena, "%u", entry->number), entry->who, entry->command);
}

static bool finish(struct journal *journal, const enum place_state *states, bool logged, struct diag_list *diags)
{
	if (!logged && (!cut_log(journal) || !append_line(journal)))
		return stuck(journal, log_path(journal), strerror(errno), diags);
	for (size_t i = 0; i < journal->count; i++)
		if ((states[i] == PLACE_READY && !place_finish(&journal->files[i])) || !place_sync(journal->arena, &journal->files[i]))
			return stuck(journal, journal->files[i].path, strerror(errno), diags);
	clear(journal);
	tell(journal, DIAG_CHANGE_FINISHED, diags);
	return true;
}

static bool restore(struct journal *journal, const enum place_state *states, struct diag_list *diags)
{
	for (size_t i = 0; i < journal->count; i++)
		if (states[i] == PLACE_DONE && !place_restore(&journal->files[i]))
			return stuck(journal, journal->files[i].path, strerror(errno), diags);
	if (!cut_log(journal))
		return stuck(journal, log_path(journal), strerror(errno), diags);
	clear(journal);
	tell(journal, DIAG_CHANGE_TAKEN_BACK, diags);
	return true;
}

/* Finishes all, or takes all back. */
static bool recover(struct arena *arena, const char *content, struct diag_list *diags)
{
	struct journal journal = { .arena = arena, .content = content, .folder = change_folder(arena, content) };
	bool exists;
	if (!journal_look(arena, content, &exists, diags))
		return false;
	if (!exists)
		return true;
	struct diag_list own;
	diag_init(&own, arena);
	const struct source *source = source_load(arena, journal_path(&journal), LIMIT_LOG_BYTES, &own);
	const struct value *root = source ? json_read_value(arena, source, &own) : NULL;
	if (!root || !read_journal(&journal, root))
		return stuck(&journal, journal_path(&journal), source ? "damaged, or not written by plangen" : strerror(errno), diags);
	bool logged = has_line(&journal), all = true;
	enum place_state *states = ARENA_ARRAY(arena, enum place_state, journal.count + 1);
	for (size_t i = 0; i < journal.count; i++) {
		states[i] = place_state_of(&journal.files[i], logged);
		all &= states[i] != PLACE_UNREADY;
	}
	sigset_t before = disk_hold_signals();
	bool good = all ? finish(&journal, states, logged, diags) : restore(&journal, states, diags);
	disk_release_signals(&before);
	return good;
}

/* ---- the lock */

enum { TRIES = 200, PAUSE_NS = 50000000 };

/* Whether the lock was taken, within ten seconds; else errno says why not. */
static bool take_lock(int fd)
{
	const struct timespec pause = { .tv_nsec = PAUSE_NS };
	for (int i = 0; flock(fd, LOCK_EX | LOCK_NB) != 0; i++) {
		if ((errno != EWOULDBLOCK && errno != EINTR) || i == TRIES)
			return false;
		nanosleep(&pause, NULL);
	}
	return true;
}

/* Makes the folder for log, journal and lock. False with errno, also where a link is in its place. */
static bool make_folder(const char *content, const char *folder)
{
	struct stat info;
	if (mkdir(folder, 0777) == 0)
		share(content, folder, 0777);
	else if (errno != EEXIST || lstat(folder, &info) != 0)
		return false;
	else if (!S_ISDIR(info.st_mode)) {
		errno = ENOTDIR;
		return false;
	}
	return true;
}

/* The open lock file; -1 with errno. Who may only read waits for others, too. */
static int open_lock(struct arena *arena, const char *content)
{
	const char *folder = change_folder(arena, content), *path = file_join(arena, folder, "lock");
	if (!make_folder(content, folder))
		return -1;
	int fd = open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
	if (fd >= 0)
		share(content, path, 0666);
	else if (errno == EEXIST)
		fd = open(path, O_RDWR | O_CLOEXEC | O_NOFOLLOW);
	return fd >= 0 || (errno != EACCES && errno != EROFS) ? fd : open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW);
}

int journal_lock(struct arena *arena, const char *content, struct diag_list *diags)
{
	const char *folder = change_folder(arena, content);
	int fd = open_lock(arena, content);
	bool locked = fd >= 0 && take_lock(fd);
	if (!locked && fd >= 0 && errno == EWOULDBLOCK)
		diag_add(diags, DIAG_CHANGE_BUSY, NO_PLACE, content);
	else if (!locked)
		diag_add(diags, DIAG_WRITE_FAILED, NO_PLACE, file_join(arena, folder, "lock"), strerror(errno));
	if (locked && recover(arena, content, diags)) {
		file_remove_leftovers(folder);
		return fd;
	}
	if (fd >= 0)
		close(fd);
	return -1;
}
