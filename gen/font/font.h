/* Fonts: look-up by family, faces, metrics, shaping, subsets.
 *
 * A font_library lives as long as the process; faces are opened once and shared by all documents. Only gen/font knows
 * fontconfig and HarfBuzz. All metrics are in em (1.0 = the font size). Every function may be called from several
 * threads at once, except font_library_free(). */
#ifndef FONT_FONT_H
#define FONT_FONT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/diag.h"
#include "base/str.h"

struct arena;

struct font_library;
struct font_face;
struct font_stack;

/* `cache_folder`: where resolved font files are remembered between processes (NULL: nowhere).
 * `extra_key`: what else decides which fonts are found (the environment variables that fontconfig reads); what was
 * remembered under another key is not used. NULL is "". */
struct font_library *font_library_new(const char *cache_folder, const char *extra_key);
/* Writes what is to be remembered and closes all faces; no stack, face or shaping may be in use. NULL is allowed. */
void font_library_free(struct font_library *library);

/* Whether a family was looked up anew: at the first use, after fonts or fontconfig's files changed. False: all were remembered. */
bool font_library_is_new(struct font_library *library);

/* The families of one role, in order of preference, by their Chinese or English names; the regular weight of each is
 * taken. Owned by the library; the same list gives the same stack. A missing first choice is reported once per library as
 * a note that names the substitute; when no family is installed at all: an error that lists what was tried and what
 * to install, and NULL. `role` ("body") is for messages only. */
struct font_stack *font_stack_open(struct font_library *library, const char *role, const char *const *families, size_t count,
				   struct diag_list *diags);

/* First face of the stack that has a glyph for the character, or NULL. */
const struct font_face *font_stack_face(struct font_stack *stack, uint32_t codepoint);

/* From now on the characters do not come from the stack's face of this family, which draws others in their place. The family
 * is named as in the list that opened the stack. */
void font_stack_avoid(struct font_library *library, struct font_stack *stack, const char *family, struct str characters);

/* First installed face: its metrics rule the line. Never NULL. */
const struct font_face *font_stack_first(const struct font_stack *stack);

/* Names of the families tried, "仿宋_GB2312, FandolFang", for messages. */
const char *font_stack_tried(const struct font_stack *stack);

/* Any installed font's face that has the character, the nearest to regular; NULL: none has it. */
const struct font_face *font_spare_face(struct font_library *library, uint32_t codepoint, struct diag_list *diags);

struct font_metrics {
	double ascent, descent;           /* of the face (descent positive) */
	double em_top;                    /* top of the ideographic em box above the baseline, e.g. 0.88 (OpenType, Baseline
	                                     tags: BASE idtp, else BASE ideo + 1 em, else OS/2 sTypoAscender) */
	double cap_height, italic_angle;
	double bbox[4];                   /* left, bottom, right, top */
	bool cff;                         /* CFF outlines, else TrueType */
	bool cid_keyed;                   /* CFF with CIDs: page codes are CIDs, else glyph ids of the subset */
	bool serif, fixed_pitch;
};
const struct font_metrics *font_face_metrics(const struct font_face *face);
const char *font_face_postscript_name(const struct font_face *face);
const char *font_face_family(const struct font_face *face);
const char *font_face_path(const struct font_face *face);
int font_face_id(const struct font_face *face); /* 0 … in order of opening: index for arrays */

/* Width of the glyph's ink, em. */
double font_face_ink(const struct font_face *face, uint32_t glyph);

/* Its own width, em. */
double font_face_advance(const struct font_face *face, uint32_t glyph);

/* A glyph may stand in a subset with room behind it, too: FONT_WIDER times 1 … FONT_WIDES is added to its id. Each of these is FONT_WIDE_STEP em wider than the
 * one before. */
enum { FONT_WIDER = 1 << 16, FONT_WIDES = 3 };
#define FONT_WIDE_STEP 0.15

/* Whether subsets of the face can have such glyphs: of 1000 units in the em, in the form that Chinese fonts with CFF outlines have. */
bool font_face_widens(const struct font_face *face);

struct font_glyph {
	uint32_t id;       /* in the original face */
	uint32_t cluster;  /* byte offset in the shaped text of the first character it stands for */
	float advance;     /* em */
	float x, y;        /* offset, em */
};

/* Shapes text of one face, left to right, language zh-Hans, without kerning and without ligatures: a character that
 * the face has stays a glyph of its own. `text` is valid UTF-8. Returns the glyphs in `arena`, in visual order; *count
 * receives their number. A character that the face lacks gives glyph 0. */
struct font_glyph *font_shape(struct arena *arena, const struct font_face *face, struct str text, size_t *count);

/* A subset of a face. `data` is a complete TrueType/OpenType file, or for CFF the bare CFF table. */
struct font_subset {
	struct str data;          /* in the arena given */
	const uint16_t *codes;    /* for each glyph asked for, in that order: the two-byte code to write in the page (new
	                             glyph id for TrueType and name-keyed CFF, CID for CID-keyed CFF) */
	const float *widths;      /* for each glyph asked for: em */
	size_t glyph_count;       /* in `data`, with .notdef and parts of others: their codes are 0 … glyph_count - 1; 0: codes are CIDs of the face */
	const char *tag;          /* six capitals, from a hash of the glyph set */
};

/* Subsets `face` to `glyphs` (original ids, sorted, unique; .notdef is added; wider ones where the face has them). False with an error in `diags` on failure. */
bool font_subset_make(struct arena *arena, const struct font_face *face, const uint32_t *glyphs, size_t count,
		      struct font_subset *out, struct diag_list *diags);

/* A glyph under a character. */
struct font_character {
	uint32_t codepoint, glyph; /* of the original face */
};

/* A complete OpenType file of these glyphs (in order of their characters, each of which is there once; no glyph 0), as browsers load them: every character
 * gives its glyph, and nothing is substituted or moved. In `arena`. False with an error in `diags`. */
bool font_web_make(struct arena *arena, const struct font_face *face, const struct font_character *characters, size_t count,
		   struct str *file, struct diag_list *diags);

/* A piece of a glyph's outline; em, y upwards. */
struct font_stroke {
	char kind;         /* M: to x[0]; L: a line to it; Q: a curve by x[0] to x[1]; C: by x[0] and x[1] to x[2]; Z: back to where M was */
	float x[3], y[3];
};

/* The outline of the glyph, in `arena`; *count receives the number of its pieces. */
const struct font_stroke *font_outline(struct arena *arena, const struct font_face *face, uint32_t glyph, size_t *count);

/* How far the glyph's ink reaches below the baseline, em; negative: it ends above it. -INFINITY: it has none. `scratch` gets its outline. */
double font_outline_depth(struct arena *scratch, const struct font_face *face, uint32_t glyph);

#endif
