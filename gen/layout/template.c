#include "layout/template.h"

#include <math.h>
#include <string.h>

#include "doc/doc.h"

double template_gap(const struct page_template *template)
{
	return template->profile.name ? template->profile.latin_gap : template->latin_gap;
}

int template_run_spacing(const struct page_template *template, double size)
{
	enum { TWIPS = 20 };
	if (size != template->body_size)
		return 0;
	double exact = (template->char_pitch - size) * TWIPS;
	return exact < 0 ? (int)floor(exact) - 1 : (int)floor(exact);
}

const struct template_style *template_style(const struct page_template *template, const char *name)
{
	const struct template_style *body = &template->styles[0];
	for (size_t i = 0; i < template->style_count; i++) {
		const char *own = template->styles[i].name;
		if (*own == *name && strcmp(own, name) == 0)
			return &template->styles[i];
		if (*own == 'b' && strcmp(own, "body") == 0)
			body = &template->styles[i];
	}
	return body;
}

const struct template_signature_form *template_form(const struct page_template *template, const struct doc_node *signature)
{
	static const enum template_signature kinds[] = { [DOC_SEAL_NONE] = TEMPLATE_NO_SEAL, [DOC_SEAL_SEAL] = TEMPLATE_SEAL,
							 [DOC_SEAL_STAMP] = TEMPLATE_STAMP };
	enum template_signature kind = signature->seal ? kinds[signature->seal] : template->signature;
	return &template->forms[template->forms[kind].given ? kind : template->signature];
}

const struct template_font *template_font(const struct page_template *template, const char *role)
{
	const struct template_font *body = &template->fonts[0];
	for (size_t i = 0; i < template->font_count; i++) {
		if (strcmp(template->fonts[i].role, role) == 0)
			return &template->fonts[i];
		if (strcmp(template->fonts[i].role, "body") == 0)
			body = &template->fonts[i];
	}
	return body;
}
