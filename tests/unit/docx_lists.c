/* Lists in a DOCX of ours are read back as they were: random ones, of both kinds, within each other, with text between, in the text and in
 * quotes. */
#include <criterion/criterion.h>

#include "base/arena.h"
#include "base/file.h"
#include "compare/compare.h"
#include "docx_support.h"
#include "read/read.h"

#define FILE_OF_LISTS "out/tests/docx/lists.docx"

enum { DOCUMENTS = 60, DEEPEST = 4 };

static unsigned next_random(unsigned *state)
{
	*state = *state * 1103515245u + 12345u;
	return *state >> 16 & 0x7FFF;
}

static struct doc_node *paragraph(struct fixture *f, struct doc_node *parent, unsigned *state)
{
	return add(f, parent, DOC_PARAGRAPH, arena_printf(f->arena, "落实第%u号事项，每月报告一次。", next_random(state)));
}

/* Lists that follow each other have a paragraph between them. */
static void add_lists(struct fixture *f, struct doc_node *parent, unsigned *state, int depth)
{
	struct doc_node *list = add(f, parent, DOC_LIST, NULL);
	list->ordered = next_random(state) % 2;
	list->ordinal = list->ordered && next_random(state) % 5 == 0 ? (int)(next_random(state) % 7) + 2 : 0;
	for (unsigned items = 1 + next_random(state) % 3; items--;) {
		struct doc_node *item = add(f, list, DOC_ITEM, NULL);
		paragraph(f, item, state);
		for (bool again = true; again && depth < DEEPEST && next_random(state) % 2; again = next_random(state) % 2) {
			if (item->last->kind == DOC_LIST)
				paragraph(f, item, state);
			add_lists(f, item, state, depth + 1);
		}
		if (next_random(state) % 4 == 0)
			paragraph(f, item, state);
	}
}

static void add_document(struct fixture *f, unsigned seed)
{
	unsigned state = seed;
	set_up(f);
	add(f, NULL, DOC_TITLE, "2026年工作计划");
	paragraph(f, NULL, &state);
	for (int i = 0; i < 4; i++) {
		struct doc_node *quote = next_random(&state) % 3 ? NULL : add(f, NULL, DOC_QUOTE, NULL);
		if (quote && next_random(&state) % 2)
			paragraph(f, quote, &state);
		add_lists(f, quote, &state, 0);
		if (quote && next_random(&state) % 2)
			paragraph(f, quote, &state);
		paragraph(f, NULL, &state);
	}
	doc_number(f->doc, &f->diags);
}

/* The document as its DOCX is read. */
static struct doc *read_again(struct fixture *f)
{
	struct read_file file;
	struct doc **plans;
	struct buf out = write_with(f, &writer_docx);
	cr_assert(file_make_folder("out/tests/docx", FILE_SYNC_LATER, &f->diags));
	cr_assert(file_write(FILE_OF_LISTS, buf_str(&out), &f->diags));
	buf_free(&out);
	cr_assert(read_docx(f->arena, FILE_OF_LISTS, NULL, &file, &f->diags, &f->diags));
	cr_assert_eq(read_plans(f->arena, &file, &plans, &f->diags), 1);
	return plans[0];
}

static bool differs(struct fixture *f, struct doc *before, struct doc *after)
{
	static const struct compare_elements none = { NULL, 0 };
	struct compare_side sides[2];
	struct compare_result result;
	compare_take(f->arena, "before", &before, &none, 1, &sides[0]);
	compare_take(f->arena, "after", &after, &none, 1, &sides[1]);
	cr_assert(compare_sides(f->arena, &sides[0], &sides[1], &result, &f->diags));
	return !compare_is_same(&result);
}

Test(docx_lists, are_read_as_they_were, .timeout = 120)
{
	for (unsigned seed = 1; seed <= DOCUMENTS; seed++) {
		struct fixture f;
		struct buf before = BUF_INIT, after = BUF_INIT;
		add_document(&f, seed);
		struct doc *again = read_again(&f);
		doc_dump_content(f.doc, &before);
		doc_dump_content(again, &after);
		cr_expect_str_eq(after.data, before.data, "seed %u", seed);
		cr_expect_not(differs(&f, f.doc, again), "seed %u", seed);
		buf_free(&before);
		buf_free(&after);
		tear_down(&f);
	}
}

/* The first item, of those in the order of the text, that lies in another one. */
static struct doc_node *find_inner(struct doc *doc)
{
	for (struct doc_node *n = doc->root; n; n = doc_next(n, doc->root))
		if (n->kind == DOC_LIST && n->parent->kind == DOC_ITEM)
			return n;
	return NULL;
}

Test(docx_lists, other_levels_and_kinds_are_differences, .timeout = 120)
{
	size_t seen = 0;
	for (unsigned seed = 1; seed <= DOCUMENTS; seed++) {
		struct fixture f, other;
		add_document(&f, seed);
		add_document(&other, seed);
		struct doc_node *inner = find_inner(other.doc);
		if (inner) {
			inner->ordered = !inner->ordered;
			cr_expect(differs(&f, f.doc, other.doc), "seed %u", seed);
			inner->ordered = !inner->ordered;
			doc_unlink(inner);
			doc_insert_before(other.doc->root->last, inner);
			inner->parent = other.doc->root;
			cr_expect(differs(&f, f.doc, other.doc), "seed %u", seed);
			seen++;
		}
		tear_down(&f);
		tear_down(&other);
	}
	cr_expect_gt(seen, DOCUMENTS / 2);
}
