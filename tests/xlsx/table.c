/* Prints the sheets of a workbook as the library reads them: "== name", then CSV; or the codes of what is wrong with it. */
#include <stdio.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/diag.h"
#include "base/libraries.h"
#include "table/xlsx.h"

static void print_diags(const struct diag_list *diags)
{
	for (const struct diag *d = diags->first; d; d = d->next) {
		struct buf place = BUF_INIT;
		source_add_cell(d->place, &place);
		printf("-- %s %s\n", diag_id(d->code), buf_str(&place).data);
		buf_free(&place);
	}
}

/* What the cells of a sheet show beside their texts, and what is to be said of them. */
static void print_cells(const struct source *source)
{
	struct buf text = BUF_INIT;
	for (size_t i = 0; i < source->shown_count; i++) {
		source_add_cell((struct place){ source, source->shown[i].offset }, &text);
		buf_printf(&text, " shows %.*s\n", (int)source->shown[i].text.len, source->shown[i].text.data);
	}
	for (size_t i = 0; i < source->remark_count; i++) {
		source_add_cell((struct place){ source, source->remarks[i].offset }, &text);
		buf_printf(&text, " %s %s\n", diag_id((enum diag_code)source->remarks[i].code), source->remarks[i].first);
	}
	fputs(buf_str(&text).data, stdout);
	buf_free(&text);
}

int main(int argc, char **argv)
{
	libraries_own_process();
	for (int i = 1; i < argc; i++) {
		struct arena *arena = arena_new();
		struct diag_list diags;
		const struct source **sheets;
		size_t count;
		diag_init(&diags, arena);
		printf("## %s\n", argv[i]);
		if (xlsx_load(arena, argv[i], &sheets, &count, &diags))
			for (size_t j = 0; j < count; j++) {
				printf("== %s\n%.*s", sheets[j]->sheet, (int)sheets[j]->text.len, sheets[j]->text.data);
				print_cells(sheets[j]);
			}
		print_diags(&diags);
		arena_free(arena);
	}
	return 0;
}
