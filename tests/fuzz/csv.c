/* libFuzzer: the CSV reader over any bytes. Cells must lie inside the source, rows follow each other. */
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include "base/arena.h"
#include "base/diag.h"
#include "table/table.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena *arena = arena_new();
	struct diag_list diags;
	diag_init(&diags, arena);
	struct str text = { arena_copy(arena, (const char *)data, size), size };
	struct table table;
	table_start(&table, arena, source_of_text(arena, "fuzz.csv", text));
	size_t last = 0;
	bool good;
	while (table_next(&table, &good, &diags)) {
		if (table.start < last || table.end > size || table.at <= table.start || (!good && !diag_errors(&diags)))
			abort();
		for (size_t i = 0; i < table.count; i++)
			if (table.cells[i].start > table.cells[i].end || table.cells[i].end > table.end)
				abort();
		last = table.end;
		table.columns = table.columns ? table.columns : table.count;
	}
	arena_free(arena);
	return 0;
}
