/* libFuzzer target: plain text and Markdown made elsewhere (the first byte says which), to plans and their sources. */
#include "fuzz/plans.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena *arena = arena_new();
	struct diag_list diags;
	struct read_file file;
	diag_init(&diags, arena);
	bool markdown = size && data[0] == '#';
	if (utf8_valid((const char *)data, size, NULL)) {
		struct str text = { arena_copy(arena, (const char *)data, size), size };
		const struct source *source = source_of_text(arena, "fuzz", text);
		if (markdown ? read_markdown(arena, source, &file, &diags) : read_lines(arena, source, &file, &diags))
			fuzz_plans(arena, &file);
	}
	arena_free(arena);
	return 0;
}
