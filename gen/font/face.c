#include "font/face.h"

#include <errno.h>
#include <hb-ot.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/memory.h"

/* PDF names and PostScript want printable ASCII without delimiters (ISO 32000-1, 7.3.5), at most 63 characters here. */
static const char *postscript_name(struct arena *arena, hb_face_t *face, int id)
{
	char name[64] = "";
	unsigned size = sizeof name;
	hb_ot_name_get_utf8(face, HB_OT_NAME_ID_POSTSCRIPT_NAME, hb_language_from_string("en", -1), &size, name);
	size_t len = 0;
	for (const char *c = name; *c; c++)
		if (*c > 0x20 && *c < 0x7F && !strchr("()<>[]{}/%#", *c))
			name[len++] = *c;
	return len ? arena_copy(arena, name, len) : arena_printf(arena, "Font%d", id);
}

/* The English family name: the typographic one where there is one. */
static const char *family_name(struct arena *arena, hb_face_t *face, const char *otherwise)
{
	static const hb_ot_name_id_t ids[] = { HB_OT_NAME_ID_TYPOGRAPHIC_FAMILY, HB_OT_NAME_ID_FONT_FAMILY };
	for (size_t i = 0; i < sizeof ids / sizeof *ids; i++) {
		char name[256] = "";
		unsigned size = sizeof name;
		if (hb_ot_name_get_utf8(face, ids[i], hb_language_from_string("en", -1), &size, name) && *name)
			return arena_strdup(arena, name);
	}
	return otherwise;
}

static bool has_table(hb_face_t *face, hb_tag_t tag)
{
	hb_blob_t *table = hb_face_reference_table(face, tag);
	bool has = hb_blob_get_length(table) > 0;
	hb_blob_destroy(table);
	return has;
}

/* The face in the mapped file, or NULL with *fault. */
static hb_face_t *open_face(const char *path, int index, const char **fault)
{
	errno = 0;
	hb_blob_t *blob = hb_blob_create_from_file_or_fail(path);
	if (!blob) {
		*fault = errno ? strerror(errno) : "cannot be read";
		return NULL;
	}
	hb_face_t *face = NULL;
	if (index < 0 || (unsigned)index >= hb_face_count(blob))
		*fault = "has no such face";
	else
		face = hb_face_create(blob, (unsigned)index);
	hb_blob_destroy(blob);
	if (!face)
		return NULL;
	*fault = hb_face_get_glyph_count(face) == 0 ? "is not a TrueType or OpenType font" :
		 has_table(face, HB_TAG('f', 'v', 'a', 'r')) ? "is a variable font; install a static one" :
		 !has_table(face, HB_TAG('C', 'F', 'F', ' ')) && !has_table(face, HB_TAG('g', 'l', 'y', 'f')) ?
							      "has no outlines" :
							      NULL;
	if (!*fault)
		return face;
	hb_face_destroy(face);
	return NULL;
}

static hb_blob_t *outline_table(hb_face_t *outlines, hb_tag_t tag, void *face)
{
	static const hb_tag_t kept[] = {
		HB_TAG('h', 'e', 'a', 'd'), HB_TAG('h', 'h', 'e', 'a'), HB_TAG('h', 'm', 't', 'x'), HB_TAG('m', 'a', 'x', 'p'),
		HB_TAG('g', 'l', 'y', 'f'), HB_TAG('l', 'o', 'c', 'a'), HB_TAG('C', 'F', 'F', ' '),
	};
	(void)outlines;
	for (size_t i = 0; i < sizeof kept / sizeof *kept; i++)
		if (tag == kept[i])
			return hb_face_reference_table(face, tag);
	return NULL;
}

/* A view of the face for subsetting: HarfBuzz would read the whole character map and close over the substitutions
 * for every subset, and a PDF reader uses neither (ISO 32000-1, 9.9: the tables that a CIDFontType2 needs). */
static hb_face_t *outlines_of(hb_face_t *face)
{
	return hb_face_create_for_tables(outline_table, face, NULL);
}

struct font_face *font_face_open(struct arena *arena, const char *path, int index, int id, const char **fault)
{
	memory_watch();
	hb_face_t *handle = open_face(path, index, fault);
	memory_watched();
	if (!handle)
		return NULL;
	struct font_face *face = ARENA_NEW(arena, struct font_face);
	face->id = id;
	face->path = arena_strdup(arena, path);
	face->index = index;
	face->face = handle;
	face->font = hb_font_create(handle);
	face->unit = 1.0 / hb_face_get_upem(handle);
	face->language = hb_language_from_string("zh-Hans", -1);
	face->shared = ARENA_NEW(arena, struct font_shared);
	atomic_init(&face->shared->buffer, NULL);
	atomic_init(&face->shared->plain, NULL);
	face->postscript_name = postscript_name(arena, handle, id);
	face->family = family_name(arena, handle, face->postscript_name);
	face->outlines = outlines_of(handle);
	hb_face_make_immutable(handle);
	hb_face_make_immutable(face->outlines);
	hb_font_make_immutable(face->font);
	font_face_measure(face);
	memory_watched();
	return face;
}

void font_face_close(struct font_face *face)
{
	hb_buffer_t *buffer = atomic_load(&face->shared->buffer);
	if (buffer)
		hb_buffer_destroy(buffer);
	font_plain_free(atomic_load(&face->shared->plain));
	hb_font_destroy(face->font);
	hb_face_destroy(face->outlines);
	hb_face_destroy(face->face);
}

const struct font_metrics *font_face_metrics(const struct font_face *face)
{
	return &face->metrics;
}

const char *font_face_postscript_name(const struct font_face *face)
{
	return face->postscript_name;
}

const char *font_face_family(const struct font_face *face)
{
	return face->family;
}

const char *font_face_path(const struct font_face *face)
{
	return face->path;
}

int font_face_id(const struct font_face *face)
{
	return face->id;
}
