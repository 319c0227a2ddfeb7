/* libFuzzer target: any source through the whole chain: reading, pages, all formats. The first byte '<' chooses XML. */
#include "font/font.h"
#include "fuzz/parse.h"
#include "layout/layout.h"
#include "layout/template.h"
#include "write/writer.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);
const char *__lsan_default_suppressions(void);

/* fontconfig keeps what it read. */
const char *__lsan_default_suppressions(void)
{
	return "leak:libfontconfig";
}

/* Fonts and page template, opened once: make runs the fuzzers in the root of the repository. */
struct tools {
	struct arena *arena;
	struct diag_list diags;
	struct font_library *fonts;
	const struct page_template *template;
};

static const struct tools *open_tools(void)
{
	static struct tools tools;
	if (!tools.arena) {
		tools.arena = arena_new();
		diag_init(&tools.diags, tools.arena);
		tools.fonts = font_library_new(NULL, NULL);
		tools.template = template_load(tools.arena, "templates", "gbt9704", NULL, &tools.diags);
		if (!tools.template)
			abort();
	}
	return &tools;
}

static void write_all(struct arena *arena, struct doc *doc, const struct page_list *pages, struct diag_list *diags)
{
	struct writer_input input = { .doc = doc, .pages = pages, .measures = &pages->measures, .template = open_tools()->template,
				      .title = doc_title(doc), .author = "", .producer = "fuzz", .compression = 1 };
	for (const struct writer *const *writer = writer_table; *writer; writer++) {
		size_t count = (*writer)->per_page ? pages->page_count : 1;
		struct buf *files = ARENA_ARRAY(arena, struct buf, count);
		(*writer)->write(&input, files, diags);
		for (size_t i = 0; i < count; i++)
			buf_free(&files[i]);
	}
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	const struct tools *tools = open_tools();
	struct arena *arena = arena_new();
	struct diag_list diags;
	diag_init(&diags, arena);
	enum parse_format format = size && data[0] == '<' ? PARSE_XML : PARSE_MARKDOWN;
	struct doc *doc = fuzz_read(arena, data, size, format, &diags);
	struct page_list *pages = ARENA_NEW(arena, struct page_list);
	if (doc && layout_document(arena, doc, tools->template, tools->fonts, pages, &diags))
		write_all(arena, doc, pages, &diags);
	arena_free(arena);
	return 0;
}
