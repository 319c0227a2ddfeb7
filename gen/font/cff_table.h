/* Reading the structures of a CFF table. Only the CFF files of gen/font include this.
 *
 * Clauses are those of Adobe Technical Note 5176. */
#ifndef FONT_CFF_TABLE_H
#define FONT_CFF_TABLE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buf.h"

/* Operators of DICTs (tables 9, 10, 23); two-byte operators are 12 << 8 | second byte. */
enum {
	CFF_FONT_BBOX = 5,
	CFF_ESCAPE = 12,
	CFF_CHARSET = 15,
	CFF_CHAR_STRINGS = 17,
	CFF_PRIVATE = 18,
	CFF_SUBRS = 19,
	CFF_DEFAULT_WIDTH = 20,
	CFF_NOMINAL_WIDTH = 21,
	CFF_CHARSTRING_TYPE = CFF_ESCAPE << 8 | 6,
	CFF_FONT_MATRIX = CFF_ESCAPE << 8 | 7,
	CFF_ROS = CFF_ESCAPE << 8 | 30,
	CFF_CID_COUNT = CFF_ESCAPE << 8 | 34,
	CFF_FD_ARRAY = CFF_ESCAPE << 8 | 36,
	CFF_FD_SELECT = CFF_ESCAPE << 8 | 37,
	CFF_FONT_NAME = CFF_ESCAPE << 8 | 38,
};

enum { CFF_STANDARD_STRINGS = 391 };

/* A stretch of the table and a position in it. */
struct cff_reader {
	const uint8_t *data;
	size_t len, at;
	bool bad; /* something was read beyond the end */
};

/* Big-endian number of `bytes` bytes; 0 and bad beyond the end. */
uint32_t cff_get(struct cff_reader *reader, unsigned bytes);
void cff_skip(struct cff_reader *reader, size_t bytes);
struct cff_reader cff_reader_at(const uint8_t *table, size_t len, size_t offset);

/* An INDEX (clause 5). */
struct cff_index {
	const uint8_t *offsets, *base; /* base + offset: an object */
	size_t room;                   /* greatest offset that is inside the table */
	unsigned size;                 /* bytes of an offset */
	uint32_t count;
};

/* Moves behind the INDEX; an empty one when it is damaged. */
struct cff_index cff_read_index(struct cff_reader *reader);

/* A reader of the object; bad when there is none. */
struct cff_reader cff_index_get(const struct cff_index *index, uint32_t number);

/* One entry of a DICT (clause 4). */
struct cff_entry {
	int op;
	const uint8_t *bytes;  /* operands and operator as they stand */
	size_t len;
	int32_t operands[2];   /* the last two integers, the last one in [1] */
};

bool cff_next_entry(struct cff_reader *dict, struct cff_entry *entry);

/* What stands before the font's data: clause 2. */
struct cff_head {
	struct cff_index names, dicts, strings, subrs;
};

bool cff_read_head(const uint8_t *table, size_t len, struct cff_head *head);

/* The subroutines that a glyph's charstring may call. */
struct cff_subrs {
	const struct cff_index *global, *local;
};

/* Appends a Type 2 charstring (Technical Note 5177) with its subroutines inlined and its hints left out. False when
 * it is damaged or unusual. */
bool cff_flatten(struct cff_reader glyph, struct cff_subrs subrs, struct buf *out);

#endif
