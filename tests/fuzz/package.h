/* OOXML packages out of bytes of a fuzzer, for docx.c and xlsx.c. */
#ifndef FUZZ_PACKAGE_H
#define FUZZ_PACKAGE_H

#include <zip.h>

#include "base/str.h"
#include "fuzz/scratch.h"

struct package_part {
	const char *name, *text;
};

static inline void package_add(zipFile zip, const char *name, struct str text)
{
	if (!zip || zipOpenNewFileInZip(zip, name, NULL, NULL, 0, NULL, 0, NULL, 0, 0) != ZIP_OK ||
	    (text.len && zipWriteInFileInZip(zip, text.data, (unsigned)text.len) != ZIP_OK) || zipCloseFileInZip(zip) != ZIP_OK)
		abort();
}

/* Writes the package into the file `name`; returns its path. Bytes that begin with ‘P’ are it; others are its parts, with a byte 0x01 between them,
 * which are put into one behind `frame` under the names of `parts`; an entry without name ends `frame` (NULL: nothing), NULL ends `parts`. */
static inline const char *package_write(struct arena *arena, const char *name, const struct package_part *frame, const char *const *parts,
					const uint8_t *data, size_t size)
{
	if (size && data[0] == 'P')
		return scratch_write(arena, name, data, size);
	const char *path = scratch_path(arena, name);
	struct str rest = { (const char *)data, size };
	zipFile zip = zipOpen64(path, APPEND_STATUS_CREATE);
	for (; frame && frame->name; frame++)
		package_add(zip, frame->name, str_of(frame->text));
	for (; *parts; parts++)
		package_add(zip, *parts, str_cut(&rest, "\x01"));
	zipClose(zip, NULL);
	return path;
}

#endif
