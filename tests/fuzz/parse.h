/* One run of the parser over bytes of a fuzzer, for markdown.c and xml.c. */
#ifndef FUZZ_PARSE_H
#define FUZZ_PARSE_H

#include <stdint.h>
#include <stdlib.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/utf8.h"
#include "doc/doc.h"
#include "merge/merge.h"
#include "parse/parse.h"

/* The document in the bytes, or NULL. Bytes that are not UTF-8 are no source: source_load() refuses them. U+FDD0 n U+FDD1
 * refers to one of three slots. */
static inline struct doc *fuzz_read(struct arena *arena, const uint8_t *data, size_t size, enum parse_format format,
				    struct diag_list *diags)
{
	if (!utf8_valid((const char *)data, size, NULL))
		return NULL;
	struct str text = { arena_copy(arena, (const char *)data, size), size };
	struct source *source = source_of_text(arena, "fuzz", text);
	struct place place = { source, 0 };
	struct merge_span span = { .len = size, .place = place, .verbatim = true };
	struct merge_slot slots[] = {
		{ SLOT_VALUE, "a", STR("**x**\n|<b>"), NULL, place },
		{ SLOT_GAP, "b", STR("b"), NULL, place },
		{ SLOT_MARKDOWN, "c", STR("```附件 标题=\"x\"\n```\n# y\n\n\uFDD02\uFDD1\n\nz"), NULL, place },
	};
	struct merged merged = { text, &span, 1, slots, sizeof slots / sizeof *slots };
	return parse_document(arena, source, &merged, format, diags);
}

static inline void fuzz_parse(const uint8_t *data, size_t size, enum parse_format format)
{
	struct arena *arena = arena_new();
	struct diag_list diags;
	diag_init(&diags, arena);
	struct doc *doc = fuzz_read(arena, data, size, format, &diags);
	if (doc) {
		struct buf out = BUF_INIT;
		doc_dump(doc, &out);
		doc_title(doc);
		if (!utf8_valid(buf_str(&out).data, out.len, NULL))
			abort();
		buf_free(&out);
	}
	arena_free(arena);
}

#endif
