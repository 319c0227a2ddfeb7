#include <stdlib.h>

#include "base/memory.h"
#include "font/cff.h"
#include "font/cff_table.h"
#include "font/font.h"

/* One Font DICT of the table: the glyphs of one kind, as Han or kana. */
struct part {
	bool used;
	unsigned number;           /* in the subset */
	unsigned wide;             /* its glyphs are so many steps wider */
	struct cff_index subrs;
	struct buf dict;           /* the entries to keep of the Font DICT, of its Private DICT */
	struct buf private;
	struct cff_reader name;    /* bad: it has none */
};

enum { PARTS = 256, WIDE_UNITS = 150 /* FONT_WIDE_STEP of 1000 in the em */ };

struct subset {
	const uint8_t *table;
	size_t len;
	struct cff_head head;
	struct cff_index glyphs, fonts;
	size_t select;             /* offset of the FDSelect */
	struct part *parts;        /* fonts.count of them, then as many of each wider kind */
	unsigned part_count;       /* used */
	struct part *order[PARTS]; /* those used, by their number in the subset */
	uint16_t *part_of;         /* for each glyph of the subset: its place in `parts` */
	struct buf kept;           /* entries of the Top DICT to keep */
	struct buf *out;
};

/* A DICT entry of integers, all in the five-byte form, so that its length does not depend on them. */
static void put_entry(struct buf *out, int op, const uint32_t *operands, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		buf_add_binary(out, 29, 1);
		buf_add_binary(out, operands[i], 4);
	}
	buf_add_binary(out, (uint32_t)op, op >> 8 ? 2 : 1);
}

/* An INDEX of the `count` objects that `ends` cuts `data` into. */
static void put_index(struct buf *out, const size_t *ends, size_t count, struct str data)
{
	buf_add_binary(out, (uint32_t)count, 2);
	if (count == 0)
		return;
	unsigned size = data.len < 0xFF ? 1 : data.len < 0xFFFF ? 2 : data.len < 0xFFFFFF ? 3 : 4;
	buf_add_binary(out, size, 1);
	buf_add_binary(out, 1, size);
	for (size_t i = 0; i < count; i++)
		buf_add_binary(out, (uint32_t)ends[i] + 1, size);
	buf_add_str(out, data);
}

static struct str view(struct cff_reader object)
{
	return (struct str){ (const char *)object.data, object.len };
}

/* Reads the Top DICT: where things are, and what is kept. */
static bool read_top(struct subset *subset)
{
	struct cff_reader dict = cff_index_get(&subset->head.dicts, 0);
	size_t glyphs = 0, fonts = 0;
	bool cid_keyed = false;
	for (struct cff_entry entry; cff_next_entry(&dict, &entry);) {
		size_t offset = entry.operands[1] > 0 ? (size_t)entry.operands[1] : 0;
		if (entry.op == CFF_CHAR_STRINGS)
			glyphs = offset;
		else if (entry.op == CFF_FD_ARRAY)
			fonts = offset;
		else if (entry.op == CFF_FD_SELECT)
			subset->select = offset;
		else if (entry.op == CFF_ROS)
			cid_keyed = true;
		else if (entry.op == CFF_CHARSTRING_TYPE && entry.operands[1] != 2)
			return false;
		else if (entry.op == CFF_FONT_BBOX || entry.op == CFF_FONT_MATRIX)
			buf_add(&subset->kept, entry.bytes, entry.len);
	}
	if (dict.bad || !cid_keyed || !glyphs || !fonts || !subset->select)
		return false;
	struct cff_reader reader = cff_reader_at(subset->table, subset->len, glyphs);
	subset->glyphs = cff_read_index(&reader);
	bool ok = !reader.bad;
	reader = cff_reader_at(subset->table, subset->len, fonts);
	subset->fonts = cff_read_index(&reader);
	return ok && !reader.bad;
}

/* The part of a glyph: FDSelect, clause 19. -1 when the table is damaged. */
static int select_part(const struct subset *subset, uint32_t glyph)
{
	struct cff_reader reader = cff_reader_at(subset->table, subset->len, subset->select);
	uint32_t format = cff_get(&reader, 1), low = 0, high = 0;
	size_t first = subset->select + 1;
	if (format == 3) {
		high = cff_get(&reader, 2);
		first += 2;
		while (high - low > 1) { /* ranges of three bytes: first glyph, part */
			uint32_t middle = low + (high - low) / 2;
			reader = cff_reader_at(subset->table, subset->len, first + 3 * (size_t)middle);
			if (cff_get(&reader, 2) <= glyph)
				low = middle;
			else
				high = middle;
		}
		first += 3 * (size_t)low + 2;
	} else {
		first += glyph;
	}
	reader = cff_reader_at(subset->table, subset->len, first);
	uint32_t part = cff_get(&reader, 1);
	return reader.bad || (format != 0 && (format != 3 || high == 0)) ? -1 : (int)part;
}

/* A width that all glyphs of the part have, or that their own is added to (clause 15), with the room behind them. False for one that is no integer. */
static bool put_width(struct part *part, int op, const struct cff_entry *entry)
{
	static const uint8_t real = 30;
	uint32_t width = part->wide * (uint32_t)WIDE_UNITS + (uint32_t)(entry ? entry->operands[1] : 0);
	if (entry && !part->wide)
		buf_add(&part->private, entry->bytes, entry->len);
	else if (part->wide)
		put_entry(&part->private, op, &width, 1);
	return !part->wide || !entry || *entry->bytes != real;
}

static bool read_private(struct subset *subset, struct part *part, int32_t size, int32_t offset)
{
	if (size < 0 || offset < 0)
		return false;
	struct cff_reader dict = cff_reader_at(subset->table, subset->len, (size_t)offset);
	if (dict.bad || (size_t)size > subset->len - (size_t)offset)
		return false;
	dict = (struct cff_reader){ subset->table + offset, (size_t)size, 0, false };
	bool widths[2] = { false, false };
	for (struct cff_entry entry; cff_next_entry(&dict, &entry);) {
		if (entry.op == CFF_DEFAULT_WIDTH || entry.op == CFF_NOMINAL_WIDTH) {
			widths[entry.op == CFF_NOMINAL_WIDTH] = true;
			if (!put_width(part, entry.op, &entry))
				return false;
		}
		if (entry.op != CFF_SUBRS || entry.operands[1] <= 0)
			continue;
		struct cff_reader subrs = cff_reader_at(subset->table, subset->len, (size_t)offset);
		cff_skip(&subrs, (size_t)entry.operands[1]);
		part->subrs = cff_read_index(&subrs);
		if (subrs.bad)
			return false;
	}
	for (int i = 0; i < 2; i++)
		if (!widths[i])
			put_width(part, i ? CFF_NOMINAL_WIDTH : CFF_DEFAULT_WIDTH, NULL);
	return !dict.bad;
}

/* The part with this number for glyphs so many steps wider, read at its first use; NULL when it is damaged. */
static struct part *use_part(struct subset *subset, int number, unsigned wide)
{
	if (number < 0 || (size_t)number >= subset->fonts.count || wide > FONT_WIDES)
		return NULL;
	struct part *part = &subset->parts[(size_t)number + wide * subset->fonts.count];
	if (part->used)
		return part;
	if (subset->part_count == PARTS)
		return NULL;
	part->used = true;
	part->wide = wide;
	part->number = subset->part_count;
	subset->order[subset->part_count++] = part;
	part->name.bad = true;
	struct cff_reader dict = cff_index_get(&subset->fonts, (uint32_t)number);
	for (struct cff_entry entry; cff_next_entry(&dict, &entry);) {
		if (entry.op == CFF_FONT_MATRIX)
			buf_add(&part->dict, entry.bytes, entry.len);
		else if (entry.op == CFF_FONT_NAME && entry.operands[1] >= CFF_STANDARD_STRINGS)
			part->name = cff_index_get(&subset->head.strings,
						   (uint32_t)entry.operands[1] - CFF_STANDARD_STRINGS);
		else if (entry.op == CFF_PRIVATE &&
			 !read_private(subset, part, entry.operands[0], entry.operands[1]))
			return NULL;
	}
	return dict.bad ? NULL : part;
}

/* Flattens all glyphs into `data`, .notdef first; ends[i] is where each ends. */
static bool flatten_glyphs(struct subset *subset, const uint32_t *glyphs, size_t count, size_t *ends, struct buf *data)
{
	for (size_t i = 0; i <= count; i++) {
		uint32_t glyph = i ? glyphs[i - 1] % FONT_WIDER : 0, wide = i ? glyphs[i - 1] / FONT_WIDER : 0;
		struct part *part = use_part(subset, select_part(subset, glyph), wide);
		if (!part)
			return false;
		struct cff_reader code = cff_index_get(&subset->glyphs, glyph);
		struct cff_subrs subrs = { &subset->head.subrs, &part->subrs };
		if (code.bad || !cff_flatten(code, subrs, data))
			return false;
		subset->part_of[i] = (uint16_t)(part - subset->parts);
		ends[i] = data->len;
	}
	return true;
}

/* The strings that the DICTs name: registry, ordering, and the names of the parts. */
static void put_strings(struct subset *subset)
{
	struct buf names = BUF_INIT;
	size_t ends[PARTS + 2], count = 0;
	buf_add_text(&names, "Adobe");
	ends[count++] = names.len;
	buf_add_text(&names, "Identity");
	ends[count++] = names.len;
	for (unsigned i = 0; i < subset->part_count; i++) {
		if (!subset->order[i]->name.bad)
			buf_add_str(&names, view(subset->order[i]->name));
		ends[count++] = names.len;
	}
	put_index(subset->out, ends, count, buf_str(&names));
	buf_free(&names);
}

/* FDSelect, format 3. */
static void put_select(struct subset *subset, size_t glyphs)
{
	buf_add_binary(subset->out, 3, 1);
	size_t ranges_at = subset->out->len;
	uint32_t ranges = 0;
	buf_add_binary(subset->out, 0, 2);
	for (size_t i = 0; i < glyphs; i++) {
		if (i && subset->part_of[i] == subset->part_of[i - 1])
			continue;
		buf_add_binary(subset->out, (uint32_t)i, 2);
		buf_add_binary(subset->out, subset->parts[subset->part_of[i]].number, 1);
		ranges++;
	}
	buf_add_binary(subset->out, (uint32_t)glyphs, 2);
	subset->out->data[ranges_at] = (char)(ranges >> 8);
	subset->out->data[ranges_at + 1] = (char)ranges;
}

/* The Private DICTs, then the Font DICTs that point at them; the result is where the latter start. */
static size_t put_parts(struct subset *subset, size_t start)
{
	struct buf dicts = BUF_INIT;
	size_t ends[PARTS];
	for (unsigned i = 0; i < subset->part_count; i++) {
		const struct part *part = subset->order[i];
		uint32_t name = CFF_STANDARD_STRINGS + 2 + i;
		uint32_t place[] = { (uint32_t)part->private.len, (uint32_t)(subset->out->len - start) };
		if (!part->name.bad)
			put_entry(&dicts, CFF_FONT_NAME, &name, 1);
		buf_add_str(&dicts, buf_str(&part->dict));
		put_entry(&dicts, CFF_PRIVATE, place, 2);
		ends[i] = dicts.len;
		buf_add_str(subset->out, buf_str(&part->private));
	}
	size_t at = subset->out->len;
	put_index(subset->out, ends, subset->part_count, buf_str(&dicts));
	buf_free(&dicts);
	return at;
}

/* The Top DICT; as long for all offsets. */
static void put_top(struct buf *out, const struct subset *subset, size_t glyphs, const uint32_t offsets[4])
{
	static const int operators[] = { CFF_CHARSET, CFF_FD_SELECT, CFF_CHAR_STRINGS, CFF_FD_ARRAY };
	uint32_t system[] = { CFF_STANDARD_STRINGS, CFF_STANDARD_STRINGS + 1, 0 }, cids = (uint32_t)glyphs;
	struct buf dict = BUF_INIT;
	put_entry(&dict, CFF_ROS, system, 3); /* it must come first */
	buf_add_str(&dict, buf_str(&subset->kept));
	put_entry(&dict, CFF_CID_COUNT, &cids, 1);
	for (size_t i = 0; i < 4; i++)
		put_entry(&dict, operators[i], &offsets[i], 1);
	put_index(out, &dict.len, 1, buf_str(&dict));
	buf_free(&dict);
}

/* Writes the table (clause 2); `data` holds the charstrings. */
static void put_table(struct subset *subset, const size_t *ends, size_t glyphs, const struct buf *data)
{
	static const char header[] = { 1, 0, 4, 4 };
	uint32_t offsets[4] = { 0 };
	struct buf *out = subset->out, top = BUF_INIT;
	size_t start = out->len;
	struct cff_reader name = cff_index_get(&subset->head.names, 0);
	buf_reserve(out, data->len + glyphs * 4 + 4096);
	buf_add(out, header, sizeof header);
	put_index(out, &name.len, 1, view(name));
	size_t top_at = out->len;
	put_top(out, subset, glyphs, offsets);
	put_strings(subset);
	buf_add_binary(out, 0, 2); /* no global subroutines */
	offsets[0] = (uint32_t)(out->len - start);
	buf_add_binary(out, 2, 1); /* charset, format 2: CIDs 1 … in one range */
	buf_add_binary(out, 1, 2);
	buf_add_binary(out, (uint32_t)glyphs - 2, 2);
	offsets[1] = (uint32_t)(out->len - start);
	put_select(subset, glyphs);
	offsets[2] = (uint32_t)(out->len - start);
	put_index(out, ends, glyphs, buf_str(data));
	offsets[3] = (uint32_t)(put_parts(subset, start) - start);
	put_top(&top, subset, glyphs, offsets);
	for (size_t i = 0; i < top.len; i++)
		out->data[top_at + i] = top.data[i];
	buf_free(&top);
}

bool cff_subset(const uint8_t *table, size_t len, const uint32_t *glyphs, size_t count, struct buf *out)
{
	struct subset subset = { .table = table, .len = len, .out = out };
	if (count == 0 || count > 0xFFFE || !cff_read_head(table, len, &subset.head))
		return false;
	bool ok = read_top(&subset);
	size_t parts = subset.fonts.count * (FONT_WIDES + 1);
	subset.parts = memory_alloc(parts * sizeof *subset.parts);
	subset.part_of = memory_alloc((count + 1) * sizeof *subset.part_of);
	size_t *ends = memory_resize(NULL, count + 1, sizeof *ends);
	struct buf data = BUF_INIT;
	ok = ok && flatten_glyphs(&subset, glyphs, count, ends, &data);
	if (ok)
		put_table(&subset, ends, count + 1, &data);
	for (size_t i = 0; i < parts; i++) {
		buf_free(&subset.parts[i].dict);
		buf_free(&subset.parts[i].private);
	}
	buf_free(&subset.kept);
	buf_free(&data);
	free(subset.parts);
	free(subset.part_of);
	free(ends);
	return ok;
}
