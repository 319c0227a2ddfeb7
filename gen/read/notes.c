/* Footnotes that stand where a plan can have none: in a title, above or below the text, at the start of a line. They go to the text nearest to them. */
#include "base/arena.h"
#include "doc/doc.h"
#include "read/internal.h"

static struct doc_node *block_of(struct doc_node *node)
{
	while (node && doc_is_inline(node->kind))
		node = node->parent;
	return node;
}

/* The last text of the block before the reference; NULL: none. *same_line: no line ends between them. */
static struct doc_node *text_before(const struct doc_node *reference, const struct doc_node *block, bool *same_line)
{
	struct doc_node *text = NULL;
	*same_line = false;
	for (struct doc_node *n = block->first; n && n != reference; n = doc_next(n, block)) {
		if ((n->kind == DOC_TEXT || n->kind == DOC_VALUE || n->kind == DOC_GAP || n->kind == DOC_CODE) && str_trim(n->text).len)
			text = n;
		*same_line = n->kind != DOC_LINE_BREAK && (*same_line || text == n);
	}
	return text;
}

/* Whether a footnote may go behind the text of the block. */
static bool is_host(const struct doc_node *block)
{
	return block->kind == DOC_PARAGRAPH && doc_takes_references(block) && !read_is_empty(block);
}

/* The host that stands next in the tree; where there is none, the last one before; else a paragraph made for it. */
static struct doc_node *find_host(struct read_plan *plan, struct doc_node *from)
{
	struct doc_node *last = NULL;
	for (struct doc_node *n = from ? doc_next(from, plan->doc->root) : plan->doc->root->first; n; n = doc_next(n, plan->doc->root))
		if (is_host(n))
			return n;
	for (struct doc_node *n = plan->doc->root->first; n; n = doc_next(n, plan->doc->root))
		last = is_host(n) ? n : last;
	if (last)
		return last;
	last = read_new(plan->doc, DOC_PARAGRAPH, plan->doc->root->place);
	doc_add_text(plan->doc, last, DOC_TEXT, STR("注："), last->place);
	read_put(plan->doc->root, last);
	return last;
}

/* Puts the reference behind the text, or where that is NULL at the host's end, and says so. `kind`: of the block where it stood. */
static void move_note(struct read_plan *plan, struct doc_node *reference, struct doc_node *host, struct doc_node *text, enum doc_kind kind)
{
	const char *note = read_sample(plan->arena, read_text_of(plan->arena, reference->mate->first));
	diag_add(plan->findings, DIAG_READ_NOTE_MOVED, reference->place, note, doc_kind_name(kind), read_sample(plan->arena, read_text_of(plan->arena, host)));
	doc_unlink(reference);
	if (text && text->next)
		doc_insert_before(text->next, reference);
	else
		read_put(text ? text->parent : host, reference);
}

/* The first reference in a block that is in no tree: its line became an element of the head, or was dropped. */
static struct doc_node *lost_reference(const struct read_line *line)
{
	struct doc_node *block = line->block->node;
	if (block->parent || block->kind != DOC_PARAGRAPH)
		return NULL;
	for (struct doc_node *n = block->first; n; n = doc_next(n, block))
		if (n->kind == DOC_REFERENCE)
			return n;
	return NULL;
}

/* The block that the first line behind `at` has become, if it is in the tree. */
static struct doc_node *block_behind(const struct read_plan *plan, size_t at)
{
	while (++at < plan->count)
		if (plan->lines[at].block->node->parent)
			return plan->lines[at].block->node;
	return NULL;
}

void read_place_notes(struct read_plan *plan)
{
	struct doc *doc = plan->doc;
	for (size_t i = 0; i < plan->count; i++)
		for (struct doc_node *reference; (reference = lost_reference(&plan->lines[i]));) {
			struct doc_node *behind = block_behind(plan, i);
			move_note(plan, reference, behind && is_host(behind) ? behind : find_host(plan, behind), NULL, DOC_ROOT);
		}
	for (struct doc_node *n = doc->root->first, *next; n; n = next) {
		struct doc_node *block = n->kind == DOC_REFERENCE ? block_of(n) : NULL, *text = NULL;
		bool stands = false, taken = block && doc_takes_references(block);
		next = doc_next(n, doc->root);
		text = taken ? text_before(n, block, &stands) : NULL;
		if (!block || stands)
			continue;
		bool attached = block->kind == DOC_PARAGRAPH && block->parent && block->parent->kind == DOC_ATTACHMENT_NOTE;
		move_note(plan, n, taken && !read_is_empty(block) ? block : find_host(plan, block), text,
			  attached ? DOC_ATTACHMENT_NOTE : block->kind);
	}
}
