#include <hb.h>

#include "base/arena.h"
#include "base/memory.h"
#include "font/face.h"

/* What is switched off, for the whole text: ligatures, contextual forms and compositions (Noto CJK would make one glyph of
 * two cells out of ——), because every character keeps its own glyph and cell, and kerning, because lines shall be as wide as the same lines in Word, which does not kern by default. The
 * features that change the width of full-width marks (palt, halt) and vertical forms are off by themselves. */
static const hb_feature_t features[] = {
	{ HB_TAG('c', 'c', 'm', 'p'), 0, HB_FEATURE_GLOBAL_START, HB_FEATURE_GLOBAL_END },
	{ HB_TAG('l', 'i', 'g', 'a'), 0, HB_FEATURE_GLOBAL_START, HB_FEATURE_GLOBAL_END },
	{ HB_TAG('c', 'l', 'i', 'g'), 0, HB_FEATURE_GLOBAL_START, HB_FEATURE_GLOBAL_END },
	{ HB_TAG('c', 'a', 'l', 't'), 0, HB_FEATURE_GLOBAL_START, HB_FEATURE_GLOBAL_END },
	{ HB_TAG('k', 'e', 'r', 'n'), 0, HB_FEATURE_GLOBAL_START, HB_FEATURE_GLOBAL_END },
};

static hb_buffer_t *take_buffer(const struct font_face *face)
{
	hb_buffer_t *buffer = atomic_exchange(&face->shared->buffer, NULL);
	return buffer ? buffer : hb_buffer_create();
}

static void give_back(const struct font_face *face, hb_buffer_t *buffer)
{
	hb_buffer_clear_contents(buffer);
	buffer = atomic_exchange(&face->shared->buffer, buffer);
	if (buffer)
		hb_buffer_destroy(buffer);
}

static struct font_glyph *copy_glyphs(struct arena *arena, hb_buffer_t *buffer, double unit, size_t *count)
{
	unsigned number = 0;
	const hb_glyph_info_t *infos = hb_buffer_get_glyph_infos(buffer, &number);
	const hb_glyph_position_t *positions = hb_buffer_get_glyph_positions(buffer, NULL);
	struct font_glyph *glyphs = ARENA_ARRAY(arena, struct font_glyph, number);
	for (unsigned i = 0; i < number; i++)
		glyphs[i] = (struct font_glyph){
			.id = infos[i].codepoint,
			.cluster = infos[i].cluster,
			.advance = (float)(positions[i].x_advance * unit),
			.x = (float)(positions[i].x_offset * unit),
			.y = (float)(positions[i].y_offset * unit),
		};
	*count = number;
	return glyphs;
}

struct font_glyph *font_shape_fully(struct arena *arena, const struct font_face *face, struct str text, size_t *count)
{
	memory_watch();
	hb_buffer_t *buffer = take_buffer(face);
	hb_buffer_add_utf8(buffer, text.data, (int)text.len, 0, (int)text.len);
	hb_buffer_set_direction(buffer, HB_DIRECTION_LTR);
	hb_buffer_set_language(buffer, face->language);
	hb_buffer_guess_segment_properties(buffer); /* the script, which is all that is still open */
	hb_shape(face->font, buffer, features, sizeof features / sizeof *features);
	memory_watched();
	struct font_glyph *glyphs = copy_glyphs(arena, buffer, face->unit, count);
	give_back(face, buffer);
	return glyphs;
}

struct font_glyph *font_shape(struct arena *arena, const struct font_face *face, struct str text, size_t *count)
{
	struct font_glyph *glyphs = font_plain_shape(arena, face, text, count);
	return glyphs ? glyphs : font_shape_fully(arena, face, text, count);
}
