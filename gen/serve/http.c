#include "serve/http.h"

#include <arpa/inet.h>
#include <errno.h>
#include <jansson.h>
#include <microhttpd.h>
#include <netinet/in.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "base/stopwatch.h"
#include "serve/asset.h"
#include "serve/calls.h"

enum {
	MOST_CONNECTIONS = 400,
	IDLE_SECONDS = 20,          /* without a byte of a request */
	REQUEST_BYTES = 64 << 10,   /* address and headers */
	MOST_JSON_BYTES = 4 << 20,
	MOST_FILE_BYTES = 32 << 20,
	SLOW_SECONDS = 100
};

/* A request, from its first byte to the end of its answer. */
struct exchange {
	struct job job; /* first, so that a job is its exchange */
	struct http *http;
	struct MHD_Connection *connection;
	const struct call_row *call; /* NULL: it is for a file of the page, or refused */
	struct buf body;
	bool too_large, asked, answered;
	enum role role;
	char *who;             /* of a login that is looked at: who it is said to be */
	char key[SECRET_HEX];  /* of the session that begins with the answer; else "" */
	unsigned status;
	char *type, *file;
	struct buf content;
};

/* ---- answers */

static struct str header_of(struct MHD_Connection *connection, const char *name)
{
	return str_of(MHD_lookup_connection_value(connection, MHD_HEADER_KIND, name));
}

static void add_header(struct MHD_Response *response, const char *name, const char *value)
{
	MHD_add_response_header(response, name, value);
}

/* Nothing from elsewhere, nothing inline, shown in no other page, remembered nowhere. */
static void add_safety(struct MHD_Response *response)
{
	add_header(response, "Content-Security-Policy",
		   "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; font-src 'self'; connect-src 'self'; "
		   "frame-src 'self' blob:; object-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'");
	add_header(response, "X-Content-Type-Options", "nosniff");
	add_header(response, "Referrer-Policy", "no-referrer");
	add_header(response, "Cross-Origin-Opener-Policy", "same-origin");
	add_header(response, "Cross-Origin-Resource-Policy", "same-origin");
}

static enum MHD_Result queue(struct MHD_Connection *connection, unsigned status, struct MHD_Response *response)
{
	add_safety(response);
	enum MHD_Result result = MHD_queue_response(connection, status, response);
	MHD_destroy_response(response);
	return result;
}

static struct MHD_Response *response_of(const char *type, struct str data, enum MHD_ResponseMemoryMode mode)
{
	struct MHD_Response *response = MHD_create_response_from_buffer(data.len, (void *)(size_t)data.data, mode);
	if (!response)
		memory_fail();
	add_header(response, "Content-Type", type);
	return response;
}

/* A word for people, where no page can tell them. */
static enum MHD_Result refuse(struct MHD_Connection *connection, unsigned status, const char *text)
{
	struct MHD_Response *response = response_of("text/plain; charset=utf-8", str_of(text), MHD_RESPMEM_PERSISTENT);
	add_header(response, "Cache-Control", "no-store");
	if (status == MHD_HTTP_METHOD_NOT_ALLOWED)
		add_header(response, "Allow", "GET, POST");
	return queue(connection, status, response);
}

/* The name of a file in a header (RFC 8187), and one for browsers that do not know it. */
static void add_file_name(struct MHD_Response *response, const char *name)
{
	struct buf value = BUF_INIT;
	const char *ending = strrchr(name, '.');
	buf_printf(&value, "attachment; filename=\"plan%s\"; filename*=UTF-8''", ending ? ending : "");
	buf_add_percent(&value, str_of(name), ".-_");
	add_header(response, "Content-Disposition", value.data);
	buf_free(&value);
}

/* Why a call is not made, in one word for the page. */
static enum MHD_Result refuse_call(struct MHD_Connection *connection, unsigned status, const char *error)
{
	char text[80];
	snprintf(text, sizeof text, "{\"error\":\"%s\",\"messages\":[]}", error);
	struct MHD_Response *response = response_of("application/json; charset=utf-8", str_of(text), MHD_RESPMEM_MUST_COPY);
	add_header(response, "Cache-Control", "no-store");
	if (status == MHD_HTTP_TOO_MANY_REQUESTS)
		add_header(response, "Retry-After", "30");
	return queue(connection, status, response);
}

/* The cookie with the secret; "" takes it away. */
static void add_cookie(struct MHD_Response *response, const struct guard *guard, const char *key)
{
	char cookie[160];
	snprintf(cookie, sizeof cookie, "%s=%s; Path=/; HttpOnly; SameSite=Strict%s%s", guard->cookie, key, guard_is_secure(guard) ? "; Secure" : "",
		 *key ? "" : "; Max-Age=0");
	add_header(response, "Set-Cookie", cookie);
}

static enum MHD_Result give_file(struct MHD_Connection *connection, const struct asset *file)
{
	const char *known = MHD_lookup_connection_value(connection, MHD_HEADER_KIND, "If-None-Match");
	bool same = known && strcmp(known, file->tag) == 0;
	struct MHD_Response *response = response_of(file->type, same ? STR("") : file->data, MHD_RESPMEM_PERSISTENT);
	add_header(response, "ETag", file->tag);
	add_header(response, "Cache-Control", "no-cache");
	return queue(connection, same ? MHD_HTTP_NOT_MODIFIED : MHD_HTTP_OK, response);
}

static enum MHD_Result give_answer(struct exchange *x)
{
	struct MHD_Response *response = response_of(x->type, buf_str(&x->content), MHD_RESPMEM_MUST_COPY);
	add_header(response, "Cache-Control", "no-store");
	if (x->file && *x->file)
		add_file_name(response, x->file);
	if (*x->key)
		add_cookie(response, &x->http->guard, x->key);
	return queue(x->connection, x->status, response);
}

/* The address with the secret: it goes into a cookie, and out of the address. */
static enum MHD_Result let_in(const struct http *http, struct MHD_Connection *connection)
{
	struct MHD_Response *response = response_of("text/plain", STR(""), MHD_RESPMEM_PERSISTENT);
	add_cookie(response, &http->guard, http->guard.key);
	add_header(response, "Location", "/");
	add_header(response, "Cache-Control", "no-store");
	return queue(connection, MHD_HTTP_SEE_OTHER, response);
}

/* ---- questions */

static enum MHD_Result add_argument(void *object, enum MHD_ValueKind kind, const char *name, const char *value)
{
	(void)kind;
	if (name && value)
		json_object_set_new(object, name, json_string(value));
	return MHD_YES;
}

static unsigned status_of(struct str digits)
{
	unsigned status = 0;
	for (size_t i = 0; i < digits.len; i++)
		status = 10 * status + (unsigned)(digits.data[i] - '0');
	return status;
}

/* Whether it says who somebody is: the one call that workers do for those who are not known. */
static bool is_login(const struct call_row *call)
{
	return call->run && call->role == ROLE_NONE;
}

static void on_done(struct job *job, const struct str parts[WIRE_PARTS])
{
	struct exchange *x = (struct exchange *)job;
	static const char died[] = "{\"error\":\"died\",\"messages\":[]}";
	x->answered = true;
	x->status = MHD_HTTP_INTERNAL_SERVER_ERROR;
	if (parts) {
		x->status = status_of(parts[WIRE_STATUS]);
		x->type = strndup(parts[WIRE_TYPE].data, parts[WIRE_TYPE].len);
		x->file = strndup(parts[WIRE_FILE].data, parts[WIRE_FILE].len);
		buf_add_str(&x->content, parts[WIRE_CONTENT]);
	} else {
		x->type = strdup("application/json; charset=utf-8");
		buf_add_text(&x->content, died);
	}
	if (is_login(x->call))
		entry_end_try(&x->http->entry, x->who, x->status == MHD_HTTP_OK, x->status == MHD_HTTP_UNAUTHORIZED, x->key);
	MHD_resume_connection(x->connection);
}

/* What stands behind ? in the address, as JSON; malloc. */
static char *arguments_of(const struct exchange *x)
{
	json_t *given = json_object();
	MHD_get_connection_values(x->connection, MHD_GET_ARGUMENT_KIND, add_argument, given);
	char *arguments = json_dumps(given, JSON_COMPACT);
	json_decref(given);
	return arguments;
}

/* Hands the request to a worker; the connection rests until the answer is there. */
static enum MHD_Result ask(struct exchange *x)
{
	struct str body = buf_str(&x->body);
	char *arguments = x->call->file ? arguments_of(x) : NULL;
	struct buf who = BUF_INIT;
	buf_printf(&who, "%d %s", (int)x->role, x->who ? x->who : "");
	const struct str parts[WIRE_PARTS] = {
		[WIRE_NAME] = str_of(x->call->name),
		[WIRE_ARGUMENTS] = arguments ? str_of(arguments) : body,
		[WIRE_BODY] = arguments ? body : STR(""),
		[WIRE_WHO] = buf_str(&who),
	};
	wire_add(&x->job.question, parts);
	free(arguments);
	buf_free(&who);
	x->asked = true;
	x->job.done = on_done;
	x->job.slow = x->call->seconds > SLOW_SECONDS;
	x->job.writes = x->call->writes;
	MHD_suspend_connection(x->connection);
	pool_submit(x->http->pool, &x->job);
	return MHD_YES;
}

static enum MHD_Result ask_or_log_in(struct exchange *x)
{
	if (!is_login(x->call))
		return ask(x);
	if (!x->http->desk->users)
		return refuse(x->connection, MHD_HTTP_NOT_FOUND, "404\n");
	x->who = entry_name(buf_str(&x->body));
	if (!entry_begin_try(&x->http->entry, x->who))
		return refuse_call(x->connection, MHD_HTTP_TOO_MANY_REQUESTS, "busy");
	return ask(x);
}

static void take_body(struct exchange *x, const char *data, size_t size)
{
	size_t most = x->call && x->call->file ? MOST_FILE_BYTES : MOST_JSON_BYTES;
	x->too_large |= x->body.len + size > most || !x->call;
	if (!x->too_large)
		buf_add(&x->body, data, size);
}

/* What the server itself is told. */
static enum MHD_Result hear(struct exchange *x)
{
	x->http->ended |= strcmp(x->call->name, CALL_END) == 0;
	struct MHD_Response *response = response_of("application/json; charset=utf-8", STR("{}"), MHD_RESPMEM_PERSISTENT);
	add_header(response, "Cache-Control", "no-store");
	if (strcmp(x->call->name, CALL_LOGOUT) == 0) {
		entry_leave(&x->http->entry, &x->http->guard, header_of(x->connection, "Cookie"));
		add_cookie(response, &x->http->guard, "");
	}
	return queue(x->connection, MHD_HTTP_OK, response);
}

/* ---- who is let in */

/* Whether the length that the request gives is more than any body may have. */
static bool is_announced_too_large(struct MHD_Connection *connection)
{
	struct str length = header_of(connection, "Content-Length");
	return length.len && strtoull(length.data, NULL, 10) > MOST_FILE_BYTES;
}

/* Why the request is refused; 0: it is not. */
static unsigned find_fault(const struct http *http, struct MHD_Connection *connection, bool posts)
{
	struct str origin = header_of(connection, "Origin");
	if (!guard_is_host(&http->guard, header_of(connection, "Host")))
		return MHD_HTTP_MISDIRECTED_REQUEST;
	if (!http->desk->users && !guard_has_cookie(&http->guard, header_of(connection, "Cookie")))
		return MHD_HTTP_FORBIDDEN;
	if ((origin.len || posts) && !guard_is_origin(&http->guard, origin))
		return MHD_HTTP_FORBIDDEN;
	return is_announced_too_large(connection) ? MHD_HTTP_CONTENT_TOO_LARGE : 0;
}

static enum MHD_Result refuse_fault(struct MHD_Connection *connection, unsigned status)
{
	const char *text = status == MHD_HTTP_CONTENT_TOO_LARGE   ? "文件太大。\nThe file is too large.\n" :
			   status == MHD_HTTP_MISDIRECTED_REQUEST ? "这不是本机的地址。\nThis is no address of this machine.\n" :
								    "请用 plangen serve 给出的地址打开。\nOpen the address that plangen serve gave.\n";
	return refuse(connection, status, text);
}

/* The address with the secret is the one that needs no cookie. */
static bool brings_key(const struct http *http, struct MHD_Connection *connection, const char *path)
{
	const char *key = strcmp(path, "/") == 0 ? MHD_lookup_connection_value(connection, MHD_GET_ARGUMENT_KIND, "key") : NULL;
	return key && !http->desk->users && guard_is_host(&http->guard, header_of(connection, "Host")) && secret_is(http->guard.key, str_of(key));
}

/* Who asks: whoever started the desk has the secret; others are logged in, or nobody. */
static void find_who(struct exchange *x)
{
	struct http *http = x->http;
	if (!http->desk->users) {
		x->role = ROLE_OWNER;
		x->who = strdup(http->desk->who);
		return;
	}
	const struct user *user = entry_find(&http->entry, &http->guard, header_of(x->connection, "Cookie"));
	if (user && !is_login(x->call)) {
		x->role = user->role;
		x->who = strdup(user->name);
	}
}

/* The first look at a request: its address and headers are there, its body is not. */
static enum MHD_Result begin(struct exchange *x, const char *path, const char *method)
{
	static const char calls[] = "/api/";
	bool posts = strcmp(method, "POST") == 0;
	if (!posts && strcmp(method, "GET") != 0)
		return refuse(x->connection, MHD_HTTP_METHOD_NOT_ALLOWED, "405\n");
	if (!posts && brings_key(x->http, x->connection, path))
		return let_in(x->http, x->connection);
	unsigned fault = find_fault(x->http, x->connection, posts);
	if (fault)
		return refuse_fault(x->connection, fault);
	x->http->last = stopwatch_now();
	const struct asset *file = posts ? NULL : page_find(&x->http->page, str_of(path));
	if (file)
		return give_file(x->connection, file);
	x->call = posts && str_starts(str_of(path), calls) ? call_find(str_of(path + sizeof calls - 1)) : NULL;
	if (!x->call)
		return refuse(x->connection, MHD_HTTP_NOT_FOUND, "404\n");
	find_who(x);
	if (x->role < x->call->role)
		return refuse_call(x->connection, x->role ? MHD_HTTP_FORBIDDEN : MHD_HTTP_UNAUTHORIZED, x->role ? "role" : "login");
	if (x->call->writes && x->http->desk->read_only)
		return refuse_call(x->connection, MHD_HTTP_FORBIDDEN, "read-only");
	return MHD_YES;
}

static enum MHD_Result on_request(void *context, struct MHD_Connection *connection, const char *path, const char *method, const char *version,
				  const char *data, size_t *size, void **kept)
{
	struct exchange *x = *kept;
	(void)version;
	if (!x) {
		*kept = x = memory_alloc(sizeof *x);
		x->http = context;
		x->connection = connection;
		return begin(x, path, method);
	}
	if (*size) {
		take_body(x, data, *size);
		*size = 0;
		return MHD_YES;
	}
	if (x->too_large)
		return refuse_fault(connection, MHD_HTTP_CONTENT_TOO_LARGE);
	if (x->answered)
		return give_answer(x);
	if (!x->call->run)
		return hear(x);
	return x->asked ? MHD_YES : ask_or_log_in(x);
}

static void on_completed(void *context, struct MHD_Connection *connection, void **kept, enum MHD_RequestTerminationCode code)
{
	struct exchange *x = *kept;
	(void)context, (void)connection, (void)code;
	if (!x)
		return;
	buf_free(&x->job.question);
	buf_free(&x->body);
	buf_free(&x->content);
	free(x->type);
	free(x->file);
	free(x->who);
	free(x);
	*kept = NULL;
}

/* ---- the daemon */

union address {
	struct sockaddr any;
	struct sockaddr_in four;
	struct sockaddr_in6 six;
};

/* False with errno: the text is no address of IPv4 or IPv6. */
static bool read_address(const char *text, unsigned port, union address *address)
{
	*address = (union address){ .six = { .sin6_family = AF_INET6, .sin6_port = htons((uint16_t)port) } };
	if (inet_pton(AF_INET6, text, &address->six.sin6_addr) == 1)
		return true;
	*address = (union address){ .four = { .sin_family = AF_INET, .sin_port = htons((uint16_t)port) } };
	errno = EADDRNOTAVAIL;
	return inet_pton(AF_INET, text, &address->four.sin_addr) == 1;
}

bool http_begin(struct http *http)
{
	union address address;
	if (!read_address(http->desk->listen ? http->desk->listen : "127.0.0.1", http->desk->port, &address))
		return false;
	unsigned flags = MHD_ALLOW_SUSPEND_RESUME | (address.any.sa_family == AF_INET6 ? MHD_USE_IPv6 : 0);
	errno = 0;
	http->daemon = MHD_start_daemon(flags, 0, NULL, NULL, on_request, http,
					MHD_OPTION_SOCK_ADDR, &address, MHD_OPTION_CONNECTION_LIMIT, (unsigned)MOST_CONNECTIONS,
					MHD_OPTION_CONNECTION_TIMEOUT, (unsigned)IDLE_SECONDS, MHD_OPTION_CONNECTION_MEMORY_LIMIT,
					(size_t)REQUEST_BYTES, MHD_OPTION_NOTIFY_COMPLETED, on_completed, NULL, MHD_OPTION_END);
	const union MHD_DaemonInfo *info = http->daemon ? MHD_get_daemon_info(http->daemon, MHD_DAEMON_INFO_BIND_PORT) : NULL;
	http->last = stopwatch_now();
	return info && guard_begin(&http->guard, info->port, http->desk->site);
}

double http_idle(const struct http *http)
{
	return stopwatch_now() - http->last;
}

void http_prepare(const struct http *http, struct http_waits *waits)
{
	if (MHD_get_fdset(http->daemon, &waits->reads, &waits->writes, &waits->faults, &waits->top) != MHD_YES)
		waits->top = -1;
}

int http_timeout(const struct http *http)
{
	MHD_UNSIGNED_LONG_LONG wait;
	if (MHD_get_timeout(http->daemon, &wait) != MHD_YES)
		return -1;
	return wait < 60000 ? (int)wait : 60000;
}

void http_turn(struct http *http, const struct http_waits *waits)
{
	MHD_run_from_select(http->daemon, &waits->reads, &waits->writes, &waits->faults);
}

void http_end(struct http *http)
{
	if (http->daemon)
		MHD_stop_daemon(http->daemon);
	entry_free(&http->entry);
}
