/* libFuzzer target: the reader of DOCX for plangen check. Bytes that begin with ‘P’ are a package; others are its parts, with a byte
 * 0x01 between them, which are put into one: document, relationships, header. */
#include <zip.h>

#include "base/diag.h"
#include "base/source.h"
#include "base/str.h"
#include "base/utf8.h"
#include "read/read.h"
#include "fuzz/plans.h"
#include "fuzz/scratch.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void check_utf8(const struct source *source)
{
	if (!utf8_valid(source->text.data, source->text.len, NULL))
		abort();
}

static const char *write_package(struct arena *arena, struct str parts)
{
	static const char *const names[] = { "word/document.xml", "word/_rels/document.xml.rels", "word/header1.xml" };
	const char *path = scratch_path(arena, "plan.docx");
	zipFile zip = zipOpen64(path, APPEND_STATUS_CREATE);
	for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
		struct str part = str_cut(&parts, "\x01");
		if (!zip || zipOpenNewFileInZip(zip, names[i], NULL, NULL, 0, NULL, 0, NULL, 0, 0) != ZIP_OK ||
		    (part.len && zipWriteInFileInZip(zip, part.data, (unsigned)part.len) != ZIP_OK) || zipCloseFileInZip(zip) != ZIP_OK)
			abort();
	}
	zipClose(zip, NULL);
	return path;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena *arena = arena_new();
	struct diag_list diags;
	diag_init(&diags, arena);
	struct read_file docx;
	bool package = size && data[0] == 'P';
	const char *path = package ? scratch_write(arena, "plan.docx", data, size)
				   : write_package(arena, (struct str){ (const char *)data, size });
	if (!read_docx(arena, path, NULL, &docx, &diags, NULL)) {
		if (!diag_errors(&diags))
			abort();
	} else {
		fuzz_plans(arena, &docx);
		check_utf8(docx.text);
		for (size_t i = 0; i < docx.margin_count; i++)
			check_utf8(docx.margins[i]);
	}
	arena_free(arena);
	return 0;
}
