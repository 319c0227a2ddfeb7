#include "layout/template_check.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "base/diag.h"
#include "layout/template.h"

/* PDF readers and office programs need not take larger pages (ISO 32000-1, annex C.2), pt. */
static const double largest_page = 14400;

struct checking {
	const struct page_template *t;
	const struct source *source;
	const xmlNode *root;
	struct diag_list *diags;
};

/* A measure and its bounds, in one unit. */
struct measure {
	const char *attribute;
	double value, least, most;
	const char *unit; /* "pt", or "" for lines and chars */
};

static double text_height(const struct page_template *t)
{
	return t->page_height - t->margin_top - t->margin_bottom;
}

static double text_width(const struct page_template *t)
{
	return t->page_width - t->margin_left - t->margin_right;
}

/* The element of this name, or the style; the root where the file has none. */
static const xmlNode *find(const xmlNode *root, const char *element, const char *style)
{
	for (const xmlNode *part = xml_first(root); part; part = xml_next(part)) {
		if (!style && xml_is(part, element))
			return part;
		for (const xmlNode *node = style && xml_is(part, "styles") ? xml_first(part) : NULL; node; node = xml_next(node)) {
			xmlChar *name = xmlGetNoNsProp((xmlNodePtr)node, (const xmlChar *)"name");
			bool found = name && strcmp((const char *)name, style) == 0;
			xmlFree(name);
			if (found)
				return node;
		}
	}
	return root;
}

static void check_measures(const struct checking *checking, const char *element, const char *style,
			   const struct measure *measures, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		const struct measure *m = &measures[i];
		if (m->value >= m->least && m->value <= m->most)
			continue;
		char name[256], least[32], most[40];
		snprintf(name, sizeof name, style ? "<%s name=\"%s\">" : "<%s>", element, style);
		snprintf(least, sizeof least, "%.3g", m->least + 0.0); /* no -0 */
		snprintf(most, sizeof most, *m->unit ? "%g %s" : "%g", fmax(floor(m->most), m->least) + 0.0, m->unit);
		diag_add(checking->diags, DIAG_TEMPLATE_MEASURE, xml_place(checking->source, find(checking->root, element, style)),
			 m->attribute, name, least, most);
	}
}

#define CHECK(checking, element, style, ...)                                       \
	check_measures(checking, element, style, (const struct measure[]){ __VA_ARGS__ }, \
		       sizeof((const struct measure[]){ __VA_ARGS__ }) / sizeof(struct measure))

static void check_style(const struct checking *checking, const struct template_style *style)
{
	const struct page_template *t = checking->t;
	double height = text_height(t), room = t->chars - 2;
	CHECK(checking, "style", style->name,
	      { "size", style->size, 0, fmin(height, text_width(t)), "pt" },
	      { "line-height", style->line_height, 0, height, "pt" },
	      { "indent-left", style->indent_left, 0, room, "" },
	      { "indent-right", style->indent_right, 0, fmax(0, room - style->indent_left), "" },
	      { "indent-first", style->indent_first, 0 - style->indent_left, fmax(0, room - style->indent_left - style->indent_right), "" },
	      { "space-before", style->space_before, 0, t->lines - 1, "" },
	      { "space-after", style->space_after, 0, t->lines - 1, "" });
}

static void check_head(const struct checking *checking)
{
	const struct page_template *t = checking->t;
	double height = text_height(t), third = t->lines / 3.0;
	CHECK(checking, "head", NULL,
	      { "mark-top", t->head.mark_top, -t->margin_top, height / 2, "pt" },
	      { "mark-least", t->head.mark_least, 1, height, "pt" },
	      { "joint-height", t->head.joint_height, 0, height / 2, "pt" },
	      { "number-lines", t->head.number_lines, 0, third, "" },
	      { "number-indent", t->head.number_indent, 0, t->chars / 3.0, "" },
	      { "rule-gap", t->head.rule_gap, 0, height / 6, "pt" },
	      { "rule-width", t->head.rule_width, 0, height / 6, "pt" },
	      { "title-lines", t->head.title_lines, 0, third, "" });
}

static void check_letter(const struct checking *checking)
{
	const struct page_template *t = checking->t;
	double height = text_height(t);
	CHECK(checking, "letter", NULL,
	      { "mark-top", t->head.mark_top + t->margin_top, 0, height / 2, "pt" },
	      { "mark-least", t->head.mark_least, 1, height, "pt" },
	      { "rule-gap", t->head.rule_gap, 0, height / 6, "pt" },
	      { "rule-length", t->letter.rule_length, 0, t->page_width, "pt" },
	      { "thick", t->letter.thick, 0, t->line_pitch, "pt" },
	      { "between", t->letter.between, 0, t->line_pitch, "pt" },
	      { "thin", t->letter.thin, 0, t->line_pitch, "pt" },
	      { "foot", t->letter.foot, 0, t->margin_bottom - t->head.rule_width, "pt" },
	      { "gap", t->letter.gap, 0, height / 6, "pt" },
	      { "title-lines", t->head.title_lines, 0, t->lines / 3.0, "" });
}

/* The format stands for what is printed around the number, and for nothing else. */
static void check_format(const struct checking *checking)
{
	const char *number = strstr(checking->t->number_format, "%d");
	if (!number || strchr(checking->t->number_format, '%') != number || strchr(number + 1, '%'))
		diag_add(checking->diags, DIAG_TEMPLATE_WRONG, xml_place(checking->source, find(checking->root, "page-number", NULL)),
			 "the format of a page number needs one %d and no other %");
}

static void check_furniture(const struct checking *checking)
{
	const struct page_template *t = checking->t;
	double below = t->margin_bottom - template_style(t, "page-number")->size;
	double above = t->margin_top - template_style(t, "draft-mark")->size;
	CHECK(checking, "page-number", NULL,
	      { "gap", t->number_gap, 0, below, "pt" },
	      { "indent", t->number_indent, 0, t->chars / 2.0, "" });
	check_format(checking);
	if (*t->draft_mark)
		CHECK(checking, "draft-mark", NULL, { "gap", t->draft_gap, 0, above, "pt" });
}

static void check_blocks(const struct checking *checking)
{
	const struct page_template *t = checking->t;
	CHECK(checking, "table", NULL,
	      { "rule", t->rule_width, 0, t->line_pitch, "pt" },
	      { "padding", t->cell_padding, 0, t->char_pitch * 2, "pt" },
	      { "least-type", t->least_type, 0, template_style(t, "table-cell")->size, "pt" },
	      { "row-step", t->row_step, 0.01, t->lines, "" });
	if (t->record.shown)
		CHECK(checking, "record", NULL,
		      { "outer-rule", t->record.outer_rule, 0, t->line_pitch, "pt" },
		      { "inner-rule", t->record.inner_rule, 0, t->line_pitch, "pt" },
		      { "indent", t->record.indent, 0, t->chars / 3.0, "" });
	for (size_t i = 0; i < sizeof t->forms / sizeof *t->forms; i++)
		CHECK(checking, "signature", NULL,
		      { "before", t->forms[i].space_before, 0, t->lines / 2.0, "" },
		      { "between", t->forms[i].space_between, 0, t->lines / 2.0, "" },
		      { "indent", t->forms[i].indent_right, 0, t->chars / 2.0, "" },
		      { "shift", t->forms[i].date_shift, -t->chars / 2.0, t->chars / 2.0, "" },
		      { "width", t->forms[i].seal_width, 0, text_width(t) / 2, "pt" },
		      { "height", t->forms[i].seal_height, 0, text_height(t) / 4, "pt" },
		      { "gap", t->forms[i].seal_gap, 0, text_width(t) / 4, "pt" },
		      { "beside", t->forms[i].seal_beside, 0, t->chars / 4.0, "" });
}

/* The parts that every measure is reckoned from; NULL when they are in order. */
static const char *find_wrong(const struct page_template *t)
{
	if (!t->font_count || !t->style_count)
		return "it has no fonts or no styles";
	if (t->chars < 1 || t->body_size < 1 || t->char_pitch < 1)
		return "the page has no room for the grid's characters";
	if (t->lines < 1 || t->line_pitch < 1 || (t->lines - 1) * t->line_pitch + t->body_size > text_height(t))
		return "the page has no room for the grid's lines";
	if (strcmp(template_font(t, "body")->role, "body") != 0)
		return "the role ‘body’ is missing";
	if (strcmp(template_style(t, "body")->name, "body") != 0 || template_style(t, "body")->size < 1)
		return "the style ‘body’ is missing or has no size";
	if (!t->forms[t->signature].given)
		return "the signature has no form of its kind";
	for (size_t i = 0; i < t->style_count; i++)
		if ((t->styles[i].size > 0) != (t->styles[i].size >= 1 && t->styles[i].font))
			return "a style with a size needs a font and at least 1 pt";
	return NULL;
}

bool template_check(const struct page_template *t, const struct source *source, const xmlNode *root, struct diag_list *diags)
{
	struct checking checking = { t, source, root, diags };
	size_t errors = diag_errors(diags);
	CHECK(&checking, "page", NULL,
	      { "width", t->page_width, 1, largest_page, "pt" },
	      { "height", t->page_height, 1, largest_page, "pt" });
	const char *wrong = find_wrong(t);
	if (wrong)
		diag_add(diags, DIAG_TEMPLATE_WRONG, xml_place(source, root), wrong);
	if (diag_errors(diags) > errors)
		return false;
	for (size_t i = 0; i < t->style_count; i++)
		check_style(&checking, &t->styles[i]);
	check_furniture(&checking);
	check_blocks(&checking);
	if (t->letter.shown)
		check_letter(&checking);
	else if (t->head.shown)
		check_head(&checking);
	return diag_errors(diags) == errors;
}
