#include "write/cluster.h"

#include "layout/page.h"

struct cluster cluster_at(const struct page_run *run, size_t first)
{
	const struct page_glyph *glyph = &run->glyphs[first];
	struct cluster cluster = { first, 1, STR("") };
	if (glyph->len && glyph->start <= run->text.len && glyph->len <= run->text.len - glyph->start)
		cluster.text = (struct str){ run->text.data + glyph->start, glyph->len };
	while (first + cluster.count < run->glyph_count && run->glyphs[first + cluster.count].len == 0)
		cluster.count++;
	return cluster;
}

struct str cluster_own_text(const struct page_run *run, const struct cluster *cluster)
{
	/* glyph 0 stands for every character that the face lacks: no one text */
	return cluster->count == 1 && run->glyphs[cluster->first].id ? cluster->text : STR("");
}
