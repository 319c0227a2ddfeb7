#include "cli/imposer.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/limits.h"
#include "cli/command.h"
#include "base/impose_status.h"

extern char **environ;

/* The three streams of the program, as this end has them. -1: closed. */
struct streams {
	int in, out, err;
};

/* Pipes for the streams; ends that the child gets are in `theirs`. False with errno. */
static bool open_pipes(struct streams *ours, struct streams *theirs)
{
	int in[2] = { -1, -1 }, out[2] = { -1, -1 }, err[2] = { -1, -1 };
	bool good = pipe2(in, O_CLOEXEC) == 0 && pipe2(out, O_CLOEXEC) == 0 && pipe2(err, O_CLOEXEC) == 0;
	*ours = (struct streams){ in[1], out[0], err[0] };
	*theirs = (struct streams){ in[0], out[1], err[1] };
	return good;
}

static void close_end(int *fd)
{
	if (*fd >= 0)
		close(*fd);
	*fd = -1;
}

static void close_ends(struct streams *ends)
{
	close_end(&ends->in);
	close_end(&ends->out);
	close_end(&ends->err);
}

/* Writes what the pipe takes of the input; closes it at the end, or when nobody reads. */
static void feed(int *fd, struct str *input)
{
	ssize_t written = input->len ? write(*fd, input->data, input->len) : 0;
	if (written > 0)
		*input = str_from(*input, (size_t)written);
	if (!input->len || (written < 0 && errno != EINTR && errno != EAGAIN))
		close_end(fd);
}

/* Takes what there is; closes the pipe at its end. */
static void take(int *fd, struct buf *out)
{
	char piece[1 << 16];
	ssize_t count = read(*fd, piece, sizeof piece);
	if (count > 0)
		buf_add(out, piece, (size_t)count);
	else if (count == 0 || errno != EINTR)
		close_end(fd);
}

static void exchange(struct streams *ours, struct str input, struct buf *pdf, struct buf *said)
{
	fcntl(ours->in, F_SETFL, O_NONBLOCK);
	while (ours->out >= 0 || ours->err >= 0) {
		struct pollfd polled[] = { { ours->in, POLLOUT, 0 }, { ours->out, POLLIN, 0 }, { ours->err, POLLIN, 0 } };
		if (poll(polled, 3, -1) < 0 && errno != EINTR)
			return;
		if (polled[0].revents)
			feed(&ours->in, &input);
		if (polled[1].revents)
			take(&ours->out, pdf);
		if (polled[2].revents)
			take(&ours->err, said);
	}
}

/* Starts the program with the child's ends as its streams; errno, or 0. */
static int start(const char *program, const char *const *arguments, const struct streams *theirs, pid_t *child)
{
	posix_spawn_file_actions_t actions;
	posix_spawn_file_actions_init(&actions);
	posix_spawn_file_actions_adddup2(&actions, theirs->in, STDIN_FILENO);
	posix_spawn_file_actions_adddup2(&actions, theirs->out, STDOUT_FILENO);
	posix_spawn_file_actions_adddup2(&actions, theirs->err, STDERR_FILENO);
	int error = posix_spawn(child, program, &actions, NULL, (char *const *)arguments, environ);
	posix_spawn_file_actions_destroy(&actions);
	return error;
}

/* Adds the error that the program ended with. */
static void report(struct session *session, int status, const char *file, struct buf *said)
{
	struct diag_list *diags = &session->diags;
	const char *reason = buf_move_to(said, session->arena);
	switch (WIFEXITED(status) ? WEXITSTATUS(status) : IMPOSE_DONE) {
	case IMPOSE_UNREADABLE:
		diag_add(diags, DIAG_IMPOSE_UNREADABLE, NO_PLACE, file, reason);
		return;
	case IMPOSE_LOCKED:
		diag_add(diags, DIAG_IMPOSE_LOCKED, NO_PLACE, file);
		return;
	case IMPOSE_BAD_PAGE:
		diag_add(diags, DIAG_IMPOSE_BAD_PAGE, NO_PLACE, file, reason);
		return;
	case IMPOSE_TOO_MANY:
		diag_add(diags, DIAG_IMPOSE_TOO_MANY, NO_PLACE, file, arena_printf(session->arena, "%d", LIMIT_PAGES));
		return;
	default: /* what its limits ended, or the loader */
		diag_add(diags, DIAG_IMPOSE_ENDED, NO_PLACE, file);
		return;
	}
}

bool imposer_run(struct session *session, const char *const *arguments, struct str input, const char *file, struct buf *pdf, struct buf *said)
{
	struct streams ours, theirs;
	pid_t child;
	int status = 0, error = open_pipes(&ours, &theirs) ? 0 : errno;
	if (!error)
		error = start(session->home.imposer, arguments, &theirs, &child);
	close_ends(&theirs);
	if (error) {
		close_ends(&ours);
		diag_add(&session->diags, DIAG_IMPOSE_PROGRAM, NO_PLACE, session->home.imposer, strerror(error));
		return false;
	}
	void (*old_pipe)(int) = signal(SIGPIPE, SIG_IGN);
	exchange(&ours, input, pdf, said);
	signal(SIGPIPE, old_pipe);
	close_ends(&ours);
	while (waitpid(child, &status, 0) < 0 && errno == EINTR)
		;
	if (WIFEXITED(status) && WEXITSTATUS(status) == IMPOSE_DONE)
		return true;
	report(session, status, file, said);
	return false;
}
