#include "base/file.h"
#include "draft/draft.h"

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
