/* --format svg: a page a file, with the text as text, each character where the PDF has it.
 *
 * Unit: pt. Blocks are <text> elements, in reading order; their pieces name what they come from: data-block is the kind of the block, data-passage
 * the passage or block of the plan, as plangen explain --passages names them, data-own tells that it is the unit's own text, data-value is the
 * name of the variable that gave the piece, of class gap where the value is missing. Page numbers and the like are aria-hidden. What no character of a font can show alone (several characters
 * in one sign, a soft hyphen) is drawn as outlines, with its text unseen in its place. */
#ifndef WRITE_SVG_SVG_H
#define WRITE_SVG_SVG_H

#include "write/writer.h"

extern const struct writer writer_svg;

#endif
