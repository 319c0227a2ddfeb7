/* The template engine alone. */
#include <string.h>

#include "api/internal.h"
#include "draft/expand.h"

/* How values are written; false with an error. */
static bool read_sink(const char *name, enum merge_sink *sink, struct diag_list *diags)
{
	static const struct {
		const char *name;
		enum merge_sink sink;
	} sinks[] = { { "none", MERGE_PLAIN }, { "html", MERGE_HTML }, { "markdown", MERGE_MARKDOWN } };
	for (size_t i = 0; i < sizeof sinks / sizeof *sinks; i++)
		if (strcmp(name ? name : "none", sinks[i].name) == 0) {
			*sink = sinks[i].sink;
			return true;
		}
	diag_add(diags, DIAG_UNKNOWN_FORMAT, NO_PLACE, name, "none, html, markdown");
	return false;
}

struct plangen_document *plangen_expand(const char *file, const char *data, const char *partials, const char *escape,
					struct plangen_messages *messages)
{
	struct expand_request request = { .file = file, .data = data, .partials = partials, .dialect = MERGE_SPEC };
	struct buf out = BUF_INIT;
	struct api_call call;
	api_enter(&call, messages);
	bool good = read_sink(escape, &request.sink, &call.diags) && expand_file(&request, &out, &call.diags);
	struct plangen_document *document = good ? api_document_of(file, "text", &out) : NULL;
	api_leave(&call);
	buf_free(&out);
	return document;
}
