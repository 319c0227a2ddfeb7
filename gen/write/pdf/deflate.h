/* Stream compression (/FlateDecode) with libdeflate. */
#ifndef WRITE_PDF_DEFLATE_H
#define WRITE_PDF_DEFLATE_H

#include "base/str.h"

struct arena;
struct pdf_deflate;

/* A compressor of one level (1 … 12), owned by the arena. */
struct pdf_deflate *pdf_deflate_new(struct arena *arena, int level);

int pdf_deflate_level(const struct pdf_deflate *deflate);

/* The data compressed, in the arena, or the data itself where that is not shorter; *filter receives the stream's entry
 * ("/Filter/FlateDecode" or ""). */
struct str pdf_deflate_run(struct pdf_deflate *deflate, struct str data, const char **filter);

#endif
