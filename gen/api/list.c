/* Units, variants and types, as the users of the library have them. */
#include <string.h>

#include "api/internal.h"
#include "api/listing.h"
#include "api/table_text.h"
#include "base/arena.h"
#include "base/buf.h"

static bool add_list(struct plangen *plangen, struct listing *list, const char *what, const char *format, struct buf *out)
{
	bool all = strcmp(format, "text-all") == 0, text = all || strcmp(format, "text") == 0;
	if (strcmp(what, "types") == 0) {
		if (text)
			listing_add_types_text(list, plangen->language, out);
		return text || listing_write_types(list, format, out);
	}
	list->profile = api_find_year(plangen, list->year, list->diags);
	if (text)
		listing_add_text(list, plangen->language, all, out);
	return text || listing_write(list, format, out);
}

struct plangen_document *plangen_list(struct plangen *plangen, const char *what, unsigned year, const char *format,
				      struct plangen_messages *messages)
{
	struct api_call call;
	struct buf out = BUF_INIT;
	api_enter(&call, messages);
	struct listing list = { .arena = call.arena, .catalogue = plangen->state->catalogue, .year = year, .diags = &call.diags };
	bool good = add_list(plangen, &list, what, format, &out);
	if (!good)
		diag_add(&call.diags, DIAG_UNKNOWN_FORMAT, NO_PLACE, format, "text, text-all, json, csv, xlsx, html");
	struct plangen_document *document = good ? api_document_of(what, format, &out) : NULL;
	api_leave(&call);
	buf_free(&out);
	return document;
}
