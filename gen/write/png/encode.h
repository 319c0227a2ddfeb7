/* PNG files (ISO/IEC 15948). */
#ifndef WRITE_PNG_ENCODE_H
#define WRITE_PNG_ENCODE_H

struct buf;
struct raster;

/* Appends the picture as a file: of eight bits, grey where all of it is. `resolution`: pixels in an inch. */
void png_encode(const struct raster *picture, double resolution, struct buf *out);

#endif
