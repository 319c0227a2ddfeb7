/* libFuzzer target: the reader of DOCX for plangen check. The parts of a package (package.h) are document, relationships, header. */
#include "base/diag.h"
#include "base/source.h"
#include "base/str.h"
#include "base/utf8.h"
#include "read/read.h"
#include "fuzz/plans.h"
#include "fuzz/package.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void check_utf8(const struct source *source)
{
	if (!utf8_valid(source->text.data, source->text.len, NULL))
		abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static const char *const parts[] = { "word/document.xml", "word/_rels/document.xml.rels", "word/header1.xml", NULL };
	struct arena *arena = arena_new();
	struct diag_list diags;
	diag_init(&diags, arena);
	struct read_file docx;
	const char *path = package_write(arena, "plan.docx", NULL, parts, data, size);
	if (!read_docx(arena, path, NULL, &docx, &diags, NULL)) {
		if (!diag_errors(&diags))
			abort();
	} else {
		fuzz_plans(arena, &docx);
		check_utf8(docx.text);
		for (size_t i = 0; i < docx.margin_count; i++)
			check_utf8(docx.margins[i]);
	}
	arena_free(arena);
	return 0;
}
