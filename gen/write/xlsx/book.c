#include "write/xlsx/book.h"

#include <libdeflate.h>
#include <string.h>

#include "base/arena.h"
#include "table/grid.h"
#include "write/docx/package.h"

#define MAIN "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
#define OFFICE "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
#define PACKAGE "http://schemas.openxmlformats.org/package/2006"
#define KINDS "application/vnd.openxmlformats-officedocument.spreadsheetml."

static const char head[] = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";

/* ---- cells */

struct book_sheet *book_add_sheet(struct book *book, const char *name)
{
	struct book_sheet *sheet = ARENA_NEW(book->arena, struct book_sheet);
	*sheet = (struct book_sheet){ .arena = book->arena, .name = name };
	*ARENA_PUSH(book->arena, book->sheets, book->count, book->room) = sheet;
	return sheet;
}

#define OPEN_STYLE " style=\"8\"" /* the one behind those of enum book_style */

void book_set_width(struct book_sheet *sheet, size_t column, unsigned width)
{
	buf_printf(&sheet->widths, "<col min=\"%zu\" max=\"%zu\" width=\"%u\"%s customWidth=\"1\"/>", column + 1, column + 1, width,
		   sheet->open ? OPEN_STYLE : "");
	sheet->width_count = column + 1;
}

static void end_row(struct book_sheet *sheet)
{
	if (sheet->row)
		buf_add_text(&sheet->rows, "</row>");
}

void book_start_row(struct book_sheet *sheet, unsigned height)
{
	end_row(sheet);
	sheet->row++;
	sheet->column = 0;
	buf_printf(&sheet->rows, "<row r=\"%zu\"", sheet->row);
	if (height)
		buf_printf(&sheet->rows, " ht=\"%u\" customHeight=\"1\"", height);
	buf_add_char(&sheet->rows, '>');
}

/* "C17", of a column from 1. */
static const char *address(struct arena *arena, size_t column, size_t row)
{
	char letters[8];
	size_t first = sizeof letters;
	for (; column; column = (column - 1) / 26)
		letters[--first] = (char)('A' + (column - 1) % 26);
	return arena_printf(arena, "%.*s%zu", (int)(sizeof letters - first), letters + first, row);
}

/* Whether the text is a numeral that Excel keeps whole. */
static bool is_numeral(const char *text)
{
	enum { DIGITS = 15 };
	size_t sign = *text == '-', digits = strspn(text + sign, "0123456789"), rest = 0;
	if (text[sign + digits] == '.')
		rest = strspn(text + sign + digits + 1, "0123456789");
	bool zeros = digits > 1 && text[sign] == '0';
	return digits && !zeros && digits + rest <= DIGITS && !text[sign + digits + (rest ? rest + 1 : 0)];
}

void book_put(struct book_sheet *sheet, const char *text, enum book_style style)
{
	bool number = text && (style == BOOK_NUMBER || style == BOOK_COUNTED) && is_numeral(text);
	sheet->column++;
	buf_printf(&sheet->rows, "<c r=\"%s\" s=\"%d\"", address(sheet->arena, sheet->column, sheet->row), (int)style);
	if (!text || !*text) {
		buf_add_text(&sheet->rows, "/>");
	} else if (number) {
		buf_printf(&sheet->rows, "><v>%s</v></c>", text);
	} else {
		buf_add_text(&sheet->rows, " t=\"inlineStr\"><is><t xml:space=\"preserve\">");
		buf_add_xml(&sheet->rows, str_of(text));
		buf_add_text(&sheet->rows, "</t></is></c>");
	}
}

void book_join(struct book_sheet *sheet, size_t more)
{
	buf_printf(&sheet->merges, "<mergeCell ref=\"%s:%s\"/>", address(sheet->arena, sheet->column, sheet->row),
		   address(sheet->arena, sheet->column + more, sheet->row));
	sheet->merge_count++;
}

/* ---- what may be typed */

enum { RULE_BYTES = 250 }; /* of a list in a rule: Excel takes 255 characters */

static void add_attribute(struct buf *out, const char *name, const char *text)
{
	if (!text)
		return;
	buf_printf(out, " %s=\"", name);
	buf_add_xml(out, str_of(text));
	buf_add_char(out, '"');
}

/* Writes the choices into the next column of the sheet that holds them; the range. */
static const char *keep_choices(struct book *book, const struct book_rule *rule)
{
	if (!book->choices) {
		book->choices = ARENA_NEW(book->arena, struct book_sheet);
		*book->choices = (struct book_sheet){ .arena = book->arena, .name = BOOK_CHOICES, .hidden = true };
	}
	size_t first = book->choices->row + 1;
	for (size_t i = 0; i < rule->choice_count; i++) {
		book_start_row(book->choices, 0);
		book_put(book->choices, rule->choices[i], BOOK_PLAIN);
	}
	return arena_printf(book->arena, BOOK_CHOICES "!$A$%zu:$A$%zu", first, book->choices->row);
}

static void add_choices(struct book *book, struct buf *out, const struct book_rule *rule)
{
	struct buf list = BUF_INIT;
	bool fits = true;
	for (size_t i = 0; i < rule->choice_count; i++) {
		fits = fits && !strpbrk(rule->choices[i], ",\"");
		buf_printf(&list, "%s%s", i ? "," : "", rule->choices[i]);
	}
	fits = fits && list.len <= RULE_BYTES;
	buf_add_text(out, "<formula1>");
	if (fits)
		buf_add_char(out, '"');
	buf_add_xml(out, fits ? buf_str(&list) : str_of(keep_choices(book, rule)));
	if (fits)
		buf_add_char(out, '"');
	buf_add_text(out, "</formula1>");
	buf_free(&list);
}

static void add_bounds(struct buf *out, const struct book_rule *rule)
{
	buf_printf(out, "<formula1>%s</formula1>", rule->min ? rule->min : rule->max ? rule->max : "-999999999999999");
	if (rule->min && rule->max)
		buf_printf(out, "<formula2>%s</formula2>", rule->max);
}

void book_add_rule(struct book *book, struct book_sheet *sheet, size_t column, size_t first, size_t last, const struct book_rule *rule)
{
	static const char *const kinds[] = { [BOOK_WHOLE] = "whole", [BOOK_DECIMAL] = "decimal", [BOOK_CHOICE] = "list" };
	struct buf *out = &sheet->rules;
	sheet->rule_count++;
	buf_printf(out, "<dataValidation type=\"%s\"", kinds[rule->kind]);
	if (rule->kind != BOOK_CHOICE && !(rule->min && rule->max))
		buf_printf(out, " operator=\"%s\"", rule->max ? "lessThanOrEqual" : "greaterThanOrEqual");
	buf_add_text(out, rule->open ? " errorStyle=\"warning\"" : "");
	buf_add_text(out, " allowBlank=\"1\" showInputMessage=\"1\" showErrorMessage=\"1\"");
	add_attribute(out, "errorTitle", rule->refusal ? "填写有误" : NULL);
	add_attribute(out, "error", rule->refusal);
	add_attribute(out, "prompt", rule->prompt);
	buf_printf(out, " sqref=\"%s:%s\">", address(book->arena, column + 1, first), address(book->arena, column + 1, last));
	if (rule->kind == BOOK_CHOICE)
		add_choices(book, out, rule);
	else
		add_bounds(out, rule);
	buf_add_text(out, "</dataValidation>");
}

void book_add_grid(struct book *book, const struct grid *grid)
{
	struct book_sheet *sheet = book_add_sheet(book, grid->name);
	sheet->frozen_rows = 1;
	book_start_row(sheet, 0);
	for (size_t i = 0; i < grid->width; i++) {
		book_set_width(sheet, i, 2 * grid->columns[i].width);
		book_put(sheet, grid->columns[i].name, BOOK_HEAD);
	}
	for (size_t i = 0; i < grid->count; i++) {
		if (i % grid->width == 0)
			book_start_row(sheet, 0);
		book_put(sheet, grid->cells[i], grid->columns[i % grid->width].kind == GRID_TEXT ? BOOK_PLAIN : BOOK_NUMBER);
	}
}

/* ---- parts */

/* By enum book_style; the fills and fonts are those before. */
static const char styles[] =
	"<styleSheet xmlns=\"" MAIN "\"><numFmts count=\"1\"><numFmt numFmtId=\"164\" formatCode=\"yyyy\\-mm\\-dd\"/></numFmts>"
	"<fonts count=\"3\"><font><sz val=\"11\"/><name val=\"宋体\"/></font><font><b/><sz val=\"11\"/><name val=\"宋体\"/></font>"
	"<font><b/><sz val=\"16\"/><name val=\"黑体\"/></font></fonts>"
	"<fills count=\"5\"><fill><patternFill patternType=\"none\"/></fill><fill><patternFill patternType=\"gray125\"/></fill>"
	"<fill><patternFill patternType=\"solid\"><fgColor rgb=\"FFD9E1F2\"/></patternFill></fill>"
	"<fill><patternFill patternType=\"solid\"><fgColor rgb=\"FFF2F2F2\"/></patternFill></fill>"
	"<fill><patternFill patternType=\"solid\"><fgColor rgb=\"FFFFF2CC\"/></patternFill></fill></fills>"
	"<borders count=\"2\"><border><left/><right/><top/><bottom/><diagonal/></border><border><left style=\"thin\"/><right style=\"thin\"/>"
	"<top style=\"thin\"/><bottom style=\"thin\"/><diagonal/></border></borders>"
	"<cellStyleXfs count=\"1\"><xf numFmtId=\"0\" fontId=\"0\" fillId=\"0\" borderId=\"0\"/></cellStyleXfs><cellXfs count=\"9\">"
#define XF(format, font, fill, border, locked)                                                                                                   \
	"<xf numFmtId=\"" format "\" fontId=\"" font "\" fillId=\"" fill "\" borderId=\"" border                                                     \
	"\" xfId=\"0\" applyNumberFormat=\"1\" applyFont=\"1\" applyFill=\"1\" applyBorder=\"1\" applyAlignment=\"1\" applyProtection=\"1\">"              \
	"<alignment vertical=\"center\" wrapText=\"1\"/><protection locked=\"" locked "\"/></xf>"
	XF("49", "0", "0", "1", "0") XF("0", "0", "0", "1", "0") XF("49", "2", "0", "0", "1") XF("49", "1", "2", "1", "1") XF("49", "0", "3", "1", "1")
	XF("49", "0", "4", "1", "0") XF("0", "0", "4", "1", "0") XF("164", "0", "4", "1", "0")
	XF("49", "0", "0", "0", "0")
	"</cellXfs><cellStyles count=\"1\"><cellStyle name=\"Normal\" xfId=\"0\" builtinId=\"0\"/></cellStyles></styleSheet>";

static void add_view(struct buf *out, const struct book_sheet *sheet, bool first)
{
	buf_printf(out, "<sheetViews><sheetView%s workbookViewId=\"0\">", first ? " tabSelected=\"1\"" : "");
	if (sheet->frozen_rows || sheet->frozen_columns) {
		buf_add_text(out, "<pane");
		if (sheet->frozen_columns)
			buf_printf(out, " xSplit=\"%zu\"", sheet->frozen_columns);
		if (sheet->frozen_rows)
			buf_printf(out, " ySplit=\"%zu\"", sheet->frozen_rows);
		buf_printf(out, " topLeftCell=\"%s\" activePane=\"%s\" state=\"frozen\"/>",
			   address(sheet->arena, sheet->frozen_columns + 1, sheet->frozen_rows + 1),
			   !sheet->frozen_columns ? "bottomLeft" : !sheet->frozen_rows ? "topRight" : "bottomRight");
	}
	buf_add_text(out, "</sheetView></sheetViews>");
}

/* The order of elements is that of the standard (18.3.1.99). */
static void write_sheet(struct book_sheet *sheet, bool first, struct buf *out)
{
	enum { LAST_COLUMN = 16384 };
	end_row(sheet);
	buf_add_text(out, head);
	buf_add_text(out, "<worksheet xmlns=\"" MAIN "\"><sheetPr><pageSetUpPr fitToPage=\"1\"/></sheetPr>");
	add_view(out, sheet, first);
	if (sheet->open)
		buf_printf(&sheet->widths, "<col min=\"%zu\" max=\"%d\" width=\"9\"" OPEN_STYLE "/>", sheet->width_count + 1, LAST_COLUMN);
	if (sheet->widths.len)
		buf_printf(out, "<cols>%s</cols>", buf_str(&sheet->widths).data);
	buf_add_text(out, "<sheetData>");
	buf_add_str(out, buf_str(&sheet->rows));
	buf_add_text(out, "</sheetData>");
	if (sheet->guarded)
		buf_add_text(out, "<sheetProtection sheet=\"1\" formatCells=\"0\" formatColumns=\"0\" formatRows=\"0\" insertRows=\"0\" "
				  "deleteRows=\"0\" sort=\"0\" autoFilter=\"0\"/>");
	if (sheet->merge_count)
		buf_printf(out, "<mergeCells count=\"%zu\">%s</mergeCells>", sheet->merge_count, buf_str(&sheet->merges).data);
	if (sheet->rule_count) {
		buf_printf(out, "<dataValidations count=\"%zu\">", sheet->rule_count);
		buf_add_str(out, buf_str(&sheet->rules));
		buf_add_text(out, "</dataValidations>");
	}
	buf_add_text(out, "<pageSetup paperSize=\"9\" orientation=\"landscape\" fitToHeight=\"0\"/></worksheet>");
	buf_free(&sheet->rows);
	buf_free(&sheet->widths);
	buf_free(&sheet->rules);
	buf_free(&sheet->merges);
}

/* The package while it is written. */
struct packing {
	struct libdeflate_compressor *compressor;
	struct docx_zip *zip;
	struct buf part, packed;
};

static void add_part(struct packing *packing, const char *name)
{
	struct docx_packed packed = docx_pack(packing->compressor, buf_str(&packing->part), &packing->packed);
	docx_zip_add(packing->zip, name, &packed);
	buf_reset(&packing->part);
}

static void add_workbook(struct packing *packing, const struct book *book)
{
	struct buf *out = &packing->part;
	buf_printf(out, "%s<workbook xmlns=\"" MAIN "\" xmlns:r=\"" OFFICE "\"><sheets>", head);
	for (size_t i = 0; i < book->count; i++) {
		buf_add_text(out, "<sheet");
		add_attribute(out, "name", book->sheets[i]->name);
		buf_printf(out, " sheetId=\"%zu\"%s r:id=\"rId%zu\"/>", i + 1, book->sheets[i]->hidden ? " state=\"hidden\"" : "", i + 1);
	}
	buf_add_text(out, "</sheets></workbook>");
	add_part(packing, "xl/workbook.xml");
	buf_printf(out, "%s<Relationships xmlns=\"" PACKAGE "/relationships\">", head);
	for (size_t i = 0; i < book->count; i++)
		buf_printf(out, "<Relationship Id=\"rId%zu\" Type=\"" OFFICE "/worksheet\" Target=\"worksheets/sheet%zu.xml\"/>", i + 1, i + 1);
	buf_printf(out, "<Relationship Id=\"rId%zu\" Type=\"" OFFICE "/styles\" Target=\"styles.xml\"/></Relationships>", book->count + 1);
	add_part(packing, "xl/_rels/workbook.xml.rels");
}

static void add_frame(struct packing *packing, const struct book *book, const char *title, const char *date)
{
	struct buf *out = &packing->part;
	buf_printf(out,
		   "%s<Types xmlns=\"" PACKAGE "/content-types\"><Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package."
		   "relationships+xml\"/><Default Extension=\"xml\" ContentType=\"application/xml\"/><Override PartName=\"/xl/workbook.xml\" "
		   "ContentType=\"" KINDS "sheet.main+xml\"/><Override PartName=\"/xl/styles.xml\" ContentType=\"" KINDS "styles+xml\"/>"
		   "<Override PartName=\"/docProps/core.xml\" ContentType=\"application/vnd.openxmlformats-package.core-properties+xml\"/>",
		   head);
	for (size_t i = 0; i < book->count; i++)
		buf_printf(out, "<Override PartName=\"/xl/worksheets/sheet%zu.xml\" ContentType=\"" KINDS "worksheet+xml\"/>", i + 1);
	buf_add_text(out, "</Types>");
	add_part(packing, "[Content_Types].xml");
	buf_printf(out,
		   "%s<Relationships xmlns=\"" PACKAGE "/relationships\"><Relationship Id=\"rId1\" Type=\"" OFFICE "/officeDocument\" Target=\"xl/workbook.xml\"/>"
		   "<Relationship Id=\"rId2\" Type=\"" PACKAGE "/relationships/metadata/core-properties\" Target=\"docProps/core.xml\"/></Relationships>",
		   head);
	add_part(packing, "_rels/.rels");
	buf_printf(out,
		   "%s<cp:coreProperties xmlns:cp=\"" PACKAGE "/metadata/core-properties\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\" "
		   "xmlns:dcterms=\"http://purl.org/dc/terms/\" xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\"><dc:title>",
		   head);
	buf_add_xml(out, str_of(title));
	buf_printf(out, "</dc:title><dcterms:created xsi:type=\"dcterms:W3CDTF\">%sT00:00:00Z</dcterms:created></cp:coreProperties>", date);
	add_part(packing, "docProps/core.xml");
}

void book_write(struct book *book, const char *title, const char *date, struct buf *out)
{
	enum { LEVEL = 6 };
	struct packing packing = { .compressor = docx_new_compressor(LEVEL), .zip = docx_zip_open(out) };
	if (book->choices)
		*ARENA_PUSH(book->arena, book->sheets, book->count, book->room) = book->choices;
	add_frame(&packing, book, title, date);
	add_workbook(&packing, book);
	buf_printf(&packing.part, "%s%s", head, styles);
	add_part(&packing, "xl/styles.xml");
	for (size_t i = 0; i < book->count; i++) {
		write_sheet(book->sheets[i], i == 0, &packing.part);
		add_part(&packing, arena_printf(book->arena, "xl/worksheets/sheet%zu.xml", i + 1));
	}
	docx_zip_close(packing.zip);
	libdeflate_free_compressor(packing.compressor);
	buf_free(&packing.part);
	buf_free(&packing.packed);
}

void book_write_grids(struct arena *arena, const char *title, unsigned year, const struct grid *grids, size_t count, struct buf *out)
{
	struct book book = { .arena = arena };
	for (size_t i = 0; i < count; i++)
		book_add_grid(&book, &grids[i]);
	book_write(&book, title, arena_printf(arena, "%u-01-01", year), out);
}
