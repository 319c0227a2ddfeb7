/* Fonts of SVG pages: files in which each character gives the glyph that the page shows, so that text stays text.
 *
 * A face makes a font of the characters that the source's own text shows, which is the same in all documents of a source, and one of those that
 * only values of variables bring. A character that is shown as two glyphs (“ beside Latin and beside Han) is in one more font as the second. */
#ifndef WRITE_SVG_FONT_H
#define WRITE_SVG_FONT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/hash.h"
#include "base/str.h"

struct arena;
struct buf;
struct cache;
struct cluster;
struct diag_list;
struct font_face;
struct page;
struct page_run;
struct writer_fonts;

struct svg_font {
	const struct font_face *face;
	bool variable;            /* of characters that only values bring */
	size_t form;              /* which of its glyphs a character gives */
	char hash[HASH_HEX];      /* of the file; the family is called p and this */
	struct str file;
	bool used;                /* by the page at work */
};

struct svg_fonts;

/* Whether a character of a font can show the cluster; it is *codepoint. */
bool svg_font_can_show(const struct page_run *run, const struct cluster *cluster, uint32_t *codepoint);

/* The fonts of these pages, in `arena`. `cache` keeps files for later documents; NULL: none. `parted`: what only values bring is in fonts of its own.
 * NULL with errors. */
struct svg_fonts *svg_fonts_make(struct arena *arena, struct cache *cache, const struct page *pages, size_t count, bool parted,
				 struct diag_list *diags);

/* The font that shows the glyph for the character, which the pages have. */
struct svg_font *svg_fonts_lookup(const struct svg_fonts *fonts, const struct font_face *face, uint32_t codepoint, uint32_t glyph);

/* All fonts of the pages, in order of first use of their faces. */
struct svg_font *svg_fonts_list(const struct svg_fonts *fonts, size_t *count);

/* Appends the rule by which a page finds the font: at its address, or, without `apart`, in the rule itself. */
void svg_font_add_rule(const struct svg_font *font, const struct writer_fonts *apart, struct buf *out);

#endif
