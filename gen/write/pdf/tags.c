#include "write/pdf/tags.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "doc/doc.h"
#include "layout/page.h"
#include "write/pdf/object.h"
#include "write/pdf/token.h"

enum {
	HEADINGS = 6,    /* H1 … H6 (ISO 32000-1, 14.8.4.3.2) */
	FIRST_TAIL = 2,  /* objects before the elements: the root of the tree, and the tree from marks to elements */
	NOTE_DIGITS = 6, /* of a note's id: as a name tree sorts it */
};

/* Marked content, with the place where it begins. */
struct mark {
	const struct doc_node *node;
	size_t page;
	const struct page_line *line;
	const struct page_run *run;
	unsigned mcid;
	unsigned element;        /* object number */
	size_t first_link, link_count; /* annotations over it */
};

struct link {
	unsigned annotation, element; /* object numbers */
	size_t mark;
};

/* What is on its way into the tree. */
struct pdf_tags {
	struct arena *arena;
	const struct doc_node *root;
	struct pdf_object *const *objects;
	size_t page_count;
	size_t page;             /* at work */
	unsigned next_mcid;      /* of the page */
	struct mark *marks;      /* in the order of the pages */
	size_t mark_count, mark_capacity;
	struct link *links;
	size_t link_count, link_capacity;
	size_t cursor;           /* the mark of the last link */
	size_t *by_node;         /* the marks, those of a node one behind the other */
	unsigned first;          /* number of the first object */
	struct str *elements;    /* the objects */
	size_t element_count, element_capacity;
	struct buf kids;         /* of all elements that are open: " 12 0 R 3" */
	int levels[HEADINGS], depth; /* of the headings that are open */
	int title;               /* 1: headings stand below a title */
	size_t notes;
	struct buf ids;          /* of the notes: "(n000001)12 0 R" */
};

struct pdf_tags *pdf_tags_new(struct arena *arena, const struct doc_node *root, struct pdf_object *const *objects, size_t pages)
{
	struct pdf_tags *tags = ARENA_NEW(arena, struct pdf_tags);
	*tags = (struct pdf_tags){ .arena = arena, .root = root, .objects = objects, .page_count = pages };
	return tags;
}

void pdf_tags_set_page(struct pdf_tags *tags, size_t page)
{
	tags->page = page;
	tags->next_mcid = 0;
}

/* Dots that lead to a page number: of a run that no node has. */
static bool is_leader(const struct page_run *run)
{
	static const char dot[] = ".";
	struct str text = run->text;
	while (text.len && str_starts(text, dot))
		text = str_from(text, sizeof dot - 1);
	return !text.len;
}

/* The node whose element the run stands in; NULL: none's. */
static const struct doc_node *node_of(const struct page_line *line, const struct page_run *run)
{
	if (run->anchor && run->anchor->kind == DOC_FOOTNOTE)
		return run->anchor;
	if (run->node)
		return run->node;
	return is_leader(run) ? NULL : line->node;
}

bool pdf_tags_are_one(const struct page_line *line, const struct page_run *a, const struct page_run *b)
{
	if (a->anchor != b->anchor || a->target != b->target || node_of(line, a) != node_of(line, b))
		return false;
	return a->link == b->link || (a->link && b->link && strcmp(a->link, b->link) == 0);
}

void pdf_tags_begin(struct pdf_tags *tags, const struct page_line *line, const struct page_run *run, struct str text, struct buf *out)
{
	const struct doc_node *node = node_of(line, run);
	if (!node) {
		buf_add_text(out, "/Artifact BMC\n");
		return;
	}
	struct mark *mark = ARENA_PUSH(tags->arena, tags->marks, tags->mark_count, tags->mark_capacity);
	*mark = (struct mark){ .node = node, .page = tags->page, .line = line, .run = run, .mcid = tags->next_mcid++ };
	/* a name is wanted here, too; what it is, the tree says. Some readers look for /ActualText in spans only. */
	buf_add_text(out, text.len ? "/Span<</MCID " : "/P<</MCID ");
	buf_add_number(out, mark->mcid, 0);
	buf_add_str(out, text);
	buf_add_text(out, ">>BDC\n");
}

/* Whether the mark begins behind this place. */
static bool is_behind(const struct mark *mark, size_t page, const struct page_line *line, const struct page_run *run)
{
	if (mark->page != page || mark->line != line)
		return mark->page > page || (mark->page == page && mark->line > line);
	return mark->run > run;
}

size_t pdf_tags_add_link(struct pdf_tags *tags, size_t page, const struct page_line *line, const struct page_run *run,
			 const struct pdf_object *annotation)
{
	while (tags->cursor + 1 < tags->mark_count && !is_behind(&tags->marks[tags->cursor + 1], page, line, run))
		tags->cursor++;
	struct mark *mark = &tags->marks[tags->cursor];
	if (!mark->link_count++)
		mark->first_link = tags->link_count;
	*ARENA_PUSH(tags->arena, tags->links, tags->link_count, tags->link_capacity) =
		(struct link){ .annotation = pdf_object_number(annotation), .mark = tags->cursor };
	return tags->page_count + tags->link_count - 1;
}

/* An element while its children are added. */
struct element {
	const char *type, *attributes; /* "/ID(n000001)"; "" */
	size_t index;            /* among the elements */
	unsigned parent;         /* object number */
	size_t kids;             /* where they begin in tags->kids */
	unsigned page;           /* object number of the page of its first own mark; 0: none yet */
};

static unsigned number_of(const struct pdf_tags *tags, const struct element *element)
{
	return tags->first + (unsigned)element->index;
}

static struct element begin_element(struct pdf_tags *tags, const struct element *parent, const char *type, const char *attributes)
{
	struct element element = { type, attributes, tags->element_count, parent ? number_of(tags, parent) : tags->first, tags->kids.len, 0 };
	*ARENA_PUSH(tags->arena, tags->elements, tags->element_count, tags->element_capacity) = STR("");
	return element;
}

static void end_element(struct pdf_tags *tags, const struct element *element)
{
	const struct str kids = str_from(buf_str(&tags->kids), element->kids);
	struct buf out = BUF_INIT;
	buf_add_text(&out, "<</S/");
	buf_add_text(&out, element->type);
	buf_add_text(&out, "/P ");
	pdf_add_reference(&out, element->parent);
	buf_add_text(&out, element->attributes);
	if (element->page) {
		buf_add_text(&out, "/Pg ");
		pdf_add_reference(&out, element->page);
	}
	if (kids.len) {
		buf_add_text(&out, "/K[");
		buf_add_str(&out, kids);
		buf_add_char(&out, ']');
	}
	buf_add_text(&out, ">>");
	tags->elements[element->index] = buf_move_str(&out, tags->arena);
	tags->kids.len = element->kids;
	buf_add_char(&tags->kids, ' ');
	pdf_add_reference(&tags->kids, number_of(tags, element));
}

/* The same for an element that nobody misses when it is empty; then it is the last one. */
static void end_full(struct pdf_tags *tags, const struct element *element)
{
	if (tags->kids.len > element->kids)
		end_element(tags, element);
	else
		tags->element_count--;
}

static void add_mark(struct pdf_tags *tags, struct element *element, struct mark *mark)
{
	unsigned page = pdf_object_number(tags->objects[mark->page]);
	element->page = element->page ? element->page : page;
	mark->element = number_of(tags, element);
	if (page == element->page) {
		buf_add_char(&tags->kids, ' ');
		buf_add_number(&tags->kids, mark->mcid, 0);
	} else {
		buf_add_text(&tags->kids, "<</Type/MCR/Pg ");
		pdf_add_reference(&tags->kids, page);
		buf_printf(&tags->kids, "/MCID %u>>", mark->mcid);
	}
	for (size_t i = 0; i < mark->link_count; i++) {
		struct link *link = &tags->links[mark->first_link + i];
		link->element = mark->element;
		buf_add_text(&tags->kids, "<</Type/OBJR/Obj ");
		pdf_add_reference(&tags->kids, link->annotation);
		if (page != element->page) {
			buf_add_text(&tags->kids, "/Pg ");
			pdf_add_reference(&tags->kids, page);
		}
		buf_add_text(&tags->kids, ">>");
	}
}

/* The node's marks: by_node[first] to by_node[*end]. */
static size_t find_marks(const struct pdf_tags *tags, const struct doc_node *node, size_t *end)
{
	size_t low = 0, high = tags->mark_count;
	while (low < high) {
		size_t middle = low + (high - low) / 2;
		if ((uintptr_t)tags->marks[tags->by_node[middle]].node < (uintptr_t)node)
			low = middle + 1;
		else
			high = middle;
	}
	*end = low;
	while (*end < tags->mark_count && tags->marks[tags->by_node[*end]].node == node)
		++*end;
	return low;
}

static bool is_link(const struct mark *mark)
{
	return mark->run->target || mark->run->link;
}

/* A link over marks [first, end) of by_node, in an element of the type `around` (NULL: none). */
static void add_link(struct pdf_tags *tags, const struct element *parent, const char *around, size_t first, size_t end)
{
	struct element outer = { 0 };
	if (around)
		outer = begin_element(tags, parent, around, "");
	struct element link = begin_element(tags, around ? &outer : parent, "Link", "");
	for (size_t i = first; i < end; i++)
		add_mark(tags, &link, &tags->marks[tags->by_node[i]]);
	end_element(tags, &link);
	if (around)
		end_element(tags, &outer);
}

/* Adds the node's marks to the element: those of a link in one of its own, a note's number in one more. */
static void add_marks(struct pdf_tags *tags, struct element *element, const struct doc_node *node)
{
	size_t end;
	for (size_t i = find_marks(tags, node, &end), next; i < end; i = next) {
		struct mark *mark = &tags->marks[tags->by_node[i]];
		next = i + 1;
		if (!is_link(mark)) {
			add_mark(tags, element, mark);
			continue;
		}
		while (next < end && pdf_tags_are_one(mark->line, mark->run, tags->marks[tags->by_node[next]].run))
			next++;
		const enum doc_kind anchor = mark->run->anchor ? mark->run->anchor->kind : node->kind;
		add_link(tags, element, anchor == DOC_FOOTNOTE ? "Lbl" : anchor == DOC_REFERENCE || anchor == DOC_ENTRY ? "Reference" : NULL,
			 i, next);
	}
}

/* An element of the node's marks alone. */
static void add_leaf(struct pdf_tags *tags, const struct element *parent, const struct doc_node *node, const char *type)
{
	struct element element = begin_element(tags, parent, type, "");
	add_marks(tags, &element, node);
	end_full(tags, &element);
}

static void add_children(struct pdf_tags *tags, const struct element *parent, const struct doc_node *node);

/* An element of the node's children. */
static void add_group(struct pdf_tags *tags, const struct element *parent, const struct doc_node *node, const char *type,
		      const char *attributes)
{
	struct element element = begin_element(tags, parent, type, attributes);
	add_children(tags, &element, node);
	end_full(tags, &element);
}

/* Headings of what follows begin anew, below the title or without one. */
static void reset_headings(struct pdf_tags *tags, int title)
{
	tags->depth = 0;
	tags->title = title;
}

static const char *const heading_types[HEADINGS] = { "H1", "H2", "H3", "H4", "H5", "H6" };

/* No level may be left out (ISO 14289-1, 7.4.2): a heading stands one below that in whose section it is. */
static const char *heading_type(struct pdf_tags *tags, const struct doc_node *heading)
{
	while (tags->depth && tags->levels[tags->depth - 1] >= heading->level)
		tags->depth--;
	if (tags->depth + tags->title < HEADINGS)
		tags->levels[tags->depth++] = heading->level;
	return heading_types[tags->depth + tags->title - 1];
}

static void add_item(struct pdf_tags *tags, const struct element *parent, const struct doc_node *node)
{
	struct element item = begin_element(tags, parent, "LI", "");
	add_leaf(tags, &item, node, "Lbl");
	add_group(tags, &item, node, "LBody", "");
	end_full(tags, &item);
}

/* A cell has an element even when it is empty: a table has no holes (ISO 14289-1, 7.5). */
static void add_cell(struct pdf_tags *tags, const struct element *row, const struct doc_node *node)
{
	struct buf attributes = BUF_INIT;
	int columns = doc_cell_columns(node), rows = doc_cell_rows(node);
	bool head = node->parent->head;
	if (head || columns > 1 || rows > 1)
		buf_printf(&attributes, "/A<</O/Table%s", head ? "/Scope/Column" : "");
	if (columns > 1)
		buf_printf(&attributes, "/ColSpan %d", columns);
	if (rows > 1)
		buf_printf(&attributes, "/RowSpan %d", rows);
	if (attributes.len)
		buf_add_text(&attributes, ">>");
	struct element cell = begin_element(tags, row, head ? "TH" : "TD", attributes.len ? attributes.data : "");
	add_marks(tags, &cell, node);
	end_element(tags, &cell);
	buf_free(&attributes);
}

static void add_note(struct pdf_tags *tags, const struct element *parent, const struct doc_node *node)
{
	char attributes[32];
	snprintf(attributes, sizeof attributes, "/ID(n%0*zu)", NOTE_DIGITS, ++tags->notes);
	struct element note = begin_element(tags, parent, "Note", attributes);
	buf_printf(&tags->ids, "(n%0*zu)", NOTE_DIGITS, tags->notes);
	pdf_add_reference(&tags->ids, number_of(tags, &note));
	add_marks(tags, &note, node);
	add_children(tags, &note, node);
	end_element(tags, &note);
}

/* Its title, then its entries in a list of their own. */
static void add_contents(struct pdf_tags *tags, const struct element *parent, const struct doc_node *node)
{
	struct element section = begin_element(tags, parent, "Sect", "");
	const struct doc_node *child = node->first;
	reset_headings(tags, 1);
	for (; child && child->kind != DOC_ENTRY; child = child->next)
		add_leaf(tags, &section, child, PDF_TAGS_TITLE);
	struct element list = begin_element(tags, &section, "TOC", "");
	for (; child; child = child->next)
		add_leaf(tags, &list, child, "TOCI");
	end_full(tags, &list);
	end_full(tags, &section);
}

static const char *list_attributes(const struct doc_node *list)
{
	return list->ordered ? "/A<</O/List/ListNumbering/Decimal>>" : "/A<</O/List/ListNumbering/Disc>>";
}

static void add_block(struct pdf_tags *tags, const struct element *parent, const struct doc_node *node)
{
	switch (node->kind) {
	case DOC_TITLE:
		reset_headings(tags, 1);
		add_leaf(tags, parent, node, PDF_TAGS_TITLE);
		break;
	case DOC_HEADING:
		add_leaf(tags, parent, node, heading_type(tags, node));
		break;
	case DOC_LIST:
		add_group(tags, parent, node, "L", list_attributes(node));
		break;
	case DOC_ITEM:
		add_item(tags, parent, node);
		break;
	case DOC_QUOTE:
		add_group(tags, parent, node, "BlockQuote", "");
		break;
	case DOC_TABLE:
		add_group(tags, parent, node, "Table", "");
		break;
	case DOC_ROW:
		add_group(tags, parent, node, "TR", "");
		break;
	case DOC_CAPTION:
		add_leaf(tags, parent, node, "Caption");
		break;
	case DOC_CELL:
		add_cell(tags, parent, node);
		break;
	case DOC_ATTACHMENT_NOTE:
		add_leaf(tags, parent, node, "P"); /* 附件： */
		add_children(tags, parent, node);
		break;
	case DOC_ATTACHMENT: {
		struct element section = begin_element(tags, parent, "Sect", "");
		reset_headings(tags, 0);
		if (!node->unmarked)
			add_leaf(tags, &section, node, "P"); /* 附件1 */
		add_children(tags, &section, node);
		end_full(tags, &section);
		break;
	}
	case DOC_FOOTNOTES:
	case DOC_SIGNATURE:
		add_children(tags, parent, node);
		break;
	case DOC_FOOTNOTE:
		add_note(tags, parent, node);
		break;
	case DOC_HEAD:
	case DOC_RECORD:
	case DOC_COVER:
		add_group(tags, parent, node, "Sect", "");
		break;
	case DOC_CONTENTS:
		add_contents(tags, parent, node);
		break;
	case DOC_PLAN:
		reset_headings(tags, 0);
		add_group(tags, parent, node, "Part", "");
		break;
	case DOC_RECIPIENT:
	case DOC_PARAGRAPH:
	case DOC_AUTHORITY:
	case DOC_DATE:
	case DOC_NOTE:
	case DOC_FIELD:
		add_leaf(tags, parent, node, "P");
		break;
	case DOC_ENTRY: /* add_contents() */
	case DOC_PAGE_BREAK:
	case DOC_ROOT:
	DOC_CASE_INLINES:
	case DOC_KIND_COUNT:
		break;
	}
}

static void add_children(struct pdf_tags *tags, const struct element *parent, const struct doc_node *node)
{
	for (const struct doc_node *child = node->first; child; child = child->next)
		add_block(tags, parent, child);
}

static int compare_marks(const void *a, const void *b, void *context)
{
	const struct pdf_tags *tags = context;
	size_t x = *(const size_t *)a, y = *(const size_t *)b;
	const struct mark *one = &tags->marks[x], *other = &tags->marks[y];
	if (one->node != other->node)
		return (uintptr_t)one->node < (uintptr_t)other->node ? -1 : 1;
	return x < y ? -1 : x > y;
}

static void sort_marks(struct pdf_tags *tags)
{
	tags->by_node = ARENA_ARRAY(tags->arena, size_t, tags->mark_count + 1);
	for (size_t i = 0; i < tags->mark_count; i++)
		tags->by_node[i] = i;
	qsort_r(tags->by_node, tags->mark_count, sizeof *tags->by_node, compare_marks, tags);
}

/* From marks of pages, and from links, to their elements (ISO 32000-1, 14.7.4.4). */
static struct str make_parents(const struct pdf_tags *tags)
{
	struct buf out = BUF_INIT;
	buf_add_text(&out, "<</Nums[");
	for (size_t page = 0, i = 0; page < tags->page_count; page++) {
		buf_printf(&out, "%zu[", page);
		for (; i < tags->mark_count && tags->marks[i].page == page; i++) {
			pdf_add_reference(&out, tags->marks[i].element);
			buf_add_char(&out, ' ');
		}
		buf_add_char(&out, ']');
	}
	for (size_t i = 0; i < tags->link_count; i++) {
		buf_printf(&out, "%zu ", tags->page_count + i);
		pdf_add_reference(&out, tags->links[i].element);
		buf_add_char(&out, ' ');
	}
	buf_add_text(&out, "]>>");
	return buf_move_str(&out, tags->arena);
}

static struct str make_root(struct pdf_tags *tags)
{
	struct buf out = BUF_INIT;
	buf_add_text(&out, "<</Type/StructTreeRoot/K ");
	pdf_add_reference(&out, tags->first + FIRST_TAIL);
	buf_add_text(&out, "/ParentTree ");
	pdf_add_reference(&out, tags->first + 1);
	buf_printf(&out, "/ParentTreeNextKey %zu/RoleMap<</" PDF_TAGS_TITLE "/H1>>", tags->page_count + tags->link_count);
	if (tags->notes) {
		buf_add_text(&out, "/IDTree<</Names[");
		buf_add_str(&out, buf_str(&tags->ids));
		buf_add_text(&out, "]>>");
	}
	buf_add_text(&out, ">>");
	return buf_move_str(&out, tags->arena);
}

void pdf_tags_write(struct pdf_tags *tags, struct pdf_file *file, struct buf *out)
{
	tags->first = pdf_file_next_number(file);
	sort_marks(tags);
	for (int i = 0; i < FIRST_TAIL; i++)
		*ARENA_PUSH(tags->arena, tags->elements, tags->element_count, tags->element_capacity) = STR("");
	struct element document = begin_element(tags, NULL, "Document", "");
	add_children(tags, &document, tags->root);
	end_element(tags, &document);
	tags->elements[0] = make_root(tags);
	tags->elements[1] = make_parents(tags);
	pdf_file_set_tail(file, tags->elements, tags->element_count);
	buf_add_text(out, "/MarkInfo<</Marked true>>/StructTreeRoot ");
	pdf_add_reference(out, tags->first);
	buf_free(&tags->kids);
	buf_free(&tags->ids);
}
