/* The only file that knows libharu. It uses structures that libharu installs but calls private. */
#include "write/pdf/object.h"

#include <hpdf.h>
#include <libdeflate.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/memory.h"

#if HPDF_MAJOR_VERSION != 2 || HPDF_MINOR_VERSION != 3
#error "libharu 2.3 is needed: this file uses private structures of that version"
#endif

enum {
	PAGES_PER_NODE = 1024,
	PAGE_MIN = 3, PAGE_MAX = 14400, /* pt: ISO 32000-1, annex C.2 */
	HASH_CHUNK = 4096,
	NUMBER_MASK = 0x00FFFFFF, /* of an object id: hpdf_objects.h */
};

struct pdf_object {
	HPDF_Dict dict;         /* NULL after an error */
	struct pdf_file *file;
	struct str entries;
	struct str data;        /* of a stream */
	size_t read;            /* bytes of data already read by libharu */
	double width, height;   /* of a page, pt */
	HPDF_Dict content;      /* of a page */
	HPDF_Array annotations; /* of a page */
};

struct pdf_file {
	struct arena *arena;
	HPDF_Doc doc;
	struct pdf_object catalog, info, trailer;
	struct buf *out;        /* while writing */
	size_t start;           /* of the file in `out` */
};

static void *allocate(HPDF_UINT size)
{
	return memory_alloc(size);
}

static void release_memory(void *memory)
{
	free(memory);
}

static void release_doc(void *doc)
{
	HPDF_Free(doc);
}

static HPDF_STATUS write_entries(HPDF_Dict dict, HPDF_Stream stream)
{
	const struct pdf_object *object = dict->attr;
	return HPDF_Stream_Write(stream, (const HPDF_BYTE *)object->entries.data, (HPDF_UINT)object->entries.len);
}

/* Binds our object to libharu's dictionary, which may be NULL after an error. */
static void attach(struct pdf_object *object, struct pdf_file *file, HPDF_Dict dict)
{
	object->file = file;
	object->dict = dict;
	object->entries = STR("");
	if (!dict)
		return;
	dict->attr = object;
	dict->write_fn = write_entries;
}

struct pdf_file *pdf_file_new(struct arena *arena, size_t pages)
{
	struct pdf_file *file = ARENA_NEW(arena, struct pdf_file);
	file->arena = arena;
	/* no memory pool of libharu's: it aligns to four bytes, which its own structures do not bear */
	file->doc = HPDF_NewEx(NULL, allocate, release_memory, 0, NULL);
	if (!file->doc)
		return file;
	arena_on_free(arena, release_doc, file->doc);
	if (pages > PAGES_PER_NODE)
		HPDF_SetPagesConfiguration(file->doc, PAGES_PER_NODE);
	HPDF_Dict_RemoveElement(file->doc->info, "Producer");
	attach(&file->catalog, file, file->doc->catalog);
	attach(&file->info, file, file->doc->info);
	attach(&file->trailer, file, file->doc->trailer);
	return file;
}

unsigned long pdf_file_error(const struct pdf_file *file)
{
	return file->doc ? file->doc->error.error_no : HPDF_FAILD_TO_ALLOC_MEM;
}

struct pdf_object *pdf_file_catalog(struct pdf_file *file)
{
	return &file->catalog;
}

struct pdf_object *pdf_file_info(struct pdf_file *file)
{
	return &file->info;
}

static bool usable(const struct pdf_file *file)
{
	return pdf_file_error(file) == HPDF_OK;
}

struct pdf_object *pdf_dict_new(struct pdf_file *file, struct str entries)
{
	struct pdf_object *object = ARENA_NEW(file->arena, struct pdf_object);
	HPDF_Dict dict = usable(file) ? HPDF_Dict_New(file->doc->mmgr) : NULL;
	if (dict && HPDF_Xref_Add(file->doc->xref, dict) != HPDF_OK)
		dict = NULL;
	attach(object, file, dict);
	object->entries = entries;
	return object;
}

/* The three functions through which libharu reads a stream's data out of `struct pdf_object`. */
static HPDF_STATUS stream_read(HPDF_Stream stream, HPDF_BYTE *to, HPDF_UINT *size)
{
	struct pdf_object *object = stream->attr;
	size_t left = object->data.len - object->read;
	bool end = left <= *size;
	if (end)
		*size = (HPDF_UINT)left;
	if (*size)
		memcpy(to, object->data.data + object->read, *size);
	object->read += *size;
	return end ? HPDF_STREAM_EOF : HPDF_OK;
}

static HPDF_STATUS stream_seek(HPDF_Stream stream, HPDF_INT position, HPDF_WhenceMode mode)
{
	struct pdf_object *object = stream->attr;
	if (mode != HPDF_SEEK_SET || position < 0 || (size_t)position > object->data.len)
		return HPDF_INVALID_PARAMETER;
	object->read = (size_t)position;
	return HPDF_OK;
}

static HPDF_UINT32 stream_size(HPDF_Stream stream)
{
	const struct pdf_object *object = stream->attr;
	return (HPDF_UINT32)object->data.len;
}

/* Lets libharu read the stream's bytes from `data`. */
static void set_data(struct pdf_object *object, struct str data)
{
	HPDF_Dict dict = object->dict;
	object->data = data;
	if (dict->stream)
		HPDF_Stream_Free(dict->stream);
	dict->stream = HPDF_CallbackReader_New(dict->mmgr, stream_read, stream_seek, NULL, stream_size, object);
	dict->filter = HPDF_STREAM_FILTER_NONE;
}

struct pdf_object *pdf_stream_new(struct pdf_file *file, struct str entries, struct str data)
{
	struct pdf_object *object = ARENA_NEW(file->arena, struct pdf_object);
	attach(object, file, usable(file) ? HPDF_DictStream_New(file->doc->mmgr, file->doc->xref) : NULL);
	object->entries = entries;
	if (object->dict)
		set_data(object, data);
	return object;
}

void pdf_object_set_entries(struct pdf_object *object, struct str entries)
{
	object->entries = entries;
}

unsigned pdf_object_number(const struct pdf_object *object)
{
	return object->dict ? object->dict->header.obj_id & NUMBER_MASK : 0;
}

/* libharu's default box is in whole points and its numbers are floats: ours is among the entries. */
static void set_page_entries(struct pdf_object *page)
{
	struct buf out = BUF_INIT;
	buf_add_text(&out, "/MediaBox[0 0 ");
	buf_add_number(&out, page->width, 3);
	buf_add_char(&out, ' ');
	buf_add_number(&out, page->height, 3);
	buf_add_char(&out, ']');
	page->entries = str_of(buf_move_to(&out, page->file->arena));
	HPDF_Dict_RemoveElement(page->dict, "MediaBox");
}

struct pdf_object *pdf_page_new(struct pdf_file *file, double width, double height)
{
	struct pdf_object *object = ARENA_NEW(file->arena, struct pdf_object);
	HPDF_Page page = NULL;
	if (!(width >= PAGE_MIN && width <= PAGE_MAX && height >= PAGE_MIN && height <= PAGE_MAX) && usable(file))
		HPDF_SetError(&file->doc->error, HPDF_PAGE_INVALID_SIZE, 0);
	else if (usable(file))
		page = HPDF_AddPage(file->doc);
	if (page) {
		/* libharu's drawing state of the page is not needed, but its place in the structure is */
		object->content = ((HPDF_PageAttr)page->attr)->contents;
		page->free_fn(page);
		page->free_fn = NULL;
		page->before_write_fn = NULL;
	}
	attach(object, file, page);
	object->width = width;
	object->height = height;
	if (page)
		set_page_entries(object);
	return object;
}

void pdf_page_set_resources(struct pdf_object *page, const struct pdf_object *resources)
{
	if (page->dict && resources->dict)
		HPDF_Dict_Add(page->dict, "Resources", resources->dict);
}

void pdf_page_set_content(struct pdf_object *page, struct str entries, struct str data)
{
	if (!page->dict)
		return;
	struct pdf_object *content = ARENA_NEW(page->file->arena, struct pdf_object);
	attach(content, page->file, page->content);
	content->entries = entries;
	set_data(content, data);
}

void pdf_page_add_annotation(struct pdf_object *page, const struct pdf_object *annotation)
{
	if (!page->dict || !annotation->dict)
		return;
	if (!page->annotations) {
		page->annotations = HPDF_Array_New(page->dict->mmgr);
		if (!page->annotations || HPDF_Dict_Add(page->dict, "Annots", page->annotations) != HPDF_OK)
			return;
	}
	HPDF_Array_Add(page->annotations, annotation->dict);
}

struct pdf_object *pdf_outline_new(struct pdf_file *file, struct pdf_object *parent, bool open, struct str entries)
{
	struct pdf_object *object = ARENA_NEW(file->arena, struct pdf_object);
	HPDF_Outline outline = NULL;
	if (usable(file))
		outline = HPDF_CreateOutline(file->doc, parent ? parent->dict : NULL, "", NULL);
	attach(object, file, outline);
	object->entries = entries;
	if (!outline)
		return object;
	/* the title comes with the entries; libharu's /Type is none that the standard knows for an item */
	HPDF_Dict_RemoveElement(outline, "Title");
	HPDF_Dict_RemoveElement(outline, "Type");
	HPDF_Outline_SetOpened(outline, open ? HPDF_TRUE : HPDF_FALSE);
	return object;
}

static HPDF_STATUS append(HPDF_Stream stream, const HPDF_BYTE *bytes, HPDF_UINT size)
{
	buf_add(stream->attr, bytes, size);
	return HPDF_OK;
}

/* /ID (ISO 32000-1, 14.4) from the bytes written so far: MD5 over the checksums of 4-KB pieces, which costs a
 * tenth of MD5 over all bytes. Called while libharu writes the trailer, after all objects. */
static HPDF_STATUS write_id(HPDF_Dict trailer, HPDF_Stream stream)
{
	const struct pdf_object *object = trailer->attr;
	const struct pdf_file *file = object->file;
	struct HPDF_MD5Context md5;
	HPDF_MD5Init(&md5);
	for (size_t at = file->start; at < file->out->len; at += HASH_CHUNK) {
		size_t size = file->out->len - at < HASH_CHUNK ? file->out->len - at : HASH_CHUNK;
		uint32_t sum = libdeflate_crc32(0, file->out->data + at, size);
		const HPDF_BYTE bytes[4] = { sum >> 24 & 0xFF, sum >> 16 & 0xFF, sum >> 8 & 0xFF, sum & 0xFF };
		HPDF_MD5Update(&md5, bytes, sizeof bytes);
	}
	HPDF_BYTE digest[16];
	HPDF_MD5Final(digest, &md5);
	char hex[2 * sizeof digest + 1];
	for (size_t i = 0; i < sizeof digest; i++) {
		hex[2 * i] = "0123456789ABCDEF"[digest[i] >> 4];
		hex[2 * i + 1] = "0123456789ABCDEF"[digest[i] & 15];
	}
	hex[2 * sizeof digest] = '\0';
	HPDF_Stream_WriteStr(stream, "/ID[<");
	HPDF_Stream_WriteStr(stream, hex);
	HPDF_Stream_WriteStr(stream, "><");
	HPDF_Stream_WriteStr(stream, hex);
	return HPDF_Stream_WriteStr(stream, ">]\n");
}

bool pdf_file_write(struct pdf_file *file, struct buf *out)
{
	if (!usable(file))
		return false;
	HPDF_Doc doc = file->doc;
	HPDF_Stream stream = HPDF_CallbackWriter_New(doc->mmgr, append, out);
	if (!stream)
		return false;
	file->out = out;
	file->start = out->len;
	doc->trailer->write_fn = write_id;
	/* what HPDF_SaveToStream() does, without its copy in memory; the four bytes say "not text" */
	HPDF_Stream_WriteStr(stream, "%PDF-1.7\n%\xE2\xE3\xCF\xD3\n");
	HPDF_Dict_Add(doc->trailer, "Root", doc->catalog);
	HPDF_Dict_Add(doc->trailer, "Info", doc->info);
	HPDF_STATUS status = HPDF_Xref_WriteToStream(doc->xref, stream, NULL);
	HPDF_Stream_Free(stream);
	if (status != HPDF_OK || !usable(file)) {
		out->len = file->start;
		return false;
	}
	return true;
}
