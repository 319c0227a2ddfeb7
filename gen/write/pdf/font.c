#include "write/pdf/font.h"

#include <math.h>
#include <stdlib.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/utf8.h"
#include "font/font.h"
#include "layout/page.h"
#include "write/cluster.h"
#include "write/pdf/object.h"
#include "write/pdf/program.h"
#include "write/pdf/token.h"
#include "write/profile.h"

enum {
	GLYPH_IDS = 1 << 16,      /* OpenType glyph ids have 16 bits */
	ROW_SLOTS = 64,           /* a document shows a few hundred of a face's glyphs: few rows of slots are ever touched */
	TEXTS_OF_GLYPH = 2,       /* that /ToUnicode can tell of one glyph: each in a font of its own */
	KINDS_OF_GLYPH = TEXTS_OF_GLYPH + FONT_WIDES,
	FONTS_OF_FACE = 2 * TEXTS_OF_GLYPH, /* of glyphs of the source's own text, of those that only variables bring */
	FLAG_FIXED_PITCH = 1 << 0, FLAG_SERIF = 1 << 1, FLAG_SYMBOLIC = 1 << 2, /* ISO 32000-1, table 123 */
	STEM_WIDTH = 80,          /* 1/1000 em: /StemV is required, read only to imitate fonts that are not embedded */
};

struct pdf_font {
	size_t number;            /* in the resources: 1 …; 0 = not used */
	unsigned object;
};

struct pdf_face {
	const struct font_face *face;
	uint16_t **rows[KINDS_OF_GLYPH]; /* of ROW_SLOTS, by glyph id: 1 + index in `glyphs`, 0 = not used; NULL until it is needed */
	struct pdf_glyph *glyphs; /* in order of first use */
	size_t count, capacity;
	struct pdf_font fonts[FONTS_OF_FACE];
};

struct pdf_fonts {
	struct arena *arena;
	struct pdf_face **by_id;  /* by font_face_id(), NULL = not used */
	size_t id_count;
	struct pdf_face **items;  /* in order of first use */
	size_t count, capacity;
	size_t font_count;
};

/* The face, added on first use. */
static struct pdf_face *note_face(struct pdf_fonts *fonts, const struct font_face *face)
{
	size_t id = (size_t)font_face_id(face);
	size_t known = fonts->id_count;
	fonts->by_id = arena_grow(fonts->arena, fonts->by_id, &fonts->id_count, id + 1, sizeof *fonts->by_id);
	for (; known < fonts->id_count; known++)
		fonts->by_id[known] = NULL;
	if (fonts->by_id[id])
		return fonts->by_id[id];
	struct pdf_face *added = ARENA_NEW(fonts->arena, struct pdf_face);
	added->face = face;
	fonts->by_id[id] = added;
	*ARENA_PUSH(fonts->arena, fonts->items, fonts->count, fonts->capacity) = added;
	return added;
}

/* The kind of a glyph that is so many steps wider. */
static size_t kind_of_wide(unsigned wide)
{
	return TEXTS_OF_GLYPH + wide - 1;
}

/* 1 + index in face->glyphs of the glyph of that kind (in its first or second text, or wider), or 0. */
static size_t slot_of(const struct pdf_face *face, size_t kind, uint32_t id)
{
	const uint16_t *row = face->rows[kind] ? face->rows[kind][id / ROW_SLOTS] : NULL;
	return row ? row[id % ROW_SLOTS] : 0;
}

static size_t add_slot(struct pdf_fonts *fonts, struct pdf_face *face, size_t kind, uint32_t id)
{
	unsigned wide = kind < TEXTS_OF_GLYPH ? 0 : (unsigned)(kind - TEXTS_OF_GLYPH + 1);
	*ARENA_PUSH(fonts->arena, face->glyphs, face->count, face->capacity) =
		(struct pdf_glyph){ .id = id, .variable = true, .other = kind == 1, .wide = (uint8_t)wide };
	if (!face->rows[kind])
		face->rows[kind] = ARENA_ARRAY(fonts->arena, uint16_t *, GLYPH_IDS / ROW_SLOTS);
	uint16_t **row = &face->rows[kind][id / ROW_SLOTS];
	if (!*row)
		*row = ARENA_ARRAY(fonts->arena, uint16_t, ROW_SLOTS);
	(*row)[id % ROW_SLOTS] = (uint16_t)face->count;
	return face->count;
}

/* The glyph, added on first use, and a second time for another text: a hyphen and a soft one, a blank and a no-break one share a
 * glyph in most faces. `text` is empty for parts of a cluster. */
static void note_glyph(struct pdf_fonts *fonts, struct pdf_face *face, const struct page_glyph *shown, struct str text)
{
	uint32_t id = shown->id & (GLYPH_IDS - 1);
	size_t first = slot_of(face, 0, id);
	const struct str known = first ? face->glyphs[first - 1].text : STR("");
	size_t other = known.len && text.len && !str_equal(known, text);
	size_t slot = other ? slot_of(face, other, id) : first;
	if (!slot)
		slot = add_slot(fonts, face, other, id);
	struct pdf_glyph *glyph = &face->glyphs[slot - 1];
	glyph->variable = glyph->variable && shown->variable;
	if (!glyph->text.len)
		glyph->text = text;
}

/* The steps of room that suit a gap, em: what it is more or less than they are, 0.075 em at most, no reader takes for a blank, as they do 0.1 em. 0: none suit. */
static unsigned wide_of(double gap)
{
	static const double SEEN = 0.1;
	double steps = floor(gap / FONT_WIDE_STEP + 0.5);
	return gap > SEEN && steps <= FONT_WIDES ? (unsigned)steps : 0;
}

/* Notes the wider glyph of a digit or letter before the gap to a Chinese character, which is the first of `next`, at `left`. */
static void note_wide(struct pdf_fonts *fonts, struct pdf_face *face, const struct page_run *run, const struct cluster *cluster, struct str next, double left)
{
	uint32_t cp = 0;
	const struct str text = cluster->text;
	const struct page_glyph *shown = &run->glyphs[cluster->first];
	bool latin = cluster->count == 1 && text.len == 1 && ((text.data[0] >= '0' && text.data[0] <= '9') || ((text.data[0] | 0x20) >= 'a' && (text.data[0] | 0x20) <= 'z'));
	if (!latin || run->size <= 0 || !font_face_widens(run->face) || !utf8_decode(next.data, next.len, &cp) || !utf8_is_han(cp))
		return;
	uint32_t id = shown->id & (GLYPH_IDS - 1);
	unsigned wide = wide_of((left - run->x - shown->x) / run->size - font_face_advance(run->face, id));
	if (!wide)
		return;
	size_t slot = slot_of(face, kind_of_wide(wide), id);
	if (!slot)
		slot = add_slot(fonts, face, kind_of_wide(wide), id); /* it moves them */
	face->glyphs[slot - 1].text = text; /* `variable` stays: where lines end, and so how wide gaps are, depends on values */
}

/* `next`: the run behind it on the line; NULL: there is none. */
static void collect_run(struct pdf_fonts *fonts, const struct page_run *run, const struct page_run *next)
{
	if (!run->glyph_count)
		return;
	struct pdf_face *face = note_face(fonts, run->face);
	for (size_t i = 0; i < run->glyph_count;) {
		struct cluster cluster = cluster_at(run, i);
		for (size_t k = 0; k < cluster.count; k++)
			note_glyph(fonts, face, &run->glyphs[i + k], cluster_own_text(run, &cluster));
		i += cluster.count;
		if (i < run->glyph_count)
			note_wide(fonts, face, run, &cluster, cluster_at(run, i).text, run->x + run->glyphs[i].x);
		else if (next && next->glyph_count)
			note_wide(fonts, face, run, &cluster, cluster_at(next, 0).text, next->x + next->glyphs[0].x);
	}
}

struct pdf_fonts *pdf_fonts_collect(struct arena *arena, const struct page_list *pages)
{
	struct pdf_fonts *fonts = ARENA_NEW(arena, struct pdf_fonts);
	fonts->arena = arena;
	for (size_t p = 0; p < pages->page_count; p++)
		for (size_t l = 0; l < pages->pages[p].line_count; l++) {
			const struct page_line *line = &pages->pages[p].lines[l];
			for (size_t r = 0; r < line->run_count; r++)
				collect_run(fonts, &line->runs[r], r + 1 < line->run_count ? &line->runs[r + 1] : NULL);
		}
	return fonts;
}

static int compare_ids(const void *a, const void *b)
{
	uint32_t x = ((const struct pdf_program_glyph *)a)->id, y = ((const struct pdf_program_glyph *)b)->id;
	return (x > y) - (x < y);
}

/* The fonts that are being written, and where to. */
struct writing {
	struct pdf_fonts *fonts;
	struct cache *cache;
	struct pdf_file *file;
	const struct profile *profile;
	struct pdf_deflate *deflate;
	struct diag_list *diags;
};

/* The program of one font of a face; its glyphs get their codes and widths. NULL on failure. */
static const struct pdf_program *make_program(const struct writing *w, struct pdf_face *face, const struct pdf_font *font)
{
	struct arena *arena = w->fonts->arena;
	struct pdf_program_glyph *wanted = ARENA_ARRAY(arena, struct pdf_program_glyph, face->count);
	size_t count = 0;
	for (size_t i = 0; i < face->count; i++)
		if (face->glyphs[i].font == font)
			wanted[count++] = (struct pdf_program_glyph){ face->glyphs[i].id + face->glyphs[i].wide * (uint32_t)FONT_WIDER, face->glyphs[i].text };
	qsort(wanted, count, sizeof *wanted, compare_ids);
	struct cache *cache = font == &face->fonts[0] ? w->cache : NULL; /* of values: no other document has the same */
	const struct pdf_program *program =
		pdf_program_make(arena, cache, face->face, wanted, count, w->deflate, w->diags);
	for (size_t i = 0; program && i < count; i++) {
		unsigned wide = wanted[i].id / FONT_WIDER;
		size_t kind = wide ? kind_of_wide(wide) : (size_t)(font - face->fonts) / 2;
		struct pdf_glyph *glyph = &face->glyphs[slot_of(face, kind, wanted[i].id % FONT_WIDER) - 1];
		glyph->code = program->codes[i];
		glyph->width = program->widths[i];
	}
	return program;
}

static unsigned write_stream(struct pdf_file *file, const struct pdf_program_stream *stream)
{
	return pdf_object_number(pdf_stream_new(file, stream->entries, stream->data));
}

/* The codes of the program's glyphs, a bit each, which PDF/A-1 wants of every subset (ISO 19005-1, 6.3.5). */
static void add_cid_set(const struct writing *w, const struct pdf_program *program, struct buf *out)
{
	size_t last = program->code_count ? program->codes[program->code_count - 1] : 0, len = last / 8 + 1;
	len = program->glyph_count > 8 * len ? (program->glyph_count + 7) / 8 : len;
	uint8_t *bits = ARENA_ARRAY(w->fonts->arena, uint8_t, len);
	bits[0] = 0x80;
	for (size_t i = 0; i < program->code_count; i++)
		bits[program->codes[i] / 8] |= (uint8_t)(0x80 >> program->codes[i] % 8);
	for (size_t i = 0; i < program->glyph_count; i++)
		bits[i / 8] |= (uint8_t)(0x80 >> i % 8);
	buf_add_text(out, "/CIDSet ");
	pdf_add_reference(out, pdf_object_number(pdf_stream_new(w->file, STR(""), (struct str){ (const char *)bits, len })));
}

/* The font program and its descriptor. */
static unsigned write_descriptor(const struct writing *w, const struct font_face *face, const struct pdf_program *program)
{
	const struct font_metrics *m = font_face_metrics(face);
	unsigned stream = write_stream(w->file, &program->font);
	struct buf out = BUF_INIT;
	buf_add_text(&out, "/Type/FontDescriptor/FontName");
	pdf_add_name(&out, program->name);
	buf_printf(&out, "/Flags %d/FontBBox[",
		   FLAG_SYMBOLIC | (m->serif ? FLAG_SERIF : 0) | (m->fixed_pitch ? FLAG_FIXED_PITCH : 0));
	for (int i = 0; i < 4; i++) {
		if (i)
			buf_add_char(&out, ' ');
		buf_add_number(&out, m->bbox[i] * 1000, 0);
	}
	buf_add_text(&out, "]/ItalicAngle ");
	buf_add_number(&out, m->italic_angle, 1);
	buf_add_text(&out, "/Ascent ");
	buf_add_number(&out, m->ascent * 1000, 0);
	buf_add_text(&out, "/Descent ");
	buf_add_number(&out, -m->descent * 1000, 0);
	buf_add_text(&out, "/CapHeight ");
	buf_add_number(&out, m->cap_height * 1000, 0);
	buf_printf(&out, "/StemV %d/%s ", STEM_WIDTH, m->cff ? "FontFile3" : "FontFile2");
	pdf_add_reference(&out, stream);
	if (w->profile->part == 1)
		add_cid_set(w, program, &out);
	return pdf_object_number(pdf_dict_new(w->file, str_of(buf_move_to(&out, w->fonts->arena))));
}

static bool write_font(const struct writing *w, struct pdf_face *face, struct pdf_font *font)
{
	struct arena *arena = w->fonts->arena;
	const struct pdf_program *program = make_program(w, face, font);
	if (!program)
		return false;
	bool cff = font_face_metrics(face->face)->cff;
	unsigned descriptor = write_descriptor(w, face->face, program);
	unsigned map = write_stream(w->file, &program->unicode);

	struct buf out = BUF_INIT;
	buf_printf(&out, "/Type/Font/Subtype/%s/BaseFont", cff ? "CIDFontType0" : "CIDFontType2");
	pdf_add_name(&out, program->name);
	buf_add_text(&out, "/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>/FontDescriptor ");
	pdf_add_reference(&out, descriptor);
	if (!cff)
		buf_add_text(&out, "/CIDToGIDMap/Identity");
	buf_add_str(&out, program->width_entries);
	unsigned descendant = pdf_object_number(pdf_dict_new(w->file, str_of(buf_move_to(&out, arena))));

	buf_add_text(&out, "/Type/Font/Subtype/Type0/BaseFont");
	pdf_add_name(&out, cff ? arena_printf(arena, "%s-Identity-H", program->name) : program->name);
	buf_add_text(&out, "/Encoding/Identity-H/DescendantFonts[");
	pdf_add_reference(&out, descendant);
	buf_add_text(&out, "]/ToUnicode ");
	pdf_add_reference(&out, map);
	font->object = pdf_object_number(pdf_dict_new(w->file, str_of(buf_move_to(&out, arena))));
	return true;
}

/* Gives every glyph of the face its font, numbered in order of first use. */
static void part_glyphs(struct pdf_fonts *fonts, struct pdf_face *face)
{
	for (size_t i = 0; i < face->count; i++) {
		struct pdf_glyph *glyph = &face->glyphs[i];
		struct pdf_font *font = &face->fonts[2 * glyph->other + glyph->variable];
		if (!font->number)
			font->number = ++fonts->font_count;
		glyph->font = font;
	}
}

bool pdf_fonts_write(struct pdf_fonts *fonts, struct cache *cache, struct pdf_file *file, const struct profile *profile,
		     struct pdf_deflate *deflate, struct diag_list *diags)
{
	struct writing writing = { fonts, cache, file, profile, deflate, diags };
	bool ok = true;
	for (size_t i = 0; i < fonts->count; i++) {
		struct pdf_face *face = fonts->items[i];
		part_glyphs(fonts, face);
		for (int k = 0; k < FONTS_OF_FACE; k++)
			ok = (!face->fonts[k].number || write_font(&writing, face, &face->fonts[k])) && ok;
	}
	return ok;
}

void pdf_fonts_add_resources(const struct pdf_fonts *fonts, struct buf *out)
{
	buf_add_text(out, "/Font<<");
	for (size_t i = 0; i < fonts->count; i++) {
		for (int k = 0; k < FONTS_OF_FACE; k++) {
			const struct pdf_font *font = &fonts->items[i]->fonts[k];
			if (!font->number)
				continue;
			buf_printf(out, "/F%zu ", font->number);
			pdf_add_reference(out, font->object);
		}
	}
	buf_add_text(out, ">>");
}

const struct pdf_face *pdf_fonts_lookup(const struct pdf_fonts *fonts, const struct font_face *face)
{
	size_t id = (size_t)font_face_id(face);
	return id < fonts->id_count ? fonts->by_id[id] : NULL;
}

size_t pdf_font_number(const struct pdf_font *font)
{
	return font->number;
}

const struct pdf_glyph *pdf_face_glyph(const struct pdf_face *face, uint32_t id, struct str text)
{
	id &= GLYPH_IDS - 1;
	const struct pdf_glyph *first = &face->glyphs[slot_of(face, 0, id) - 1];
	size_t other = slot_of(face, 1, id);
	return other && str_equal(face->glyphs[other - 1].text, text) ? &face->glyphs[other - 1] : first;
}

const struct pdf_glyph *pdf_face_wide_glyph(const struct pdf_face *face, uint32_t id, double gap)
{
	unsigned wide = wide_of(gap);
	size_t slot = wide ? slot_of(face, kind_of_wide(wide), id & (GLYPH_IDS - 1)) : 0;
	return slot ? &face->glyphs[slot - 1] : NULL;
}
