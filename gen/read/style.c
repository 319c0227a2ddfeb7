/* Paragraph and character styles of a DOCX, by their names: ids are numbers in WPS and “Style10” in LibreOffice (17.7). */
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/xml.h"
#include "read/internal.h"
#include "read/package.h"

enum { BASED_DEPTH = 16, NO_OUTLINE = 9 };

struct style {
	const char *id, *name, *based; /* the name in lower case, single blanks */
	bool character;
	enum read_role role; /* that its own name says */
	const char *nest;    /* of a quote: read_block.nest */
	int level;
	int outline;        /* 0 … 8; NO_OUTLINE; -1: not said */
	int num, num_level; /* -1: not said */
	int align;          /* enum read_align, or -1 */
	int page_break;     /* 0, 1, or -1 */
	struct look look;
};

struct styles {
	struct style *items;
	size_t count, capacity;
	const char *standard; /* id of the default paragraph style, or NULL */
	struct look defaults; /* of all text (w:docDefaults) */
};

/* Names that say what a paragraph is: the built-in ones in English and Chinese, and our own. */
static const struct {
	const char *name;
	enum read_role role;
} known[] = {
	{ "title", READ_TITLE },          { "标题", READ_TITLE },           { "book title", READ_TITLE },
	{ "subtitle", READ_SUBTITLE },    { "副标题", READ_SUBTITLE },      { "toc heading", READ_CONTENTS },
	{ "contents heading", READ_CONTENTS }, { "目录标题", READ_CONTENTS }, { "caption", READ_CAPTION },
	{ "题注", READ_CAPTION },         { "table", READ_CAPTION },        { "主送机关", READ_RECIPIENT },
	{ "附件说明", READ_ATTACHED },    { "落款", READ_AUTHORITY },       { "signature", READ_AUTHORITY },
	{ "成文日期", READ_DATE },        { "date", READ_DATE },            { "日期", READ_DATE },
	{ "附注", READ_NOTE },            { "附件序号", READ_MARK },        { "附件标题", READ_ATTACHMENT_TITLE },
	{ "list", READ_LIST },            { "quote", READ_QUOTE },
	{ "intense quote", READ_QUOTE },  { "block text", READ_QUOTE },  { "quotations", READ_QUOTE },
	{ "版记", READ_RECORD },         { "出席", READ_ATTENDANCE },
	{ "份号", READ_HEAD },            { "密级和紧急程度", READ_HEAD },  { "发文机关标志", READ_HEAD },
	{ "发文字号", READ_HEAD },
};

/* Words that a level follows: “heading 2”, “标题 2 行首”. */
static const struct {
	const char *word;
	enum read_role role;
} levelled[] = {
	{ "heading", READ_HEADING }, { "标题", READ_HEADING }, { "toc", READ_CONTENTS },
	{ "contents", READ_CONTENTS }, { "目录", READ_CONTENTS }, { "list bullet", READ_LIST }, { "list number", READ_LIST },
};

/* What the name says that a paragraph stands in, of quotes and lists, the outermost first: 引用列表 is "QL". NULL: it says nothing of quotes. */
static const char *nest_of(struct arena *arena, const char *name)
{
	static const char *const words[] = { "引用", "列表", NULL };
	struct str rest = str_of(name);
	struct buf letters = BUF_INIT;
	for (size_t len; (len = str_starts_any(rest, words)); rest = str_from(rest, len))
		buf_add_char(&letters, str_starts(rest, words[0]) ? 'Q' : 'L');
	bool quote = !rest.len && letters.len && strchr(letters.data, 'Q');
	const char *nest = quote ? arena_strdup(arena, letters.data) : NULL;
	buf_free(&letters);
	return nest;
}

/* In lower case, as programs write built-in names in either. */
static char *lower(struct arena *arena, const char *name)
{
	char *out = arena_strdup(arena, name ? name : "");
	for (char *at = out; *at; at++)
		*at = (char)(*at >= 'A' && *at <= 'Z' ? *at - 'A' + 'a' : *at);
	return out;
}

/* The role that the name says, and its level (0: none); READ_TEXT where it says none. */
static enum read_role role_of(const char *name, int *level)
{
	*level = 0;
	for (size_t i = 0; i < sizeof levelled / sizeof *levelled; i++) {
		struct str rest = str_of(name);
		if (!str_starts(rest, levelled[i].word))
			continue;
		rest = str_trim(str_from(rest, strlen(levelled[i].word)));
		if (rest.len && rest.data[0] >= '1' && rest.data[0] <= '9') {
			*level = rest.data[0] - '0';
			return levelled[i].role;
		}
		if (!rest.len && levelled[i].role == READ_LIST)
			return READ_LIST;
	}
	for (size_t i = 0; i < sizeof known / sizeof *known; i++)
		if (strcmp(name, known[i].name) == 0)
			return known[i].role;
	return READ_TEXT;
}

/* Character styles that stress text by their names. */
static void add_stress(struct style *style)
{
	static const char *const strong[] = { "strong", "要点", "要点强调", "强调要点", NULL };
	static const char *const emphasis[] = { "emphasis", "强调", "要点强调", "强调要点", NULL };
	if (str_listed(strong, style->name))
		style->look.signs[LOOK_BOLD] = true;
	if (str_listed(emphasis, style->name))
		style->look.signs[LOOK_ITALIC] = true;
	if (strcmp(style->name, "强调要点") == 0)
		style->look.signs[LOOK_ITALIC_AROUND] = true;
	if (strcmp(style->name, "代码") == 0)
		style->look.signs[LOOK_CODE] = true;
}

static void add_style(struct styles *styles, struct arena *arena, const xmlNode *node)
{
	const char *type = docx_attribute(arena, node, "type"), *standard = docx_attribute(arena, node, "default");
	const xmlNode *p = docx_child(node, "pPr"), *num = docx_child(p, "numPr");
	struct style *style = ARENA_PUSH(arena, styles->items, styles->count, styles->capacity);
	style->id = docx_attribute(arena, node, "styleId");
	style->id = style->id ? style->id : "";
	style->name = lower(arena, docx_value_of(arena, node, "name"));
	style->based = docx_value_of(arena, node, "basedOn");
	style->character = type && strcmp(type, "character") == 0;
	style->role = style->character ? READ_TEXT : role_of(style->name, &style->level);
	style->nest = style->character ? NULL : nest_of(arena, style->name);
	if (style->nest)
		style->role = style->nest[strlen(style->nest) - 1] == 'Q' ? READ_QUOTE : READ_QUOTE_LIST;
	style->outline = docx_number(docx_value_of(arena, p, "outlineLvl"), -1);
	style->num = docx_number(docx_value_of(arena, num, "numId"), -1);
	style->num_level = docx_number(docx_value_of(arena, num, "ilvl"), -1);
	style->align = docx_align(docx_value_of(arena, p, "jc"), -1);
	style->page_break = docx_child(p, "pageBreakBefore") ? docx_is_on(p, "pageBreakBefore", false) : -1;
	style->look = look_read(arena, docx_child(node, "rPr"));
	if (style->character)
		add_stress(style);
	if (standard && strcmp(standard, "1") == 0 && type && strcmp(type, "paragraph") == 0)
		styles->standard = style->id;
}

static int by_id(const void *a, const void *b)
{
	return strcmp(((const struct style *)a)->id, ((const struct style *)b)->id);
}

struct styles *styles_load(struct package *package, struct arena *arena)
{
	struct styles *styles = ARENA_NEW(arena, struct styles);
	const char *part = package_target(package, "styles");
	xmlDocPtr document = part ? package_load(package, arena, part) : NULL;
	styles->defaults = look_none();
	for (const xmlNode *n = document ? xml_first(xmlDocGetRootElement(document)) : NULL; n; n = xml_next(n))
		if (xml_is(n, "style"))
			add_style(styles, arena, n);
		else if (xml_is(n, "docDefaults"))
			styles->defaults = look_read(arena, docx_child(docx_child(n, "rPrDefault"), "rPr"));
	if (styles->count)
		qsort(styles->items, styles->count, sizeof *styles->items, by_id);
	return styles;
}

static const struct style *find(const struct styles *styles, const char *id)
{
	struct style key = { .id = id };
	return id && styles->count ? bsearch(&key, styles->items, styles->count, sizeof key, by_id) : NULL;
}

struct style_facts styles_paragraph(const struct styles *styles, const char *id)
{
	struct style_facts facts = { .look = look_none() };
	int outline = -1, num = -1, num_level = -1, align = -1, page_break = -1;
	const struct style *style = find(styles, id ? id : styles->standard);
	for (int depth = 0; style && depth < BASED_DEPTH; style = find(styles, style->based), depth++) {
		if (facts.role == READ_TEXT) {
			facts.role = style->role;
			facts.level = style->level;
			facts.nest = style->nest;
		}
		outline = outline < 0 ? style->outline : outline;
		num = num < 0 ? style->num : num;
		num_level = num_level < 0 ? style->num_level : num_level;
		align = align < 0 ? style->align : align;
		page_break = page_break < 0 ? style->page_break : page_break;
		look_lay_over(&facts.look, &style->look);
	}
	if (facts.role == READ_TEXT && outline >= 0 && outline < NO_OUTLINE) {
		facts.role = READ_HEADING;
		facts.level = outline + 1;
	}
	facts.level -= facts.role == READ_LIST && facts.level;
	facts.num = num > 0 ? num : 0;
	facts.num_level = num_level > 0 ? num_level : 0;
	facts.align = align > 0 ? (enum read_align)align : READ_LEFT;
	facts.page_break = page_break > 0;
	look_lay_over(&facts.look, &styles->defaults);
	return facts;
}

struct look styles_character(const struct styles *styles, const char *id)
{
	struct look look = look_none();
	const struct style *style = find(styles, id);
	for (int depth = 0; style && depth < BASED_DEPTH; style = find(styles, style->based), depth++)
		look_lay_over(&look, &style->look);
	return look;
}
