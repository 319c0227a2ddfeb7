/* What stands around the body of a plan: title, head, recipient, record block, signature. */
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/utf8.h"
#include "doc/doc.h"
#include "read/internal.h"
#include "vars/element.h"
#include "vars/reference.h"

enum {
	TITLE_CHARS = 60,     /* a longer line is no title */
	UNSURE_CHARS = 40,    /* of one that only stands where a title does */
	LOOK_LINES = 12,      /* from the top in which a title is looked for */
	RECIPIENT_CHARS = 120,
	NAME_CHARS = 30,      /* of a line of a signature */
	END_LINES = 10,       /* from the end in which a date is looked for */
	SAMPLE_CHARS = 20,
};

const char *read_sample(struct arena *arena, struct str text)
{
	return diag_excerpt(arena, text, SAMPLE_CHARS);
}

static size_t chars(struct str text)
{
	return utf8_count(text.data, text.len);
}

static bool has_any(struct str text, const char *const *words)
{
	for (; *words; words++)
		if (str_find(text, *words) != (size_t)-1)
			return true;
	return false;
}

bool read_is_title(struct str line)
{
	static const char *const inner[] = { "。", "；", "，", "：", ":", NULL };
	static const char *const kinds[] = { "要点", "计划", "方案", "安排", "规划", "总结", "意见", "通知", NULL };
	if (!line.len || chars(line) > TITLE_CHARS || has_any(line, inner))
		return false;
	struct str head = line;
	for (size_t at = 0; (str_ends(line, "）") || str_ends(line, ")")) && at < line.len; at++)
		if (str_starts(str_from(line, at), "（") || line.data[at] == '(')
			head = (struct str){ line.data, at };
	head = str_trim(head);
	bool dated = doc_counting_word(line) && str_starts(str_from(line, doc_counting_word(line)), "年");
	return str_ends_any(head, kinds) && (dated || str_starts(line, "关于") || str_find(line, "年") != (size_t)-1);
}

bool read_is_label(const struct read_line *line, size_t most)
{
	static const char *const ends[] = { "。", "；", "，", "：", "！", "？", "、", ":", ";", ",", NULL };
	return line->text.len && chars(line->text) <= most && !str_ends_any(line->text, ends) && !line->number.shape &&
	       str_find(line->text, "。") == (size_t)-1;
}

bool read_is_issued(const struct read_line *line)
{
	return line->class == CLASS_TEXT && line->block->role == READ_ATTACHMENT_TITLE;
}

size_t read_attached_word(struct str text)
{
	struct str rest = str_trim(str_from(text, str_starts(text, "附") ? strlen("附") : 0));
	return rest.data > text.data && str_starts(rest, "件") ? (size_t)(rest.data - text.data) + strlen("件") : 0;
}

bool read_is_mark(const struct read_line *line)
{
	struct str text = line->text;
	size_t word = line->class == CLASS_WHOLE ? 0 : read_attached_word(text);
	if (line->block->role == READ_MARK)
		return true;
	if (!word || (word > strlen("附件") && !line->block->page_break)) /* 附 件 may as well stand above names */
		return false;
	text = str_trim(str_from(text, word));
	text = str_from(text, doc_counting_word(text));
	bool colon = str_is(text, "：") || str_is(text, ":");
	return !text.len || (colon && line->block->page_break);
}

/* ---- meta data */

/* Whether the element can have the value; a gap can stand in any. */
static bool can_be(struct arena *arena, const char *key, struct str value)
{
	struct diag_list ignored;
	struct str rest = value = read_on_one_line(arena, value), before, label;
	diag_init(&ignored, arena);
	return !value.len || doc_cut_gap(&rest, &before, &label) || element_read(arena, key, &value, NO_PLACE, &ignored);
}

void read_set_meta(struct read_plan *plan, const char *key, struct str value, struct place place)
{
	struct doc *doc = plan->doc;
	struct doc_meta *meta = ARENA_ARRAY(plan->arena, struct doc_meta, doc->meta_count + 1);
	value = read_on_one_line(plan->arena, value);
	if (!value.len || doc_find_meta(doc, key))
		return;
	if (doc->meta_count)
		memcpy(meta, doc->meta, doc->meta_count * sizeof *meta);
	meta[doc->meta_count] = (struct doc_meta){ key, { arena_copy(plan->arena, value.data, value.len), value.len }, place, NULL };
	doc->meta = meta;
	doc->meta_count++;
}

/* What stands behind `label` and a colon, or an empty view. */
static struct str behind_label(struct str text, const char *label)
{
	static const char *const colons[] = { "：", ":", NULL };
	struct str rest = str_starts(text, label) ? str_trim(str_from(text, strlen(label))) : STR("");
	size_t colon = str_starts_any(rest, colons);
	return colon ? str_trim(str_from(rest, colon)) : STR("");
}

/* Takes names behind those of 签发人 that were read before. */
static void add_signers(struct read_plan *plan, struct str names, struct place place)
{
	struct doc_meta *known = (struct doc_meta *)doc_find_meta(plan->doc, "签发人");
	names = str_trim(names);
	if (!known)
		read_set_meta(plan, "签发人", names, place);
	else if (names.len)
		known->value = str_of(arena_printf(plan->arena, "%.*s　%.*s", (int)known->value.len, known->value.data, (int)names.len, names.data));
}

/* Where the first 号 stands that is in no gap; (size_t)-1: nowhere. */
static size_t find_sign(struct str text)
{
	struct str rest = text, before, label;
	while (doc_cut_gap(&rest, &before, &label)) {
		size_t found = str_find(before, "号");
		if (found != (size_t)-1)
			return (size_t)(before.data - text.data) + found;
	}
	size_t found = str_find(rest, "号");
	return found == (size_t)-1 ? found : (size_t)(rest.data - text.data) + found;
}

/* Bytes of a 发文字号 that the text begins with, at whose end or before a blank its 号 stands; 0: it begins with none. */
static size_t number_bytes(struct str text)
{
	size_t end = find_sign(text);
	struct str number = { text.data, end == (size_t)-1 ? 0 : end + strlen("号") }, behind = str_from(text, number.len);
	bool year = str_find(number, "〔") != (size_t)-1 || str_find(number, "[") != (size_t)-1 || str_find(number, "（20") != (size_t)-1;
	bool apart = !behind.len || str_trim(behind).data != behind.data || str_starts(behind, "签发人");
	return year && apart && chars(number) <= NAME_CHARS ? number.len : 0;
}

/* Whether it is the number of an issue of minutes, 第3期. */
static bool is_issue(struct str text)
{
	struct buf made = BUF_INIT;
	bool good = reference_add_issue(text, &made);
	buf_free(&made);
	return good;
}

/* Whether the text is names alone: of two to four Han characters, or of one beside another. */
static bool is_names(struct str text)
{
	enum { MOST = 4 };
	uint32_t c;
	size_t own = 0;
	for (size_t at = 0, size; at < text.len; at += size) {
		size = utf8_decode(text.data + at, text.len - at, &c);
		bool blank = c == ' ' || c == 0x3000;
		if (!size || (!blank && !utf8_is_han(c)))
			return false;
		own = blank ? 0 : own + 1;
		if (own > MOST)
			return false;
	}
	return text.len > 0;
}

/* A piece of the lines of 发文字号 and 签发人: 科发〔2026〕5号, or 签发人：张三, both, or further names (7.2.5, 7.2.6). *names: the text before
 * ended in names. */
static void take_piece(struct read_plan *plan, struct str piece, bool *names, struct place place)
{
	size_t number = number_bytes(piece), signer;
	if (number)
		read_set_meta(plan, "发文字号", (struct str){ piece.data, number }, place);
	piece = str_trim(str_from(piece, number));
	signer = str_starts(piece, "签发人");
	if (signer)
		add_signers(plan, behind_label(piece, "签发人"), place);
	else if (*names && piece.len)
		add_signers(plan, piece, place);
	*names |= signer;
}

/* The paragraph of 发文字号, with 签发人 on the same line or above it, whose names may take several lines; or a line of further names. */
static bool take_number(struct read_plan *plan, struct str text, struct place place)
{
	bool names = plan->signers && (is_names(text) || number_bytes(text)), good = names || number_bytes(text) || str_starts(text, "签发人");
	for (struct str rest = text; good && rest.len;) {
		struct str line = str_cut(&rest, "\n");
		while (line.len)
			take_piece(plan, str_trim(str_cut(&line, "\t")), &names, place);
	}
	plan->signers = good && names;
	return good;
}

/* Whether the lines are names of authorities that issue a document together (7.2.4); 文件 stands beside them then. A name that is too long for one
 * line ends in it. */
static bool is_joint(struct str text)
{
	bool several = str_find(text, "\n") != (size_t)-1 && !str_ends_any(text, doc_mark_suffixes);
	for (struct str rest = text; rest.len;) {
		struct str line = str_trim(str_cut(&rest, "\n"));
		if (!line.len || chars(line) > NAME_CHARS || number_bytes(line) || str_starts(line, "签发人") || str_find(line, "\t") != (size_t)-1)
			return false;
	}
	return several;
}

static struct str join_lines(struct arena *arena, struct str text, const char *between)
{
	struct buf out = BUF_INIT;
	for (struct str rest = text; rest.len;) {
		buf_add_text(&out, out.len ? between : "");
		buf_add_str(&out, str_trim(str_cut(&rest, "\n")));
	}
	return buf_move_str(&out, arena);
}

static const char *const levels[] = { "绝密", "机密", "秘密", NULL };

static bool is_urgency(struct str text)
{
	static const char *const words[] = { "特急", "加急", "平急", "特提", NULL };
	enum { MOST = 4 };
	return str_starts_any(text, words) && chars(text) <= MOST;
}

static bool is_copy_number(struct str text)
{
	enum { DIGITS = 6 };
	return text.len == DIGITS && strspn(text.data, "0123456789") >= DIGITS;
}

/* Whether the line of a head can be the name of an authority alone. */
static bool is_body_name(struct str text)
{
	return text.len && chars(text) <= NAME_CHARS && !str_starts_any(text, levels) && !is_urgency(text) && !is_copy_number(text) &&
	       !number_bytes(text);
}

/* A term alone, where no 密级 stands before it: 1年, 6个月, 长期. */
static bool is_term(struct str text)
{
	static const char *const units[] = { "年", "个月", "月", "日", "天", NULL };
	size_t digits = strspn(text.data, "0123456789"), unit = str_starts_any(str_from(text, digits), units);
	return str_is(text, "长期") || (digits && unit && digits + unit == text.len);
}

/* Takes the authority of a mark, without what stands behind it. False: the line is no mark for certain. */
static bool take_mark(struct read_plan *plan, const struct read_line *line)
{
	bool styled = line->block->role == READ_HEAD;
	struct str text = styled ? join_lines(plan->arena, line->text, "") : line->text;
	size_t suffix = str_ends_any(text, doc_mark_suffixes);
	struct str name = { text.data, text.len - suffix };
	if (chars(text) > (styled ? TITLE_CHARS : NAME_CHARS) || (!suffix && !styled) || !can_be(plan->arena, "发文机关", name))
		return false;
	read_set_meta(plan, "发文机关", name, line->block->node->place);
	return true;
}

static bool is_suffix(struct str text)
{
	return text.len && str_ends_any(text, doc_mark_suffixes) == text.len;
}

/* Whether a line of the head is what stands beside the names of several authorities: without it, lines are those of a letter's one mark (10.1). */
static bool has_suffix(const struct read_plan *plan)
{
	for (size_t i = 0; i < plan->count && i < LOOK_LINES; i++)
		if (is_suffix(plan->lines[i].text))
			return true;
	return false;
}

/* A text of the head (GB/T 9704-2012, 7.2). */
static bool take_head_text(struct read_plan *plan, const struct read_line *line, struct str text)
{
	struct str rest = text;
	struct place place = line->block->node->place;
	size_t level = str_starts_any(text, levels);
	struct str star = str_cut(&rest, "★");
	if (level && can_be(plan->arena, "密级", star) && can_be(plan->arena, "保密期限", rest)) {
		read_set_meta(plan, "密级", star, place);
		read_set_meta(plan, "保密期限", rest, place);
	} else if (is_urgency(text) && can_be(plan->arena, "紧急程度", text)) {
		read_set_meta(plan, "紧急程度", text, place);
	} else if (is_copy_number(text)) {
		read_set_meta(plan, "份号", text, place);
	} else if (is_issue(text)) {
		read_set_meta(plan, "发文字号", text, place);
	} else if (line->block->role == READ_HEAD && is_joint(text) && has_suffix(plan)) {
		read_set_meta(plan, "发文机关", join_lines(plan->arena, text, "、"), place);
	} else if (line->block->role == READ_HEAD && is_term(text)) {
		read_set_meta(plan, "保密期限", text, place);
	} else {
		return take_number(plan, text, place) || take_mark(plan, line);
	}
	return true;
}

/* A line of the head; in a letter 发文字号 stands at the right of one of the labels (10.1). */
static bool take_head(struct read_plan *plan, const struct read_line *line)
{
	struct str number = line->text, label = str_trim(str_cut(&number, "\t"));
	bool labelled = str_starts_any(label, levels) || is_urgency(label) || is_copy_number(label);
	if (labelled && number.len && number_bytes(str_trim(number)))
		return take_head_text(plan, line, label) && take_number(plan, str_trim(number), line->block->node->place);
	return take_head_text(plan, line, line->text);
}

/* Where the date begins that ends the line; (size_t)-1: none does. */
static size_t find_issue_date(struct str text)
{
	size_t at = (size_t)-1;
	for (size_t from = 0, found; (found = str_find(str_from(text, from), "年")) != (size_t)-1; from = at + strlen("年"))
		at = from + found;
	while (at != (size_t)-1 && at && strchr("0123456789", text.data[at - 1]))
		at--;
	return at;
}

/* What a line of the record block (7.4) says: 抄送：…, or the printing office with its date. */
struct record {
	struct str copies, office, date;
};

/* Whether it is written like a day, 2026年2月30日, of the calendar or not. */
static bool is_written_day(struct str text)
{
	return text.len && strchr("0123456789", text.data[0]) && str_find(text, "月") != (size_t)-1 && str_ends(text, "日");
}

/* Reads it; `styled`: by its style it is such a line. False: it is none. */
static bool read_record(struct read_plan *plan, struct str text, bool styled, struct record *record)
{
	bool printed = str_ends(text, "印发") && chars(text) <= TITLE_CHARS;
	*record = (struct record){ .copies = behind_label(text, "抄送") };
	record->copies.len -= str_ends(record->copies, "。") ? strlen("。") : 0;
	if (record->copies.len && can_be(plan->arena, "抄送", record->copies))
		return true;
	record->copies.len = 0;
	size_t at = printed ? find_issue_date(text) : text.len;
	if ((!printed && !(styled && chars(text) <= NAME_CHARS)) || at == (size_t)-1)
		return false;
	record->office = str_trim((struct str){ text.data, at });
	record->date = str_from(text, at);
	record->date.len -= printed ? strlen("印发") : 0;
	bool day = can_be(plan->arena, "印发日期", record->date) || is_written_day(record->date);
	return can_be(plan->arena, "印发机关", record->office) && day;
}

static void set_record(struct read_plan *plan, const struct record *record, struct place place)
{
	bool open = !can_be(plan->arena, "印发日期", record->date);
	if (open)
		diag_add(plan->findings, DIAG_READ_DATE_OPEN, place, read_sample(plan->arena, record->date), "印发日期");
	read_set_meta(plan, "抄送", record->copies, place);
	read_set_meta(plan, "印发机关", record->office, place);
	read_set_meta(plan, "印发日期", open ? STR(DOC_GAP_OPEN "印发日期" DOC_GAP_CLOSE) : record->date, place);
}

static bool take_record(struct read_plan *plan, const struct read_line *line)
{
	struct record record;
	if (!read_record(plan, line->text, line->block->role == READ_RECORD, &record))
		return false;
	set_record(plan, &record, line->block->node->place);
	return true;
}

/* The text of a row, its cells parted by blanks. */
static struct str row_text(struct read_plan *plan, const struct doc_node *row)
{
	struct buf text = BUF_INIT;
	for (const struct doc_node *cell = row->first; cell; cell = cell->next) {
		buf_add_text(&text, text.len ? " " : "");
		read_add_text(cell, &text);
	}
	return str_trim(buf_move_str(&text, plan->arena));
}

/* A record block that is a table, as its lines are often drawn: takes it when each of its rows is a line of one. */
static bool take_record_table(struct read_plan *plan, const struct doc_node *table)
{
	struct record record;
	bool all = table->kind == DOC_TABLE && table->first;
	for (const struct doc_node *row = table->first; row && all; row = row->next)
		all = row->kind == DOC_ROW && read_record(plan, row_text(plan, row), false, &record);
	for (const struct doc_node *row = table->first; row && all; row = row->next) {
		read_record(plan, row_text(plan, row), false, &record);
		set_record(plan, &record, row->place);
	}
	return all;
}

/* ---- title and recipient */

static bool is_sentence(struct str text)
{
	static const char *const marks[] = { "。", "；", "，", NULL };
	return has_any(text, marks);
}

/* Whether the line can be none but one of the head: X文件, its number, the signers; X纪要 above its number; behind such a one also names alone. */
static bool is_of_head(const struct read_plan *plan, size_t at)
{
	const struct read_line *line = &plan->lines[at];
	struct str text = line->text, next = at + 1 < plan->count ? line[1].text : STR("");
	bool mark = str_ends(text, "文件") || (str_ends_any(text, doc_mark_suffixes) && is_issue(next));
	return line->class == CLASS_TEXT && (mark || is_issue(text) || number_bytes(text) || str_starts(text, "签发人") || (at && is_names(text)));
}

/* The line that is the title, or where the lines with that style begin; plan->count: none. */
static size_t find_title(struct read_plan *plan, bool *sure)
{
	size_t most = plan->count < LOOK_LINES ? plan->count : LOOK_LINES;
	*sure = true;
	for (size_t i = 0; i < plan->count; i++)
		if (plan->lines[i].block->role == READ_TITLE)
			return i;
	for (size_t i = 0; i < most; i++)
		if (plan->lines[i].class == CLASS_TEXT && read_is_title(plan->lines[i].text))
			return i;
	for (size_t i = 0; i < most; i++)
		if (plan->lines[i].class == CLASS_TEXT && plan->lines[i].block->align == READ_CENTRE && read_is_label(&plan->lines[i], UNSURE_CHARS) &&
		    !is_of_head(plan, i))
			return i;
	*sure = false;
	size_t first = 0;
	while (first < most && is_of_head(plan, first))
		first++;
	first = first < most ? first : 0;
	return plan->count && plan->lines[first].class == CLASS_TEXT && read_is_label(&plan->lines[first], UNSURE_CHARS) ? first : plan->count;
}

/* The title behind a title page: that of a book stands before the contents, or on a page of its own. */
static size_t skip_cover(const struct read_plan *plan, size_t at)
{
	for (size_t i = at + 1; i < plan->count && i < LOOK_LINES; i++) {
		const struct read_line *line = &plan->lines[i];
		if (line->class != CLASS_TEXT || line->number.shape || !(line->block->role == READ_TITLE || read_is_label(line, UNSURE_CHARS)))
			break;
		if (line->parted && (line->block->role == READ_TITLE || read_is_title(line->text)))
			at = i;
	}
	return at;
}

/* Whether the line belongs to a title of several lines. */
static bool is_title_line(const struct read_line *line, const struct read_line *title)
{
	bool styled = title->block->role == READ_TITLE, alike = title->block->align == line->block->align;
	if (styled || line->class != CLASS_TEXT)
		return line->block->role == READ_TITLE;
	bool centred = line->block->align == READ_CENTRE && alike;
	return read_is_label(line, UNSURE_CHARS) && centred && line->block->role == READ_TEXT && !str_ends(line->text, "号") &&
	       !str_ends(line->text, "文件");
}

static bool is_bracket(struct str text)
{
	return (str_starts(text, "（") && str_ends(text, "）")) || (str_starts(text, "(") && str_ends(text, ")"));
}

static void add_title_line(struct read_plan *plan, struct doc_node *title, struct read_line *line)
{
	if (title->first)
		doc_add(plan->doc, title, DOC_LINE_BREAK, line->block->node->place);
	read_flatten(line->block->node);
	read_join_lines(line->block->node);
	read_append(title, line->block->node);
	line->class = CLASS_TAKEN;
}

/* The title with the lines around it that belong to it. Returns the line behind it. */
static size_t take_title(struct read_plan *plan)
{
	bool sure;
	size_t at = skip_cover(plan, find_title(plan, &sure)), from = at, to = at;
	if (at == plan->count) {
		diag_add(plan->findings, DIAG_READ_TITLE_NONE, plan->doc->root->place);
		return 0;
	}
	if (!sure)
		diag_add(plan->findings, DIAG_READ_TITLE_UNSURE, plan->lines[at].block->node->place, read_sample(plan->arena, plan->lines[at].text));
	while (from && !plan->lines[from].parted && !is_of_head(plan, from - 1) && is_title_line(&plan->lines[from - 1], &plan->lines[at]))
		from--;
	while (to + 1 < plan->count && !plan->lines[to + 1].parted && is_title_line(&plan->lines[to + 1], &plan->lines[at]))
		to++;
	const struct read_line *next = to + 1 < plan->count ? &plan->lines[to + 1] : NULL;
	to += next && next->class == CLASS_TEXT && is_bracket(next->text) && !next->block->apart && read_is_label(next, NAME_CHARS) &&
	      str_find(next->text, "日") == (size_t)-1 && next->block->role == READ_TEXT && !next->number.shape &&
	      (next->block->align == READ_CENTRE || plan->lines[at].block->align == READ_LEFT);
	struct doc_node *title = doc_add(plan->doc, plan->doc->root, DOC_TITLE, plan->lines[from].block->node->place);
	for (size_t i = from; i <= to; i++)
		add_title_line(plan, title, &plan->lines[i]);
	return to + 1;
}

/* Names whom a plan is for, no sentence that something follows. */
static bool is_recipient(const struct read_line *line)
{
	static const char *const not[] = { "如下", "以下", "下列", "。", "；", NULL };
	static const char *const who[] = { "各", "局", "委", "办", "室", "部", "院", "校", "公司", "单位", "科", "股", "镇", "乡", "街道", "村", "社区", "党", NULL };
	bool colon = str_ends(line->text, "：") || str_ends(line->text, ":");
	if (line->block->role == READ_RECIPIENT)
		return true;
	return line->class == CLASS_TEXT && colon && !line->number.shape && chars(line->text) <= RECIPIENT_CHARS && !has_any(line->text, not) &&
	       has_any(line->text, who) && line->block->role == READ_TEXT;
}

/* Takes the authorities that a text file has on a line each, above 文件 alone. */
static void take_joint_mark(struct read_plan *plan, size_t body)
{
	struct buf names = BUF_INIT;
	size_t end = 0, first;
	while (end < body && !is_suffix(plan->lines[end].text))
		end++;
	for (first = end; first && end < body && plan->lines[first - 1].class == CLASS_TEXT && is_body_name(plan->lines[first - 1].text); first--)
		continue;
	if (end == body || end - first < 2)
		return;
	for (size_t i = first; i < end; i++) {
		buf_add_text(&names, i > first ? "、" : "");
		buf_add_str(&names, plan->lines[i].text);
		plan->lines[i].class = CLASS_TAKEN;
	}
	read_set_meta(plan, "发文机关", buf_str(&names), plan->lines[first].block->node->place);
	buf_free(&names);
}

void read_take_front(struct read_plan *plan)
{
	size_t body = take_title(plan);
	take_joint_mark(plan, body);
	for (size_t i = 0; i < body; i++) {
		struct read_line *line = &plan->lines[i];
		if (line->class == CLASS_TAKEN)
			continue;
		if (line->class == CLASS_TEXT && take_head(plan, line))
			line->class = CLASS_TAKEN;
		else
			diag_add(plan->findings, DIAG_READ_BEFORE_TITLE, line->block->node->place, read_sample(plan->arena, line->text));
	}
	if (body >= plan->count || !is_recipient(&plan->lines[body]))
		return;
	struct read_line *line = &plan->lines[body];
	struct doc_node *node = doc_add(plan->doc, plan->doc->root, DOC_RECIPIENT, line->block->node->place);
	read_append(node, line->block->node);
	line->class = CLASS_TAKEN;
}

/* ---- signature and record block */

/* 2026年1月5日, 二〇二六年一月五日; also with a gap in it. */
static bool is_date(struct read_plan *plan, const struct read_line *line)
{
	static const char digits[] = "0123456789０１２３４５６７８９〇○零一二三四五六七八九十年月日XxＸ× 　";
	struct str text = line->text;
	uint32_t cp;
	if (line->block->role == READ_DATE && can_be(plan->arena, "成文日期", text))
		return true;
	if (!str_ends(text, "日") || str_find(text, "年") == (size_t)-1 || str_find(text, "月") == (size_t)-1 || line->class != CLASS_TEXT)
		return false;
	for (size_t at = 0, n; at < text.len && (n = utf8_decode(text.data + at, text.len - at, &cp)); at += n)
		if (!utf8_among(cp, digits))
			return false;
	return true;
}

/* The element that the line is of those of who was there (10.3), and *value; NULL: it is none, or one that was read already. */
static const char *attendance_of(const struct read_plan *plan, const struct read_line *line, struct str *value)
{
	for (size_t i = 0; doc_attendance_keys[i] && line->class == CLASS_TEXT && !line->number.shape; i++) {
		const char *key = doc_attendance_keys[i];
		*value = behind_label(line->text, key);
		if (value->len && !doc_find_meta(plan->doc, key) && can_be(plan->arena, key, *value))
			return key;
	}
	return NULL;
}

/* Whether the line can be one of those above the date. */
static bool is_authority(struct read_plan *plan, const struct read_line *line)
{
	struct str value;
	if (line->block->role == READ_AUTHORITY)
		return true;
	return line->class == CLASS_TEXT && line->block->role == READ_TEXT && read_is_label(line, NAME_CHARS) && !is_sentence(line->text) &&
	       !is_date(plan, line) && !attendance_of(plan, line, &value);
}

/* Makes the text behind a tab one of its own; NULL: there is none. */
static struct doc_node *cut_at_tab(struct doc *doc, struct doc_node *node)
{
	struct str before = node->text;
	size_t at = str_find(before, "\t");
	if (node->kind != DOC_TEXT || at == (size_t)-1)
		return NULL;
	struct doc_node *rest = read_new(doc, DOC_TEXT, node->place);
	rest->text = str_trim(str_from(before, at));
	node->text = str_trim(str_of(arena_copy(doc->arena, before.data, at)));
	return rest;
}

/* The authority, or several that stand beside each other, parted by tabs. */
static void add_authorities(struct doc *doc, struct doc_node *signature, struct doc_node *line)
{
	struct doc_node *part = doc_add(doc, signature, DOC_AUTHORITY, line->place), *next;
	for (struct doc_node *n = line->first; n; n = next) {
		struct doc_node *rest = cut_at_tab(doc, n);
		next = n->next;
		doc_unlink(n);
		if (n->kind != DOC_TEXT || n->text.len)
			doc_append(part, n);
		if (!rest)
			continue;
		part = part->first ? doc_add(doc, signature, DOC_AUTHORITY, line->place) : part;
		doc_append(line, rest);
		if (next) {
			doc_unlink(rest);
			doc_insert_before(next, rest);
		}
		next = rest;
	}
}

/* The date, or where it is none of the calendar, as a day that nobody has filled in yet, a gap. */
static void add_date(struct read_plan *plan, struct doc_node *signature, struct doc_node *line)
{
	struct doc_node *date = doc_add(plan->doc, signature, DOC_DATE, line->place);
	struct str text = str_trim(read_text_of(plan->arena, line));
	read_append(date, line);
	if (can_be(plan->arena, "成文日期", text))
		return;
	diag_add(plan->findings, DIAG_READ_DATE_OPEN, date->place, read_sample(plan->arena, text), "成文日期");
	while (date->first)
		doc_unlink(date->first);
	doc_add_text(plan->doc, date, DOC_TEXT, STR(DOC_GAP_OPEN "成文日期" DOC_GAP_CLOSE), date->place);
}

/* A gap for the date of a signature that has none. */
static void add_open_date(struct read_plan *plan, struct doc_node *signature, const struct read_line *last)
{
	struct doc_node *date = doc_add(plan->doc, signature, DOC_DATE, last->block->node->place);
	diag_add(plan->findings, DIAG_READ_DATE_NONE, date->place, read_sample(plan->arena, last->text));
	doc_add_text(plan->doc, date, DOC_TEXT, STR(DOC_GAP_OPEN "成文日期" DOC_GAP_CLOSE), date->place);
}

/* Makes the lines up to `last` a signature; `dated`: that one is its date. */
static void make_signature(struct read_plan *plan, size_t first, size_t last, bool dated)
{
	struct doc *doc = plan->doc;
	struct read_line *lines = plan->lines;
	struct doc_node *signature = read_new(doc, DOC_SIGNATURE, lines[first].block->node->place);
	for (size_t i = first; i <= last; i++) {
		struct doc_node *line = lines[i].block->node;
		if (lines[i].block->role == READ_AUTHORITY) /* ours: a long name is broken where layout broke it */
			read_join_lines(line);
		if (i < last || !dated)
			add_authorities(doc, signature, line);
		else
			add_date(plan, signature, line);
		lines[i].class = i > first ? CLASS_TAKEN : CLASS_WHOLE;
	}
	if (!dated)
		add_open_date(plan, signature, &lines[last]);
	lines[first].block->node = signature;
	lines[first].block->role = READ_WHOLE;
}

/* A note as its style or its brackets say: （联系人：…）. */
static bool is_note(const struct read_line *line)
{
	return line->class == CLASS_TEXT && (line->block->role == READ_NOTE || is_bracket(line->text));
}

/* The notes behind the signature, or who was there (7.3.7). */
static void take_notes(struct read_plan *plan, size_t from, size_t end)
{
	for (size_t i = from; i < end; i++) {
		struct read_line *line = &plan->lines[i];
		if (!is_note(line))
			continue;
		line->block->node->kind = DOC_NOTE;
		line->block->role = READ_WHOLE;
		line->class = CLASS_WHOLE;
	}
}

/* The signature of a document whose styles tell who signs, where the line with the date is gone; of others the last line at the right is told. */
static void take_undated(struct read_plan *plan, size_t end)
{
	size_t last = end, first;
	for (size_t i = end, seen = 0; i-- > 0 && seen < END_LINES && last == end; seen += plan->lines[i].class != CLASS_TAKEN)
		if (plan->lines[i].class == CLASS_TEXT && plan->lines[i].block->role == READ_AUTHORITY)
			last = i;
	for (size_t i = end; i-- > 0 && last == end && (plan->lines[i].class == CLASS_TAKEN || is_note(&plan->lines[i]) || plan->lines[i].block->align == READ_RIGHT);) {
		const struct read_line *line = &plan->lines[i];
		if (line->class == CLASS_TEXT && line->block->align == READ_RIGHT && is_authority(plan, line)) {
			diag_add(plan->findings, DIAG_READ_SIGNATURE, line->block->node->place, read_sample(plan->arena, line->text));
			return;
		}
	}
	if (last == end)
		return;
	for (first = last; first && plan->lines[first - 1].class == CLASS_TEXT && plan->lines[first - 1].block->role == READ_AUTHORITY; first--)
		;
	make_signature(plan, first, last, false);
	take_notes(plan, last + 1, end);
}

/* Signature and notes at the end of lines that go to `end`. */
static void take_signature(struct read_plan *plan, size_t end)
{
	size_t date = end;
	for (size_t i = end, seen = 0; i-- > 0 && seen < END_LINES && date == end; seen += plan->lines[i].class != CLASS_TAKEN)
		if (is_date(plan, &plan->lines[i]))
			date = i;
	if (date == end) {
		take_undated(plan, end);
		return;
	}
	size_t first = date;
	enum { MOST_NAMES = 6 };
	bool styled = date && plan->lines[date - 1].block->role == READ_AUTHORITY;
	while (first && date - first < MOST_NAMES && is_authority(plan, &plan->lines[first - 1]) &&
	       (!styled || plan->lines[first - 1].block->role == READ_AUTHORITY) &&
	       (first == date || styled || plan->lines[first - 1].block->align != READ_LEFT))
		first--;
	if (first == date) {
		diag_add(plan->findings, DIAG_READ_SIGNATURE, plan->lines[date].block->node->place, read_sample(plan->arena, plan->lines[date].text));
		return;
	}
	make_signature(plan, first, date, true);
	take_notes(plan, date + 1, end);
}

/* Whether the text ends above the line: what stands below who was there. */
static bool is_below_text(const struct read_line *line)
{
	const struct doc_node *node = line->block->node;
	return line->class == CLASS_TAKEN || is_note(line) || (line->class == CLASS_WHOLE && (node->kind == DOC_SIGNATURE || node->kind == DOC_NOTE));
}

/* Who was there, below the text that ends before `end`: by the style of ours; where the file has none such, by the labels of its last lines. */
static void take_attendance(struct read_plan *plan, size_t end)
{
	struct str value;
	size_t below = end, first;
	while (below && is_below_text(&plan->lines[below - 1]))
		below--;
	for (first = below; first; first--) {
		const struct read_line *line = &plan->lines[first - 1];
		bool labelled = !plan->styled && line->block->role == READ_TEXT && attendance_of(plan, line, &value);
		if (line->block->role != READ_ATTENDANCE && !labelled)
			break;
	}
	if (first < below) /* without a signature, too */
		take_notes(plan, below, end);
	for (; first < below; first++) {
		struct read_line *line = &plan->lines[first];
		const char *key = attendance_of(plan, line, &value);
		if (!key) /* what has no label, or one that was read already, stays text */
			continue;
		read_set_meta(plan, key, value, line->block->node->place);
		line->class = CLASS_TAKEN;
	}
}

/* The printing office on a line of its own, as text files have it: above its date, or behind those who get copies. */
static void take_office(struct read_plan *plan, size_t at)
{
	struct read_line *office = at < plan->count ? &plan->lines[at] : NULL;
	if (!office || doc_find_meta(plan->doc, "印发机关") || read_is_mark(office) || str_ends(office->text, "印发") || !is_authority(plan, office) ||
	    !can_be(plan->arena, "印发机关", office->text))
		return;
	read_set_meta(plan, "印发机关", office->text, office->block->node->place);
	office->class = CLASS_TAKEN;
}

/* Tells of what stands behind the last line of the record block: it comes before it. */
static void tell_behind_record(struct read_plan *plan, size_t last)
{
	for (size_t i = last + 1; i < plan->count && !read_is_mark(&plan->lines[i]); i++) {
		const struct read_line *line = &plan->lines[i];
		if (line->class != CLASS_TEXT)
			continue;
		diag_add(plan->findings, DIAG_READ_BEHIND_RECORD, line->block->node->place, read_sample(plan->arena, line->text));
		return;
	}
}

/* Takes the lines of the record block. */
static void take_records(struct read_plan *plan)
{
	size_t last = plan->count;
	for (size_t i = plan->count, seen = 0; i-- > 0 && seen < END_LINES; seen++) {
		struct read_line *line = &plan->lines[i];
		bool paragraph = line->class == CLASS_TEXT && !line->number.shape, table = line->class == CLASS_WHOLE;
		if (!(paragraph && take_record(plan, line)) && !(table && take_record_table(plan, line->block->node)))
			continue;
		line->class = CLASS_TAKEN;
		last = last == plan->count ? i : last;
		if (paragraph)
			take_office(plan, str_ends(line->text, "印发") ? i - 1 : i + 1);
	}
	if (last < plan->count)
		tell_behind_record(plan, last);
}

void read_take_ends(struct read_plan *plan)
{
	size_t body = plan->count;
	take_records(plan);
	for (size_t i = plan->count; i-- > 0;)
		if (read_is_mark(&plan->lines[i]) || read_is_issued(&plan->lines[i]))
			body = i;
	take_signature(plan, body);
	take_attendance(plan, body);
}
