#include "batch/looks.h"

#include <math.h>
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "layout/page.h"

/* A length to be hashed: 1/100 pt. */
static long hundredths_of(double pt)
{
	return lround(pt * 100);
}

static void add_length(struct buf *out, double pt)
{
	long hundredths = hundredths_of(pt);
	buf_add(out, (const char *)&hundredths, sizeof hundredths);
}

static void add_number(struct buf *out, uint32_t number)
{
	buf_add(out, (const char *)&number, sizeof number);
}

/* Nearly all that is hashed, so that it is put in at once. */
static void add_glyph(struct buf *out, const struct page_glyph *glyph)
{
	long x = hundredths_of(glyph->x);
	char both[sizeof glyph->id + sizeof x];
	memcpy(both, &glyph->id, sizeof glyph->id);
	memcpy(both + sizeof glyph->id, &x, sizeof x);
	buf_add(out, both, sizeof both);
}

static void add_run(struct buf *out, const struct page_run *run)
{
	add_length(out, run->x);
	add_length(out, run->size);
	add_number(out, run->color);
	for (size_t i = 0; i < run->glyph_count; i++)
		add_glyph(out, &run->glyphs[i]);
}

static void add_page(struct buf *out, const struct page *page)
{
	for (size_t i = 0; i < page->line_count; i++) {
		const struct page_line *line = &page->lines[i];
		add_length(out, line->baseline);
		buf_add_str(out, line->text);
		for (size_t k = 0; k < line->run_count; k++)
			add_run(out, &line->runs[k]);
	}
	for (size_t i = 0; i < page->rule_count; i++) {
		const struct page_rule *rule = &page->rules[i];
		add_length(out, rule->x);
		add_length(out, rule->y);
		add_length(out, rule->width);
		add_length(out, rule->height);
		add_number(out, rule->color);
	}
}

size_t looks_of(struct arena *arena, const struct page_list *pages, const struct hash **looks)
{
	size_t count = pages ? pages->page_count : 0;
	struct hash *all = ARENA_ARRAY(arena, struct hash, count + 1);
	struct buf out = BUF_INIT;
	for (size_t i = 0; i < count; i++) {
		buf_reset(&out);
		add_page(&out, &pages->pages[i]);
		all[i] = hash_text(buf_str(&out));
	}
	buf_free(&out);
	*looks = all;
	return count;
}
