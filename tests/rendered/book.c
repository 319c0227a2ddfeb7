/* The compendium as a finished PDF: the contents' page numbers against the pages, labels, geometry of the entries. */
#include <criterion/criterion.h>
#include <jansson.h>
#include <math.h>
#include <string.h>

#include "base/arena.h"
#include "base/file.h"
#include "rendered.h"

enum { MOST_PAGES = 2000 };

/* The book of all plans, made in a folder of its own, and what plangen toc says of it. */
struct book {
	struct arena *arena;
	const char *folder, *pdf;
	json_t *toc;
	struct buf text;               /* of all pages */
	struct buf pages[MOST_PAGES];  /* each without white space */
	size_t page_count;
};

static void read_pages(struct book *book)
{
	if (!rendered_has("pdftotext"))
		cr_skip_test("pdftotext is not installed");
	cr_assert_eq(rendered_run(&book->text, "pdftotext -raw '%s' -", book->pdf), 0);
	struct str rest = buf_str(&book->text);
	while (rest.len) {
		cr_assert_lt(book->page_count, MOST_PAGES);
		struct buf *page = &book->pages[book->page_count++];
		buf_add_str(page, str_cut(&rest, "\f"));
		rendered_strip(page);
	}
}

static struct book *book_make(const char *formats)
{
	struct arena *arena = arena_new();
	struct book *book = ARENA_NEW(arena, struct book);
	struct buf json = BUF_INIT;
	book->arena = arena;
	book->folder = rendered_folder(arena);
	cr_assert_eq(rendered_run(NULL, "cd '%s' && %s build --compendium -q -f %s", book->folder, rendered_plangen(), formats), 0);
	book->pdf = rendered_find(arena, file_join(arena, book->folder, "out"), ".pdf");
	/* standard output carries nothing but the result, whatever goes to standard error */
	cr_assert_eq(rendered_run(&json, "cd '%s' && %s toc --format json --depth 4 2>/dev/null", book->folder, rendered_plangen()), 0);
	book->toc = json_loadb(json.data, json.len, 0, NULL);
	cr_assert_not_null(book->toc);
	buf_free(&json);
	read_pages(book);
	return book;
}

static void book_free(struct book *book)
{
	for (size_t i = 0; i < book->page_count; i++)
		buf_free(&book->pages[i]);
	buf_free(&book->text);
	json_decref(book->toc);
	arena_free(book->arena);
}

/* The page that shows the number in its foot; NULL when none does. */
static const struct buf *page_numbered(const struct book *book, long long number)
{
	const char *foot = arena_printf(book->arena, "—%lld—", number);
	for (size_t i = 0; i < book->page_count; i++)
		if (str_ends(buf_str(&book->pages[i]), foot))
			return &book->pages[i];
	return NULL;
}

Test(book, each_entry_names_the_page_where_its_title_stands, .timeout = 1200)
{
	struct book *book = book_make("pdf");
	json_t *entry;
	size_t i;
	json_array_foreach(json_object_get(book->toc, "entries"), i, entry) {
		struct buf title = BUF_INIT;
		buf_add_text(&title, json_string_value(json_object_get(entry, "title")));
		rendered_strip(&title);
		long long number = json_integer_value(json_object_get(entry, "page"));
		const struct buf *page = page_numbered(book, number);
		cr_assert_not_null(page, "no page %lld", number);
		size_t at = str_find(buf_str(page), title.data);
		cr_expect_neq(at, (size_t)-1, "%s is not on page %lld", title.data, number);
		if (json_integer_value(json_object_get(entry, "level")) == 1)
			cr_expect_eq(at, 0, "%s does not open page %lld", title.data, number);
		buf_free(&title);
	}
	cr_expect_gt(i, 0);
	cr_expect_eq(json_integer_value(json_object_get(book->toc, "pages")), (json_int_t)book->page_count);
	book_free(book);
}

Test(book, the_printed_contents_are_those_of_plangen_toc, .timeout = 1200)
{
	struct book *book = book_make("pdf");
	struct buf printed = BUF_INIT;
	json_t *entry, *first = NULL;
	size_t i;
	json_array_foreach(json_object_get(book->toc, "entries"), i, entry)
		first = first ? first : entry;
	long long end = json_integer_value(json_object_get(first, "page"));
	for (long long number = 1; number < end; number++) {
		const struct buf *page = page_numbered(book, number);
		cr_assert_not_null(page);
		buf_add_str(&printed, buf_str(page));
	}
	struct str rest = buf_str(&printed); /* two plans may have the same title */
	json_array_foreach(json_object_get(book->toc, "entries"), i, entry) {
		if (json_integer_value(json_object_get(entry, "level")) != 1)
			continue;
		struct buf title = BUF_INIT;
		buf_add_text(&title, json_string_value(json_object_get(entry, "title")));
		rendered_strip(&title);
		size_t at = str_find(rest, title.data);
		cr_assert_neq(at, (size_t)-1, "%s", title.data);
		rest.data += at + title.len;
		rest.len -= at + title.len;
		while (str_starts(rest, "."))
			str_cut(&rest, ".");
		const char *number = arena_printf(book->arena, "%lld", (long long)json_integer_value(json_object_get(entry, "page")));
		cr_expect(str_starts(rest, number), "%s", title.data);
		str_cut(&rest, number);
		cr_expect(str_starts(rest, "20") || str_starts(rest, "—"), "%s: no title and no foot behind the number", title.data);
		buf_free(&title);
	}
	buf_free(&printed);
	book_free(book);
}

/* What the leaders of all pages of the contents have in common, pt. */
struct leaders {
	double step, grid, distance;
	size_t entries;
};

static void expect_leaders(const struct rendered_page *page, struct leaders *all)
{
	for (size_t i = 0; i + 2 < page->count; i++) {
		const struct rendered_char *c = &page->chars[i];
		if (c->codepoint != '.')
			continue;
		all->step = all->step > 0 ? all->step : page->chars[i + 1].x - c->x;
		all->grid = all->grid > 0 ? all->grid : c->x;
		double step = all->step, off = fabs(remainder(c->x - all->grid, step));
		cr_expect_lt(off, MM(0.1), "a dot %.2f pt off the others", off);
		if (page->chars[i + 1].codepoint == '.')
			continue;
		size_t digits = 0;
		double right = 0;
		for (size_t k = i + 1; k < page->count && fabs(page->chars[k].y - c->y) < 0.1; k++) {
			digits += page->chars[k].codepoint >= '0' && page->chars[k].codepoint <= '9';
			right = fmax(right, page->chars[k].right);
		}
		/* The number's place is as wide as its digits at their widest, two steps each. */
		double left = MM(210 - 26) - (double)digits * 2 * step;
		all->distance = all->distance > 0 ? all->distance : left - c->x;
		cr_expect_float_eq(left - c->x, all->distance, MM(0.1), "%zu digits: %.2f pt", digits, left - c->x);
		cr_expect_float_eq(right, MM(210 - 26), MM(0.5), "%.2f mm", right / MM(1));
		all->entries++;
	}
}

/* Numbers end at the right edge of the text area, dots stand below each other and end as far before every number (within 0.1 mm), on all pages. */
Test(book, entries_reach_the_edge_with_dots_below_each_other, .timeout = 1200)
{
	struct book *book = book_make("pdf");
	struct rendered_pdf pdf = rendered_read(book->arena, book->pdf);
	struct leaders all = { 0 };
	size_t end = (size_t)json_integer_value(json_object_get(json_array_get(json_object_get(book->toc, "entries"), 0), "page"));
	cr_assert(end > 1 && end + 1 < pdf.count);
	for (size_t number = 1; number < end; number++)
		expect_leaders(&pdf.pages[number + 1], &all);
	cr_expect_gt(all.entries, 30, "%zu entries", all.entries);
	book_free(book);
}

Test(book, file_is_sound_and_the_cover_has_no_number, .timeout = 1200)
{
	struct book *book = book_make("pdf,docx");
	if (rendered_has("qpdf"))
		cr_expect_eq(rendered_run(NULL, "qpdf --check '%s' >/dev/null", book->pdf), 0);
	cr_expect_eq(str_find(buf_str(&book->pages[0]), "—"), (size_t)-1);
	cr_expect_eq(book->pages[1].len, 0, "the back of the cover");
	cr_expect(str_starts(buf_str(&book->pages[2]), "目录"));
	cr_expect(str_ends(buf_str(&book->pages[2]), "—1—"));
	cr_expect_eq(str_find(buf_str(&book->pages[book->page_count - 1]), "—"), (size_t)-1, "the colophon");
	rendered_find(book->arena, file_join(book->arena, book->folder, "out"), ".docx");
	book_free(book);
}

/* Nothing changed: nothing is made. A unit's cell: the book, because it shows that unit's values. */
Test(book, is_made_again_only_when_what_it_shows_changed, .timeout = 1200)
{
	struct book *book = book_make("pdf");
	struct buf out = BUF_INIT;
	cr_assert_eq(rendered_run(&out, "cd '%s' && %s build --compendium -n -q -f pdf", book->folder, rendered_plangen()), 0);
	cr_expect_eq(out.len, 0, "%s", out.data);
	cr_assert_eq(rendered_run(&out, "cd '%s' && %s build --compendium -n -q -f pdf --set 全年.建党周年=1", book->folder,
				  rendered_plangen()),
		     0);
	cr_expect(str_starts(buf_str(&out), "book\tvalue: "), "%s", out.data);
	cr_expect_neq(str_find(buf_str(&out), "全年.建党周年"), (size_t)-1);
	buf_free(&out);
	book_free(book);
}

/* Printed on both sides, each number stands at the outer edge: odd ones, on fronts, at the right, even ones at the left. */
Test(book, numbers_stand_at_the_outer_edge, .timeout = 1200)
{
	struct book *book = book_make("pdf");
	struct rendered_pdf pdf = rendered_read(book->arena, book->pdf);
	size_t seen = 0;
	for (size_t p = 0; p < pdf.count; p++) {
		const struct rendered_page *page = &pdf.pages[p];
		for (size_t i = 0; i < page->count; i++) {
			const struct rendered_char *c = &page->chars[i];
			if (c->y < MM(297 - 35 + 5) || c->codepoint < '0' || c->codepoint > '9')
				continue;
			cr_expect(p % 2 ? c->x < MM(60) : c->x > MM(150), "page %zu: a digit of its number at %.0f mm", p + 1, c->x / MM(1));
			seen++;
			break;
		}
	}
	cr_expect_geq(seen + 3, pdf.count, "all but the cover, its back and the colophon have a number");
	book_free(book);
}

/* In a final book no title has a name that stands for any, and no two titles are alike. */
Test(book, titles_of_a_final_book_are_of_somebody_and_told_apart, .timeout = 1200)
{
	struct arena *arena = arena_new();
	const char *folder = rendered_folder(arena);
	struct buf json = BUF_INIT;
	cr_assert_eq(rendered_run(&json, "cd '%s' && %s toc --final --year 2026 --format json 2>/dev/null", folder, rendered_plangen()), 0);
	json_t *toc = json_loadb(json.data, json.len, 0, NULL), *entries = json_object_get(toc, "entries"), *entry, *other;
	size_t i, k;
	cr_assert_gt(json_array_size(entries), 30);
	json_array_foreach(entries, i, entry) {
		const char *title = json_string_value(json_object_get(entry, "title"));
		cr_expect_null(strstr(title, "X"), "%s", title);
		json_array_foreach(entries, k, other)
			cr_expect(k <= i || strcmp(json_string_value(json_object_get(other, "title")), title) != 0, "%s twice", title);
	}
	json_decref(toc);
	buf_free(&json);
	arena_free(arena);
}

/* Nor does anything else of it: text, cover, colophon. */
Test(book, no_page_of_a_final_book_has_a_name_that_stands_for_any, .timeout = 1200)
{
	struct arena *arena = arena_new();
	const char *folder = rendered_folder(arena);
	struct buf text = BUF_INIT;
	if (!rendered_has("pdftotext"))
		cr_skip_test("pdftotext is not installed");
	cr_assert_eq(rendered_run(NULL, "%s build --compendium --final --year 2026 -q -f pdf -o '%s/out'", rendered_plangen(), folder), 0);
	cr_assert_eq(rendered_run(&text, "pdftotext '%s' -", rendered_find(arena, file_join(arena, folder, "out"), ".pdf")), 0);
	cr_assert_gt(text.len, 100000);
	static const char *const placeholders[] = { "X", "×", "某" };
	for (size_t i = 0; i < sizeof placeholders / sizeof *placeholders; i++) {
		const char *found = strstr(text.data, placeholders[i]);
		cr_expect_null(found, "%.60s", found);
	}
	buf_free(&text);
	arena_free(arena);
}
