#include <criterion/criterion.h>
#include <ft2build.h>
#include FT_FREETYPE_H
#include <hb-ot.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/file.h"
#include "base/limits.h"
#include "base/source.h"
#include "base/utf8.h"
#include "font/cache.h"
#include "font/cff.h"
#include "font/cff_table.h"
#include "font/face.h"
#include "font/font.h"

static const char *const families[] = { "FandolFang", "LXGW WenKai", "Noto Serif CJK SC", "Noto Sans CJK SC",
					"WenQuanYi Zen Hei" };
enum { FAMILIES = sizeof families / sizeof *families };

struct fixture {
	struct arena *arena;
	struct diag_list diags;
	struct font_library *library;
};

static struct fixture open_fixture(const char *cache_folder)
{
	struct fixture fixture = { .arena = arena_new() };
	fixture.library = font_library_new(cache_folder, "key");
	return fixture;
}

static void close_fixture(struct fixture *fixture)
{
	font_library_free(fixture->library);
	arena_free(fixture->arena);
}

/* The stack of one family, or NULL with a message when the font is not installed here. */
static struct font_stack *open_one(struct fixture *fixture, const char *family)
{
	diag_init(&fixture->diags, fixture->arena);
	struct font_stack *stack = font_stack_open(fixture->library, "body", &family, 1, &fixture->diags);
	if (!stack)
		cr_log_warn("%s is not installed: not tested", family);
	return stack;
}

Test(font_stack, refuses_what_fontconfig_would_substitute)
{
	struct fixture f = open_fixture(NULL);
	static const char *const none[] = { "No Such Family", "sans-serif" };
	diag_init(&f.diags, f.arena);
	cr_assert_null(font_stack_open(f.library, "body", none, 2, &f.diags));
	cr_assert_eq(f.diags.first->code, DIAG_FONT_NONE);
	cr_assert_str_eq(f.diags.first->arguments[1], "No Such Family, sans-serif");
	cr_assert_null(font_stack_open(f.library, "body", none, 0, &f.diags));
	close_fixture(&f);
}

Test(font_stack, substitutes_are_reported_once)
{
	struct fixture f = open_fixture(NULL);
	for (size_t i = 0; i < FAMILIES; i++) {
		if (!open_one(&f, families[i]))
			continue;
		const char *list[] = { "No Such Family", families[i] };
		diag_init(&f.diags, f.arena);
		struct font_stack *stack = font_stack_open(f.library, "body", list, 2, &f.diags);
		cr_assert_eq(f.diags.counts[DIAG_NOTE], i == 0 ? 1 : 0);
		cr_assert_eq(font_stack_open(f.library, "title", list, 2, &f.diags), stack);
		cr_assert_eq(diag_errors(&f.diags), 0);
	}
	close_fixture(&f);
}

Test(font_stack, chinese_names_and_regular_weight)
{
	static const struct {
		const char *asked, *postscript;
	} cases[] = {
		{ "文泉驿正黑", "WenQuanYiZenHei" },
		{ "霞鹜文楷", "LXGWWenKai-Regular" },
		{ "Noto Serif CJK SC", "NotoSerifCJKsc-Regular" },
		{ "Noto Sans CJK SC", "NotoSansCJKsc-Regular" },
	};
	struct fixture f = open_fixture(NULL);
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct font_stack *stack = open_one(&f, cases[i].asked);
		if (stack)
			cr_assert_str_eq(font_face_postscript_name(font_stack_first(stack)), cases[i].postscript);
	}
	close_fixture(&f);
}

Test(font_stack, falls_back_by_character)
{
	struct fixture f = open_fixture(NULL);
	if (open_one(&f, "FandolFang") && open_one(&f, "Noto Serif CJK SC")) {
		static const char *const list[] = { "FandolFang", "Noto Serif CJK SC" };
		struct font_stack *stack = font_stack_open(f.library, "body", list, 2, &f.diags);
		for (int pass = 0; pass < 2; pass++) {
			cr_assert_eq(font_stack_face(stack, 0x515A), font_stack_first(stack));
			const struct font_face *rare = font_stack_face(stack, 0x20BB7);
			cr_assert(rare && rare != font_stack_first(stack), "𠮷 is in Noto Serif CJK SC");
			cr_assert_null(font_stack_face(stack, 0xE000));
			cr_assert_null(font_stack_face(stack, 0x10FFFF));
			cr_assert_null(font_stack_face(stack, 0x110000));
		}
	}
	close_fixture(&f);
}

Test(font_metrics, em_boxes_hold_one_em)
{
	struct fixture f = open_fixture(NULL);
	for (size_t i = 0; i < FAMILIES; i++) {
		struct font_stack *stack = open_one(&f, families[i]);
		if (!stack)
			continue;
		const struct font_metrics *metrics = font_face_metrics(font_stack_first(stack));
		cr_assert(metrics->em_top > 0.7 && metrics->em_top < 0.95, "%s: %f", families[i], metrics->em_top);
		cr_assert(metrics->ascent > 0.8 && metrics->descent > 0.1);
		cr_assert(metrics->bbox[0] < metrics->bbox[2] && metrics->bbox[1] < metrics->bbox[3]);
		cr_assert_eq(metrics->cff, i == 0 || i == 2 || i == 3);
		cr_assert_eq(metrics->cid_keyed, metrics->cff, "all of these CFF fonts have CIDs");
	}
	close_fixture(&f);
}

Test(font_shape, every_character_has_its_own_glyph)
{
	static const char text[] = "党的二十大——，fi office 2026……年“𠮷”";
	struct fixture f = open_fixture(NULL);
	for (size_t i = 0; i < FAMILIES; i++) {
		struct font_stack *stack = open_one(&f, families[i]);
		if (!stack)
			continue;
		size_t count = 0;
		const struct font_face *face = font_stack_first(stack);
		const struct font_glyph *glyphs = font_shape(f.arena, face, str_of(text), &count);
		cr_assert_eq(count, utf8_count(text, strlen(text)), "%s", families[i]);
		size_t at = 0;
		for (size_t k = 0; k < count; k++) {
			cr_assert_eq(glyphs[k].cluster, at);
			at += utf8_prefix(text + at, strlen(text) - at, 1);
		}
		cr_assert_float_eq(glyphs[0].advance, 1, 1e-6);
		font_shape(f.arena, face, STR(""), &count);
		cr_assert_eq(count, 0);
	}
	close_fixture(&f);
}

/* Whether table look-up, where it answers, gives what HarfBuzz gives. */
static bool same_glyphs(struct fixture *f, const struct font_face *face, struct str text)
{
	size_t plain_count = 0, count = 0;
	const struct font_glyph *plain = font_plain_shape(f->arena, face, text, &plain_count);
	const struct font_glyph *glyphs = font_shape_fully(f->arena, face, text, &count);
	return !plain || (plain_count == count && memcmp(plain, glyphs, count * sizeof *plain) == 0);
}

Test(font_shape, plain_text_is_shaped_as_harfbuzz_does)
{
	static const char *const samples[] = { "全面从严治党，“三会一课”——……（2026年）《章程》", "Hello, (fi) 1/2 <=>", "“A”", "1月—2月",
					       "ａ，ｂ；Ａ：！？〔〕【】「」〇　", "，，。。：：、、", "" };
	struct fixture f = open_fixture(NULL);
	for (size_t i = 0; i < FAMILIES; i++) {
		struct font_stack *stack = open_one(&f, families[i]);
		if (!stack)
			continue;
		const struct font_face *face = font_stack_first(stack);
		size_t count = 0;
		cr_assert(font_plain_shape(f.arena, face, str_of("全面从严治党，三会一课"), &count), "%s", families[i]);
		cr_assert_null(font_plain_shape(f.arena, face, STR("a\u0301"), &count), "marks are placed");
		cr_assert_null(font_plain_shape(f.arena, face, STR("𠮷"), &count));
		for (size_t k = 0; k < sizeof samples / sizeof *samples; k++)
			cr_assert(same_glyphs(&f, face, str_of(samples[k])), "%s: %s", families[i], samples[k]);
		struct buf text = BUF_INIT;
		for (uint32_t c = 0x20; c < 0x10000; c++) {
			if (c < 0xD800 || c > 0xDFFF)
				buf_add_utf8(&text, c);
			if (c % 16 == 15)
				cr_assert(same_glyphs(&f, face, buf_str(&text)), "%s: to U+%04X", families[i], (unsigned)c);
			if (c % 16 == 15)
				buf_reset(&text);
		}
		buf_free(&text);
	}
	close_fixture(&f);
}

static int by_number(const void *a, const void *b)
{
	uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;
	return (x > y) - (x < y);
}

/* Glyphs of those characters of the text that the face has, sorted and unique. */
static size_t glyphs_of(struct arena *arena, const struct font_face *face, const char *text, uint32_t *ids)
{
	size_t count = 0, unique = 0;
	const struct font_glyph *glyphs = font_shape(arena, face, str_of(text), &count);
	for (size_t i = 0; i < count; i++)
		ids[i] = glyphs[i].id;
	qsort(ids, count, sizeof *ids, by_number);
	for (size_t i = 0; i < count; i++)
		if (ids[i] && (i == 0 || ids[i] != ids[i - 1]))
			ids[unique++] = ids[i];
	return unique;
}

/* An outline as text, in units of 1/1000 em. */
static void add_point(struct buf *out, char operator, float x, float y)
{
	buf_printf(out, "%c%.0f,%.0f", operator, (double)x, (double)y);
}

static void draw_move(hb_draw_funcs_t *funcs, void *out, hb_draw_state_t *state, float x, float y, void *data)
{
	(void)funcs, (void)state, (void)data;
	add_point(out, 'M', x, y);
}

static void draw_line(hb_draw_funcs_t *funcs, void *out, hb_draw_state_t *state, float x, float y, void *data)
{
	(void)funcs, (void)state, (void)data;
	add_point(out, 'L', x, y);
}

static void draw_quadratic(hb_draw_funcs_t *funcs, void *out, hb_draw_state_t *state, float cx, float cy, float x, float y,
			   void *data)
{
	(void)funcs, (void)state, (void)data;
	add_point(out, 'Q', cx, cy);
	add_point(out, ' ', x, y);
}

static void draw_cubic(hb_draw_funcs_t *funcs, void *out, hb_draw_state_t *state, float ax, float ay, float bx, float by,
		       float x, float y, void *data)
{
	(void)funcs, (void)state, (void)data;
	add_point(out, 'C', ax, ay);
	add_point(out, ' ', bx, by);
	add_point(out, ' ', x, y);
}

static void outline(hb_font_t *font, hb_codepoint_t glyph, struct buf *out)
{
	hb_draw_funcs_t *funcs = hb_draw_funcs_create();
	hb_draw_funcs_set_move_to_func(funcs, draw_move, NULL, NULL);
	hb_draw_funcs_set_line_to_func(funcs, draw_line, NULL, NULL);
	hb_draw_funcs_set_quadratic_to_func(funcs, draw_quadratic, NULL, NULL);
	hb_draw_funcs_set_cubic_to_func(funcs, draw_cubic, NULL, NULL);
	hb_font_get_glyph_shape(font, glyph, funcs, out);
	hb_draw_funcs_destroy(funcs);
}

/* The subset as a font: a bare CFF table gets the tables around it that HarfBuzz wants. */
static hb_font_t *open_subset(const struct font_face *face, const struct font_subset *subset, hb_face_t *original,
			      size_t glyphs)
{
	hb_blob_t *blob = hb_blob_create(subset->data.data, (unsigned)subset->data.len, HB_MEMORY_MODE_READONLY, NULL, NULL);
	if (font_face_metrics(face)->cff) {
		const char maxp[] = { 0, 0, 0x50, 0, (char)(glyphs >> 8), (char)glyphs };
		hb_blob_t *head = hb_face_reference_table(original, HB_TAG('h', 'e', 'a', 'd'));
		hb_blob_t *count = hb_blob_create(maxp, sizeof maxp, HB_MEMORY_MODE_DUPLICATE, NULL, NULL);
		hb_face_t *builder = hb_face_builder_create();
		hb_face_builder_add_table(builder, HB_TAG('C', 'F', 'F', ' '), blob);
		hb_face_builder_add_table(builder, HB_TAG('h', 'e', 'a', 'd'), head);
		hb_face_builder_add_table(builder, HB_TAG('m', 'a', 'x', 'p'), count);
		hb_blob_destroy(head);
		hb_blob_destroy(count);
		hb_blob_destroy(blob);
		blob = hb_face_reference_blob(builder);
		hb_face_destroy(builder);
	}
	hb_face_t *opened = hb_face_create(blob, 0);
	hb_blob_destroy(blob);
	hb_font_t *font = hb_font_create(opened);
	hb_face_destroy(opened);
	return font;
}

/* Which glyph of the subset a PDF reader shows for a code. */
static hb_codepoint_t glyph_of_code(const struct font_face *face, const struct font_subset *subset, uint16_t code,
				    size_t glyphs)
{
	static uint16_t cids[65536];
	if (!font_face_metrics(face)->cid_keyed)
		return code;
	cr_assert(cff_is_cid_keyed((const uint8_t *)subset->data.data, subset->data.len));
	cr_assert(cff_read_cids((const uint8_t *)subset->data.data, subset->data.len, cids, glyphs));
	for (size_t i = 0; i < glyphs; i++)
		if (cids[i] == code)
			return (hb_codepoint_t)i;
	return 0;
}

static void check_subset(struct fixture *f, const struct font_face *face, int index)
{
	uint32_t ids[64];
	size_t count = glyphs_of(f->arena, face, "中国共产党党员学习计划，。；“”——……fi Å２０２６〔〕①𠮷", ids);
	struct font_subset subset, again;
	cr_assert(font_subset_make(f->arena, face, ids, count, &subset, &f->diags));
	cr_assert(font_subset_make(f->arena, face, ids, count, &again, &f->diags));
	cr_assert(str_equal(subset.data, again.data) && strcmp(subset.tag, again.tag) == 0, "same input, same bytes");
	cr_assert_eq(strspn(subset.tag, "ABCDEFGHIJKLMNOPQRSTUVWXYZ"), 6);
	hb_blob_t *blob = hb_blob_create_from_file(font_face_path(face));
	hb_face_t *original = hb_face_create(blob, (unsigned)index);
	hb_font_t *whole = hb_font_create(original), *part = open_subset(face, &subset, original, count + 1);
	for (size_t i = 0; i < count; i++) {
		struct buf before = BUF_INIT, after = BUF_INIT;
		outline(whole, ids[i], &before);
		outline(part, glyph_of_code(face, &subset, subset.codes[i], count + 1), &after);
		cr_assert(str_equal(buf_str(&before), buf_str(&after)), "%s: glyph %u", font_face_path(face), ids[i]);
		cr_assert_float_eq(subset.widths[i] * hb_face_get_upem(original), hb_font_get_glyph_h_advance(whole, ids[i]), 0.01);
		buf_free(&before);
		buf_free(&after);
	}
	hb_font_destroy(whole);
	hb_font_destroy(part);
	hb_face_destroy(original);
	hb_blob_destroy(blob);
}

Test(font_subset, codes_show_the_outlines_of_the_original)
{
	struct fixture f = open_fixture(NULL);
	for (size_t i = 0; i < FAMILIES; i++) {
		struct font_stack *stack = open_one(&f, families[i]);
		if (stack)
			check_subset(&f, font_stack_first(stack), i == 2 || i == 3 ? 2 : 0);
	}
	close_fixture(&f);
}

/* The advances of the subset's glyphs as FreeType, and so many readers, takes them: of the font program alone, by the order of its glyphs. */
static void check_wider(struct fixture *f, const struct font_face *face)
{
	uint32_t ids[64], count = (uint32_t)glyphs_of(f->arena, face, "2党a", ids), all = count * (FONT_WIDES + 1);
	struct font_subset subset;
	FT_Library library;
	FT_Face program;
	for (uint32_t i = count; i < all; i++)
		ids[i] = ids[i - count] + FONT_WIDER;
	cr_assert(font_subset_make(f->arena, face, ids, all, &subset, &f->diags));
	cr_assert_eq(FT_Init_FreeType(&library), 0);
	cr_assert_eq(FT_New_Memory_Face(library, (const FT_Byte *)subset.data.data, (FT_Long)subset.data.len, 0, &program), 0);
	for (uint32_t i = 0; i < all; i++) {
		double own = font_face_advance(face, ids[i % count]), want = own + i / count * FONT_WIDE_STEP;
		cr_assert_eq(FT_Load_Glyph(program, i + 1, FT_LOAD_NO_SCALE), 0);
		cr_expect_float_eq(subset.widths[i], want, 1e-6, "glyph %u", ids[i]);
		cr_expect_float_eq((double)program->glyph->metrics.horiAdvance / 1000, want, 1e-6, "glyph %u: %ld", ids[i], program->glyph->metrics.horiAdvance);
	}
	FT_Done_Face(program);
	FT_Done_FreeType(library);
}

Test(font_subset, wider_glyphs_have_room_behind_them)
{
	struct fixture f = open_fixture(NULL);
	size_t checked = 0;
	for (size_t i = 0; i < FAMILIES; i++) {
		struct font_stack *stack = open_one(&f, families[i]);
		if (stack && font_face_widens(font_stack_first(stack)))
			check_wider(&f, font_stack_first(stack)), checked++;
	}
	cr_expect(checked > 0);
	close_fixture(&f);
}

Test(font_cff, damaged_tables_are_refused)
{
	static const uint8_t nothing[] = { 1, 0, 4, 1, 0, 1, 4, 0, 0, 0, 1, 0, 0, 0, 9 };
	uint16_t cids[4];
	for (size_t len = 0; len <= sizeof nothing; len++) {
		cr_assert_not(cff_is_cid_keyed(nothing, len));
		cr_assert_not(cff_read_cids(nothing, len, cids, 4));
	}
}

Test(font_cff, a_table_without_its_dict_is_refused)
{
	/* The INDEX of DICTs says that there is one, which ends beyond the table or before its start. */
	static const uint8_t ends[] = { 0xA2, 0 };
	uint8_t table[] = { 1, 0, 4, 1, 0, 1, 1, 1, 2, 'A', 0, 1, 1, 1, 0xA2, 0x8B, 15, 0, 0, 0, 0 };
	static const uint32_t glyphs[] = { 1 };
	for (size_t i = 0; i < sizeof ends; i++) {
		struct buf out = BUF_INIT;
		uint16_t cids[4];
		table[14] = ends[i];
		cr_assert_not(cff_is_cid_keyed(table, sizeof table));
		cr_assert_not(cff_read_cids(table, sizeof table, cids, 4));
		cr_assert_not(cff_subset(table, sizeof table, glyphs, 1, &out));
		buf_free(&out);
	}
}

/* No reader, not even one of nothing, counts on from NULL: that is undefined (C11, 6.5.6). */
Test(font_cff, a_reader_of_nothing_has_an_address)
{
	struct cff_index none = { .count = 0 };
	struct cff_reader reader = cff_index_get(&none, 0);
	struct cff_entry entry;
	cr_assert(reader.bad && reader.data);
	cr_assert_not(cff_next_entry(&reader, &entry));
	cr_assert(entry.bytes);
}

/* A small CID-keyed table to damage. Its glyphs are 0 … *count. */
static struct str small_table(struct fixture *f, const char *family, size_t *count)
{
	struct font_stack *stack = open_one(f, family);
	struct font_subset subset;
	uint32_t ids[64];
	if (!stack)
		return STR("");
	*count = glyphs_of(f->arena, font_stack_first(stack), "党员A、——", ids);
	cr_assert(font_subset_make(f->arena, font_stack_first(stack), ids, *count, &subset, &f->diags));
	return subset.data;
}

/* What it takes, it writes so that it can be read and cut down again: also of the tables that fuzzers found. */
Test(font_cff, subsets_can_be_read_again)
{
	struct fixture fixture = open_fixture(NULL);
	const char **names;
	size_t count, taken = 0;
	file_list_all(fixture.arena, "tests/fuzz/cff", &names, &count, &fixture.diags);
	cr_assert(count >= 4);
	for (size_t i = 0; i < count; i++)
		for (size_t glyphs = 1; glyphs <= 4; glyphs++) {
			static const uint32_t ids[] = { 1, 2, 3, 4 };
			struct buf table = BUF_INIT, out = BUF_INIT, again = BUF_INIT;
			file_read(file_join(fixture.arena, "tests/fuzz/cff", names[i]), 1 << 16, &table, &fixture.diags);
			bool ok = cff_subset((const uint8_t *)table.data, table.len, ids, glyphs, &out);
			taken += ok;
			if (ok)
				cr_expect(cff_subset((const uint8_t *)out.data, out.len, ids, glyphs, &again), "%s %zu", names[i], glyphs);
			buf_free(&table);
			buf_free(&out);
			buf_free(&again);
		}
	cr_expect(taken > 0);
	close_fixture(&fixture);
}

Test(font_cff, damaged_tables_do_no_harm)
{
	static const uint32_t glyphs[] = { 1, 2, 3, 4, 5, 40 };
	struct fixture f = open_fixture(NULL);
	for (size_t i = 0; i < FAMILIES; i += 2) { /* those that are CID-keyed */
		size_t count = 0, accepted = 0;
		struct str table = small_table(&f, families[i], &count);
		if (i == 4 || table.len == 0)
			continue;
		struct buf out = BUF_INIT;
		uint8_t *damaged = malloc(table.len);
		for (size_t at = 0; at < table.len; at++)
			for (unsigned value = 0; value < 256; value += 51) {
				memcpy(damaged, table.data, table.len);
				damaged[at] = (uint8_t)(damaged[at] + value);
				buf_reset(&out);
				accepted += cff_subset(damaged, value ? table.len : at, glyphs, count, &out);
			}
		cr_assert_gt(accepted, 0);
		cr_assert_not(cff_subset((const uint8_t *)table.data, table.len, glyphs + 5, 1, &out), "no such glyph");
		free(damaged);
		buf_free(&out);
	}
	close_fixture(&f);
}

/* Asks for one family of each kind with the library's memory in `folder`. */
static const char *resolve_paths(const char *folder, const char *key, char *path, size_t size)
{
	struct arena *arena = arena_new();
	struct diag_list diags;
	diag_init(&diags, arena);
	struct font_library *library = font_library_new(folder, key);
	struct font_stack *stack = font_stack_open(library, "body", families, FAMILIES, &diags);
	snprintf(path, size, "%s", stack ? font_face_path(font_stack_first(stack)) : "none");
	font_library_free(library);
	arena_free(arena);
	return path;
}

Test(font_cache, what_was_remembered_is_not_new)
{
	char folder[] = "/tmp/plangen-test-XXXXXX";
	static const char *const keys[] = { "key", "key", "other", "key", "other" }; /* none writes over what the other one remembers */
	cr_assert(mkdtemp(folder));
	struct arena *arena = arena_new();
	struct diag_list diags;
	diag_init(&diags, arena);
	for (size_t i = 0; i < sizeof keys / sizeof *keys; i++) {
		struct font_library *library = font_library_new(folder, keys[i]);
		cr_expect_not(font_library_is_new(library));
		cr_assert(font_stack_open(library, "body", families, FAMILIES, &diags));
		cr_expect_eq(font_library_is_new(library), i == 0 || i == 2, "%zu", i);
		font_library_free(library);
	}
	for (size_t i = 0; i < sizeof keys / sizeof *keys; i++)
		remove(font_cache_path(arena, folder, keys[i]));
	remove(folder);
	arena_free(arena);
}

Test(font_cache, damage_is_noticed_and_repaired)
{
	static const char *const damage[] = { "", "plangen fonts 2\nkey\tkey\n", "plangen fonts 2\nkey\tkey\nfont\tFandolFang\n",
					      "plangen fonts 2\nkey\tkey\nfont\tFandolFang\t-1\t/x\nend\n",
					      "plangen fonts 2\nkey\tother\nfont\tFandolFang\t0\t/x\nend\n",
					      "plangen fonts 2\nkey\tkey\nwatch\t1\t/\nfont\tFandolFang\t0\t/x\nend\n",
					      "plangen fonts 2\nfont\tFandolFang\t0\t/x\nend\n", "\xFF\xFF\n" };
	char folder[] = "/tmp/plangen-test-XXXXXX", expected[4096], got[4096];
	cr_assert(mkdtemp(folder));
	struct arena *arena = arena_new();
	struct diag_list diags;
	diag_init(&diags, arena);
	const char *file = font_cache_path(arena, folder, "key");
	resolve_paths(NULL, NULL, expected, sizeof expected);
	for (int pass = 0; pass < 3; pass++) {
		cr_assert_str_eq(resolve_paths(folder, "key", got, sizeof got), expected);
		cr_assert(file_exists(file));
	}
	for (size_t i = 0; i < sizeof damage / sizeof *damage; i++) {
		cr_assert(file_write(file, str_of(damage[i]), &diags));
		cr_assert_str_eq(resolve_paths(folder, "key", got, sizeof got), expected, "case %zu", i);
	}
	cr_assert_str_eq(resolve_paths("/proc/no/such", "key", got, sizeof got), expected);
	remove(file);
	remove(folder);
	arena_free(arena);
}

Test(font_cache, answers_without_fontconfig_while_the_stamps_hold)
{
	char folder[] = "/tmp/plangen-test-XXXXXX", got[4096];
	cr_assert(mkdtemp(folder));
	struct arena *arena = arena_new();
	struct diag_list diags;
	diag_init(&diags, arena);
	const char *file = font_cache_path(arena, folder, "key");
	struct buf text = BUF_INIT;
	buf_add_text(&text, "plangen fonts 2\nkey\tkey\nwatch\t-\t/no/such/folder\n");
	for (size_t i = 0; i < FAMILIES; i++)
		buf_printf(&text, "font\t%s\t0\t\n", families[i]);
	buf_add_text(&text, "end\n");
	cr_assert(file_write(file, buf_str(&text), &diags));
	cr_assert_str_eq(resolve_paths(folder, "key", got, sizeof got), "none", "the file was believed");
	buf_free(&text);
	remove(file);
	remove(folder);
	arena_free(arena);
}

/* Which of the characters of the first plane the faces of all families take for plain, a bit each. */
static void find_plain(struct fixture *f, struct buf *out)
{
	for (size_t i = 0; i < FAMILIES; i++) {
		struct font_stack *stack = open_one(f, families[i]);
		struct arena *scratch = arena_new();
		for (uint32_t cp = 0x20; stack && cp < 0xA000; cp++) {
			char bytes[4];
			size_t count;
			struct str text = { bytes, utf8_encode(cp, bytes) };
			buf_add_char(out, font_plain_shape(scratch, font_stack_first(stack), text, &count) ? '1' : '0');
		}
		arena_free(scratch);
	}
}

/* The text with what stands behind "plain\t" and the version in each line replaced. */
static void replace_plain(struct str text, const char *by, struct buf *out)
{
	while (text.len) {
		struct str line = str_cut(&text, "\n"), rest = line;
		str_cut(&rest, "\t");
		str_cut(&rest, "\t");
		if (str_starts(line, "plain\t"))
			buf_printf(out, "plain\t%s%s\t", hb_version_string(), by);
		buf_add_str(out, str_starts(line, "plain\t") ? rest : line);
		buf_add_char(out, '\n');
	}
}

Test(font_cache, which_text_is_plain_is_remembered)
{
	static const char *const damage[] = { " 5-3", " 1-99999", " x", "x", " 1", " 1-", " -2", " 1-2 ", " off 1-2", "9 1-2" };
	char folder[] = "/tmp/plangen-test-XXXXXX";
	cr_assert(mkdtemp(folder));
	struct buf first = BUF_INIT;
	struct fixture f = open_fixture(folder);
	const char *file = font_cache_path(f.arena, folder, "key");
	find_plain(&f, &first);
	close_fixture(&f);
	for (size_t i = 0; i <= sizeof damage / sizeof *damage; i++) {
		struct buf again = BUF_INIT, lines = BUF_INIT;
		f = open_fixture(NULL);
		file = font_cache_path(f.arena, folder, "key");
		const struct source *written = source_load(f.arena, file, LIMIT_SOURCE_BYTES, &f.diags);
		cr_assert(written && str_find(written->text, "\nplain\t") != (size_t)-1);
		if (i) {
			replace_plain(written->text, damage[i - 1], &lines);
			cr_assert(file_write(file, buf_str(&lines), &f.diags));
		}
		struct fixture later = open_fixture(folder);
		find_plain(&later, &again);
		cr_assert(str_equal(buf_str(&first), buf_str(&again)), "%s", i ? damage[i - 1] : "as it was written");
		close_fixture(&later);
		close_fixture(&f);
		buf_free(&again);
		buf_free(&lines);
	}
	remove(file);
	remove(folder);
	buf_free(&first);
}

Test(font_cache, what_is_remembered_of_plain_text_is_believed)
{
	char folder[] = "/tmp/plangen-test-XXXXXX";
	cr_assert(mkdtemp(folder));
	struct buf text = BUF_INIT, plain = BUF_INIT;
	struct fixture f = open_fixture(folder);
	find_plain(&f, &text);
	close_fixture(&f);
	buf_reset(&text);
	f = open_fixture(NULL);
	const char *file = font_cache_path(f.arena, folder, "key");
	diag_init(&f.diags, f.arena);
	replace_plain(source_load(f.arena, file, LIMIT_SOURCE_BYTES, &f.diags)->text, " off", &text);
	cr_assert(file_write(file, buf_str(&text), &f.diags));
	struct fixture later = open_fixture(folder);
	find_plain(&later, &plain);
	cr_assert(!plain.len || !strchr(plain.data, '1'));
	close_fixture(&later);
	remove(file);
	remove(folder);
	close_fixture(&f);
	buf_free(&text);
	buf_free(&plain);
}

Test(font_stack, unusable_files_are_skipped_with_a_warning)
{
	char folder[] = "/tmp/plangen-test-XXXXXX";
	cr_assert(mkdtemp(folder));
	struct arena *arena = arena_new();
	struct diag_list diags;
	diag_init(&diags, arena);
	const char *file = font_cache_path(arena, folder, "key");
	char *text = arena_printf(arena, "plangen fonts 2\nkey\tkey\nfont\tA\t0\t%s\nfont\tB\t0\t/no/such\nend\n", file);
	cr_assert(file_write(file, str_of(text), &diags));
	struct font_library *library = font_library_new(folder, "key");
	static const char *const list[] = { "A", "B" };
	for (int pass = 0; pass < 2; pass++)
		cr_assert_null(font_stack_open(library, "body", list, 2, &diags));
	cr_assert_eq(diags.counts[DIAG_WARNING], 2);
	cr_assert_eq(diags.counts[DIAG_ERROR], 2);
	font_library_free(library);
	remove(file);
	remove(folder);
	arena_free(arena);
}
