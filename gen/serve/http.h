/* Requests and answers of HTTP (RFC 9110), by libmicrohttpd. */
#ifndef SERVE_HTTP_H
#define SERVE_HTTP_H

#include "serve/guard.h"
#include "serve/page.h"
#include "serve/pool.h"

/* What requests are answered with. */
struct http {
	const struct desk *desk;
	struct guard guard;
	struct users users;       /* of a desk that others reach */
	struct sessions sessions;
	unsigned logins;          /* that are being looked at */
	struct page page;
	struct pool *pool;
	struct MHD_Daemon *daemon;
	double last;    /* stopwatch_now() when the page asked for something */
	bool ended;     /* the page asked for it */
};

/* Listens at the desk's address, else 127.0.0.1, at its port or one that is free, and takes the secret. `page` and `pool` are there. False with errno. */
bool http_begin(struct http *http);

/* What is to be waited for, and how long: milliseconds, -1 for ever. */
int http_socket(const struct http *http);
int http_timeout(const struct http *http);

/* Seconds since the page asked for anything. */
double http_idle(const struct http *http);

/* Does what came in. */
void http_turn(struct http *http);

/* No more requests; those that wait for the pool must have been answered (pool_free()). */
void http_end(struct http *http);

#endif
