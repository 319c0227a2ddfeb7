/* word/styles.xml: the template's styles under the names that Word knows them by. */
#include "write/docx/internal.h"

#include <math.h>
#include <string.h>

enum style_flag {
	CUSTOM = 1,                /* not one of Word's built-in styles */
	TOGETHER = 2,              /* no space between paragraphs of this style */
	LEADERS = 4,               /* dots up to a page number at the right edge */
	TIGHT = 8,                 /* a formula: no space between Han and digits (doc_is_formula()) */
};

enum outline { BODY_LEVEL = 9, NO_OUTLINE = -1 };

struct style {
	const char *id, *name;     /* w:styleId, w:name */
	const char *source;        /* style of the template */
	const char *based, *next;  /* w:styleId or NULL */
	const char *link;          /* its character style, or NULL */
	int outline;               /* w:outlineLvl, 0 = level 1 */
	int heading;               /* 1 … 4: level of the plan's headings, whose number it carries */
	unsigned flags;
};

/* Normal has the grid and no indent, so that what a clerk puts in anew (tables, headers) starts at the edge; body text
 * is Body Text. */
static const struct style paragraph_styles[] = {
	{ "Normal", "Normal", "body", NULL, NULL, NULL, NO_OUTLINE, 0, 0 },
	{ "BodyText", "Body Text", "body", "Normal", NULL, NULL, NO_OUTLINE, 0, 0 },
	{ "Recipient", "主送机关", "recipient", "Normal", "BodyText", NULL, NO_OUTLINE, 0, CUSTOM },
	{ "List", "List", "list", "Normal", NULL, NULL, NO_OUTLINE, 0, 0 },
	{ "Quote", "Quote", "quote", "Normal", NULL, NULL, NO_OUTLINE, 0, 0 },
	{ "QuoteList", "引用列表", "quote", "Normal", NULL, NULL, NO_OUTLINE, 0, CUSTOM },
	{ "AttachmentNote", "附件说明", "attachment-note", "Normal", NULL, NULL, NO_OUTLINE, 0, CUSTOM | TOGETHER },
	{ "IssuingAuthority", "落款", "signature", "Normal", "IssueDate", NULL, NO_OUTLINE, 0, CUSTOM },
	{ "IssueDate", "成文日期", "signature", "Normal", "BodyText", NULL, NO_OUTLINE, 0, CUSTOM | TIGHT },
	{ "ClosingNote", "附注", "note", "Normal", "BodyText", NULL, NO_OUTLINE, 0, CUSTOM },
	{ "Attendance", "出席", "attendance", "Normal", NULL, NULL, NO_OUTLINE, 0, CUSTOM },
	{ "AttachmentMark", "附件序号", "attachment-mark", "Normal", "AttachmentTitle", NULL, NO_OUTLINE, 0, CUSTOM | TIGHT },
	{ "Caption", "caption", "caption", "Normal", "BodyText", NULL, NO_OUTLINE, 0, 0 },
	{ "TableHead", "表头", "table-head", "Normal", NULL, NULL, NO_OUTLINE, 0, CUSTOM },
	{ "TableText", "表格文字", "table-cell", "Normal", NULL, NULL, NO_OUTLINE, 0, CUSTOM },
};

static const struct style plan_styles[] = {
	{ "Title", "Title", "title", "Normal", "BodyText", NULL, NO_OUTLINE, 0, 0 },
	{ "AttachmentTitle", "附件标题", "attachment-title", "Normal", "BodyText", NULL, 0, 0, CUSTOM },
};

/* Of page templates with a head and a record block. */
static const struct style head_styles[] = {
	{ "CopyNumber", "份号", "head-line", "Normal", NULL, NULL, NO_OUTLINE, 0, CUSTOM | TIGHT },
	{ "Security", "密级和紧急程度", "head-security", "Normal", NULL, NULL, NO_OUTLINE, 0, CUSTOM | TIGHT },
	{ "AuthorityMark", "发文机关标志", "head-mark", "Normal", "DocumentNumber", NULL, NO_OUTLINE, 0, CUSTOM },
	{ "DocumentNumber", "发文字号", "head-number", "Normal", "Title", NULL, NO_OUTLINE, 0, CUSTOM | TIGHT },
};

static const struct style record_styles[] = {
	{ "Record", "版记", "record", "Normal", NULL, NULL, NO_OUTLINE, 0, CUSTOM },
};

/* Of documents with footnotes. */
static const struct style note_styles[] = {
	{ "FootnoteText", "footnote text", "footnote", "Normal", NULL, NULL, NO_OUTLINE, 0, 0 },
};

static const char reference_style[] =
	"<w:style w:type=\"character\" w:styleId=\"FootnoteReference\"><w:name w:val=\"footnote reference\"/>"
	"<w:basedOn w:val=\"DefaultParagraphFont\"/><w:rPr><w:rFonts w:hint=\"eastAsia\"/><w:vertAlign w:val=\"superscript\"/></w:rPr></w:style>";

static const struct style book_styles[] = {
	{ "Title", "Title", "cover-title", "Normal", "Subtitle", NULL, NO_OUTLINE, 0, 0 },
	{ "Subtitle", "Subtitle", "cover-line", "Normal", NULL, NULL, NO_OUTLINE, 0, 0 },
	{ "TOCHeading", "TOC Heading", "contents-title", "Normal", "BodyText", NULL, NO_OUTLINE, 0, 0 },
	{ "TOC1", "toc 1", "contents-entry1", "Normal", "BodyText", NULL, NO_OUTLINE, 0, LEADERS },
	{ "TOC2", "toc 2", "contents-entry2", "Normal", "BodyText", NULL, NO_OUTLINE, 0, LEADERS },
	{ "TOC3", "toc 3", "contents-entry3", "Normal", "BodyText", NULL, NO_OUTLINE, 0, LEADERS },
	{ "TOC4", "toc 4", "contents-entry4", "Normal", "BodyText", NULL, NO_OUTLINE, 0, LEADERS },
	{ "AttachmentTitle", "附件标题", "attachment-title", "Normal", "BodyText", NULL, 1, 0, CUSTOM },
};

/* Word's headings, by its level. A run-in heading is a paragraph of body text (outline level 9: the navigation pane does
 * not swallow the text after it) whose first sentence carries the heading's linked character style: Word's contents
 * field takes just that part. */
static const struct {
	const char *id[DOCX_HEADING_FORMS], *name[DOCX_HEADING_FORMS];
} headings[DOCX_LEVELS + 1] = {
	{ { "Heading1", "Heading1RunIn", "Heading1Char" }, { "heading 1", "标题 1 行首", "标题 1 字符" } },
	{ { "Heading2", "Heading2RunIn", "Heading2Char" }, { "heading 2", "标题 2 行首", "标题 2 字符" } },
	{ { "Heading3", "Heading3RunIn", "Heading3Char" }, { "heading 3", "标题 3 行首", "标题 3 字符" } },
	{ { "Heading4", "Heading4RunIn", "Heading4Char" }, { "heading 4", "标题 4 行首", "标题 4 字符" } },
	{ { "Heading5", "Heading5RunIn", "Heading5Char" }, { "heading 5", "标题 5 行首", "标题 5 字符" } },
};

/* Styles of the template for headings of a plan's level; 0: its title. */
static const char *const heading_sources[DOCX_LEVELS + 1] = { "title", "heading1", "heading2", "heading3", "heading4" };

struct character_style {
	const char *id, *name, *source, *link; /* source NULL: it looks like the text around it */
};

/* Of text that is more than one thing: it looks like what stands innermost. */
static const struct character_style stressed_styles[DOCX_STRESS_COUNT] = {
	[DOCX_STRONG_EMPHASIS] = { "StrongEmphasis", "要点强调", "emphasis", NULL },
	[DOCX_EMPHASIS_STRONG] = { "EmphasisStrong", "强调要点", "strong", NULL },
	[DOCX_CODE] = { "Code", "代码", NULL, NULL },
};

static const struct character_style character_styles[] = {
	{ "Strong", "Strong", "strong", NULL },
	{ "Emphasis", "Emphasis", "emphasis", NULL },
	{ "PlaceholderText", "Placeholder Text", "gap", NULL },
};

static void add_run_properties(struct buf *out, const struct page_template *template, const struct template_style *style)
{
	int half_points = docx_twips(style->size) / 10;
	buf_add_text(out, "<w:rPr>");
	docx_add_fonts(out, style->font);
	buf_add_text(out, "<w:snapToGrid w:val=\"0\"/>");
	if (style->color)
		buf_printf(out, "<w:color w:val=\"%06X\"/>", (unsigned)style->color & 0xFFFFFF);
	buf_printf(out, "<w:spacing w:val=\"%d\"/><w:sz w:val=\"%d\"/><w:szCs w:val=\"%d\"/></w:rPr>",
		   template_run_spacing(template, style->size), half_points, half_points);
}

static const char *const justifications[] = {
	[TEMPLATE_JUSTIFY] = "both", [TEMPLATE_LEFT] = "left", [TEMPLATE_CENTER] = "center", [TEMPLATE_RIGHT] = "right"
};

static void add_spacing(struct buf *out, const struct page_template *template, const struct template_style *style)
{
	double line = style->line_height > 0 ? style->line_height : template->line_pitch;
	int pitch = docx_twips(template->line_pitch);
	line *= style->line_height > 0 ? 1 : ceil(style->size / line); /* as many lines of the grid as it needs */
	buf_add_text(out, "<w:spacing");
	buf_printf(out, " w:before=\"%d\" w:after=\"%d\"", (int)(style->space_before * pitch + 0.5),
		   (int)(style->space_after * pitch + 0.5));
	buf_printf(out, " w:line=\"%d\" w:lineRule=\"exact\"/>", docx_twips(line));
}

/* Normal, which is based on nothing, is without the indents of its style. Entries of contents have no indent at the right:
 * LibreOffice loses what a tab sets beyond one. They are kept with entries below them, not with those beside them, which
 * only the entry can say. */
static void add_paragraph_properties(const struct docx_look *look, const struct style *entry,
				     const struct template_style *style, struct buf *out)
{
	const struct page_template *template = look->template;
	bool plain = !entry->based;
	buf_add_text(out, "<w:pPr>");
	if (style->keep_with_next && !(entry->flags & LEADERS))
		buf_add_text(out, "<w:keepNext/>");
	if (entry->flags & LEADERS)
		buf_add_text(out, "<w:keepLines/>");
	buf_add_text(out, "<w:widowControl/>");
	if (entry->heading && look->styled.numbering != DOC_NUMBER_NONE)
		buf_printf(out, "<w:numPr><w:ilvl w:val=\"%d\"/><w:numId w:val=\"%zu\"/></w:numPr>", entry->heading - 1,
			   docx_heading_list(look->styled, entry->heading - 1));
	if (entry->flags & LEADERS)
		buf_printf(out, "<w:tabs><w:tab w:val=\"right\" w:leader=\"dot\" w:pos=\"%d\"/></w:tabs>",
			   docx_chars(template, template->chars));
	bool tight = entry->flags & TIGHT || (plain && template->latin_gap == 0); /* others have it of Normal */
	buf_add_text(out, tight ? docx_tight : "");
	buf_add_text(out, "<w:snapToGrid w:val=\"0\"/>");
	add_spacing(out, template, style);
	if (!plain) {
		buf_add_text(out, "<w:ind");
		docx_add_measure(out, template, "left", style->indent_left, true);
		docx_add_measure(out, template, "right", entry->flags & LEADERS ? 0 : style->indent_right, true);
		docx_add_measure(out, template, style->indent_first < 0 ? "hanging" : "firstLine", fabs(style->indent_first),
				 true);
		buf_add_text(out, "/>");
	}
	if (entry->flags & TOGETHER)
		buf_add_text(out, "<w:contextualSpacing/>");
	buf_printf(out, "<w:jc w:val=\"%s\"/>", justifications[style->align]);
	if (entry->outline != NO_OUTLINE)
		buf_printf(out, "<w:outlineLvl w:val=\"%d\"/>", entry->outline);
	buf_add_text(out, "</w:pPr>");
}

static void add_paragraph_style(const struct docx_look *look, const struct style *entry, struct buf *out)
{
	const struct template_style *style = template_style(look->template, entry->source);
	buf_printf(out, "<w:style w:type=\"paragraph\"%s%s w:styleId=\"%s\"><w:name w:val=\"%s\"/>",
		   entry->based ? "" : " w:default=\"1\"", entry->flags & CUSTOM ? " w:customStyle=\"1\"" : "", entry->id,
		   entry->name);
	if (entry->based)
		buf_printf(out, "<w:basedOn w:val=\"%s\"/>", entry->based);
	if (entry->next)
		buf_printf(out, "<w:next w:val=\"%s\"/>", entry->next);
	if (entry->link)
		buf_printf(out, "<w:link w:val=\"%s\"/>", entry->link);
	buf_add_text(out, "<w:qFormat/>");
	add_paragraph_properties(look, entry, style, out);
	add_run_properties(out, look->template, style);
	buf_add_text(out, "</w:style>");
}

/* Word's level, from 0, of headings of a plan's level. */
static int word_level(const struct docx_look *look, int level)
{
	return look->book ? level : level - 1;
}

const char *docx_heading_style(const struct docx_look *look, int level, enum docx_heading_form form)
{
	return headings[word_level(look, level)].id[form];
}

/* The template's style behind a heading's w:styleId, or NULL. */
static const char *heading_source(const struct docx_look *look, const char *id)
{
	for (int level = look->book ? 0 : 1; level <= DOCX_LEVELS; level++) {
		const char *const *own = headings[word_level(look, level)].id;
		if (strcmp(own[DOCX_OWN_LINE], id) == 0)
			return heading_sources[level];
		if (strcmp(own[DOCX_RUN_IN], id) == 0)
			return "body";
	}
	return NULL;
}

static const char *source_in(const struct style *styles, size_t count, const char *id)
{
	for (size_t i = 0; i < count; i++)
		if (strcmp(styles[i].id, id) == 0)
			return styles[i].source;
	return NULL;
}

double docx_style_before(const struct docx_look *look, const char *id)
{
	const char *source = source_in(paragraph_styles, sizeof paragraph_styles / sizeof *paragraph_styles, id);
	if (!source)
		source = heading_source(look, id);
	return source ? template_style(look->template, source)->space_before : 0;
}

/* Headings of all levels, and those that run in with text; in a book the titles of its plans, too. */
static void add_heading_styles(const struct docx_look *look, struct buf *out)
{
	for (int level = look->book ? 0 : 1; level <= DOCX_LEVELS; level++) {
		int outline = word_level(look, level);
		const char *const *id = headings[outline].id, *const *name = headings[outline].name;
		struct style own = { id[DOCX_OWN_LINE], name[DOCX_OWN_LINE], heading_sources[level], "Normal", "BodyText",
				     level ? id[DOCX_RUN_IN_TEXT] : NULL, outline, level, 0 };
		struct style run_in = { id[DOCX_RUN_IN], name[DOCX_RUN_IN], "body", "BodyText", "BodyText", NULL, BODY_LEVEL, 0,
					CUSTOM };
		add_paragraph_style(look, &own, out);
		if (level)
			add_paragraph_style(look, &run_in, out);
	}
}

static void add_styles(const struct docx_look *look, const struct style *styles, size_t count, struct buf *out)
{
	for (size_t i = 0; i < count; i++)
		add_paragraph_style(look, &styles[i], out);
}

/* Styles of what stands in quotes and lists otherwise than Quote and QuoteList tell. */
static void add_nest_styles(const struct docx_look *look, struct buf *out)
{
	for (unsigned nest = DOCX_NEST_NONE; nest < DOCX_NEST_MOST; nest++) {
		char letters[DOCX_NEST_LETTERS];
		struct buf id = BUF_INIT, name = BUF_INIT;
		if (!(look->nests >> nest & 1))
			continue;
		docx_nest_letters(nest, letters);
		buf_printf(&id, "Nested%s", letters);
		for (const char *letter = letters; *letter; letter++)
			buf_add_text(&name, *letter == 'Q' ? "引用" : "列表");
		struct style style = { id.data, name.data, "quote", "Normal", NULL, NULL, NO_OUTLINE, 0, CUSTOM };
		add_paragraph_style(look, &style, out);
		buf_free(&id);
		buf_free(&name);
	}
}

static void add_paragraph_styles(const struct docx_look *look, struct buf *out)
{
	add_styles(look, paragraph_styles, sizeof paragraph_styles / sizeof *paragraph_styles, out);
	if (look->book)
		add_styles(look, book_styles, sizeof book_styles / sizeof *book_styles, out);
	else
		add_styles(look, plan_styles, sizeof plan_styles / sizeof *plan_styles, out);
	if (look->template->head.shown)
		add_styles(look, head_styles, sizeof head_styles / sizeof *head_styles, out);
	if (look->template->record.shown)
		add_styles(look, record_styles, sizeof record_styles / sizeof *record_styles, out);
	if (look->notes)
		add_styles(look, note_styles, sizeof note_styles / sizeof *note_styles, out);
	add_heading_styles(look, out);
	add_nest_styles(look, out);
}

/* Styles of inlines change font and colour only, their size is that of the text around them. */
static void add_inline_look(const struct docx_look *look, const char *source, struct buf *out)
{
	const struct template_style *style = source ? template_style(look->template, source) : NULL;
	buf_add_text(out, "<w:qFormat/><w:rPr>");
	if (style && style->font)
		docx_add_fonts(out, style->font);
	if (style && style->color)
		buf_printf(out, "<w:color w:val=\"%06X\"/>", (unsigned)style->color & 0xFFFFFF);
	buf_add_text(out, "</w:rPr>");
}

static void add_character_style(const struct docx_look *look, const struct character_style *entry, bool custom, struct buf *out)
{
	const char *link = entry->link;
	buf_printf(out, "<w:style w:type=\"character\"%s w:styleId=\"%s\"><w:name w:val=\"%s\"/>"
			"<w:basedOn w:val=\"DefaultParagraphFont\"/>",
		   custom ? " w:customStyle=\"1\"" : "", entry->id, entry->name);
	if (link) {
		buf_printf(out, "<w:link w:val=\"%s\"/>", link);
		add_run_properties(out, look->template, template_style(look->template, entry->source));
	} else {
		add_inline_look(look, entry->source, out);
	}
	buf_add_text(out, "</w:style>");
}

static void add_character_styles(const struct docx_look *look, struct buf *out)
{
	for (int level = 1; level <= DOCX_LEVELS; level++) {
		int at = word_level(look, level);
		struct character_style style = { headings[at].id[DOCX_RUN_IN_TEXT], headings[at].name[DOCX_RUN_IN_TEXT],
						 heading_sources[level], headings[at].id[DOCX_OWN_LINE] };
		add_character_style(look, &style, true, out);
	}
	for (size_t i = 0; i < sizeof character_styles / sizeof *character_styles; i++)
		add_character_style(look, &character_styles[i], false, out);
	for (size_t i = 0; i < DOCX_STRESS_COUNT; i++)
		if (look->stressed >> i & 1)
			add_character_style(look, &stressed_styles[i], true, out);
	buf_add_text(out, look->notes ? reference_style : "");
}

/* Header and footer: a line as high as the letters. */
static void add_margin_style(const struct docx_look *look, const char *id, const char *name, const char *source,
			     struct buf *out)
{
	const struct template_style *style = template_style(look->template, source);
	buf_printf(out, "<w:style w:type=\"paragraph\" w:styleId=\"%s\"><w:name w:val=\"%s\"/><w:basedOn w:val=\"Normal\"/>"
			"<w:pPr><w:spacing w:line=\"%d\" w:lineRule=\"exact\"/><w:jc w:val=\"%s\"/></w:pPr>",
		   id, name, docx_twips(style->size), justifications[style->align]);
	add_run_properties(out, look->template, style);
	buf_add_text(out, "</w:style>");
}

static void add_defaults(const struct docx_look *look, struct buf *out)
{
	const struct template_style *body = template_style(look->template, "body");
	int half_points = docx_twips(body->size) / 10;
	buf_add_text(out, "<w:docDefaults><w:rPrDefault><w:rPr>");
	docx_add_fonts(out, body->font);
	buf_printf(out, "<w:sz w:val=\"%d\"/><w:szCs w:val=\"%d\"/><w:lang w:val=\"en-US\" w:eastAsia=\"zh-CN\" w:bidi=\"ar-SA\"/>"
			"</w:rPr></w:rPrDefault><w:pPrDefault/></w:docDefaults>",
		   half_points, half_points);
}

/* What does not depend on the template. */
static const char fixed_styles[] =
	"<w:style w:type=\"character\" w:default=\"1\" w:styleId=\"DefaultParagraphFont\">"
	"<w:name w:val=\"Default Paragraph Font\"/><w:uiPriority w:val=\"1\"/><w:semiHidden/></w:style>"
	"<w:style w:type=\"table\" w:default=\"1\" w:styleId=\"TableNormal\"><w:name w:val=\"Normal Table\"/>"
	"<w:uiPriority w:val=\"99\"/><w:semiHidden/><w:tblPr><w:tblInd w:w=\"0\" w:type=\"dxa\"/><w:tblCellMar>"
	"<w:top w:w=\"0\" w:type=\"dxa\"/><w:left w:w=\"108\" w:type=\"dxa\"/><w:bottom w:w=\"0\" w:type=\"dxa\"/>"
	"<w:right w:w=\"108\" w:type=\"dxa\"/></w:tblCellMar></w:tblPr></w:style>"
	"<w:style w:type=\"numbering\" w:default=\"1\" w:styleId=\"NoList\"><w:name w:val=\"No List\"/>"
	"<w:uiPriority w:val=\"99\"/><w:semiHidden/></w:style>"
	"<w:style w:type=\"character\" w:styleId=\"Hyperlink\"><w:name w:val=\"Hyperlink\"/>"
	"<w:basedOn w:val=\"DefaultParagraphFont\"/><w:rPr><w:u w:val=\"none\"/></w:rPr></w:style>";

/* The grid of tables, with the template's rules and padding. */
static void add_table_style(const struct page_template *template, struct buf *out)
{
	static const char *const sides[] = { "top", "left", "bottom", "right", "insideH", "insideV" };
	int padding = docx_twips(template->cell_padding);
	buf_add_text(out, "<w:style w:type=\"table\" w:styleId=\"TableGrid\"><w:name w:val=\"Table Grid\"/>"
			  "<w:basedOn w:val=\"TableNormal\"/><w:tblPr><w:tblBorders>");
	for (size_t i = 0; i < sizeof sides / sizeof *sides; i++)
		docx_add_border(out, sides[i], template->rule_width, 0);
	buf_printf(out, "</w:tblBorders><w:tblCellMar><w:left w:w=\"%d\" w:type=\"dxa\"/><w:right w:w=\"%d\" w:type=\"dxa\"/>"
			"</w:tblCellMar></w:tblPr></w:style>",
		   padding, padding);
}

void docx_write_styles(const struct docx_look *look, struct buf *out)
{
	buf_add_text(out, "<w:styles xmlns:w=\"" DOCX_NS_WORD "\">");
	add_defaults(look, out);
	add_paragraph_styles(look, out);
	buf_add_text(out, fixed_styles);
	add_table_style(look->template, out);
	add_character_styles(look, out);
	add_margin_style(look, "Header", "header", "draft-mark", out);
	add_margin_style(look, "Footer", "footer", "page-number", out);
	buf_add_text(out, "</w:styles>");
}
