/* Fields of a DOCX (17.16): of most the result stands in the file and is read; what the others show is found from their code. */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/arena.h"
#include "base/xml.h"
#include "read/docx.h"

/* ---- fields without a result */

static bool ends_word(char c, size_t len)
{
	return c == ' ' || c == '\t' || c == '\n' || (c == '\\' && len);
}

/* Cuts the first word of a code off: *text moves behind it. Quotes are taken off. */
static struct str next_word(struct str *text)
{
	*text = str_trim(*text);
	size_t len = 0;
	bool quoted = text->len && text->data[0] == '"';
	struct str rest = str_from(*text, quoted);
	while (len < rest.len && (quoted ? rest.data[len] != '"' : !ends_word(rest.data[len], len)))
		len += rest.data[len] == '\\' && len + 1 < rest.len ? 2 : 1;
	*text = str_from(rest, len + quoted);
	return (struct str){ rest.data, len };
}

typedef bool field_shower(struct docx_reader *r, struct docx_fill *f, struct str code, const xmlNode *data);

static bool show_nothing(struct docx_reader *r, struct docx_fill *f, struct str code, const xmlNode *data)
{
	(void)r, (void)f, (void)code, (void)data;
	return true;
}

static bool show_box(struct docx_reader *r, struct docx_fill *f, struct str code, const xmlNode *data)
{
	const xmlNode *box = docx_child(data, "checkBox");
	(void)code;
	docx_add_text(r, f, docx_is_on(box, "checked", docx_is_on(box, "default", false)) ? STR("☑") : STR("☐"));
	return box != NULL;
}

/* The entry that is chosen, else the default one, else the first (17.16.9). */
static bool show_entry(struct docx_reader *r, struct docx_fill *f, struct str code, const xmlNode *data)
{
	const xmlNode *list = docx_child(data, "ddList");
	int wanted = docx_number(docx_value_of(r->scratch, list, "default"), 0);
	wanted = docx_number(docx_value_of(r->scratch, list, "result"), wanted);
	(void)code;
	for (const xmlNode *n = list ? xml_first(list) : NULL; n; n = xml_next(n)) {
		const char *entry = xml_is(n, "listEntry") && wanted-- == 0 ? docx_attribute(r->scratch, n, "val") : NULL;
		if (!entry)
			continue;
		docx_add_text(r, f, str_of(entry));
		return true;
	}
	return false;
}

static bool show_equation(struct docx_reader *r, struct docx_fill *f, struct str code, const xmlNode *data)
{
	struct buf text = BUF_INIT;
	bool sure = docx_write_equation(code, &text);
	(void)data;
	struct str shown = str_trim(buf_str(&text));
	docx_add_formula(r, f, shown, sure);
	bool found = shown.len > 0;
	buf_free(&text);
	return found;
}

/* SYMBOL 254 \f Wingdings; numbers may be hexadecimal (17.16.5.64). */
static bool show_symbol(struct docx_reader *r, struct docx_fill *f, struct str code, const xmlNode *data)
{
	struct str word = next_word(&code);
	const char *number = arena_copy(r->scratch, word.data, word.len), *font = NULL;
	long cp = strtol(number, NULL, 0);
	bool unicode = false;
	(void)data;
	while (code.len) {
		word = next_word(&code);
		unicode = unicode || str_is(word, "\\u");
		if (!str_is(word, "\\f"))
			continue;
		word = next_word(&code);
		font = arena_copy(r->arena, word.data, word.len);
	}
	if (cp <= 0 || cp > 0x10FFFF || (cp > 0x7F && cp < 0x100 && !unicode && !docx_is_symbol_font(font)))
		return false;
	docx_add_symbol(r, f, font, (uint32_t)cp);
	return true;
}

/* QUOTE "text". */
static bool show_quote(struct docx_reader *r, struct docx_fill *f, struct str code, const xmlNode *data)
{
	struct str text = next_word(&code);
	(void)data;
	docx_add_text(r, f, text);
	return text.len > 0;
}

/* MACROBUTTON name text, GOTOBUTTON place text. */
static bool show_button(struct docx_reader *r, struct docx_fill *f, struct str code, const xmlNode *data)
{
	(void)data;
	next_word(&code);
	code = str_trim(code);
	docx_add_text(r, f, code);
	return code.len > 0;
}

/* What the kinds of field show that have no result. */
static const struct {
	const char *name;
	field_shower *show;
} kinds[] = {
	{ "ADVANCE", show_nothing },  { "ASK", show_nothing },      { "EQ", show_equation },        { "FORMCHECKBOX", show_box },
	{ "FORMDROPDOWN", show_entry }, { "FORMTEXT", show_nothing }, { "GOTOBUTTON", show_button }, { "MACROBUTTON", show_button },
	{ "NEXT", show_nothing },     { "NEXTIF", show_nothing },   { "PRIVATE", show_nothing },    { "QUOTE", show_quote },
	{ "RD", show_nothing },       { "SET", show_nothing },      { "SKIPIF", show_nothing },     { "SYMBOL", show_symbol },
	{ "TA", show_nothing },       { "TC", show_nothing },       { "XE", show_nothing },
};

static void show(struct docx_reader *r, struct docx_fill *f, const struct docx_field *field)
{
	struct str code = buf_str(&field->code), rest = code, name = next_word(&rest);
	const char *word = arena_copy(r->scratch, name.data, name.len);
	for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
		if (strcasecmp(kinds[i].name, word) == 0) {
			if (kinds[i].show(r, f, rest, field->data))
				return;
			break;
		}
	if (!r->code && f->look.signs[LOOK_HIDDEN] != 1)
		docx_tell(r, DIAG_READ_FIELD, docx_extract(r, code), NULL);
}

/* ---- fields that are open */

static int by_address(const void *a, const void *b)
{
	uintptr_t x = (uintptr_t)*(const xmlNode *const *)a, y = (uintptr_t)*(const xmlNode *const *)b;
	return (x > y) - (x < y);
}

/* Leaves the beginnings that no end has followed. */
static void find_loose(struct docx_reader *r, const xmlNode *node, int depth)
{
	for (const xmlNode *n = xml_first(docx_inside(node)); n && depth < DOCX_DEPTH; n = xml_next(n)) {
		enum docx_element kind = docx_element_of(n);
		const char *type = kind == ELEMENT_FIELD_SIGN ? docx_attribute(r->scratch, n, "fldCharType") : NULL;
		if (kind == ELEMENT_DELETED || kind == ELEMENT_NOTHING)
			continue;
		if (type && strcmp(type, "begin") == 0)
			*ARENA_PUSH(r->scratch, r->loose, r->loose_count, r->loose_capacity) = n;
		else if (type && strcmp(type, "end") == 0)
			r->loose_count -= r->loose_count > 0;
		find_loose(r, n, depth + 1);
	}
}

void docx_find_fields(struct docx_reader *r, const xmlNode *root)
{
	r->loose_count = 0;
	find_loose(r, root, 0);
	if (r->loose_count)
		qsort(r->loose, r->loose_count, sizeof *r->loose, by_address);
}

static void open_field(struct docx_reader *r, const struct docx_fill *f, const xmlNode *node)
{
	bool loose = r->loose_count && bsearch(&node, r->loose, r->loose_count, sizeof *r->loose, by_address);
	*ARENA_PUSH(r->scratch, r->fields, r->field_count, r->field_capacity) =
		(struct docx_field){ .code = BUF_INIT, .result = loose, .loose = loose, .data = docx_child(node, "ffData"), .shown = r->shown, .link = f->link, .outer = r->code };
	r->code = loose ? r->code : r->field_count;
}

static struct docx_field *last_field(struct docx_reader *r)
{
	return r->field_count ? &r->fields[r->field_count - 1] : NULL;
}

/* From here on the result is read. Of a link the text is one. */
static void begin_result(struct docx_reader *r, struct docx_fill *f)
{
	struct docx_field *field = last_field(r);
	if (!field || field->parted)
		return;
	field->parted = true;
	field->shown = r->shown;
	if (field->loose)
		return;
	field->result = true;
	r->code = field->outer;
	struct str code = buf_str(&field->code), name = next_word(&code), target = next_word(&code);
	if (str_is(name, "HYPERLINK") && target.len && target.data[0] != '\\')
		f->link = arena_copy(r->arena, target.data, target.len);
}

void docx_close_field(struct docx_reader *r, struct docx_fill *f)
{
	struct docx_field *field = last_field(r);
	if (!field || field->loose)
		return;
	r->field_count--;
	r->code = field->outer;
	if (field->result)
		f->link = field->link;
	if (!field->result || r->shown == field->shown)
		show(r, f, field);
	buf_free(&field->code);
}

void docx_close_fields(struct docx_reader *r)
{
	for (; r->field_count; r->field_count--) {
		struct docx_field *field = last_field(r);
		if (!field->parted || (field->loose && r->shown == field->shown)) /* of one without an end, too, what it shows is read */
			docx_tell(r, DIAG_READ_FIELD, docx_extract(r, buf_str(&field->code)), NULL);
		buf_free(&field->code);
	}
	r->code = 0;
}

void docx_open_field(struct docx_reader *r, struct docx_fill *f, const xmlNode *node)
{
	open_field(r, f, node);
	docx_add_code(r, str_of(docx_attribute(r->scratch, node, "instr")));
	begin_result(r, f);
}

void docx_read_field_sign(struct docx_reader *r, struct docx_fill *f, const xmlNode *node, int depth)
{
	const char *type = docx_attribute(r->scratch, node, "fldCharType");
	(void)depth;
	if (type && strcmp(type, "begin") == 0)
		open_field(r, f, node);
	else if (type && strcmp(type, "separate") == 0)
		begin_result(r, f);
	else if (type && strcmp(type, "end") == 0)
		docx_close_field(r, f);
}
