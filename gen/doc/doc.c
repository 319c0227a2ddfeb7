#include "doc/doc.h"

#include <string.h>
#include <strings.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/utf8.h"

static const char *const kind_names[DOC_KIND_COUNT] = {
	[DOC_ROOT] = "root",
	[DOC_TITLE] = "title",
	[DOC_RECIPIENT] = "recipient",
	[DOC_HEADING] = "heading",
	[DOC_PARAGRAPH] = "paragraph",
	[DOC_LIST] = "list",
	[DOC_ITEM] = "item",
	[DOC_QUOTE] = "quote",
	[DOC_TABLE] = "table",
	[DOC_CAPTION] = "caption",
	[DOC_ROW] = "row",
	[DOC_CELL] = "cell",
	[DOC_ATTACHMENT_NOTE] = "attachment-note",
	[DOC_SIGNATURE] = "signature",
	[DOC_AUTHORITY] = "authority",
	[DOC_DATE] = "date",
	[DOC_NOTE] = "note",
	[DOC_ATTACHMENT] = "attachment",
	[DOC_PAGE_BREAK] = "page-break",
	[DOC_HEAD] = "head",
	[DOC_RECORD] = "record",
	[DOC_FIELD] = "field",
	[DOC_FOOTNOTES] = "footnotes",
	[DOC_FOOTNOTE] = "footnote",
	[DOC_COVER] = "cover",
	[DOC_CONTENTS] = "contents",
	[DOC_ENTRY] = "entry",
	[DOC_PLAN] = "plan",
	[DOC_TEXT] = "text",
	[DOC_VALUE] = "value",
	[DOC_GAP] = "gap",
	[DOC_STRONG] = "strong",
	[DOC_EMPHASIS] = "emphasis",
	[DOC_CODE] = "code",
	[DOC_LINK] = "link",
	[DOC_LINE_BREAK] = "line-break",
	[DOC_REFERENCE] = "reference",
};

struct doc *doc_new(struct arena *arena, const struct source *source)
{
	struct doc *doc = ARENA_NEW(arena, struct doc);
	doc->arena = arena;
	doc->source = source;
	doc->root = ARENA_NEW(arena, struct doc_node);
	doc->root->kind = DOC_ROOT;
	doc->root->place = (struct place){ source, 0 };
	return doc;
}

struct doc_node *doc_add(struct doc *doc, struct doc_node *parent, enum doc_kind kind, struct place place)
{
	struct doc_node *node = ARENA_NEW(doc->arena, struct doc_node);
	node->kind = kind;
	node->place = place;
	node->text = STR("");
	doc->gaps += kind == DOC_GAP;
	doc_append(parent, node);
	if (kind == DOC_CELL && node->previous)
		node->column = node->previous->column + doc_cell_columns(node->previous);
	return node;
}

struct doc_node *doc_add_text(struct doc *doc, struct doc_node *parent, enum doc_kind kind, struct str text,
			      struct place place)
{
	struct doc_node *node = doc_add(doc, parent, kind, place);
	node->text = (struct str){ arena_copy(doc->arena, text.data, text.len), text.len };
	return node;
}

void doc_append(struct doc_node *parent, struct doc_node *node)
{
	struct doc_node *last = parent->last;
	if (last && last->kind == DOC_FOOTNOTES) { /* they stay behind all blocks */
		doc_insert_before(last, node);
		return;
	}
	node->parent = parent;
	node->previous = last;
	if (last)
		last->next = node;
	else
		parent->first = node;
	parent->last = node;
}

void doc_insert_before(struct doc_node *at, struct doc_node *node)
{
	node->parent = at->parent;
	node->next = at;
	node->previous = at->previous;
	if (at->previous)
		at->previous->next = node;
	else
		at->parent->first = node;
	at->previous = node;
}

void doc_unlink(struct doc_node *node)
{
	if (node->previous)
		node->previous->next = node->next;
	else if (node->parent)
		node->parent->first = node->next;
	if (node->next)
		node->next->previous = node->previous;
	else if (node->parent)
		node->parent->last = node->previous;
	node->parent = node->next = node->previous = NULL;
}

struct doc_node *doc_add_plan(struct doc *book, struct doc *plan, const char *name)
{
	struct doc_node *node = doc_add(book, book->root, DOC_PLAN, plan->root->place);
	node->name = name;
	node->numbering = plan->numbering;
	node->continue_level3 = plan->continue_level3;
	node->first = plan->root->first;
	node->last = plan->root->last;
	for (struct doc_node *n = node->first; n; n = n->next)
		n->parent = node;
	plan->root->first = plan->root->last = NULL;
	book->gaps += plan->gaps;
	plan->gaps = 0;
	return node;
}

bool doc_cut_gap(struct str *text, struct str *before, struct str *label)
{
	size_t open = str_find(*text, DOC_GAP_OPEN);
	if (open == (size_t)-1)
		return false;
	struct str rest = str_from(*text, open + sizeof DOC_GAP_OPEN - 1);
	size_t close = str_find(rest, DOC_GAP_CLOSE);
	if (close == (size_t)-1 || !close)
		return false;
	*before = (struct str){ text->data, open };
	*label = (struct str){ rest.data, close };
	*text = str_from(rest, close + sizeof DOC_GAP_CLOSE - 1);
	return true;
}

const char *doc_kind_name(enum doc_kind kind)
{
	return kind_names[kind];
}

struct doc_node *doc_next(const struct doc_node *node, const struct doc_node *top)
{
	if (node->first)
		return node->first;
	for (; node && node != top; node = node->parent)
		if (node->next)
			return node->next;
	return NULL;
}

const struct doc_meta *doc_find_meta(const struct doc *doc, const char *key)
{
	for (size_t i = 0; i < doc->meta_count; i++)
		if (strcmp(doc->meta[i].key, key) == 0)
			return &doc->meta[i];
	return NULL;
}

struct str doc_meta_value(const struct doc *doc, const char *key)
{
	const struct doc_meta *meta = doc_find_meta(doc, key);
	return meta ? meta->value : STR("");
}

/* The last character of `out` or the first of `text` is full-width. */
static bool is_cjk_joint(const struct buf *out, struct str text)
{
	uint32_t before = 0, after = 0;
	return (utf8_decode_last(out->data, out->len, &before) && utf8_is_cjk(before)) ||
	       (utf8_decode(text.data, text.len, &after) && utf8_is_cjk(after));
}

void doc_add_visible(struct buf *out, struct str text)
{
	while (text.len)
		buf_add_str(out, str_cut(&text, DOC_SOFT_HYPHEN));
}

bool doc_link_is_harmless(const char *target)
{
	static const char *const schemes[] = { "http://", "https://", "mailto:" };
	for (size_t i = 0; i < sizeof schemes / sizeof *schemes; i++)
		if (strncasecmp(target, schemes[i], strlen(schemes[i])) == 0)
			return true;
	return false;
}

bool doc_shows_target(const struct doc_node *link, struct str text)
{
	struct str target = str_of(link->target);
	return str_equal(text, target) || (str_starts(target, "mailto:") && str_equal(text, str_from(target, strlen("mailto:"))));
}

void doc_add_plain_text(const struct doc_node *node, struct buf *out)
{
	size_t start = out->len;
	bool joint = false, block = false;
	for (const struct doc_node *n = node; n; n = doc_next(n, node)) {
		if (!doc_is_inline(n->kind))
			block = true;
		joint = joint || n->kind == DOC_LINE_BREAK;
		if (!n->text.len)
			continue;
		if (block && out->len > start)
			buf_add_char(out, '\n');
		else if (joint && out->len > start && !is_cjk_joint(out, n->text))
			buf_add_char(out, ' ');
		doc_add_visible(out, n->text);
		joint = block = false;
	}
}

bool doc_stands_alone(const struct doc_node *node)
{
	struct buf text = BUF_INIT;
	if (node->kind != DOC_HEADING || node->run_in)
		return false;
	doc_add_plain_text(node, &text);
	bool ends = str_ends(str_trim(buf_str(&text)), "。");
	buf_free(&text);
	return ends;
}

void doc_add_entry_text(const struct doc_node *node, struct buf *out)
{
	const struct doc_node *named = node->kind == DOC_ATTACHMENT && node->first ? node->first : node;
	if (node->number)
		buf_add_text(out, node->number);
	if (named != node && node->number)
		buf_add_char(out, ' ');
	struct buf text = BUF_INIT;
	doc_add_plain_text(named, &text);
	struct str shown = buf_str(&text);
	if (node->run_in && str_ends(shown, "。"))
		shown.len -= sizeof "。" - 1;
	buf_add_str(out, shown);
	buf_free(&text);
}

const char *doc_title(const struct doc *doc)
{
	const struct doc_node *first = doc->root->first;
	for (const struct doc_node *n = first && first->kind == DOC_COVER ? first->first : first; n; n = n->next)
		if (n->kind == DOC_TITLE) {
			struct buf text = BUF_INIT;
			doc_add_plain_text(n, &text);
			return buf_move_to(&text, doc->arena);
		}
	return "";
}

static void dump_attributes(const struct doc_node *node, struct buf *out)
{
	if (node->level)
		buf_printf(out, " level=%d", node->level);
	if (node->number)
		buf_printf(out, " number=\"%s\" ordinal=%d", node->number, node->ordinal);
	if (node->mate)
		buf_printf(out, " ordinal=%d", node->ordinal);
	if (node->run_in)
		buf_add_text(out, " run-in");
	if (node->restart)
		buf_add_text(out, " restart");
	if (node->unnumbered)
		buf_add_text(out, " unnumbered");
	if (node->numbered)
		buf_add_text(out, " numbered");
	if (node->ordered)
		buf_add_text(out, " ordered");
	if (node->head)
		buf_add_text(out, " head");
	if (node->columns)
		buf_printf(out, " columns=%d", node->columns);
	if (node->rows)
		buf_printf(out, " rows=%d", node->rows);
	static const char *const seals[] = { "", " seal=none", " seal=seal", " seal=stamp" };
	buf_add_text(out, seals[node->seal]);
	for (int i = 0; node->widths && i < node->columns; i++)
		buf_printf(out, "%s%d", i ? " " : " widths=", node->widths[i]);
	static const char aligns[] = "-lcrp";
	for (int i = 0; node->aligns && i < node->columns; i++)
		buf_printf(out, "%s%c", i ? "" : " aligns=", aligns[node->aligns[i]]);
	if (node->total)
		buf_add_text(out, " total");
	if (node->name)
		buf_printf(out, " name=%s", node->name);
	if (node->label)
		buf_printf(out, " label=%s", node->label);
	if (node->target)
		buf_printf(out, " target=%s", node->target);
	if (node->page)
		buf_printf(out, " page=%s", node->page);
	if (node->odd_page)
		buf_add_text(out, " odd-page");
	if (node->turned)
		buf_add_text(out, " turned");
	if (node->unmarked)
		buf_add_text(out, " unmarked");
	if (node->text.len) {
		buf_add_text(out, " \"");
		buf_add_str(out, node->text);
		buf_add_char(out, '"');
	}
}

void doc_dump(const struct doc *doc, struct buf *out)
{
	int depth = 0;
	for (const struct doc_node *n = doc->root; n;) {
		buf_printf(out, "%*s%s", depth * 2, "", doc_kind_name(n->kind));
		dump_attributes(n, out);
		unsigned line, column;
		source_position(n->place, &line, &column);
		buf_printf(out, " @%u:%u\n", line, column);
		const struct doc_node *next = doc_next(n, doc->root);
		depth += next && next->parent == n;
		for (const struct doc_node *up = n; next && next->parent != n && up->parent != next->parent; up = up->parent)
			depth--;
		n = next;
	}
}

static bool is_words(const struct doc_node *node)
{
	return node && (node->kind == DOC_TEXT || node->kind == DOC_VALUE);
}

/* Text and the values in it as one. */
static void dump_words(const struct doc_node *node, struct buf *out)
{
	buf_add_text(out, "text \"");
	for (; is_words(node); node = node->next)
		buf_add_str(out, node->text);
	buf_add_text(out, "\"\n");
}

void doc_dump_content(const struct doc *doc, struct buf *out)
{
	static const char *const numbering[] = { [DOC_NUMBER_STANDARD] = "standard", [DOC_NUMBER_TWO_LEVEL] = "two-level",
						 [DOC_NUMBER_NONE] = "none" };
	buf_printf(out, "numbering %s%s\n", numbering[doc->numbering], doc->continue_level3 ? " continued" : "");
	for (size_t i = 0; i < doc->meta_count; i++)
		buf_printf(out, "meta %s \"%s\"\n", doc->meta[i].key, doc->meta[i].value.data);
	for (const struct doc_node *n = doc->root; n; n = doc_next(n, doc->root)) {
		if (is_words(n) && is_words(n->previous))
			continue;
		for (const struct doc_node *up = n->parent; up; up = up->parent)
			buf_add_text(out, "  ");
		if (is_words(n)) {
			dump_words(n, out);
			continue;
		}
		struct doc_node shown = *n;
		shown.name = shown.label = NULL;
		buf_add_text(out, doc_kind_name(n->kind));
		dump_attributes(&shown, out);
		buf_add_char(out, '\n');
	}
}
