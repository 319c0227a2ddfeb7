/* Inline nodes of the tree. */
#include "write/docx/internal.h"


#include "base/arena.h"

/* Target of a hyperlink as a URI (RFC 3986): Word refuses files whose targets hold blanks or bare signs. */
static void add_uri(struct buf *out, const char *target)
{
	struct buf uri = BUF_INIT;
	buf_add_percent(&uri, str_of(target), "-._~:/?#[]@!$&'()*+,;=%");
	buf_add_xml(out, buf_str(&uri));
	buf_free(&uri);
}

static void write_link(struct docx *docx, const struct doc_node *node, const char *style)
{
	if (!node->target || !*node->target) {
		docx_write_inlines(docx, node, style);
		return;
	}
	size_t id = ++docx->link_count;
	buf_printf(&docx->links, "<Relationship Id=\"rIdLink%zu\" Type=\"" DOCX_NS_RELATIONSHIPS "/hyperlink\" "
				 "TargetMode=\"External\" Target=\"", id);
	add_uri(&docx->links, node->target);
	buf_add_text(&docx->links, "\"/>");
	buf_printf(&docx->body, "<w:hyperlink r:id=\"rIdLink%zu\">", id);
	docx_write_inlines(docx, node, style);
	buf_add_text(&docx->body, "</w:hyperlink>");
}

/* A reference to a footnote, which is written behind the text. */
static void write_reference(struct docx *docx, const struct doc_node *reference)
{
	*ARENA_PUSH(docx->arena, docx->note_list, docx->note_count, docx->note_capacity) = (struct docx_note){ reference->mate, docx->plan };
	docx->look.notes = true;
	docx->text_at += MEASURE_REFERENCE;
	buf_printf(&docx->body, "<w:r><w:rPr><w:rStyle w:val=\"FootnoteReference\"/></w:rPr><w:footnoteReference w:id=\"%zu\"/></w:r>",
		   docx->note_count);
}

void docx_write_inlines(struct docx *docx, const struct doc_node *node, const char *style)
{
	for (const struct doc_node *n = node->first; n; n = n->next)
		switch (n->kind) {
		case DOC_TEXT:
			docx_write_run(docx, n->text, style, n->place);
			break;
		case DOC_CODE:
			docx_write_run(docx, n->text, docx_inline_style(docx, n, style), n->place);
			break;
		case DOC_VALUE:
		case DOC_GAP:
			if (docx->input->docx_form == DOCX_FORM_PLAIN)
				docx_write_run(docx, n->text, n->kind == DOC_GAP ? docx_gap_style : style, n->place);
			else
				docx_write_control(docx, n, style);
			break;
		case DOC_STRONG:
		case DOC_EMPHASIS:
			docx_write_inlines(docx, n, docx_inline_style(docx, n, style));
			break;
		case DOC_LINK:
			write_link(docx, n, docx_inline_style(docx, n, style));
			break;
		case DOC_LINE_BREAK:
			buf_add_text(&docx->body, "<w:r><w:br/></w:r>");
			docx->text_at++;
			break;
		case DOC_REFERENCE:
			write_reference(docx, n);
			break;
		case DOC_ROOT: /* blocks, which never stand in a line */
		case DOC_FOOTNOTES:
		DOC_CASE_BLOCKS:
		DOC_CASE_BLOCK_PARTS:
		DOC_CASE_BOOK_PARTS:
		case DOC_KIND_COUNT:
			diag_add(docx->diags, DIAG_KIND_UNWRITTEN, n->place, doc_kind_name(n->kind), "docx");
			break;
		}
}

void docx_write_lines(struct docx *docx, const struct doc_node *node)
{
	const struct measure *measure = measure_find(docx->input->measures, node);
	docx->text_at = 0;
	docx->breaks = measure ? measure->breaks : NULL;
	docx->break_count = measure ? measure->break_count : 0;
	docx_write_inlines(docx, node, NULL);
	docx->break_count = 0;
}
