/* Files that are brought in: forms that came back, and documents that somebody edited. Looked at first (“bring”), then written (“accept”): the page sends
 * the file again, so that nothing is kept in between. */
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/disk.h"
#include "base/utf8.h"
#include "serve/call.h"
#include "serve/calls.h"

/* The file's ending, by which the library knows what it is; NULL: none that can be brought in. */
static const char *ending_of(const char *name)
{
	static const char *const endings[] = { ".xlsx", ".docx", ".txt", ".md", NULL };
	for (size_t i = 0; endings[i]; i++)
		if (str_ends_caseless(str_of(name), endings[i]))
			return endings[i];
	return NULL;
}

enum { NAME_CHARACTERS = 60, NAME_BYTES = 4 * NAME_CHARACTERS + 8, PATH_BYTES = 4096 };

/* The file's own name, as the name of a file in a folder of ours: without folders, signs that are none, or more than systems take; its ending stays. */
static void name_file(const char *given, const char *ending, char name[NAME_BYTES + 1])
{
	struct str stem = str_of(given);
	for (size_t i = stem.len; i > 0; i--)
		if (stem.data[i - 1] == '/' || stem.data[i - 1] == '\\') {
			stem = str_from(stem, i);
			break;
		}
	stem.len -= strlen(ending);
	while (stem.len && *stem.data == '.')
		stem = str_from(stem, 1);
	struct buf clean = BUF_INIT;
	buf_add_text(&clean, "");
	buf_add_printable(&clean, stem, "");
	size_t len = utf8_prefix(clean.data, clean.len, NAME_CHARACTERS);
	snprintf(name, NAME_BYTES + 1, "%.*s%s", len ? (int)len : 4, len ? clean.data : "file", ending);
	buf_free(&clean);
}

/* Writes the body into a file of its own name in a new folder that only this user sees; false: it cannot be written. */
static bool keep_body(const struct call *call, const char *ending, char *folder, char *path)
{
	char name[NAME_BYTES + 1];
	name_file(call_text(call, "name"), ending, name);
	snprintf(folder, PATH_BYTES - NAME_BYTES, "%s/plangen-XXXXXX", getenv("TMPDIR") ? getenv("TMPDIR") : "/tmp");
	if (!mkdtemp(folder))
		return false;
	snprintf(path, PATH_BYTES, "%s/%s", folder, name);
	int file = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
	return file >= 0 && disk_write(file, call->body, FILE_SYNC_LATER);
}

/* What the change would write, or once it is wanted, what came of it. */
static void finish(struct call *call, struct plangen_change *change, json_t *answer)
{
	struct plangen_log *log = plangen_change_preview(change, call->messages);
	if (log && !call->row->writes) {
		json_object_set_new(answer, "parts", call_parts(log, 0));
		call_answer(call, 200, json_incref(answer));
		plangen_change_free(change);
	} else {
		call_commit(call, change, log != NULL, "refused");
	}
	json_decref(answer);
	plangen_log_free(log);
}

static void bring_form(struct call *call, const char *path)
{
	struct plangen_change *change = call_change(call);
	long count = plangen_change_fill(change, path, call_year(call), call->messages);
	if (count >= 0)
		finish(call, change, json_pack("{s:s, s:I}", "kind", "form", "values", (json_int_t)count));
	else
		call_commit(call, change, false, "form");
}

/* Whose a document is. */
struct owner {
	struct plangen_request *plan; /* that it says it is, else that of the page */
	json_t *other;                /* unit, variant, year and `key`, where this is not that of the page; without a unit: it is not here. NULL: it is */
};

static bool same_text(const struct plangen_request *a, const struct plangen_request *b, enum plangen_request_field field)
{
	const char *x = plangen_request_text(a, field), *y = plangen_request_text(b, field);
	return x && y ? str_is(str_of(x), y) : !x && !y;
}

/* The document names a plan that is not the page's. */
static json_t *other_json(const struct plangen_request *plan)
{
	const char *unit = plangen_request_text(plan, PLANGEN_REQUEST_UNIT), *variant = plangen_request_text(plan, PLANGEN_REQUEST_VARIANT);
	int year = (int)plangen_request_year(plan);
	char key[512];
	snprintf(key, sizeof key, "%s/%s/%d", unit ? unit : "", variant ? variant : "", year);
	return json_pack("{s:s?, s:s?, s:i, s:s}", "unit", unit, "variant", variant, "year", year, "key", key);
}

/* Whether the DOCX names a plan that is not here; then the messages say what of it. */
static bool is_strange(struct call *call, const char *path)
{
	struct plangen_messages *why = plangen_messages_new();
	struct plangen_request *plan = plangen_plan_of(call->plangen, path, why);
	bool silent = plan != NULL;
	for (size_t i = 0; i < plangen_messages_count(why); i++)
		silent = silent || str_is(str_of(plangen_message(why, i, PLANGEN_MESSAGE_CODE)), "U044");
	plangen_request_free(plan);
	plangen_messages_free(why);
	if (!silent)
		plangen_request_free(plangen_plan_of(call->plangen, path, call->messages));
	return !silent;
}

/* False after a refusal. */
static bool find_owner(struct call *call, const char *path, const char *ending, struct owner *owner)
{
	bool docx = str_is(str_of(ending), ".docx");
	struct plangen_request *page = call_plan(call), *own = page && docx ? plangen_plan_of(call->plangen, path, NULL) : NULL;
	*owner = (struct owner){ .plan = page };
	if (!own) {
		owner->other = page && docx && is_strange(call, path) ? json_pack("{s:n, s:s}", "unit", "key", "?") : NULL;
		return page != NULL;
	}
	if (!same_text(own, page, PLANGEN_REQUEST_UNIT) || !same_text(own, page, PLANGEN_REQUEST_VARIANT) || plangen_request_year(own) != plangen_request_year(page))
		owner->other = other_json(own);
	owner->plan = own;
	plangen_request_free(page);
	return true;
}

/* Whether the person saw whose the document is: then the page names it. */
static bool is_seen(const struct call *call, const struct owner *owner)
{
	const char *seen = call_text(call, "other");
	return !owner->other || (seen && str_is(str_of(seen), json_string_value(json_object_get(owner->other, "key"))));
}

static void bring_to(struct call *call, const char *path, const struct owner *owner)
{
	struct plangen_diff *diff = plangen_diff(owner->plan, path, call->messages);
	size_t size = 0;
	const char *text = diff ? plangen_diff_bytes(diff, "json", call_language(call), &size) : NULL;
	json_t *seen = text ? json_loadb(text, size, 0, NULL) : NULL;
	struct plangen_change *change = call_change(call);
	bool good = seen != NULL;
	if (good && call_flag(call, "values"))
		good = plangen_change_accept(change, owner->plan, diff, call->messages) >= 0;
	if (good && call_flag(call, "text"))
		good = plangen_change_accept_text(change, owner->plan, diff, call_text(call, "reason"), call->messages) >= 0;
	if (good) {
		json_object_set_new(seen, "after", json_string(call_shown(call, path)));
		finish(call, change, json_pack("{s:s, s:O, s:O?}", "kind", "document", "diff", seen, "other", owner->other));
	} else {
		plangen_change_free(change);
		call_refuse(call, 422, "document");
	}
	json_decref(seen);
	plangen_diff_free(diff);
}

static void bring_document(struct call *call, const char *path, const char *ending)
{
	struct owner owner;
	if (!find_owner(call, path, ending, &owner))
		return;
	if (call->row->writes && !is_seen(call, &owner))
		call_refuse(call, 409, "other");
	else
		bring_to(call, path, &owner);
	json_decref(owner.other);
	plangen_request_free(owner.plan);
}

static void bring_file(struct call *call, const char *path, const char *ending)
{
	call->brought = path;
	if (str_is(str_of(ending), ".xlsx"))
		bring_form(call, path);
	else
		bring_document(call, path, ending);
}

void call_bring(struct call *call)
{
	char folder[PATH_BYTES] = "", path[PATH_BYTES] = "";
	const char *ending = ending_of(call_text(call, "name"));
	if (!ending)
		call_refuse(call, 422, "ending");
	else if (call->row->writes && call_flag(call, "text") && call->role < ROLE_TEXT)
		call_refuse(call, 403, "role");
	else if (!keep_body(call, ending, folder, path))
		call_refuse(call, 500, "disk");
	else
		bring_file(call, path, ending);
	call->brought = NULL;
	unlink(path);
	rmdir(folder);
}
