/* word/numbering.xml: Word numbers headings and lists itself, so a clerk who adds a section gets the next number. */
#include "write/docx/internal.h"

#include "base/utf8.h"

enum { LIST_LEVELS = 9 }; /* that Word knows */

struct level_format {
	const char *format;  /* w:numFmt */
	const char *text;    /* w:lvlText */
};

#define CHINESE "chineseCountingThousand"

static const struct level_format schemes[][DOCX_LEVELS] = {
	[DOC_NUMBER_STANDARD] = { { CHINESE, "%1、" }, { CHINESE, "（%2）" }, { "decimal", "%3." }, { "decimal", "（%4）" } },
	[DOC_NUMBER_TWO_LEVEL] = { { CHINESE, "%1、" }, { "decimal", "%2." }, { "decimal", "（%3）" },
				   { "decimalEnclosedCircle", "%4" } },
};

/* Opens an abstract list: `id` makes its w:nsid, which tells lists of different documents apart. */
static void open_abstract(struct buf *out, size_t id, const char *type)
{
	buf_printf(out, "<w:abstractNum w:abstractNumId=\"%zu\"><w:nsid w:val=\"%08zX\"/><w:multiLevelType w:val=\"%s\"/>",
		   id, 0x4C0A5D00 + id, type);
}

static void add_level_indent(const struct docx_look *look, const char *style, struct buf *out)
{
	const struct template_style *source = template_style(look->template, style);
	buf_add_text(out, "<w:lvlJc w:val=\"left\"/><w:pPr><w:ind");
	docx_add_measure(out, look->template, "left", source->indent_left, true);
	docx_add_measure(out, look->template, "firstLine", source->indent_first, true);
	buf_add_text(out, "/></w:pPr>");
}

/* Numbering whose list `id` is. */
static enum doc_numbering numbering_of(size_t id)
{
	return id >= DOCX_NUM_TWO_LEVEL ? DOC_NUMBER_TWO_LEVEL : DOC_NUMBER_STANDARD;
}

/* Whether the heading style of the level takes its numbers from the list `id`. */
static bool is_styled(const struct docx_look *look, size_t id, int level)
{
	return look->styled.numbering != DOC_NUMBER_NONE && docx_heading_list(look->styled, level) == id;
}

/* All four levels; those that belong to the list `id` are bound to the heading styles. */
static void add_heading_levels(const struct docx_look *look, size_t id, struct buf *out)
{
	static const char *const sources[DOCX_LEVELS] = { "heading1", "heading2", "heading3", "heading4" };
	enum doc_numbering numbering = numbering_of(id);
	bool running = id == DOCX_NUM_STANDARD_RUNNING || id == DOCX_NUM_TWO_LEVEL_RUNNING;
	for (int i = 0; i < DOCX_LEVELS; i++) {
		const struct level_format *level = &schemes[numbering][i];
		buf_printf(out, "<w:lvl w:ilvl=\"%d\"><w:start w:val=\"1\"/><w:numFmt w:val=\"%s\"/>", i, level->format);
		if (running && i == docx_running_level(numbering))
			buf_add_text(out, "<w:lvlRestart w:val=\"0\"/>");
		if (is_styled(look, id, i))
			buf_printf(out, "<w:pStyle w:val=\"%s\"/>", docx_heading_style(look, i + 1, DOCX_OWN_LINE));
		buf_printf(out, "<w:suff w:val=\"nothing\"/><w:lvlText w:val=\"%s\"/>", level->text);
		add_level_indent(look, sources[i], out);
		buf_add_text(out, "<w:rPr>");
		docx_add_fonts(out, template_style(look->template, sources[i])->font);
		buf_add_text(out, "</w:rPr></w:lvl>");
	}
}

static void add_bullet_levels(const struct docx_look *look, struct buf *out)
{
	for (int i = 0; i < LIST_LEVELS; i++) {
		buf_printf(out, "<w:lvl w:ilvl=\"%d\"><w:start w:val=\"1\"/><w:numFmt w:val=\"bullet\"/>"
				"<w:suff w:val=\"nothing\"/><w:lvlText w:val=\"",
			   i);
		buf_add_xml(out, str_of(look->template->list_mark));
		buf_add_text(out, "\"/>");
		add_level_indent(look, "list", out);
		buf_add_text(out, "</w:lvl>");
	}
}

/* 附件说明: the first line is 附件：1., the lines after it 2., 3. …: two levels, the second starting at 2. */
static void add_note_levels(struct buf *out)
{
	buf_add_text(out, "<w:lvl w:ilvl=\"0\"><w:start w:val=\"1\"/><w:numFmt w:val=\"decimal\"/><w:suff w:val=\"nothing\"/>"
			  "<w:lvlText w:val=\"附件：%1. \"/><w:lvlJc w:val=\"left\"/></w:lvl>"
			  "<w:lvl w:ilvl=\"1\"><w:start w:val=\"2\"/><w:numFmt w:val=\"decimal\"/><w:suff w:val=\"nothing\"/>"
			  "<w:lvlText w:val=\"%2. \"/><w:lvlJc w:val=\"left\"/></w:lvl>");
}

/* The w:numFmt for the number that stands in `text` from *start to *end (bytes). */
static const char *find_number(struct str text, size_t *start, size_t *end)
{
	const char *format = "decimal";
	*start = *end = 0;
	uint32_t c = 0;
	for (size_t i = 0, step; i < text.len && (step = utf8_decode(text.data + i, text.len - i, &c)); i += step) {
		bool digit = c >= '0' && c <= '9', circled = c >= 0x2460 && c <= 0x2473, han = utf8_is_han(c);
		if (!digit && !circled && !han) {
			if (*end)
				break;
			continue;
		}
		if (!*end)
			*start = i;
		*end = i + step;
		format = circled ? "decimalEnclosedCircle" : han ? CHINESE : "decimal";
	}
	return format;
}

/* One level of an ordered list, with the form of the number that stands in `number`. */
static void add_list_level(const struct docx_look *look, const struct docx_num *num, struct str number, int level, struct buf *out)
{
	size_t start, end;
	const char *format = find_number(number, &start, &end);
	buf_printf(out, "<w:lvl w:ilvl=\"%d\"><w:start w:val=\"%d\"/><w:numFmt w:val=\"%s\"/><w:suff w:val=\"nothing\"/>"
			"<w:lvlText w:val=\"",
		   level, num->start, format);
	buf_add_xml(out, (struct str){ number.data, start });
	buf_printf(out, "%%%d", level + 1);
	buf_add_xml(out, str_from(number, end));
	buf_add_text(out, "\"/>");
	add_level_indent(look, "list", out);
	buf_add_text(out, "</w:lvl>");
}

/* A list of its own for each ordered list; the number's form is that of its first item. Its items stand on the level of the lists around
 * them, so that whoever reads the document knows what they stand in; the levels above are there for programs that want them. */
static void add_list(const struct docx_look *look, const struct docx_num *num, size_t id, struct buf *out)
{
	struct str number = str_of(num->list->first ? num->list->first->number : NULL);
	open_abstract(out, id, num->level ? "multilevel" : "singleLevel");
	for (int level = 0; level <= num->level; level++)
		add_list_level(look, num, number, level, out);
	buf_add_text(out, "</w:abstractNum>");
}

static void add_num(struct buf *out, size_t id, size_t abstract, const struct docx_num *restart)
{
	buf_printf(out, "<w:num w:numId=\"%zu\"><w:abstractNumId w:val=\"%zu\"/>", id, abstract);
	for (int i = 0; i < DOCX_LEVELS && restart; i++)
		if (restart->level == i || restart->level == DOCX_EVERY_LEVEL)
			buf_printf(out, "<w:lvlOverride w:ilvl=\"%d\"><w:startOverride w:val=\"%d\"/></w:lvlOverride>", i,
				   restart->start);
	buf_add_text(out, "</w:num>");
}

/* Whether the document has the fixed list `id`: those of headings must have been used, or be the styles'. */
static bool is_used(const struct docx_look *look, size_t id)
{
	bool used = id >= DOCX_NUM_BULLETS || look->lists_begun & 1u << id;
	for (int i = 0; i < DOCX_LEVELS && !used; i++)
		used = is_styled(look, id, i);
	return used;
}

static void add_abstracts(const struct docx_look *look, const struct docx_nums *nums, struct buf *out)
{
	for (size_t id = DOCX_NUM_STANDARD; id < DOCX_NUM_BULLETS; id++) {
		if (!is_used(look, id))
			continue;
		open_abstract(out, id, "multilevel");
		add_heading_levels(look, id, out);
		buf_add_text(out, "</w:abstractNum>");
	}
	open_abstract(out, DOCX_NUM_BULLETS, "multilevel");
	add_bullet_levels(look, out);
	buf_add_text(out, "</w:abstractNum>");
	open_abstract(out, DOCX_NUM_NOTE, "multilevel");
	add_note_levels(out);
	buf_add_text(out, "</w:abstractNum>");
	for (size_t i = 0; i < nums->count; i++)
		if (nums->items[i].list)
			add_list(look, &nums->items[i], DOCX_NUM_FIRST_FREE + i, out);
}

void docx_write_numbering(const struct docx_look *look, const struct docx_nums *nums, struct buf *out)
{
	buf_add_text(out, "<w:numbering xmlns:w=\"" DOCX_NS_WORD "\">");
	add_abstracts(look, nums, out);
	for (size_t id = DOCX_NUM_STANDARD; id < DOCX_NUM_FIRST_FREE; id++)
		if (is_used(look, id))
			add_num(out, id, id, NULL);
	for (size_t i = 0; i < nums->count; i++) {
		const struct docx_num *num = &nums->items[i];
		size_t id = DOCX_NUM_FIRST_FREE + i;
		add_num(out, id, num->list ? id : num->abstract, num->list ? NULL : num);
	}
	buf_add_text(out, "</w:numbering>");
}
