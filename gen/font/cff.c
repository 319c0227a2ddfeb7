#include "font/cff.h"

/* Top DICT operators (Technical Note 5176, tables 9 and 10); two-byte operators are 12 << 8 | second byte. */
enum { OPERATOR_CHARSET = 15, OPERATOR_ROS = 12 << 8 | 30, OPERATOR_ESCAPE = 12 };

struct reader {
	const uint8_t *data;
	size_t len, at;
	bool bad; /* something was read beyond the end */
};

static uint32_t get(struct reader *reader, unsigned bytes)
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

static void skip(struct reader *reader, size_t bytes)
{
	if (bytes > reader->len - reader->at) {
		reader->bad = true;
		bytes = reader->len - reader->at;
	}
	reader->at += bytes;
}

/* Moves behind an INDEX; a reader of its first object is the result. */
static struct reader read_index(struct reader *reader)
{
	struct reader first = { reader->data, 0, 0, true };
	uint32_t count = get(reader, 2);
	if (count == 0)
		return first;
	uint32_t size = get(reader, 1);
	if (size < 1 || size > 4) {
		reader->bad = true;
		return first;
	}
	uint32_t start = get(reader, size), second = get(reader, size), last = second;
	if (count > 1) {
		skip(reader, (size_t)(count - 2) * size);
		last = get(reader, size);
	}
	size_t base = reader->at;
	skip(reader, last ? last - 1 : 0);
	if (reader->bad || start != 1 || second < start || second > last)
		return first;
	return (struct reader){ reader->data, base + second - 1, base, false };
}

/* Reads the next operator of a DICT; *operand receives the last integer before it. -1 at the end. */
static int read_operator(struct reader *dict, int32_t *operand)
{
	while (dict->at < dict->len && !dict->bad) {
		uint32_t byte = get(dict, 1);
		if (byte == OPERATOR_ESCAPE)
			return (int)(OPERATOR_ESCAPE << 8 | get(dict, 1));
		if (byte < 22)
			return (int)byte;
		if (byte == 28)
			*operand = (int16_t)get(dict, 2);
		else if (byte == 29)
			*operand = (int32_t)get(dict, 4);
		else if (byte == 30)
			for (uint32_t nibbles = 0; (nibbles & 0xF) != 0xF && !dict->bad;)
				nibbles = get(dict, 1);
		else if (byte >= 32 && byte <= 246)
			*operand = (int32_t)byte - 139;
		else if (byte >= 247 && byte <= 250)
			*operand = ((int32_t)byte - 247) * 256 + (int32_t)get(dict, 1) + 108;
		else if (byte >= 251 && byte <= 254)
			*operand = -((int32_t)byte - 251) * 256 - (int32_t)get(dict, 1) - 108;
	}
	return -1;
}

/* A reader of the first font's Top DICT. */
static struct reader top_dict(const uint8_t *table, size_t len)
{
	struct reader reader = { table, len, 0, false };
	skip(&reader, 2);
	uint32_t header = get(&reader, 1);
	reader.at = 0;
	skip(&reader, header);
	read_index(&reader); /* names */
	struct reader dict = read_index(&reader);
	dict.bad |= reader.bad;
	return dict;
}

bool cff_is_cid_keyed(const uint8_t *table, size_t len)
{
	struct reader dict = top_dict(table, len);
	int32_t operand = 0;
	for (int operator; (operator = read_operator(&dict, &operand)) >= 0;)
		if (operator == OPERATOR_ROS)
			return !dict.bad;
	return false;
}

/* Ranges of consecutive CIDs (formats 1 and 2); `bytes` is the size of a range's length. */
static void read_ranges(struct reader *reader, unsigned bytes, uint16_t *cids, size_t count)
{
	for (size_t glyph = 1; glyph < count && !reader->bad;) {
		uint32_t cid = get(reader, 2), more = get(reader, bytes);
		for (uint32_t i = 0; i <= more && glyph < count; i++)
			cids[glyph++] = (uint16_t)(cid + i);
	}
}

bool cff_read_cids(const uint8_t *table, size_t len, uint16_t *cids, size_t count)
{
	struct reader dict = top_dict(table, len);
	int32_t operand = 0, offset = 0;
	for (int operator; (operator = read_operator(&dict, &operand)) >= 0;)
		if (operator == OPERATOR_CHARSET)
			offset = operand;
	if (dict.bad || offset <= 2 || count == 0) /* 0, 1 and 2 are predefined charsets, which have no CIDs */
		return false;
	struct reader reader = { table, len, 0, false };
	skip(&reader, (size_t)offset);
	uint32_t format = get(&reader, 1);
	cids[0] = 0;
	if (format == 0)
		for (size_t glyph = 1; glyph < count; glyph++)
			cids[glyph] = (uint16_t)get(&reader, 2);
	else if (format == 1 || format == 2)
		read_ranges(&reader, format, cids, count);
	else
		return false;
	return !reader.bad;
}
