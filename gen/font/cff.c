#include "font/cff.h"

#include "font/cff_table.h"

uint32_t cff_get(struct cff_reader *reader, unsigned bytes)
{
	uint32_t value = 0;
	if (bytes > reader->len - reader->at) {
		reader->bad = true;
		reader->at = reader->len;
		return 0;
	}
	while (bytes--)
		value = value << 8 | reader->data[reader->at++];
	return value;
}

void cff_skip(struct cff_reader *reader, size_t bytes)
{
	if (bytes > reader->len - reader->at) {
		reader->bad = true;
		bytes = reader->len - reader->at;
	}
	reader->at += bytes;
}

struct cff_reader cff_reader_at(const uint8_t *table, size_t len, size_t offset)
{
	struct cff_reader reader = { table, len, 0, false };
	cff_skip(&reader, offset);
	return reader;
}

static uint32_t offset_at(const struct cff_index *index, uint32_t number)
{
	const uint8_t *at = index->offsets + (size_t)number * index->size;
	uint32_t value = 0;
	for (unsigned i = 0; i < index->size; i++)
		value = value << 8 | at[i];
	return value;
}

struct cff_index cff_read_index(struct cff_reader *reader)
{
	struct cff_index index = { .count = cff_get(reader, 2) };
	if (index.count == 0)
		return index;
	index.size = cff_get(reader, 1);
	index.offsets = reader->data + reader->at;
	cff_skip(reader, ((size_t)index.count + 1) * index.size);
	if (reader->bad || index.size < 1 || index.size > 4) {
		reader->bad = true;
		return (struct cff_index){ .count = 0 };
	}
	index.base = reader->data + reader->at - 1;
	index.room = reader->len - reader->at + 1;
	uint32_t end = offset_at(&index, index.count);
	cff_skip(reader, end ? end - 1 : 0);
	return index;
}

struct cff_reader cff_index_get(const struct cff_index *index, uint32_t number)
{
	static const uint8_t nothing[1]; /* an address: readers count on from it */
	struct cff_reader none = { nothing, 0, 0, true };
	if (number >= index->count)
		return none;
	uint32_t start = offset_at(index, number), end = offset_at(index, number + 1);
	if (start < 1 || start > end || end > index->room)
		return none;
	return (struct cff_reader){ index->base + start, end - start, 0, false };
}

/* The operand that starts with `byte` (clause 4, table 3); a real counts as 0. */
static int32_t read_operand(struct cff_reader *dict, uint32_t byte)
{
	if (byte == 28)
		return (int16_t)cff_get(dict, 2);
	if (byte == 29)
		return (int32_t)cff_get(dict, 4);
	if (byte >= 32 && byte <= 246)
		return (int32_t)byte - 139;
	if (byte >= 247 && byte <= 250)
		return ((int32_t)byte - 247) * 256 + (int32_t)cff_get(dict, 1) + 108;
	if (byte >= 251 && byte <= 254)
		return -((int32_t)byte - 251) * 256 - (int32_t)cff_get(dict, 1) - 108;
	for (uint32_t nibbles = 0; byte == 30 && (nibbles & 0xF) != 0xF && !dict->bad;)
		nibbles = cff_get(dict, 1);
	return 0;
}

bool cff_next_entry(struct cff_reader *dict, struct cff_entry *entry)
{
	size_t start = dict->at;
	*entry = (struct cff_entry){ .bytes = dict->data + start };
	while (dict->at < dict->len && !dict->bad) {
		uint32_t byte = cff_get(dict, 1);
		if (byte < 22) {
			entry->op = (int)(byte == CFF_ESCAPE ? CFF_ESCAPE << 8 | cff_get(dict, 1) : byte);
			entry->len = dict->at - start;
			return !dict->bad;
		}
		entry->operands[0] = entry->operands[1];
		entry->operands[1] = read_operand(dict, byte);
	}
	return false;
}

bool cff_read_head(const uint8_t *table, size_t len, struct cff_head *head)
{
	struct cff_reader reader = cff_reader_at(table, len, 2);
	reader = cff_reader_at(table, len, cff_get(&reader, 1));
	head->names = cff_read_index(&reader);
	head->dicts = cff_read_index(&reader);
	head->strings = cff_read_index(&reader);
	head->subrs = cff_read_index(&reader);
	return !reader.bad && head->dicts.count > 0;
}

/* The entry of the first font's Top DICT. */
static bool find_entry(const uint8_t *table, size_t len, int op, struct cff_entry *entry)
{
	struct cff_head head;
	if (!cff_read_head(table, len, &head))
		return false;
	struct cff_reader dict = cff_index_get(&head.dicts, 0);
	while (cff_next_entry(&dict, entry))
		if (entry->op == op)
			return true;
	return false;
}

bool cff_is_cid_keyed(const uint8_t *table, size_t len)
{
	struct cff_entry entry;
	return find_entry(table, len, CFF_ROS, &entry);
}

/* Ranges of consecutive CIDs (formats 1 and 2); `bytes` is the size of a range's length. */
static void read_ranges(struct cff_reader *reader, unsigned bytes, uint16_t *cids, size_t count)
{
	for (size_t glyph = 1; glyph < count && !reader->bad;) {
		uint32_t cid = cff_get(reader, 2), more = cff_get(reader, bytes);
		for (uint32_t i = 0; i <= more && glyph < count; i++)
			cids[glyph++] = (uint16_t)(cid + i);
	}
}

bool cff_read_cids(const uint8_t *table, size_t len, uint16_t *cids, size_t count)
{
	struct cff_entry entry;
	/* 0, 1 and 2 are predefined charsets, which have no CIDs (clause 13). */
	if (count == 0 || !find_entry(table, len, CFF_CHARSET, &entry) || entry.operands[1] <= 2)
		return false;
	struct cff_reader reader = cff_reader_at(table, len, (size_t)entry.operands[1]);
	uint32_t format = cff_get(&reader, 1);
	cids[0] = 0;
	if (format > 2)
		return false;
	if (format > 0)
		read_ranges(&reader, format, cids, count);
	for (size_t glyph = 1; format == 0 && glyph < count; glyph++)
		cids[glyph] = (uint16_t)cff_get(&reader, 2);
	return !reader.bad;
}
