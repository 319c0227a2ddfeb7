/* libFuzzer: the CSV reader over any bytes. Cells must lie inside the source, rows follow each other. */
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include "base/arena.h"
#include "base/diag.h"
#include "catalogue/csv.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena *arena = arena_new();
	struct diag_list diags;
	diag_init(&diags, arena);
	struct str text = { arena_copy(arena, (const char *)data, size), size };
	struct csv csv;
	csv_start(&csv, arena, source_of_text(arena, "fuzz.csv", text));
	size_t last = 0;
	bool good;
	while (csv_next(&csv, &good, &diags)) {
		if (csv.start < last || csv.end > size || csv.at <= csv.start || (!good && !diag_errors(&diags)))
			abort();
		for (size_t i = 0; i < csv.count; i++)
			if (csv.cells[i].start > csv.cells[i].end || csv.cells[i].end > csv.end)
				abort();
		last = csv.end;
		csv.columns = csv.columns ? csv.columns : csv.count;
	}
	arena_free(arena);
	return 0;
}
