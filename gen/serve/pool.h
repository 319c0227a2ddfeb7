/* The worker processes, and what waits for them. */
#ifndef SERVE_POOL_H
#define SERVE_POOL_H

#include <poll.h>
#include <stdbool.h>

#include "base/buf.h"
#include "serve/desk.h"
#include "serve/wire.h"

enum { POOL_WORKERS = 3 };

/* Something asked of a worker. Owned by who submits it; it must stay until `done` was called. */
struct job {
	struct buf question;                                                /* a frame */
	bool slow;                                                          /* one of these at a time, so that others need not wait */
	bool writes;                                                        /* content: it is not ended in the middle */
	void (*done)(struct job *job, const struct str parts[WIRE_PARTS]); /* parts NULL: the worker died over it */
	struct job *next;
};

struct pool;

struct pool *pool_new(const struct desk *desk);

/* Ends the workers: those that write when they are through with it. Jobs that are left are done with NULL. */
void pool_free(struct pool *pool);

void pool_submit(struct pool *pool, struct job *job);

/* What is to be waited for; POOL_WORKERS entries. */
void pool_prepare(const struct pool *pool, struct pollfd *polled);

/* Sends and receives what the result of poll() allows. */
void pool_turn(struct pool *pool, const struct pollfd *polled);

#endif
