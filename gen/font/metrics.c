#include <math.h>
#include <hb-ot.h>

#include "font/cff.h"
#include "font/face.h"

/* A table of the face, with reads that are checked: beyond its end everything is 0. */
struct table {
	hb_blob_t *blob;
	const uint8_t *data;
	unsigned len;
};

static struct table open_table(const struct font_face *face, hb_tag_t tag)
{
	struct table table = { .blob = hb_face_reference_table(face->face, tag) };
	table.data = (const uint8_t *)hb_blob_get_data(table.blob, &table.len);
	return table;
}

static unsigned get_byte(const struct table *table, unsigned offset)
{
	return offset < table->len ? table->data[offset] : 0;
}

static int get_short(const struct table *table, unsigned offset)
{
	unsigned value = get_byte(table, offset) << 8 | get_byte(table, offset + 1);
	return (int16_t)value;
}

static double metric(const struct font_face *face, hb_ot_metrics_tag_t tag, double otherwise)
{
	hb_position_t value = 0;
	return hb_ot_metrics_get_position(face->font, tag, &value) ? value * face->unit : otherwise;
}

static bool baseline(const struct font_face *face, hb_ot_layout_baseline_tag_t tag, double *value)
{
	hb_position_t at = 0;
	if (!hb_ot_layout_get_baseline(face->font, tag, HB_DIRECTION_LTR, HB_TAG('h', 'a', 'n', 'i'),
				       HB_TAG('Z', 'H', 'S', ' '), &at))
		return false;
	*value = at * face->unit;
	return true;
}

/* Top of the ideographic em box. OpenType specification, "Baseline tags", Ideographic em-box: BASE idtp; else BASE ideo
 * (the bottom) + 1 em; else OS/2 sTypoAscender, where sTypoAscender - sTypoDescender is 1 em. Fonts in which the
 * two do not make 1 em are brought to it in proportion. */
static double em_top(const struct font_face *face, const struct table *os2)
{
	double value;
	if (baseline(face, HB_OT_LAYOUT_BASELINE_TAG_IDEO_EMBOX_TOP_OR_RIGHT, &value))
		return value;
	if (baseline(face, HB_OT_LAYOUT_BASELINE_TAG_IDEO_EMBOX_BOTTOM_OR_LEFT, &value))
		return value + 1;
	double ascent = get_short(os2, 68), descent = -get_short(os2, 70);
	if (ascent > 0 && descent >= 0)
		return ascent / (ascent + descent);
	return face->metrics.ascent / (face->metrics.ascent + face->metrics.descent);
}

/* OS/2 sFamilyClass 1–5 and 7 are serif; where it says nothing, PANOSE: Latin text with a serif style of 2–10. */
static bool is_serif(const struct table *os2)
{
	unsigned class = get_byte(os2, 30);
	if (class)
		return class <= 5 || class == 7;
	unsigned style = get_byte(os2, 33);
	return get_byte(os2, 32) == 2 && style >= 2 && style <= 10;
}

static void measure_box(struct font_face *face)
{
	struct table head = open_table(face, HB_TAG('h', 'e', 'a', 'd'));
	for (unsigned i = 0; i < 4; i++)
		face->metrics.bbox[i] = get_short(&head, 36 + 2 * i) * face->unit;
	hb_blob_destroy(head.blob);
}

static void measure_post(struct font_face *face)
{
	struct table post = open_table(face, HB_TAG('p', 'o', 's', 't'));
	face->metrics.italic_angle = get_short(&post, 4) + (uint16_t)get_short(&post, 6) / 65536.0;
	face->metrics.fixed_pitch = get_short(&post, 12) || get_short(&post, 14);
	hb_blob_destroy(post.blob);
}

double font_face_advance(const struct font_face *face, uint32_t glyph)
{
	return hb_font_get_glyph_h_advance(face->font, glyph) * face->unit;
}

bool font_face_widens(const struct font_face *face)
{
	return face->metrics.cid_keyed && fabs(face->unit * 1000 - 1) < 1e-9;
}

static void measure_outlines(struct font_face *face)
{
	struct table cff = open_table(face, HB_TAG('C', 'F', 'F', ' '));
	face->metrics.cff = cff.len > 0;
	face->metrics.cid_keyed = cff.len > 0 && cff_is_cid_keyed(cff.data, cff.len);
	hb_blob_destroy(cff.blob);
}

void font_face_measure(struct font_face *face)
{
	struct font_metrics *metrics = &face->metrics;
	measure_box(face);
	measure_post(face);
	measure_outlines(face);
	metrics->ascent = metric(face, HB_OT_METRICS_TAG_HORIZONTAL_ASCENDER, metrics->bbox[3]);
	metrics->descent = -metric(face, HB_OT_METRICS_TAG_HORIZONTAL_DESCENDER, metrics->bbox[1]);
	if (metrics->ascent + metrics->descent <= 0) {
		metrics->ascent = 0.88; /* the usual em box of Chinese fonts */
		metrics->descent = 0.12;
	}
	struct table os2 = open_table(face, HB_TAG('O', 'S', '/', '2'));
	metrics->em_top = em_top(face, &os2);
	metrics->cap_height = metric(face, HB_OT_METRICS_TAG_CAP_HEIGHT, metrics->em_top);
	metrics->serif = is_serif(&os2);
	hb_blob_destroy(os2.blob);
}
