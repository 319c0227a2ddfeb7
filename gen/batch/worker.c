#include "batch/worker.h"

#include <errno.h>
#include <malloc.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/memory.h"
#include "base/stopwatch.h"

enum { NO_JOB = -1 };

/* A worker as the parent sees it. */
struct worker {
	pid_t pid;      /* 0: not running */
	int to, from;   /* pipes: job numbers to it, results from it */
	int job;        /* index of what it is making, or NO_JOB */
	double started; /* when it got the job */
};

/* What a worker sends back before the bytes of the message and of the ids of outcome.first. */
struct result_head {
	int job;
	struct batch_outcome outcome; /* its pointers are meaningless across processes */
	size_t message_len;
};

struct crew {
	struct outputs *outputs;
	const struct batch_job *const *jobs;
	size_t count, next, finished;
	const struct batch_options *options;
	struct worker *workers;
	unsigned size;
};

/* Reads or writes exactly `len` bytes; false at the end of the pipe. */
static bool read_full(int fd, void *data, size_t len)
{
	for (size_t done = 0; done < len;) {
		ssize_t got = read(fd, (char *)data + done, len - done);
		if (got < 0 && errno == EINTR)
			continue;
		if (got <= 0)
			return false;
		done += (size_t)got;
	}
	return true;
}

static bool write_full(int fd, const void *data, size_t len)
{
	for (size_t done = 0; done < len;) {
		ssize_t put = write(fd, (const char *)data + done, len - done);
		if (put < 0 && errno == EINTR)
			continue;
		if (put <= 0)
			return false;
		done += (size_t)put;
	}
	return true;
}

/* ---- ids from one process to the other */

static bool send_ids(int fd, const struct document_id *ids, size_t count)
{
	bool sent = true;
	for (size_t i = 0; sent && i < count; i++) {
		const struct document_id *id = &ids[i];
		size_t head[] = { id->year, id->unit.len, id->variant.len };
		sent = write_full(fd, head, sizeof head) && write_full(fd, id->unit.data, id->unit.len) &&
		       write_full(fd, id->variant.data, id->variant.len);
	}
	return sent;
}

static bool receive_text(int fd, struct arena *arena, size_t len, struct str *text)
{
	char *data = arena_alloc(arena, len + 1);
	*text = (struct str){ data, len };
	return read_full(fd, data, len);
}

/* In `arena`; NULL at the end of the pipe. */
static const struct document_id *receive_ids(int fd, struct arena *arena, size_t count)
{
	struct document_id *ids = ARENA_ARRAY(arena, struct document_id, count + 1);
	size_t head[3];
	for (size_t i = 0; i < count; i++) {
		if (!read_full(fd, head, sizeof head) || !receive_text(fd, arena, head[1], &ids[i].unit) ||
		    !receive_text(fd, arena, head[2], &ids[i].variant))
			return NULL;
		ids[i].year = (unsigned)head[0];
	}
	return ids;
}

/* ---- in the worker */

/* AddressSanitizer and ThreadSanitizer map terabytes. gcc says by a macro that it is there, clang by a feature. */
#if defined(__has_feature)
#if __has_feature(address_sanitizer) || __has_feature(thread_sanitizer)
#define MEMORY_IS_MAPPED_AHEAD
#endif
#elif defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
#define MEMORY_IS_MAPPED_AHEAD
#endif

static void limit_memory(size_t bytes)
{
#if !defined(MEMORY_IS_MAPPED_AHEAD)
	struct rlimit limit = { bytes, bytes };
	if (bytes)
		setrlimit(RLIMIT_AS, &limit);
#else
	(void)bytes;
#endif
}

static _Noreturn void serve(const struct crew *crew, int from_parent, int to_parent)
{
	signal(SIGINT, SIG_DFL);
	signal(SIGTERM, SIG_DFL);
	mallopt(M_ARENA_MAX, 1); /* each other one, of the threads that set a book, takes 64 MB of the limit of memory before it is used */
	prctl(PR_SET_PDEATHSIG, SIGTERM); /* with the parent, but not in the midst of a file */
	limit_memory(crew->options->memory);
	struct result_head head = { 0 };
	while (read_full(from_parent, &head.job, sizeof head.job)) {
		struct buf message = BUF_INIT;
		head.outcome = worker_make(crew->outputs, crew->jobs[head.job], crew->options, &message);
		head.message_len = message.len;
		bool sent = write_full(to_parent, &head, sizeof head) && write_full(to_parent, message.data, message.len) &&
			    send_ids(to_parent, head.outcome.first, head.outcome.first_count);
		buf_free(&message);
		if (!sent)
			break;
	}
	_exit(0);
}

/* ---- in the parent */

/* Closes the parent's ends of the other workers' pipes, so that these end when the parent does. */
static void close_others(const struct crew *crew)
{
	for (unsigned i = 0; i < crew->size; i++)
		if (crew->workers[i].pid) {
			close(crew->workers[i].to);
			close(crew->workers[i].from);
		}
}

static bool start(struct crew *crew, struct worker *worker)
{
	int to[2], from[2];
	if (pipe(to) != 0)
		return false;
	if (pipe(from) != 0) {
		close(to[0]);
		close(to[1]);
		return false;
	}
	pid_t pid = fork();
	if (pid == 0) {
		close_others(crew);
		close(to[1]);
		close(from[0]);
		serve(crew, to[0], from[1]);
	}
	close(to[0]);
	close(from[1]);
	if (pid < 0) {
		close(to[1]);
		close(from[0]);
		return false;
	}
	*worker = (struct worker){ .pid = pid, .to = to[1], .from = from[0], .job = NO_JOB };
	return true;
}

static void stop(struct worker *worker)
{
	close(worker->to);
	close(worker->from);
	while (waitpid(worker->pid, NULL, 0) < 0 && errno == EINTR)
		;
	worker->pid = 0;
	worker->job = NO_JOB;
}

/* Gives the worker its next job, or lets it end. */
static void assign(struct crew *crew, struct worker *worker)
{
	if (crew->next == crew->count) {
		stop(worker);
		return;
	}
	worker->job = (int)crew->next++;
	worker->started = stopwatch_now();
	if (!write_full(worker->to, &worker->job, sizeof worker->job))
		kill(worker->pid, SIGKILL); /* it would wait for ever; its end is seen like any other */
}

static void finish(struct crew *crew, int job, struct batch_outcome outcome, const char *message)
{
	outcome.message = message;
	crew->finished++;
	crew->options->done(crew->options->context, crew->jobs[job], &outcome);
}

/* The worker died or was killed over its document: report that, start another in its place. */
static bool replace(struct crew *crew, struct worker *worker, enum batch_status status)
{
	int job = worker->job;
	double seconds = stopwatch_now() - worker->started;
	kill(worker->pid, SIGKILL);
	stop(worker);
	if (job != NO_JOB)
		finish(crew, job, (struct batch_outcome){ .status = status, .seconds = seconds }, "");
	if (crew->next == crew->count)
		return true;
	if (!start(crew, worker))
		return false;
	assign(crew, worker);
	return true;
}

static bool receive(struct crew *crew, struct worker *worker)
{
	struct result_head head;
	if (!read_full(worker->from, &head, sizeof head))
		return replace(crew, worker, BATCH_CRASHED);
	struct arena *arena = arena_new();
	char *message = arena_alloc(arena, head.message_len + 1);
	bool whole = read_full(worker->from, message, head.message_len);
	head.outcome.first = whole ? receive_ids(worker->from, arena, head.outcome.first_count) : NULL;
	whole = head.outcome.first != NULL;
	if (whole) {
		finish(crew, head.job, head.outcome, message);
		assign(crew, worker);
	}
	arena_free(arena);
	return whole || replace(crew, worker, BATCH_CRASHED);
}

/* Milliseconds until the first running document exceeds its time; -1: never. */
static int time_left(const struct crew *crew)
{
	double least = -1;
	for (unsigned i = 0; i < crew->size && crew->options->seconds > 0; i++) {
		const struct worker *w = &crew->workers[i];
		double left = w->started + crew->options->seconds - stopwatch_now();
		if (w->pid && (least < 0 || left < least))
			least = left > 0 ? left : 0;
	}
	return least < 0 ? -1 : (int)(least * 1000) + 1;
}

static bool check_times(struct crew *crew)
{
	for (unsigned i = 0; i < crew->size && crew->options->seconds > 0; i++) {
		struct worker *w = &crew->workers[i];
		if (w->pid && w->job != NO_JOB && stopwatch_now() - w->started > crew->options->seconds &&
		    !replace(crew, w, BATCH_TIMED_OUT))
			return false;
	}
	return true;
}

static bool tend(struct crew *crew)
{
	struct pollfd *polls = memory_alloc(sizeof *polls * crew->size);
	bool ok = true;
	while (ok && crew->finished < crew->count) {
		for (unsigned i = 0; i < crew->size; i++)
			polls[i] = (struct pollfd){ crew->workers[i].pid ? crew->workers[i].from : -1, POLLIN, 0 };
		if (poll(polls, crew->size, time_left(crew)) < 0 && errno != EINTR)
			ok = false;
		for (unsigned i = 0; ok && i < crew->size; i++)
			if (polls[i].revents && crew->workers[i].pid)
				ok = receive(crew, &crew->workers[i]);
		ok = ok && check_times(crew);
	}
	free(polls);
	return ok;
}

bool worker_run_all(struct outputs *outputs, const struct batch_job *const *jobs, size_t count,
		    const struct batch_options *options, struct diag_list *diags)
{
	struct crew crew = { .outputs = outputs, .jobs = jobs, .count = count, .options = options };
	crew.size = options->workers < count ? options->workers : (unsigned)count;
	crew.workers = memory_alloc(sizeof *crew.workers * crew.size);
	void (*old_pipe)(int) = signal(SIGPIPE, SIG_IGN);
	bool ok = true;
	for (unsigned i = 0; i < crew.size && ok; i++) {
		ok = start(&crew, &crew.workers[i]);
		if (ok)
			assign(&crew, &crew.workers[i]);
	}
	ok = ok && tend(&crew);
	if (!ok)
		diag_add(diags, DIAG_WORKERS_FAILED, NO_PLACE, strerror(errno));
	for (unsigned i = 0; i < crew.size; i++)
		if (crew.workers[i].pid)
			stop(&crew.workers[i]);
	signal(SIGPIPE, old_pipe);
	free(crew.workers);
	return ok;
}
