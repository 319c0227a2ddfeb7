#include "batch/toc.h"

#include "batch/store.h"
#include "book/book.h"
#include "book/contents.h"
#include "write/contents/contents.h"

/* Fills the contents of the book from its record when that is up to date, else by laying the book out. False with errors. */
static bool find(struct arena *arena, struct draft_tools *tools, const struct draft_request *request, const char *store,
		 struct contents *contents, struct diag_list *diags)
{
	struct document_id id = draft_id(request);
	if (!contents_begin(arena, tools, request, contents, diags))
		return false;
	const struct store_record *record = store_load(arena, store, &id);
	if (!record || book_verify(tools, request, record->reads, record->read_count))
		return contents_lay_out(arena, tools, request, contents, diags);
	contents->title = record->title;
	contents->pages = record->pages;
	contents->entries = record->entries;
	contents->entry_count = record->entry_count;
	return true;
}

bool toc_write(struct arena *arena, struct draft_tools *tools, const struct draft_request *base, const struct toc_wish *wish, struct buf *out,
	       struct diag_list *diags)
{
	struct contents contents = { .depth = wish->depth };
	struct draft_request request;
	return book_request(arena, tools, base, &request, diags) && find(arena, tools, &request, wish->store, &contents, diags) &&
	       contents_write(arena, tools, &request, &contents, wish->format, out, diags);
}
