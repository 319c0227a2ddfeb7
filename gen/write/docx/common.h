/* Parts without text of the document, deflated once for all documents of a look that a process writes. */
#ifndef WRITE_DOCX_COMMON_H
#define WRITE_DOCX_COMMON_H

#include "write/docx/internal.h"
#include "write/docx/package.h"

enum { DOCX_MOST_PARTS = 30 };

typedef void docx_write_common(const struct docx_look *look, struct buf *out);

/* A compressor and the common parts: in input->cache, or where there is none in the document's arena. */
struct docx_kept *docx_kept_open(const struct docx *docx);
struct libdeflate_compressor *docx_kept_compressor(const struct docx_kept *kept);

/* The part that `write` writes for the document's look, which must be complete; `index` < DOCX_MOST_PARTS is the part's
 * own. The result lives as long as `kept` or the document. */
const struct docx_packed *docx_kept_part(struct docx_kept *kept, const struct docx *docx, size_t index,
					 docx_write_common *write);

#endif
