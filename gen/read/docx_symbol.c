/* Symbol fonts: what their signs are in Unicode. */
#include <string.h>

#include "base/arena.h"
#include "base/utf8.h"
#include "read/docx.h"

/* The signs from a code on, a character each; a blank: one that has none. */
struct row {
	unsigned first;
	const char *signs;
};

/* Adobe's encoding of Symbol. */
static const struct row symbol[] = {
	{ 0x21, "!∀#∃%&∋()∗+,−./0123456789:;<=>?≅ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ[∴]⊥_‾αβχδεφγηιϕκλμνοπθρστυϖωξψζ{|}~" },
	{ 0xA0, "€ϒ′≤⁄∞ƒ♣♦♥♠↔←↑→↓°±″≥×∝∂•÷≠≡≈…|—↵ℵℑℜ℘⊗⊕∅∩∪⊃⊇⊄⊂⊆∈∉∠∇®©™∏√⋅¬∧∨⇔⇐⇑⇒⇓◊〈®©™∑" },
	{ 0xF1, "〉∫" },
	{ 0, NULL },
};

/* Signs that documents use; pictures are not among them. */
static const struct row wingdings[] = {
	{ 0x28, "☎" }, { 0x3F, "✍" }, { 0x46, "☞" }, { 0x6C, "●" }, { 0x6E, "■□□□□" }, { 0x75, "◆❖" }, { 0x80, "⓪①②③④⑤⑥⑦⑧⑨⑩" },
	{ 0x8C, "❶❷❸❹❺❻❼❽❾❿" }, { 0x9E, "·•" }, { 0xA1, "○" }, { 0xA4, "◉◎" }, { 0xA7, "▪□" }, { 0xAB, "★" }, { 0xD8, "➢" },
	{ 0xDF, "←→↑↓↖↗↙↘" }, { 0xE8, "➔" }, { 0xEF, "⇦⇨⇧⇩" }, { 0xFB, "✗✓☒☑" }, { 0, NULL },
};

static const struct row wingdings2[] = {
	{ 0x4F, "✗✓☒☑" }, { 0x69, "⓪①②③④⑤⑥⑦⑧⑨⑩" }, { 0x75, "❶❷❸❹❺❻❼❽❾❿" }, { 0xA3, "□" }, { 0, NULL },
};

static const struct row webdings[] = {
	{ 0x33, "◀▶▲▼" }, { 0x61, "✓" }, { 0x63, "□" }, { 0x67, "■" }, { 0x6E, "●" }, { 0x72, "✗" }, { 0, NULL },
};

static const struct {
	const char *name;
	const struct row *rows;
} fonts[] = {
	{ "Symbol", symbol }, { "Wingdings", wingdings }, { "Wingdings 2", wingdings2 }, { "Webdings", webdings },
};

static const struct row *rows_of(const char *font)
{
	for (size_t i = 0; font && i < sizeof fonts / sizeof *fonts; i++)
		if (strcmp(fonts[i].name, font) == 0)
			return fonts[i].rows;
	return NULL;
}

bool docx_is_symbol_font(const char *font)
{
	return rows_of(font) != NULL;
}

uint32_t docx_symbol(const char *font, uint32_t cp)
{
	unsigned code = cp >= 0xF000 && cp <= 0xF0FF ? cp - 0xF000 : cp;
	for (const struct row *row = rows_of(font); row && row->signs; row++) {
		size_t at = row->first <= code ? code - row->first : SIZE_MAX, len = strlen(row->signs);
		size_t start = at < len ? utf8_prefix(row->signs, len, at) : len;
		uint32_t sign;
		if (utf8_decode(row->signs + start, len - start, &sign))
			return sign;
	}
	return 0;
}
