/* The only file that knows libharu. It uses structures that libharu installs but calls private. */
#include "write/pdf/object.h"

#include <hpdf.h>
#include <libdeflate.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/memory.h"
#include "write/pdf/deflate.h"
#include "write/pdf/token.h"

#if HPDF_MAJOR_VERSION != 2 || HPDF_MINOR_VERSION != 3
#error "libharu 2.3 is needed: this file uses private structures of that version"
#endif

enum {
	PAGES_PER_NODE = 1024,
	PAGE_MIN = 3, PAGE_MAX = 14400, /* pt: ISO 32000-1, annex C.2 */
	HASH_CHUNK = 4096,
	NUMBER_MASK = 0x00FFFFFF, /* of an object id: hpdf_objects.h */
	PACKED = 256,            /* objects of an object stream */
	DIGEST = 16,             /* bytes of MD5 */
	ENTRY = 7,               /* bytes of an entry of a cross-reference stream: kind, place, index */
};

struct pdf_object {
	HPDF_Dict dict;         /* NULL after an error */
	struct pdf_file *file;
	struct str entries;
	struct str data;        /* of a stream */
	size_t read;            /* bytes of data already read by libharu */
	double width, height;   /* of a page, pt */
	double slug;            /* pt that its sheet is larger on each side */
	HPDF_Dict content;      /* of a page */
	HPDF_Array annotations; /* of a page */
};

struct pdf_file {
	struct arena *arena;
	HPDF_Doc doc;
	struct pdf_object catalog, info, trailer;
	const struct str *tail;
	size_t tail_count;
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
static void set_page_entries(struct pdf_object *page, struct str entries)
{
	struct buf out = BUF_INIT;
	buf_add_str(&out, entries);
	pdf_add_box(&out, "MediaBox", page->width, page->height, page->slug);
	page->entries = str_of(buf_move_to(&out, page->file->arena));
	HPDF_Dict_RemoveElement(page->dict, "MediaBox");
}

struct pdf_object *pdf_page_new(struct pdf_file *file, double width, double height, double slug, struct str entries)
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
	object->slug = slug;
	if (page)
		set_page_entries(object, entries);
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

/* "/ID[<…><…>]" (ISO 32000-1, 14.4) from the bytes written so far: MD5 over the checksums of 4-KB pieces, which costs a tenth of MD5
 * over all bytes. To be called when all objects are written. */
static void add_id(const struct pdf_file *file, struct buf *out)
{
	struct HPDF_MD5Context md5;
	HPDF_MD5Init(&md5);
	for (size_t at = file->start; at < file->out->len; at += HASH_CHUNK) {
		size_t size = file->out->len - at < HASH_CHUNK ? file->out->len - at : HASH_CHUNK;
		uint32_t sum = libdeflate_crc32(0, file->out->data + at, size);
		const HPDF_BYTE bytes[4] = { sum >> 24 & 0xFF, sum >> 16 & 0xFF, sum >> 8 & 0xFF, sum & 0xFF };
		HPDF_MD5Update(&md5, bytes, sizeof bytes);
	}
	HPDF_BYTE digest[DIGEST];
	HPDF_MD5Final(digest, &md5);
	buf_add_text(out, "/ID[");
	for (int copy = 0; copy < 2; copy++) {
		buf_add_char(out, '<');
		for (size_t i = 0; i < sizeof digest; i++)
			pdf_add_hex(out, digest[i], 2);
		buf_add_char(out, '>');
	}
	buf_add_text(out, "]\n");
}

/* Called while libharu writes the trailer, after all objects. */
static HPDF_STATUS write_id(HPDF_Dict trailer, HPDF_Stream stream)
{
	const struct pdf_object *object = trailer->attr;
	struct buf id = BUF_INIT;
	add_id(object->file, &id);
	HPDF_STATUS status = HPDF_Stream_WriteStr(stream, id.data);
	buf_free(&id);
	return status;
}

static bool write_table(struct pdf_file *file, HPDF_Stream stream)
{
	HPDF_Doc doc = file->doc;
	doc->trailer->write_fn = write_id;
	/* what HPDF_SaveToStream() does, without its copy in memory */
	HPDF_Dict_Add(doc->trailer, "Root", doc->catalog);
	HPDF_Dict_Add(doc->trailer, "Info", doc->info);
	return HPDF_Xref_WriteToStream(doc->xref, stream, NULL) == HPDF_OK;
}

/* A file with object streams that is being written. */
struct packing {
	struct pdf_file *file;
	struct pdf_deflate *packer;
	HPDF_Stream stream, object_stream; /* into the file; into `objects` */
	struct buf heads, objects;  /* of the object stream that is being filled: "number offset …", and what it holds */
	size_t count;               /* of its objects */
	unsigned number;            /* of the next object stream */
	struct buf entries;         /* of the cross-reference stream */
};

/* An entry (ISO 32000-1, 7.5.8.3): 1, the offset in the file, 0; 2, the object stream, the index in it. */
static void set_entry(struct packing *p, unsigned number, int kind, size_t place, size_t index)
{
	while (p->entries.len < (number + 1) * (size_t)ENTRY)
		buf_add(&p->entries, "\0\0\0\0\0\xFF\xFF", ENTRY); /* free, never to be used again */
	char *entry = p->entries.data + number * (size_t)ENTRY;
	entry[0] = (char)kind;
	for (int i = 0; i < 4; i++)
		entry[1 + i] = (char)(place >> (24 - 8 * i) & 0xFF);
	entry[5] = (char)(index >> 8 & 0xFF);
	entry[6] = (char)(index & 0xFF);
}

/* Appends a stream object to the file. */
static void add_stream(struct packing *p, unsigned number, const char *entries, struct str data)
{
	struct buf *out = p->file->out;
	const char *filter;
	struct str packed = pdf_deflate_run(p->packer, data, &filter);
	set_entry(p, number, 1, out->len - p->file->start, 0);
	buf_printf(out, "%u 0 obj\n<<%s%s/Length %zu>>stream\n", number, entries, filter, packed.len);
	buf_add_str(out, packed);
	buf_add_text(out, "\nendstream\nendobj\n");
}

static void end_objects(struct packing *p)
{
	if (!p->count)
		return;
	char entries[64];
	snprintf(entries, sizeof entries, "/Type/ObjStm/N %zu/First %zu", p->count, p->heads.len);
	buf_add_str(&p->heads, buf_str(&p->objects));
	add_stream(p, p->number++, entries, buf_str(&p->heads));
	buf_reset(&p->heads);
	buf_reset(&p->objects);
	p->count = 0;
}

/* Notes that the object of this number begins where `objects` ends. */
static void begin_object(struct packing *p, unsigned number)
{
	if (p->count == PACKED)
		end_objects(p);
	buf_add_number(&p->heads, number, 0);
	buf_add_char(&p->heads, ' ');
	buf_add_number(&p->heads, (double)p->objects.len, 0);
	buf_add_char(&p->heads, ' ');
	set_entry(p, number, 2, p->number, p->count++);
}

static bool is_stream(const void *object)
{
	const HPDF_Obj_Header *header = object;
	return (header->obj_class & HPDF_OCLASS_ANY) == HPDF_OCLASS_DICT && ((HPDF_Dict)(void *)header)->stream;
}

/* Streams stand in the file itself, and come first: libharu knows their lengths, objects too, only then. */
static bool write_streams(struct packing *p)
{
	HPDF_Xref xref = p->file->doc->xref;
	struct buf *out = p->file->out;
	for (HPDF_UINT i = 1; i < xref->entries->count; i++) {
		void *object = HPDF_Xref_GetEntry(xref, i)->obj;
		if (!is_stream(object))
			continue;
		set_entry(p, i, 1, out->len - p->file->start, 0);
		buf_printf(out, "%u 0 obj\n", i);
		if (HPDF_Obj_WriteValue(object, p->stream, NULL) != HPDF_OK)
			return false;
		buf_add_text(out, "\nendobj\n");
	}
	return true;
}

static bool write_objects(struct packing *p)
{
	HPDF_Xref xref = p->file->doc->xref;
	unsigned first = pdf_file_next_number(p->file);
	for (HPDF_UINT i = 1; i < first; i++) {
		void *object = HPDF_Xref_GetEntry(xref, i)->obj;
		if (is_stream(object))
			continue;
		begin_object(p, i);
		if (HPDF_Obj_WriteValue(object, p->object_stream, NULL) != HPDF_OK)
			return false;
		buf_add_char(&p->objects, '\n');
	}
	for (size_t i = 0; i < p->file->tail_count; i++) {
		begin_object(p, first + (unsigned)i);
		buf_add_str(&p->objects, p->file->tail[i]);
		buf_add_char(&p->objects, '\n');
	}
	end_objects(p);
	return true;
}

/* The cross-reference stream, each of its rows as the difference from the one above (ISO 32000-1, 7.4.4.4: predictor 2, Up). */
static void write_cross_references(struct packing *p)
{
	const struct pdf_file *file = p->file;
	size_t place = file->out->len - file->start;
	set_entry(p, p->number, 1, place, 0);
	struct buf entries = BUF_INIT, rows = BUF_INIT;
	buf_printf(&entries, "/Type/XRef/Size %u/W[1 4 2]/DecodeParms<</Predictor 12/Columns %d>>/Root ", p->number + 1, ENTRY);
	pdf_add_reference(&entries, pdf_object_number(&file->catalog));
	buf_add_text(&entries, "/Info ");
	pdf_add_reference(&entries, pdf_object_number(&file->info));
	add_id(file, &entries);
	for (size_t i = 0; i < p->entries.len; i++) {
		if (i % ENTRY == 0)
			buf_add_char(&rows, 2);
		buf_add_char(&rows, (char)(p->entries.data[i] - (i < ENTRY ? 0 : p->entries.data[i - ENTRY])));
	}
	add_stream(p, p->number, entries.data, buf_str(&rows));
	buf_printf(file->out, "startxref\n%zu\n%%%%EOF\n", place);
	buf_free(&entries);
	buf_free(&rows);
}

static bool write_packed(struct pdf_file *file, struct pdf_deflate *packer, HPDF_Stream stream)
{
	struct packing packing = { .file = file, .packer = packer, .stream = stream,
				   .number = pdf_file_next_number(file) + (unsigned)file->tail_count };
	packing.object_stream = HPDF_CallbackWriter_New(file->doc->mmgr, append, &packing.objects);
	bool ok = packing.object_stream && write_streams(&packing) && write_objects(&packing);
	if (ok)
		write_cross_references(&packing);
	if (packing.object_stream)
		HPDF_Stream_Free(packing.object_stream);
	buf_free(&packing.heads);
	buf_free(&packing.objects);
	buf_free(&packing.entries);
	return ok;
}

unsigned pdf_file_next_number(const struct pdf_file *file)
{
	return usable(file) ? file->doc->xref->entries->count : 0;
}

void pdf_file_set_tail(struct pdf_file *file, const struct str *objects, size_t count)
{
	file->tail = objects;
	file->tail_count = count;
}

bool pdf_file_write(struct pdf_file *file, int version, struct pdf_deflate *packer, struct buf *out)
{
	if (!usable(file))
		return false;
	HPDF_Stream stream = HPDF_CallbackWriter_New(file->doc->mmgr, append, out);
	if (!stream)
		return false;
	file->out = out;
	file->start = out->len;
	char head[24];
	snprintf(head, sizeof head, "%%PDF-1.%d\n%%\xE2\xE3\xCF\xD3\n", version); /* the four bytes say "not text" */
	HPDF_Stream_WriteStr(stream, head);
	bool ok = packer ? write_packed(file, packer, stream) : write_table(file, stream);
	HPDF_Stream_Free(stream);
	if (!ok || !usable(file)) {
		out->len = file->start;
		return false;
	}
	return true;
}
