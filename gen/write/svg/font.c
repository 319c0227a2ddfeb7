#include "write/svg/font.h"

#include <stdlib.h>
#include <string.h>
#include <unicode/uchar.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/cache.h"
#include "base/utf8.h"
#include "font/font.h"
#include "layout/page.h"
#include "write/cluster.h"
#include "write/writer.h"

/* A glyph under a character, as the pages show it. */
struct use {
	uint32_t codepoint, glyph;
	bool variable;            /* only values bring it */
	uint32_t font;            /* index in svg_fonts.items */
};

struct face {
	const struct font_face *face;
	struct use *uses;
	size_t count, room;
	uint32_t *slots;          /* 1 + index in `uses`, 0 = free; a power of two */
	size_t slot_count;
};

struct svg_fonts {
	struct arena *arena;
	struct face *faces;       /* in order of first use */
	size_t face_count, face_room;
	struct svg_font *items;
	size_t count, room;
};

bool svg_font_can_show(const struct page_run *run, const struct cluster *cluster, uint32_t *codepoint)
{
	struct str text = cluster_own_text(run, cluster);
	size_t len = utf8_decode(text.data, text.len, codepoint);
	if (!len || len != text.len)
		return false;
	if (utf8_is_han(*codepoint))
		return true;
	/* what browsers join with the character before it or hide has no place of its own (UAX #29) */
	int kind = u_getIntPropertyValue((UChar32)*codepoint, UCHAR_GRAPHEME_CLUSTER_BREAK);
	return kind == U_GCB_OTHER || kind == U_GCB_LV || kind == U_GCB_LVT;
}

/* ---- what the pages show */

static struct face *find_face(const struct svg_fonts *fonts, const struct font_face *face)
{
	for (size_t i = 0; i < fonts->face_count; i++)
		if (fonts->faces[i].face == face)
			return &fonts->faces[i];
	return NULL;
}

/* The slot of the use, or the free one where it belongs. */
static uint32_t *find_slot(const struct face *face, uint32_t codepoint, uint32_t glyph)
{
	size_t at = codepoint * 2654435761u ^ glyph;
	for (;; at++) {
		uint32_t *slot = &face->slots[at & (face->slot_count - 1)];
		if (!*slot || (face->uses[*slot - 1].codepoint == codepoint && face->uses[*slot - 1].glyph == glyph))
			return slot;
	}
}

/* Gives each use its slot; all are free. */
static void fill_slots(struct face *face)
{
	for (size_t i = 0; i < face->count; i++)
		*find_slot(face, face->uses[i].codepoint, face->uses[i].glyph) = (uint32_t)i + 1;
}

static void grow_slots(struct arena *arena, struct face *face)
{
	enum { FIRST = 512 };
	face->slot_count = face->slot_count ? 2 * face->slot_count : FIRST;
	face->slots = ARENA_ARRAY(arena, uint32_t, face->slot_count);
	fill_slots(face);
}

static void note_use(struct arena *arena, struct face *face, uint32_t codepoint, const struct page_glyph *glyph, bool parted)
{
	if (2 * face->count >= face->slot_count)
		grow_slots(arena, face);
	uint32_t *slot = find_slot(face, codepoint, glyph->id);
	if (!*slot) {
		*ARENA_PUSH(arena, face->uses, face->count, face->room) = (struct use){ codepoint, glyph->id, parted, 0 };
		*slot = (uint32_t)face->count;
	}
	struct use *use = &face->uses[*slot - 1];
	use->variable = use->variable && glyph->variable;
}

static void collect_run(struct svg_fonts *fonts, const struct page_run *run, bool parted)
{
	struct face *face = run->glyph_count ? find_face(fonts, run->face) : NULL;
	for (size_t i = 0; i < run->glyph_count;) {
		uint32_t codepoint;
		struct cluster cluster = cluster_at(run, i);
		if (svg_font_can_show(run, &cluster, &codepoint)) {
			if (!face) {
				face = ARENA_PUSH(fonts->arena, fonts->faces, fonts->face_count, fonts->face_room);
				face->face = run->face;
			}
			note_use(fonts->arena, face, codepoint, &run->glyphs[i], parted);
		}
		i += cluster.count;
	}
}

/* ---- which font shows what */

static int compare_uses(const void *a, const void *b)
{
	const struct use *x = a, *y = b;
	if (x->codepoint != y->codepoint)
		return x->codepoint < y->codepoint ? -1 : 1;
	return (x->glyph > y->glyph) - (x->glyph < y->glyph);
}

/* The font of the face, added where it is the first of its kind; those of one face stand together, from `first` on. */
static uint32_t font_of(struct svg_fonts *fonts, size_t first, const struct face *face, size_t form, bool variable)
{
	for (size_t i = first; i < fonts->count; i++)
		if (fonts->items[i].form == form && fonts->items[i].variable == variable)
			return (uint32_t)i;
	*ARENA_PUSH(fonts->arena, fonts->items, fonts->count, fonts->room) =
		(struct svg_font){ .face = face->face, .variable = variable, .form = form };
	return (uint32_t)fonts->count - 1;
}

static void part_uses(struct svg_fonts *fonts, struct face *face)
{
	size_t first = fonts->count;
	qsort(face->uses, face->count, sizeof *face->uses, compare_uses);
	for (size_t i = 0, form = 0; i < face->count; i++) {
		form = i && face->uses[i - 1].codepoint == face->uses[i].codepoint ? form + 1 : 0;
		face->uses[i].font = font_of(fonts, first, face, form, face->uses[i].variable);
	}
	memset(face->slots, 0, face->slot_count * sizeof *face->slots);
	fill_slots(face);
}

/* ---- files */

/* A file that the cache keeps. */
struct kept {
	char hash[HASH_HEX];
	struct str file;
};

static const struct kept *make_file(struct arena *arena, const struct font_face *face, const struct font_character *characters,
				    size_t count, struct diag_list *diags)
{
	struct kept *kept = ARENA_NEW(arena, struct kept);
	if (!font_web_make(arena, face, characters, count, &kept->file, diags))
		return NULL;
	hash_write(hash_text(kept->file), kept->hash);
	return kept;
}

static const struct kept *find_file(struct cache *cache, const struct font_face *face, const struct font_character *characters,
				    size_t count, struct diag_list *diags)
{
	struct buf key = BUF_INIT;
	buf_printf(&key, "svg-font %p\n", (const void *)face);
	buf_add(&key, characters, count * sizeof *characters);
	const struct kept *kept = cache_get(cache, buf_str(&key));
	if (!kept && (kept = make_file(cache_arena(cache), face, characters, count, diags)))
		cache_put(cache, buf_str(&key), kept);
	buf_free(&key);
	return kept;
}

/* Makes the file of a font; what only values bring is no other document's. */
static bool make_font(struct svg_fonts *fonts, struct cache *cache, const struct face *face, uint32_t index, struct diag_list *diags)
{
	struct svg_font *font = &fonts->items[index];
	struct font_character *characters = ARENA_ARRAY(fonts->arena, struct font_character, face->count);
	size_t count = 0;
	for (size_t i = 0; i < face->count; i++)
		if (face->uses[i].font == index)
			characters[count++] = (struct font_character){ face->uses[i].codepoint, face->uses[i].glyph };
	const struct kept *kept = cache && !font->variable ? find_file(cache, font->face, characters, count, diags) :
							    make_file(fonts->arena, font->face, characters, count, diags);
	if (!kept)
		return false;
	memcpy(font->hash, kept->hash, sizeof font->hash);
	font->file = kept->file;
	return true;
}

struct svg_fonts *svg_fonts_make(struct arena *arena, struct cache *cache, const struct page *pages, size_t count, bool parted,
				 struct diag_list *diags)
{
	struct svg_fonts *fonts = ARENA_NEW(arena, struct svg_fonts);
	fonts->arena = arena;
	for (size_t p = 0; p < count; p++)
		for (size_t l = 0; l < pages[p].line_count; l++)
			for (size_t r = 0; r < pages[p].lines[l].run_count; r++)
				collect_run(fonts, &pages[p].lines[l].runs[r], parted);
	bool good = true;
	for (size_t i = 0; i < fonts->face_count; i++) {
		size_t first = fonts->count;
		part_uses(fonts, &fonts->faces[i]);
		for (size_t k = first; k < fonts->count; k++)
			good = make_font(fonts, cache, &fonts->faces[i], (uint32_t)k, diags) && good;
	}
	return good ? fonts : NULL;
}

struct svg_font *svg_fonts_lookup(const struct svg_fonts *fonts, const struct font_face *face, uint32_t codepoint, uint32_t glyph)
{
	const struct face *known = find_face(fonts, face);
	return &fonts->items[known->uses[*find_slot(known, codepoint, glyph) - 1].font];
}

struct svg_font *svg_fonts_list(const struct svg_fonts *fonts, size_t *count)
{
	*count = fonts->count;
	return fonts->items;
}

/* A text in the quotes of CSS, within XML. */
static void add_quoted(struct buf *out, const char *text)
{
	struct buf css = BUF_INIT;
	for (; *text; text++)
		if (*text == '"' || *text == '\\' || (unsigned char)*text < ' ')
			buf_printf(&css, "\\%02x ", (unsigned char)*text);
		else
			buf_add_char(&css, *text);
	buf_add_xml(out, buf_str(&css));
	buf_free(&css);
}

void svg_font_add_rule(const struct svg_font *font, const struct writer_fonts *apart, struct buf *out)
{
	buf_printf(out, "@font-face{font-family:p%s;src:url(\"", font->hash);
	if (apart) {
		add_quoted(out, apart->prefix);
		buf_printf(out, "%s.otf", font->hash);
	} else {
		buf_add_text(out, "data:font/otf;base64,");
		buf_add_base64(out, font->file);
	}
	buf_add_text(out, "\")}");
}
