#include <criterion/criterion.h>
#include <string.h>

#include "base/buf.h"
#include "catalogue/nearest.h"
#include "support.h"
#include "table/csv.h"
#include "table/table.h"

TestSuite(table_csv, .init = start, .fini = stop);

static struct table csv_of(const char *text)
{
	struct table table;
	table_start(&table, arena, source_of_text(arena, "a.csv", str_of(text)));
	return table;
}

Test(table_csv, reads_what_rfc_4180_allows)
{
	struct table table = csv_of("甲,\"乙,\"\"丙\"\"\",\r\n\r\n,,\n\"一\r\n二\",3,4");
	bool good;
	cr_assert(table_next(&table, &good, &diags) && good);
	cr_assert_eq(table.count, 3);
	cr_assert(str_is(table.cells[0].text, "甲") && str_is(table.cells[1].text, "乙,\"丙\"") && !table.cells[2].text.len);
	cr_assert(table_next(&table, &good, &diags) && good, "blank rows are passed over");
	cr_assert(str_is(table.cells[0].text, "一\r\n二") && str_is(table.cells[2].text, "4"));
	unsigned line, column;
	source_position(table_cell_place(&table, 1), &line, &column);
	cr_assert(line == 5 && column == 4);
	cr_assert_not(table_next(&table, &good, &diags));
	cr_assert_eq(diag_errors(&diags), 0);
}

static void faulty(const char *text, enum diag_code code, unsigned line, unsigned column)
{
	struct table table = csv_of(text);
	bool good, all = true;
	table.columns = 3;
	diag_init(&diags, arena);
	while (table_next(&table, &good, &diags))
		all &= good;
	cr_assert_not(all);
	cr_assert_eq(diag_errors(&diags), 1);
	expect_diag(diags.last, code, line, column);
}

Test(table_csv, faults_have_row_and_column)
{
	faulty("a,b,c\n甲,乙\n", DIAG_CSV_COUNT, 2, 4);
	faulty("a,b,c\n甲,乙,丙,丁\n", DIAG_CSV_COUNT, 2, 7);
	faulty("a,b,c\n甲,乙,\"丙\n丁,1,2\n", DIAG_CSV_UNCLOSED, 2, 5);
	faulty("a,b,c\n甲,\"乙\"x,丙\n", DIAG_CSV_AFTER_QUOTE, 2, 6);
	faulty("a,b,c\n甲,说“x\"y,丙\n", DIAG_CSV_STRAY_QUOTE, 2, 6);
	faulty("a,b,c\n甲,=\"0\"1\",丙\n", DIAG_CSV_STRAY_QUOTE, 2, 4);
}

Test(table_csv, endless_rows_are_cut)
{
	char *commas = arena_alloc(arena, 100001);
	memset(commas, ',', 100000);
	struct table table = csv_of(commas);
	bool good;
	while (table_next(&table, &good, &diags))
		;
	cr_assert_eq(diags.last->code, DIAG_CSV_COLUMNS);
}

/* ---- suggestions */

static void suggests(const char *query, const char *const *names, const char *expected)
{
	struct nearest nearest;
	start();
	nearest_start(&nearest, str_of(query));
	for (; *names; names++)
		nearest_offer(&nearest, str_of(*names));
	cr_assert_str_eq(nearest_text(arena, &nearest), expected);
	stop();
}

Test(catalogue_nearest, nearest_first_at_most_three)
{
	const char *names[] = { "县教育局", "县科技局", "县科协", "县科技园", "县科学局", "市医院", NULL };
	suggests("县科技句", names, "‘县科技局’, ‘县科技园’, ‘县科协’");
}

Test(catalogue_nearest, equal_distance_prefers_subsequences)
{
	const char *names[] = { "市科技局甲", "青石县科技局", "云县科技局", "科局", NULL };
	suggests("县科技局", names, "‘云县科技局’, ‘青石县科技局’, ‘市科技局甲’");
}

Test(catalogue_nearest, offers_only_what_shares_enough_and_once)
{
	const char *names[] = { "市人民医院", "青石县科学技术局", "青石县科学技术局", NULL };
	suggests("科技局", names, "‘青石县科学技术局’");
	const char *far[] = { "甲", "乙丙", "", NULL };
	suggests("丁", far, "");
}

/* What csv_add_cell() writes no spreadsheet runs, and table_next() reads as it was. */
Test(table_csv, formulas_come_back_as_text)
{
	static const char *const texts[] = { "=1+1", "+cmd", "-cmd", "-", "@x", "\tx", "\rx", "'=1", "''@x", "'-5", "'x", "'", "=a,\"b\"\n", "x" };
	static const char *const numbers[] = { "-5", "+3.5", "-12%", "1,000", "5" };
	for (size_t i = 0; i < sizeof texts / sizeof *texts + sizeof numbers / sizeof *numbers; i++) {
		bool number = i >= sizeof texts / sizeof *texts, good = false;
		const char *text = number ? numbers[i - sizeof texts / sizeof *texts] : texts[i];
		struct buf out = BUF_INIT;
		struct table table;
		csv_add_cell(&out, str_of(text));
		const char *start = out.data + (out.data[0] == '"');
		cr_assert(number ? *start == *text : !strchr("=+-@\t\r", *start), "%s", out.data);
		table_start(&table, arena, source_of_text(arena, "t", buf_str(&out)));
		cr_assert(table_next(&table, &good, &diags) && good && table.count == 1, "%s", out.data);
		cr_assert(str_is(table.cells[0].text, text), "%s", out.data);
		buf_free(&out);
	}
}
