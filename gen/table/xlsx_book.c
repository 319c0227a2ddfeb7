/* The parts of a workbook that its sheets refer to: the list of sheets, shared strings, styles. */
#include <string.h>

#include "base/limits.h"
#include "table/xlsx_internal.h"

static void no_text(void *context, struct str text)
{
	(void)context, (void)text;
}

static bool go_on(void *context, const char *name)
{
	(void)context, (void)name;
	return true;
}

static const char *copy(struct xlsx_book *book, struct str text)
{
	return text.data ? arena_copy(book->arena, text.data, text.len) : NULL;
}

/* An attribute's text as it reads. */
static const char *attribute(struct xlsx_book *book, const struct xml_tag *tag, const char *name)
{
	return copy(book, xml_tag_attribute(tag, name));
}

/* ---- relationships (part 2, 9.3) */

/* The name without ‘folder/..’ in it. */
static const char *plain_name(struct xlsx_book *book, const char *folder, const char *target)
{
	struct buf name = BUF_INIT;
	buf_add_text(&name, folder);
	while (strncmp(target, "../", 3) == 0 && name.len) {
		target += 3;
		do
			name.len--;
		while (name.len && name.data[name.len - 1] != '/');
	}
	buf_add_text(&name, target);
	return buf_move_str(&name, book->arena).data;
}

static bool read_link(void *context, const char *name, const struct xml_tag *tag)
{
	struct xlsx_links *links = context;
	const char *id = attribute(links->book, tag, "Id"), *target = attribute(links->book, tag, "Target");
	struct str type = xml_tag_attribute(tag, "Type"), mode = xml_tag_attribute(tag, "TargetMode");
	if (strcmp(name, "Relationship") != 0 || !id || !target || str_is(mode, "External"))
		return true;
	links->found(links, type, id, *target == '/' ? target + 1 : plain_name(links->book, links->folder, target));
	return true;
}

static const struct xml_stream_handler link_handler = { read_link, go_on, no_text, NULL };

/* The name of the part that holds them. */
static const char *links_of(struct xlsx_book *book, const char *part, const char **folder)
{
	const char *slash = strrchr(part, '/'), *name = slash ? slash + 1 : part;
	*folder = arena_copy(book->arena, part, (size_t)(name - part));
	return arena_printf(book->arena, "%s_rels/%s.rels", *folder, name);
}

bool xlsx_read_links(struct xlsx_links *links, const char *part)
{
	const char *name = links_of(links->book, part, &links->folder);
	return xlsx_read_part(links->book, name, &link_handler, links);
}

bool xlsx_has_links(struct xlsx_book *book, const char *part)
{
	const char *folder;
	return zip_find(&book->zip, links_of(book, part, &folder)) != NULL;
}

static void found_main(struct xlsx_links *links, struct str type, const char *id, const char *target)
{
	(void)id;
	if (str_ends(type, "/officeDocument"))
		*(const char **)links->context = target;
}

static void found_part(struct xlsx_links *links, struct str type, const char *id, const char *target)
{
	struct xlsx_book *book = links->book;
	if (str_ends(type, "/sharedStrings"))
		book->strings_part = target;
	else if (str_ends(type, "/styles"))
		book->styles_part = target;
	for (size_t i = 0; i < book->sheet_count && str_ends(type, "/worksheet"); i++)
		if (book->sheets[i].link && strcmp(book->sheets[i].link, id) == 0)
			book->sheets[i].part = target;
}

/* ---- workbook.xml (18.2) */

static bool read_workbook(void *context, const char *name, const struct xml_tag *tag)
{
	struct xlsx_book *book = context;
	if (strcmp(name, "workbookPr") == 0)
		book->from_1904 = xlsx_is_true(xml_tag_attribute(tag, "date1904"));
	if (strcmp(name, "sheet") != 0 || book->sheet_count == LIMIT_PACKAGE_PARTS)
		return true;
	struct str state = xml_tag_attribute(tag, "state");
	struct xlsx_sheet *sheet = ARENA_PUSH(book->arena, book->sheets, book->sheet_count, book->sheet_room);
	sheet->name = attribute(book, tag, "name");
	sheet->name = sheet->name ? sheet->name : "";
	sheet->link = attribute(book, tag, "id");
	sheet->hidden = str_is(state, "hidden") || str_is(state, "veryHidden");
	return true;
}

static const struct xml_stream_handler workbook_handler = { read_workbook, go_on, no_text, NULL };

/* ---- shared strings (18.4) */

struct strings {
	struct xlsx_book *book;
	struct xlsx_rich text;
};

static bool start_string(void *context, const char *name, const struct xml_tag *tag)
{
	struct strings *s = context;
	xlsx_rich_start(&s->text, name, tag);
	return true;
}

static bool end_string(void *context, const char *name)
{
	struct strings *s = context;
	struct xlsx_book *book = s->book;
	xlsx_rich_end(&s->text, name);
	if (strcmp(name, "si") != 0)
		return true;
	struct xlsx_string string = xlsx_rich_take(&s->text);
	for (size_t i = 0; i < string.count; i++)
		book->string_bytes += string.runs[i].text.len;
	bool good = book->string_count < LIMIT_XML_NODES && book->string_bytes <= LIMIT_DATA_BYTES;
	if (good)
		*ARENA_PUSH(book->arena, book->strings, book->string_count, book->string_room) = xlsx_string_copy(book->arena, &string);
	else
		diag_add(book->diags, DIAG_XLSX_LARGE, NO_PLACE, book->path, arena_printf(book->arena, "%d", LIMIT_DATA_BYTES >> 20));
	return good;
}

static void add_string(void *context, struct str text)
{
	struct strings *s = context;
	xlsx_rich_add(&s->text, text);
}

static const struct xml_stream_handler string_handler = { start_string, end_string, add_string, NULL };

static bool read_strings(struct xlsx_book *book)
{
	struct strings strings = { .book = book };
	bool good = !book->strings_part || xlsx_read_part(book, book->strings_part, &string_handler, &strings);
	xlsx_rich_free(&strings.text);
	return good;
}

/* ---- styles (18.8) */

struct styles {
	struct xlsx_book *book;
	struct code {
		size_t id;
		const struct xlsx_format *format; /* NULL: General */
	} *codes; /* formats of the workbook's own, and built-in ones that were met */
	size_t count, room;
	unsigned *fonts;
	size_t font_count, font_room;
	bool in_cells, in_fonts; /* in cellXfs, to which cells refer; in fonts, to which these refer */
};

enum { MOST_STYLES = 65536 };

static const struct xlsx_format *format_of(struct styles *styles, size_t id)
{
	struct arena *arena = styles->book->arena;
	for (size_t i = 0; i < styles->count; i++)
		if (styles->codes[i].id == id)
			return styles->codes[i].format;
	const struct xlsx_format *format = xlsx_format_of_id(arena, id);
	*ARENA_PUSH(arena, styles->codes, styles->count, styles->room) = (struct code){ id, format };
	return format;
}

static void add_code(struct styles *styles, const struct xml_tag *tag, size_t id)
{
	struct xlsx_book *book = styles->book;
	const struct xlsx_format *format = xlsx_format_of_code(book->arena, str_of(attribute(book, tag, "formatCode")));
	if (id != (size_t)-1 && styles->count < MOST_STYLES)
		*ARENA_PUSH(book->arena, styles->codes, styles->count, styles->room) = (struct code){ id, format };
}

static void add_style(struct styles *styles, const struct xml_tag *tag, size_t id)
{
	struct xlsx_book *book = styles->book;
	size_t font = xlsx_read_count(xml_tag_attribute(tag, "fontId"), MOST_STYLES);
	struct xlsx_style style = { id == (size_t)-1 ? NULL : format_of(styles, id), font < styles->font_count ? styles->fonts[font] : 0 };
	if (book->style_count < MOST_STYLES)
		*ARENA_PUSH(book->arena, book->styles, book->style_count, book->style_room) = style;
}

static bool start_style(void *context, const char *name, const struct xml_tag *tag)
{
	enum { MOST_ID = 1 << 20 };
	struct styles *styles = context;
	size_t id = xlsx_read_count(xml_tag_attribute(tag, "numFmtId"), MOST_ID);
	if (strcmp(name, "cellXfs") == 0)
		styles->in_cells = true;
	else if (strcmp(name, "fonts") == 0)
		styles->in_fonts = true;
	else if (strcmp(name, "font") == 0 && styles->in_fonts && styles->font_count < MOST_STYLES)
		ARENA_PUSH(styles->book->arena, styles->fonts, styles->font_count, styles->font_room);
	else if (styles->in_fonts && styles->font_count)
		xlsx_read_font(name, tag, &styles->fonts[styles->font_count - 1]);
	else if (strcmp(name, "numFmt") == 0)
		add_code(styles, tag, id);
	else if (strcmp(name, "xf") == 0 && styles->in_cells)
		add_style(styles, tag, id);
	return true;
}

static bool end_style(void *context, const char *name)
{
	struct styles *styles = context;
	if (strcmp(name, "cellXfs") == 0)
		styles->in_cells = false;
	if (strcmp(name, "fonts") == 0)
		styles->in_fonts = false;
	return true;
}

static const struct xml_stream_handler style_handler = { start_style, end_style, no_text, NULL };

bool xlsx_read_book(struct xlsx_book *book)
{
	const char *main = "xl/workbook.xml";
	struct xlsx_links package = { .book = book, .found = found_main, .context = &main }, parts = { .book = book, .found = found_part };
	struct styles styles = { .book = book };
	return xlsx_read_links(&package, "") && xlsx_read_part(book, main, &workbook_handler, book) && xlsx_read_links(&parts, main) &&
	       read_strings(book) && (!book->styles_part || xlsx_read_part(book, book->styles_part, &style_handler, &styles));
}
