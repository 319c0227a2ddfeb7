#include <math.h>

#include "base/arena.h"
#include "write/docx/internal.h"

/* Distance of the footer's bottom from the page's: the dash stands `number_gap` below the text area. In a line of exact
 * height word processors put the baseline a fifth of the height above its bottom; the top of the dash is 0.30 em
 * (Noto Serif CJK) to 0.39 em (SimSun) above that. */
static int footer_distance(const struct page_template *template)
{
	double size = template_style(template, "page-number")->size;
	return docx_twips(template->margin_bottom) - docx_twips(template->number_gap) - docx_twips(0.2 * size + 0.36 * size);
}

static int header_distance(const struct page_template *template)
{
	double size = template_style(template, "draft-mark")->size;
	return docx_twips(template->margin_top) - docx_twips(template->draft_gap) - docx_twips(size);
}

/* References to the headers or the footers ("Footer") of a section's odd and even pages. */
static void add_references(struct buf *out, const char *element, const char *part, bool turned)
{
	int odd = turned ? 3 : 1;
	buf_printf(out, "<w:%s w:type=\"default\" r:id=\"rId%s%d\"/><w:%s w:type=\"even\" r:id=\"rId%s%d\"/>", element, part, odd, element, part,
		   odd + 1);
}

/* Those of a letter's first page. */
static void add_first_references(const struct docx *docx, struct buf *out)
{
	if (docx->look.draft)
		buf_add_text(out, "<w:headerReference w:type=\"first\" r:id=\"rIdHeader1\"/>");
	buf_add_text(out, "<w:footerReference w:type=\"first\" r:id=\"rIdFooter5\"/>");
}

static void write_properties(struct docx *docx)
{
	const struct page_template *t = docx->look.template;
	struct buf *out = &docx->body;
	int width = docx_twips(t->page_width), right = docx_twips(t->margin_right), text = docx_chars(t, t->chars);
	/* 1/4096 pt between characters: what Word's page set-up calls so many characters a line. */
	int char_space = (int)floor(((double)text / t->chars / 20 - t->body_size) * 4096);
	buf_add_text(out, "<w:sectPr>");
	bool turned = docx->section.turned;
	if (docx->look.draft)
		add_references(out, "headerReference", "Header", turned);
	if (docx->section.numbered)
		add_references(out, "footerReference", "Footer", turned);
	if (docx->section.letter)
		add_first_references(docx, out);
	if (docx->look.notes)
		docx_add_footnote_properties(out, false);
	if (docx->section.odd)
		buf_add_text(out, "<w:type w:val=\"oddPage\"/>");
	buf_printf(out, "<w:pgSz w:w=\"%d\" w:h=\"%d\"%s/>", width, docx_twips(t->page_height),
		   turned ? " w:orient=\"landscape\"" : "");
	buf_printf(out, "<w:pgMar w:top=\"%d\" w:right=\"%d\" w:bottom=\"%d\" w:left=\"%d\" w:header=\"%d\" w:footer=\"%d\" "
			"w:gutter=\"0\"/>",
		   docx_twips(t->margin_top), right, docx_twips(t->margin_bottom), width - right - text, header_distance(t),
		   footer_distance(t));
	if (docx->section.start >= 0)
		buf_printf(out, "<w:pgNumType w:start=\"%d\"/>", docx->section.start);
	buf_printf(out, "<w:cols w:space=\"425\"/>%s%s<w:docGrid w:type=\"linesAndChars\" w:linePitch=\"%d\" w:charSpace=\"%d\"/>"
			"</w:sectPr>",
		   docx->section.low ? "<w:vAlign w:val=\"bottom\"/>" : "",
		   docx->section.single || docx->section.letter ? "<w:titlePg/>" : "", docx_twips(t->line_pitch), char_space);
}

/* The template of the pages that a section has. */
static void set_template(struct docx *docx, bool turned)
{
	docx->look.template = turned ? &docx->turned : docx->input->template;
	docx->look.turned = docx->look.turned || turned;
}

void docx_write_section(struct docx *docx)
{
	write_properties(docx);
	set_template(docx, false);
}

/* A section's properties stand in its last paragraph: put into the one just written, or, after a table or the contents'
 * control, into one of its own. */
void docx_start_section(struct docx *docx, struct docx_section next)
{
	if (docx->paragraph_end != docx->body.len)
		docx_write_low_paragraph(docx);
	size_t tail_len = docx->body.len - docx->properties_end;
	const char *tail = arena_copy(docx->arena, docx->body.data + docx->properties_end, tail_len);
	docx->body.len = docx->properties_end;
	write_properties(docx);
	buf_add(&docx->body, tail, tail_len);
	docx->section = next;
	set_template(docx, next.turned);
}

bool docx_turn_pages(struct docx *docx, bool turned)
{
	if (docx->section.turned == turned)
		return false;
	struct docx_section next = { .numbered = docx->section.numbered, .turned = turned, .start = -1 };
	if (docx->properties_end) {
		docx_start_section(docx, next);
	} else { /* nothing stands in the first one yet */
		docx->section.turned = turned;
		set_template(docx, turned);
	}
	return true;
}
