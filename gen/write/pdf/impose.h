/* Imposition (拼版): which pages stand on which side of which sheet, and where on it. Numbers of pages and sides count from 0, lengths are in
 * pt, a sheet's corner at the bottom left is 0, 0. */
#ifndef WRITE_PDF_IMPOSE_H
#define WRITE_PDF_IMPOSE_H

#include <stdbool.h>
#include <stddef.h>

enum impose_how {
	IMPOSE_BOOKLET, /* sheets printed on both sides, laid into each other, folded once and stitched in the fold (骑马订) */
	IMPOSE_TWO_UP,  /* two pages on a side, in order */
};

enum { IMPOSE_CELLS = 2, IMPOSE_BLANK = -1 };

/* How many sides pages take: of a booklet an even number, as a sheet has two. */
size_t impose_sides(enum impose_how how, size_t pages);

/* The pages in the cells of a side: left and right, or top and bottom. IMPOSE_BLANK: nothing stands there. Sides follow each other as they
 * are printed: the front of a sheet, then its back. */
void impose_order(enum impose_how how, size_t pages, size_t side, long order[IMPOSE_CELLS]);

/* What is seen of a page, in its own coordinates, and how it is shown. */
struct impose_page {
	double left, bottom, right, top;
	double unit;    /* pt that a unit of the coordinates is long (ISO 32000-1, UserUnit) */
	unsigned turns; /* quarter turns clockwise (Rotate / 90) */
};

/* Whether the page has a size that a sheet may have: 1 to 14400 pt (ISO 32000-1, annex C) on each side. */
bool impose_page_good(const struct impose_page *page);

/* A sheet with its two cells, of one size. */
struct impose_sheet {
	double width, height;
	bool stacked; /* the cells are one above the other, not side by side */
	double scale; /* of the pages that fit with it; the others are made smaller */
};

/* The sheet for pages like `first`. Without a paper (0, 0) twice as large as the page, else the paper, laid so that its cells have the page's
 * shape as nearly as it can. A booklet's cells are side by side; so are those of two pages a side unless these are wider than high. */
struct impose_sheet impose_sheet_for(enum impose_how how, const struct impose_page *first, double paper_width, double paper_height);

/* The matrix (ISO 32000-1, 8.3.3) that brings the page into the middle of its cell. A page that lies across is turned to the left, as GB/T 9704
 * (clause 8) has it for tables set across: their head is at the fold on odd pages, at the outer edge on even ones. */
void impose_place(const struct impose_sheet *sheet, int cell, const struct impose_page *page, double matrix[6]);

#endif
