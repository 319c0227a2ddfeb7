/* The plans of a document made elsewhere, as sources that our own reader takes: for docx.c and lines.c. */
#ifndef FUZZ_PLANS_H
#define FUZZ_PLANS_H

#include <stdlib.h>

#include "fuzz/parse.h"
#include "read/read.h"
#include "write/writer.h"

/* Every plan is written and read again. */
static inline void fuzz_plans(struct arena *arena, struct read_file *file)
{
	struct diag_list diags;
	struct doc **plans;
	diag_init(&diags, arena);
	size_t count = read_plans(arena, file, &plans, &diags);
	for (size_t i = 0; i < count; i++) {
		struct buf out = BUF_INIT;
		struct writer_input input = { .doc = plans[i] };
		writer_lookup("md")->write(&input, &out, &diags);
		struct str text = buf_str(&out);
		if (!utf8_valid(text.data, text.len, NULL))
			abort();
		fuzz_read(arena, (const uint8_t *)text.data, text.len, PARSE_MARKDOWN, &diags);
		buf_free(&out);
	}
}

#endif
