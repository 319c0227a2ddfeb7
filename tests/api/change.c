/* change CONTENT TEMPLATES: a copy of a content folder is changed, by several contexts, one after the other and at the same time. */
#include <pthread.h>

#define TEST "change"
#include "common.h"

static const char unit[] = "县科技局";

static bool change(struct plangen *plangen, const char *variable, const char *value, struct plangen_messages *messages)
{
	struct plangen_change *c = plangen_change(plangen, "何\xFF静", "api", 1767225600);
	bool good = plangen_change_value(c, unit, variable, value, messages) && plangen_change_commit(c, messages);
	plangen_change_free(c);
	return good;
}

static bool part_is(const struct plangen_log *log, size_t index, size_t part, enum plangen_part_field field, const char *text)
{
	const char *found = plangen_log_part(log, index, part, field);
	return found && strcmp(found, text) == 0;
}

static bool try_values(struct plangen *plangen, struct plangen_messages *messages)
{
	struct plangen_change *dropped = plangen_change(plangen, "甲", "api", 0), *empty = plangen_change(plangen, "甲", "api", 0);
	bool good = expect(plangen_change_value(dropped, unit, "党员人数", "61", messages), "a value that is not committed");
	good &= expect(plangen_change_commit(empty, messages), "a change of nothing");
	plangen_change_free(dropped);
	plangen_change_free(empty);
	good &= expect(!change(plangen, "党员人数", "许多", messages) && !change(plangen, "无此变量", "1", messages), "what is no value");
	good &= expect(!change(plangen, "党员人数", "\xFF", messages), "what is no text");
	plangen_messages_clear(messages);
	good &= expect(change(plangen, "党员人数", "51", messages) && plangen_refresh(plangen, messages) == 1, "a value");
	good &= expect(change(plangen, "党员人数", "52", messages) && plangen_refresh(plangen, messages) == 1, "another one");
	return good;
}

static size_t find_need(const struct plangen_needs *needs, const char *name)
{
	size_t i = 0;
	while (i < plangen_need_count(needs) && strcmp(plangen_need(needs, i, PLANGEN_NEED_NAME), name) != 0)
		i++;
	return i;
}

static bool need_is(const struct plangen_needs *needs, const char *name, enum plangen_need_field field, const char *text)
{
	const char *found = plangen_need(needs, find_need(needs, name), field);
	return text ? found && strcmp(found, text) == 0 : !found;
}

/* What a plan uses, with a value that is only set, and what a change would write before it does. */
static bool try_needs(struct plangen *plangen, struct plangen_messages *messages)
{
	struct plangen_request *plan = plangen_plan(plangen, unit, "11", 2026, messages), *book = plangen_book(plangen, unit, 2026, messages);
	bool good = expect(!plangen_needs(book, messages) && said(messages, "B075"), "a book has no needs");
	struct plangen_needs *needs = plangen_needs(plan, messages);
	good &= expect(need_is(needs, "党员人数", PLANGEN_NEED_VALUE, "52") && need_is(needs, "党员人数", PLANGEN_NEED_ORIGIN, "unit") &&
			       need_is(needs, "党员人数", PLANGEN_NEED_OWN, "52") && need_is(needs, "党员人数", PLANGEN_NEED_ELSE, NULL) &&
			       need_is(needs, "党员人数", PLANGEN_NEED_TYPE, "integer") && need_is(needs, "单位.名称", PLANGEN_NEED_NAME, NULL),
		       "a need of the unit's row");
	good &= expect(plangen_need_line(needs, find_need(needs, "党员人数")) > 1 && !plangen_need_missing(needs, find_need(needs, "党员人数")) &&
			       !plangen_need_choice(needs, 0, 99) && !plangen_need(needs, 9999, PLANGEN_NEED_NAME),
		       "fields of needs");
	plangen_needs_free(needs);
	good &= expect(plangen_set(plan, "党员人数", "60", messages), "a value is set");
	needs = plangen_needs(plan, messages);
	good &= expect(need_is(needs, "党员人数", PLANGEN_NEED_VALUE, "60") && need_is(needs, "党员人数", PLANGEN_NEED_ORIGIN, "set") &&
			       need_is(needs, "党员人数", PLANGEN_NEED_OWN, "52"),
		       "a need that is set");
	plangen_needs_free(needs);
	plangen_request_free(plan);
	plangen_request_free(book);
	return good;
}

static bool try_preview(struct plangen *plangen, struct plangen_messages *messages)
{
	struct plangen_change *c = plangen_change(plangen, "甲", "api", 0);
	bool good = expect(plangen_change_value(c, unit, "党员人数", "53", messages), "a value to look at");
	struct plangen_log *log = plangen_change_preview(c, messages);
	good &= expect(log && plangen_log_count(log) == 1 && plangen_log_part_count(log, 0) == 1 && part_is(log, 0, 0, PLANGEN_PART_OLD, "52") && plangen_log_part(log, 0, 0, PLANGEN_PART_LABEL) &&
			       part_is(log, 0, 0, PLANGEN_PART_NEW, "53") && part_is(log, 0, 0, PLANGEN_PART_COLUMN, "党员人数"),
		       "what would be written");
	good &= expect(!plangen_change_number(c) && plangen_refresh(plangen, messages) == 0, "nothing was written");
	plangen_log_free(log);
	plangen_change_free(c);
	return good;
}

/* Writes the document's bytes to the file. */
static bool put(const struct plangen_document *document, const char *path)
{
	size_t size = 0;
	const void *bytes = document ? plangen_bytes(document, "xlsx", &size) : NULL;
	FILE *file = fopen(path, "wb");
	bool good = file && bytes && fwrite(bytes, 1, size, file) == size;
	return file && fclose(file) == 0 && good;
}

static bool try_forms(struct plangen *plangen, const char *folder, struct plangen_messages *messages)
{
	char path[4096];
	struct plangen_document *gaps = plangen_gaps(plangen, "all", 2026, "json", messages), *stats = plangen_stats(plangen, unit, 2026, "html", messages);
	struct plangen_document *form = plangen_form(plangen, "县级部门", 2026, messages);
	struct plangen_change *c = plangen_change(plangen, "甲", "api", 0);
	snprintf(path, sizeof path, "%s/../form.xlsx", folder);
	bool good = expect(gaps && strstr((const char *)plangen_bytes(gaps, "json", NULL), "\"by_unit\""), "gaps");
	good &= expect(stats && strstr((const char *)plangen_bytes(stats, "html", NULL), "县科技局"), "stats");
	good &= expect(put(form, path) && plangen_change_fill(c, path, 2026, messages) == 0, "a form in which nothing was filled in");
	plangen_messages_clear(messages);
	good &= expect(plangen_change_fill(c, path, 2025, messages) == -1, "a form of another year") & said(messages, "X101");
	good &= expect(!plangen_gaps(plangen, "无", 2026, "json", messages) && !plangen_stats(plangen, "all", 2026, "pdf", messages), "nobody, no format");
	plangen_messages_clear(messages);
	good &= expect(!plangen_change_value(c, unit, "青年党员数", "4000", messages), "what cannot be true") & said(messages, "V170");
	good &= expect(plangen_change_value(c, unit, "党员人数", "5000", messages) && plangen_change_value(c, unit, "青年党员数", "4000", messages),
		       "what can, with what was said before");
	plangen_change_free(c);
	plangen_document_free(gaps);
	plangen_document_free(stats);
	plangen_document_free(form);
	remove(path);
	return good;
}

static bool try_log(struct plangen *plangen, struct plangen_messages *messages)
{
	struct plangen_log *log = plangen_log(plangen, messages);
	bool good = expect(log && plangen_log_count(log) == 2 && plangen_log_number(log, 1) == 2, "two entries");
	size_t last = log ? plangen_log_part_count(log, 1) - 1 : 0;
	good &= expect(log && part_is(log, 1, last, PLANGEN_PART_COLUMN, "党员人数") && part_is(log, 1, last, PLANGEN_PART_OLD, "51") &&
			       part_is(log, 1, last, PLANGEN_PART_NEW, "52") && plangen_log_part(log, 1, last, PLANGEN_PART_CELL) &&
			       plangen_log_part(log, 1, last, PLANGEN_PART_ROW) && strstr(plangen_log_part(log, 1, last, PLANGEN_PART_FILE), "units/"),
		       "what was changed");
	good &= expect(log && strstr(plangen_log_who(log, 1), "静") && strcmp(plangen_log_what(log, 1), "api") == 0 &&
			       plangen_log_when(log, 1) == 1767225600,
		       "by whom");
	good &= expect(log && !plangen_log_part(log, 1, 99, PLANGEN_PART_FILE) && !plangen_log_who(log, 99) && !plangen_log_part_count(log, 99),
		       "what there is not");
	plangen_log_free(log);
	plangen_log_free(NULL);
	plangen_change_free(NULL);
	return good;
}

/* Two contexts that read the files before either changed them. */
static bool try_conflict(struct plangen *first, const char *const *folders, struct plangen_messages *messages)
{
	struct plangen *second = plangen_open(folders[0], folders[1], NULL, messages);
	bool good = expect(change(first, "党员人数", "53", messages), "the first of two");
	good &= expect(change(second, "党支部数", "4", messages), "another cell of the row");
	good &= expect(!change(second, "党员人数", "54", messages), "the same cell") && said(messages, "X092");
	plangen_close(second);
	return good;
}

static bool try_undo(struct plangen *plangen, struct plangen_messages *messages)
{
	bool good = expect(!plangen_undo(plangen, 1, "甲", 0, messages), "an undo of what was written over") && said(messages, "X092");
	good &= expect(!plangen_undo(plangen, 99, "甲", 0, messages), "an undo of nothing") && said(messages, "U032");
	while (plangen_undo(plangen, 0, "甲", 0, messages))
		;
	good &= said(messages, "U031");
	struct plangen_log *log = plangen_log(plangen, messages);
	size_t count = log ? plangen_log_count(log) : 0;
	good &= expect(count && plangen_log_undoes(log, count - 1) == 1 && plangen_log_undone(log, 0) == plangen_log_number(log, count - 1),
		       "all is undone");
	plangen_log_free(log);
	return good;
}

/* Ten changes in a context of its own; those that come too late are made again with the files read anew. */
static void *make_changes(void *data)
{
	const char *const *folders = data;
	struct plangen *plangen = plangen_open(folders[0], folders[1], NULL, NULL);
	for (int i = 0, tries = 0; plangen && i < 10 && tries < 1000; tries++) {
		char value[16];
		snprintf(value, sizeof value, "%s%d", folders[2], i);
		i += change(plangen, "科技特派员数", value, NULL);
		plangen_refresh(plangen, NULL);
	}
	plangen_close(plangen);
	return NULL;
}

static bool try_threads(struct plangen *plangen, const char *const *folders, struct plangen_messages *messages)
{
	const char *one[] = { folders[0], folders[1], "1" }, *other[] = { folders[0], folders[1], "2" };
	struct plangen_log *before = plangen_log(plangen, messages);
	pthread_t threads[2];
	pthread_create(&threads[0], NULL, make_changes, one);
	pthread_create(&threads[1], NULL, make_changes, other);
	for (int i = 0; i < 2; i++)
		pthread_join(threads[i], NULL);
	struct plangen_log *after = plangen_log(plangen, messages);
	size_t count = after ? plangen_log_count(after) : 0;
	bool good = expect(before && count == plangen_log_count(before) + 20, "all changes of both threads");
	for (size_t i = 1; i < count; i++) {
		size_t last = plangen_log_part_count(after, i) - 1, former = plangen_log_part_count(after, i - 1) - 1;
		const char *old = plangen_log_part(after, i, last, PLANGEN_PART_OLD);
		if (i > plangen_log_count(before))
			good &= expect(old && part_is(after, i - 1, former, PLANGEN_PART_NEW, old), "each begins where the last one ended");
	}
	plangen_log_free(before);
	plangen_log_free(after);
	return good;
}

/* A new unit: which plans its name and type have, which of them it gets, and which later. */
static bool try_plans(struct plangen *plangen, struct plangen_messages *messages)
{
	static const char name[] = "乙县科技局", type[] = "县级部门";
	size_t science = 0, count = plangen_unit_count(plangen);
	while (strcmp(plangen_variant(plangen, science, PLANGEN_VARIANT_ID), "11-县科技局") != 0)
		science++;
	bool good = expect(plangen_suits(plangen, name, type, science) && !plangen_suits(plangen, name, "无此类型", science) &&
				   !plangen_suits(plangen, name, type, plangen_variant_count(plangen)), "plans for a type");
	struct plangen_change *c = plangen_change(plangen, "甲", "api", 0);
	good &= expect(!plangen_change_new_unit_with(c, NULL, name, type, NULL, "99-无", messages), "a plan that is not there");
	plangen_messages_clear(messages);
	good &= expect(plangen_change_new_unit_with(c, NULL, name, type, NULL, "01", messages) && plangen_change_commit(c, messages) &&
			       plangen_refresh(plangen, messages) == 1 && plangen_unit_count(plangen) == count + 1, "a unit with plans");
	plangen_change_free(c);
	size_t unit = 0;
	while (unit < count && strcmp(plangen_unit(plangen, unit, PLANGEN_UNIT_NAME), name) != 0)
		unit++;
	good &= expect(plangen_unit_uses(plangen, unit, 0) && !plangen_unit_uses(plangen, unit, science), "it has these alone");
	c = plangen_change(plangen, "甲", "api", 0);
	good &= expect(plangen_change_plans(c, name, "", messages) && plangen_change_commit(c, messages) && plangen_refresh(plangen, messages) == 1 &&
			       plangen_unit_uses(plangen, unit, science), "then those for its type");
	plangen_change_free(c);
	return good;
}

int main(int argc, char **argv)
{
	if (argc < 3)
		return 3;
	const char *folders[] = { argv[1], argv[2] };
	struct plangen_messages *messages = plangen_messages_new();
	struct plangen *plangen = plangen_open(folders[0], folders[1], NULL, messages);
	if (!expect(plangen, "the copy opens"))
		return 1;
	bool good = try_values(plangen, messages) && try_needs(plangen, messages) && try_preview(plangen, messages) && try_forms(plangen, folders[0], messages) && try_log(plangen, messages) && try_conflict(plangen, folders, messages) &&
		    try_undo(plangen, messages) && try_plans(plangen, messages) && try_threads(plangen, folders, messages);
	return end(good, plangen, messages);
}
