#include "write/docx/package.h"

#include <libdeflate.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <zip.h>

#include "base/memory.h"

/* Level 1 makes packages 10 % larger than level 6 in a sixth of the time. */
enum { DEFAULT_LEVEL = 1, HIGHEST_LEVEL = 12 };

/* 1980-01-01 00:00, the first DOS date: day in bits 16 … 20, month in 21 … 24, years since 1980 above. */
static const uLong fixed_date = 1u << 16 | 1u << 21;

const char docx_declaration[] = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";

/* `at` is the write position in `out`. */
struct docx_zip {
	struct buf *out;
	size_t start, at; /* bytes; the file begins at `start` of the buffer */
	zipFile file;
	bool failed;
};

/* ---- a file in memory for minizip */

static voidpf open_memory(voidpf opaque, const void *name, int mode)
{
	(void)name;
	(void)mode;
	return opaque;
}

/* minizip reads only when it appends to an existing file. */
static uLong read_memory(voidpf opaque, voidpf stream, void *data, uLong size)
{
	(void)opaque;
	(void)stream;
	(void)data;
	(void)size;
	return 0;
}

static uLong write_memory(voidpf opaque, voidpf stream, const void *data, uLong size)
{
	(void)opaque;
	struct docx_zip *file = stream;
	size_t over = file->out->len - file->at < size ? file->out->len - file->at : size;
	if (over)
		memcpy(file->out->data + file->at, data, over);
	buf_add(file->out, (const char *)data + over, size - over);
	file->at += size;
	return size;
}

static ZPOS64_T tell_memory(voidpf opaque, voidpf stream)
{
	(void)opaque;
	const struct docx_zip *file = stream;
	return file->at - file->start;
}

static long seek_memory(voidpf opaque, voidpf stream, ZPOS64_T offset, int origin)
{
	(void)opaque;
	struct docx_zip *file = stream;
	size_t base = origin == ZLIB_FILEFUNC_SEEK_SET ? file->start
		      : origin == ZLIB_FILEFUNC_SEEK_CUR ? file->at : file->out->len;
	if (offset > file->out->len - base)
		return -1;
	file->at = base + (size_t)offset;
	return 0;
}

static int close_memory(voidpf opaque, voidpf stream)
{
	(void)opaque;
	(void)stream;
	return 0;
}

/* ---- parts */

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

struct docx_zip *docx_zip_open(struct buf *out)
{
	struct docx_zip *zip = memory_alloc(sizeof *zip);
	*zip = (struct docx_zip){ .out = out, .start = out->len, .at = out->len };
	zlib_filefunc64_def calls = { open_memory, read_memory, write_memory, tell_memory, seek_memory, close_memory,
				      close_memory, zip };
	zip->file = zipOpen2_64("", APPEND_STATUS_CREATE, NULL, &calls);
	if (!zip->file)
		memory_fail();
	return zip;
}

void docx_zip_add(struct docx_zip *zip, const char *name, const struct docx_packed *part)
{
	zip_fileinfo info = { .dosDate = fixed_date };
	zip->failed = zip->failed ||
		      zipOpenNewFileInZip2(zip->file, name, &info, NULL, 0, NULL, 0, NULL, Z_DEFLATED, 0, 1) != ZIP_OK ||
		      zipWriteInFileInZip(zip->file, part->data.data, (unsigned)part->data.len) != ZIP_OK ||
		      zipCloseFileInZipRaw(zip->file, part->size, part->crc) != ZIP_OK;
}

/* minizip fails only when memory runs out. */
void docx_zip_close(struct docx_zip *zip)
{
	if (zipClose(zip->file, NULL) != ZIP_OK || zip->failed)
		memory_fail();
	free(zip);
}
