/* Copies of archives in which some entries hold something else (PKWARE APPNOTE 6.3). */
#include <libdeflate.h>
#include <string.h>
#include <strings.h>

#include "base/buf.h"
#include "base/memory.h"
#include "base/zip.h"

enum {
	CENTRAL_BYTES = 46, /* of an entry's record in the list (4.3.12) */
	LEVEL = 6,
	VERSION = 20,
	DEFLATED = 8,
	HAS_DESCRIPTOR = 8, /* the flag of sizes that stand behind the data (4.4.4): here they stand before it */
};

static const uint32_t first_date = 1u << 16 | 1u << 21; /* 1980-01-01 00:00 (4.4.6) */
static const uint32_t elsewhere = 0xFFFFFFFF;		/* a number that stands in a field of ZIP64 (4.5.3) */

/* An archive being written. */
struct copying {
	const struct zip *zip;
	struct buf *out, list; /* list: of the entries, which comes behind them */
	size_t start, count;
	struct libdeflate_compressor *compressor;
	struct buf packed;
};

/* What the two records of an entry share. */
struct record {
	uint32_t version, flags, method, date, crc, packed, size;
};

static void add_record(struct buf *out, const struct record *record, const char *name)
{
	buf_add_little(out, record->version, 2);
	buf_add_little(out, record->flags, 2);
	buf_add_little(out, record->method, 2);
	buf_add_little(out, record->date, 4);
	buf_add_little(out, record->crc, 4);
	buf_add_little(out, record->packed, 4);
	buf_add_little(out, record->size, 4);
	buf_add_little(out, (uint32_t)strlen(name), 2);
}

/* Appends the entry. Of its record in the list, `lengths` are the bytes between the name's length and the offset (lengths of the others, disk,
 * attributes), and `rest` is what follows the name. */
static void add_entry(struct copying *c, const char *name, const struct record *record, struct str data, struct str lengths, struct str rest)
{
	size_t offset = c->out->len - c->start;
	buf_add(c->out, "PK\3\4", 4);
	add_record(c->out, record, name);
	buf_add_little(c->out, 0, 2); /* extra fields */
	buf_add_text(c->out, name);
	buf_add_str(c->out, data);
	buf_add(&c->list, "PK\1\2", 4);
	buf_add_little(&c->list, VERSION, 2); /* made by MS-DOS: no modes of files */
	add_record(&c->list, record, name);
	buf_add_str(&c->list, lengths);
	buf_add_little(&c->list, (uint32_t)offset, 4);
	buf_add_text(&c->list, name);
	buf_add_str(&c->list, rest);
	c->count++;
}

/* Fills what the record says of the text; the packed bytes are c->packed. */
static struct str pack(struct copying *c, struct str text, struct record *record)
{
	buf_reset(&c->packed);
	buf_reserve(&c->packed, libdeflate_deflate_compress_bound(c->compressor, text.len));
	c->packed.len = libdeflate_deflate_compress(c->compressor, text.data, text.len, c->packed.data, c->packed.capacity);
	record->flags &= ~(uint32_t)HAS_DESCRIPTOR;
	record->method = DEFLATED;
	record->crc = libdeflate_crc32(0, text.data, text.len);
	record->packed = (uint32_t)c->packed.len;
	record->size = (uint32_t)text.len;
	return buf_str(&c->packed);
}

static const struct zip_change *change_of(const struct zip_change *changes, size_t count, struct str name)
{
	for (size_t i = 0; i < count; i++)
		if (strlen(changes[i].name) == name.len && strncasecmp(changes[i].name, name.data, name.len) == 0)
			return &changes[i];
	return NULL;
}

/* Copies the entry whose record in the list is at `at`; the bytes of that record, 0: it cannot be. */
static size_t copy_entry(struct copying *c, size_t at, const struct zip_change *changes, size_t count)
{
	struct str bytes = c->zip->bytes;
	size_t name_len = zip_number(bytes, at + 28, 2), extra = zip_number(bytes, at + 30, 2), comment = zip_number(bytes, at + 32, 2);
	struct str name = { bytes.data + at + CENTRAL_BYTES, name_len }, rest = { name.data + name_len, extra + comment }, data;
	struct record record = { zip_number(bytes, at + 6, 2),	zip_number(bytes, at + 8, 2),  zip_number(bytes, at + 10, 2), zip_number(bytes, at + 12, 4),
				 zip_number(bytes, at + 16, 4), zip_number(bytes, at + 20, 4), zip_number(bytes, at + 24, 4) };
	struct zip_entry entry = { .header = zip_number(bytes, at + 42, 4), .packed = record.packed };
	const struct zip_change *change = change_of(changes, count, name);
	char own[UINT16_MAX + 1];
	if (record.packed == elsewhere || record.size == elsewhere || entry.header == elsewhere || memchr(name.data, '\0', name_len) ||
	    !zip_find_data(c->zip, &entry, &data))
		return 0;
	memcpy(own, name.data, name_len);
	own[name_len] = '\0';
	record.flags &= ~(uint32_t)HAS_DESCRIPTOR;
	if (change)
		data = pack(c, change->bytes, &record);
	add_entry(c, own, &record, data, (struct str){ bytes.data + at + 30, 12 }, rest);
	return CENTRAL_BYTES + name_len + extra + comment;
}

static bool has_entry(const struct zip *zip, const char *name)
{
	for (size_t i = 0; i < zip->count; i++)
		if (strcasecmp(zip->entries[i].name, name) == 0)
			return true;
	return false;
}

static void add_new(struct copying *c, const struct zip_change *change)
{
	static const char no_facts[12] = { 0 };
	struct record record = { .version = VERSION, .date = first_date };
	struct str data = pack(c, change->bytes, &record);
	add_entry(c, change->name, &record, data, (struct str){ no_facts, sizeof no_facts }, STR(""));
}

static void end_archive(struct copying *c)
{
	size_t offset = c->out->len - c->start;
	buf_add_str(c->out, buf_str(&c->list));
	buf_add(c->out, "PK\5\6\0\0\0\0", 8); /* one disk */
	buf_add_little(c->out, (uint32_t)c->count, 2);
	buf_add_little(c->out, (uint32_t)c->count, 2);
	buf_add_little(c->out, (uint32_t)c->list.len, 4);
	buf_add_little(c->out, (uint32_t)offset, 4);
	buf_add_little(c->out, 0, 2);
}

bool zip_copy(const struct zip *zip, const struct zip_change *changes, size_t count, struct buf *out)
{
	struct copying c = { .zip = zip, .out = out, .list = BUF_INIT, .start = out->len, .packed = BUF_INIT };
	size_t at = zip->list;
	bool good = true;
	c.compressor = libdeflate_alloc_compressor(LEVEL);
	if (!c.compressor)
		memory_fail();
	for (size_t i = 0; i < zip->count && good; i++) { /* zip_open() saw that the records are there */
		size_t taken = copy_entry(&c, at, changes, count);
		good = taken > 0;
		at += taken;
	}
	for (size_t i = 0; i < count && good; i++)
		if (!has_entry(zip, changes[i].name))
			add_new(&c, &changes[i]);
	good = good && out->len - c.start < elsewhere;
	if (good)
		end_archive(&c);
	libdeflate_free_compressor(c.compressor);
	buf_free(&c.list);
	buf_free(&c.packed);
	return good;
}
