/* Fuzzer of the template engine. Input: one byte of options, then the template, the partials ‘a’ and ‘b’ and JSON data, with
 * a byte 0x01 between them. Build with clang -fsanitize=fuzzer,address,undefined. */
#include <stdint.h>
#include <stdlib.h>

#include "base/arena.h"
#include "base/diag.h"
#include "base/utf8.h"
#include "merge/merge.h"
#include "vars/json.h"
#include "vars/value.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

enum { TEMPLATE, PARTIAL_A, PARTIAL_B, DATA, PARTS };

static const struct source *load(void *context, struct str name)
{
	const struct source **parts = context;
	return str_is(name, "a") ? parts[PARTIAL_A] : str_is(name, "b") ? parts[PARTIAL_B] : NULL;
}

/* Every second name is declared and required. */
static const struct merge_declaration *declare(void *context, struct str name)
{
	static const char *const columns[] = { "x", "y" };
	static const struct merge_declaration declaration = { .label = "label", .example = "example", .required = true,
								 .columns = columns, .column_count = 2 };
	(void)context;
	return name.len % 2 ? &declaration : NULL;
}

static void check_spans(const struct merged *merged)
{
	size_t at = 0;
	for (size_t i = 0; i < merged->span_count; i++) {
		const struct merge_span *span = &merged->spans[i];
		if (span->start != at || span->place.offset > span->place.source->text.len)
			abort();
		if (span->verbatim && span->len > span->place.source->text.len - span->place.offset)
			abort();
		at += span->len;
	}
	if (at != merged->text.len || !utf8_valid(merged->text.data, merged->text.len, NULL))
		abort();
	for (size_t i = 0; i <= merged->text.len; i += 7)
		if (!merge_place(merged, i, NULL).source)
			abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	const char *text = (const char *)data;
	if (size < 1 || !utf8_valid(text + 1, size - 1, NULL))
		return 0;
	struct arena *arena = arena_new();
	struct diag_list diags;
	diag_init(&diags, arena);
	struct str rest = { arena_copy(arena, text + 1, size - 1), size - 1 };
	const struct source *parts[PARTS];
	for (int i = 0; i < PARTS; i++) {
		struct str part = str_cut(&rest, "\x01");
		parts[i] = source_of_text(arena, "part", (struct str){ arena_copy(arena, part.data, part.len), part.len });
	}
	struct merge_options options = { .sink = (enum merge_sink)(data[0] & 3), .load = load, .context = parts };
	options.dialect = data[0] & 4 ? MERGE_STRICT : MERGE_SPEC;
	options.declare = data[0] & 8 ? declare : NULL;
	options.data = json_read_value(arena, parts[DATA], &diags);
	if (!options.data)
		options.data = value_null();
	struct merged merged;
	merge_expand(arena, parts[TEMPLATE], &options, &merged, &diags);
	check_spans(&merged);
	arena_free(arena);
	return 0;
}
