/* The colour profile that PDF/A wants for RGB colours: sRGB (IEC 61966-2-1) as an ICC profile of version 2.1. */
#ifndef WRITE_PDF_ICC_H
#define WRITE_PDF_ICC_H

struct buf;

/* Appends the profile: three primaries and one curve, made of the standard's numbers. */
void icc_add_srgb(struct buf *out);

#endif
