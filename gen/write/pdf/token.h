/* Pieces of PDF syntax (ISO 32000-1, 7.3) written into a buffer. */
#ifndef WRITE_PDF_TOKEN_H
#define WRITE_PDF_TOKEN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/str.h"

struct buf;

/* The last `digits` (at most 8) hexadecimal digits of the value. */
void pdf_add_hex(struct buf *out, uint32_t value, int digits);

/* UTF-16BE as hexadecimal digits, surrogate pairs beyond the BMP. Bytes that are not UTF-8 become U+FFFD. */
void pdf_add_utf16_hex(struct buf *out, struct str text);

/* A text string: <FEFF…>. */
void pdf_add_text_string(struct buf *out, struct str text);

/* A literal string: (…) with what must be escaped escaped; any bytes. */
void pdf_add_literal(struct buf *out, const void *bytes, size_t len);

/* A name: /… with irregular characters as #xx. */
void pdf_add_name(struct buf *out, const char *name);

/* A box of a page (ISO 32000-1, 14.11.2): "/MediaBox[0 0 595 842]"; `beyond` pt larger on each side. */
void pdf_add_box(struct buf *out, const char *name, double width, double height, double beyond);

/* "12 0 R" */
void pdf_add_reference(struct buf *out, unsigned number);

/* Years 0 … 9999 are what PDF and XMP dates can hold. */
bool pdf_date_is_valid(long long seconds);

/* (D:20260101080000Z) and 2026-01-01T08:00:00Z, from seconds since 1970 UTC. The date must be valid. */
void pdf_add_date(struct buf *out, long long seconds);
void pdf_add_iso_date(struct buf *out, long long seconds);

#endif
