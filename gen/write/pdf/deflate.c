#include "write/pdf/deflate.h"

#include <libdeflate.h>

#include "base/arena.h"
#include "base/memory.h"

struct pdf_deflate {
	struct arena *arena;
	int level;
	struct libdeflate_compressor *compressor;
};

static void release(void *compressor)
{
	libdeflate_free_compressor(compressor);
}

struct pdf_deflate *pdf_deflate_new(struct arena *arena, int level)
{
	struct pdf_deflate *deflate = ARENA_NEW(arena, struct pdf_deflate);
	deflate->arena = arena;
	deflate->level = level < 1 ? 1 : level > 12 ? 12 : level;
	deflate->compressor = libdeflate_alloc_compressor(deflate->level);
	if (!deflate->compressor)
		memory_fail();
	arena_on_free(arena, release, deflate->compressor);
	return deflate;
}

int pdf_deflate_level(const struct pdf_deflate *deflate)
{
	return deflate->level;
}

struct str pdf_deflate_run(struct pdf_deflate *deflate, struct str data, const char **filter)
{
	*filter = "";
	if (data.len == 0)
		return data;
	/* room for a result shorter than the data: libdeflate gives up (0) when it would be longer */
	size_t room = 0;
	char *packed = arena_grow(deflate->arena, NULL, &room, data.len, 1);
	size_t len = libdeflate_zlib_compress(deflate->compressor, data.data, data.len, packed, data.len - 1);
	if (!len)
		return data;
	*filter = "/Filter/FlateDecode";
	return (struct str){ packed, len };
}
