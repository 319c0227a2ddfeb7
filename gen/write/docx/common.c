#include "write/docx/common.h"

#include <libdeflate.h>

#include "base/arena.h"
#include "base/cache.h"

enum { MOST_LOOKS = 64 }; /* a book has one of its own now and then */

struct common {
	struct docx_look look;
	struct docx_packed parts[DOCX_MOST_PARTS]; /* those without data have not been asked for */
	struct common *next;
};

struct docx_kept {
	struct arena *arena;
	struct libdeflate_compressor *compressor;
	struct common *looks;
	size_t look_count;
};

static void release(void *compressor)
{
	libdeflate_free_compressor(compressor);
}

struct docx_kept *docx_kept_open(const struct docx *docx)
{
	struct cache *cache = docx->input->cache;
	char name[] = { 'd', 'o', 'c', 'x', (char)docx->input->compression };
	struct str key = { name, sizeof name };
	struct docx_kept *kept = cache ? (struct docx_kept *)cache_get(cache, key) : NULL;
	if (kept)
		return kept;
	struct arena *arena = cache ? cache_arena(cache) : docx->arena;
	kept = ARENA_NEW(arena, struct docx_kept);
	kept->arena = arena;
	kept->compressor = docx_new_compressor(docx->input->compression);
	arena_on_free(arena, release, kept->compressor);
	if (cache)
		cache_put(cache, key, kept);
	return kept;
}

struct libdeflate_compressor *docx_kept_compressor(const struct docx_kept *kept)
{
	return kept->compressor;
}

static bool is_same(const struct docx_look *a, const struct docx_look *b)
{
	return a->template == b->template && a->draft == b->draft && a->book == b->book && a->values == b->values && a->gaps == b->gaps && a->notes == b->notes &&
	       a->origin == b->origin && a->turned == b->turned &&
	       a->styled.numbering == b->styled.numbering && a->styled.continued == b->styled.continued &&
	       a->lists_begun == b->lists_begun && a->nests == b->nests && a->stressed == b->stressed;
}

/* Parts of the document's look; `home` gets the arena that they live in. */
static struct common *find_look(struct docx_kept *kept, const struct docx *docx, struct arena **home)
{
	*home = kept->arena;
	for (struct common *c = kept->looks; c; c = c->next)
		if (is_same(&c->look, &docx->look))
			return c;
	if (kept->look_count >= MOST_LOOKS)
		*home = docx->arena;
	struct common *new = ARENA_NEW(*home, struct common);
	new->look = docx->look;
	if (*home != kept->arena)
		return new;
	new->next = kept->looks;
	kept->looks = new;
	kept->look_count++;
	return new;
}

const struct docx_packed *docx_kept_part(struct docx_kept *kept, const struct docx *docx, size_t index,
					 docx_write_common *write)
{
	struct arena *home;
	struct common *common = find_look(kept, docx, &home);
	struct docx_packed *part = &common->parts[index];
	if (part->data.data)
		return part;
	struct buf text = BUF_INIT, data = BUF_INIT;
	buf_add_text(&text, docx_declaration);
	write(&common->look, &text);
	*part = docx_pack(kept->compressor, buf_str(&text), &data);
	part->data.data = arena_copy(home, data.data, data.len);
	buf_free(&text);
	buf_free(&data);
	return part;
}
