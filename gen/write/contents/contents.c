#include "write/contents/contents.h"

#include <stdint.h>
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/html.h"
#include "base/str.h"
#include "table/grid.h"
#include "write/xlsx/book.h"

static const struct contents_plan no_plan = { .id = "", .source = "", .unit = "", .unit_name = "", .hash = "" };

static const struct contents_plan *plan_of(const struct contents_entry *entry)
{
	return entry->plan ? entry->plan : &no_plan;
}

/* The first entry from `at` on that is to be written, or entry_count. */
static size_t shown(const struct contents *contents, size_t at)
{
	while (at < contents->entry_count && contents->entries[at].level >= contents->depth)
		at++;
	return at;
}

/* ---- text: title, tab, page, as in printed compendia */

static void add_indent(struct buf *out, int level, const char *step)
{
	while (level-- > 0)
		buf_add_text(out, step);
}

static void write_text(const struct contents *contents, struct buf *out)
{
	buf_printf(out, "%s\n", contents->heading);
	for (size_t i = shown(contents, 0); i < contents->entry_count; i = shown(contents, i + 1)) {
		add_indent(out, contents->entries[i].level, "　");
		buf_printf(out, "%s\t%u\n", contents->entries[i].text, contents->entries[i].page);
	}
}

/* ---- Markdown */

static void add_markdown(struct buf *out, const char *text)
{
	for (; *text; text++) {
		if (str_find(STR("\\`*_[]<>#&|"), (const char[]){ *text, '\0' }) != (size_t)-1)
			buf_add_char(out, '\\');
		buf_add_char(out, *text);
	}
}

static void write_markdown(const struct contents *contents, struct buf *out)
{
	buf_add_text(out, "# ");
	add_markdown(out, contents->heading);
	buf_add_text(out, "\n\n| 标题 | 页码 |\n| --- | ---: |\n");
	for (size_t i = shown(contents, 0); i < contents->entry_count; i = shown(contents, i + 1)) {
		buf_add_text(out, "| ");
		add_indent(out, contents->entries[i].level, "　");
		add_markdown(out, contents->entries[i].text);
		buf_printf(out, " | %u |\n", contents->entries[i].page);
	}
}

/* ---- JSON: templates/schema/toc.schema.json */

static void add_member(struct buf *out, const char *name, const char *text)
{
	buf_printf(out, ", \"%s\": ", name);
	buf_add_json(out, str_of(text));
}

static void add_json_entry(struct buf *out, const struct contents_entry *entry)
{
	const struct contents_plan *plan = plan_of(entry);
	buf_printf(out, "{\"order\": %u", plan->order);
	add_member(out, "id", plan->id);
	buf_printf(out, ", \"level\": %d", entry->level + 1);
	add_member(out, "title", entry->text);
	buf_printf(out, ", \"page\": %u", entry->page);
	if (entry->level == 0) {
		buf_printf(out, ", \"pages\": %u", plan->pages);
		add_member(out, "source", plan->source);
		add_member(out, "unit", plan->unit);
		add_member(out, "unit_name", plan->unit_name);
		add_member(out, "hash", plan->hash);
	}
	buf_add_char(out, '}');
}

static void write_json(const struct contents *contents, struct buf *out)
{
	buf_add_text(out, "{\n  \"title\": ");
	buf_add_json(out, str_of(contents->title));
	buf_printf(out, ",\n  \"year\": %u,\n  \"pages\": %u,\n  \"depth\": %d,\n  \"entries\": [", contents->year, contents->pages,
		   contents->depth);
	const char *separator = "\n    ";
	for (size_t i = shown(contents, 0); i < contents->entry_count; i = shown(contents, i + 1)) {
		buf_add_text(out, separator);
		add_json_entry(out, &contents->entries[i]);
		separator = ",\n    ";
	}
	buf_add_text(out, "\n  ]\n}\n");
}

/* ---- XML: templates/schema/toc.rng */

static void add_attribute(struct buf *out, const char *name, const char *text)
{
	buf_printf(out, " %s=\"", name);
	buf_add_xml(out, str_of(text));
	buf_add_char(out, '"');
}

static void add_xml_entry(struct buf *out, const struct contents_entry *entry)
{
	const struct contents_plan *plan = plan_of(entry);
	buf_printf(out, "  <entry order=\"%u\"", plan->order);
	add_attribute(out, "id", plan->id);
	buf_printf(out, " level=\"%d\" page=\"%u\"", entry->level + 1, entry->page);
	if (entry->level == 0) {
		buf_printf(out, " pages=\"%u\"", plan->pages);
		add_attribute(out, "source", plan->source);
		add_attribute(out, "unit", plan->unit);
		add_attribute(out, "unit-name", plan->unit_name);
		add_attribute(out, "hash", plan->hash);
	}
	buf_add_char(out, '>');
	buf_add_xml(out, str_of(entry->text));
	buf_add_text(out, "</entry>\n");
}

static void write_xml(const struct contents *contents, struct buf *out)
{
	buf_add_text(out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<contents");
	add_attribute(out, "title", contents->title);
	buf_printf(out, " year=\"%u\" pages=\"%u\" depth=\"%d\">\n", contents->year, contents->pages, contents->depth);
	for (size_t i = shown(contents, 0); i < contents->entry_count; i = shown(contents, i + 1))
		add_xml_entry(out, &contents->entries[i]);
	buf_add_text(out, "</contents>\n");
}

/* ---- CSV (RFC 4180, UTF-8, line ends LF), whose names programs go by, and a workbook of the same columns for people */

enum { GRID_COLUMNS = 10 };

static const struct grid_column csv_columns[GRID_COLUMNS] = {
	{ .name = "order" }, { .name = "id" },	   { .name = "level" }, { .name = "title" },	 { .name = "page" },
	{ .name = "pages" }, { .name = "source" }, { .name = "unit" },	{ .name = "unit_name" }, { .name = "hash" },
};

static const struct grid_column sheet_columns[GRID_COLUMNS] = {
	{ "序号", 4, GRID_NUMBER },  { "文种", 12, GRID_TEXT },	  { "级别", 4, GRID_NUMBER },  { "标题", 36, GRID_TEXT },    { "页码", 4, GRID_NUMBER },
	{ "页数", 4, GRID_NUMBER },  { "源文件", 16, GRID_TEXT }, { "单位编号", 8, GRID_TEXT }, { "单位", 16, GRID_TEXT }, { "校验值", 20, GRID_TEXT },
};

static void fill_grid(struct arena *arena, const struct contents *contents, const struct grid_column *columns, struct grid *grid)
{
	*grid = (struct grid){ .name = contents->heading, .columns = columns, .width = GRID_COLUMNS };
	for (size_t i = shown(contents, 0); i < contents->entry_count; i = shown(contents, i + 1)) {
		const struct contents_entry *entry = &contents->entries[i];
		const struct contents_plan *plan = plan_of(entry), *own = entry->level ? &no_plan : plan;
		const char **row = grid_add_row(arena, grid);
		row[0] = grid_number(arena, plan->order);
		row[1] = plan->id;
		row[2] = grid_number(arena, (size_t)entry->level + 1);
		row[3] = entry->text;
		row[4] = grid_number(arena, entry->page);
		row[5] = entry->level ? NULL : grid_number(arena, plan->pages);
		row[6] = own->source;
		row[7] = own->unit;
		row[8] = own->unit_name;
		row[9] = own->hash;
	}
}

static void write_csv(const struct contents *contents, struct buf *out)
{
	struct arena *arena = arena_new();
	struct grid grid;
	fill_grid(arena, contents, csv_columns, &grid);
	grid_write_csv(&grid, false, out);
	arena_free(arena);
}

static void write_xlsx(const struct contents *contents, struct buf *out)
{
	struct arena *arena = arena_new();
	struct grid grid;
	fill_grid(arena, contents, sheet_columns, &grid);
	book_write_grids(arena, contents->title, contents->year, &grid, 1, out);
	arena_free(arena);
}

/* ---- HTML */

static void add_html_entry(struct buf *out, const struct contents_entry *entry)
{
	buf_printf(out, "<tr class=\"level%d\"><td>", entry->level + 1);
	add_indent(out, entry->level, "　");
	buf_add_xml(out, str_of(entry->text));
	buf_printf(out, "</td><td class=\"number\">%u</td></tr>\n", entry->page);
}

static void write_html(const struct contents *contents, struct buf *out)
{
	html_begin(out, "zh-CN", str_of(contents->title), "");
	html_add(out, "h1", NULL, str_of(contents->heading));
	buf_add_text(out, "<table>\n<thead><tr><th scope=\"col\">标题</th><th scope=\"col\">页码</th></tr></thead>\n<tbody>\n");
	for (size_t i = shown(contents, 0); i < contents->entry_count; i = shown(contents, i + 1))
		add_html_entry(out, &contents->entries[i]);
	buf_add_text(out, "</tbody>\n</table>\n");
	html_end(out);
}

const struct contents_format contents_formats[] = {
	{ "text", write_text }, { "md", write_markdown }, { "json", write_json }, { "xml", write_xml },
	{ "csv", write_csv },	{ "html", write_html },	  { "xlsx", write_xlsx }, { NULL, NULL },
};

const struct contents_format *contents_format_lookup(const char *name)
{
	for (const struct contents_format *format = contents_formats; format->name; format++)
		if (strcmp(format->name, name) == 0)
			return format;
	return NULL;
}
