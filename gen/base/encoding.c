#include "base/encoding.h"

#include <stdbool.h>
#include <stdint.h>
#include <string.h>

struct range {
	unsigned char first, last;
};

enum { RANGES = 5 };

/* An encoding of ASCII and characters of two bytes. Ranges end with one of zeros. */
struct double_byte {
	const char *name;
	struct range singles[RANGES]; /* bytes from 0x80 that are a character alone */
	struct range leads[RANGES], trails[RANGES];
	struct range usual[RANGES]; /* leads of what its texts are made of */
	unsigned char usual_trail;  /* the least trail of it */
};

static const struct double_byte gb = {
	/* rows of marks and figures, those of frames, and level 1 of the ideographs; level 2, kana and all of GBK's own are not usual */
	.leads = { { 0x81, 0xFE } },
	.trails = { { 0x40, 0x7E }, { 0x80, 0xFE } },
	.usual = { { 0xA1, 0xA3 }, { 0xA8, 0xA9 }, { 0xB0, 0xD7 } },
	.usual_trail = 0xA1,
};

/* Where two fit as well, the first is meant. */
static const struct double_byte others[] = {
	{ .name = "Big5",
	  .leads = { { 0x87, 0xFE } },
	  .trails = { { 0x40, 0x7E }, { 0xA1, 0xFE } },
	  .usual = { { 0xA1, 0xC6 } },
	  .usual_trail = 0x40 },
	{ .name = "EUC-KR",
	  .leads = { { 0x81, 0xFE } },
	  .trails = { { 0x41, 0x5A }, { 0x61, 0x7A }, { 0x81, 0xFE } },
	  .usual = { { 0xA1, 0xA3 }, { 0xB0, 0xC8 } },
	  .usual_trail = 0xA1 },
	{ .name = "EUC-JP",
	  .leads = { { 0x8E, 0x8E }, { 0xA1, 0xFE } },
	  .trails = { { 0xA1, 0xFE } },
	  .usual = { { 0xA1, 0xA1 }, { 0xA3, 0xA5 }, { 0xB0, 0xCF } },
	  .usual_trail = 0xA1 },
	{ .name = "Shift-JIS",
	  .singles = { { 0xA1, 0xDF } },
	  .leads = { { 0x81, 0x9F }, { 0xE0, 0xFC } },
	  .trails = { { 0x40, 0x7E }, { 0x80, 0xFC } },
	  .usual = { { 0x81, 0x83 }, { 0x88, 0x98 } },
	  .usual_trail = 0x40 },
};

static bool within(const struct range *ranges, unsigned char byte)
{
	for (size_t i = 0; i < RANGES && ranges[i].last; i++)
		if (byte >= ranges[i].first && byte <= ranges[i].last)
			return true;
	return false;
}

/* Different characters beyond ASCII. */
struct tally {
	size_t all, usual;
	size_t late; /* of the usual ones: of the rows from `LATE` on, those of S to Z in GB 2312 */
};
enum { LATE = 0xC9 };

/* Counts each character once. False where the bytes are none of the encoding. Characters of four bytes, which only GB 18030 has, are
 * two here that are not usual. */
static bool count(const struct double_byte *encoding, struct str bytes, struct tally *tally)
{
	uint8_t seen[0x10000 / 8] = { 0 };
	*tally = (struct tally){ 0 };
	for (size_t at = 0; at < bytes.len; at++) {
		unsigned char lead = (unsigned char)bytes.data[at], trail = 0;
		if (lead < 0x80)
			continue;
		if (!within(encoding->singles, lead)) {
			trail = at + 1 < bytes.len ? (unsigned char)bytes.data[++at] : 0;
			bool four = encoding == &gb && trail >= '0' && trail <= '9';
			if (!within(encoding->leads, lead) || !(four || within(encoding->trails, trail)))
				return false;
		}
		size_t code = (size_t)lead << 8 | trail;
		if (seen[code / 8] >> code % 8 & 1)
			continue;
		seen[code / 8] |= (uint8_t)(1u << code % 8);
		bool usual = trail >= encoding->usual_trail && within(encoding->usual, lead);
		tally->all++;
		tally->usual += usual;
		tally->late += usual && lead >= LATE;
	}
	return true;
}

/* Per mille of the different characters that Chinese would have. Of many, a third at least are of the rows of S to Z (of plans, 0.34 to
 * 0.45 are); of few, which rows they are of is chance. */
static size_t chinese(const struct tally *tally)
{
	enum { MANY = 24, LATE_SHARE = 3 };
	size_t usual = tally->usual * 1000 / tally->all, late = tally->late * 1000 / tally->all * LATE_SHARE;
	return tally->all >= MANY && late < usual ? late : usual;
}

enum encoding_doubt encoding_weigh(struct str bytes, const char **name)
{
	/* Plans in GB 18030 have 980 and more, in traditional characters 530 and more; in Big5 they have 0, Korean and Japanese ones 0 to 320. */
	enum { FEW = 6, ENOUGH = 24, DOUBTFUL = 600, STRANGE = 300, LIKELY = 920 };
	struct tally tally;
	if (!count(&gb, bytes, &tally) || tally.all < FEW || chinese(&tally) >= DOUBTFUL)
		return ENCODING_SURE;
	bool strange = tally.all >= ENOUGH && tally.usual * 1000 / tally.all < STRANGE;
	size_t best = LIKELY - 1;
	*name = NULL;
	for (size_t i = 0; i < sizeof others / sizeof *others; i++)
		if (count(&others[i], bytes, &tally) && tally.usual * 1000 / tally.all > best) {
			best = tally.usual * 1000 / tally.all;
			*name = others[i].name;
		}
	return *name ? ENCODING_OTHER : strange ? ENCODING_STRANGE : ENCODING_SURE;
}

/* The unit of `size` bytes at `at`, of either end. */
static uint32_t unit_at(struct str bytes, size_t at, size_t size, bool little)
{
	uint32_t unit = 0;
	for (size_t i = 0; i < size; i++)
		unit = unit << 8 | (unsigned char)bytes.data[at + (little ? size - 1 - i : i)];
	return unit;
}

/* Whether the bytes are units of this width that all are characters of plans, with one among them that no text of single bytes shows. */
static bool is_wide(struct str bytes, size_t size, bool little)
{
	enum { UNITS = 4 };
	static const struct {
		uint32_t first, last;
	} usual[] = { { '\t', '\r' }, { ' ', '~' }, { 0xA0, 0xFF }, { 0x2010, 0x25FF }, { 0x3000, 0x30FF }, { 0x4E00, 0x9FFF }, { 0xFF01, 0xFFEE } };
	bool certain = false;
	for (size_t at = 0; at + size <= bytes.len; at += size) {
		uint32_t unit = unit_at(bytes, at, size, little);
		size_t i = 0;
		while (i < sizeof usual / sizeof *usual && (unit < usual[i].first || unit > usual[i].last))
			i++;
		if (i == sizeof usual / sizeof *usual)
			return false;
		certain = certain || unit < 0x80 || unit == 0x3001 || unit == 0x3002;
	}
	return certain && bytes.len % size == 0 && bytes.len >= UNITS * size;
}

const char *encoding_kind(struct str bytes)
{
	static const struct {
		const char *start;
		size_t len;
		const char *kind;
	} kinds[] = {
		{ "PK\003\004", 4, "a Word, Excel or ZIP file" }, { "\xD0\xCF\x11\xE0", 4, "a Word or Excel file" },
		{ "%PDF", 4, "a PDF" },				  { "\x89PNG", 4, "a picture" },
		{ "\xFF\xD8\xFF", 3, "a picture" },		  { "GIF8", 4, "a picture" },
		{ "\xFF\xFE\0\0", 4, "UTF-32 text" },	  { "\0\0\xFE\xFF", 4, "UTF-32 text" },
		{ "\xFF\xFE", 2, "UTF-16 text" },		  { "\xFE\xFF", 2, "UTF-16 text" },
	};
	for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
		if (bytes.len >= kinds[i].len && memcmp(bytes.data, kinds[i].start, kinds[i].len) == 0)
			return kinds[i].kind;
	if (is_wide(bytes, sizeof(uint32_t), false) || is_wide(bytes, sizeof(uint32_t), true))
		return "UTF-32 text";
	return is_wide(bytes, sizeof(uint16_t), false) || is_wide(bytes, sizeof(uint16_t), true) ? "UTF-16 text" : NULL;
}
