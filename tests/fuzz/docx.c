/* libFuzzer target: the reader of DOCX for plangen check, over any bytes. */
#include "base/diag.h"
#include "base/source.h"
#include "base/utf8.h"
#include "check/check.h"
#include "fuzz/scratch.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void check_utf8(const struct source *source)
{
	if (!utf8_valid(source->text.data, source->text.len, NULL))
		abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena *arena = arena_new();
	struct diag_list diags;
	diag_init(&diags, arena);
	struct check_docx docx;
	if (!check_load_docx(arena, scratch_write(arena, "plan.docx", data, size), &docx, &diags)) {
		if (!diag_errors(&diags))
			abort();
	} else {
		check_utf8(docx.body);
		for (size_t i = 0; i < docx.margin_count; i++)
			check_utf8(docx.margins[i]);
	}
	arena_free(arena);
	return 0;
}
