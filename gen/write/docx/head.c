/* The head (版头) as paragraphs: GB/T 9704-2012, 7.2. Distances are spacing of the paragraphs, the red rule is the lower
 * border of 发文字号's. Baselines and the rule are where layout has them. */
#include "write/docx/internal.h"

#include <math.h>

#include "base/utf8.h"
#include "layout/fixed.h"

/* What the open paragraph has besides its style; twips. */
struct spacing {
	int before, after, line;
};

/* Where a frame stands on the page, pt; it is as high as its lines. */
struct frame {
	double x, width;
};

/* The part of a line of exact height that is above its baseline. */
static const double above_baseline = 0.8;

/* The head while it is written. */
struct head {
	struct docx *docx;
	double bottom;        /* of what has been written, pt from the text area's top */
};

static const struct measure *measure_of(const struct head *head, const struct doc_node *node)
{
	return node ? measure_find(head->docx->input->measures, node) : NULL;
}

/* Space before lines of that pitch so that the first has its baseline there, pt from the text area's top; then they have been written. */
static int space_to(struct head *head, double baseline, double pitch, size_t lines)
{
	double before = fmax(0, baseline - above_baseline * pitch - head->bottom);
	head->bottom += before + (double)(lines ? lines : 1) * pitch;
	return docx_twips(before);
}

static void open_paragraph(struct buf *out, const char *style)
{
	docx_add_value(out, "<w:p><w:pPr><w:pStyle w:val=\"", style);
}

static void add_spacing(struct buf *out, struct spacing spacing)
{
	buf_printf(out, "<w:spacing w:before=\"%d\" w:after=\"%d\" w:line=\"%d\" w:lineRule=\"exact\"/>", spacing.before,
		   spacing.after, spacing.line);
}

/* 7.2.1 to 7.2.3, on lines of the grid. */
static void write_labels(struct head *head, const struct doc_node *node)
{
	for (size_t i = 0; doc_label_keys[i]; i++) {
		const struct doc_node *field = doc_field(node, doc_label_keys[i]);
		struct docx_paragraph paragraph = { .style = i ? "Security" : "CopyNumber" };
		const struct measure *measure = measure_of(head, field);
		if (!field)
			continue;
		docx_write_paragraph(head->docx, field, &paragraph);
		head->bottom += (double)(measure ? measure->line_count : 1) * head->docx->look.template->line_pitch;
	}
}

/* A run of the mark in the size that its length allows; `spread`, twips, is added between its characters. */
static void write_mark_part(struct buf *out, struct str text, int half_points, int spread)
{
	buf_add_text(out, "<w:r><w:rPr><w:rFonts w:hint=\"eastAsia\"/>");
	if (spread)
		docx_add_number(out, "<w:spacing w:val=\"", spread);
	buf_printf(out, "<w:sz w:val=\"%d\"/><w:szCs w:val=\"%d\"/></w:rPr><w:t xml:space=\"preserve\">", half_points, half_points);
	buf_add_xml(out, text);
	buf_add_text(out, "</w:t></w:r>");
}

/* Puts the open paragraph, whose first line has that pitch and its baseline there, into a frame on its place on the page. */
static void add_frame(const struct head *head, const struct frame *frame, double baseline, double pitch)
{
	const struct page_template *t = head->docx->look.template;
	if (frame)
		buf_printf(&head->docx->body, "<w:framePr w:w=\"%d\" w:wrap=\"around\" w:vAnchor=\"page\" w:hAnchor=\"page\" w:x=\"%d\" w:y=\"%d\"/>",
			   docx_twips(frame->width), docx_twips(frame->x), docx_twips(t->margin_top + baseline - above_baseline * pitch));
}

/* 7.2.4 */
static void write_mark(struct head *head, const struct doc_node *field, const struct frame *frame)
{
	const struct measure *measure = measure_of(head, field);
	struct buf text = BUF_INIT, *out = &head->docx->body;
	doc_add_plain_text(field, &text);
	double size = head_mark_size(head->docx->look.template, buf_str(&text)), pitch = head_mark_pitch * size;
	size_t at = 0, breaks = measure ? measure->break_count : 0;
	open_paragraph(out, "AuthorityMark");
	add_frame(head, frame, measure ? measure->baseline : 0, pitch);
	bool inside = measure && !frame;
	add_spacing(out, (struct spacing){ inside ? space_to(head, measure->baseline, pitch, measure->line_count) : 0, 0,
					   docx_twips(pitch) });
	buf_add_text(out, "</w:pPr>");
	for (size_t i = 0; i <= breaks; i++) {
		size_t end = i < breaks ? measure->breaks[i] : text.len;
		buf_add_text(out, i ? docx_line_end : "");
		write_mark_part(out, (struct str){ text.data + at, end - at }, docx_twips(size) / 10, 0);
		at = end;
	}
	docx_close_paragraph(head->docx);
	buf_free(&text);
}

/* 7.2.4: names of several authorities, a line each, as wide as each other. */
static void write_joint_names(struct head *head, const struct doc_node *field, const struct measure *measure)
{
	struct buf *out = &head->docx->body;
	double pitch = head_joint_pitch * measure->size;
	size_t line = 0;
	open_paragraph(out, "AuthorityMark");
	add_spacing(out, (struct spacing){ space_to(head, measure->baseline, pitch, measure->line_count), 0, docx_twips(pitch) });
	buf_add_text(out, "<w:ind");
	docx_add_points(out, "left", measure->left);
	buf_add_text(out, "/><w:jc w:val=\"left\"/></w:pPr>");
	for (const struct doc_node *n = field->first; n; n = n->next) {
		if (n->kind == DOC_LINE_BREAK)
			buf_add_text(out, "<w:r><w:br/></w:r>");
		else
			write_mark_part(out, n->text, docx_twips(measure->size) / 10, docx_twips(measure->spread[line]));
		line += n->kind == DOC_LINE_BREAK;
	}
	docx_close_paragraph(head->docx);
}

/* 文件 beside the names, in a frame on its own place: it is centred on them all. */
static void write_joint_suffix(struct head *head, const struct doc_node *field, double size)
{
	struct buf text = BUF_INIT, *out = &head->docx->body;
	const struct measure *measure = measure_of(head, field);
	const struct page_template *t = head->docx->look.template;
	double pitch = head_joint_pitch * size;
	doc_add_plain_text(field, &text);
	open_paragraph(out, "AuthorityMark");
	buf_printf(out, "<w:framePr w:w=\"%d\" w:h=\"%d\" w:hRule=\"exact\" w:wrap=\"around\" w:vAnchor=\"page\" w:hAnchor=\"page\" w:x=\"%d\" "
			"w:y=\"%d\"/>",
		   docx_twips((utf8_cells(text.data, text.len) / 2.0 + 0.1) * size), docx_twips(pitch),
		   docx_twips(t->margin_left + measure->left), docx_twips(t->margin_top + measure->baseline - above_baseline * pitch));
	add_spacing(out, (struct spacing){ 0, 0, docx_twips(pitch) });
	buf_add_text(out, "<w:jc w:val=\"left\"/></w:pPr>");
	write_mark_part(out, buf_str(&text), docx_twips(size) / 10, 0);
	docx_close_paragraph(head->docx);
	buf_free(&text);
}

/* ---- the rows of 发文字号 and 签发人 */

/* Where they stand: tabs, pt from the text area's left. Indents would move the red rule, which is the paragraph's border. */
struct rows {
	double number, label, names; /* 发文字号, 签发人, its further names */
	bool beside;                 /* the number stands on the signers' last row (7.2.5), else below it */
	bool passes;                 /* it ends behind where 签发人 begins */
	size_t count;
};

/* As layout has them; without layout the number alone in the middle. */
static struct rows place_rows(const struct head *head, const struct doc_node *number, const struct doc_node *signers)
{
	const struct measure *own = measure_of(head, number), *theirs = measure_of(head, signers);
	double pitch = head->docx->look.template->line_pitch;
	struct rows rows = { .count = own ? own->line_count : 1 };
	if (!theirs)
		return rows;
	double last = theirs->baseline + (double)(theirs->line_count - 1) * pitch;
	rows.number = own ? own->first : 0;
	rows.label = theirs->first;
	rows.names = theirs->left;
	rows.beside = own && own->baseline < last + pitch / 2;
	rows.passes = own && own->end > theirs->first;
	rows.count = theirs->line_count + (own && !rows.beside ? own->line_count : 0);
	return rows;
}

static void add_stops(struct docx *docx, const struct rows *rows)
{
	const double positions[] = { rows->number, rows->label, rows->names };
	docx_add_stops(&docx->body, positions, sizeof positions / sizeof *positions);
}

static void add_tabs(struct docx *docx, int count)
{
	while (count-- > 0)
		docx_write_tab(docx);
}

/* One row of signers, from *at on, which moves to the next; `number`, which may be NULL, stands on the last one. */
static void write_row(struct docx *docx, const struct rows *rows, const struct doc_node *number, const struct doc_node **at, bool first)
{
	const struct doc_node *end = *at;
	while (end && end->kind != DOC_LINE_BREAK)
		end = end->next;
	add_tabs(docx, 1);
	if (!end && number)
		docx_write_inlines(docx, number, NULL);
	add_tabs(docx, first || (!end && number && rows->passes) ? 1 : 2);
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
		write_row(docx, rows, rows->beside ? number : NULL, &at, first);
	if (!number || (signers && rows->beside))
		return;
	if (signers) {
		buf_add_text(&docx->body, "<w:r><w:br/></w:r>");
		add_tabs(docx, 1);
	}
	docx_write_lines(docx, number);
}

/* How far the last line of the first page stands below the grid, pt. Its characters have room there, but word processors want it for the whole line:
 * the text comes so much closer to what is above it. */
static double stands_below(const struct head *head)
{
	const struct page_list *pages = head->docx->input->pages;
	const struct page_part *text = pages && pages->page_count ? &pages->pages[0].regions[PAGE_TEXT] : NULL;
	double below = 0;
	for (size_t i = 0; text && i < text->line_count; i++)
		below = fmax(below, text->lines[i].baseline - text->lines[0].baseline + text->top + head->docx->look.template->line_pitch - text->bottom);
	return below;
}

/* What the paragraph of 发文字号 measures, pt: the gap to a border is in whole points, and so its height is what makes it fit. */
struct number_line {
	double baseline, pitch, gap, after;
};

static struct number_line measure_number(const struct head *head, const struct measure *measure, size_t rows)
{
	enum { WIDEST_GAP = 31 }; /* w:space */
	const struct page_template *t = head->docx->look.template;
	double least = rows > 1 ? t->line_pitch : head_mark_pitch * template_style(t, "head-number")->size;
	if (!measure)
		return (struct number_line){ head->bottom + above_baseline * least, least, 0, 0 };
	double last = measure->number + (double)(rows - 1) * t->line_pitch, below = measure->rule - last;
	double gap = fmax(0, fmin(WIDEST_GAP, floor(below - (1 - above_baseline) * least)));
	double pitch = rows > 1 ? least : (below - gap) / (1 - above_baseline);
	return (struct number_line){ measure->number, pitch, gap, measure->height - stands_below(head) - measure->rule - t->head.rule_width };
}

/* 7.2.5 to 7.2.7; the title follows below the rule. */
static void write_number(struct head *head, const struct doc_node *node)
{
	const struct page_template *t = head->docx->look.template;
	const struct doc_node *number = doc_field(node, "发文字号"), *signers = doc_field(node, "签发人");
	struct buf *out = &head->docx->body;
	struct rows rows = place_rows(head, number, signers);
	struct number_line line = measure_number(head, measure_of(head, node), rows.count);
	open_paragraph(out, "DocumentNumber");
	buf_printf(out, "<w:keepNext/><w:pBdr><w:bottom w:val=\"single\" w:sz=\"%d\" w:space=\"%d\" w:color=\"%06X\"/></w:pBdr>",
		   docx_border(t->head.rule_width), (int)line.gap, (unsigned)template_style(t, "head-mark")->color & 0xFFFFFF);
	if (signers)
		add_stops(head->docx, &rows);
	add_spacing(out, (struct spacing){ space_to(head, line.baseline, line.pitch, rows.count), docx_twips(line.after),
					   docx_twips(line.pitch) });
	buf_add_text(out, signers ? "<w:jc w:val=\"left\"/></w:pPr>" : "</w:pPr>");
	write_rows(head->docx, &rows, number, signers);
	docx_close_paragraph(head->docx);
}

/* ---- letters (10.1): the mark, which stands above the text, is in a frame */

/* A row below the upper double rule: a label at the left, or none, and 发文字号 at the right, or none. */
struct letter_row {
	const char *style;
	const struct doc_node *label, *number;
	double baseline;
	size_t lines;
};

/* The rows; the number stands beside the first label or below all. */
static size_t find_rows(const struct head *head, const struct doc_node *node, struct letter_row rows[4])
{
	const struct doc_node *number = doc_field(node, "发文字号");
	const struct measure *own = measure_of(head, number), *whole = measure_of(head, node);
	double baseline = whole ? whole->number : above_baseline * head->docx->look.template->line_pitch;
	size_t count = 0;
	for (size_t i = 0; doc_label_keys[i]; i++) {
		const struct doc_node *field = doc_field(node, doc_label_keys[i]);
		const struct measure *measure = measure_of(head, field);
		if (field)
			rows[count++] = (struct letter_row){ i ? "Security" : "CopyNumber", field, NULL, measure ? measure->baseline : baseline,
							     measure ? measure->line_count : 1 };
	}
	if (count && number && baseline < rows[0].baseline + 1)
		rows[0].number = number;
	else if (!count || number)
		rows[count++] = (struct letter_row){ "DocumentNumber", NULL, number, baseline, own ? own->line_count : 1 };
	return count;
}

static void write_letter_row(struct head *head, const struct letter_row *row, double after)
{
	const struct page_template *t = head->docx->look.template;
	struct buf *out = &head->docx->body;
	open_paragraph(out, row->style);
	buf_add_text(out, "<w:keepNext/>");
	if (row->label && row->number)
		buf_printf(out, "<w:tabs><w:tab w:val=\"right\" w:pos=\"%d\"/></w:tabs>", docx_chars(t, t->chars));
	add_spacing(out, (struct spacing){ space_to(head, row->baseline, t->line_pitch, row->lines), docx_twips(fmax(0, after - head->bottom)),
					   docx_twips(t->line_pitch) });
	buf_add_text(out, "</w:pPr>");
	if (row->label)
		docx_write_lines(head->docx, row->label);
	if (row->label && row->number)
		docx_write_tab(head->docx);
	if (row->number)
		docx_write_lines(head->docx, row->number);
	docx_close_paragraph(head->docx);
}

static void write_letter(struct head *head, const struct doc_node *node)
{
	const struct page_template *t = head->docx->look.template;
	const struct doc_node *mark = doc_field(node, "发文机关");
	const struct measure *measure = measure_of(head, node);
	struct frame frame = { (t->page_width - t->letter.rule_length) / 2, t->letter.rule_length };
	struct letter_row rows[4];
	size_t count = find_rows(head, node, rows);
	if (mark)
		write_mark(head, mark, &frame);
	if (measure)
		docx_add_double_rule(t, t->margin_top + measure->rule, true, &head->docx->body);
	for (size_t i = 0; i < count; i++)
		write_letter_row(head, &rows[i], i + 1 == count && measure ? measure->height - stands_below(head) : 0);
}

void docx_write_head(struct docx *docx, const struct doc_node *node)
{
	const struct doc_node *mark = doc_field(node, "发文机关");
	struct head head = { .docx = docx };
	if (docx->look.template->letter.shown) {
		write_letter(&head, node);
		return;
	}
	write_labels(&head, node);
	const struct doc_node *suffix = doc_field(node, DOC_MARK_SUFFIX);
	const struct measure *joint = suffix ? measure_of(&head, mark) : NULL;
	if (joint) {
		write_joint_names(&head, mark, joint);
		write_joint_suffix(&head, suffix, joint->size);
	} else if (mark) {
		write_mark(&head, mark, NULL);
	}
	write_number(&head, node);
}
