/* Fuzzes plangen check: plain text and Markdown handed in by anybody, through all rules. */
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/diag.h"
#include "base/utf8.h"
#include "catalogue/catalogue.h"
#include "check/check.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* The catalogue of the tests, read once: make runs the fuzzers in the root of the repository. */
static const struct catalogue *words_of_others(void)
{
	static const struct catalogue *catalogue;
	static struct diag_list faults;
	if (!catalogue) {
		struct arena *arena = arena_new();
		diag_init(&faults, arena);
		catalogue = catalogue_load(arena, "tests/data/check", "templates/schema", NULL, &faults);
	}
	return catalogue;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	if (!words_of_others() || !utf8_valid((const char *)data, size, NULL))
		return 0;
	struct arena *arena = arena_new();
	struct diag_list findings;
	diag_init(&findings, arena);
	const char *text = arena_copy(arena, (const char *)data, size);
	for (int style = CHECK_PLAIN; style <= CHECK_MARKDOWN; style++) {
		const struct source *source = source_of_text(arena, "plan.md", (struct str){ text, size });
		struct check *check = check_new(arena, words_of_others(), &findings);
		struct check_context context = { .unit = style == CHECK_PLAIN ? &words_of_others()->units[0] : NULL };
		const struct check_edit *edits;
		struct buf mended = BUF_INIT;
		check_add_source(check, source);
		check_add_lines(check, source, (enum check_lines)style, &context);
		check_run(check);
		size_t count = check_edits(check, &edits);
		check_apply_edits(source, edits, count, &mended);
		buf_free(&mended);
	}
	arena_free(arena);
	return 0;
}
