#include <criterion/criterion.h>
#include <math.h>

#include "write/pdf/impose.h"

enum { MOST = 200 };

/* Folds the sheets in the middle, one within the other, and turns the leaves: the pages one after the other. */
static size_t leaf_through(size_t pages, long *read)
{
	size_t sheets = impose_sides(IMPOSE_BOOKLET, pages) / 2, count = 0;
	long front[IMPOSE_CELLS], back[IMPOSE_CELLS];
	for (size_t i = 0; i < 2 * sheets; i++) {
		bool first_half = i < sheets;
		size_t sheet = first_half ? i : 2 * sheets - 1 - i;
		impose_order(IMPOSE_BOOKLET, pages, 2 * sheet, front);
		impose_order(IMPOSE_BOOKLET, pages, 2 * sheet + 1, back);
		/* What was at the right of the front has the left of the back behind it. */
		read[count++] = first_half ? front[1] : back[1];
		read[count++] = first_half ? back[0] : front[0];
	}
	return count;
}

Test(impose, a_booklet_of_1_to_200_pages_reads_in_order)
{
	long read[MOST + 4];
	for (size_t pages = 1; pages <= MOST; pages++) {
		size_t count = leaf_through(pages, read);
		cr_assert_eq(count, (pages + 3) / 4 * 4, "%zu pages", pages);
		for (size_t i = 0; i < count; i++)
			cr_expect_eq(read[i], i < pages ? (long)i : IMPOSE_BLANK, "%zu pages: the leaves give %ld as %zu", pages, read[i], i);
	}
}

Test(impose, two_pages_a_side_stand_in_order)
{
	for (size_t pages = 1; pages <= MOST; pages++) {
		size_t sides = impose_sides(IMPOSE_TWO_UP, pages);
		cr_assert_eq(sides, (pages + 1) / 2);
		for (size_t side = 0; side < sides; side++) {
			long order[IMPOSE_CELLS];
			impose_order(IMPOSE_TWO_UP, pages, side, order);
			cr_expect_eq(order[0], (long)(2 * side));
			cr_expect_eq(order[1], 2 * side + 1 < pages ? (long)(2 * side + 1) : IMPOSE_BLANK);
		}
	}
}

struct point {
	double x, y;
};

static struct point through(const double m[6], double x, double y)
{
	return (struct point){ m[0] * x + m[2] * y + m[4], m[1] * x + m[3] * y + m[5] };
}

/* The corner of the page that a person who looks at it sees at the bottom left, at its top left. */
static struct point corner(const struct impose_page *page, const double m[6], bool at_top)
{
	/* Corners against the clock from the bottom left; a page that is turned clockwise shows the next one there. */
	const double xs[] = { page->left, page->right, page->right, page->left }, ys[] = { page->bottom, page->bottom, page->top, page->top };
	unsigned at = (page->turns + (at_top ? 3 : 0)) % 4;
	return through(m, xs[at], ys[at]);
}

Test(impose, pages_stand_upright_in_their_cells)
{
	const struct impose_page upright = { 10, 20, 10 + 595, 20 + 842, 1, 0 };
	for (unsigned turns = 0; turns < 4; turns++)
		for (int cell = 0; cell < IMPOSE_CELLS; cell++) {
			struct impose_page page = upright;
			double m[6];
			page.turns = turns;
			if (turns % 2) { /* shown upright all the same */
				page.right = 10 + 842;
				page.top = 20 + 595;
			}
			struct impose_sheet sheet = impose_sheet_for(IMPOSE_BOOKLET, &page, 0, 0);
			cr_assert_float_eq(sheet.width, 1190, 1e-9);
			cr_assert_float_eq(sheet.height, 842, 1e-9);
			impose_place(&sheet, cell, &page, m);
			struct point foot = corner(&page, m, false), head = corner(&page, m, true);
			cr_expect_float_eq(foot.x, cell * 595, 1e-9, "turned %u", turns);
			cr_expect_float_eq(foot.y, 0, 1e-9, "turned %u", turns);
			cr_expect_float_eq(head.x, cell * 595, 1e-9, "turned %u", turns);
			cr_expect_float_eq(head.y, 842, 1e-9, "turned %u", turns);
		}
}

Test(impose, a_page_that_lies_across_has_its_head_at_the_left)
{
	const struct impose_page upright = { 0, 0, 595, 842, 1, 0 }, lying = { 0, 0, 842, 595, 1, 0 }, turned = { 0, 0, 595, 842, 1, 3 };
	struct impose_sheet sheet = impose_sheet_for(IMPOSE_BOOKLET, &upright, 0, 0);
	double m[6];
	impose_place(&sheet, 1, &lying, m);
	struct point foot = through(m, 0, 0), head = through(m, 0, 595);
	cr_expect_float_eq(foot.x, 1190, 1e-9);
	cr_expect_float_eq(head.x, 595, 1e-9);
	cr_expect_float_eq(head.y, 0, 1e-9);
	impose_place(&sheet, 1, &turned, m);
	foot = corner(&turned, m, false);
	head = corner(&turned, m, true);
	cr_expect_float_eq(foot.x, 1190, 1e-9);
	cr_expect_float_eq(head.x, 595, 1e-9);
}

Test(impose, paper_is_laid_as_the_pages_need_it_and_pages_are_fitted)
{
	const struct impose_page a4 = { 0, 0, 595, 842, 1, 0 }, across = { 0, 0, 842, 595, 1, 0 }, small = { 0, 0, 420, 595, 1, 0 }, huge = { 0, 0, 5950, 8420, 1, 0 };
	double m[6];
	struct impose_sheet sheet = impose_sheet_for(IMPOSE_BOOKLET, &a4, 595, 842);
	cr_expect(sheet.width == 842 && sheet.height == 595 && !sheet.stacked);
	impose_place(&sheet, 0, &a4, m);
	cr_expect_float_eq(m[0], 421.0 / 595, 1e-3);
	sheet = impose_sheet_for(IMPOSE_TWO_UP, &across, 595, 842);
	cr_expect(sheet.width == 595 && sheet.height == 842 && sheet.stacked);
	impose_place(&sheet, 0, &across, m);
	cr_expect_geq(m[5], 421, "the first page is above");
	sheet = impose_sheet_for(IMPOSE_TWO_UP, &a4, 0, 0);
	impose_place(&sheet, 0, &small, m);
	cr_expect(m[0] == 1 && fabs(m[4] - (595 - 420) / 2.0) < 1e-9, "a smaller page keeps its size, in the middle");
	impose_place(&sheet, 0, &huge, m);
	cr_expect_float_eq(m[0], 0.1, 1e-9, "a larger one does not");
}

Test(impose, a_unit_of_the_coordinates_counts)
{
	const struct impose_page page = { 0, 0, 297.5, 421, 2, 0 };
	struct impose_sheet sheet = impose_sheet_for(IMPOSE_TWO_UP, &page, 0, 0);
	double m[6];
	impose_place(&sheet, 1, &page, m);
	cr_expect_float_eq(sheet.width, 1190, 1e-9);
	cr_expect(m[0] == 2 && m[4] == 595);
}

Test(impose, pages_of_no_size_are_told)
{
	const struct impose_page none = { 0, 0, 0, 842, 1, 0 }, endless = { 0, 0, 595, 15000, 1, 0 }, good = { 0, 0, 595, 842, 1, 0 }, inside_out = { 595, 0, 0, 842, 1, 0 };
	cr_expect(!impose_page_good(&none) && !impose_page_good(&endless) && !impose_page_good(&inside_out) && impose_page_good(&good));
}
