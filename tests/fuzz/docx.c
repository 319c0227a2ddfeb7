/* libFuzzer target: the reader of DOCX for plangen check, over any bytes. */
#include "base/diag.h"
#include "base/source.h"
#include "base/utf8.h"
#include "check/check.h"
#include "fuzz/scratch.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena *arena = arena_new();
	struct diag_list diags;
	diag_init(&diags, arena);
	const struct source *source = check_load_docx(arena, scratch_write(arena, "plan.docx", data, size), &diags);
	if (source ? !utf8_valid(source->text.data, source->text.len, NULL) : !diag_errors(&diags))
		abort();
	arena_free(arena);
	return 0;
}
