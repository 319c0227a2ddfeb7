/* Where texts stand in the main part of a DOCX that somebody made, as bytes of its XML: what is written into it leaves all else as it is. */
#ifndef WRITE_DOCX_SPOTS_H
#define WRITE_DOCX_SPOTS_H

#include <stdbool.h>
#include <stddef.h>

#include "base/str.h"

struct arena;

/* An element called t, the text of a run (ECMA-376 part 1, 17.3.3.31); all numbers are bytes of the part. */
struct docx_spot {
	size_t tag, start, end, after; /* its start tag; its content; behind its end tag */
	size_t run, run_tag;           /* the run that it stands in: its start tag and what is behind that, */
	struct str properties;         /* its w:rPr, or nothing, */
	size_t run_end;                /* and what is behind its end tag */
	size_t paragraph;              /* index of the paragraph of the body */
	size_t control, control_end;   /* the control in the line that it stands in, and what is behind it; control_end 0: none */
	bool usable;                   /* it is the text of a run in a paragraph of the body: no text box, no formula */
	bool kept;                     /* it must not be changed: it shows bound data, or is tracked already */
};

/* A paragraph of the body, or of a table in it: where its content begins, behind its properties, and ends; 0: it has none. */
struct docx_paragraph_spot {
	size_t start, end;
};

struct docx_spots {
	struct str prefix;    /* of WordprocessingML, with its colon: "w:" */
	struct str namespace; /* the value of its declaration */
	struct docx_spot *items; /* by read_trace.element, from 1 */
	size_t count, capacity;
	struct docx_paragraph_spot *paragraphs;
	size_t paragraph_count, paragraph_capacity;
	unsigned id;          /* the largest one of the annotations that are there */
};

/* Finds them in the part, which was read without faults. False: it is written in a way that is not known here. */
bool docx_find_spots(struct arena *arena, struct str xml, struct docx_spots *spots);

/* Whether that is what the spot says, in characters and references alone. */
bool docx_spot_says(struct str xml, const struct docx_spot *spot, struct str text);

/* Of such a spot, the byte behind the next `bytes` bytes of what it says, from the byte `at` on. */
size_t docx_spot_walk(struct str xml, const struct docx_spot *spot, size_t at, size_t bytes);

/* The value of the attribute in a start tag, as it is written; NULL data: there is none. `name` with its prefix. */
struct str docx_tag_value(struct str tag, const char *name);

#endif
