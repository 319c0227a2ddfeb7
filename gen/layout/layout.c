#include "layout/layout.h"

#include "base/arena.h"
#include "doc/doc.h"
#include "layout/break.h"
#include "layout/conserve.h"
#include "layout/flow.h"
#include "layout/text.h"

static bool lay_out(struct layout *layout, struct page_list *out)
{
	const struct doc_node *first = layout->doc->root->first;
	if (first && (first->kind == DOC_COVER || first->kind == DOC_CONTENTS || first->kind == DOC_PLAN))
		return layout_book(layout, out);
	struct flow flow = { 0 };
	flow_add_part(layout, &flow, layout->doc->root);
	return flow_paginate(layout, &flow, out);
}

/* Tells for which characters the pages need other fonts than the template's. */
static void list_foreign(struct layout *layout, struct page_list *out)
{
	uint32_t *characters = ARENA_ARRAY(layout->arena, uint32_t, layout->spare_count + 1);
	for (size_t i = 0; i < layout->spare_count; i++)
		if (layout->spares[i].foreign)
			characters[out->foreign_count++] = layout->spares[i].codepoint;
	out->foreign = characters;
}

bool layout_document(struct arena *arena, const struct doc *doc, const struct page_template *template,
		     struct font_library *fonts, struct page_list *out, struct diag_list *diags)
{
	size_t errors = diag_errors(diags);
	struct layout layout = {
		.arena = arena, .scratch = arena_new(), .doc = doc, .template = template, .fonts = fonts, .diags = diags,
		.text_width = template->page_width - template->margin_left - template->margin_right,
		.stacks = ARENA_ARRAY(arena, struct font_stack *, 2 * template->font_count),
		.stack_missing = ARENA_ARRAY(arena, bool, template->font_count),
		.breaker = breaker_new(arena, template->breaker, template->locale, diags),
	};
	*out = (struct page_list){ 0 };
	struct text_look body = text_look_of(&layout, template_style(template, "body"), NULL);
	bool ok = layout.breaker && body.stack;
	if (ok) {
		layout.em_top = text_em_top(&body);
		ok = lay_out(&layout, out);
	}
	list_foreign(&layout, out);
	ok = ok && diag_errors(diags) == errors && conserve_check(layout.scratch, doc, template, out, diags);
	arena_free(layout.scratch);
	return ok;
}
