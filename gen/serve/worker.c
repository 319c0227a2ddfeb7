/* A process that has the content open and does what the server asks for, one call after the other. */
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <unistd.h>

#include "serve/call.h"
#include "serve/calls.h"
#include "serve/wire.h"

enum { SOCKET = STDIN_FILENO };

/* Of address space: fonts are mapped. */
static const rlim_t most_memory = (rlim_t)2 << 30;

/* The content as it is now: opened with the first call, read anew where files changed. False with messages. */
static bool open_content(const struct desk *desk, struct plangen **plangen, struct plangen_messages *messages)
{
	if (*plangen)
		return plangen_refresh(*plangen, messages) >= 0;
	*plangen = plangen_open(desk->content, desk->templates, desk->cache, messages);
	return *plangen != NULL;
}

static void send_answer(const struct call *call, struct buf *out)
{
	char status[16];
	snprintf(status, sizeof status, "%u", call->status);
	const struct str parts[WIRE_PARTS] = { str_of(status), str_of(call->type), str_of(call->file), buf_str(&call->content) };
	buf_reset(out);
	wire_add(out, parts);
}

static void run(const struct desk *desk, struct plangen **plangen, const struct str parts[WIRE_PARTS], struct buf *out)
{
	struct str who = parts[WIRE_WHO], role = str_cut(&who, " ");
	char *name = strndup(who.data ? who.data : "", who.len);
	struct call call = { .desk = desk, .who = name, .role = role.len ? (enum role)(role.data[0] - '0') : ROLE_NONE, .row = call_find(parts[WIRE_NAME]), .messages = plangen_messages_new(), .body = parts[WIRE_BODY] };
	json_t *given = json_loadb(parts[WIRE_ARGUMENTS].data, parts[WIRE_ARGUMENTS].len, JSON_REJECT_DUPLICATES, NULL);
	call.given = given;
	if (call.row)
		alarm(call.row->seconds); /* what takes longer ends here */
	if (!call.row || !call.row->run || !json_is_object(given)) {
		call_refuse(&call, 400, "arguments");
	} else if (call.row->role == ROLE_NONE) {
		call.row->run(&call);
	} else if (!open_content(desk, plangen, call.messages)) {
		call_refuse(&call, 503, "content");
	} else {
		call.plangen = *plangen;
		call.row->run(&call);
	}
	alarm(0);
	send_answer(&call, out);
	buf_free(&call.content);
	free(call.file);
	free(name);
	json_decref(given);
	plangen_messages_free(call.messages);
}

int worker_run(const struct desk *desk)
{
	struct plangen *plangen = NULL;
	struct buf in = BUF_INIT, out = BUF_INIT;
	struct str parts[WIRE_PARTS];
	setrlimit(RLIMIT_AS, &(struct rlimit){ most_memory, most_memory });
	while (wire_receive(SOCKET, &in, parts)) {
		run(desk, &plangen, parts, &out);
		buf_reset(&in);
		if (!wire_send(SOCKET, buf_str(&out)))
			break;
	}
	buf_free(&in);
	buf_free(&out);
	plangen_close(plangen);
	return 0;
}
