/* libFuzzer target: the reader of workbooks. Bytes that begin with ‘P’ are a package; others are its parts, with a byte 0x01 between them, which are
 * put into one: sheet, shared strings, styles. What comes out is a table whose rows can be read, in UTF-8. */
#include <zip.h>

#include "base/diag.h"
#include "base/utf8.h"
#include "fuzz/scratch.h"
#include "table/table.h"
#include "table/xlsx.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void add_part(zipFile zip, const char *name, struct str part)
{
	if (!zip || zipOpenNewFileInZip(zip, name, NULL, NULL, 0, NULL, 0, NULL, 0, 0) != ZIP_OK ||
	    (part.len && zipWriteInFileInZip(zip, part.data, (unsigned)part.len) != ZIP_OK) || zipCloseFileInZip(zip) != ZIP_OK)
		abort();
}

static const char *write_package(struct arena *arena, struct str parts)
{
	static const char *const names[] = { "xl/worksheets/sheet1.xml", "xl/sharedStrings.xml", "xl/styles.xml" };
	const char *path = scratch_path(arena, "units.xlsx");
	zipFile zip = zipOpen64(path, APPEND_STATUS_CREATE);
	add_part(zip, "_rels/.rels", STR("<R><Relationship Id=\"a\" Type=\"/officeDocument\" Target=\"xl/workbook.xml\"/></R>"));
	add_part(zip, "xl/workbook.xml", STR("<w><sheets><sheet name=\"x\" id=\"a\"/></sheets></w>"));
	add_part(zip, "xl/_rels/workbook.xml.rels", STR("<R><Relationship Id=\"a\" Type=\"/worksheet\" Target=\"worksheets/sheet1.xml\"/>"
							"<Relationship Id=\"b\" Type=\"/sharedStrings\" Target=\"sharedStrings.xml\"/>"
							"<Relationship Id=\"c\" Type=\"/styles\" Target=\"styles.xml\"/></R>"));
	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		add_part(zip, names[i], str_cut(&parts, "\x01"));
	zipClose(zip, NULL);
	return path;
}

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
	struct arena *arena = arena_new();
	struct diag_list diags;
	diag_init(&diags, arena);
	const struct source **sheets;
	size_t count;
	bool package = size && data[0] == 'P';
	const char *path = package ? scratch_write(arena, "units.xlsx", data, size)
				   : write_package(arena, (struct str){ (const char *)data, size });
	if (!xlsx_load(arena, path, &sheets, &count, &diags) && !diag_errors(&diags))
		abort();
	for (size_t i = 0; i < count; i++)
		check_sheet(arena, sheets[i], &diags);
	arena_free(arena);
	return 0;
}
