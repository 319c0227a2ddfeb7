#include "serve/pool.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdint.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "base/memory.h"

struct worker {
	pid_t pid; /* 0: there is none */
	int socket;
	struct job *job; /* that it does; NULL: it waits */
	size_t sent;     /* of the job's question */
	struct buf in;
};

struct pool {
	const struct desk *desk;
	struct worker workers[POOL_WORKERS];
	struct job *first; /* waiting, the oldest first */
};

struct pool *pool_new(const struct desk *desk)
{
	struct pool *pool = memory_alloc(sizeof *pool);
	pool->desk = desk;
	return pool;
}

/* ---- processes */

/* The program again, with one argument more. It gets no signal that a key sends to the server: it ends with the socket. */
static void become_worker(const struct desk *desk, int socket)
{
	sigset_t none;
	size_t count = 0;
	while (desk->arguments[count])
		count++;
	char **arguments = memory_alloc((count + 2) * sizeof *arguments);
	arguments[0] = desk->arguments[0];
	arguments[1] = (char[]){ "worker=1" };
	for (size_t i = 1; i <= count; i++)
		arguments[i + 1] = desk->arguments[i];
	sigemptyset(&none);
	sigprocmask(SIG_SETMASK, &none, NULL);
	setpgid(0, 0);
	if (dup2(socket, STDIN_FILENO) == STDIN_FILENO)
		execv(desk->program, arguments);
	_exit(127);
}

static bool start(struct pool *pool, struct worker *worker)
{
	int sockets[2];
	if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, sockets) != 0)
		return false;
	pid_t pid = fork();
	if (pid == 0)
		become_worker(pool->desk, sockets[1]);
	close(sockets[1]);
	if (pid < 0) {
		close(sockets[0]);
		return false;
	}
	fcntl(sockets[0], F_SETFL, O_NONBLOCK);
	*worker = (struct worker){ .pid = pid, .socket = sockets[0] };
	return true;
}

static void finish_job(struct worker *worker, const struct str *parts)
{
	struct job *job = worker->job;
	worker->job = NULL;
	worker->sent = 0;
	if (job)
		job->done(job, parts);
}

/* The worker is gone, or sends what is no answer. */
static void bury(struct worker *worker)
{
	kill(worker->pid, SIGKILL);
	close(worker->socket);
	waitpid(worker->pid, NULL, 0);
	buf_free(&worker->in);
	worker->pid = 0;
	finish_job(worker, NULL);
}

/* ---- jobs */

static bool is_slow_running(const struct pool *pool)
{
	for (size_t i = 0; i < POOL_WORKERS; i++)
		if (pool->workers[i].job && pool->workers[i].job->slow)
			return true;
	return false;
}

/* The oldest job that may begin, out of the row; NULL: none. */
static struct job *take_job(struct pool *pool)
{
	bool slow_runs = is_slow_running(pool);
	for (struct job **at = &pool->first; *at; at = &(*at)->next)
		if (!(*at)->slow || !slow_runs) {
			struct job *job = *at;
			*at = job->next;
			job->next = NULL;
			return job;
		}
	return NULL;
}

/* What the worker has not got yet of the question; empty where it has no job. */
static struct str unsent(const struct worker *worker)
{
	return worker->job ? str_from(buf_str(&worker->job->question), worker->sent) : STR("");
}

static void send_more(struct worker *worker)
{
	struct str rest = unsent(worker);
	ssize_t sent = rest.len ? send(worker->socket, rest.data, rest.len, MSG_NOSIGNAL) : 0;
	if (sent > 0)
		worker->sent += (size_t)sent;
	else if (sent < 0 && errno != EAGAIN && errno != EINTR)
		bury(worker);
}

/* The idle worker that is to get the next job: one that is there before one that is to be started. */
static struct worker *find_idle(struct pool *pool)
{
	struct worker *idle = NULL;
	for (size_t i = POOL_WORKERS; i-- > 0;)
		if (!pool->workers[i].job && (pool->workers[i].pid || !idle || !idle->pid))
			idle = &pool->workers[i];
	return idle && (idle->pid || start(pool, idle)) ? idle : NULL;
}

static void hand_out(struct pool *pool)
{
	for (struct worker *idle; pool->first && (idle = find_idle(pool));) {
		struct job *job = take_job(pool);
		if (!job)
			return;
		idle->job = job;
		send_more(idle);
	}
}

void pool_submit(struct pool *pool, struct job *job)
{
	struct job **end = &pool->first;
	while (*end)
		end = &(*end)->next;
	*end = job;
	hand_out(pool);
}

static void receive(struct worker *worker)
{
	char piece[1 << 16];
	struct str parts[WIRE_PARTS];
	ssize_t got = recv(worker->socket, piece, sizeof piece, 0);
	if (got > 0)
		buf_add(&worker->in, piece, (size_t)got);
	size_t size = got > 0 ? wire_read(buf_str(&worker->in), parts) : 0;
	if (got == 0 || (got < 0 && errno != EAGAIN && errno != EINTR) || size == SIZE_MAX || (size && !worker->job)) {
		bury(worker);
	} else if (size) {
		finish_job(worker, parts);
		buf_reset(&worker->in);
	}
}

void pool_prepare(const struct pool *pool, struct pollfd *polled)
{
	for (size_t i = 0; i < POOL_WORKERS; i++) {
		const struct worker *worker = &pool->workers[i];
		polled[i] = (struct pollfd){ .fd = worker->pid ? worker->socket : -1,
					     .events = (short)(POLLIN | (unsent(worker).len ? POLLOUT : 0)) };
	}
}

void pool_turn(struct pool *pool, const struct pollfd *polled)
{
	for (size_t i = 0; i < POOL_WORKERS; i++) {
		struct worker *worker = &pool->workers[i];
		if (!worker->pid || worker->socket != polled[i].fd)
			continue;
		if (polled[i].revents & POLLOUT && worker->job)
			send_more(worker);
		if (polled[i].revents & (POLLIN | POLLHUP | POLLERR) && worker->pid)
			receive(worker);
	}
	hand_out(pool);
}

/* Waits up to some seconds for the process to end. */
static void wait_for(pid_t pid)
{
	enum { SECONDS = 10, STEPS = 100 };
	for (int i = 0; i < SECONDS * STEPS; i++) {
		if (waitpid(pid, NULL, WNOHANG) != 0)
			return;
		nanosleep(&(struct timespec){ .tv_nsec = 1000000000 / STEPS }, NULL);
	}
	kill(pid, SIGKILL);
	waitpid(pid, NULL, 0);
}

/* One that writes first gets all of its question and does its job, which takes a time that is bounded. */
static void end_worker(struct worker *worker)
{
	fcntl(worker->socket, F_SETFL, 0);
	if (worker->job && !(worker->job->writes && wire_send(worker->socket, unsent(worker))))
		bury(worker);
	while (worker->pid && worker->job)
		receive(worker);
	if (!worker->pid)
		return;
	close(worker->socket);
	wait_for(worker->pid);
	buf_free(&worker->in);
}

void pool_free(struct pool *pool)
{
	for (size_t i = 0; i < POOL_WORKERS; i++)
		if (pool->workers[i].pid)
			end_worker(&pool->workers[i]);
	for (struct job *job; (job = pool->first);) {
		pool->first = job->next;
		job->done(job, NULL);
	}
	free(pool);
}
