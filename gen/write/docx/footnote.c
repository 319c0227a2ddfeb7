/* Word's own footnotes (ECMA-376 part 1, 17.11). */
#include "write/docx/internal.h"

void docx_add_footnote_properties(struct buf *out, bool separators)
{
	buf_add_text(out, "<w:footnotePr><w:pos w:val=\"pageBottom\"/><w:numFmt w:val=\"decimalEnclosedCircleChinese\"/>"
			  "<w:numRestart w:val=\"eachPage\"/>");
	buf_add_text(out, separators ? "<w:footnote w:id=\"-1\"/><w:footnote w:id=\"0\"/>" : "");
	buf_add_text(out, "</w:footnotePr>");
}

/* The number before the note, as large as its text, and a blank. */
static const char number[] = "<w:r><w:rPr><w:rFonts w:hint=\"eastAsia\"/></w:rPr><w:footnoteRef/></w:r><w:r><w:t xml:space=\"preserve\"> </w:t></w:r>";

static void write_note(struct docx *docx, const struct docx_note *note, size_t id)
{
	struct docx_paragraph paragraph = { .style = "FootnoteText" };
	buf_printf(&docx->body, "<w:footnote w:id=\"%zu\">", id);
	docx->plan = note->plan;
	for (const struct doc_node *n = note->node->first; n; n = n->next) {
		docx_open_paragraph(docx, &paragraph);
		buf_add_text(&docx->body, n == note->node->first ? number : "");
		docx_write_inlines(docx, n, NULL);
		docx_close_paragraph(docx);
	}
	buf_add_text(&docx->body, "</w:footnote>");
}

void docx_write_notes(struct docx *docx)
{
	struct buf body = docx->body, links = docx->links;
	docx->body = docx->notes; /* their paragraphs are written as those of the text, into another part */
	docx->links = docx->note_links;
	for (size_t i = 0; i < docx->note_count; i++)
		write_note(docx, &docx->note_list[i], i + 1);
	docx->notes = docx->body;
	docx->note_links = docx->links;
	docx->body = body;
	docx->links = links;
	docx->plan = NULL;
}

/* What stands between text and notes: a rule, which also shows where a note goes on. */
static void add_separator(struct buf *out, int id, const char *type)
{
	buf_printf(out, "<w:footnote w:type=\"%s\" w:id=\"%d\"><w:p><w:pPr><w:spacing w:line=\"240\" w:lineRule=\"exact\"/></w:pPr>"
			"<w:r><w:separator/></w:r></w:p></w:footnote>", type, id);
}

void docx_write_footnotes(const struct docx *docx, struct buf *out)
{
	buf_add_text(out, "<w:footnotes xmlns:w=\"" DOCX_NS_WORD "\" xmlns:r=\"" DOCX_NS_RELATIONSHIPS "\">");
	add_separator(out, -1, "separator");
	add_separator(out, 0, "continuationSeparator");
	buf_add_str(out, buf_str(&docx->notes));
	buf_add_text(out, "</w:footnotes>");
}
