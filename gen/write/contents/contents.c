#include "write/contents/contents.h"

#include <stdint.h>
#include <string.h>

#include "base/buf.h"
#include "base/str.h"
#include "table/csv.h"

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

/* ---- CSV (RFC 4180, UTF-8, line ends LF) */

static void add_cell(struct buf *out, const char *text, char end)
{
	csv_add_cell(out, str_of(text));
	buf_add_char(out, end);
}

static void write_csv(const struct contents *contents, struct buf *out)
{
	buf_add_text(out, "order,id,level,title,page,pages,source,unit,unit_name,hash\n");
	for (size_t i = shown(contents, 0); i < contents->entry_count; i = shown(contents, i + 1)) {
		const struct contents_entry *entry = &contents->entries[i];
		const struct contents_plan *plan = plan_of(entry), *own = entry->level ? &no_plan : plan;
		buf_printf(out, "%u,", plan->order);
		add_cell(out, plan->id, ',');
		buf_printf(out, "%d,", entry->level + 1);
		add_cell(out, entry->text, ',');
		buf_printf(out, "%u,", entry->page);
		if (entry->level == 0)
			buf_printf(out, "%u", plan->pages);
		buf_add_char(out, ',');
		add_cell(out, own->source, ',');
		add_cell(out, own->unit, ',');
		add_cell(out, own->unit_name, ',');
		add_cell(out, own->hash, '\n');
	}
}

/* ---- HTML */

static void add_html_entry(struct buf *out, const struct contents_entry *entry)
{
	buf_printf(out, "<tr class=\"level%d\"><td>", entry->level + 1);
	add_indent(out, entry->level, "　");
	buf_add_xml(out, str_of(entry->text));
	buf_printf(out, "</td><td>%u</td></tr>\n", entry->page);
}

static void write_html(const struct contents *contents, struct buf *out)
{
	buf_add_text(out, "<!DOCTYPE html>\n<html lang=\"zh-CN\">\n<head>\n<meta charset=\"utf-8\">\n<title>");
	buf_add_xml(out, str_of(contents->title));
	buf_add_text(out, "</title>\n<style>td:last-child { text-align: right }</style>\n</head>\n<body>\n<h1>");
	buf_add_xml(out, str_of(contents->heading));
	buf_add_text(out, "</h1>\n<table>\n<thead><tr><th scope=\"col\">标题</th><th scope=\"col\">页码</th></tr></thead>\n<tbody>\n");
	for (size_t i = shown(contents, 0); i < contents->entry_count; i = shown(contents, i + 1))
		add_html_entry(out, &contents->entries[i]);
	buf_add_text(out, "</tbody>\n</table>\n</body>\n</html>\n");
}

const struct contents_format contents_formats[] = {
	{ "text", write_text }, { "md", write_markdown }, { "json", write_json }, { "xml", write_xml },
	{ "csv", write_csv },	{ "html", write_html },	  { NULL, NULL },
};

const struct contents_format *contents_format_lookup(const char *name)
{
	for (const struct contents_format *format = contents_formats; format->name; format++)
		if (strcmp(format->name, name) == 0)
			return format;
	return NULL;
}
