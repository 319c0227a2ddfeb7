/* The head (版头) as paragraphs: GB/T 9704-2012, 7.2. Distances are spacing of the paragraphs, the red rule is the lower
 * border of 发文字号's. A line of exact height has its baseline a fifth of it above its bottom. */
#include "write/docx/internal.h"

#include <math.h>
#include <string.h>

#include "layout/fixed.h"

/* Top of the em box above the baseline, em: Chinese faces differ little. */
static const double em_top = 0.88;

/* What the open paragraph has besides its style; twips. */
struct spacing {
	int before, after, line;
};

static void open_paragraph(struct buf *out, const char *style)
{
	docx_add_value(out, "<w:p><w:pPr><w:pStyle w:val=\"", style);
}

static void add_spacing(struct buf *out, struct spacing spacing)
{
	buf_printf(out, "<w:spacing w:before=\"%d\" w:after=\"%d\" w:line=\"%d\" w:lineRule=\"exact\"/>", spacing.before,
		   spacing.after, spacing.line);
}

/* 7.2.1 to 7.2.3; returns how many lines of the grid they take. */
static int write_labels(struct docx *docx, const struct doc_node *head)
{
	static const char *const keys[] = { "份号", "密级", "紧急程度" };
	int count = 0;
	for (size_t i = 0; i < sizeof keys / sizeof *keys; i++) {
		const struct doc_node *field = doc_field(head, keys[i]);
		struct docx_paragraph paragraph = { .style = i ? "Security" : "CopyNumber" };
		if (!field)
			continue;
		docx_open_paragraph(docx, &paragraph);
		docx_write_inlines(docx, field, NULL);
		docx_close_paragraph(docx);
		count++;
	}
	return count;
}

/* A run of the mark in the size that its length allows. */
static void write_mark_text(struct docx *docx, const struct doc_node *field, double size)
{
	struct buf *out = &docx->body;
	int half_points = docx_twips(size) / 10;
	buf_printf(out, "<w:r><w:rPr><w:rFonts w:hint=\"eastAsia\"/><w:sz w:val=\"%d\"/><w:szCs w:val=\"%d\"/></w:rPr>"
			"<w:t xml:space=\"preserve\">",
		   half_points, half_points);
	struct buf text = BUF_INIT;
	doc_add_plain_text(field, &text);
	buf_add_xml(out, buf_str(&text));
	buf_free(&text);
	buf_add_text(out, "</w:t></w:r>");
}

/* 7.2.4, `above` pt below the text area's top or the labels; returns the pt between the mark's bottom and that of its last
 * line. */
static double write_mark(struct docx *docx, const struct doc_node *field, double above)
{
	struct buf text = BUF_INIT, *out = &docx->body;
	doc_add_plain_text(field, &text);
	double size = head_mark_size(docx->look.template, buf_str(&text));
	buf_free(&text);
	open_paragraph(out, "AuthorityMark");
	add_spacing(out, (struct spacing){ docx_twips(above), 0, docx_twips(head_mark_pitch * size) });
	buf_add_text(out, "</w:pPr>");
	write_mark_text(docx, field, size);
	docx_close_paragraph(docx);
	return (head_mark_pitch - 1) * size;
}

/* ---- the rows of 发文字号 and 签发人 */

/* Where they stand: tabs, chars from the text area's left. Indents would move the red rule, which is the paragraph's border. */
struct rows {
	double number, label, names; /* 发文字号, 签发人, its further names */
	bool beside;                 /* the number stands on the signers' last row (7.2.5), else below it */
	bool several;                /* they are more than one row */
};

/* Width in pt of the inlines up to a line break, from *at on, which moves behind it. */
static double row_width(const struct page_template *template, const struct doc_node **at, double size)
{
	double width = 0;
	for (; *at && (*at)->kind != DOC_LINE_BREAK; *at = (*at)->next)
		width += docx_text_width(template, *at, size);
	*at = *at ? (*at)->next : NULL;
	return width;
}

/* Where word processors will have the right edge of the widest row one indent before that of the text area. */
static void place_signers(const struct page_template *template, const struct doc_node *signers, struct rows *rows)
{
	double size = template_style(template, "head-number")->size;
	const struct doc_node *at = signers->first;
	double label = docx_text_width(template, at, size), widest = row_width(template, &at, size);
	for (rows->several = at; at; )
		widest = fmax(widest, label + row_width(template, &at, size));
	rows->label = fmax(rows->number, template->chars - template->head.number_indent - widest / template->char_pitch);
	rows->names = rows->label + label / template->char_pitch;
}

static struct rows place_rows(const struct page_template *template, const struct doc_node *number, const struct doc_node *signers)
{
	double indent = signers ? template->head.number_indent : 0, size = template_style(template, "head-number")->size;
	double width = number ? docx_text_width(template, number, size) / template->char_pitch : 0;
	struct rows rows = { .number = indent };
	if (signers)
		place_signers(template, signers, &rows);
	rows.beside = indent + width + 1 <= (rows.several ? rows.names : rows.label);
	rows.several = rows.several || (signers && !rows.beside) || width > template->chars - 2 * indent;
	return rows;
}

static void add_stops(struct docx *docx, const struct rows *rows)
{
	const double positions[] = { rows->number, rows->label, rows->names };
	buf_add_text(&docx->body, "<w:tabs>");
	for (size_t i = 0; i < sizeof positions / sizeof *positions; i++)
		buf_printf(&docx->body, "<w:tab w:val=\"left\" w:pos=\"%d\"/>", docx_chars(docx->look.template, positions[i]));
	buf_add_text(&docx->body, "</w:tabs>");
}

static void add_tabs(struct docx *docx, int count)
{
	while (count-- > 0)
		buf_add_text(&docx->body, "<w:r><w:tab/></w:r>");
}

/* One row of signers, from *at on, which moves to the next; `number`, which may be NULL, stands on the last one. */
static void write_row(struct docx *docx, const struct doc_node *number, const struct doc_node **at, bool first)
{
	const struct doc_node *end = *at;
	while (end && end->kind != DOC_LINE_BREAK)
		end = end->next;
	add_tabs(docx, 1);
	if (!end && number)
		docx_write_inlines(docx, number, NULL);
	add_tabs(docx, first ? 1 : 2);
	for (; *at != end; *at = (*at)->next) {
		struct doc_node one = **at, around = { .kind = DOC_FIELD, .first = &one };
		one.next = NULL;
		docx_write_inlines(docx, &around, NULL);
	}
	if (end)
		buf_add_text(&docx->body, "<w:r><w:br/></w:r>");
	*at = end ? end->next : NULL;
}

static void write_rows(struct docx *docx, const struct rows *rows, const struct doc_node *number, const struct doc_node *signers)
{
	const struct doc_node *at = signers ? signers->first : NULL;
	for (bool first = true; at; first = false)
		write_row(docx, rows->beside ? number : NULL, &at, first);
	if (!number || (signers && rows->beside))
		return;
	if (signers) {
		buf_add_text(&docx->body, "<w:r><w:br/></w:r>");
		add_tabs(docx, 1);
	}
	docx_write_inlines(docx, number, NULL);
}

/* 7.2.5 to 7.2.7, `above` pt below what precedes; the title follows below its rule. */
static void write_number(struct docx *docx, const struct doc_node *head, double above)
{
	const struct page_template *t = docx->look.template;
	const struct doc_node *number = doc_field(head, "发文字号"), *signers = doc_field(head, "签发人");
	const struct template_style *style = template_style(t, "head-number"), *title = template_style(t, "title");
	struct buf *out = &docx->body;
	struct rows rows = place_rows(t, number, signers);
	/* the gap to a border is in whole points */
	double pitch = rows.several ? t->line_pitch : head_mark_pitch * style->size;
	enum { WIDEST_GAP = 31 }; /* w:space */
	double rise = 0.8 * pitch - em_top * style->size;
	double gap = fmax(0, fmin(WIDEST_GAP, floor(t->head.rule_gap - (pitch - rise - style->size))));
	double after = t->head.title_lines * t->line_pitch + em_top * (title->size - t->body_size);
	open_paragraph(out, "DocumentNumber");
	buf_printf(out, "<w:keepNext/><w:pBdr><w:bottom w:val=\"single\" w:sz=\"%d\" w:space=\"%d\" w:color=\"%06X\"/></w:pBdr>",
		   docx_border(t->head.rule_width), (int)gap, (unsigned)template_style(t, "head-mark")->color & 0xFFFFFF);
	if (signers)
		add_stops(docx, &rows);
	add_spacing(out, (struct spacing){ docx_twips(fmax(0, above - rise)), docx_twips(after), docx_twips(pitch) });
	buf_add_text(out, signers ? "<w:jc w:val=\"left\"/></w:pPr>" : "</w:pPr>");
	write_rows(docx, &rows, number, signers);
	docx_close_paragraph(docx);
}

void docx_write_head(struct docx *docx, const struct doc_node *head)
{
	const struct page_template *t = docx->look.template;
	const struct doc_node *mark = doc_field(head, "发文机关");
	double above = fmax(0, t->head.mark_top - write_labels(docx, head) * t->line_pitch);
	double number = t->head.number_lines * t->line_pitch;
	if (mark)
		number -= write_mark(docx, mark, above);
	write_number(docx, head, mark ? number : above + number);
}
