#include <stddef.h>

#include "base/file.h"
#include "draft/draft.h"
#include "layout/template.h"
#include "write/writer.h"

struct draft_request draft_request_of(struct arena *arena, const struct catalogue *catalogue, const struct draft_request *base,
				      const struct catalogue_unit *unit, const struct catalogue_variant *variant)
{
	struct draft_request request = *base;
	request.kind = DRAFT_PLAN;
	request.values.unit = unit;
	request.values.variant = variant;
	request.file = variant->source ? file_join(arena, catalogue->content_folder, variant->source) : NULL;
	return request;
}

struct document_id draft_id(const struct draft_request *request)
{
	const struct catalogue_request *values = &request->values;
	return (struct document_id){ values->unit ? values->unit->id : STR(""), str_of(values->variant ? values->variant->id : ""),
				     values->year };
}

bool draft_has_writer(const struct draft_request *request, size_t flag)
{
	for (size_t i = 0; i < request->writer_count; i++)
		if (*(const bool *)((const char *)request->writers[i] + flag))
			return true;
	return false;
}

bool draft_needs_pages(const struct draft_request *request)
{
	return draft_has_writer(request, offsetof(struct writer, needs_pages)) ||
	       (draft_has_writer(request, offsetof(struct writer, record_needs_pages)) && request->page_template->record.shown);
}

bool draft_needs_fonts(const struct draft_request *request)
{
	return draft_needs_pages(request) || draft_has_writer(request, offsetof(struct writer, needs_measures));
}
