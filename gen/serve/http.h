/* Requests and answers of HTTP (RFC 9110), by libmicrohttpd. */
#ifndef SERVE_HTTP_H
#define SERVE_HTTP_H

#include <sys/select.h>

#include "serve/entry.h"
#include "serve/guard.h"
#include "serve/page.h"
#include "serve/pool.h"

/* What requests are answered with. */
struct http {
	const struct desk *desk;
	struct guard guard;
	struct entry entry; /* of a desk that others reach */
	struct page page;
	struct pool *pool;
	struct MHD_Daemon *daemon;
	double last;    /* stopwatch_now() when the page asked for something */
	bool ended;     /* the page asked for it */
};

/* Listens at the desk's address, else 127.0.0.1, at its port or one that is free, and takes the secret. `page` and `pool` are there. False with errno. */
bool http_begin(struct http *http);

/* Sockets that are waited for, by select(): their state at that time counts. (libmicrohttpd takes from epoll only what changes, and does not see the end of a
 * connection that was closed before its first bytes were read.) */
struct http_waits {
	fd_set reads, writes, faults;
	int top; /* the highest; -1: none */
};

/* Adds the sockets of browsers; and how long they may be waited for: milliseconds, -1 for ever. */
void http_prepare(const struct http *http, struct http_waits *waits);
int http_timeout(const struct http *http);

/* Seconds since the page asked for anything. */
double http_idle(const struct http *http);

/* Does what came in: `waits` as select() left them. */
void http_turn(struct http *http, const struct http_waits *waits);

/* No more requests; those that wait for the pool must have been answered (pool_free()). */
void http_end(struct http *http);

#endif
