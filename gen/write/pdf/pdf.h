/* The PDF writer: print-ready pages with subset fonts, exact text, bookmarks and links.
 *
 * Spec: ISO 32000-1 (PDF 1.7). */
#ifndef WRITE_PDF_PDF_H
#define WRITE_PDF_PDF_H

#include "write/writer.h"

extern const struct writer writer_pdf;

#endif
