#include "write/svg/svg.h"

#include "base/arena.h"
#include "base/buf.h"
#include "layout/page.h"
#include "write/svg/font.h"
#include "write/svg/page.h"

/* Each page with the fonts that it shows, in itself. */
static bool write_alone(const struct writer_input *input, struct buf *out, struct diag_list *diags)
{
	struct arena *arena = arena_new();
	bool good = true;
	for (size_t i = 0; good && i < input->pages->page_count; i++) {
		const struct page *page = &input->pages->pages[i];
		struct svg_fonts *fonts = svg_fonts_make(arena, NULL, page, 1, false, diags);
		good = fonts != NULL;
		if (good)
			svg_page_add(arena, input, page, fonts, &out[i]);
		arena_reset(arena);
	}
	arena_free(arena);
	return good;
}

/* Gives the fonts to those who asked for them. */
static void hand_out(struct writer_fonts *apart, const struct svg_fonts *fonts)
{
	size_t count;
	const struct svg_font *list = svg_fonts_list(fonts, &count);
	for (size_t i = 0; i < count; i++)
		*ARENA_PUSH(apart->arena, apart->items, apart->count, apart->room) = (struct writer_font){
			.hash = arena_strdup(apart->arena, list[i].hash),
			.name = arena_strdup(apart->arena, font_face_postscript_name(list[i].face)),
			.file = { arena_copy(apart->arena, list[i].file.data, list[i].file.len), list[i].file.len },
		};
}

/* All pages with the same fonts, which stand apart. */
static bool write_together(const struct writer_input *input, struct buf *out, struct diag_list *diags)
{
	struct arena *arena = arena_new();
	const struct page_list *pages = input->pages;
	struct svg_fonts *fonts = svg_fonts_make(arena, input->cache, pages->pages, pages->page_count, true, diags);
	for (size_t i = 0; fonts && i < pages->page_count; i++)
		svg_page_add(arena, input, &pages->pages[i], fonts, &out[i]);
	if (fonts)
		hand_out(input->fonts, fonts);
	arena_free(arena);
	return fonts != NULL;
}

static bool write_svg(const struct writer_input *input, struct buf *out, struct diag_list *diags)
{
	return input->fonts ? write_together(input, out, diags) : write_alone(input, out, diags);
}

const struct writer writer_svg = {
	.name = "svg",
	.extension = ".svg",
	.help = "each page as a picture with its text (SVG)",
	.needs_pages = true,
	.needs_passages = true,
	.per_page = true,
	.write = write_svg,
};
