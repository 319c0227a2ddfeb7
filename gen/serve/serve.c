/* The server: one process, one thread, which waits for browsers and workers and has nothing to do with content itself. */
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/select.h>
#include <sys/signalfd.h>
#include <unistd.h>

#include "base/arena.h"
#include "serve/http.h"
#include "serve/say.h"

/* Signals that end the desk, as something that can be waited for. -1 with errno. */
static int watch_signals(void)
{
	sigset_t set;
	sigemptyset(&set);
	sigaddset(&set, SIGINT);
	sigaddset(&set, SIGTERM);
	sigaddset(&set, SIGHUP);
	sigprocmask(SIG_BLOCK, &set, NULL);
	signal(SIGPIPE, SIG_IGN);
	return signalfd(-1, &set, SFD_CLOEXEC);
}

/* Opens the address in the user's browser, which is none of the desk's business from then on. */
static void open_browser(const char *address)
{
	pid_t pid = fork();
	if (pid != 0)
		return;
	sigset_t none;
	sigemptyset(&none);
	sigprocmask(SIG_SETMASK, &none, NULL);
	int nothing = open("/dev/null", O_RDWR);
	setsid();
	for (int fd = 0; nothing >= 0 && fd <= 2; fd++)
		dup2(nothing, fd);
	if (fork() == 0)
		execlp("xdg-open", "xdg-open", address, (char *)NULL);
	_exit(0);
}

static void announce(const struct http *http)
{
	const struct desk *desk = http->desk;
	char address[128];
	if (desk->users) {
		printf(_("The desk listens at %s, port %u, for %s; users: %zu.\nCtrl-C ends the desk.\n"), desk->listen, http->guard.port, desk->site,
		       http->entry.users.count);
		fflush(stdout);
		return;
	}
	snprintf(address, sizeof address, "http://127.0.0.1:%u/?key=%s", http->guard.port, http->guard.key);
	printf(_("The desk is open at:\n  %s\nThe address is for you alone. Ctrl-C ends the desk.\n"), address);
	fflush(stdout);
	if (desk->open)
		open_browser(address);
}

/* Whether the desk is to end by itself: the page said so; or it was opened by an icon, so that nobody sees it run, and no page is open any more. */
static bool is_over(const struct http *http)
{
	enum { IDLE_SECONDS = 12 * 60 * 60 };
	return http->ended || (http->desk->open && http_idle(http) > IDLE_SECONDS);
}

static void wait_for(struct http_waits *waits, const struct pollfd *polled)
{
	if (polled->fd < 0)
		return;
	if (polled->events & POLLIN)
		FD_SET(polled->fd, &waits->reads);
	if (polled->events & POLLOUT)
		FD_SET(polled->fd, &waits->writes);
	if (polled->fd > waits->top)
		waits->top = polled->fd;
}

static short result_of(const struct http_waits *waits, int fd)
{
	return fd < 0 ? 0 : (short)((FD_ISSET(fd, &waits->reads) ? POLLIN : 0) | (FD_ISSET(fd, &waits->writes) ? POLLOUT : 0));
}

/* Waits, at most so many milliseconds. False: it cannot be waited. */
static bool wait_once(struct http_waits *waits, struct pollfd *polled, size_t count, int most)
{
	struct timeval time = { most / 1000, most % 1000 * 1000 };
	for (size_t i = 0; i < count; i++)
		wait_for(waits, &polled[i]);
	if (select(waits->top + 1, &waits->reads, &waits->writes, &waits->faults, &time) < 0) {
		if (errno != EINTR)
			return false;
		FD_ZERO(&waits->reads);
		FD_ZERO(&waits->writes);
		FD_ZERO(&waits->faults);
	}
	for (size_t i = 0; i < count; i++)
		polled[i].revents = result_of(waits, polled[i].fd);
	return true;
}

/* Until a signal comes, or it is over; the answers that are under way then go out. */
static void serve(struct http *http, int signals)
{
	enum { SIGNALS, WORKERS, COUNT = WORKERS + POOL_WORKERS, MOST_MILLISECONDS = 60000, LAST_TURNS = 10 };
	struct pollfd polled[COUNT] = { [SIGNALS] = { signals, POLLIN, 0 } };
	for (int last = 0; !polled[SIGNALS].revents && last < LAST_TURNS; last += is_over(http)) {
		struct http_waits waits = { .top = -1 };
		http_prepare(http, &waits);
		pool_prepare(http->pool, polled + WORKERS);
		int wait = is_over(http) ? 10 : http_timeout(http);
		if (!wait_once(&waits, polled, COUNT, wait < 0 ? MOST_MILLISECONDS : wait))
			return;
		pool_turn(http->pool, polled + WORKERS);
		http_turn(http, &waits);
	}
}

/* Whether there is somebody who may log in; else a message. */
static bool has_users(struct http *http)
{
	const char *path = http->desk->users;
	if (!path)
		return true;
	if (!users_refresh(&http->entry.users, path))
		say_error(_("‘%s’, who may log in, cannot be used: %s; it must be its owner's alone (chmod 600), and plangen serve --add-user makes it"), path,
			  strerror(errno));
	else if (!http->entry.users.count || http->entry.users.faults)
		say_error(_("‘%s’: users: %zu, lines that are none: %u; plangen serve --add-user adds one"), path, http->entry.users.count, http->entry.users.faults);
	return http->entry.users.count && !http->entry.users.faults;
}

/* The site as browsers name it, in `site`; false after a message. Passwords do not go over a network without TLS. */
static bool read_site(const struct desk *desk, char *site, size_t room)
{
	if (!desk->site)
		return true;
	bool near = strncmp(desk->listen, "127.", 4) == 0 || strcmp(desk->listen, "::1") == 0;
	if (guard_read_site(desk->site, site, room) && (near || strncmp(site, "https:", 6) == 0))
		return true;
	say_error(_("--public-url is the address that the proxy gives the desk, such as https://desk.example, not ‘%s’; http:// is for 127.0.0.1 alone"), desk->site);
	return false;
}

/* No socket is beyond what select() can wait for. */
static void bound_sockets(void)
{
	struct rlimit limit;
	if (getrlimit(RLIMIT_NOFILE, &limit) != 0 || limit.rlim_cur <= FD_SETSIZE)
		return;
	limit.rlim_cur = FD_SETSIZE;
	setrlimit(RLIMIT_NOFILE, &limit);
}

int serve_run(const struct desk *given)
{
	enum { USAGE_STATUS = 3, SYSTEM_STATUS = 4 };
	char site[256] = "";
	if (!read_site(given, site, sizeof site))
		return USAGE_STATUS;
	struct desk copy = *given, *desk = &copy;
	if (desk->site)
		desk->site = site;
	bound_sockets();
	struct arena *arena = arena_new();
	struct http http = { .desk = desk, .pool = pool_new(desk), .entry.path = desk->users };
	int signals = watch_signals(), status = SYSTEM_STATUS;
	if (!page_read(arena, desk->templates, &http.page)) {
		say_error(_("the desk's page is not in the folder %s/desk; install the program anew"), desk->templates);
	} else if (!has_users(&http)) {
		status = USAGE_STATUS;
	} else if (!http_begin(&http)) {
		say_error(_("port %u of this machine cannot be used (%s); give another one with --port, or 0 for any"), desk->port,
			  strerror(errno));
	} else {
		announce(&http);
		serve(&http, signals);
		printf("%s\n", _("The desk is closed."));
		status = 0;
	}
	pool_free(http.pool);
	http_end(&http);
	arena_free(arena);
	return status;
}
