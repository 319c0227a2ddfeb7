#include "build/toc.h"

#include "base/arena.h"
#include "base/buf.h"
#include "build/batch.h"
#include "build/book.h"
#include "build/compendium.h"
#include "build/store.h"
#include "doc/doc.h"
#include "layout/layout.h"
#include "write/writer.h"

bool toc_find(struct arena *arena, struct build_tools *tools, const struct batch_job *job, const char *store, struct toc *toc,
	      struct diag_list *diags)
{
	const struct build_request *request = &job->request;
	const struct compendium *c = compendium_load(arena, tools->catalogue, request->values.unit != NULL, diags);
	if (!c)
		return false;
	toc->heading = c->contents ? c->contents : "目录";
	toc->year = request->values.year;
	const struct store_record *record = store_load(arena, store, &job->id);
	if (!book_verify_entries(tools, request, record)) {
		toc->title = record->title;
		toc->pages = record->pages;
		toc->entries = record->entries;
		toc->entry_count = record->entry_count;
		return true;
	}
	struct build_result result;
	if (!book_lay_out(arena, tools, request, &result, diags))
		return false;
	toc->title = result.title;
	toc->pages = (unsigned)result.pages;
	toc->entries = result.entries;
	toc->entry_count = result.entry_count;
	return true;
}

/* A document of nothing but the contents. */
static struct doc *make_document(struct arena *arena, const struct batch_job *job, const struct toc *toc)
{
	struct place place = { source_of_text(arena, job->request.file, STR("")), 0 };
	struct doc *doc = doc_new(arena, place.source);
	struct doc_node *contents = doc_add(doc, doc->root, DOC_CONTENTS, place);
	doc_add_text(doc, doc_add(doc, contents, DOC_TITLE, place), DOC_TEXT, str_of(toc->heading), place);
	for (size_t i = 0; i < toc->entry_count; i++) {
		if (toc->entries[i].level >= toc->depth)
			continue;
		struct doc_node *entry = doc_add(doc, contents, DOC_ENTRY, place);
		entry->level = toc->entries[i].level + 1;
		entry->page = arena_printf(arena, "%u", toc->entries[i].page);
		doc_add_text(doc, entry, DOC_TEXT, str_of(toc->entries[i].text), place);
	}
	return doc;
}

bool toc_write_pages(struct arena *arena, struct build_tools *tools, const struct batch_job *job, const struct toc *toc,
		     const struct writer *writer, struct buf *out, struct diag_list *diags)
{
	struct doc *doc = make_document(arena, job, toc);
	struct page_list pages;
	if (!layout_document(arena, doc, job->request.page_template, tools->fonts, &pages, diags))
		return false;
	struct writer_input input = {
		.doc = doc,
		.pages = &pages,
		.template = job->request.page_template,
		.title = arena_printf(arena, "%s %s", toc->title, toc->heading),
		.author = "",
		.producer = tools->producer,
	};
	return writer->write(&input, out, diags);
}
