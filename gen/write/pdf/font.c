#include "write/pdf/font.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/diag.h"
#include "font/font.h"
#include "layout/page.h"
#include "write/pdf/deflate.h"
#include "write/pdf/object.h"
#include "write/pdf/token.h"

enum {
	GLYPH_IDS = 1 << 16,      /* OpenType glyph ids have 16 bits */
	BFCHAR_LIMIT = 100,       /* entries of one beginbfchar block (Adobe Technical Note 5014) */
	DEFAULT_WIDTH = 1000,     /* 1/1000 em, of glyphs not in /W: the full em of Chinese characters */
	FLAG_FIXED_PITCH = 1 << 0, FLAG_SERIF = 1 << 1, FLAG_SYMBOLIC = 1 << 2, /* ISO 32000-1, table 123 */
	STEM_WIDTH = 80,          /* 1/1000 em: /StemV is required, read only to imitate fonts that are not embedded */
};

struct pdf_font {
	const struct font_face *face;
	size_t number;
	uint16_t *slots;          /* by glyph id: 1 + index in `glyphs`, 0 = not used */
	struct pdf_glyph *glyphs; /* in order of first use */
	size_t count, capacity;
	unsigned object;
};

struct pdf_fonts {
	struct arena *arena;
	struct pdf_font **by_id;  /* by font_face_id(), NULL = not used */
	size_t id_count;
	struct pdf_font **items;  /* in order of first use */
	size_t count, capacity;
};

struct pdf_cluster pdf_cluster_at(const struct page_run *run, size_t first)
{
	const struct page_glyph *glyph = &run->glyphs[first];
	struct pdf_cluster cluster = { first, 1, STR("") };
	if (glyph->len && glyph->start <= run->text.len && glyph->len <= run->text.len - glyph->start)
		cluster.text = (struct str){ run->text.data + glyph->start, glyph->len };
	while (first + cluster.count < run->glyph_count && run->glyphs[first + cluster.count].len == 0)
		cluster.count++;
	return cluster;
}

/* The font of the face, added on first use. */
static struct pdf_font *font_of(struct pdf_fonts *fonts, const struct font_face *face)
{
	size_t id = (size_t)font_face_id(face);
	fonts->by_id = arena_grow(fonts->arena, fonts->by_id, &fonts->id_count, id + 1, sizeof *fonts->by_id);
	if (fonts->by_id[id])
		return fonts->by_id[id];
	struct pdf_font *font = ARENA_NEW(fonts->arena, struct pdf_font);
	font->face = face;
	font->number = fonts->count;
	font->slots = ARENA_ARRAY(fonts->arena, uint16_t, GLYPH_IDS);
	fonts->by_id[id] = font;
	*ARENA_PUSH(fonts->arena, fonts->items, fonts->count, fonts->capacity) = font;
	return font;
}

static struct pdf_glyph *note_glyph(struct pdf_fonts *fonts, struct pdf_font *font, uint32_t id)
{
	id &= GLYPH_IDS - 1;
	if (!font->slots[id]) {
		ARENA_PUSH(fonts->arena, font->glyphs, font->count, font->capacity)->id = id;
		font->slots[id] = (uint16_t)font->count;
	}
	return &font->glyphs[font->slots[id] - 1];
}

static void collect_run(struct pdf_fonts *fonts, const struct page_run *run)
{
	if (!run->glyph_count)
		return;
	struct pdf_font *font = font_of(fonts, run->face);
	for (size_t i = 0; i < run->glyph_count;) {
		struct pdf_cluster cluster = pdf_cluster_at(run, i);
		for (size_t k = 0; k < cluster.count; k++) {
			struct pdf_glyph *glyph = note_glyph(fonts, font, run->glyphs[i + k].id);
			/* glyph 0 stands for every character that the face lacks: no one text */
			if (cluster.count == 1 && !glyph->text.len && glyph->id != 0)
				glyph->text = cluster.text;
		}
		i += cluster.count;
	}
}

struct pdf_fonts *pdf_fonts_collect(struct arena *arena, const struct page_list *pages)
{
	struct pdf_fonts *fonts = ARENA_NEW(arena, struct pdf_fonts);
	fonts->arena = arena;
	for (size_t p = 0; p < pages->page_count; p++)
		for (size_t l = 0; l < pages->pages[p].line_count; l++)
			for (size_t r = 0; r < pages->pages[p].lines[l].run_count; r++)
				collect_run(fonts, &pages->pages[p].lines[l].runs[r]);
	return fonts;
}

static int compare_ids(const void *a, const void *b)
{
	uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;
	return (x > y) - (x < y);
}

/* Subsets the face; the glyphs get their codes and widths. Returns pointers to them by glyph id, which is the order of
 * codes too; NULL on failure. */
static const struct pdf_glyph **make_subset(struct arena *arena, struct pdf_font *font, struct font_subset *subset,
					    struct diag_list *diags)
{
	uint32_t *ids = ARENA_ARRAY(arena, uint32_t, font->count);
	for (size_t i = 0; i < font->count; i++)
		ids[i] = font->glyphs[i].id;
	qsort(ids, font->count, sizeof *ids, compare_ids);
	if (!font_subset_make(arena, font->face, ids, font->count, subset, diags))
		return NULL;
	const struct pdf_glyph **sorted = ARENA_ARRAY(arena, const struct pdf_glyph *, font->count);
	for (size_t i = 0; i < font->count; i++) {
		struct pdf_glyph *glyph = &font->glyphs[font->slots[ids[i]] - 1];
		glyph->code = subset->codes[i];
		/* rounded as it is written, so that positions are computed from what a viewer reads */
		glyph->width = round((double)subset->widths[i] * 10000) / 10000;
		sorted[i] = glyph;
	}
	return sorted;
}

/* /W: widths of glyphs that are not a full em wide, by runs of consecutive codes (ISO 32000-1, 9.7.4.3). */
static void add_widths(struct buf *out, const struct pdf_glyph *const *sorted, size_t count)
{
	buf_printf(out, "/DW %d/W[", DEFAULT_WIDTH);
	int last = -1; /* code whose width was written last */
	for (size_t i = 0; i < count; i++) {
		double width = sorted[i]->width * 1000;
		if (width == DEFAULT_WIDTH)
			continue;
		int code = sorted[i]->code;
		if (code != last + 1 || last < 0)
			buf_printf(out, "%s%d[", last < 0 ? "" : "]", code);
		else
			buf_add_char(out, ' ');
		buf_add_number(out, width, 1);
		last = code;
	}
	buf_add_text(out, last < 0 ? "]" : "]]");
}

/* The stream of /ToUnicode: a CMap from codes to UTF-16BE (ISO 32000-1, 9.10.3). */
static void add_unicode_map(struct buf *out, const struct pdf_glyph *const *sorted, size_t count)
{
	buf_add_text(out, "/CIDInit/ProcSet findresource begin\n12 dict begin\nbegincmap\n"
			  "/CIDSystemInfo<</Registry(Adobe)/Ordering(UCS)/Supplement 0>>def\n"
			  "/CMapName/Adobe-Identity-UCS def\n/CMapType 2 def\n"
			  "1 begincodespacerange\n<0000><FFFF>\nendcodespacerange\n");
	for (size_t i = 0; i < count;) {
		size_t end = i, entries = 0;
		for (; end < count && entries < BFCHAR_LIMIT; end++)
			entries += sorted[end]->text.len > 0;
		if (entries)
			buf_printf(out, "%zu beginbfchar\n", entries);
		for (; i < end; i++) {
			if (!sorted[i]->text.len)
				continue;
			buf_add_char(out, '<');
			pdf_add_hex(out, sorted[i]->code, 4);
			buf_add_text(out, "><");
			pdf_add_utf16_hex(out, sorted[i]->text);
			buf_add_text(out, ">\n");
		}
		if (entries)
			buf_add_text(out, "endbfchar\n");
	}
	buf_add_text(out, "endcmap\nCMapName currentdict/CMap defineresource pop\nend\nend\n");
}

static unsigned write_unicode_map(struct arena *arena, struct pdf_file *file, struct pdf_deflate *deflate,
				  const struct pdf_glyph *const *sorted, size_t count)
{
	struct buf map = BUF_INIT;
	add_unicode_map(&map, sorted, count);
	size_t len = map.len;
	const char *filter;
	struct str data = pdf_deflate_run(deflate, (struct str){ buf_move_to(&map, arena), len }, &filter);
	return pdf_object_number(pdf_stream_new(file, str_of(filter), data));
}

/* The font program and its descriptor. `name` is the tagged PostScript name. */
static unsigned write_descriptor(struct arena *arena, const struct pdf_font *font, const struct font_subset *subset,
				 struct pdf_file *file, struct pdf_deflate *deflate, const char *name)
{
	const struct font_metrics *m = font_face_metrics(font->face);
	const char *filter;
	struct str data = pdf_deflate_run(deflate, subset->data, &filter);
	struct buf out = BUF_INIT;
	if (m->cff)
		buf_printf(&out, "/Subtype/CIDFontType0C%s", filter);
	else
		buf_printf(&out, "/Length1 %zu%s", subset->data.len, filter);
	unsigned program = pdf_object_number(pdf_stream_new(file, str_of(buf_move_to(&out, arena)), data));

	buf_add_text(&out, "/Type/FontDescriptor/FontName");
	pdf_add_name(&out, name);
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
	pdf_add_reference(&out, program);
	return pdf_object_number(pdf_dict_new(file, str_of(buf_move_to(&out, arena))));
}

static bool write_font(struct pdf_fonts *fonts, struct pdf_font *font, struct pdf_file *file,
		       struct pdf_deflate *deflate, struct diag_list *diags)
{
	struct arena *arena = fonts->arena;
	struct font_subset subset;
	const struct pdf_glyph **sorted = make_subset(arena, font, &subset, diags);
	if (!sorted)
		return false;
	bool cff = font_face_metrics(font->face)->cff;
	const char *name = arena_printf(arena, "%s+%s", subset.tag, font_face_postscript_name(font->face));
	unsigned descriptor = write_descriptor(arena, font, &subset, file, deflate, name);
	unsigned map = write_unicode_map(arena, file, deflate, sorted, font->count);

	struct buf out = BUF_INIT;
	buf_printf(&out, "/Type/Font/Subtype/%s/BaseFont", cff ? "CIDFontType0" : "CIDFontType2");
	pdf_add_name(&out, name);
	buf_add_text(&out, "/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>/FontDescriptor ");
	pdf_add_reference(&out, descriptor);
	if (!cff)
		buf_add_text(&out, "/CIDToGIDMap/Identity");
	add_widths(&out, sorted, font->count);
	unsigned descendant = pdf_object_number(pdf_dict_new(file, str_of(buf_move_to(&out, arena))));

	buf_add_text(&out, "/Type/Font/Subtype/Type0/BaseFont");
	pdf_add_name(&out, cff ? arena_printf(arena, "%s-Identity-H", name) : name);
	buf_add_text(&out, "/Encoding/Identity-H/DescendantFonts[");
	pdf_add_reference(&out, descendant);
	buf_add_text(&out, "]/ToUnicode ");
	pdf_add_reference(&out, map);
	font->object = pdf_object_number(pdf_dict_new(file, str_of(buf_move_to(&out, arena))));
	return true;
}

bool pdf_fonts_write(struct pdf_fonts *fonts, struct pdf_file *file, struct pdf_deflate *deflate,
		     struct diag_list *diags)
{
	bool ok = true;
	for (size_t i = 0; i < fonts->count; i++)
		ok = write_font(fonts, fonts->items[i], file, deflate, diags) && ok;
	return ok;
}

void pdf_fonts_add_resources(const struct pdf_fonts *fonts, struct buf *out)
{
	buf_add_text(out, "/Font<<");
	for (size_t i = 0; i < fonts->count; i++) {
		buf_printf(out, "/F%zu ", i);
		pdf_add_reference(out, fonts->items[i]->object);
	}
	buf_add_text(out, ">>");
}

const struct pdf_font *pdf_fonts_lookup(const struct pdf_fonts *fonts, const struct font_face *face)
{
	return fonts->by_id[font_face_id(face)];
}

size_t pdf_font_number(const struct pdf_font *font)
{
	return font->number;
}

const struct pdf_glyph *pdf_font_glyph(const struct pdf_font *font, uint32_t id)
{
	return &font->glyphs[font->slots[id & (GLYPH_IDS - 1)] - 1];
}
