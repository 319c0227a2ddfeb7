#include "layout/layout.h"

#include "base/arena.h"
#include "doc/doc.h"
#include "layout/break.h"
#include "layout/conserve.h"
#include "layout/flow.h"
#include "layout/measure.h"
#include "layout/text.h"
#include "layout/turn.h"

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

/* Opens the fonts and the breaker; false with errors. */
static bool begin(struct layout *layout)
{
	const struct page_template *t = layout->template;
	layout->scratch = arena_new();
	layout->upright = t;
	layout->turned = template_turned(t);
	layout_turn(layout, false);
	layout->stacks = ARENA_ARRAY(layout->arena, struct font_stack *, 2 * t->font_count);
	layout->stack_missing = ARENA_ARRAY(layout->arena, bool, t->font_count);
	layout->breaker = breaker_new(layout->arena, t->breaker, t->locale, layout->diags);
	struct text_look body = text_look_of(layout, template_style(t, "body"), NULL);
	layout->em_top = body.stack ? text_em_top(&body) : 0;
	return layout->breaker && body.stack;
}

/* What holds for the document with and without pages. */
static void end(struct layout *layout, struct page_list *out)
{
	list_foreign(layout, out);
	out->values = layout->values;
	out->value_count = layout->value_count;
	out->measures = measure_all(layout);
}

bool layout_document(struct arena *arena, const struct doc *doc, const struct page_template *template,
		     struct font_library *fonts, struct page_list *out, struct diag_list *diags)
{
	return layout_document_by(arena, doc, template, fonts, 1, out, diags);
}

bool layout_document_by(struct arena *arena, const struct doc *doc, const struct page_template *template, struct font_library *fonts,
			unsigned threads, struct page_list *out, struct diag_list *diags)
{
	size_t errors = diag_errors(diags);
	struct layout layout = { .arena = arena, .doc = doc, .template = template, .fonts = fonts, .diags = diags, .threads = threads };
	*out = (struct page_list){ 0 };
	bool ok = begin(&layout) && lay_out(&layout, out);
	end(&layout, out);
	ok = ok && diag_errors(diags) == errors && conserve_check(layout.scratch, doc, template, out, diags);
	arena_free(layout.scratch);
	return ok;
}

void layout_measure(struct arena *arena, const struct doc *doc, const struct page_template *template, struct font_library *fonts,
		    struct page_list *out)
{
	struct diag_list ignored;
	diag_init(&ignored, arena);
	struct layout layout = { .arena = arena, .doc = doc, .template = template, .fonts = fonts, .diags = &ignored, .measuring = true };
	*out = (struct page_list){ 0 };
	begin(&layout);
	if (layout.breaker)
		flow_measure(&layout);
	end(&layout, out);
	arena_free(layout.scratch);
}
