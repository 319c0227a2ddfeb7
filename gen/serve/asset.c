#include "serve/asset.h"

#include "base/arena.h"
#include "base/buf.h"
#include "base/diag.h"
#include "base/file.h"
#include "base/hash.h"

enum { MOST_BYTES = 1 << 20 };

static const char *type_of(const char *name)
{
	static const struct {
		const char *ending, *type;
	} types[] = {
		{".html", "text/html; charset=utf-8"},
		{".css", "text/css; charset=utf-8"},
		{".js", "text/javascript; charset=utf-8"},
		{".svg", "image/svg+xml"},
		{".webp", "image/webp"},
		{".json", "application/json; charset=utf-8"},
	};
	for (size_t i = 0; i < sizeof types / sizeof *types; i++)
		if (str_ends(str_of(name), types[i].ending))
			return types[i].type;
	return NULL;
}

void asset_set(struct arena *arena, struct asset *file, const char *path, const char *type, struct str data)
{
	char hex[HASH_HEX];
	hash_write(hash_text(data), hex);
	*file = (struct asset){.path = path, .type = type, .tag = arena_printf(arena, "\"%s\"", hex), .data = data};
}

bool asset_read(struct arena *arena, const char *from, const char *path, struct asset *file)
{
	struct buf data = BUF_INIT;
	struct diag_list ignored;
	const char *type = type_of(from);
	diag_init(&ignored, arena);
	bool read = type && file_read(from, MOST_BYTES, &data, &ignored);
	if (read)
		asset_set(arena, file, path, type, buf_move_str(&data, arena));
	buf_free(&data);
	return read;
}
