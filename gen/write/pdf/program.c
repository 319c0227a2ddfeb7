#include "write/pdf/program.h"

#include <math.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/cache.h"
#include "font/font.h"
#include "write/pdf/deflate.h"
#include "write/pdf/token.h"

enum {
	BFCHAR_LIMIT = 100,       /* entries of one beginbfchar block (Adobe Technical Note 5014) */
	DEFAULT_WIDTH = 1000,     /* 1/1000 em, of glyphs not in /W: the full em of Chinese characters */
};

/* /W: widths of glyphs that are not a full em wide, by runs of consecutive codes (ISO 32000-1, 9.7.4.3). */
static void add_widths(struct buf *out, const struct pdf_program *program, size_t count)
{
	buf_printf(out, "/DW %d/W[", DEFAULT_WIDTH);
	int last = -1; /* code whose width was written last */
	for (size_t i = 0; i < count; i++) {
		double width = program->widths[i] * 1000;
		if (width == DEFAULT_WIDTH)
			continue;
		int code = program->codes[i];
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
static void add_unicode_map(struct buf *out, const struct pdf_program_glyph *glyphs, const uint16_t *codes, size_t count)
{
	buf_add_text(out, "/CIDInit/ProcSet findresource begin\n12 dict begin\nbegincmap\n"
			  "/CIDSystemInfo<</Registry(Adobe)/Ordering(UCS)/Supplement 0>>def\n"
			  "/CMapName/Adobe-Identity-UCS def\n/CMapType 2 def\n"
			  "1 begincodespacerange\n<0000><FFFF>\nendcodespacerange\n");
	for (size_t i = 0; i < count;) {
		size_t end = i, entries = 0;
		for (; end < count && entries < BFCHAR_LIMIT; end++)
			entries += glyphs[end].text.len > 0;
		if (entries)
			buf_printf(out, "%zu beginbfchar\n", entries);
		for (; i < end; i++) {
			if (!glyphs[i].text.len)
				continue;
			buf_add_char(out, '<');
			pdf_add_hex(out, codes[i], 4);
			buf_add_text(out, "><");
			pdf_add_utf16_hex(out, glyphs[i].text);
			buf_add_text(out, ">\n");
		}
		if (entries)
			buf_add_text(out, "endbfchar\n");
	}
	buf_add_text(out, "endcmap\nCMapName currentdict/CMap defineresource pop\nend\nend\n");
}

/* What one program needs until it is done. `home` is where it lives. */
struct work {
	struct arena *arena, *home;
	const struct font_face *face;
	const struct pdf_program_glyph *glyphs;
	size_t count;
	struct pdf_deflate *deflate;
};

static struct str keep(struct arena *home, struct str data)
{
	return (struct str){ arena_copy(home, data.data, data.len), data.len };
}

static struct pdf_program_stream pack(const struct work *work, const char *entries, struct str data)
{
	const char *filter;
	struct str packed = pdf_deflate_run(work->deflate, data, &filter);
	bool lives_on = work->home == work->arena && packed.data != data.data;
	entries = arena_printf(work->home, "%s%s", entries, filter);
	return (struct pdf_program_stream){ str_of(entries), lives_on ? packed : keep(work->home, packed) };
}

static void set_codes(const struct work *work, const struct font_subset *subset, struct pdf_program *program)
{
	uint16_t *codes = ARENA_ARRAY(work->home, uint16_t, work->count);
	double *widths = ARENA_ARRAY(work->home, double, work->count);
	for (size_t i = 0; i < work->count; i++) {
		codes[i] = subset->codes[i];
		/* rounded as it is written, so that positions are computed from what a viewer reads */
		widths[i] = round((double)subset->widths[i] * 10000) / 10000;
	}
	program->codes = codes;
	program->code_count = work->count;
	program->glyph_count = subset->glyph_count;
	program->widths = widths;
}

static void set_streams(const struct work *work, const struct font_subset *subset, struct pdf_program *program)
{
	struct buf out = BUF_INIT;
	bool cff = font_face_metrics(work->face)->cff;
	const char *kind = cff ? "/Subtype/CIDFontType0C" : arena_printf(work->arena, "/Length1 %zu", subset->data.len);
	program->font = pack(work, kind, subset->data);
	add_unicode_map(&out, work->glyphs, program->codes, work->count);
	program->unicode = pack(work, "", buf_str(&out));
	buf_reset(&out);
	add_widths(&out, program, work->count);
	program->width_entries = keep(work->home, buf_str(&out));
	buf_free(&out);
}

static const struct pdf_program *make(const struct work *work, struct diag_list *diags)
{
	uint32_t *ids = ARENA_ARRAY(work->arena, uint32_t, work->count);
	for (size_t i = 0; i < work->count; i++)
		ids[i] = work->glyphs[i].id;
	struct font_subset subset;
	if (!font_subset_make(work->arena, work->face, ids, work->count, &subset, diags))
		return NULL;
	struct pdf_program *program = ARENA_NEW(work->home, struct pdf_program);
	program->name = arena_printf(work->home, "%s+%s", subset.tag, font_face_postscript_name(work->face));
	set_codes(work, &subset, program);
	set_streams(work, &subset, program);
	return program;
}

/* All that decides what the program is. */
static void add_key(struct buf *key, const struct work *work)
{
	buf_printf(key, "pdf-program %p %d\n", (const void *)work->face, pdf_deflate_level(work->deflate));
	for (size_t i = 0; i < work->count; i++) {
		buf_add(key, &work->glyphs[i].id, sizeof work->glyphs[i].id);
		buf_add_str(key, work->glyphs[i].text);
		buf_add_char(key, '\0');
	}
}

const struct pdf_program *pdf_program_make(struct arena *arena, struct cache *cache, const struct font_face *face,
					   const struct pdf_program_glyph *glyphs, size_t count,
					   struct pdf_deflate *deflate, struct diag_list *diags)
{
	struct work work = { arena, cache ? cache_arena(cache) : arena, face, glyphs, count, deflate };
	if (!cache)
		return make(&work, diags);
	struct buf key = BUF_INIT;
	add_key(&key, &work);
	const struct pdf_program *program = cache_get(cache, buf_str(&key));
	if (!program && (program = make(&work, diags)))
		cache_put(cache, buf_str(&key), program);
	buf_free(&key);
	return program;
}
