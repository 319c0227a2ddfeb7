#include "batch/toc.h"

#include "batch/store.h"
#include "book/book.h"
#include "book/contents.h"

bool toc_find(struct arena *arena, struct draft_tools *tools, const struct draft_request *request, const char *store, struct contents *contents,
	      struct diag_list *diags)
{
	struct document_id id = draft_id(request);
	if (!contents_begin(arena, tools, request, contents, diags))
		return false;
	const struct store_record *record = store ? store_load(arena, store, &id) : NULL;
	if (!record || book_verify(tools, request, record->reads, record->read_count))
		return contents_lay_out(arena, tools, request, contents, diags);
	contents->title = record->title;
	contents->pages = record->pages;
	contents->entries = record->entries;
	contents->entry_count = record->entry_count;
	return true;
}
