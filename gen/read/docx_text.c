/* The text of a paragraph of a DOCX, as the look of its runs has it read: what is struck out or hidden is left out, what is raised or
 * lowered becomes signs of that kind. */
#include <stdlib.h>
#include <string.h>
#include <unicode/uchar.h>

#include "base/arena.h"
#include "base/script.h"
#include "base/utf8.h"
#include "doc/doc.h"
#include "read/docx.h"

static bool is_bold(const struct docx_fill *f)
{
	return f->look.signs[LOOK_BOLD] == 1;
}

/* Where new inlines go: into the strong, emphasised or linked inline that is open at the end of the paragraph, when it is like the run. */
static struct doc_node *parent_for(struct docx_reader *r, struct docx_fill *f)
{
	bool emphasis = f->look.signs[LOOK_ITALIC] == 1 || f->look.signs[LOOK_DOTTED] == 1;
	bool around = f->look.signs[LOOK_ITALIC_AROUND] == 1, strong = is_bold(f);
	if (f->plain) { /* what its style is, is no part's */
		strong = strong && f->paragraph.signs[LOOK_BOLD] != 1;
		emphasis = emphasis && f->paragraph.signs[LOOK_ITALIC] != 1 && f->paragraph.signs[LOOK_DOTTED] != 1;
	}
	const bool wanted[] = { f->link != NULL, around ? emphasis : strong, around ? strong : emphasis };
	const enum doc_kind kinds[] = { DOC_LINK, around ? DOC_EMPHASIS : DOC_STRONG, around ? DOC_STRONG : DOC_EMPHASIS };
	struct doc_node *parent = f->now.node;
	for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
		if (!wanted[i])
			continue;
		struct doc_node *last = parent->last;
		bool same = last && last->kind == kinds[i] && (i || strcmp(last->target, f->link) == 0);
		if (!same) {
			last = doc_add(r->file->doc, parent, kinds[i], docx_place(r));
			last->target = i ? NULL : f->link;
		}
		parent = last;
	}
	return parent;
}

static void end_piece(struct docx_reader *r, struct docx_fill *f)
{
	if (!f->text)
		return;
	f->text->text = buf_move_str(&f->pieces, r->arena);
	if (f->text->kind == DOC_GAP) {
		struct str rest = f->text->text, before, label;
		bool ours = doc_cut_gap(&rest, &before, &label);
		f->text->label = ours ? arena_copy(r->arena, label.data, label.len) : f->text->name;
		if (ours && !before.len && rest.len) /* behind it the building block says what to enter */
			f->text->text = (struct str){ arena_copy(r->arena, f->text->text.data, f->text->text.len - rest.len), f->text->text.len - rest.len };
	}
	f->text = NULL;
}

/* Adds text; pieces that are alike become one, which is whole when another begins. */
static void add_inline(struct docx_reader *r, struct docx_fill *f, struct str text)
{
	struct doc_node *parent = parent_for(r, f), *last = parent->last;
	bool code = f->look.signs[LOOK_CODE] == 1 && !f->plain;
	enum doc_kind kind = f->gap ? DOC_GAP : f->value ? DOC_VALUE : code ? DOC_CODE : DOC_TEXT;
	bool named = kind == DOC_GAP || kind == DOC_VALUE;
	bool alike = last && last == f->text && last->kind == kind && (!named || strcmp(last->name, f->value) == 0);
	if (!alike) {
		end_piece(r, f);
		f->text = doc_add(r->file->doc, parent, kind, docx_place(r));
		f->text->name = f->value;
	}
	buf_add_str(&f->pieces, text);
}

/* Adds text of a control that several share, each part to its value's. */
static void add_nested(struct docx_reader *r, struct docx_fill *f, struct str text)
{
	struct docx_nested *nested = f->nested;
	while (text.len) {
		struct docx_nested_value *value = &nested->items[nested->at];
		bool last = nested->at + 1 == nested->count;
		size_t len = last || value->len > text.len ? text.len : value->len;
		f->value = value->name;
		if (len)
			add_inline(r, f, (struct str){ text.data, len });
		text = str_from(text, len);
		value->len -= last ? 0 : len;
		nested->at += !last && !value->len;
	}
}

/* Text as it is to be read. */
static void put(struct docx_reader *r, struct docx_fill *f, struct str text)
{
	if (f->now.node && f->nested)
		add_nested(r, f, text);
	else if (f->now.node)
		add_inline(r, f, text);
	f->now.length += text.len;
	f->now.begun = f->now.begun || str_trim(text).len;
	buf_add_str(&r->part->text, text);
	if (f->lead_open && is_bold(f) && f->paragraph.signs[LOOK_BOLD] != 1)
		f->now.lead += text.len;
	else if (str_trim(text).len)
		f->lead_open = false;
}

/* ---- text that waits for its end */

static void settle_struck(struct docx_reader *r, struct docx_fill *f)
{
	struct str text = str_trim(buf_str(&f->struck));
	if (text.len)
		docx_tell(r, DIAG_READ_STRUCK, docx_extract(r, text), NULL);
	buf_free(&f->struck);
}

static void settle_script(struct docx_reader *r, struct docx_fill *f)
{
	if (!f->scripted.len)
		return;
	struct buf signs = BUF_INIT, plain = f->scripted;
	f->scripted = (struct buf)BUF_INIT;
	if (!script_write(buf_str(&plain), (enum script)f->script, &signs)) {
		docx_tell(r, DIAG_READ_SCRIPT, docx_extract(r, buf_str(&plain)), NULL);
		buf_add_str(&signs, buf_str(&plain));
	}
	put(r, f, buf_str(&signs));
	buf_free(&signs);
	buf_free(&plain);
}

static void settle(struct docx_reader *r, struct docx_fill *f)
{
	settle_struck(r, f);
	settle_script(r, f);
}

/* Puts what is in the inline in its place. */
static void unwrap(struct doc_node *node)
{
	for (struct doc_node *inner; (inner = node->first);) {
		doc_unlink(inner);
		doc_insert_before(node, inner);
	}
	doc_unlink(node);
}

/* Whether what stands in the inline at the start of a heading is all of it, or all before its paragraph: its look is the heading's. */
static bool is_heading_look(struct docx_reader *r, const struct doc_node *node)
{
	static const char *const ends[] = { "。", "：", "！", "？", ".", ":", NULL };
	struct str text = str_trim(read_text_of(r->scratch, node));
	const struct doc_node *next = node->next;
	struct str rest = next ? str_trim(read_text_of(r->scratch, next)) : (struct str){ "", 0 };
	return (!next || (!next->next && !rest.len)) || str_ends_any(text, ends) || str_starts_any(rest, ends);
}

/* Takes the look of the whole heading from its text. */
static void take_heading_look(struct docx_reader *r, const struct docx_fill *f)
{
	struct doc_node *first = f->now.node && !f->before_count ? f->now.node->first : NULL;
	while (first && (first->kind == DOC_STRONG || first->kind == DOC_EMPHASIS) && is_heading_look(r, first)) {
		struct doc_node *inner = first->first;
		unwrap(first);
		first = inner;
	}
}

void docx_end_text(struct docx_reader *r, struct docx_fill *f)
{
	settle(r, f);
	end_piece(r, f);
	f->column = false;
	if (f->plain)
		take_heading_look(r, f);
}

/* ---- what is shown */

bool docx_shows(struct docx_reader *r, struct docx_fill *f, struct str text)
{
	r->shown += text.len > 0;
	if (r->code) {
		docx_add_code(r, text);
		return false;
	}
	if (f->look.signs[LOOK_HIDDEN] == 1) {
		r->left[LEFT_HIDDEN] += text.len && !f->told_hidden;
		f->told_hidden = f->told_hidden || text.len;
		return false;
	}
	if (!look_is_struck(&f->look))
		return true;
	settle_script(r, f);
	buf_add_str(&f->struck, text);
	return false;
}

/* The text of the next column goes on in a line of its own. */
static void cross_column(struct docx_reader *r, struct docx_fill *f)
{
	if (!f->column)
		return;
	f->column = false;
	docx_tell(r, DIAG_READ_COLUMN_BREAK, NULL, NULL);
	docx_add_line_break(r, f);
}

static void add_shown(struct docx_reader *r, struct docx_fill *f, struct str text)
{
	if (!docx_shows(r, f, text))
		return;
	settle_struck(r, f);
	cross_column(r, f);
	if (f->look.script != f->script)
		settle_script(r, f);
	if (f->look.script == SCRIPT_RAISED || f->look.script == SCRIPT_LOWERED) {
		f->script = f->look.script;
		buf_add_str(&f->scripted, text);
		return;
	}
	settle_script(r, f);
	put(r, f, text);
}

void docx_add_symbol(struct docx_reader *r, struct docx_fill *f, const char *font, uint32_t cp)
{
	char bytes[4];
	bool own = cp >= 0x20 && !utf8_is_unwanted(cp) && (cp < 0xE000 || cp > 0xF0FF) && !docx_is_symbol_font(font);
	uint32_t sign = own ? cp : docx_symbol(font, cp);
	if (sign)
		add_shown(r, f, (struct str){ bytes, utf8_encode(sign, bytes) });
	else if (docx_shows(r, f, STR(" ")))
		docx_tell(r, DIAG_READ_SYMBOL, arena_printf(r->arena, "%04X", (unsigned)cp), font ? font : "");
}

static bool is_private(uint32_t cp)
{
	return cp >= 0xF000 && cp <= 0xF0FF;
}

void docx_add_text(struct docx_reader *r, struct docx_fill *f, struct str text)
{
	bool capitals = f->look.signs[LOOK_CAPITALS] == 1 || f->look.signs[LOOK_SMALL_CAPITALS] == 1;
	struct buf plain = BUF_INIT;
	size_t dropped = 0; /* that nobody can print */
	uint32_t cp;
	for (size_t len; (len = utf8_decode(text.data, text.len, &cp)); text = str_from(text, len)) {
		if (utf8_is_unwanted(cp)) {
			dropped++;
			continue;
		}
		if (cp == 0x85 || cp == 0x2028 || cp == 0x2029) { /* ends of lines */
			if (plain.len)
				add_shown(r, f, buf_str(&plain));
			buf_reset(&plain);
			docx_add_line_break(r, f);
			continue;
		}
		bool symbol = is_private(cp) || (f->look.symbols && cp > ' ' && cp < 0x100);
		if (!symbol) {
			buf_add_utf8(&plain, capitals ? (uint32_t)u_toupper((UChar32)cp) : cp);
			continue;
		}
		if (plain.len)
			add_shown(r, f, buf_str(&plain));
		buf_reset(&plain);
		docx_add_symbol(r, f, f->look.symbols, cp);
	}
	if (plain.len)
		add_shown(r, f, buf_str(&plain));
	if (dropped && docx_shows(r, f, STR(" ")))
		docx_tell(r, DIAG_READ_CHARACTERS, arena_printf(r->arena, "%zu", dropped), NULL);
	buf_free(&plain);
}

void docx_add_formula(struct docx_reader *r, struct docx_fill *f, struct str text, bool sure)
{
	docx_add_text(r, f, text);
	if (!sure && docx_shows(r, f, STR("")))
		docx_tell(r, DIAG_READ_FORMULA, docx_extract(r, text), NULL);
}

/* In the text that checks read a tab stays one; in the tree it is a blank. */
void docx_add_tab(struct docx_reader *r, struct docx_fill *f)
{
	if (!docx_shows(r, f, STR("")))
		return;
	settle(r, f);
	if (f->now.node)
		add_inline(r, f, STR("\t"));
	f->now.length++;
	buf_add_char(&r->part->text, '\t');
}

void docx_add_line_break(struct docx_reader *r, struct docx_fill *f)
{
	if (!docx_shows(r, f, STR("")))
		return;
	settle(r, f);
	if (!f->now.node)
		return;
	doc_add(r->file->doc, parent_for(r, f), DOC_LINE_BREAK, docx_place(r));
	f->now.length++;
}

void docx_add_page_break(struct docx_reader *r, struct docx_fill *f)
{
	if (r->into || r->cell || !f->now.node) {
		docx_add_line_break(r, f);
		return;
	}
	if (!docx_shows(r, f, STR("")))
		return;
	docx_end_text(r, f);
	if (f->now.begun) {
		buf_add_char(&r->part->text, '\n');
		*ARENA_PUSH(r->scratch, f->before, f->before_count, f->before_capacity) = f->now;
		f->now = (struct docx_stretch){ .node = read_new(r->file->doc, DOC_PARAGRAPH, docx_place(r)) };
		f->lead_open = true;
	}
	f->now.page_break = true;
}

void docx_add_column_break(struct docx_reader *r, struct docx_fill *f)
{
	f->column = f->now.node && docx_shows(r, f, STR("")) && f->now.begun;
}

/* A paragraph of the note: its own for the first reference, its text for others. */
static void put_note(struct docx_reader *r, struct docx_note *note, size_t at, struct doc_node *paragraph)
{
	if (note->used) {
		doc_add_text(r->file->doc, paragraph, DOC_TEXT, note->texts[at], paragraph->place);
		return;
	}
	note->texts[at] = read_text_of(r->arena, note->paragraphs[at]);
	read_append(paragraph, note->paragraphs[at]);
}

void docx_add_reference(struct docx_reader *r, struct docx_fill *f, const char *id, bool end)
{
	struct docx_note key = { .id = id, .end = end };
	struct docx_note *note = id && f->now.node && r->note_count ? bsearch(&key, r->notes, r->note_count, sizeof key, docx_compare_notes) : NULL;
	if (!note || !note->count || !docx_shows(r, f, note->used ? note->texts[0] : read_text_of(r->scratch, note->paragraphs[0])))
		return;
	settle(r, f);
	cross_column(r, f);
	struct doc_node *footnote = doc_add_reference(r->file->doc, parent_for(r, f), docx_place(r));
	if (note->used)
		docx_tell(r, DIAG_READ_NOTE_AGAIN, docx_extract(r, note->texts[0]), NULL);
	else
		note->texts = ARENA_ARRAY(r->scratch, struct str, note->count);
	for (size_t p = 0; p < note->count; p++) {
		struct doc_node *paragraph = read_new(r->file->doc, DOC_PARAGRAPH, note->paragraphs[p]->place);
		put_note(r, note, p, paragraph);
		read_put(footnote, paragraph);
	}
	note->used = true;
}

int docx_compare_notes(const void *a, const void *b)
{
	const struct docx_note *x = a, *y = b;
	return x->end != y->end ? x->end - y->end : strcmp(x->id, y->id);
}
