/* The office desk: a server on this machine for the page in templates/desk, which people open in their browser. What is asked for is done by worker
 * processes, which alone have the content open: one that ends takes only what it was asked with it. */
#ifndef SERVE_DESK_H
#define SERVE_DESK_H

#include <stdbool.h>

/* What the desk was started with. */
struct desk {
	const char *program;                     /* path of this one: workers are it again */
	const char *content, *templates, *cache; /* folders; cache may be NULL */
	const char *locale;                      /* folder of the translations */
	const char *language;                    /* "zh" or "en", of whoever started it */
	const char *who;                         /* the name of whoever started it, that changes are made under */
	const char *listen, *site, *users;       /* of one that others reach: address, site (serve/guard.h), file (serve/users.h); NULL: this machine only */
	const char *add, *role;                  /* a user that is to be added, instead of serving */
	unsigned year;                           /* that the page begins with */
	unsigned port;                           /* 0: any that is free */
	bool open;                               /* the page in the browser */
	bool read_only;                          /* nothing is written */
	bool worker;                             /* this process is one, and its input the socket to the server */
	char **arguments;                        /* what it was called with, ended by NULL: workers get the same */
};

/* Serves until a signal ends it. The exit status. */
int serve_run(const struct desk *desk);

/* Does what the server asks for, until it closes the socket. The exit status. */
int worker_run(const struct desk *desk);

#endif
