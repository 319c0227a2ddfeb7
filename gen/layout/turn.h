/* Pages turned on their side (横排): attachments whose tables are too wide for the sheet's width.
 *
 * The sheet stays upright, and so do page number and draft mark; what stands in its type area is laid out in the frame of the sheet as it
 * is held to be read: turned clockwise by a right angle, so that its left edge is on top. There the table's head is on odd pages, at the
 * binding edge, and on even pages, at the cut edge, in a document printed on both sides (GB/T 9704-2012, 7.5 and clause 8): what is read is
 * turned the same way on all of them. */
#ifndef LAYOUT_TURN_H
#define LAYOUT_TURN_H

#include <stdbool.h>

#include "layout/flow.h"
#include "layout/template.h"

/* The template of such pages: width and height, margins and the grid change places; pitches stay, or, of characters, fill the width. */
struct page_template template_turned(const struct page_template *upright);

/* Sets what follows for turned pages, or for upright ones: layout->template and layout->text_width. */
void layout_turn(struct layout *layout, bool turned);

/* The template of a page. */
const struct page_template *layout_template_of(const struct layout *layout, bool turned);

static inline bool layout_is_turned(const struct layout *layout)
{
	return layout->template != layout->upright;
}

#endif
