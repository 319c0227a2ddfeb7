#include <string.h>

#include "base/buf.h"
#include "base/utf8.h"
#include "doc/doc.h"
#include "layout/layout.h"
#include "layout/text.h"

static void add_mm(struct buf *out, const char *name, double pt)
{
	buf_printf(out, ", \"%s\": ", name);
	buf_add_number(out, pt / PAGE_PT_PER_MM, 3);
}

static void add_flag(struct buf *out, const char *name, bool value)
{
	if (value)
		buf_printf(out, ", \"%s\": true", name);
}

/* The text as it is seen: without characters that show nothing. A soft hyphen at the end is one that is drawn. */
static void add_text(struct buf *out, struct str text)
{
	struct buf seen = BUF_INIT;
	for (size_t size; text.len; text = str_from(text, size)) {
		uint32_t cp;
		size = utf8_decode(text.data, text.len, &cp);
		if (!text_is_format(cp) || (cp == TEXT_SOFT_HYPHEN && size == text.len))
			buf_add(&seen, text.data, size);
	}
	buf_add_json(out, buf_str(&seen));
	buf_free(&seen);
}

/* The name of the source's file alone: which folders lead to it is the machine's own affair. */
static const char *file_name(const struct source *source)
{
	const char *slash = strrchr(source->name, '/');
	return slash ? slash + 1 : source->name;
}

static void add_line(struct buf *out, const struct page *page, const struct page_line *line)
{
	buf_printf(out, "{\"page\": %d", page->index + 1);
	add_mm(out, "baseline", line->baseline);
	add_mm(out, "left", line->left);
	add_mm(out, "right", line->right);
	buf_add_text(out, ", \"size\": ");
	buf_add_number(out, line->size, 2);
	buf_add_text(out, ", \"text\": ");
	add_text(out, line->text);
	buf_add_text(out, ", \"block\": ");
	if (line->node)
		buf_add_json(out, str_of(doc_kind_name(line->node->kind)));
	else
		buf_add_text(out, "null");
	if (line->node && line->node->place.source) {
		unsigned row, column;
		source_position(line->node->place, &row, &column);
		buf_add_text(out, ", \"file\": ");
		buf_add_json(out, str_of(file_name(line->node->place.source)));
		buf_printf(out, ", \"line\": %u", row);
	}
	add_flag(out, "hung", line->hung);
	add_flag(out, "last", line->last);
	add_flag(out, "artifact", line->artifact);
	add_flag(out, "footnote", line->node && line->node->parent && line->node->parent->kind == DOC_FOOTNOTE);
	buf_add_char(out, '}');
}

/* Why the page ends early, and how many lines it leaves blank. */
static void add_end(struct buf *out, const struct page *page)
{
	static const char *const names[PAGE_ENDS] = {
		[PAGE_ENDS_HEADING] = "heading", [PAGE_ENDS_LINES] = "two-lines",     [PAGE_ENDS_ROW] = "table-row",
		[PAGE_ENDS_SIGNATURE] = "signature", [PAGE_ENDS_NOTES] = "footnotes", [PAGE_ENDS_ATTACHMENT] = "attachment",
		[PAGE_ENDS_FORCED] = "forced",
	};
	if (page->end != PAGE_ENDS_FULL)
		buf_printf(out, ", \"end\": \"%s\", \"blank\": %d", names[page->end], page->blank_lines);
}

static void add_page(struct buf *out, const struct page *page)
{
	buf_printf(out, "{\"page\": %d, \"label\": ", page->index + 1);
	if (page->label)
		buf_add_json(out, str_of(page->label));
	else
		buf_add_text(out, "null");
	add_mm(out, "width", page->width);
	add_mm(out, "height", page->height);
	add_flag(out, "turned", page->turned);
	add_end(out, page);
	buf_add_char(out, '}');
}

static void add_entry(struct buf *out, const struct page_outline *entry)
{
	buf_printf(out, "{\"level\": %d, \"page\": %zu", entry->level, entry->page + 1);
	add_mm(out, "top", entry->y);
	buf_add_text(out, ", \"text\": ");
	buf_add_json(out, str_of(entry->text));
	buf_add_char(out, '}');
}

/* What stands before an item of a list. */
static const char *separator(bool first)
{
	return first ? "\n    " : ",\n    ";
}

void layout_dump(const struct page_list *pages, struct buf *out)
{
	bool first = true;
	buf_add_text(out, "{\n  \"unit\": \"mm\",\n  \"pages\": [");
	for (size_t i = 0; i < pages->page_count; i++) {
		buf_add_text(out, separator(i == 0));
		add_page(out, &pages->pages[i]);
	}
	buf_add_text(out, "\n  ],\n  \"outline\": [");
	for (size_t i = 0; i < pages->outline_count; i++) {
		buf_add_text(out, separator(i == 0));
		add_entry(out, &pages->outline[i]);
	}
	buf_add_text(out, "\n  ],\n  \"lines\": [");
	for (size_t i = 0; i < pages->page_count; i++)
		for (size_t k = 0; k < pages->pages[i].line_count; k++, first = false) {
			buf_add_text(out, separator(first));
			add_line(out, &pages->pages[i], &pages->pages[i].lines[k]);
		}
	buf_add_text(out, "\n  ]\n}\n");
}
