/* What stands beside the cells of a sheet: comments on them (18.7), and texts of drawings that lie over them (20.5). Nothing of it is a value; it is told. */
#include <string.h>

#include "table/xlsx_internal.h"

enum { CHARS = 40 };

/* A part while it is read. */
struct beside {
	struct xlsx_book *book;
	const char *sheet;
	struct xlsx_remarks *remarks;
	struct diag_list *diags; /* for what is read; those of the book get what is damaged */
	struct buf text;
	size_t column, row; /* of the comment; 0: none is open */
	const char *address;
	bool in_text;
};

static const char *excerpt(struct beside *b)
{
	const char *text = diag_excerpt(b->book->arena, str_trim(buf_str(&b->text)), CHARS);
	buf_reset(&b->text);
	return text;
}

static bool start(void *context, const char *name, const struct xml_tag *tag)
{
	struct beside *b = context;
	if (strcmp(name, "comment") == 0) {
		struct str ref = xml_tag_attribute(tag, "ref");
		b->address = arena_copy(b->book->arena, ref.data ? ref.data : "", ref.len);
		if (!xlsx_read_address(ref, &b->column, &b->row))
			b->column = b->row = 0;
	}
	b->in_text = strcmp(name, "t") == 0;
	return true;
}

static bool end(void *context, const char *name)
{
	struct beside *b = context;
	bool comment = strcmp(name, "comment") == 0, shape = strcmp(name, "sp") == 0;
	b->in_text = false;
	if (strcmp(name, "p") == 0)
		buf_add_char(&b->text, ' ');
	if (!(comment || shape) || !str_trim(buf_str(&b->text)).len)
		return true;
	if (comment && b->row)
		xlsx_remark_add(b->remarks, &(struct xlsx_remark){ .row = b->row, .column = b->column, .kind = XLSX_OF_SHEET,
								   .code = DIAG_XLSX_COMMENT, .first = b->address, .second = excerpt(b) });
	else
		diag_add(b->diags, DIAG_XLSX_SHAPE, NO_PLACE, b->book->path, b->sheet, excerpt(b));
	return true;
}

static void add(void *context, struct str text)
{
	struct beside *b = context;
	if (b->in_text)
		buf_add_str(&b->text, text);
}

static const struct xml_stream_handler handler = { start, end, add, NULL };

/* Parts that stand beside the sheet's. */
struct found {
	const char *parts[8];
	size_t count;
};

static void found_part(struct xlsx_links *links, struct str type, const char *id, const char *target)
{
	struct found *found = links->context;
	(void)id;
	if ((str_ends(type, "/comments") || str_ends(type, "/drawing")) && found->count < sizeof found->parts / sizeof *found->parts &&
	    zip_find(&links->book->zip, target))
		found->parts[found->count++] = target;
}

void xlsx_read_beside(struct xlsx_book *book, const struct xlsx_sheet *sheet, struct xlsx_remarks *remarks)
{
	struct found found = { .count = 0 };
	struct xlsx_links links = { .book = book, .found = found_part, .context = &found };
	struct beside beside = { .book = book, .sheet = sheet->name, .remarks = remarks, .diags = book->diags, .text = BUF_INIT };
	struct diag_list damaged; /* what is damaged there spoils no value */
	diag_init(&damaged, book->arena);
	book->diags = &damaged;
	if (sheet->part && xlsx_has_links(book, sheet->part))
		xlsx_read_links(&links, sheet->part);
	for (size_t i = 0; i < found.count; i++)
		xlsx_read_part(book, found.parts[i], &handler, &beside);
	book->diags = beside.diags;
	buf_free(&beside.text);
}
