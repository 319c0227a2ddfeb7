#include <criterion/criterion.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/file.h"
#include "base/limits.h"
#include "catalogue/catalogue.h"
#include "change/change.h"
#include "content_support.h"
#include "support.h"

static const struct change_author author = { "何静", "test", 1767225600 };

/* ---- pieces of texts */

TestSuite(change_hunks, .init = start, .fini = stop);

static const char *apply(const struct change_hunks *hunks, const char *text)
{
	struct buf out = BUF_INIT;
	cr_assert(hunks_apply(hunks, str_of(text), &out));
	return buf_move_to(&out, arena);
}

Test(change_hunks, lead_there_and_back)
{
	static const char *const texts[] = { "", "甲\n", "甲\n乙\n", "甲乙\n丙\n", "甲\n丁\n乙\n丙", "乙", "\n\n甲\n\n", "甲\r\n乙\r\n" };
	enum { TEXTS = sizeof texts / sizeof *texts };
	for (size_t i = 0; i < TEXTS; i++)
		for (size_t j = 0; j < TEXTS; j++) {
			struct change_hunks there = hunks_between(arena, str_of(texts[i]), str_of(texts[j]));
			struct change_hunks back = hunks_reverse(arena, &there);
			cr_assert_str_eq(apply(&there, texts[i]), texts[j]);
			cr_assert_str_eq(apply(&back, texts[j]), texts[i]);
			cr_assert_eq(there.count == 0, i == j);
		}
}

Test(change_hunks, hold_only_what_differs)
{
	struct change_hunks hunks = hunks_between(arena, STR("一,二\n三\n四,五\n"), STR("一，二\n三\n四，五\n"));
	cr_assert_eq(hunks.count, 2);
	cr_assert(str_is(hunks.items[0].old, ",") && str_is(hunks.items[0].text, "，") && hunks.items[0].at == 3);
	struct change_hunks same_start = hunks_between(arena, STR("一\n"), STR("丁\n")); /* their first byte is the same */
	cr_assert(same_start.count == 1 && str_is(same_start.items[0].old, "一") && str_is(same_start.items[0].text, "丁"));
}

/* The text in which both changes are made; NULL where they overlap. */
static const char *merge(const char *base, const char *mine, const char *theirs)
{
	struct change_hunks my = hunks_between(arena, str_of(base), str_of(mine)), merged = { 0 };
	struct change_hunks their = hunks_between(arena, str_of(base), str_of(theirs));
	struct change_hunk a, b;
	return hunks_merge(arena, &my, &their, &merged, &a, &b) ? apply(&merged, theirs) : NULL;
}

Test(change_hunks, merge_where_they_do_not_overlap)
{
	cr_assert_str_eq(merge("甲\n乙\n丙\n", "甲1\n乙\n丙\n", "甲\n乙\n丙2\n"), "甲1\n乙\n丙2\n");
	cr_assert_str_eq(merge("甲\n乙\n丙\n", "甲\n乙\n丙2\n", "零\n甲\n乙\n丙\n"), "零\n甲\n乙\n丙2\n");
	cr_assert_str_eq(merge("甲,乙,丙\n", "甲，乙,丙\n", "甲,乙,丙。\n"), "甲，乙,丙。\n");
	cr_assert_str_eq(merge("甲\n乙\n", "甲1\n乙\n", "甲1\n乙\n"), "甲1\n乙\n");
	cr_assert_str_eq(merge("甲\n乙\n", "甲\n乙\n", "丁\n"), "丁\n");
	cr_assert_null(merge("甲\n乙\n", "甲1\n乙\n", "甲2\n乙\n"));
	cr_assert_null(merge("甲\n乙\n丙\n", "甲\n乙1\n丙\n", "甲\n"));
	cr_assert_null(merge("甲\n", "甲\n一\n", "甲\n二\n"));
}

/* ---- cells of tables */

TestSuite(change_cells, .init = start, .fini = stop);

static struct change_cell set(const char *key, const char *column, const char *old, const char *text)
{
	return (struct change_cell){ .step = CHANGE_SET, .key_name = "编号", .key = key, .column = column, .old = old, .text = text };
}

static struct change_cell row(enum change_step step, const char *key)
{
	return (struct change_cell){ .step = step, .key_name = "编号", .key = key };
}

static struct change_cell column(enum change_step step, const char *name)
{
	return (struct change_cell){ .step = step, .column = name };
}

/* The table after the steps; NULL with errors. */
static const char *step(const char *table, struct change_cell *steps, size_t count)
{
	struct source *source = source_of_text(arena, "t.csv", str_of(table));
	struct change_cells cells = { steps, count, count };
	struct change_hunks hunks = { 0 };
	source->table = true;
	return cells_find(arena, source, &cells, &hunks, &diags) ? apply(&hunks, table) : NULL;
}

#define STEP(table, ...) \
	step(table, (struct change_cell[]){ __VA_ARGS__ }, sizeof((struct change_cell[]){ __VA_ARGS__ }) / sizeof(struct change_cell))

Test(change_cells, are_set_and_nothing_else)
{
	static const char table[] = "编号,名称,\"数\"\r\n1,\"甲\"\"\",3\r\n,,,\r\n2, 乙 ,\"4\",,\r\n";
	cr_assert_str_eq(STEP(table, set("2", "数", "4", "5,0")), "编号,名称,\"数\"\r\n1,\"甲\"\"\",3\r\n,,,\r\n2, 乙 ,\"5,0\",,\r\n");
	cr_assert_str_eq(STEP(table, set("1", "数", "3", "")), "编号,名称,\"数\"\r\n1,\"甲\"\"\",\r\n,,,\r\n2, 乙 ,\"4\",,\r\n");
	cr_assert_str_eq(STEP(table, set("2", "数", "9", "4")), table); /* is there already */
	cr_assert_str_eq(STEP(table, column(CHANGE_ADD_COLUMN, "年"), set("2", "年", "", "7"), set("1", "数", "3", "8")),
			 "编号,名称,\"数\",年\r\n1,\"甲\"\"\",8,\r\n,,,\r\n2, 乙 ,\"4\",7,\r\n");
	expect_no_errors();
}

Test(change_cells, rows_and_columns_come_and_go)
{
	cr_assert_str_eq(STEP("编号,数\n1,2\n", row(CHANGE_ADD_ROW, "3"), set("3", "数", "", "4")), "编号,数\n1,2\n3,4\n");
	cr_assert_str_eq(STEP("编号,数\r\n1,2", row(CHANGE_ADD_ROW, "3")), "编号,数\r\n1,2\r\n3,");
	cr_assert_str_eq(STEP("编号,数\n1,2\n3,4\n", set("1", "数", "2", ""), row(CHANGE_REMOVE_ROW, "1")), "编号,数\n3,4\n");
	cr_assert_str_eq(STEP("编号,数,年\n1,2,3\n", set("1", "数", "2", ""), column(CHANGE_REMOVE_COLUMN, "数")), "编号,年\n1,3\n");
	cr_assert_str_eq(STEP("编号,数\n1,2\n", column(CHANGE_REMOVE_COLUMN, "数")), "编号,数\n1,2\n"); /* somebody filled it in */
	cr_assert_str_eq(STEP("编号,数\n1,2\n", column(CHANGE_ADD_COLUMN, "数")), "编号,数\n1,2\n");
	expect_no_errors();
}

Test(change_cells, what_others_changed_is_refused_at_its_place)
{
	cr_assert_null(STEP("编号,数\n1,2\n2,7\n", set("2", "数", "6", "8")));
	expect_diag(diags.last, DIAG_CHANGE_CELL, 3, 3);
	cr_assert_str_eq(diags.last->arguments[1], "7");
	cr_assert_null(STEP("编号,数\n1,2\n", set("2", "数", "6", "8")));
	cr_assert_eq(diags.last->code, DIAG_CHANGE_ROW);
	cr_assert_null(STEP("编号,数\n1,2\n1,3\n", set("1", "数", "2", "8")));
	cr_assert_eq(diags.last->code, DIAG_CHANGE_ROW);
	cr_assert_null(STEP("编号,人\n1,2\n", set("1", "数", "2", "8")));
	cr_assert_eq(diags.last->code, DIAG_CHANGE_COLUMN);
	cr_assert_null(STEP("编号,数\n1,2\n", row(CHANGE_ADD_ROW, "1")));
	expect_diag(diags.last, DIAG_CHANGE_ROW_TAKEN, 2, 1);
	cr_assert_null(STEP("编号,数\n1,2\n", row(CHANGE_REMOVE_ROW, "1")));
	expect_diag(diags.last, DIAG_CHANGE_CELL, 2, 3);
	cr_assert_null(STEP("编号,数\n1,2\n2\n", set("1", "数", "2", "8")));
	expect_diag(diags.last, DIAG_KEEP_FAULTY, 3, 1);
}

/* ---- changes of a folder */

TestSuite(change_commit, .init = content_start, .fini = content_stop);

static const struct catalogue *load(void)
{
	const struct catalogue *catalogue = catalogue_load(arena, content_folder, "templates/schema", NULL, &diags);
	cr_assert(catalogue);
	return catalogue;
}

/* Puts the values into the unit's row, as it was when the catalogue was read. */
static bool keep_in(const struct catalogue *catalogue, const char *unit, const struct catalogue_setting *settings, size_t count)
{
	struct change *change = change_begin(arena, content_folder, &author);
	return change_set_values(change, catalogue, catalogue_find_unit(catalogue, str_of(unit), &diags), settings, count, &diags) &&
	       change_commit(change, false, &diags);
}

static bool keep(const char *unit, const struct catalogue_setting *settings, size_t count)
{
	return keep_in(load(), unit, settings, count);
}

static bool undo(unsigned number)
{
	return change_undo(arena, content_folder, number, &author, false, &diags) != NULL;
}

static struct change_log log_now(void)
{
	struct change_log log;
	cr_assert(change_log_read(arena, content_folder, &log, &diags));
	return log;
}

/* Nothing is left but the log and the lock. */
static void expect_clean(void)
{
	cr_assert_not(file_exists(content_path(".plangen/journal")));
	cr_assert_eq(system(arena_printf(arena, "test -z \"$(find %s -name '.plangen-*')\"", content_folder)), 0);
}

Test(change_commit, changes_one_cell_and_adds_columns)
{
	static const char before[] =
		"\xEF\xBB\xBF编号,名称,类型,党员总数,简介\r\nB1,\"甲\",企业,12,\"一\r\n二\"\r\n,,,,\r\nB2,乙,企业,,";
	static const char after[] =
		"\xEF\xBB\xBF编号,名称,类型,党员总数,简介,书记姓名,支部\r\nB1,\"甲\",企业,12,\"一\r\n二\",,\r\n,,,,\r\n"
		"B2,乙,企业,\"1,041\",,何静,一|二";
	content_put("units/b.csv", before);
	struct catalogue_setting answers[] = {
		{ "党员总数", "1,041", NO_PLACE },
		{ "书记姓名", "何“静”\"", NO_PLACE },
		{ "支部", "一|二", NO_PLACE },
		{ "书记姓名", "何静", NO_PLACE },
	};
	cr_assert(keep("B2", answers, 4));
	expect_no_errors();
	cr_assert_str_eq(content_get(content_path("units/b.csv")), after);
	struct catalogue_setting text = { "简介", "说\"好\"", NO_PLACE };
	cr_assert(keep("B1", &text, 1));
	expect_no_errors();
	cr_assert(strstr(content_get(content_path("units/b.csv")), "\r\nB1,\"甲\",企业,12,\"说\"\"好\"\"\",,\r\n,,,,\r\n"));
	cr_assert(undo(2));
	cr_assert_str_eq(content_get(content_path("units/b.csv")), after);
	cr_assert(undo(0));
	cr_assert_str_eq(content_get(content_path("units/b.csv")), before);
	expect_clean();
}

Test(change_commit, all_or_nothing)
{
	const char *before = content_get(content_path("units/a.csv"));
	struct catalogue_setting answers[] = { { "党员总数", "7", NO_PLACE }, { "参保率", "多", NO_PLACE } };
	cr_assert_not(keep("Q01", answers, 2));
	cr_assert_eq(diags.last->code, DIAG_VALUE_NOT_NUMBER);
	answers[1].name = "单位.名称";
	cr_assert_not(keep("Q01", answers, 2));
	cr_assert_eq(diags.last->code, DIAG_VARIABLE_BUILT_IN);
	cr_assert_str_eq(content_get(content_path("units/a.csv")), before);
}

Test(change_commit, keeps_gb18030)
{
	/* 编号,名称,类型 / G1,甲,企业 in GB 18030; 党员总数 and 何静 are D0-B3 … */
	static const char before[] = "\xB1\xE0\xBA\xC5,\xC3\xFB\xB3\xC6,\xC0\xE0\xD0\xCD\nG1,\xBC\xD7,\xC6\xF3\xD2\xB5\n";
	static const char after[] = "\xB1\xE0\xBA\xC5,\xC3\xFB\xB3\xC6,\xC0\xE0\xD0\xCD,\xCA\xE9\xBC\xC7\xD0\xD5\xC3\xFB\n"
				    "G1,\xBC\xD7,\xC6\xF3\xD2\xB5,\xBA\xCE\xBE\xB2\n";
	struct catalogue_setting answer = { "书记姓名", "何静", NO_PLACE };
	content_put("units/g.csv", before);
	cr_assert(keep("G1", &answer, 1));
	cr_assert_str_eq(content_get(content_path("units/g.csv")), after);
	cr_assert(undo(0));
	cr_assert_str_eq(content_get(content_path("units/g.csv")), before);
}

Test(change_commit, merges_cells_and_refuses_the_same_one)
{
	struct catalogue_setting answer = { "党员总数", "7", NO_PLACE };
	content_put("units/b.csv", "编号,名称,类型,党员总数\nB1,甲,企业,1\nB2,乙,企业,2\n");
	const struct catalogue *catalogue = load();
	content_put("units/b.csv", "编号,党员总数,名称,类型\nB3,3,丙,企业\nB2,5,乙,企业\nB1,1,甲,企业\n");
	cr_assert(keep_in(catalogue, "B1", &answer, 1));
	const char *merged = content_get(content_path("units/b.csv"));
	cr_assert_str_eq(merged, "编号,党员总数,名称,类型\nB3,3,丙,企业\nB2,5,乙,企业\nB1,7,甲,企业\n");
	cr_assert_not(keep_in(catalogue, "B2", &answer, 1));
	expect_diag(diags.last, DIAG_CHANGE_CELL, 3, 4);
	cr_assert_str_eq(content_get(content_path("units/b.csv")), merged);
	content_put("units/b.csv", "编号,名称,类型\nB1,甲,企业\nB2,乙\n");
	cr_assert_not(keep("B1", &answer, 1));
	expect_diag(diags.last, DIAG_KEEP_FAULTY, 3, 1);
	expect_clean();
}

/* A change of the texts of two files. */
static struct change *change_two(const char *first, const char *second)
{
	struct change *change = change_begin(arena, content_folder, &author);
	static const char *const names[] = { "units/a.txt", "b.txt" };
	const char *const texts[] = { first, second };
	for (size_t i = 0; i < 2; i++) {
		const struct source *source = source_load(arena, content_path(names[i]), LIMIT_SOURCE_BYTES, &diags);
		change_set_text(change, source, str_of(texts[i]));
	}
	return change;
}

static void put_two(const char *first, const char *second)
{
	content_put("units/a.txt", first);
	content_put("b.txt", second);
}

static void expect_two(const char *first, const char *second)
{
	cr_assert_str_eq(content_get(content_path("units/a.txt")), first);
	cr_assert_str_eq(content_get(content_path("b.txt")), second);
	expect_clean();
}

Test(change_commit, passages_are_merged_or_all_is_refused)
{
	put_two("甲\n乙\n", "子\n");
	struct change *change = change_two("甲1\n乙\n", "丑\n");
	content_put("units/a.txt", "甲\n乙2\n");
	cr_assert(change_commit(change, false, &diags));
	expect_two("甲1\n乙2\n", "丑\n");
	change = change_two("甲3\n乙2\n", "寅\n");
	content_put("b.txt", "卯\n");
	cr_assert_null(change_commit(change, false, &diags));
	expect_diag(diags.last, DIAG_CHANGE_PASSAGE, 1, 1);
	cr_assert_str_eq(diags.last->arguments[0], "丑");
	cr_assert_str_eq(diags.last->arguments[1], "卯");
	cr_assert_str_eq(diags.last->arguments[2], "寅");
	expect_two("甲1\n乙2\n", "卯\n");
}

Test(change_commit, an_undo_is_a_change_and_can_be_undone)
{
	put_two("甲\n乙\n", "子\n");
	cr_assert(change_commit(change_two("甲1\n乙\n", "丑\n"), false, &diags));
	cr_assert(change_commit(change_two("甲1\n乙2\n", "丑\n"), false, &diags));
	cr_assert(undo(1)); /* the second change is elsewhere and stays */
	expect_two("甲\n乙2\n", "子\n");
	cr_assert_not(undo(1));
	cr_assert_eq(diags.last->code, DIAG_UNDO_DONE);
	cr_assert(undo(3));
	expect_two("甲1\n乙2\n", "丑\n");
	cr_assert(undo(0));
	expect_two("甲1\n乙\n", "丑\n");
	cr_assert(undo(0));
	expect_two("甲\n乙\n", "子\n");
	cr_assert_not(undo(0));
	cr_assert_eq(diags.last->code, DIAG_UNDO_NONE);
	cr_assert_not(undo(99));
	cr_assert_eq(diags.last->code, DIAG_UNDO_UNKNOWN);
	struct change_log log = log_now();
	cr_assert(log.count == 6 && log.last == 6 && !log.damaged);
	cr_assert(log.entries[2].undoes == 1 && log.entries[0].undone == 6 && log.entries[2].undone == 4);
	cr_assert_str_eq(log.entries[5].who, "何静");
	cr_assert_eq(log.entries[5].when, 1767225600);
}

Test(change_commit, files_come_and_go)
{
	struct change *change = change_begin(arena, content_folder, &author);
	change_add_file(change, content_path("new.md"), STR("甲\n"));
	cr_assert(change_commit(change, false, &diags));
	cr_assert_str_eq(content_get(content_path("new.md")), "甲\n");
	cr_assert_null(change_commit(change, false, &diags));
	cr_assert_eq(diags.last->code, DIAG_CHANGE_FILE);
	content_put("new.md", "乙\n");
	cr_assert_not(undo(1));
	cr_assert_eq(diags.last->code, DIAG_CHANGE_FILE);
	content_put("new.md", "甲\n");
	cr_assert(undo(1));
	cr_assert_not(file_exists(content_path("new.md")));
	cr_assert(undo(2));
	cr_assert_str_eq(content_get(content_path("new.md")), "甲\n");
	expect_clean();
}

/* A row with what somebody decided. */
static bool decide(const char *key, const char *text)
{
	const char *const columns[] = { "编号", "理由", "人" }, *const texts[] = { key, text, "何静" };
	struct change *change = change_begin(arena, content_folder, &author);
	struct change_row row = { columns, texts, 3 };
	return change_set_row(change, content_path("words.csv"), &row, &diags) && change_commit(change, false, &diags);
}

static void expect_words(const char *text)
{
	expect_no_errors();
	cr_assert_str_eq(content_get(content_path("words.csv")), text);
}

/* Where there is no file, no column, no row; each is undone without the others. */
Test(change_commit, rows_of_decisions_are_made_and_replaced)
{
	cr_assert(decide("a", "一,二"));
	expect_words("\xEF\xBB\xBF编号,理由,人\na,\"一,二\",何静\n");
	cr_assert(undo(1));
	cr_assert_not(file_exists(content_path("words.csv")));
	content_put("words.csv", "规则,人,理由\nK1,某,旧\n");
	cr_assert(decide("a", "甲"));
	expect_words("规则,人,理由,编号\nK1,某,旧,\n,何静,甲,a\n");
	cr_assert(decide("b", "乙"));
	cr_assert(decide("a", "丙"));
	expect_words("规则,人,理由,编号\nK1,某,旧,\n,何静,丙,a\n,何静,乙,b\n");
	cr_assert(undo(4));
	expect_words("规则,人,理由,编号\nK1,某,旧,\n,何静,丙,a\n");
	cr_assert(undo(5));
	expect_words("规则,人,理由,编号\nK1,某,旧,\n,何静,甲,a\n");
	cr_assert(undo(3));
	expect_words("规则,人,理由\nK1,某,旧\n");
	content_put("words.csv", "编号,理由,人\n\"a,b\n");
	cr_assert_not(decide("a", "甲"));
	expect_clean();
}

Test(change_commit, links_and_modes_stay)
{
	struct stat info;
	put_two("甲\n", "子\n");
	cr_assert_eq(rename(content_path("b.txt"), content_path("real")), 0);
	cr_assert_eq(symlink("real", content_path("b.txt")), 0);
	cr_assert_eq(chmod(content_path("real"), 0640), 0);
	cr_assert(change_commit(change_two("乙\n", "丑\n"), false, &diags));
	expect_two("乙\n", "丑\n");
	cr_assert(lstat(content_path("b.txt"), &info) == 0 && S_ISLNK(info.st_mode));
	cr_assert(stat(content_path("real"), &info) == 0 && (info.st_mode & 07777) == 0640);
	cr_assert_str_eq(log_now().entries[0].files[1].name, "b.txt");
}

Test(change_commit, a_dry_run_and_a_change_of_nothing_write_nothing)
{
	put_two("甲\n", "子\n");
	const struct change_entry *entry = change_commit(change_two("乙\n", "子\n"), true, &diags);
	cr_assert(entry && entry->count == 1);
	expect_two("甲\n", "子\n");
	cr_assert_not(file_exists(content_path(".plangen")));
	entry = change_commit(change_two("甲\n", "子\n"), false, &diags);
	cr_assert(entry && entry->count == 0 && log_now().count == 0);
}

Test(change_commit, a_damaged_log_goes_on)
{
	put_two("甲\n", "子\n");
	cr_assert(change_commit(change_two("乙\n", "子\n"), false, &diags));
	const char *log = content_get(content_path(".plangen/log"));
	content_put(".plangen/log", arena_printf(arena, "nonsense\n%s%.20s", log, log));
	cr_assert(change_commit(change_two("丙\n", "子\n"), false, &diags));
	struct change_log now = log_now();
	cr_assert(now.count == 2 && now.damaged == 2 && now.entries[1].number == 2);
	cr_assert(undo(1) == false); /* 丙 stands where 乙 was to go */
	cr_assert(undo(2) && undo(1));
	expect_two("甲\n", "子\n");
}

Test(change_commit, a_number_is_not_given_again_after_one_that_a_later_version_gave)
{
	struct str json = STR("{\"number\":7,\"unknown\":true}");
	char seal[HASH_HEX];
	unsigned last = 0;
	put_two("甲\n", "子\n");
	cr_assert(change_commit(change_two("乙\n", "子\n"), false, &diags));
	hash_write(hash_text(json), seal);
	content_put(".plangen/log", arena_printf(arena, "%s%s %s\n%.20s9\n", content_get(content_path(".plangen/log")), seal, json.data, seal));
	cr_assert(change_log_last(arena, content_folder, &last, &diags) && last == 7);
	cr_assert(change_commit(change_two("丙\n", "子\n"), false, &diags));
	struct change_log now = log_now();
	cr_assert(now.count == 2 && now.damaged == 2 && now.last == 8 && now.entries[1].number == 8);
}
