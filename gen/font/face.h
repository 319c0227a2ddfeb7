/* An open face: what is behind struct font_face. Only gen/font includes this. */
#ifndef FONT_FACE_H
#define FONT_FACE_H

#include <hb.h>
#include <stdatomic.h>

#include "font/font.h"

struct arena;

struct font_face {
	int id;
	const char *path;
	int index;                      /* in the file, a collection */
	const char *family, *postscript_name;
	hb_face_t *face;                /* immutable */
	hb_face_t *outlines;            /* the same without what a subset does not need; immutable */
	hb_font_t *font;                /* immutable; one unit = one unit of the face */
	double unit;                    /* em per unit of the face */
	hb_language_t language;         /* zh-Hans */
	_Atomic(hb_buffer_t *) *buffer; /* a buffer to shape in, or NULL while a thread uses it */
	struct font_metrics metrics;
};

/* Maps the file into memory and reads the metrics; the strings live in `arena`. NULL with *fault (what is wrong with the
 * file, "is not …") when it cannot be used. Owned by the caller (font_face_close). */
struct font_face *font_face_open(struct arena *arena, const char *path, int index, int id, const char **fault);
void font_face_close(struct font_face *face);

/* Fills face->metrics from the tables of the face. */
void font_face_measure(struct font_face *face);

#endif
