/* libFuzzer target: the reader of workbooks. The parts of a package (package.h) are sheet, shared strings, styles. What comes out is a table whose
 * rows can be read, in UTF-8. */
#include "base/diag.h"
#include "base/utf8.h"
#include "fuzz/package.h"
#include "table/table.h"
#include "table/xlsx.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* What leads to the parts. */
static const struct package_part frame[] = {
	{ "_rels/.rels", "<R><Relationship Id=\"a\" Type=\"/officeDocument\" Target=\"xl/workbook.xml\"/></R>" },
	{ "xl/workbook.xml", "<w><sheets><sheet name=\"x\" id=\"a\"/></sheets></w>" },
	{ "xl/_rels/workbook.xml.rels", "<R><Relationship Id=\"a\" Type=\"/worksheet\" Target=\"worksheets/sheet1.xml\"/>"
					"<Relationship Id=\"b\" Type=\"/sharedStrings\" Target=\"sharedStrings.xml\"/>"
					"<Relationship Id=\"c\" Type=\"/styles\" Target=\"styles.xml\"/></R>" },
	{ NULL, NULL },
};

static void check_sheet(struct arena *arena, const struct source *sheet, struct diag_list *diags)
{
	struct table table;
	bool good;
	if (!utf8_valid(sheet->text.data, sheet->text.len, NULL))
		abort();
	table_start(&table, arena, sheet);
	while (table_next(&table, &good, diags))
		if (!good)
			abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static const char *const parts[] = { "xl/worksheets/sheet1.xml", "xl/sharedStrings.xml", "xl/styles.xml", NULL };
	struct arena *arena = arena_new();
	struct diag_list diags;
	diag_init(&diags, arena);
	const struct source **sheets;
	size_t count;
	const char *path = package_write(arena, "units.xlsx", frame, parts, data, size);
	if (!xlsx_load(arena, path, &sheets, &count, &diags) && !diag_errors(&diags))
		abort();
	for (size_t i = 0; i < count; i++)
		check_sheet(arena, sheets[i], &diags);
	arena_free(arena);
	return 0;
}
