/* The colour profile that PDF/A wants for RGB colours: sRGB (IEC 61966-2-1) as an ICC profile of version 2.1. */
#ifndef WRITE_PDF_ICC_H
#define WRITE_PDF_ICC_H

#include <stdbool.h>

#include "base/str.h"

struct arena;
struct buf;
struct diag_list;

/* Appends the profile: three primaries and one curve, made of the standard's numbers. */
void icc_add_srgb(struct buf *out);

/* Whether the file is a profile of a printing condition of four colours, as PDF/X-4 wants it (ISO 15930-7, 6.2.2): class prtr, CMYK. */
bool icc_is_print(struct str file);

/* The file's bytes, once it is such a profile; they are in the arena. Empty with errors that name the file. */
struct str icc_read_print(struct arena *arena, const char *path, struct diag_list *diags);

/* What the profile calls itself, in ASCII; "Custom" where it has no such text. In the arena. */
const char *icc_name(struct arena *arena, struct str file);

#endif
