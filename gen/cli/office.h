/* LibreOffice, for documents that only an office program reads (.doc, .wps). */
#ifndef CLI_OFFICE_H
#define CLI_OFFICE_H

#include "base/diag.h"

struct arena;

/* Whether the file's name says that it needs LibreOffice. */
bool office_is_needed(const char *path);

/* The document as a DOCX in a folder of its own, which office_remove() removes. NULL with an error in `diags`. */
const char *office_convert(struct arena *arena, const char *path, struct diag_list *diags);

void office_remove(struct arena *arena, const char *converted);

#endif
