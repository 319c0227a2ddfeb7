/* Office Math in a line of text (22.1). */
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/utf8.h"
#include "base/xml.h"
#include "read/docx.h"

/* A formula while it is read. */
struct formula {
	struct docx_reader *reader;
	int depth;
	bool sure;
};

static void add_children(struct formula *m, const xmlNode *node, const char *between, struct buf *out);

/* The text of the node's child of that name, in the scratch arena. */
static struct str part(struct formula *m, const xmlNode *node, const char *name)
{
	struct buf text = BUF_INIT;
	const xmlNode *child = docx_child(node, name);
	if (child)
		add_children(m, child, "", &text);
	return buf_move_str(&text, m->reader->scratch);
}

/* A sign that the properties name; `otherwise` where they name none. */
static struct str sign_of(struct formula *m, const xmlNode *node, const char *properties, const char *name, const char *otherwise)
{
	const char *sign = docx_value_of(m->reader->scratch, docx_child(node, properties), name);
	return str_of(sign ? sign : otherwise);
}

static void add_script(struct formula *m, struct str text, bool raised, struct buf *out)
{
	if (text.len)
		m->sure = docx_write_script(text, raised, out) && m->sure;
}

/* Letters of formulas that are characters of their own (U+1D400 …) as the plain ones. */
static void add_text(struct formula *m, const xmlNode *node, struct buf *out)
{
	struct str text = xml_text(m->reader->scratch, node);
	uint32_t cp;
	for (size_t len; (len = utf8_decode(text.data, text.len, &cp)); text = str_from(text, len)) {
		bool letter = cp >= 0x1D400 && cp <= 0x1D7FF;
		if (!letter || !docx_decompose(cp, out))
			buf_add_utf8(out, cp);
	}
}

/* ---- what formulas are made of */

static void add_scripts(struct formula *m, const xmlNode *node, struct buf *out)
{
	bool before = xml_is(node, "sPre");
	struct str text = part(m, node, "e");
	if (!before)
		buf_add_str(out, text);
	add_script(m, part(m, node, "sub"), false, out);
	add_script(m, part(m, node, "sup"), true, out);
	if (before)
		buf_add_str(out, text);
}

static void add_fraction(struct formula *m, const xmlNode *node, struct buf *out)
{
	m->sure = docx_write_fraction(part(m, node, "num"), part(m, node, "den"), out) && m->sure;
}

static void add_root(struct formula *m, const xmlNode *node, struct buf *out)
{
	m->sure = docx_write_root(part(m, node, "deg"), part(m, node, "e"), out) && m->sure;
}

static void add_sum(struct formula *m, const xmlNode *node, struct buf *out)
{
	buf_add_str(out, sign_of(m, node, "naryPr", "chr", "∫"));
	add_script(m, part(m, node, "sub"), false, out);
	add_script(m, part(m, node, "sup"), true, out);
	buf_add_str(out, part(m, node, "e"));
	m->sure = false;
}

static void add_brackets(struct formula *m, const xmlNode *node, struct buf *out)
{
	struct str between = sign_of(m, node, "dPr", "sepChr", "|");
	buf_add_str(out, sign_of(m, node, "dPr", "begChr", "("));
	bool first = true;
	for (const xmlNode *n = xml_first(node); n; n = xml_next(n))
		if (xml_is(n, "e")) {
			buf_add_str(out, first ? STR("") : between);
			add_children(m, n, "", out);
			first = false;
		}
	buf_add_str(out, sign_of(m, node, "dPr", "endChr", ")"));
}

static void add_function(struct formula *m, const xmlNode *node, struct buf *out)
{
	struct str text = part(m, node, "e");
	bool bare = !str_starts(text, "(");
	buf_add_str(out, part(m, node, "fName"));
	buf_add_text(out, bare ? "(" : "");
	buf_add_str(out, text);
	buf_add_text(out, bare ? ")" : "");
	m->sure = m->sure && !bare;
}

static void add_limit(struct formula *m, const xmlNode *node, struct buf *out)
{
	buf_add_str(out, part(m, node, "e"));
	add_script(m, part(m, node, "lim"), xml_is(node, "limUpp"), out);
	m->sure = false;
}

/* A sign above the text; behind it, for not all of it can carry one. */
static void add_accent(struct formula *m, const xmlNode *node, struct buf *out)
{
	bool bar = xml_is(node, "bar");
	buf_add_str(out, part(m, node, "e"));
	buf_add_str(out, bar ? STR("\u0304") : sign_of(m, node, "accPr", "chr", "\u0302"));
	m->sure = false;
}

static void add_rows(struct formula *m, const xmlNode *node, struct buf *out)
{
	buf_add_char(out, '[');
	add_children(m, node, "；", out);
	buf_add_char(out, ']');
	m->sure = false;
}

static void add_row(struct formula *m, const xmlNode *node, struct buf *out)
{
	add_children(m, node, "，", out);
}

/* Frames and groups: what is in them is kept. */
static void add_framed(struct formula *m, const xmlNode *node, struct buf *out)
{
	buf_add_str(out, part(m, node, "e"));
	m->sure = false;
}

static const struct {
	const char *name;
	void (*add)(struct formula *m, const xmlNode *node, struct buf *out);
} kinds[] = {
	{ "t", add_text },           { "sSup", add_scripts },   { "sSub", add_scripts }, { "sSubSup", add_scripts }, { "sPre", add_scripts },
	{ "f", add_fraction },       { "rad", add_root },       { "nary", add_sum },     { "d", add_brackets },      { "func", add_function },
	{ "limLow", add_limit },     { "limUpp", add_limit },   { "acc", add_accent },   { "bar", add_accent },      { "m", add_rows },
	{ "eqArr", add_rows },       { "mr", add_row },         { "borderBox", add_framed }, { "groupChr", add_framed }, { "phant", add_framed },
};

static void add(struct formula *m, const xmlNode *node, struct buf *out)
{
	if (docx_is_hidden(m->reader, node))
		return;
	for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
		if (xml_is(node, kinds[i].name)) {
			kinds[i].add(m, node, out);
			return;
		}
	add_children(m, docx_inside(node), "", out);
}

static void add_children(struct formula *m, const xmlNode *node, const char *between, struct buf *out)
{
	docx_tell_stray(m->reader, node);
	if (++m->depth < DOCX_DEPTH / 4) {
		size_t before = out->len;
		for (const xmlNode *n = xml_first(node); n; n = xml_next(n)) {
			size_t len = out->len;
			if (len > before)
				buf_add_text(out, between);
			size_t start = out->len;
			add(m, n, out);
			if (out->len == start)
				buf_cut(out, len);
		}
	} else {
		buf_add_str(out, xml_text(m->reader->scratch, node));
	}
	m->depth--;
}

bool docx_write_math(struct docx_reader *r, const xmlNode *node, struct buf *out)
{
	struct formula m = { .reader = r, .sure = true };
	add_children(&m, node, "", out);
	return m.sure;
}
