#include <criterion/criterion.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/diag.h"
#include "batch/store.h"

static const struct contents_plan plan = { 1, 5, "11-甲", "plans/甲.md", "JG001", "甲局", "0123456789abcdef0123456789abcdef" };
static const struct contents_entry entries[] = {
	{ 0, 2, "甲|“乙” & <丙>, \"丁\"", &plan },
	{ 1, 3, "一、总体要求", &plan },
	{ 2, 4, "（一）学习", &plan },
};

Test(batch_store, a_record_keeps_the_plans_of_a_book)
{
	struct arena *arena = arena_new();
	struct diag_list diags;
	diag_init(&diags, arena);
	char folder[] = "/tmp/plangen-book-XXXXXX";
	cr_assert_not_null(mkdtemp(folder));
	struct document_id id = { STR("a\tb\\/"), STR(""), 2026 };
	struct reading reads[] = { { READ_VALUE, NULL, "日期", { 1, 2 } }, { READ_VALUE, &id, "甲", { 3, 4 } }, { READ_FILE, NULL, "a\nb", { 5, 6 } } };
	const struct hash looks[] = { { 7, 8 }, { 9, 10 } };
	struct store_record record = { .id = id, .title = "汇编", .pages = 9, .entries = entries, .entry_count = 3, .reads = reads, .read_count = 3, .looks = looks, .look_count = 2 };
	cr_assert(store_save(folder, &record, &diags));
	const struct store_record *read = store_load(arena, folder, &id);
	cr_assert_not_null(read);
	cr_assert_eq(read->entry_count, 3);
	cr_expect_str_eq(read->entries[0].text, entries[0].text);
	cr_expect_eq(read->entries[2].plan, read->entries[0].plan);
	cr_expect_str_eq(read->entries[0].plan->source, plan.source);
	cr_expect_str_eq(read->entries[0].plan->unit_name, plan.unit_name);
	cr_expect_str_eq(read->entries[0].plan->hash, plan.hash);
	cr_expect_eq(read->entries[0].plan->pages, 5);
	cr_assert_eq(read->read_count, 3);
	cr_expect_null(read->reads[0].scope);
	cr_expect(document_id_equal(read->reads[1].scope, &id));
	cr_expect_str_eq(read->reads[2].name, "a\nb");
	cr_assert_eq(read->look_count, 2);
	cr_expect(hash_equal(read->looks[1], looks[1]));
	store_remove(folder, &id);
	rmdir(folder);
	arena_free(arena);
}
