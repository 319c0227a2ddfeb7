#include "layout/indent.h"

#include <math.h>
#include <stdbool.h>
#include <string.h>

#include "doc/doc.h"
#include "layout/template.h"

static const double LIST_STEP = 2; /* chars */

static bool is_quote(struct indent_around around)
{
	return strcmp(around.style, "quote") == 0;
}

struct indent_around indent_in_list(struct indent_around around, const struct doc_node *list)
{
	around.style = is_quote(around) ? "quote" : "list";
	around.left += list->parent && list->parent->kind == DOC_ITEM ? LIST_STEP : 0;
	return around;
}

struct indent_around indent_in_quote(struct indent_around around, const struct page_template *template)
{
	const struct template_style *style = template_style(template, "quote");
	around.left += is_quote(around) ? style->indent_left : 0;
	around.right += is_quote(around) ? style->indent_right : 0;
	around.style = "quote";
	return around;
}

struct indents indent_of(const struct page_template *template, const struct template_style *style, struct indent_around around)
{
	double pitch = template->char_pitch, width = template->page_width - template->margin_left - template->margin_right;
	double most = fmax(0, (width - 4 * pitch) / 2); /* deep nesting leaves room for words */
	return (struct indents){ style->indent_first * pitch, fmin((style->indent_left + around.left) * pitch, most),
				 fmin((style->indent_right + around.right) * pitch, most) };
}
