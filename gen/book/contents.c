#include "book/contents.h"

#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "book/book.h"
#include "book/compendium.h"
#include "doc/doc.h"
#include "layout/layout.h"
#include "write/contents/contents.h"
#include "write/writer.h"

bool contents_begin(struct arena *arena, struct draft_tools *tools, const struct draft_request *request, struct contents *contents,
		    struct diag_list *diags)
{
	const struct compendium *c = compendium_load(arena, tools->catalogue, request->values.unit != NULL, diags);
	if (!c)
		return false;
	contents->heading = c->contents ? c->contents : "目录";
	contents->year = request->values.year;
	return true;
}

bool contents_lay_out(struct arena *arena, struct draft_tools *tools, const struct draft_request *request, struct contents *contents,
		      struct diag_list *diags)
{
	struct draft_result result;
	if (!book_lay_out(arena, tools, request, &result, diags))
		return false;
	contents->title = result.title;
	contents->pages = (unsigned)result.pages;
	contents->entries = result.entries;
	contents->entry_count = result.entry_count;
	return true;
}

/* A document of nothing but the contents. */
static struct doc *make_document(struct arena *arena, const char *file, const struct contents *contents)
{
	struct place place = { source_of_text(arena, file, STR("")), 0 };
	struct doc *doc = doc_new(arena, place.source);
	struct doc_node *node = doc_add(doc, doc->root, DOC_CONTENTS, place);
	doc_add_text(doc, doc_add(doc, node, DOC_TITLE, place), DOC_TEXT, str_of(contents->heading), place);
	for (size_t i = 0; i < contents->entry_count; i++) {
		if (contents->entries[i].level >= contents->depth)
			continue;
		struct doc_node *entry = doc_add(doc, node, DOC_ENTRY, place);
		entry->level = contents->entries[i].level + 1;
		entry->page = arena_printf(arena, "%u", contents->entries[i].page);
		doc_add_text(doc, entry, DOC_TEXT, str_of(contents->entries[i].text), place);
	}
	return doc;
}

static bool write_pages(struct arena *arena, struct draft_tools *tools, const struct draft_request *request,
			const struct contents *contents, const char *format, struct buf *out, struct diag_list *diags)
{
	const struct writer *writer = writer_lookup(format);
	struct draft_request alone = *request;
	struct page_list pages;
	struct draft_result result = {
		.doc = make_document(arena, request->file, contents),
		.title = arena_printf(arena, "%s %s", contents->title, contents->heading),
		.author = STR(""),
		.layout = &pages,
	};
	alone.writers = &writer;
	alone.writer_count = 1;
	return layout_document(arena, result.doc, request->page_template, tools->fonts, &pages, diags) &&
	       draft_write(arena, tools, &alone, &result, out, diags);
}

bool contents_has_format(const char *name)
{
	return contents_format_lookup(name) || strcmp(name, "pdf") == 0 || strcmp(name, "docx") == 0;
}

bool contents_write(struct arena *arena, struct draft_tools *tools, const struct draft_request *request,
		    const struct contents *contents, const char *format, struct buf *out, struct diag_list *diags)
{
	const struct contents_format *text = contents_format_lookup(format);
	if (!text)
		return write_pages(arena, tools, request, contents, format, out, diags);
	text->write(contents, out);
	return true;
}
