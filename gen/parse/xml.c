#include <string.h>

#include "base/arena.h"
#include "base/xml.h"
#include "parse/markdown.h"

/* What may stand in an element: one bit each, so that an element can name all the places it may stand in. */
enum content {
	NOTHING = 0,
	IN_PLAN = 1,
	IN_SECTION = 2,
	IN_ATTACHMENT = 4,
	IN_LIST = 8,
	IN_ITEM = 16,
	IN_TABLE = 32,
	IN_ROW = 64,
	IN_NAMES = 128,
	IN_SIGNATURE = 256,
	IN_TEXT = 512,
	IN_FOOTNOTE = 1024,
	IN_BODY = IN_PLAN | IN_SECTION | IN_ATTACHMENT,
};

enum { ATTRIBUTES = 3 };

struct reading {
	struct parse *parse;
	const struct source *source; /* the merged text */
	int level;                   /* sections around */
};

struct element {
	const char *name;
	int parents;          /* contents it may stand in */
	int content;          /* what may stand in it */
	enum doc_kind kind;
	void (*read)(struct reading *reading, const struct element *element, const xmlNode *node, struct doc_node *parent,
		     int depth);
	const char *attributes[ATTRIBUTES];
};

static void read_children(struct reading *reading, const xmlNode *node, int content, struct doc_node *parent, int depth);

static struct spot spot_of(const struct reading *reading, const xmlNode *node)
{
	return (struct spot){ xml_place(reading->source, node).offset, NULL };
}

/* An attribute's value with its placeholders filled in; data is NULL when it is not given. */
static struct str attribute(struct reading *reading, const xmlNode *node, const char *name)
{
	const char *value = xml_attribute(reading->parse->doc->arena, node, name);
	return value ? parse_plain(reading->parse, str_of(value), spot_of(reading, node)) : (struct str){ NULL, 0 };
}

/* 1 true, 0 false, -1 not given (or neither, with an error). */
static int flag(struct reading *reading, const xmlNode *node, const char *name)
{
	struct str value = attribute(reading, node, name);
	if (!value.data)
		return -1;
	if (!str_is(value, "true") && !str_is(value, "false")) {
		parse_report(reading->parse, DIAG_BAD_CHOICE, spot_of(reading, node), name, value.data, "true|false");
		return -1;
	}
	return str_is(value, "true");
}

static struct doc_node *read_node(struct reading *reading, const struct element *element, const xmlNode *node,
				  struct doc_node *parent, int depth)
{
	struct doc_node *block = parse_add(reading->parse, parent, element->kind, spot_of(reading, node));
	if (element->content == IN_TEXT && !doc_is_inline(element->kind))
		parse_start_text(reading->parse);
	read_children(reading, node, element->content, block, depth + 1);
	return block;
}

static void read_block(struct reading *reading, const struct element *element, const xmlNode *node, struct doc_node *parent,
		       int depth)
{
	struct doc_node *block = read_node(reading, element, node, parent, depth);
	if (element->content != NOTHING && !block->first && element->kind != DOC_CELL && element->kind != DOC_ITEM)
		doc_unlink(block);
}

/* The title comes first in the tree and the recipient next, wherever the source has them. */
static void read_front(struct reading *reading, const struct element *element, const xmlNode *node, struct doc_node *parent,
		       int depth)
{
	struct doc_node *block = read_node(reading, element, node, parent, depth);
	struct doc_node *at = parent->first;
	if (element->kind == DOC_RECIPIENT) {
		parse_finish_recipient(reading->parse, block);
		if (at->kind == DOC_TITLE)
			at = at->next;
	} else if (at->kind == DOC_TITLE) { /* a second one stays where it is and is reported by doc_check() */
		return;
	}
	if (at == block)
		return;
	doc_unlink(block);
	doc_insert_before(at, block);
}

static void read_meta(struct reading *reading, const struct element *element, const xmlNode *node, struct doc_node *parent,
		      int depth)
{
	(void)element, (void)parent, (void)depth;
	struct spot spot = spot_of(reading, node);
	struct str name = attribute(reading, node, "name");
	struct str value = str_trim(xml_text(reading->parse->doc->arena, node));
	parse_set_meta(reading->parse, name.data ? name : STR("name"), value, spot, spot);
}

static void read_section(struct reading *reading, const struct element *element, const xmlNode *node,
			 struct doc_node *parent, int depth)
{
	struct parse *parse = reading->parse;
	const xmlNode *first = xml_first(node);
	if (!first || !xml_is(first, "heading"))
		parse_report(parse, DIAG_XML_SECTION, spot_of(reading, node), NULL, NULL, NULL);
	if (++reading->level > 4)
		parse_report(parse, DIAG_HEADING_LEVEL, spot_of(reading, node),
			     arena_printf(parse->doc->arena, "%d", reading->level), NULL, NULL);
	read_children(reading, node, element->content, parent, depth);
	if (parent->last && parent->last->kind == DOC_HEADING)
		parent->last->closed = true;
	reading->level--;
}

static bool ends_sentence(const struct doc_node *heading)
{
	const struct doc_node *last = heading->last;
	while (last && last->kind == DOC_REFERENCE)
		last = last->previous;
	return last && str_ends(last->text, "。");
}

static void read_heading(struct reading *reading, const struct element *element, const xmlNode *node,
			 struct doc_node *parent, int depth)
{
	struct doc_node *heading = read_node(reading, element, node, parent, depth);
	int run_in = flag(reading, node, "run-in");
	if (node != xml_first(node->parent))
		parse_report(reading->parse, DIAG_XML_SECTION, spot_of(reading, node), NULL, NULL, NULL);
	heading->level = reading->level > 4 ? 4 : reading->level;
	heading->run_in = run_in < 0 ? ends_sentence(heading) : run_in;
	int numbered = flag(reading, node, "numbered");
	heading->unnumbered = numbered == 0;
	heading->numbered = numbered == 1;
	heading->restart = flag(reading, node, "restart") == 1;
}

static void read_name(struct reading *reading, const struct element *element, const xmlNode *node, struct doc_node *parent,
		      int depth)
{
	struct doc_node *name = read_node(reading, element, node, parent, depth);
	name->numbered = flag(reading, node, "numbered") == 1;
	if (!name->first)
		doc_unlink(name);
}

static void read_list(struct reading *reading, const struct element *element, const xmlNode *node, struct doc_node *parent,
		      int depth)
{
	struct doc_node *list = read_node(reading, element, node, parent, depth);
	list->ordered = flag(reading, node, "ordered") == 1;
	if (!list->first)
		doc_unlink(list);
}

static void read_table(struct reading *reading, const struct element *element, const xmlNode *node, struct doc_node *parent,
		       int depth)
{
	static const char *const aligns[] = { "align", "left", "center", "right", "decimal", NULL };
	struct doc_node *table = read_node(reading, element, node, parent, depth);
	parse_finish_table(reading->parse, table, DIAG_TABLE_ROW_XML);
	struct str widths = attribute(reading, node, "widths");
	if (widths.data && table->columns)
		parse_set_widths(reading->parse, table, widths, spot_of(reading, node));
	struct str align = attribute(reading, node, "align");
	if (align.data && table->columns)
		parse_set_aligns(reading->parse, table, align, aligns, spot_of(reading, node));
}

static void read_row(struct reading *reading, const struct element *element, const xmlNode *node, struct doc_node *parent,
		     int depth)
{
	struct doc_node *row = read_node(reading, element, node, parent, depth);
	row->head = flag(reading, node, "head") == 1;
	row->total = flag(reading, node, "total") == 1 && !row->head;
}

/* How many columns or rows a cell covers; 0: the attribute is not given, or is no such number, with an error. */
static int count_of(struct reading *reading, const xmlNode *node, const char *name)
{
	enum { MOST = 10000 };
	struct str value = attribute(reading, node, name);
	int count = 0;
	for (size_t i = 0; i < value.len; i++)
		count = value.data[i] >= '0' && value.data[i] <= '9' && count <= MOST ? count * 10 + value.data[i] - '0' : MOST + 1;
	if (value.data && (count < 1 || count > MOST)) {
		parse_report(reading->parse, DIAG_BAD_CHOICE, spot_of(reading, node), name, value.data, "1|2|3…");
		return 0;
	}
	return count == 1 ? 0 : count;
}

static void read_cell(struct reading *reading, const struct element *element, const xmlNode *node, struct doc_node *parent,
		      int depth)
{
	struct doc_node *cell = read_node(reading, element, node, parent, depth);
	cell->columns = count_of(reading, node, "colspan");
	cell->rows = count_of(reading, node, "rowspan");
}

static void read_attachment(struct reading *reading, const struct element *element, const xmlNode *node, struct doc_node *parent,
			    int depth)
{
	struct doc_node *attachment = read_node(reading, element, node, parent, depth);
	attachment->turned = flag(reading, node, "turned") == 1;
	attachment->unmarked = flag(reading, node, "unmarked") == 1;
	if (!attachment->first)
		doc_unlink(attachment);
}

static void read_note(struct reading *reading, const struct element *element, const xmlNode *node, struct doc_node *parent,
		      int depth)
{
	parse_finish_note(reading->parse, read_node(reading, element, node, parent, depth));
}

static void read_break(struct reading *reading, const struct element *element, const xmlNode *node, struct doc_node *parent,
		       int depth)
{
	read_block(reading, element, node, parent, depth);
	parse_start_text(reading->parse);
}

/* A note's text stands in it, or paragraphs. */
static void read_footnote(struct reading *reading, const struct element *element, const xmlNode *node, struct doc_node *parent,
			  int depth)
{
	struct parse *parse = reading->parse;
	struct doc_node *note = parse_add_reference(parse, parent, "<footnote>", spot_of(reading, node));
	const xmlNode *first = xml_first(node);
	bool paragraphs = first && xml_is(first, "p");
	struct parse outer = *parse;
	if (!note)
		return;
	parse->noting = true;
	struct doc_node *block = paragraphs ? note : parse_add(parse, note, DOC_PARAGRAPH, spot_of(reading, node));
	parse_start_text(parse);
	read_children(reading, node, paragraphs ? element->content : IN_TEXT, block, depth + 1);
	if (!block->first && !paragraphs)
		doc_unlink(block);
	parse->noting = outer.noting;
	parse->last = outer.last;
	parse->soft_break = outer.soft_break;
}

static const struct element elements[] = {
	{ "title", IN_PLAN | IN_ATTACHMENT, IN_TEXT, DOC_TITLE, read_front, { NULL } },
	{ "recipient", IN_PLAN, IN_TEXT, DOC_RECIPIENT, read_front, { NULL } },
	{ "meta", IN_PLAN, IN_TEXT, DOC_ROOT, read_meta, { "name" } },
	{ "p", IN_BODY | IN_ITEM | IN_FOOTNOTE, IN_TEXT, DOC_PARAGRAPH, read_block, { NULL } },
	{ "section", IN_BODY, IN_SECTION, DOC_ROOT, read_section, { NULL } },
	{ "heading", IN_SECTION, IN_TEXT, DOC_HEADING, read_heading, { "run-in", "numbered", "restart" } },
	{ "list", IN_BODY | IN_ITEM, IN_LIST, DOC_LIST, read_list, { "ordered" } },
	{ "item", IN_LIST, IN_ITEM, DOC_ITEM, read_block, { NULL } },
	{ "quote", IN_BODY | IN_ITEM, IN_ITEM, DOC_QUOTE, read_block, { NULL } },
	{ "table", IN_BODY, IN_TABLE, DOC_TABLE, read_table, { "widths", "align" } },
	{ "caption", IN_TABLE, IN_TEXT, DOC_CAPTION, read_block, { NULL } },
	{ "row", IN_TABLE, IN_ROW, DOC_ROW, read_row, { "head", "total" } },
	{ "cell", IN_ROW, IN_TEXT, DOC_CELL, read_cell, { "colspan", "rowspan" } },
	{ "attachment-note", IN_BODY, IN_NAMES, DOC_ATTACHMENT_NOTE, read_block, { NULL } },
	{ "item", IN_NAMES, IN_TEXT, DOC_PARAGRAPH, read_name, { "numbered" } },
	{ "signature", IN_BODY, IN_SIGNATURE, DOC_SIGNATURE, read_block, { NULL } },
	{ "authority", IN_SIGNATURE, IN_TEXT, DOC_AUTHORITY, read_block, { NULL } },
	{ "date", IN_SIGNATURE, IN_TEXT, DOC_DATE, read_block, { NULL } },
	{ "note", IN_BODY, IN_TEXT, DOC_NOTE, read_note, { NULL } },
	{ "page-break", IN_BODY, NOTHING, DOC_PAGE_BREAK, read_block, { NULL } },
	{ "attachment", IN_PLAN, IN_ATTACHMENT, DOC_ATTACHMENT, read_attachment, { "turned", "unmarked" } },
	{ "strong", IN_TEXT, IN_TEXT, DOC_STRONG, read_block, { NULL } },
	{ "em", IN_TEXT, IN_TEXT, DOC_EMPHASIS, read_block, { NULL } },
	{ "br", IN_TEXT, NOTHING, DOC_LINE_BREAK, read_break, { NULL } },
	{ "footnote", IN_TEXT, IN_FOOTNOTE, DOC_REFERENCE, read_footnote, { NULL } },
};

static const struct element *find_element(const xmlNode *node, int content)
{
	for (size_t i = 0; i < sizeof elements / sizeof *elements; i++)
		if ((elements[i].parents & content) && xml_is(node, elements[i].name))
			return &elements[i];
	return NULL;
}

/* A name of a namespace is another name; taken for ours, what it meant would go without a word. */
static void refuse_namespaces(struct reading *reading, const xmlNode *node)
{
	for (const xmlNs *ns = node->nsDef; ns; ns = ns->next)
		parse_report(reading->parse, DIAG_XML_NAMESPACE, spot_of(reading, node), (const char *)ns->href, NULL, NULL);
}

static void check_attributes(struct reading *reading, const xmlNode *node, const char *const *known, size_t count)
{
	for (const xmlAttr *a = node->properties; a; a = a->next) {
		bool found = false;
		for (size_t i = 0; i < count && known[i] && !a->ns; i++)
			found = found || strcmp((const char *)a->name, known[i]) == 0;
		if (!found)
			parse_report(reading->parse, DIAG_XML_UNKNOWN_ATTRIBUTE, spot_of(reading, node),
				     (const char *)node->name, (const char *)a->name, NULL);
	}
}

static void read_element(struct reading *reading, const xmlNode *node, int content, struct doc_node *parent, int depth)
{
	struct parse *parse = reading->parse;
	struct spot spot = spot_of(reading, node);
	const struct element *element = find_element(node, content);
	if (!element) {
		parse_report(parse, DIAG_XML_ELEMENT, spot, (const char *)node->name, (const char *)node->parent->name, NULL);
		return;
	}
	if (!parse_has_room(parse, depth, spot))
		return;
	bool after = content == IN_PLAN && parent->last && parent->last->kind == DOC_ATTACHMENT;
	if (after && element->kind != DOC_ATTACHMENT)
		parse_report(parse, DIAG_XML_ORDER, spot, element->name, NULL, NULL);
	refuse_namespaces(reading, node);
	check_attributes(reading, node, element->attributes, ATTRIBUTES);
	element->read(reading, element, node, parent, depth);
}

/* Text in a block: a line end in it, with the blanks around, is a soft break, so that sources can be indented. */
static void read_inline_text(struct reading *reading, struct str text, struct doc_node *parent, struct spot spot)
{
	static const char blanks[] = " \t\r\n";
	while (text.len) {
		size_t line = 0;
		while (line < text.len && text.data[line] != '\n')
			line++;
		size_t used = line, end = line;
		while (used < text.len && strchr(blanks, text.data[used]))
			used++;
		while (end > 0 && used > line && strchr(blanks, text.data[end - 1]))
			end--;
		parse_add_text(reading->parse, parent, DOC_TEXT, (struct str){ text.data, end }, spot);
		if (used > line)
			reading->parse->soft_break = true;
		spot = parse_spot_after(spot, used);
		text = str_from(text, used);
	}
}

/* Text between blocks: nothing, or a markdown value. */
static void read_block_text(struct reading *reading, const xmlNode *node, int content, struct doc_node *parent, int depth)
{
	struct parse *parse = reading->parse;
	struct str text = str_trim(str_of((const char *)node->content));
	size_t len = 0;
	const struct merge_slot *slot = parse_slot_at(parse, text, &len);
	if (!text.len)
		return;
	if (!slot || slot->kind != SLOT_MARKDOWN || len != text.len || !(content & (IN_BODY | IN_ITEM))) {
		parse_report(parse, DIAG_XML_TEXT, spot_of(reading, node), (const char *)node->parent->name, NULL, NULL);
		return;
	}
	parse->body = content & IN_BODY ? parent : parse->doc->root;
	markdown_add_value(parse, slot, parent, depth);
	parse->body = parse->doc->root;
}

static void read_children(struct reading *reading, const xmlNode *node, int content, struct doc_node *parent, int depth)
{
	for (const xmlNode *n = node->children; n; n = n->next) {
		if (n->type == XML_ELEMENT_NODE)
			read_element(reading, n, content, parent, depth);
		else if (n->type == XML_TEXT_NODE && content == IN_TEXT)
			read_inline_text(reading, str_of((const char *)n->content), parent, spot_of(reading, n));
		else if (n->type == XML_TEXT_NODE)
			read_block_text(reading, n, content, parent, depth);
	}
}

/* Loads the merged text; messages about it get their places in the original sources. */
static xmlDocPtr load(struct parse *parse, const struct source *source)
{
	struct diag_list own;
	diag_init(&own, parse->doc->arena);
	xmlDocPtr document = xml_load(parse->doc->arena, source, NULL, NULL, &own);
	for (struct diag *d = own.first; d; d = d->next)
		if (d->place.source == source)
			d->place = merge_place(parse->merged, d->place.offset, &d->frames);
	diag_append(parse->diags, &own);
	return document;
}

bool parse_xml(struct parse *parse)
{
	static const char *const known[] = { "numbering", "level3" };
	struct source *source = source_of_text(parse->doc->arena, parse->doc->source->name, parse->merged->text);
	struct reading reading = { .parse = parse, .source = source };
	xmlDocPtr document = load(parse, source);
	const xmlNode *plan = document ? xmlDocGetRootElement(document) : NULL;
	if (!plan)
		return false;
	struct spot spot = spot_of(&reading, plan);
	if (!xml_is(plan, "plan")) {
		parse_report(parse, DIAG_XML_ROOT, spot, (const char *)plan->name, NULL, NULL);
		return false;
	}
	refuse_namespaces(&reading, plan);
	check_attributes(&reading, plan, known, sizeof known / sizeof *known);
	struct str numbering = attribute(&reading, plan, "numbering"), level3 = attribute(&reading, plan, "level3");
	if (numbering.data)
		parse_set_numbering(parse, numbering, spot);
	if (level3.data)
		parse_set_level3(parse, level3, spot);
	read_children(&reading, plan, IN_PLAN, parse->doc->root, 1);
	return true;
}
