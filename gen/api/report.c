/* Reports of builds. */
#include "api/internal.h"
#include "base/arena.h"
#include "base/limits.h"
#include "batch/report.h"

/* Reads and merges them; false with errors. */
static bool merge(struct api_call *call, const char *const *files, size_t count, struct buf *out)
{
	const struct source **sources = ARENA_ARRAY(call->arena, const struct source *, count + 1);
	for (size_t i = 0; i < count; i++)
		if (!(sources[i] = source_load(call->arena, files[i], LIMIT_REPORT_BYTES, &call->diags)))
			return false;
	return report_merge(sources, count, out, &call->diags);
}

struct plangen_document *plangen_report_merge(const char *const *files, size_t count, struct plangen_messages *messages)
{
	struct buf out = BUF_INIT;
	struct api_call call;
	api_enter(&call, messages);
	struct plangen_document *document = merge(&call, files, count, &out) ? api_document_of("", "json", &out) : NULL;
	api_leave(&call);
	buf_free(&out);
	return document;
}
