/* Font files for browsers (ISO/IEC 14496-22): the outlines of a subset with the tables around them that PDF does without. */
#include <hb.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/memory.h"
#include "font/face.h"

enum {
	HEAD_BYTES = 54, HHEA_BYTES = 36, /* tables of fixed size */
	OS2_BYTES = 78,                   /* of the oldest version, which all readers know */
	MOST_TABLES = 12,
};

/* A file that is being made. */
struct web {
	struct arena *arena;
	const struct font_face *face;
	const struct font_character *characters;
	size_t count;
	const uint32_t *glyphs;    /* of the face, ascending, each once */
	size_t glyph_count;
	struct font_subset subset;
	struct buf tables[MOST_TABLES];
	hb_tag_t tags[MOST_TABLES];
	size_t table_count;
};

static struct buf *add_table(struct web *web, const char *tag)
{
	web->tags[web->table_count] = HB_TAG(tag[0], tag[1], tag[2], tag[3]);
	return &web->tables[web->table_count++];
}

/* Adds the table as the face has it; NULL where it has none of at least that size. */
static struct buf *copy_table(struct web *web, hb_face_t *face, const char *tag, unsigned least)
{
	unsigned len = 0;
	hb_blob_t *blob = hb_face_reference_table(face, HB_TAG(tag[0], tag[1], tag[2], tag[3]));
	const char *data = hb_blob_get_data(blob, &len);
	struct buf *table = len && len >= least ? add_table(web, tag) : NULL;
	if (table)
		buf_add(table, data, len);
	hb_blob_destroy(blob);
	return table;
}

static int compare_glyphs(const void *a, const void *b)
{
	uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;
	return (x > y) - (x < y);
}

static void list_glyphs(struct web *web)
{
	uint32_t *glyphs = ARENA_ARRAY(web->arena, uint32_t, web->count + 1);
	for (size_t i = 0; i < web->count; i++)
		glyphs[i] = web->characters[i].glyph;
	qsort(glyphs, web->count, sizeof *glyphs, compare_glyphs);
	for (size_t i = 0; i < web->count; i++)
		if (!i || glyphs[i] != glyphs[i - 1])
			glyphs[web->glyph_count++] = glyphs[i];
	web->glyphs = glyphs;
}

/* The number of the character's glyph in the file. In CFF, of which glyphs with CIDs have no parts, the glyphs asked for follow .notdef in their order. */
static uint32_t number_of(const struct web *web, const struct font_character *character)
{
	const uint32_t *found = bsearch(&character->glyph, web->glyphs, web->glyph_count, sizeof *found, compare_glyphs);
	size_t rank = (size_t)(found - web->glyphs);
	return web->face->metrics.cid_keyed ? (uint32_t)rank + 1 : web->subset.codes[rank];
}

/* cmap, format 12. */
static void add_characters(struct web *web)
{
	struct buf *table = add_table(web, "cmap"), groups = BUF_INIT;
	uint32_t count = 0;
	for (size_t i = 0, next; i < web->count; i = next, count++) {
		uint32_t first = web->characters[i].codepoint, glyph = number_of(web, &web->characters[i]);
		for (next = i + 1; next < web->count && web->characters[next].codepoint == first + (next - i) &&
				   number_of(web, &web->characters[next]) == glyph + (next - i);
		     next++)
			;
		buf_add_binary(&groups, first, 4);
		buf_add_binary(&groups, first + (uint32_t)(next - i) - 1, 4);
		buf_add_binary(&groups, glyph, 4);
	}
	buf_add_binary(table, 0, 2);
	buf_add_binary(table, 1, 2);
	buf_add_binary(table, 3, 2);  /* Windows, */
	buf_add_binary(table, 10, 2); /* all of Unicode */
	buf_add_binary(table, 12, 4); /* offset */
	buf_add_binary(table, 12, 2); /* format */
	buf_add_binary(table, 0, 2);
	buf_add_binary(table, 16 + (uint32_t)groups.len, 4);
	buf_add_binary(table, 0, 4);
	buf_add_binary(table, count, 4);
	buf_add_str(table, buf_str(&groups));
	buf_free(&groups);
}

/* Names: family, style, whole name, PostScript name. */
static void add_names(struct web *web)
{
	static const struct {
		unsigned id;
		const char *text; /* NULL: the face's */
	} names[] = { { 1, NULL }, { 2, "Regular" }, { 4, NULL }, { 6, NULL } };
	struct buf *table = add_table(web, "name"), texts = BUF_INIT;
	unsigned count = sizeof names / sizeof *names;
	buf_add_binary(table, 0, 2);
	buf_add_binary(table, count, 2);
	buf_add_binary(table, 6 + 12 * count, 2);
	for (unsigned i = 0; i < count; i++) {
		const char *text = names[i].text ? names[i].text : web->face->postscript_name;
		size_t at = texts.len;
		for (const char *c = text; *c; c++)
			buf_add_binary(&texts, (unsigned char)*c, 2);
		buf_add_binary(table, 3, 2);     /* Windows, Unicode, English (US) */
		buf_add_binary(table, 1, 2);
		buf_add_binary(table, 0x409, 2);
		buf_add_binary(table, names[i].id, 2);
		buf_add_binary(table, (uint32_t)(texts.len - at), 2);
		buf_add_binary(table, (uint32_t)at, 2);
	}
	buf_add_str(table, buf_str(&texts));
	buf_free(&texts);
}

/* post, version 3: no names of glyphs. */
static void add_post(struct web *web)
{
	struct buf *table = add_table(web, "post");
	buf_add_binary(table, 0x30000, 4);
	for (int i = 0; i < 7; i++)
		buf_add_binary(table, 0, 4);
}

static void add_os2(struct web *web)
{
	if (copy_table(web, web->face->face, "OS/2", OS2_BYTES))
		return;
	struct buf *table = add_table(web, "OS/2");
	buf_add_binary(table, 0, 4);
	buf_add_binary(table, 400, 2); /* weight: regular */
	buf_add_binary(table, 5, 2);   /* width: medium */
	while (table->len < OS2_BYTES)
		buf_add_char(table, '\0');
}

/* What HarfBuzz's subset of a TrueType face has. */
static bool add_outlines(struct web *web)
{
	static const struct {
		const char *tag;
		unsigned least;
	} tables[] = { { "head", HEAD_BYTES }, { "hhea", HHEA_BYTES }, { "maxp", 6 }, { "hmtx", 4 }, { "loca", 2 } };
	hb_blob_t *blob = hb_blob_create(web->subset.data.data, (unsigned)web->subset.data.len, HB_MEMORY_MODE_READONLY, NULL, NULL);
	hb_face_t *face = hb_face_create(blob, 0);
	bool good = true;
	for (size_t i = 0; i < sizeof tables / sizeof *tables; i++)
		good = copy_table(web, face, tables[i].tag, tables[i].least) && good;
	if (!copy_table(web, face, "glyf", 1))
		buf_add_char(add_table(web, "glyf"), '\0'); /* blanks alone */
	hb_face_destroy(face);
	hb_blob_destroy(blob);
	return good;
}

/* The tables around a bare CFF table. */
static bool add_cff(struct web *web)
{
	size_t glyphs = web->face->metrics.cid_keyed ? web->glyph_count + 1 : web->subset.glyph_count;
	struct buf *head = copy_table(web, web->face->face, "head", HEAD_BYTES), *hhea = copy_table(web, web->face->face, "hhea", HHEA_BYTES);
	if (!head || !hhea)
		return false;
	hhea->len = HHEA_BYTES - 2;
	buf_add_binary(hhea, (uint32_t)glyphs, 2);
	struct buf *maxp = add_table(web, "maxp"), *hmtx = add_table(web, "hmtx");
	buf_add_binary(maxp, 0x5000, 4);
	buf_add_binary(maxp, (uint32_t)glyphs, 2);
	for (size_t i = 0; i < 4 * glyphs; i++)
		buf_add_char(hmtx, '\0');
	for (size_t i = 0; i < web->glyph_count; i++) {
		size_t number = web->face->metrics.cid_keyed ? i + 1 : web->subset.codes[i];
		unsigned width = (unsigned)lround((double)web->subset.widths[i] / web->face->unit);
		hmtx->data[4 * number] = (char)(width >> 8);
		hmtx->data[4 * number + 1] = (char)width;
	}
	buf_add_str(add_table(web, "CFF "), web->subset.data);
	return true;
}

/* The tables in one file, in the order in which they were added. */
static void assemble(struct web *web, struct str *file)
{
	hb_face_t *builder = hb_face_builder_create();
	hb_tag_t order[MOST_TABLES + 1] = { 0 };
	for (size_t i = 0; i < web->table_count; i++) {
		struct str table = buf_str(&web->tables[i]);
		hb_blob_t *blob = hb_blob_create(table.data, (unsigned)table.len, HB_MEMORY_MODE_READONLY, NULL, NULL);
		hb_face_builder_add_table(builder, web->tags[i], blob);
		hb_blob_destroy(blob);
		order[i] = web->tags[i];
	}
	hb_face_builder_sort_tables(builder, order);
	hb_blob_t *blob = hb_face_reference_blob(builder);
	unsigned len = 0;
	const char *data = hb_blob_get_data(blob, &len);
	*file = (struct str){ arena_copy(web->arena, data, len), len };
	hb_blob_destroy(blob);
	hb_face_destroy(builder);
}

bool font_web_make(struct arena *arena, const struct font_face *face, const struct font_character *characters, size_t count,
		   struct str *file, struct diag_list *diags)
{
	struct arena *own = arena_new();
	struct web web = { .arena = own, .face = face, .characters = characters, .count = count };
	list_glyphs(&web);
	bool good = font_subset_make(own, face, web.glyphs, web.glyph_count, &web.subset, diags);
	memory_watch();
	if (good && !(face->metrics.cff ? add_cff(&web) : add_outlines(&web))) {
		char number[24];
		snprintf(number, sizeof number, "%zu", count);
		diag_add(diags, DIAG_FONT_SUBSET_FAILED, NO_PLACE, face->postscript_name, number, "its tables cannot be read");
		good = false;
	}
	if (good) {
		add_characters(&web);
		add_names(&web);
		add_os2(&web);
		add_post(&web);
		web.arena = arena;
		assemble(&web, file);
	}
	memory_watched();
	for (size_t i = 0; i < web.table_count; i++)
		buf_free(&web.tables[i]);
	arena_free(own);
	return good;
}
