/* PDF objects: a thin layer over libharu, which keeps the cross-reference table, the page tree and the outline.
 *
 * Dictionaries and streams are handed over as finished bytes ("entries", "data"): numbers never pass through the locale
 * and streams are compressed before. Errors are sticky: after the first one every call is harmless and
 * pdf_file_write() returns false. Entries and data are borrowed: they must live until the file is written. */
#ifndef WRITE_PDF_OBJECT_H
#define WRITE_PDF_OBJECT_H

#include <stdbool.h>
#include <stddef.h>

#include "base/str.h"

struct arena;
struct buf;
struct pdf_deflate;

struct pdf_file;
struct pdf_object;

/* An empty file. Owned by the arena. Pages stand in a tree with nodes of at most 1,024 leaves when `pages`
 * (the number of pages to come) is larger. Never NULL. */
struct pdf_file *pdf_file_new(struct arena *arena, size_t pages);

/* libharu's code of the error that broke the file (HPDF_… in its manual); 0 = none. */
unsigned long pdf_file_error(const struct pdf_file *file);

/* The catalog and the document information dictionary. */
struct pdf_object *pdf_file_catalog(struct pdf_file *file);
struct pdf_object *pdf_file_info(struct pdf_file *file);

/* A new indirect dictionary or stream. Never NULL. `entries` go between << and >> ("/Type/Font"); /Length is added. */
struct pdf_object *pdf_dict_new(struct pdf_file *file, struct str entries);
struct pdf_object *pdf_stream_new(struct pdf_file *file, struct str entries, struct str data);

/* Sets the entries of a dictionary that was made without them because its number was needed first. Not for pages. */
void pdf_object_set_entries(struct pdf_object *object, struct str entries);

/* Object number, for references "12 0 R". */
unsigned pdf_object_number(const struct pdf_object *object);

/* A new page at the end; width and height in pt, `slug` what its sheet is larger on each side, `entries` besides its box. */
struct pdf_object *pdf_page_new(struct pdf_file *file, double width, double height, double slug, struct str entries);
void pdf_page_set_resources(struct pdf_object *page, const struct pdf_object *resources);
void pdf_page_set_content(struct pdf_object *page, struct str entries, struct str data);
void pdf_page_add_annotation(struct pdf_object *page, const struct pdf_object *annotation);

/* A new bookmark below `parent` (NULL: top level) after its siblings; `entries` are its /Title and /Dest. */
struct pdf_object *pdf_outline_new(struct pdf_file *file, struct pdf_object *parent, bool open, struct str entries);

/* The number that the next new object gets. */
unsigned pdf_file_next_number(const struct pdf_file *file);

/* Objects that follow all others, in a file with object streams: `count` of them, numbered from pdf_file_next_number() on. No other may
 * be made after this. */
void pdf_file_set_tail(struct pdf_file *file, const struct str *objects, size_t count);

/* Appends the whole file, PDF 1.`version`, to `out`, with an /ID made from its content. With `packer` all objects but streams stand in
 * object streams, which it compresses (ISO 32000-1, 7.5.7); without (NULL) the file has a cross-reference table. */
bool pdf_file_write(struct pdf_file *file, int version, struct pdf_deflate *packer, struct buf *out);

#endif
