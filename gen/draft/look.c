#include "draft/look.h"

#include "base/arena.h"
#include "base/file.h"
#include "draft/draft.h"
#include "draft/templates.h"
#include "write/pdf/icc.h"
#include "write/profile.h"
#include "write/writer.h"

/* The printing condition of a profile for print. False with errors. */
static bool take_intent(struct arena *arena, const char *file, struct draft_request *request, struct diag_list *diags)
{
	request->output_intent = icc_read_print(arena, file, diags);
	return request->output_intent.len > 0;
}

static bool take_profile(struct arena *arena, const struct draft_look *look, struct draft_request *request, struct diag_list *diags)
{
	if (!look->profile)
		return true;
	request->profile = profile_find(arena, look->profile, diags);
	if (!request->profile)
		return false;
	return !request->profile->printed || !look->output_intent || take_intent(arena, look->output_intent, request, diags);
}

bool draft_look_take(struct arena *arena, struct draft_tools *tools, const struct draft_look *look, struct draft_request *request,
		     struct diag_list *diags)
{
	const char *name = look->page_template ? look->page_template : TEMPLATES_DEFAULT;
	if (!templates_find(arena, tools->templates, name, NO_PLACE, diags))
		return false;
	request->page_template = templates_open(tools, name, diags);
	request->template_given = look->page_template != NULL;
	enum docx_form form = DOCX_FORM_CONTROLS;
	if (look->docx && !writer_docx_form(look->docx, &form, diags))
		return false;
	request->plain_docx = form == DOCX_FORM_PLAIN;
	request->sheet = look->sheet;
	if (look->resolution && !(request->resolution = writer_resolution(look->resolution, diags)))
		return false;
	return request->page_template && take_profile(arena, look, request, diags);
}
