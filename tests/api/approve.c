/* approve CONTENT TEMPLATES: a plan of a copy of a content folder is approved, and changes; a planted fault is judged right, then mended. */
#define TEST "approve"
#include "common.h"

static const char unit[] = "县科技局";

/* Commits the change where it is good, and frees it. */
static bool finish(struct plangen *plangen, struct plangen_change *change, bool good, struct plangen_messages *messages)
{
	good = good && plangen_change_commit(change, messages) && plangen_refresh(plangen, messages) == 1;
	plangen_change_free(change);
	return good;
}

/* Whether that many plans were approved, and the first, if there is one, still is what it was. */
static bool approved(struct plangen *plangen, size_t count, bool same, struct plangen_messages *messages)
{
	struct plangen_approvals *all = plangen_approvals(plangen, NULL, 2026, messages), *none = plangen_approvals(plangen, "无此单位", 2026, messages);
	bool good = all && none && plangen_approval_count(all) == count && !plangen_approval_count(none);
	if (good && count) {
		const char *now = plangen_approval(all, 0, PLANGEN_APPROVAL_NOW);
		good = strcmp(plangen_approval(all, 0, PLANGEN_APPROVAL_VARIANT), "11-县科技局") == 0 &&
		       strcmp(plangen_approval(all, 0, PLANGEN_APPROVAL_WHO), "何静") == 0 &&
		       strcmp(plangen_approval(all, 0, PLANGEN_APPROVAL_WHEN), "2026-01-01T00:00:00Z") == 0 && now &&
		       same == (strcmp(plangen_approval(all, 0, PLANGEN_APPROVAL_HASH), now) == 0) && !plangen_approval(all, 1, PLANGEN_APPROVAL_NOW);
	}
	plangen_approvals_free(all);
	plangen_approvals_free(none);
	return good;
}

static struct plangen_change *begin(struct plangen *plangen)
{
	return plangen_change(plangen, "何静", "api", 1767225600);
}

static bool try_approve(struct plangen *plangen, struct plangen_request *plan, struct plangen_messages *messages)
{
	struct plangen_request *book = plangen_book(plangen, unit, 2026, messages);
	struct plangen_change *refused = begin(plangen), *first = begin(plangen), *value = begin(plangen), *again = begin(plangen);
	bool good = expect(!plangen_change_approve(refused, book, messages) && said(messages, "U125"), "a book is not approved");
	good &= expect(plangen_set(plan, "党员人数", "99", messages), "a value that is only set");
	good &= expect(approved(plangen, 0, true, messages), "nothing is approved");
	good &= expect(finish(plangen, first, plangen_change_approve(first, plan, messages), messages) && approved(plangen, 1, true, messages), "approved");
	good &= expect(finish(plangen, value, plangen_change_value(value, unit, "党员人数", "77", messages), messages) && approved(plangen, 1, false, messages),
		       "stale");
	good &= expect(finish(plangen, again, plangen_change_approve(again, plan, messages), messages) && approved(plangen, 1, true, messages), "approved again");
	good &= expect(plangen_undo(plangen, 3, "何静", 1767225600, messages) && approved(plangen, 1, false, messages), "taken back");
	good &= expect(plangen_set(plan, "党员人数", NULL, messages), "what was set");
	plangen_change_free(refused);
	plangen_request_free(book);
	return good;
}

/* Writes the file anew with the words replaced. */
static bool plant(const char *content, const char *old, const char *new)
{
	char path[4096];
	static char text[1 << 20];
	snprintf(path, sizeof path, "%s/plans/11-县科技局.md", content);
	FILE *file = fopen(path, "rb");
	size_t size = file ? fread(text, 1, sizeof text - 1, file) : 0;
	if (file)
		fclose(file);
	text[size] = '\0';
	char *at = strstr(text, old);
	file = at ? fopen(path, "wb") : NULL;
	if (!file)
		return false;
	fprintf(file, "%.*s%s%s", (int)(at - text), text, new, at + strlen(old));
	return fclose(file) == 0;
}

/* What the check finds: how many; the first one's place. */
static size_t check(struct plangen_request *plan, struct plangen_mends **mends, unsigned *line, unsigned *column, char *file, size_t room)
{
	struct plangen_messages *found = plangen_messages_new();
	size_t count = 0;
	*mends = plangen_mends(plan, found);
	for (size_t i = 0; i < plangen_messages_count(found); i++)
		if (strcmp(plangen_message(found, i, PLANGEN_MESSAGE_CODE), "K010") == 0 && !count++) {
			*line = plangen_message_line(found, i);
			*column = plangen_message_column(found, i);
			snprintf(file, room, "%s", plangen_message(found, i, PLANGEN_MESSAGE_FILE));
		}
	plangen_messages_free(found);
	return count;
}

static bool try_settle(struct plangen *plangen, struct plangen_request *plan, const char *content, struct plangen_messages *messages)
{
	struct plangen_mends *mends, *none, *same;
	unsigned line = 0, column = 0;
	char file[4096] = "";
	bool good = expect(plant(content, "每两个月由", "每两个月,由") && plangen_refresh(plangen, messages) == 1, "a fault is planted");
	good &= expect(check(plan, &mends, &line, &column, file, sizeof file) == 1 && plangen_mend_count(mends) == 1 && plangen_mend_line(mends, 0) == line &&
			       strstr(plangen_mend(mends, 0, PLANGEN_MEND_OLD), "月,由") && strstr(plangen_mend(mends, 0, PLANGEN_MEND_NEW), "月，由") &&
			       strcmp(plangen_mend(mends, 0, PLANGEN_MEND_FILE), file) == 0,
		       "it is found, and how it is mended");
	good &= expect(plangen_mend_settles(mends, 0, "K010", column) && !plangen_mend_settles(mends, 0, "K010", column + 1) &&
			       !plangen_mend_settles(mends, 0, "K011", column) && !plangen_mend_settles(mends, 1, "K010", column),
		       "and which finding goes");
	struct plangen_change *refused = begin(plangen), *right = begin(plangen), *mend = begin(plangen);
	good &= expect(!plangen_change_accept_finding(refused, "K010", file, line, column, " ", messages) && said(messages, "U127"), "no reason");
	good &= expect(!plangen_change_accept_finding(refused, "K010", "/etc/passwd", 1, 1, "甲", messages) && said(messages, "U126"), "a file of no content");
	good &= expect(!plangen_change_accept_finding(refused, "K010", file, 9999, 1, "甲", messages) && said(messages, "U126"), "no such line");
	good &= expect(finish(plangen, right, plangen_change_accept_finding(right, "K010", file, line, column, "原文如此", messages), messages) &&
			       check(plan, &none, &line, &column, file, sizeof file) == 0,
		       "it is right as it stands");
	good &= expect(plangen_undo(plangen, 0, "何静", 1767225600, messages) && plangen_refresh(plangen, messages) == 1 &&
			       check(plan, &same, &line, &column, file, sizeof file) == 1,
		       "and is not");
	good &= expect(plangen_change_mend(mend, mends, (bool[]){ false }) == 0 && plangen_change_mend(mend, mends, NULL) == 1 &&
			       finish(plangen, mend, true, messages),
		       "it is mended, as it was found");
	plangen_mends_free(none);
	plangen_mends_free(same);
	plangen_mends_free(mends);
	good &= expect(check(plan, &mends, &line, &column, file, sizeof file) == 0 && plangen_mend_count(mends) == 0, "nothing is left");
	plangen_mends_free(mends);
	plangen_change_free(refused);
	return good;
}

int main(int argc, char **argv)
{
	if (argc < 3)
		return 3;
	struct plangen_messages *messages = plangen_messages_new();
	struct plangen *plangen = plangen_open(argv[1], argv[2], NULL, messages);
	struct plangen_request *plan = plangen ? plangen_plan(plangen, unit, "11", 2026, messages) : NULL;
	bool good = expect(plan != NULL, "a plan") && try_approve(plangen, plan, messages) && try_settle(plangen, plan, argv[1], messages);
	plangen_request_free(plan);
	return end(good, plangen, messages);
}
