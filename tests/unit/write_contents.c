#include <criterion/criterion.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/diag.h"
#include "base/source.h"
#include "base/xml.h"
#include "write/contents/contents.h"

static const struct contents_plan plan = { 1, 5, "11-甲", "plans/甲.md", "JG001", "甲局", "0123456789abcdef0123456789abcdef" };
static const struct contents_entry entries[] = {
	{ 0, 2, "甲|“乙” & <丙>, \"丁\"", &plan },
	{ 1, 3, "一、总体要求", &plan },
	{ 2, 4, "（一）学习", &plan },
};
static const struct contents sample = { .title = "汇编", .heading = "目录", .year = 2026, .pages = 9, .depth = 2,
				   .entries = entries, .entry_count = 3 };

static struct buf write_format(const char *format)
{
	struct buf out = BUF_INIT;
	contents_format_lookup(format)->write(&sample, &out);
	cr_assert(out.len);
	return out;
}

Test(write_contents, text_and_tables_show_titles_and_pages)
{
	struct buf text = write_format("text"), md = write_format("md"), csv = write_format("csv");
	cr_expect_str_eq(text.data, "目录\n甲|“乙” & <丙>, \"丁\"\t2\n　一、总体要求\t3\n");
	cr_expect_str_eq(md.data, "# 目录\n\n| 标题 | 页码 |\n| --- | ---: |\n| 甲\\|“乙” \\& \\<丙\\>, \"丁\" | 2 |\n"
				  "| 　一、总体要求 | 3 |\n");
	cr_expect_str_eq(csv.data, "order,id,level,title,page,pages,source,unit,unit_name,hash\n"
				   "1,11-甲,1,\"甲|“乙” & <丙>, \"\"丁\"\"\",2,5,plans/甲.md,JG001,甲局,"
				   "0123456789abcdef0123456789abcdef\n1,11-甲,2,一、总体要求,3,,,,,\n");
	buf_free(&text);
	buf_free(&md);
	buf_free(&csv);
}

Test(write_contents, xml_follows_its_grammar)
{
	struct arena *arena = arena_new();
	struct diag_list diags;
	diag_init(&diags, arena);
	struct buf xml = write_format("xml"), html = write_format("html");
	const struct source *source = source_of_text(arena, "toc.xml", buf_str(&xml));
	cr_expect_not_null(xml_load(arena, source, "templates/schema/toc.rng", NULL, &diags));
	cr_expect_neq(str_find(buf_str(&html), "甲|“乙” &amp; &lt;丙&gt;"), (size_t)-1);
	arena_free(arena);
	buf_free(&xml);
	buf_free(&html);
}
