#include "draft/document_id.h"

#include "base/arena.h"
#include "base/buf.h"

bool document_id_equal(const struct document_id *a, const struct document_id *b)
{
	return a->year == b->year && str_equal(a->unit, b->unit) && str_equal(a->variant, b->variant);
}

int document_id_compare(const struct document_id *a, const struct document_id *b)
{
	int unit = str_compare(a->unit, b->unit);
	if (a->year != b->year)
		return a->year < b->year ? -1 : 1;
	return unit ? unit : str_compare(a->variant, b->variant);
}

struct hash document_id_hash(const struct document_id *id)
{
	struct hash year = { 0, id->year };
	return hash_join(hash_join(hash_text(id->unit), hash_text(id->variant)), year);
}

static void add_id(struct buf *out, struct str id)
{
	for (size_t i = 0; i < id.len; i++) {
		if (id.data[i] == '/' || id.data[i] == '%')
			buf_printf(out, "%%%02X", (unsigned)id.data[i]);
		else
			buf_add_char(out, id.data[i]);
	}
}

char *document_id_text(struct arena *arena, const struct document_id *id)
{
	struct buf out = BUF_INIT;
	if (!id->variant.len)
		buf_add_text(&out, id->unit.len ? "book-" : "book");
	add_id(&out, id->unit);
	if (id->variant.len)
		buf_add_char(&out, '/');
	add_id(&out, id->variant);
	return buf_move_to(&out, arena);
}

bool document_id_in_shard(const struct document_id *id, unsigned shard, unsigned shards)
{
	return !shards || document_id_hash(id).low % shards == shard - 1;
}
