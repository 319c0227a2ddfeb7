/* The lines of a plan as blocks of its tree. */
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "doc/doc.h"
#include "read/internal.h"

enum { CAPTION_CHARS = 40, TITLE_CHARS = 60, DEPTH = 16, HEADING_LEVELS = 4, ITEM_DEPTHS = 3 };

/* A list or quote that is open. */
struct open_block {
	struct doc_node *node;
	int level;  /* that the file gives the items of a list, */
	int indent; /* and their left side, twips */
};

/* The body while it is built. */
struct body {
	struct read_plan *plan;
	struct doc_node *parent;            /* the root, or the attachment that is open */
	struct open_block blocks[DEPTH];    /* that are open, outermost first */
	int open;
	bool signed_items;                  /* the item before has a number or sign of its own */
	bool set_levels[5];                 /* a program numbers headings of the level */
	bool tabbed;                        /* said already: a tab that is a blank now */
	bool kept;                          /* said already: a number that stays text */
	bool across;                        /* said of these pages: they lay across and are upright now */
	struct read_renamed *renamed;       /* numbers of items that were letters or Chinese ones, each once */
	size_t renamed_count, renamed_room;
	bool formed[SHAPE_COUNT][HEADING_LEVELS + ITEM_DEPTHS]; /* and of each form of numbers, that it changes on a level of headings or, behind
	                                                         * these, of items */
};

/* ---- what is open */

static bool is_open_quote(const struct body *b, int at)
{
	return b->blocks[at].node->kind == DOC_QUOTE;
}

/* How many of the open blocks are the innermost quote and what it stands in; the lists behind them stand in it. */
static int quoted_of(const struct body *b)
{
	int at = b->open;
	while (at && !is_open_quote(b, at - 1))
		at--;
	return at;
}

/* The list that is open innermost, in the quote that is; NULL: none. */
static struct open_block *innermost_list(struct body *b)
{
	return b->open > quoted_of(b) ? &b->blocks[b->open - 1] : NULL;
}

/* What the next block goes into. */
static struct doc_node *inner_parent(const struct body *b)
{
	if (!b->open)
		return b->parent;
	struct doc_node *node = b->blocks[b->open - 1].node;
	return node->kind == DOC_LIST ? node->last : node;
}

/* Opens a list or quote where the next block goes. */
static struct doc_node *open_block(struct body *b, enum doc_kind kind, const struct read_line *line)
{
	b->open -= b->open == DEPTH;
	struct doc_node *node = doc_add(b->plan->doc, inner_parent(b), kind, line->block->node->place);
	b->blocks[b->open++] = (struct open_block){ node, line->block->level, line->block->indent };
	return node;
}

/* ---- headings */

/* The number that the program will set, as far as its form goes. */
static bool has_own_form(const struct read_plan *plan, const struct read_line *line)
{
	static const enum read_shape shapes[][4] = {
		[DOC_NUMBER_STANDARD] = { SHAPE_COMMA, SHAPE_BRACKET, SHAPE_DOT, SHAPE_ROUND },
		[DOC_NUMBER_TWO_LEVEL] = { SHAPE_COMMA, SHAPE_DOT, SHAPE_ROUND, SHAPE_CIRCLED },
	};
	bool typed = !line->number.len || line->number.shape != SHAPE_DOT || str_ends(read_typed_label(line), ".");
	return plan->doc->numbering == DOC_NUMBER_NONE || (shapes[plan->doc->numbering][line->level - 1] == line->number.shape && typed);
}

/* Says once of each form of numbers what it becomes in the place, an index of body.formed. */
static void tell_new_form(struct body *b, const struct read_line *line, int place, const char *form)
{
	struct read_plan *plan = b->plan;
	if (!b->formed[line->number.shape][place])
		diag_add(plan->findings, DIAG_READ_NUMBER_FORM, line->block->node->place, read_label_of(plan->arena, line), form);
	b->formed[line->number.shape][place] = true;
}

/* Keeps the number of an item that refers to nothing as soon as it is a figure. */
static void keep_renamed(struct body *b, const struct read_line *line)
{
	enum read_shape shape = line->number.shape;
	const char *label = read_label_of(b->plan->arena, line);
	if (!read_is_letter(shape) && shape != SHAPE_BRACKET && shape != SHAPE_COMMA && shape != SHAPE_FORMAL)
		return;
	for (size_t i = 0; i < b->renamed_count; i++)
		if (strcmp(b->renamed[i].label, label) == 0)
			return;
	*ARENA_PUSH(b->plan->arena, b->renamed, b->renamed_count, b->renamed_room) =
		(struct read_renamed){ label, arena_printf(b->plan->arena, "%d.", line->number.ordinal) };
}

static void tell_form(struct body *b, const struct read_line *line)
{
	static const char *const forms[][4] = {
		[DOC_NUMBER_STANDARD] = { "一、", "（一）", "1.", "（1）" },
		[DOC_NUMBER_TWO_LEVEL] = { "一、", "1.", "（1）", "①" },
	};
	const struct read_plan *plan = b->plan;
	if (line->number.shape && !has_own_form(plan, line))
		tell_new_form(b, line, line->level - 1, forms[plan->doc->numbering][line->level - 1]);
}

/* A heading on its own line that ends in 。, as one does that runs into its text, keeps it. */
static void tell_stop(struct body *b, const struct doc_node *heading)
{
	if (doc_stands_alone(heading))
		diag_add(b->plan->findings, DIAG_READ_HEADING_STOP, heading->place, read_sample(b->plan->arena, read_text_of(b->plan->arena, heading)));
}

/* Says of a typed number that it is one among headings whose numbers a program sets. */
static void tell_typed(struct body *b, const struct read_line *line)
{
	if (line->number.len && b->set_levels[line->level])
		diag_add(b->plan->findings, DIAG_READ_NUMBER_TYPED, line->block->node->place, read_label_of(b->plan->arena, line));
}

/* Finds the levels of which a program numbers headings, by their style. */
static void find_set_levels(struct body *b)
{
	for (size_t i = 0; i < b->plan->count; i++) {
		const struct read_line *line = &b->plan->lines[i];
		if ((line->class == CLASS_HEADING || line->class == CLASS_RUN_IN) && line->block->role == READ_HEADING && line->block->number)
			b->set_levels[line->level] = true;
	}
}

static void add_heading(struct body *b, struct read_line *line)
{
	struct doc *doc = b->plan->doc;
	struct doc_node *node = line->block->node, *rest = NULL;
	bool restart = node->restart;
	tell_form(b, line);
	tell_typed(b, line);
	if (line->class == CLASS_RUN_IN)
		rest = read_split(doc, node, line->head);
	read_cut_front(node, line->number.len);
	read_flatten(node);
	read_trim(doc, node);
	struct doc_node *heading = doc_add(doc, b->parent, DOC_HEADING, node->place);
	read_append(heading, node);
	heading->level = line->level;
	heading->restart = restart;
	heading->unnumbered = !line->number.shape && doc->numbering != DOC_NUMBER_NONE;
	heading->numbered = doc_heading_number(read_text_of(b->plan->arena, heading)) > 0 && !heading->unnumbered;
	heading->run_in = rest != NULL;
	tell_stop(b, heading);
	if (!rest)
		return;
	read_trim(doc, rest);
	read_put(b->parent, rest);
}

/* ---- lists */

/* Says that the item that the line stood in, by its style, is not there: what stands in no item stands higher. */
static void tell_raised(struct body *b, const struct read_line *line)
{
	enum read_role role = line->block->role;
	if (role == READ_LIST || role == READ_QUOTE_LIST || role == READ_QUOTE)
		diag_add(b->plan->findings, DIAG_READ_RAISED, line->block->node->place, read_sample(b->plan->arena, line->text));
}

static bool is_ordered(const struct read_line *line)
{
	return !line->block->bullet && line->number.shape != SHAPE_NONE;
}

/* Whether the item is the next one of the list. */
static bool goes_on(const struct doc_node *list, const struct read_line *line)
{
	int next = list->ordinal ? list->ordinal : 1;
	for (const struct doc_node *n = list->first; n; n = n->next)
		next++;
	return list->ordered == is_ordered(line) && (!list->ordered || next == line->number.ordinal);
}

/* Opens a list for the item, in the item that is open, if one is. */
static struct doc_node *open_list(struct body *b, const struct read_line *line)
{
	int around = 0;
	for (int i = 0; i < b->open; i++)
		around += !is_open_quote(b, i);
	if (around < line->block->level)
		tell_raised(b, line);
	struct doc_node *list = open_block(b, DOC_LIST, line);
	list->ordered = is_ordered(line);
	list->ordinal = list->ordered && line->number.ordinal > 1 ? line->number.ordinal : 0;
	return list;
}

/* The list of the item's level: the one that is open when the item goes on in it. Levels are the file's: a deeper one may lie
 * several below the one above. */
static struct doc_node *list_for(struct body *b, const struct read_line *line)
{
	int first = quoted_of(b);
	while (b->open > first + 1 && b->blocks[b->open - 1].level > line->block->level)
		b->open--;
	if (b->open > first && b->blocks[b->open - 1].level >= line->block->level) {
		if (goes_on(b->blocks[b->open - 1].node, line))
			return b->blocks[b->open - 1].node;
		b->open--;
	}
	return open_list(b, line);
}

/* Says so where the program numbers items of the list that is open in another form. */
static void tell_item_form(struct body *b, const struct read_line *line)
{
	static const enum read_shape shapes[ITEM_DEPTHS] = { SHAPE_DOT, SHAPE_ROUND, SHAPE_CIRCLED };
	static const char *const forms[ITEM_DEPTHS] = { "1.", "（1）", "①" };
	int depth = -1, last = ITEM_DEPTHS - 1;
	for (int i = 0; i < b->open; i++)
		depth += b->blocks[i].node->ordered;
	depth = depth < last ? depth : last;
	if (line->number.shape == shapes[depth])
		return;
	tell_new_form(b, line, HEADING_LEVELS + depth, forms[depth]);
	if (depth == 0)
		keep_renamed(b, line);
}

/* Puts the line into the innermost item that it does not stand left of. */
static void go_on(struct body *b, const struct read_line *line)
{
	int first = quoted_of(b);
	while (b->open > first + 1 && b->blocks[b->open - 1].indent > line->block->indent)
		b->open--;
	if (b->blocks[b->open - 1].indent < line->block->indent)
		tell_raised(b, line);
	read_put(inner_parent(b), line->block->node);
}

/* ---- attachments */

/* Opens the attachment whose mark, or title where it has none, is a line, and takes its title; returns the line behind it. */
static size_t add_attachment(struct body *b, size_t mark)
{
	struct read_plan *plan = b->plan;
	struct doc_node *attachment = doc_add(plan->doc, plan->doc->root, DOC_ATTACHMENT, plan->lines[mark].block->node->place), *title = NULL;
	attachment->unmarked = !read_is_mark(&plan->lines[mark]);
	size_t at = mark + !attachment->unmarked;
	attachment->turned = plan->lines[mark].block->turned;
	b->parent = attachment;
	for (; at < plan->count; at++) {
		struct read_line *line = &plan->lines[at];
		bool styled = line->block->role == READ_ATTACHMENT_TITLE || line->block->role == READ_TITLE;
		bool plain = line->class == CLASS_TEXT && line->block->role == READ_TEXT && read_is_label(line, TITLE_CHARS);
		if (read_is_mark(line) || !(styled || (plain && (!title || line->block->align == READ_CENTRE))))
			break;
		if (!title)
			title = doc_add(plan->doc, attachment, DOC_TITLE, line->block->node->place);
		else
			doc_add(plan->doc, title, DOC_LINE_BREAK, line->block->node->place);
		read_join_lines(line->block->node);
		read_flatten(line->block->node);
		read_append(title, line->block->node);
		line->class = CLASS_TAKEN;
		if (!styled && line->block->align != READ_CENTRE) {
			at++;
			break;
		}
	}
	if (title)
		return at;
	title = doc_add(plan->doc, attachment, DOC_TITLE, attachment->place);
	doc_add_text(plan->doc, title, DOC_TEXT, read_on_one_line(plan->arena, plan->lines[mark].text), attachment->place);
	diag_add(plan->findings, DIAG_READ_ATTACHMENT, attachment->place, read_sample(plan->arena, plan->lines[mark].text));
	return at;
}

/* ---- other blocks */

static bool is_quoted(const struct read_line *line)
{
	return line->block->role == READ_QUOTE || line->block->role == READ_QUOTE_LIST;
}

/* The quotes that the line stands in, and the lists around these. */
static struct str quotes_of(const struct read_line *line)
{
	struct str nest = str_of(!is_quoted(line) ? "" : line->block->nest ? line->block->nest : "Q");
	while (nest.len && nest.data[nest.len - 1] != 'Q')
		nest.len--;
	return nest;
}

/* Opens the quotes that the line stands in, and closes the others. A list that it should stand in and that is not open is none. */
static void set_quotes(struct body *b, const struct read_line *line)
{
	struct str nest = quotes_of(line);
	int at = 0;
	while (nest.len && at < b->open && is_open_quote(b, at) == (nest.data[0] == 'Q')) {
		at++;
		nest = str_from(nest, 1);
	}
	while (!nest.len && at < b->open && !is_open_quote(b, at))
		at++;
	b->open = at;
	if (str_find(nest, "L") != (size_t)-1)
		tell_raised(b, line);
	for (; nest.len; nest = str_from(nest, 1))
		if (nest.data[0] == 'Q')
			open_block(b, DOC_QUOTE, line);
}

static void add_quote(struct body *b, struct read_line *line)
{
	set_quotes(b, line);
	b->open = quoted_of(b);
	if (line->block->number)
		read_put_number(b->plan->doc, line->block->node, line->block->number);
	read_put(inner_parent(b), line->block->node);
}

/* Whether the text is numbered as a table: 表1, 附表 2-1, 表一. */
static bool is_numbered_table(struct str text)
{
	size_t word = str_starts(text, "附") ? strlen("附") : 0;
	struct str rest = str_from(text, word);
	if (!str_starts(rest, "表"))
		return false;
	rest = str_trim(str_from(rest, strlen("表")));
	return doc_counting_word(rest) > 0 || read_number_of(rest).shape != SHAPE_NONE;
}

/* Whether what stands on a line of its own before a table names it: it is in the middle, or says what tables are called. */
static bool names_table(const struct read_line *line)
{
	static const char *const ends[] = { "表", "单", "册", "账", "一览", "明细", "目录", "汇总", "统计", "指标", "安排", "分工", "情况", "日程", "预算", "分布", "进度", NULL };
	static const char *const opening[] = { "（", "(", NULL };
	struct str text = line->text;
	size_t at = str_ends(text, "）") || str_ends(text, ")") ? text.len : 0;
	while (at > 0 && !str_starts_any(str_from(text, at), opening))
		at--;
	text.len = at ? at : text.len; /* 经费预算（单位万元） */
	return line->block->align == READ_CENTRE || str_ends_any(str_trim(text), ends);
}

/* Whether it says what is to be done, as headings and short paragraphs do (加强领导) and names do not. */
static bool begins_with_verb(struct str text)
{
	static const char *const verbs[] = {
		"加强", "做好", "抓好", "落实", "推进", "推动", "深化", "强化", "完善", "健全", "提升", "提高", "坚持", "开展", "严格", "严肃", "严守", "建立",
		"规范", "加快", "加大", "突出", "聚焦", "围绕", "确保", "注重", "夯实", "压实", "优化", "拓展", "打造", "发挥", "贯彻", "认真", "切实", "扎实",
		"全面", "深入", "持续", "不断", "进一步", "着力", "努力", "积极", "充分", "统筹", "培育", "引导", "激发", "守牢", "筑牢", "营造", "增强", "明确",
		"按照", "根据", "抓实", "抓住", "狠抓", "从严", "履行", "实行", "实施", NULL
	};
	return str_starts_any(text, verbs) > 0;
}

/* Whether the line is the caption of the table behind it; where only how it reads says so, that is told. */
static bool is_caption(const struct read_plan *plan, size_t at)
{
	const struct read_line *line = &plan->lines[at], *next = at + 1 < plan->count ? &plan->lines[at + 1] : NULL;
	if (!next || next->class != CLASS_WHOLE || next->block->node->kind != DOC_TABLE)
		return false;
	if (line->block->role == READ_CAPTION || plan->styled)
		return line->block->role == READ_CAPTION;
	if (line->block->role != READ_TEXT || line->block->align == READ_RIGHT || !read_is_label(line, CAPTION_CHARS) ||
	    str_find(line->text, "：") != (size_t)-1)
		return false;
	if (is_numbered_table(line->text))
		return true;
	if (!names_table(line) && begins_with_verb(line->text))
		return false;
	diag_add(plan->findings, DIAG_READ_CAPTION, line->block->node->place, read_sample(plan->arena, line->text));
	return true;
}

static void add_caption(struct body *b, struct read_line *line, struct doc_node *table)
{
	struct doc_node *caption = read_new(b->plan->doc, DOC_CAPTION, line->block->node->place);
	read_flatten(line->block->node);
	read_append(caption, line->block->node);
	if (table->first) {
		doc_insert_before(table->first, caption);
		caption->parent = table;
	} else {
		read_put(table, caption);
	}
}

/* A paragraph; a number that nothing was made of stays before its text. */
static void add_paragraph(struct body *b, struct read_line *line)
{
	if (line->block->number)
		read_put_number(b->plan->doc, line->block->node, line->block->number);
	if (line->number.shape && !b->kept) {
		diag_add(b->plan->findings, DIAG_READ_NUMBER_KEPT, line->block->node->place, read_sample(b->plan->arena, line->text));
		b->kept = true;
	}
	if (str_find(line->text, "\t") != (size_t)-1 && !b->tabbed) {
		diag_add(b->plan->findings, DIAG_READ_TAB, line->block->node->place, read_sample(b->plan->arena, line->text));
		b->tabbed = true;
	}
	read_put(b->parent, line->block->node);
}

/* An item; a line with the style of one but neither number nor sign goes on in the item before, if that has one. What stands in a list that
 * shows neither is none. */
static void add_item(struct body *b, struct read_line *line)
{
	bool own = line->block->bullet || line->number.shape || doc_typed_bullet(line->text);
	if (!own && innermost_list(b) && b->signed_items) {
		go_on(b, line);
		return;
	}
	if (!own && line->block->list && line->block->role == READ_TEXT) {
		b->open = 0;
		add_paragraph(b, line);
		return;
	}
	struct doc_node *list = list_for(b, line), *item = doc_add(b->plan->doc, list, DOC_ITEM, line->block->node->place);
	if (list->ordered)
		tell_item_form(b, line);
	size_t sign = list->ordered ? line->number.len : doc_typed_bullet(line->text);
	b->signed_items = own;
	read_cut_front(line->block->node, sign);
	read_put(item, line->block->node);
}

static void add_break(struct body *b, const struct read_line *line)
{
	bool first = !b->parent->last || b->parent->last->kind == DOC_TITLE || b->parent->last->kind == DOC_RECIPIENT;
	if (line->block->page_break && !first)
		doc_add(b->plan->doc, b->parent, DOC_PAGE_BREAK, line->block->node->place);
}

static void add_text(struct body *b, size_t at)
{
	struct read_line *line = &b->plan->lines[at];
	bool quote = is_quoted(line);
	b->open = quote ? b->open : 0;
	if (quote)
		add_quote(b, line);
	else if (is_caption(b->plan, at))
		add_caption(b, line, b->plan->lines[at + 1].block->node);
	else
		add_paragraph(b, line);
}

/* An attachment set across ends where the pages are upright again. */
static void leave_turned(struct body *b, struct read_line *line)
{
	if (!b->parent->turned || line->block->turned || line->class == CLASS_TAKEN)
		return;
	b->open = 0;
	b->parent = b->plan->doc->root;
	line->block->page_break = false;
}

/* Only attachments are set across: other pages that lay so are upright now, which is said where they begin. */
static void tell_across(struct body *b, const struct read_line *line)
{
	if (line->class == CLASS_TAKEN)
		return;
	bool across = line->block->turned && !b->parent->turned;
	if (across && !b->across)
		diag_add(b->plan->findings, DIAG_READ_ACROSS, line->block->node->place);
	b->across = across;
}

static void add_line(struct body *b, size_t at)
{
	struct read_line *line = &b->plan->lines[at];
	leave_turned(b, line);
	tell_across(b, line);
	add_break(b, line);
	switch (line->class) {
	case CLASS_HEADING:
	case CLASS_RUN_IN:
		b->open = 0;
		add_heading(b, line);
		break;
	case CLASS_ITEM:
		set_quotes(b, line);
		add_item(b, line);
		break;
	case CLASS_WHOLE:
		b->open = 0;
		if (line->block->node->kind == DOC_SIGNATURE || line->block->node->kind == DOC_NOTE)
			read_put(b->plan->doc->root, line->block->node);
		else
			read_put(b->parent, line->block->node);
		break;
	case CLASS_TEXT:
		add_text(b, at);
		break;
	case CLASS_TAKEN:
		break;
	}
}

void read_add_body(struct read_plan *plan)
{
	struct body body = { .plan = plan, .parent = plan->doc->root };
	find_set_levels(&body);
	for (size_t i = 0; i < plan->count;)
		if (read_is_issued(&plan->lines[i]) || (plan->lines[i].class == CLASS_TEXT && read_is_mark(&plan->lines[i]))) {
			body.open = 0;
			i = add_attachment(&body, i);
		} else {
			add_line(&body, i++);
		}
	read_tell_references(plan, body.renamed, body.renamed_count);
}
