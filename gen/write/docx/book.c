/* Books: cover and contents. */
#include "write/docx/internal.h"

#include <string.h>

#include "layout/page.h"

void docx_open_book(struct docx *docx)
{
	const struct doc *doc = docx->input->doc;
	docx->look.styled = (struct docx_scheme){ doc->numbering, doc->continue_level3 };
	for (const struct doc_node *part = doc->root->first; part; part = part->next) {
		bool numbered = part->kind == DOC_PLAN && part->numbering != DOC_NUMBER_NONE;
		if (part->kind != DOC_COVER && part->kind != DOC_CONTENTS && part->kind != DOC_PLAN)
			continue;
		if (!docx->look.book)
			docx->look.styled.numbering = DOC_NUMBER_NONE;
		docx->look.book = true;
		if (part->kind == DOC_CONTENTS)
			docx_collect_bookmarks(docx, part);
		if (numbered && docx->look.styled.numbering == DOC_NUMBER_NONE)
			docx->look.styled = (struct docx_scheme){ part->numbering, part->continue_level3 };
	}
}

static void write_styled(struct docx *docx, const struct doc_node *node, const char *style)
{
	docx_write_paragraph(docx, node, &(struct docx_paragraph){ .style = style });
}

/* The cover has no number; pages are counted after it: between two odd pages word processors leave the back of a sheet blank. A colophon, the last part, has none either. */
void docx_write_cover(struct docx *docx, const struct doc_node *cover)
{
	if (cover->previous) {
		docx_flush_page_break(docx);
		docx_start_section(docx, (struct docx_section){ .low = true, .start = -1 });
	}
	docx->section.numbered = false;
	for (const struct doc_node *n = cover->first; n; n = n->next)
		write_styled(docx, n, n->kind == DOC_TITLE ? "Title" : "Subtitle");
	if (cover->next)
		docx_start_section(docx, (struct docx_section){ .numbered = true, .start = 1 });
}

/* ---- contents */

static void add_field_mark(struct buf *out, const char *type)
{
	docx_add_value(out, "<w:r><w:fldChar w:fldCharType=\"", type);
	buf_add_text(out, "</w:r>");
}

static int deepest_level(const struct doc_node *contents)
{
	int deepest = 1;
	for (const struct doc_node *n = contents->first; n; n = n->next)
		deepest = n->kind == DOC_ENTRY && n->level > deepest ? n->level : deepest;
	return deepest;
}

/* The field that Word makes the entries anew from: headings down to the level of the deepest entry. */
static void open_field(struct docx *docx, const struct doc_node *contents)
{
	add_field_mark(&docx->body, "begin");
	buf_printf(&docx->body, "<w:r><w:instrText xml:space=\"preserve\"> TOC \\o \"1-%d\" \\h \\z \\u </w:instrText></w:r>",
		   deepest_level(contents));
	add_field_mark(&docx->body, "separate");
}

static void write_page(struct docx *docx, const struct doc_node *entry, const struct docx_bookmark *bookmark)
{
	struct buf *out = &docx->body;
	buf_add_text(out, "<w:r><w:tab/></w:r>");
	if (bookmark) {
		add_field_mark(out, "begin");
		buf_add_text(out, "<w:r><w:instrText xml:space=\"preserve\"> PAGEREF ");
		docx_add_bookmark_name(out, bookmark);
		buf_add_text(out, " \\h </w:instrText></w:r>");
		add_field_mark(out, "separate");
	}
	docx_write_run(docx, str_of(entry->page ? entry->page : ""), NULL, entry->place);
	if (bookmark)
		add_field_mark(out, "end");
}

/* Where the layout's lines have been read up to: entries stand on the pages in their order. */
struct cursor {
	size_t page, line;
};

/* The next line on the pages if it is one of the entry, else NULL. */
static const struct page_line *next_line(const struct page_list *pages, struct cursor *at, const struct doc_node *entry)
{
	for (; pages && at->page < pages->page_count; at->page++, at->line = 0)
		for (; at->line < pages->pages[at->page].line_count; at->line++) {
			const struct page_line *line = &pages->pages[at->page].lines[at->line];
			if (!line->node || line->node->kind != DOC_ENTRY)
				continue;
			if (line->node != entry)
				return NULL;
			at->line++;
			return line;
		}
	return NULL;
}

/* Values in an entry are plain text: Word makes it anew from the heading, where they are bound. Its lines end where the
 * layout ends them, so that the contents have as many pages as the numbers in them count on: an indent at the right, which
 * would do so too, takes the page number away in LibreOffice. */
static void write_entry_text(struct docx *docx, const struct doc_node *entry, struct cursor *at)
{
	const struct page_line *line = next_line(docx->input->pages, at, entry);
	struct buf whole = BUF_INIT;
	for (; line && !line->last; line = next_line(docx->input->pages, at, entry)) {
		docx_write_run(docx, line->text, NULL, entry->place);
		buf_add_text(&docx->body, "<w:r><w:br/></w:r>");
	}
	doc_add_plain_text(entry, &whole);
	/* behind the last line the layout put a tab and the page number */
	const char *tab = line ? memrchr(line->text.data, '\t', line->text.len) : NULL;
	struct str rest = tab ? (struct str){ line->text.data, (size_t)(tab - line->text.data) } : buf_str(&whole);
	docx_write_run(docx, rest, NULL, entry->place);
	buf_free(&whole);
}

/* The field begins in the first entry and ends in the last, so that it takes no line of its own. */
static void write_entry(struct docx *docx, const struct doc_node *entry, struct cursor *at, bool first)
{
	static const char *const styles[] = { "TOC1", "TOC2", "TOC3", "TOC4" };
	int level = entry->level < 1 ? 1 : entry->level > DOCX_LEVELS ? DOCX_LEVELS : entry->level;
	const struct docx_bookmark *bookmark = docx_find_bookmark(docx, entry->entry_target);
	bool leads = entry->next && entry->next->level > entry->level;
	struct docx_paragraph paragraph = { .style = styles[level - 1], .keep_with_next = leads };
	docx_open_paragraph(docx, &paragraph);
	if (first && docx->bookmark_count)
		open_field(docx, entry->parent);
	if (bookmark) {
		buf_add_text(&docx->body, "<w:hyperlink w:anchor=\"");
		docx_add_bookmark_name(&docx->body, bookmark);
		buf_add_text(&docx->body, "\" w:history=\"1\">");
	}
	write_entry_text(docx, entry, at);
	write_page(docx, entry, bookmark);
	if (bookmark)
		buf_add_text(&docx->body, "</w:hyperlink>");
	if (!entry->next && docx->bookmark_count)
		add_field_mark(&docx->body, "end");
	docx_close_paragraph(docx);
}

void docx_write_contents(struct docx *docx, const struct doc_node *contents)
{
	buf_printf(&docx->body, "<w:sdt><w:sdtPr><w:id w:val=\"%u\"/><w:docPartObj><w:docPartGallery w:val=\"Table of Contents\"/>"
			       "<w:docPartUnique/></w:docPartObj></w:sdtPr><w:sdtContent>", ++docx->control_count);
	struct cursor at = { 0, 0 };
	bool first = true;
	for (const struct doc_node *n = contents->first; n; n = n->next)
		if (n->kind == DOC_ENTRY) {
			write_entry(docx, n, &at, first);
			first = false;
		} else {
			write_styled(docx, n, "TOCHeading");
		}
	buf_add_text(&docx->body, "</w:sdtContent></w:sdt>");
}
