#include "serve/users.h"

#include <crypt.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/disk.h"
#include "base/memory.h"
#include "base/utf8.h"

enum { MOST_FILE_BYTES = 1 << 20 };

/* ---- reading */

static void forget(struct users *users)
{
	for (size_t i = 0; i < users->count; i++) {
		free(users->items[i].name);
		free(users->items[i].hash);
	}
	free(users->items);
	users->items = NULL;
	users->count = users->faults = 0;
}

void users_free(struct users *users)
{
	forget(users);
	users->stamp = 0;
}

/* All of the file's bytes; false with errno. */
static bool read_all(int fd, struct buf *out)
{
	char piece[4096];
	ssize_t got;
	while ((got = read(fd, piece, sizeof piece)) > 0 && out->len <= MOST_FILE_BYTES)
		buf_add(out, piece, (size_t)got);
	if (got > 0)
		errno = EFBIG;
	return got == 0;
}

static void take_line(struct users *users, struct str line)
{
	struct str rest = str_trim(line), name = str_cut(&rest, ":"), role = str_cut(&rest, ":");
	if (!str_trim(line).len || line.data[0] == '#')
		return;
	char *called = strndup(name.len ? name.data : "", name.len);
	if (memchr(line.data, '\0', line.len) || !user_may_be_called(called) || !role_find(role) || !rest.len) {
		users->faults++;
		free(called);
		return;
	}
	users->items = realloc(users->items, (users->count + 1) * sizeof *users->items);
	if (!users->items)
		memory_fail();
	users->items[users->count++] = (struct user){ called, strndup(rest.data, rest.len), role_find(role), 0, 0 };
}

/* A number that is another one when the file is another one. */
static long long stamp_of(const struct stat *info)
{
	return (long long)info->st_mtim.tv_sec * 1000000000 + info->st_mtim.tv_nsec + (long long)info->st_ino * 31 + info->st_size + 1;
}

bool users_refresh(struct users *users, const char *path)
{
	struct stat info;
	struct buf text = BUF_INIT;
	if (users->stamp && stat(path, &info) == 0 && stamp_of(&info) == users->stamp)
		return true;
	users_free(users);
	int fd = open(path, O_RDONLY | O_CLOEXEC);
	bool good = fd >= 0 && fstat(fd, &info) == 0 && read_all(fd, &text);
	if (good && info.st_mode & (S_IRWXG | S_IRWXO)) {
		errno = EACCES;
		good = false;
	}
	int why = errno;
	if (fd >= 0)
		close(fd);
	struct str rest = buf_str(&text);
	while (good && rest.len)
		take_line(users, str_cut(&rest, "\n"));
	if (good)
		users->stamp = stamp_of(&info);
	buf_free(&text);
	errno = why;
	return good;
}

struct user *users_find(const struct users *users, struct str name)
{
	for (size_t i = 0; i < users->count; i++)
		if (str_is(name, users->items[i].name))
			return &users->items[i];
	return NULL;
}

/* ---- passwords */

/* A hash of nothing that anybody types, so that an unknown name takes as long as a wrong password. */
static const char nobody[] = "$y$j9T$yWLnyP7h3dplU0k8lksvN.$eNwI8ms7.Q61MY4epYkcdXreaSuZ/cl87yb/aBHNUCA";

/* How long it takes does not depend on where the texts differ. */
static bool is_same(const char *a, const char *b)
{
	size_t len = strlen(a);
	unsigned char differs = len != strlen(b);
	for (size_t i = 0; !differs && i < len; i++)
		differs |= (unsigned char)(a[i] ^ b[i]);
	return !differs;
}

bool user_has_password(const struct user *user, const char *password)
{
	struct crypt_data *data = memory_alloc(sizeof *data);
	const char *wanted = user ? user->hash : nobody;
	const char *found = strlen(password) < PASSWORD_BYTES ? crypt_rn(password, wanted, data, sizeof *data) : NULL;
	bool good = found && user && is_same(found, wanted);
	explicit_bzero(data, sizeof *data);
	free(data);
	return good;
}

/* ---- writing */

bool user_may_be_called(const char *name)
{
	size_t len = strlen(name);
	bool good = len && len <= USER_NAME_BYTES && utf8_valid(name, len, NULL) && name[0] != '#' && str_trim(str_of(name)).len == len;
	for (size_t i = 0; i < len; i++)
		good = good && name[i] != ':' && (unsigned char)name[i] >= ' ' && name[i] != 0x7F;
	return good;
}

/* The lines that stay, and the new one. */
static void put_lines(struct buf *out, struct str text, const char *name, const char *line)
{
	while (text.len) {
		struct str rest = str_cut(&text, "\n"), whole = rest;
		if (whole.len && !str_is(str_cut(&rest, ":"), name)) {
			buf_add_str(out, whole);
			buf_add_char(out, '\n');
		}
	}
	buf_add_text(out, line);
}

/* Beside its place, readable for its owner alone, then renamed. */
static bool replace(const char *path, struct str text)
{
	struct buf beside = BUF_INIT;
	buf_printf(&beside, "%s.%ld", path, (long)getpid());
	int fd = open(beside.data, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
	bool good = fd >= 0 && disk_write(fd, text, FILE_SYNC_EACH) && rename(beside.data, path) == 0;
	int why = errno;
	if (fd >= 0 && !good)
		unlink(beside.data);
	buf_free(&beside);
	errno = why;
	return good;
}

bool users_add(const char *path, const char *name, enum role role, const char *password)
{
	struct crypt_data *data = memory_alloc(sizeof *data);
	struct buf before = BUF_INIT, line = BUF_INIT, after = BUF_INIT;
	char salt[CRYPT_GENSALT_OUTPUT_SIZE];
	const char *hash = crypt_gensalt_rn("$y$", 0, NULL, 0, salt, sizeof salt) ? crypt_rn(password, salt, data, sizeof *data) : NULL;
	int fd = hash ? open(path, O_RDONLY | O_CLOEXEC) : -1;
	bool good = hash && (fd >= 0 ? read_all(fd, &before) : errno == ENOENT);
	if (fd >= 0)
		close(fd);
	if (good) {
		buf_printf(&line, "%s:%s:%s\n", name, role_name(role), hash);
		put_lines(&after, buf_str(&before), name, line.data);
		good = replace(path, buf_str(&after));
	}
	int why = errno;
	explicit_bzero(data, sizeof *data);
	free(data);
	buf_free(&before);
	buf_free(&line);
	buf_free(&after);
	errno = why;
	return good;
}
