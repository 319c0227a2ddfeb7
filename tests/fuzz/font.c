/* libFuzzer target: whole font files: open, measure, shape, subset. The first byte chooses the face of a collection. */
#include "base/diag.h"
#include "font/face.h"
#include "fuzz/scratch.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static int compare(const void *a, const void *b)
{
	uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;
	return x < y ? -1 : x > y;
}

/* Sorts and takes out 0 and what is there twice, as font_subset_make() wants it. */
static size_t tidy(uint32_t *glyphs, size_t count)
{
	size_t kept = 0;
	qsort(glyphs, count, sizeof *glyphs, compare);
	for (size_t i = 0; i < count; i++)
		if (glyphs[i] && (!kept || glyphs[kept - 1] != glyphs[i]))
			glyphs[kept++] = glyphs[i];
	return kept;
}

enum { GLYPHS = 512 };

static size_t add_glyphs(uint32_t *glyphs, size_t count, const struct font_glyph *shaped, size_t more)
{
	for (size_t i = 0; i < more && count < GLYPHS; i++)
		glyphs[count++] = shaped[i].id;
	return count;
}

static void use(struct arena *arena, const struct font_face *face)
{
	static const char *const texts[] = { "坚持以高质量发展为主线 A1", "e\xCC\x81" "fi……——「」85%", "1234567890" };
	uint32_t glyphs[GLYPHS];
	size_t count = 0, shaped;
	struct diag_list diags;
	struct font_subset subset;
	diag_init(&diags, arena);
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
		struct str text = str_of(texts[i]);
		const struct font_glyph *plain = font_shape(arena, face, text, &shaped);
		count = add_glyphs(glyphs, count, plain, shaped);
		const struct font_glyph *full = font_shape_fully(arena, face, text, &shaped);
		count = add_glyphs(glyphs, count, full, shaped);
	}
	for (size_t i = 0; i < count; i++)
		font_face_ink(face, glyphs[i]);
	count = tidy(glyphs, count);
	if (count && !font_subset_make(arena, face, glyphs, count, &subset, &diags) && !diag_errors(&diags))
		abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	if (size == 0)
		return 0;
	struct arena *arena = arena_new();
	const char *fault = NULL, *path = scratch_write(arena, "font", data + 1, size - 1);
	struct font_face *face = font_face_open(arena, path, data[0] & 3, 0, &fault);
	if (!face && !fault)
		abort();
	if (face) {
		use(arena, face);
		font_face_close(face);
	}
	arena_free(arena);
	return 0;
}
