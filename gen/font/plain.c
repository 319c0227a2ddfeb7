#include <hb-aat.h>
#include <hb-ot.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/memory.h"
#include "base/utf8.h"
#include "font/face.h"

/* Text in which every glyph follows from its character alone need not be shaped: that is nearly all text of a plan, and
 * HarfBuzz takes 40 to 90 ns a character, the table 20. A character qualifies when it is Han, ASCII or Chinese
 * punctuation of the first plane (nothing in Unicode composes, reorders or hides these) and no lookup of the face that
 * shaping would apply reads its glyph. */
enum {
	HAN = 0x9FFF - 0x4E00 + 1, FULL_WIDTH = 0xFF5E - 0xFF01 + 1, ASCII = 0x7E - 0x20 + 1, MARKS = 0x3020 - 0x3000 + 1,
	GENERAL = 0x2026 - 0x2014 + 1, CHARACTERS = HAN + FULL_WIDTH + ASCII + MARKS + GENERAL,
	NOT_PLAIN = 1 /* glyph 0 with advance 1 */
};

struct font_plain {
	hb_set_t *read;                      /* glyphs that active lookups read, and marks */
	bool off;                            /* the face has rules of another kind: nothing is plain */
	bool remembered;                     /* by font_plain_read() */
	_Atomic uint32_t known[CHARACTERS];  /* by place_of(); 0 = not looked up yet, NOT_PLAIN, else glyph << 16 | advance */
};

static const hb_tag_t scripts[] = { HB_TAG('h', 'a', 'n', 'i'), HB_TAG('l', 'a', 't', 'n'), HB_TAG('D', 'F', 'L', 'T'),
				    HB_TAG_NONE };
static const hb_tag_t languages[] = { HB_TAG('Z', 'H', 'S', ' '), HB_TAG('d', 'f', 'l', 't'), HB_TAG_NONE };

/* What HarfBuzz applies to horizontal text without being asked, and font_shape() does not switch off. */
static const hb_tag_t substitutions[] = { HB_TAG('r', 'v', 'r', 'n'), HB_TAG('l', 't', 'r', 'a'), HB_TAG('l', 't', 'r', 'm'),
					  HB_TAG('r', 'a', 'n', 'd'), HB_TAG('l', 'o', 'c', 'l'), HB_TAG('r', 'l', 'i', 'g'),
					  HB_TAG('r', 'c', 'l', 't'), HB_TAG_NONE };
static const hb_tag_t placements[] = { HB_TAG('a', 'b', 'v', 'm'), HB_TAG('b', 'l', 'w', 'm'), HB_TAG('m', 'a', 'r', 'k'),
				       HB_TAG('m', 'k', 'm', 'k'), HB_TAG('c', 'u', 'r', 's'), HB_TAG('d', 'i', 's', 't'),
				       HB_TAG_NONE };

static void collect(hb_face_t *face, hb_tag_t table, const hb_tag_t *features, hb_set_t *read)
{
	hb_set_t *lookups = hb_set_create();
	hb_ot_layout_collect_lookups(face, table, scripts, languages, features, lookups);
	for (hb_codepoint_t lookup = HB_SET_VALUE_INVALID; hb_set_next(lookups, &lookup);)
		hb_ot_layout_lookup_collect_glyphs(face, table, lookup, read, read, read, NULL);
	hb_set_destroy(lookups);
}

/* Whether a script of the table has a feature that is applied whatever its name. */
static bool has_required(hb_face_t *face, hb_tag_t table)
{
	for (const hb_tag_t *tag = scripts; *tag; tag++) {
		unsigned script = 0, language = 0, feature = 0;
		if (!hb_ot_layout_table_select_script(face, table, 1, tag, &script, NULL))
			continue;
		hb_ot_layout_script_select_language(face, table, script, 1, languages, &language);
		if (hb_ot_layout_language_get_required_feature(face, table, script, language, &feature, NULL))
			return true;
	}
	return false;
}

static struct font_plain *make_plain(hb_face_t *face)
{
	struct font_plain *plain = memory_alloc(sizeof *plain);
	memory_watch();
	plain->off = hb_aat_layout_has_substitution(face) || hb_aat_layout_has_positioning(face) ||
		     has_required(face, HB_OT_TAG_GSUB) || has_required(face, HB_OT_TAG_GPOS);
	plain->read = hb_set_create();
	collect(face, HB_OT_TAG_GSUB, substitutions, plain->read);
	collect(face, HB_OT_TAG_GPOS, placements, plain->read);
	hb_ot_layout_get_glyphs_in_class(face, HB_OT_LAYOUT_GLYPH_CLASS_MARK, plain->read);
	memory_watched();
	return plain;
}

/* Remembered as "HARFBUZZ off", or "HARFBUZZ 12-40 77-77 …": the version that found it out, and the ranges of the glyphs that are read. */
enum { LONGEST = 4096, LAST_GLYPH = 0xFFFF };

const char *font_plain_write(struct arena *arena, const struct font_face *face)
{
	const struct font_plain *plain = atomic_load(&face->shared->plain);
	struct buf text = BUF_INIT;
	if (!plain || plain->remembered)
		return NULL;
	buf_add_text(&text, hb_version_string());
	if (plain->off)
		buf_add_text(&text, " off");
	hb_codepoint_t first = HB_SET_VALUE_INVALID, last = HB_SET_VALUE_INVALID;
	while (!plain->off && text.len <= LONGEST && hb_set_next_range(plain->read, &first, &last) && first <= LAST_GLYPH)
		buf_printf(&text, " %u-%u", first, last < LAST_GLYPH ? last : LAST_GLYPH);
	bool brief = text.len <= LONGEST;
	const char *line = buf_move_to(&text, arena);
	return brief ? line : NULL;
}

/* Adds the ranges, each behind a blank. */
static bool read_ranges(const char *text, hb_set_t *read)
{
	char *end;
	for (; *text == ' '; text = end) {
		unsigned long first = strtoul(text + 1, &end, 10), last = *end == '-' ? strtoul(end + 1, &end, 10) : LAST_GLYPH + 1ul;
		if (first > last || last > LAST_GLYPH)
			return false;
		hb_set_add_range(read, (hb_codepoint_t)first, (hb_codepoint_t)last);
	}
	return !*text;
}

void font_plain_read(const struct font_face *face, const char *text)
{
	size_t version = strlen(hb_version_string());
	if (strncmp(text, hb_version_string(), version) != 0)
		return;
	struct font_plain *plain = memory_alloc(sizeof *plain), *none = NULL;
	memory_watch();
	plain->read = hb_set_create();
	plain->remembered = true;
	plain->off = strcmp(text + version, " off") == 0;
	bool good = plain->off || read_ranges(text + version, plain->read);
	memory_watched();
	if (!good || !atomic_compare_exchange_strong(&face->shared->plain, &none, plain))
		font_plain_free(plain);
}

void font_plain_free(struct font_plain *plain)
{
	if (!plain)
		return;
	hb_set_destroy(plain->read);
	free(plain);
}

/* The table of the face, made by whichever thread comes first. */
static struct font_plain *get_plain(const struct font_face *face)
{
	struct font_plain *plain = atomic_load_explicit(&face->shared->plain, memory_order_acquire);
	if (plain)
		return plain;
	struct font_plain *new = make_plain(face->face);
	if (atomic_compare_exchange_strong(&face->shared->plain, &plain, new))
		return new;
	font_plain_free(new);
	return plain;
}

/* Where the table has a character that may be plain, else CHARACTERS. Below 0 wraps to far above. */
static size_t place_of(uint32_t codepoint)
{
	if (codepoint - 0x4E00 < HAN)
		return codepoint - 0x4E00;
	if (codepoint - 0xFF01 < FULL_WIDTH)
		return HAN + codepoint - 0xFF01;
	if (codepoint - 0x20 < ASCII)
		return HAN + FULL_WIDTH + codepoint - 0x20;
	if (codepoint - 0x3000 < MARKS)
		return HAN + FULL_WIDTH + ASCII + codepoint - 0x3000;
	if (codepoint == 0x2014 || (codepoint >= 0x2018 && codepoint <= 0x201D) || codepoint == 0x2026)
		return HAN + FULL_WIDTH + ASCII + MARKS + codepoint - 0x2014;
	return CHARACTERS;
}

static uint32_t look_up(const struct font_face *face, const struct font_plain *plain, uint32_t codepoint)
{
	hb_codepoint_t glyph;
	if (plain->off || !hb_font_get_nominal_glyph(face->font, codepoint, &glyph))
		return NOT_PLAIN;
	hb_position_t advance = hb_font_get_glyph_h_advance(face->font, glyph);
	if (glyph == 0 || glyph > 0xFFFF || advance < 0 || advance > 0xFFFF || hb_set_has(plain->read, glyph))
		return NOT_PLAIN;
	return glyph << 16 | (uint32_t)advance;
}

struct font_glyph *font_plain_shape(struct arena *arena, const struct font_face *face, struct str text, size_t *count)
{
	struct font_plain *plain = get_plain(face);
	struct font_glyph *glyphs = ARENA_ARRAY(arena, struct font_glyph, utf8_count(text.data, text.len));
	size_t number = 0;
	for (size_t at = 0, size; at < text.len; at += size) {
		uint32_t codepoint;
		size = utf8_decode(text.data + at, text.len - at, &codepoint);
		size_t place = size ? place_of(codepoint) : CHARACTERS;
		if (place == CHARACTERS)
			return NULL;
		uint32_t known = atomic_load_explicit(&plain->known[place], memory_order_relaxed);
		if (!known) {
			memory_watch();
			known = look_up(face, plain, codepoint);
			memory_watched();
			atomic_store_explicit(&plain->known[place], known, memory_order_relaxed);
		}
		if (known == NOT_PLAIN)
			return NULL;
		glyphs[number++] = (struct font_glyph){ .id = known >> 16,
							.cluster = (uint32_t)at,
							.advance = (float)((known & 0xFFFF) * face->unit) };
	}
	*count = number;
	return glyphs;
}
