#include "write/pdf/icc.h"

#include <math.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/diag.h"
#include "base/file.h"
#include "base/limits.h"

enum {
	HEADER = 128, TAG_ENTRY = 12, /* bytes: ICC.1:2001-04, 6.1 and 6.2 */
	CURVE_POINTS = 256,           /* lines between them are within 10⁻⁵ of the curve */
	TAGS = 9,
};

static const char DESCRIPTION[] = "sRGB IEC61966-2.1";
static const char COPYRIGHT[] = "No copyright";

/* An s15Fixed16Number. */
static void add_fixed(struct buf *out, double number)
{
	buf_add_binary(out, (uint32_t)lround(number * 0x10000), 4);
}

static void add_zeros(struct buf *out, size_t count)
{
	while (count-- > 0)
		buf_add_char(out, '\0');
}

static void add_text(struct buf *out)
{
	buf_add(out, "text\0\0\0\0", 8);
	buf_add(out, COPYRIGHT, sizeof COPYRIGHT);
}

/* textDescriptionType: ASCII; no Unicode, no Macintosh text (67 bytes of it are there all the same). */
static void add_description(struct buf *out)
{
	buf_add(out, "desc\0\0\0\0", 8);
	buf_add_binary(out, sizeof DESCRIPTION, 4);
	buf_add(out, DESCRIPTION, sizeof DESCRIPTION);
	add_zeros(out, 4 + 4 + 2 + 1 + 67);
}

static void add_xyz(struct buf *out, const double xyz[3])
{
	buf_add(out, "XYZ \0\0\0\0", 8);
	for (int i = 0; i < 3; i++)
		add_fixed(out, xyz[i]);
}

/* Linear light of the signal 0 … 1 (IEC 61966-2-1, 5.2). */
static double linear(double signal)
{
	return signal <= 0.04045 ? signal / 12.92 : pow((signal + 0.055) / 1.055, 2.4);
}

static void add_curve(struct buf *out)
{
	buf_add(out, "curv\0\0\0\0", 8);
	buf_add_binary(out, CURVE_POINTS, 4);
	for (int i = 0; i < CURVE_POINTS; i++)
		buf_add_binary(out, (uint32_t)lround(linear((double)i / (CURVE_POINTS - 1)) * 0xFFFF), 2);
}

/* White, and the primaries of ITU-R BT.709, as seen under D50: from D65 by the Bradford matrix. */
static const double D50[] = { 0.9642, 1, 0.8249 };
static const double RED[] = { 0.43607, 0.22249, 0.01392 };
static const double GREEN[] = { 0.38515, 0.71687, 0.09708 };
static const double BLUE[] = { 0.14307, 0.06061, 0.71410 };

/* Parts of the profile, each as long as it is, at a multiple of four bytes. */
struct part {
	const char *tag;
	size_t start, len;
};

static void end_part(struct buf *body, struct part *part, const char *tag)
{
	part->tag = tag;
	part->len = body->len - part->start;
	while (body->len % 4)
		buf_add_char(body, '\0');
	part[1].start = body->len;
}

static void add_parts(struct buf *body, struct part parts[TAGS + 1])
{
	size_t count = 0;
	add_description(body);
	end_part(body, &parts[count++], "desc");
	add_text(body);
	end_part(body, &parts[count++], "cprt");
	static const struct {
		const char *tag;
		const double *xyz;
	} colors[] = { { "wtpt", D50 }, { "rXYZ", RED }, { "gXYZ", GREEN }, { "bXYZ", BLUE } };
	for (size_t i = 0; i < sizeof colors / sizeof *colors; i++) {
		add_xyz(body, colors[i].xyz);
		end_part(body, &parts[count++], colors[i].tag);
	}
	add_curve(body);
	end_part(body, &parts[count++], "rTRC");
	for (; count < TAGS; count++) { /* all three are the same */
		parts[count] = parts[count - 1];
		parts[count].tag = count == TAGS - 1 ? "bTRC" : "gTRC";
	}
}

static void add_header(struct buf *out, size_t size)
{
	static const char kind[] = "\0\0\0\0\x02\x10\0\0mntrRGB XYZ ";
	static const uint16_t date[] = { 2026, 1, 1, 0, 0, 0 };
	buf_add_binary(out, (uint32_t)size, 4);
	buf_add(out, kind, sizeof kind - 1);
	for (size_t i = 0; i < sizeof date / sizeof *date; i++)
		buf_add_binary(out, date[i], 2);
	buf_add_text(out, "acsp");
	add_zeros(out, 28);
	for (int i = 0; i < 3; i++)
		add_fixed(out, D50[i]);
	add_zeros(out, HEADER - 80);
}

void icc_add_srgb(struct buf *out)
{
	struct part parts[TAGS + 1] = { { 0 } };
	struct buf body = BUF_INIT;
	add_parts(&body, parts);
	size_t before = HEADER + 4 + TAGS * TAG_ENTRY;
	add_header(out, before + body.len);
	buf_add_binary(out, TAGS, 4);
	for (int i = 0; i < TAGS; i++) {
		buf_add_text(out, parts[i].tag);
		buf_add_binary(out, (uint32_t)(before + parts[i].start), 4);
		buf_add_binary(out, (uint32_t)parts[i].len, 4);
	}
	buf_add_str(out, buf_str(&body));
	buf_free(&body);
}

/* ---- profiles that others made */

static bool has(struct str file, size_t at, const char *word)
{
	return file.len >= at + strlen(word) && memcmp(file.data + at, word, strlen(word)) == 0;
}

static uint32_t number_at(struct str file, size_t at)
{
	const unsigned char *bytes = (const unsigned char *)file.data + at;
	return at + 4 > file.len ? 0 : (uint32_t)bytes[0] << 24 | (uint32_t)bytes[1] << 16 | (uint32_t)bytes[2] << 8 | bytes[3];
}

bool icc_is_print(struct str file)
{
	return file.len > HEADER && has(file, 12, "prtrCMYK") && has(file, 36, "acsp") && number_at(file, 0) <= file.len;
}

struct str icc_read_print(struct arena *arena, const char *path, struct diag_list *diags)
{
	struct buf bytes = BUF_INIT;
	if (!file_read(path, LIMIT_PART_BYTES, &bytes, diags))
		return STR("");
	struct str file = buf_move_str(&bytes, arena);
	if (icc_is_print(file))
		return file;
	diag_add(diags, DIAG_INTENT_BAD, NO_PLACE, path);
	return STR("");
}

/* The data of the tag; empty where there is none. */
static struct str find_tag(struct str file, const char *tag)
{
	uint32_t count = number_at(file, HEADER);
	for (size_t i = 0, at = HEADER + 4; i < count && at + TAG_ENTRY <= file.len; i++, at += TAG_ENTRY) {
		size_t start = number_at(file, at + 4), length = number_at(file, at + 8);
		if (has(file, at, tag) && start <= file.len && length <= file.len - start)
			return (struct str){ file.data + start, length };
	}
	return (struct str){ "", 0 };
}

const char *icc_name(struct arena *arena, struct str file)
{
	struct str tag = find_tag(file, "desc");
	struct buf name = BUF_INIT;
	bool wide = has(tag, 0, "mluc"); /* ICC.1:2010, 10.13: UTF-16 of languages, of which the first is taken */
	size_t start = wide ? number_at(tag, 24) : 12, length = number_at(tag, wide ? 20 : 8), step = wide ? 2 : 1;
	for (size_t at = start + step - 1; at < start + length && at < tag.len; at += step)
		if (tag.data[at] >= ' ' && tag.data[at] < 0x7F && (!wide || !tag.data[at - 1]))
			buf_add_char(&name, tag.data[at]);
	return name.len ? buf_move_to(&name, arena) : "Custom";
}
