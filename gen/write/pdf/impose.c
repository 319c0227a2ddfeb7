#include "write/pdf/impose.h"

#include <math.h>

size_t impose_sides(enum impose_how how, size_t pages)
{
	return how == IMPOSE_BOOKLET ? (pages + 3) / 4 * 2 : (pages + 1) / 2;
}

/* The page, or blank behind the last one. */
static long page_or_blank(size_t page, size_t pages)
{
	return page < pages ? (long)page : IMPOSE_BLANK;
}

void impose_order(enum impose_how how, size_t pages, size_t side, long order[IMPOSE_CELLS])
{
	size_t first = side, second = side;
	if (how == IMPOSE_TWO_UP) {
		first = 2 * side;
		second = first + 1;
	} else {
		/* The outermost sheet has the first and the last pages. On fronts the later page is at the left, on backs the earlier one. */
		size_t mirrored = 2 * impose_sides(how, pages) - 1 - side;
		*(side % 2 ? &second : &first) = mirrored;
	}
	order[0] = page_or_blank(first, pages);
	order[1] = page_or_blank(second, pages);
}

/* Size as the page is shown, turned `more` quarter turns. */
static void shown_size(const struct impose_page *page, unsigned more, double *width, double *height)
{
	double across = (page->right - page->left) * page->unit, up = (page->top - page->bottom) * page->unit;
	bool lying = (page->turns + more) % 2;
	*width = lying ? up : across;
	*height = lying ? across : up;
}

bool impose_page_good(const struct impose_page *page)
{
	double width, height;
	shown_size(page, 0, &width, &height);
	return width >= 1 && width <= 14400 && height >= 1 && height <= 14400;
}

static double cell_width(const struct impose_sheet *sheet)
{
	return sheet->stacked ? sheet->width : sheet->width / 2;
}

static double cell_height(const struct impose_sheet *sheet)
{
	return sheet->stacked ? sheet->height / 2 : sheet->height;
}

/* By how much what is so large may grow to fill the cell. */
static double scale_to_fit(const struct impose_sheet *sheet, double width, double height)
{
	return fmin(cell_width(sheet) / width, cell_height(sheet) / height);
}

struct impose_sheet impose_sheet_for(enum impose_how how, const struct impose_page *first, double paper_width, double paper_height)
{
	struct impose_sheet sheet = { .scale = 1 };
	double width, height;
	shown_size(first, 0, &width, &height);
	sheet.stacked = how == IMPOSE_TWO_UP && width > height;
	sheet.width = sheet.stacked ? width : 2 * width;
	sheet.height = sheet.stacked ? 2 * height : height;
	if (paper_width <= 0 || paper_height <= 0)
		return sheet;
	bool across = sheet.width > sheet.height;
	sheet.width = across ? fmax(paper_width, paper_height) : fmin(paper_width, paper_height);
	sheet.height = across ? fmin(paper_width, paper_height) : fmax(paper_width, paper_height);
	sheet.scale = scale_to_fit(&sheet, width, height);
	return sheet;
}

/* The matrix that turns the page clockwise and puts its corner at the bottom left to 0, 0. */
static void turn(const struct impose_page *page, unsigned turns, double matrix[6])
{
	static const int cosines[] = { 1, 0, -1, 0 }, sines[] = { 0, -1, 0, 1 };
	double c = cosines[turns % 4], s = sines[turns % 4];
	/* The corner that the turn brings to the bottom left. */
	double x = c + s > 0 ? page->left : page->right, y = c - s > 0 ? page->bottom : page->top;
	const double turned[] = { c, s, -s, c, -(c * x - s * y), -(s * x + c * y) };
	for (int i = 0; i < 6; i++)
		matrix[i] = turned[i];
}

void impose_place(const struct impose_sheet *sheet, int cell, const struct impose_page *page, double matrix[6])
{
	double width, height, across = cell_width(sheet), up = cell_height(sheet);
	shown_size(page, 0, &width, &height);
	bool lies = (width > height && across < up) || (width < height && across > up);
	unsigned left = lies ? 3 : 0;
	shown_size(page, left, &width, &height);
	double scale = fmin(sheet->scale, scale_to_fit(sheet, width, height));
	double x = sheet->stacked ? 0 : cell * across, y = sheet->stacked ? (1 - cell) * up : 0;
	turn(page, page->turns + left, matrix);
	for (int i = 0; i < 6; i++)
		matrix[i] *= page->unit * scale;
	matrix[4] += x + (across - width * scale) / 2;
	matrix[5] += y + (up - height * scale) / 2;
}
