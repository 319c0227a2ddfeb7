#include "write/pdf/navigation.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/diag.h"
#include "doc/doc.h"
#include "font/font.h"
#include "layout/page.h"
#include "write/pdf/object.h"
#include "write/pdf/tags.h"
#include "write/pdf/token.h"

enum {
	OUTLINE_DEPTH = 16,   /* levels kept apart; deeper ones stand beside the last */
	VISIBLE_LEVEL = 1,    /* bookmarks of this level and above are visible when the file is opened */
	LABEL_DIGITS = 9,     /* longest page number that is written as a number */
};

/* A place in the pages. */
struct spot {
	const struct doc_node *node;
	size_t page;
	double y; /* top of the line, pt */
};

/* "[12 0 R/XYZ null 700 null]": to the height, keeping the horizontal position and the magnification; on a turned page to the distance
 * from the sheet's left edge, and to its top. */
static void add_destination(struct buf *out, const struct page_list *pages, struct pdf_object *const *objects,
			    size_t page, double y)
{
	const struct page *to = &pages->pages[page];
	buf_add_char(out, '[');
	pdf_add_reference(out, pdf_object_number(objects[page]));
	buf_add_text(out, "/XYZ ");
	if (to->turned)
		buf_add_number(out, y, 2);
	else
		buf_add_text(out, "null");
	buf_add_char(out, ' ');
	buf_add_number(out, to->turned ? to->height : to->height - y, 2);
	buf_add_text(out, " null]");
}

void pdf_navigation_add_outline(struct arena *arena, struct pdf_file *file, const struct page_list *pages,
				struct pdf_object *const *objects)
{
	struct pdf_object *last[OUTLINE_DEPTH] = { NULL }; /* the open entry of each level */
	for (size_t i = 0; i < pages->outline_count; i++) {
		const struct page_outline *entry = &pages->outline[i];
		if (entry->page >= pages->page_count)
			continue;
		int level = entry->level < 0 ? 0 : entry->level < OUTLINE_DEPTH ? entry->level : OUTLINE_DEPTH - 1;
		struct pdf_object *parent = NULL;
		for (int above = level; above-- > 0 && !parent;)
			parent = last[above];
		struct buf out = BUF_INIT;
		buf_add_text(&out, "/Title");
		pdf_add_text_string(&out, str_of(entry->text));
		buf_add_text(&out, "/Dest");
		add_destination(&out, pages, objects, entry->page, entry->y);
		last[level] = pdf_outline_new(file, parent, level < VISIBLE_LEVEL, str_of(buf_move_to(&out, arena)));
		for (int below = level + 1; below < OUTLINE_DEPTH; below++)
			last[below] = NULL;
	}
}

/* The label as a number, or 0 where it is none (other text, leading zeros, too large). */
static long label_number(const char *label)
{
	size_t len = label ? strlen(label) : 0;
	if (!len || len > LABEL_DIGITS || label[0] == '0' || strspn(label, "0123456789") != len)
		return 0;
	return strtol(label, NULL, 10);
}

/* Whether the label continues the page before's: then it needs no entry of its own. */
static bool continues(const struct page_list *pages, size_t i)
{
	const char *label = pages->pages[i].label, *before = pages->pages[i - 1].label;
	if (!label || !before)
		return !label && !before;
	return label_number(label) && label_number(label) == label_number(before) + 1 && label_number(before);
}

void pdf_navigation_add_labels(struct buf *out, const struct page_list *pages)
{
	bool any = false;
	for (size_t i = 0; i < pages->page_count; i++)
		any = any || pages->pages[i].label;
	if (!any)
		return;
	buf_add_text(out, "/PageLabels<</Nums[");
	for (size_t i = 0; i < pages->page_count; i++) {
		const char *label = pages->pages[i].label;
		if (i && continues(pages, i))
			continue;
		buf_printf(out, "%zu<<", i);
		if (label_number(label)) {
			buf_printf(out, "/S/D/St %ld", label_number(label));
		} else if (label && *label) {
			buf_add_text(out, "/P");
			pdf_add_text_string(out, str_of(label));
		}
		buf_add_text(out, ">>");
	}
	buf_add_text(out, "]>>");
}

/* Targets by node, for look-up: the outline's entries, the first line of every block, numbers of footnotes. */
struct targets {
	struct spot *items;
	size_t count, capacity;
};

static int compare_spots(const void *a, const void *b)
{
	const struct spot *x = a, *y = b;
	if (x->node != y->node)
		return (uintptr_t)x->node < (uintptr_t)y->node ? -1 : 1;
	if (x->page != y->page)
		return x->page < y->page ? -1 : 1;
	return (x->y > y->y) - (x->y < y->y);
}

static double line_top(const struct page_line *line)
{
	return line->baseline - line->size;
}

static void find_targets(struct arena *arena, const struct page_list *pages, struct targets *targets)
{
	for (size_t i = 0; i < pages->outline_count; i++) {
		const struct page_outline *entry = &pages->outline[i];
		if (entry->page < pages->page_count)
			*ARENA_PUSH(arena, targets->items, targets->count, targets->capacity) =
				(struct spot){ entry->node, entry->page, entry->y };
	}
	const struct doc_node *last = NULL;
	for (size_t p = 0; p < pages->page_count; p++)
		for (size_t l = 0; l < pages->pages[p].line_count; l++) {
			const struct page_line *line = &pages->pages[p].lines[l];
			for (size_t r = 0; r < line->run_count; r++)
				if (line->runs[r].anchor)
					*ARENA_PUSH(arena, targets->items, targets->count, targets->capacity) =
						(struct spot){ line->runs[r].anchor, p, line_top(line) };
			if (!line->node || line->artifact || line->node == last)
				continue;
			last = line->node;
			*ARENA_PUSH(arena, targets->items, targets->count, targets->capacity) =
				(struct spot){ last, p, line_top(line) };
		}
	qsort(targets->items, targets->count, sizeof *targets->items, compare_spots);
}

/* The first place that shows the node, or NULL. */
static const struct spot *lookup_target(const struct targets *targets, const struct doc_node *node)
{
	size_t low = 0, high = targets->count;
	while (low < high) {
		size_t middle = low + (high - low) / 2;
		if ((uintptr_t)targets->items[middle].node < (uintptr_t)node)
			low = middle + 1;
		else
			high = middle;
	}
	return low < targets->count && targets->items[low].node == node ? &targets->items[low] : NULL;
}

static bool same_link(const struct page_run *a, const struct page_run *b)
{
	if (a->target || b->target)
		return a->target == b->target;
	return a->link && b->link && strcmp(a->link, b->link) == 0;
}

static bool has_link(const struct page_run *run)
{
	return run->glyph_count && (run->target || run->link);
}

static double run_end(const struct page_run *run)
{
	const struct page_glyph *glyph = &run->glyphs[run->glyph_count - 1];
	return run->x + (double)glyph->x + (double)glyph->advance;
}

/* A URI is ASCII (RFC 3986): other bytes are percent-encoded. */
static void add_uri(struct buf *out, const char *uri)
{
	struct buf ascii = BUF_INIT;
	for (; *uri; uri++) {
		unsigned char c = (unsigned char)*uri;
		if (c > ' ' && c < 0x7F)
			buf_add_char(&ascii, *uri);
		else
			buf_printf(&ascii, "%%%02X", c);
	}
	pdf_add_literal(out, ascii.data, ascii.len);
	buf_free(&ascii);
}

struct link_writer {
	struct arena *arena;
	struct pdf_file *file;
	const struct page_list *pages;
	struct pdf_object *const *objects;
	struct targets targets;
	bool targets_found;
	struct pdf_tags *tags;
	struct diag_list *diags;
};

/* The rectangle of runs of the text from `first` to `end`, in the space of the sheet: left, bottom, right, top. */
static void find_corners(const struct page *page, const struct page_line *line, const struct page_run *first, double end, double corners[4])
{
	const struct font_metrics *metrics = font_face_metrics(first->face);
	double below = metrics->descent * first->size, above = metrics->ascent * first->size, baseline = page->height - line->baseline;
	bool turned = page->turned;
	corners[0] = turned ? line->baseline - above : first->x;
	corners[1] = turned ? first->x : baseline - below;
	corners[2] = turned ? line->baseline + below : end;
	corners[3] = turned ? end : baseline + above;
}

/* What the link of runs [first, end) says, for those who do not see them (ISO 14289-1, 7.18.5), and its place in the tags. */
static void add_description(struct link_writer *w, struct buf *out, size_t page, const struct page_line *line, size_t first, size_t end,
			    const struct pdf_object *annotation)
{
	struct buf text = BUF_INIT;
	for (size_t i = first; i < end; i++)
		if (line->runs[i].node)
			doc_add_visible(&text, line->runs[i].text);
	buf_add_text(out, "/Contents");
	pdf_add_text_string(out, text.len ? buf_str(&text) : line->runs[first].text);
	buf_printf(out, "/StructParent %zu", pdf_tags_add_link(w->tags, page, line, &line->runs[first], annotation));
	buf_free(&text);
}

/* One annotation over runs [first, end) of a line, from descent to ascent. */
static void add_link(struct link_writer *w, size_t page, const struct page_line *line, size_t first, size_t end)
{
	const struct page_run *run = &line->runs[first];
	const struct spot *spot = NULL;
	if (run->target) {
		if (!w->targets_found)
			find_targets(w->arena, w->pages, &w->targets);
		w->targets_found = true;
		spot = lookup_target(&w->targets, run->target);
		if (!spot) {
			diag_add(w->diags, DIAG_PDF_LINK_LOST, run->target->place,
				 arena_copy(w->arena, run->text.data, run->text.len));
			return;
		}
	}
	double corners[4];
	find_corners(&w->pages->pages[page], line, run, run_end(&line->runs[end - 1]), corners);
	struct buf out = BUF_INIT;
	buf_add_text(&out, "/Type/Annot/Subtype/Link/Border[0 0 0]/F 4/Rect[");
	for (int i = 0; i < 4; i++) {
		if (i)
			buf_add_char(&out, ' ');
		buf_add_number(&out, corners[i], 2);
	}
	buf_add_char(&out, ']');
	if (spot) {
		buf_add_text(&out, "/Dest");
		add_destination(&out, w->pages, w->objects, spot->page, spot->y);
	} else {
		buf_add_text(&out, "/A<</S/URI/URI");
		add_uri(&out, run->link);
		buf_add_text(&out, ">>");
	}
	struct pdf_object *annotation = pdf_dict_new(w->file, STR(""));
	if (w->tags)
		add_description(w, &out, page, line, first, end, annotation);
	pdf_object_set_entries(annotation, buf_move_str(&out, w->arena));
	pdf_page_add_annotation(w->objects[page], annotation);
}

void pdf_navigation_add_links(struct arena *arena, struct pdf_file *file, const struct page_list *pages,
			      struct pdf_object *const *objects, struct pdf_tags *tags, struct diag_list *diags)
{
	struct link_writer writer = { .arena = arena, .file = file, .pages = pages, .objects = objects, .tags = tags, .diags = diags };
	for (size_t p = 0; p < pages->page_count; p++)
		for (size_t l = 0; l < pages->pages[p].line_count; l++) {
			const struct page_line *line = &pages->pages[p].lines[l];
			for (size_t i = 0, end; i < line->run_count; i = end) {
				end = i + 1;
				if (!has_link(&line->runs[i]) || (tags && line->artifact)) /* a link is a part of the structure */
					continue;
				while (end < line->run_count && has_link(&line->runs[end]) &&
				       same_link(&line->runs[i], &line->runs[end]))
					end++;
				add_link(&writer, p, line, i, end);
			}
		}
}
