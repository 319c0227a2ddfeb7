#include "write/docx/package.h"

#include <libdeflate.h>
#include <stdlib.h>
#include <string.h>
#include <zip.h>

#include "base/memory.h"

enum { DEFAULT_LEVEL = 1, HIGHEST_LEVEL = 12 };

/* 1980-01-01 00:00, the first DOS date: day in bits 16 … 20, month in 21 … 24, years since 1980 above. */
static const uLong fixed_date = 1u << 16 | 1u << 21;

static const char declaration[] = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";

/* A file in memory for minizip: `at` is the write position in `out`. */
struct memory_file {
	struct buf *out;
	size_t start, at; /* bytes; the package begins at `start` of the buffer */
};

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
	struct memory_file *file = stream;
	size_t over = file->out->len - file->at < size ? file->out->len - file->at : size;
	memcpy(file->out->data + file->at, data, over);
	buf_add(file->out, (const char *)data + over, size - over);
	file->at += size;
	return size;
}

static ZPOS64_T tell_memory(voidpf opaque, voidpf stream)
{
	(void)opaque;
	const struct memory_file *file = stream;
	return file->at - file->start;
}

static long seek_memory(voidpf opaque, voidpf stream, ZPOS64_T offset, int origin)
{
	(void)opaque;
	struct memory_file *file = stream;
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

/* Adds one deflated entry; false when minizip refuses it, which only lack of memory causes. */
static bool add_entry(zipFile zip, struct libdeflate_compressor *compressor, const char *name, struct str data,
		      struct buf *scratch)
{
	zip_fileinfo info = { .dosDate = fixed_date };
	buf_reset(scratch);
	buf_reserve(scratch, libdeflate_deflate_compress_bound(compressor, data.len));
	size_t packed = libdeflate_deflate_compress(compressor, data.data, data.len, scratch->data, scratch->capacity);
	return packed && zipOpenNewFileInZip2(zip, name, &info, NULL, 0, NULL, 0, NULL, Z_DEFLATED, 0, 1) == ZIP_OK &&
	       zipWriteInFileInZip(zip, scratch->data, (unsigned)packed) == ZIP_OK &&
	       zipCloseFileInZipRaw(zip, data.len, libdeflate_crc32(0, data.data, data.len)) == ZIP_OK;
}

/* The list of content types: defaults by extension, then one line for each part that differs. */
static void add_content_types(const struct docx_part *parts, size_t count, struct buf *out)
{
	buf_add_text(out, "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">"
			  "<Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>"
			  "<Default Extension=\"xml\" ContentType=\"application/xml\"/>");
	for (size_t i = 0; i < count; i++)
		if (strcmp(parts[i].type, "application/xml") != 0 && !str_ends(str_of(parts[i].name), ".rels"))
			buf_printf(out, "<Override PartName=\"/%s\" ContentType=\"%s\"/>", parts[i].name, parts[i].type);
	buf_add_text(out, "</Types>");
}

/* The declaration and the part in `text`. */
static struct str with_declaration(struct buf *text, const struct buf *part)
{
	buf_reset(text);
	buf_add_text(text, declaration);
	buf_add_str(text, buf_str(part));
	return buf_str(text);
}

void docx_pack_zip(const struct docx_part *parts, size_t count, int level, struct buf *out)
{
	struct memory_file file = { out, out->len, out->len };
	zlib_filefunc64_def calls = { open_memory, read_memory, write_memory, tell_memory, seek_memory, close_memory,
				      close_memory, &file };
	level = level <= 0 ? DEFAULT_LEVEL : level > HIGHEST_LEVEL ? HIGHEST_LEVEL : level;
	struct libdeflate_compressor *compressor = libdeflate_alloc_compressor(level);
	zipFile zip = zipOpen2_64("", APPEND_STATUS_CREATE, NULL, &calls);
	if (!compressor || !zip)
		memory_fail();
	struct buf types = BUF_INIT, text = BUF_INIT, scratch = BUF_INIT;
	buf_reserve(out, 1 << 16);
	add_content_types(parts, count, &types);
	bool ok = add_entry(zip, compressor, "[Content_Types].xml", with_declaration(&text, &types), &scratch);
	for (size_t i = 0; i < count; i++)
		ok = ok && add_entry(zip, compressor, parts[i].name, with_declaration(&text, &parts[i].data), &scratch);
	if (zipClose(zip, NULL) != ZIP_OK || !ok)
		memory_fail();
	libdeflate_free_compressor(compressor);
	buf_free(&types);
	buf_free(&text);
	buf_free(&scratch);
}

void docx_pack_flat(const struct docx_part *parts, size_t count, struct buf *out)
{
	buf_add_text(out, declaration);
	buf_add_text(out, "<?mso-application progid=\"Word.Document\"?>\n"
			  "<pkg:package xmlns:pkg=\"http://schemas.microsoft.com/office/2006/xmlPackage\">");
	for (size_t i = 0; i < count; i++) {
		buf_printf(out, "<pkg:part pkg:name=\"/%s\" pkg:contentType=\"%s\"><pkg:xmlData>", parts[i].name,
			   parts[i].type);
		buf_add_str(out, buf_str(&parts[i].data));
		buf_add_text(out, "</pkg:xmlData></pkg:part>");
	}
	buf_add_text(out, "</pkg:package>\n");
}
