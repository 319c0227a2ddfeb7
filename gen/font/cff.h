/* The little of the Compact Font Format (Adobe Technical Note 5176) that HarfBuzz does not tell. */
#ifndef FONT_CFF_H
#define FONT_CFF_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Whether the Top DICT has ROS: glyphs have CIDs, not names. False also for a damaged table. */
bool cff_is_cid_keyed(const uint8_t *table, size_t len);

/* Reads the charset: cids[glyph] for `count` glyphs (of a CID-keyed table). False when the table is damaged or has no
 * charset of its own. */
bool cff_read_cids(const uint8_t *table, size_t len, uint16_t *cids, size_t count);

#endif
