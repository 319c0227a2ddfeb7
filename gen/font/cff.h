/* The Compact Font Format (Adobe Technical Note 5176) as far as HarfBuzz does not tell it or takes too long.
 *
 * Fonts are input from outside: everything is checked, and what is damaged or unusual is refused. */
#ifndef FONT_CFF_H
#define FONT_CFF_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buf.h"

/* Whether the Top DICT has ROS: glyphs have CIDs, not names. False also for a damaged table. */
bool cff_is_cid_keyed(const uint8_t *table, size_t len);

/* Reads the charset: cids[glyph] for `count` glyphs (of a CID-keyed table). False when the table is damaged or has no
 * charset of its own. */
bool cff_read_cids(const uint8_t *table, size_t len, uint16_t *cids, size_t count);

/* Appends a CID-keyed table with .notdef and the glyphs given (ascending; see FONT_WIDER), without hints and subroutines; the CID of each is
 * its place in the list, from 1. Takes a quarter of HarfBuzz's time. False, with rubbish in `out`, for a table that is
 * not CID-keyed, damaged, or uses what only old fonts use (accents by endchar, arithmetic). */
bool cff_subset(const uint8_t *table, size_t len, const uint32_t *glyphs, size_t count, struct buf *out);

#endif
