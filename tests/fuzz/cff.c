/* libFuzzer target: the CFF reader and subsetter over any bytes. What it writes, it can read and cut down again. */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "font/cff.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

enum { CIDS = 300, GLYPHS = 60 };

/* Glyphs 1 to `last` in steps of 1 to `step`; their number. */
static size_t choose_glyphs(uint32_t *glyphs, uint32_t last, uint32_t step)
{
	size_t count = 0;
	for (uint32_t glyph = 1; glyph <= last && count < GLYPHS; glyph += 1 + count % step)
		glyphs[count++] = glyph;
	return count;
}

static void check_subset(const uint8_t *table, size_t size, size_t count)
{
	uint32_t glyphs[GLYPHS];
	uint16_t cids[GLYPHS + 1];
	struct buf again = BUF_INIT;
	if (!cff_is_cid_keyed(table, size) || !cff_read_cids(table, size, cids, count + 1) ||
	    !cff_subset(table, size, glyphs, choose_glyphs(glyphs, (uint32_t)count, 1), &again))
		abort();
	buf_free(&again);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	uint8_t *table = malloc(size + !size); /* of the very size: a byte beyond it is found */
	uint16_t cids[CIDS];
	uint32_t glyphs[GLYPHS];
	memcpy(table, data, size);
	cff_is_cid_keyed(table, size);
	cff_read_cids(table, size, cids, CIDS);
	for (uint32_t last = 3; last <= 2 * GLYPHS; last *= 3) {
		struct buf out = BUF_INIT;
		size_t count = choose_glyphs(glyphs, last, 3);
		if (cff_subset(table, size, glyphs, count, &out))
			check_subset((const uint8_t *)out.data, out.len, count);
		buf_free(&out);
	}
	free(table);
	return 0;
}
