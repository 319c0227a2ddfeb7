/* The head (版头) and the record block (版记) of a formal document, from its meta data: GB/T 9704-2012, 7.2 and 7.4. */
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/utf8.h"
#include "doc/doc.h"

enum { COPY_NUMBER_DIGITS = 6, SIGNERS_A_ROW = 2, SIGNERS_CELLS = 40 /* of a row, half a character each */, SIGNER_CELLS = 10 /* of a name that others stand in a column with */ };

const char *const doc_head_keys[] = { "发文机关", "发文字号", "份号", "密级", "保密期限", "紧急程度", "签发人", NULL };
const char *const doc_record_keys[] = { "抄送", "印发机关", "印发日期", NULL };

const char *const doc_attendance_keys[] = { "出席", "请假", "列席", NULL };

const char *const doc_label_keys[] = { "份号", "密级", "紧急程度", NULL };
const char *const doc_mark_suffixes[] = { "文件", "纪要", NULL };

static struct place place_of(const struct doc *doc, const char *key)
{
	for (size_t i = 0; i < doc->meta_count; i++)
		if (strcmp(doc->meta[i].key, key) == 0)
			return doc->meta[i].place;
	return doc->root->place;
}

/* Adds inline text; missing values, which meta data hold as text, are gaps again, so that the document is a draft. */
static void add_inlines(struct doc *doc, struct doc_node *parent, struct str text, struct place place)
{
	struct str before, label;
	while (doc_cut_gap(&text, &before, &label)) {
		if (before.len)
			doc_add_text(doc, parent, DOC_TEXT, before, place);
		struct str whole = { before.data + before.len, (size_t)(text.data - before.data) - before.len };
		struct doc_node *gap = doc_add_text(doc, parent, DOC_GAP, whole, place);
		gap->name = gap->label = arena_copy(doc->arena, label.data, label.len);
	}
	if (text.len)
		doc_add_text(doc, parent, DOC_TEXT, text, place);
}

/* Adds a field whose text stands in `text`, which is emptied. Nothing for an empty one. */
static void add_field(struct doc *doc, struct doc_node *block, const char *key, struct buf *text)
{
	struct place place = place_of(doc, key);
	if (text->len) {
		struct doc_node *field = doc_add(doc, block, DOC_FIELD, place);
		field->name = key;
		add_inlines(doc, field, buf_str(text), place);
	}
	buf_reset(text);
}

/* The value, without its own name and a colon before it: 签发人：张三. */
static struct str value_of(const struct doc *doc, const char *key)
{
	static const char *const colons[] = { "：", ":", NULL };
	struct str value = str_trim(doc_meta_value(doc, key));
	struct str rest = str_starts(value, key) ? str_from(value, strlen(key)) : STR("");
	size_t colon = str_starts_any(rest, colons);
	return colon ? str_trim(str_from(rest, colon)) : value;
}

static void add_value(struct doc *doc, struct doc_node *block, const char *key, struct buf *text)
{
	buf_add_str(text, value_of(doc, key));
	add_field(doc, block, key, text);
}

static bool is_number(struct str text)
{
	for (size_t i = 0; i < text.len; i++)
		if (text.data[i] < '0' || text.data[i] > '9')
			return false;
	return text.len > 0;
}

/* 份号 has six digits (7.2.1). */
static void add_padded(struct str number, struct buf *text)
{
	for (size_t digits = number.len; is_number(number) && digits < COPY_NUMBER_DIGITS; digits++)
		buf_add_char(text, '0');
	buf_add_str(text, number);
}

static void add_copy_number(struct doc *doc, struct doc_node *head, struct buf *text)
{
	add_padded(value_of(doc, "份号"), text);
	add_field(doc, head, "份号", text);
}

/* 密级 and 保密期限 on one line, parted by ★ (7.2.2). A term that 密级 names itself is the same one. */
static void add_security(struct doc *doc, struct doc_node *head, struct buf *text)
{
	struct str term = value_of(doc, "保密期限"), level = value_of(doc, "密级");
	bool own = str_find(level, "★") != (size_t)-1 && !str_ends(level, "★");
	buf_add_str(text, level);
	if (text->len && term.len && !own && !str_starts(term, "★") && !str_ends(buf_str(text), "★"))
		buf_add_text(text, "★");
	buf_add_str(text, own ? STR("") : term);
	add_field(doc, head, "密级", text);
}

static const char *const name_marks[] = { "、", "，", ",", "；", ";", NULL }, *const name_blanks[] = { "　", " ", NULL };

static bool has_mark(struct str names)
{
	for (size_t i = 0; name_marks[i]; i++)
		if (str_find(names, name_marks[i]) != (size_t)-1)
			return true;
	return false;
}

/* Whether the blank before `rest` is within a name whose first word is `word`: the one that makes 李四 as wide as a name of three, or that
 * of Latin letters. */
static bool is_within_name(struct str word, struct str rest)
{
	uint32_t first = str_first(word, 0), next = str_first(rest, 0);
	size_t len = 0;
	while (len < rest.len && !str_starts_any(str_from(rest, len), name_blanks))
		len++;
	if (first < 0x250 && next < 0x250)
		return true;
	return utf8_is_han(first) && utf8_is_han(next) && utf8_count(word.data, word.len) == 1 && utf8_count(rest.data, len) == 1;
}

/* Cuts the next name off `rest`; empty at its end. Blanks part names only where no mark does. */
static struct str next_name(struct str *rest, bool marked)
{
	for (size_t skip; (skip = str_starts_any(*rest, name_marks) + str_starts_any(*rest, name_blanks));)
		*rest = str_from(*rest, skip);
	size_t len = 0, blank;
	for (; len < rest->len && !str_starts_any(str_from(*rest, len), name_marks); len += blank ? blank : 1) {
		blank = marked ? 0 : str_starts_any(str_from(*rest, len), name_blanks);
		if (blank && !is_within_name((struct str){ rest->data, len }, str_from(*rest, len + blank)))
			break;
	}
	struct str name = { rest->data, len };
	*rest = str_from(*rest, len);
	return str_trim(name);
}

/* Several authorities, each on a line, the leading one first; `suffix` is a field of its own, as it stands beside them all (7.2.4). */
static void add_joint_mark(struct doc *doc, struct doc_node *head, struct str names, const char *suffix, struct buf *text)
{
	struct place place = place_of(doc, "发文机关");
	struct doc_node *field = doc_add(doc, head, DOC_FIELD, place);
	field->name = "发文机关";
	while (names.len) {
		struct str name = str_trim(str_cut(&names, "、"));
		if (field->first && name.len)
			doc_add(doc, field, DOC_LINE_BREAK, place);
		add_inlines(doc, field, name, place);
	}
	buf_add_text(text, suffix);
	add_field(doc, head, DOC_MARK_SUFFIX, text);
}

/* That of a letter (`suffix` is NULL) has the leading authority alone (10.1). */
static void add_mark(struct doc *doc, struct doc_node *head, struct str authority, const char *suffix, struct buf *text)
{
	struct str own = value_of(doc, "发文机关");
	struct str name = own.len ? own : str_trim(authority);
	if (!suffix)
		name = str_trim(str_cut(&name, "、"));
	bool joint = str_find(name, "、") != (size_t)-1;
	name.len -= joint && str_ends(name, suffix) ? strlen(suffix) : 0;
	if (joint) {
		add_joint_mark(doc, head, name, suffix, text);
		return;
	}
	buf_add_str(text, name);
	if (suffix && name.len && !str_ends(name, suffix))
		buf_add_text(text, suffix);
	add_field(doc, head, "发文机关", text);
}

/* The name, with a wide blank where one of any width makes a name of two as wide as one of three. */
static void add_wide(struct str name, struct buf *text)
{
	for (size_t i = 0; i < name.len; i++) {
		struct str before = { name.data, i };
		bool wide = name.data[i] == ' ' && utf8_is_han(str_last(before, 0)) && utf8_is_han(str_first(str_from(name, i + 1), 0));
		buf_add_str(text, wide ? STR("　") : (struct str){ name.data + i, 1 });
	}
}

static void add_name(struct doc *doc, struct doc_node *row, struct str name, struct place place)
{
	struct buf text = BUF_INIT;
	add_wide(name, &text);
	add_inlines(doc, row, buf_str(&text), place);
	buf_free(&text);
}

/* The names of a row of signers, one or two. */
struct signer_row {
	struct str names[SIGNERS_A_ROW];
	size_t count, cells;
};

static size_t cells_of(struct str name)
{
	return (size_t)utf8_cells(name.data, name.len);
}

/* The names, two a row where they are not so long that no row would hold them (7.2.6). */
static size_t signer_rows(struct doc *doc, struct signer_row **rows)
{
	struct str rest = value_of(doc, "签发人");
	bool marked = has_mark(rest);
	struct signer_row *row = NULL;
	size_t count = 0, room = 0;
	*rows = NULL;
	for (struct str name; (name = next_name(&rest, marked)).len; row->names[row->count++] = name, row->cells += cells_of(name))
		if (!row || row->count == SIGNERS_A_ROW || row->cells + cells_of(name) > SIGNERS_CELLS)
			row = ARENA_PUSH(doc->arena, *rows, count, room);
	return count;
}

/* The blanks between the names of a row: its second one stands below those of other rows (均匀编排), but for rows with a long name. */
static void add_gap(struct doc *doc, struct doc_node *node, const struct signer_row *row, size_t widest, struct place place)
{
	size_t first = cells_of(row->names[0]), wanted = first < widest ? widest - first : 0;
	struct buf blanks = BUF_INIT;
	for (size_t i = 0; i < 1 + (wanted + 1) / 2; i++)
		buf_add_text(&blanks, "　");
	doc_add_text(doc, node, DOC_TEXT, buf_move_str(&blanks, doc->arena), place);
}

/* 签发人 and a colon, then the names in 楷体, in rows that are parted by line breaks. */
static void add_signers(struct doc *doc, struct doc_node *head, struct buf *text)
{
	struct place place = place_of(doc, "签发人");
	struct signer_row *rows;
	size_t count = signer_rows(doc, &rows), widest = 0;
	buf_add_text(text, count ? "签发人：" : "");
	add_field(doc, head, "签发人", text);
	for (size_t i = 0; i < count; i++)
		if (rows[i].count > 1 && cells_of(rows[i].names[0]) > widest && cells_of(rows[i].names[0]) <= SIGNER_CELLS)
			widest = cells_of(rows[i].names[0]);
	for (size_t i = 0; i < count; i++) {
		if (i)
			doc_add(doc, head->last, DOC_LINE_BREAK, place);
		struct doc_node *row = doc_add(doc, head->last, DOC_EMPHASIS, place);
		add_name(doc, row, rows[i].names[0], place);
		if (rows[i].count > 1) {
			add_gap(doc, row, &rows[i], widest, place);
			add_name(doc, row, rows[i].names[1], place);
		}
	}
}

bool doc_is_formal_key(const char *key)
{
	return str_listed(doc_head_keys, key) || str_listed(doc_record_keys, key);
}

/* ---- who was there */

bool doc_is_formula(const struct doc_node *block)
{
	static const char *const fields[] = { "份号", "密级", "紧急程度", "发文字号", "印发日期" };
	if (!block || block->kind == DOC_DATE || block->kind == DOC_ATTACHMENT)
		return block;
	for (size_t i = 0; block->kind == DOC_FIELD && i < sizeof fields / sizeof *fields; i++)
		if (strcmp(block->name, fields[i]) == 0)
			return true;
	return false;
}

bool doc_is_attendance(const struct doc_node *node)
{
	return node && node->kind == DOC_PARAGRAPH && node->name;
}

bool doc_is_name_list(const struct doc_node *block)
{
	return doc_is_attendance(block) || (block && block->kind == DOC_FIELD && strcmp(block->name, "抄送") == 0);
}

bool doc_begins_attendance(const struct doc_node *node)
{
	return doc_is_attendance(node) && !doc_is_attendance(node->previous);
}

/* The first block behind the text and the attachment note; NULL: there is none. */
static struct doc_node *behind_text(const struct doc *doc)
{
	struct doc_node *at = doc->root->first;
	while (at && at->kind != DOC_SIGNATURE && at->kind != DOC_NOTE && at->kind != DOC_ATTACHMENT && at->kind != DOC_RECORD && at->kind != DOC_FOOTNOTES)
		at = at->next;
	return at;
}

void doc_add_attendance(struct doc *doc)
{
	struct doc_node *at = behind_text(doc);
	for (size_t i = 0; doc_attendance_keys[i]; i++) {
		const char *key = doc_attendance_keys[i];
		struct str value = value_of(doc, key);
		struct place place = place_of(doc, key);
		if (!value.len)
			continue;
		struct doc_node *paragraph = doc_add(doc, doc->root, DOC_PARAGRAPH, place);
		paragraph->name = key;
		doc_add_text(doc, doc_add(doc, paragraph, DOC_STRONG, place), DOC_TEXT, str_of(arena_printf(doc->arena, "%s：", key)), place);
		add_inlines(doc, paragraph, value, place);
		doc_unlink(paragraph);
		if (at)
			doc_insert_before(at, paragraph);
		else
			doc_append(doc->root, paragraph);
	}
}

/* ---- bare */

static struct str without_end(struct str text, const char *end)
{
	text.len -= str_ends(text, end) ? strlen(end) : 0;
	return str_trim(text);
}

static struct str bare_mark(struct str mark)
{
	for (size_t i = 0; doc_mark_suffixes[i]; i++)
		if (str_ends(mark, doc_mark_suffixes[i]))
			return without_end(mark, doc_mark_suffixes[i]);
	return mark;
}

/* The signers, or the authorities of a mark, with 、 between them. */
static struct str bare_names(const struct doc *doc, struct str text)
{
	struct buf out = BUF_INIT;
	bool marked = has_mark(text);
	for (struct str name; (name = next_name(&text, marked)).len;) {
		buf_add_text(&out, out.len ? "、" : "");
		add_wide(name, &out);
	}
	return buf_move_str(&out, doc->arena);
}

static struct str bare_copy_number(const struct doc *doc, struct str number)
{
	struct buf out = BUF_INIT;
	add_padded(number, &out);
	return buf_move_str(&out, doc->arena);
}

/* 密级 without a term, or the term, whichever of the two keys gives it. */
static struct str bare_security(const struct doc *doc, bool wants_term)
{
	struct str term = value_of(doc, "保密期限"), own = value_of(doc, "密级"), level = str_trim(str_cut(&own, "★"));
	own = str_trim(own);
	term = own.len ? own : str_starts(term, "★") ? str_trim(str_from(term, strlen("★"))) : term;
	return wants_term ? term : level;
}

struct str doc_meta_bare(const struct doc *doc, const char *key)
{
	struct str value = value_of(doc, key), text = value;
	if (strcmp(key, "份号") == 0)
		text = bare_copy_number(doc, value);
	else if (strcmp(key, "密级") == 0 || strcmp(key, "保密期限") == 0)
		text = bare_security(doc, strcmp(key, "密级") != 0);
	else if (strcmp(key, "签发人") == 0)
		text = bare_names(doc, value);
	else if (strcmp(key, "抄送") == 0)
		text = without_end(value, "。");
	else if (strcmp(key, "印发日期") == 0)
		text = without_end(value, "印发");
	else if (strcmp(key, "发文机关") == 0)
		text = bare_mark(value);
	return text.len ? (struct str){ arena_copy(doc->arena, text.data, text.len), text.len } : text;
}

void doc_add_head(struct doc *doc, struct str authority, const char *suffix)
{
	struct doc_node *first = doc->root->first;
	struct doc_node *head = doc_add(doc, doc->root, DOC_HEAD, doc->root->place);
	struct buf text = BUF_INIT;
	add_copy_number(doc, head, &text);
	add_security(doc, head, &text);
	add_value(doc, head, "紧急程度", &text);
	add_mark(doc, head, authority, suffix, &text);
	add_value(doc, head, "发文字号", &text);
	if (suffix)
		add_signers(doc, head, &text);
	buf_free(&text);
	if (!head->first || first)
		doc_unlink(head);
	if (head->first && first)
		doc_insert_before(first, head);
}

void doc_add_record(struct doc *doc, bool printing)
{
	struct doc_node *record = doc_add(doc, doc->root, DOC_RECORD, doc->root->place);
	struct str copies = value_of(doc, "抄送"), date = value_of(doc, "印发日期");
	struct buf text = BUF_INIT;
	if (copies.len) {
		buf_add_text(&text, str_starts(copies, "抄送") ? "" : "抄送：");
		buf_add_str(&text, copies);
		buf_add_text(&text, str_ends(copies, "。") ? "" : "。");
	}
	add_field(doc, record, "抄送", &text);
	if (printing)
		add_value(doc, record, "印发机关", &text);
	if (printing && date.len) {
		buf_add_str(&text, date);
		buf_add_text(&text, str_ends(date, "印发") ? "" : "印发");
	}
	add_field(doc, record, "印发日期", &text);
	buf_free(&text);
	struct doc_node *behind = doc->record_after ? doc->record_after->next : NULL;
	if (record->first && (!behind || behind == record))
		return;
	doc_unlink(record);
	if (record->first)
		doc_insert_before(behind, record);
}

const struct doc_node *doc_field(const struct doc_node *block, const char *key)
{
	for (const struct doc_node *n = block->first; n; n = n->next)
		if (n->kind == DOC_FIELD && strcmp(n->name, key) == 0)
			return n;
	return NULL;
}

struct str doc_mark(const struct doc *doc)
{
	const struct doc_node *head = doc->root->first, *mark = head && head->kind == DOC_HEAD ? doc_field(head, "发文机关") : NULL;
	struct buf names = BUF_INIT;
	for (const struct doc_node *n = mark ? mark->first : NULL; n; n = n->next)
		buf_add_str(&names, n->kind == DOC_LINE_BREAK ? STR("、") : n->text);
	return buf_move_str(&names, doc->arena);
}
