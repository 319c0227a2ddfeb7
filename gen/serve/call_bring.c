/* Files that are brought in: forms that came back, and documents that somebody edited. Looked at first (“bring”), then written (“accept”): the page sends
 * the file again, so that nothing is kept in between. */
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/disk.h"
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

/* Writes the body into a file of a new folder that only this user sees; false: it cannot be written. */
static bool keep_body(const struct call *call, const char *ending, char *folder, char *path, size_t room)
{
	snprintf(folder, room, "%s/plangen-XXXXXX", getenv("TMPDIR") ? getenv("TMPDIR") : "/tmp");
	if (!mkdtemp(folder))
		return false;
	snprintf(path, room, "%s/file%s", folder, ending);
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

/* The plan that a DOCX says it is, else that of the page. */
static struct plangen_request *plan_of(struct call *call, const char *path, const char *ending)
{
	struct plangen_request *plan = str_is(str_of(ending), ".docx") ? plangen_plan_of(call->plangen, path, NULL) : NULL;
	return plan ? plan : call_plan(call);
}

static void bring_document(struct call *call, const char *path, const char *ending)
{
	struct plangen_request *plan = plan_of(call, path, ending);
	struct plangen_diff *diff = plan ? plangen_diff(plan, path, call->messages) : NULL;
	size_t size = 0;
	const char *text = diff ? plangen_diff_bytes(diff, "json", call_language(call), &size) : NULL;
	json_t *seen = text ? json_loadb(text, size, 0, NULL) : NULL;
	struct plangen_change *change = call_change(call);
	bool good = seen != NULL;
	if (good && call_flag(call, "values"))
		good = plangen_change_accept(change, plan, diff, call->messages) >= 0;
	if (good && call_flag(call, "text"))
		good = plangen_change_accept_text(change, plan, diff, call_text(call, "reason"), call->messages) >= 0;
	if (good) {
		finish(call, change, json_pack("{s:s, s:O}", "kind", "document", "diff", seen));
	} else {
		plangen_change_free(change);
		if (plan)
			call_refuse(call, 422, "document");
	}
	json_decref(seen);
	plangen_diff_free(diff);
	plangen_request_free(plan);
}

void call_bring(struct call *call)
{
	enum { PATH_BYTES = 4096 };
	char folder[PATH_BYTES] = "", path[PATH_BYTES] = "";
	const char *ending = ending_of(call_text(call, "name"));
	if (!ending)
		call_refuse(call, 422, "ending");
	else if (call->row->writes && call_flag(call, "text") && call->role < ROLE_TEXT)
		call_refuse(call, 403, "role");
	else if (!keep_body(call, ending, folder, path, PATH_BYTES))
		call_refuse(call, 500, "disk");
	else if (str_is(str_of(ending), ".xlsx"))
		bring_form(call, path);
	else
		bring_document(call, path, ending);
	unlink(path);
	rmdir(folder);
}
