/* Breaking a shaped text into lines, by width (line.c), as a whole (total_fit.c), or balanced (title.c), as the alignment asks (aligned.c),
 * and setting a line (set.c). */
#ifndef LAYOUT_LINE_H
#define LAYOUT_LINE_H

#include <stdbool.h>
#include <stddef.h>

#include "layout/page.h"
#include "layout/template.h"

struct layout;
struct text;

/* One line: cells [first, end) are shown; spaces and line breaks behind `end` belong to no line. */
struct line {
	size_t first, end;
	bool hung;   /* the last cell stands past the right edge */
	bool last;   /* of the paragraph, or before a line break of the source: never stretched */
};

/* Greedy: each line takes what fits, by the template's rules for marks at line ends; the last line keeps the template's
 * least number of characters. Widths in pt. Returns the number of lines in *lines (arena). */
size_t line_break(struct layout *layout, const struct text *text, double first_width, double width,
		  struct line **lines);

/* A justified paragraph, as the template says: greedy, or, where that leaves a line that has not its natural width, total fit (Knuth and
 * Plass 1981): the lines whose stretched gaps and squeezed marks together disturb least. Full cells keep the grid where they can; other
 * lines widen gaps and squeeze marks before characters come apart. As line_break(). */
size_t line_break_paragraph(struct layout *layout, const struct text *text, double first_width, double width,
			    struct line **lines);

/* Whether cells [first, end) are so few characters that the line is an orphan (孤字): Latin words of several letters never are. */
bool line_is_orphan(const struct layout *layout, const struct text *text, size_t first, size_t end);

/* Balanced: as few lines as fit, broken between words, best before a bracket at the end; values of variables and the words of the
 * template's list stay whole. Lengths strictly grow, shrink, or grow and then shrink (梯形, 菱形; GB/T 9704-2012, 7.3.1); two lines may
 * be alike where no other place is as good. */
size_t line_break_title(struct layout *layout, struct text *text, double width, struct line **lines);

/* By the alignment: centred text as a title, justified text as a paragraph, other text greedily. */
size_t line_break_aligned(struct layout *layout, struct text *text, enum template_align align, double first_width, double width,
			  struct line **lines);

/* Leaves breaks only where a title may have them: between words, outside values and the words of the template's list. */
void line_keep_words(struct layout *layout, struct text *text);

/* Where and how wide a line is set. */
struct line_place {
	double left, width;  /* pt */
	enum template_align align;
};

/* The line with final x positions, runs and text; its baseline is 0. */
struct page_line line_set(struct layout *layout, const struct text *text, const struct line *line,
			  struct line_place place);

#endif
