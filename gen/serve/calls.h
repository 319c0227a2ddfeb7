/* All that the page can ask for: one table. */
#ifndef SERVE_CALLS_H
#define SERVE_CALLS_H

#include <stdbool.h>

#include "base/str.h"
#include "serve/role.h"

struct call;

/* A call by its path behind /api/. */
struct call_row {
	const char *name;
	void (*run)(struct call *call); /* NULL: the server answers itself: CALL_PING, CALL_END, CALL_LOGOUT */
	enum role role;    /* that it needs at least; ROLE_NONE: it has nothing to do with content */
	bool writes;       /* content: not with --read-only */
	bool file;         /* the body is a file, and the arguments stand in the address */
	unsigned seconds;  /* that it may take */
};

/* The page is still there; the person wants the desk to end; says who it is; goes. */
#define CALL_PING "ping"
#define CALL_END "end"
#define CALL_LOGIN "login"
#define CALL_LOGOUT "logout"

/* The row of the name, or NULL. */
const struct call_row *call_find(struct str name);

/* ---- the calls, by file */

void call_login(struct call *call);
void call_start(struct call *call);
void call_suits(struct call *call);
void call_new_unit(struct call *call);
void call_unit_plans(struct call *call);
void call_needs(struct call *call);
void call_draft(struct call *call);
void call_get(struct call *call);
void call_form(struct call *call);
void call_check(struct call *call);
void call_mend(struct call *call);
void call_judge(struct call *call);
void call_save(struct call *call);
void call_undo(struct call *call);
void call_log(struct call *call);
void call_passages(struct call *call);
void call_own_text(struct call *call);
void call_touch(struct call *call);
void call_accept_base(struct call *call);
void call_bring(struct call *call);
void call_overview(struct call *call);
void call_approve(struct call *call);
void call_new_year(struct call *call);
void call_confirm(struct call *call);

#endif
