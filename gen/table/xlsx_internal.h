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
#include "table/xlsx_remark.h"
#include "table/xlsx_text.h"

enum { XLSX_LAST_ROW = 1048576, XLSX_LAST_COLUMN = 16384 };

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

/* The relationships of a part (part 2, 9.3). */
struct xlsx_links {
	struct xlsx_book *book;
	void (*found)(struct xlsx_links *links, struct str type, const char *id, const char *target); /* is told of each; `target`: a part's name */
	void *context;      /* the caller's */
	const char *folder; /* that targets are relative to, with its ‘/’ */
};

/* Reads those of the part; of the package with "". False with errors. */
bool xlsx_read_links(struct xlsx_links *links, const char *part);

/* Whether the part has some. */
bool xlsx_has_links(struct xlsx_book *book, const char *part);

/* "C17" as column and row, from 1; false for another text. */
bool xlsx_read_address(struct str text, size_t *column, size_t *row);

/* Tells of comments on the sheet's cells, and of texts that lie over them (xlsx_beside.c). */
void xlsx_read_beside(struct xlsx_book *book, const struct xlsx_sheet *sheet, struct xlsx_remarks *remarks);

/* The workbook's structure, shared strings and styles. False with errors. */
bool xlsx_read_book(struct xlsx_book *book);

/* The sheet as a source; NULL with errors. *filled: whether it holds anything. */
const struct source *xlsx_read_sheet(struct xlsx_book *book, const struct xlsx_sheet *sheet, bool *filled);

/* A number of digits only, at most `most`; (size_t)-1 for other texts. */
size_t xlsx_read_count(struct str text, size_t most);

/* Whether an attribute of the type boolean says yes. */
bool xlsx_is_true(struct str text);

#endif
