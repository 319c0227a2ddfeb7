#include "base/arena.h"
#include "base/buf.h"
#include "base/diag.h"
#include "doc/doc.h"
#include "doc/order.h"

struct check {
	struct doc *doc;
	struct diag_list *diags;
	struct buf text; /* of the node at hand */
};

/* Plain text of the node, trimmed; valid until the next call. */
static struct str text_of(struct check *check, const struct doc_node *node)
{
	buf_reset(&check->text);
	doc_add_plain_text(node, &check->text);
	return str_trim(buf_str(&check->text));
}

static void check_run_in(struct check *check, struct doc_node *heading, struct str text)
{
	size_t end = str_find(text, "。");
	if (!str_ends(text, "。"))
		diag_add(check->diags, DIAG_RUN_IN_END, heading->place);
	else if (end + sizeof "。" - 1 < text.len)
		diag_add(check->diags, DIAG_RUN_IN_SENTENCES, heading->place);
	if (!heading->closed && heading->next && heading->next->kind == DOC_PARAGRAPH)
		return;
	diag_add(check->diags, DIAG_RUN_IN_ALONE, heading->place);
	heading->run_in = false;
}

/* A heading on its own line carries no end mark (reference: office practice after GB/T 9704). ？ and ！ may be meant. */
static void check_end_mark(struct check *check, const struct doc_node *heading, struct str text)
{
	static const char *const marks[] = { "。", "：", "；", "，", "、", ".", ":", ";", "," };
	for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
		if (str_ends(text, marks[i]))
			diag_add(check->diags, DIAG_HEADING_END_MARK, heading->place, marks[i]);
}

static void check_heading(struct check *check, struct doc_node *heading)
{
	enum doc_kind parent = heading->parent->kind;
	if (parent != DOC_ROOT && parent != DOC_PLAN && parent != DOC_ATTACHMENT)
		diag_add(check->diags, DIAG_HEADING_PLACE, heading->place);
	struct str text = text_of(check, heading);
	if (!text.len)
		diag_add(check->diags, DIAG_NODE_EMPTY, heading->place, doc_kind_name(heading->kind));
	else if (heading->run_in)
		check_run_in(check, heading, text);
	else
		check_end_mark(check, heading, text);
}

static void check_title(struct check *check, const struct doc_node *title)
{
	if (title->previous)
		diag_add(check->diags, DIAG_TITLE_TWICE, title->place);
	if (!text_of(check, title).len)
		diag_add(check->diags, DIAG_NODE_EMPTY, title->place, doc_kind_name(title->kind));
}

static void check_signature(struct check *check, const struct doc_node *signature)
{
	const struct doc_node *date = signature->last;
	bool whole = date && date->kind == DOC_DATE && date->previous;
	for (const struct doc_node *n = signature->first; n && whole; n = n->next)
		whole = n->kind == (n == date ? DOC_DATE : DOC_AUTHORITY) && text_of(check, n).len > 0;
	if (!whole)
		diag_add(check->diags, DIAG_SIGNATURE_PARTS, signature->place);
}

/* Length of what the program sets before names and titles of attachments (附件：, 附件1, 附件：1.) and what only names the element
 * before recipients (主送：), typed at the start of the text; else 0. */
static size_t prefix_at(struct str text)
{
	static const char *const names[] = { "附件", "主送机关", "主送", NULL }, *const colons[] = { "：", ":", NULL },
				 *const blanks[] = { " ", "　", NULL };
	size_t name = str_starts_any(text, names);
	if (!name)
		return 0;
	size_t number = doc_counting_word(str_from(text, name)), len = name + number;
	struct str rest = str_from(text, len);
	size_t colon = str_starts_any(rest, colons);
	if (colon)
		return len + colon + doc_typed_number(str_trim(str_from(rest, colon)));
	return number && (!rest.len || str_starts_any(rest, blanks)) ? len : 0;
}

size_t doc_typed_prefix(const struct doc_node *node, struct str text)
{
	size_t len = prefix_at(text);
	return !len && node->kind == DOC_TITLE ? doc_typed_number(text) : len;
}

static void check_prefix(struct check *check, const struct doc_node *node)
{
	struct str text = node->numbered ? STR("") : text_of(check, node);
	size_t len = doc_typed_prefix(node, text);
	if (len)
		diag_add(check->diags, DIAG_PREFIX_TYPED, node->place, arena_copy(check->doc->arena, text.data, len));
}

static void check_text(struct check *check, const struct doc_node *node)
{
	if (!text_of(check, node).len)
		diag_add(check->diags, DIAG_NODE_EMPTY, node->place, doc_kind_name(node->kind));
}

/* A number or sign typed before the text of an item, which is printed with one of its own: as text, or as a list that begins there. */
static void check_item(struct check *check, const struct doc_node *item)
{
	check_text(check, item);
	const struct doc_node *first = item->first;
	if (first && first->kind == DOC_LIST)
		diag_add(check->diags, DIAG_ITEM_NUMBER, item->place, first->ordered ? "1." : "-");
	if (!first || first->kind != DOC_PARAGRAPH)
		return;
	struct str text = text_of(check, first);
	size_t len = item->parent->ordered ? doc_typed_number(text) : doc_typed_bullet(text);
	if (len)
		diag_add(check->diags, DIAG_ITEM_NUMBER, item->place, arena_copy(check->doc->arena, text.data, len));
}

static void check_node(struct check *check, struct doc_node *node)
{
	switch (node->kind) {
	case DOC_HEADING:
		check_heading(check, node);
		break;
	case DOC_TITLE:
		check_title(check, node);
		break;
	case DOC_SIGNATURE:
		check_signature(check, node);
		break;
	case DOC_ATTACHMENT_NOTE:
		for (const struct doc_node *n = node->first; n; n = n->next)
			check_prefix(check, n);
		check_text(check, node);
		break;
	case DOC_ITEM:
		check_item(check, node);
		break;
	case DOC_RECIPIENT:
		check_prefix(check, node);
		check_text(check, node);
		break;
	case DOC_TABLE:
	case DOC_NOTE:
	case DOC_FOOTNOTE:
		check_text(check, node);
		break;
	case DOC_ATTACHMENT:
		if (!node->first || node->first->kind != DOC_TITLE)
			diag_add(check->diags, DIAG_ATTACHMENT_TITLE, node->place);
		else
			check_prefix(check, node->first);
		break;
	case DOC_ROOT: /* no rules */
	case DOC_PARAGRAPH:
	case DOC_LIST:
	case DOC_QUOTE:
	case DOC_PAGE_BREAK:
	case DOC_HEAD:
	case DOC_RECORD:
	case DOC_FOOTNOTES:
	case DOC_CAPTION:
	case DOC_ROW:
	case DOC_CELL:
	case DOC_AUTHORITY:
	case DOC_DATE:
	case DOC_FIELD:
	DOC_CASE_BOOK_PARTS:
	DOC_CASE_INLINES:
	case DOC_KIND_COUNT:
		break;
	}
}

/* Whether both say the same, blanks and title marks aside. */
static bool is_same_name(struct str a, struct str b)
{
	static const char *const skipped[] = { "《", "》", " ", "　", "\n", NULL };
	struct str texts[] = { a, b };
	struct buf kept[] = { BUF_INIT, BUF_INIT };
	for (size_t t = 0; t < 2; t++)
		for (struct str rest = texts[t]; rest.len;) {
			size_t step = str_starts_any(rest, skipped);
			buf_add(&kept[t], rest.data, !step);
			rest = str_from(rest, step ? step : 1);
		}
	bool same = str_equal(buf_str(&kept[0]), buf_str(&kept[1]));
	buf_free(&kept[0]);
	buf_free(&kept[1]);
	return same;
}

/* Each name of the note against the title of its attachment. */
static void check_names(struct check *check, const struct doc_node *name)
{
	struct arena *arena = check->doc->arena;
	for (const struct doc_node *n = check->doc->root->first; n && name; n = n->next) {
		if (n->kind != DOC_ATTACHMENT || n->unmarked)
			continue;
		struct buf noted = BUF_INIT;
		doc_add_plain_text(name, &noted);
		struct str want = str_trim(buf_str(&noted)), title = n->first && n->first->kind == DOC_TITLE ? text_of(check, n->first) : want;
		if (!is_same_name(want, title))
			diag_add(check->diags, DIAG_ATTACHMENT_DIFFERS, n->place, arena_copy(arena, want.data, want.len),
				 arena_copy(arena, title.data, title.len));
		buf_free(&noted);
		name = name->next;
	}
}

/* GB/T 9704-2012, 7.3.4: what is attached is named below the text. */
static void report_unnamed(struct check *check)
{
	const struct doc_node *first = check->doc->root->first;
	while (first && (first->kind != DOC_ATTACHMENT || first->unmarked))
		first = first->next;
	if (!first)
		return;
	struct str title = first->first && first->first->kind == DOC_TITLE ? text_of(check, first->first) : STR("附件");
	diag_add(check->diags, DIAG_ATTACHMENT_UNNAMED, first->place, arena_copy(check->doc->arena, title.data, title.len));
}

/* The attachment note against the attachments themselves. A note alone is in order: attachments may be separate files. */
static void check_attachments(struct check *check)
{
	const struct doc_node *note = NULL;
	int noted = 0, there = 0;
	for (const struct doc_node *n = check->doc->root->first; n; n = n->next) {
		there += n->kind == DOC_ATTACHMENT && !n->unmarked;
		if (n->kind == DOC_ATTACHMENT_NOTE)
			note = n;
	}
	for (const struct doc_node *n = note ? note->first : NULL; n; n = n->next)
		noted++;
	if (note && there && noted != there)
		diag_add(check->diags, DIAG_ATTACHMENT_COUNT, note->place, arena_printf(check->doc->arena, "%d", noted),
			 arena_printf(check->doc->arena, "%d", there));
	else if (note && there)
		check_names(check, note->first);
	else
		report_unnamed(check);
}

bool doc_check(struct doc *doc, struct diag_list *diags)
{
	size_t before = diag_errors(diags);
	struct check check = { .doc = doc, .diags = diags, .text = BUF_INIT };
	for (struct doc_node *n = doc->root; n; n = doc_next(n, doc->root))
		check_node(&check, n);
	check_attachments(&check);
	doc_check_order(doc, diags);
	buf_free(&check.text);
	return diag_errors(diags) == before;
}

void doc_note_links(struct doc *doc, struct diag_list *diags)
{
	struct check check = { .doc = doc, .diags = diags, .text = BUF_INIT };
	const struct doc_node *first = NULL;
	size_t count = 0;
	for (const struct doc_node *n = doc->root; n; n = doc_next(n, doc->root)) {
		if (n->kind != DOC_LINK || !n->target || doc_shows_target(n, text_of(&check, n)))
			continue;
		first = first ? first : n;
		count++;
	}
	struct arena *arena = doc->arena;
	if (first)
		diag_add(diags, DIAG_LINK_UNPRINTED, first->place, diag_excerpt(arena, text_of(&check, first), 60), first->target,
			 arena_printf(arena, "%zu", count));
	buf_free(&check.text);
}
