#include "layout_support.h"

#include <criterion/criterion.h>
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "font/font.h"

const struct page_template *load_template(struct arena *arena)
{
	struct diag_list diags;
	diag_init(&diags, arena);
	const struct page_template *template = template_load(arena, "templates", "gbt9704", NULL, &diags);
	for (const struct diag *d = diags.first; d; d = d->next)
		cr_log_error("%s %s %s", diag_id(d->code), d->arguments[0], d->arguments[1]);
	cr_assert_not_null(template);
	return template;
}

struct set set_new(void)
{
	struct set set = { .arena = arena_new() };
	diag_init(&set.diags, set.arena);
	set.template = ARENA_NEW(set.arena, struct page_template);
	*set.template = *load_template(set.arena);
	set.fonts = font_library_new(NULL, NULL);
	set.doc = doc_new(set.arena, source_of_text(set.arena, "test.md", STR("text\n")));
	return set;
}

void set_free(struct set *set)
{
	font_library_free(set->fonts);
	arena_free(set->arena);
}

void lay_out(struct set *set)
{
	struct diag_list diags;
	diag_init(&diags, set->arena);
	const struct template_font *body = template_font(set->template, "body");
	struct font_stack *stack = font_stack_open(set->fonts, body->role, body->families, body->family_count, &diags);
	if (!stack || strcmp(font_face_family(font_stack_first(stack)), "FandolFang") != 0)
		cr_skip_test("FandolFang is not installed");
	set->ok = layout_document(set->arena, set->doc, set->template, set->fonts, &set->pages, &set->diags);
}

struct doc_node *add_node(struct set *set, struct doc_node *parent, enum doc_kind kind, const char *text)
{
	struct place place = { set->doc->source, 0 };
	struct doc_node *node = doc_add(set->doc, parent ? parent : set->doc->root, kind, place);
	if (text)
		doc_add_text(set->doc, node, DOC_TEXT, str_of(arena_strdup(set->arena, text)), place);
	return node;
}

char *han(struct set *set, size_t count)
{
	struct buf text = BUF_INIT;
	for (size_t i = 0; i < count; i++)
		buf_add(&text, &"认真贯彻落实工作要求推动全面过硬"[i % 16 * 3], 3);
	return buf_move_to(&text, set->arena);
}

void refer(struct set *set, struct doc_node *block, size_t length)
{
	struct doc_node *note = doc_add_reference(set->doc, block, (struct place){ set->doc->source, 0 });
	add_node(set, note, DOC_PARAGRAPH, han(set, length));
}

const char *lines(struct set *set, int page)
{
	struct buf out = BUF_INIT;
	for (size_t i = 0; i < set->pages.page_count; i++)
		for (size_t k = 0; k < set->pages.pages[i].line_count; k++) {
			const struct page_line *line = &set->pages.pages[i].lines[k];
			if ((line->artifact && !line->node) || (page >= 0 && (size_t)page != i))
				continue;
			buf_add_str(&out, line->text);
			buf_add_char(&out, '/');
		}
	return buf_move_to(&out, set->arena);
}

size_t count_lines(const struct page *page)
{
	size_t count = 0;
	for (size_t i = 0; i < page->line_count; i++)
		count += !page->lines[i].artifact;
	return count;
}

const struct page_line *line_at(const struct set *set, size_t page, size_t line)
{
	return &set->pages.pages[page].lines[line];
}

double glyph_x(const struct page_line *line, size_t index)
{
	const struct page_run *run = line->runs;
	for (; index >= run->glyph_count; run++)
		index -= run->glyph_count;
	return run->x + (double)run->glyphs[index].x;
}
