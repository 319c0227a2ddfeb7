/* The ZIP file of a package: parts that are deflated first, so that what many documents share is deflated once. */
#ifndef WRITE_DOCX_PACKAGE_H
#define WRITE_DOCX_PACKAGE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buf.h"

struct libdeflate_compressor;

/* What a part starts with in a ZIP file. */
extern const char docx_declaration[];

/* A deflated part. */
struct docx_packed {
	struct str data;
	size_t size; /* bytes before it was deflated */
	uint32_t crc;
};

/* `level` is libdeflate's, 1 … 12 (0 = 1). The caller frees it with libdeflate_free_compressor(). */
struct libdeflate_compressor *docx_new_compressor(int level);

/* The text deflated into `out`, which is emptied first and must live as long as the result is used. */
struct docx_packed docx_pack(struct libdeflate_compressor *compressor, struct str text, struct buf *out);

/* Writes a ZIP file behind what is in `out`. The DOS date is fixed, so the same parts give the same bytes. */
struct docx_zip;
struct docx_zip *docx_zip_open(struct buf *out);
void docx_zip_add(struct docx_zip *zip, const char *name, const struct docx_packed *part);
/* Completes the file, with a seal over its bytes, and frees `zip`. */
void docx_zip_close(struct docx_zip *zip);

/* Whether the file is one that was written here and is as it was written. */
bool docx_is_untouched(struct str file);

#endif
