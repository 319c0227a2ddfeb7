/* Shared by the files that read workbooks. */
#ifndef TABLE_XLSX_INTERNAL_H
#define TABLE_XLSX_INTERNAL_H

#include "base/arena.h"
#include "base/buf.h"
#include "base/diag.h"
#include "base/xml_stream.h"
#include "base/zip.h"
#include "table/xlsx.h"
#include "table/xlsx_cell.h"
#include "table/xlsx_text.h"

/* A sheet as the workbook lists it. */
struct xlsx_sheet {
	const char *name, *link; /* its relationship's id */
	const char *part;        /* name of its part; NULL: not known */
	bool hidden;
};

/* How cells look. */
struct xlsx_style {
	const struct xlsx_format *format; /* NULL: General */
	unsigned font;                    /* enum xlsx_font */
};

/* A workbook while it is read. */
struct xlsx_book {
	struct arena *arena;
	const char *path;
	struct hash hash; /* of the file */
	struct zip zip;
	size_t room;      /* bytes that may still be unpacked */
	bool from_1904;
	struct xlsx_sheet *sheets;
	size_t sheet_count, sheet_room;
	const char *strings_part, *styles_part;
	struct xlsx_string *strings; /* shared strings */
	size_t string_count, string_room, string_bytes;
	struct xlsx_style *styles; /* to which cells refer */
	size_t style_count, style_room;
	struct diag_list *diags;
};

/* Reads a part of the package. False with an error when it is missing, damaged or too large; also when the handler stopped, which has reported why. */
bool xlsx_read_part(struct xlsx_book *book, const char *part, const struct xml_stream_handler *handler, void *context);

/* The workbook's structure, shared strings and styles. False with errors. */
bool xlsx_read_book(struct xlsx_book *book);

/* The sheet as a source; NULL with errors. *filled: whether it holds anything. */
const struct source *xlsx_read_sheet(struct xlsx_book *book, const struct xlsx_sheet *sheet, bool *filled);

/* A number of digits only, at most `most`; (size_t)-1 for other texts. */
size_t xlsx_read_count(struct str text, size_t most);

/* Whether an attribute of the type boolean says yes. */
bool xlsx_is_true(struct str text);

#endif
