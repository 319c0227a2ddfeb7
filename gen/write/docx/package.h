/* The package: named parts, as a ZIP file or as Flat OPC. */
#ifndef WRITE_DOCX_PACKAGE_H
#define WRITE_DOCX_PACKAGE_H

#include <stddef.h>

#include "base/buf.h"

/* One part: XML without its declaration. The packers add the declaration. */
struct docx_part {
	const char *name; /* in the package, without the leading slash: "word/document.xml" */
	const char *type; /* content type */
	struct buf data;
};

/* ZIP file of the parts in their order, [Content_Types].xml before them. `level` is libdeflate's, 1 … 12 (0 = 6).
 * The DOS date is fixed, so the same parts give the same bytes. */
void docx_pack_zip(const struct docx_part *parts, size_t count, int level, struct buf *out);

/* Flat OPC (ECMA-376 part 2 parts inside pkg:package). */
void docx_pack_flat(const struct docx_part *parts, size_t count, struct buf *out);

#endif
