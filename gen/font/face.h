/* An open face: what is behind struct font_face. Only gen/font includes this. */
#ifndef FONT_FACE_H
#define FONT_FACE_H

#include <hb.h>
#include <stdatomic.h>

#include "font/font.h"

struct arena;

struct font_plain;

/* What threads that shape with a face share. */
struct font_shared {
	_Atomic(hb_buffer_t *) buffer;      /* to shape in, or NULL while a thread uses it */
	_Atomic(struct font_plain *) plain; /* NULL until the first text */
};

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
	struct font_shared *shared;
	struct font_metrics metrics;
};

/* Maps the file into memory and reads the metrics; the strings live in `arena`. NULL with *fault (what is wrong with the
 * file, "is not …") when it cannot be used. Owned by the caller (font_face_close). */
struct font_face *font_face_open(struct arena *arena, const char *path, int index, int id, const char **fault);
void font_face_close(struct font_face *face);

/* Fills face->metrics from the tables of the face. */
void font_face_measure(struct font_face *face);

/* font_shape() by table look-up, for text in which every glyph follows from its character alone; NULL for other text. */
struct font_glyph *font_plain_shape(struct arena *arena, const struct font_face *face, struct str text, size_t *count);
void font_plain_free(struct font_plain *plain);

/* Which glyphs of the face need shaping, as a line of text for font_plain_read() of a later process; NULL where no text was shaped, it was remembered already, or the
 * line would be long. Lives in `arena`. */
const char *font_plain_write(struct arena *arena, const struct font_face *face);

/* Takes that for known, before any text is shaped with the face. Nothing where it is of another version of HarfBuzz or no such line. */
void font_plain_read(const struct font_face *face, const char *text);

/* font_shape() by HarfBuzz, for any text. */
struct font_glyph *font_shape_fully(struct arena *arena, const struct font_face *face, struct str text, size_t *count);

#endif
