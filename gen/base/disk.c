#include "base/disk.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

/* True also where the file system has nothing to bring to a disk (pipes, /proc, some network file systems). */
static bool sync_fd(int fd)
{
	return fsync(fd) == 0 || errno == EINVAL || errno == ENOTSUP || errno == EROFS;
}

bool disk_sync_folder(const char *path)
{
	int fd = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	if (fd < 0)
		return errno == EACCES; /* a folder that may be written to, but not listed */
	bool ok = sync_fd(fd);
	int error = errno;
	close(fd);
	errno = error;
	return ok;
}

bool disk_write(int fd, struct str data, enum file_sync sync)
{
	size_t done = 0;
	while (done < data.len) {
		ssize_t wrote = write(fd, data.data + done, data.len - done);
		if (wrote < 0 && errno == EINTR)
			continue;
		if (wrote < 0)
			break;
		done += (size_t)wrote;
	}
	int error = done < data.len ? errno : 0;
	if (!error && sync == FILE_SYNC_EACH && !sync_fd(fd))
		error = errno;
	if (close(fd) != 0 && !error)
		error = errno;
	errno = error;
	return error == 0;
}

bool disk_keep_owner(int fd, const struct stat *old)
{
	struct stat info;
	if (fstat(fd, &info) != 0)
		return false;
	bool same = info.st_uid == old->st_uid && info.st_gid == old->st_gid;
	return (same || fchown(fd, old->st_uid, old->st_gid) == 0) && fchmod(fd, old->st_mode & 07777) == 0;
}

sigset_t disk_hold_signals(void)
{
	static const int ending[] = { SIGHUP, SIGINT, SIGQUIT, SIGTERM };
	sigset_t held, before;
	sigemptyset(&held);
	for (size_t i = 0; i < sizeof ending / sizeof *ending; i++)
		sigaddset(&held, ending[i]);
	pthread_sigmask(SIG_BLOCK, &held, &before);
	return before;
}

void disk_release_signals(const sigset_t *before)
{
	int error = errno;
	pthread_sigmask(SIG_SETMASK, before, NULL);
	errno = error;
}

bool disk_write_at(const char *path, struct str data, int flags)
{
	int fd = open(path, O_WRONLY | O_NONBLOCK | O_CLOEXEC | flags);
	if (fd < 0)
		return false;
	(void)fcntl(fd, F_SETFL, fcntl(fd, F_GETFL) & ~O_NONBLOCK);
	return disk_write(fd, data, flags & O_TRUNC ? FILE_SYNC_EACH : FILE_SYNC_LATER);
}
