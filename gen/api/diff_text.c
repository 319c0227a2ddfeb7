#include "api/diff_text.h"

#include <string.h>

#include "base/buf.h"
#include "base/utf8.h"

/* What is being printed. */
struct show {
	struct buf *out;
	enum words_language language;
	bool colours;
};

enum { CONTEXT = 14 }; /* characters that are shown on each side of what differs */

/* ---- texts of documents */

/* Text of a document: cells of tables have bars between them, line ends are shown as such. */
static void add_text(struct show *s, struct str text)
{
	while (text.len) {
		size_t plain = 0;
		while (plain < text.len && text.data[plain] != '\t' && text.data[plain] != '\n')
			plain++;
		buf_add_printable(s->out, (struct str){ text.data, plain }, "");
		if (plain < text.len)
			buf_add_text(s->out, text.data[plain] == '\t' ? " | " : " ↵ ");
		text = str_from(text, plain < text.len ? plain + 1 : plain);
	}
}

static void add_marked(struct show *s, enum compare_op op, struct str text)
{
	bool deleted = op == COMPARE_DELETED;
	if (s->colours)
		buf_add_text(s->out, deleted ? "\033[31m" : "\033[32m");
	buf_add_text(s->out, deleted ? "[-" : "{+");
	add_text(s, text);
	buf_add_text(s->out, deleted ? "-]" : "+}");
	if (s->colours)
		buf_add_text(s->out, "\033[m");
}

/* What is the same, cut down to what stands near what differs. */
static void add_same(struct show *s, struct str text, bool first, bool last)
{
	size_t count = utf8_count(text.data, text.len), lead = first ? 0 : CONTEXT, tail = last ? 0 : CONTEXT;
	if (count <= lead + tail + 1) {
		add_text(s, text);
		return;
	}
	add_text(s, (struct str){ text.data, utf8_prefix(text.data, text.len, lead) });
	buf_add_text(s->out, "…");
	add_text(s, str_from(text, utf8_prefix(text.data, text.len, count - tail)));
}

/* Both texts of an element, which is read as a whole; of a long one what differs. */
static void add_element(struct show *s, const struct compare_change *change)
{
	add_marked(s, COMPARE_DELETED, change->before->text);
	add_marked(s, COMPARE_INSERTED, change->after->text);
}

static bool is_short_element(const struct compare_change *change)
{
	enum { SHORT = 30 }; /* characters */
	struct str before = change->before->text, after = change->after->text;
	return change->before->element && utf8_count(before.data, before.len) <= SHORT && utf8_count(after.data, after.len) <= SHORT;
}

static void add_pieces(struct show *s, const struct compare_change *change)
{
	if (is_short_element(change)) {
		add_element(s, change);
		return;
	}
	for (size_t i = 0; i < change->piece_count; i++) {
		const struct compare_piece *piece = &change->pieces[i];
		if (piece->op == COMPARE_SAME)
			add_same(s, piece->text, !i, i + 1 == change->piece_count);
		else
			add_marked(s, piece->op, piece->text);
	}
}

/* ---- places */

/* "plan.docx:12"; nothing where there is no file. */
static void add_place(struct show *s, const struct compare_passage *passage)
{
	if (!passage->file)
		return;
	buf_add_printable(s->out, str_of(passage->file), "");
	buf_printf(s->out, ":%u", passage->line);
}

static void add_section(struct show *s, const struct compare_passage *passage)
{
	struct buf section = BUF_INIT;
	buf_add_text(&section, passage->element ? passage->element : "");
	compare_add_section(passage, &section);
	if (section.len) {
		buf_add_text(s->out, "  ");
		buf_add_printable(s->out, buf_str(&section), "");
	}
	buf_free(&section);
}

/* ---- changes */

/* Kinds of passages in words. */
static const char *kind_words(enum words_language language, enum doc_kind kind)
{
	switch (kind) {
	case DOC_TITLE: case DOC_ATTACHMENT:
		return words_in(language, "title");
	case DOC_RECIPIENT:
		return words_in(language, "recipient");
	case DOC_HEADING:
		return words_in(language, "heading");
	case DOC_ITEM:
		return words_in(language, "item of a list");
	case DOC_QUOTE:
		return words_in(language, "quotation");
	case DOC_ROW: case DOC_CAPTION: case DOC_TABLE: case DOC_CELL:
		return words_in(language, "table");
	case DOC_ATTACHMENT_NOTE:
		return words_in(language, "attachment note");
	case DOC_SIGNATURE: case DOC_AUTHORITY: case DOC_DATE:
		return words_in(language, "signature");
	case DOC_NOTE:
		return words_in(language, "note below the text");
	case DOC_FOOTNOTE: case DOC_FOOTNOTES:
		return words_in(language, "footnote");
	case DOC_HEAD: case DOC_RECORD: case DOC_FIELD:
		return words_in(language, "head or record block");
	case DOC_ROOT: case DOC_PARAGRAPH: case DOC_LIST: case DOC_PAGE_BREAK: case DOC_KIND_COUNT:
	DOC_CASE_BOOK_PARTS:
	DOC_CASE_INLINES:
		break;
	}
	return words_in(language, "paragraph");
}

static void add_kind(struct show *s, const struct compare_passage *passage)
{
	bool attendance = passage->element && str_listed(doc_attendance_keys, passage->element);
	buf_add_text(s->out, attendance ? words_in(s->language, "attendance") : kind_words(s->language, passage->kind));
	if (passage->level)
		buf_printf(s->out, " %d", passage->level);
	for (const char *list = passage->lists; *list; list++)
		buf_add_text(s->out, *list == '1' ? " 1." : " •");
}

/* "paragraph → heading 2", where it became something else. */
static void add_kinds(struct show *s, const struct compare_change *change)
{
	const struct compare_passage *before = change->before, *after = change->after;
	if (!before || !after || compare_is_alike(before, after))
		return;
	buf_add_text(s->out, "  (");
	add_kind(s, before);
	buf_add_text(s->out, " → ");
	add_kind(s, after);
	buf_add_char(s->out, ')');
}

static void add_change(struct show *s, const struct compare_change *change)
{
	static const char *const names[COMPARE_KIND_COUNT] = {
		[COMPARE_CHANGED] = N_("changed"), [COMPARE_ADDED] = N_("added"),	   [COMPARE_REMOVED] = N_("removed"),
		[COMPARE_MOVED] = N_("moved"),	   [COMPARE_RESTYLED] = N_("another kind"),
	};
	const struct compare_passage *at = change->after ? change->after : change->before;
	add_place(s, at);
	buf_printf(s->out, "  %s", words_in(s->language, names[change->kind]));
	add_kinds(s, change);
	add_section(s, at);
	buf_add_text(s->out, "\n    ");
	if (change->kind == COMPARE_MOVED) {
		add_same(s, at->text, false, false);
		buf_add_text(s->out, "  ← ");
		add_place(s, change->before);
		add_section(s, change->before);
	} else if (change->kind == COMPARE_CHANGED) {
		add_pieces(s, change);
	} else if (change->kind == COMPARE_RESTYLED) {
		add_same(s, at->text, false, false);
	} else {
		add_marked(s, change->after ? COMPARE_INSERTED : COMPARE_DELETED, at->text);
	}
	buf_add_char(s->out, '\n');
}

static void add_value(struct show *s, const struct compare_value *value)
{
	buf_add_text(s->out, "  ");
	buf_add_printable(s->out, str_of(value->name), "");
	buf_add_text(s->out, ": ");
	add_marked(s, COMPARE_DELETED, str_of(value->old));
	add_marked(s, COMPARE_INSERTED, str_of(value->now));
	buf_printf(s->out, words_in(s->language, "  (in %zu of %zu places: "), value->spot_count, value->places);
	for (size_t i = 0; i < value->spot_count; i++) {
		buf_add_text(s->out, i ? ", " : "");
		add_place(s, value->spots[i].after);
	}
	buf_add_text(s->out, words_in(s->language, ")"));
	buf_add_char(s->out, '\n');
}

void diff_add_text(const struct compare_result *result, enum words_language language, bool colours, struct buf *out)
{
	struct show s = { out, language, colours };
	for (size_t i = 0; i < result->change_count; i++)
		add_change(&s, &result->changes[i]);
	if (result->value_count)
		buf_printf(out, "%s\n", words_in(language, "Values that read otherwise"));
	for (size_t i = 0; i < result->value_count; i++)
		add_value(&s, &result->values[i]);
}
