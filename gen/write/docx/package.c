#include "write/docx/package.h"

#include <libdeflate.h>
#include <stdlib.h>
#include <string.h>

#include "base/hash.h"
#include "base/memory.h"

/* Level 1 makes packages 10 % larger than level 6 in a sixth of the time. */
enum { DEFAULT_LEVEL = 1, HIGHEST_LEVEL = 12 };

/* 1980-01-01 00:00, the first DOS date: day in bits 16 … 20, month in 21 … 24, years since 1980 above. */
static const uint32_t fixed_date = 1u << 16 | 1u << 21;

const char docx_declaration[] = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";

struct docx_zip {
	struct buf *out;
	size_t start;      /* where in `out` the file begins */
	struct buf folder; /* its central directory, which follows the parts */
	uint32_t count;    /* of parts */
};

struct libdeflate_compressor *docx_new_compressor(int level)
{
	level = level <= 0 ? DEFAULT_LEVEL : level > HIGHEST_LEVEL ? HIGHEST_LEVEL : level;
	struct libdeflate_compressor *compressor = libdeflate_alloc_compressor(level);
	if (!compressor)
		memory_fail();
	return compressor;
}

struct docx_packed docx_pack(struct libdeflate_compressor *compressor, struct str text, struct buf *out)
{
	buf_reset(out);
	buf_reserve(out, libdeflate_deflate_compress_bound(compressor, text.len));
	out->len = libdeflate_deflate_compress(compressor, text.data, text.len, out->data, out->capacity);
	return (struct docx_packed){ buf_str(out), text.len, libdeflate_crc32(0, text.data, text.len) };
}

/* ---- the file: PKWARE APPNOTE 4.3 */

struct docx_zip *docx_zip_open(struct buf *out)
{
	struct docx_zip *zip = memory_alloc(sizeof *zip);
	*zip = (struct docx_zip){ .out = out, .start = out->len, .folder = BUF_INIT };
	return zip;
}

/* What a part's own header and its entry in the central directory share. */
static void add_entry(struct buf *out, const char *name, const struct docx_packed *part)
{
	enum { VERSION = 20, DEFLATED = 8 };
	buf_add_little(out, VERSION, 2);
	buf_add_little(out, 0, 2); /* flags */
	buf_add_little(out, DEFLATED, 2);
	buf_add_little(out, fixed_date, 4);
	buf_add_little(out, part->crc, 4);
	buf_add_little(out, (uint32_t)part->data.len, 4);
	buf_add_little(out, (uint32_t)part->size, 4);
	buf_add_little(out, (uint32_t)strlen(name), 2);
	buf_add_little(out, 0, 2); /* extra fields */
}

void docx_zip_add(struct docx_zip *zip, const char *name, const struct docx_packed *part)
{
	size_t offset = zip->out->len - zip->start;
	buf_add(zip->out, "PK\3\4", 4);
	add_entry(zip->out, name, part);
	buf_add_text(zip->out, name);
	buf_add_str(zip->out, part->data);

	buf_add(&zip->folder, "PK\1\2\0\0", 6); /* made by MS-DOS: no modes of files */
	add_entry(&zip->folder, name, part);
	buf_add_little(&zip->folder, 0, 2); /* comment */
	buf_add_little(&zip->folder, 0, 2); /* disk */
	buf_add_little(&zip->folder, 0, 2); /* attributes of the text */
	buf_add_little(&zip->folder, 0, 4); /* attributes of the file */
	buf_add_little(&zip->folder, (uint32_t)offset, 4);
	buf_add_text(&zip->folder, name);
	zip->count++;
}

/* ---- the seal: the file's comment, which is not passed through when a package is edited (ECMA-376-2, Annex C) */

static const char seal_mark[] = "plangen ";
enum { MARK_LEN = sizeof seal_mark - 1, SEAL_LEN = MARK_LEN + HASH_HEX - 1 };

static void write_seal(struct str bytes, char seal[SEAL_LEN + 1])
{
	memcpy(seal, seal_mark, MARK_LEN);
	hash_write(hash_text(bytes), seal + MARK_LEN);
}

static void add_seal(struct buf *out, size_t start)
{
	char seal[SEAL_LEN + 1];
	buf_add_little(out, SEAL_LEN, 2);
	write_seal((struct str){ out->data + start, out->len - start }, seal);
	buf_add(out, seal, SEAL_LEN);
}

bool docx_is_untouched(struct str file)
{
	char seal[SEAL_LEN + 1];
	if (file.len < SEAL_LEN)
		return false;
	write_seal((struct str){ file.data, file.len - SEAL_LEN }, seal);
	return memcmp(seal, file.data + file.len - SEAL_LEN, SEAL_LEN) == 0;
}

void docx_zip_close(struct docx_zip *zip)
{
	size_t offset = zip->out->len - zip->start;
	if (offset > UINT32_MAX - zip->folder.len)
		memory_fail(); /* more than the numbers of the file can hold */
	buf_add_str(zip->out, buf_str(&zip->folder));
	buf_add(zip->out, "PK\5\6\0\0\0\0", 8); /* one disk */
	buf_add_little(zip->out, zip->count, 2);
	buf_add_little(zip->out, zip->count, 2);
	buf_add_little(zip->out, (uint32_t)zip->folder.len, 4);
	buf_add_little(zip->out, (uint32_t)offset, 4);
	add_seal(zip->out, zip->start);
	buf_free(&zip->folder);
	free(zip);
}
