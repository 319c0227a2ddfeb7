#include "base/zip.h"

#include <libdeflate.h>
#include <stdlib.h>
#include <strings.h>
#include <zlib.h>

#include "base/arena.h"
#include "base/limits.h"
#include "base/memory.h"

enum {
	END_BYTES = 22,     /* of the record at the end of an archive (4.3.16), */
	END_COMMENT = 65535, /* behind which a comment may stand */
	CENTRAL_BYTES = 46, /* of an entry's record in the list (4.3.12) */
	LOCAL_BYTES = 30,   /* of the one before its data (4.3.7) */
	PIECE_BYTES = 1 << 16
};

uint32_t zip_number(struct str bytes, size_t at, int width)
{
	uint32_t value = 0;
	for (int i = 0; i < width; i++)
		value |= (uint32_t)(unsigned char)bytes.data[at + (size_t)i] << (8 * i);
	return value;
}

/* Where the record at the end begins; bytes.len: there is none. */
static size_t find_end(struct str bytes)
{
	if (bytes.len < END_BYTES)
		return bytes.len;
	size_t last = bytes.len - END_BYTES;
	for (size_t back = 0; back <= last && back <= END_COMMENT; back++)
		if (zip_number(bytes, last - back, 4) == 0x06054b50)
			return last - back;
	return bytes.len;
}

static int by_name(const void *a, const void *b)
{
	return strcasecmp(((const struct zip_entry *)a)->name, ((const struct zip_entry *)b)->name);
}

bool zip_open(struct arena *arena, struct str bytes, struct zip *zip)
{
	size_t end = find_end(bytes), room = 0;
	*zip = (struct zip){ .bytes = bytes };
	if (end == bytes.len)
		return false;
	size_t count = zip_number(bytes, end + 10, 2), at = zip_number(bytes, end + 16, 4);
	zip->list = at;
	zip->end = end;
	for (size_t i = 0; i < count; i++) {
		if (count > LIMIT_PACKAGE_PARTS || at > end || end - at < CENTRAL_BYTES || zip_number(bytes, at, 4) != 0x02014b50)
			return false;
		size_t name = zip_number(bytes, at + 28, 2), rest = zip_number(bytes, at + 30, 2) + zip_number(bytes, at + 32, 2);
		if (end - at - CENTRAL_BYTES < name + rest)
			return false;
		struct zip_entry *entry = ARENA_PUSH(arena, zip->entries, zip->count, room);
		entry->name = arena_copy(arena, bytes.data + at + CENTRAL_BYTES, name);
		entry->flags = zip_number(bytes, at + 8, 2);
		entry->method = zip_number(bytes, at + 10, 2);
		entry->crc = zip_number(bytes, at + 16, 4);
		entry->packed = zip_number(bytes, at + 20, 4);
		entry->header = zip_number(bytes, at + 42, 4);
		at += CENTRAL_BYTES + name + rest;
	}
	if (zip->count)
		qsort(zip->entries, zip->count, sizeof *zip->entries, by_name);
	return true;
}

const struct zip_entry *zip_find(const struct zip *zip, const char *name)
{
	struct zip_entry key = { .name = name }, *end = zip->entries + zip->count;
	struct zip_entry *found = zip->count ? bsearch(&key, zip->entries, zip->count, sizeof key, by_name) : NULL;
	bool twice = found && ((found > zip->entries && by_name(found - 1, found) == 0) || (found + 1 < end && by_name(found + 1, found) == 0));
	return twice ? NULL : found;
}

bool zip_find_data(const struct zip *zip, const struct zip_entry *entry, struct str *data)
{
	struct str bytes = zip->bytes;
	if (entry->header > bytes.len || bytes.len - entry->header < LOCAL_BYTES || zip_number(bytes, entry->header, 4) != 0x04034b50)
		return false;
	size_t start = entry->header + LOCAL_BYTES + zip_number(bytes, entry->header + 26, 2) + zip_number(bytes, entry->header + 28, 2);
	if (start > bytes.len || bytes.len - start < entry->packed)
		return false;
	*data = (struct str){ bytes.data + start, entry->packed };
	return true;
}

static void *serve(void *unused, unsigned count, unsigned size)
{
	(void)unused;
	return memory_serve_zeroed(count, size);
}

static void give_back(void *unused, void *memory)
{
	(void)unused;
	free(memory);
}

/* Who takes what is unpacked, and how much that may be. */
struct taking {
	bool (*take)(void *context, struct str piece);
	void *context;
	size_t room;
	uint32_t crc;
};

static enum zip_result hand_over(struct taking *taking, struct str piece)
{
	if (piece.len > taking->room)
		return ZIP_LARGE;
	taking->room -= piece.len;
	taking->crc = libdeflate_crc32(taking->crc, piece.data, piece.len);
	return taking->take(taking->context, piece) ? ZIP_OK : ZIP_STOPPED;
}

static enum zip_result take_stored(struct str data, struct taking *taking)
{
	enum zip_result result = ZIP_OK;
	while (data.len && result == ZIP_OK) {
		struct str piece = { data.data, data.len < PIECE_BYTES ? data.len : PIECE_BYTES };
		result = hand_over(taking, piece);
		data = str_from(data, piece.len);
	}
	return result;
}

static enum zip_result take_deflated(struct str data, struct taking *taking)
{
	z_stream stream = { .zalloc = serve, .zfree = give_back, .next_in = (Bytef *)data.data, .avail_in = (uInt)data.len };
	char *piece = memory_serve(PIECE_BYTES);
	enum zip_result result = ZIP_OK;
	int state = inflateInit2(&stream, -MAX_WBITS);
	while (state == Z_OK && result == ZIP_OK) {
		stream.next_out = (Bytef *)piece;
		stream.avail_out = PIECE_BYTES;
		state = inflate(&stream, Z_NO_FLUSH);
		if (state == Z_OK || state == Z_STREAM_END)
			result = hand_over(taking, (struct str){ piece, PIECE_BYTES - stream.avail_out });
	}
	inflateEnd(&stream);
	free(piece);
	return result == ZIP_OK && state != Z_STREAM_END ? ZIP_DAMAGED : result;
}

enum zip_result zip_unpack(const struct zip *zip, const struct zip_entry *entry, size_t limit, bool (*take)(void *context, struct str piece),
			   void *context)
{
	enum { ENCRYPTED = 1, STORED = 0, DEFLATED = 8 };
	struct taking taking = { take, context, limit, libdeflate_crc32(0, NULL, 0) };
	struct str data;
	if (entry->flags & ENCRYPTED)
		return ZIP_LOCKED;
	if ((entry->method != STORED && entry->method != DEFLATED) || !zip_find_data(zip, entry, &data))
		return ZIP_DAMAGED;
	enum zip_result result = entry->method == STORED ? take_stored(data, &taking) : take_deflated(data, &taking);
	return result == ZIP_OK && taking.crc != entry->crc ? ZIP_DAMAGED : result;
}
